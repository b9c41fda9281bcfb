"""The fonts of a finished PDF: what they are called, how wide their glyphs are, what those say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Font:
    """A font as the file lists it."""

    name: str
    embedded: bool
    unicode: bool

    @property
    def family(self) -> str:
        """The family's name without subset tag, in words."""
        return self.name.split("+")[-1].replace("-", " ")


@dataclass
class Face:
    """A font as it is read: its glyphs' widths in thousandths of the size, and their texts."""

    font: Font
    wide: bool
    widths: dict[int, float]
    default: float
    texts: dict[int, str]


def read_face(item: Any) -> Face:
    """The font that a font dictionary describes (ISO 32000-1, 9.6 to 9.10)."""
    wide = item.get("/Subtype") == "/Type0"
    inner = item.DescendantFonts[0] if wide else item
    descriptor = inner.get("/FontDescriptor", {})
    embedded = any(k in descriptor for k in ("/FontFile", "/FontFile2", "/FontFile3"))
    embedded = embedded or item.get("/Subtype") == "/Type3"
    texts = _to_unicode(item.ToUnicode.read_bytes()) if "/ToUnicode" in item else {}
    font = Font(str(item.get("/BaseFont", "/?"))[1:], embedded, "/ToUnicode" in item)
    widths = dict(_wide_widths(inner.get("/W", []))) if wide else dict(_widths(item))
    return Face(font, wide, widths, float(inner.get("/DW", 1000)) if wide else 0.0, texts)


def _wide_widths(array: Any) -> Iterator[tuple[int, float]]:
    items = list(array)
    i = 0
    while i < len(items):
        first = int(items[i])
        if isinstance(items[i + 1], pikepdf.Array):
            for step, width in enumerate(items[i + 1]):
                yield first + step, float(width)
            i += 2
        else:
            for code in range(first, int(items[i + 1]) + 1):
                yield code, float(items[i + 2])
            i += 3


def _widths(item: Any) -> Iterator[tuple[int, float]]:
    first = int(item.get("/FirstChar", 0))
    for step, width in enumerate(item.get("/Widths", [])):
        yield first + step, float(width)


_BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_BFRANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def _to_unicode(cmap: bytes) -> dict[int, str]:
    texts: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in _BFCHAR.findall(block):
            texts[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, text in _BFRANGE.findall(block):
            start = int(text, 16)
            for step in range(min(int(high, 16) - int(low, 16) + 1, 65536)):
                texts[int(low, 16) + step] = chr(start + step)
    return texts


def codes(raw: bytes, wide: bool) -> list[int]:
    """The glyph codes of a string: two bytes each in a composite font."""
    if not wide:
        return list(raw)
    return [int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw) - 1, 2)]
