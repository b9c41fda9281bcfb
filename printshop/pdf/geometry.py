"""Geometry: matrices, boxes, outlines and clips.

A unit is whatever its matrix leads to; the origin is at the lower left unless something else is
said. Matrices are plain tuples here, since a page has thousands: elsewhere ``pikepdf.Matrix``.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

Matrix = tuple[float, float, float, float, float, float]


class Extent(NamedTuple):
    """A box by two corners, x0, y0, x1, y1, as PDF writes it (ISO 32000-1, 7.9.5).

    A layout's box has a corner and a size (``shop.layout.LayoutBox``), and is another type.
    """

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """From left to right; negative where nothing is left of a box."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From bottom to top; negative where nothing is left of a box."""
        return self.y1 - self.y0

    def shifted(self, dx: float, dy: float) -> "Extent":
        """The box elsewhere."""
        return Extent(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)

    def scaled(self, by: float) -> "Extent":
        """The box in another unit."""
        return Extent(self.x0 * by, self.y0 * by, self.x1 * by, self.y1 * by)


Polygon = list[tuple[float, float]]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)
EVERYWHERE = Extent(-1e9, -1e9, 1e9, 1e9)
STEPS = 8  # straight pieces that stand for a curve: it bulges by under 1 % of its length


def matrix(operands: Iterable[Any]) -> Matrix:
    """Six numbers as a matrix (ISO 32000-1, 8.3.3)."""
    a, b, c, d, e, f = (float(v) for v in operands)
    return a, b, c, d, e, f


def times(m: Matrix, n: Matrix) -> Matrix:
    """``m`` first, then ``n`` (ISO 32000-1, 8.3.4)."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point through a matrix."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def scale_of(m: Matrix) -> float:
    """By how much a matrix enlarges lengths: the root of its area."""
    return math.sqrt(abs(m[0] * m[3] - m[1] * m[2]))


def around(points: Sequence[tuple[float, float]]) -> Extent:
    """The box around some points."""
    xs, ys = zip(*points, strict=True)
    return Extent(min(xs), min(ys), max(xs), max(ys))


def ordered(numbers: Iterable[Any]) -> Extent:
    """Four numbers as a box, whichever two corners they are; raises ``ValueError`` for others."""
    a, b, c, d = (float(v) for v in numbers)
    return Extent(min(a, c), min(b, d), max(a, c), max(b, d))


def through(m: Matrix, box: Extent) -> Extent:
    """The box around a box after a matrix."""
    x0, y0, x1, y1 = box
    return around([apply(m, x, y) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))])


def within(box: Extent, x: float, y: float) -> bool:
    """Whether a box holds a point."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def common(a: Extent, b: Extent) -> Extent:
    """What two boxes have in common; upside down where they have nothing."""
    return Extent(max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))


def touch(a: Extent, b: Extent) -> bool:
    """Whether two boxes have a point in common, be it on their edges."""
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def overlap(a: Extent, b: Extent) -> bool:
    """Whether two boxes have an area in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


Span = tuple[float, float]  # a stretch of a line, from and to


@dataclass(frozen=True)
class Shape:
    """An outline as the content draws it: its operators with their numbers, and its matrix."""

    steps: tuple[tuple[str, tuple[float, ...]], ...]
    matrix: Matrix
    evenodd: bool = False

    @cached_property
    def box(self) -> Extent:
        """The box around all its points, those that pull its curves among them."""
        xs: list[float] = []
        ys: list[float] = []
        start: tuple[float, ...] = ()  # a place that is left again draws nothing
        for op, n in self.steps:
            if op == "re":
                xs += (n[0], n[0] + n[2])
                ys += (n[1], n[1] + n[3])
            elif op == "m":
                start = n
            else:
                if start:
                    n, start = (*start, *n), ()
                xs += n[::2]
                ys += n[1::2]
        if not xs:
            return Extent(0.0, 0.0, -1.0, -1.0)
        return through(self.matrix, Extent(min(xs), min(ys), max(xs), max(ys)))

    @cached_property
    def is_box(self) -> bool:
        """Whether it is one upright rectangle, so that its box says all."""
        upright = not (self.matrix[1] or self.matrix[2]) or not (self.matrix[0] or self.matrix[3])
        return upright and len(self.steps) == 1 and self.steps[0][0] == "re"

    @cached_property
    def polygons(self) -> list[Polygon]:
        """Its closed outlines with straight pieces for curves (ISO 32000-1, 8.5.2)."""
        made: list[Polygon] = []
        here: Polygon = []
        m = self.matrix
        for op, n in self.steps:
            if op == "re":
                x, y, w, h = n
                corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
                made.append([apply(m, *c) for c in corners])
                here = []
            elif op == "m":
                here = [apply(m, *n)]
                made.append(here)
            elif not here:
                continue
            elif op == "l":
                here.append(apply(m, *n))
            else:
                here += _curve(here[-1], op, [apply(m, *p) for p in zip(n[::2], n[1::2])])  # noqa: B905
        return [p for p in made if len(p) > 2]

    def covers(self, x: float, y: float) -> bool:
        """Whether a point lies within (ISO 32000-1, 8.5.3.3)."""
        if not within(self.box, x, y):
            return False
        if self.is_box:
            return True
        if self.evenodd:
            return sum(1 for p in self.polygons for _ in _edges(p, x, y)) % 2 == 1
        return sum(turn for p in self.polygons for turn in _edges(p, x, y)) != 0

    def spans(self, axis: int, at: float) -> list[Span]:
        """The stretches of an upright (axis 0: x is ``at``) or level line that lie within."""
        box = self.box
        if not box[axis] <= at <= box[axis + 2]:
            return []
        if self.is_box:
            return [(box[1 - axis], box[3 - axis])]
        other = 1 - axis
        met = []
        for polygon in self.polygons:
            p = polygon[-1]
            for q in polygon:
                low, high = p[axis], q[axis]
                if (low <= at) != (high <= at):
                    place = p[other] + (at - low) * (q[other] - p[other]) / (high - low)
                    met.append((place, 1 if high > low else -1))
                p = q
        met.sort()
        made, turns, start = [], 0, 0.0
        for place, turn in met:
            before = turns
            turns = 1 - turns if self.evenodd else turns + turn
            if not before:
                start = place
            elif not turns:
                made.append((start, place))
        return made


def _curve(start: tuple[float, float], op: str, points: Polygon) -> Polygon:
    """The points along a curve; ``v`` starts at its first handle, ``y`` ends at its second."""
    if op == "v":
        points = [start, *points]
    elif op == "y":
        points = [*points, points[-1]]
    (ax, ay), (bx, by), (cx, cy) = points
    x, y = start
    made = []
    for step in range(1, STEPS + 1):
        t = step / STEPS
        u = 1 - t
        k = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        made.append(
            (
                k[0] * x + k[1] * ax + k[2] * bx + k[3] * cx,
                k[0] * y + k[1] * ay + k[2] * by + k[3] * cy,
            )
        )
    return made


def _edges(polygon: Polygon, x: float, y: float) -> Iterable[int]:
    """+1 and -1 for each edge that a ray to the right of the point crosses upwards, downwards."""
    px, py = polygon[-1]
    for qx, qy in polygon:
        if (py <= y) != (qy <= y) and x < px + (y - py) * (qx - px) / (qy - py):
            yield 1 if qy > py else -1
        px, py = qx, qy


@dataclass(frozen=True)
class Clip:
    """What may be painted on: the box of all clips, and those that are no upright boxes."""

    box: Extent = EVERYWHERE
    shapes: tuple[Shape, ...] = ()

    def narrowed(self, shape: Shape) -> "Clip":
        """This clip and one more."""
        more = () if shape.is_box else (shape,)
        return Clip(common(self.box, shape.box), (*self.shapes, *more))

    def covers(self, x: float, y: float) -> bool:
        """Whether a point may be painted on."""
        return within(self.box, x, y) and all(s.covers(x, y) for s in self.shapes)

    def spans(self, axis: int, at: float, within: list[Span]) -> list[Span]:
        """What of the stretches of a line may be painted on; see ``Shape.spans``."""
        if not self.box[axis] <= at <= self.box[axis + 2]:
            return []
        open_ = _both(within, [(self.box[1 - axis], self.box[3 - axis])])
        for shape in self.shapes:
            open_ = _both(open_, shape.spans(axis, at))
        return open_


def _both(ones: list[Span], others: list[Span]) -> list[Span]:
    """What two lists of stretches have in common."""
    return [(max(a, c), min(b, d)) for a, b in ones for c, d in others if max(a, c) <= min(b, d)]
