"""Phone numbers on the finished page, measured in its pixels: the white between their inks."""

import io
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from printshop.proofing.rasterise import rasterise_boxes
from printshop.shop.job import PlacedToken
from printshop.shop.words import FIGURES
from tests.press.pieces import ROOT, Piece, piece, real_shop

# Large numbers and small ones, all of them in the font of figures.
PIECES = [(name, tag) for tag in sorted(real_shop().languages) for name in ("card", "poster")]
PIXELS = 500  # in an em of the number
WITHIN = 0.01  # em
BESIDE = 0.1  # em to the left and to the right of a number


def em_share() -> float:
    """The em of the font of figures as a share of its lines' height."""
    folder = Path(ROOT / "fonts") / FIGURES.lower().replace(" ", "-")
    head = TTFont(next(folder.glob("*.ttf")))
    height = head["hhea"].ascent - head["hhea"].descent + head["hhea"].lineGap
    return float(head["head"].unitsPerEm / height)


@dataclass(frozen=True)
class Number:
    """A number on a page, its size in pt; in em its width, and from where to where ink stands."""

    words: str
    size: float
    width: float
    spans: list[tuple[float, float]]


def numbers(made: Piece) -> list[Number]:
    """The numbers of a piece as the pixels of its pages have them.

    Ink is where the page is unlike the ground; it is looked for beside the number, too.
    """
    return [_seen(made, placed) for placed in made.rendering.tokens if placed.token.kind == "phone"]


def _seen(made: Piece, placed: PlacedToken) -> Number:
    x0, y0, x1, y1 = (side * 72 / 96 for side in placed.box)
    em = (y1 - y0) * em_share()
    trim, bleed = made.file.boxes.trim, made.file.job.layout.bleed
    left, top = (trim[0] - bleed) * 72 / 25.4, (trim[3] + bleed) * 72 / 25.4
    with pypdfium2.PdfDocument(io.BytesIO(made.pdf)) as document:
        text = document[placed.page].get_textpage()
        boxes = [text.get_charbox(n) for n in range(text.count_chars())]
    middle = top - (y0 + y1) / 2
    across = [b for b in boxes if left + x0 < (b[0] + b[2]) / 2 < left + x1 and b[1] < b[3]]
    # A style may have moved the number off the middle of its line: the nearest glyph is one of it.
    own = min(across, key=lambda b: abs((b[1] + b[3]) / 2 - middle))
    ours = [b for b in across if b[1] < (own[1] + own[3]) / 2 < b[3]]
    bottom, above = min(b[1] for b in ours), max(b[3] for b in ours)
    box = (left + x0 - BESIDE * em, bottom, left + x1 + BESIDE * em, above)
    pages = [box] * len(made.file.job.layout.pages)
    image = rasterise_boxes(made.pdf, pages, PIXELS / em * 72, gray=True)[placed.page]
    gray = np.asarray(image, dtype=int)
    differ = abs(gray - gray[0, 0])
    # Less than half as different is a band of the artwork, or the edge of a digit.
    columns = (differ > differ.max() / 2).any(axis=0)
    edges = np.flatnonzero(np.diff(columns, prepend=False, append=False)) / PIXELS - BESIDE
    spans = [(float(a), float(b)) for a, b in edges.reshape(-1, 2)]
    return Number(placed.token.words, em, (x1 - x0) / em, spans)


@pytest.mark.parametrize(("name", "language"), PIECES)
def test_white_within_numbers(name: str, language: str) -> None:
    """Between groups, after the plus and within a group, and ink from edge to edge."""
    found = numbers(piece(name, language))
    assert found
    for number in found:
        words, spans = number.words, number.spans
        assert len(spans) == len(words.replace(" ", "")), words
        assert spans[0][0] == pytest.approx(0, abs=WITHIN)
        assert spans[-1][1] == pytest.approx(number.width, abs=WITHIN)
        gaps = iter([b[0] - a[1] for a, b in pairwise(spans)])
        for before, after in pairwise(words):
            if after == " ":
                continue
            gap = next(gaps)
            if before == " ":
                assert gap == pytest.approx(0.24 if number.size > 29.9 else 0.30, abs=WITHIN), words
            elif before == "+":
                assert gap == pytest.approx(0.075, abs=WITHIN), words
            else:
                assert gap >= 0.03 - WITHIN, words


def test_both_sizes_are_measured() -> None:
    """There are numbers of 30 pt and more, and smaller ones."""
    sizes = [n.size for n in numbers(piece("card", real_shop().campaign.source_language))]
    assert min(sizes) < 29.9 < max(sizes)
