"""ICC profiles in a PDF: what kind of colour they describe, and their name (ICC.1:2010)."""

import struct
import zlib
from dataclasses import dataclass
from typing import Any

import pikepdf

from printshop.pdf.objects import get

HEAD = 16_384  # bytes that are read: the name stands near the beginning
MODELS = {"RGB": "RGB", "CMYK": "CMYK", "GRAY": "gray", "Lab": "Lab"}
CHANNELS = {1: "gray", 3: "RGB", 4: "CMYK"}  # where a profile cannot be read
MOST_TAGS = 200
LONGEST_NAME = 60  # characters


@dataclass(frozen=True)
class Profile:
    """What a profile says of itself: device class (``prtr``), colour space (``CMYK``), name."""

    device: str = ""
    space: str = ""
    name: str = ""

    def words(self, channels: int = 0) -> str:
        """``CMYK of the profile 'Coated FOGRA39'``; where its space is not known, by channels."""
        model = MODELS.get(self.space.strip()) or CHANNELS.get(channels, "colour")
        return f"{model} of the profile '{self.name}'" if self.name else f"{model} of a profile"


def profile_of(stream: Any) -> Profile:
    """What the profile in a stream says of itself; empty where it cannot be read."""
    data = head(stream, HEAD)
    if len(data) < 128:
        return Profile()
    return Profile(data[12:16].decode("latin-1"), data[16:20].decode("latin-1"), _name(data))


def head(stream: Any, size: int) -> bytes:
    """The first bytes of a stream, without decoding the rest: a profile may have megabytes."""
    try:
        if get(stream, "/Filter") == "/FlateDecode" and get(stream, "/DecodeParms") is None:
            return zlib.decompressobj().decompress(stream.read_raw_bytes(), size)
        return bytes(stream.read_bytes()[:size])
    except (pikepdf.PdfError, zlib.error, AttributeError, TypeError):
        return b""


def _name(data: bytes) -> str:
    """The profile's description, of version 2 (desc) or 4 (mluc); empty where there is none."""
    try:
        (count,) = struct.unpack_from(">I", data, 128)
        for number in range(min(count, MOST_TAGS)):
            tag, start, size = struct.unpack_from(">4sII", data, 132 + 12 * number)
            if tag == b"desc":
                return _text(data[start : start + size])[:LONGEST_NAME]
    except (struct.error, ValueError):
        pass
    return ""


def _text(tag: bytes) -> str:
    if tag[:4] == b"desc":
        (length,) = struct.unpack_from(">I", tag, 8)
        return tag[12 : 12 + length].decode("latin-1").strip("\0 ")
    if tag[:4] == b"mluc":
        length, start = struct.unpack_from(">II", tag, 20)
        return tag[start : start + length].decode("utf-16-be", "replace").strip("\0 ")
    return ""
