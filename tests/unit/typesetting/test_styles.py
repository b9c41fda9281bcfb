"""Styles: the CSS that comes from data."""

import pytest

from printshop.shop.job import Shop
from printshop.typesetting import styles


def test_size_range_follows_the_voice(opened_shop: Shop) -> None:
    """A language's scale moves floor and top alike; figures keep the campaign's size."""
    slots = opened_shop.layouts["card"].frames["hotline"].slots
    arabic = opened_shop.languages["ar"]
    assert styles.size_range(slots["hotline-label"], arabic) == pytest.approx((8.4, 9.45))
    assert styles.size_range(slots["hotline-number"], arabic) == (18, 20)
