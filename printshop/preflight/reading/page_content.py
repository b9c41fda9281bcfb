"""Collect what a page paints, as facts: a visitor of the content-stream interpreter.

It follows forms, patterns, soft masks and Type 3 glyphs. An operator that cannot be read is noted
and skipped.
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
from printshop.preflight.reading.drawn import drawn_as
from printshop.preflight.reading.faces import Face, codes
from printshop.preflight.reading.facts import Fill, Glyph, Run, Stroke
from printshop.preflight.reading.images import image_of
from printshop.preflight.reading.resources import device_parameters, group_space, painted_space
from printshop.preflight.reading.walk import Walk
from printshop.shop.units import MM

NEAR = 0.5  # mm by which a glyph's origin may lie outside the clip and the glyph be visible
DEEPEST = 20  # forms within forms
DEEPEST_ASIDE = 6  # patterns, masks and Type 3 glyphs within each other
EVERYTHING = Shape((("re", (-1e9, -1e9, 2e9, 2e9)),), IDENTITY)
UNIT_SQUARE = (("m", (0, 0)), ("l", (1, 0)), ("l", (1, 1)), ("l", (0, 1)))


def read_content(
    walk: Walk, stream: Any, resources: Any, state: State, marks: tuple[Mark, ...] = ()
) -> None:
    """Read a content stream and add its facts to the walk's page.

    The state's matrix maps user space to mm from the trim's lower left corner. Raises ``TooLong``
    where the page has more content than is read.
    """
    if walk.depth >= DEEPEST:
        walk.note_unreadable("its forms are nested too deeply")
        return
    walk.depth += 1
    try:
        PageContent(walk, resources, state, marks).run(walk.instructions(stream))
    finally:
        walk.depth -= 1


class PageContent(Interpreter):
    """One content stream: of a page, a form, a pattern, a soft mask or a Type 3 glyph."""

    def __init__(
        self, walk: Walk, resources: Any, state: State, marks: tuple[Mark, ...] = ()
    ) -> None:
        super().__init__(resources, state, marks, walk.budget)
        self.walk = walk

    def malformed(self, op: str, problem: Exception) -> None:
        """Note an operator that cannot be read, and continue."""
        kind = type(problem).__name__
        self.walk.note_unreadable(f"the operator '{op[:12]}' cannot be read ({kind})")

    def space(self, item: Any) -> ColourSpace:
        """The colour space that a name or array paints in."""
        return painted_space(item, self.resources)

    def colour(self, operands: Any, op: str) -> None:
        """Record the names of colour spaces that are set."""
        if op in ("cs", "CS"):
            self.walk.used_spaces.add(str(operands[0]))
        super().colour(operands, op)

    # ── marked content ────────────────────────────────────────────────────────────────────────

    def mark_begins(self) -> None:
        """Note artifacts and tagged content that are nested (ISO 14289-1, 7.1)."""
        inside = {_structure(mark) for mark in self.marks} - {None}
        if ARTIFACT in inside and len(inside) > 1:
            self.walk.page.marked_content.nesting_errors.append(
                "an artifact and tagged content are nested"
            )

    def mark_is_missing(self) -> None:
        """Note an end (EMC) without a beginning in the same stream (ISO 32000-1, 14.6.1)."""
        self.walk.page.marked_content.nesting_errors.append(
            "marked content ends that was not begun"
        )

    @property
    def _inside(self) -> int | str | None:
        """The innermost marked content with a meaning: its MCID, or ``ARTIFACT``; None without."""
        for mark in reversed(self.marks):
            if (structure := _structure(mark)) is not None:
                return structure
        return None

    def _count_untagged(self) -> None:
        """Count an object that is painted outside marked content."""
        if not self.walk.aside and self._inside is None:
            self.walk.page.marked_content.untagged += 1

    # ── states ───────────────────────────────────────────────────────────────────────────────

    def state_met(self, name: str, item: Any) -> None:
        """Read its soft mask, and record parameters that a press file may not set."""
        mask = get(item, "/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            self._soft_mask(mask)
        for parameter in device_parameters(item):
            self.walk.page.device_parameters.setdefault(parameter, name)

    # ── areas and lines ──────────────────────────────────────────────────────────────────────

    def path_painted(self, op: str, path: tuple[tuple[str, tuple[float, ...]], ...]) -> None:
        """Record fills and strokes, in painting order."""
        if op == "n":
            return
        self._count_untagged()
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
            if not walk.aside:
                walk.page.strokes.append(
                    Stroke(walk.order, paint, width, shape.box, state.overprint, shape, state.clip)
                )

    def _filled(self, paint: Paint | None, shape: Shape, image: Any = None) -> None:
        state, walk = self.state, self.walk
        if not walk.aside:
            walk.page.fills.append(
                Fill(walk.order, paint, shape, state.clip, state.overprint, state.opaque, image)
            )

    def _used(self, paint: Paint, side: str, use: str, box: Extent) -> Paint:
        """Record the paint, or read the pattern, that fills or strokes; the paint comes back."""
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
        """Read forms; record images and shadings."""
        if op == "sh":
            self._shading(get(self.resources, "/Shading", str(operands[0])))
        elif op == INLINE_IMAGE:  # pikepdf expands its abbreviations
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
        self._count_untagged()
        space = painted_space(get(item, "/ColorSpace"), self.resources)
        paint = Paint(space.family, (), space.names)
        self.walk.paint(paint, "shading", self.state.clip.box)
        self.walk.order += 1
        self._filled(None, EVERYTHING)

    def _picture(self, item: Any) -> None:
        self._count_untagged()
        state, walk = self.state, self.walk
        image = image_of(item, self.resources, state.matrix, not walk.aside)
        walk.page.images.append(image)
        mask = get(item, "/SMask")
        if isinstance(mask, pikepdf.Stream):
            space = painted_space(get(mask, "/ColorSpace"), self.resources)
            walk.page.mask_groups.append(space.family)
        if image.kind == "stencil":
            self._used(state.fill, "fill", "fill", image.box)
        # What shows through a stencil or a mask is not known: no paint stands for this background.
        walk.order += 1
        self._filled(None, Shape(UNIT_SQUARE, state.matrix), image)

    # ── streams within the stream ────────────────────────────────────────────────────────────

    def _form(self, item: Any) -> None:
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
        read_content(self.walk, item, resources, inner, tuple(self.marks))

    def _pattern(self, item: Any, use: str) -> None:
        """Read a tiling pattern's cell, once a page, or record a shading pattern's colour space."""
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
        """Read a soft mask's group: its colours count, its areas do not (ISO 32000-1, 11.6.5)."""
        form = get(item, "/G")
        if isinstance(form, pikepdf.Stream) and self.walk.first_time("mask", form.objgen):
            group = get(form, "/Group")
            if group is not None:
                self.walk.page.mask_groups.append(group_space(group, self.resources))
            inner = State(_placed(form, self.state.matrix))
            self._aside(form, get(form, "/Resources") or self.resources, inner)

    def _aside(self, stream: Any, resources: Any, state: State) -> None:
        """Read a stream that the page paints with: its areas are no background of the page."""
        walk = self.walk
        if walk.aside < DEEPEST_ASIDE:
            walk.aside += 1
            try:
                read_content(walk, stream, resources, state)
            finally:
                walk.aside -= 1

    # ── type ─────────────────────────────────────────────────────────────────────────────────

    def text_shown(self, parts: Any) -> float:
        """Record the glyphs of one operator; returns their total advance in text space."""
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
        codes_shown = []
        across = 0.0
        for part in parts:
            if not isinstance(part, pikepdf.Object):  # numbers come as Python's own
                across -= float(part) * thousandth
                continue
            for code in codes(bytes(part), wide):
                advance = widths.get(code, default) * unit * thousandth + spacing
                if code == 32:
                    advance += word
                # Without text rise: a raised vowel sign still belongs to its line.
                x, y = e + a * across, f + b * across
                codes_shown.append(code)
                if x0 <= x <= x1 and y0 <= y <= y1:
                    glyphs.append(Glyph(code, texts.get(code, blank), x, y, advance * long))
                across += advance
        walk.budget.left -= len(codes_shown)
        if codes_shown and not walk.aside:
            self._add_text(codes_shown, face)
        if glyphs:
            self._run(tuple(glyphs), face, full)
        return across

    def _run(self, glyphs: tuple[Glyph, ...], face: Face, full: Matrix) -> None:
        """Record the glyphs within the clip, and read those of a Type 3 font once a page."""
        state, walk = self.state, self.walk
        walk.order += 1
        outlined = state.rendering in (1, 5)
        paint = state.stroke if outlined else state.fill
        size = abs(state.size) * scale_of(full) / MM
        artifact = any(mark.tag == ARTIFACT for mark in self.marks)
        name = face.font.name
        drawn = drawn_as(face.outlines, state, full, self._inside)
        run = Run(name, size, paint, glyphs, artifact, state.overprint, walk.order, drawn)
        if state.rendering in (3, 7):
            walk.page.hidden.append(run)
            return
        if not walk.aside:
            walk.page.runs.append(run)
        self._used(paint, "stroke" if outlined else "fill", "text", run.box)
        if face.glyphs is not None and walk.first_time("font", face.key):
            for item in face.glyphs:
                inner = state.copy()
                inner.matrix = multiply(face.matrix, full)
                self._aside(item, face.resources or self.resources, inner)

    def _add_text(self, glyph_codes: list[int], face: Face) -> None:
        """Add the text of glyphs to the marked content that they are in."""
        marked, mark = self.walk.page.marked_content, self._inside
        if mark is None:
            marked.untagged += 1
            return
        texts, not_text = face.texts, face.not_text
        for code in glyph_codes:
            if code not in texts or code in not_text:
                marked.unmapped[f"glyph {code} of {face.font.name}"] = None
        if isinstance(mark, int):
            text = "".join([texts.get(code, "") for code in glyph_codes if code not in not_text])
            marked.texts[mark] = marked.texts.get(mark, "") + text


def _structure(mark: Mark) -> int | str | None:
    """``ARTIFACT``, the MCID of tagged content, or None for other marked content."""
    return ARTIFACT if mark.tag == ARTIFACT else mark.mcid


def _placed(item: Any, outer: Matrix) -> Matrix:
    """The matrix of a form or pattern, followed by the one around it."""
    return multiply(matrix(item.get("/Matrix", IDENTITY)), outer)
