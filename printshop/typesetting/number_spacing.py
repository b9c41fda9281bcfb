"""Number spacing: a phone number, its glyphs placed by the outlines of its font.

Side bearings differ from digit to digit: equal spaces look unequal, and a number's edges stand
beside those of its column. So here the white between the inks is given instead. A number remains
one text in one tag. Kerning and letter-spacing have no part in it.
"""

import io
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from typing import Any

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from printshop.typesetting.glyph_ink import font_file

STYLE = "--number: by-outlines; letter-spacing: normal; font-kerning: none"  # of a number, in CSS
PROPERTY = "__number"  # as the renderer calls the first of them
# White between inks, in 1/1000 em. Under LARGE pt two stems that meet over a gap of GROUPS would
# make one group of two.
GROUPS, SMALL_GROUPS, LARGE = 240, 300, 30
AFTER_PLUS = 75
LEAST = 30  # between two digits of a group
# Pango's numbers from here on are no glyphs of a font: such is a space at which a line ends.
NOTHING = 0x0FFFFFFF


@dataclass(frozen=True)
class Placed:
    """A glyph of a number: by how much its origin is moved, and its advance, in 1/1000 em."""

    offset: int
    advance: int


@dataclass(frozen=True)
class _Glyph:
    """A glyph's ink from its origin, None without ink, and its advance, in 1/1000 em."""

    ink: tuple[float, float] | None
    advance: float


def place(font: bytes, index: int, glyphs: tuple[int, ...], size: float) -> list[Placed]:
    """The place of each glyph of a number, given in the order of reading, at a size in pt.

    ``index`` is the font's in a collection. Ink begins at 0 and ends at the sum of the advances.
    Raises ``fontTools.ttLib.TTLibError`` where the bytes are no font.
    """
    shapes = [_glyph(font, index, glyph) for glyph in glyphs]
    plus, groups = _plus(font, index), GROUPS if size >= LARGE else SMALL_GROUPS
    origins: list[float] = []
    pen, end, last = 0.0, 0.0, -1  # where advance and ink end; the last glyph with ink
    for n, shape in enumerate(shapes):
        if shape.ink:
            left, right = shape.ink
            gap = max(LEAST, pen + left - end)
            if last < 0:
                gap = 0
            elif last < n - 1:
                gap = groups
            elif glyphs[last] == plus:
                gap = AFTER_PLUS
            pen = end + gap - left
            end, last = pen + right, n
        origins.append(pen)
        pen += shape.advance
    # The first glyph is drawn to the left of where the number starts, by its side bearing.
    edges = [0, *(round(origin) for origin in origins[1:]), round(end)]
    offsets = [round(origins[0]) if origins else 0, *[0] * (len(glyphs) - 1)]
    return [
        Placed(offset, edges[n + 1] - edges[n]) for n, offset in enumerate(offsets[: len(glyphs)])
    ]


@lru_cache(maxsize=8)
def _opened(font: bytes, index: int) -> TTFont:
    return TTFont(io.BytesIO(font), fontNumber=index, lazy=True)


@lru_cache(maxsize=8)
def _plus(font: bytes, index: int) -> int:
    """The plus of a font: its glyph ID, -1 where it has none."""
    opened = _opened(font, index)
    name = opened.getBestCmap().get(ord("+"))
    return -1 if name is None else int(opened.getGlyphID(name))


@lru_cache(maxsize=256)
def _glyph(font: bytes, index: int, glyph: int) -> _Glyph:
    if glyph >= NOTHING:
        return _Glyph(None, 0)
    opened = _opened(font, index)
    outlines, name = opened.getGlyphSet(), opened.getGlyphName(glyph)
    pen, em = BoundsPen(outlines), opened["head"].unitsPerEm / 1000
    outlines[name].draw(pen)
    ink = (pen.bounds[0] / em, pen.bounds[2] / em) if pen.bounds else None
    return _Glyph(ink, outlines[name].width / em)


@lru_cache
def install(line_break: Any) -> None:
    """Patch the renderer's module ``text.line_break``, once."""
    first_line_of, size_of = line_break.Layout.get_first_line, line_break.line_size

    def get_first_line(self: Any) -> Any:
        line, index = first_line_of(self)
        if run := _run(line, self.style):
            _set(run, self.style["font_size"], line_break.TO_UNITS)
        return line, index

    def line_size(line: Any, style: Any) -> tuple[float, float]:
        width, height = size_of(line, style)
        if run := _run(line, style):  # Pango has measured the line before
            infos = run.glyphs.glyphs[0 : run.glyphs.num_glyphs]
            width = sum(info.geometry.width for info in infos) / line_break.TO_UNITS
        return width, height

    line_break.Layout.get_first_line, line_break.line_size = get_first_line, line_size


def _run(line: Any, style: Any) -> Any:
    """The glyphs of a line that is a number, of one font; else None, and it stays as it is."""
    try:
        is_number = style[PROPERTY]
    except KeyError:  # text in an SVG has no variables of CSS
        return None
    if is_number and line.runs and not line.runs[0].next:
        return line.runs[0].data
    return None


def _set(run: Any, pixels: float, units: int) -> None:
    """Place the glyphs of a run that is ``pixels`` large; a pixel has so many ``units``."""
    font, index = font_file(run.item.analysis.font)
    infos = run.glyphs.glyphs[0 : run.glyphs.num_glyphs]
    glyphs = tuple(int(info.glyph) for info in infos)
    for info, placed in zip(infos, place(font, index, glyphs, pixels * 72 / 96), strict=True):
        natural = round(_glyph(font, index, info.glyph).advance) + placed.offset
        # The renderer writes whole thousandths, of a difference that it cuts off: none may lack.
        exactly = floor if placed.advance < natural else ceil
        info.geometry.x_offset = round(placed.offset * pixels)
        info.geometry.width = exactly(placed.advance * pixels * units / 1000)
