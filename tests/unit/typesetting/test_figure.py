"""Figure: the outline of head and shoulders, and points along it."""

from math import dist, hypot

import pytest

from printshop.pdf.geometry import Extent
from printshop.typesetting.figure import Figure

FIGURE = Figure(70, 85, 12, window=Extent(0, 0, 105, 118))


def distances(figure: Figure, x: float, y: float) -> tuple[float, float]:
    """The distances of a point from the head and from the dome."""
    hx, hy, hr = figure.head
    cx, cy, r = figure.dome
    return hypot(x - hx, y - hy) - hr, hypot(x - cx, min(y - cy, 0.0)) - r


@pytest.mark.parametrize("spread", [0.0, 4.0, 18.0, 46.0, 100.0])
def test_contour(spread: float) -> None:
    """Each point lies at the wanted distance from the nearer of the two shapes, on both sides."""
    points = FIGURE.contour(spread, 5.0)
    for x, y in points:
        assert min(distances(FIGURE, x, y)) == pytest.approx(spread)
    assert {x > FIGURE.cx for x, _ in points} == {True, False}
    assert max(y for _, y in points) >= FIGURE.window.y1  # down to the lower edge
    assert len(set(points)) == len(points)


def test_contour_is_even() -> None:
    """Points are a pitch apart along each shape, also across the notches."""
    points = sorted(FIGURE.contour(20.0, 5.0), key=lambda p: p[0])
    nearest = [min(dist(p, q) for q in points if q != p) for p in points]
    assert min(nearest) > 3.5  # nearer only where the notch makes a corner
    assert max(nearest) < 5.5


def test_mirrored() -> None:
    """Head, dome and window change sides; twice mirrored is as it was."""
    mirrored = FIGURE.mirrored(105)
    assert mirrored.head == pytest.approx((105 - FIGURE.head[0], 85, 12))
    assert mirrored.dome == pytest.approx((35, *FIGURE.dome[1:]))
    assert mirrored.mirrored(105) == FIGURE


def test_fills() -> None:
    """A dome covers its window from the spread at which it reaches the furthest corner."""
    cx, cy, r = FIGURE.dome
    furthest = hypot(cx, cy) - r
    assert not FIGURE.fills(furthest - 0.01)
    assert FIGURE.fills(furthest + 0.01)
