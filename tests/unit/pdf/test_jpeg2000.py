"""JPEG 2000 pictures: the colour space that they hold themselves."""

import io
import struct

import pytest
from PIL import Image

from printshop.pdf.jpeg2000 import own_space


def box(kind: bytes, content: bytes) -> bytes:
    """A box of a file."""
    return struct.pack(">I4s", len(content) + 8, kind) + content


def described(colour: bytes) -> bytes:
    """A file whose header describes its colour so."""
    return box(b"jP  ", b"\r\n\x87\n") + box(
        b"jp2h", box(b"ihdr", bytes(14)) + box(b"colr", colour)
    )


def enumerated(number: int) -> bytes:
    """A colour space by its number."""
    return described(b"\1\0\0" + struct.pack(">I", number))


@pytest.mark.parametrize(("mode", "words"), [("L", "gray (JPEG 2000)"), ("RGB", "RGB (JPEG 2000)")])
def test_pictures_of_another_maker(mode: str, words: str) -> None:
    """As Pillow writes them, with and without their file format."""
    out = io.BytesIO()
    Image.new(mode, (8, 8)).save(out, "JPEG2000")
    assert own_space(out.getvalue()).words == words
    stream = out.getvalue()[out.getvalue().index(b"\xff\x4f\xff\x51") :]
    assert own_space(stream).words == words


@pytest.mark.parametrize(
    ("data", "family"),
    [
        (enumerated(12), "/DeviceCMYK"),
        (enumerated(16), "/DeviceRGB"),
        (enumerated(17), "/DeviceGray"),
        (enumerated(18), "/DeviceRGB"),
        (enumerated(14), "/Lab"),
        (enumerated(99), "/Unknown"),
        (described(b"\2\0\0" + bytes(16) + b"CMYK"), "/DeviceCMYK"),
        (described(b"\1"), "/Unknown"),
        (box(b"jp2c", b"\xff\x4f" + bytes(10)), "/Unknown"),
        (struct.pack(">I4sQ", 1, b"jp2h", 1 << 60), "/Unknown"),
        (struct.pack(">I4s", 4, b"jp2h"), "/Unknown"),
        (b"", "/Unknown"),
        (b"noise" * 10, "/Unknown"),
    ],
)
def test_spaces(data: bytes, family: str) -> None:
    """By number, by profile; what cannot be read is unknown, and nothing raises."""
    assert own_space(data).family == family
