"""The facts of a finished PDF that rules check: values that do not need the file any more.

Points and boxes are in mm from the trim's lower left corner, type sizes and line widths in pt after
all matrices, inks from 0 to 1. ``order`` is the painting order on a page: later covers earlier.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from printshop.pdf.direction import Direction
from printshop.pdf.geometry import (
    Clip,
    Extent,
    Matrix,
    Shape,
    Span,
    bounding_box,
    contains,
    intersection,
    touch,
)
from printshop.pdf.paint import KNOCKOUT, Overprint, Paint
from printshop.preflight.reading.outlines import Outlines
from printshop.preflight.reading.tag_facts import MarkedContent, TagReading
from printshop.shop.direction import right_to_left
from printshop.shop.units import MM

PageBox = tuple[float, ...]  # an Extent; empty where the page has none, or none that can be read
USUAL_BLEED = 3.0  # mm: where a page has no BleedBox
ASCENT, DESCENT = 0.72, 0.2  # of the type size: cap height and descender


class Glyph(NamedTuple):
    """A glyph: its code, its text (ToUnicode), its origin and its advance width in mm.

    A tuple, not a dataclass: a page has thousands, and creating them took most of the time.
    """

    code: int
    text: str
    x: float
    y: float
    advance: float


@dataclass(frozen=True)
class Font:
    """A font as the file lists it; ``unicode``: it has a ToUnicode map (ISO 32000-1, 9.10.3).

    ``name`` is empty where it has none. ``drawn``: a Type 3 font, whose glyphs are drawn in the
    file itself. ``broken``: its font program cannot be opened.
    """

    name: str
    embedded: bool
    unicode: bool
    wide: bool = True  # a composite font
    drawn: bool = False
    broken: bool = False

    @property
    def called(self) -> str:
        """How a message calls it."""
        if self.drawn:
            return f"the Type 3 font '{self.name}'" if self.name else "a Type 3 font"
        return f"the font '{self.name}'" if self.name else "a font without a name"

    def merged(self, other: "Font") -> "Font":
        """The worse of two fonts of one name."""
        return Font(
            self.name,
            self.embedded and other.embedded,
            self.unicode and other.unicode,
            self.wide,
            self.drawn,
            self.broken or other.broken,
        )

    @property
    def family(self) -> str:
        """The font's name without subset tag, with spaces for hyphens."""
        return self.name.split("+")[-1].replace("-", " ")


class Drawn(NamedTuple):
    """How the glyphs of a run are drawn.

    ``matrix`` leads from the space of the outlines, whose unit is the type size, to mm; its last
    two numbers move a glyph from its origin (text rise). ``outlines`` is None where the font
    program cannot be used. ``mark`` is the marked content that the run is in (MCID). ``outline`` is
    the paint of a line around filled glyphs.
    """

    outlines: Outlines | None
    matrix: Matrix
    clip: Clip
    opaque: bool = True
    mark: int | None = None
    outline: Paint | None = None


@dataclass(frozen=True)
class Run:
    """The glyphs that one text-showing operator paints, on one baseline."""

    font: str
    size: float
    paint: Paint
    glyphs: tuple[Glyph, ...]
    artifact: bool
    overprint: Overprint = KNOCKOUT
    order: int = 0
    lacking: int = 0  # how many of its glyphs the font does not have
    direction: Direction = (1.0, 0.0)
    drawn: Drawn | None = field(default=None, compare=False, repr=False)

    @cached_property
    def text(self) -> str:
        """The text of the run in the order of the content (visual order, left to right)."""
        return "".join([g.text for g in self.glyphs])

    @property
    def logical_text(self) -> str:
        """The text in logical order: right-to-left runs are reversed in the content."""
        texts = [g.text for g in self.glyphs]
        rtl = right_to_left("".join(texts))
        return "".join(reversed(texts) if rtl else texts).strip()

    @cached_property
    def box(self) -> Extent:
        """The box of its visible glyphs in mm, from cap height to descender."""
        visible = [g for g in self.glyphs if g.text.strip()] or list(self.glyphs)
        em, (dx, dy) = self.size * MM, self.direction
        if dy == 0 and dx > 0:
            left, right = min(g.x for g in visible), max(g.x + g.advance for g in visible)
            low, high = min(g.y for g in visible), max(g.y for g in visible)
            return Extent(left, low - DESCENT * em, right, high + ASCENT * em)
        corners = [
            (g.x + dx * along - dy * up, g.y + dy * along + dx * up)
            for g in visible
            for along in (0.0, g.advance)
            for up in (-DESCENT * em, ASCENT * em)
        ]
        return bounding_box(corners)


@dataclass(frozen=True)
class Image:
    """A placed image: width and height in pixels, bits a sample, effective resolution in ppi.

    ``kind``: picture, line art (one bit) or stencil (an image mask, in the current colour).
    ``space``: the family of its colour space, ``names`` its colorants. ``inks``: an array of rows
    and columns in percent of ink, at about two pixels a mm, top row first; None where unknown.
    ``said``: what a finding calls its colour space.
    """

    kind: str
    space: str
    pixels: tuple[int, int]
    bits: int
    box: Extent
    ppi: float
    names: tuple[str, ...] = ()
    alternates: bool = False
    inks: Any = field(default=None, compare=False)  # an array has no hash
    said: str = ""

    @property
    def space_words(self) -> str:
        """What a finding calls its colour space."""
        return self.said or self.space.strip("/")


@dataclass(frozen=True)
class Fill:
    """A painted area; ``paint`` is None for a picture, a shading or a pattern."""

    order: int
    paint: Paint | None
    shape: Shape
    clip: Clip
    overprint: Overprint = KNOCKOUT
    opaque: bool = True
    image: Image | None = None

    @cached_property
    def box(self) -> Extent:
        """The box within which it is visible, in mm."""
        return intersection(self.shape.box, self.clip.box)

    def spans(self, axis: int, at: float) -> list[Span]:
        """The intervals in mm that it covers of the line x = at (axis 0) or y = at (axis 1)."""
        return self.clip.spans(axis, at, self.shape.spans(axis, at))

    def covers(self, x: float, y: float) -> bool:
        """Whether it covers a point."""
        return contains(self.box, x, y) and self.shape.covers(x, y) and self.clip.covers(x, y)


@dataclass(frozen=True)
class Stroke:
    """A stroked path: width in pt, 0 for the thinnest of a device (ISO 32000-1, 8.4.3.2)."""

    order: int
    paint: Paint
    width: float
    box: Extent
    overprint: Overprint = KNOCKOUT
    shape: Shape | None = field(default=None, compare=False, repr=False)
    clip: Clip = field(default_factory=Clip, compare=False, repr=False)


@dataclass(frozen=True)
class Annotation:
    """An annotation: its subtype, its box in mm, the types of its actions, comma-separated."""

    subtype: str
    box: Extent
    action: str = ""


@dataclass
class PageReading:
    """A page: its page boxes in mm from the origin of its coordinates, and all that it paints.

    Everything else is in mm from the trim's lower left corner.
    """

    media: PageBox = ()
    bleed: PageBox = ()
    trim: PageBox = ()
    crop: PageBox = ()
    art: PageBox = ()
    keys: frozenset[str] = frozenset()
    rotation: int = 0  # degrees
    annotations: tuple[Annotation, ...] = ()
    runs: list[Run] = field(default_factory=list)
    hidden: list[Run] = field(default_factory=list)  # invisible type (rendering modes 3 and 7)
    paints: dict[Paint, str] = field(default_factory=dict)  # with what it is first used for
    paint_boxes: dict[Paint, Extent] = field(default_factory=dict)  # where it is first used
    fills: list[Fill] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    # Colour spaces of transparency groups and of soft masks: family, and what a finding calls it.
    groups: list[tuple[str, str]] = field(default_factory=list)
    mask_groups: list[tuple[str, str]] = field(default_factory=list)
    fonts: dict[str, Font] = field(default_factory=dict)
    # Transfer functions and halftones, with the name of the graphics state that sets each.
    device_parameters: dict[str, str] = field(default_factory=dict)
    blends: bool = False  # a blend mode other than Normal is used
    postscript: int = 0
    colour_spaces: tuple[tuple[str, str], ...] = ()  # of its resources: name and family
    used_spaces: frozenset[str] = frozenset()  # names of those that operators set
    unreadable: list[str] = field(default_factory=list)  # what could not be read, as messages
    # What the content names and nobody has: kind, such as /Font, and name.
    missing: dict[tuple[str, str], None] = field(default_factory=dict)
    marked_content: MarkedContent = field(default_factory=MarkedContent)
    # Values that checks work out from the page, by name.
    cache: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def effective_trim(self) -> Extent:
        """The TrimBox, or the ArtBox that PDF/X allows instead, or the box that is their default.

        ISO 15930-7, 6.13; ISO 32000-1, 14.11.2.
        """
        for box in (self.trim, self.art, self.crop, self.media):
            if isinstance(box, Extent):
                return box
        return Extent(0.0, 0.0, 0.0, 0.0)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the trim in mm."""
        return self.effective_trim.width, self.effective_trim.height

    @cached_property  # asked for each thing that is painted
    def effective_bleed(self) -> Extent:
        """The BleedBox in mm from the trim's lower left corner.

        Where there is none, what the sheet leaves around the trim, at most ``USUAL_BLEED``: beyond
        it lie marks.
        """
        trim = self.effective_trim
        if isinstance(self.bleed, Extent):
            return self.bleed.shifted(-trim.x0, -trim.y0)
        sheet = self.crop or self.media
        if not isinstance(sheet, Extent) or not (self.trim or self.art):
            return trim.shifted(-trim.x0, -trim.y0)
        return intersection(trim.grown(USUAL_BLEED), sheet).shifted(-trim.x0, -trim.y0)

    def inside(self, box: Extent) -> bool:
        """Whether a box overlaps the bleed."""
        return touch(box, self.effective_bleed)


@dataclass(frozen=True)
class Reading:
    """The facts of a file; ``pages`` are the first ones, ``page_count`` counts all.

    ``intents``: the keys of each output intent; ``info``: the document information dictionary.
    ``xmp_packed``: the metadata stream is compressed. ``locked``: the file cannot be opened without
    a password, and ``pages`` is empty. ``profile``: that of the output intent, plain or deflated.
    """

    pages: tuple[PageReading, ...]
    intents: tuple[dict[str, str], ...] = ()
    xmp: str = ""
    xmp_packed: bool = False
    profile: bytes = field(default=b"", repr=False)
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
    processing_steps: tuple[tuple[str, str], ...] = ()  # layers of finishing: name and step
    unreadable: tuple[str, ...] = ()
    tags: TagReading = field(default_factory=TagReading)


UNPRINTED = Paint("/DeviceCMYK", (0.0, 0.0, 0.0, 0.0))  # no ink


def ground(page: PageReading, x: float, y: float, order: int) -> Paint | None:
    """The background: the paint of the topmost area at a point, of those painted before ``order``.

    The point is in mm. White where nothing is painted; None where a picture, a shading or something
    transparent lies there.
    """
    return topmost(page.fills, x, y, order)


def topmost(fills: Sequence[Fill], x: float, y: float, order: int) -> Paint | None:
    """The same as ``ground``, where only ``fills`` can lie at the point."""
    for fill in reversed(fills):
        if fill.order < order and fill.covers(x, y):
            return fill.paint if fill.opaque else None
    return UNPRINTED
