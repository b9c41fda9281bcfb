"""Where the parts of a new format stand: a plain design for any size, to be changed by hand.

Lengths are in mm from the upper corner at the reading start, type in pt.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from printshop.shop.units import MM

BLEED, OUTSIDE = 6.0, 6.0  # mm: as much as the largest that print shops ask for
CAPITAL = 0.7  # height of a capital, in parts of the size
FLOORS = ((115, 8.0), (155, 9.0), (215, 10.0))  # shorter edge up to, smallest type
LARGEST_FLOOR, SMALL = 12.0, 7.0
CODES = ((420, 64.5), (200, 32.5), (0, 21.0))  # longer edge from, least side of the code's white


@dataclass(frozen=True)
class Slot:
    """A place for words: its role, voice, sizes and most lines."""

    role: str
    voice: str
    size: tuple[float, float]
    leading: float
    lines: int
    kind: str = "reading"


@dataclass(frozen=True)
class Part:
    """A frame of the design: where it stands, the baseline of its first line, and its slot.

    A second slot stands so many mm below the first.
    """

    page: str
    name: str
    box: tuple[float, float, float, float]
    base: float | None = None
    slot: Slot | None = None
    below: tuple[Slot, float] | None = None


@dataclass(frozen=True)
class Design:
    """The parts of all pages; where the light strip begins; the figure: its axis, head, radius."""

    parts: tuple[Part, ...]
    strip: float
    figure: tuple[float, float, float]
    floor: float
    mark: tuple[str, float, float]  # page of the edition mark, and where its line starts


def design(width: float, height: float, *, two: bool, named: bool) -> Design:
    """A plain piece of this trim size, with one side or ``two``.

    ``named``: it says what the sector is called.
    """
    shorter = min(width, height)
    floor = next((least for edge, least in FLOORS if shorter <= edge), LARGEST_FLOOR)
    place = _Place(width, height, max(5.0, round(0.06 * shorter, 1)), floor)
    upright = height >= width
    strip = round((0.74 if upright else 0.58) * height, 1)
    figure = (0.72 * width, 0.43 * height + 0.11 * width, 0.11 * width)
    hidden = (0.5 * width, 1.6 * height, 0.11 * shorter)
    last = "back" if two else "front"
    imprint = place.imprint(last)
    above = min(imprint.box[1] - 0.5, height if upright else place.tag_top)
    foot = height - place.margin if upright else place.tag_top
    parts = list(place.top(strip, upright=upright, named=named))
    if two:
        parts += place.call("front", "hotline", strip, foot)
        parts += [*place.back(), *place.call("back", "back-hotline", 0.56 * height, above)]
    else:
        parts += [
            *place.code(strip, upright=upright),
            *place.call("front", "hotline", strip, above),
        ]
    parts.append(imprint)
    mark = (last, place.margin, place.mark_base)
    return Design(tuple(parts), strip, figure if upright else hidden, floor, mark)


def _cap(size: float) -> float:
    """The height of a capital in mm."""
    return CAPITAL * size * MM


@dataclass(frozen=True)
class _Place:
    """What all parts go by: the trim, the margin, the smallest type."""

    width: float
    height: float
    margin: float
    floor: float

    @property
    def across(self) -> float:
        return self.width - 2 * self.margin

    @property
    def tag_size(self) -> float:
        return max(self.tag_least, min(26.0, round(5 + 0.07 * min(self.width, self.height), 1)))

    @property
    def tag_least(self) -> float:
        """The floor, with room for fonts that are set smaller than the layout says."""
        return 1.2 * self.floor

    @property
    def tag_top(self) -> float:
        """Where a tag in the lower corner begins."""
        return self.height - self.margin - 1.45 * self.tag_size * MM

    @property
    def mark_base(self) -> float:
        """Where the edition mark stands, its letters within the margin."""
        return self.height - self.margin - 0.3

    @property
    def code_side(self) -> float:
        longer = max(self.width, self.height)
        least = next(side for edge, side in CODES if longer >= edge)
        most = 0.22 * self.width if self.height >= self.width else 0.42 * self.height
        return max(least, min(64.0, round(most, 1)))

    @property
    def address_size(self) -> float:
        return max(self.floor, min(25.0, round(0.088 * self.width, 1)))

    def code_top(self, strip: float) -> float:
        """Where the code of an upright side begins: with room beneath it for its address."""
        beneath = self.code_side + 3.5 + 1.1 * self.address_size * MM
        return min(0.45 * self.height, strip - beneath)

    def top(self, strip: float, *, upright: bool, named: bool) -> Iterator[Part]:
        """The language's name, the sector's where there is one, and the headline."""
        size, edge = self.tag_size, self.margin
        base = edge + _cap(size)
        tag = Slot("tag", "head", (self.tag_least, size), 1.1, 1)
        named_wide = 0.62 * self.across
        wide = self.across if upright else self.across - self.code_side - 0.04 * self.width
        lines = 2.1 * size * MM if named else 0.0
        if named:
            name = Slot("sector-name", "head", (self.tag_least, size), 1.1, 2)
            box = (edge, edge - 0.5, min(named_wide - 1, wide), 2 + lines)
            yield Part("front", "sector-name", box, base, name)
        if upright:
            box = (edge + named_wide, edge - 0.5, self.across - named_wide, 2 + size * MM)
            yield Part("front", "tag", box, base, tag)
        under = upright or named
        top = max(base + 1.5, edge + lines) if under else edge - 0.5
        foot = min(0.41 * self.height, self.code_top(strip) - 1.5) if upright else strip - 1
        most = min(0.52 * wide, (foot - top) / (3 * 1.04 * MM))
        slogan = Slot("slogan", "head", (0.5 * most, most), 1.03, 3)
        box = (edge, top, wide, foot - top)
        first = top + 0.8 + _cap(most)
        yield Part("front", "headline", box, first, slogan)
        if not upright:
            foot = self.height - edge
            top = self.tag_top
            box = (edge + named_wide, top, self.across - named_wide, self.height - 4 - top)
            yield Part("front", "tag-below", box, foot - 0.1 * size * MM - 0.6, tag)

    def code(self, strip: float, *, upright: bool) -> Iterator[Part]:
        """The code, and beneath it or in the strip the address that it leads to."""
        side, edge = self.code_side, self.margin
        size = self.address_size
        address = Slot("address", "figures", (size, size), 1.2, 1)
        if upright:
            y = self.code_top(strip)
            yield Part("front", "code", (edge, y, side, side + 0.1))
            base = y + side + 1.5 + _cap(size) + 0.3
            box = (edge, y + side + 0.5, self.across / 2, strip - y - side - 1)
            yield Part("front", "address", box, base, address)
            return
        yield Part("front", "code", (self.width - edge - side, edge, side, side + 0.1))

    def call(self, page: str, name: str, top: float, foot: float) -> Iterator[Part]:
        """Whom to call, between two heights: the label, and beneath it the number."""
        room = foot - top
        label = max(self.floor, min(24.0, round(0.09 * self.across, 1)))
        most = min(0.49 * self.across, 0.42 * room / (CAPITAL * MM))
        first = top + 0.14 * room + _cap(label)
        number = Slot("hotline-number", "figures", (0.9 * most, most), 0.9, 1)
        named = Slot("hotline-label", "text", (self.floor, label), 1.2, 1)
        step = _cap(most) + max(1.6, 0.1 * room)
        box = (self.margin, top + 0.2, self.across, first + step + 0.12 * most * MM - top + 0.5)
        yield Part(page, name, box, first, named, (number, step))

    def back(self) -> Iterator[Part]:
        """The second side: the code, the address, and whom to call."""
        side, edge = self.code_side, self.margin
        side = max(side, min(64.0, 0.36 * min(self.width, self.height)))
        size = self.address_size
        address = Slot("address", "figures", (size, size), 1.2, 1)
        yield Part("back", "code", (edge, edge, side, side + 0.1))
        base = edge + side + 1.5 + _cap(size)
        beside = base > 0.5 * self.height
        if beside:
            x, base = edge + side + 3, edge + _cap(size)
            box = (x, edge - 0.5, self.width - edge - x, 3 + size * MM)
        else:
            box = (edge, edge + side + 0.5, self.across, 3 + size * MM)
        yield Part("back", "back-address", box, base, address)

    def imprint(self, page: str) -> Part:
        """The responsible publisher, in small print at the foot, on two lines at the most.

        Beneath them is room for the edition mark.
        """
        small = Slot("imprint", "text", (SMALL, SMALL), 1.25, 2, "small")
        line = SMALL * 1.25 * MM
        base = self.mark_base - 2 * line - 0.4
        wide = self.across if self.height >= self.width else 0.62 * self.across - 2
        box = (self.margin, base - _cap(SMALL) - 0.6, wide, 2 * line + 1.2)
        return Part(page, "small-print", box, base, small)
