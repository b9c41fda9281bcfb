"""The content stream machine (ISO 32000-1, 8 and 9), as far as paint and type need it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pikepdf

from printshop.preflight.reading.faces import Face, codes
from printshop.preflight.reading.facts import Fill, Glyph, Line, Paint, Run
from printshop.preflight.reading.geometry import (
    UNIT,
    Extent,
    Matrix,
    Shape,
    common,
    matrix,
    scale_of,
    times,
)
from printshop.preflight.reading.graphics_state import (
    State,
    odd_effects,
    overprint_after,
    sees_through,
)
from printshop.preflight.reading.images import image_of
from printshop.preflight.reading.spaces import Space, get, space_of
from printshop.shop.units import MM

if TYPE_CHECKING:
    from printshop.preflight.reading.walk import Walk

NEAR = 0.5  # mm by which a glyph's origin may lie outside a clip and still be seen
ODD = (
    *(ValueError, TypeError, IndexError, AttributeError, KeyError),
    *(OverflowError, ZeroDivisionError, pikepdf.PdfError),
)


ARTIFACT = "/Artifact"
Mark = int | str | None  # an identifier, ARTIFACT, or a mark that says nothing of structure


class Enough(Exception):
    """The page has more content than is followed."""


_SPACES = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
_FILLS = {"f": False, "F": False, "f*": True, "B": False, "B*": True, "b": False, "b*": True}
_STROKES = {"S", "s", "B", "B*", "b", "b*"}
_TEXT_STATE = {"Tc": "spacing", "Tw": "word", "TL": "leading"}


class Content:
    """One content stream: its graphics state, its text position, its marks."""

    def __init__(self, walk: Walk, resources: Any, state: State, outer: tuple[Mark, ...]) -> None:
        self.owner = walk
        self.resources = resources
        self.state = state
        self.base = state.matrix
        self.stack: list[State] = []
        self.outer = len(outer)
        self.marks: list[Mark] = list(outer)
        self.text: Matrix = UNIT
        self.line: Matrix = UNIT
        self.path: list[tuple[str, tuple[float, ...]]] = []
        self.clips = ""  # whether the path becomes a clip when it ends
        self.spaces: dict[str, Space] = {}

    def walk(self, instructions: Any) -> None:
        """Follow every operator in turn."""
        owner = self.owner
        steps, path = _STEPS, _PATH
        for instruction in instructions:
            owner.left -= 1
            if owner.left < 0:
                raise Enough
            op = "?"
            try:
                op = str(instruction.operator)
                if op in path:
                    numbers = tuple(map(float, instruction.operands))
                    if len(numbers) != path[op]:
                        raise ValueError
                    self.path.append((op, numbers))
                elif (step := steps.get(op)) is not None:
                    step(self, instruction.operands, op)
            except ODD as problem:
                owner.trouble(f"the operator '{op[:12]}' cannot be read ({type(problem).__name__})")

    def save(self, operands: Any, op: str) -> None:
        """q and Q."""
        if op == "q":
            self.stack.append(self.state.copy())
        elif self.stack:
            self.state = self.stack.pop()

    def transform(self, operands: Any, op: str) -> None:
        """cm."""
        self.state.matrix = times(matrix(operands), self.state.matrix)

    def mark(self, operands: Any, op: str) -> None:
        """BMC, BDC and EMC (ISO 32000-1, 14.6): decoration, an identifier, or neither."""
        mixed = self.owner.page.marked.mixed
        if op == "EMC":
            if len(self.marks) > self.outer:
                self.marks.pop()
            else:
                mixed.append("a mark that ends and one that was not begun")
            return
        self.marks.append(_mark(operands, self.resources))
        inside = {m for m in self.marks if m is not None}
        if ARTIFACT in inside and len(inside) > 1:
            mixed.append("decoration and tagged content")

    @property
    def _inside(self) -> Mark:
        """The innermost mark that counts."""
        return next((m for m in reversed(self.marks) if m is not None), None)

    def _painted(self) -> None:
        """Something is painted: has it a mark?"""
        if not self.owner.quiet and self._inside is None:
            self.owner.page.marked.bare += 1

    def width(self, operands: Any, op: str) -> None:
        """w."""
        self.state.width = abs(float(operands[0]))

    def state_of(self, operands: Any, op: str) -> None:
        """gs: overprint, transparency, and what a press file may not set."""
        item = get(self.resources, "/ExtGState", str(operands[0]))
        if item is None:
            return
        state = self.state
        state.overprint = overprint_after(state.overprint, item)
        if (through := sees_through(item)) is not None:
            state.opaque = not through
        if (width := get(item, "/LW")) is not None:
            state.width = abs(float(width))
        mask = get(item, "/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            self.owner.mask(mask, self.resources, state)
        for effect in odd_effects(item):
            self.owner.page.effects.setdefault(effect, str(operands[0]))
        font = get(item, "/Font")
        if isinstance(font, pikepdf.Array) and len(font) == 2:
            state.face, state.size = font[0], float(font[1])

    def place(self, operands: Any, op: str) -> None:
        """BT, Tm, Td, TD and T*."""
        if op == "BT":
            self.line = UNIT
        elif op == "Tm":
            self.line = matrix(operands)
        else:
            if op == "TD":
                self.state.leading = -float(operands[1])
            x, y = (0.0, -self.state.leading) if op == "T*" else map(float, operands)
            self.line = times((1, 0, 0, 1, x, y), self.line)
        self.text = self.line

    def type(self, operands: Any, op: str) -> None:
        """Tf, Tz, Tr, Tc, Tw and TL."""
        if op == "Tf":
            self.state.font, self.state.size = str(operands[0]), float(operands[1])
            self.state.face = get(self.resources, "/Font", self.state.font)
        elif op == "Tz":
            self.state.stretch = float(operands[0]) / 100
        elif op == "Tr":
            self.state.mode = int(operands[0])
        else:
            setattr(self.state, _TEXT_STATE[op], float(operands[0]))

    def show(self, operands: Any, op: str) -> None:
        """Tj, TJ, ' and "."""
        if op == '"':
            self.state.word, self.state.spacing = float(operands[0]), float(operands[1])
        if op in ("'", '"'):
            self.place((), "T*")
        face = self.owner.face(self.state.face)
        if face:
            self._glyphs(operands[-1] if op == "TJ" else [operands[-1]], face)

    def colour(self, operands: Any, op: str) -> None:
        """g, rg, k, cs, sc, scn and their twins for strokes."""
        side = "fill" if op.islower() else "stroke"
        state = self.state
        pattern = ""
        if (known := _SPACES.get(op.lower())) is not None:
            space = self._space(pikepdf.Name(known), known)
            paint = Paint(space.family, tuple(map(float, operands)), space.names)
        elif op in ("cs", "CS"):
            name = str(operands[0])
            self.owner.used.add(name)
            space = self._space(operands[0], name)
            paint = space.first
        else:
            space = state.fill_space if side == "fill" else state.stroke_space
            last = operands[-1] if len(operands) else None
            if isinstance(last, pikepdf.Object):
                pattern = str(last)
            values = tuple(float(v) for v in operands if not isinstance(v, pikepdf.Object))
            paint = Paint(space.under or space.family, values, space.names)
        setattr(state, side, paint)
        setattr(state, f"{side}_space", space)
        setattr(state, f"{side}_pattern", pattern)

    def _space(self, item: Any, name: str) -> Space:
        if name not in self.spaces:
            self.spaces[name] = space_of(item, self.resources)
        return self.spaces[name]

    def clip(self, operands: Any, op: str) -> None:
        """W and W*."""
        self.clips = op

    def finish(self, operands: Any, op: str) -> None:
        """f, S, B, n and their kin: what the path does."""
        steps, self.path = tuple(self.path), []
        clips, self.clips = self.clips, ""
        if not steps:
            return
        if op != "n":
            self._painted()
        state, owner = self.state, self.owner
        shape = Shape(steps, state.matrix, _FILLS.get(op, False))
        if op in _FILLS:
            self._area(shape)
        if op in _STROKES:
            paint = self._used(state.stroke, "stroke", "line", shape.box)
            width = state.width * scale_of(state.matrix) / MM
            owner.order += 1
            if not owner.quiet:
                owner.page.lines.append(Line(owner.order, paint, width, shape.box, state.overprint))
        if clips:
            state.clip = state.clip.narrowed(Shape(steps, state.matrix, clips == "W*"))

    def _area(self, shape: Shape) -> None:
        state, owner = self.state, self.owner
        owner.order += 1
        paint = self._used(state.fill, "fill", "fill", common(shape.box, state.clip.box))
        known = None if state.fill_pattern else paint
        if not owner.quiet:
            owner.page.fills.append(
                Fill(owner.order, known, shape, state.clip, state.overprint, state.opaque)
            )

    def _used(self, paint: Paint, side: str, use: str, box: Extent) -> Paint:
        """A colour or a pattern is painted with."""
        name = self.state.fill_pattern if side == "fill" else self.state.stroke_pattern
        if name:
            item = get(self.resources, "/Pattern", name)
            if item is not None:
                self.owner.pattern(item, self.resources, self.base, self.state, use)
            if paint.space == "/Pattern":
                return paint
        self.owner.paint(paint, use, box)
        return paint

    def draw(self, operands: Any, op: str) -> None:
        """Do, sh and inline images."""
        state, owner = self.state, self.owner
        if op == "sh":
            self._painted()
            item = get(self.resources, "/Shading", str(operands[0]))
            space = space_of(get(item, "/ColorSpace"), self.resources)
            owner.paint(Paint(space.family, (), space.names), "shading", state.clip.box)
            self._covered(Shape((("re", (-1e9, -1e9, 2e9, 2e9)),), UNIT), None)
        elif op == "Do":
            item = get(self.resources, "/XObject", str(operands[0]))
            kind = str(get(item, "/Subtype"))
            if kind == "/PS" or get(item, "/PS") is not None:
                owner.page.postscript += 1
            elif kind == "/Image":
                self._picture(item)
            elif kind == "/Form":
                owner.form(item, self.resources, state, tuple(self.marks))
        else:
            self._picture(operands[0].obj if hasattr(operands[0], "obj") else operands[0])

    def _picture(self, item: Any) -> None:
        self._painted()
        state, owner = self.state, self.owner
        image = image_of(item, self.resources, state.matrix, not owner.quiet)
        owner.page.images.append(image)
        mask = get(item, "/SMask")
        if isinstance(mask, pikepdf.Stream):
            space = space_of(get(mask, "/ColorSpace"), self.resources).family
            owner.page.mask_groups.append(space)
        shape = Shape((("m", (0, 0)), ("l", (1, 0)), ("l", (1, 1)), ("l", (0, 1))), state.matrix)
        if image.kind == "stencil":
            self._used(state.fill, "fill", "fill", image.box)
        # What shows through a stencil or a mask is not known: no more is the ground.
        self._covered(shape, image)

    def _covered(self, shape: Shape, image: Any) -> None:
        state, owner = self.state, self.owner
        owner.order += 1
        if not owner.quiet:
            owner.page.fills.append(
                Fill(owner.order, None, shape, state.clip, state.overprint, state.opaque, image)
            )

    def _glyphs(self, parts: Any, face: Face) -> None:
        state, owner = self.state, self.owner
        scale = state.size * state.stretch
        full = times(self.text, state.matrix)
        a, b, e, f = full[0], full[1], full[4], full[5]
        long = (a * a + b * b) ** 0.5
        x0, y0, x1, y1 = state.clip.box
        x0, y0, x1, y1 = x0 - NEAR, y0 - NEAR, x1 + NEAR, y1 + NEAR
        widths, texts, wide, default = face.widths, face.texts, face.wide, face.default
        thousandth, spacing = scale / 1000, state.spacing * state.stretch
        word = 0.0 if wide else state.word * state.stretch
        unit, blank = face.unit, face.blank
        glyphs = []
        said = []
        across = 0.0  # in text space
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
                said.append(code)
                if x0 <= x <= x1 and y0 <= y <= y1:
                    glyphs.append(Glyph(code, texts.get(code, blank), x, y, advance * long))
                across += advance
        self.text = times((1, 0, 0, 1, across, 0), self.text)
        owner.left -= len(said)
        if said and not owner.quiet:
            self._say(said, face)
        if not glyphs:
            return
        owner.order += 1
        outlined = state.mode in (1, 5)
        paint = state.stroke if outlined else state.fill
        size = abs(state.size) * scale_of(full) / MM
        run = Run(
            face.font.name,
            size,
            paint,
            tuple(glyphs),
            ARTIFACT in self.marks,
            state.overprint,
            owner.order,
        )
        if state.mode in (3, 7):
            owner.page.hidden.append(run)
            return
        if not owner.quiet:
            owner.page.runs.append(run)
        self._used(paint, "stroke" if outlined else "fill", "text", run.box)
        if face.glyphs is not None and ("font", *face.key) not in owner.seen:
            owner.seen.add(("font", *face.key))
            for item in face.glyphs:
                inner = state.copy()
                inner.matrix = times(face.matrix, full)
                owner.aside(item, face.resources or self.resources, inner)

    def _say(self, said: list[int], face: Face) -> None:
        """What is shown within a mark is what the mark says."""
        marked, mark = self.owner.page.marked, self._inside
        if mark is None:
            marked.bare += 1
            return
        texts, mute = face.texts, face.mute
        for code in said:
            if code not in texts or code in mute:
                marked.unmapped[f"glyph {code} of {face.font.name}"] = None
        if isinstance(mark, int):
            words = "".join([texts.get(code, "") for code in said if code not in mute])
            marked.texts[mark] = marked.texts.get(mark, "") + words


def _mark(operands: Any, resources: Any) -> Mark:
    if str(operands[0]) == ARTIFACT:
        return ARTIFACT
    if len(operands) < 2:
        return None
    known = operands[1]
    if isinstance(known, pikepdf.Name):
        known = get(resources, "/Properties", str(known))
    number = get(known, "/MCID")
    return None if number is None else int(number)


_PATH = {"re": 4, "m": 2, "l": 2, "c": 6, "v": 4, "y": 4}  # and how many numbers each takes
_STEPS: dict[str, Callable[[Content, Any, str], None]] = {
    op: step
    for ops, step in (
        ("q Q", Content.save),
        ("cm", Content.transform),
        ("BMC BDC EMC", Content.mark),
        ("w", Content.width),
        ("gs", Content.state_of),
        ("BT Tm Td TD T*", Content.place),
        ("Tf Tz Tr Tc Tw TL", Content.type),
        ("Tj TJ ' \"", Content.show),
        ("g G rg RG k K cs CS sc SC scn SCN", Content.colour),
        ("W W*", Content.clip),
        ("f F f* B B* b b* S s n", Content.finish),
        ("Do sh", Content.draw),
    )
    for op in ops.split()
}
_STEPS["INLINE IMAGE"] = Content.draw
