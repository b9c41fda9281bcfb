"""Textures: what tells the bands of one sector from those of another without colour.

A texture is a function from the figure and one of its bands to the shapes of that band, in the two
tones of the ground. Smaller bands are drawn later and cover what runs into them. Measures are in
head radii: a texture is the same at every size of the figure. Nothing is transparent.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import cos, exp2, hypot, pi, sin, sqrt
from typing import NamedTuple

from printshop.pdf.geometry import Extent
from printshop.shop.words import Texture
from printshop.typesetting.figure import KAPPA, Figure

PLAIN: Texture = "plain"
# In band 0, in head radii. Pitches grow with the square root of the bands' width, drops with the
# fourth root.
BAR_PITCH = 0.18
SCALLOP_PITCH = 0.30
DROP = 0.058  # half a drop's width


@dataclass(frozen=True)
class Band:
    """Band ``number``, from 0, between two contours: their distances from the person in mm."""

    number: int
    inner: float
    outer: float

    @classmethod
    def of(cls, number: int, first: float) -> "Band":
        """A band, where the first is ``first`` mm wide and each next one √2 times as wide."""
        inner, outer = (first * (sqrt(2) ** n - 1) / (sqrt(2) - 1) for n in (number, number + 1))
        return cls(number, inner, outer)


class Layer(NamedTuple):
    """A shape as path data, in the band's own tone or the other one, clipped to another path."""

    path: str
    own: bool = True
    clip: str = ""


Draw = Callable[[Figure, Band], list[Layer]]


def layers(texture: str, figure: Figure, band: Band) -> list[Layer]:
    """The shapes of a band, in the order in which they are painted."""
    numbers, draw = TEXTURES[texture]
    return draw(figure, band) if band.number in numbers else plain(figure, band)


def plain(figure: Figure, band: Band) -> list[Layer]:
    """The band alone."""
    return [Layer(figure.outline(band.outer))]


def bars(figure: Figure, band: Band) -> list[Layer]:
    """Bars at 45°, rising to the right in either direction of reading, half a pitch wide."""
    pitch = _grown(BAR_PITCH, figure, band) * sqrt(2)  # along x
    x0, y0, x1, y1 = figure.window
    start = figure.head[0] + figure.head[1]  # x + y is the same all along a bar's edge
    first, last = (round((edge - start) / pitch) for edge in (x0 + y0, x1 + y1))
    slants = [start + k * pitch for k in range(first - 1, last + 1)]
    path = "".join(
        f"M{s - y0:.2f} {y0:g}h{pitch / 2:.2f}L{s + pitch / 2 - y1:.2f} {y1:g}h{-pitch / 2:.2f}z"
        for s in slants
    )
    whole = figure.outline(band.outer)
    return [Layer(whole), Layer(path, own=False, clip=whole)]


def furrows(figure: Figure, band: Band) -> list[Layer]:
    """The contour repeated: 3 furrows in band 1, one more in each second band further out."""
    stripes = 2 * (3 + (band.number - 1) // 2)
    step = (band.outer - band.inner) / stripes
    return [
        Layer(figure.outline(band.inner + j * step), own=bool(j % 2)) for j in range(stripes, 0, -1)
    ]


def scallops(figure: Figure, band: Band) -> list[Layer]:
    """Discs along the outer contour, each as wide as their distance."""
    pitch = _grown(SCALLOP_PITCH, figure, band)
    r, k = pitch / 2, pitch / 2 * KAPPA
    disc = (
        f"c0 {-k:.2f} {r - k:.2f} {-r:.2f} {r:.2f} {-r:.2f}s{r:.2f} {r - k:.2f} {r:.2f} {r:.2f}"
        f"s{k - r:.2f} {r:.2f} {-r:.2f} {r:.2f}s{-r:.2f} {k - r:.2f} {-r:.2f} {-r:.2f}z"
    )
    points = _seen(figure.contour(band.outer, pitch), figure.window, r)
    path = "".join(f"M{x - r:.2f} {y:.2f}{disc}" for x, y in points)
    return [*([Layer(path)] if path else []), Layer(figure.outline(band.outer))]


def drops(figure: Figure, band: Band) -> list[Layer]:
    """Upright drops in rows along the band: 1 row in band 1, one more in each second band further
    out; each row stands before the gaps of the row within."""
    s = DROP * figure.u * exp2(band.number / 8)
    rows = (band.number + 1) // 2
    k = s * KAPPA
    drop = (
        f"c{0.3 * s:.2f} {0.7 * s:.2f} {s:.2f} {s:.2f} {s:.2f} {1.6 * s:.2f}"
        f"c0 {k:.2f} {k - s:.2f} {s:.2f} {-s:.2f} {s:.2f}s{-s:.2f} {k - s:.2f} {-s:.2f} {-s:.2f}"
        f"c0 {-0.6 * s:.2f} {0.7 * s:.2f} {-0.9 * s:.2f} {s:.2f} {-1.6 * s:.2f}z"
    )
    points = [
        point
        for row in range(rows)
        for point in _row(figure, band, (row + 0.5) / rows, 6.2 * s, 0.5 * (row % 2), 2 * s)
    ]
    seen = _seen(points, figure.window, 2 * s)
    path = "".join(f"M{x:.2f} {y - 1.3 * s:.2f}{drop}" for x, y in seen)
    return [Layer(figure.outline(band.outer)), *([Layer(path, own=False)] if path else [])]


# The bands of each texture, and how they are drawn.
TEXTURES: dict[str, tuple[tuple[int, ...], Draw]] = {
    "plain": ((), plain),
    "bars": ((2, 4), bars),
    "furrows": ((1, 3, 5), furrows),
    "scallops": ((2, 4, 6), scallops),
    "drops": ((1, 3, 5), drops),
}


def _grown(measure: float, figure: Figure, band: Band) -> float:
    """A measure of band 0 in head radii as it is in another band, in mm."""
    return measure * figure.u * exp2(band.number / 4)


def _seen(
    points: Iterable[tuple[float, float]], window: Extent, reach: float
) -> list[tuple[float, float]]:
    """Those points from which something within ``reach`` lies in the window."""
    x0, y0, x1, y1 = window
    return [
        (x, y) for x, y in points if x0 - reach < x < x1 + reach and y0 - reach < y < y1 + reach
    ]


def _row(
    figure: Figure, band: Band, share: float, pitch: float, shift: float, clear: float
) -> list[tuple[float, float]]:
    """Points along a band at a ``share`` of its width, from the figure's axis to both sides.

    ``pitch`` holds in the middle of the band, so that rows keep their places to each other;
    ``shift`` is the part of it by which the row is moved. Points of the head keep ``clear`` of the
    contour of the shoulders, and those of the shoulders of the head's.
    """
    spread = band.inner + share * (band.outer - band.inner)
    middle = (band.inner + band.outer) / 2
    head, dome = figure.head, figure.dome
    points = []
    hx, hy, hr = head
    count = round(2 * pi * (hr + middle) / pitch)
    for k in range(count):
        turn = 2 * pi * (k + shift) / count
        points.append((hx + (hr + spread) * sin(turn), hy - (hr + spread) * cos(turn)))
    cx, cy, r = dome
    quarter = pi / 2 * (r + middle)
    walked = shift * pitch
    while walked < quarter + figure.window.y1 - cy + pitch:
        turn, below = min(walked, quarter) / (r + middle), max(walked - quarter, 0.0)
        for side in (-1, 1):
            x = cx + side * (r + spread) * sin(turn)
            points.append((x, cy - (r + spread) * cos(turn) + below))
        walked += pitch
    return [
        (x, y)
        for n, (x, y) in enumerate(points)
        if (_from_dome(dome, x, y) if n < count else hypot(x - hx, y - hy) - hr) >= spread + clear
    ]


def _from_dome(dome: tuple[float, float, float], x: float, y: float) -> float:
    """The distance of a point from the dome, whose sides go straight down."""
    cx, cy, r = dome
    return hypot(x - cx, min(y - cy, 0.0)) - r
