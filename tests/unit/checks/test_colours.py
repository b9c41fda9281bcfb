"""Colours of sectors: by which measure two are too near, and what is said."""

from dataclasses import replace

import pytest

from printshop.checks.colours import near_colours
from printshop.findings import Finding
from printshop.shop.job import Shop
from printshop.shop.palette import Colour
from printshop.shop.words import TEXTURES, Texture

GREEN = "#a0c85a"  # of the tiny shop's sector
FAR = "#e060c8"  # differs for every eye, and in grey
YELLOW = "#ffcd23"  # like the green for an eye without green or red cones
AS_LIGHT = "#5ac8f0"  # of the same lightness, and another colour for every eye


def told(
    shop: Shop, rgb: str, textures: tuple[Texture, Texture] = ("plain", "plain")
) -> list[Finding]:
    """What is said of a second sector with that colour."""
    ours = shop.sectors["trains"]
    colour = Colour(cmyk=(0, 0, 0, 0), rgb=rgb)
    palette = shop.palette.model_copy(update={"colours": {**shop.palette.colours, "boats": colour}})
    sectors = {
        "trains": ours.model_copy(update={"texture": textures[0]}),
        "boats": ours.model_copy(update={"accent": "boats", "texture": textures[1]}),
    }
    return near_colours(replace(shop, palette=palette, sectors=sectors))


@pytest.mark.parametrize(
    ("rgb", "textures", "said"),
    [
        (FAR, ("plain", "plain"), ""),
        (GREEN, ("plain", "bars"), "ΔE00 0.0 in normal sight, where 20 is the least"),
        ("#a8d062", ("plain", "bars"), "in normal sight"),
        (YELLOW, ("plain", "bars"), ""),  # the texture tells them apart
        (YELLOW, ("bars", "bars"), "cones, where 13 is the least; both have the texture 'bars'"),
        (AS_LIGHT, ("drops", "drops"), "in grey, where 10 is the least"),
    ],
)
def test_pairs(opened_shop: Shop, rgb: str, textures: tuple[Texture, Texture], said: str) -> None:
    """Any pair must differ in normal sight; one texture must differ for every eye and in grey."""
    found = told(opened_shop, rgb, textures)
    assert [f.code for f in found] == ["colours-too-near"] * bool(said)
    assert all(said in f.message and f.where.key.endswith("accent") for f in found)
    assert all(f.scope.stem == "boats" for f in found)


def test_remedies(opened_shop: Shop) -> None:
    """A free texture is proposed where a texture would do; otherwise another colour."""
    (near,) = told(opened_shop, GREEN, ("plain", "bars"))
    assert near.fix == "change 'boats' in layouts/_shared/palette.yaml"
    (alike,) = told(opened_shop, YELLOW)
    assert alike.fix.startswith("write 'texture:' with ")
    assert all(f"'{texture}'" in alike.fix for texture in TEXTURES if texture != "plain")


def test_one_colour_for_two_sectors(opened_shop: Shop) -> None:
    """It is told once, with a remedy that leaves the first sector's colour as it is."""
    ours = opened_shop.sectors["trains"]
    sectors = {"trains": ours, "boats": ours, "cars": ours.model_copy(update={"texture": "bars"})}
    found = near_colours(replace(opened_shop, sectors=sectors))
    assert [f.scope.stem for f in found] == ["boats", "cars"]
    assert all("that of 'trains'" in f.message for f in found)
    assert all(f.fix.startswith("add a colour of its own to ") for f in found)


def test_only_textures_that_help_are_named(opened_shop: Shop) -> None:
    """A texture is proposed where the sector would then be told from every other one."""
    ours = opened_shop.sectors["trains"]
    colours = {
        name: Colour(cmyk=(0, 0, 0, 0), rgb=rgb)
        for name, rgb in (("trains", GREEN), ("boats", YELLOW), ("cars", AS_LIGHT), ("vans", FAR))
    }
    palette = opened_shop.palette.model_copy(update={"colours": colours})
    textures = {"trains": "plain", "cars": "bars", "vans": "drops", "boats": "plain"}
    sectors = {
        name: ours.model_copy(update={"accent": name, "texture": texture})
        for name, texture in textures.items()
    }
    (near,) = near_colours(replace(opened_shop, palette=palette, sectors=sectors))
    assert "'drops'" in near.fix, "the colour of the one sector with it is far"
