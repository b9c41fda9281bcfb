"""JPEG 2000 pictures: the colour space that one names itself (ISO/IEC 15444-1, annex I)."""

import struct
from collections.abc import Iterator

from printshop.pdf.colour_spaces import UNKNOWN, ColourSpace

MOST_BOXES = 100
_ENUMERATED = {12: "CMYK", 14: "Lab", 16: "RGB", 17: "gray", 18: "RGB"}  # table I.10; 18 is sYCC
_COMPONENTS = {1: "gray", 3: "RGB", 4: "CMYK"}
_PROFILES = {b"GRAY": "gray", b"RGB ": "RGB", b"CMYK": "CMYK", b"Lab ": "Lab"}
_SPACES = {
    "gray": ColourSpace("/DeviceGray", 1, said="gray (JPEG 2000)"),
    "RGB": ColourSpace("/DeviceRGB", 3, said="RGB (JPEG 2000)"),
    "CMYK": ColourSpace("/DeviceCMYK", 4, said="CMYK (JPEG 2000)"),
    "Lab": ColourSpace("/Lab", 3, said="Lab (JPEG 2000)"),
}


def own_space(data: bytes) -> ColourSpace:
    """The colour space of a picture whose dictionary names none; unknown if it cannot be read."""
    try:
        return _SPACES.get(_model(data), UNKNOWN)
    except (struct.error, ValueError):
        return UNKNOWN


def _model(data: bytes) -> str:
    if data[:2] == b"\xff\x4f":  # a codestream without its file format
        return _components(data)
    for kind, box in _boxes(data):
        if kind == b"jp2h":
            for inner, colour in _boxes(box):
                if inner == b"colr":
                    if colour[:1] == b"\1":
                        return _ENUMERATED.get(struct.unpack_from(">I", colour, 3)[0], "")
                    return _PROFILES.get(colour[3 + 16 : 3 + 20], "")
        elif kind == b"jp2c":
            return _components(box)
    return ""


def _components(stream: bytes) -> str:
    """By the number of components in the SIZ marker, which comes first."""
    return _COMPONENTS.get(struct.unpack_from(">H", stream, 40)[0], "")


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes of a part of a file: type and content."""
    at = 0
    for _ in range(MOST_BOXES):
        if at + 8 > len(data):
            return
        length, kind = struct.unpack_from(">I4s", data, at)
        start = at + 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, start)
            start += 8
        end = at + length if length else len(data)
        if end < start:
            return
        yield kind, data[start:end]
        at = end
