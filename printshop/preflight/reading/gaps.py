"""Gaps between outlines: how near two glyphs come, and a glyph and the edge of an area. In mm."""

from collections.abc import Iterable, Iterator

from printshop.pdf.geometry import Extent, Polygon, touch

Point = tuple[float, float]
Edge = tuple[float, float, float, float]  # of a polygon: x0, y0, x1, y1


def edges_within(polygons: Iterable[Polygon], box: Extent) -> list[Edge]:
    """The edges of closed polygons whose boxes touch a box."""
    found: list[Edge] = []
    for polygon in polygons:
        ax, ay = polygon[-1]
        for bx, by in polygon:
            if (
                (ax >= box[0] or bx >= box[0])
                and (ax <= box[2] or bx <= box[2])
                and (ay >= box[1] or by >= box[1])
                and (ay <= box[3] or by <= box[3])
            ):
                found.append((ax, ay, bx, by))
            ax, ay = bx, by
    return found


def gap(
    one: tuple[tuple[Polygon, ...], Extent], other: tuple[tuple[Polygon, ...], Extent], limit: float
) -> float:
    """The gap between two glyphs, each its outlines and their box; ``limit`` where it is larger.

    0 where the outlines cross, or one lies within the other.
    """
    if not touch(one[1].grown(limit), other[1]):
        return limit
    near_one = edges_within(one[0], other[1].grown(limit))
    near_other = edges_within(other[0], one[1].grown(limit))
    nearest = limit
    for edge in near_one:
        for second in near_other:
            if _may_be_nearer(edge, second, nearest):
                nearest = min(nearest, between(edge, second)[0])
                if not nearest:
                    return 0.0
    if nearest and (_within(one[0], other[0]) or _within(other[0], one[0])):
        return 0.0
    return nearest


def nearest_edges(
    polygons: Iterable[Polygon], edges: Iterable[Edge], limit: float
) -> Iterator[tuple[float, Point, Edge]]:
    """Edges nearer to some outlines than ``limit``: each with its gap and the place on it."""
    outlines = list(polygons)
    for edge in edges:
        ax, ay, bx, by = edge
        box = Extent(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        best: tuple[float, Point] | None = None
        for own in edges_within(outlines, box.grown(limit)):
            if _may_be_nearer(own, edge, best[0] if best else limit):
                found = between(own, edge)
                if found[0] < (best[0] if best else limit):
                    best = found
        if best is not None:
            yield (*best, edge)


def _may_be_nearer(one: Edge, other: Edge, than: float) -> bool:
    """Whether the boxes of two edges are nearer than ``than``."""
    return (
        min(one[0], one[2]) - than < max(other[0], other[2])
        and min(other[0], other[2]) - than < max(one[0], one[2])
        and min(one[1], one[3]) - than < max(other[1], other[3])
        and min(other[1], other[3]) - than < max(one[1], one[3])
    )


def between(one: Edge, other: Edge) -> tuple[float, Point]:
    """The gap between two edges and the nearest place on the second; 0 where they cross."""
    ax, ay, bx, by = one
    cx, cy, dx, dy = other
    rx, ry, sx, sy = bx - ax, by - ay, dx - cx, dy - cy
    area = rx * sy - ry * sx
    if area:
        t = ((cx - ax) * sy - (cy - ay) * sx) / area
        u = ((cx - ax) * ry - (cy - ay) * rx) / area
        if 0 <= t <= 1 and 0 <= u <= 1:
            return 0.0, (cx + u * sx, cy + u * sy)
    near_a, near_b = _nearest(other, ax, ay), _nearest(other, bx, by)
    near_c, near_d = _nearest(one, cx, cy), _nearest(one, dx, dy)
    choices = (
        (_length(near_a, (ax, ay)), near_a),
        (_length(near_b, (bx, by)), near_b),
        (_length(near_c, (cx, cy)), (cx, cy)),
        (_length(near_d, (dx, dy)), (dx, dy)),
    )
    return min(choices)


def _nearest(edge: Edge, x: float, y: float) -> Point:
    """The place on an edge that is nearest to a point."""
    ax, ay, bx, by = edge
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    t = ((x - ax) * dx + (y - ay) * dy) / square if square else 0.0
    t = min(max(t, 0.0), 1.0)
    return ax + t * dx, ay + t * dy


def _length(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _within(inner: tuple[Polygon, ...], outer: tuple[Polygon, ...]) -> bool:
    """Whether the first point of some outlines lies in the ink of others (nonzero rule)."""
    x, y = inner[0][0]
    winding = 0
    for polygon in outer:
        ax, ay = polygon[-1]
        for bx, by in polygon:
            if (ay <= y) != (by <= y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                winding += 1 if by > ay else -1
            ax, ay = bx, by
    return winding != 0
