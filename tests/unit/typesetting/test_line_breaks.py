"""Line breaks: a no-break space before a fact does not lead to a line of one word."""

from typing import Any

import pytest

from printshop.shop.job import Shop
from printshop.typesetting import measure, styles
from printshop.typesetting.line_breaks import count_no_break_spaces
from tests.unit.typesetting.cards import card

SIZES = [round(8 + n / 50, 2) for n in range(150)]  # pt


def test_a_word_tied_to_a_fact(opened_shop: Shop) -> None:
    """At every size a line is filled: where word and fact do not fit, the line ends before both."""
    composition = card(opened_shop, "o l s d m i r e a n o p a r\u00a0{lobby} there")
    job = composition.job
    trials = [
        ("hint", styles.frame_css(job, "hint", {"hint": size}, f"#trial-{n} "))
        for n, size in enumerate(SIZES)
    ]
    for size, galley in zip(SIZES, measure.galleys(composition, trials), strict=True):
        first = "".join(line.text for line in galley.lines if line.row == 0)
        rows = {line.row for line in galley.lines}
        assert len(rows) == 1 or len(first.split()) > 5, f"{size} pt: '{first}'"


@pytest.mark.parametrize(
    ("room", "asked"),
    [(99.0, 69.9), (100.0, 100.0), (69.0, 69.0), (70.0, 69.9), (None, None)],
)
def test_less_room_only_where_the_space_decides(room: float | None, asked: float | None) -> None:
    """A text with its space, 100 wide, and without it, 70 wide."""
    rooms = []

    def split(text: str, style: Any, context: Any, room: float | None) -> tuple[Any, ...]:
        rooms.append(room)
        return None, None, None, 100.0 if text.endswith("\u00a0") else 70.0

    count_no_break_spaces(split)("a b\u00a0", None, None, room)
    assert rooms[-1] == asked
    count_no_break_spaces(split)("a b", None, None, room)
    assert rooms[-1] == room
