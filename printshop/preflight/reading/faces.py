"""The fonts of a finished PDF: what they are called, how wide their glyphs are, what those say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

from printshop.pdf.geometry import IDENTITY, Matrix, matrix
from printshop.pdf.objects import get
from printshop.preflight.reading.facts import Font

MOST = 65536  # glyphs of a font
UNKNOWN = "\ufffd"  # stands for a letter of a font that has no text layer


NO_LETTERS = {"\0", "\ufeff", "\ufffe"}


@dataclass
class Face:
    """A font as it is read: its glyphs' widths in thousandths of the size, and their texts.

    Of a Type 3 font also its glyphs as content streams, the matrix that leads from them to the
    text (ISO 32000-1, 9.6.5), and ``unit``, which makes thousandths of its widths.
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

    @cached_property
    def mute(self) -> frozenset[int]:
        """Codes whose letters no text may have (ISO 14289-1, 7.21.7)."""
        return frozenset(c for c, text in self.texts.items() if NO_LETTERS & set(text))


def read_face(item: Any) -> Face:
    """The font that a font dictionary describes (ISO 32000-1, 9.6 to 9.10), whatever it lacks."""
    wide = str(get(item, "/Subtype")) == "/Type0"
    drawn = str(get(item, "/Subtype")) == "/Type3"
    inner = item
    if wide:
        inner = get(item, "/DescendantFonts")
        inner = inner[0] if isinstance(inner, pikepdf.Array) and len(inner) else item
    descriptor = get(inner, "/FontDescriptor")
    embedded = drawn or any(
        get(descriptor, key) is not None for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )
    cmap = get(item, "/ToUnicode")
    texts = _to_unicode(cmap.read_bytes()) if isinstance(cmap, pikepdf.Stream) else {}
    name = get(item, "/BaseFont") or get(item, "/Name") or "/?"
    font = Font(str(name)[1:], embedded, cmap is not None, wide)
    widths = dict(_wide_widths(get(inner, "/W"))) if wide else dict(_widths(item))
    face = Face(font, wide, widths, float(get(inner, "/DW") or 1000) if wide else 0.0, texts)
    face.key = item.objgen
    if cmap is None and wide:
        face.blank = UNKNOWN
    elif cmap is None:
        face.texts = {code: chr(code) for code in range(32, 256)}
    if drawn:
        face.matrix = matrix(get(item, "/FontMatrix") or (0.001, 0, 0, 0.001, 0, 0))
        face.unit = 1000 * face.matrix[0]
        glyphs = get(item, "/CharProcs")
        face.glyphs = [g for _, g in glyphs.items()] if glyphs is not None else []
        face.resources = get(item, "/Resources")
    return face


def _wide_widths(array: Any) -> Iterator[tuple[int, float]]:
    items = list(array) if isinstance(array, pikepdf.Array) else []
    i = 0
    while i + 1 < len(items):
        first = int(items[i])
        if isinstance(items[i + 1], pikepdf.Array):
            for step, width in enumerate(items[i + 1]):
                yield first + step, float(width)
            i += 2
        elif i + 2 < len(items):
            for code in range(first, min(int(items[i + 1]) + 1, first + MOST)):
                yield code, float(items[i + 2])
            i += 3
        else:
            return


def _widths(item: Any) -> Iterator[tuple[int, float]]:
    first = int(get(item, "/FirstChar") or 0)
    for step, width in enumerate(get(item, "/Widths") or ()):
        yield first + step, float(width)


_BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>")
_BFRANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f\s]+>|\[[^\]]*\])")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")


def _to_unicode(cmap: bytes) -> dict[int, str]:
    texts: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in _BFCHAR.findall(block):
            texts[int(code, 16)] = _text(text)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, text in _BFRANGE.findall(block):
            first = int(low, 16)
            many = min(max(int(high, 16) - first + 1, 0), MOST)
            if text.startswith(b"["):
                for step, one in zip(range(many), _HEX.findall(text), strict=False):
                    texts[first + step] = _text(one)
                continue
            start = _text(text[1:-1])
            for step in range(many if start else 0):
                last = min(ord(start[-1]) + step, 0x10FFFF)
                texts[first + step] = start[:-1] + chr(last)
    return texts


def _text(digits: bytes) -> str:
    plain = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(plain + "0" * (len(plain) % 2)).decode("utf-16-be", "replace")


def codes(raw: bytes, wide: bool) -> list[int] | bytes:
    """The glyph codes of a string: two bytes each in a composite font."""
    if not wide:
        return raw
    if len(raw) == 2:
        return [raw[0] << 8 | raw[1]]
    return [raw[i] << 8 | raw[i + 1] for i in range(0, len(raw) - 1, 2)]
