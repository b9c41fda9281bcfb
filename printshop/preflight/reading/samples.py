"""The samples of an image in a PDF, summed to percent of ink."""

from typing import Any

import numpy as np
import pikepdf
from PIL import Image as Pillow

from printshop.pdf.colour_spaces import ColourSpace
from printshop.pdf.objects import filters, get
from printshop.pdf.pictures import JPEG, read_samples

MOST_PIXELS = 80_000_000  # of an image that is decoded; of a larger one the ink is not known
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
