"""Folding diagrams of the job sheet: the flat piece, and the folded one seen from its foot.

Lengths in mm, on the job sheet where nothing else is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from printshop.packages import folding, gluing
from printshop.shop.carried import labels
from printshop.shop.job import Job

WIDTH = 84.0  # mm: the width of a drawing of the flat piece
LAYER = 2.2  # mm between two layers of a folded piece in its drawing


@dataclass(frozen=True)
class FoldLine:
    """A fold line of the flat piece, in mm from the left: ``x`` as drawn, ``at`` on the piece."""

    x: float
    at: float
    step: int
    mountain: bool


@dataclass(frozen=True)
class Bend:
    """A bend of the paper, seen from the foot: its SVG path, and where its step is written."""

    path: str
    step: int
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """How some languages are folded: the flat piece, and the folded one seen from its foot.

    In mm on the job sheet. ``panels``: the middle and the true width of each; ``pile``: each layer
    as x0, x1, y; ``foot``: width and height of the pile; ``pages``: of a booklet's sheet those
    that lie outside and inside, from the left; ``column``: the SVG path of a glued piece, which
    has no pile.
    """

    labels: tuple[str, ...]
    mirrored: bool
    width: float
    panels: tuple[tuple[float, float], ...]
    folds: tuple[FoldLine, ...]
    pile: tuple[tuple[float, float, float], ...]
    bends: tuple[Bend, ...]
    foot: tuple[float, float]
    pages: tuple[tuple[int, int], tuple[int, int]] | None
    column: str


def drawings(jobs: Sequence[Job], size: str) -> list[Drawing]:
    """One drawing for each way of folding among the run's languages."""
    jobs_by_way: dict[tuple[object, ...], list[Job]] = {}
    for job in jobs:
        way = (folding.fold_steps(job, size), folding.booklet_pages(job))
        jobs_by_way.setdefault(way, []).append(job)
    folded = [jobs for jobs in jobs_by_way.values() if folding.fold_steps(jobs[0], size)]
    return [_drawing(jobs, size, folding.fold_steps(jobs[0], size)) for jobs in folded]


def _drawing(jobs: list[Job], size: str, steps: tuple[folding.FoldStep, ...]) -> Drawing:
    job = jobs[0]
    scale = WIDTH / folding.flat(job, size)[0]
    panels, edge, widths = [], 0.0, folding.widths(job, size)
    for panel in widths:
        panels.append(((edge + panel / 2) * scale, panel))
        edge += panel
    pile, bends = _pile(job, size, steps, scale)
    column = ""
    foot = (max(x for _, x, _ in pile), max(y for _, _, y in pile))
    if job.layout.glued:
        column, numbers = gluing.drawing(job, size, scale)
        pile, bends = (), tuple(Bend("", *number) for number in numbers)
        foot = (max(b.x for b in bends), max(b.y for b in bends))
    return Drawing(
        tuple(labels(j) for j in jobs),
        widths != widths[::-1] and all(j.language.direction == "rtl" for j in jobs),
        WIDTH,
        tuple(panels),
        tuple(FoldLine(s.x * scale, s.x, s.step, s.mountain) for s in steps),
        pile,
        bends,
        foot,
        folding.booklet_pages(job),
        column,
    )


def _pile(
    job: Job, size: str, steps: tuple[folding.FoldStep, ...], scale: float
) -> tuple[tuple[tuple[float, float, float], ...], tuple[Bend, ...]]:
    """The layers of a piece that is folded flat, and the bends between them."""
    layers = folding.layers(job, size)
    if steps[-1].up:  # turned over, so that the cover is on top
        layers = tuple(replace(a, left=-a.left - a.width, level=-a.level) for a in layers)
    side = -1 if steps[-1].up else 1
    start, top = min(a.left for a in layers), max(a.level for a in layers)
    pile = tuple(
        ((a.left - start) * scale, (a.left + a.width - start) * scale, (top - a.level) * LAYER)
        for a in layers
    )
    by_place = sorted(steps, key=lambda s: s.x)
    bends = tuple(
        _bend(one, two, (side * folding.folded_position(step.x, steps) - start) * scale, step.step)
        for (one, two), step in zip(pairwise(pile), by_place, strict=True)
    )
    return pile, bends


def _bend(
    one: tuple[float, float, float], two: tuple[float, float, float], at: float, step: int
) -> Bend:
    """The bend from one layer to the next, at the end of both where the fold is.

    ``one`` and ``two`` are layers as x0, x1, y; ``at`` is the fold's x, all in mm on the sheet.
    """
    at_left = abs(one[0] - at) < abs(one[1] - at)
    x0, x1 = (one[0], two[0]) if at_left else (one[1], two[1])
    radius = abs(one[2] - two[2]) / 2
    sweep_flag = int((two[2] > one[2]) != at_left)
    path = (
        f"M{x0:.2f} {one[2]:.2f} A{radius:.2f} {radius:.2f} 0 0 {sweep_flag} {x1:.2f} {two[2]:.2f}"
    )
    label_x = at - radius - 2 if at_left else at + radius + 2
    return Bend(path, step, label_x, (one[2] + two[2]) / 2)
