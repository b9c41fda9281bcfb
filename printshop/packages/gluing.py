"""Gluing: a piece whose last panel is a flap, glued beneath its first panel into a column.

Lengths in mm. The column is seen from its foot, its printed side outside; its panels turn by equal
angles. Points count to the right and down.
"""

from math import cos, radians, sin

from printshop.packages import folding
from printshop.shop.job import Job

INSIDE = 1.4  # mm in a drawing between the flap and the panel that it is glued to
LABEL = 2.6  # mm in a drawing between a fold and its number
SMALLER = 0.6  # a drawing of the column, as a part of the scale of the flat piece

Point = tuple[float, float]


def flap(job: Job, size: str = "") -> float:
    """The width of the glue flap; 0 where nothing is glued."""
    if not job.layout.glued:
        return 0.0
    panels = folding.widths(job, size)
    return panels[0 if job.language.direction == "rtl" else -1]


def corners(job: Job, size: str = "", inside: float = 0.0) -> tuple[Point, ...]:
    """Where the edges of the panels lie in the column, from the left edge of the flat piece.

    The first and the last but one are the same corner; the last is the edge of the flap, drawn so
    far ``inside``. From right to left it is the other way round. The left end of the column is 0,
    and so is its upper end.
    """
    panels, mirrored = folding.widths(job, size), job.language.direction == "rtl"
    sides = panels[:0:-1] if mirrored else panels[:-1]
    turn = 360 / len(sides)
    points: list[Point] = [(0.0, 0.0)]
    for n, side in enumerate(sides):
        points.append(_from(points[-1], side, (n - 1) * turn))
    end = _from(points[-1], inside, 90 - turn)
    points.append(_from(end, flap(job, size), -turn))
    left, top = min(x for x, _ in points), min(y for _, y in points)
    placed = [(x - left, y - top) for x, y in points]
    if mirrored:
        right = max(x for x, _ in placed)
        placed = [(right - x, y) for x, y in reversed(placed)]
    return tuple(placed)


def _from(start: Point, length: float, angle: float) -> Point:
    return start[0] + length * cos(radians(angle)), start[1] + length * sin(radians(angle))


def finished(job: Job, size: str = "") -> tuple[float, float, float]:
    """Width, height and depth of a piece once it is folded, and glued; folded flat it has none."""
    width, height = folding.folded(job, size)
    depth = max(y for _, y in corners(job, size)) if job.layout.glued else 0.0
    return width, height, float(round(depth))


def drawing(job: Job, size: str, scale: float) -> tuple[str, tuple[tuple[int, float, float], ...]]:
    """The column as an SVG path, and the place of each fold's number: step, x, y."""
    scale *= SMALLER
    points = [(x * scale, y * scale) for x, y in corners(job, size, INSIDE / scale)]
    steps = sorted(folding.fold_steps(job, size), key=lambda step: step.x)
    middle = [sum(axis) / len(steps) for axis in zip(*points[1:-1], strict=True)]
    numbers = []
    for step, (x, y) in zip(steps, points[1:-1], strict=True):
        away = ((x - middle[0]) ** 2 + (y - middle[1]) ** 2) ** 0.5
        by = 1 + LABEL / away
        numbers.append(
            (step.step, middle[0] + (x - middle[0]) * by, middle[1] + (y - middle[1]) * by)
        )
    return "M" + " L".join(f"{x:.2f} {y:.2f}" for x, y in points), tuple(numbers)
