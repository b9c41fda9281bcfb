"""The pages of a file as pictures for its report: sheet, separations, ink map."""

import base64
import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from PIL import Image

from printshop.pdf.geometry import Extent
from printshop.proofing.rasterise import rasterise_boxes
from printshop.proofing.separations.separate import (
    Separations,
    box_in_points,
    ink_map,
    means,
    one_page,
    separate,
)
from printshop.sandbox.messages import Base64, Examination, PagePictures
from printshop.shop.units import MM

FINEST = 110.0  # dpi
SIDE, PLATE_SIDE = 1000, 420  # pixels of a longer side: of a page's picture, of its separations


def show(
    source: Path | io.BytesIO, exam: Examination, most: int, side: int, plate_side: int
) -> Iterator[PagePictures]:
    """The first ``most`` pages one by one; ``side`` and ``plate_side`` are pixels of a longer side.

    Each page is cut out of the file first, so that no other one is loaded with it.
    """
    with pikepdf.open(source) as pdf:
        for number in range(1, min(most, len(pdf.pages)) + 1):
            yield show_page(pdf, number, exam, side, plate_side)


def show_page(
    pdf: pikepdf.Pdf, number: int, exam: Examination, side: int, plate_side: int
) -> PagePictures:
    """One page, counted from 1."""
    return _page(one_page(pdf, number), number, exam, side, plate_side)


def _page(pdf: bytes, number: int, exam: Examination, side: int, plate_side: int) -> PagePictures:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0].obj
        sheet = box_in_points(page.get("/MediaBox", ())) or Extent(0.0, 0.0, 595.0, 842.0)
        cut = box_in_points(page.get("/BleedBox", ())) or sheet
        trim = box_in_points(page.get("/TrimBox", page.get("/ArtBox", ()))) or cut
    picture = rasterise_boxes(pdf, [sheet], _dpi(sheet, side))[0]
    separations = separate(pdf, _dpi(cut, plate_side))[0]
    _, highest = means(separations)
    # From the corner of the separations to the trim's: as one looks at the page.
    at = (highest.x + (cut[0] - trim[0]) * MM, highest.y - (cut[3] - trim[3]) * MM)
    return PagePictures(
        number,
        tuple(round(v * MM, 3) for v in sheet),
        tuple(round(v * MM, 3) for v in cut),
        _png(picture),
        tuple(_separation(separations, ink) for ink in range(4)),
        _png(ink_map(separations, exam.condition.ink)),
        tuple(round(float(separations.inks[ink].mean()), 2) for ink in range(4)),
        round(float(separations.total.max()), 1),
        round(highest.ink, 1),
        tuple(round(v, 1) for v in at),
        separations.estimated,
    )


def _dpi(box: Extent, side: int) -> float:
    return min(FINEST, side * 72 / max(box.width, box.height))


def _separation(page: Separations, ink: int) -> Base64:
    gray = 255 - (page.inks[ink] * 2.55).round().astype("uint8")
    return _png(Image.fromarray(gray, "L"))


def _png(image: Image.Image) -> Base64:
    """A PNG in few colours; flat artwork loses nothing that a thumbnail would show."""
    if image.mode == "RGB":
        image = image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=False, compress_level=6)
    return Base64(base64.b64encode(out.getvalue()).decode())
