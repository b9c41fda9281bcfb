"""Geometry: matrices, boxes, outlines and clips.

Lengths are in the space that the matrix leads to, points of default user space unless said
otherwise; the origin is at the lower left (ISO 32000-1, 8.3). A matrix is a plain tuple of six
numbers here, since a page has thousands: elsewhere ``pikepdf.Matrix``.
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
        """``x1 - x0``; negative for an empty intersection."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """``y1 - y0``; negative for an empty intersection."""
        return self.y1 - self.y0

    def shifted(self, dx: float, dy: float) -> "Extent":
        """The box translated by ``dx`` and ``dy``."""
        return Extent(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)

    def scaled(self, by: float) -> "Extent":
        """The box with all coordinates multiplied by ``by``, as in another unit."""
        return Extent(self.x0 * by, self.y0 * by, self.x1 * by, self.y1 * by)

    def grown(self, by: float) -> "Extent":
        """The box with a margin of ``by`` on each side; a negative one makes it smaller."""
        x0, y0, x1, y1 = self
        return Extent(x0 - by, y0 - by, x1 + by, y1 + by)


Polygon = list[tuple[float, float]]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
SIDES = ("left", "lower", "right", "upper")  # of a box, in the order of its numbers
EVERYWHERE = Extent(-1e9, -1e9, 1e9, 1e9)
STEPS = 8  # line segments per Bézier curve: the error is under 1 % of the curve's length


def matrix(operands: Iterable[Any]) -> Matrix:
    """Six numbers as a matrix (ISO 32000-1, 8.3.3); raises one of ``objects.MALFORMED``."""
    a, b, c, d, e, f = (float(v) for v in operands)
    return a, b, c, d, e, f


def multiply(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that applies ``m`` first, then ``n`` (ISO 32000-1, 8.3.4)."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def transform_point(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point transformed by a matrix: x and y."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def scale_of(m: Matrix) -> float:
    """The mean factor by which a matrix scales lengths: the root of its determinant."""
    return math.sqrt(abs(m[0] * m[3] - m[1] * m[2]))


def stroked_width(steps: Iterable[tuple[str, tuple[float, ...]]], m: Matrix, width: float) -> float:
    """The width of the narrowest part of a stroked path (its ``steps``) after its matrix.

    A matrix that scales both directions alike scales every part alike; another one makes a line
    narrower the more it stretches the line's own direction (ISO 32000-1, 8.5.3.2).
    """
    area, even = abs(m[0] * m[3] - m[1] * m[2]), width * scale_of(m)
    wide, high = math.hypot(m[0], m[1]), math.hypot(m[2], m[3])
    if abs(wide - high) <= wide / 100 and abs(m[0] * m[2] + m[1] * m[3]) <= area / 100:
        return even
    widths = []
    x = y = 0.0
    for op, n in steps:
        ways = [(n[2], 0.0), (0.0, n[3])] if op == "re" else [(n[-2] - x, n[-1] - y)]
        x, y = n[-2:] if op != "re" else n[:2]
        for dx, dy in ways if op != "m" else ():
            drawn = math.hypot(m[0] * dx + m[2] * dy, m[1] * dx + m[3] * dy)
            if drawn > 0:
                widths.append(width * area * math.hypot(dx, dy) / drawn)
    return min(widths, default=even)


def bounding_box(points: Sequence[tuple[float, float]]) -> Extent:
    """The smallest upright box that holds all points; raises ``ValueError`` for none."""
    xs, ys = zip(*points, strict=True)
    return Extent(min(xs), min(ys), max(xs), max(ys))


def ordered(numbers: Iterable[Any]) -> Extent:
    """Four numbers as a box, whichever opposite corners they give (ISO 32000-1, 7.9.5).

    Raises ``ValueError`` for another count of numbers.
    """
    a, b, c, d = (float(v) for v in numbers)
    return Extent(min(a, c), min(b, d), max(a, c), max(b, d))


def transform_box(m: Matrix, box: Extent) -> Extent:
    """The bounding box of a box that a matrix has transformed."""
    x0, y0, x1, y1 = box
    corners = ((x0, y0), (x1, y0), (x0, y1), (x1, y1))
    return bounding_box([transform_point(m, x, y) for x, y in corners])


def contains(box: Extent, x: float, y: float) -> bool:
    """Whether a box holds a point; its edges are part of it."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def intersection(a: Extent, b: Extent) -> Extent:
    """The intersection of two boxes; width or height is negative where there is none."""
    return Extent(max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))


def union(boxes: Iterable[Extent]) -> Extent:
    """The smallest box around some boxes; raises ``ValueError`` for none."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return Extent(min(x0), min(y0), max(x1), max(y1))


def beyond(box: Sequence[float], within: Sequence[float]) -> tuple[float, float, float, float]:
    """By how much a box reaches beyond each side of another (``SIDES``); negative inside it."""
    return within[0] - box[0], within[1] - box[1], box[2] - within[2], box[3] - within[3]


def touch(a: Extent, b: Extent) -> bool:
    """Whether two boxes share a point; edges count."""
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def overlap(a: Extent, b: Extent) -> bool:
    """Whether two boxes share an area; common edges do not count."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


Span = tuple[float, float]  # an interval on a horizontal or vertical line: start and end


@dataclass(frozen=True)
class Shape:
    """A path as content constructs it (ISO 32000-1, 8.5.2), filled by one of the two rules.

    ``steps`` are its operators with their numbers, in the space that ``matrix`` transforms;
    ``evenodd`` says that the even-odd rule holds, otherwise the nonzero winding number rule.
    """

    steps: tuple[tuple[str, tuple[float, ...]], ...]
    matrix: Matrix
    evenodd: bool = False

    @cached_property
    def box(self) -> Extent:
        """Its bounding box after the matrix, control points included; inverted without points."""
        xs: list[float] = []
        ys: list[float] = []
        start: tuple[float, ...] = ()  # ``m`` followed by another ``m`` draws nothing
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
        return transform_box(self.matrix, Extent(min(xs), min(ys), max(xs), max(ys)))

    @cached_property
    def is_box(self) -> bool:
        """Whether it is one upright rectangle, and so equal to its bounding box."""
        upright = not (self.matrix[1] or self.matrix[2]) or not (self.matrix[0] or self.matrix[3])
        return upright and len(self.steps) == 1 and self.steps[0][0] == "re"

    @cached_property
    def polygons(self) -> list[Polygon]:
        """Its subpaths after the matrix, closed, with curves flattened (ISO 32000-1, 8.5.2)."""
        return [p for p in self.subpaths if len(p) > 2]

    @cached_property
    def subpaths(self) -> list[Polygon]:
        """Its subpaths after the matrix, with curves flattened, also those without an area."""
        polygons: list[Polygon] = []
        polygon: Polygon = []
        m = self.matrix
        for op, n in self.steps:
            if op == "re":
                x, y, w, h = n
                corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
                polygons.append([transform_point(m, *c) for c in corners])
                polygon = []
            elif op == "m":
                polygon = [transform_point(m, *n)]
                polygons.append(polygon)
            elif not polygon:
                continue
            elif op == "l":
                polygon.append(transform_point(m, *n))
            else:
                points = [transform_point(m, *p) for p in zip(n[::2], n[1::2])]  # noqa: B905
                polygon += _curve(polygon[-1], op, points)
        return polygons

    def covers(self, x: float, y: float) -> bool:
        """Whether a point lies inside, by the shape's filling rule (ISO 32000-1, 8.5.3.3)."""
        if not contains(self.box, x, y):
            return False
        if self.is_box:
            return True
        if self.evenodd:
            return sum(1 for p in self.polygons for _ in _edges(p, x, y)) % 2 == 1
        return sum(turn for p in self.polygons for turn in _edges(p, x, y)) != 0

    def spans(self, axis: int, at: float) -> list[Span]:
        """The intervals of a vertical (axis 0, x = ``at``) or horizontal (axis 1) line inside."""
        box = self.box
        if not box[axis] <= at <= box[axis + 2]:
            return []
        if self.is_box:
            return [(box[1 - axis], box[3 - axis])]
        other = 1 - axis
        crossings = []
        for polygon in self.polygons:
            p = polygon[-1]
            for q in polygon:
                low, high = p[axis], q[axis]
                if (low <= at) != (high <= at):
                    place = p[other] + (at - low) * (q[other] - p[other]) / (high - low)
                    crossings.append((place, 1 if high > low else -1))
                p = q
        crossings.sort()
        spans, winding, start = [], 0, 0.0
        for place, direction in crossings:
            before = winding
            winding = 1 - winding if self.evenodd else winding + direction
            if not before:
                start = place
            elif not winding:
                spans.append((start, place))
        return spans


def _curve(start: tuple[float, float], op: str, points: Polygon) -> Polygon:
    """A flattened cubic Bézier curve: ``STEPS`` points, without its start.

    ``v`` takes its start as first control point, ``y`` its end as second (ISO 32000-1, table 59).
    """
    if op == "v":
        points = [start, *points]
    elif op == "y":
        points = [*points, points[-1]]
    (ax, ay), (bx, by), (cx, cy) = points
    x, y = start
    curve = []
    for step in range(1, STEPS + 1):
        t = step / STEPS
        u = 1 - t
        k = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        curve.append(
            (
                k[0] * x + k[1] * ax + k[2] * bx + k[3] * cx,
                k[0] * y + k[1] * ay + k[2] * by + k[3] * cy,
            )
        )
    return curve


def _edges(polygon: Polygon, x: float, y: float) -> Iterable[int]:
    """+1 and -1 for each edge that a ray to the right of the point crosses upwards, downwards."""
    px, py = polygon[-1]
    for qx, qy in polygon:
        if (py <= y) != (qy <= y) and x < px + (y - py) * (qx - px) / (qy - py):
            yield 1 if qy > py else -1
        px, py = qx, qy


@dataclass(frozen=True)
class Clip:
    """The current clipping path (ISO 32000-1, 8.5.4): the intersection of all that were set.

    ``box`` is the intersection of their bounding boxes, ``shapes`` are those that are not upright
    rectangles.
    """

    box: Extent = EVERYWHERE
    shapes: tuple[Shape, ...] = ()

    def narrowed(self, shape: Shape) -> "Clip":
        """The intersection of this clipping path with another."""
        more = () if shape.is_box else (shape,)
        return Clip(intersection(self.box, shape.box), (*self.shapes, *more))

    def covers(self, x: float, y: float) -> bool:
        """Whether a point lies inside the clipping path."""
        return contains(self.box, x, y) and all(s.covers(x, y) for s in self.shapes)

    def spans(self, axis: int, at: float, within: list[Span]) -> list[Span]:
        """The parts of a line's intervals inside the clipping path; see ``Shape.spans``."""
        if not self.box[axis] <= at <= self.box[axis + 2]:
            return []
        open_ = _both(within, [(self.box[1 - axis], self.box[3 - axis])])
        for shape in self.shapes:
            open_ = _both(open_, shape.spans(axis, at))
        return open_


def _both(ones: list[Span], others: list[Span]) -> list[Span]:
    """The intersections of two lists of intervals."""
    return [(max(a, c), min(b, d)) for a, b in ones for c, d in others if max(a, c) <= min(b, d)]
