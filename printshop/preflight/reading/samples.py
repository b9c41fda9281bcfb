"""The samples of a picture in a PDF: how much ink they lay down."""

from typing import Any

import numpy as np
import pikepdf
from PIL import Image as Pillow

from printshop.pdf.colour_spaces import ColourSpace
from printshop.pdf.objects import filters, get
from printshop.pdf.pictures import JPEG, samples

MOST = 80_000_000  # pixels of a picture that is decoded; a larger one is measured, not looked into
PER_MM = 2.0  # pixels a mm that the ink of a picture is thinned to


def inks_of(
    item: Any, space: ColourSpace, pixels: tuple[int, int], bits: int, mm: tuple[float, float]
) -> Any:
    """Percent of ink at about two pixels a mm: plain CMYK and gray of 8 bits, JPEG or packed."""
    parts = {"/DeviceCMYK": 4, "/DeviceGray": 1}.get(space.family, 0)
    plain = isinstance(get(item, "/ColorSpace"), pikepdf.Name)
    if not parts or bits != 8 or not plain or not 0 < pixels[0] * pixels[1] <= MOST:
        return None
    thin = max(1, int(min(p / max(PER_MM * m, 1) for p, m in zip(pixels, mm, strict=True))))
    try:
        values = _thinned(item, pixels, parts, thin)
    except (OSError, ValueError, TypeError, pikepdf.PdfError, Pillow.DecompressionBombError):
        return None
    if values is None:
        return None
    decode = [float(v) for v in get(item, "/Decode") or ()]
    if len(decode) == 2 * parts and decode[0] > decode[1]:
        values = 255 - values
    if parts == 1:
        values = 255 - values
    return values.sum(axis=2) / 2.55


def _thinned(item: Any, pixels: tuple[int, int], parts: int, thin: int) -> Any:
    """Mean samples from 0 to 255 as the file holds them, ``thin`` pixels in one each way."""
    small = max(pixels[0] // thin, 1), max(pixels[1] // thin, 1)
    found = samples(item, parts, 8, small)
    if found is None:
        return None
    values = found[0]
    if filters(item) == [JPEG]:  # it was opened small
        return values.astype(np.float32)
    high, wide = (pixels[1] // thin) * thin, (pixels[0] // thin) * thin
    if thin > 1 and high and wide:
        blocks = values[:high, :wide].reshape(high // thin, thin, wide // thin, thin, parts)
        return blocks.mean(axis=(1, 3), dtype=np.float32)
    return values.astype(np.float32)
