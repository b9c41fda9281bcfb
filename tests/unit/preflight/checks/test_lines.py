"""Thin lines: stroked and filled ones, by width, colour and what is seen beside them."""

from typing import Any

import pytest

from printshop.pdf.geometry import IDENTITY, Clip, Extent, Shape
from printshop.pdf.paint import Paint
from printshop.preflight.reading.facts import Fill, Stroke
from tests.unit.preflight.checks.cases import case, messages, page, press

MM = 25.4 / 72
CYAN = Paint("/DeviceCMYK", (1.0, 0.0, 0.0, 0.0))
GREEN = Paint("/DeviceCMYK", (0.5, 0.0, 0.5, 0.0))
WHITE = Paint("/DeviceCMYK", (0.0, 0.0, 0.0, 0.0))
BOX = Extent(10, 10, 40, 10)


def limits(**changes: Any) -> Any:
    """The tiny shop's condition with other limits."""
    return press(limits=press().limits.model_copy(update=changes))


def area(*corners: tuple[float, float], paint: Paint = CYAN, order: int = 1) -> Fill:
    """An area by its corners in mm."""
    steps = (("m", corners[0]), *(("l", corner) for corner in corners[1:]))
    return Fill(order, paint, Shape(steps, IDENTITY), Clip())


def box(x: float, y: float, wide: float, high: float, paint: Paint = CYAN, order: int = 1) -> Fill:
    """An upright rectangle in mm."""
    return Fill(order, paint, Shape((("re", (x, y, wide, high)),), IDENTITY), Clip())


@pytest.mark.parametrize(
    ("paint", "width", "told"),
    [(CYAN, 0.24, True), (CYAN, 0.25, False), (GREEN, 0.3, True), (GREEN, 0.35, False)],
)
def test_lines_have_a_limit_and_those_of_several_inks_another(
    paint: Paint, width: float, told: bool
) -> None:
    """On paper on which ink spreads, a line in two inks has to be wider."""
    about = case(page(strokes=[Stroke(1, paint, width, BOX)]), against=limits(thin_line=0.35))
    limit = 0.25 if paint is CYAN else 0.35
    message = f"a line is {width:.2f} pt wide; the limit is {limit:g} pt"
    assert messages("thin-line", about) == ([message] if told else [])


def test_lines_of_a_page_are_one_finding() -> None:
    """The thinnest, and how many; areas are told beside them."""
    lines = [Stroke(n, CYAN, 0.1 + n / 100, BOX) for n in range(3)]
    about = case(page(strokes=lines, fills=[box(10, 20, 30, 0.05)]))
    assert messages("thin-line", about) == [
        "3 lines are 0.10 pt wide; the limit is 0.25 pt",
        "a filled area is a line 0.14 pt wide; the limit is 0.25 pt",
    ]


@pytest.mark.parametrize(
    ("fill", "told"),
    [
        (box(10, 20, 30, 0.05), True),
        (box(10, 20, 0.05, 30), True),
        (area((10, 10), (30, 20), (30.02, 19.96), (10.02, 9.96)), True),
        (box(10, 20, 30, 0.1), False),  # 0.28 pt
        (box(10, 20, 0.8, 0.05), False),  # a dot
        (box(10, 20, 30, 0.05, WHITE), False),  # white on paper
        (box(10, 90, 30, 0.05), False),  # beyond the bleed
    ],
)
def test_an_area_that_is_a_line(fill: Fill, told: bool) -> None:
    """In any direction, long enough, seen, and within the bleed."""
    assert bool(messages("thin-line", case(page(fills=[fill])))) is told


def test_a_frame_drawn_as_two_rectangles() -> None:
    """The line between the outer one and the hole; a broad one is none."""
    for gap, told in ((0.05, True), (1.0, False)):
        steps = (
            ("re", (10.0, 10.0, 40.0, 20.0)),
            ("re", (10 + gap, 10 + gap, 40 - 2 * gap, 20 - 2 * gap)),
        )
        frame = Fill(1, CYAN, Shape(steps, IDENTITY, True), Clip())
        assert bool(messages("thin-line", case(page(fills=[frame])))) is told


def test_a_white_area_on_a_ground() -> None:
    """It is a line that fills in."""
    fills = [box(0, 0, 100, 50, GREEN, 1), box(10, 20, 30, 0.05, WHITE, 2)]
    assert messages("thin-line", case(page(fills=fills))) != []


def test_steps_of_a_gradient_are_no_lines() -> None:
    """Strips side by side, each a little darker."""
    steps = [
        box(10, 10 + n * 0.05, 30, 0.05, Paint("/DeviceCMYK", (n / 100, 0.0, 0.0, 0.0)), n + 1)
        for n in range(100)
    ]
    assert messages("thin-line", case(page(fills=steps))) == []


def test_what_is_covered_is_not_seen() -> None:
    """A line under a picture's ground."""
    fills = [box(10, 20, 30, 0.05), box(0, 0, 100, 50, GREEN, 2)]
    assert messages("thin-line", case(page(fills=fills))) == []
