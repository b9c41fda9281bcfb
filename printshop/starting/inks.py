"""The colour of a sector, as it is typed: what it is in inks, and whether type can be read on it.

A colour of a screen becomes the nearest one that is printed without black, in at most 130 % of ink
and with little of a third ink, as all sectors' colours are: an accent covers whole pages, and a
third ink makes it grey.
"""

import re
from functools import lru_cache
from itertools import product

import numpy as np

from printshop.colour.appearance import Rgb, contrast, lab_of_rgb, luminance, of_rgb
from printshop.colour.differences import ciede2000
from printshop.colour.icc import on_screen
from printshop.pdf.paint import Paint
from printshop.shop.palette import Colour, Palette
from printshop.starting.questions import Refused

MOST_INK = 130  # %: an accent covers whole pages
THIRD = 15  # %: of the third ink of cyan, magenta and yellow
PALE = 30  # %: of the strongest ink; with less the colour is taken for paper
READABLE = 4.5  # contrast of type with what it stands on (WCAG 2.2, 1.4.3)
LARGE = 3.0  # the same for type from 18 pt
BAND = 0.83  # a band's share of its accent's inks
TONER, BAND_TONER = 0.3, 0.16  # shares of the colour on an office printer, the rest paper
TYPE = ("headline", "second")  # roles of a sector's world: type that stands on its colour
STEP = 5  # % of ink, of the first search for the nearest colour

Inks = tuple[int, int, int, int]


def read_inks(answer: str) -> Inks | None:
    """C, M, Y and K in percent of ``0 55 50 0``; None for another answer. Raises ``Refused``."""
    parts = re.findall(r"\d{1,3}", answer)
    if len(parts) != 4 or not re.fullmatch(r"[cmykCMYK\d\s,;%/.=-]*", answer):
        return None
    c, m, y, k = (int(part) for part in parts)
    if max(c, m, y, k) > 100:
        raise Refused("an ink lies between 0 and 100 %")
    if k:
        raise Refused(f"it has {k} % of black; a sector's colour has none: leave the fourth at 0")
    if c + m + y > MOST_INK:
        raise Refused(
            f"it has {c + m + y} % of ink; {MOST_INK} % is the most for a colour of whole pages"
        )
    if max(c, m, y) < PALE:
        raise Refused(f"its strongest ink, {max(c, m, y)} %, is so pale that it looks like paper")
    if min(c, m, y) > THIRD:
        raise Refused(
            f"its third ink, {min(c, m, y)} %, makes it grey; {THIRD} % is the most of it: use two "
            "of cyan, magenta and yellow"
        )
    return c, m, y, k


def read_screen(answer: str) -> Rgb | None:
    """Red, green and blue, 0 to 1, of ``#f28e77``; None for another answer."""
    typed = answer.lower()
    if re.fullmatch("#[0-9a-f]{3}", typed):
        typed = "#" + "".join(sign * 2 for sign in typed[1:])
    if not re.fullmatch("#[0-9a-f]{6}", typed):
        return None
    red, green, blue = bytes.fromhex(typed[1:])
    return red / 255, green / 255, blue / 255


def twins(inks: list[Inks], profile: bytes) -> list[Rgb]:
    """What inks look like on a screen, each part from 0 to 1."""
    bytes_ = [[round(ink * 2.55) for ink in one] for one in inks]
    pixels = on_screen(np.asarray([bytes_], np.uint8), profile)[0]
    return [(r / 255, g / 255, b / 255) for r, g, b in pixels.tolist()]


def nearest(wanted: Rgb, profile: bytes) -> tuple[Inks, float]:
    """The inks that come nearest to a colour of a screen, and how far they are from it, ΔE00."""
    found = _best(wanted, list(_printable(STEP)), profile)
    around = [range(max(0, ink - STEP), min(100, ink + STEP) + 1) for ink in found[0][:3]]
    fine = [(c, m, y, 0) for c, m, y in product(*around) if _allowed(c, m, y)]
    return _best(wanted, fine, profile)


@lru_cache(maxsize=1)
def _printable(step: int) -> tuple[Inks, ...]:
    parts = range(0, 101, step)
    return tuple((c, m, y, 0) for c, m, y in product(parts, repeat=3) if _allowed(c, m, y))


def strong() -> list[Inks]:
    """Colours of one or two inks, those with most ink first: to propose one of them."""
    pairs = (
        inks for inks in _printable(STEP) if not min(inks[:3]) and not any(i % 10 for i in inks)
    )
    return sorted(pairs, key=lambda inks: (-sum(inks), inks))


def _allowed(c: int, m: int, y: int) -> bool:
    return c + m + y <= MOST_INK and min(c, m, y) <= THIRD and max(c, m, y) >= PALE


def _best(wanted: Rgb, inks: list[Inks], profile: bytes) -> tuple[Inks, float]:
    lab = lab_of_rgb(wanted)
    apart = [ciede2000(lab, lab_of_rgb(seen)) for seen in twins(inks, profile)]
    at = min(range(len(inks)), key=apart.__getitem__)
    return inks[at], apart[at]


def colour_of(inks: Inks, profile: bytes, toner: float) -> Colour:
    """A colour of the palette: its inks, its twin for screens, and a light one to save toner."""
    ((red, green, blue),) = twins([inks], profile)
    light = tuple(1 - toner * (1 - part) for part in (red, green, blue))
    return Colour(cmyk=inks, rgb=_hex(red, green, blue), toner=_hex(*light))


def band_of(inks: Inks) -> Inks:
    """The inks of the bands beside a colour: a little lighter."""
    c, m, y, k = (round(ink * BAND) for ink in inks)
    return c, m, y, k


def _hex(*parts: float) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def check_contrast(palette: Palette, grounds: tuple[Colour, ...], profile: bytes) -> None:
    """Raise ``Refused`` where type on a colour or its band has too little contrast.

    It is measured in ink, as preflight does, and on a screen.
    """
    world = palette.worlds["sector"]
    types = dict.fromkeys(palette.token(world[role], "") for role in TYPE if role in world)
    found = [
        (min(_contrast(palette.colours[name], ground, profile)), name)
        for name in types
        if name in palette.colours
        for ground in grounds
    ]
    value, name = min(found, default=(READABLE, ""))
    if value < READABLE:
        large = " (for type from 18 pt alone it would do)" if value >= LARGE else ""
        raise Refused(
            f"type in '{name}' on it has a contrast of {value:.2f} : 1, where {READABLE:g} : 1 is "
            f"the least{large}: take a lighter colour"
        )


def _contrast(one: Colour, other: Colour, profile: bytes) -> tuple[float, float]:
    """The contrast of two colours in ink, and on a screen (WCAG 2.2)."""
    in_ink = [luminance(_paint(colour), profile) or 0.0 for colour in (one, other)]
    shown = [of_rgb(*colour.on_screen) for colour in (one, other)]
    return contrast(*in_ink), contrast(*shown)


def _paint(colour: Colour) -> Paint:
    return Paint("/DeviceCMYK", tuple(ink / 100 for ink in colour.cmyk))
