"""A workbook as the rows of a table: a child with limits reads it, this process never does.

What the child says is taken with suspicion.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from printshop.findings import Finding, Where, error, review
from printshop.orders.cells import Cell
from printshop.orders.table import MOST_COLUMNS, Row
from printshop.sandbox.intake import ask
from printshop.sandbox.messages import Refused, Untrue, take
from printshop.sandbox.process import Ran

SECONDS = 30  # on the clock, for machines with other work; the child counts its own, and fewer
MOST_SAID = 32 << 20  # bytes


@dataclass(frozen=True)
class Opened:
    """A workbook was opened: the names of the sheets with cells that were not read."""

    others: tuple[str, ...]


def rows_of_workbook(path: Path, shown: str) -> tuple[list[Row], list[Finding]]:
    """The rows of a workbook's first sheet, as a child with limits has read them.

    This process never parses the file; what the child says is taken with suspicion.
    """
    child = ask("orders.xlsx_child", [str(path.resolve()), shown], MOST_SAID, SECONDS)
    return taken(child, shown)


def taken(ran: Ran, shown: str) -> tuple[list[Row], list[Finding]]:
    """What a child said of a workbook: rows or findings, and never what it may not say."""
    where = Where(shown)
    try:
        first, *lines = (json.loads(said) for said in ran.out.split(b"\n")[:-1])
        if isinstance(first, dict) and "refused" in first:
            return [], list(take(Refused, first).refused)
        others = take(Opened, first).others
        rows = [_row(said) for said in lines]
        if ran.code or ran.cut:
            raise Untrue("the child did not come to its end")
    except (Untrue, ValueError, RecursionError):
        why = "it took more time than it may" if ran.cut == "time" or ran.code < 0 else ""
        message = f"the workbook was not read: {why or 'it needs more memory, or holds too much'}"
        fix = "copy its cells as values into a new workbook, or save the sheet as CSV UTF-8"
        return [], [error("not-examined", message, where, fix)]
    if not others:
        return rows, []
    names = ", ".join(f"'{name}'" for name in others)
    message = f"the first sheet is read, and no other: {names}"
    fix = "delete the other sheets, or move their lines to the first one"
    return rows, [review("other-sheets", message, where, fix)]


def _row(said: object) -> Row:
    """A row; its texts come as JSON within JSON, since what is hidden in them is told later."""
    row = take(Row, said)
    if len(row.cells) > MOST_COLUMNS:
        raise Untrue("so many columns are not sent")
    return replace(row, cells=tuple(Cell(c.kind, _text_in(c.text)) for c in row.cells))


def _text_in(said: str) -> str:
    text = json.loads(said)
    if not isinstance(text, str):
        raise Untrue("a text is wanted")
    return text
