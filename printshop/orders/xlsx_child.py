"""The workbook's reader: an order's .xlsx is opened in a process of its own, on a short leash.

Started by ``xlsx`` with a path and nothing else, it binds itself before it opens the file:
memory, seconds, no writing, no further process. It looks at what the archive would unpack to
before it unpacks it, and takes cells only: no formula is worked out, no link is followed. It says
what it read as lines of JSON: whether the workbook was opened, then row by row.
"""

import datetime
import json
import os
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

# Python's own reader of XML, whose entities are bounded: it is chosen when the library loads.
os.environ["OPENPYXL_LXML"] = "False"

import openpyxl

from printshop.findings import Finding, Where, error
from printshop.orders.cells import DAY, FAULT, FORMULA, LONGEST_CELL, NUMBER, TEXT, Cell
from printshop.orders.table import MOST_COLUMNS, MOST_LINES, Row
from printshop.orders.xlsx import Opened
from printshop.sandbox.messages import Refused, visible
from printshop.sandbox.process import Limits, confine, result_writer

LIMITS = Limits(memory=1 << 30, seconds=10, files=64)
LARGEST = 64 << 20  # bytes when unpacked: five thousand lines have about three MB
MOST_PARTS = 500
MOST_SHEETS = 50
LAST_ROW = 1_048_576  # of a spreadsheet
PEEKED = 200  # rows in which another sheet shows whether it holds anything
CHUNK = 1 << 20

# Parts of a workbook that are more than cells, as their names begin.
MORE = {
    "xl/externallinks/": "links to other files",
    "xl/vbaproject": "macros",
    "xl/macrosheets/": "macros",
    "xl/activex/": "controls",
    "xl/embeddings/": "other files",
    "xl/connections": "connections to data elsewhere",
    "xl/querytables/": "connections to data elsewhere",
}
# How a document type begins, which may declare entities; XML is UTF-8 or UTF-16.
DOCTYPES = tuple("<!DOCTYPE".encode(e) for e in ("utf-8", "utf-16-le", "utf-16-be"))


class _NotRead(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def main(arguments: list[str]) -> int:
    """Read one workbook: its path, and what findings call it."""
    path, shown = arguments
    sys.dont_write_bytecode = True  # from here on nothing is written
    write_result = result_writer()
    confine(LIMITS)
    for value in said(Path(path), Where(shown)):
        write_result(asdict(value))
    return 0


def said(path: Path, where: Where) -> list[Opened | Row | Refused]:
    """What is to be said of a workbook; nothing that it holds raises."""
    fix = "save it once more as .xlsx, or save the sheet as CSV UTF-8"
    try:
        _weigh(path, where)
        with path.open("rb") as file:
            return list(_read(file, where))
    except _NotRead as why:
        return [Refused((why.finding,))]
    except MemoryError:
        message = "the workbook was not read: it needs more memory than 1 GB"
        return [Refused((error("not-examined", message, where, fix),))]
    except Exception:  # noqa: BLE001  # a foreign file can do anything wrong: it is told
        return [Refused((error("damaged", "the workbook is broken", where, fix),))]


def _weigh(path: Path, where: Where) -> None:
    """Refuse an archive that unpacks to too much, or holds more than cells."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if size > LARGEST or len(parts) > MOST_PARTS:
            message = (
                f"the workbook unpacks to {size / 1e6:,.0f} MB in {len(parts)} parts; "
                f"at most {LARGEST / 1e6:.0f} MB in {MOST_PARTS} parts are read"
            )
            fix = "copy its cells as values into a new workbook"
            raise _NotRead(error("file-too-large", message, where, fix))
        if any(part.flag_bits & 1 for part in parts):
            fix = "save it without a password"
            message = "the workbook opens with a password only"
            raise _NotRead(error("encrypted", message, where, fix))
        for part in parts:
            name = part.filename.lower().replace("\\", "/").lstrip("/")
            for begins, what in MORE.items():
                if name.startswith(begins):
                    raise _NotRead(_more(what, where))
            if name.endswith((".xml", ".rels")) and _declares(archive, part):
                raise _NotRead(_more("declarations in its XML", where))


def _more(what: str, where: Where) -> Finding:
    fix = "copy its cells as values into a new workbook, or save the sheet as CSV UTF-8"
    return error("more-than-cells", f"the workbook holds {what} besides its cells", where, fix)


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part has a document type, which no workbook needs."""
    with archive.open(part) as file:
        end = b""
        while chunk := file.read(CHUNK):
            if any(mark in end + chunk for mark in DOCTYPES):
                return True
            end = chunk[-32:]
    return False


def _read(file: BinaryIO, where: Where) -> Iterator[Opened | Row]:
    book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
    sheets = book.worksheets[:MOST_SHEETS]
    seen = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    if not seen:
        fix = "show the sheet with the order, or save it as CSV UTF-8"
        raise _NotRead(error("not-an-order", "the workbook shows no sheet", where, fix))
    first, *others = seen
    yield Opened(tuple(visible(str(s.title))[:80] for s in others if _holds(s)))
    count = 0
    first.reset_dimensions()  # what a file says of its size is believed by nobody
    for number, cells in enumerate(first.iter_rows(), 1):
        row = _row(number, cells, where)
        if row:
            count += 1
            yield row
        if count > MOST_LINES + 1:
            return  # one more than is read: that there are too many is told with the others
        if number >= LAST_ROW:
            message = f"the sheet has rows beyond {LAST_ROW:,}"
            fix = "copy its cells as values into a new workbook"
            raise _NotRead(error("too-many-lines", message, where, fix))


def _holds(sheet: Any) -> bool:
    """Whether the first rows of a sheet hold anything."""
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if any(cell.value is not None for cell in cells):
            return True
        if number >= PEEKED:
            break
    return False


def _row(number: int, cells: tuple[Any, ...], where: Where) -> Row | None:
    """A row that holds something, without the empty cells at its end."""
    last = max((i for i, cell in enumerate(cells) if cell.value is not None), default=-1)
    if last < 0:
        return None
    if last >= MOST_COLUMNS:
        message = f"row {number} has {last + 1} columns; at most {MOST_COLUMNS} are read"
        place = Where(where.path, number, f"row {number}")
        raise _NotRead(error("broken-table", message, place, "empty the cells at its end"))
    return Row(number, number, tuple(_cell(cell) for cell in cells[: last + 1]))


def _cell(cell: Any) -> Cell:
    """A cell by its kind; its text is a JSON string, cut one character beyond what is read."""
    kind, text = _kind(cell.data_type, cell.value)
    return Cell(kind, json.dumps(text[: LONGEST_CELL + 1], ensure_ascii=True))


def _kind(of: str, value: Any) -> tuple[str, str]:
    if value is None:
        return TEXT, ""
    if of == "f":  # one over several cells comes as an object
        return FORMULA, value if isinstance(value, str) else str(getattr(value, "text", "="))
    if of == "e":
        return FAULT, str(value)
    if isinstance(value, datetime.datetime):
        return DAY, value.date().isoformat()
    if isinstance(value, datetime.date):
        return DAY, value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = isinstance(value, int) or (value.is_integer() and abs(value) < 1e15)
        return NUMBER, str(int(value)) if whole else repr(value)
    return TEXT, str(value)
