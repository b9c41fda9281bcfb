"""Number spacing: the white between the inks of a number's glyphs, worked out from the font."""

import io
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from printshop.shop.job import Rendering, Shop
from printshop.typesetting import number_spacing, render
from printshop.typesetting.number_spacing import Placed, place
from printshop.typesetting.typeset import typeset
from tests.unit.typesetting.cards import card

FONTS = Path(__file__).resolve().parents[3] / "fonts"
FACES = [
    "fira-sans-extra-condensed/FiraSansExtraCondensed-Bold.ttf",
    "fira-sans-extra-condensed/FiraSansExtraCondensed-ExtraBold.ttf",
    "noto-sans/NotoSans-Regular.ttf",
    "noto-sans/NotoSans-SemiBold.ttf",
    "noto-sans/NotoSans-Bold.ttf",
]
FIGURES = FACES[1]
NUMBERS = ["+32 78 055 800", "+32 2 511 64 64", "+32 3 201 16 90", "+32 4 232 40 30", "101", "7"]


def glyphs_of(font: bytes, text: str) -> tuple[int, ...]:
    """The glyph IDs of a text, one for each character."""
    opened = TTFont(io.BytesIO(font))
    names = opened.getBestCmap()
    return tuple(opened.getGlyphID(names[ord(c)]) for c in text)


def inks(font: bytes, text: str, size: float) -> list[tuple[float, float]]:
    """Where the ink of each glyph begins and ends, in 1/1000 em; the last pair is the number's."""
    opened = TTFont(io.BytesIO(font))
    outlines, names, em = opened.getGlyphSet(), opened.getBestCmap(), opened["head"].unitsPerEm
    pen, found = 0, []
    for char, placed in zip(text, place(font, 0, glyphs_of(font, text), size), strict=True):
        bounds = BoundsPen(outlines)
        outlines[names[ord(char)]].draw(bounds)
        if bounds.bounds:
            x0, _, x1, _ = (1000 * side / em for side in bounds.bounds)
            found.append((pen + placed.offset + x0, pen + placed.offset + x1))
        pen += placed.advance
        # An offset moves a glyph and no other: the first, since what follows starts from its pen.
        assert placed.offset == 0 or len(found) == 1
    return [*found, (0, pen)]


@pytest.mark.parametrize("size", [8, 29.9, 30, 126.2])
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("face", FACES)
def test_white_between_inks(face: str, number: str, size: float) -> None:
    """Groups, plus and digits of a group are as far apart as wanted; ink fills the whole width."""
    font = (FONTS / face).read_bytes()
    *found, whole = inks(font, number, size)
    assert found[0][0] == pytest.approx(0, abs=1)
    assert found[-1][1] == pytest.approx(whole[1], abs=1)
    gaps = [b[0] - a[1] for a, b in pairwise(found)]
    between = iter(gaps)
    for before, after in pairwise(number):
        if after == " ":
            continue
        gap = next(between)
        if before == " ":
            assert gap == pytest.approx(240 if size >= 30 else 300, abs=1)
        elif before == "+":
            assert gap == pytest.approx(75, abs=1)
        else:
            assert gap >= 29
    assert not list(between)


def test_width_of_the_hotline() -> None:
    """The number fills 261 mm at 126.2 pt, as the grids of the design say: 5.861 em."""
    font = (FONTS / FIGURES).read_bytes()
    placed = place(font, 0, glyphs_of(font, NUMBERS[0]), 126.2)
    assert sum(p.advance for p in placed) == 5861
    assert placed[0] == Placed(-31, 482)


def test_without_ink() -> None:
    """A number of spaces, or of nothing, has no width and no fault."""
    font = (FONTS / FIGURES).read_bytes()
    assert place(font, 0, (), 12) == []
    assert sum(p.advance for p in place(font, 0, glyphs_of(font, "  "), 12)) == 0


@pytest.mark.parametrize("face", [f for f in FACES if f.startswith("noto")])
def test_a_text_face_has_the_gaps_by_nature(face: str) -> None:
    """So a number in running text stays as its face sets it."""
    font = TTFont(FONTS / face)
    names, table, metrics = font.getBestCmap(), font["glyf"], font["hmtx"].metrics
    em = font["head"].unitsPerEm / 1000
    digits = [names[ord(c)] for c in "0123456789"]
    right = min((metrics[d][0] - table[d].xMax) / em for d in digits)
    left = min(metrics[d][1] / em for d in digits)
    assert right + metrics[names[ord(" ")]][0] / em + left > number_spacing.SMALL_GROUPS - 20
    assert right + left > number_spacing.LEAST


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_number_remains_one_text(opened_shop: Shop, language: str) -> None:
    """The number is one token in one place, as wide as its ink; so are its links and its text."""
    made, findings = typeset(card(opened_shop, "{hotline}", language))
    assert isinstance(made, Rendering), findings
    phones = [t for t in made.tokens if t.token.words == "+32 470 12 34 56"]
    assert len(phones) == 2
    shown = max(phones, key=lambda t: t.box[3] - t.box[1])
    size = next(fit.size for fit in made.fits if fit.slot == "hotline-number")
    font = (FONTS / FIGURES).read_bytes()
    width = sum(p.advance for p in place(font, 0, glyphs_of(font, "+32 470 12 34 56"), size))
    assert shown.box[2] - shown.box[0] == pytest.approx(width / 1000 * size * 96 / 72, abs=0.1)


def test_letter_spacing_has_no_part(opened_shop: Shop) -> None:
    """Neither kerning nor letter-spacing of a style changes a number."""
    composition = card(opened_shop, "x")
    sheet = "<style>p { font: 800 40px 'Fira Sans Extra Condensed' } bdi { %s }</style>"
    markup = "<p style='letter-spacing: 2px; white-space: nowrap'><bdi>+32 78 055 800</bdi></p>"
    html = sheet % number_spacing.STYLE + markup
    document = render.set_document(composition, html, styled=False)
    boxes = render.walk(document.pages[0]._page_box)
    assert [b.width for b in boxes if getattr(b, "text", "")] == [
        pytest.approx(5.861 * 40, abs=0.1)
    ]
