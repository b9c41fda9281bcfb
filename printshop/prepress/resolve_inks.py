"""Content streams get the colours of a printing condition in place of palette placeholders."""

from collections.abc import Iterable
from typing import Any, ClassVar

import pikepdf
from pikepdf import Name, Operator, Stream

from printshop.colour.palette_tokens import token_number
from printshop.pdf.content_stream import STROKE_COLOURS
from printshop.pdf.graphics_state import State
from printshop.pdf.rewriter import Rewriter

TokenColours = dict[int, tuple[float, ...]]  # by token number: components from 0 to 1
# By number of components, the operator that sets colour space and colour (ISO 32000-1, 8.6.8).
OPERATORS = {1: "g", 3: "rg", 4: "k"}


def ink(content: Iterable[Any], colours: TokenColours) -> list[Any]:
    """A content stream's instructions with placeholders replaced; other colours are unchanged."""
    return _TokenReplacer(colours).rewritten(content)


def ink_forms(pdf: pikepdf.Pdf, colours: TokenColours) -> None:
    """Replace placeholders in every form XObject and tiling pattern of a file, in place."""
    for item in pdf.objects:
        if isinstance(item, Stream) and (
            item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1
        ):
            content = ink(pikepdf.parse_content_stream(item), colours)
            item.write(pikepdf.unparse_content_stream(content))


class _TokenReplacer(Rewriter):
    """A content stream in which the placeholders of tokens are replaced by their colours.

    Colour spaces are not looked up: the components alone identify a token.
    """

    follows: ClassVar[frozenset[str]] = frozenset()
    replaces: ClassVar[frozenset[str]] = frozenset({"sc", "scn", "SC", "SCN"})

    def __init__(self, colours: TokenColours) -> None:
        super().__init__(None, State())
        self.colours = colours

    def replacement(self, operands: Any, op: str) -> Iterable[Any] | None:
        """The colour of a token; the ``cs`` or ``CS`` before it is removed."""
        components = [float(v) for v in operands if not isinstance(v, Name)]
        colour = self.colours.get(token_number(components))
        if colour is None:
            return None
        if self.written and str(self.written[-1][1]) in ("cs", "CS"):
            self.written.pop()
        operator = OPERATORS[len(colour)]
        return [(list(colour), Operator(operator.upper() if op in STROKE_COLOURS else operator))]
