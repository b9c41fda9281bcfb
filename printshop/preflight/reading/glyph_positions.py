"""The positions of a file's glyphs: what a person has approved, besides colours and pictures.

Two versions of the engine (Pango, HarfBuzz) may set the same words in the same layout differently.
The glyphs tell: font, text and origin of each, in painting order. A different line break moves
glyphs by millimetres; a difference of less than ``STEP`` is not visible.
"""

import io

from printshop.preflight.reading.facts import PageReading
from printshop.preflight.reading.read import read_pdf
from printshop.reading.yaml_file import digest

STEP = 0.05  # mm
Position = tuple[str, str, float, float]  # a glyph: font without subset tag, text, x and y in mm


def positions(page: PageReading) -> list[Position]:
    """The glyphs of a page, in mm from its trim's lower left corner, in painting order."""
    return [(run.font.split("+")[-1], g.text, g.x, g.y) for run in page.runs for g in run.glyphs]


def look_digest(pdf: bytes) -> str:
    """A digest (16 hexadecimal digits) of a file's glyph positions, rounded to ``STEP``.

    The file is the renderer's: all printing conditions show the same artwork. Raises
    ``pikepdf.PdfError`` where it is no PDF.
    """
    parts: list[str] = []
    for number, page in enumerate(read_pdf(io.BytesIO(pdf)).pages, 1):
        parts.append(f"page {number}")
        for font, text, x, y in positions(page):
            parts += [font, text, str(round(x / STEP)), str(round(y / STEP))]
    return digest(*parts)[:16]
