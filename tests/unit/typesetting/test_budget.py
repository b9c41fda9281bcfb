"""Space budget: what is said to fit fits in the real layouts, and what is longer does not."""

from dataclasses import replace
from functools import lru_cache
from math import ceil

import pytest

from printshop.shop import catalog
from printshop.shop.job import Job
from printshop.shop.words import Copy, CopySheet
from printshop.typesetting import typeset
from printshop.typesetting.budget import Room, budgets, tightest
from printshop.typesetting.compose import compose
from printshop.typesetting.segment_marks import SegmentRef
from printshop.typesetting.specimen import specimen, wide, words_of
from tests.press.pieces import real_shop, ticket

# Five languages in three scripts, and texts of one line and of many.
TEXTS = [
    ("nl", "leaflet", "leaflet/what-body"),
    ("fr", "card", "common/hotline-label"),
    ("ro", "poster-horeca", "common/imprint"),
    ("bg", "card", "common/no-papers"),
    ("ar", "flyer-horeca", "flyer/rights"),
]


@lru_cache
def rooms(tag: str, stem: str) -> list[Room]:
    """The budgets of one piece."""
    shop = real_shop()
    return budgets(shop, tag, [ticket(shop, stem, tag)])


def with_text(tag: str, stem: str, name: str, text: str) -> Job:
    """A piece with another text for one of its segments."""
    job = catalog.resolve(real_shop(), ticket(real_shop(), stem, tag))
    role = name.rpartition("/")[2].partition("[")[0]
    item: str | list[str] | None = job.copy.get(role)
    if isinstance(item, list):
        number = int(name.partition("[")[2].rstrip("]")) - 1
        new: str | list[str] = [*item[:number], text, *item[number + 1 :]]
    else:
        new = text
    sheet = CopySheet(status="draft", items={role: new})
    return replace(job, copy=Copy((*job.copy.sheets, sheet)))


def overset(job: Job) -> bool:
    """Whether copyfit finds a text that does not fit."""
    composition, findings = compose(job)
    assert composition, findings
    return any(finding.code == "overset" for finding in typeset.fit(composition).findings)


@pytest.mark.parametrize(("tag", "stem", "name"), TEXTS)
def test_the_budget_fits_and_a_longer_text_does_not(tag: str, stem: str, name: str) -> None:
    """A text of the language's own words as long as its budget; and one 15 % longer."""
    of_text = [r for r in rooms(tag, stem) if r.ref.identifier == name]
    least = min(room.smallest for room in of_text)
    words = [w for w in words_of(real_shop(), tag) if len(w) < 12]
    assert not overset(with_text(tag, stem, name, wide(words, least)))
    for start in (0, len(words) // 2):
        assert not overset(with_text(tag, stem, name, specimen(words, least, start)))
    longer = ceil(1.15 * least)
    texts = [wide(some, longer) for some in (words, words_of(real_shop(), tag))]
    assert any(overset(with_text(tag, stem, name, text)) for text in texts)


@pytest.mark.parametrize(("tag", "stem"), [("nl", "leaflet"), ("ar", "card")])
def test_less_fits_at_the_largest_size(tag: str, stem: str) -> None:
    """Than at the smallest; and what is there now has characters and lines."""
    for room in rooms(tag, stem):
        assert room.largest <= room.smallest
        assert room.used
        assert room.lines


def test_what_is_full_says_so() -> None:
    """Less than 5 % left is little; so is a text that fits only because it is narrow."""
    room = Room(
        SegmentRef("nl", "card", "cover"), "card", "card", "cover", 96, 80, 100, 1, 1, 1, False
    )
    assert room.little
    assert not replace(room, used=94).little
    assert replace(room, used=101).little


def test_the_tightest_layout_counts() -> None:
    """A text that several frames set may be as long as in the one that holds least."""
    found = tightest(rooms("nl", "leaflet"))
    label = [r for r in rooms("nl", "leaflet") if r.ref.identifier == "common/hotline-label"]
    assert len(label) == 3
    assert found["common/hotline-label"].smallest == min(r.smallest for r in label)


def test_pieces_of_one_layout_together_say_no_more_than_each_alone() -> None:
    """A later piece has the room of those before it, where as much fits in it; else its own."""
    shop = real_shop()
    stems = ("poster-horeca", "poster-construction")
    together = budgets(shop, "ro", [ticket(shop, stem, "ro") for stem in stems])
    for room in together:
        alone = [
            r.smallest
            for stem in stems
            for r in rooms("ro", stem)
            if (r.ref, r.frame) == (room.ref, room.frame)
        ]
        assert room.smallest <= min(alone) * 1.06 + 1
        assert room.smallest >= min(alone) / 1.06 - 1
