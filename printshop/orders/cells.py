"""Cells of a table: their kinds, their values, and findings about those that cannot be read.

A table comes from any spreadsheet program. An unambiguous cell is read, an ambiguous one is a
finding, and a formula is never evaluated nor passed on.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from printshop.findings import Finding, Where, error
from printshop.sandbox.messages import visible

LONGEST_CELL = 320  # characters; as JSON up to twelve times as many, of 4,000 that are allowed
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
    """A cell: its kind and its text; a day as 2027-01-15, a number in plain digits."""

    kind: str
    text: str


class Unclear(ValueError):
    """A cell whose value is ambiguous or wrong: the message and the fix of its finding."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


def unreadable(cell: Cell, name: str, where: Where) -> Finding | None:
    """An error where a cell of the column ``name`` cannot be read at all, whatever it means."""
    if cell.kind == FAULT:
        message = f"'{name}' is an error that the spreadsheet shows: {visible(cell.text[:20])}"
        return error("wrong-value", message, where, "write the value")
    if cell.kind == FORMULA or (cell.kind == TEXT and _formula(cell.text)):
        message = f"'{name}' begins like a formula, which is not calculated: {_short(cell.text)}"
        return error("formula", message, where, "write the value, or take the sign away")
    if len(cell.text) > LONGEST_CELL:
        message = f"'{name}' has more than {LONGEST_CELL} characters"
        return error("too-long", message, where, f"write at most {LONGEST_CELL} characters")
    if control := _CONTROL.search(cell.text):
        message = f"a control character (U+{ord(control.group()):04X}) stands in '{name}'"
        return error("control-character", message, where, "delete the character")
    return None


def _formula(text: str) -> bool:
    """Whether a spreadsheet would evaluate the text, which is no number or phone number."""
    text = text.lstrip()
    if not text.startswith(("=", "+", "-", "@")):
        return False
    return not (_PHONE.match(text) or _SIGNED.match(text))


def _short(text: str) -> str:
    text = visible(text.strip())
    return f"'{text}'" if len(text) <= 40 else f"'{text[:37]}…'"


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
        match = _BY_LANGUAGE.match(part)
        if not match:
            message = f"'quantity' is {_short(text)} where a number, or one by language, is wanted"
            fix = "write 500, or a tag and a number for each language, with commas"
            raise Unclear(message, fix)
        if match[1] in copies:
            raise Unclear(f"'quantity' has two numbers for '{match[1]}'", "keep one of the two")
        copies[match[1]] = _number(match[2].strip(), plain=False)
    return copies


def _number(text: str, plain: bool) -> int:
    """A whole number as Belgian spreadsheets write it: 1000, 1.000, 1 000, 1000,00.

    ``plain``: a spreadsheet's own number, in which a point is a decimal point.
    """
    if len(text) > 40:
        raise Unclear(f"'quantity' is {_short(text)}, which is no number", "write it in digits")
    if _PLAIN.match(text):
        return int(text)
    integer = _ZEROS.sub("", text)
    if not plain and integer != text and (_PLAIN.match(integer) or _THOUSANDS.match(integer)):
        return _digits(integer)
    if not plain and _THOUSANDS.match(text):
        return _digits(text)
    message = f"'quantity' is {_short(text)}, which could be two numbers, or is no whole one"
    raise Unclear(message, "write it without points and commas, such as 1000")


def _digits(text: str) -> int:
    return int(re.sub(r"[^0-9]", "", text))


def _day(cell: Cell, name: str = "deliver-by") -> str:
    """A day as 2027-01-15; the order of day and month is that of Belgium."""
    text = cell.text.strip()
    parts = re.match(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})$", text)
    try:
        if parts:
            return date(int(parts[3]), int(parts[2]), int(parts[1])).isoformat()
        if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass  # no such day in the calendar
    message = f"'{name}' is {_short(text)} where a day is wanted"
    raise Unclear(message, "write it like 2027-01-15 or 15/01/2027")


# The parsers of the columns that are not plain text.
PARSERS: dict[str, Callable[[Cell], Any]] = {
    "languages": _list,
    "pieces": _list,
    "sectors": _list,
    "quantity": _quantity,
    "deliver-by": _day,
    "deliver-from": partial(_day, name="deliver-from"),
    "proof-by": partial(_day, name="proof-by"),
}


def value_of(cell: Cell, name: str) -> Any:
    """The value of a cell of the column ``name``, for ``OrderLine``.

    Raises ``Unclear`` where the text is ambiguous or no value of the column.
    """
    return PARSERS.get(name, _text)(cell)
