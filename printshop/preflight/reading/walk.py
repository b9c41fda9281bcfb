"""One walk over the content of a page: what is painted, where, in which inks, at which size.

The content stream machine (ISO 32000-1, 8 and 9), as far as paint and type need it. It follows
forms, patterns, soft masks and Type 3 glyphs, and it never stops at what is odd: an operator that
cannot be read is passed over and noted.
"""

import warnings
from typing import Any

import pikepdf

from printshop.preflight.reading.content_stream import ODD, Content, Mark
from printshop.preflight.reading.faces import Face, read_face
from printshop.preflight.reading.facts import PageReading, Paint
from printshop.preflight.reading.geometry import UNIT, Extent, Matrix, Shape, matrix, times
from printshop.preflight.reading.graphics_state import State
from printshop.preflight.reading.spaces import get, space_of

MOST = 2_000_000  # operators and glyphs of a page that are followed
DEEPEST = 20  # forms within forms
MASK_DEEPEST = 6


class Walk:
    """What the streams of one page share."""

    def __init__(self, page: PageReading, shared: dict[tuple[int, int], Face]) -> None:
        self.page = page
        self.shared = shared
        self.depth = 0
        self.left = MOST
        self.order = 0
        self.quiet = 0  # within a pattern, a mask or a glyph: its areas are no ground
        self.used: set[str] = set()  # names of colour spaces
        self.seen: set[tuple[str, int, int]] = set()  # patterns and masks
        self.parsed: dict[tuple[int, int], Any] = {}

    def trouble(self, said: str) -> None:
        """Note what could not be read, once."""
        if said not in self.page.trouble and len(self.page.trouble) < 20:
            self.page.trouble.append(said)

    def content(
        self, stream: Any, resources: Any, state: State, marks: tuple[Mark, ...] = ()
    ) -> None:
        """Walk one content stream; the state's matrix leads to mm from the trim."""
        if self.depth >= DEEPEST:
            self.trouble("its forms lie too deep in each other")
            return
        self.depth += 1
        try:
            Content(self, resources, state, marks).walk(self._instructions(stream))
        finally:
            self.depth -= 1

    def _instructions(self, stream: Any) -> Any:
        key = (0, 0) if isinstance(stream, pikepdf.Page) else stream.objgen
        if key != (0, 0) and key in self.parsed:
            return self.parsed[key]
        try:
            with warnings.catch_warnings(record=True) as said:
                warnings.simplefilter("always")
                made: Any = pikepdf.parse_content_stream(stream)
            if said:
                self.trouble("a part of its content is broken off")
        except ODD as problem:
            self.trouble(f"a part of its content cannot be read ({type(problem).__name__})")
            made = []
        if key != (0, 0):
            self.parsed[key] = made
        return made

    def form(self, item: Any, resources: Any, state: State, marks: tuple[Mark, ...]) -> None:
        """A form XObject: its own matrix, clipped at its box (ISO 32000-1, 8.10)."""
        group = get(item, "/Group")
        if group is not None:
            self.page.groups.append(_group_space(group, resources))
        inner = state.copy()
        inner.matrix = times(matrix(item.get("/Matrix", UNIT)), state.matrix)
        box = get(item, "/BBox")
        if box is not None:
            x0, y0, x1, y1 = (float(v) for v in box)
            inner.clip = state.clip.narrowed(
                Shape((("re", (x0, y0, x1 - x0, y1 - y0)),), inner.matrix)
            )
        self.content(item, get(item, "/Resources") or resources, inner, marks)

    def pattern(self, item: Any, resources: Any, base: Matrix, state: State, use: str) -> None:
        """A tiling pattern's cell or a shading pattern's colours, once a page."""
        shading = get(item, "/Shading")
        if shading is not None:
            space = space_of(get(shading, "/ColorSpace"), resources)
            self.page.paints.setdefault(Paint(space.family, (), space.names), f"shading ({use})")
            return
        key = ("pattern", *item.objgen)
        if not isinstance(item, pikepdf.Stream) or key in self.seen:
            return
        self.seen.add(key)
        inner = State(times(matrix(item.get("/Matrix", UNIT)), base))
        inner.fill, inner.stroke = state.fill, state.stroke
        self.aside(item, get(item, "/Resources"), inner)

    def mask(self, item: Any, resources: Any, state: State) -> None:
        """A soft mask's group: its colours count, its areas do not (ISO 32000-1, 11.6.5)."""
        form = get(item, "/G")
        if not isinstance(form, pikepdf.Stream) or ("mask", *form.objgen) in self.seen:
            return
        self.seen.add(("mask", *form.objgen))
        group = get(form, "/Group")
        if group is not None:
            self.page.mask_groups.append(_group_space(group, resources))
        inner = State(times(matrix(form.get("/Matrix", UNIT)), state.matrix))
        self.aside(form, get(form, "/Resources") or resources, inner)

    def aside(self, stream: Any, resources: Any, state: State) -> None:
        """Walk what is painted with, not on the page itself."""
        if self.quiet < MASK_DEEPEST:
            self.quiet += 1
            try:
                self.content(stream, resources, state)
            finally:
                self.quiet -= 1

    def face(self, item: Any) -> Face | None:
        """A font as it is read, once a file."""
        if not isinstance(item, pikepdf.Dictionary):
            return None
        key = item.objgen
        if key == (0, 0) or key not in self.shared:
            self.shared[key] = read_face(item)
        face = self.shared[key]
        self.page.fonts[face.font.name] = face.font
        return face

    def paint(self, paint: Paint, use: str, box: Extent) -> None:
        """A colour is used, in a place."""
        if paint not in self.page.paints:
            self.page.paints[paint] = use
            self.page.places[paint] = box
        elif paint.names == ("All",) and self.page.inside(box):
            self.page.places[paint] = box  # of registration colour, a place where it may not be


def _group_space(group: Any, resources: Any) -> str:
    item = get(group, "/CS")
    return "" if item is None else space_of(item, resources).family
