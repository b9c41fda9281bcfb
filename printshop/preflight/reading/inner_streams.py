"""Content streams within the stream that is read: forms, patterns, soft masks, Type 3 glyphs."""

from typing import Any, Self

import pikepdf

from printshop.pdf.content_stream import Interpreter, Mark
from printshop.pdf.geometry import IDENTITY, Extent, Matrix, Shape, matrix, multiply
from printshop.pdf.graphics_state import State
from printshop.pdf.objects import MALFORMED, get
from printshop.pdf.paint import Paint
from printshop.preflight.reading.faces import Face
from printshop.preflight.reading.resources import group_space, painted_space
from printshop.preflight.reading.walk import Walk

DEEPEST = 20  # forms within forms
DEEPEST_ASIDE = 6  # patterns, masks and Type 3 glyphs within each other


class InnerStreams(Interpreter):
    """An interpreter that also reads what its stream draws, each with a reader of its own class."""

    def __init__(
        self, walk: Walk, resources: Any, state: State, marks: tuple[Mark, ...] = ()
    ) -> None:
        super().__init__(resources, state, marks, walk.budget)
        self.walk = walk

    @classmethod
    def read(
        cls: type[Self],
        walk: Walk,
        stream: Any,
        resources: Any,
        state: State,
        marks: tuple[Mark, ...] = (),
    ) -> None:
        """Read a content stream; one that is nested too deeply is noted."""
        if walk.depth >= DEEPEST:
            walk.note_unreadable("its forms are nested too deeply")
            return
        walk.depth += 1
        try:
            cls(walk, resources, state, marks).run(walk.instructions(stream))
        finally:
            walk.depth -= 1

    def used(self, paint: Paint, side: str, use: str, box: Extent) -> Paint:
        """Record the paint, or read the pattern, that fills or strokes; the paint comes back."""
        name = self.state.fill_pattern if side == "fill" else self.state.stroke_pattern
        if name:
            item = get(self.resources, "/Pattern", name)
            if item is None:
                self.missing("/Pattern", name)
            else:
                self.pattern(item, use, box)
            if paint.space == "/Pattern":
                return paint
        self.walk.paint(paint, use, box)
        return paint

    def missing(self, kind: str, name: str) -> None:
        """Note a name that leads to nothing."""
        self.walk.page.missing[kind, name.strip("/")] = None

    def form(self, item: Any) -> None:
        """Read a form XObject with its matrix, clipped to its BBox (ISO 32000-1, 8.10)."""
        group = get(item, "/Group")
        if group is not None:
            self.walk.page.groups.append(group_space(group, self.resources))
        inner = self.state.copy()
        inner.matrix = _placed(item, self.state.matrix)
        box = get(item, "/BBox")
        if box is not None:
            x0, y0, x1, y1 = (float(v) for v in box)
            edge = Shape((("re", (x0, y0, x1 - x0, y1 - y0)),), inner.matrix)
            inner.clip = inner.clip.narrowed(edge)
        resources = get(item, "/Resources") or self.resources
        self.read(self.walk, item, resources, inner, tuple(self.marks))

    def pattern(self, item: Any, use: str, area: Extent) -> None:
        """Read a tiling pattern's cell, once a page, or record a shading pattern's colour space.

        ``area`` is what is painted with it, in mm: what lies in the cell is seen there.
        """
        walk, state = self.walk, self.state
        shading = get(item, "/Shading")
        if shading is not None:
            space = painted_space(get(shading, "/ColorSpace"), self.resources)
            walk.paint(space.paint(()), f"shading ({use})", area)
        elif not isinstance(item, pikepdf.Stream):
            walk.note_unreadable("a pattern is neither a cell nor a gradient")
        elif walk.first_time("pattern", item.objgen):
            inner = State(_placed(item, self.base))
            inner.fill, inner.stroke = state.fill, state.stroke
            self._aside(item, get(item, "/Resources"), inner, area)

    def soft_mask(self, item: Any) -> None:
        """Read a soft mask's group: its colours count, its areas do not (ISO 32000-1, 11.6.5)."""
        form = get(item, "/G")
        if not isinstance(form, pikepdf.Stream):
            self.walk.note_unreadable("a soft mask has no group")
        elif self.walk.first_time("mask", form.objgen):
            group = get(form, "/Group")
            if group is not None:
                self.walk.page.mask_groups.append(group_space(group, self.resources))
            inner = State(_placed(form, self.state.matrix))
            self._aside(form, get(form, "/Resources") or self.resources, inner, None)

    def drawn_glyphs(self, face: Face, full: Matrix, area: Extent) -> None:
        """Read the glyphs of a Type 3 font, once a page; ``area`` is the text that is shown."""
        if face.glyphs is not None and self.walk.first_time("font", face.key):
            for item in face.glyphs:
                inner = self.state.copy()
                inner.matrix = multiply(face.matrix, full)
                self._aside(item, face.resources or self.resources, inner, area)

    def _aside(self, stream: Any, resources: Any, state: State, area: Extent | None) -> None:
        """Read a stream that the page paints with: its areas are no background of the page."""
        walk = self.walk
        if walk.aside >= DEEPEST_ASIDE:
            walk.note_unreadable("its patterns are nested too deeply")
            return
        outer = walk.area
        walk.aside, walk.area = walk.aside + 1, outer or area
        try:
            self.read(walk, stream, resources, state)
        finally:
            walk.aside, walk.area = walk.aside - 1, outer


def _placed(item: Any, outer: Matrix) -> Matrix:
    """The matrix of a form or pattern, followed by the one around it."""
    written = get(item, "/Matrix")
    try:
        return multiply(IDENTITY if written is None else matrix(written), outer)
    except MALFORMED:
        return outer
