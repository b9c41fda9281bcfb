"""A workbook as the rows of a table: parsed in a child process with limits, never in this one.

The child's JSON is validated strictly.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from printshop.findings import Finding, Where, error, note, review
from printshop.orders.cells import Cell
from printshop.orders.extras import NO_EXTRAS, Extras, Row
from printshop.orders.table import MOST_COLUMNS
from printshop.sandbox.intake import run_child
from printshop.sandbox.messages import InvalidMessage, Refused, validated
from printshop.sandbox.process import ProcessResult

SECONDS = 30  # of wall-clock time, for busy machines; the child limits its CPU time, to fewer
MAX_OUTPUT = 32 << 20  # bytes


@dataclass(frozen=True)
class Opened:
    """A workbook was opened: the names of its other sheets, which hold cells and are not read.

    ``hidden_sheets`` are those of them that are hidden; ``extras`` are those of the first sheet.
    """

    other_sheets: tuple[str, ...]
    hidden_sheets: tuple[str, ...]
    extras: Extras


@dataclass(frozen=True)
class FirstSheet:
    """The first sheet of a workbook: its rows, and what it holds besides."""

    rows: list[Row]
    extras: Extras = NO_EXTRAS


def rows_of_workbook(path: Path, display_path: str) -> tuple[FirstSheet, list[Finding]]:
    """A workbook's first sheet; without rows where an error is among the findings.

    ``display_path`` is what findings call the file.
    """
    arguments = [str(path.resolve()), display_path]
    result = run_child("orders.xlsx_child", arguments, MAX_OUTPUT, SECONDS)
    return rows_of_result(result, display_path)


def rows_of_result(result: ProcessResult, display_path: str) -> tuple[FirstSheet, list[Finding]]:
    """The sheet that a child printed, or findings; an error where its JSON is not valid."""
    where = Where(display_path)
    try:
        first, *lines = (json.loads(line) for line in result.output.split(b"\n")[:-1])
        if isinstance(first, dict) and "refused" in first:
            return FirstSheet([]), list(validated(Refused, first).refused)
        opened = validated(Opened, first)
        rows = [_row(line) for line in lines]
        if result.exit_code or result.stopped_for:
            raise InvalidMessage("the child did not come to its end")
    except (InvalidMessage, ValueError, RecursionError):
        timed_out = result.stopped_for == "time" or result.exit_code < 0
        reason = (
            "it took more time than it may"
            if timed_out
            else "it needs more memory, or holds too much"
        )
        message = f"the workbook was not read: {reason}"
        fix = "copy its cells as values into a new workbook, or save the sheet as CSV UTF-8"
        return FirstSheet([]), [error("not-examined", message, where, fix)]
    return FirstSheet(rows, opened.extras), _other_sheets(opened, where)


def _other_sheets(opened: Opened, where: Where) -> list[Finding]:
    """That other sheets are not read: a review of those that are shown, a note of hidden ones."""
    findings: list[Finding] = []
    if opened.other_sheets:
        message = f"the first sheet is read, and no other: {_quoted(opened.other_sheets)}"
        fix = "delete the other sheets, or move their lines to the first one"
        findings.append(review("other-sheets", message, where, fix))
    if opened.hidden_sheets:
        message = f"hidden sheets are not read: {_quoted(opened.hidden_sheets)}"
        findings.append(note("other-sheets", message, where))
    return findings


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _row(value: object) -> Row:
    """A row. Its texts are JSON within JSON, so that hidden characters arrive unchanged here."""
    row = validated(Row, value)
    if len(row.cells) > MOST_COLUMNS:
        raise InvalidMessage("so many columns are not sent")
    return replace(row, cells=tuple(Cell(c.kind, _decoded(c.text)) for c in row.cells))


def _decoded(text: str) -> str:
    value = json.loads(text)
    if not isinstance(value, str):
        raise InvalidMessage("a text is wanted")
    return value
