"""Folding: how a flat piece becomes the folded one, as strokes of a machine and as a drawing.

Lengths in mm. The sheet lies as one looks at the first page that has folds, its upper edge away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from printshop.shop.job import Job

CREASED = 170  # g/m²: from this weight paper breaks unless it is creased before it is folded


@dataclass(frozen=True)
class Stroke:
    """One fold: its place on the flat page, and what a machine does that folds from the left.

    ``x`` is measured on the flat page from its left edge, ``travel`` from the left edge of what
    the earlier folds have left. ``up``: the part at the left comes to lie on top.
    """

    step: int
    x: float
    travel: float
    up: bool
    mountain: bool


@dataclass(frozen=True)
class Layer:
    """A panel of the folded piece, seen from its foot: its left edge, its height from below."""

    left: float
    width: float
    level: int


def page(job: Job) -> int:
    """The first page that has folds, from 1; 0 where none has."""
    return next((n for n in range(1, len(job.layout.pages) + 1) if job.folds(n)), 0)


def strokes(job: Job, size: str = "") -> tuple[Stroke, ...]:
    """The folds in their order; each is measured on what lies there after those before it."""
    scale = job.sizes[size][0] / job.layout.trim[0]
    folds = sorted(job.folds(page(job)), key=lambda pair: (pair[1].step, pair[0]))
    made: list[Stroke] = []
    for place, fold in folds:
        travel, turned = _now(place * scale, made)
        mountain = fold.way == "mountain"
        # A mountain folds away from who looks at the page; on a part that lies face down, up.
        made.append(Stroke(fold.step, place * scale, travel, mountain == turned, mountain))
    return tuple(made)


def _now(x: float, done: Sequence[Stroke]) -> tuple[float, bool]:
    """Where a point of the flat page lies after some folds, from the left; whether face down."""
    turned = False
    for stroke in done:
        if x < stroke.travel:
            x, turned = stroke.travel - x, not turned
        else:
            x -= stroke.travel
    return x, turned


def lies_at(x: float, done: Sequence[Stroke]) -> float:
    """Where a point of the flat page lies when all is folded, from the left edge of that."""
    return _now(x, done)[0]


def widths(job: Job, size: str = "") -> tuple[float, ...]:
    """The panels' widths from the left, as one looks at the page."""
    edges = [0.0, *sorted(s.x for s in strokes(job, size)), job.sizes[size][0]]
    return tuple(b - a for a, b in pairwise(edges))


def folded(job: Job, size: str = "") -> tuple[float, float]:
    """Width and height of the folded piece."""
    return max(widths(job, size)), job.sizes[size][1]


def layers(job: Job, size: str = "") -> tuple[Layer, ...]:
    """The panels from the left of the flat page, each where it lies when all is folded."""
    done, edge = strokes(job, size), 0.0
    middles, places = [], []
    for width in widths(job, size):
        middles.append(edge + width / 2)
        places.append(lies_at(edge + width / 2, done) - width / 2)
        edge += width
    pile = [list(range(len(middles)))]  # from below; a layer holds the panels that lie in it
    for n, stroke in enumerate(done):
        left = {i for i, x in enumerate(middles) if lies_at(x, done[:n]) < stroke.travel}
        stays = [[i for i in layer if i not in left] for layer in pile]
        turns = [[i for i in layer if i in left] for layer in reversed(pile)]
        pile = [layer for layer in (stays + turns if stroke.up else turns + stays) if layer]
    level = {i: height for height, layer in enumerate(pile) for i in layer}
    return tuple(
        Layer(place, width, level[i])
        for i, (place, width) in enumerate(zip(places, widths(job, size), strict=True))
    )
