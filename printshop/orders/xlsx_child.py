"""The child process that reads an order's .xlsx workbook, under limits.

``xlsx`` starts it with a path. Before it opens the file it limits itself (``confine``): memory, CPU
time, no writing, no further process. It checks the unpacked size of the archive before unpacking,
and reads cells only: no formula is evaluated, no link is followed. It prints lines of JSON:
that the workbook was opened, then row by row.
"""

import datetime
import json
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, BinaryIO

# Python's own XML parser, which limits entities; openpyxl chooses when it is imported.
os.environ["OPENPYXL_LXML"] = "False"

import openpyxl

from printshop.findings import Finding, Where, error
from printshop.orders.cells import (
    DAY,
    FAULT,
    FORMULA,
    LONGEST_CELL,
    NUMBER,
    SHOWN,
    TEXT,
    TIME,
    TRUTH,
    Cell,
)
from printshop.orders.extras import Row
from printshop.orders.table import MOST_COLUMNS, MOST_LINES
from printshop.orders.xlsx import Opened
from printshop.orders.xlsx_extras import extras_of
from printshop.sandbox.messages import Refused, visible
from printshop.sandbox.process import Limits, confine, result_writer

LIMITS = Limits(memory=1 << 30, seconds=10, files=64)
MAX_UNPACKED = 64 << 20  # bytes: five thousand lines have about three MB
MOST_PARTS = 500
MOST_SHEETS = 50
LAST_ROW = 1_048_576  # of a spreadsheet
ROWS_LOOKED_AT = 200  # of another sheet, to see whether it has values
MOST_STRUCK = 500  # cells
CHUNK = 1 << 20

# Parts of a workbook that are more than cells, by the beginning of their names.
REFUSED_PARTS = {
    "xl/externallinks/": "links to other files",
    "xl/vbaproject": "macros",
    "xl/macrosheets/": "macros",
    "xl/activex/": "controls",
    "xl/embeddings/": "other files",
    "xl/connections": "connections to data elsewhere",
    "xl/querytables/": "connections to data elsewhere",
}
# The beginning of a document type, which may declare entities; XML is UTF-8 or UTF-16.
DOCTYPES = tuple("<!DOCTYPE".encode(e) for e in ("utf-8", "utf-16-le", "utf-16-be"))


class _NotRead(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def main(arguments: list[str]) -> int:
    """Read one workbook and print its rows: ``arguments`` are its path and its name in findings."""
    path, display_path = arguments
    sys.dont_write_bytecode = True  # from here on nothing is written
    write_result = result_writer()
    confine(LIMITS)
    for message in messages(Path(path), Where(display_path)):
        write_result(asdict(message))
    return 0


def messages(path: Path, where: Where) -> list[Opened | Row | Refused]:
    """What is printed about a workbook: ``Opened`` and its rows, or ``Refused`` with an error.

    No content of a workbook raises.
    """
    fix = "save it once more as .xlsx, or save the sheet as CSV UTF-8"
    try:
        _check_archive(path, where)
        with path.open("rb") as file:
            return list(_read(file, where))
    except _NotRead as refusal:
        return [Refused((refusal.finding,))]
    except MemoryError:
        message = "the workbook was not read: it needs more memory than 1 GB"
        return [Refused((error("not-examined", message, where, fix),))]
    except Exception:  # noqa: BLE001  # a foreign file can raise anything: it is an error in the file
        return [Refused((error("damaged", "the workbook is broken", where, fix),))]


def _check_archive(path: Path, where: Where) -> None:
    """Raise ``_NotRead`` for an archive that is too large unpacked, or holds more than cells."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if size > MAX_UNPACKED or len(parts) > MOST_PARTS:
            message = (
                f"the workbook unpacks to {size / 1e6:,.0f} MB in {len(parts)} parts; "
                f"at most {MAX_UNPACKED / 1e6:.0f} MB in {MOST_PARTS} parts are read"
            )
            fix = "copy its cells as values into a new workbook"
            raise _NotRead(error("file-too-large", message, where, fix))
        if any(part.flag_bits & 1 for part in parts):
            fix = "save it without a password"
            message = "the workbook opens with a password only"
            raise _NotRead(error("encrypted", message, where, fix))
        for part in parts:
            name = part.filename.lower().replace("\\", "/").lstrip("/")
            for start, what in REFUSED_PARTS.items():
                if name.startswith(start):
                    raise _NotRead(_more_than_cells(what, where))
            if name.endswith((".xml", ".rels")) and _has_doctype(archive, part):
                raise _NotRead(_more_than_cells("declarations in its XML", where))


def _more_than_cells(what: str, where: Where) -> Finding:
    fix = "copy its cells as values into a new workbook, or save the sheet as CSV UTF-8"
    return error("more-than-cells", f"the workbook holds {what} besides its cells", where, fix)


def _has_doctype(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part has a document type, which no workbook needs."""
    with archive.open(part) as file:
        overlap = b""
        while chunk := file.read(CHUNK):
            if any(doctype in overlap + chunk for doctype in DOCTYPES):
                return True
            overlap = chunk[-32:]
    return False


def _read(file: BinaryIO, where: Where) -> Iterator[Opened | Row]:
    book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
    sheets = book.worksheets[:MOST_SHEETS]
    visible_sheets = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    if not visible_sheets:
        fix = "show the sheet with the order, or save it as CSV UTF-8"
        raise _NotRead(error("not-an-order", "the workbook shows no sheet", where, fix))
    first, *others = visible_sheets
    hidden = [sheet for sheet in sheets if sheet.sheet_state != "visible"]
    struck = tuple(_struck(first))
    with zipfile.ZipFile(file) as archive:
        extras = extras_of(archive, first._worksheet_path)
    yield Opened(_titles(others), _titles(hidden), replace(extras, struck=struck))
    count = 0
    first.reset_dimensions()  # the size that the file states may be wrong
    for number, cells in enumerate(first.iter_rows(), 1):
        row = _row(number, cells, where)
        if row:
            count += 1
            yield row
        if count > MOST_LINES + 1:
            return  # one more than is read, so that ``lines_of`` finds too many
        if number >= LAST_ROW:
            message = f"the sheet has rows beyond {LAST_ROW:,}"
            fix = "copy its cells as values into a new workbook"
            raise _NotRead(error("too-many-lines", message, where, fix))


def _titles(sheets: list[Any]) -> tuple[str, ...]:
    """The titles of the sheets that have values."""
    return tuple(visible(str(sheet.title))[:80] for sheet in sheets if _has_values(sheet))


def _struck(sheet: Any) -> Iterator[tuple[int, int]]:
    """Row and column of the cells whose value is struck out, as far as lines are read."""
    struck = {i for i, font in enumerate(sheet.parent._fonts) if font.strike}
    if not struck:
        return
    styles = {i for i, style in enumerate(sheet.parent._cell_styles) if style.fontId in struck}
    sheet.reset_dimensions()
    found = 0
    for cells in sheet.iter_rows(max_row=MOST_LINES + 50, max_col=MOST_COLUMNS):
        for cell in cells:
            if cell.value is not None and cell._style_id in styles and found < MOST_STRUCK:
                found += 1
                yield cell.row, cell.column


def _has_values(sheet: Any) -> bool:
    """Whether the first rows of a sheet have a value."""
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if any(cell.value is not None for cell in cells):
            return True
        if number >= ROWS_LOOKED_AT:
            break
    return False


def _row(number: int, cells: tuple[Any, ...], where: Where) -> Row | None:
    """A row without the empty cells at its end; None where all are empty."""
    last = max((i for i, cell in enumerate(cells) if cell.value is not None), default=-1)
    if last < 0:
        return None
    if last >= MOST_COLUMNS:
        message = f"row {number} has {last + 1} columns; at most {MOST_COLUMNS} are read"
        place = Where(where.path, number, f"row {number}")
        raise _NotRead(error("broken-table", message, place, "empty the cells at its end"))
    return Row(number, number, tuple(_cell(cell) for cell in cells[: last + 1]))


def _cell(cell: Any) -> Cell:
    """A cell; its text is a JSON string, cut one character after the longest that is read."""
    kind, text = _kind(cell.data_type, cell.value)
    if kind == NUMBER and (shown := _shown_otherwise(text, str(cell.number_format))):
        kind, text = SHOWN, shown
    return Cell(kind, json.dumps(text[: LONGEST_CELL + 1], ensure_ascii=True))


def _kind(data_type: str, value: Any) -> tuple[str, str]:
    if value is None:
        return TEXT, ""
    if data_type == "f":  # an array formula comes as an object
        return FORMULA, value if isinstance(value, str) else str(getattr(value, "text", "="))
    if data_type == "e":
        return FAULT, str(value)
    if isinstance(value, bool):
        return TRUTH, "true" if value else "false"
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return (DAY, value.date().isoformat()) if is_day else (TIME, str(value))
    if isinstance(value, datetime.date):
        return DAY, value.isoformat()
    if isinstance(value, datetime.time | datetime.timedelta):
        return TIME, str(value)
    if isinstance(value, int | float):
        is_integer = isinstance(value, int) or (value.is_integer() and abs(value) < 1e15)
        return NUMBER, str(int(value)) if is_integer else repr(value)
    return TEXT, str(value)


def _shown_otherwise(number: str, number_format: str) -> str:
    """How a number is shown where that may be read as another one, '' where it is not.

    5 may be shown as 500 %, as an amount of money, or as 5.000, which is five thousand to many.
    """
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]$]*\]', "", number_format)
    if "%" in bare:
        return f"{number}, which is shown in percent,"
    if "[$" in bare or re.search("[€$£]", number_format):
        return f"{number}, which is shown as an amount of money,"
    if re.search(r"[0#],+(?![0#?])", bare.partition(";")[0]):
        return f"{number}, which is shown in thousands,"
    if re.search(r"\.0{3}(?!0)", bare):
        return f"{number}, which is shown with three decimals,"
    return ""
