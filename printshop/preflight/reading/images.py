"""The pixels of a picture in a PDF: how many there are, and how many stand on an inch."""

import math
from typing import Any

from printshop.preflight.reading.facts import Image
from printshop.preflight.reading.geometry import Matrix, apply, around
from printshop.preflight.reading.spaces import Space, get, space_of

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
    ink = None
    if limit and not mask:
        # Here: few files hold pictures, and what decodes them takes a while to load.
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
    )
