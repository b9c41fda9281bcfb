"""The text of a content stream, and the marked content that it is in."""

from dataclasses import replace
from typing import Any

import pikepdf

from printshop.pdf.content_stream import ARTIFACT, Mark
from printshop.pdf.geometry import (
    IDENTITY,
    Matrix,
    Shape,
    bounding_box,
    intersection,
    multiply,
    scale_of,
)
from printshop.pdf.graphics_state import State
from printshop.pdf.paint import Paint
from printshop.preflight.reading.drawn import drawn_as
from printshop.preflight.reading.faces import UNKNOWN, Face
from printshop.preflight.reading.facts import Glyph, Run
from printshop.preflight.reading.inner_streams import InnerStreams
from printshop.preflight.reading.walk import Walk
from printshop.shop.units import MM

NEAR = 0.5  # mm by which a glyph's origin may lie outside the clip and the glyph be visible
BEYOND = 0.3  # of the type size: how far a glyph may reach beyond the box of its run
SHOWN_THROUGH = Paint("/Pattern", ())  # of text that a clip follows: what is painted within it


class PageText(InnerStreams):
    """The text of one content stream, in its marked content."""

    def __init__(
        self, walk: Walk, resources: Any, state: State, marks: tuple[Mark, ...] = ()
    ) -> None:
        super().__init__(walk, resources, state, marks)
        self.clipping_runs: list[Run] = []  # of rendering modes 4 to 7, until ET

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

    def count_untagged(self) -> None:
        """Count an object that is painted outside marked content."""
        if not self.walk.aside and self._inside is None:
            self.walk.page.marked_content.untagged += 1

    # ── type ─────────────────────────────────────────────────────────────────────────────────

    def text_shown(self, parts: Any) -> float:
        """Record the glyphs of one operator; returns their total advance in text space."""
        face = self.walk.face(self.state.font)
        if face is None:
            if self.state.font is None and not self.walk.page.missing:
                self.walk.note_unreadable("text is shown before a font is set")
            return 0.0
        state, walk = self.state, self.walk
        self.downwards = face.downwards
        full = multiply(self.text_matrix, state.matrix)
        placed, across = (self._down if self.downwards else self._across)(parts, face, full)
        walk.budget.left -= len(placed)
        if placed and not walk.aside:
            self._add_text([glyph.code for glyph in placed], face)
        x0, y0, x1, y1 = state.clip.box.grown(NEAR)
        glyphs = [g for g in placed if x0 <= g.x <= x1 and y0 <= g.y <= y1]
        if glyphs:
            self._run(tuple(glyphs), face, full)
        return across

    def _across(self, parts: Any, face: Face, full: Matrix) -> tuple[list[Glyph], float]:
        """The glyphs of a line that runs across, and its advance in text space (9.4.4)."""
        state = self.state
        a, b, e, f = full[0], full[1], full[4], full[5]
        long = (a * a + b * b) ** 0.5
        advances, letters = face.advances, face.letters
        thousandth, spacing = state.size * state.stretch / 1000, state.character_spacing
        spacing *= state.stretch
        word = state.word_spacing * state.stretch
        placed: list[Glyph] = []
        across = 0.0
        for part in parts:
            if not isinstance(part, pikepdf.Object):  # numbers come as Python's own
                across -= float(part) * thousandth
                continue
            raw = bytes(part)
            for code in face.codes(raw):
                advance = advances[code] * thousandth + spacing
                if code == 32 and not face.wide:
                    advance += word
                # Without text rise: a raised vowel sign still belongs to its line.
                glyph = Glyph(code, letters[code], e + a * across, f + b * across, advance * long)
                placed.append(glyph)
                across += advance
        return placed, across

    def _down(self, parts: Any, face: Face, full: Matrix) -> tuple[list[Glyph], float]:
        """The glyphs of a line that runs downwards, each with its width, and its advance."""
        state = self.state
        a, b, c, d, e, f = full
        long = (a * a + b * b) ** 0.5
        thousandth = state.size / 1000
        placed: list[Glyph] = []
        down = 0.0
        for part in parts:
            if not isinstance(part, pikepdf.Object):
                down -= float(part) * thousandth
                continue
            for code in face.codes(bytes(part)):
                step, (right, up) = face.vertical[code]
                x, y = -right * thousandth * state.stretch, down - up * thousandth
                width = face.advances[code] * thousandth * state.stretch * long
                x, y = e + a * x + c * y, f + b * x + d * y
                placed.append(Glyph(code, face.letters[code], x, y, width))
                down += step * thousandth + state.character_spacing
        return placed, down

    def _run(self, glyphs: tuple[Glyph, ...], face: Face, full: Matrix) -> None:
        """Record the glyphs within the clip, and read those of a Type 3 font once a page."""
        state, walk = self.state, self.walk
        walk.order += 1
        outlined = state.rendering in (1, 5)
        paint = state.stroke if outlined else state.fill
        size = abs(state.size) * scale_of(full) / MM
        artifact = any(mark.tag == ARTIFACT for mark in self.marks)
        name = face.font.name
        lacking = sum(map(face.lacking.__getitem__, [g.code for g in glyphs]))
        drawn = drawn_as(face.outlines, state, full, self._inside)
        run = Run(
            *(name, size, paint, glyphs, artifact, state.overprint, walk.order, lacking),
            drawn=drawn,
        )
        if full[1] or full[0] <= 0:
            run = replace(run, direction=_direction(full))
        if state.rendering >= 4:
            self.clipping_runs.append(run)
        if state.rendering in (3, 7):
            walk.page.hidden.append(run)
            return
        self.show_clipped()
        if not walk.aside:
            walk.page.runs.append(run)
        box = intersection(run.box, state.clip.box)
        self.used(paint, "stroke" if outlined else "fill", "text", box)
        if state.rendering in (2, 6):
            self.used(state.stroke, "stroke", "text", box)
        self.drawn_glyphs(face, full, box)

    def text_ended(self) -> None:
        """Narrow the clip to the text of rendering modes 4 to 7 (9.3.6): to its box, here."""
        runs, self.clipping_runs = self.clipping_runs, []
        if not runs:
            return
        boxes = [run.box.grown(BEYOND * run.size * MM) for run in runs]
        x0, y0, x1, y1 = bounding_box([corner for b in boxes for corner in (b[:2], b[2:])])
        self.state.clip = self.state.clip.narrowed(
            Shape((("re", (x0, y0, x1 - x0, y1 - y0)),), IDENTITY)
        )
        self.state.clip_text = (*self.state.clip_text, *runs)

    def show_clipped(self) -> None:
        """Something is painted: the text that the clip follows is seen in it."""
        if not self.state.clip_text:
            return
        page = self.walk.page
        runs, self.state.clip_text = self.state.clip_text, ()
        for run in runs:
            if any(run is hidden for hidden in page.hidden):
                page.hidden[:] = [hidden for hidden in page.hidden if hidden is not run]
                if not self.walk.aside:
                    page.runs.append(replace(run, paint=SHOWN_THROUGH))

    def _add_text(self, glyph_codes: list[int], face: Face) -> None:
        """Add the text of glyphs to the marked content that they are in."""
        marked, mark = self.walk.page.marked_content, self._inside
        if mark is None:
            marked.untagged += 1
            return
        letters, not_text = face.letters, face.not_text
        for code in glyph_codes:
            if letters[code] == UNKNOWN or code in not_text:
                marked.unmapped[f"glyph {code} of {face.font.name}"] = None
        if isinstance(mark, int):
            text = "".join([letters[code] for code in glyph_codes if code not in not_text])
            marked.texts[mark] = marked.texts.get(mark, "") + text


def _structure(mark: Mark) -> int | str | None:
    """``ARTIFACT``, the MCID of tagged content, or None for other marked content."""
    return ARTIFACT if mark.tag == ARTIFACT else mark.mcid


def _direction(full: Matrix) -> tuple[float, float]:
    """In which direction of the page text advances, by its matrix."""
    long = (full[0] ** 2 + full[1] ** 2) ** 0.5
    return (full[0] / long, full[1] / long) if long else (1.0, 0.0)
