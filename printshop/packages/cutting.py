"""Cutting: where the strips of a piece are cut, and the contour of one cut out of its sheet.

Lengths in mm at final size. The piece is seen from its page with cuts, its upper edge on top.
"""

from dataclasses import dataclass

from printshop.prepress import contour, impose
from printshop.shop.job import Job
from printshop.shop.units import PT

WIDTH = 76.0  # mm: the width of a drawing on the job sheet
HEIGHT = 24.0  # mm: its height, at most


@dataclass(frozen=True)
class StripCuts:
    """The cuts of a piece: ``at`` from its left edge, ``depth`` from its foot, how many strips.

    ``foot`` is where they end above its foot, 0 where they leave the piece.
    """

    at: tuple[float, ...]
    depth: float
    foot: float

    @property
    def strips(self) -> int:
        """How many strips there are; one that is missing in the artwork is there all the same."""
        return len(self.at) + 1


@dataclass(frozen=True)
class CutDrawing:
    """The foot of a piece with its cuts, as drawn on the job sheet, in mm there.

    ``labels`` are the languages that are cut so; ``cuts`` where each is drawn and its true place.
    """

    labels: tuple[str, ...]
    width: float
    height: float
    cuts: tuple[tuple[float, float], ...]
    depth: float


def strip_cuts(job: Job, size: str = "") -> StripCuts | None:
    """Where the strips of a piece are cut; None for a piece without."""
    pages = range(1, len(job.layout.pages) + 1)
    places = next((cuts for page in pages if (cuts := impose.cuts(job, size, page))), None)
    if places is None:
        return None
    at = tuple(round(x, 2) for x in places.x)
    return StripCuts(at, round(places.high, 2), round(places.low, 2))


def drawings(jobs: list[Job], size: str) -> list[CutDrawing]:
    """A drawing for each way in which the strips of some languages are cut."""
    by_cuts: dict[StripCuts, list[Job]] = {}
    for job in jobs:
        if cuts := strip_cuts(job, size):
            by_cuts.setdefault(cuts, []).append(job)
    found = []
    for cuts, alike in by_cuts.items():
        scale = WIDTH / alike[0].sizes[size][0]
        height = min(cuts.depth * scale, HEIGHT)
        places = tuple((x * scale, x) for x in cuts.at)
        labels = tuple(job.language.label for job in alike)
        found.append(CutDrawing(labels, WIDTH, height, places, cuts.depth))
    return found


def cut_path(x: float, cuts: StripCuts) -> str:
    """One cut as a path of PDF, in points from the lower left corner of the piece."""
    return f"{x * PT:.3f} {cuts.foot * PT:.3f} m {x * PT:.3f} {cuts.depth * PT:.3f} l"


def contour_radius(job: Job, size: str = "") -> float | None:
    """The radius of the corners of a piece that is cut out of its sheet; None for another."""
    if job.layout.contour is None:
        return None
    return contour.radius(job.layout, job.sizes[size])
