"""Strips: the parts of a page between its cuts."""

from pathlib import Path

import pytest
import yaml

from printshop.checks.opening import open_shop
from printshop.shop.job import Shop
from printshop.shop.layout import Layout, LayoutBox
from printshop.shop.strips import boxes_of, printed_strips, strips

CUTS = {"page": "front", "between": [120, 148], "x": [35, 70], "missing": [2], "line": "ink"}


@pytest.fixture
def sign(tiny_shop: Path) -> Layout:
    """The sign with two cuts, the strip between them torn off, and its number on strips."""
    path = tiny_shop / "layouts/sign/layout.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    data["cuts"] = CUTS
    data["frames"]["hotline"] |= {"box": [10, 120, 12, 27], "turned": True, "strips": True}
    path.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    shop, _ = open_shop(tiny_shop)
    assert shop is not None
    return shop.layouts["sign"]


def test_strips_reach_from_cut_to_cut(sign: Layout) -> None:
    """One more than there are cuts, from the first cut's height to the last's."""
    assert strips(sign) == [
        LayoutBox(0, 120, 35, 28),
        LayoutBox(35, 120, 35, 28),
        LayoutBox(70, 120, 35, 28),
    ]
    assert printed_strips(sign) == [LayoutBox(0, 120, 35, 28), LayoutBox(70, 120, 35, 28)]


def test_a_frame_on_strips_stands_on_each(sign: Layout) -> None:
    """Its box is that on the first strip; a frame beside it stands where it stands."""
    assert boxes_of(sign, sign.frames["hotline"]) == [
        LayoutBox(10, 120, 12, 27),
        LayoutBox(80, 120, 12, 27),
    ]
    assert boxes_of(sign, sign.frames["slogan"]) == [sign.frames["slogan"].box]


def test_a_layout_without_cuts_has_no_strips(opened_shop: Shop) -> None:
    """Then a frame has its own box."""
    layout = opened_shop.layouts["card"]
    assert strips(layout) == printed_strips(layout) == []
