"""Inks: the renderer paints in names, prepress in inks.

A page is set once, for every printing condition. Each token of the palette stands in it as a number
of its own (a DeviceCMYK colour that nobody would mix), and prepress puts the inks of the condition
in its place: the brand's own, the twin for screens, or the one that saves toner. So two tokens that
look alike on the press can part on a small printer, and nothing is converted on the way.
"""

from collections.abc import Sequence
from typing import Literal

from printshop.shop.palette import Colour, Palette

Colours = Literal["cmyk", "rgb", "toner"]
SIGN = (0.003, 0.007, 0.001)  # M, Y and K of every name: thousandths, which no recipe has


def named(palette: Palette, token: str) -> str:
    """A token as the renderer writes it: ``device-cmyk(0.005 0.003 0.007 0.001)``."""
    number = list(palette.colours).index(token) + 1
    return f"device-cmyk({number / 1000:g} {' '.join(f'{part:g}' for part in SIGN)})"


def number_of(parts: Sequence[float]) -> int:
    """The number of the token, from 1, that a painted colour names; 0 where it names none."""
    if len(parts) != 4 or tuple(round(part, 4) for part in parts[1:]) != SIGN:
        return 0
    return round(parts[0] * 1000)


def painted(palette: Palette, colours: Colours) -> dict[int, tuple[float, ...]]:
    """Every token's parts from 0 to 1 by its number: four inks, three lights, or one gray."""
    return {n: _parts(colour, colours) for n, colour in enumerate(palette.colours.values(), 1)}


def _parts(colour: Colour, colours: Colours) -> tuple[float, ...]:
    if colours == "cmyk":
        return tuple(round(ink / 100, 4) for ink in colour.cmyk)
    twin = (colour.toner or colour.rgb) if colours == "toner" else colour.rgb
    lights = tuple(round(part / 255, 4) for part in bytes.fromhex(twin[1:]))
    # A printer mixes three equal lights from all its toners; gray it prints in black alone.
    return lights[:1] if colours == "toner" and len(set(lights)) == 1 else lights
