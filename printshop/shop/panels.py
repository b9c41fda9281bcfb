"""Panels: the parts of a page between edges and folds. Lengths in mm, from the reading start."""

from itertools import pairwise

from printshop.shop.layout import Layout, LayoutBox


def panels(layout: Layout, page: str) -> list[tuple[float, float]]:
    """The panels of a page in reading order: start and end of each, in mm."""
    folds = sorted(fold.x for fold in layout.folds if fold.page == page)
    return list(pairwise([0.0, *folds, layout.trim[0]]))


def flap(layout: Layout, page: str) -> tuple[float, float] | None:
    """Start and end in mm of a page's glue flap; None where it has none.

    It is the last panel of the page whose folds come first.
    """
    if not layout.glued or not layout.folds or layout.folds[0].page != page:
        return None
    return panels(layout, page)[-1]


def safe_boxes(layout: Layout, page: str) -> list[LayoutBox]:
    """The safe areas of a page's panels, in which type may be set.

    They are ``safe`` mm from the trim and ``fold_safe`` mm from a fold. A glue flap has none.
    """
    width, height = layout.trim
    boxes = []
    for start, end in panels(layout, page):
        if (start, end) == flap(layout, page):
            continue
        left = start + (layout.safe if start == 0 else layout.fold_safe)
        right = end - (layout.safe if end == width else layout.fold_safe)
        safe_height = height - 2 * layout.safe
        boxes.append(LayoutBox(left, layout.safe, right - left, safe_height))
    return boxes


def within(inner: LayoutBox, outer: LayoutBox) -> bool:
    """Whether a box is inside another, common edges included."""
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def overlap(one: LayoutBox, other: LayoutBox) -> tuple[float, float] | None:
    """The width and height in mm of the overlap of two boxes; None where they have none."""
    width = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    height = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return (round(width, 2), round(height, 2)) if min(width, height) > 0 else None
