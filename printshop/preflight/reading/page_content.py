"""Collect what a page paints, as facts: a visitor of the content-stream interpreter.

It follows forms, patterns, soft masks and Type 3 glyphs. An operator that cannot be read is noted
and skipped.
"""

from dataclasses import replace
from typing import Any

import pikepdf

from printshop.pdf.colour_spaces import UNKNOWN, ColourSpace, resolve
from printshop.pdf.content_stream import FILLS, INLINE_IMAGE, STROKES, Mark
from printshop.pdf.geometry import (
    IDENTITY,
    Shape,
    intersection,
    stroked_width,
)
from printshop.pdf.graphics_state import State, blends
from printshop.pdf.objects import get
from printshop.pdf.paint import Paint
from printshop.preflight.reading.facts import Fill, Stroke
from printshop.preflight.reading.images import STENCIL, image_fault, image_of, space_within
from printshop.preflight.reading.page_text import PageText
from printshop.preflight.reading.resources import device_parameters, painted_space
from printshop.preflight.reading.walk import Walk
from printshop.shop.units import MM

EVERYTHING = Shape((("re", (-1e9, -1e9, 2e9, 2e9)),), IDENTITY)
UNIT_SQUARE = (("m", (0, 0)), ("l", (1, 0)), ("l", (1, 1)), ("l", (0, 1)))


def read_content(
    walk: Walk, stream: Any, resources: Any, state: State, marks: tuple[Mark, ...] = ()
) -> None:
    """Read a content stream and add its facts to the walk's page.

    The state's matrix maps user space to mm from the trim's lower left corner. Raises ``TooLong``
    where the page has more content than is read.
    """
    PageContent.read(walk, stream, resources, state, marks)


class PageContent(PageText):
    """One content stream: of a page, a form, a pattern, a soft mask or a Type 3 glyph."""

    def malformed(self, op: str, problem: Exception) -> None:
        """Note an operator that cannot be read, and continue."""
        kind = type(problem).__name__
        self.walk.note_unreadable(f"the operator '{op[:12]}' cannot be read ({kind})")

    def space(self, item: Any) -> ColourSpace:
        """The colour space that a name or array paints in; ``UNKNOWN``, noted, where it is none."""
        space = resolve(item, self.resources, defaults=True)
        if not space.is_listed:
            self.missing("/ColorSpace", space.family)
            return UNKNOWN
        if not space.is_readable:
            self.walk.note_unreadable("a colour space cannot be read")
            return space if space.names or space.family == "/ICCBased" else UNKNOWN
        return space.painted

    def colour(self, operands: Any, op: str) -> None:
        """Record the names of colour spaces that are set."""
        if op in ("cs", "CS"):
            self.walk.used_spaces.add(str(operands[0]))
        super().colour(operands, op)

    # ── states ───────────────────────────────────────────────────────────────────────────────

    def state_met(self, name: str, item: Any) -> None:
        """Read its soft mask, and record parameters that a press file may not set."""
        self.walk.page.blends |= blends(item)
        mask = get(item, "/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            self.soft_mask(mask)
        for parameter in device_parameters(item):
            self.walk.page.device_parameters.setdefault(parameter, name)

    # ── areas and lines ──────────────────────────────────────────────────────────────────────

    def path_painted(self, op: str, path: tuple[tuple[str, tuple[float, ...]], ...]) -> None:
        """Record fills and strokes, in painting order."""
        if op == "n":
            return
        self.count_untagged()
        self.show_clipped()
        state, walk = self.state, self.walk
        shape = Shape(path, state.matrix, FILLS.get(op, False))
        if op in FILLS:
            walk.order += 1
            paint = self.used(state.fill, "fill", "fill", intersection(shape.box, state.clip.box))
            self._filled(None if state.fill_pattern else paint, shape)
        if op in STROKES:
            width = stroked_width(path, state.matrix, state.line_width) / MM
            box = intersection(shape.box.grown(width * MM / 2), state.clip.box)
            paint = self.used(state.stroke, "stroke", "line", box)
            walk.order += 1
            if not walk.aside:
                walk.page.strokes.append(
                    Stroke(walk.order, paint, width, shape.box, state.overprint, shape, state.clip)
                )

    def _filled(self, paint: Paint | None, shape: Shape, image: Any = None) -> None:
        state, walk = self.state, self.walk
        self.show_clipped()
        if not walk.aside:
            walk.page.fills.append(
                Fill(walk.order, paint, shape, state.clip, state.overprint, state.opaque, image)
            )

    # ── what is drawn ────────────────────────────────────────────────────────────────────────

    def drawn(self, op: str, operands: Any) -> None:
        """Read forms; record images and shadings."""
        if op == INLINE_IMAGE:  # pikepdf expands its abbreviations
            self._picture(operands[0].obj if hasattr(operands[0], "obj") else operands[0])
            return
        kind, name = "/Shading" if op == "sh" else "/XObject", str(operands[0])
        item = get(self.resources, kind, name)
        if item is None:
            self.missing(kind, name)
        elif op == "sh":
            self._shading(item)
        else:
            self._object(item)

    def _object(self, item: Any) -> None:
        kind = str(get(item, "/Subtype"))
        if kind == "/PS" or get(item, "/PS") is not None:
            self.walk.page.postscript += 1
        elif kind == "/Image":
            self._picture(item)
        elif kind == "/Form" and isinstance(item, pikepdf.Stream):
            self.form(item)
        else:
            self.walk.note_unreadable("it draws an object that is neither a picture nor a form")

    def _shading(self, item: Any) -> None:
        self.count_untagged()
        space = self.space(get(item, "/ColorSpace"))
        paint = space.paint(())
        self.walk.paint(paint, "shading", self.state.clip.box)
        self.walk.order += 1
        self._filled(None, EVERYTHING)

    def _space_of(self, item: Any) -> ColourSpace:
        """The colour space of a picture; that within a JPEG 2000 where it has no other."""
        if get(item, "/ImageMask") is True:
            return STENCIL
        entry = get(item, "/ColorSpace")
        return space_within(item) if entry is None else self.space(entry)

    def _picture(self, item: Any) -> None:
        self.count_untagged()
        state, walk = self.state, self.walk
        space = self._space_of(item)
        image = image_of(item, space, state.matrix, not walk.aside)
        if walk.first_time("picture", item.objgen) and (fault := image_fault(item, space)):
            walk.note_unreadable(fault)
        if walk.area is not None:
            image = replace(image, box=walk.area)
        walk.page.images.append(image)
        mask = get(item, "/SMask")
        if isinstance(mask, pikepdf.Stream):
            space = painted_space(get(mask, "/ColorSpace"), self.resources)
            walk.page.mask_groups.append((space.family, space.words))
        if image.kind == "stencil":
            self.used(state.fill, "fill", "fill", intersection(image.box, state.clip.box))
        # What shows through a stencil or a mask is not known: no paint stands for this background.
        walk.order += 1
        self._filled(None, Shape(UNIT_SQUARE, state.matrix), image)
