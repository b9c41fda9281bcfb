"""Font characters: those for which a font has a glyph, from its character map.

The map is read here: to load a library for it takes a quarter as long as to check all words. Tests
compare it with the library's.
"""

import struct
from functools import lru_cache
from pathlib import Path

from printshop.shop.font_names import family

UNICODE = {(0, 3), (0, 4), (3, 1), (3, 10)}  # platform and encoding of maps of Unicode characters


@lru_cache(maxsize=8)
def folders(root: Path) -> dict[str, Path]:
    """The folders in ``fonts/`` by the family that is in each."""
    found: dict[str, Path] = {}
    for folder in sorted(p for p in (root / "fonts").iterdir() if p.is_dir()):
        for font in sorted(folder.glob("*.ttf"))[:1]:
            found[family(font.read_bytes())] = folder
    return found


@lru_cache(maxsize=64)
def in_all_fonts(folder: Path) -> frozenset[int]:
    """The code points that every font in a folder has."""
    fonts = (path.read_bytes() for path in sorted(folder.glob("*.ttf")))
    return frozenset.intersection(*(characters(font) for font in fonts))


@lru_cache(maxsize=64)
def in_any_font(families: tuple[Path, ...]) -> frozenset[int]:
    """The code points that one of the families has in all its fonts, by their folders."""
    return frozenset().union(*(in_all_fonts(folder) for folder in families))


def characters(font: bytes) -> frozenset[int]:
    """The code points for which a TrueType font has a glyph; none where it cannot be read."""
    codes: set[int] = set()
    try:
        (tables,) = struct.unpack_from(">H", font, 4)
        for entry in range(12, 12 + 16 * tables, 16):
            tag, _, table, _ = struct.unpack_from(">4sLLL", font, entry)
            if tag != b"cmap":
                continue
            (count,) = struct.unpack_from(">H", font, table + 2)
            for record in range(table + 4, table + 4 + 8 * count, 8):
                platform, encoding, offset = struct.unpack_from(">HHL", font, record)
                if (platform, encoding) in UNICODE:
                    codes |= _codes(font, table + offset)
    except struct.error:  # cut short, or no font at all
        return frozenset()
    return frozenset(codes)


def _codes(font: bytes, start: int) -> set[int]:
    """The code points of one subtable (OpenType, 'cmap' table, formats 4 and 12)."""
    (form,) = struct.unpack_from(">H", font, start)
    codes: set[int] = set()
    if form == 12:
        (groups,) = struct.unpack_from(">L", font, start + 12)
        for group in range(start + 16, start + 16 + 12 * groups, 12):
            first, last, glyph = struct.unpack_from(">LLL", font, group)
            codes.update(range(first + (glyph == 0), last + 1))
    elif form == 4:
        (double,) = struct.unpack_from(">H", font, start + 6)
        arrays = [start + 14, *(start + 16 + double * i for i in (1, 2, 3))]
        values = f">{double // 2}H"
        ends, starts, deltas, offsets = (struct.unpack_from(values, font, a) for a in arrays)
        segments = enumerate(zip(starts, ends, deltas, offsets, strict=True))
        for i, (first, last, delta, offset) in segments:
            for code in range(first, min(last, 0xFFFE) + 1):
                glyph = code
                if offset:
                    at = arrays[3] + 2 * i + offset + 2 * (code - first)
                    (glyph,) = struct.unpack_from(">H", font, at)
                    if not glyph:
                        continue
                if (glyph + delta) & 0xFFFF:
                    codes.add(code)
    return codes
