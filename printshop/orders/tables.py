"""Tables: an order as CSV or as a workbook, one partner a line; the first row names the columns.

A table is foreign: a spreadsheet wrote it, in whatever encoding and with whatever delimiter. What
is clear is read, what could mean two things is told, and a formula is never worked out nor passed
on. Nothing here raises on what a file holds.
"""

import codecs
import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from printshop.findings import Finding, Where, did_you_mean, error, review
from printshop.orders.model import OrderLine
from printshop.sandbox.intake import ask
from printshop.sandbox.messages import Refused, Untrue, take, visible
from printshop.sandbox.process import Ran
from printshop.shop.yaml_file import Key, Origin, made_of

MOST_LINES = 5_000
MOST_COLUMNS = 100
LONGEST_CELL = 320  # characters; twelve times as many travel as JSON, and 4,000 are taken
SECONDS = 30  # on the clock, for machines with other work; the child counts its own, and fewer
MOST_SAID = 32 << 20  # bytes
COLUMNS = tuple(f.alias or name for name, f in OrderLine.model_fields.items())
NEEDED = tuple(f.alias or name for name, f in OrderLine.model_fields.items() if f.is_required())

TEXT, NUMBER, DAY, FORMULA, FAULT = "text", "number", "day", "formula", "fault"  # kinds of cells

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_PHONE = re.compile(r"\+[0-9][0-9 ./()\xa0-]{5,}(?:$|[^0-9=|!(]+[^=|!]*$)")
_SIGNED = re.compile(r"[-+]?[0-9][0-9.,' \xa0\u202f-]*$")
_PLAIN = re.compile(r"[0-9]+$")
_THOUSANDS = re.compile(r"[0-9]{1,3}([.' \xa0\u202f])[0-9]{3}(\1[0-9]{3})*$")
_ZEROS = re.compile(r"[.,]0{1,2}$")
_BY_LANGUAGE = re.compile(r"([A-Za-z][A-Za-z0-9-]*)\s*[:= ]\s*(.+)$", re.S)


@dataclass(frozen=True)
class Cell:
    """A cell: of which kind it is, and its text; a day as 2027-01-15, a number in plain digits."""

    kind: str
    text: str


@dataclass(frozen=True)
class Row:
    """A row as a spreadsheet counts it, from 1; the line of the file where it begins; its cells."""

    number: int
    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Opened:
    """A workbook was opened: the names of the sheets with cells that were not read."""

    others: tuple[str, ...]


@dataclass(frozen=True)
class Cells(Origin):
    """Where a line of a table stands: its row, and the letter of each column by name."""

    row: int = 0
    letters: dict[str, str] = field(default_factory=dict)

    def at(self, *key: str | int) -> Where:
        """The cell of a key, or the row where the table has no such column."""
        name = str(key[0]) if key else ""
        letter = self.letters.get(name, "")
        spot = f"row {self.row}, column {letter} ({name})" if letter else f"row {self.row}"
        return Where(self.path, self.lines.get((), 1), spot)


class _Unclear(ValueError):
    """A cell that cannot be read: why, and what to do."""

    def __init__(self, why: str, fix: str) -> None:
        super().__init__(why)
        self.why = why
        self.fix = fix


# ── CSV ──────────────────────────────────────────────────────────────────────────────────────


def rows_of_csv(data: bytes, shown: str) -> tuple[list[Row], list[Finding]]:
    """The rows of a CSV file: UTF-8, UTF-16 with its mark, or Windows-1252 with a review.

    The delimiter is the one that makes most of the first row into names of columns.
    """
    text, findings = _decoded(data, shown)
    if text is None:
        return [], findings
    skipped = 0
    if found := re.match(r"sep=(.)\r?\n", text):  # how Excel writes down the delimiter
        text, delimiter, skipped = text[found.end() :], found[1], 1
    else:
        delimiter = max(";,\t", key=lambda mark: _known(text, mark))
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = line = skipped
    try:
        for record in reader:
            number += 1
            if any(cell.strip() for cell in record):
                cells = tuple(Cell(TEXT, cell) for cell in record)
                rows.append(Row(number, line + 1, cells))
            line = skipped + reader.line_num
            if len(rows) > MOST_LINES + 1:
                break
    except csv.Error as why:
        message = f"the table cannot be read from here on: {why}"
        fix = "look for a quotation mark that is not closed, or that stands within a cell"
        findings.append(error("broken-table", message, Where(shown, line + 1), fix))
    return rows, findings


def _decoded(data: bytes, shown: str) -> tuple[str | None, list[Finding]]:
    where = Where(shown)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), []
        except UnicodeDecodeError:
            fix = "save the table as CSV UTF-8"
            return None, [error("not-utf-8", "the file breaks off within UTF-16", where, fix)]
    if b"\0" in data:
        return None, [_no_order("the file is no table: it holds bytes that no text has", where)]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as problem:
        message = f"byte {problem.start} is neither UTF-8 nor Windows-1252"
        return None, [error("not-utf-8", message, where, "save the table as CSV UTF-8")]
    message = "the file is not UTF-8; it was read as Windows-1252"
    fix = "look whether accents are right, or save the table as CSV UTF-8"
    return text, [review("read-as-windows-1252", message, where, fix)]


def _no_order(message: str, where: Where) -> Finding:
    return error("not-an-order", message, where, "save the table as CSV UTF-8 or as .xlsx")


def _known(text: str, delimiter: str) -> tuple[int, int]:
    """How many columns a delimiter finds in the first row: those with a known name, and all."""
    reader = csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=delimiter)
    try:
        first = next((r for r in reader if any(c.strip() for c in r)), [])
    except csv.Error:
        return 0, 0
    return len({_column(name) for name in first} & set(COLUMNS)), len(first)


# ── workbooks ────────────────────────────────────────────────────────────────────────────────


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


# ── rows become lines ────────────────────────────────────────────────────────────────────────


def lines_of(rows: list[Row], shown: str) -> tuple[list[OrderLine], list[Finding]]:
    """The lines of a table, each with its row as its origin, and what is to be said of the rest."""
    if len(rows) < 2:
        where = Where(shown, rows[0].line if rows else 1)
        fix = "name the columns in the first row, and write a line beneath for each partner"
        return [], [error("no-lines", "the table holds no line", where, fix)]
    head, *body = rows
    columns, findings = _header(head, shown)
    if not columns:
        return [], findings
    if len(body) > MOST_LINES:
        message = f"the table has more than {MOST_LINES:,} lines"
        where = Where(shown, body[MOST_LINES].line)
        findings.append(error("too-many-lines", message, where, "split it into several orders"))
        body = body[:MOST_LINES]
    made: list[OrderLine] = []
    missing = [name for name in NEEDED if name not in columns.values()]
    for row in body:
        line, told = _line(row, columns, shown)
        findings += [f for f in told if not (missing and f.code == "missing-key")]
        if line:
            made.append(line)
    return made, findings


def _column(name: str) -> str:
    """A column's name as the keys of a line are written."""
    return re.sub(r"[\s_-]+", "-", name.replace("\ufeff", "").strip().casefold())


def _letter(index: int) -> str:
    """The letters of a column from 0: A to Z, AA, AB."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _header(head: Row, shown: str) -> tuple[dict[int, str], list[Finding]]:
    """The known columns by place, and what is to be said of the others."""
    columns: dict[int, str] = {}
    findings: list[Finding] = []
    for i, cell in enumerate(head.cells):
        if not (name := _column(cell.text)):
            continue
        seen, spot = visible(cell.text.strip()[:60]), f"row {head.number}, column {_letter(i)}"
        where = Where(shown, head.line, spot)
        if name not in COLUMNS:
            fix = did_you_mean(name, COLUMNS)
            findings.append(error("unknown-key", f"'{seen}' is no column of an order", where, fix))
        elif name in columns.values():
            message = f"the column '{seen}' stands there twice"
            findings.append(error("duplicate-key", message, where, "keep one of the two"))
        else:
            columns[i] = name
    if not columns:
        message = "the first row names no column of an order"
        fix = f"name the columns in the first row: {', '.join(COLUMNS)}"
        return {}, [error("not-an-order", message, Where(shown, head.line), fix)]
    for name in NEEDED:
        if name not in columns.values():
            message = f"the column '{name}' is missing"
            where = Where(shown, head.line, f"row {head.number}")
            findings.append(error("missing-key", message, where, f"add a column '{name}'"))
    return columns, findings


def _line(row: Row, columns: dict[int, str], shown: str) -> tuple[OrderLine | None, list[Finding]]:
    letters = {name: _letter(i) for i, name in columns.items()}
    spots: dict[Key, int] = {(): row.line, **{(name,): row.line for name in letters}}
    origin = Cells(shown, spots, row=row.number, letters=letters)
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    beyond = [i for i, c in enumerate(row.cells) if c.text.strip() and i not in columns]
    if beyond and (last := beyond[-1]) > max(columns):
        message = f"column {_letter(last)} has no name, and holds something"
        fix = "name the column, empty the cell, or put a cell with a delimiter in quotes"
        findings.append(error("broken-table", message, origin.at(), fix))
    for i, name in columns.items():
        cell = row.cells[i] if i < len(row.cells) else Cell(TEXT, "")
        if not cell.text.strip() and cell.kind == TEXT:
            continue
        if told := _told(cell, name, origin):
            findings.append(told)
            continue
        try:
            values[name] = READ.get(name, _text)(cell)
        except _Unclear as unclear:
            findings.append(error("wrong-value", unclear.why, origin.at(name), unclear.fix))
    if findings:
        return None, findings
    line, told_of = made_of(values, OrderLine, origin)
    return line, [_in_a_table(f) for f in told_of]


def _in_a_table(finding: Finding) -> Finding:
    return replace(finding, fix="fill the cell") if finding.code == "missing-key" else finding


def _told(cell: Cell, name: str, origin: Cells) -> Finding | None:
    """What keeps a cell from being read at all."""
    where = origin.at(name)
    if cell.kind == FAULT:
        message = f"'{name}' is an error that the spreadsheet shows: {visible(cell.text[:20])}"
        return error("wrong-value", message, where, "write the value")
    if cell.kind == FORMULA or (cell.kind == TEXT and _formula(cell.text)):
        message = f"'{name}' begins like a formula, which is not worked out: {_short(cell.text)}"
        return error("formula", message, where, "write the value, or take the sign away")
    if len(cell.text) > LONGEST_CELL:
        message = f"'{name}' has more than {LONGEST_CELL} characters"
        return error("too-long", message, where, f"write at most {LONGEST_CELL} characters")
    if found := _CONTROL.search(cell.text):
        message = f"a control character (U+{ord(found.group()):04X}) stands in '{name}'"
        return error("control-character", message, where, "delete the character")
    return None


def _formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula, and it is no number or phone."""
    text = text.lstrip()
    if not text.startswith(("=", "+", "-", "@")):
        return False
    return not (_PHONE.match(text) or _SIGNED.match(text))


def _short(text: str) -> str:
    text = visible(text.strip())
    return f"'{text}'" if len(text) <= 40 else f"'{text[:37]}…'"


# ── cells ────────────────────────────────────────────────────────────────────────────────────


def _text(cell: Cell) -> str:
    return cell.text.strip()


def _list(cell: Cell) -> list[str]:
    return list(_parts(cell.text))


def _parts(text: str) -> Iterator[str]:
    """The parts of a cell between commas, semicolons and line breaks."""
    return (part.strip() for part in re.split(r"[,;\r\n]+", text) if part.strip())


def _quantity(cell: Cell) -> int | dict[str, int]:
    text = cell.text.strip()
    if cell.kind == NUMBER or _SIGNED.match(text):
        return _number(text, cell.kind == NUMBER)
    copies: dict[str, int] = {}
    for part in _parts(text):
        found = _BY_LANGUAGE.match(part)
        if not found:
            why = f"'quantity' is {_short(text)} where a number, or one by language, is wanted"
            raise _Unclear(why, "write 500, or a tag and a number for each language, with commas")
        if found[1] in copies:
            raise _Unclear(f"'quantity' has two numbers for '{found[1]}'", "keep one of the two")
        copies[found[1]] = _number(found[2].strip(), plain=False)
    return copies


def _number(text: str, plain: bool) -> int:
    """A whole number as Belgian spreadsheets write it: 1000, 1.000, 1 000, 1000,00.

    ``plain``: a spreadsheet's own number, in which a point is a decimal point.
    """
    if len(text) > 40:
        raise _Unclear(f"'quantity' is {_short(text)}, which is no number", "write it in digits")
    if _PLAIN.match(text):
        return int(text)
    whole = _ZEROS.sub("", text)
    if not plain and whole != text and (_PLAIN.match(whole) or _THOUSANDS.match(whole)):
        return _digits(whole)
    if not plain and _THOUSANDS.match(text):
        return _digits(text)
    why = f"'quantity' is {_short(text)}, which could be two numbers, or is no whole one"
    raise _Unclear(why, "write it without points and commas, such as 1000")


def _digits(text: str) -> int:
    return int(re.sub(r"[^0-9]", "", text))


def _day(cell: Cell) -> str:
    """A day as 2027-01-15; the order of day and month is that of Belgium."""
    text = cell.text.strip()
    found = re.match(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})$", text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass  # no such day in the calendar
    why = f"'deliver-by' is {_short(text)} where a day is wanted"
    raise _Unclear(why, "write it like 2027-01-15 or 15/01/2027")


READ: dict[str, Callable[[Cell], Any]] = {
    "languages": _list,
    "pieces": _list,
    "sectors": _list,
    "quantity": _quantity,
    "deliver-by": _day,
}
