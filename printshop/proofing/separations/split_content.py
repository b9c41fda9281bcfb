"""Parting: the colours of a document, each turned into the gray of one ink at a time.

A content stream is read once and written in four versions, which differ where a colour is set and
where something that overprints leaves a plate alone. ISO 32000-1, 8.6.7 and 8.6.8.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pikepdf

from printshop.proofing.separations.inks import PROCESS, Space, space_of
from printshop.proofing.separations.split_images import split_inline, split_picture, split_shading

DEEPEST = 12  # forms within forms

Part = Callable[[int], None]  # puts one ink's version in its place


@dataclass(frozen=True)
class _Paint:
    """A colour on the four plates, and whether each plate is left as it is when it overprints."""

    inks: tuple[float, ...] = (0.0, 0.0, 0.0, 1.0)
    spares: tuple[bool, ...] = (False,) * 4  # under overprint, whatever its mode
    spares_zero: tuple[bool, ...] = (False,) * 4  # under overprint mode 1


@dataclass(frozen=True)
class _State:
    fill: _Paint = _Paint()
    line: _Paint = _Paint()
    fill_space: Space | None = None
    line_space: Space | None = None
    fill_over: bool = False
    line_over: bool = False
    mode: int = 0
    render: int = 0  # of text

    def spared(self, line: bool) -> tuple[bool, ...]:
        """For each ink, whether fills (or lines) leave its plate as it is."""
        paint, over = (self.line, self.line_over) if line else (self.fill, self.fill_over)
        if not over:
            return (False,) * 4
        zero = paint.spares_zero if self.mode else (False,) * 4
        return tuple(a or b for a, b in zip(paint.spares, zero, strict=True))


_DIRECT = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
_PATHS = {  # operator: (fills, strokes, what is left without the fill, without the line)
    "f": (True, False, "n", ""),
    "F": (True, False, "n", ""),
    "f*": (True, False, "n", ""),
    "S": (False, True, "", "n"),
    "s": (False, True, "", "n"),
    "B": (True, True, "S", "f"),
    "B*": (True, True, "S", "f*"),
    "b": (True, True, "s", "f"),
    "b*": (True, True, "s", "f*"),
}
_TEXT = {"Tj", "TJ", "'", '"'}
_PATTERN = "/PlateOfPattern"


@dataclass
class Parting:
    """The colours of a document, found once; ``parts`` then put one ink's grays in their place."""

    document: pikepdf.Pdf
    parts: list[Part] = field(default_factory=list)
    estimated: set[str] = field(default_factory=set)
    seen: set[tuple[int, int]] = field(default_factory=set)

    def page(self, page: Any) -> None:
        """All that a page paints."""
        resources = page.obj.get("/Resources", None)
        if resources is None:
            resources = page.obj.Resources = pikepdf.Dictionary()
        versions = self.content(page, resources, _State(), first=True)
        stream = self.document.make_indirect(pikepdf.Stream(self.document, b""))
        page.obj.Contents = stream
        self.parts.append(lambda ink: stream.write(versions[ink]))
        _ungrouped(page.obj)
        if "/Annots" in page.obj:
            del page.obj["/Annots"]

    def once(self, item: Any) -> bool:
        """Whether an object is met for the first time."""
        new = item.objgen not in self.seen or item.objgen == (0, 0)
        self.seen.add(item.objgen)
        return new

    def content(
        self, stream: Any, resources: Any, state: _State, first: bool = False, depth: int = 0
    ) -> list[bytes]:
        """A content stream in the grays of the four inks."""
        text = _Content(self, resources, state, depth)
        if first:  # the first colour is black: that is no ink on three plates
            text.put(*(_grays((0, 0, 0, 1), "g") + _grays((0, 0, 0, 1), "G")))
        for instruction in pikepdf.parse_content_stream(stream):
            text.step(instruction)
        text.flush()
        return [b"\n".join(lines) for lines in text.out]

    def form(self, item: Any, resources: Any, state: _State, depth: int, first: bool) -> None:
        """A form, a pattern's cell or a letter that is drawn."""
        if depth > DEEPEST or not self.once(item):
            return
        versions = self.content(item, item.get("/Resources", resources), state, first, depth + 1)
        self.parts.append(lambda ink: item.write(versions[ink]))
        _ungrouped(item)

    def picture(self, item: Any, resources: Any) -> None:
        """A pixel picture."""
        if self.once(item):
            part, told = split_picture(item, resources)
            self.parts.append(part)
            self.estimated |= told

    def shading(self, item: Any, resources: Any) -> None:
        """A gradient."""
        if self.once(item):
            part, told = split_shading(item, resources, self.document)
            self.parts.append(part)
            self.estimated |= told


def _ungrouped(item: Any) -> None:
    group = item.get("/Group")
    if group is not None and "/CS" in group:
        item.Group = pikepdf.Dictionary({k: v for k, v in group.items() if k != "/CS"})
        item.Group.CS = pikepdf.Name.DeviceGray


def _grays(inks: tuple[float, ...], op: str) -> tuple[tuple[bytes, ...]]:
    return (tuple(f"{1 - v:.4f} {op}".encode() for v in inks),)


class _Content:
    """One content stream on its way into four."""

    def __init__(self, owner: Parting, resources: Any, state: _State, depth: int) -> None:
        self.owner, self.resources, self.state, self.depth = owner, resources, state, depth
        self.stack: list[_State] = []
        self.common: list[Any] = []
        self.out: tuple[list[bytes], ...] = ([], [], [], [])

    def put(self, *versions: tuple[bytes, ...]) -> None:
        """Something that differs from plate to plate."""
        self.flush()
        for version in versions:
            for lines, text in zip(self.out, version, strict=True):
                lines.append(text)

    def flush(self) -> None:
        """What all plates have in common up to here."""
        if self.common:
            text = pikepdf.unparse_content_stream(self.common)
            self.common = []
            for lines in self.out:
                lines.append(text)

    def step(self, instruction: Any) -> None:
        """One operator with what it works on."""
        op, operands = str(instruction.operator), instruction.operands
        if op.lower() in _DIRECT:
            self._set(op, space_of(pikepdf.Name(_DIRECT[op.lower()]), None), operands)
        elif op in ("cs", "CS"):
            self._space(op, operands, instruction)
        elif op in ("sc", "scn", "SC", "SCN"):
            self._colour(op, operands, instruction)
        elif op in _PATHS:
            self._path(op, instruction)
        elif op in _TEXT:
            self._text(instruction)
        elif op == "INLINE IMAGE":
            self._inline(instruction)
        elif op == "Do":
            self._draw(operands, instruction)
        else:
            self._other(op, operands)
            self.common.append(instruction)

    def _other(self, op: str, operands: Any) -> None:
        if op == "q":
            self.stack.append(self.state)
        elif op == "Q" and self.stack:
            self.state = self.stack.pop()
        elif op == "Tr":
            self.state = replace(self.state, render=int(operands[0]))
        elif op == "gs":
            self._graphics(self._resource("/ExtGState", operands[0]))
        elif op == "Tf":
            self._font(self._resource("/Font", operands[0]))
        elif op == "sh":
            item = self._resource("/Shading", operands[0])
            if item is not None:
                self.owner.shading(item, self.resources)

    def _resource(self, kind: str, name: Any) -> Any:
        return self.resources.get(kind, {}).get(str(name))

    def _graphics(self, item: Any) -> None:
        if item is None:
            return
        state = self.state
        if "/OP" in item:
            state = replace(state, line_over=bool(item.OP), fill_over=bool(item.OP))
        if "/op" in item:
            state = replace(state, fill_over=bool(item.get("/op")))
        self.state = replace(state, mode=int(item.get("/OPM", state.mode)))

    def _font(self, item: Any) -> None:
        if item is None or item.get("/Subtype") != "/Type3":
            return
        resources = item.get("/Resources", self.resources)
        for letter in list(item.get("/CharProcs", {}).values())[:256]:
            self.owner.form(letter, resources, self.state, self.depth, False)

    # colours

    def _set(self, op: str, space: Space, operands: Any) -> None:
        values = [float(v) for v in operands][: space.channels] or [space.start]
        values += [values[-1]] * (space.channels - len(values))
        inks = tuple(float(v) for v in space.inks(np.array([values]))[0])
        if space.estimated:
            self.owner.estimated.add(space.estimated)
        paint = _Paint(inks, *_spares(space, inks))
        line = op.isupper()
        if line:
            self.state = replace(self.state, line=paint, line_space=space)
        else:
            self.state = replace(self.state, fill=paint, fill_space=space)
        self.put(*_grays(inks, "G" if line else "g"))

    def _space(self, op: str, operands: Any, instruction: Any) -> None:
        space = space_of(operands[0], self.resources)
        if space.name != "/Pattern":
            black = space.name == "/DeviceCMYK"
            self._set(op, space, [0, 0, 0, 1] if black else [space.start] * space.channels)
            return
        if op == "cs":
            self.state = replace(self.state, fill_space=space)
        else:
            self.state = replace(self.state, line_space=space)
        if space.channels:
            spaces = self.resources.get("/ColorSpace")
            if spaces is None:
                spaces = self.resources.ColorSpace = pikepdf.Dictionary()
            gray = pikepdf.Array([pikepdf.Name.Pattern, pikepdf.Name.DeviceGray])
            self.resources.ColorSpace[_PATTERN] = gray
            self.put((f"{_PATTERN} {op}".encode(),) * 4)
        else:
            self.common.append(instruction)

    def _colour(self, op: str, operands: Any, instruction: Any) -> None:
        line = op.isupper()
        space = self.state.line_space if line else self.state.fill_space
        space = space or space_of(pikepdf.Name.DeviceGray, None)
        if not (operands and isinstance(operands[-1], pikepdf.Name)):
            self._set(op, space, operands)
            return
        full = _Paint((1.0,) * 4)
        state = self.state
        self.state = replace(state, line=full) if line else replace(state, fill=full)
        self._pattern(self._resource("/Pattern", operands[-1]))
        if len(operands) > 1 and space.channels:
            values = np.array([[float(v) for v in operands[:-1]]])
            name = str(operands[-1])
            inks = space.inks(values)[0]
            self.put(tuple(f"{1 - v:.4f} {name} {op}".encode() for v in inks))
        else:
            self.common.append(instruction)

    def _pattern(self, item: Any) -> None:
        if item is None:
            return
        if item.get("/PatternType") == 2:
            if "/Shading" in item:
                self.owner.shading(item.Shading, self.resources)
        elif item.get("/PaintType") == 1:
            self.owner.form(item, self.resources, _State(), self.depth, True)

    # what is painted

    def _path(self, op: str, instruction: Any) -> None:
        fills, strokes, no_fill, no_line = _PATHS[op]
        spared = list(zip(self.state.spared(False), self.state.spared(True), strict=True))
        if not any((fills and f) or (strokes and s) for f, s in spared):
            self.common.append(instruction)
            return
        said = []
        for fill, line in spared:
            lost_fill, lost_line = fills and fill, strokes and line
            left = op
            if (lost_fill or not fills) and (lost_line or not strokes):
                left = "n"
            elif lost_fill:
                left = no_fill
            elif lost_line:
                left = no_line
            said.append(left.encode())
        self.put(tuple(said))

    def _text(self, instruction: Any) -> None:
        render = self.state.render
        fills, strokes = render in (0, 2, 4, 6), render in (1, 2, 5, 6)
        modes = []
        for fill, line in zip(self.state.spared(False), self.state.spared(True), strict=True):
            shown = (fills and not fill, strokes and not line)
            mode = {(True, False): 0, (False, True): 1, (True, True): 2, (False, False): 3}[shown]
            modes.append(mode + (4 if render >= 4 else 0))
        changed = [m != render for m in modes]
        if any(changed):
            self.put(tuple(f"{m} Tr".encode() for m in modes))
            self.common.append(instruction)
            self.put((f"{render} Tr".encode(),) * 4)
        else:
            self.common.append(instruction)

    def _draw(self, operands: Any, instruction: Any) -> None:
        item = self._resource("/XObject", operands[0])
        if item is None:
            self.common.append(instruction)
        elif item.get("/Subtype") == "/Form":
            self.owner.form(item, self.resources, self.state, self.depth, False)
            self.common.append(instruction)
        elif bool(item.get("/ImageMask", False)):
            name = str(operands[0])
            self.put(tuple(b"" if s else f"{name} Do".encode() for s in self.state.spared(False)))
        else:
            self.owner.picture(item, self.resources)
            self.common.append(instruction)

    def _inline(self, instruction: Any) -> None:
        versions, told = split_inline(instruction, self.resources)
        self.owner.estimated |= told
        if versions:
            self.put(versions)
        elif any(self.state.spared(False)):
            text = pikepdf.unparse_content_stream([instruction])
            self.put(tuple(b"" if s else text for s in self.state.spared(False)))
        else:
            self.common.append(instruction)


def _spares(space: Space, inks: tuple[float, ...]) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
    """Which plates a colour leaves alone when it overprints: always, and in mode 1 only."""
    none, zero = (False,) * 4, tuple(v == 0 for v in inks)
    if space.spots:
        if "/All" in space.spots:
            return none, none
        if space.estimated:
            return zero, zero
        return tuple(name not in space.spots for name in PROCESS), none
    return none, zero if space.name == "/DeviceCMYK" and not space.estimated else none
