"""What a page's content paints, as facts: a visitor of the interpreter of content streams.

It follows forms, patterns, soft masks and Type 3 glyphs, and never stops at what is odd: an
operator that cannot be read is passed over and noted.
"""

from typing import Any

import pikepdf

from printshop.pdf.colour_spaces import ColourSpace
from printshop.pdf.content_stream import (
    ARTIFACT,
    FILLS,
    INLINE_IMAGE,
    STROKES,
    Interpreter,
    Mark,
)
from printshop.pdf.geometry import (
    IDENTITY,
    Extent,
    Matrix,
    Shape,
    intersection,
    matrix,
    multiply,
    scale_of,
)
from printshop.pdf.graphics_state import State
from printshop.pdf.objects import get
from printshop.pdf.paint import Paint
from printshop.preflight.reading.faces import Face, codes
from printshop.preflight.reading.facts import Fill, Glyph, Line, Run
from printshop.preflight.reading.images import image_of
from printshop.preflight.reading.resources import group_space, odd_effects, painted_space
from printshop.preflight.reading.walk import Walk
from printshop.shop.units import MM

NEAR = 0.5  # mm by which a glyph's origin may lie outside a clip and still be seen
DEEPEST = 20  # forms within forms
DEEPEST_ASIDE = 6  # patterns, masks and glyphs within each other
EVERYTHING = Shape((("re", (-1e9, -1e9, 2e9, 2e9)),), IDENTITY)
UNIT_SQUARE = (("m", (0, 0)), ("l", (1, 0)), ("l", (1, 1)), ("l", (0, 1)))


def read_content(
    walk: Walk, stream: Any, resources: Any, state: State, marks: tuple[Mark, ...] = ()
) -> None:
    """Read a content stream into the walk's page; the state's matrix leads to mm from the trim.

    Raises ``TooLong`` where the page has more content than is followed.
    """
    if walk.depth >= DEEPEST:
        walk.trouble("its forms lie too deep in each other")
        return
    walk.depth += 1
    try:
        PageContent(walk, resources, state, marks).run(walk.instructions(stream))
    finally:
        walk.depth -= 1


class PageContent(Interpreter):
    """One content stream of a page, or of what the page draws."""

    def __init__(
        self, walk: Walk, resources: Any, state: State, marks: tuple[Mark, ...] = ()
    ) -> None:
        super().__init__(resources, state, marks, walk.budget)
        self.walk = walk

    def malformed(self, op: str, problem: Exception) -> None:
        """Note it, and go on."""
        kind = type(problem).__name__
        self.walk.trouble(f"the operator '{op[:12]}' cannot be read ({kind})")

    def space(self, item: Any) -> ColourSpace:
        """The space that colours are painted in."""
        return painted_space(item, self.resources)

    def colour(self, operands: Any, op: str) -> None:
        """The names of colour spaces that are set are kept."""
        if op in ("cs", "CS"):
            self.walk.used.add(str(operands[0]))
        super().colour(operands, op)

    # ── marks ────────────────────────────────────────────────────────────────────────────────

    def mark_begins(self) -> None:
        """Decoration and tagged content do not lie in each other."""
        inside = {_structure(mark) for mark in self.marks} - {None}
        if ARTIFACT in inside and len(inside) > 1:
            self.walk.page.marked.mixed.append("decoration and tagged content")

    def mark_is_missing(self) -> None:
        """A mark is closed in the stream that opened it."""
        said = "a mark that ends and one that was not begun"
        self.walk.page.marked.mixed.append(said)

    @property
    def _inside(self) -> int | str | None:
        """The innermost mark that says something of structure: an identifier, or ``ARTIFACT``."""
        for mark in reversed(self.marks):
            if (structure := _structure(mark)) is not None:
                return structure
        return None

    def _count_bare(self) -> None:
        """Something is painted: has it a mark?"""
        if not self.walk.quiet and self._inside is None:
            self.walk.page.marked.bare += 1

    # ── states ───────────────────────────────────────────────────────────────────────────────

    def state_met(self, name: str, item: Any) -> None:
        """Masks are read, and what a press file may not set is kept."""
        mask = get(item, "/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            self._soft_mask(mask)
        for effect in odd_effects(item):
            self.walk.page.effects.setdefault(effect, name)

    # ── areas and lines ──────────────────────────────────────────────────────────────────────

    def path_painted(self, op: str, path: tuple[tuple[str, tuple[float, ...]], ...]) -> None:
        """Fills and lines, in the order in which they are painted."""
        if op == "n":
            return
        self._count_bare()
        state, walk = self.state, self.walk
        shape = Shape(path, state.matrix, FILLS.get(op, False))
        if op in FILLS:
            walk.order += 1
            paint = self._used(state.fill, "fill", "fill", intersection(shape.box, state.clip.box))
            self._filled(None if state.fill_pattern else paint, shape)
        if op in STROKES:
            paint = self._used(state.stroke, "stroke", "line", shape.box)
            width = state.line_width * scale_of(state.matrix) / MM
            walk.order += 1
            if not walk.quiet:
                walk.page.lines.append(Line(walk.order, paint, width, shape.box, state.overprint))

    def _filled(self, paint: Paint | None, shape: Shape, image: Any = None) -> None:
        state, walk = self.state, self.walk
        if not walk.quiet:
            walk.page.fills.append(
                Fill(walk.order, paint, shape, state.clip, state.overprint, state.opaque, image)
            )

    def _used(self, paint: Paint, side: str, use: str, box: Extent) -> Paint:
        """A colour or a pattern is painted with."""
        name = self.state.fill_pattern if side == "fill" else self.state.stroke_pattern
        if name:
            item = get(self.resources, "/Pattern", name)
            if item is not None:
                self._pattern(item, use)
            if paint.space == "/Pattern":
                return paint
        self.walk.paint(paint, use, box)
        return paint

    # ── what is drawn ────────────────────────────────────────────────────────────────────────

    def drawn(self, op: str, operands: Any) -> None:
        """Forms are read in their turn; pictures and shadings are kept."""
        if op == "sh":
            self._shading(get(self.resources, "/Shading", str(operands[0])))
        elif op == INLINE_IMAGE:  # pikepdf writes out its abbreviations
            self._picture(operands[0].obj if hasattr(operands[0], "obj") else operands[0])
        else:
            item = get(self.resources, "/XObject", str(operands[0]))
            kind = str(get(item, "/Subtype"))
            if kind == "/PS" or get(item, "/PS") is not None:
                self.walk.page.postscript += 1
            elif kind == "/Image":
                self._picture(item)
            elif kind == "/Form":
                self._form(item)

    def _shading(self, item: Any) -> None:
        self._count_bare()
        space = painted_space(get(item, "/ColorSpace"), self.resources)
        paint = Paint(space.family, (), space.names)
        self.walk.paint(paint, "shading", self.state.clip.box)
        self.walk.order += 1
        self._filled(None, EVERYTHING)

    def _picture(self, item: Any) -> None:
        self._count_bare()
        state, walk = self.state, self.walk
        image = image_of(item, self.resources, state.matrix, not walk.quiet)
        walk.page.images.append(image)
        mask = get(item, "/SMask")
        if isinstance(mask, pikepdf.Stream):
            space = painted_space(get(mask, "/ColorSpace"), self.resources)
            walk.page.mask_groups.append(space.family)
        if image.kind == "stencil":
            self._used(state.fill, "fill", "fill", image.box)
        # What shows through a stencil or a mask is not known: no more is the ground.
        walk.order += 1
        self._filled(None, Shape(UNIT_SQUARE, state.matrix), image)

    # ── streams within the stream ────────────────────────────────────────────────────────────

    def _form(self, item: Any) -> None:
        """A form XObject: its own matrix, clipped at its box (ISO 32000-1, 8.10)."""
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
        read_content(self.walk, item, resources, inner, tuple(self.marks))

    def _pattern(self, item: Any, use: str) -> None:
        """A tiling pattern's cell or a shading pattern's colours, once a page."""
        walk, state = self.walk, self.state
        shading = get(item, "/Shading")
        if shading is not None:
            space = painted_space(get(shading, "/ColorSpace"), self.resources)
            walk.page.paints.setdefault(Paint(space.family, (), space.names), f"shading ({use})")
        elif isinstance(item, pikepdf.Stream) and walk.first_time("pattern", item.objgen):
            inner = State(_placed(item, self.base))
            inner.fill, inner.stroke = state.fill, state.stroke
            self._aside(item, get(item, "/Resources"), inner)

    def _soft_mask(self, item: Any) -> None:
        """A soft mask's group: its colours count, its areas do not (ISO 32000-1, 11.6.5)."""
        form = get(item, "/G")
        if isinstance(form, pikepdf.Stream) and self.walk.first_time("mask", form.objgen):
            group = get(form, "/Group")
            if group is not None:
                self.walk.page.mask_groups.append(group_space(group, self.resources))
            inner = State(_placed(form, self.state.matrix))
            self._aside(form, get(form, "/Resources") or self.resources, inner)

    def _aside(self, stream: Any, resources: Any, state: State) -> None:
        """Read what is painted with, not on the page itself."""
        walk = self.walk
        if walk.quiet < DEEPEST_ASIDE:
            walk.quiet += 1
            try:
                read_content(walk, stream, resources, state)
            finally:
                walk.quiet -= 1

    # ── type ─────────────────────────────────────────────────────────────────────────────────

    def text_shown(self, parts: Any) -> float:
        """A run of glyphs; returned is its length in text space."""
        face = self.walk.face(self.state.font)
        if face is None:
            return 0.0
        state, walk = self.state, self.walk
        scale = state.size * state.stretch
        full = multiply(self.text_matrix, state.matrix)
        a, b, e, f = full[0], full[1], full[4], full[5]
        long = (a * a + b * b) ** 0.5
        x0, y0, x1, y1 = state.clip.box
        x0, y0, x1, y1 = x0 - NEAR, y0 - NEAR, x1 + NEAR, y1 + NEAR
        widths, texts, wide, default = face.widths, face.texts, face.wide, face.default
        thousandth, spacing = scale / 1000, state.character_spacing * state.stretch
        word = 0.0 if wide else state.word_spacing * state.stretch
        unit, blank = face.unit, face.blank
        glyphs = []
        shown = []
        across = 0.0
        for part in parts:
            if not isinstance(part, pikepdf.Object):  # numbers come as Python's own
                across -= float(part) * thousandth
                continue
            for code in codes(bytes(part), wide):
                advance = widths.get(code, default) * unit * thousandth + spacing
                if code == 32:
                    advance += word
                # On the baseline: a vowel sign is raised off it and still belongs to its line.
                x, y = e + a * across, f + b * across
                shown.append(code)
                if x0 <= x <= x1 and y0 <= y <= y1:
                    glyphs.append(Glyph(code, texts.get(code, blank), x, y, advance * long))
                across += advance
        walk.budget.left -= len(shown)
        if shown and not walk.quiet:
            self._say(shown, face)
        if glyphs:
            self._run(tuple(glyphs), face, full)
        return across

    def _run(self, glyphs: tuple[Glyph, ...], face: Face, full: Matrix) -> None:
        """The glyphs that lie within the clip, in their colour."""
        state, walk = self.state, self.walk
        walk.order += 1
        outlined = state.rendering in (1, 5)
        paint = state.stroke if outlined else state.fill
        size = abs(state.size) * scale_of(full) / MM
        artifact = any(mark.tag == ARTIFACT for mark in self.marks)
        name = face.font.name
        run = Run(name, size, paint, glyphs, artifact, state.overprint, walk.order)
        if state.rendering in (3, 7):
            walk.page.hidden.append(run)
            return
        if not walk.quiet:
            walk.page.runs.append(run)
        self._used(paint, "stroke" if outlined else "fill", "text", run.box)
        if face.glyphs is not None and walk.first_time("font", face.key):
            for item in face.glyphs:
                inner = state.copy()
                inner.matrix = multiply(face.matrix, full)
                self._aside(item, face.resources or self.resources, inner)

    def _say(self, shown: list[int], face: Face) -> None:
        """What is shown within a mark is what the mark says."""
        marked, mark = self.walk.page.marked, self._inside
        if mark is None:
            marked.bare += 1
            return
        texts, mute = face.texts, face.mute
        for code in shown:
            if code not in texts or code in mute:
                marked.unmapped[f"glyph {code} of {face.font.name}"] = None
        if isinstance(mark, int):
            words = "".join([texts.get(code, "") for code in shown if code not in mute])
            marked.texts[mark] = marked.texts.get(mark, "") + words


def _structure(mark: Mark) -> int | str | None:
    """What a mark says of structure: that it is decoration, its identifier, or nothing."""
    return ARTIFACT if mark.tag == ARTIFACT else mark.mcid


def _placed(item: Any, outer: Matrix) -> Matrix:
    return multiply(matrix(item.get("/Matrix", IDENTITY)), outer)
