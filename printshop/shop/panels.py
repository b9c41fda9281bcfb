"""Panels: a page between its edges and its folds. Lengths in mm, from the page's reading start."""

from itertools import pairwise

from printshop.shop.layout import Layout, LayoutBox


def panels(layout: Layout, page: str) -> list[tuple[float, float]]:
    """The panels of a page in reading order, each from an edge or fold to the next."""
    folds = sorted(fold.x for fold in layout.folds if fold.page == page)
    return list(pairwise([0.0, *folds, layout.trim[0]]))


def safe_boxes(layout: Layout, page: str) -> list[LayoutBox]:
    """Where type may stand, a box for each panel of a page.

    It keeps ``safe`` from the trim and ``fold_safe`` from a fold.
    """
    width, height = layout.trim
    boxes = []
    for start, end in panels(layout, page):
        left = start + (layout.safe if start == 0 else layout.fold_safe)
        right = end - (layout.safe if end == width else layout.fold_safe)
        down = height - 2 * layout.safe
        boxes.append(LayoutBox(left, layout.safe, right - left, down))
    return boxes


def within(inner: LayoutBox, outer: LayoutBox) -> bool:
    """Whether a box lies in another, edges included."""
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def overlap(one: LayoutBox, other: LayoutBox) -> tuple[float, float] | None:
    """How much two boxes have in common in mm, across and down; None where they have nothing."""
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return (round(across, 2), round(down, 2)) if min(across, down) > 0 else None
