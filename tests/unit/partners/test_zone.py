"""The zone: a partner's lines and logo, as large as they fit."""

from dataclasses import replace
from io import BytesIO

import pytest

from printshop.orders.model import Partner
from printshop.partners.zone import Slip, set_zone, with_zone
from printshop.preflight.reading.read import read_pdf
from printshop.shop import catalog
from printshop.shop.job import Job, Shop, Token
from printshop.typesetting.blocks import blocks_of
from tests.press.partners import WHERE, logo, partner
from tests.press.pieces import render as rendering_of
from tests.press.pieces import ticket

LONG = "The Society of Friends of Umbrellas that Nobody Came Back For"


def job_in(shop: Shop, language: str) -> Job:
    """The tiny shop's card in a language."""
    return catalog.resolve(shop, ticket(shop, "card", language))


def set_for(shop: Shop, language: str, who: Partner) -> Slip:
    """A zone that can be set."""
    slip, findings = set_zone(job_in(shop, language), "partner", who, WHERE)
    assert slip is not None, findings
    assert not findings
    return slip


def words(slip: Slip) -> list[str]:
    """What a slip says, line by line; no-break spaces as plain ones."""
    (page,) = read_pdf(BytesIO(slip.pdf)).pages
    rows: dict[float, list[str]] = {}
    for run in page.runs:
        if not run.artifact and run.logical_text:
            rows.setdefault(round(run.glyphs[0].y, 1), []).append(run.logical_text)
    return [" ".join(row).replace("\u00a0", " ") for row in rows.values()]


def sizes(slip: Slip) -> list[float]:
    """The sizes of its type in pt, the largest first."""
    (page,) = read_pdf(BytesIO(slip.pdf)).pages
    return sorted({round(run.size, 2) for run in page.runs}, reverse=True)


def test_short_lines_are_set_large(opened_shop: Shop) -> None:
    """What fits is set at the largest sizes of the layout."""
    slip = set_for(opened_shop, "en", partner())
    assert words(slip) == ["Umbrella Club", "+44 20 7946 0123"]
    assert sizes(slip) == [9.0, 7.0]


@pytest.mark.parametrize(
    ("name", "contact", "large"),
    [
        ("Umbrella Club", "www.umbrellas-left-behind.test", True),
        ("The Society of Friends of Umbrellas Left Behind", "club.example", False),
    ],
    ids=["the lines give way", "then the name"],
)
def test_long_lines_are_set_smaller(
    opened_shop: Shop, name: str, contact: str, large: bool
) -> None:
    """The lines give way before the name; nothing goes under its floor, and no word is lost."""
    slip = set_for(opened_shop, "en", partner(name, contact))
    assert "".join(words(slip)).replace(" ", "") == f"{name}{contact}".replace(" ", "")
    big, small = sizes(slip)
    assert (big == 9) is large
    assert big >= 7
    assert 6 <= small < 7


def test_what_does_not_fit_is_told(opened_shop: Shop) -> None:
    """Under the smallest sizes nothing shrinks: a finding at the line of the order."""
    slip, (told,) = set_zone(
        job_in(opened_shop, "en"), "partner", partner(f"{LONG}, {LONG}"), WHERE
    )
    assert slip is None
    assert told.code == "overset"
    assert "7 and 6 pt" in told.message
    assert str(told).startswith("orders/test.yaml:3: ")


def test_a_long_address_stands_beneath(opened_shop: Shop) -> None:
    """What is too long for the room beside the logo has the whole width beneath it."""
    slip = set_for(opened_shop, "en", partner(contact="www.friends-of-lost-umbrellas.example"))
    assert slip.beneath
    assert words(slip) == ["Umbrella Club", "www.friends-of-lost-umbrellas.example"]
    assert slip.logo_at is not None
    assert slip.logo_at[3] <= 0.45 * slip.zone.box[3]
    assert not set_for(opened_shop, "en", partner()).beneath


def test_a_contact_line_breaks_between_its_parts(opened_shop: Shop) -> None:
    """A line breaks at a space, never within an address or a number."""
    contact = "lost-property.example, +44 20 7946 0123"
    for line in words(set_for(opened_shop, "en", partner(contact=contact)))[1:]:
        assert "lost" not in line or "lost-property.example," in line
        assert "+44" not in line or "+44 20 7946 0123" in line


def test_an_address_is_never_broken(opened_shop: Shop) -> None:
    """An address that is too long for any line is told, not broken or cut off."""
    who = partner(contact="www.the-society-of-friends-of-lost-umbrellas.example")
    slip, (told,) = set_zone(job_in(opened_shop, "en"), "partner", who, WHERE)
    assert slip is None
    assert told.code == "overset"


def test_the_logo_stands_at_the_reading_start(opened_shop: Shop) -> None:
    """At the left of a page that reads rightwards, at the right of one that reads leftwards."""
    zone = opened_shop.layouts["card"].zones["partner"]
    left = set_for(opened_shop, "en", partner()).logo_at
    right = set_for(opened_shop, "ar", partner()).logo_at
    assert left is not None
    assert right is not None
    assert left[0] == zone.pad
    assert right[0] + right[2] == pytest.approx(zone.box[2] - zone.pad)
    assert left[2:] == right[2:]
    assert left[2] / left[3] == pytest.approx(logo().aspect, rel=1e-4)


def test_without_a_logo(opened_shop: Shop) -> None:
    """The lines begin where the logo would stand."""
    slip = set_for(opened_shop, "en", replace(partner(), logo=None))
    (page,) = read_pdf(BytesIO(slip.pdf)).pages
    assert slip.logo_at is None
    assert min(run.box[0] for run in page.runs if not run.artifact) == pytest.approx(1.5, abs=0.3)


def test_the_name_keeps_its_own_direction(opened_shop: Shop) -> None:
    """A Latin name with a full stop and a number reads left to right on an Arabic page."""
    slip = set_for(opened_shop, "ar", partner("Club No. 5"))
    (page,) = read_pdf(BytesIO(slip.pdf)).pages
    glyphs = [g for run in page.runs if not run.artifact for g in run.glyphs]
    row = max(g.y for g in glyphs)
    first = sorted((g for g in glyphs if abs(g.y - row) < 0.1), key=lambda g: g.x)
    assert "".join(g.text for g in first).strip() == "Club No. 5"


def test_imprint_of_its_own(opened_shop: Shop) -> None:
    """Whoever answers for the version stands in the words that the campaign's own imprint has."""
    who = replace(partner("Club"), publisher="A. Tester, Road 1", contact="", logo=None)
    assert words(set_for(opened_shop, "en", who))[1:] == ["Publisher: A. Tester, Road 1"]


def test_a_translation_is_called_one(opened_shop: Shop) -> None:
    """Where its kind wants it, a piece in another language says that it is a translation."""
    who = replace(partner("Town", contact="town.example"), kind="town", logo=None)
    assert words(set_for(opened_shop, "en", who)) == ["Town", "town.example"]
    assert len(words(set_for(opened_shop, "ar", who))) > 2


def test_no_word_is_taken_for_markup(opened_shop: Shop) -> None:
    """Whatever a name holds stands there as it was written."""
    slip = set_for(opened_shop, "en", partner("A <b>&amp; B"))
    assert words(slip)[0] == "A <b>&amp; B"


def test_other_letters_are_told(opened_shop: Shop) -> None:
    """A name in letters that no font of the piece has is a finding, not a row of boxes."""
    slip, (told,) = set_zone(job_in(opened_shop, "en"), "partner", partner("우산협회"), WHERE)
    assert slip is None
    assert told.code == "missing-glyph"


def test_a_composition_with_a_zone(opened_shop: Shop) -> None:
    """The zone is read after the frame that the layout names, and stands on its page."""
    rendering = rendering_of(opened_shop, "card", "en")
    made = with_zone(rendering.composition, set_for(opened_shop, "en", partner()))
    names = list(made.job.layout.frames)
    assert names.index("(zone)") == names.index("cover") + 1
    outside, inside = made.html.split('<section class="page"')[1:]
    assert "Umbrella Club" in outside
    assert "Umbrella Club" not in inside
    assert "(zone)" not in rendering.composition.job.layout.frames


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_blocks_of_a_zone(opened_shop: Shop, language: str) -> None:
    """They are the words of its markup, after those of its page; a number in them is a token."""
    who = partner("Club", contact="club.example, +44 20 7946 0123")
    who = replace(who, publisher="A. Tester, Road 1", logo=None)
    rendering = rendering_of(opened_shop, "card", language)
    whole = with_zone(rendering.composition, set_for(opened_shop, language, who))
    zone = tuple(block for block in whole.blocks if block.frame == "(zone)")
    read = blocks_of("outside", "(zone)", whole.frames["(zone)"], {})
    assert tuple(replace(block, tokens=()) for block in zone) == read
    assert [block.tokens for block in zone if block.tokens] == [
        (Token("web", "club.example"), Token("phone", "+44 20 7946 0123"))
    ]
    assert tuple(b for b in whole.blocks if b not in zone) == rendering.composition.blocks
    assert whole.blocks_on("outside")[-len(zone) :] == zone


def test_facts_beside_arabic_words_read_from_left_to_right(opened_shop: Shop) -> None:
    """In a line from right to left its number and address are isolated, whatever the piece reads.

    Without that, a number of several groups is set with its last group first.
    """
    who = partner("نادي", contact="هاتف +44 20 7946 0123، club.example")
    markup = with_zone(
        rendering_of(opened_shop, "card", "ar").composition, set_for(opened_shop, "ar", who)
    ).frames["(zone)"]
    assert '<bdi dir="rtl"><span>هاتف</span>' in markup
    assert '<bdi dir="ltr">+44\u00a020\u00a07946\u00a00123</bdi>،</span>' in markup
    assert '<bdi dir="ltr">club.example</bdi>' in markup
