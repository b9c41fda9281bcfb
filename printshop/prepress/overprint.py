"""Overprint: small black type and thin black lines overprint; all else knocks out.

Black type that knocks out of a ground shows a white edge when two plates are out of register by a
tenth of a millimetre. Sizes count as they are on paper, after all matrices: the renderer writes
10.5 pt as ``14 Tf`` under a scale of 0.75. White never overprints: it would not be printed.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from pikepdf import Dictionary, Name, Operator

from printshop.pdf.content_stream import (
    COLOURS,
    DRAWS,
    FILLS,
    LINE_WIDTH,
    MATRICES,
    SHOWS,
    STROKES,
)
from printshop.pdf.geometry import IDENTITY, Matrix, multiply, scale_of
from printshop.pdf.graphics_state import State
from printshop.pdf.paint import KNOCKOUT, Overprint
from printshop.pdf.rewriter import Rewriter
from printshop.shop.press import PressLimits

OVER, OUT = Name("/Over"), Name("/Out")
OVERPRINT = Overprint(fill=True, stroke=True, mode=1)
BLACK = (0.0, 0.0, 0.0, 1.0)
LINES = frozenset({"S", "s"})


def states() -> Dictionary:
    """The two ExtGStates of a page, by name: overprint with OPM 1 as in GWG 2022, and knockout."""
    over = Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)
    out = Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=1)
    return Dictionary({str(OVER): over, str(OUT): out})


def overprint(content: Iterable[Any], limits: PressLimits, matrix: Matrix = IDENTITY) -> list[Any]:
    """A page's content with overprint set for black type and lines under the limits (pt on paper).

    ``matrix`` is the one that is set before the content: how the artwork lies on its sheet.

    OPM is 1 (ISO 32000-1, 8.6.7): an ink of 0 % leaves the ink beneath. The content of forms is not
    read: they are drawn with knockout. The states are those of ``states``.
    """
    return _Overprinting(limits, matrix).rewritten(content)


class _Overprinting(Rewriter):
    """A page's content with ``gs`` set before what paints."""

    follows: ClassVar[frozenset[str]] = COLOURS | MATRICES | LINE_WIDTH | {"BT", "Tm", "Tf"}
    replaces: ClassVar[frozenset[str]] = frozenset({*FILLS, *STROKES, *SHOWS, *DRAWS})

    def __init__(self, limits: PressLimits, matrix: Matrix) -> None:
        super().__init__(None, State(matrix))
        self.limits = limits

    def replacement(self, operands: Any, op: str) -> Iterable[Any] | None:
        """``gs`` before a painting operator whose overprint state differs from the current one."""
        needed = OVERPRINT if self._overprints(op) else KNOCKOUT
        if needed == self.state.overprint:
            return None
        self.state.overprint = needed
        name = OVER if needed == OVERPRINT else OUT
        return [([name], Operator("gs")), (operands, Operator(op))]

    def _overprints(self, op: str) -> bool:
        state, limits = self.state, self.limits
        if op in SHOWS and state.fill.values == BLACK:
            size = state.size * scale_of(multiply(self.text_matrix, state.matrix))
            return 0 < size < limits.overprint_type
        if op in LINES and state.stroke.values == BLACK:
            return state.line_width * scale_of(state.matrix) < limits.overprint_line
        return False
