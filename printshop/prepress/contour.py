"""The contour of a piece that is cut out of its sheet: a hairline in a separation of its own.

A cutter follows the line, a press must not print it. So it is painted last, in a separation that
bears the name the print shop's cutter knows, and it overprints: no other plate changes (ISO
32000-1, 8.6.6.4 and 8.6.7). Lengths are in mm.
"""

import pikepdf
from pikepdf import Array, Dictionary, Name

from printshop.pdf.geometry import Extent
from printshop.shop.layout import Layout
from printshop.shop.units import PT, Size

SPACE, STATE = "/Contour", "/ContourState"
LINE = 0.25  # pt: line width
SHOWN_AS = (0, 1, 0, 0)  # C, M, Y, K of the line where nobody knows the separation: on a screen
KAPPA = 0.5523  # of the radius: the handles of a quarter circle as one cubic


def colour_space(name: str) -> Array:
    """A separation of this name."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(SHOWN_AS), N=1)
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def add_space(page: pikepdf.Object, name: str) -> None:
    """Add the separation and the state in which it overprints to a page's resources, in place."""
    spaces = page.Resources.get("/ColorSpace", Dictionary())
    spaces[SPACE] = colour_space(name)
    page.Resources.ColorSpace = spaces
    states = page.Resources.get("/ExtGState", Dictionary())
    states[STATE] = Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)
    page.Resources.ExtGState = states


def radius(layout: Layout, trim: Size) -> float:
    """The radius of the corners at a final size; 0 for a layout without a contour."""
    if layout.contour is None:
        return 0.0
    return layout.contour.radius * min(trim) / min(layout.trim)


def operators(trim: Extent, corner: float) -> bytes:
    """Content that draws the trim's outline with round corners of a radius, as an artifact."""
    x0, y0, x1, y1 = trim
    k = corner * (1 - KAPPA)
    corners = (  # each: the end of the side before it, two handles, the start of the side after it
        ((x1 - corner, y0), (x1 - k, y0), (x1, y0 + k), (x1, y0 + corner)),
        ((x1, y1 - corner), (x1, y1 - k), (x1 - k, y1), (x1 - corner, y1)),
        ((x0 + corner, y1), (x0 + k, y1), (x0, y1 - k), (x0, y1 - corner)),
        ((x0, y0 + corner), (x0, y0 + k), (x0 + k, y0), (x0 + corner, y0)),
    )
    path = [f"{_points((x0 + corner, y0))} m"]
    for side, *curve in corners:
        path.append(f"{_points(side)} l")
        if corner:
            path.append(f"{' '.join(map(_points, curve))} c")
    line = f"{STATE} gs {SPACE} CS 1 SCN {LINE} w"
    return f"/Artifact BMC q {line} {' '.join(path)} h S Q EMC\n".encode()


def _points(point: tuple[float, float]) -> str:
    return f"{point[0] * PT:.3f} {point[1] * PT:.3f}"
