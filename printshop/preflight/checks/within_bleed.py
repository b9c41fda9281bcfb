"""What is painted within the bleed: colour bars, marks and labels in the slug are cut off."""

from printshop.pdf.geometry import Extent
from printshop.pdf.paint import Paint
from printshop.preflight.reading.facts import PageReading

Uses = dict[Paint, tuple[str, Extent | None]]


def painted_inside(page: PageReading) -> Uses:
    """The colours within the bleed, each with what it is used for and a place; worked out once.

    Those of patterns, soft masks and Type 3 glyphs have no place that is known: they count.
    """
    if "painted inside" not in page.cache:
        page.cache["painted inside"] = _painted_inside(page)
    found: Uses = page.cache["painted inside"]
    return found


def _painted_inside(page: PageReading) -> Uses:
    objects = [(f.paint, f.box) for f in page.fills if f.paint is not None]
    objects += [(s.paint, s.box) for s in page.strokes]
    objects += [(r.paint, r.box) for r in page.runs]
    placed: dict[Paint, Extent | None] = {}
    for paint, box in objects:
        if paint not in placed or placed[paint] is None:
            placed[paint] = box if page.inside(box) else None
    found: Uses = {}
    for paint, use in page.paints.items():
        if paint not in placed:
            found[paint] = use, page.paint_boxes.get(paint)
        elif (place := placed[paint]) is not None:
            found[paint] = use, place
    return found
