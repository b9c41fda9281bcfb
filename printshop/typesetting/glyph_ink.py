"""Glyph ink: where a laid-out text has ink, by the outlines of the glyphs that the renderer set.

The glyphs are Pango's, so that ligatures, joined letters and marks are those that are printed. A
glyph's outline is cut into columns, each with its highest and lowest ink.
"""

from functools import lru_cache
from io import BytesIO
from math import floor
from typing import Any, NamedTuple

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

COLUMNS = 64  # in an em
PIECES = 8  # straight ones in place of a curve
UNITS = 1024  # Pango's, in a pixel of the renderer
PX = 96 / 25.4  # such pixels in a millimetre

Point = tuple[float, float]


class Ink(NamedTuple):
    """A column of ink, in mm.

    ``x0`` and ``x1`` are from the page's left, ``above`` and ``below`` from the baseline: how far
    the ink reaches over it, and how far under it.
    """

    x0: float
    x1: float
    above: float
    below: float


class _Columns(BasePen):  # type: ignore[misc]  # fontTools ships no types
    """A pen that keeps the lowest and the highest point in each column of an outline."""

    def __init__(self, glyphs: Any, width: float) -> None:
        super().__init__(glyphs)
        self.width = width
        self.heights: dict[int, tuple[float, float]] = {}
        self.start = self.here = (0.0, 0.0)

    def _moveTo(self, pt: Point) -> None:  # noqa: N802
        self.start = self.here = pt

    def _lineTo(self, pt: Point) -> None:  # noqa: N802
        (x0, y0), (x1, y1) = sorted((self.here, pt))
        for column in range(floor(x0 / self.width), floor(x1 / self.width) + 1):
            ends = max(x0, column * self.width), min(x1, (column + 1) * self.width)
            upright = x1 - x0 < 1e-6
            ys = (y0, y1) if upright else [y0 + (x - x0) * (y1 - y0) / (x1 - x0) for x in ends]
            low, high = self.heights.get(column, (ys[0], ys[0]))
            self.heights[column] = (min(low, *ys), max(high, *ys))
        self.here = pt

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:  # noqa: N802
        points = (self.here, pt1, pt2, pt3)
        for n in range(1, PIECES + 1):
            t = n / PIECES
            parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            x, y = (sum(k * p[i] for k, p in zip(parts, points, strict=True)) for i in (0, 1))
            self._lineTo((x, y))

    def _closePath(self) -> None:  # noqa: N802
        self._lineTo(self.start)


class _Face:
    """A font as Pango opened it, and the columns of its glyphs in em."""

    def __init__(self, data: bytes, index: int) -> None:
        self.font = TTFont(BytesIO(data), fontNumber=index, lazy=True)
        self.glyphs = self.font.getGlyphSet()
        self.columns: dict[int, tuple[Ink, ...]] = {}

    def ink(self, glyph: int) -> tuple[Ink, ...]:
        """The ink of a glyph by its number, in em from its origin; none where it has no outline."""
        if glyph not in self.columns:
            em = self.font["head"].unitsPerEm
            width = em / COLUMNS
            pen = _Columns(self.glyphs, width)
            if glyph < self.font["maxp"].numGlyphs:
                self.glyphs[self.font.getGlyphName(glyph)].draw(pen)
            self.columns[glyph] = tuple(
                Ink(column / COLUMNS, (column + 1) / COLUMNS, high / em, -low / em)
                for column, (low, high) in sorted(pen.heights.items())
            )
        return self.columns[glyph]


@lru_cache
def _files() -> dict[int, tuple[bytes, int]]:
    """The font files read so far, by the digest of the font's description in Pango."""
    return {}


def font_file(pango_font: Any) -> tuple[bytes, int]:
    """The file of a font of Pango, and its index in a collection; read once."""
    from weasyprint.text.ffi import harfbuzz, pango
    from weasyprint.text.fonts import get_hb_object_data, get_pango_font_key

    key, files = get_pango_font_key(pango_font)[0], _files()
    if key not in files:
        face = harfbuzz.hb_font_get_face(pango.pango_font_get_hb_font(pango_font))
        files[key] = get_hb_object_data(face), harfbuzz.hb_face_get_index(face)
    return files[key]


@lru_cache
def _faces() -> dict[int, _Face]:
    """The fonts opened so far, by the digest of their description in Pango."""
    return {}


def _face(pango_font: Any) -> tuple[_Face, float]:
    """A font of Pango, and its size in pixels."""
    from weasyprint.text.fonts import get_pango_font_key

    key, _, size = get_pango_font_key(pango_font)
    faces = _faces()
    if key not in faces:
        faces[key] = _Face(*font_file(pango_font))
    return faces[key], size


def ink_of(text: Any) -> list[list[Ink]]:
    """The ink of a text box of the renderer, glyph by glyph in columns."""
    from weasyprint.text.ffi import ffi

    layout = text.pango_layout
    layout.reactivate(text.style)
    line, _ = layout.get_first_line()
    found, x, run = [], text.position_x, line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        item, run = run.data, run.next
        face, size = _face(item.item.analysis.font)
        for info in item.glyphs.glyphs[0 : item.glyphs.num_glyphs]:
            geometry = info.geometry
            left, up = x + geometry.x_offset / UNITS, -geometry.y_offset / UNITS
            columns = [
                Ink(
                    (left + a * size) / PX,
                    (left + b * size) / PX,
                    (above * size + up) / PX,
                    (below * size - up) / PX,
                )
                for a, b, above, below in face.ink(info.glyph)
            ]
            found += [columns] if columns else []
            x += geometry.width / UNITS
    layout.deactivate()
    return found
