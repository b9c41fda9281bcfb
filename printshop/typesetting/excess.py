"""Excess: by how much what is set on a galley is larger than its frame has room for."""

from typing import NamedTuple

from printshop.pdf.geometry import Extent, union
from printshop.shop.job import Composition, Galley, GalleyLine
from printshop.shop.layout import Frame, Layout, LayoutBox
from printshop.shop.strips import strips
from printshop.typesetting.artwork import CLEARANCE, person
from printshop.typesetting.frame_style import on_page

TOLERANCE = 0.1  # mm
CAP, DESCENT = 0.74, 0.24  # of the size: cap height and descent
BESIDE = 0.25  # of the size: how far a line keeps from the outline of the shoulders


class Excess(NamedTuple):
    """By how many mm a frame is overset, in which slot and direction.

    ``rows`` is how many lines the slot takes where it may not have so many; else 0.
    """

    mm: float
    slot: str
    direction: str
    rows: int = 0


def depth_of(layout: Layout, frame: Frame, galley: Galley) -> float:
    """The room in mm across a frame's lines: its box's height, or the width of a turned one.

    On strips it is no more than the narrowest leaves between its margins.
    """
    if frame.strips and frame.turned:
        return min(frame.box.width, narrowest(layout).width - 2 * layout.fold_safe)
    return frame.box.width if frame.turned else frame.placed(galley.baseline).height


def narrowest(layout: Layout) -> LayoutBox:
    """The narrowest of a layout's strips."""
    return min(strips(layout), key=lambda strip: strip.width)


def fit_in(composition: Composition, name: str, galley: Galley) -> bool:
    """Whether a frame has room for what is set on a galley."""
    return excess_of(composition, name, galley).mm <= TOLERANCE


def excess_of(composition: Composition, name: str, galley: Galley) -> Excess:
    """By how much a frame is overset; too many lines count more than anything else."""
    layout = composition.job.layout
    frame = layout.frames[name]
    figure = person(layout, frame.page)
    rtl = composition.job.language.direction == "rtl"
    tallest = max(galley.lines, key=lambda line: line.row, default=None)
    placed, depth = frame.placed(galley.baseline), depth_of(layout, frame, galley)
    worst = Excess(galley.height - depth, tallest.slot if tallest else "", "in height")
    crowded = Excess(0.0, "", "")
    wide = frame.box.height if frame.turned else frame.box.width
    for line in galley.lines:
        # A cell of a row grows with its words, and then out of the frame.
        out = max(line.spill, line.box.x1 - wide, -line.box.x0)
        worst = max(worst, Excess(out, line.slot, "in width"))
        spec = frame.slots.get(line.slot)
        if spec and spec.lines and line.row >= spec.lines:
            too_high = line.size * (line.row + 1 - spec.lines)
            crowded = max(crowded, Excess(too_high, line.slot, "", line.row + 1))
        if frame.base is not None:
            top = min(part.y0 for part in line.ink or (_assumed(line),))
            above = frame.box.y - (placed.y + line.baseline + top)
            worst = max(worst, Excess(above, line.slot, "above its frame"))
        if figure and frame.clear:
            parts = [
                on_page(frame.turned, placed, _from_corner(part, line), rtl)
                for part in line.ink or (_assumed(line),)
            ]
            intrusion = CLEARANCE - min(figure.head_distance(part) for part in parts)
            x0, y0, x1, y1 = union(parts)
            aside = BESIDE * line.size
            if figure.crosses_body(Extent(x0 - aside, y0, x1 + aside, y1)):
                intrusion = max(intrusion, 1.0)
            worst = max(worst, Excess(intrusion, line.slot, "towards the figure"))
    return crowded if crowded.rows else worst


def _assumed(line: GalleyLine) -> Extent:
    """The ink of a line whose outlines are not known, y from its baseline."""
    return Extent(line.box.x0, -CAP * line.size, line.box.x1, DESCENT * line.size)


def _from_corner(part: Extent, line: GalleyLine) -> Extent:
    """Ink of a line, y from its baseline, from its frame's upper corner."""
    return Extent(part.x0, line.baseline + part.y0, part.x1, line.baseline + part.y1)
