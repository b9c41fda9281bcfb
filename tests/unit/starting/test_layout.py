"""A new format: its sizes, where its parts stand, and that it is built at once."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from printshop.checks.opening import open_shop
from printshop.shop.layout import LayoutBox
from printshop.shop.panels import overlap
from printshop.starting.layout import LEAST, MOST, RATIO, read_size
from printshop.starting.layout_design import design
from printshop.starting.questions import Refused
from tests.unit.starting.conftest import Answering, state


@pytest.mark.parametrize(
    ("typed", "size"),
    [
        *(("A6", (105, 148)), ("a5 landscape", (210, 148)), ("85x55", (85, 55))),
        *(("85 × 55 mm", (85, 55)), ("99,5 x 210", (99.5, 210))),
    ],
)
def test_a_size(typed: str, size: tuple[float, float]) -> None:
    """By its name, or in mm."""
    assert read_size(typed) == size


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        *(("", "write A3"), ("B5", "write A3"), ("-85x55", "write A3"), ("85", "write A3")),
        *(("10x10", "can be begun"), ("900x600", "can be begun"), ("500x100", "2.6 times")),
        ("85x55x20", "write A3"),
    ],
)
def test_what_is_no_size(typed: str, reason: str) -> None:
    """With what can be."""
    with pytest.raises(Refused, match=reason):
        read_size(typed)


@given(st.floats(LEAST[0], MOST), st.floats(1 / RATIO, RATIO), st.booleans(), st.booleans())
@example(width=74.0, ratio=0.9375, two=False, named=True)
def test_parts_of_any_size(width: float, ratio: float, two: bool, named: bool) -> None:
    """Each lies on the page and off the others, and its first line within it."""
    height = min(max(width * ratio, LEAST[1]), MOST)
    if not 1 / RATIO <= height / width <= RATIO:
        return
    made = design(width, height, two=two, named=named)
    for part in made.parts:
        x, y, across, down = part.box
        assert min(across, down) > 0
        assert min(x, y) >= 4
        assert x + across <= width - 4 + 1e-6
        assert y + down <= height - 3
        assert part.base is None or y < part.base <= y + down
    for one, other in combinations(made.parts, 2):
        if one.page == other.page:
            common = overlap(LayoutBox(*one.box), LayoutBox(*other.box)) or (0, 0)
            assert min(common) < 3, (one, other)  # the line above leaves so much of its box free


@pytest.mark.parametrize(
    ("size", "sides", "which"),
    [
        ("A6", "1", "general"),
        ("85x55", "2", "sectors"),
        ("210x99", "1", "sectors"),
        ("A4", "2", "general"),
    ],
)
def test_it_is_built_at_once(
    tiny_shop: Path, answering: Answering, size: str, sides: str, which: str
) -> None:
    """In every language, from the words that all pieces share, with no error."""
    run = answering(tiny_shop, ["Handout", size, sides, which, ""], "new", "layout", "handout")
    assert run.exit == 0, run.said
    run = answering(tiny_shop, [], "--piece", "handout")
    assert run.exit == 0, run.said
    assert " refused" in run.said
    assert "error[" not in run.said
    made = list(tiny_shop.glob("output/test/*/*handout*.pdf"))
    assert len(made) == 2


def test_words_that_all_share(tiny_shop: Path, answering: Answering) -> None:
    """Without them it cannot be made: that is said before the first question."""
    path = tiny_shop / "content/en/common.yaml"
    path.write_text(path.read_text("utf-8").replace("qr-alt:", "other:"), "utf-8")
    before = state(tiny_shop)
    run = answering(tiny_shop, ["Handout", "A6"], "new", "layout", "handout")
    assert run.exit == 2
    assert "has no words for 'qr-alt'; nothing was written" in run.said
    assert state(tiny_shop) == before


def test_wrong_answers(tiny_shop: Path, answering: Answering) -> None:
    """Each is asked again with its reason, and what is right in the end is written."""
    answers = ["Big Sheet", "card", "trains", "common", "sheet", "", "The sheet: a # trap"]
    answers += ["A9", "A6", "three", "2", "all", "general", "nobody", "worker"]
    run = answering(tiny_shop, answers, "new", "layout")
    assert run.exit == 0, run.said
    assert "such as big-sheet" in run.said
    assert "'card' is there already" in run.said
    shop, findings = open_shop(tiny_shop)
    assert shop
    assert shop.layouts["sheet"].title == "The sheet: a # trap"
    assert {f.code for f in findings} == {"not-compared"}


def test_a_name_that_is_there(tiny_shop: Path, answering: Answering) -> None:
    """Is refused before the first question."""
    run = answering(tiny_shop, [], "new", "layout", "card")
    assert run.exit == 2
    assert "'card' is there already: take another name; nothing was written" in run.said
