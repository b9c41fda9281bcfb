"""Marks: what of them lies in the bleed, however they are drawn."""

from typing import Any

import pytest

from printshop.pdf.geometry import IDENTITY, Clip, Shape
from printshop.pdf.paint import Paint
from printshop.preflight.reading.facts import Fill, Stroke
from tests.unit.preflight.checks.cases import BLACK, case, messages, page

ALL = Paint("/Separation", (1.0,), ("All",))
Line = tuple[float, float, float, float]


def strokes(*lines: Line, paint: Paint = ALL) -> dict[str, Any]:
    """Lines as one path, in mm from the trim's corner, on a page of 100 × 50 mm."""
    steps = tuple(s for x0, y0, x1, y1 in lines for s in (("m", (x0, y0)), ("l", (x1, y1))))
    shape = Shape(steps, IDENTITY)
    stroke = Stroke(1, paint, 0.25, shape.box, shape=shape)
    return {"strokes": [stroke], "paints": {paint: "line"}, "paint_boxes": {paint: shape.box}}


FAR: Line = (0, -4, 0, -8)
OTHER: Line = (100, 54, 100, 58)
NEAR: Line = (0, -2, 0, -8)
BESIDE: Line = (-8, 50, -2.5, 50)


@pytest.mark.parametrize("paint", [ALL, BLACK])
def test_marks_in_the_bleed(paint: Paint) -> None:
    """All marks of a page may be one path: those outside its bleed are no fault."""
    assert messages("marks-in-bleed", case(page(**strokes(FAR, OTHER, paint=paint)))) == []
    assert messages("marks-in-bleed", case(page(**strokes(FAR, NEAR, BESIDE, paint=paint)))) == [
        "2 marks reach into the bleed, up to 2.0 mm from the trim"
    ]


def test_registration_colour_on_the_page() -> None:
    """It is artwork in the wrong colour; marks around the page are none."""
    about = case(page(**strokes(FAR, OTHER, (10, 10, 50, 10))))
    assert messages("spot-colour", about) == ["registration colour ('All') is painted on the page"]
    assert messages("spot-colour", case(page(**strokes(FAR, NEAR, OTHER)))) == []


def test_marks_drawn_as_areas() -> None:
    """A thin rectangle in line with the trim; a broad one, or one elsewhere, is artwork."""
    mark, broad, elsewhere = (
        Fill(1, BLACK, Shape((("re", box),), IDENTITY), Clip())
        for box in ((-0.05, -8.0, 0.1, 6.0), (-3.0, -3.0, 3.0, 3.0), (30.0, -8.0, 0.1, 6.0))
    )
    assert len(messages("marks-in-bleed", case(page(fills=[mark])))) == 1
    assert messages("marks-in-bleed", case(page(fills=[broad, elsewhere]))) == []
