"""A referee: a converted logo has to look as a second renderer draws the file that was received.

An SVG is drawn by ``second``; the page of a PDF by pdfium, before anything in it was converted.
What was received is then separated as the logo was and shown as pdfium shows inks, so that only
the drawing can differ.
"""

import math
import re

import numpy as np
from PIL import Image

from printshop.colour.icc import Pixels, separate, to_black
from printshop.findings import Finding, error
from printshop.partners.logo_child import second
from printshop.partners.logo_child.differences import SIDE, Difference, bounds, compare
from printshop.partners.logo_child.sheet import PIXEL, Box, TrimmedLogo, page_of_pixels, rasterise
from printshop.partners.logo_child.vectors import Target

LARGEST = 2000  # pixels of the drawing's longer side, where the logo is a small part of it
FINER = 3  # pdfium moves the edges of boxes to whole pixels: thirds of a pixel are averaged
LARGER = 1 + 5e-5
SPARE = 8  # pixels around the logo
SIMPLER = (
    "expand it to plain paths (in Inkscape: Path, Object to Path; Stroke to Path), "
    "or send it as PDF, or as a PNG on white"
)

_STOP = rb"""<(?:[\w-]+:)?stop\b[^>]*?\boffset\s*[=:]\s*["']?\s*"""
_JUMP = re.compile(
    _STOP + rb"""([\d.]+%?)[^>]*>\s*(?:</[^>]*>\s*)?""" + _STOP + rb"""\1["';\s]"""
    rb"""|spreadMethod\s*=\s*["']repeat"""
)

Verdict = tuple[list[Finding], bytes]  # findings, and a PNG of both pictures where they differ


def judge_svg(data: bytes, logo: TrimmedLogo, target: Target) -> Verdict:
    """Compare a logo with the SVG that was received, as the second renderer draws it."""
    try:
        received = second.draw(data, _side(logo))
    except second.NotDrawn as problem:
        message = f"a second renderer cannot draw the SVG, so nobody can compare: {problem}"
        return [error("logo-not-drawn", message, target.where, SIMPLER)], b""
    return _verdict(logo, received, target, with_received=False, reach=_reach(data))


def judge_pdf(logo: TrimmedLogo, target: Target) -> Verdict:
    """Compare a logo with the page of a PDF as it was received.

    Colours in inks stay as they are, and are compared as pdfium shows them; others are separated.
    """
    received = _drawn(logo.received, (0.0, 0.0, *logo.page), _side(logo))
    return _verdict(logo, received, target, with_received=not target.black)


def _reach(svg: bytes) -> int:
    """How many pixels aside pdfium draws an edge of an SVG, at most.

    It draws tiles at whole pixels, and gradients in 256 steps: where the colour jumps from one stop
    to the next, each step is 2.3 pixels of 600.
    """
    if _JUMP.search(svg):
        return 3
    return 2 if b"pattern" in svg else 1


def _side(logo: TrimmedLogo) -> int:
    """The pixels of the whole drawing's longer side that give the logo ``SIDE``."""
    enlarged = max(logo.page) / max(logo.width, logo.height)
    return min(LARGEST, round(SIDE * enlarged))


def _drawn(pdf: bytes, box: Box, side: int) -> Pixels:
    """A box of a page in pt, its longer side of ``side`` pixels, without steps at its edges."""
    fine = Image.fromarray(rasterise(pdf, box, side * FINER))
    return np.asarray(fine.reduce(FINER))


def _shown_in_inks(rgb: Pixels, target: Target) -> Pixels:
    """A picture in RGB as pdfium shows its inks."""
    inks = separate(rgb, target.profile, target.press.limits.ink)
    if target.black:
        inks = to_black(inks, target.profile)
    rows, columns, _ = inks.shape
    # A little more than the picture: where it ends at a whole pixel, pdfium may add another.
    box = (0.0, 0.0, columns * PIXEL * LARGER, rows * PIXEL * LARGER)
    return rasterise(page_of_pixels(inks), box, max(rows, columns))


def _verdict(
    logo: TrimmedLogo,
    received: Pixels,
    target: Target,
    *,
    with_received: bool,
    reach: int = 1,
) -> Verdict:
    """Compare the part of the page where either picture shows something."""
    rows, columns, _ = received.shape
    width, height = logo.page
    left, bottom, right, top = logo.box
    x, y = columns / width, rows / height
    seen = bounds(received)
    part = (
        max(0, min(seen[0], math.floor(left * x)) - SPARE),
        max(0, min(seen[1], math.floor(rows - top * y)) - SPARE),
        min(columns, max(seen[2], math.ceil(right * x)) + SPARE),
        min(rows, max(seen[3], math.ceil(rows - bottom * y)) + SPARE),
    )
    box = (part[0] / x, height - part[3] / y, part[2] / x, height - part[1] / y)
    ours = _drawn(logo.sheet, box, max(part[2] - part[0], part[3] - part[1]))
    cut = np.ascontiguousarray(received[part[1] : part[3], part[0] : part[2]])
    references = [_shown_in_inks(cut, target)]
    found = compare(ours, [cut, *references] if with_received else references, reach)
    if found is None:
        return [], b""
    return [error("logo-not-drawn", _described(found), target.where, SIMPLER)], found.picture


def _described(found: Difference) -> str:
    left, top, right, bottom = (100 * v for v in found.box)
    return (
        f"two renderers draw the logo differently, in {max(0.1, 100 * found.share):.1f} % of it: "
        f"from {left:.0f} to {right:.0f} % of its width (from the left) and from {top:.0f} to "
        f"{bottom:.0f} % of its height (from the top)"
    )
