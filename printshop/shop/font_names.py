"""Font names: the family that a font says it belongs to, from its table of names.

The table is short and read here: to load a library for it takes longer than to check the words of
a language.
"""

import struct
from collections.abc import Iterator

FAMILY, TYPOGRAPHIC_FAMILY = 1, 16  # numbers of names (OpenType, 'name' table)
ENGLISH = {(1, 0), (3, 0x409)}  # platform and language: Macintosh, Windows


def family(font: bytes) -> str:
    """The family of a TrueType font, in English where it has that; '' where it names none."""
    names: dict[int, str] = {}
    try:
        for number, english, name in _names(font):
            if english or number not in names:
                names[number] = name
    except (struct.error, UnicodeDecodeError):  # cut short, or no font at all
        return ""
    return names.get(TYPOGRAPHIC_FAMILY) or names.get(FAMILY, "")


def _names(font: bytes) -> Iterator[tuple[int, bool, str]]:
    """The names of a font's families: their number, whether it is in English, the name."""
    (tables,) = struct.unpack_from(">H", font, 4)
    for entry in range(12, 12 + 16 * tables, 16):
        tag, _, table, _ = struct.unpack_from(">4sLLL", font, entry)
        if tag != b"name":
            continue
        _, count, texts = struct.unpack_from(">HHH", font, table)
        for record in range(table + 6, table + 6 + 12 * count, 12):
            platform, _, language, number, length, at = struct.unpack_from(">6H", font, record)
            if number in (FAMILY, TYPOGRAPHIC_FAMILY):
                start = table + texts + at
                text = font[start : start + length]
                coded = "mac_roman" if platform == 1 else "utf-16-be"
                yield number, (platform, language) in ENGLISH, text.decode(coded)
