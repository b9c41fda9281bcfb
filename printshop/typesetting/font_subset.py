"""Subset fonts for embedding: the same bytes on every machine, whatever its HarfBuzz.

The renderer would have HarfBuzz keep the glyphs that are shown, and each version of HarfBuzz writes
other bytes. An embedded TrueType font needs outlines and metrics alone (ISO 32000-1, 9.9): they are
taken from the font as they lie. What is no plain TrueType font goes through fontTools' subsetter,
which writes the same, 10 to 30 times as slowly.
"""

import io
import struct
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTWriter
from fontTools.ttLib.tables._g_l_y_f import Glyph

PLAIN = {"glyf", "loca", "head", "hhea", "hmtx", "maxp"}  # what is written of a plain font
PROGRAMS = ("cvt ", "fpgm", "prep")  # what hinting needs besides
# Outlines elsewhere than in glyf, or axes that the renderer has still to fix: no plain font.
OTHERWISE = {"CFF ", "CFF2", "fvar", "COLR", "SVG ", "CBDT", "sbix"}
VERSIONS = (b"\0\1\0\0", b"true")
HEAD_LOCA_FORMAT, HHEA_METRICS, MAXP_GLYPHS = 50, 34, 4  # where these numbers stand in their tables
MAXP_PROGRAMS = slice(14, 28)  # from maxZones to maxSizeOfInstructions
NO_PROGRAMS = struct.pack(">7H", 1, 0, 0, 0, 0, 0, 0)
SHORT = 0x20000  # bytes of outlines that a table of halved 16-bit offsets can reach


def subset(
    font: bytes, glyphs: Iterable[int], *, index: int = 0, hinting: bool, notdef: bool
) -> bytes:
    """A font file with the outlines of some glyphs, which keep their numbers.

    ``index`` is the font's in a collection. Glyph 0 has an outline only with ``notdef``; numbers
    that the font has not are passed over. Raises ``fontTools.ttLib.TTLibError`` where the bytes
    are no font.
    """
    opened = _opened(font, index)
    present = {glyph for glyph in glyphs if glyph < opened["maxp"].numGlyphs}
    tables = set(opened.reader.keys())
    if font[:4] in VERSIONS and tables >= PLAIN and not tables & OTHERWISE:
        return _plain(opened, present, hinting, notdef)
    return _general(font, index, present, hinting, notdef)


@lru_cache(maxsize=32)
def _opened(font: bytes, index: int) -> TTFont:
    """A font file; its glyphs are called by their numbers, so that no table of names is read."""
    opened = TTFont(io.BytesIO(font), fontNumber=index, lazy=True)
    opened.setGlyphOrder([str(glyph) for glyph in range(opened["maxp"].numGlyphs)])
    return opened


def _plain(font: TTFont, glyphs: set[int], hinting: bool, notdef: bool) -> bytes:
    shown: dict[int, bytes] = {}  # outlines by glyph
    waiting = glyphs | {0} if notdef else glyphs - {0}
    while waiting:
        glyph = waiting.pop()
        shown[glyph], parts = _outline(font, glyph, hinting)
        waiting |= parts - shown.keys()
    kept = {*shown, *glyphs, 0}
    count = max(kept) + 1
    offsets, glyf = [0], bytearray()
    for glyph in range(count):
        glyf += shown.get(glyph, b"")
        offsets.append(len(glyf))
    short = len(glyf) < SHORT
    places = [offset // 2 for offset in offsets] if short else offsets
    reader = font.reader
    head, hhea, maxp = (bytearray(reader[tag]) for tag in ("head", "hhea", "maxp"))
    metrics, full = reader["hmtx"], struct.unpack_from(">H", hhea, HHEA_METRICS)[0]
    struct.pack_into(">h", head, HEAD_LOCA_FORMAT, int(not short))
    struct.pack_into(">H", hhea, HHEA_METRICS, count)
    struct.pack_into(">H", maxp, MAXP_GLYPHS, count)
    if not hinting and len(maxp) >= MAXP_PROGRAMS.stop:
        maxp[MAXP_PROGRAMS] = NO_PROGRAMS
    tables = {
        "glyf": bytes(glyf),
        "head": bytes(head),
        "hhea": bytes(hhea),
        "hmtx": b"".join(
            _metric(metrics, full, g) if g in kept else bytes(4) for g in range(count)
        ),
        "loca": struct.pack(f">{len(places)}{'H' if short else 'L'}", *places),
        "maxp": bytes(maxp),
    }
    if hinting:
        tables |= {tag: reader[tag] for tag in PROGRAMS if tag in reader.keys()}  # noqa: SIM118
    file = io.BytesIO()
    writer = SFNTWriter(file, len(tables), font.sfntVersion)
    for tag in sorted(tables):
        writer[tag] = tables[tag]
    writer.close()
    return file.getvalue()


@lru_cache(maxsize=20_000)
def _outline(font: TTFont, glyph: int, hinting: bool) -> tuple[bytes, frozenset[int]]:
    """An outline as it stands in a table, and the glyphs that it is put together from."""
    table = font["glyf"]
    outline = table.glyphs[str(glyph)]
    if not hasattr(outline, "data"):  # nothing is drawn
        return b"", frozenset()
    trimmed = Glyph(outline.data)
    trimmed.trim(remove_hinting=not hinting)
    parts = frozenset(int(name) for name in outline.getComponentNames(table))
    return bytes(trimmed.data) + bytes(-len(trimmed.data) % 4), parts


def _metric(hmtx: bytes, full: int, glyph: int) -> bytes:
    """A glyph's advance and side bearing; after the first ``full`` ones the advance stays alike."""
    if glyph < full:
        return hmtx[4 * glyph : 4 * glyph + 4]
    at = 4 * full + 2 * (glyph - full)
    return hmtx[4 * full - 4 : 4 * full - 2] + hmtx[at : at + 2]


def _general(font: bytes, index: int, glyphs: set[int], hinting: bool, notdef: bool) -> bytes:
    options: Any = Options(
        retain_gids=True,
        passthrough_tables=True,
        hinting=hinting,
        desubroutinize=True,
        notdef_outline=notdef,
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "SVG "]
    subsetter = Subsetter(options)
    subsetter.populate(gids=glyphs)
    # A clock has no place in a font that is to come out the same tomorrow.
    opened = TTFont(io.BytesIO(font), fontNumber=index, recalcTimestamp=False)
    subsetter.subset(opened)
    file = io.BytesIO()
    opened.save(file)
    return file.getvalue()
