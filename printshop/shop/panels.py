"""Panels: a page between its edges and its folds. Lengths in mm, from the page's reading start."""

from itertools import pairwise

from printshop.shop.model import Box, Layout


def panels(layout: Layout, page: str) -> list[tuple[float, float]]:
    """The panels of a page in reading order, each from an edge or fold to the next."""
    folds = sorted(fold.x for fold in layout.folds if fold.page == page)
    return list(pairwise([0.0, *folds, layout.trim[0]]))


def safe_boxes(layout: Layout, page: str) -> list[Box]:
    """What type may stand on in each panel of a page: x, y, width, height.

    It keeps ``safe`` from the trim and ``fold_safe`` from a fold.
    """
    width, height = layout.trim
    made = []
    for start, end in panels(layout, page):
        left = start + (layout.safe if start == 0 else layout.fold_safe)
        right = end - (layout.safe if end == width else layout.fold_safe)
        made.append((left, layout.safe, right - left, height - 2 * layout.safe))
    return made


def within(inner: Box, outer: Box) -> bool:
    """Whether a box lies in another, edges included."""
    (x, y, width, height), (left, top, wide, high) = inner, outer
    return left <= x and top <= y and x + width <= left + wide and y + height <= top + high


def overlap(one: Box, other: Box) -> tuple[float, float] | None:
    """How much two boxes have in common, across and down; None where they have nothing."""
    across, down = (
        min(one[i] + one[i + 2], other[i] + other[i + 2]) - max(one[i], other[i]) for i in (0, 1)
    )
    return (round(across, 2), round(down, 2)) if min(across, down) > 0 else None
