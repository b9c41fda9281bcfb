"""Subset fonts for embedding: the same bytes with every version of HarfBuzz.

The renderer would use HarfBuzz's subsetter, and each version of that writes other bytes. An
embedded TrueType font needs outlines and metrics only (ISO 32000-1, 9.9): they are copied from the
font. Other fonts go through fontTools' subsetter, which takes 10 to 30 times as long.
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

PLAIN = {"glyf", "loca", "head", "hhea", "hmtx", "maxp"}  # tables that a TrueType subset needs
PROGRAMS = ("cvt ", "fpgm", "prep")  # tables that hinting needs besides
# Outlines elsewhere than in glyf, or variation axes: left to fontTools.
OTHER_TABLES = {"CFF ", "CFF2", "fvar", "COLR", "SVG ", "CBDT", "sbix"}
VERSIONS = (b"\0\1\0\0", b"true")
HEAD_LOCA_FORMAT, HHEA_METRICS, MAXP_GLYPHS = 50, 34, 4  # byte offsets in the tables
MAXP_PROGRAMS = slice(14, 28)  # from maxZones to maxSizeOfInstructions
NO_PROGRAMS = struct.pack(">7H", 1, 0, 0, 0, 0, 0, 0)
SHORT = 0x20000  # bytes of outlines that a short loca table can address


def subset(
    font: bytes, glyphs: Iterable[int], *, index: int = 0, hinting: bool, notdef: bool
) -> bytes:
    """A font file with the outlines of some glyphs, which keep their glyph IDs.

    ``index`` is the font's in a collection. Glyph 0 has an outline only with ``notdef``; IDs that
    the font does not have are ignored. Raises ``fontTools.ttLib.TTLibError`` where the bytes are
    no font.
    """
    opened = _opened(font, index)
    present = {glyph for glyph in glyphs if glyph < opened["maxp"].numGlyphs}
    tables = set(opened.reader.keys())
    if font[:4] in VERSIONS and tables >= PLAIN and not tables & OTHER_TABLES:
        return _plain(opened, present, hinting, notdef)
    return _general(font, index, present, hinting, notdef)


@lru_cache(maxsize=32)
def _opened(font: bytes, index: int) -> TTFont:
    """A font file whose glyphs are named by their IDs, so that no table of names is read."""
    opened = TTFont(io.BytesIO(font), fontNumber=index, lazy=True)
    opened.setGlyphOrder([str(glyph) for glyph in range(opened["maxp"].numGlyphs)])
    return opened


def _plain(font: TTFont, glyphs: set[int], hinting: bool, notdef: bool) -> bytes:
    outlines: dict[int, bytes] = {}  # by glyph ID
    pending = glyphs | {0} if notdef else glyphs - {0}
    while pending:
        glyph = pending.pop()
        outlines[glyph], components = _outline(font, glyph, hinting)
        pending |= components - outlines.keys()
    present = {*outlines, *glyphs, 0}
    count = max(present) + 1
    offsets, glyf = [0], bytearray()
    for glyph in range(count):
        glyf += outlines.get(glyph, b"")
        offsets.append(len(glyf))
    short = len(glyf) < SHORT
    offset_values = [offset // 2 for offset in offsets] if short else offsets
    reader = font.reader
    head, hhea, maxp = (bytearray(reader[tag]) for tag in ("head", "hhea", "maxp"))
    metrics, long_metrics = reader["hmtx"], struct.unpack_from(">H", hhea, HHEA_METRICS)[0]
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
            _metric(metrics, long_metrics, g) if g in present else bytes(4) for g in range(count)
        ),
        "loca": struct.pack(f">{len(offset_values)}{'H' if short else 'L'}", *offset_values),
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
    """An outline as a glyf table holds it, and the glyphs that a composite one refers to."""
    table = font["glyf"]
    outline = table.glyphs[str(glyph)]
    if not hasattr(outline, "data"):  # an empty glyph
        return b"", frozenset()
    trimmed = Glyph(outline.data)
    trimmed.trim(remove_hinting=not hinting)
    parts = frozenset(int(name) for name in outline.getComponentNames(table))
    return bytes(trimmed.data) + bytes(-len(trimmed.data) % 4), parts


def _metric(hmtx: bytes, long_metrics: int, glyph: int) -> bytes:
    """A glyph's entry in hmtx: glyphs from ``long_metrics`` on share the last advance width."""
    if glyph < long_metrics:
        return hmtx[4 * glyph : 4 * glyph + 4]
    offset = 4 * long_metrics + 2 * (glyph - long_metrics)
    return hmtx[4 * long_metrics - 4 : 4 * long_metrics - 2] + hmtx[offset : offset + 2]


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
    # No modification date: the same font must give the same bytes at any time.
    opened = TTFont(io.BytesIO(font), fontNumber=index, recalcTimestamp=False)
    subsetter.subset(opened)
    file = io.BytesIO()
    opened.save(file)
    return file.getvalue()
