"""Image XObjects and inline images: pixels, colour space and effective resolution."""

import math
from typing import Any

import pikepdf

from printshop.pdf.colour_spaces import UNKNOWN, ColourSpace, resolve
from printshop.pdf.geometry import Extent, Matrix, transform_box
from printshop.pdf.objects import MALFORMED, filters, get, number
from printshop.preflight.reading.facts import Image

STENCIL = ColourSpace("stencil")  # an image mask, painted in the current colour


def space_within(item: Any) -> ColourSpace:
    """The colour space that a JPEG 2000 itself says; ``UNKNOWN`` for any other image."""
    if filters(item)[-1:] != ["/JPXDecode"] or not isinstance(item, pikepdf.Stream):
        return UNKNOWN
    # Imported here: few files hold such pictures.
    from printshop.pdf.jpeg2000 import own_space

    try:
        return own_space(item.read_raw_bytes())
    except MALFORMED:
        return UNKNOWN


def image_fault(item: Any, space: ColourSpace) -> str:
    """Why an image in a colour space cannot be read, as a message; empty where it can."""
    wide, high = _pixels(item, "/Width"), _pixels(item, "/Height")
    if wide <= 0 or high <= 0:
        return "a picture has no size in pixels"
    if space is UNKNOWN and get(item, "/ColorSpace") is None:
        return "a picture has no colour space"
    if not isinstance(item, pikepdf.Stream):
        return ""
    from printshop.preflight.reading.samples import fault_of  # see image_of

    bits = 1 if space is STENCIL else _pixels(item, "/BitsPerComponent") or 8
    stored = space if space is STENCIL else resolve(get(item, "/ColorSpace"), None)
    return fault_of(item, stored, (wide, high), bits)


def _pixels(item: Any, key: str) -> int:
    """A whole number of an image's dictionary; 0 where it has none."""
    found: int = number(get(item, key), 0)
    return found


def image_of(item: Any, space: ColourSpace, matrix: Matrix, limit: bool = True) -> Image:
    """A placed image; ``matrix`` maps its unit square to mm from the trim's lower left corner.

    ``space``: what it is painted in. ``limit``: also work out its ink, for the limit of total area
    coverage.
    """
    wide, high = _pixels(item, "/Width"), _pixels(item, "/Height")
    mask = space is STENCIL
    bits = 1 if mask else _pixels(item, "/BitsPerComponent") or 8
    across, up = math.hypot(matrix[0], matrix[1]), math.hypot(matrix[2], matrix[3])
    ppi = [25.4 * n / mm for n, mm in ((wide, across), (high, up)) if mm > 0 and n > 0]
    kind = "stencil" if mask else "line art" if bits == 1 else "picture"
    box = transform_box(matrix, Extent(0, 0, 1, 1))
    ink = None
    if limit and not mask:
        # Imported here: few files hold pictures, and numpy and Pillow take a while to load.
        from printshop.preflight.reading.samples import inks_of

        ink = inks_of(item, space, (wide, high), bits, (across, up))
    return Image(
        kind,
        space.family,
        (wide, high),
        bits,
        box,
        min(ppi, default=0.0),
        space.names,
        get(item, "/Alternates") is not None,
        ink,
        space.words,
    )
