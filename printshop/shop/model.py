"""The nouns of the shop. Read from disk: sheets. Made by us: dataclasses.

Lengths are in mm, type in pt.
"""

import os
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from printshop.shop.yaml_file import Sheet, digest

FIGURES = "Fira Sans Extra Condensed"  # all numerals and addresses on display are set in it
LATIN = "Noto Sans"  # Latin tokens within running text of another script
PT = 72 / 25.4  # points in a millimetre
MM = 25.4 / 72  # millimetres in a point
TOKEN = re.compile(r"\{([^{}]*)\}")  # how copy names a fact
LONGEST_ADDRESS = 1000  # letters: at level Q the largest code holds 1,663 bytes


def _date(value: object) -> object:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError("wants a date like 2027-11-23") from None


def as_tuple(value: object) -> object:
    """A list as it is read from disk, as the tuple that a frozen noun keeps."""
    return tuple(value) if isinstance(value, list) else value


def _number(value: object) -> object:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _positive(value: tuple[float, float]) -> tuple[float, float]:
    if min(value) <= 0:
        raise ValueError("a length is more than 0 mm")
    return value


def _inks(value: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    if not 0 <= min(value) <= max(value) <= 100:
        raise ValueError("an ink lies between 0 and 100 %")
    return value


def _address(value: str) -> str:
    if len(value) > LONGEST_ADDRESS:
        raise ValueError("no code holds so much")
    return value


Number = Annotated[float, BeforeValidator(_number)]
Day = Annotated[date, BeforeValidator(_date)]
Size = Annotated[tuple[Number, Number], BeforeValidator(as_tuple), AfterValidator(_positive)]
Box = Annotated[tuple[Number, Number, Number, Number], BeforeValidator(as_tuple)]
Triple = Annotated[tuple[Number, Number, Number], BeforeValidator(as_tuple)]
Inks = Annotated[
    tuple[Number, Number, Number, Number], BeforeValidator(as_tuple), AfterValidator(_inks)
]
Names = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]
Audience = Literal["anyone", "bystander", "worker"]  # whom a page speaks to


# ── words and facts ──────────────────────────────────────────────────────────────────────────


class Fact(Sheet):
    """One fact that texts name and never spell: its value, where it is from, how long it holds."""

    kind: Literal["phone", "web", "mail", "postal", "number", "name"]
    value: str | int
    source: str
    checked: Day
    valid_until: Day
    by_language: dict[str, str] = {}

    def value_in(self, language: str) -> str | int:
        """The value as a language prints it."""
        return self.by_language.get(language, self.value)


class Litter(Sheet):
    """The 'do not litter' line in one language of the region."""

    language: str
    text: str


class Person(Sheet):
    """A natural person: the responsible publisher, or one who may sign off."""

    name: str
    address: str = ""


class Campaign(Sheet):
    """What is true in every language."""

    name: str
    edition: Day
    source_language: str
    code_address: Annotated[str, AfterValidator(_address)]
    hotline: str
    emergency: str
    site: str
    centres: Names
    publisher: Person | None
    signers: Annotated[tuple[Person, ...], BeforeValidator(as_tuple)]
    litter: Annotated[tuple[Litter, ...], BeforeValidator(as_tuple)]
    facts: dict[str, Fact]

    @property
    def moment(self) -> datetime:
        """The moment that dates a file: the edition's, or SOURCE_DATE_EPOCH; never the clock."""
        if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
            return datetime.fromtimestamp(int(epoch), UTC)
        return datetime(self.edition.year, self.edition.month, self.edition.day, tzinfo=UTC)


class Sector(Sheet):
    """A sector: its colour's token, its pictogram, the pictograms of its six signs.

    ``languages``: those that its workers often speak, the likeliest first; some may be missing yet.
    """

    accent: str
    pictogram: str
    on_leaflet: bool
    signs: Names
    languages: Names = ()


class Sectors(Sheet):
    """``content/sectors.yaml``: the sectors in the order in which they are shown."""

    sectors: dict[str, Sector]


class Kind(Sheet):
    """A kind of partner, and the rules that come with it.

    ``keeps_off``: audiences whose pieces it may not appear on; ``languages``: every piece that it
    orders has to be ordered in these as well, in ``equal`` numbers where that is wanted; a piece
    in any other language is marked as a ``translation``. ``reason`` is told whenever a rule
    refuses something, ``source`` says where the rule is from.
    """

    title: str
    keeps_off: Annotated[tuple[Audience, ...], BeforeValidator(as_tuple)] = ()
    languages: Names = ()
    equal: bool = False
    translation: bool = False
    reason: str = ""
    source: str = ""


class Kinds(Sheet):
    """``content/partners.yaml``: the kinds of partners by name."""

    kinds: dict[str, Kind]


class Voice(Sheet):
    """How a language sets one voice: size and leading, times what the layout says."""

    scale: Number = 1.0
    leading: Number = 1.0


class Fonts(Sheet):
    """Font families by voice, in order; figures and Latin tokens keep the campaign's own."""

    head: Names
    text: Names


class Language(Sheet):
    """``content/<tag>/language.yaml``: how a language is called, written and set.

    ``telltale``: beginnings of words that give away what a piece is about.
    """

    name: str
    label: str
    script: str
    direction: Literal["ltr", "rtl"]
    fonts: Fonts
    head: Voice = Voice()
    text: Voice = Voice()
    telltale: Names = ()

    @property
    def tag(self) -> str:
        """The language's tag: the name of its folder."""
        return self._origin.path.split("/")[1]


class Made(Sheet):
    """Which source words a translation was made from: their language and digest."""

    language: str
    digest: str


Item = str | list[str]


class CopySheet(Sheet):
    """One file of copy: items by role, each a text or a list of texts."""

    status: Literal["draft"]
    translated_from: Made | None = None
    items: dict[str, Item]

    def digest(self) -> str:
        """Eight hex digits over the words by role, in the order of their names."""
        flat = [x for role in sorted(self.items) for x in (role, *_texts(self.items[role]))]
        return digest(*flat)[:8]


class SignOff(Sheet):
    """That a person has read a piece: who, when, and the digests of its words and its layout."""

    by: str
    on: Day
    words: str
    layout: str


class SignOffs(Sheet):
    """``content/<tag>/sign-off.yaml``: a language's sign-offs by stem, without size."""

    pieces: dict[str, SignOff]


def _texts(item: Item) -> list[str]:
    return [item] if isinstance(item, str) else item


@dataclass(frozen=True)
class Copy:
    """The words for one job: items by role, from the most particular sheet that has them."""

    sheets: tuple[CopySheet, ...]

    def get(self, role: str) -> Item | None:
        """The item of a role, or None."""
        sheet = self.sheet(role)
        return sheet.items[role] if sheet else None

    def sheet(self, role: str) -> CopySheet | None:
        """The most particular sheet that has the role."""
        return next((s for s in reversed(self.sheets) if role in s.items), None)

    def roles(self) -> set[str]:
        """All the roles that have words."""
        return {role for sheet in self.sheets for role in sheet.items}


# ── layouts ──────────────────────────────────────────────────────────────────────────────────


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
    box: Box
    group: str = ""
    clear: bool = True  # its lines stay off the figure
    air: Number = 0.0  # room left over is shared out between its parts, at most so many mm each
    slots: dict[str, Slot]


class Ground(Sheet):
    """A part of a page in one colour, with the figure's bands and, where named, its person."""

    box: Box
    ground: str
    band: str
    person: str = ""


class Artwork(Sheet):
    """The figure of a page: axis, head centre and head radius, the width of its first band."""

    figure: Triple
    band: Number
    grounds: Annotated[tuple[Ground, ...], BeforeValidator(as_tuple)]


class Face(Sheet):
    """A page: whom it speaks to, whether it must say nothing, and what is drawn beneath it."""

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
    box: Box
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
    pages: dict[str, Face]
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


class Colour(Sheet):
    """One token of the palette: its inks in percent, its twins for screens and for little toner."""

    cmyk: Inks
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
