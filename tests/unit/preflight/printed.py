"""Pages of HTML, set with the fonts of the shop and read as finished files: specimens."""

from io import BytesIO
from pathlib import Path

from printshop.preflight.reading.read import read_pdf
from printshop.preflight.rules import Case
from printshop.typesetting.render import print_page
from tests.unit.preflight.checks.cases import press

ROOT = Path(__file__).resolve().parents[3]
STYLE = """@page { size: 100mm 60mm; margin: 0; background: white }
body { margin: 5mm; font: 24pt/1 "Noto Sans"; color: black } p, div { margin: 0 }"""


def printed(body: str, style: str = "") -> Case:
    """A page of 100 × 60 mm with this body, as a file that somebody else made."""
    html = f"<html lang='en'><style>{STYLE}{style}</style><body>{body}</body></html>"
    pdf, pages, _ = print_page(ROOT, html)
    assert pages == 1
    return Case(read_pdf(BytesIO(pdf)), (), press())
