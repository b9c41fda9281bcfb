"""The facts of a finished PDF that rules ask about: values, with nothing of the file behind them.

Points and boxes are in mm from the trim's lower left corner, sizes and widths in pt after all
matrices, inks from 0 to 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from printshop.pdf.geometry import Clip, Extent, Shape, Span, contains, intersection, touch
from printshop.pdf.paint import KNOCKOUT, Overprint, Paint
from printshop.preflight.reading.tag_facts import Marked, TagReading
from printshop.shop.direction import right_to_left
from printshop.shop.units import MM

PageBox = tuple[float, ...]  # an Extent; empty where the page has none that can be read
ASCENT, DESCENT = 0.72, 0.2  # of the size: the height of capitals, the depth of a g


class Glyph(NamedTuple):
    """A glyph: its code, the text it stands for, its origin and advance in mm from the trim.

    A tuple, not a dataclass: a page has thousands, and making them was most of the reading.
    """

    code: int
    text: str
    x: float
    y: float
    advance: float


@dataclass(frozen=True)
class Font:
    """A font as the file lists it."""

    name: str
    embedded: bool
    unicode: bool
    wide: bool = True  # composite: its glyph 0 says 'I have none'

    @property
    def family(self) -> str:
        """The family's name without subset tag, in words."""
        return self.name.split("+")[-1].replace("-", " ")


@dataclass(frozen=True)
class Run:
    """Glyphs shown by one operator; ``order`` counts what is painted on its page."""

    font: str
    size: float
    paint: Paint
    glyphs: tuple[Glyph, ...]
    artifact: bool
    overprint: Overprint = KNOCKOUT
    order: int = 0

    @cached_property
    def text(self) -> str:
        """The text of the run in the order of the content."""
        return "".join([g.text for g in self.glyphs])

    @property
    def said(self) -> str:
        """The text for a person to read: glyphs of leftward scripts lie the other way round."""
        texts = [g.text for g in self.glyphs]
        leftward = right_to_left("".join(texts))
        return "".join(reversed(texts) if leftward else texts).strip()

    @cached_property
    def box(self) -> Extent:
        """The box of its visible glyphs in mm, for type that stands upright."""
        seen = [g for g in self.glyphs if g.text.strip()] or list(self.glyphs)
        em, y = self.size * MM, self.glyphs[0].y
        left, right = min(g.x for g in seen), max(g.x + g.advance for g in seen)
        return Extent(left, y - DESCENT * em, right, y + ASCENT * em)


@dataclass(frozen=True)
class Image:
    """A picture: pixels, bits, colour space, the box it fills, pixels an inch on paper.

    ``kind``: picture, line art (one bit), stencil (one bit, in the current colour) or soft mask.
    ``inks``: its ink in percent, thinned to about a pixel a mm, top row first; None where unknown.
    """

    kind: str
    space: str
    pixels: tuple[int, int]
    bits: int
    box: Extent
    ppi: float
    names: tuple[str, ...] = ()
    alternates: bool = False
    inks: Any = None


@dataclass(frozen=True)
class Fill:
    """An area that was painted: with a paint, or (None) with a picture or a shading."""

    order: int
    paint: Paint | None
    shape: Shape
    clip: Clip
    overprint: Overprint = KNOCKOUT
    opaque: bool = True
    image: Image | None = None

    @cached_property
    def box(self) -> Extent:
        """The box within which it can be seen."""
        return intersection(self.shape.box, self.clip.box)

    def spans(self, axis: int, at: float) -> list[Span]:
        """The stretches of an upright (axis 0) or level line that it covers, in mm."""
        return self.clip.spans(axis, at, self.shape.spans(axis, at))

    def covers(self, x: float, y: float) -> bool:
        """Whether it covers a point."""
        return contains(self.box, x, y) and self.shape.covers(x, y) and self.clip.covers(x, y)


@dataclass(frozen=True)
class Line:
    """A stroke: its width in pt, 0 for the thinnest that a device can draw."""

    order: int
    paint: Paint
    width: float
    box: Extent
    overprint: Overprint = KNOCKOUT


@dataclass(frozen=True)
class Annotation:
    """An annotation: its subtype, its box, the kind of its action."""

    subtype: str
    box: Extent
    action: str = ""


@dataclass
class PageReading:
    """A page: its boxes in mm from the sheet's lower left, and all that is painted on it."""

    media: PageBox = ()
    bleed: PageBox = ()
    trim: PageBox = ()
    crop: PageBox = ()
    art: PageBox = ()
    keys: frozenset[str] = frozenset()
    turned: int = 0  # degrees
    annotations: tuple[Annotation, ...] = ()
    runs: list[Run] = field(default_factory=list)
    hidden: list[Run] = field(default_factory=list)  # type that nobody sees (Tr 3 and 7)
    paints: dict[Paint, str] = field(default_factory=dict)  # and what it was used for
    places: dict[Paint, Extent] = field(default_factory=dict)  # where it was first used
    fills: list[Fill] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    mask_groups: list[str] = field(default_factory=list)
    fonts: dict[str, Font] = field(default_factory=dict)
    effects: dict[str, str] = field(default_factory=dict)  # what stands in a state, and where
    postscript: int = 0
    listed: tuple[tuple[str, str], ...] = ()  # colour spaces by name, with their family
    used: frozenset[str] = frozenset()  # names of those that are set
    trouble: list[str] = field(default_factory=list)
    marked: Marked = field(default_factory=Marked)
    known: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # worked out

    @property
    def cut(self) -> Extent:
        """Where the page ends: the TrimBox, or what stands for it (ISO 32000-1, 14.11.2)."""
        for box in (self.trim, self.crop, self.media):
            if isinstance(box, Extent):
                return box
        return Extent(0.0, 0.0, 0.0, 0.0)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the cut page in mm."""
        return self.cut.width, self.cut.height

    @property
    def bleeds(self) -> Extent:
        """The BleedBox, or the page where there is none, in mm from the trim's lower left."""
        cut = self.cut
        box = self.bleed if isinstance(self.bleed, Extent) else cut
        return box.shifted(-cut.x0, -cut.y0)

    def inside(self, box: Extent) -> bool:
        """Whether a part of a box lies within the bleed."""
        return touch(box, self.bleeds)


@dataclass(frozen=True)
class Reading:
    """A whole file. ``locked``: it cannot be opened without a password, and has no pages here."""

    pages: tuple[PageReading, ...]
    intents: tuple[dict[str, str], ...] = ()
    xmp: str = ""
    xmp_packed: bool = False
    info: dict[str, str] = field(default_factory=dict)
    version: str = ""
    has_id: bool = False
    encrypted: bool = False
    locked: bool = False
    page_count: int = 0
    actions: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    trouble: tuple[str, ...] = ()
    tags: TagReading = field(default_factory=TagReading)


NOTHING_YET = Paint("/DeviceCMYK", (0.0, 0.0, 0.0, 0.0))  # bare paper


def ground(page: PageReading, x: float, y: float, order: int) -> Paint | None:
    """The paint of the topmost area that covered a point when ``order`` was painted.

    Bare paper is white; None where a picture, a shading or something transparent lies there.
    """
    return topmost(page.fills, x, y, order)


def topmost(fills: Sequence[Fill], x: float, y: float, order: int) -> Paint | None:
    """What ``ground`` says, where nothing but ``fills`` can lie at the point."""
    for fill in reversed(fills):
        if fill.order < order and fill.covers(x, y):
            return fill.paint if fill.opaque else None
    return NOTHING_YET
