"""Printer's marks: crop, fold, cut and registration marks outside the bleed, on every plate.

They are painted in ``/Separation /All`` (ISO 32000-1, 8.6.6.4), so that every plate has them, and
only where the printing condition asks for them. Lengths are in mm.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from printshop.shop.job import Boxes
from printshop.shop.units import PT

SPACE = "/All"
LINE = 0.25  # pt: line width
END = 0.1  # mm: so near to the trim a cut leaves the page
GAP = 0.5  # mm between the bleed and a mark
CROP, FOLD, CUT = 5.0, 2.4, 2.0  # mm: length of a mark
BAR = 1.4  # mm: the bar at the outer end of a cut mark, which no other mark has
RADIUS = 1.6  # mm of the registration mark's circle


def colour_space() -> Array:
    """Separation All; on a device without separations 100 % of all four process inks."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def add_space(page: pikepdf.Object) -> None:
    """Add the colour space of the marks to a page's resources, in place."""
    spaces = page.Resources.get("/ColorSpace", Dictionary())
    spaces[SPACE] = colour_space()
    page.Resources.ColorSpace = spaces


@dataclass(frozen=True)
class CutPlaces:
    """A page's cuts at final size in mm: ``x`` from the trim's left, the ends from its foot."""

    x: tuple[float, ...]
    low: float
    high: float


def operators(
    kinds: Iterable[str], boxes: Boxes, folds: Iterable[float], cuts: CutPlaces | None = None
) -> bytes:
    """Content that draws marks of these kinds: ``crop``, ``fold``, ``cut``, ``registration``.

    ``folds`` are in mm from the trim's left edge. Empty where there is nothing to draw.
    """
    chosen = set(kinds)
    lines: list[str] = []
    if "crop" in chosen:
        lines += _crop(boxes)
    if "fold" in chosen:
        lines += [line for x in folds for line in _fold(boxes, x)]
    if "cut" in chosen and cuts is not None:
        lines += _cuts(boxes, cuts)
    if "registration" in chosen:
        lines += _registration(boxes)
    if not lines:
        return b""
    body = "\n".join(lines)
    return f"/Artifact BMC q {SPACE} CS 1 SCN {LINE} w\n{body}\nQ EMC\n".encode()


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0 * PT:.3f} {y0 * PT:.3f} m {x1 * PT:.3f} {y1 * PT:.3f} l S"


def _crop(boxes: Boxes) -> list[str]:
    """Two lines at each corner, on the trim's edges, starting ``GAP`` outside the bleed."""
    (tx0, ty0, tx1, ty1), (bx0, by0, bx1, by1) = boxes.trim, boxes.bleed
    lines = []
    for x in (tx0, tx1):
        lines.append(_line(x, by0 - GAP, x, by0 - GAP - CROP))
        lines.append(_line(x, by1 + GAP, x, by1 + GAP + CROP))
    for y in (ty0, ty1):
        lines.append(_line(bx0 - GAP, y, bx0 - GAP - CROP, y))
        lines.append(_line(bx1 + GAP, y, bx1 + GAP + CROP, y))
    return lines


def _fold(boxes: Boxes, x: float) -> list[str]:
    """A dashed line above and below the bleed."""
    at, low, high = boxes.trim[0] + x, boxes.bleed[1] - GAP, boxes.bleed[3] + GAP
    dashed = [_line(at, low, at, low - FOLD), _line(at, high, at, high + FOLD)]
    return [f"[{0.8 * PT:.3f} {0.4 * PT:.3f}] 0 d", *dashed, "[] 0 d"]


def _cuts(boxes: Boxes, cuts: CutPlaces) -> list[str]:
    """A line with a bar across its end at each cut, beyond the edge where the cut leaves the page.

    Two such marks at the sides say how far the cuts reach into the page. Short, so that the slug's
    line has room.
    """
    (tx0, ty0, _, ty1), (bx0, by0, bx1, by1) = boxes.trim, boxes.bleed
    lines = []
    for x in (tx0 + x for x in cuts.x):
        if cuts.low <= END:
            lines += _with_bar(x, by0 - GAP, 0, -1)
        if ty0 + cuts.high >= ty1 - END:
            lines += _with_bar(x, by1 + GAP, 0, 1)
    for y in (ty0 + v for v in (cuts.low, cuts.high) if END < v < ty1 - ty0 - END):
        lines += _with_bar(bx0 - GAP, y, -1, 0) + _with_bar(bx1 + GAP, y, 1, 0)
    return lines


def _with_bar(x: float, y: float, dx: int, dy: int) -> list[str]:
    """A cut mark that starts at a point and runs in one of four directions."""
    end_x, end_y, half = x + dx * CUT, y + dy * CUT, BAR / 2
    bar = _line(end_x - dy * half, end_y - dx * half, end_x + dy * half, end_y + dx * half)
    return [_line(x, y, end_x, end_y), bar]


def _registration(boxes: Boxes) -> list[str]:
    """Registration marks at the middle of the left, right and upper edge; the slug is below.

    Three that are not in line show shift and rotation of a plate as well as four.
    """
    x0, y0, x1, y1 = boxes.bleed
    reach = (boxes.bleed[0] - boxes.media[0]) / 2
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    return [
        part
        for x, y in ((x0 - reach, middle[1]), (x1 + reach, middle[1]), (middle[0], y1 + reach))
        for part in _target(x, y)
    ]


def _target(x: float, y: float) -> list[str]:
    r, k = RADIUS, RADIUS * 0.5523
    arm = r * 1.7
    points = [
        f"{(x + a) * PT:.3f} {(y + b) * PT:.3f}"
        for a, b in (
            (r, 0),
            *((r, k), (k, r), (0, r)),
            *((-k, r), (-r, k), (-r, 0)),
            *((-r, -k), (-k, -r), (0, -r)),
            *((k, -r), (r, -k), (r, 0)),
        )
    ]
    curves = [f"{' '.join(points[i : i + 3])} c" for i in range(1, 13, 3)]
    circle = f"{points[0]} m {' '.join(curves)} S"
    return [circle, _line(x - arm, y, x + arm, y), _line(x, y - arm, x, y + arm)]
