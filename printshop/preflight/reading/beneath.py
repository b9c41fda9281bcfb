"""What is painted beneath a place: areas in their order, with what overprints added up.

Thick strokes count as areas, too. All lengths are in mm from the trim's lower left corner.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from printshop.pdf.geometry import IDENTITY, Extent, Polygon, Shape, touch
from printshop.pdf.paint import PROCESS, Overprint, Paint
from printshop.preflight.reading.facts import Fill, PageReading, Stroke
from printshop.shop.units import MM

BAR = 2.0  # mm: a stroke of at least this width is an area on which type may stand
BANDS = 64  # strips of a page by which areas are looked up
HUNDREDTH = 0.01  # mm: the thinnest stroke, so that it has an area


class Cover(Enum):
    """How much of a box an area covers: nothing, a part that is not known, or all."""

    NOTHING = auto()
    PART = auto()
    ALL = auto()


class Ground(NamedTuple):
    """What is seen at a place: a paint, or where that is not known the object that hides it."""

    paint: Paint | None
    hidden_by: Fill | None = None


def cover(area: Fill, box: Extent) -> Cover:
    """How much an area covers of a box."""
    if not touch(area.box, box) or area.box[0] > area.box[2] or area.box[1] > area.box[3]:
        return Cover.NOTHING
    whole = area.clip.box[0] <= box[0] and area.clip.box[2] >= box[2]
    whole = whole and area.clip.box[1] <= box[1] and area.clip.box[3] >= box[3]
    for shape in (area.shape, *area.clip.shapes):
        part = _cover(shape, box)
        if part is Cover.NOTHING:
            return part
        whole = whole and part is Cover.ALL
    return Cover.ALL if whole else Cover.PART


def _cover(shape: Shape, box: Extent) -> Cover:
    x0, y0, x1, y1 = box
    if shape.is_box:
        a, b, c, d = shape.box
        return Cover.ALL if a <= x0 and b <= y0 and c >= x1 and d >= y1 else Cover.PART
    if _edge_meets(shape, box):
        return Cover.PART
    return Cover.ALL if shape.covers((x0 + x1) / 2, (y0 + y1) / 2) else Cover.NOTHING


def _edge_meets(shape: Shape, box: Extent) -> bool:
    """Whether an edge of a shape meets a box."""
    x0, y0, x1, y1 = box
    for polygon in shape.polygons:
        ax, ay = polygon[-1]
        for bx, by in polygon:
            if (
                (ax >= x0 or bx >= x0)
                and (ax <= x1 or bx <= x1)
                and (ay >= y0 or by >= y0)
                and (ay <= y1 or by <= y1)
            ):
                # The corners of the box must not lie all on one side of the edge.
                dx, dy = bx - ax, by - ay
                left, right = dy * (x0 - ax), dy * (x1 - ax)
                low, high = dx * (y0 - ay), dx * (y1 - ay)
                sides = (low - left, low - right, high - left, high - right)
                if min(sides) <= 0 <= max(sides):
                    return True
            ax, ay = bx, by
    return False


def stroked(stroke: Stroke) -> Fill | None:
    """A stroke as an area: a box along each of its segments; None where its path is not known."""
    if stroke.shape is None:
        return None
    half = max(stroke.width * MM, HUNDREDTH) / 2
    steps: list[tuple[str, tuple[float, ...]]] = []
    for path in stroke.shape.subpaths:
        closed = [*path, path[0]] if len(path) > 2 and _is_box(path) else path
        for (ax, ay), (bx, by) in pairwise(closed):
            length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
            if length:
                dx, dy = (by - ay) / length * half, (ax - bx) / length * half
                steps.append(("m", (ax + dx, ay + dy)))
                steps += [
                    ("l", corner)
                    for corner in ((bx + dx, by + dy), (bx - dx, by - dy), (ax - dx, ay - dy))
                ]
    over = stroke.overprint
    overprint = Overprint(over.stroke, over.stroke, over.mode)
    shape = Shape(tuple(steps), IDENTITY)
    return Fill(stroke.order, stroke.paint, shape, stroke.clip, overprint)


def _is_box(path: Polygon) -> bool:
    """Whether a path has four corners, as a rectangle has, which is closed."""
    return len(path) == 4


@dataclass(frozen=True, eq=False)
class Areas:
    """The areas of a page in painting order, to be looked up by place."""

    fills: tuple[Fill, ...]
    height: tuple[float, float]

    @cached_property
    def _bands(self) -> list[list[Fill]]:
        bands: list[list[Fill]] = [[] for _ in range(BANDS)]
        for fill in self.fills:
            if fill.box[0] <= fill.box[2] and fill.box[1] <= fill.box[3]:
                for number in range(self._band(fill.box[1]), self._band(fill.box[3]) + 1):
                    bands[number].append(fill)
        return bands

    def _band(self, y: float) -> int:
        low, high = self.height
        share = (y - low) / max(high - low, 1e-6)
        return min(max(int(share * BANDS), 0), BANDS - 1)

    def near(self, box: Extent) -> list[Fill]:
        """The areas whose boxes touch a box, in painting order."""
        first, last = self._band(box[1]), self._band(box[3])
        if first == last:
            found: Iterable[Fill] = self._bands[first]
        else:
            found = {id(f): f for n in range(first, last + 1) for f in self._bands[n]}.values()
            found = sorted(found, key=lambda fill: fill.order)
        return [fill for fill in found if touch(fill.box, box)]

    def at(self, x: float, y: float, order: float) -> Ground:
        """What is seen at a point, of what is painted before ``order``."""
        box = Extent(x, y, x, y)
        return beneath([f for f in self.near(box) if f.order < order and f.covers(x, y)])


def areas_of(page: PageReading) -> Areas:
    """The areas of a page, bars among them; worked out once a page."""
    if "areas" not in page.cache:
        bars = [stroked(s) for s in page.strokes if s.width * MM >= BAR]
        fills = sorted([*page.fills, *filter(None, bars)], key=lambda fill: fill.order)
        low, high = page.effective_bleed[1], page.effective_bleed[3]
        page.cache["areas"] = Areas(tuple(fills), (low, high))
    areas: Areas = page.cache["areas"]
    return areas


def beneath(covering: list[Fill]) -> Ground:
    """What is seen of areas that all cover a place, in painting order.

    Where an area overprints, what it leaves unpainted comes from those beneath (ISO 32000-1, 8.6.7,
    table 148).
    """
    inks: list[float | None] = [None] * 4
    for fill in reversed(covering):
        untouched = not any(ink is not None for ink in inks)
        if fill.paint is None or not fill.opaque:
            return Ground(None, fill)
        own = painted_inks(fill.paint, fill.overprint)
        if untouched and (own is None or None not in own):
            return Ground(fill.paint)
        if own is None:
            return Ground(None, fill)
        inks = [value if known is None else known for known, value in zip(inks, own, strict=True)]
        if None not in inks:
            break
    c, m, y, k = (ink or 0.0 for ink in inks)
    return Ground(Paint("/DeviceCMYK", (c, m, y, k)))


def possible_grounds(near: list[Fill], box: Extent) -> list[Ground]:
    """All that may be seen somewhere in a box, of the areas near it in painting order."""
    found: list[Ground] = []
    for fill in reversed(near):
        part = cover(fill, box)
        if part is Cover.NOTHING:
            continue
        if not fill.opaque or lets_through(fill):
            return [Ground(None, fill)]
        found.append(Ground(fill.paint, None if fill.paint else fill))
        if part is Cover.ALL:
            return found
    return [*found, beneath([])]


def lets_through(fill: Fill) -> bool:
    """Whether an area overprints so that something beneath it is seen."""
    return fill.paint is not None and None in (painted_inks(fill.paint, fill.overprint) or ())


def painted_inks(paint: Paint, overprint: Overprint) -> list[float | None] | None:
    """The inks that a paint sets; None for one that it leaves as it is, None for unknown inks."""
    if paint.inks is None:
        return None
    if not overprint.lets_through(paint):
        return list(paint.inks)
    if paint.space == "/DeviceCMYK":
        return [ink or None for ink in paint.inks]
    named = {PROCESS[name] for name in paint.names if name in PROCESS}
    return [ink if n in named or "All" in paint.names else None for n, ink in enumerate(paint.inks)]
