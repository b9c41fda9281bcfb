"""The plates of a page, judged: where their sum is over the limit of total area coverage (TAC)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from printshop.pdf.geometry import Extent
from printshop.preflight.reading.facts import PageReading
from printshop.proofing.separations.separate import Separations

SIDE = 15  # mm: ink is judged by the mean of such a square (GWG 2022, 'total ink')
SOLID = 3  # mm: a square that is wholly over the limit is an area, however small
ROUNDING = 1.0  # percent: each of the four plates has steps of 0.4
PER_MM = 2.0  # pixels a mm of the plates
LONGEST = 800  # pixels of their longer side


@dataclass(frozen=True)
class MostInk:
    """The place of a page with the most ink of those over the limit.

    ``side`` is that of a square in mm, ``ink`` its mean in percent, ``inks`` the means of C, M, Y
    and K, ``box`` its place from the trim's lower left corner.
    """

    side: int
    ink: float
    inks: tuple[float, float, float, float]
    box: Extent


def resolution(page: PageReading) -> float:
    """The resolution in dpi at which a page's plates are made."""
    bleed = page.effective_bleed
    return 25.4 * min(PER_MM, LONGEST / max(bleed.width, bleed.height, 1.0))


def over_limit(page: PageReading, plates: Separations, limit: float) -> MostInk | None:
    """Where a page has the most ink, if that is more than ``limit`` percent; else None.

    The mean of any 15 × 15 mm counts, and any 3 × 3 mm that are over the limit everywhere. What
    lies outside the bleed is cut off and does not count.
    """
    per_mm = plates.per_mm
    inks, corner = _within_bleed(page, plates)
    if not inks.size:
        return None
    total = inks.sum(axis=0)
    if float(total.max()) <= limit + ROUNDING:
        return None
    place = _most(total, SIDE * per_mm)
    side = SIDE
    if place[0] <= limit + ROUNDING:
        side = SOLID
        place = _most(total > limit + ROUNDING, SOLID * per_mm)
        if place[0] < 1 - 1e-6:
            return None
    _, row, column, down, across = place
    means = inks[:, row : row + down, column : column + across].mean(axis=(1, 2))
    left, top = corner[0] + column / per_mm, corner[1] - row / per_mm
    box = Extent(left, top - down / per_mm, left + across / per_mm, top)
    c, m, y, k = (float(v) for v in means)
    return MostInk(side, c + m + y + k, (c, m, y, k), box)


def _within_bleed(page: PageReading, plates: Separations) -> tuple[Any, tuple[float, float]]:
    """The plates (ink, row, column) cut at the bleed, and their upper left corner in mm."""
    trim, bleed = page.effective_trim, page.effective_bleed
    left, top = plates.box.x0 - trim.x0, plates.box.y1 - trim.y0  # of the plates, from the trim
    first = max(round((bleed.x0 - left) * plates.per_mm), 0)
    last = max(round((bleed.x1 - left) * plates.per_mm), 0)
    upper = max(round((top - bleed.y1) * plates.per_mm), 0)
    lower = max(round((top - bleed.y0) * plates.per_mm), 0)
    cut = plates.inks[:, upper:lower, first:last]
    return cut, (left + first / plates.per_mm, top - upper / plates.per_mm)


def _most(values: Any, side: float) -> tuple[float, int, int, int, int]:
    """The largest mean of a square of so many pixels: mean, row, column, height and width."""
    high, wide = values.shape
    across, down = (min(max(round(side), 1), n) for n in (wide, high))
    sums = np.zeros((high + 1, wide + 1))
    sums[1:, 1:] = values.cumsum(axis=0, dtype=np.float64).cumsum(axis=1)
    means = sums[down:, across:] - sums[:-down, across:] - sums[down:, :-across]
    means = (means + sums[:-down, :-across]) / (across * down)
    row, column = (int(v) for v in np.unravel_index(int(means.argmax()), means.shape))
    return float(means[row, column]), row, column, down, across
