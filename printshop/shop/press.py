"""The data classes of a printing condition: what a press, a screen or an office printer needs.

Lengths are in mm, type in pt.
"""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, model_validator

from printshop.reading.yaml_file import Sheet
from printshop.shop.units import Number, Size, as_tuple


def _ascending(value: tuple[int, int]) -> tuple[int, int]:
    if not 0 < value[0] <= value[1]:
        raise ValueError("wants the least and the most number of copies")
    return value


Copies = Annotated[tuple[int, int], BeforeValidator(as_tuple), AfterValidator(_ascending)]


class Intent(Sheet):
    """The output intent: the registered name of the condition and its profile.

    ``install`` says how to get a profile whose licence forbids passing it on.
    """

    identifier: str
    info: str
    registry: str
    profile: str
    install: str = ""


class LargeBleed(Sheet):
    """The bleed of pages with an edge longer than ``above``."""

    above: Number
    bleed: Number


class Resolution(Sheet):
    """The least resolutions of a picture at its final size, in ppi: below them a finding."""

    error: Number
    review: Number


class KnockedOut(Sheet):
    """Knocked-out type: below ``size`` pt, in a ground of so many ``inks``, it may fill in."""

    size: Number = 8.0
    inks: int = 4


class PressLimits(Sheet):
    """What preflight measures against: ink in percent, type and lines in pt, pictures in ppi.

    The defaults are those of GWG 2022 SheetCMYK.
    """

    ink: Number  # %: the total area coverage (TAC) of any 15 × 15 mm, and of any flat colour
    smallest_type: Number
    picture: Resolution
    line_art: Resolution  # pictures of one bit
    overprint_type: Number = 12.0  # pt: black type under it has to overprint
    overprint_line: Number = 2.0  # pt: black lines under it have to overprint
    thin_type: Number = 8.0  # pt: white type, and type in several inks
    thin_line: Number = 0.25  # pt: white lines, and lines in several inks
    rich_black: Number = 280.0  # % of ink in black type
    knocked_out: KnockedOut = KnockedOut()


class Accepted(Sheet):
    """A finding that this condition accepts, and why."""

    code: str
    reason: str


class Press(Sheet):
    """``presses/<name>.yaml``: a printing condition.

    ``made``: files are made ``always``, or only when the condition is ``asked`` for by name; the
    ``default`` one is made always and used where none is named. ``colours``: which of a palette
    colour's values is used. ``sizes``: all of a layout's, the native one, or that of its
    imposition; of these only sizes whose longer edge has at least ``longest`` mm. ``paper``: its
    surface; without it the condition cannot be ordered. ``usual_copies``: the least and the most
    copies of a piece that are usually printed so; an order of others is asked about.
    """

    title: str
    made: Literal["default", "always", "asked"] = "asked"
    standard: Literal["pdf/x-4", "pdf/ua-1", "sheet"]
    colours: Literal["cmyk", "rgb", "toner"] = "cmyk"
    bleed: Number
    large: LargeBleed | None = None
    slug: Number
    marks: Annotated[
        tuple[Literal["crop", "fold", "registration"], ...], BeforeValidator(as_tuple)
    ] = ()
    links: bool = False
    sizes: Literal["all", "native", "sheet"] = "all"
    longest: Number = 0.0
    intent: Intent | None = None
    paper: Literal["", "coated", "uncoated"] = ""
    usual_copies: Copies | None = None
    limits: PressLimits
    accepted: Annotated[tuple[Accepted, ...], BeforeValidator(as_tuple)] = ()

    @model_validator(mode="after")
    def _has_an_intent(self) -> Self:
        if (self.standard == "pdf/x-4") != (self.intent is not None):
            raise ValueError("pdf/x-4 and no other standard wants an intent")
        return self

    @property
    def name(self) -> str:
        """The condition's name: the name of its file."""
        return self._origin.path.split("/")[-1].removesuffix(".yaml")

    def bleed_for(self, trim: Size) -> float:
        """The bleed in mm that a trim size needs under this condition."""
        return self.large.bleed if self.large and max(trim) > self.large.above else self.bleed
