"""Layouts: the geometry of a format, its pages, frames, slots, folds and zones, its imposition.

Lengths are in mm, type in pt. Boxes are measured from the upper left corner of the trim, or from
the upper right one where a page is read from right to left.
"""

from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from printshop.reading.yaml_file import Sheet
from printshop.shop.edition_place import EditionPlace
from printshop.shop.stock import Stock
from printshop.shop.units import (
    Box,
    Circle,
    Count,
    CountOrNone,
    Names,
    NotNegative,
    Number,
    Positive,
    Size,
    as_tuple,
)

Audience = Literal["anyone", "bystander", "worker"]  # the readers of a page
HEAD_GAP = 0.04  # of the size, between the ink of two lines of a head


# What a side or a frame can tell whoever finds the piece: what the campaign is about (the telltale
# words of ``language.yaml``), phone numbers, web and mail addresses, names, QR codes, any word.
Told = Literal["subject", "numbers", "addresses", "names", "codes", "words"]
REVEALING: tuple[Told, ...] = ("subject", "numbers", "addresses", "names", "codes")


def _kept_back(value: Any) -> Any:
    """``true`` keeps back all that reveals what a piece is about, ``false`` nothing."""
    return REVEALING if value is True else () if value is False else as_tuple(value)


Discreet = Annotated[tuple[Told, ...], BeforeValidator(_kept_back)]


class LayoutBox(NamedTuple):
    """A box in mm as layouts write it: its upper corner at the reading start, width and height.

    It is no ``Extent``, whose last two numbers are a corner. It is read from a list of four.
    """

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The schema by which pydantic reads it: four numbers."""
        numbers = handler.generate_schema(Box)
        return core_schema.no_info_after_validator_function(cls._make, numbers)


class Below(Sheet):
    """How many mm a slot's first baseline stands under the last one before it in its frame.

    It stands lower where the ink of the two would come nearer than ``ink``.
    """

    base: Positive
    ink: NotNegative


class Slot(Sheet):
    """A place for words: its voice, smallest and largest size in pt, leading, most lines.

    ``leading`` is a multiple of the size; the slot gets more of it where the ink of two lines would
    come nearer than ``gap``, in parts of the size; without it heads have ``HEAD_GAP``, and other
    voices are set as they are. With ``own_size`` it grows again where another slot of its group
    made it smaller and there is room. ``kind`` decides which floor applies. ``role`` is of what is
    read from afar, such as a headline: its reading distance has a floor of its own. An ``optional``
    slot is one that not every version of the piece sets.
    """

    voice: Literal["head", "text", "figures"]
    size: Size
    leading: Positive
    kind: Literal["reading", "small"] = "reading"
    lines: CountOrNone = 0  # at most so many; 0: no limit
    role: str = ""
    optional: bool = False
    own_size: bool = False
    gap: NotNegative | None = None
    below: Below | None = None

    @property
    def least_gap(self) -> float:
        """The least gap between the ink of two lines, in parts of the size; 0 where none is."""
        usual = HEAD_GAP if self.voice == "head" else 0.0
        return usual if self.gap is None else self.gap

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not 0 < self.size[0] <= self.size[1]:
            low, high = self.size
            reason = f"'size' is {low:g} to {high:g} pt"
            raise ValueError(reason, "write the smallest size first, then the largest, in pt")
        return self


class Frame(Sheet):
    """A box on a page, measured from the reading start, and the slots set in it, in order.

    ``only`` says that just the general piece has it, or just those of sectors. With ``base`` the
    baseline of its first line stands so many mm below the trim's top, in every language and size;
    ``box`` then says from where that line may be set, and the lower edge. ``turned``: its lines run
    from the foot of the box to its head. ``strips``: it is set on each strip of the layout's cuts;
    its box is that on the first one. ``discreet`` is what nothing in its box may tell.
    """

    page: str
    box: LayoutBox
    only: Literal["", "general", "sectors"] = ""
    base: Number | None = None
    group: str = ""
    clear: bool = True  # its lines must not overlap the figure
    air: NotNegative = 0.0  # mm: the most space that vertical justification adds between two parts
    turned: bool = False
    strips: bool = False
    discreet: Discreet = ()
    slots: dict[str, Slot]

    def placed(self, baseline: float | None) -> LayoutBox:
        """Where the frame is set: its box, or with ``base`` from higher or lower to its lower edge.

        ``baseline`` is its first line's, in mm below the frame's top; None where it has no line.
        """
        x, y, width, height = self.box
        if self.base is None or baseline is None:
            return self.box
        top = self.base - baseline
        return LayoutBox(x, top, width, y + height - top)


_Point = Annotated[tuple[Number, Number], BeforeValidator(as_tuple)]


class Ground(Sheet):
    """A part of a page with one ground colour, and the colours of the figure's bands and person.

    ``outline`` are the corners of a part that is no box, in mm, within its ``box``; ``figure`` is
    that of its bands where it is not the page's.
    """

    box: LayoutBox
    figure: Circle | None = None
    outline: Annotated[tuple[_Point, ...], BeforeValidator(as_tuple)] = ()
    ground: str
    band: str
    person: str = ""


class Artwork(Sheet):
    """The figure of a page: axis, head centre and head radius, the width of its first band."""

    figure: Circle
    band: Positive
    grounds: Annotated[tuple[Ground, ...], BeforeValidator(as_tuple)]


class Side(Sheet):
    """A side of the flat piece, which is one page of its file.

    ``audience`` are its readers; ``discreet`` is what it may not tell, or ``true``: it must not
    reveal what the piece is about; ``codes`` is its number of QR codes; ``artwork`` is drawn
    beneath its frames, or in the general piece ``general_artwork`` where there is one.
    """

    audience: Audience
    discreet: Discreet = ()
    codes: CountOrNone = 0
    artwork: Artwork
    general_artwork: Artwork | None = None


class Fold(Sheet):
    """A fold of one page: its place, and where the ground changes colour, in mm from the start.

    ``step`` is its place in the order of folding, from 1; ``way`` its look on this page: a valley
    folds towards the reader, a mountain away.
    """

    page: str
    x: Number
    change: Number | None = None
    step: Count = 1
    way: Literal["valley", "mountain"] = "valley"


class Cuts(Sheet):
    """Cuts from the foot of a page, which part it into strips; in mm from the reading start.

    They run at ``x`` ``between`` two heights below the upper edge, the lower one most often the
    trim. ``missing`` are the strips, from 1, that the artwork shows as torn off. ``line`` is the
    colour of the dashes that are printed for who cuts by hand; without it there are none.
    """

    page: str
    between: Size
    x: Annotated[tuple[Number, ...], BeforeValidator(as_tuple)]
    missing: Annotated[tuple[int, ...], BeforeValidator(as_tuple)] = ()
    line: str = ""


class Contour(Sheet):
    """The line along which a piece is cut out of a sheet: its trim, with round corners (mm)."""

    radius: NotNegative


class Zone(Sheet):
    """An area of a page reserved for a partner, measured from the page's reading start.

    It follows the frame ``after`` in reading order. ``pad`` is its inner margin and ``radius`` that
    of its corners, in mm; ``logo`` is the width in mm of the logo's box, at the reading start; with
    ``black`` the logo is in black alone. ``name`` and ``lines`` are the smallest and largest type
    in pt of the partner's name, and of its contact line and imprint.
    """

    page: str
    box: LayoutBox
    after: str
    pad: NotNegative
    radius: NotNegative = 0.0
    logo: Positive
    black: bool = False
    name: Size
    lines: Size


class Floors(Sheet):
    """The smallest type allowed at final size, in pt: of reading text and of small print.

    ``distance`` is how far away, at least, the words of a role can be read, in m, by role.
    ``code`` is the least side of a code in mm, where it is not that for the size of the piece.
    """

    reading: Positive
    small: Positive
    distance: dict[str, Positive] = {}
    code: NotNegative = 0.0


class Derived(Sheet):
    """A further size, scaled from the same artwork."""

    trim: Size
    floors: Floors


class Imposition(Sheet):
    """Step and repeat: how copies of a piece are imposed on an office printer's sheet (mm).

    ``size`` is the suffix of one of the layout's sizes, '' for the native one; ``across`` and
    ``down`` are the numbers of copies; ``turn`` is the edge over which the paper is turned for the
    other side; ``heads`` says whether both sides are head to head, or head to foot.
    """

    size: str = ""
    sheet: Size
    across: Count = 1
    down: Count = 1
    turn: Literal["none", "long", "short"]
    heads: Literal["together", "opposed"] = "together"


class Languages(Sheet):
    """How many languages one piece carries beside each other, and in which order they come.

    ``order`` are the first ones; further languages that have words of the piece follow. They are
    so few, at the least, and so many, at the most.
    """

    least: int
    most: int
    order: Names = ()

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not 1 < self.least <= self.most:
            reason = f"'least' is {self.least} and 'most' {self.most}"
            raise ValueError(
                reason, "write 2 or more for 'least', and for 'most' no less than that"
            )
        return self


class Layout(Sheet):
    """``layouts/<name>/layout.yaml``: geometry and slots of a format."""

    title: str
    words: str = ""  # a layout whose words it sets as well; those of its own file win
    trim: Size
    bleed: NotNegative
    safe: NotNegative
    fold_safe: NotNegative = 4.0
    general: bool
    sectors: bool
    languages: Languages | None = None  # where one piece carries several
    floors: Floors
    sizes: dict[str, Derived] = {}
    folds: Annotated[tuple[Fold, ...], BeforeValidator(as_tuple)] = ()
    cuts: Cuts | None = None
    contour: Contour | None = None
    zones: dict[str, Zone] = Field({}, max_length=1)
    edition: EditionPlace | None = None  # none: a finding says what to write
    pages: dict[str, Side]
    frames: dict[str, Frame]
    booklet: Size | None = None  # mm: the sheet that holds its four pages, folded once, unstitched
    glued: bool = False  # whether the last panel is a flap, glued beneath the first
    imposition: Imposition | None = None
    stock: Stock | None = None  # without it nothing is ordered from a print shop

    def of(self, world: Literal["general", "sectors"]) -> "Layout":
        """The layout of the general piece, or of those of sectors: its artwork and its frames."""
        frames = {n: f for n, f in self.frames.items() if f.only in ("", world)}
        pages = {
            name: side.model_copy(update={"artwork": side.general_artwork})
            if side.general_artwork and world == "general"
            else side
            for name, side in self.pages.items()
        }
        return self.model_copy(update={"frames": frames, "pages": pages})

    def trim_of(self, size: str) -> Size:
        """The trim size in mm of a size by its suffix; that of the native size is ''."""
        return self.sizes[size].trim if size else self.trim

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of the files of copy with its words, its own last."""
        return (self.words, self.name) if self.words else (self.name,)

    @property
    def name(self) -> str:
        """The layout's name: the name of its folder."""
        return self._origin.path.split("/")[1]
