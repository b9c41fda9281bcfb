"""Thin lines, stroked or drawn as filled areas (GWG 2022, 'line width')."""

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from printshop.findings import Severity
from printshop.pdf.geometry import Extent, Polygon, bounding_box, overlap
from printshop.pdf.paint import Paint
from printshop.preflight.checks.seen import alike, colour_at, is_ink, printed
from printshop.preflight.reading.facts import Fill, PageReading
from printshop.preflight.rules import PRESS_FILE, Case, Violation, rule
from printshop.shop.press import PressLimits
from printshop.shop.units import MM

ROUNDING = 0.005  # pt
SHORTEST, SLENDER = 1.0, 5.0  # mm, and times its width: what is shorter is a dot and no line
MOST_CORNERS = 8  # of an outline that can be a line; curves have more
MOST_FRAME_STEPS = 20  # of an outline that can be a frame
MOST_STEPS = 20_000  # of the outlines of a page that are measured
MOST_LOOKS = 1_000_000  # areas that are asked whether they lie at a point
BESIDE = 0.1  # mm from a line's edge: what it is seen against


class Thin(NamedTuple):
    """A line: its width and the limit in pt, and its box in mm."""

    width: float
    limit: float
    box: Extent


@rule(
    "thin-line", "GWG 2022, 'line width'", "draw it wider", Severity.REVIEW, standards=PRESS_FILE,
)  # fmt: skip
def thin_lines(case: Case) -> Iterator[Violation]:
    """A thin line breaks up, most of all in white or several inks; one of 0 pt may vanish."""
    limits = case.press.limits
    for number, page in case.pages():
        for lines, one, many in (
            (_strokes(page, limits), "a line is", "lines are"),
            (_areas(page, limits), "a filled area is a line", "filled areas are lines"),
        ):
            if not lines:
                continue
            line = min(lines, key=lambda t: t.width)
            what = one if len(lines) == 1 else f"{len(lines)} {many}"
            width, limit = f"{line.width:.2f} pt", f"{line.limit:g} pt"
            message = f"{what} {width} wide; the limit is {limit}"
            yield Violation(message, number, line.box, width, limit)


def _limit(paint: Paint, limits: PressLimits) -> float:
    """The least width in pt of a line in a colour."""
    several = paint.is_white or paint.how_many() > 1
    return max(limits.thin_line, limits.hairline) if several else limits.hairline


def _strokes(page: PageReading, limits: PressLimits) -> list[Thin]:
    """The thin lines of a page that are stroked; registration marks are to be thin."""
    return [
        Thin(line.width, _limit(line.paint, limits), line.box)
        for line in page.strokes
        if page.inside(line.box)
        and "All" not in line.paint.names
        and is_ink(line.paint)
        and line.width < _limit(line.paint, limits) - ROUNDING
    ]


def _areas(page: PageReading, limits: PressLimits) -> list[Thin]:
    """The filled areas of a page that look like thin lines, wherever they can be seen."""
    found = []
    steps, looks = MOST_STEPS, MOST_LOOKS
    for fill in printed(page):
        if fill.paint is None or "All" in fill.paint.names or not page.inside(fill.box):
            continue
        steps -= len(fill.shape.steps)
        if steps < 0 or looks < 0:
            break
        limit = _limit(fill.paint, limits)
        found += _frames(fill, limit)
        for outline in _outlines(fill):
            width, length = _measured(outline)
            least = max(SHORTEST, SLENDER * width)
            if width / MM < limit - ROUNDING and length >= least and page.inside(fill.box):
                looks -= len(page.fills)
                if _seen(page, fill, outline, width):
                    found.append(Thin(width / MM, limit, bounding_box(outline)))
    return found


def _outlines(fill: Fill) -> list[Polygon]:
    """The parts of an area that may be lines, each by its corners in mm."""
    if fill.shape.is_box and not fill.clip.shapes:
        x0, y0, x1, y1 = fill.box
        return [[(x0, y0), (x1, y0), (x1, y1), (x0, y1)]] if x0 <= x1 and y0 <= y1 else []
    if any(op in "cvy" for op, _ in fill.shape.steps):
        return []
    return [p for p in fill.shape.polygons if len(p) <= MOST_CORNERS + 1]


def _frames(fill: Fill, limit: float) -> list[Thin]:
    """The thin frames of an area: an upright rectangle with a hole that leaves a line around it."""
    shape = fill.shape
    if not 1 < len(shape.steps) <= MOST_FRAME_STEPS or any(op in "cvy" for op, _ in shape.steps):
        return []
    frames = []
    for one, other in pairwise(bounding_box(p) for p in shape.polygons):
        outer, inner = (one, other) if one.width >= other.width else (other, one)
        gaps = [inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1]
        if min(gaps) > 0 and min(gaps) / MM < limit - ROUNDING and outer.width > SHORTEST:
            frames.append(Thin(min(gaps) / MM, limit, outer))
    return frames


def _measured(outline: Polygon) -> tuple[float, float]:
    """Width and length in mm of the narrowest rectangle on one of its edges that holds a shape."""
    sizes = []
    for n, (x, y) in enumerate(outline):
        dx, dy = x - outline[n - 1][0], y - outline[n - 1][1]
        edge = math.hypot(dx, dy)
        if edge > 0:
            along = [(px * dx + py * dy) / edge for px, py in outline]
            across = [(py * dx - px * dy) / edge for px, py in outline]
            sides = (max(along) - min(along), max(across) - min(across))
            sizes.append((min(sides), max(sides)))
    return min(sizes, default=(math.inf, 0.0))


def _seen(page: PageReading, fill: Fill, outline: Polygon, width: float) -> bool:
    """Whether a narrow area is seen as a line: nothing covers it, and both sides look otherwise.

    Where one side looks alike, it is a step of a gradient.
    """
    x, y = (sum(v) / len(outline) for v in zip(*outline, strict=True))
    last = max(range(len(outline)), key=lambda n: math.dist(outline[n], outline[n - 1]))
    dx, dy = (a - b for a, b in zip(outline[last], outline[last - 1], strict=True))
    away = (width / 2 + BESIDE) / math.hypot(dx, dy)
    near = Extent(x - 1, y - 1, x + 1, y + 1)
    fills = [f for f in printed(page) if overlap(f.box, near) or f is fill]
    if any(f.order > fill.order and f.covers(x, y) for f in fills):
        return False
    sides = [colour_at(fills, x + way * dy * away, y - way * dx * away) for way in (1, -1)]
    return not any(alike(fill.paint, side) for side in sides)
