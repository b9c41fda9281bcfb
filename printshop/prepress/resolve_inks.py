"""Inking: content streams get the colours of a printing condition in place of the tokens' names."""

from collections.abc import Iterable
from typing import Any, ClassVar

import pikepdf
from pikepdf import Name, Operator, Stream

from printshop.colour.palette_tokens import number_of
from printshop.pdf.content_stream import STROKE_COLOURS, Rewriter
from printshop.pdf.graphics_state import State

Painted = dict[int, tuple[float, ...]]  # each token's parts by its number
# By number of parts, the operator that sets space and colour at once (ISO 32000-1, 8.6.8).
OPERATORS = {1: "g", 3: "rg", 4: "k"}


def ink(content: Iterable[Any], painted: Painted) -> list[Any]:
    """A content stream's instructions in real colours; what bears no name is left as it is."""
    return _Inked(painted).rewritten(content)


def ink_forms(pdf: pikepdf.Pdf, painted: Painted) -> None:
    """Ink the content of every form and tiling pattern of a file."""
    for item in pdf.objects:
        if isinstance(item, Stream) and (
            item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1
        ):
            content = ink(pikepdf.parse_content_stream(item), painted)
            item.write(pikepdf.unparse_content_stream(content))


class _Inked(Rewriter):
    """A content stream in which the numbers of tokens are replaced by their colours.

    What a space is does not matter to it: the numbers alone name a token.
    """

    follows: ClassVar[frozenset[str]] = frozenset()
    replaces: ClassVar[frozenset[str]] = frozenset({"sc", "scn", "SC", "SCN"})

    def __init__(self, painted: Painted) -> None:
        super().__init__(None, State())
        self.painted = painted

    def replacement(self, operands: Any, op: str) -> Iterable[Any] | None:
        """The colour of a token; the operator that set a space for it is taken out again."""
        numbers = [float(v) for v in operands if not isinstance(v, Name)]
        parts = self.painted.get(number_of(numbers))
        if parts is None:
            return None
        if self.written and str(self.written[-1][1]) in ("cs", "CS"):
            self.written.pop()
        operator = OPERATORS[len(parts)]
        return [(list(parts), Operator(operator.upper() if op in STROKE_COLOURS else operator))]
