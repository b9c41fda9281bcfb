"""Edges beside the trim: on a ground that goes on, a strip of it shows or not."""

from typing import Any

import pytest

from printshop.pdf.geometry import IDENTITY, Clip, Extent, Shape
from printshop.pdf.paint import Paint
from printshop.preflight.reading.facts import Fill, Image, PageReading
from tests.unit.preflight.checks.cases import case, messages, page

GROUND = Paint("/DeviceCMYK", (0.2, 0.0, 0.1, 0.0))
RED = Paint("/DeviceCMYK", (0.0, 1.0, 1.0, 0.0))
WHITE = Paint("/DeviceCMYK", (0.0, 0.0, 0.0, 0.0))
Box = tuple[float, float, float, float]


def fill(box: Box, order: int, paint: Paint | None = RED, picture: bool = False) -> Fill:
    """An area, or a picture, from one corner to the other in mm."""
    x0, y0, x1, y1 = box
    shape = Shape((("re", (x0, y0, x1 - x0, y1 - y0)),), IDENTITY)
    if not picture:
        return Fill(order, paint, shape, Clip())
    image = Image("picture", "/DeviceCMYK", (100, 100), 8, Extent(*box), 300.0)
    return Fill(order, None, shape, Clip(), image=image)


def on_ground(*fills: Fill, ground: Paint | None = GROUND) -> PageReading:
    """A page of 100 × 50 mm with a ground through its bleed, or without one."""
    first = [fill((-3, -3, 103, 53), 1, ground)] if ground else []
    return page(fills=[*first, *fills])


@pytest.mark.parametrize(
    ("box", "message"),
    [
        ((0, 10, 40, 40), "a picture ends at the left trim, along 30 mm"),
        ((60, 10, 99, 40), "a picture ends 1.0 mm inside the right trim, along 30 mm"),
        (
            (20, 20, 60, 51.5),
            "a picture ends 1.5 mm beyond the upper trim, short of the bleed, along 40 mm",
        ),
        ((20, -3, 60, 40), None),  # through the bleed
        ((20, 3, 60, 40), None),  # well inside
        ((0, 10, 40, 18), None),  # a short edge
    ],
)
def test_pictures_beside_the_trim(box: Box, message: str | None) -> None:
    """Each side is named; the picture goes through the bleed, or ends well inside the trim."""
    about = case(on_ground(fill(box, 2, picture=True)))
    assert messages("edge-at-trim", about) == ([message] if message else [])


def test_areas_beside_the_trim() -> None:
    """Of another colour than the ground, white too; of nearly the same one, no edge is seen."""
    near = Paint("/DeviceCMYK", (0.25, 0.0, 0.1, 0.0))
    for paint, told in ((RED, True), (WHITE, True), (near, False)):
        about = case(on_ground(fill((0, 10, 40, 40), 2, paint)))
        assert bool(messages("edge-at-trim", about)) is told


def test_a_picture_as_the_ground() -> None:
    """What goes on beneath is a ground, be it flat or a picture."""
    ground = fill((-3, -3, 103, 53), 1, None, picture=True)
    about = case(page(fills=[ground, fill((0, 10, 40, 40), 2)]))
    assert messages("edge-at-trim", about) == ["an area ends at the left trim, along 30 mm"]


@pytest.mark.parametrize(
    "fills",
    [
        [fill((0, 10, 40, 40), 2), fill((-3, 5, 50, 45), 3)],  # covered
        [fill((0, 10, 40, 40), 2), fill((-3, 10, 0, 40), 3)],  # goes on in the same colour
        [fill((0, 10, 40, 40), 2, None, True), fill((-3, 10, 0, 40), 3, None, True)],  # a picture
        [fill((1, 10, 3, 40), 2)],  # a line along the trim
    ],
)
def test_no_edge(fills: list[Fill]) -> None:
    """What is covered, what another one continues, what is no area."""
    assert messages("edge-at-trim", case(on_ground(*fills))) == []


def test_on_paper() -> None:
    """A narrow white border is told; what reaches the trim is unfilled-bleed's."""
    inside, at = fill((1, 10, 40, 40), 2), fill((0, 10, 40, 40), 2)
    assert messages("edge-at-trim", case(on_ground(inside, ground=None))) == [
        "an area ends 1.0 mm inside the left trim, along 30 mm"
    ]
    about: Any = case(on_ground(at, ground=None))
    assert messages("edge-at-trim", about) == []
    assert messages("unfilled-bleed", about) != []


def test_one_thing_that_ends_at_several_sides_is_told_once() -> None:
    """A picture as large as the trim; and two that end at one side each."""
    whole = case(on_ground(fill((0, 0, 100, 50), 2, picture=True)))
    assert messages("edge-at-trim", whole) == [
        "a picture ends at the left, right, upper and lower trim, along 100 mm"
    ]
    two = [fill((0, 10, 40, 40), 2, picture=True), fill((60, 12, 100, 40), 3, picture=True)]
    assert messages("edge-at-trim", case(on_ground(*two))) == [
        "a picture ends at the left and right trim, along 30 mm (2 of them)"
    ]
