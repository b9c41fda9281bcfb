"""Total area coverage of a page with pictures, as a map; from its content, not separations."""

from typing import Any

import numpy as np

from printshop.preflight.reading.facts import Fill, PageReading

SIDE = 15  # mm: ink is judged by the mean of such a square (GWG 2022, 'total ink')
PER_MM = 2.0  # pixels a mm of a map
LONGEST = 800  # pixels of its longer side


def ink_map(page: PageReading) -> tuple[Any, float]:
    """Total area coverage within a page's bleed, and the pixels a mm of the map.

    The map is an array of rows and columns in percent of ink, top row first. Areas replace what
    lies beneath them, as opaque paint does (ISO 32000-1, 11.3.3); overprint and transparency are
    not computed. Lines, type, shadings and pictures in other colour spaces than plain CMYK and gray
    are left out.
    """
    x0, y0, x1, y1 = page.effective_bleed
    per_mm = min(PER_MM, LONGEST / max(x1 - x0, y1 - y0, 1.0))
    size = (max(round((x1 - x0) * per_mm), 1), max(round((y1 - y0) * per_mm), 1))
    coverage = np.zeros((size[1], size[0]), dtype=np.float32)
    for fill in page.fills:
        ink: Any = None
        if fill.image is not None and fill.image.inks is not None:
            ink = _placed(fill, size, (x0, y1), per_mm)
        elif fill.paint is not None and fill.paint.inks is not None:
            ink = fill.paint.total
        if ink is None:
            continue
        mask = _mask(fill, size, (x0, y1), per_mm)
        if mask is not None:
            coverage = np.where(mask, ink, coverage)
    return coverage, per_mm


def _mask(fill: Fill, size: tuple[int, int], corner: tuple[float, float], per_mm: float) -> Any:
    """The pixels (rows, columns) whose middle an area covers, as booleans; None where hidden."""
    box = fill.box
    if box[0] >= box[2] or box[1] >= box[3]:
        return None
    xs = corner[0] + (np.arange(size[0]) + 0.5) / per_mm
    ys = corner[1] - (np.arange(size[1]) + 0.5) / per_mm
    mask = np.zeros((size[1], size[0]), dtype=bool)
    for row in np.flatnonzero((ys >= box[1]) & (ys <= box[3])):
        for low, high in fill.spans(1, float(ys[row])):
            mask[row, np.searchsorted(xs, low) : np.searchsorted(xs, high, "right")] = True
    return mask


def _placed(fill: Fill, size: tuple[int, int], corner: tuple[float, float], per_mm: float) -> Any:
    """A picture's ink in percent at each pixel of the map; 0 beside it, None without area."""
    assert fill.image is not None
    ink = fill.image.inks
    high, wide = ink.shape
    m = fill.shape.matrix
    # The inverse matrix: from the middle of a pixel of the map to one of the picture.
    area = m[0] * m[3] - m[1] * m[2]
    if not area:
        return None
    xs = corner[0] + (np.arange(size[0]) + 0.5) / per_mm - m[4]
    ys = corner[1] - (np.arange(size[1]) + 0.5) / per_mm - m[5]
    u = (m[3] * xs[None, :] - m[2] * ys[:, None]) / area
    v = (m[0] * ys[:, None] - m[1] * xs[None, :]) / area
    inside = (u >= 0) & (u < 1) & (v >= 0) & (v < 1)
    # A picture has more pixels than the map: it is averaged first, so that none is skipped.
    each = (per_mm * abs(complex(m[0], m[1])) / wide, per_mm * abs(complex(m[2], m[3])) / high)
    ink, wide, high = _reduced(ink, each)
    column = np.clip((u * wide).astype(int), 0, wide - 1)
    row = np.clip(((1 - v) * high).astype(int), 0, high - 1)
    return np.where(inside, ink[row, column], 0.0)


def _reduced(ink: Any, each: tuple[float, float]) -> tuple[Any, int, int]:
    """Means of as many pixels as make one of the map (``each``: a pixel's size in map pixels)."""
    high, wide = ink.shape
    across, down = (max(1, int(1 / max(e, 1e-6))) for e in each)
    across, down = min(across, wide), min(down, high)
    rows, columns = high // down, wide // across
    whole = ink[: rows * down, : columns * across]
    return whole.reshape(rows, down, columns, across).mean(axis=(1, 3)), columns, rows


def most_ink(ink: Any, per_mm: float) -> tuple[float, tuple[float, float, float, float]]:
    """The largest mean of a square of 15 mm in percent, and its box in mm from the upper left."""
    high, wide = ink.shape
    across, down = (min(max(round(SIDE * per_mm), 1), n) for n in (wide, high))
    sums = np.zeros((high + 1, wide + 1))
    sums[1:, 1:] = ink.cumsum(axis=0, dtype=np.float64).cumsum(axis=1)
    means = sums[down:, across:] - sums[:-down, across:] - sums[down:, :-across]
    means = (means + sums[:-down, :-across]) / (across * down)
    row, column = np.unravel_index(int(means.argmax()), means.shape)
    x, y = float(column) / per_mm, float(row) / per_mm
    return float(means.max()), (x, y, x + across / per_mm, y + down / per_mm)
