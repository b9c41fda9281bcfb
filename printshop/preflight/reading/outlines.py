"""The outlines of glyphs, from the font programs that a file embeds.

A font program is opened when the first of its outlines is asked for. Those of all sizes and
conditions of a piece are alike, so what was drawn is kept in the process, by the program's bytes.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from typing import Any

import pikepdf

from printshop.pdf.geometry import Extent, Polygon, bounding_box
from printshop.preflight.reading.font_programs import Program

STEPS = 4  # line segments per curve of a glyph
LARGEST_PROGRAM = 16 << 20  # bytes
IDENTITY_MAPS = ("/Identity-H", "/Identity-V")

Outline = tuple[tuple[Polygon, ...], Extent]  # in units of the type size, and their bounding box
NO_INK: Outline = ((), Extent(0.0, 0.0, -1.0, -1.0))


@dataclass(frozen=True, eq=False)
class Outlines:
    """The outlines of a composite font with TrueType or OpenType outlines.

    ``gids`` is its CIDToGIDMap (ISO 32000-1, table 117): two bytes for each code; empty where codes
    are glyph indices.
    """

    program: bytes
    gids: bytes = b""

    @cached_property
    def _font(self) -> "_Program":
        return _program(self.program)

    def outline(self, code: int) -> Outline | None:
        """The closed polygons of a glyph and their box; None where it cannot be drawn."""
        if self.gids:
            high = self.gids[2 * code : 2 * code + 2]
            code = high[0] << 8 | high[1] if len(high) == 2 else 0
        font = self._font
        return font.drawn[code] if code in font.drawn else font.outline(code)


def outlines_of(encoding: Any, program: Program | None, gids: bytes | None) -> Outlines | None:
    """The outlines of a composite font; None where codes are no glyph indices, or without any.

    ``encoding``: its Encoding; ``program`` and ``gids``: its font program and its CIDToGIDMap.
    """
    if not isinstance(encoding, pikepdf.Name) or encoding not in IDENTITY_MAPS:
        return None
    if program is None or not program.is_sfnt or len(program.data) > LARGEST_PROGRAM:
        return None
    return Outlines(program.data, gids or b"")


@lru_cache(maxsize=64)
def _program(data: bytes) -> "_Program":
    return _Program(data)


class _Program:
    """A font program, opened, with the outlines that were drawn so far by glyph index."""

    def __init__(self, data: bytes) -> None:
        self.drawn: dict[int, Outline | None] = {}
        self.glyphs: Any = None
        # Imported here: a file in which no type is near an edge needs no outlines.
        from fontTools.ttLib import TTFont

        try:
            font = TTFont(BytesIO(data), lazy=True)
            self.names = [f"g{n}" for n in range(font["maxp"].numGlyphs)]
            font.setGlyphOrder(self.names)  # a subset has no names, and needs none
            self.unit = 1 / font["head"].unitsPerEm
            self.glyphs = font.getGlyphSet()
        except Exception:  # noqa: BLE001  # a damaged font program can cause any
            self.glyphs = None

    def outline(self, glyph: int) -> Outline | None:
        """The outline of a glyph index."""
        if glyph not in self.drawn:
            self.drawn[glyph] = self._draw(glyph)
        return self.drawn[glyph]

    def _draw(self, glyph: int) -> Outline | None:
        if self.glyphs is None or not 0 <= glyph < len(self.names):
            return None
        from fontTools.pens.recordingPen import DecomposingRecordingPen

        pen = DecomposingRecordingPen(self.glyphs)
        try:
            self.glyphs[self.names[glyph]].draw(pen)
            polygons = tuple(p for p in _polygons(pen.value, self.unit) if len(p) > 2)
        except Exception:  # noqa: BLE001  # a damaged font program can cause any
            return None
        if not polygons:
            return NO_INK
        return polygons, bounding_box([point for polygon in polygons for point in polygon])


def _polygons(steps: list[Any], unit: float) -> list[Polygon]:
    """The contours that a pen recorded, with curves flattened, scaled by ``unit``."""
    contours: list[Polygon] = []
    for op, operands in steps:
        points = [(unit * p[0], unit * p[1]) for p in operands if p is not None]
        if op == "moveTo":
            contours.append(points)
        elif op == "lineTo":
            contours[-1] += points
        elif op == "curveTo":
            contours[-1] += _cubic(contours[-1][-1], points)
        elif op == "qCurveTo":
            if operands[-1] is None:  # a contour of control points alone
                (ax, ay), (bx, by) = points[-1], points[0]
                start = ((ax + bx) / 2, (ay + by) / 2)
                contours.append([start])
                points = [*points, start]
            contours[-1] += _quadratics(contours[-1][-1], points)
    return contours


def _quadratics(start: tuple[float, float], points: Polygon) -> Polygon:
    """A TrueType spline: between two control points lies a point of the curve."""
    flat: Polygon = []
    for n, (bx, by) in enumerate(points[:-1]):
        (ax, ay), (cx, cy) = start, points[n + 1]
        if n < len(points) - 2:
            cx, cy = (bx + cx) / 2, (by + cy) / 2
        for step in range(1, STEPS + 1):
            t = step / STEPS
            u = 1 - t
            k, m, o = u * u, 2 * u * t, t * t
            flat.append((k * ax + m * bx + o * cx, k * ay + m * by + o * cy))
        start = (cx, cy)
    return flat


def _cubic(start: tuple[float, float], points: Polygon) -> Polygon:
    """One cubic curve."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = (start, *points)
    flat: Polygon = []
    for step in range(1, STEPS + 1):
        t = step / STEPS
        u = 1 - t
        k, m, o, q = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        flat.append((k * ax + m * bx + o * cx + q * dx, k * ay + m * by + o * cy + q * dy))
    return flat
