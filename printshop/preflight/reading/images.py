"""The pixels of a picture in a PDF: how many there are, and how many stand on an inch."""

import math
from typing import Any

from printshop.pdf.colour_spaces import UNKNOWN, ColourSpace
from printshop.pdf.geometry import Extent, Matrix, transform_box
from printshop.pdf.objects import get
from printshop.preflight.reading.facts import Image
from printshop.preflight.reading.resources import painted_space

STENCIL = ColourSpace("stencil")  # painted in the current colour


def image_of(item: Any, resources: Any, matrix: Matrix, limit: bool = True) -> Image:
    """An image as it is placed; ``matrix`` leads from its unit square to mm from the trim."""
    wide, high = int(get(item, "/Width") or 0), int(get(item, "/Height") or 0)
    mask = bool(get(item, "/ImageMask"))
    bits = 1 if mask else int(get(item, "/BitsPerComponent") or 8)
    listed = get(item, "/ColorSpace")
    space = UNKNOWN if listed is None else painted_space(listed, resources)
    if mask:
        space = STENCIL
    across, up = math.hypot(matrix[0], matrix[1]), math.hypot(matrix[2], matrix[3])
    ppi = [25.4 * n / mm for n, mm in ((wide, across), (high, up)) if mm > 0]
    kind = "stencil" if mask else "line art" if bits == 1 else "picture"
    box = transform_box(matrix, Extent(0, 0, 1, 1))
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
