"""Small pictures of finished files, to be kept and compared."""

from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

from tests.press.pieces import piece

HERE = Path(__file__).parent
LONGEST = 400  # pixels
COLOURS = 64
# Two pixels differ when a channel does by more than STEP of 255. Other versions of the libraries
# that shape letters move a glyph's edge by a fraction of a pixel; a line that moved, a colour that
# changed or a word that is gone touches more than SHARE of the picture.
STEP, SHARE = 40, 0.002


def path_of(name: str, language: str, page: int) -> Path:
    """Where the picture of a page is kept."""
    return HERE / language / f"{name}-{page}.png"


def shots(name: str, language: str) -> list[Image.Image]:
    """Each page's trim, at most LONGEST pixels wide or high."""
    made = []
    with pypdfium2.PdfDocument(piece(name, language).pdf) as document:
        for page in document:
            page.set_cropbox(*page.get_trimbox())
            scale = (LONGEST - 1) / max(page.get_size())
            made.append(page.render(scale=scale).to_pil().convert("RGB"))
    return made


def kept(image: Image.Image) -> Image.Image:
    """A picture in its own palette, as it is kept."""
    return in_palette(image, image.quantize(COLOURS, dither=Image.Dither.NONE))


def in_palette(image: Image.Image, palette: Image.Image) -> Image.Image:
    """A picture in the colours of another."""
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def differing(
    one: Image.Image, two: Image.Image
) -> "np.ndarray[tuple[int, int], np.dtype[np.bool]]":
    """Where two pictures of one size differ to the eye."""
    a, b = (np.asarray(i.convert("RGB"), dtype=int) for i in (one, two))
    where: np.ndarray[tuple[int, int], np.dtype[np.bool]] = np.abs(a - b).max(axis=2) > STEP
    return where


def side_by_side(one: Image.Image, two: Image.Image) -> Image.Image:
    """What was kept, what is now, and in black where they differ."""
    width, height = (max(a, b) for a, b in zip(one.size, two.size, strict=True))
    sheet = Image.new("RGB", (3 * width + 20, height), "white")
    sheet.paste(one.convert("RGB"), (0, 0))
    sheet.paste(two.convert("RGB"), (width + 10, 0))
    if one.size == two.size:
        sheet.paste(Image.fromarray(~differing(one, two)), (2 * width + 20, 0))
    return sheet
