"""Folding: the folds of a piece as a folding machine makes them, and the panels once folded.

Lengths in mm. The flat piece is seen from the first page that has folds, its upper edge on top; a
booklet's flat sheet from outside, where its first and last page lie beside each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from printshop.shop.job import Job
from printshop.shop.units import Size

# The folds of products in XJDF's catalogue (2.1, table 4.28): the panels as parts of the width,
# whether all folds go the same way, and the number.
CATALOG = (
    ((1 / 2, 1 / 2), True, "F4-1"),  # single fold
    ((1 / 3, 1 / 3, 1 / 3), True, "F6-4"),  # letter fold
    ((1 / 3, 1 / 3, 1 / 3), False, "F6-1"),  # zigzag fold
    ((1 / 4, 1 / 2, 1 / 4), True, "F6-3"),  # altar fold
)
NARROWER = 0.02  # of the width: by so much panels differ from the catalogue's, so that they fit
CREASED = 170  # g/m²: from this weight on paper cracks unless it is creased before folding


@dataclass(frozen=True)
class FoldStep:
    """One fold: its place on the flat page, and as made by a machine that folds from the left.

    ``x`` is measured from the left edge of the flat page, ``travel`` from the left edge of the
    piece as folded so far. ``up``: the part at the left is folded on top, else underneath.
    """

    step: int
    x: float
    travel: float
    up: bool
    mountain: bool


@dataclass(frozen=True)
class Layer:
    """A panel of the folded piece, seen from its foot: left edge, width, level from below (0)."""

    left: float
    width: float
    level: int


def page(job: Job) -> int:
    """The first page that has folds, from 1; 0 where none has."""
    return next((n for n in range(1, len(job.layout.pages) + 1) if job.folds(n)), 0)


def flat(job: Job, size: str = "") -> Size:
    """Width and height of the flat piece: of a booklet's sheet, else of its page."""
    trim, sheet = job.sizes[size], job.layout.booklet
    scale = trim[0] / job.layout.trim[0]
    return (sheet[0] * scale, sheet[1] * scale) if sheet else trim


def booklet_pages(job: Job) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The pages of a booklet's sheet from the left, outside and inside; None for other pieces."""
    if not job.layout.booklet:
        return None
    first, last = 1, len(job.layout.pages)
    if job.language.direction == "rtl":
        return (first, last), (last - 1, first + 1)
    return (last, first), (first + 1, last - 1)


def fold_steps(job: Job, size: str = "") -> tuple[FoldStep, ...]:
    """The folds in their order, each measured on the piece as the earlier ones have folded it."""
    if job.layout.booklet:
        middle = flat(job, size)[0] / 2
        return (FoldStep(1, middle, middle, False, True),)
    scale = job.sizes[size][0] / job.layout.trim[0]
    folds = sorted(job.folds(page(job)), key=lambda pair: (pair[1].step, pair[0]))
    steps: list[FoldStep] = []
    for x, fold in folds:
        travel, face_down = _position(x * scale, steps)
        mountain = fold.way == "mountain"
        # A mountain folds away from the reader, so under the piece; where the part at the fold is
        # face down, it folds on top.
        steps.append(FoldStep(fold.step, x * scale, travel, mountain == face_down, mountain))
    return tuple(steps)


def _position(x: float, steps: Sequence[FoldStep]) -> tuple[float, bool]:
    """Where a point of the flat page is after some folds, from the left; and whether face down."""
    face_down = False
    for step in steps:
        if x < step.travel:
            x, face_down = step.travel - x, not face_down
        else:
            x -= step.travel
    return x, face_down


def folded_position(x: float, steps: Sequence[FoldStep]) -> float:
    """Where a point of the flat page is after these folds, from the folded piece's left edge."""
    return _position(x, steps)[0]


def widths(job: Job, size: str = "") -> tuple[float, ...]:
    """The widths of the panels of the flat page, from the left."""
    edges = [0.0, *sorted(s.x for s in fold_steps(job, size)), flat(job, size)[0]]
    return tuple(b - a for a, b in pairwise(edges))


def folded(job: Job, size: str = "") -> tuple[float, float]:
    """Width and height of the folded piece."""
    return max(widths(job, size)), flat(job, size)[1]


def catalog(job: Job, size: str = "") -> str:
    """The number that the fold catalogue has for the way in which a piece is folded, or nothing."""
    panels, steps = widths(job, size), fold_steps(job, size)
    whole, one_way = sum(panels), len({step.mountain for step in steps}) == 1
    for parts, same, name in CATALOG:
        near = len(parts) == len(panels) and all(
            abs(panel / whole - part) <= NARROWER for panel, part in zip(panels, parts, strict=True)
        )
        if near and same == one_way:
            return name
    return ""


def layers(job: Job, size: str = "") -> tuple[Layer, ...]:
    """The panels from the left of the flat page, each with its place in the folded piece."""
    steps, edge = fold_steps(job, size), 0.0
    middles, left_edges = [], []
    for width in widths(job, size):
        middles.append(edge + width / 2)
        left_edges.append(folded_position(edge + width / 2, steps) - width / 2)
        edge += width
    levels = [list(range(len(middles)))]  # from below; each is a list of panels
    for n, step in enumerate(steps):
        turning = {i for i, x in enumerate(middles) if folded_position(x, steps[:n]) < step.travel}
        fixed = [[i for i in layer if i not in turning] for layer in levels]
        turned = [[i for i in layer if i in turning] for layer in reversed(levels)]
        levels = [layer for layer in (fixed + turned if step.up else turned + fixed) if layer]
    level_of = {i: height for height, layer in enumerate(levels) for i in layer}
    return tuple(
        Layer(left_edge, width, level_of[i])
        for i, (left_edge, width) in enumerate(zip(left_edges, widths(job, size), strict=True))
    )
