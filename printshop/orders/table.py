"""A table as lines of an order: a row names the columns, each row beneath it is a line.

The rows come from a CSV file or from a workbook. No content of a table raises: it is a finding.
"""

from dataclasses import dataclass, field
from typing import Any

from printshop.findings import Finding, Where, error, note, page_ranges
from printshop.orders.cells import TEXT, Cell, Unclear, turned, unmarked, unreadable, value_of
from printshop.orders.extras import NO_EXTRAS, Extras, Row, beside, filled_down, letters, unseen
from printshop.orders.header import Header, header_of
from printshop.orders.lines import line_of
from printshop.orders.model import OrderLine
from printshop.orders.vocabulary import NOTHING, REQUIRED, SAME, Vocabulary, plain
from printshop.reading.origin import Key, Origin
from printshop.sandbox.messages import quoted, visible

MOST_LINES = 5_000
MOST_COLUMNS = 100
PARTNER = "partner"
UNNAMED = "?"  # among the faulty keys of a line: something stands in a column of no clear name


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


@dataclass(frozen=True)
class _Reading:
    """The values of a row, the keys of those that are wrong, whether it is the campaign's own."""

    origin: RowOrigin
    values: dict[str, Any]
    faulty: set[str]
    is_own: bool


def lines_of(
    rows: list[Row], display_path: str, words: Vocabulary | None = None, extras: Extras = NO_EXTRAS
) -> tuple[list[OrderLine], list[Finding]]:
    """The lines of a table, each with its row as its origin, and findings.

    A line with an error is among them, with the ``faulty`` keys. ``words`` are those that titles
    and cells may have besides the keys of an order.
    """
    words = words or Vocabulary()
    where = Where(display_path, rows[0].line if rows else 1)
    fix = "name the columns in the first row, and write a line beneath for each partner"
    empty = error("no-lines", "the table holds no line", where, fix)
    if len(rows) < 2:
        return [], [empty]
    header, body, findings = header_of(rows, words, display_path)
    if not header or not header.columns:
        return [], findings
    columns = header.columns
    body, merged, told = filled_down(body, extras, header.row.number, columns, display_path)
    findings += told
    body, told = _lines_alone(body, header, words, display_path)
    findings += told
    if not body:
        return [], [*findings, empty]
    if len(body) > MOST_LINES:
        message = f"the table has more than {MOST_LINES:,} lines"
        where = Where(display_path, body[MOST_LINES].line)
        findings.append(error("too-many-lines", message, where, "split it into several orders"))
        body = body[:MOST_LINES]
    hidden, told = unseen(body, extras, columns, display_path)
    findings += [*told, *beside(extras, display_path), *_unnamed(body, header, display_path)]
    readings: list[_Reading] = []
    above: dict[int, Cell] = {}
    for row in body:
        silent = merged.get(row.number, set()) | hidden.get(row.number, set())
        reading, told = _reading(row, above, header, words, silent, display_path)
        findings += told
        readings.append(reading)
    findings += _unclear_partners(readings, columns)
    lines: list[OrderLine] = []
    for reading in readings:
        line, told = line_of(reading.values, reading.origin, reading.faulty, words)
        findings += told
        lines += [line] if line else []
    return lines, findings


def _lines_alone(
    body: list[Row], header: Header, words: Vocabulary, display_path: str
) -> tuple[list[Row], list[Finding]]:
    """The rows without copies of the header and without a sum at the end; notes about these."""
    kept: list[Row] = []
    findings: list[Finding] = []
    for row in body:
        if not any(row.holds(i) for i in range(len(row.cells))):
            continue  # spaces alone
        place = Where(display_path, row.line, f"row {row.number}")
        ordered = [i for i, k in header.columns.items() if k in REQUIRED and k != "quantity"]
        sums = [cell.text.strip() for cell in row.cells if _is_sum(cell, words)]
        if header.is_copied_in(row):
            message = f"row {row.number} repeats the header, and is no line"
            findings.append(note("row-not-read", message, place))
        elif sums and not any(row.holds(i) and not _is_sum(row.cell(i), words) for i in ordered):
            message = f"row {row.number} is a sum ('{visible(sums[0])}'), and is no line"
            findings.append(note("row-not-read", message, place))
        else:
            kept.append(row)
    return kept, findings


def _is_sum(cell: Cell, words: Vocabulary) -> bool:
    """Whether a cell has the word before a sum, such as ``Total:``."""
    return bool(cell.text.strip()) and plain(cell.text) in words.total


def _unnamed(body: list[Row], header: Header, display_path: str) -> list[Finding]:
    """An error for each column without a title in which rows hold something."""
    findings: list[Finding] = []
    widest = max(len(row.cells) for row in body)
    for i in range(widest):
        used = [row for row in body if row.holds(i)]
        if header.row.cell(i).text.strip() or not used:
            continue
        rows = f"row{'s' * bool(used[1:])} {page_ranges([r.number for r in used])}"
        message = f"column {letters(i + 1)} has no name, and holds something in {rows}"
        fix = "name the column, empty the cell, or put a cell with a delimiter in quotes"
        where = Where(display_path, used[0].line, f"row {used[0].number}, column {letters(i + 1)}")
        findings.append(error("broken-table", message, where, fix))
    return findings


def _reading(
    row: Row,
    above: dict[int, Cell],
    header: Header,
    words: Vocabulary,
    silent: set[str],
    display_path: str,
) -> tuple[_Reading, list[Finding]]:
    """The values of a row; of ``silent`` keys an error has been told. ``above`` is brought on."""
    by_name = {name: letters(i + 1) for i, name in header.columns.items()}
    key_lines: dict[Key, int] = {(): row.line, **{(name,): row.line for name in by_name}}
    origin = RowOrigin(display_path, key_lines, row=row.number, letters=by_name)
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    faulty = set(silent)
    is_own = False
    for i in range(len(row.cells)):
        if i not in header.columns and row.holds(i) and _is_unclear(header, i):
            # What the column may be is not missing.
            others = words.column(header.row.cell(i).text) - {*by_name}
            faulty |= {UNNAMED, *others}
    for i, name in header.columns.items():
        where = origin.at(name)
        cell, told = _as_above(row.cell(i), above.get(i), name, where, words)
        above[i] = cell if row.holds(i) else above.get(i, cell)
        cell, more = unmarked(cell, name, where)
        cell, nothing = _without_nothing(cell, name, where, words)
        is_own = is_own or (name == PARTNER and bool(nothing))
        told += [*more, *nothing]
        if name in silent or (not cell.text.strip() and cell.kind == TEXT):
            findings += [] if name in silent else told
            continue
        findings += told
        if finding := unreadable(cell, name, where) or turned(cell, name, where):
            findings.append(finding)
            faulty.add(name)
            continue
        try:
            values[name] = value_of(cell, name, words)
        except Unclear as unclear:
            findings.append(error("wrong-value", unclear.message, where, unclear.fix))
            faulty.add(name)
    if not {*REQUIRED} & {*values, *faulty} and {*REQUIRED} <= {*by_name}:
        message = f"row {row.number} orders nothing: {_and(REQUIRED)} are missing"
        fix = "fill the cells, or delete the row"
        findings.append(error("missing-key", message, origin.at(), fix))
        faulty.update(by_name, (UNNAMED,))
    return _Reading(origin, values, faulty, is_own), findings


def _is_unclear(header: Header, index: int) -> bool:
    """Whether a line that holds something in a column cannot be made: no clear title names it."""
    return index in header.unclear or not header.row.cell(index).text.strip()


def _as_above(
    cell: Cell, above: Cell | None, name: str, where: Where, words: Vocabulary
) -> tuple[Cell, list[Finding]]:
    """The cell above where a cell says that it is the same, such as ``idem``; with a note."""
    text = cell.text.strip()
    if not above or cell.kind != TEXT or not (text in SAME or plain(text) in words.same):
        return cell, []
    value = quoted(" ".join(above.text.split()))
    message = f"'{visible(text)}' in '{name}' is read as the cell above: {value}"
    return above, [note("name-understood", message, where, "look whether that is what is meant")]


def _without_nothing(
    cell: Cell, name: str, where: Where, words: Vocabulary
) -> tuple[Cell, list[Finding]]:
    """An empty cell where a cell says that it holds nothing, such as ``-``; with a note."""
    text = cell.text.strip()
    own = name == PARTNER and plain(text) in words.own
    if (
        cell.kind != TEXT
        or not text
        or not (own or text in NOTHING or plain(text) in words.nothing)
    ):
        return cell, []
    what = "the campaign's own print, without a partner" if name == PARTNER else "nothing"
    message = f"'{visible(text)}' in '{name}' is read as {what}"
    return Cell(TEXT, ""), [
        note("name-understood", message, where, "look whether that is what is meant")
    ]


def _unclear_partners(readings: list[_Reading], columns: dict[int, str]) -> list[Finding]:
    """An error for each row without a partner among others that have one.

    It may be the campaign's own print, or belong to the partner above it.
    """
    if not any(PARTNER in r.values for r in readings) or PARTNER not in columns.values():
        return []
    findings = []
    for reading in readings:
        if PARTNER in reading.values or PARTNER in reading.faulty or reading.is_own:
            continue
        message = "this row names no partner, but other rows do: is it the campaign's own print?"
        fix = "write the partner's name; for the campaign's own print, write -"
        findings.append(error("no-partner-named", message, reading.origin.at(PARTNER), fix))
        reading.faulty.add(PARTNER)
    return findings


def _and(names: tuple[str, ...]) -> str:
    quoted = [f"'{name}'" for name in names]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}"
