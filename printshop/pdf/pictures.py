"""The samples of pictures in a PDF, read and written (ISO 32000-1, 8.9).

Not through ``pikepdf.PdfImage``, but for faxes: it opens a JPEG in full size only, knows no samples
of 16 bits, and gives colours where the samples as they are packed are wanted.
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
PACKED = {"/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/ASCII85Decode", "/ASCIIHexDecode"}


def samples(
    item: Any, channels: int, bits: int, size: tuple[int, int] | None = None
) -> tuple[Samples, bytes] | None:
    """A picture's samples from 0 to 255, and the profile that its JPEG carries or b''.

    None where they are packed in another way, or are not so many. A JPEG is opened at about
    ``size`` (columns, rows) where one is given, others always whole. Raises what Pillow and
    pikepdf raise of samples that are broken.
    """
    names = filters(item)
    width, height = int(item.Width), int(item.Height)
    if names == [JPEG]:
        found = compressed(item, channels, size)
        whole = size is not None or found is None or found[0].shape[:2] == (height, width)
        return found if whole else None
    if not PACKED.issuperset(names):
        return None
    raw = np.frombuffer(unfiltered(item), np.uint8)
    line = (width * channels * bits + 7) // 8
    if raw.size < line * height:
        return None
    rows = unpacked(raw[: line * height].reshape(height, line), bits)[:, : width * channels]
    if bits < 8:
        rows = (rows * (255 // ((1 << bits) - 1))).astype(np.uint8)
    return rows.reshape(height, width, channels), b""


def unfiltered(item: Any) -> bytes:
    """The bytes of a stream without its filters, run lengths among them."""
    return bytes(item.read_bytes(pikepdf.StreamDecodeLevel.specialized))


def compressed(
    item: Any, channels: int = 0, size: tuple[int, int] | None = None
) -> tuple[Samples, bytes] | None:
    """The samples of a JPEG or JPEG 2000, as ``samples`` gives them.

    None where ``channels`` are wanted and it has others. Pillow turns the inks of every CMYK JPEG
    over, a PDF takes them as they stand: they are turned back.
    """
    with Image.open(io.BytesIO(item.read_raw_bytes())) as opened:
        if channels and len(opened.getbands()) != channels:
            return None
        if size:
            opened.draft(opened.mode, size)
        shown = opened if opened.mode in ("L", "RGB", "CMYK") else opened.convert("RGB")
        made = np.asarray(shown)
        if opened.mode == "CMYK" and filters(item) == [JPEG]:
            made = 255 - made
        made = made[..., None] if made.ndim == 2 else made
        return made, opened.info.get("icc_profile") or b""


def fax(item: Any) -> Samples:
    """A picture of one bit that is packed as faxes are: 0 for black, 255 for white."""
    return np.asarray(pikepdf.PdfImage(item).as_pil_image().convert("L"))[..., None]


def unpacked(rows: Samples, bits: int) -> NDArray[Any]:
    """Rows of bytes as rows of samples; of 16 bits the upper byte, since a press shows no more.

    Samples of fewer bits than eight are numbers from 0 to what their bits hold; those that fill a
    row's last byte are there, too.
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


def decoded(item: Any, values: Samples) -> Samples:
    """Samples as a picture's Decode array reads them (8.9.5.2)."""
    decode = [float(v) for v in get(item, "/Decode") or ()]
    if not decode or decode == [0.0, 1.0] * values.shape[-1]:
        return values
    low, high = np.array(decode[::2]), np.array(decode[1::2])
    shown = 255 * (low + values / 255 * (high - low))
    made: Samples = np.clip(np.rint(shown), 0, 255).astype(np.uint8)
    return made


def write(item: Any, pixels: Samples, space: pikepdf.Name) -> None:
    """Pixels as a picture's new samples; each is kept as its difference from its left neighbour."""
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
