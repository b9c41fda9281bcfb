"""Inking: content streams get the colours of a printing condition in place of the tokens' names."""

from collections.abc import Iterable
from typing import Any

import pikepdf
from pikepdf import Name, Operator, Stream

from printshop.colour.palette_tokens import number_of

Painted = dict[int, tuple[float, ...]]  # each token's parts by its number
SPACES = {"cs", "CS"}
FILLS, STROKES = {"sc", "scn"}, {"SC", "SCN"}
# By number of parts, the operator that sets space and colour at once (ISO 32000-1, 8.6.8).
OPERATORS = {1: "g", 3: "rg", 4: "k"}


def ink(content: Iterable[Any], painted: Painted) -> list[Any]:
    """A content stream's instructions in real colours; what bears no name is left as it is."""
    made: list[Any] = []
    for instruction in content:
        op = str(instruction.operator)
        parts = None
        if op in FILLS or op in STROKES:
            operands = [v for v in instruction.operands if not isinstance(v, Name)]
            parts = painted.get(number_of([float(v) for v in operands]))
        if parts is None:
            made.append(instruction)
            continue
        if made and str(made[-1][1]) in SPACES:
            made.pop()
        operator = OPERATORS[len(parts)]
        made.append((list(parts), Operator(operator if op in FILLS else operator.upper())))
    return made


def ink_forms(pdf: pikepdf.Pdf, painted: Painted) -> None:
    """Ink the content of every form and tiling pattern of a file."""
    for item in pdf.objects:
        if isinstance(item, Stream) and (
            item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1
        ):
            content = ink(pikepdf.parse_content_stream(item), painted)
            item.write(pikepdf.unparse_content_stream(content))
