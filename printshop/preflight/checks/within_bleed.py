"""The bleed, and what is painted within it: marks and labels in the slug are cut off."""

from printshop.pdf.geometry import SIDES, Extent, beyond
from printshop.pdf.paint import Paint
from printshop.preflight.reading.facts import PageReading

Uses = dict[Paint, tuple[str, Extent | None]]


def painted_inside(page: PageReading) -> Uses:
    """The colours within the bleed, each with what it is used for and a place.

    A place that is not known counts.
    """
    places = ((paint, use, page.paint_boxes.get(paint)) for paint, use in page.paints.items())
    return {p: (use, box) for p, use, box in places if box is None or page.inside(box)}


def bleed_widths(page: PageReading) -> dict[str, float]:
    """The width of the bleed on each side in mm."""
    trim = Extent(0.0, 0.0, *page.size)
    return dict(zip(SIDES, beyond(page.effective_bleed, trim), strict=True))
