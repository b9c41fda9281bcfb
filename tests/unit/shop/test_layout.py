"""Layouts as they are read: boxes, size ranges, at most one zone."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from printshop.shop.job import Shop
from printshop.shop.layout import LayoutBox, Slot
from tests.unit.conftest import Spoil

BOX: TypeAdapter[LayoutBox] = TypeAdapter(LayoutBox)


def test_a_box_is_read_from_four_numbers() -> None:
    """As x, y, width, height; what is written out again is a list."""
    box = BOX.validate_python([66, 18, 47, 12.5], strict=True)
    assert isinstance(box, LayoutBox)
    assert (box.x, box.y, box.width, box.height) == (66, 18, 47, 12.5)
    assert BOX.validate_python(box, strict=True) == box
    assert BOX.dump_json(box) == b"[66.0,18.0,47.0,12.5]"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[66, 18, 47]", "'frames.cover.box' has 3 values where more are wanted"),
        ("[66, 18, 47, 12, 1]", "'frames.cover.box' has 5 values where 4 at most are wanted"),
        ("[66, 18, 47, wide]", "'frames.cover.box[4]' is 'wide' where a number is wanted"),
        ("66", "'frames.cover.box' is 66 where a list is wanted"),
        (
            "{x: 66, y: 18, width: 47, height: 12}",
            "'frames.cover.box' is {x: 66, y: 18, width: 47, height: 12} where a list is wanted",
        ),
    ],
)
def test_what_is_no_box(spoil: Spoil, written: str, message: str) -> None:
    """It is told in the writer's words, as for any other list."""
    told = spoil("layouts/card/layout.yaml", "box: [66, 18, 47, 12]", f"box: {written}")
    assert told[0].code == "wrong-value"
    assert told[0].message.startswith(message)


@pytest.mark.parametrize("size", [(0.0, 9.0), (9.0, 8.0)])
def test_a_size_range_goes_up(size: Any) -> None:
    """From the floor to the largest."""
    with pytest.raises(ValidationError, match=r"smallest size first|more than 0 mm"):
        Slot(voice="text", size=size, leading=1.2)


def test_sizes_of_a_layout(opened_shop: Shop) -> None:
    """A derived size has a trim of its own; the native one has no name."""
    sign = opened_shop.layouts["sign"]
    assert sign.name == "sign"
    assert sign.trim_of("") == sign.trim
    assert sign.trim_of("a7") == sign.sizes["a7"].trim
