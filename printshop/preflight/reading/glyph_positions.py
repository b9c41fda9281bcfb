"""Where the glyphs of a file stand: what a person has looked at, apart from colours and pictures.

Two engines may set the same words in the same layout otherwise. Whether they did is told by the
glyphs: font, text and origin of each, in the order in which they are painted. A line that breaks
elsewhere moves glyphs by millimetres; what differs by less than ``STEP`` nobody sees.
"""

import io

from printshop.preflight.reading.facts import PageReading
from printshop.preflight.reading.read import read_pdf
from printshop.shop.yaml_file import digest

STEP = 0.05  # mm
Position = tuple[str, str, float, float]  # a glyph: its font without subset tag, its text, x and y


def positions(page: PageReading) -> list[Position]:
    """The glyphs of a page in mm from its trim's lower left, in the order of the content."""
    return [(run.font.split("+")[-1], g.text, g.x, g.y) for run in page.runs for g in run.glyphs]


def look_digest(pdf: bytes) -> str:
    """A digest of where the glyphs of a file stand. Raises ``pikepdf.PdfError`` where it is none.

    The file is taken as the renderer writes it: the printing conditions show the same artwork.
    """
    parts: list[str] = []
    for number, page in enumerate(read_pdf(io.BytesIO(pdf)).pages, 1):
        parts.append(f"page {number}")
        for font, text, x, y in positions(page):
            parts += [font, text, str(round(x / STEP)), str(round(y / STEP))]
    return digest(*parts)[:16]
