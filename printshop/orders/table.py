"""A table as lines of an order: the first row is the header, each row beneath is a line.

The rows come from a CSV file or from a workbook. No content of a table raises: it is a finding.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from printshop.findings import Finding, Where, did_you_mean, error
from printshop.orders.cells import TEXT, Cell, Unclear, unreadable, value_of
from printshop.orders.model import OrderLine
from printshop.reading.origin import Key, Origin
from printshop.reading.yaml_file import to_sheet
from printshop.sandbox.messages import visible

MOST_LINES = 5_000
MOST_COLUMNS = 100
COLUMNS = tuple(f.alias or name for name, f in OrderLine.model_fields.items())
REQUIRED = tuple(f.alias or name for name, f in OrderLine.model_fields.items() if f.is_required())


@dataclass(frozen=True)
class Row:
    """A row: its number in the spreadsheet, the line of the file where it begins, both from 1."""

    number: int
    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class RowOrigin(Origin):
    """Where a line of a table stands: its row, and the letter of each column by name."""

    row: int = 0
    letters: dict[str, str] = field(default_factory=dict)

    def at(self, *key: str | int) -> Where:
        """The cell of a key, or the row where the table has no such column."""
        name = str(key[0]) if key else ""
        letter = self.letters.get(name, "")
        spot = f"row {self.row}, column {letter} ({name})" if letter else f"row {self.row}"
        return Where(self.path, self.lines.get((), 1), spot)

    def missing(self, *key: str | int) -> Finding | None:
        """That a cell is empty; where the table has no such column, its header was told of that."""
        if key[0] not in self.letters:
            return None
        return error("missing-key", f"'{key[0]}' is missing", self.at(*key), "fill the cell")


def lines_of(rows: list[Row], display_path: str) -> tuple[list[OrderLine], list[Finding]]:
    """The lines of a table without errors, each with its row as its origin; and all findings."""
    if len(rows) < 2:
        where = Where(display_path, rows[0].line if rows else 1)
        fix = "name the columns in the first row, and write a line beneath for each partner"
        return [], [error("no-lines", "the table holds no line", where, fix)]
    header, *body = rows
    columns, findings = _header(header, display_path)
    if not columns:
        return [], findings
    if len(body) > MOST_LINES:
        message = f"the table has more than {MOST_LINES:,} lines"
        where = Where(display_path, body[MOST_LINES].line)
        findings.append(error("too-many-lines", message, where, "split it into several orders"))
        body = body[:MOST_LINES]
    lines: list[OrderLine] = []
    for row in body:
        line, line_findings = _line(row, columns, display_path)
        findings += line_findings
        if line:
            lines.append(line)
    return lines, findings


def column_name(name: str) -> str:
    """A column's name in the spelling of the keys of a line: ``deliver-by`` for ``Deliver by``."""
    return re.sub(r"[\s_-]+", "-", name.replace("\ufeff", "").strip().casefold())


def _letter(index: int) -> str:
    """The letters of a column from 0: A to Z, AA, AB."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _header(header: Row, display_path: str) -> tuple[dict[int, str], list[Finding]]:
    """The names of the known columns by index from 0, and errors about the header."""
    columns: dict[int, str] = {}
    findings: list[Finding] = []
    for i, cell in enumerate(header.cells):
        if not (name := column_name(cell.text)):
            continue
        title, place = visible(cell.text.strip()[:60]), f"row {header.number}, column {_letter(i)}"
        where = Where(display_path, header.line, place)
        if name not in COLUMNS:
            fix = did_you_mean(name, COLUMNS)
            findings.append(error("unknown-key", f"'{title}' is no column of an order", where, fix))
        elif name in columns.values():
            message = f"the column '{title}' stands there twice"
            findings.append(error("duplicate-key", message, where, "keep one of the two"))
        else:
            columns[i] = name
    if not columns:
        message = "the first row names no column of an order"
        fix = f"name the columns in the first row: {', '.join(COLUMNS)}"
        return {}, [error("not-an-order", message, Where(display_path, header.line), fix)]
    for name in REQUIRED:
        if name not in columns.values():
            message = f"the column '{name}' is missing"
            where = Where(display_path, header.line, f"row {header.number}")
            findings.append(error("missing-key", message, where, f"add a column '{name}'"))
    return columns, findings


def _line(
    row: Row, columns: dict[int, str], display_path: str
) -> tuple[OrderLine | None, list[Finding]]:
    letters = {name: _letter(i) for i, name in columns.items()}
    key_lines: dict[Key, int] = {(): row.line, **{(name,): row.line for name in letters}}
    origin = RowOrigin(display_path, key_lines, row=row.number, letters=letters)
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    unnamed = [i for i, c in enumerate(row.cells) if c.text.strip() and i not in columns]
    if unnamed and (last := unnamed[-1]) > max(columns):
        message = f"column {_letter(last)} has no name, and holds something"
        fix = "name the column, empty the cell, or put a cell with a delimiter in quotes"
        findings.append(error("broken-table", message, origin.at(), fix))
    for i, name in columns.items():
        cell = row.cells[i] if i < len(row.cells) else Cell(TEXT, "")
        if not cell.text.strip() and cell.kind == TEXT:
            continue
        if finding := unreadable(cell, name, origin.at(name)):
            findings.append(finding)
            continue
        try:
            values[name] = value_of(cell, name)
        except Unclear as unclear:
            findings.append(error("wrong-value", unclear.message, origin.at(name), unclear.fix))
    if findings:
        return None, findings
    return to_sheet(values, OrderLine, origin)
