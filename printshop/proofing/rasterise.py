"""Proof: a finished file as a picture. No other module uses the rasteriser, PDFium."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from math import ceil, floor
from pathlib import Path

import pypdfium2
from PIL import Image

from printshop.pdf.geometry import Extent
from printshop.shop.job import Picture, Proof
from printshop.shop.units import MM, PT

DPI = 100
LONGEST = 1000  # pixels of a page's longer side: enough for its code, and for the gallery


def rasterise(pdf: bytes, dpi: float = DPI) -> tuple[Picture, ...]:
    """Every page's trim as a picture, at ``dpi`` or fewer on large sheets."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return tuple(_picture(page, dpi) for page in document)


def proof_dpi(longer_side: float) -> float:
    """The resolution of a page's picture, by the longer side of its trim in points."""
    return min(DPI, LONGEST * 72 / longer_side)


def rasterise_page(pdf: bytes, number: int) -> Picture:
    """The trim of one page, counted from 1."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return _picture(document[number - 1], DPI)


def _picture(page: pypdfium2.PdfPage, dpi: float) -> Picture:
    x0, y0, x1, y1 = page.get_trimbox()
    page.set_cropbox(x0, y0, x1, y1)
    used = proof_dpi(max(x1 - x0, y1 - y0)) if dpi == DPI else dpi
    # In the order of Pillow's bytes, so that nothing is copied.
    image: Image.Image = page.render(scale=used / 72, rev_byteorder=True).to_pil().convert("RGB")
    return Picture(image, used / 25.4)


def with_part(picture: Picture, pdf: bytes, number: int, part: Extent) -> Picture:
    """A picture of another file's page, but for a part that is that of a page of this one.

    ``part`` is in mm from the lower left of the trim of page ``number``, counted from 1.
    """
    image, per_mm = picture.image.copy(), picture.per_mm
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        page = document[number - 1]
        x0, y0, _, y1 = page.get_trimbox()
        height = (y1 - y0) * MM
        left, top = floor(part.x0 * per_mm), floor((height - part.y1) * per_mm)
        right, foot = ceil(part.x1 * per_mm), ceil((height - part.y0) * per_mm)
        cut = [x0 + left / per_mm * PT, y1 - foot / per_mm * PT]
        cut += [x0 + right / per_mm * PT, y1 - top / per_mm * PT]
        page.set_cropbox(*cut)
        seen = page.render(scale=per_mm * MM, rev_byteorder=True).to_pil().convert("RGB")
        image.paste(seen.crop((0, 0, right - left, foot - top)), (left, top))
    return replace(picture, image=image)


def proofs(pictures: tuple[Picture, ...]) -> tuple[Proof, ...]:
    """Each page as a PNG for the gallery."""
    return tuple(proof(picture, number) for number, picture in enumerate(pictures, 1))


def proof(picture: Picture, number: int) -> Proof:
    """One page as a PNG."""
    # Flat colours: a palette halves the size, and nobody sees the difference.
    small = picture.image.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG", compress_level=4)
    return Proof(number, out.getvalue())


@contextmanager
def gray_pages(
    source: Path | io.BytesIO,
) -> Iterator[Callable[[int, tuple[float, ...], float], Image.Image]]:
    """What renders a box of a page in gray: page from 0, (x0, y0, x1, y1) in points, dpi.

    Unturned and without annotations; no page is loaded before it is asked for.
    """
    with pypdfium2.PdfDocument(source) as document:

        def render(number: int, box: tuple[float, ...], dpi: float) -> Image.Image:
            page = document[number]
            try:
                page.set_rotation(0)
                page.set_mediabox(*box)
                page.set_cropbox(*box)
                bitmap = page.render(scale=dpi / 72, grayscale=True, draw_annots=False)
                image: Image.Image = bitmap.to_pil().convert("L")
                return image
            finally:
                page.close()

        yield render


def rasterise_boxes(
    pdf: bytes, boxes: Sequence[tuple[float, ...]], dpi: float, gray: bool = False
) -> tuple[Image.Image, ...]:
    """Every page cut at a box of its own, (x0, y0, x1, y1) in points, unturned and unannotated."""
    images: list[Image.Image] = []
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        for page, box in zip(document, boxes, strict=True):
            page.set_rotation(0)
            page.set_mediabox(*box)
            page.set_cropbox(*box)
            bitmap = page.render(scale=dpi / 72, grayscale=gray, draw_annots=False)
            images.append(bitmap.to_pil().convert("L" if gray else "RGB"))
    return tuple(images)
