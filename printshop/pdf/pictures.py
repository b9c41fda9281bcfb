"""Read and write the samples of images in a PDF (ISO 32000-1, 8.9).

``pikepdf.PdfImage`` is used for fax compressions only: it opens a JPEG in full size only, does not
read samples of 16 bits, and returns colours where the stored samples are needed.
"""

import io
import zlib
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

from printshop.pdf.objects import filters, get

Samples = NDArray[np.uint8]  # (rows, columns, channels)
JPEG, JPEG_2000 = "/DCTDecode", "/JPXDecode"
FAXES = ("/CCITTFaxDecode", "/JBIG2Decode")
LOSSLESS = {"/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/ASCII85Decode", "/ASCIIHexDecode"}


def read_samples(
    item: Any, channels: int, bits: int, size: tuple[int, int] | None = None
) -> tuple[Samples, bytes] | None:
    """An image's samples, shape (rows, columns, channels), 0 to 255, and its JPEG's ICC profile.

    None where filter or channels are not of a kind read here, or samples are missing. The profile
    is empty where there is none. A JPEG is opened at about ``size`` (columns, rows) where one is
    given, others in full size. Raises what Pillow and pikepdf raise for damaged samples.
    """
    names = filters(item)
    width, height = int(item.Width), int(item.Height)
    if names == [JPEG]:
        samples, profile = read_jpeg(item, size)
        whole = size is not None or samples.shape[:2] == (height, width)
        return (samples, profile) if whole and samples.shape[-1] == channels else None
    if not LOSSLESS.issuperset(names):
        return None
    raw = np.frombuffer(decoded_bytes(item), np.uint8)
    line = (width * channels * bits + 7) // 8
    if raw.size < line * height:
        return None
    rows = unpack_samples(raw[: line * height].reshape(height, line), bits)[:, : width * channels]
    if bits < 8:
        rows = (rows * (255 // ((1 << bits) - 1))).astype(np.uint8)
    return rows.reshape(height, width, channels), b""


def decoded_bytes(item: Any) -> bytes:
    """The bytes of a stream without its filters, run lengths among them."""
    return bytes(item.read_bytes(pikepdf.StreamDecodeLevel.specialized))


def inline_bytes(picture: pikepdf.PdfInlineImage) -> bytes:
    """The bytes of an inline image without its filters.

    ``picture.read_bytes()`` makes a page of the image's size, and a page of less than 3 points is
    refused.
    """
    entries: Any = picture.obj
    data = picture.unparse().partition(b"\nID\n")[2].removesuffix(b"EI")
    with pikepdf.Pdf.new() as pdf:
        stream = pikepdf.Stream(pdf, b"")
        names = pikepdf.Array([pikepdf.Name(name) for name in filters(entries)])
        stream.write(data, filter=names or None, decode_parms=get(entries, "/DecodeParms"))
        return decoded_bytes(stream)


def read_jpeg(item: Any, size: tuple[int, int] | None = None) -> tuple[Samples, bytes]:
    """The samples of a JPEG or JPEG 2000, as ``read_samples`` gives them.

    Pillow inverts every CMYK JPEG; PDF takes the samples as they are: they are inverted again.
    """
    with Image.open(io.BytesIO(item.read_raw_bytes())) as opened:
        if size:
            opened.draft(opened.mode, size)
        converted = opened if opened.mode in ("L", "RGB", "CMYK") else opened.convert("RGB")
        samples = np.asarray(converted)
        if opened.mode == "CMYK" and filters(item) == [JPEG]:
            samples = 255 - samples
        samples = samples[..., None] if samples.ndim == 2 else samples
        return samples, opened.info.get("icc_profile") or b""


def read_fax(item: Any) -> Samples:
    """The samples of an image of one bit in a fax compression: 0 for black, 255 for white."""
    return np.asarray(pikepdf.PdfImage(item).as_pil_image().convert("L"))[..., None]


def unpack_samples(rows: Samples, bits: int) -> NDArray[Any]:
    """Rows of bytes as rows of samples; of 16 bits the high byte: print shows no finer steps.

    Samples of fewer than eight bits are numbers from 0 to the highest of their bits; the padding in
    a row's last byte is among them.
    """
    if bits == 8:
        return rows
    if bits == 16:
        return rows[:, ::2]
    single = np.unpackbits(rows, axis=1)
    if bits == 1:
        return single
    weights = 1 << np.arange(bits - 1, -1, -1)
    return np.asarray(single.reshape(len(rows), -1, bits) @ weights)


def apply_decode(item: Any, values: Samples) -> Samples:
    """Samples mapped by an image's Decode array (8.9.5.2); same shape, 0 to 255."""
    decode = [float(v) for v in get(item, "/Decode") or ()]
    if not decode or decode == [0.0, 1.0] * values.shape[-1]:
        return values
    low, high = np.array(decode[::2]), np.array(decode[1::2])
    scaled = 255 * (low + values / 255 * (high - low))
    samples: Samples = np.clip(np.rint(scaled), 0, 255).astype(np.uint8)
    return samples


def write_samples(item: Any, pixels: Samples, space: pikepdf.Name) -> None:
    """Write pixels, shape (rows, columns, channels), as an image's samples, in place.

    ``space`` is the name of its new colour space. Flate with TIFF predictor 2 (ISO 32000-1, table
    10): each sample is the difference from its left neighbour.
    """
    channels = pixels.shape[-1]
    steps = pixels.copy()
    steps[:, 1:] -= pixels[:, :-1]
    parameters = pikepdf.Dictionary(
        Predictor=2, Colors=channels, BitsPerComponent=8, Columns=pixels.shape[1]
    )
    packed = zlib.compress(steps.tobytes(), 6)
    item.write(packed, filter=pikepdf.Name.FlateDecode, decode_parms=parameters)
    item.ColorSpace, item.BitsPerComponent = space, 8
    if "/Decode" in item:
        del item.Decode
