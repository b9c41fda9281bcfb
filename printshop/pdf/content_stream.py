"""The one interpreter of content streams (ISO 32000-1, 8 and 9).

It applies the operators of a stream to a graphics state. A subclass names the operators that it
``follows``, so that the others cost no time, and overrides the methods that are called where
something is painted, or the step of an operator. A ``Rewriter`` also writes a new stream.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import pikepdf

from printshop.pdf.colour_spaces import DEVICE, ColourSpace, resolve
from printshop.pdf.geometry import IDENTITY, Matrix, Shape, matrix, multiply
from printshop.pdf.graphics_state import ExtGState, State, ext_g_state
from printshop.pdf.objects import MALFORMED, get
from printshop.pdf.paint import Paint

ARTIFACT = "/Artifact"

# Operators by what they do, for ``follows``. q and Q are always followed.
_SAVE = frozenset({"q", "Q"})
DEVICE_COLOURS = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
COLOURS = frozenset(["g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"])
STROKE_COLOURS = frozenset({"G", "RG", "K", "CS", "SC", "SCN"})
MATRICES = frozenset({"cm"})
LINE_WIDTH = frozenset({"w"})
STATES = frozenset({"gs"})
MARKS = frozenset({"BMC", "BDC", "EMC"})
TEXT_STATE = frozenset(["Tf", "Tz", "Tr", "Tc", "Tw", "TL", "Ts"])
TEXT_POSITION = frozenset(["BT", "Tm", "Td", "TD", "T*"])
SHOWS = frozenset({"Tj", "TJ", "'", '"'})
FILLS = {"f": False, "F": False, "f*": True, "B": False, "B*": True, "b": False, "b*": True}
STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
PATHS = frozenset({*FILLS, *STROKES, "n"})
CLIPS = frozenset({"W", "W*"})
CONSTRUCTION = {"re": 4, "m": 2, "l": 2, "c": 6, "v": 4, "y": 4}  # and their numbers
INLINE_IMAGE = "INLINE IMAGE"
DRAWS = frozenset({"Do", "sh", INLINE_IMAGE})
ALL = frozenset().union(
    *(COLOURS, MATRICES, LINE_WIDTH, STATES, MARKS, TEXT_STATE, TEXT_POSITION),
    *(SHOWS, PATHS, CLIPS, CONSTRUCTION, DRAWS),
)

_STEPS = {
    op: name
    for ops, name in (
        (_SAVE, "save"),
        (COLOURS, "colour"),
        (MATRICES, "transform"),
        (LINE_WIDTH, "width"),
        (STATES, "graphics_state"),
        (MARKS, "mark"),
        (TEXT_STATE, "text_state"),
        (TEXT_POSITION, "text_position"),
        (SHOWS, "show"),
        (PATHS, "paint_path"),
        (CLIPS, "clip"),
        (DRAWS, "draw"),
    )
    for op in ops
}
_TEXT_LENGTHS = {
    "Tc": "character_spacing",
    "Tw": "word_spacing",
    "TL": "leading",
    "Ts": "rise",
}


class TooLong(Exception):
    """The content has more operators and glyphs than the budget allows."""


@dataclass
class Budget:
    """The number of operators and glyphs that may still be read, over several streams."""

    left: int = sys.maxsize


class Mark(NamedTuple):
    """An open marked-content sequence: its tag and its MCID (ISO 32000-1, 14.6)."""

    tag: str
    mcid: int | None = None


class Interpreter:
    """The state of one content stream: graphics state, text position, path, marked content.

    ``state`` is changed in place. ``marks`` are the marked-content sequences that are open around
    the stream, which it cannot end. ``budget`` is shared by all streams of a page.
    """

    follows: ClassVar[frozenset[str]] = ALL
    steps: ClassVar[dict[str, Callable[["Interpreter", Any, str], None]]] = {}

    def __init_subclass__(cls) -> None:
        """Look up the methods of the operators that the subclass follows, once a class."""
        followed = cls.follows | _SAVE
        cls.steps = {op: getattr(cls, name) for op, name in _STEPS.items() if op in followed}

    def __init__(
        self,
        resources: Any,
        state: State,
        marks: tuple[Mark, ...] = (),
        budget: Budget | None = None,
    ) -> None:
        self.resources = resources
        self.state = state
        self.budget = budget or Budget()
        self.base = state.matrix
        self.stack: list[State] = []
        self.marks = list(marks)
        self.outer = len(marks)
        self.text_matrix: Matrix = IDENTITY
        self.line_matrix: Matrix = IDENTITY
        self.path: list[tuple[str, tuple[float, ...]]] = []
        self.clipping = ""  # W or W*, until the path ends
        self.spaces: dict[str, ColourSpace] = {}
        self.states: dict[str, ExtGState] = {}

    def run(self, instructions: Iterable[Any]) -> None:
        """Apply each operator in turn.

        Raises ``TooLong`` when the budget is spent; a malformed operator goes to ``malformed``.
        """
        budget, steps = self.budget, self.steps
        construction = CONSTRUCTION if "re" in self.follows else {}
        for instruction in instructions:
            budget.left -= 1
            if budget.left < 0:
                raise TooLong
            op = "?"
            try:
                op = str(instruction.operator)
                if op in construction:
                    numbers = tuple(map(float, instruction.operands))
                    if len(numbers) != construction[op]:
                        raise ValueError(f"{op} takes {construction[op]} numbers")
                    self.path.append((op, numbers))
                elif (step := steps.get(op)) is not None:
                    step(self, instruction.operands, op)
            except MALFORMED as problem:
                self.malformed(op, problem)

    # ── hooks for subclasses ─────────────────────────────────────────────────────────────────

    def malformed(self, op: str, problem: Exception) -> None:
        """An operator has malformed operands: raises ``problem`` unless overridden."""
        raise problem

    def space(self, item: Any) -> ColourSpace:
        """The colour space of the operand of ``cs`` or ``CS``."""
        return resolve(item, self.resources)

    def mark_begins(self) -> None:
        """A marked-content sequence begins; it is the last of ``marks``."""

    def mark_is_missing(self) -> None:
        """EMC without BMC or BDC in this stream."""

    def path_painted(self, op: str, path: tuple[tuple[str, tuple[float, ...]], ...]) -> None:
        """A path is filled, stroked or both, or by ``n`` ended without painting."""

    def text_shown(self, parts: Any) -> float:
        """Strings and adjustments (TJ) are shown; returns the advance in text space units."""
        return 0.0

    def drawn(self, op: str, operands: Any) -> None:
        """An XObject (``Do``), a shading (``sh``) or an inline image is drawn."""

    def state_met(self, name: str, item: Any) -> None:
        """An ExtGState of the resources is applied for the first time in this stream."""

    # ── steps ────────────────────────────────────────────────────────────────────────────────

    def save(self, operands: Any, op: str) -> None:
        """q and Q."""
        if op == "q":
            self.stack.append(self.state.copy())
        elif self.stack:
            self.state = self.stack.pop()

    def transform(self, operands: Any, op: str) -> None:
        """cm."""
        self.state.matrix = multiply(matrix(operands), self.state.matrix)

    def width(self, operands: Any, op: str) -> None:
        """w."""
        self.state.line_width = abs(float(operands[0]))

    def graphics_state(self, operands: Any, op: str) -> None:
        """gs."""
        name = str(operands[0])
        change = self.states.get(name)
        if change is None:
            item = get(self.resources, "/ExtGState", name)
            if item is None:
                return
            change = self.states[name] = ext_g_state(item)
            self.state_met(name, item)
        self.state.apply(change)

    def colour(self, operands: Any, op: str) -> None:
        """g, rg, k, cs, sc and scn, and the same for strokes in capitals."""
        stroke = op in STROKE_COLOURS
        state = self.state
        pattern = ""
        if (device := DEVICE_COLOURS.get(op.lower())) is not None:
            space = self._space(DEVICE[device].family, None)
            paint = space.paint(tuple(map(float, operands)))
        elif op in ("cs", "CS"):
            space = self._space(str(operands[0]), operands[0])
            paint = Paint(space.family, space.initial, space.names)
        else:
            space = state.stroke_space if stroke else state.fill_space
            last = operands[-1] if len(operands) else None
            if isinstance(last, pikepdf.Object):
                pattern = str(last)
            paint = space.paint(
                tuple(float(v) for v in operands if not isinstance(v, pikepdf.Object))
            )
        state.set_colour(stroke, paint, space, pattern)

    def _space(self, name: str, item: Any) -> ColourSpace:
        space = self.spaces.get(name)
        if space is None:
            space = self.spaces[name] = self.space(pikepdf.Name(name) if item is None else item)
        return space

    def mark(self, operands: Any, op: str) -> None:
        """BMC, BDC and EMC."""
        if op != "EMC":
            self.marks.append(_mark(operands, self.resources))
            self.mark_begins()
        elif len(self.marks) > self.outer:
            self.marks.pop()
        else:
            self.mark_is_missing()

    def text_position(self, operands: Any, op: str) -> None:
        """BT, Tm, Td, TD and T*."""
        if op == "BT":
            self.line_matrix = IDENTITY
        elif op == "Tm":
            self.line_matrix = matrix(operands)
        else:
            if op == "TD":
                self.state.leading = -float(operands[1])
            x, y = (0.0, -self.state.leading) if op == "T*" else map(float, operands)
            self.line_matrix = multiply((1, 0, 0, 1, x, y), self.line_matrix)
        self.text_matrix = self.line_matrix

    def text_state(self, operands: Any, op: str) -> None:
        """Tf, Tz, Tr, Tc, Tw, TL and Ts."""
        if op == "Tf":
            name, self.state.size = str(operands[0]), float(operands[1])
            self.state.font = get(self.resources, "/Font", name)
        elif op == "Tz":
            self.state.stretch = float(operands[0]) / 100
        elif op == "Tr":
            self.state.rendering = int(operands[0])
        else:
            setattr(self.state, _TEXT_LENGTHS[op], float(operands[0]))

    def show(self, operands: Any, op: str) -> None:
        """Tj, TJ, ' and "."""
        if op == '"':
            self.state.word_spacing = float(operands[0])
            self.state.character_spacing = float(operands[1])
        if op in ("'", '"'):
            self.text_position((), "T*")
        advance = self.text_shown(operands[-1] if op == "TJ" else [operands[-1]])
        if advance:
            self.text_matrix = multiply((1, 0, 0, 1, advance, 0), self.text_matrix)

    def clip(self, operands: Any, op: str) -> None:
        """W and W*."""
        self.clipping = op

    def paint_path(self, operands: Any, op: str) -> None:
        """The path-painting operators, such as f, S, B and n; then the clip of W or W*."""
        path, self.path = tuple(self.path), []
        clipping, self.clipping = self.clipping, ""
        if not path:
            return
        self.path_painted(op, path)
        if clipping:
            state = self.state
            state.clip = state.clip.narrowed(Shape(path, state.matrix, clipping == "W*"))

    def draw(self, operands: Any, op: str) -> None:
        """Do, sh and inline images."""
        self.drawn(op, operands)


class Rewriter(Interpreter):
    """An interpreter that writes a new stream.

    ``replaces`` are the operators for which ``replacement`` is called.
    """

    replaces: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, resources: Any, state: State) -> None:
        super().__init__(resources, state)
        self.written: list[Any] = []  # instructions so far

    def replacement(self, operands: Any, op: str) -> Iterable[Any] | None:
        """The instructions that replace one, or None to keep it.

        ``state`` is the state after it: for a colour operator, with the new colour.
        """
        return None

    def rewritten(self, instructions: Iterable[Any]) -> list[Any]:
        """The instructions, each as pikepdf parses it or as operands and operator, replaced."""
        steps, replaces = self.steps, self.replaces
        self.written = written = []
        for instruction in instructions:
            operands, op = instruction[0], str(instruction[1])
            if (step := steps.get(op)) is not None:
                step(self, operands, op)
            replacement = self.replacement(operands, op) if op in replaces else None
            if replacement is None:
                written.append(instruction)
            else:
                written += replacement
        return written


def _mark(operands: Any, resources: Any) -> Mark:
    """A mark with its MCID; the property list may be in the resources (ISO 32000-1, 14.6.2)."""
    tag = str(operands[0])
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = get(resources, "/Properties", str(properties))
    mcid = get(properties, "/MCID")
    return Mark(tag, None if mcid is None else int(mcid))
