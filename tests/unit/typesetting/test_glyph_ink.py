"""Glyph ink: the columns of ink of words as the renderer sets them."""

import pytest

from printshop.shop.job import Shop
from printshop.typesetting import render
from printshop.typesetting.glyph_ink import PX, Ink, ink_of
from tests.unit.typesetting.cards import card

SIZE = 100 / PX  # mm: of words set at 100 px


def ink(shop: Shop, words: str, family: str = "Noto Sans") -> list[Ink]:
    """The ink of a word."""
    style = f"font: 100px {family}; white-space: nowrap"
    html = f"<html lang='en'><body><p style='{style}'>{words}</p></body></html>"
    document = render.set_document(card(shop, "x"), html, styled=False)
    boxes = [b for b in render.walk(document.pages[0]._page_box) if getattr(b, "text", "")]
    return [column for box in boxes for glyph in ink_of(box) for column in glyph]


def heights(columns: list[Ink]) -> tuple[float, float]:
    """How far ink reaches over and under the baseline, in parts of the size."""
    return max(c.above for c in columns) / SIZE, max(c.below for c in columns) / SIZE


@pytest.mark.parametrize(
    ("words", "above", "below"),
    [("H", 0.714, 0.0), ("x", 0.536, 0.0), ("p", 0.545, 0.24), ("ș", 0.545, 0.22), ("Ấ", 0.98, 0)],
)
def test_ink_over_and_under_the_baseline(
    opened_shop: Shop, words: str, above: float, below: float
) -> None:
    """By the outlines of Noto Sans; marks count with their letters."""
    assert heights(ink(opened_shop, words)) == pytest.approx((above, below), abs=0.03)


def test_marks_and_joined_letters(opened_shop: Shop) -> None:
    """Arabic as it is joined: a hamza over an alef is higher than the alef, a jeem hangs lower."""
    alef, hamza = (heights(ink(opened_shop, c, "Vazirmatn")) for c in "اأ")
    assert hamza[0] > alef[0] + 0.1
    alone, joined = (heights(ink(opened_shop, c, "Vazirmatn")) for c in ("ج", "جج\u0640"))
    assert alone[1] > joined[1] + 0.1


def test_ink_is_where_it_is_drawn(opened_shop: Shop) -> None:
    """A descender counts under its stem only, not under the whole letter."""
    columns = [c for c in ink(opened_shop, "p") if c.below > 0.1 * SIZE]
    assert max(c.x1 for c in columns) - min(c.x0 for c in columns) < 0.2 * SIZE


def test_a_space_has_none(opened_shop: Shop) -> None:
    """It moves what follows."""
    apart = ink(opened_shop, "x x")
    assert max(c.x1 for c in apart) > 1.2 * SIZE
    assert not [c for c in apart if 0.6 * SIZE < c.x0 < 0.75 * SIZE]
