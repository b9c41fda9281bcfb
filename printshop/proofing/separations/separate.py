"""Separations: what each of the four inks lays down, without asking a RIP.

The file is written four times. In each, every colour has become the gray of one ink (ink v is gray
1 - v), what overprints without that ink is not painted, pictures and gradients are split; a
rasteriser that knows gray then paints the separation. Device inks are exact; other colours are
estimated (``inks``), and the separations say so. ISO 32000-1, 8.6.7 (overprint) and 11.7.4.
"""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

from printshop.pdf.geometry import Extent, ordered
from printshop.pdf.objects import MALFORMED
from printshop.proofing.rasterise import rasterise_boxes
from printshop.proofing.separations.split_content import Separator
from printshop.shop.units import MM

LARGEST_PAGE = 14_400 * 20  # points of a side (ISO 32000-1, annex C, times a large UserUnit)
SQUARE = 15.0  # mm: GWG 2022 takes the mean ink of squares so large
STEPS = ((0, "#ffffff"), (100, "#bfd9dc"), (200, "#5d9aa5"), (300, "#053b4b"))
OVER = ((0, "#f69f27"), (100, "#b3261e"))  # % above the limit

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Separations:
    """A page's separations: ``inks[i]`` in percent, C M Y K, row by row from the top.

    They cover ``box``, the bleed, or the sheet where there is none: (x0, y0, x1, y1) in mm from
    the sheet's lower left. ``estimated`` names the colours that are no device inks.
    """

    inks: Floats
    per_mm: float
    box: Extent
    estimated: tuple[str, ...]

    @property
    def total(self) -> Floats:
        """The sum of the inks at each pixel, in percent."""
        return np.asarray(self.inks.sum(axis=0), dtype=np.float32)


@dataclass(frozen=True)
class Mean:
    """The mean ink of a square in percent; its upper left corner in mm from that of the page."""

    ink: float
    x: float
    y: float


def one_page(pdf: pikepdf.Pdf, number: int) -> bytes:
    """One page of a file, counted from 1, as a file of its own, without boxes that are broken."""
    single = pikepdf.Pdf.new()
    single.pages.append(pdf.pages[number - 1])
    for key in (
        "/TrimBox",
        "/ArtBox",
        "/BleedBox",
        "/CropBox",
    ):  # a broken one keeps nobody from looking
        if key in single.pages[0].obj and box_in_points(single.pages[0].obj[key]) is None:
            del single.pages[0].obj[key]
    out = io.BytesIO()
    single.save(out, static_id=True)
    return out.getvalue()


def box_in_points(box: Any) -> Extent | None:
    """A page box that can be looked at, its corners in order, or None."""
    try:
        corners = ordered(box)
    except (TypeError, ValueError):
        return None
    if min(corners.width, corners.height) < 3 or max(corners.width, corners.height) > LARGEST_PAGE:
        return None
    return corners


def separate_page(source: Path | io.BytesIO, number: int, dpi: float) -> Separations:
    """The separations of one page of a file, counted from 1; see ``separate``."""
    with pikepdf.open(source) as pdf:
        return separate(one_page(pdf, number), dpi)[0]


def separate(pdf: bytes, dpi: float) -> tuple[Separations, ...]:
    """The separations of every page at a resolution in dots per inch."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        separator = Separator(document)
        boxes = []
        for page in document.pages:
            boxes.append(_box(page))
            separator.page(page)
        pictures = []
        for ink in range(4):
            for part in separator.parts:
                part(ink)
            out = io.BytesIO()
            document.save(out, compress_streams=False, static_id=True)
            pictures.append(rasterise_boxes(out.getvalue(), boxes, dpi, gray=True))
    pages = []
    for box, images in zip(boxes, zip(*pictures, strict=True), strict=True):
        inks = np.stack([(255.0 - np.asarray(i, dtype=np.float32)) / 2.55 for i in images])
        in_mm = box.scaled(MM)
        estimated = tuple(sorted(separator.estimated))
        pages.append(Separations(inks, inks.shape[2] / in_mm.width, in_mm, estimated))
    return tuple(pages)


def means(page: Separations, side: float = SQUARE) -> tuple[Floats, Mean]:
    """The mean ink of every square of ``side`` mm, 1 mm apart, and the highest of them."""
    total = page.total
    size = min(max(1, round(side * page.per_mm)), *total.shape)
    sums = np.zeros((total.shape[0] + 1, total.shape[1] + 1), dtype=np.float64)
    sums[1:, 1:] = total.cumsum(0, dtype=np.float64).cumsum(1)
    step = max(1, round(page.per_mm))
    rows = np.unique(
        np.append(np.arange(0, total.shape[0] - size + 1, step), total.shape[0] - size)
    )
    cols = np.unique(
        np.append(np.arange(0, total.shape[1] - size + 1, step), total.shape[1] - size)
    )
    r, c = rows[:, None], cols[None, :]
    mean_of = sums[r + size, c + size] - sums[r, c + size] - sums[r + size, c] + sums[r, c]
    mean_of = (mean_of / size**2).astype(np.float32)
    row, col = np.unravel_index(int(mean_of.argmax()), mean_of.shape)
    highest = Mean(
        float(mean_of[row, col]),
        float(cols[col]) / page.per_mm,
        float(rows[row]) / page.per_mm,
    )
    return mean_of, highest


def ink_map(page: Separations, limit: float) -> Image.Image:
    """The total ink as colours: paler to darker up to ``limit`` (%), orange to red above it."""
    total = page.total
    scale = [(p / 300 * limit, c) for p, c in STEPS]
    pixels = _coloured(total, scale)
    over = total > limit + 1.5  # what an 8-bit rasteriser rounds
    pixels[over] = _coloured(total[over] - limit, list(OVER))
    return Image.fromarray(pixels.astype(np.uint8), "RGB")


def _coloured(values: Floats, scale: list[tuple[float, str]]) -> NDArray[np.float64]:
    at = [p for p, _ in scale]
    rgb = [[int(c[i : i + 2], 16) for i in (1, 3, 5)] for _, c in scale]
    return np.stack([np.interp(values, at, [c[i] for c in rgb]) for i in range(3)], axis=-1)


def _box(page: Any) -> Extent:
    for key in ("/BleedBox", "/MediaBox"):
        try:
            box = [float(v) for v in page.obj.get(key, ())]
        except MALFORMED:
            continue
        if len(box) == 4 and box[2] - box[0] > 1 and box[3] - box[1] > 1:
            return Extent(*box)
    return Extent(0.0, 0.0, 595.0, 842.0)  # what a rasteriser takes where there is none
