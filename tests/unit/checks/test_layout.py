"""Layouts: pages and frames that they name, zones in the safe zone, colours and fonts."""

from dataclasses import replace

import pytest

from printshop.checks.layout import check_layout, families
from printshop.shop.job import Shop
from printshop.shop.layout import Fold, LayoutBox
from tests.unit.conftest import Spoil


@pytest.mark.parametrize(
    ("box", "said"),
    [
        (LayoutBox(66, 33, 47, 11.5), []),
        (LayoutBox(66, 33, 49.1, 11.5), ["comes nearer than 5 mm from the trim"]),
        (LayoutBox(63.9, 33, 47, 11.5), ["comes nearer than"]),
        (LayoutBox(66, 29, 47, 11.5), ["lies 47 × 1 mm on the frame 'cover'"]),
    ],
)
def test_where_a_zone_may_lie(opened_shop: Shop, box: LayoutBox, said: list[str]) -> None:
    """Within the safe zone of one panel, and on no frame; edges may touch."""
    card = opened_shop.layouts["card"]
    zone = card.zones["partner"].model_copy(update={"box": box})
    told = check_layout(opened_shop, card.model_copy(update={"zones": {"partner": zone}}))
    assert [f.code for f in told] == ["zone-in-the-way"] * len(said)
    assert all(part in f.message for part, f in zip(said, told, strict=True))


@pytest.mark.parametrize(
    ("old", "new", "key", "fix"),
    [
        ("  - {page: outside, x: 60}", "  - {page: outsid, x: 60}", "folds[1].page", "outside"),
        ("after: cover,", "after: covers,", "zones.partner.after", "cover"),
    ],
)
def test_names_within_a_layout(spoil: Spoil, old: str, new: str, key: str, fix: str) -> None:
    """A page or a frame that the layout does not have is told with the nearest that it has."""
    told = spoil("layouts/card/layout.yaml", old, new)
    assert [(f.code, f.where.key, f.fix) for f in told] == [
        ("wrong-value", key, f"did you mean '{fix}'?")
    ]


@pytest.mark.parametrize(
    ("folds", "said"),
    [
        ([34, 68, 102], ""),
        ([34, 68, 101], "these have 34, 34, 33 mm"),
        ([50, 100], "these have 50, 50 mm"),
        ([30, 60, 90], "the glue flap is 30 mm wide"),
        ([], "the piece has no folds"),
    ],
)
def test_what_can_be_glued(opened_shop: Shop, folds: list[float], said: str) -> None:
    """Three equal panels, and a flap that is smaller."""
    card = opened_shop.layouts["card"]
    made = tuple(Fold.model_validate({"page": "outside", "x": x}) for x in folds)
    glued = card.model_copy(update={"glued": True, "folds": made, "zones": {}})
    told = [f for f in check_layout(opened_shop, glued) if "glue" in str(f.where.key)]
    assert len(told) == bool(said)
    assert all(f.code == "wrong-value" and said in f.message for f in told)


def test_a_sector_wants_a_colour_of_the_palette(spoil: Spoil) -> None:
    """Its accent is a token."""
    told = spoil("content/sectors.yaml", "accent: trains", "accent: train")
    assert [(f.code, f.fix) for f in told] == [("unknown-colour", "did you mean 'trains'?")]


def test_families_by_their_own_names(opened_shop: Shop) -> None:
    """A family is called as its font files say, not as its folder is."""
    assert {"Noto Sans", "Fira Sans Extra Condensed"} <= families(opened_shop.root)


@pytest.mark.parametrize(
    ("words", "fix"),
    [
        ("card", ""),
        ("crad", "did you mean 'card'?"),
        ("sign", "take the key out, or name another layout"),
        ("booklet", "write 'words: card'"),
    ],
)
def test_whose_words_a_layout_sets(opened_shop: Shop, words: str, fix: str) -> None:
    """Those of another layout, which sets its own."""
    card, sign = opened_shop.layouts["card"], opened_shop.layouts["sign"]
    booklet = card.model_copy(update={"words": "card"})
    sign = sign.model_copy(update={"words": words})
    shop = replace(opened_shop, layouts={"card": card, "booklet": booklet, "sign": sign})
    told = check_layout(shop, sign)
    assert [(f.code, f.fix) for f in told] == ([("wrong-value", fix)] if fix else [])
