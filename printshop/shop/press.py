"""The data classes of a printing condition: what a press, a screen or an office printer needs.

Lengths are in mm, type in pt.
"""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, model_validator

from printshop.reading.yaml_file import Sheet
from printshop.shop.units import Count, NotNegative, Positive, Size, as_tuple


def _ascending(value: tuple[int, int]) -> tuple[int, int]:
    if not 0 < value[0] <= value[1]:
        raise ValueError("wants the least and the most number of copies")
    return value


NO_CONTOUR = ("Cyan", "Magenta", "Yellow", "Black", "All", "None")  # they stand for other plates


def _separation(value: str) -> str:
    if value.casefold() in [name.casefold() for name in NO_CONTOUR] or value != value.strip():
        raise ValueError(f"wants another name than {', '.join(NO_CONTOUR)}")
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

    above: Positive
    bleed: NotNegative


class Resolution(Sheet):
    """The least resolutions of a picture at its final size, in ppi: below them a finding."""

    error: Positive
    review: Positive


class KnockedOut(Sheet):
    """Knocked-out type: below ``size`` pt, in a ground of so many ``inks``, it may fill in."""

    size: Positive = 8.0
    inks: Count = 4


class PressLimits(Sheet):
    """What preflight measures against: ink in percent, type and lines in pt, pictures in ppi.

    The defaults are those of GWG 2022 SheetCMYK.
    """

    ink: Positive  # %: the total area coverage (TAC) of any 15 × 15 mm, and of any flat colour
    smallest_type: Positive
    picture: Resolution
    line_art: Resolution  # pictures of one bit
    overprint_type: Positive = 12.0  # pt: black type under it has to overprint
    overprint_line: Positive = 2.0  # pt: black lines under it have to overprint
    thin_type: Positive = 8.0  # pt: white type, and type in several inks
    thin_line: Positive = 0.25  # pt: white lines, and lines in several inks
    hairline: Positive = 0.25  # pt: any line
    rich_black: Positive = 280.0  # % of ink in black type
    black_type: Positive = 12.0  # pt: black type up to it has to be black alone
    type_from_trim: NotNegative = 3.0  # mm: type of others' files keeps away from the trim
    knocked_out: KnockedOut = KnockedOut()


# The print substrates of ISO 12647-2:2013 that are coated; the others, up to PS8, are not.
COATED_SUBSTRATES = ("PS1", "PS2", "PS3", "PS4")
Substrate = Literal["PS1", "PS2", "PS3", "PS4", "PS5", "PS6", "PS7", "PS8"]


class Accepted(Sheet):
    """A finding that this condition accepts, and why."""

    code: str
    reason: str


class Press(Sheet):
    """``presses/<name>.yaml``: a printing condition.

    ``made``: files are made ``always``, or only when the condition is ``asked`` for by name; the
    ``default`` one is made always and used where none is named. ``colours``: which of a palette
    colour's values is used. ``sizes``: all of a layout's, the native one, or that of its
    imposition; of these only sizes whose longer edge has at least ``longest`` mm. ``contour``: the
    name of the separation with a piece's contour, for pieces that have one. ``paper``: its
    surface; without it the condition cannot be ordered. ``finish`` and ``substrate`` (that of ISO
    12647-2) say more of the paper; an order can name others. ``usual_copies``: the least and the
    most copies of a piece that are usually printed so; an order of others is asked about.
    """

    title: str
    made: Literal["default", "always", "asked"] = "asked"
    standard: Literal["pdf/x-4", "pdf/ua-1", "sheet"]
    colours: Literal["cmyk", "rgb", "toner"] = "cmyk"
    bleed: NotNegative
    large: LargeBleed | None = None
    slug: NotNegative
    marks: Annotated[
        tuple[Literal["crop", "fold", "cut", "registration"], ...], BeforeValidator(as_tuple)
    ] = ()
    contour: Annotated[str, AfterValidator(_separation)] = ""
    links: bool = False
    sizes: Literal["all", "native", "sheet"] = "all"
    longest: NotNegative = 0.0
    intent: Intent | None = None
    paper: Literal["", "coated", "uncoated"] = ""
    finish: Literal["gloss", "silk"] | None = None
    substrate: Substrate | None = None
    usual_copies: Copies | None = None
    limits: PressLimits
    accepted: Annotated[tuple[Accepted, ...], BeforeValidator(as_tuple)] = ()

    @model_validator(mode="after")
    def _has_an_intent(self) -> Self:
        if (self.standard == "pdf/x-4") != (self.intent is not None):
            raise ValueError("pdf/x-4 and no other standard wants an intent")
        if self.finish and self.paper != "coated":
            raise ValueError("a finish is that of coated paper")
        if self.substrate and (self.substrate in COATED_SUBSTRATES) != (self.paper == "coated"):
            raise ValueError("PS1 to PS4 are coated paper, PS5 to PS8 uncoated")
        return self

    @property
    def name(self) -> str:
        """The condition's name: the name of its file."""
        return self._origin.path.split("/")[-1].removesuffix(".yaml")

    def bleed_for(self, trim: Size) -> float:
        """The bleed in mm that a trim size needs under this condition."""
        return self.large.bleed if self.large and max(trim) > self.large.above else self.bleed
