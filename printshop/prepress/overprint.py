"""Overprint: small black type and lines are printed over what lies beneath; all else knocks out.

Black type that is knocked out of a ground shows a white edge as soon as two plates are a tenth of a
millimetre apart. What a size is on paper counts, after all matrices: the renderer writes 10.5 pt as
``14 Tf`` under a scale of 0.75. White never overprints: it would not be there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pikepdf import Array, Dictionary, Name, Operator

from printshop.shop.press import PressLimits

OVER, OUT = Name("/Over"), Name("/Out")
BLACK = (0.0, 0.0, 0.0, 1.0)
SHOWS = {"Tj", "TJ", "'", '"'}
STROKES = {"S", "s"}
PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "INLINE IMAGE", *STROKES, *SHOWS}
Matrix = tuple[float, float, float, float]


@dataclass(frozen=True)
class _State:
    """What of the graphics state decides: scale, black or not, size, width, overprint."""

    matrix: Matrix = (1, 0, 0, 1)
    fill: bool = False  # the initial colour is black in DeviceGray; ours is always named
    stroke: bool = False
    size: float = 0.0
    width: float = 1.0
    over: bool = False


def states() -> Dictionary:
    """The two graphics states of a page: overprint as GWG 2022 wants it, and knock-out."""
    over = Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)
    out = Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=1)
    return Dictionary({str(OVER): over, str(OUT): out})


def overprint(content: Iterable[Any], limits: PressLimits) -> list[Any]:
    """A page's content with overprint set for black type and lines under the limits (pt on paper).

    OPM is 1 (ISO 32000-1, 8.6.7): an ink of 0 leaves what is beneath. Forms are not entered: they
    are drawn as knock-outs.
    """
    made: list[Any] = []
    state, stack = _State(), list[_State]()
    text: Matrix = (1, 0, 0, 1)
    for instruction in content:
        operands, op = instruction[0], str(instruction[1])
        if op == "q":
            stack.append(state)
        elif op == "Q" and stack:
            state = stack.pop()
        elif op == "BT":
            text = (1, 0, 0, 1)
        elif op == "Tm":
            text = _matrix(operands)
        elif op in PAINTS:
            over = _overprints(state, op, text, limits)
            if over != state.over:
                made.append(([OVER if over else OUT], Operator("gs")))
                state = replace(state, over=over)
        else:
            state = _changed(state, operands, op)
        made.append(instruction)
    return made


def _changed(state: _State, operands: Any, op: str) -> _State:
    if op == "cm":
        return replace(state, matrix=_times(_matrix(operands), state.matrix))
    if op == "Tf":
        return replace(state, size=float(operands[1]))
    if op == "w":
        return replace(state, width=float(operands[0]))
    if op in ("k", "sc", "scn", "g", "rg", "cs"):
        return replace(state, fill=_black(operands))
    if op in ("K", "SC", "SCN", "G", "RG", "CS"):
        return replace(state, stroke=_black(operands))
    return state


def _overprints(state: _State, op: str, text: Matrix, limits: PressLimits) -> bool:
    if op in SHOWS:
        size = state.size * _scale(_times(text, state.matrix))
        return state.fill and 0 < size < limits.overprint_type
    if op in STROKES:
        return state.stroke and state.width * _scale(state.matrix) < limits.overprint_line
    return False


def _black(operands: Any) -> bool:
    numbers = [v for v in operands if not isinstance(v, Name | Array)]
    return tuple(float(v) for v in numbers) == BLACK


def _matrix(operands: Any) -> Matrix:
    a, b, c, d = (float(v) for v in list(operands)[:4])
    return a, b, c, d


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
    )


def _scale(m: Matrix) -> float:
    """How much longer a length is after a matrix: the root of the area's change."""
    return float(abs(m[0] * m[3] - m[1] * m[2]) ** 0.5)
