"""The fonts of a finished PDF: names, glyph widths, and the text of each glyph (ToUnicode)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

from printshop.pdf.geometry import IDENTITY, Matrix, matrix
from printshop.pdf.objects import get
from printshop.preflight.reading.facts import Font
from printshop.preflight.reading.outlines import Outlines, outlines_of

MOST_GLYPHS = 65536  # of a font
UNKNOWN = "\ufffd"  # the text of a glyph whose font has no ToUnicode map


NOT_TEXT = {"\0", "\ufeff", "\ufffe"}  # ISO 14289-1, 7.21.7


@dataclass
class Face:
    """A font that was read: widths in thousandths of the type size and texts, by glyph code.

    ``default`` and ``blank``: width and text of codes without one. Of a Type 3 font also
    ``glyphs``, its content streams, ``matrix``, from glyph space to text space (ISO 32000-1,
    9.6.5), and ``unit``, the factor from its widths to thousandths. ``key``: its object number.
    """

    font: Font
    wide: bool
    widths: dict[int, float]
    default: float
    texts: dict[int, str]
    blank: str = ""
    unit: float = 1.0
    matrix: Matrix = IDENTITY
    glyphs: list[Any] | None = None
    resources: Any = None
    key: tuple[int, int] = field(default=(0, 0))
    outlines: Outlines | None = None

    @cached_property
    def not_text(self) -> frozenset[int]:
        """Codes that are mapped to characters which text may not have (ISO 14289-1, 7.21.7)."""
        return frozenset(c for c, text in self.texts.items() if NOT_TEXT & set(text))


def read_face(item: Any) -> Face:
    """Read a font dictionary (ISO 32000-1, 9.6 to 9.10); entries that are missing are ignored."""
    wide = str(get(item, "/Subtype")) == "/Type0"
    type3 = str(get(item, "/Subtype")) == "/Type3"
    font_dict = item
    if wide:
        fonts = get(item, "/DescendantFonts")
        font_dict = fonts[0] if isinstance(fonts, pikepdf.Array) and len(fonts) else item
    descriptor = get(font_dict, "/FontDescriptor")
    embedded = type3 or any(
        get(descriptor, key) is not None for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )
    cmap = get(item, "/ToUnicode")
    texts = _to_unicode(cmap.read_bytes()) if isinstance(cmap, pikepdf.Stream) else {}
    name = get(item, "/BaseFont") or get(item, "/Name") or "/?"
    font = Font(str(name)[1:], embedded, cmap is not None, wide)
    widths = dict(_wide_widths(get(font_dict, "/W"))) if wide else dict(_widths(item))
    face = Face(font, wide, widths, float(get(font_dict, "/DW") or 1000) if wide else 0.0, texts)
    face.key = item.objgen
    face.outlines = outlines_of(item)
    if cmap is None and wide:
        face.blank = UNKNOWN
    elif cmap is None:
        face.texts = {code: chr(code) for code in range(32, 256)}
    if type3:
        face.matrix = matrix(get(item, "/FontMatrix") or (0.001, 0, 0, 0.001, 0, 0))
        face.unit = 1000 * face.matrix[0]
        glyphs = get(item, "/CharProcs")
        face.glyphs = [g for _, g in glyphs.items()] if glyphs is not None else []
        face.resources = get(item, "/Resources")
    return face


def _wide_widths(array: Any) -> Iterator[tuple[int, float]]:
    """The widths of a composite font, by code (ISO 32000-1, 9.7.4.3)."""
    items = list(array) if isinstance(array, pikepdf.Array) else []
    i = 0
    while i + 1 < len(items):
        first = int(items[i])
        if isinstance(items[i + 1], pikepdf.Array):
            for step, width in enumerate(items[i + 1]):
                yield first + step, float(width)
            i += 2
        elif i + 2 < len(items):
            for code in range(first, min(int(items[i + 1]) + 1, first + MOST_GLYPHS)):
                yield code, float(items[i + 2])
            i += 3
        else:
            return


def _widths(item: Any) -> Iterator[tuple[int, float]]:
    """The widths of a simple font, by code (ISO 32000-1, 9.6.2)."""
    first = int(get(item, "/FirstChar") or 0)
    for step, width in enumerate(get(item, "/Widths") or ()):
        yield first + step, float(width)


_BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>")
_BFRANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f\s]+>|\[[^\]]*\])")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")


def _to_unicode(cmap: bytes) -> dict[int, str]:
    """The texts of a ToUnicode CMap, by code (ISO 32000-1, 9.10.3)."""
    texts: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in _BFCHAR.findall(block):
            texts[int(code, 16)] = _text(text)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, text in _BFRANGE.findall(block):
            first = int(low, 16)
            count = min(max(int(high, 16) - first + 1, 0), MOST_GLYPHS)
            if text.startswith(b"["):
                for step, digits in zip(range(count), _HEX.findall(text), strict=False):
                    texts[first + step] = _text(digits)
                continue
            start = _text(text[1:-1])
            for step in range(count if start else 0):
                last = min(ord(start[-1]) + step, 0x10FFFF)
                texts[first + step] = start[:-1] + chr(last)
    return texts


def _text(digits: bytes) -> str:
    """The text of hexadecimal digits in UTF-16BE."""
    plain = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(plain + "0" * (len(plain) % 2)).decode("utf-16-be", "replace")


def codes(raw: bytes, wide: bool) -> list[int] | bytes:
    """The glyph codes of a string: two bytes each in a composite font."""
    if not wide:
        return raw
    if len(raw) == 2:
        return [raw[0] << 8 | raw[1]]
    return [raw[i] << 8 | raw[i + 1] for i in range(0, len(raw) - 1, 2)]
