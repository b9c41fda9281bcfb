"""The values that the stages pass on, from the opened shop to the finished file.

Lengths in mm, type in pt.
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from printshop.findings import Finding, Where
from printshop.pdf.geometry import Extent
from printshop.shop.claims import Claim
from printshop.shop.layout import Floors, Fold, Layout
from printshop.shop.order_words import OrderWords
from printshop.shop.palette import Palette
from printshop.shop.partner_types import PartnerType
from printshop.shop.placed import PlacedText as PlacedText
from printshop.shop.placed import PlacedToken as PlacedToken
from printshop.shop.placed import Token as Token
from printshop.shop.press import Press
from printshop.shop.recorded_facts import RecordedFact
from printshop.shop.signing import SignOffs
from printshop.shop.ticket import JobTicket as JobTicket
from printshop.shop.units import Size
from printshop.shop.words import Campaign, Compared, Copy, CopySheet, Language, Sector

if TYPE_CHECKING:  # for the annotation only: Pillow is loaded where pictures are opened
    from PIL.Image import Image


@dataclass(frozen=True, eq=False)  # compared by identity: a shop is the key of caches
class Shop:
    """All files of content, read once; ``copies`` by language and stem, ``sign_offs`` by language.

    ``compared`` has by language what its translation was compared with; a language whose record
    cannot be read is left out. ``recorded`` are the facts as they were recorded, None where the
    shop keeps no record. ``order_words`` has by language what people call things in orders.
    ``unfinished`` are the files of copy with a text that has no words yet: nothing prints them.
    """

    root: Path
    campaign: Campaign
    sectors: dict[str, Sector]
    palette: Palette
    languages: dict[str, Language]
    copies: dict[str, dict[str, CopySheet]]
    layouts: dict[str, Layout]
    presses: dict[str, Press]
    sign_offs: dict[str, SignOffs] = field(default_factory=dict)
    partner_types: dict[str, PartnerType] = field(default_factory=dict)
    compared: dict[str, Compared] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    recorded: dict[str, RecordedFact] | None = None
    order_words: dict[str, OrderWords] = field(default_factory=dict)
    unfinished: dict[str, dict[str, CopySheet]] = field(default_factory=dict)


@dataclass(frozen=True)
class Job:
    """A ticket with every name resolved."""

    ticket: JobTicket
    layout: Layout
    language: Language
    copy: Copy
    sector: Sector | None
    shop: Shop

    @property
    def carried(self) -> tuple[Language, ...]:
        """The languages that a piece of many languages carries, in their order."""
        return tuple(self.shop.languages[tag] for tag in self.ticket.carried)

    @property
    def languages(self) -> tuple[Language, ...]:
        """All languages that the piece prints, its own first."""
        return tuple(self.shop.languages[tag] for tag in self.ticket.languages)

    @property
    def sizes(self) -> dict[str, Size]:
        """Trim sizes in mm by suffix; that of the native size is ''."""
        return {"": self.layout.trim, **{n: d.trim for n, d in self.layout.sizes.items()}}

    def sizes_for(self, press: Press) -> list[str]:
        """The suffixes of the sizes that are made of this layout for a printing condition."""
        imposition = self.layout.imposition
        if press.contour and self.layout.contour is None:
            return []
        names = {
            "all": list(self.sizes),
            "native": [""],
            "sheet": [imposition.size] if imposition else [],
        }[press.sizes]
        return [name for name in names if max(self.sizes[name]) >= press.longest]

    def side(self, page: int) -> str:
        """The layout's name of a page, from 1; empty where the layout has no such page."""
        names = list(self.layout.pages)
        return names[page - 1] if page <= len(names) else ""

    def folds(self, page: int) -> list[tuple[float, Fold]]:
        """The folds of a page, from 1, each with its position in mm from the left edge as seen."""
        mirrored, width = self.language.direction == "rtl", self.layout.trim[0]
        side = self.side(page)
        return [(width - f.x if mirrored else f.x, f) for f in self.layout.folds if f.page == side]

    def cuts(self) -> tuple[float, ...]:
        """Where strips are cut, in mm from the left edge as seen, ascending; empty without cuts."""
        cuts, width = self.layout.cuts, self.layout.trim[0]
        if cuts is None:
            return ()
        mirrored = self.language.direction == "rtl"
        return tuple(sorted(width - x if mirrored else x for x in cuts.x))

    def copy_place(self, frame: str, slot: str, language: str = "") -> Where:
        """Where the copy of a slot was written; the frame's place where the layout has the words.

        A slot has the name of its role, or the singular of the name of a role that is a list; of
        its role and a hyphen before a word for how it is set. ``language`` is the carried language
        that it is set in, '' for the piece's own.
        """
        own = self.shop.copies.get(language, {}).get(self.layout.name) if language else None
        for role in (slot, f"{slot}s", slot.rpartition("-")[0]):
            if own and role in own.items:
                return own.at("items", role)
            if sheet := self.copy.sheet(role):
                return sheet.at("items", role)
        return self.layout.at("frames", frame)

    def token(self, name: str) -> str | None:
        """The colour token of a role in the job's world, or ``name`` itself; None where unknown."""
        token = self.shop.palette.token(name, self.sector.accent if self.sector else "")
        return token if token in self.shop.palette.colours else None

    def stem(self, size: str) -> str:
        """The stem of the file of one size, by its suffix."""
        return f"{self.ticket.stem}.{size}" if size else self.ticket.stem

    def floors(self, size: str) -> Floors:
        """The smallest type sizes, in pt, at a final size."""
        return self.layout.sizes[size].floors if size else self.layout.floors


@dataclass(frozen=True)
class Block:
    """The words of a paragraph, heading or cell, with single spaces, and the tokens in it."""

    page: str
    frame: str
    words: str
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True)
class Composition:
    """A job in HTML: its title, its frames in the order of the template, the items that were set.

    ``items`` are items of copy, by their file and role.

    ``frames`` holds the markup of each frame by name, for the galley; ``printed`` what is printed
    besides the copy, by name: facts with their values, names in a row of sectors, the line on
    litter, the code's address.
    ``blocks`` are the words that are set, in the order of the pages and of the frames on each.
    ``digest`` is that of the HTML as it was composed, before no-break spaces were put in.
    """

    job: Job
    html: str
    title: str
    frames: dict[str, str]
    items: frozenset[tuple[str, str]]
    printed: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    digest: str = ""

    @property
    def roles(self) -> frozenset[str]:
        """The roles that were set."""
        return frozenset(role for _, role in self.items)

    @property
    def tokens(self) -> dict[str, Token]:
        """The tokens by the name of their fact; a fact reads the same wherever it is set."""
        return {t.fact: t for block in self.blocks for t in block.tokens if t.fact}

    def blocks_on(self, page: str) -> tuple[Block, ...]:
        """The blocks of a page, in order."""
        return tuple(block for block in self.blocks if block.page == page)


@dataclass(frozen=True)
class GalleyLine:
    """A run of words on a galley, in mm from its frame's upper corner at the reading start."""

    slot: str
    box: Extent
    baseline: float
    size: float  # mm
    spill: float  # mm by which it runs out of its column
    block: int  # which of the frame's blocks it belongs to
    row: int  # the line of its block, from 0
    text: str
    column: float  # mm: the width of its column
    ink: tuple[Extent, ...] = ()  # its ink by glyph, where that is known; y from the baseline
    language: str = ""  # the tag of what its element is in
    family: str = ""  # the first of its style
    weight: int = 400  # that its style asks for


@dataclass(frozen=True)
class Spacing:
    """How a frame is set beyond its layout.

    ``leading`` is a slot's, as a multiple of its size; ``margins`` are mm above an element, which
    is given by its place among its parent's children, from 1, and that of each of its parents.
    """

    leading: dict[str, float] = field(default_factory=dict)
    margins: dict[tuple[int, ...], float] = field(default_factory=dict)


@dataclass(frozen=True)
class Galley:
    """A frame as set in a column of its width: its true height in mm and its lines.

    ``spacing`` is how it is set; ``wanted`` has the leading that its ink needs at least, and how
    many mm a margin is too small.
    """

    height: float
    lines: tuple[GalleyLine, ...]
    parts: int  # how many blocks it stacks
    spacing: Spacing = Spacing()
    wanted: Spacing = Spacing()

    @property
    def baseline(self) -> float | None:
        """The baseline of its first line, in mm below its top; None where it has no line."""
        return min((line.baseline for line in self.lines), default=None)


@dataclass(frozen=True)
class SlotFit:
    """How a slot was set: its size in pt and by how many mm it is overset at its floor."""

    frame: str
    slot: str
    size: float
    overset: float


@dataclass(frozen=True)
class Rendering:
    """A composition as a PDF: the fit of its slots, the log, where tokens and texts stand."""

    composition: Composition
    pdf: bytes
    fits: tuple[SlotFit, ...]
    log: tuple[str, ...]
    tokens: tuple[PlacedToken, ...] = ()
    texts: tuple[PlacedText, ...] = ()


@dataclass(frozen=True)
class Boxes:
    """A page's boxes in mm from the lower left of its MediaBox, as (x0, y0, x1, y1).

    The artwork is scaled by ``scale``, then moved by ``shift`` (mm).
    """

    media: Extent
    bleed: Extent
    trim: Extent
    scale: float
    shift: Size


@dataclass(frozen=True)
class PressFile:
    """A finished file of a printing condition and size.

    ``read_after`` has by frame the number of tags up to its end, in reading order; ``mark`` is its
    edition mark, without a space, '' where it has none.
    """

    job: Job
    press: Press
    size: str
    pdf: bytes
    boxes: Boxes
    read_after: dict[str, int] = field(default_factory=dict)
    mark: str = ""

    @property
    def stem(self) -> str:
        """The stem of its name."""
        return self.job.stem(self.size)

    @property
    def sha256(self) -> str:
        """SHA-256 of its bytes."""
        return hashlib.sha256(self.pdf).hexdigest()


@dataclass(frozen=True)
class Picture:
    """A page's trim as rendered, and how many pixels make a millimetre."""

    image: "Image"
    per_mm: float


@dataclass(frozen=True)
class Proof:
    """A picture of one page's trim."""

    page: int
    png: bytes


@dataclass(frozen=True)
class Outcome:
    """The result for one file: built, unchanged or refused, and the findings about it.

    ``edition`` is the line of what it prints for the register, '' of a refused one.
    """

    press: str
    language: str
    stem: str
    state: Literal["built", "unchanged", "refused"]
    findings: tuple[Finding, ...] = field(default=())
    edition: str = ""
