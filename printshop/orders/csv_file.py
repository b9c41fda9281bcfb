"""A CSV file as the rows of a table, in whatever encoding and with whatever delimiter."""

import codecs
import csv
import io
import re
from contextlib import suppress

from printshop.findings import Finding, Where, error, review
from printshop.orders.cells import TEXT, Cell
from printshop.orders.extras import Row
from printshop.orders.header import DEEPEST, header_index
from printshop.orders.table import MOST_LINES
from printshop.orders.vocabulary import Vocabulary

DELIMITERS = ";,\t|"


def rows_of_csv(
    data: bytes, display_path: str, words: Vocabulary | None = None
) -> tuple[list[Row], list[Finding]]:
    """The rows of a CSV file: UTF-8, UTF-16, or Windows-1252 with a review.

    The delimiter is the one with which a row has most titles of columns, as ``words`` knows them.
    Where an error is among the findings, the rows before it are returned, or none.
    """
    words = words or Vocabulary()
    text, findings = _decoded(data, display_path)
    if text is None:
        return [], findings
    skipped = 0
    if sep := re.match(r"sep=(.)\r?\n", text):  # how Excel records the delimiter
        text, delimiter, skipped = text[sep.end() :], sep[1], 1
    else:
        delimiter = max(DELIMITERS, key=lambda candidate: _titles(text, candidate, words))
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
    except csv.Error as problem:
        message = f"the table cannot be read from here on: {problem}"
        fix = "look for a quotation mark that is not closed, or that stands within a cell"
        findings.append(error("broken-table", message, Where(display_path, line + 1), fix))
    return rows, findings


def _decoded(data: bytes, display_path: str) -> tuple[str | None, list[Finding]]:
    where = Where(display_path)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), []
        except UnicodeDecodeError:
            fix = "save the table as CSV UTF-8"
            return None, [error("not-utf-8", "the file breaks off within UTF-16", where, fix)]
    if b"\0" in data:
        if (text := _utf_16(data)) is not None:
            return text, []
        return None, [_not_an_order("the file is no table: it holds bytes that no text has", where)]
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


def _not_an_order(message: str, where: Where) -> Finding:
    return error("not-an-order", message, where, "save the table as CSV UTF-8 or as .xlsx")


def _utf_16(data: bytes) -> str | None:
    """Text in UTF-16 without a byte order mark: every other byte of Latin letters is 0."""
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if data[first::2].count(0) > len(data) // 4 and not data[1 - first :: 2].count(0):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def _titles(text: str, delimiter: str, words: Vocabulary) -> tuple[int, int]:
    """How many titles of columns a row has with a delimiter, at most; and how many cells."""
    reader = csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=delimiter)
    rows: list[Row] = []
    with suppress(csv.Error):
        for record in reader:
            if any(c.strip() for c in record):
                rows.append(Row(1, 1, tuple(Cell(TEXT, c) for c in record)))
            if len(rows) == DEEPEST:
                break
    at = header_index(rows, words)
    if at is None:
        return 0, 0
    cells = rows[at].cells
    return len({key for cell in cells for key in words.column(cell.text)}), len(cells)
