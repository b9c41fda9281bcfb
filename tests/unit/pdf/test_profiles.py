"""Profiles in a PDF: what they say of themselves."""

import struct
import zlib
from typing import Any

import pikepdf
import pytest

from printshop.pdf.profiles import Profile, head, profile_of

FILE = pikepdf.new()  # a stream lives as long as its file


def profile(name: bytes, space: bytes = b"CMYK", device: bytes = b"prtr") -> bytes:
    """The beginning of a profile: header, a table of one tag, the tag."""
    header = bytes(12) + device + space + bytes(108)
    return header + struct.pack(">I4sII", 1, b"desc", 144, len(name)) + name


def v2(text: str) -> bytes:
    """A description of version 2."""
    return b"desc" + bytes(4) + struct.pack(">I", len(text) + 1) + text.encode() + b"\0"


def v4(text: str) -> bytes:
    """A description of version 4, in one language."""
    words = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II4sII", 1, 12, b"enUS", len(words), 28) + words


def stream(data: bytes) -> Any:
    """The profile in a stream."""
    return FILE.make_stream(data)


@pytest.mark.parametrize("text", [v2, v4])
def test_what_a_profile_says(text: Any) -> None:
    """Class, space and name, of both versions."""
    found = profile_of(stream(profile(text("Coated FOGRA39"))))
    assert found == Profile("prtr", "CMYK", "Coated FOGRA39")
    assert found.words() == "CMYK of the profile 'Coated FOGRA39'"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "colour of a profile"),
        (profile(b""), "CMYK of a profile"),
        (profile(b"text" + bytes(8), b"GRAY"), "gray of a profile"),
        (profile(v2("sRGB"), b"RGB "), "RGB of the profile 'sRGB'"),
        (profile(v4("x"))[:150], "CMYK of a profile"),
        (bytes(12) + b"prtrCMYK" + bytes(108) + b"\xff" * 40, "CMYK of a profile"),
    ],
)
def test_what_cannot_be_read(data: bytes, words: str) -> None:
    """A profile without a name, cut off or broken is called by its kind."""
    assert profile_of(stream(data)).words() == words


@pytest.mark.parametrize(
    ("channels", "model"), [(1, "gray"), (3, "RGB"), (4, "CMYK"), (0, "colour"), (7, "colour")]
)
def test_a_profile_of_nothing(channels: int, model: str) -> None:
    """Where the profile says nothing, its channels do."""
    assert Profile().words(channels) == f"{model} of a profile"


def test_no_more_than_the_head_is_decoded() -> None:
    """Of a packed profile only the beginning; what is no stream has none."""
    packed = stream(b"")
    packed.write(zlib.compress(bytes(1000)), filter=pikepdf.Name.FlateDecode)
    assert head(packed, 40) == head(stream(bytes(1000)), 40) == bytes(40)
    assert head(pikepdf.Dictionary(), 40) == b""
