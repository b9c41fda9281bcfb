"""The state that all content streams of one page share while they are read."""

import warnings
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from printshop.pdf.content_stream import Budget
from printshop.pdf.geometry import Extent
from printshop.pdf.objects import MALFORMED
from printshop.pdf.paint import Paint
from printshop.preflight.reading.faces import Face, FontKey, read_face
from printshop.preflight.reading.facts import PageReading

MOST_OPERATIONS = 2_000_000  # operators and glyphs of a page that are read
MOST_UNREADABLE = 20  # messages for a page


@dataclass
class Walk:
    """The reading of one page through all of its content streams.

    ``order`` counts painted objects, ``depth`` nested streams. ``aside`` is above 0 within a
    pattern, a soft mask or a Type 3 glyph, whose areas are no background; ``area`` is what is
    painted with it, in mm. ``used_spaces`` are names of colour spaces that operators set, ``seen``
    resources that are read once a page, ``parsed`` the instructions of streams.
    """

    page: PageReading
    faces: dict[FontKey, Face]  # of the whole file
    depth: int = 0
    order: int = 0
    aside: int = 0
    area: Extent | None = None
    budget: Budget = field(default_factory=lambda: Budget(MOST_OPERATIONS))
    used_spaces: set[str] = field(default_factory=set)
    seen: set[tuple[str, FontKey]] = field(default_factory=set)
    parsed: dict[tuple[int, int], Any] = field(default_factory=dict)
    within: set[Paint] = field(default_factory=set)  # paints that are used within the bleed

    def note_unreadable(self, message: str) -> None:
        """Note what could not be read; each message once."""
        if message not in self.page.unreadable and len(self.page.unreadable) < MOST_UNREADABLE:
            self.page.unreadable.append(message)

    def first_time(self, kind: str, key: FontKey) -> bool:
        """Whether a pattern, mask, picture or font is used for the first time on the page.

        True for an inline image, which has no object number, each time.
        """
        new = key == (0, 0) or (kind, key) not in self.seen
        self.seen.add((kind, key))
        return new

    def instructions(self, stream: Any) -> Any:
        """The instructions of a content stream, parsed once a page."""
        key = (0, 0) if isinstance(stream, pikepdf.Page) else stream.objgen
        if key != (0, 0) and key in self.parsed:
            return self.parsed[key]
        try:
            with warnings.catch_warnings(record=True) as parse_warnings:
                warnings.simplefilter("always")
                instructions: Any = pikepdf.parse_content_stream(stream)
            if parse_warnings:
                self.note_unreadable("a part of its content is cut off")
        except MALFORMED as problem:
            self.note_unreadable(f"a part of its content cannot be read ({type(problem).__name__})")
            instructions = []
        if key != (0, 0):
            self.parsed[key] = instructions
        return instructions

    def face(self, item: Any) -> Face | None:
        """The font of a font dictionary, read once a file; None where it is none."""
        if not isinstance(item, pikepdf.Dictionary):
            return None
        key: FontKey = item.objgen
        if key == (0, 0):  # a direct object: the same wherever it is written alike
            key = item.unparse()
        if key not in self.faces:
            try:
                self.faces[key] = read_face(item)
                self.faces[key].key = key
            except MALFORMED as problem:
                self.note_unreadable(f"a font cannot be read ({type(problem).__name__})")
                return None
        face = self.faces[key]
        for message in face.unreadable:
            self.note_unreadable(message)
        font, fonts = face.font, self.page.fonts
        known = fonts.get(font.name)
        fonts[font.name] = font if known in (None, font) else font.merged(known)
        return face

    def paint(self, paint: Paint, use: str, box: Extent) -> None:
        """Record a paint that is seen, with its first use and box; a box in the bleed comes first.

        What a clip hides wholly is not printed, and not recorded.
        """
        if paint in self.within:
            return
        box = self.area or box
        if box.width < 0 or box.height < 0:
            return
        page, inside = self.page, self.page.inside(box)
        if inside or paint not in page.paints:
            page.paints[paint], page.paint_boxes[paint] = use, box
        if inside:
            self.within.add(paint)
