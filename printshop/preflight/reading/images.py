"""Image XObjects and inline images: pixels, colour space and effective resolution."""

import math
from typing import Any

from printshop.pdf.colour_spaces import UNKNOWN, ColourSpace
from printshop.pdf.geometry import Extent, Matrix, transform_box
from printshop.pdf.objects import MALFORMED, filters, get
from printshop.preflight.reading.facts import Image
from printshop.preflight.reading.resources import painted_space

STENCIL = ColourSpace("stencil")  # an image mask, painted in the current colour


def image_of(item: Any, resources: Any, matrix: Matrix, limit: bool = True) -> Image:
    """A placed image; ``matrix`` maps its unit square to mm from the trim's lower left corner.

    ``limit``: also work out its ink, for the limit of total area coverage.
    """
    wide, high = int(get(item, "/Width") or 0), int(get(item, "/Height") or 0)
    mask = bool(get(item, "/ImageMask"))
    bits = 1 if mask else int(get(item, "/BitsPerComponent") or 8)
    entry = get(item, "/ColorSpace")
    space = _own_space(item) if entry is None else painted_space(entry, resources)
    if mask:
        space = STENCIL
    across, up = math.hypot(matrix[0], matrix[1]), math.hypot(matrix[2], matrix[3])
    ppi = [25.4 * n / mm for n, mm in ((wide, across), (high, up)) if mm > 0]
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


def _own_space(item: Any) -> ColourSpace:
    """The colour space of an image that names none: a JPEG 2000 file holds it itself."""
    if filters(item)[-1:] != ["/JPXDecode"]:
        return UNKNOWN
    # Imported here: few files hold such pictures.
    from printshop.pdf.jpeg2000 import own_space

    try:
        return own_space(item.read_raw_bytes())
    except MALFORMED:
        return UNKNOWN
