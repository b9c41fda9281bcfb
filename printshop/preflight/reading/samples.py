"""The samples of an image in a PDF, summed to percent of ink."""

import io
from typing import Any

import numpy as np
import pikepdf
from PIL import Image as Pillow

from printshop.pdf.colour_spaces import ColourSpace
from printshop.pdf.filters import exceeds_decoded
from printshop.pdf.objects import MALFORMED, filters, get
from printshop.pdf.pictures import FAXES, JPEG, JPEG_2000, LOSSLESS, read_samples

MOST_PIXELS = 80_000_000  # of an image that is decoded; of a larger one the ink is not known
MOST_BYTES = 1 << 28  # of samples that are counted
KNOWN = {*FAXES, JPEG, JPEG_2000, *LOSSLESS}
PER_MM = 2.0  # pixels a mm to which the ink of an image is averaged


def inks_of(
    item: Any, space: ColourSpace, pixels: tuple[int, int], bits: int, mm: tuple[float, float]
) -> Any:
    """Percent of ink as rows and columns, top row first, averaged to about two pixels a mm.

    ``pixels`` and ``mm`` are width and height. None where the ink is not known: anything but 8-bit
    DeviceCMYK and DeviceGray, JPEG or compressed without loss.
    """
    channels = {"/DeviceCMYK": 4, "/DeviceGray": 1}.get(space.family, 0)
    plain = isinstance(get(item, "/ColorSpace"), pikepdf.Name)
    if not channels or bits != 8 or not plain or not 0 < pixels[0] * pixels[1] <= MOST_PIXELS:
        return None
    step = max(1, int(min(p / max(PER_MM * m, 1) for p, m in zip(pixels, mm, strict=True))))
    try:
        values = _averaged(item, pixels, channels, step)
    except (OSError, ValueError, TypeError, pikepdf.PdfError, Pillow.DecompressionBombError):
        return None
    if values is None:
        return None
    decode = [float(v) for v in get(item, "/Decode") or ()]
    if len(decode) == 2 * channels and decode[0] > decode[1]:
        values = 255 - values
    if channels == 1:
        values = 255 - values
    return values.sum(axis=2) / 2.55


def fault_of(item: Any, space: ColourSpace, pixels: tuple[int, int], bits: int) -> str:
    """Why the samples of an image cannot be read, as a message; empty where they can.

    ``pixels`` are width and height. Samples in a fax compression are taken as they are.
    """
    names = [name for name in filters(item) if name != "/Crypt"]
    unknown = [name for name in names if name not in KNOWN]
    if unknown:
        return f"a picture is compressed in a way that is not known ({unknown[0].strip('/')})"
    try:
        if names[-1:] in ([JPEG], [JPEG_2000]):
            return _fault_of_jpeg(item, names)
        if names[-1:] and names[-1] in FAXES:
            return ""
        wanted = (pixels[0] * max(space.channels, 1) * bits + 7) // 8 * pixels[1]
        if 0 < wanted <= MOST_BYTES and not exceeds_decoded(item, wanted - 1):
            return "a picture ends before its last line"
    except (*MALFORMED, OSError, Pillow.DecompressionBombError):
        return "a picture cannot be unpacked"
    return ""


def _fault_of_jpeg(item: Any, names: list[str]) -> str:
    """The same for a JPEG or JPEG 2000; the former is read to its end, in a small size."""
    if len(names) > 1:
        return ""
    with Pillow.open(io.BytesIO(item.read_raw_bytes())) as opened:
        if names == [JPEG] and opened.size[0] * opened.size[1] <= MOST_PIXELS:
            opened.draft(opened.mode, (1, 1))
            opened.load()
    return ""


def _averaged(item: Any, pixels: tuple[int, int], channels: int, step: int) -> Any:
    """Samples (rows, columns, channels), 0 to 255 as stored: means of ``step`` × ``step``."""
    reduced = max(pixels[0] // step, 1), max(pixels[1] // step, 1)
    samples = read_samples(item, channels, 8, reduced)
    if samples is None:
        return None
    values = samples[0]
    if filters(item) == [JPEG]:  # it was opened in a reduced size
        return values.astype(np.float32)
    high, wide = (pixels[1] // step) * step, (pixels[0] // step) * step
    if step > 1 and high and wide:
        blocks = values[:high, :wide].reshape(high // step, step, wide // step, step, channels)
        return blocks.mean(axis=(1, 3), dtype=np.float32)
    return values.astype(np.float32)
