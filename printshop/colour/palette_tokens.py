"""Palette tokens: the renderer writes placeholder colours, prepress the colours of a condition.

A page is rendered once, for every printing condition. Each token of the palette has a placeholder
in it, a DeviceCMYK colour that no design uses, and prepress replaces that by the condition's
colour: CMYK, sRGB or, to save toner, gray. So two tokens that look alike on the press can differ on
an office printer, and no colour is converted.
"""

from collections.abc import Sequence
from typing import Literal

from printshop.shop.palette import Colour, Palette

Colours = Literal["cmyk", "rgb", "toner"]
MARKER = (0.003, 0.007, 0.001)  # M, Y, K of a placeholder: finer than a palette's percents


def placeholder(palette: Palette, token: str) -> str:
    """A token's placeholder as CSS: ``device-cmyk(0.005 0.003 0.007 0.001)``; C is its number."""
    number = list(palette.colours).index(token) + 1
    return f"device-cmyk({number / 1000:g} {' '.join(f'{part:g}' for part in MARKER)})"


def token_number(components: Sequence[float]) -> int:
    """The number of a token, from 1, by the components of its placeholder; 0 for other colours."""
    if len(components) != 4 or tuple(round(value, 4) for value in components[1:]) != MARKER:
        return 0
    return round(components[0] * 1000)


def colours_by_number(palette: Palette, colours: Colours) -> dict[int, tuple[float, ...]]:
    """Every token's colour by its number: components from 0 to 1 of CMYK, sRGB or gray."""
    return {n: _components(colour, colours) for n, colour in enumerate(palette.colours.values(), 1)}


def _components(colour: Colour, colours: Colours) -> tuple[float, ...]:
    if colours == "cmyk":
        return tuple(round(ink / 100, 4) for ink in colour.cmyk)
    hex_colour = (colour.toner or colour.rgb) if colours == "toner" else colour.rgb
    rgb = tuple(round(value / 255, 4) for value in bytes.fromhex(hex_colour[1:]))
    # A printer mixes a neutral RGB from all its toners; DeviceGray it prints in black alone.
    return rgb[:1] if colours == "toner" and len(set(rgb)) == 1 else rgb
