"""The facts of a finished PDF that rules ask about: values, with nothing of the file behind them.

Points and boxes are in mm from the trim's lower left corner, sizes and widths in pt after all
matrices, inks from 0 to 1.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from printshop.preflight.reading.geometry import Clip, Extent, Shape, Span, common, within
from printshop.preflight.reading.tag_facts import Marked, TagReading
from printshop.shop.units import MM

ASCENT, DESCENT = 0.72, 0.2  # of the size: the height of capitals, the depth of a g
PROCESS = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
Inks = tuple[float, float, float, float]


@dataclass(frozen=True)
class Paint:
    """A colour as painted: its space, its components from 0 to 1, the inks that it names."""

    space: str
    values: tuple[float, ...]
    names: tuple[str, ...] = ()

    @cached_property
    def inks(self) -> Inks | None:
        """Cyan, magenta, yellow and black; None where the file alone does not say."""
        v = self.values
        if self.space == "/DeviceCMYK" and len(v) == 4:
            return v[0], v[1], v[2], v[3]
        if self.space == "/DeviceGray" and len(v) == 1:
            return 0.0, 0.0, 0.0, 1 - v[0]
        if self.space in ("/Separation", "/DeviceN") and len(v) == len(self.names):
            if self.names == ("All",):
                return v[0], v[0], v[0], v[0]
            if all(n in PROCESS or n == "None" for n in self.names):
                made = [0.0, 0.0, 0.0, 0.0]
                for name, value in zip(self.names, v, strict=True):
                    if name != "None":
                        made[PROCESS[name]] = value
                return made[0], made[1], made[2], made[3]
        return None

    @property
    def total(self) -> float:
        """The sum of its inks in percent; 0 where it is not known."""
        return 100 * sum(self.inks or ())

    @property
    def is_white(self) -> bool:
        """Whether it leaves the paper bare."""
        return self.inks is not None and max(self.inks) <= 0

    @property
    def is_black(self) -> bool:
        """Whether it is black alone, in full."""
        return self.inks is not None and self.inks[3] >= 0.995 and max(self.inks[:3]) <= 0

    def how_many(self, least: float = 0.0) -> int:
        """In how many inks it is printed, counting those of more than ``least``."""
        return sum(v > least for v in self.inks or ())

    def __str__(self) -> str:
        if self.inks:
            return " ".join(f"{100 * v:.0f}" for v in self.inks) + " (C M Y K, %)"
        return self.space.strip("/")


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
class Overprint:
    """The overprint state at a paint (ISO 32000-1, 8.6.7)."""

    fill: bool = False
    stroke: bool = False
    mode: int = 0

    def lets_through(self, paint: Paint, stroke: bool = False) -> bool:
        """Whether black in this paint leaves the inks beneath it alone.

        In DeviceCMYK only with OPM 1, in a Separation always, in DeviceGray never (table 148).
        """
        on = self.stroke if stroke else self.fill
        if paint.space == "/DeviceCMYK":
            return on and self.mode == 1
        return on and paint.space in ("/Separation", "/DeviceN")


@dataclass(frozen=True)
class Run:
    """Glyphs shown by one operator; ``order`` counts what is painted on its page."""

    font: str
    size: float
    paint: Paint
    glyphs: tuple[Glyph, ...]
    artifact: bool
    overprint: Overprint = Overprint()
    order: int = 0

    @cached_property
    def text(self) -> str:
        """The text of the run in the order of the content."""
        return "".join([g.text for g in self.glyphs])

    @property
    def said(self) -> str:
        """The text for a person to read: glyphs of leftward scripts lie the other way round."""
        texts = [g.text for g in self.glyphs]
        leftward = any(unicodedata.bidirectional(c) in ("R", "AL") for t in texts for c in t)
        return "".join(reversed(texts) if leftward else texts).strip()

    @cached_property
    def box(self) -> Extent:
        """The box of its visible glyphs in mm, for type that stands upright."""
        seen = [g for g in self.glyphs if g.text.strip()] or list(self.glyphs)
        em, y = self.size * MM, self.glyphs[0].y
        left, right = min(g.x for g in seen), max(g.x + g.advance for g in seen)
        return left, y - DESCENT * em, right, y + ASCENT * em


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
    overprint: Overprint = Overprint()
    opaque: bool = True
    image: Image | None = None

    @cached_property
    def box(self) -> Extent:
        """The box within which it can be seen."""
        return common(self.shape.box, self.clip.box)

    def spans(self, axis: int, at: float) -> list[Span]:
        """The stretches of an upright (axis 0) or level line that it covers, in mm."""
        return self.clip.spans(axis, at, self.shape.spans(axis, at))

    def covers(self, x: float, y: float) -> bool:
        """Whether it covers a point."""
        return within(self.box, x, y) and self.shape.covers(x, y) and self.clip.covers(x, y)


@dataclass(frozen=True)
class Line:
    """A stroke: its width in pt, 0 for the thinnest that a device can draw."""

    order: int
    paint: Paint
    width: float
    box: Extent
    overprint: Overprint = Overprint()


@dataclass(frozen=True)
class Annotation:
    """An annotation: its subtype, its box, the kind of its action."""

    subtype: str
    box: Extent
    action: str = ""


@dataclass
class PageReading:
    """A page: its boxes in mm from the sheet's lower left, and all that is painted on it."""

    media: tuple[float, ...] = ()
    bleed: tuple[float, ...] = ()
    trim: tuple[float, ...] = ()
    crop: tuple[float, ...] = ()
    art: tuple[float, ...] = ()
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
    def cut(self) -> tuple[float, ...]:
        """Where the page ends: the TrimBox, or what stands for it (ISO 32000-1, 14.11.2)."""
        for box in (self.trim, self.crop, self.media):
            if len(box) == 4:
                return box
        return (0.0, 0.0, 0.0, 0.0)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the cut page in mm."""
        x0, y0, x1, y1 = self.cut
        return x1 - x0, y1 - y0

    @property
    def bleeds(self) -> Extent:
        """The BleedBox, or the page where there is none, in mm from the trim's lower left."""
        x, y = self.cut[:2]
        box = self.bleed if len(self.bleed) == 4 else self.cut
        return box[0] - x, box[1] - y, box[2] - x, box[3] - y

    def inside(self, box: Extent) -> bool:
        """Whether a part of a box lies within the bleed."""
        x0, y0, x1, y1 = self.bleeds
        return box[0] <= x1 and x0 <= box[2] and box[1] <= y1 and y0 <= box[3]


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
    for fill in reversed(page.fills):
        if fill.order < order and fill.covers(x, y):
            return fill.paint if fill.opaque else None
    return NOTHING_YET
