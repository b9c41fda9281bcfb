"""Panels: where a page may be printed on, between its edges and its folds."""

import pytest

from printshop.shop.job import Shop
from printshop.shop.layout import LayoutBox
from printshop.shop.panels import flap, overlap, panels, safe_boxes, within


def test_panels_and_safe_boxes(opened_shop: Shop) -> None:
    """A fold parts a page in two; type keeps 5 mm from the trim and 4 mm from the fold."""
    card = opened_shop.layouts["card"]
    assert panels(card, "outside") == [(0, 60), (60, 120)]
    assert safe_boxes(card, "outside") == [
        LayoutBox(5, 5, 51, 40),
        LayoutBox(64, 5, 51, 40),
    ]
    sign = opened_shop.layouts["sign"]
    assert panels(sign, "front") == [(0, sign.trim[0])]


@pytest.mark.parametrize(
    ("inner", "lies"),
    [
        (LayoutBox(5, 5, 51, 40), True),
        (LayoutBox(4.9, 5, 51, 40), False),
        (LayoutBox(50, 5, 7, 9), False),
    ],
)
def test_within(inner: LayoutBox, lies: bool) -> None:
    """Edges may touch."""
    assert within(inner, LayoutBox(5, 5, 51, 40)) is lies


def test_overlap() -> None:
    """Boxes that only touch have nothing in common."""
    assert overlap(LayoutBox(0, 0, 10, 10), LayoutBox(8, 7, 10, 10)) == (2, 3)
    assert overlap(LayoutBox(0, 0, 10, 10), LayoutBox(10, 0, 5, 5)) is None


def test_a_glue_flap_is_no_place_for_type(opened_shop: Shop) -> None:
    """The last panel of a glued piece, where that has folds."""
    card = opened_shop.layouts["card"]
    assert flap(card, "outside") is None
    glued = card.model_copy(update={"glued": True})
    assert flap(glued, "outside") == (60, 120)
    assert safe_boxes(glued, "outside") == [LayoutBox(5, 5, 51, 40)]
