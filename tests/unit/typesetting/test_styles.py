"""Styles: the CSS that comes from data."""

from dataclasses import replace

import pytest

from printshop.shop.job import Shop
from printshop.typesetting import measure, styles
from tests.unit.typesetting.cards import composed, job_with


def test_size_range_follows_the_voice(opened_shop: Shop) -> None:
    """A language's scale moves floor and top alike; figures keep the campaign's size."""
    slots = opened_shop.layouts["card"].frames["hotline"].slots
    arabic = opened_shop.languages["ar"]
    assert styles.size_range(slots["hotline-label"], arabic) == pytest.approx((8.4, 9.45))
    assert styles.size_range(slots["hotline-number"], arabic) == (18, 20)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_figures_within_another_slot(opened_shop: Shop, language: str) -> None:
    """A number keeps the font and the size of its slot where that stands in a line of text."""
    made = composed(job_with(opened_shop, language))
    markup = made.frames["hotline"]
    number = markup.partition('<p class="hotline-number">')[2].partition("</p>")[0]
    nested = f'<p class="hotline-label">x <span class="hotline-number">{number}</span></p>'
    frame = f"{markup.partition('<h2')[0]}{nested}</div>"
    made = replace(made, frames={**made.frames, "hotline": frame})
    sizes = {"hotline-label": 9.0, "hotline-number": 20.0}
    css = styles.frame_css(made.job, "hotline", sizes, "#trial-0 ")
    found = [
        line for line in measure.galleys(made, [("hotline", css)])[0].lines if "2" in line.text
    ]
    assert [line.size for line in found] == pytest.approx([20 * 25.4 / 72])
