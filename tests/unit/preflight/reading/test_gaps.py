"""Gaps between outlines, in mm."""

import pytest

from printshop.pdf.geometry import Extent, Polygon, bounding_box
from printshop.preflight.reading.gaps import between, edges_within, gap, nearest_edges


def square(x: float, y: float, side: float = 1.0) -> tuple[tuple[Polygon, ...], Extent]:
    """A square and its box."""
    polygon = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
    return (polygon,), bounding_box(polygon)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (square(1.2, 0.0), 0.2),
        (square(1.12, 1.05), 0.13),
        (square(0.5, 0.5), 0.0),
        (square(0.25, 0.25, 0.5), 0.0),  # one within the other
        (square(5.0, 5.0), 0.3),
        (square(1.25, 1.25), 0.3),
    ],
)
def test_two_glyphs(other: tuple[tuple[Polygon, ...], Extent], expected: float) -> None:
    """Their gap up to a limit; 0 where they touch, cross or hold each other."""
    assert gap(square(0, 0), other, 0.3) == pytest.approx(expected)
    assert gap(other, square(0, 0), 0.3) == pytest.approx(expected)


def test_a_ring_does_not_touch_what_lies_in_its_hole() -> None:
    """A dot in the counter of an o: by the nonzero rule it is not in its ink."""
    outer = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)]
    hole = [(1.0, 1.0), (1.0, 8.0), (8.0, 8.0), (8.0, 1.0)]
    assert gap(((outer, hole), bounding_box(outer)), square(4, 4), 0.3) == 0.3


def test_two_edges() -> None:
    """Where they cross, and the nearest place on the second where they do not."""
    assert between((0, 0, 2, 2), (0, 2, 2, 0)) == (0.0, (1.0, 1.0))
    assert between((0, 0, 2, 0), (1, 1, 1, 3)) == (1.0, (1, 1))
    assert between((0, 0, 0, 0), (1, 0, 1, 3)) == (1.0, (1.0, 0.0))


def test_the_nearest_edges() -> None:
    """Each edge that is near enough, with its gap; the others are left out."""
    shape, _ = square(0, 0)
    edges = [(1.1, -1.0, 1.1, 2.0), (3.0, 0.0, 3.0, 1.0)]
    ((distance, place, edge),) = nearest_edges(shape, edges, 0.3)
    assert distance == pytest.approx(0.1)
    assert place[0] == 1.1
    assert edge == edges[0]
    assert len(edges_within(shape, Extent(-0.1, -0.1, 0.1, 2.0))) == 3
