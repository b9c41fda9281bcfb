"""Layouts: the geometry of a format, its pages, frames, slots, folds and zones, its imposition.

Lengths are in mm, type in pt. Boxes are measured from the upper left corner of the trim, or from
the upper right one where a page is read from right to left.
"""

from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from printshop.shop.units import Number, Size, Triple, as_tuple
from printshop.shop.yaml_file import Sheet

Audience = Literal["anyone", "bystander", "worker"]  # whom a page speaks to
_FourNumbers = Annotated[tuple[Number, Number, Number, Number], BeforeValidator(as_tuple)]


class LayoutBox(NamedTuple):
    """A box as layouts write it: its upper corner at the reading start, its width, its height, mm.

    Another type than an ``Extent``, whose last two numbers are a corner. A list of four numbers is
    read into it, as strictly as into a tuple.
    """

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """How it is read: as four numbers that then get their names."""
        numbers = handler.generate_schema(_FourNumbers)
        return core_schema.no_info_after_validator_function(cls._make, numbers)


class Slot(Sheet):
    """A place for words: the voice that sets it, its size range, its leading, what it may take."""

    voice: Literal["head", "text", "figures"]
    size: Size
    leading: Number
    kind: Literal["reading", "small"] = "reading"
    lines: int = 0  # at most so many, 0: as many as there is room for

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not 0 < self.size[0] <= self.size[1]:
            raise ValueError("a size range runs from the floor to the largest, in pt")
        return self


class Frame(Sheet):
    """A box on a page, from the reading start of its page, and the slots that flow in it."""

    page: str
    box: LayoutBox
    group: str = ""
    clear: bool = True  # its lines stay off the figure
    air: Number = 0.0  # room left over is shared out between its parts, at most so many mm each
    slots: dict[str, Slot]


class Ground(Sheet):
    """A part of a page in one colour, with the figure's bands and, where named, its person."""

    box: LayoutBox
    ground: str
    band: str
    person: str = ""


class Artwork(Sheet):
    """The figure of a page: axis, head centre and head radius, the width of its first band."""

    figure: Triple
    band: Number
    grounds: Annotated[tuple[Ground, ...], BeforeValidator(as_tuple)]


class Side(Sheet):
    """A side of the flat piece, which is one page of its file.

    It says whom it speaks to, whether it must say nothing, how many codes it has, and what is drawn
    beneath its frames.
    """

    audience: Audience
    discreet: bool = False
    codes: int = 0
    artwork: Artwork


class Fold(Sheet):
    """A fold of one page: where it lies and where the ground changes colour, from the start.

    ``step`` is its turn in folding, from 1; ``way`` what it looks like on this page: a valley folds
    towards the one who looks at it, a mountain away.
    """

    page: str
    x: Number
    change: Number | None = None
    step: int = 1
    way: Literal["valley", "mountain"] = "valley"


class Zone(Sheet):
    """A place of a page that stays free for a partner, from the reading start of its page.

    It is read ``after`` a frame. ``pad`` is kept clear within its edge (mm), which has round
    corners (``radius``, mm); the ``logo`` has so many mm across, at the reading start, in ``black``
    alone where that is asked. ``name`` and ``lines`` are the smallest and largest type in pt of the
    partner's name, and of its contact line and imprint.
    """

    page: str
    box: LayoutBox
    after: str
    pad: Number
    radius: Number = 0.0
    logo: Number
    black: bool = False
    name: Size
    lines: Size


class Stock(Sheet):
    """What a piece is printed on: the weight of the paper in g/m²."""

    weight: int


class Floors(Sheet):
    """The smallest sizes allowed at final size, in pt."""

    reading: Number
    small: Number


class Derived(Sheet):
    """A size made from the same artwork without laying out again."""

    trim: Size
    floors: Floors


class Imposition(Sheet):
    """How copies of a piece lie on the sheet (mm) of a printer that takes no other.

    ``size`` is one of the layout's sizes, or the native one; ``turn`` the edge of the paper over
    which it is turned for the other side; ``heads``: both sides head to head, or head to foot.
    """

    size: str = ""
    sheet: Size
    across: int = 1
    down: int = 1
    turn: Literal["none", "long", "short"]
    heads: Literal["together", "opposed"] = "together"


class Layout(Sheet):
    """``layouts/<name>/layout.yaml``: geometry and slots of a format."""

    title: str
    trim: Size
    bleed: Number
    safe: Number
    fold_safe: Number = 4.0
    general: bool
    sectors: bool
    floors: Floors
    sizes: dict[str, Derived] = {}
    folds: Annotated[tuple[Fold, ...], BeforeValidator(as_tuple)] = ()
    zones: dict[str, Zone] = Field({}, max_length=1)
    pages: dict[str, Side]
    frames: dict[str, Frame]
    imposition: Imposition | None = None
    stock: Stock | None = None  # without it nothing is ordered from a print shop

    def trim_of(self, size: str) -> Size:
        """The trim of a size by its suffix, in mm; the native one has none."""
        return self.sizes[size].trim if size else self.trim

    @property
    def name(self) -> str:
        """The layout's name: the name of its folder."""
        return self._origin.path.split("/")[1]
