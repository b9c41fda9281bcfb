"""The pixels of a picture in a PDF: how many stand on an inch, and how much ink they lay down."""

import io
import math
from typing import Any

import numpy as np
import pikepdf
from PIL import Image as Pillow

from printshop.preflight.facts import Image
from printshop.preflight.geometry import Matrix, apply, around
from printshop.preflight.spaces import Space, get, space_of

MOST = 80_000_000  # pixels of a picture that is decoded; a larger one is measured, not looked into
PER_MM = 2.0  # pixels a mm that the ink of a picture is thinned to
ONE_BIT = {"stencil", "line art"}


def image_of(item: Any, resources: Any, matrix: Matrix, limit: bool = True) -> Image:
    """An image as it is placed; ``matrix`` leads from its unit square to mm from the trim."""
    wide, high = int(get(item, "/Width") or 0), int(get(item, "/Height") or 0)
    mask = bool(get(item, "/ImageMask"))
    bits = 1 if mask else int(get(item, "/BitsPerComponent") or 8)
    space = Space("stencil") if mask else space_of(get(item, "/ColorSpace"), resources)
    if not mask and get(item, "/ColorSpace") is None:
        space = Space("/Unknown")
    across, up = math.hypot(matrix[0], matrix[1]), math.hypot(matrix[2], matrix[3])
    ppi = [25.4 * n / mm for n, mm in ((wide, across), (high, up)) if mm > 0]
    kind = "stencil" if mask else "line art" if bits == 1 else "picture"
    box = around([apply(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))])
    return Image(
        kind,
        space.family,
        (wide, high),
        bits,
        box,
        min(ppi, default=0.0),
        space.names,
        get(item, "/Alternates") is not None,
        _inks(item, space, (wide, high), bits, (across, up)) if limit and not mask else None,
    )


def _inks(
    item: Any, space: Space, pixels: tuple[int, int], bits: int, mm: tuple[float, float]
) -> Any:
    """Percent of ink at about two pixels a mm: plain CMYK and gray of 8 bits, JPEG or packed."""
    parts = {"/DeviceCMYK": 4, "/DeviceGray": 1}.get(space.family, 0)
    plain = isinstance(get(item, "/ColorSpace"), pikepdf.Name)
    if not parts or bits != 8 or not plain or not 0 < pixels[0] * pixels[1] <= MOST:
        return None
    thin = max(1, int(min(p / max(PER_MM * m, 1) for p, m in zip(pixels, mm, strict=True))))
    try:
        values = _samples(item, pixels, parts, thin)
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


def _samples(item: Any, pixels: tuple[int, int], parts: int, thin: int) -> Any:
    """Mean samples from 0 to 255 as the file holds them, ``thin`` pixels in one each way."""
    filters = get(item, "/Filter")
    names = [str(f) for f in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if names == ["/DCTDecode"]:
        with Pillow.open(io.BytesIO(item.read_raw_bytes())) as opened:
            opened.draft(opened.mode, (max(pixels[0] // thin, 1), max(pixels[1] // thin, 1)))
            inverted = opened.mode == "CMYK"  # Pillow turns all JPEGs in CMYK round
            values: Any = np.asarray(opened, dtype=np.float32)
        values = values[..., None] if values.ndim == 2 else values
        if values.shape[2] != parts:
            return None
        return 255 - values if inverted else values
    if "/JPXDecode" in names or "/DCTDecode" in names:
        return None
    raw = np.frombuffer(item.read_bytes(), dtype=np.uint8)
    size = pixels[0] * pixels[1] * parts
    if raw.size < size:
        return None
    values = raw[:size].reshape(pixels[1], pixels[0], parts)
    high, wide = (pixels[1] // thin) * thin, (pixels[0] // thin) * thin
    if thin > 1 and high and wide:
        blocks = values[:high, :wide].reshape(high // thin, thin, wide // thin, thin, parts)
        return blocks.mean(axis=(1, 3), dtype=np.float32)
    return values.astype(np.float32)
