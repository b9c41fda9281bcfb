"""Font programs that a file embeds: whether one can be opened, and which glyphs it has.

ISO 32000-1, 9.9. A program is opened once a font, and its glyphs are listed only where a simple
font shows type, or a composite font shows glyphs of a CFF program.
"""

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf

from printshop.pdf.objects import MALFORMED, filters, get

# Without these FreeType or others draw nothing; all further tables may be left out (9.9).
TRUETYPE = ("head", "hhea", "hmtx", "maxp", "loca", "glyf")
KEYS = ("/FontFile", "/FontFile2", "/FontFile3")
SFNT = {b"\0\1\0\0", b"true", b"OTTO", b"ttcf"}
SYMBOLS = (0, 0xF000, 0xF100, 0xF200)  # where a (3, 0) cmap may hold the codes (9.6.6.4)


def program_of(descriptor: Any) -> "Program | None":
    """The font program that a font descriptor embeds; None without one."""
    for key in KEYS:
        stream = get(descriptor, key)
        if stream is not None:
            return Program(_unpacked(stream))
    return None


def _unpacked(stream: Any) -> bytes:
    """A font program's bytes; where they are damaged, those before, as renderers take them."""
    try:
        return bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    except MALFORMED:
        pass
    parts: list[bytes] = []
    try:
        raw = stream.read_raw_bytes() if filters(stream) == ["/FlateDecode"] else b""
        unpacking = zlib.decompressobj()
        for at in range(0, len(raw), 256):
            parts.append(unpacking.decompress(raw[at : at + 256]))  # until damage
    except (*MALFORMED, zlib.error):
        pass
    return b"".join(parts)


@dataclass(frozen=True, eq=False)
class Program:
    """A font program: TrueType, OpenType, CFF or Type 1; empty where it cannot be unpacked."""

    data: bytes

    @cached_property
    def is_sfnt(self) -> bool:
        """Whether it is a TrueType or OpenType font."""
        return self.data[:4] in SFNT

    @cached_property
    def is_cff(self) -> bool:
        """Whether its outlines are CFF, by themselves or in an OpenType font."""
        return "CFF" in self.tables if self.is_sfnt else self.data[:1] == b"\1"

    @cached_property
    def tables(self) -> Mapping[str, tuple[int, int]]:
        """Start and length of the tables of a TrueType or OpenType font that lie within it."""
        tables: dict[str, tuple[int, int]] = {}
        count = int.from_bytes(self.data[4:6], "big")
        for row in range(12, min(12 + 16 * count, len(self.data) - 15), 16):
            tag, _, start, length = struct.unpack(">4sLLL", self.data[row : row + 16])
            if start + length <= len(self.data) + 3:  # the last one may lack its padding
                tables[tag.decode("latin-1").strip()] = (start, length)
        return tables

    @cached_property
    def is_broken(self) -> bool:
        """Whether no renderer can use it: FreeType cannot open it, or it lacks its outlines."""
        if self.is_sfnt and self.data[:4] != b"ttcf":
            outlines = {"CFF"} if "CFF" in self.tables else set(TRUETYPE)
            if not outlines <= self.tables.keys():
                return True
        # Imported here: a file whose type is all drawn needs no FreeType.
        from PIL import ImageFont

        try:
            ImageFont.FreeTypeFont(BytesIO(self.data), 10, layout_engine=ImageFont.Layout.BASIC)
        except (OSError, ValueError, MemoryError):
            return True
        return False

    @cached_property
    def count(self) -> int | None:
        """The number of glyphs of a TrueType or OpenType font; None where it is not known."""
        start, length = self.tables.get("maxp", (0, 0)) if self.is_sfnt else (0, 0)
        return int.from_bytes(self.data[start + 4 : start + 6], "big") if length >= 6 else None

    @cached_property
    def glyphs(self) -> "Glyphs":
        """Its glyphs by name, code, character and CID."""
        try:
            if self.is_sfnt and "CFF" not in self.tables:
                return _of_truetype(self.data)
            if self.is_sfnt:
                start, length = self.tables["CFF"]
                return _of_cff(self.data[start : start + length])
            if self.data[:1] == b"\1":
                return _of_cff(self.data)
            return _of_type1(self.data)
        except Exception:  # noqa: BLE001  # a damaged font program can cause any: see is_broken
            return Glyphs()


@dataclass(frozen=True)
class Glyphs:
    """The glyphs of a font program; None for what is not known of it.

    ``encoding``: glyph names by code, as built in. ``codes`` and ``characters``: what the cmaps of
    a TrueType font lead to a glyph. ``cids``: of a CFF program with CIDs.
    """

    names: frozenset[str] | None = None
    encoding: Mapping[int, str] | None = None
    codes: frozenset[int] | None = None
    characters: frozenset[int] | None = None
    cids: frozenset[int] | None = None
    count: int | None = None

    def lacks(self, code: int, name: str | None, text: str) -> bool:
        """Whether a code of a simple font shows ``.notdef``, or nothing, by every way to a glyph.

        ``name``: the glyph's name in the font's Encoding, None where it has none; ``text``: the
        text that the name stands for.
        """
        if self.codes is not None and self.characters is not None:
            if code in self.codes or (name is None and code in self.characters):
                return False
            if text and ord(text[0]) in self.characters:
                return False
            return name is None or name not in (self.names or ())
        if self.names is None:
            return False
        if name is None:
            if self.encoding is None:
                return False
            name = self.encoding.get(code, ".notdef")
        return name == ".notdef" or name not in self.names


def _of_truetype(data: bytes) -> Glyphs:
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(data), lazy=True)
    codes: set[int] = set()
    characters: set[int] = set()
    for table in font["cmap"].tables if "cmap" in font else ():
        led = {code for code, glyph in table.cmap.items() if font.getGlyphID(glyph)}
        if (table.platformID, table.platEncID) == (3, 0):
            codes |= {code - base for code in led for base in SYMBOLS if 0 <= code - base < 256}
        elif table.platformID == 1:
            codes |= led
        if table.isUnicode() or table.platformID == 3:
            characters |= led
    names = frozenset(font.getGlyphOrder()[1:]) - {".notdef"}
    return Glyphs(names, None, frozenset(codes), frozenset(characters))


def _of_cff(data: bytes) -> Glyphs:
    from fontTools.cffLib import CFFFontSet

    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    top = fonts[fonts.fontNames[0]]
    charset = list(top.charset)
    if hasattr(top, "ROS"):
        cids = frozenset(int(name[3:]) for name in charset if name[3:].isdecimal())
        return Glyphs(cids=cids, count=len(charset))
    encoding = top.Encoding
    if isinstance(encoding, str):
        encoding = _standard() if encoding == "StandardEncoding" else None
    builtin = dict(enumerate(encoding)) if encoding is not None else None
    return Glyphs(frozenset(charset), builtin, count=len(charset))


_ENCODED = re.compile(rb"dup\s+(\d+|8#[0-7]+)\s*/([^\s/]+)\s+put")
_CHARSTRING = re.compile(rb"/([^\s/{}\[\]()<>]+)\s+\d+\s+(?:RD|-\||\S{1,3})\s")


def _of_type1(data: bytes) -> Glyphs:
    from fontTools.misc.eexec import decrypt

    if data[:1] == b"\x80":  # PFB: segments with a head of six bytes
        data = _without_segments(data)
    clear, _, coded = data.partition(b"eexec")
    coded = coded.lstrip(b"\r\n\t ")
    if re.fullmatch(rb"[0-9A-Fa-f\s]{8}", coded[:8]):
        digits = b"".join(coded.split())
        end = re.match(rb"[0-9A-Fa-f]*", digits)
        text = end[0] if end else b""
        coded = bytes.fromhex(text[: len(text) // 2 * 2].decode("ascii"))
    plain, _ = decrypt(coded, 55665)
    _, found, strings = bytes(plain).partition(b"/CharStrings")
    if not found:
        return Glyphs()
    names = frozenset(name.decode("latin-1") for name in _CHARSTRING.findall(strings))
    builtin: Mapping[int, str] | None = {
        int(code[2:], 8) if code.startswith(b"8#") else int(code): name.decode("latin-1")
        for code, name in _ENCODED.findall(clear)
    }
    if re.search(rb"/Encoding\s+StandardEncoding", clear):
        builtin = dict(enumerate(_standard()))
    return Glyphs(names or None, builtin or None)


def _without_segments(data: bytes) -> bytes:
    parts, at = [], 0
    while data[at : at + 1] == b"\x80" and data[at + 1 : at + 2] in (b"\1", b"\2"):
        length = int.from_bytes(data[at + 2 : at + 6], "little")
        parts.append(data[at + 6 : at + 6 + length])
        at += 6 + length
    return b"".join(parts)


def _standard() -> list[str]:
    from fontTools.encodings.StandardEncoding import StandardEncoding

    return list(StandardEncoding)
