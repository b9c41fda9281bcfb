"""Impose: where the artwork lies on each size."""

from dataclasses import replace

import pytest

from printshop.prepress import impose
from printshop.shop.catalog import resolve
from printshop.shop.job import JobTicket, Shop
from printshop.shop.layout import Layout
from printshop.shop.press import LargeBleed, Press
from printshop.shop.units import Size

SIZES = {"a4": (210.0, 297.0), "a3": (297.0, 420.0), "a2": (420.0, 594.0), "a1": (594.0, 841.0)}


def poster(shop: Shop) -> Layout:
    """An A3 with 6 mm of bleed drawn."""
    layout = shop.layouts["sign"]
    sizes = {n: layout.sizes["a7"].model_copy(update={"trim": trim}) for n, trim in SIZES.items()}
    return layout.model_copy(update={"trim": SIZES["a3"], "bleed": 6.0, "sizes": sizes})


def offset(shop: Shop) -> Press:
    """A condition with 3 mm of bleed, 5 on large sheets, and 8 mm of slug."""
    large = LargeBleed(above=420.0, bleed=5.0)
    return shop.presses["test"].model_copy(update={"large": large})


@pytest.mark.parametrize("name", SIZES)
def test_boxes(opened_shop: Shop, name: str) -> None:
    """Boxes start at 0,0 and lie one inside the other by slug and bleed; the artwork covers all."""
    trim, press, layout = SIZES[name], offset(opened_shop), poster(opened_shop)
    boxes = impose.boxes(layout, name, press)
    bleed = 5 if name in ("a2", "a1") else 3
    assert boxes.media[:2] == (0, 0)
    assert boxes.bleed[:2] == (8, 8)
    assert boxes.trim[:2] == (8 + bleed, 8 + bleed)
    for box, edge in ((boxes.media, 8 + bleed), (boxes.bleed, bleed), (boxes.trim, 0)):
        size = (box[2] - box[0], box[3] - box[1])
        assert size == pytest.approx((trim[0] + 2 * edge, trim[1] + 2 * edge))
    width, height = ((t + 2 * layout.bleed) * boxes.scale for t in layout.trim)
    x, y = boxes.shift
    assert x + width / 2 == pytest.approx(boxes.media[2] / 2), "centred"
    assert y + height / 2 == pytest.approx(boxes.media[3] / 2), "centred"
    assert max(x, y) <= boxes.bleed[0] + impose.TOLERANCE
    assert width * 1.001 >= boxes.bleed[2] - boxes.bleed[0]


@pytest.mark.parametrize(
    ("name", "scale", "crop"),
    [("a4", 0.7071, 0.03), ("a3", 1, 0), ("a2", 1.4143, 0.03), ("a1", 2.0024, 0.36)],
)
def test_scale_covers(opened_shop: Shop, name: str, scale: float, crop: float) -> None:
    """One factor in both directions, the least that covers; at most a third of a mm is cut off."""
    boxes = impose.boxes(poster(opened_shop), name, offset(opened_shop))
    assert boxes.scale == pytest.approx(scale, abs=1e-4)
    lost = [(a * boxes.scale - b) / 2 for a, b in zip(SIZES["a3"], SIZES[name], strict=True)]
    assert min(lost) == pytest.approx(0, abs=1e-9)
    assert max(lost) <= crop


@pytest.mark.parametrize(
    ("drawn", "trim", "enough"),
    [
        (6.0, SIZES["a4"], True),
        (4.3, SIZES["a4"], True),
        (4.1, SIZES["a4"], False),
        (3.0, SIZES["a3"], True),
        (2.9, SIZES["a3"], False),
    ],
)
def test_bleed_drawn(opened_shop: Shop, drawn: float, trim: Size, enough: bool) -> None:
    """What the layout draws, scaled, must reach as far as the condition wants."""
    layout = poster(opened_shop).model_copy(update={"bleed": drawn, "trim": SIZES["a3"]})
    sizes = {"x": layout.sizes["a4"].model_copy(update={"trim": trim})}
    job = resolve(opened_shop, JobTicket("sign", "trains", "en"))
    job = replace(job, layout=layout.model_copy(update={"sizes": sizes}))
    codes = [f.code for f in impose.check(job, "x", offset(opened_shop))]
    assert codes == ([] if enough else ["too-little-bleed"])


def test_bleed_told_with_measures(opened_shop: Shop) -> None:
    """The finding says what is wanted, what is drawn, and where to change it."""
    job = resolve(opened_shop, JobTicket("sign", "trains", "en"))
    press = opened_shop.presses["test"].model_copy(update={"bleed": 9.0})
    told = impose.check(job, "", press)
    assert [str(f) for f in told] == [
        "layouts/sign/layout.yaml:4: error[too-little-bleed]: 'test' wants 9 mm of bleed on "
        "sign-trains; the layout draws 5.0 mm\n  at   bleed\n"
        "  fix  draw more bleed: 'bleed' is 5 mm"
    ]
