"""Facts of a press file: what a person would note down about it, without its pixels."""

import io
from pathlib import Path
from typing import Any

import pikepdf

from printshop.preflight.reading.read import read_pdf
from tests.press import referees
from tests.press.pieces import piece

HERE = Path(__file__).parent
PIECES = [
    ("leaflet", "nl"),
    ("card", "nl"),
    ("card", "ar"),
    ("flyer-horeca", "nl"),
    ("poster", "nl"),
]


def path_of(name: str, language: str) -> Path:
    """Where the facts of a piece are kept."""
    return HERE / language / f"{name}.yaml"


def facts(name: str, language: str) -> dict[str, Any]:
    """Boxes in mm, fonts, inks in percent (C M Y K), words on each page."""
    pdf = piece(name, language).pdf
    reading = read_pdf(io.BytesIO(pdf))
    inks = {
        paint.space.removeprefix("/Device") + "".join(f" {100 * v:g}" for v in paint.values)
        for page in reading.pages
        for paint in page.paints
    }
    return {
        "fonts": sorted(_fonts(pdf)),
        "inks": sorted(inks),
        "pages": [
            {
                "media": _box(sheet.media),
                "bleed": _box(sheet.bleed),
                "trim": _box(sheet.trim),
                "words": _words(sheet),
            }
            for sheet in referees.sheets(pdf)
        ],
    }


def _fonts(pdf: bytes) -> set[str]:
    """Names of the fonts, without the tags of their subsets."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found: list[Any] = [page.obj.Resources.Font for page in document.pages]
        return {str(font.BaseFont).split("+")[-1] for fonts in found for font in fonts.values()}


def _box(box: tuple[float, ...]) -> str:
    return " ".join(f"{round(v, 2):g}" for v in box)


def _words(sheet: referees.Sheet) -> int:
    """Words within the bleed, as pdfium parts them."""
    inked = {id(c) for c in sheet.inked()}
    return len("".join(c.text if id(c) in inked else " " for c in sheet.chars).split())
