"""Strips: the parts of a page between its cuts, and the frames that are set on each of them.

Lengths in mm, from the reading start.
"""

from itertools import pairwise

from printshop.shop.layout import Frame, Layout, LayoutBox


def strips(layout: Layout) -> list[LayoutBox]:
    """The strips of a layout in reading order, the missing ones among them; empty without cuts."""
    if layout.cuts is None:
        return []
    top, foot = layout.cuts.between
    edges = [0.0, *sorted(layout.cuts.x), layout.trim[0]]
    return [LayoutBox(start, top, end - start, foot - top) for start, end in pairwise(edges)]


def printed_strips(layout: Layout) -> list[LayoutBox]:
    """The strips that are printed: all but the missing ones."""
    missing = layout.cuts.missing if layout.cuts else ()
    return [strip for n, strip in enumerate(strips(layout), 1) if n not in missing]


def boxes_of(layout: Layout, frame: Frame) -> list[LayoutBox]:
    """The boxes in which a frame is set, in reading order: its own, or one on each strip."""
    on = printed_strips(layout) if frame.strips else []
    x, y, width, height = frame.box
    return [LayoutBox(x + strip.x - on[0].x, y, width, height) for strip in on] or [frame.box]
