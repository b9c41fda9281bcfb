"""The palette: colours by token, each as process inks, and as sRGB for screens and for toner."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator

from printshop.reading.yaml_file import Sheet
from printshop.shop.units import Number, as_tuple


def _in_percent(value: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    if not 0 <= min(value) <= max(value) <= 100:
        raise ValueError("an ink lies between 0 and 100 %")
    return value


def _hex(value: str) -> str:
    if not re.fullmatch("#[0-9a-f]{6}", value):
        raise ValueError("wants a colour like #053b4b, with six digits or letters from a to f")
    return value


Cmyk = Annotated[  # C, M, Y, K in percent
    tuple[Number, Number, Number, Number], BeforeValidator(as_tuple), AfterValidator(_in_percent)
]


class Colour(Sheet):
    """One token of the palette: its inks in percent, its sRGB on screens, and with little toner."""

    cmyk: Cmyk
    rgb: Annotated[str, AfterValidator(_hex)]
    toner: Annotated[str, AfterValidator(_hex)] = ""

    @property
    def on_screen(self) -> tuple[float, float, float]:
        """Its sRGB, each channel from 0 to 1."""
        red, green, blue = bytes.fromhex(self.rgb[1:])
        return red / 255, green / 255, blue / 255


class Palette(Sheet):
    """``layouts/_shared/palette.yaml``: colours by token, and tokens by role in the two worlds."""

    colours: dict[str, Colour]
    worlds: dict[Literal["general", "sector"], dict[str, str]]

    def token(self, name: str, accent: str = "") -> str:
        """The token of a role in a sector's world, or the general one; a token's name is unchanged.

        ``accent`` is the token of the sector's colour, '' for a piece of no sector.
        """
        name = self.worlds["sector" if accent else "general"].get(name, name)
        if accent and name in ("accent", "accent-band"):
            return name.replace("accent", accent, 1)
        return name
