"""A CSV file as the rows of a table, in whatever encoding and with whatever delimiter."""

import codecs
import csv
import io
import re

from printshop.findings import Finding, Where, error, review
from printshop.orders.cells import TEXT, Cell
from printshop.orders.table import COLUMNS, MOST_LINES, Row, column_name


def rows_of_csv(data: bytes, display_path: str) -> tuple[list[Row], list[Finding]]:
    """The rows of a CSV file: UTF-8, UTF-16 with a byte order mark, or Windows-1252 with a review.

    The delimiter is the one with which the first row has most names of columns. Where an error is
    among the findings, the rows before it are returned, or none.
    """
    text, findings = _decoded(data, display_path)
    if text is None:
        return [], findings
    skipped = 0
    if sep := re.match(r"sep=(.)\r?\n", text):  # how Excel records the delimiter
        text, delimiter, skipped = text[sep.end() :], sep[1], 1
    else:
        delimiter = max(";,\t", key=lambda candidate: _column_counts(text, candidate))
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


def _column_counts(text: str, delimiter: str) -> tuple[int, int]:
    """How many columns the first row has with a delimiter: those with a known name, and all."""
    reader = csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=delimiter)
    try:
        header = next((r for r in reader if any(c.strip() for c in r)), [])
    except csv.Error:
        return 0, 0
    return len({column_name(name) for name in header} & set(COLUMNS)), len(header)
