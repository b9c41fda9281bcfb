"""The outlines of glyphs: those of the font program, at their place on the page."""

import pikepdf
import pytest

from printshop.preflight.reading.faces import read_face
from printshop.preflight.reading.glyph_ink import inks
from printshop.preflight.reading.outlines import Outlines
from tests.unit.preflight.printed import printed


def test_an_outline_is_where_the_ink_is() -> None:
    """A capital of 24 pt in Noto Sans: 714 thousandths high, on its baseline."""
    (page,) = printed("<p>E</p>").reading.pages
    (run,) = page.runs
    (ink,) = inks(run)
    height = 24 * 0.714 * 25.4 / 72
    assert ink.outline is not None
    assert ink.box.y0 == pytest.approx(run.glyphs[0].y, abs=0.01)
    assert ink.box.height == pytest.approx(height, abs=0.01)
    assert len(ink.polygons) == 1
    assert len(ink.polygons[0]) >= 12


def test_a_raised_sign_is_where_it_is_raised_to() -> None:
    """Text rise moves the ink, as of a vowel sign: those above lie above those below."""
    style = "p { font-family: Vazirmatn }"
    (page,) = printed("<p dir='rtl'>لَلِ</p>", style).reading.pages
    boxes = {ink.glyph.text: ink.box for run in page.runs for ink in inks(run)}
    above, below = boxes["\u064e"], boxes["\u0650"]
    assert above.y0 > below.y1


def test_a_program_that_cannot_be_used() -> None:
    """Damaged bytes, and a code that is not in the font, give no outline and raise nothing."""
    assert Outlines(b"no font").outline(1) is None
    (page,) = printed("<p>E</p>").reading.pages
    (run,) = page.runs
    assert run.drawn is not None
    assert run.drawn.outlines is not None
    program = run.drawn.outlines.program
    assert Outlines(program).outline(60_000) is None
    assert Outlines(program[: len(program) // 2]).outline(1) is None
    assert Outlines(program, b"\0").outline(7) == Outlines(program).outline(0)


@pytest.mark.parametrize(
    "font",
    [
        {"/Encoding": pikepdf.Name.WinAnsiEncoding},
        {"/Encoding": pikepdf.Name("/Identity-H")},
        {"/Encoding": pikepdf.Name("/Identity-H"), "/DescendantFonts": pikepdf.Array([1])},
    ],
)
def test_fonts_without_outlines(font: dict[str, pikepdf.Object]) -> None:
    """Codes that are no glyph indices, and entries that are not there."""
    assert read_face(pikepdf.Dictionary({**font, "/Subtype": pikepdf.Name.Type0})).outlines is None
