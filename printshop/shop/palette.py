"""The palette: colours by token, each in press inks and with its twins for screen and toner."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from printshop.shop.units import Number, as_tuple
from printshop.shop.yaml_file import Sheet


def _in_percent(value: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    if not 0 <= min(value) <= max(value) <= 100:
        raise ValueError("an ink lies between 0 and 100 %")
    return value


Cmyk = Annotated[  # C, M, Y, K in percent
    tuple[Number, Number, Number, Number], BeforeValidator(as_tuple), AfterValidator(_in_percent)
]


class Colour(Sheet):
    """One token of the palette: its inks in percent, its twins for screens and for little toner."""

    cmyk: Cmyk
    rgb: str = Field(pattern="^#[0-9a-f]{6}$")
    toner: str = Field("", pattern="^(#[0-9a-f]{6})?$")


class Palette(Sheet):
    """``layouts/_shared/palette.yaml``: colours by token, and the two worlds' colours by role."""

    colours: dict[str, Colour]
    worlds: dict[Literal["general", "sector"], dict[str, str]]

    def token(self, name: str, accent: str = "") -> str:
        """A colour's own name: a world's role and ``accent`` are resolved for a sector or none."""
        name = self.worlds["sector" if accent else "general"].get(name, name)
        if accent and name in ("accent", "accent-band"):
            return name.replace("accent", accent, 1)
        return name
