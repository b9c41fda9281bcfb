"""The palette: what dries on paper, what can be read on what, what a new sector must keep to."""

from functools import lru_cache
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from printshop.checks.colours import near_colours
from printshop.checks.opening import open_shop
from printshop.shop.job import Shop
from printshop.shop.palette import Colour

ROOT = Path(__file__).resolve().parents[2]
PROFILE = ROOT / "presses/icc/ISOcoated_v2_300_bas.icc"

MOST_INK = 300  # percent: what coated paper dries
SECTOR_INK = 130  # percent: an accent covers whole pages
READABLE = 4.5  # WCAG 2.2, 1.4.3: text against its ground
BAND = (0.80, 0.86)  # a band's share of its accent's dominant ink
# Text and the grounds it stands on, in both worlds.
TEXT_ON = [
    ("on-night", "night"),
    ("on-night", "night-band"),
    ("bright", "night"),
    ("base", "signal"),
    ("base", "signal-band"),
    ("base", "paper"),
    ("base", "paper-band"),
    ("ink", "paper"),
    ("ink", "paper-band"),
    ("ink", "signal"),
    ("ink", "white"),
]


@lru_cache
def shop() -> Shop:
    """The real shop."""
    opened, findings = open_shop(ROOT)
    assert opened, findings
    return opened


def colours() -> dict[str, Colour]:
    """The palette's colours by token."""
    return shop().palette.colours


def accents() -> list[str]:
    """The accents of the sectors."""
    return [sector.accent for sector in shop().sectors.values()]


@lru_cache
def to_screen(black_point: bool) -> ImageCms.ImageCmsTransform:
    """From the press to the screen, relative colorimetric; with black point compensation, the eye
    adapts to the darkest ink as it does to the paper."""
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION if black_point else ImageCms.Flags.NONE
    return ImageCms.buildTransform(
        str(PROFILE),
        ImageCms.createProfile("sRGB"),
        "CMYK",
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=flags,
    )


def seen(colour: Colour, *, black_point: bool = True) -> tuple[int, ...]:
    """A colour as the profile shows it: red, green, blue from 0 to 255."""
    dot = Image.new("CMYK", (1, 1), tuple(round(ink * 2.55) for ink in colour.cmyk))
    made = ImageCms.applyTransform(dot, to_screen(black_point))
    assert made
    pixel = made.getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return pixel


def contrast(one: str, other: str) -> float:
    """The contrast of two tokens as printed (WCAG 2.2)."""
    return between(seen(colours()[one]), seen(colours()[other]))


def between(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The contrast of two colours of a screen (WCAG 2.2, 1.4.3)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(lights: tuple[int, ...]) -> float:
    """The relative luminance of red, green and blue from 0 to 255."""
    parts = [v / 255 for v in lights]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", colours())
def test_ink(name: str) -> None:
    """No colour lays down more than the paper dries, and every share is a percentage."""
    inks = colours()[name].cmyk
    assert sum(inks) <= MOST_INK
    assert all(0 <= ink <= 100 for ink in inks)


@pytest.mark.parametrize("name", colours())
def test_screen_twin(name: str) -> None:
    """The twin for screens is what the profile says, to one step of 255."""
    colour = colours()[name]
    twin = tuple(bytes.fromhex(colour.rgb[1:]))
    apart = [abs(a - b) for a, b in zip(twin, seen(colour, black_point=True), strict=True)]
    assert max(apart) <= 1


def test_text_in_ink_is_k_only() -> None:
    """Body text and the code are one plate: with four, their edges are coloured."""
    assert colours()["ink"].cmyk == (0, 0, 0, 100)
    assert colours()["white"].cmyk == (0, 0, 0, 0)


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read(text: str, ground: str) -> None:
    """Text stands out from its ground and from the ground's band as printed, not as calculated."""
    assert contrast(text, ground) >= READABLE


@pytest.mark.parametrize("name", accents())
def test_sector(name: str) -> None:
    """An accent has no black in it, is light on ink, and carries text in the base colour."""
    for token in (name, f"{name}-band"):
        inks = colours()[token].cmyk
        assert inks[3] == 0
        assert sum(inks) <= SECTOR_INK
        assert contrast("base", token) >= READABLE


@pytest.mark.parametrize("name", accents())
def test_band(name: str) -> None:
    """A band is its accent, a little lighter: seen from near, calm from afar."""
    inks, band = colours()[name].cmyk, colours()[f"{name}-band"].cmyk
    dominant = max(range(4), key=lambda i: inks[i])
    assert BAND[0] <= round(band[dominant] / inks[dominant], 2) <= BAND[1]
    assert all(b <= a for a, b in zip(inks, band, strict=True))


def test_sectors_can_be_told_apart() -> None:
    """By every eye and in grey: by colour, or by a texture that no other sector has."""
    assert near_colours(shop()) == []
    textures = [sector.texture for sector in shop().sectors.values()]
    assert len(set(textures)) == len(textures)


def test_worlds_name_colours() -> None:
    """Each role of a world is a colour, or a sector's own; both worlds have the same roles."""
    worlds = shop().palette.worlds
    assert worlds["general"].keys() == worlds["sector"].keys()
    assert set(worlds["general"].values()) <= colours().keys()
    assert set(worlds["sector"].values()) <= {*colours(), "accent", "accent-band"}


def test_nothing_is_left_over() -> None:
    """Each accent belongs to a sector, and no two sectors share one."""
    assert len(set(accents())) == len(accents())
    bands = {name.removesuffix("-band") for name in colours() if name.endswith("-band")}
    assert bands - {"night", "signal", "paper"} == set(accents())


@pytest.mark.parametrize(
    ("ground", "type_"), [("night", "base"), ("signal", "bright"), ("paper", "on-night")]
)
def test_two_names_of_one_colour(ground: str, type_: str) -> None:
    """A colour that is a ground here and type there looks the same on the press and the screen."""
    assert colours()[ground].cmyk == colours()[type_].cmyk
    assert colours()[ground].rgb == colours()[type_].rgb


@pytest.mark.parametrize(("text", "ground"), [*TEXT_ON, *(("base", a) for a in accents())])
def test_text_can_be_read_from_an_office_printer(text: str, ground: str) -> None:
    """What stands on a ground there is dark, and the ground light."""
    assert between(office(text), office(ground)) >= 7  # WCAG 2.2, 1.4.6


def office(name: str) -> tuple[int, ...]:
    """A colour's twin for an office printer."""
    colour = colours()[name]
    return tuple(bytes.fromhex((colour.toner or colour.rgb)[1:]))


def test_the_office_saves_toner() -> None:
    """No ground there takes more than a third of what it takes on the screen."""
    for name in [*accents(), "night", "signal", "paper"]:
        toner = [
            sum(255 - part for part in lights)
            for lights in (office(name), bytes.fromhex(colours()[name].rgb[1:]))
        ]
        assert toner[0] <= max(toner[1] * 0.4, 10), name
