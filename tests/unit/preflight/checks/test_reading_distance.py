"""Reading distance: the height of letters, by their outlines."""

from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from printshop.pdf.geometry import Clip
from printshop.preflight.checks.reading_distance import letter_height
from printshop.preflight.reading.facts import Drawn, Glyph, Run
from printshop.preflight.reading.outlines import Outlines
from printshop.shop.units import MM
from tests.conftest import CHECKOUT
from tests.unit.preflight.checks.cases import BLACK

NOTO = CHECKOUT / "fonts/noto-sans/NotoSans-Regular.ttf"
VAZIR = CHECKOUT / "fonts/vazirmatn/Vazirmatn-Regular.ttf"
SIZE = 72.0  # pt


def run(font: Path, text: str) -> Run:
    """A run of single letters, as a page has them."""
    opened = TTFont(font)
    names = opened.getBestCmap()
    glyph_of = {ord(c): opened.getGlyphID(names[ord(c)]) for c in text}
    glyphs = tuple(Glyph(glyph_of[ord(c)], c, 10.0 * n, 50.0, 8.0) for n, c in enumerate(text))
    em = SIZE * MM
    drawn = Drawn(Outlines(font.read_bytes()), (em, 0.0, 0.0, em, 0.0, 0.0), Clip())
    return Run(font.stem, SIZE, BLACK, glyphs, False, drawn=drawn)


def metric(font: Path, name: str) -> float:
    """A height of the font's own table, in mm."""
    opened = TTFont(font)
    return float(getattr(opened["OS/2"], name) / opened["head"].unitsPerEm * SIZE * MM)


@pytest.mark.parametrize("text", ["Dichterbij dan je denkt", "По-близо, отколкото мислиш", "nog"])
def test_the_x_height(text: str) -> None:
    """It is the font's own to within the overshoot of round letters, in Latin and Cyrillic."""
    height = letter_height([run(NOTO, text.replace(" ", ""))])
    assert height == pytest.approx(metric(NOTO, "sxHeight"), rel=0.03)


def test_figures_have_their_height() -> None:
    """A number has no small letter: its figures are about as high as capitals."""
    height = letter_height([run(NOTO, "+3278055800")])
    assert height == pytest.approx(metric(NOTO, "sCapHeight"), rel=0.03)


def test_a_script_without_small_letters() -> None:
    """Arabic is as high as its alef."""
    alef = letter_height([run(VAZIR, "ا")])
    assert alef is not None
    assert letter_height([run(VAZIR, "الاستغلالاقرب")]) == pytest.approx(alef, rel=0.1)


def test_nothing_is_drawn() -> None:
    """Marks alone have no height that is read, and unknown outlines none that is measured."""
    assert letter_height([run(NOTO, ".-")]) is None
    assert letter_height([]) is None


@pytest.mark.parametrize("text", ["nog", "+3278055800"])
def test_turned_type_is_as_high(text: str) -> None:
    """A line that runs upwards is measured across it, from its baseline to the left."""
    upright = run(NOTO, text)
    em = SIZE * MM
    drawn = Drawn(Outlines(NOTO.read_bytes()), (0.0, em, -em, 0.0, 0.0, 0.0), Clip())
    glyphs = tuple(g._replace(x=50.0, y=g.x) for g in upright.glyphs)
    turned = replace(upright, glyphs=glyphs, direction=(0.0, 1.0), drawn=drawn)
    assert letter_height([turned]) == pytest.approx(letter_height([upright]))
