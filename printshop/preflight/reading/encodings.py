"""Encodings of simple fonts: the glyph name of each code, and the text that it stands for.

ISO 32000-1, 9.6.6 and annex D. Names mean what the Adobe Glyph List says.
"""

from functools import cache
from typing import Any

import pikepdf

from printshop.pdf.objects import array, get, name_text

Encoding = dict[int, str | None]  # glyph names by code; None: as the font program has it
SYMBOLIC = 4  # bit of a font descriptor's Flags (table 123)


def encoding_of(font: Any) -> Encoding:
    """The glyph names that a simple font's dictionary gives its codes; without those built in."""
    item = get(font, "/Encoding")
    base = get(item, "/BaseEncoding") if isinstance(item, pikepdf.Dictionary) else item
    names = _named(str(base)) if isinstance(base, pikepdf.Name) else {}
    if not names and isinstance(item, pikepdf.Dictionary) and not _is_symbolic(font):
        names = _named("/StandardEncoding") if get(font, "/Subtype") == "/TrueType" else {}
    encoding: Encoding = dict(names)
    code = 0
    for entry in array(get(item, "/Differences")):
        if isinstance(entry, pikepdf.Name):
            encoding[code] = name_text(entry)
            code += 1
        else:
            code = int(entry)
    return encoding


def _is_symbolic(font: Any) -> bool:
    flags = get(font, "/FontDescriptor", "/Flags")
    return isinstance(flags, int) and bool(flags & SYMBOLIC)


def text_of(name: str) -> str:
    """The text of a glyph name, such as ``eacute``, ``uni00E9``, ``f_i``; empty without one."""
    from fontTools.agl import toUnicode

    return str(toUnicode(name))


def standard_text(code: int) -> str:
    """The text of a code in StandardEncoding, or of the same number; empty without one."""
    name = _named("/StandardEncoding").get(code)
    return text_of(name) if name else ""


@cache
def _named(name: str) -> dict[int, str]:
    """The glyph names of a predefined encoding (annex D.2); of another name, none."""
    # Imported here: a font with a text layer and no glyph in question needs no names.
    from fontTools.agl import UV2AGL
    from fontTools.encodings.MacRoman import MacRoman
    from fontTools.encodings.StandardEncoding import StandardEncoding

    if name == "/WinAnsiEncoding":
        texts = {
            code: bytes([code]).decode("cp1252", "ignore") or "\u2022" for code in range(32, 256)
        }
        texts |= {0x7F: "\u2022", 0xA0: " ", 0xAD: "-"}
        names = {code: UV2AGL.get(ord(text), "") for code, text in texts.items()}
        names |= {0xB2: "twosuperior", 0xB3: "threesuperior", 0xB9: "onesuperior"}
        return {code: glyph for code, glyph in names.items() if glyph}
    listed = {"/MacRomanEncoding": MacRoman, "/StandardEncoding": StandardEncoding}.get(name, ())
    return {code: glyph for code, glyph in enumerate(listed) if code > 31 and glyph != ".notdef"}
