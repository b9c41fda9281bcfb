"""Pictures: their samples as a PDF means them, however they are packed."""

import io
import zlib
from typing import Any

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Name
from PIL import Image

from printshop.pdf import pictures
from printshop.pdf.pictures import Samples

PDF = pikepdf.new()
RAMP: Samples = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3) * 14


def stored(data: bytes, size: tuple[int, int], packed: Any = None, **keys: Any) -> Any:
    """A picture whose stream holds these bytes."""
    item = pikepdf.Stream(PDF, b"", Subtype=Name.Image, **keys)
    item.Width, item.Height = size
    item.write(data, filter=packed)
    return item


def run_lengths(data: bytes) -> bytes:
    """Bytes as runs of one, which are the shortest that can be written by hand."""
    return b"".join(bytes([0, byte]) for byte in data) + b"\x80"


def jpeg(mode: str, colour: Any, **options: Any) -> bytes:
    """A JPEG of 16 × 16 pixels in one colour."""
    out = io.BytesIO()
    Image.new(mode, (16, 16), colour).save(out, "JPEG", quality=100, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "packed"),
    [
        (RAMP.tobytes(), None),
        (zlib.compress(RAMP.tobytes()), Name.FlateDecode),
        (run_lengths(RAMP.tobytes()), Name.RunLengthDecode),
        (RAMP.tobytes().hex().encode() + b">", Name.ASCIIHexDecode),
        (
            zlib.compress(run_lengths(RAMP.tobytes())),
            Array([Name.FlateDecode, Name.RunLengthDecode]),
        ),
    ],
)
def test_however_they_are_packed(data: bytes, packed: Any) -> None:
    """The samples are the same."""
    found = pictures.read_samples(stored(data, (3, 2), packed), 3, 8)
    assert found is not None
    assert np.array_equal(found[0], RAMP)
    assert found[1] == b""


@pytest.mark.parametrize(
    ("bits", "data", "values"),
    [
        (1, b"\xa0", [255, 0, 255]),
        (2, b"\x1b", [0, 85, 170]),
        (4, b"\x0f\x50", [0, 255, 85]),
        (8, b"\x01\x02\x03", [1, 2, 3]),
        (16, b"\x01\xff\x02\xff\x03\xff", [1, 2, 3]),
    ],
)
def test_bits(bits: int, data: bytes, values: list[int]) -> None:
    """Each row begins with a byte; what fills its last one is no sample."""
    found = pictures.read_samples(stored(data * 2, (3, 2)), 1, bits)
    assert found is not None
    assert found[0][..., 0].tolist() == [values, values]


def test_too_few() -> None:
    """What does not hold all its pixels has no samples, nor has what is packed in a strange way."""
    assert pictures.read_samples(stored(bytes(17), (3, 2)), 3, 8) is None
    assert pictures.read_samples(stored(bytes(17), (3, 2), Name.JBIG2Decode), 3, 8) is None
    assert pictures.read_samples(stored(jpeg("L", 9), (16, 17), Name.DCTDecode), 1, 8) is None
    assert pictures.read_samples(stored(jpeg("L", 9), (16, 16), Name.DCTDecode), 3, 8) is None


@pytest.mark.parametrize(
    ("mode", "colour"), [("L", 200), ("RGB", (200, 200, 200)), ("CMYK", (255, 0, 0, 51))]
)
def test_jpeg(mode: str, colour: Any) -> None:
    """Gray, light or inks as they stand in the file: Pillow turns the inks over in both ways."""
    item = stored(jpeg(mode, colour, icc_profile=b"a profile"), (16, 16), Name.DCTDecode)
    channels = len(mode)
    found = pictures.read_samples(item, channels, 8)
    assert found is not None
    turned = [255 - v for v in colour] if mode == "CMYK" else colour
    assert abs(found[0].astype(int) - turned).max() <= 1
    assert found[1] == b"a profile"
    small = pictures.read_samples(item, channels, 8, (2, 2))
    assert small is not None
    assert small[0].shape == (2, 2, channels)


def test_fax() -> None:
    """A picture of one bit, packed as faxes are."""
    out = io.BytesIO()
    Image.new("1", (16, 16), 1).save(out, "TIFF", compression="group4")
    with Image.open(out) as tiff:
        at, size = tiff.tag_v2[273][0], tiff.tag_v2[279][0]  # type: ignore[attr-defined]
    data = out.getvalue()[at : at + size]
    parameters = pikepdf.Dictionary(K=-1, Columns=16, Rows=16)
    item = stored(data, (16, 16), BitsPerComponent=1, ColorSpace=Name.DeviceGray)
    item.write(data, filter=Name.CCITTFaxDecode, decode_parms=parameters)
    assert pictures.read_fax(item).shape == (16, 16, 1)
    assert len(np.unique(pictures.read_fax(item))) == 1


def test_decode() -> None:
    """A Decode array stretches samples, or turns them over."""
    item = stored(b"", (3, 2), Decode=Array([1, 0, 0, 1, 0, 1]))
    assert np.array_equal(pictures.apply_decode(item, RAMP)[..., 0], 255 - RAMP[..., 0])
    assert np.array_equal(pictures.apply_decode(item, RAMP)[..., 1:], RAMP[..., 1:])
    assert pictures.apply_decode(stored(b"", (3, 2)), RAMP) is RAMP


def test_written_and_read() -> None:
    """What is written reads the same; a Decode array that held for other samples is gone."""
    item = stored(b"", (3, 2), Decode=Array([1, 0, 1, 0, 1, 0]))
    pictures.write_samples(item, RAMP, Name.DeviceRGB)
    found = pictures.read_samples(item, 3, 8)
    assert found is not None
    assert np.array_equal(found[0], RAMP)
    assert "/Decode" not in item
    assert item.ColorSpace == Name.DeviceRGB


@pytest.mark.parametrize(("wide", "high"), [(1, 1), (2, 9), (9, 2), (4, 4)])
def test_inline_images_of_any_size(wide: int, high: int) -> None:
    """One of a pixel too, packed or not; its bytes are what it holds."""
    data = bytes(range(1, wide * high + 1))
    for packed, key in (
        (data, b""),
        (data.hex().encode() + b">", b"/F /AHx "),
        (run_lengths(data), b"/F [/RL] "),
    ):
        content = b"BI /W %d /H %d /BPC 8 /CS /G %sID %s EI" % (wide, high, key, packed)
        page = PDF.add_blank_page(page_size=(100, 100))
        page.Contents = pikepdf.Stream(PDF, content)
        (instruction,) = pikepdf.parse_content_stream(page)
        picture: Any = instruction[0][0]
        assert pictures.inline_bytes(picture)[: len(data)] == data
