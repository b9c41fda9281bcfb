"""Subsets of fonts: what is shown is drawn as before, and nothing else is kept."""

import io
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from printshop.typesetting.font_subset import subset

ROOT = Path(__file__).resolve().parents[3]
FONTS = sorted([*(ROOT / "fonts").rglob("*.ttf"), *(ROOT / "tests/fonts").rglob("*.ttf")])


def opened(font: bytes) -> TTFont:
    """A font whose glyphs are called by their numbers; a subset has no names."""
    file = TTFont(io.BytesIO(font), lazy=True)
    file.setGlyphOrder([str(n) for n in range(file["maxp"].numGlyphs)])
    return file


def drawn(font: TTFont, glyph: int) -> list[Any]:
    """The outline of a glyph, its components put together."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[str(glyph)].draw(pen)
    return list(pen.value)


def numbers(path: Path) -> list[int]:
    """Glyphs of some letters, plain and put together, and the last one of the font."""
    font = TTFont(io.BytesIO(path.read_bytes()), lazy=True)
    known = font.getBestCmap()
    letters = [known[ord(c)] for c in "aéŠñ شپ ককি1" if ord(c) in known]
    return [*map(font.getGlyphID, letters), font["maxp"].numGlyphs - 1]


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_glyphs_are_drawn_as_before(path: Path) -> None:
    """Outline, advance and side bearing, under the same number; the file is much smaller."""
    font, glyphs = path.read_bytes(), numbers(path)
    made = subset(font, glyphs, hinting=False, notdef=False)
    before, after = opened(font), opened(made)
    for glyph in glyphs:
        assert drawn(after, glyph) == drawn(before, glyph)
        assert after["hmtx"][str(glyph)] == before["hmtx"][str(glyph)]
    assert sorted(after.reader.keys()) == ["glyf", "head", "hhea", "hmtx", "loca", "maxp"]
    assert len(made) < len(font) / 2


@pytest.mark.parametrize("path", FONTS[:1], ids=lambda path: path.stem)
def test_other_glyphs_are_empty(path: Path) -> None:
    """Nothing is kept but what is shown; .notdef only when asked for."""
    font = path.read_bytes()
    for notdef in (False, True):
        after = opened(subset(font, [70], hinting=False, notdef=notdef))
        filled = {n for n in range(after["maxp"].numGlyphs) if drawn(after, n)}
        parts = {int(n) for n in opened(font)["glyf"].glyphs["70"].getComponentNames(after["glyf"])}
        assert filled == {70} | parts | ({0} if notdef else set())


def test_the_same_bytes() -> None:
    """Neither the order of a set nor what was made before decides; nor do numbers too high."""
    font = FONTS[0].read_bytes()
    first = subset(font, [5, 90, 40], hinting=False, notdef=False)
    subset(font, [7, 8], hinting=True, notdef=True)
    assert subset(font, {40, 5, 90, 65_000}, hinting=False, notdef=False) == first


def test_hinting_is_kept_where_it_is_asked_for() -> None:
    """Its programs stay with it."""
    font = next(f for f in map(Path.read_bytes, FONTS) if "fpgm" in opened(f))
    kept = opened(subset(font, [40], hinting=True, notdef=False))
    assert {"fpgm", "prep", "cvt "} <= set(kept.reader.keys())
    assert kept["maxp"].maxStackElements > 0


def test_a_font_of_another_kind() -> None:
    """PostScript outlines go another way, to the same end."""
    builder = FontBuilder(1000, isTTF=False)
    names = [".notdef", "a", "b"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({97: "a", 98: "b"})
    outlines = {}
    for n, name in enumerate(names):
        pen = T2CharStringPen(500, None)
        pen.moveTo((0, 0))
        pen.lineTo((100 + n, 0))
        pen.lineTo((100, 100))
        pen.closePath()
        outlines[name] = pen.getCharString()
    builder.setupCFF("Example", {"FullName": "Example"}, outlines, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Example", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    made = subset(file.getvalue(), [2], hinting=False, notdef=False)
    assert made == subset(file.getvalue(), [2], hinting=False, notdef=False)
    assert made[:4] == b"OTTO"
    glyphs = TTFont(io.BytesIO(made)).getGlyphSet()
    pens = [DecomposingRecordingPen(glyphs) for _ in names]
    for pen, name in zip(pens, glyphs, strict=True):
        glyphs[name].draw(pen)
    assert [bool(pen.value) for pen in pens] == [False, False, True]
