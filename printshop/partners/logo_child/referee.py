"""A referee: a converted logo has to look as a second renderer draws the file that was received.

An SVG is drawn by ``second``; the page of a PDF by pdfium, before anything in it was converted.
What was received is then separated as the logo was and shown as pdfium shows inks, so that only
the drawing can differ.
"""

from collections.abc import Sequence

from printshop.colour.icc import Pixels, separate, to_black
from printshop.findings import Finding, error
from printshop.partners.logo_child import second
from printshop.partners.logo_child.differences import SIDE, Difference, compare
from printshop.partners.logo_child.sheet import PIXEL, TrimmedLogo, page_of_pixels, rasterise
from printshop.partners.logo_child.vectors import Target

LARGEST = 2000  # pixels of the drawing's longer side, where the logo is a small part of it
SIMPLER = (
    "expand it to plain paths (in Inkscape: Path, Object to Path; Stroke to Path), "
    "or send it as PDF, or as a PNG on white"
)

Verdict = tuple[list[Finding], bytes]  # findings, and a PNG of both pictures where they differ


def judge_svg(data: bytes, logo: TrimmedLogo, target: Target) -> Verdict:
    """Compare a logo with the SVG that was received, as the second renderer draws it."""
    side = _side(logo)
    try:
        received = second.draw(data, side)
    except second.NotDrawn as problem:
        message = f"a second renderer cannot draw the SVG, so nobody can compare: {problem}"
        return [error("logo-not-drawn", message, target.where, SIMPLER)], b""
    return _verdict(logo, [_shown_in_inks(received, target)], side, target)


def judge_pdf(logo: TrimmedLogo, target: Target) -> Verdict:
    """Compare a logo with the page of a PDF as it was received.

    Colours in inks stay as they are, and are compared as pdfium shows them; others are separated.
    """
    side = _side(logo)
    page = rasterise(logo.received, (0.0, 0.0, *logo.page), side)
    in_inks = _shown_in_inks(page, target)
    return _verdict(logo, [in_inks] if target.black else [page, in_inks], side, target)


def _side(logo: TrimmedLogo) -> int:
    """The pixels of the whole drawing's longer side that give the logo ``SIDE``."""
    enlarged = max(logo.page) / max(logo.width, logo.height)
    return min(LARGEST, round(SIDE * enlarged))


def _shown_in_inks(rgb: Pixels, target: Target) -> Pixels:
    """A picture in RGB as pdfium shows its inks."""
    inks = separate(rgb, target.profile, target.press.limits.ink)
    if target.black:
        inks = to_black(inks, target.profile)
    rows, columns, _ = inks.shape
    return rasterise(
        page_of_pixels(inks), (0.0, 0.0, columns * PIXEL, rows * PIXEL), max(rows, columns)
    )


def _verdict(logo: TrimmedLogo, references: Sequence[Pixels], side: int, target: Target) -> Verdict:
    ours = rasterise(logo.sheet, (0.0, 0.0, *logo.page), side)
    found = compare(ours, references)
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
