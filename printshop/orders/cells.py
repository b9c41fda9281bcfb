"""Cells of a table: their kinds, their values, and findings about those that cannot be read.

A table comes from any spreadsheet program. An unambiguous cell is read, an ambiguous one is a
finding, and a formula is never evaluated nor passed on.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from printshop.findings import Finding, Where, error, note
from printshop.orders.mangled import NUMBERED, PHONE_DIGITS, phone_meant
from printshop.orders.vocabulary import Vocabulary, plain
from printshop.sandbox.messages import quoted, visible

DAYS = ("deliver-by", "deliver-from", "proof-by")  # columns of days
NUMBERS = (  # columns in which a spreadsheet's own number is right
    *("quantity", "customer-number", "order-reference", "invoice-reference", "bundle"),
    *("delivery-number", "delivery-postcode", "invoice-number", "invoice-postcode"),
    *("tolerance-over", "tolerance-under"),
)
LONGEST_CELL = 320  # characters; as JSON up to twelve times as many, of 4,000 that are allowed
# Kinds of cells. A ``SHOWN`` number looks otherwise in the spreadsheet than it is: 5 as 500 %.
TEXT, NUMBER, DAY, FORMULA, FAULT = "text", "number", "day", "formula", "fault"
SHOWN, TIME, TRUTH = "shown", "time", "truth"

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_PHONE = re.compile(r"\+[0-9][0-9 ./()\xa0-]{5,}(?:$|[^0-9=|!(]+[^=|!]*$)")
_SIGNED = re.compile(r"[-+]?[0-9][0-9.,' \xa0\u202f-]*$")
_PLAIN = re.compile(r"[0-9]+$")
_THOUSANDS = re.compile(r"[0-9]{1,3}([.' \xa0\u202f])[0-9]{3}(\1[0-9]{3})*$")
_ZEROS = re.compile(r"[.,]0{1,2}$")
_NAME_FIRST = re.compile(r"([^\W\d_][^\d:=]*?)\s*[:= ]\s*([0-9][0-9.,' \xa0\u202f]*.*)$", re.S)
_NUMBER_FIRST = re.compile(r"([0-9][0-9.,' \xa0\u202f]*)\s*([^\W\d_][^\d]*)$", re.S)
_TEXT_FORMULA = re.compile(r'="([^"]*)"$')  # how a spreadsheet is kept from reading a number
_MARKED = re.compile(r"['’](?=\s*[0-9=+@-])")  # its apostrophe before what is to stay text
_SERIAL = range(30_000, 80_000)  # days since 1899-12-30: of the years 1982 to 2118


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


def unmarked(cell: Cell, name: str, where: Where) -> tuple[Cell, list[Finding]]:
    """The cell without the signs by which a spreadsheet keeps a number as text, and a note."""
    text = cell.text.strip()
    if cell.kind in (TEXT, FORMULA) and (found := _TEXT_FORMULA.match(text)):
        meant, what = found[1], "the signs '=\"' and '\"'"
    elif cell.kind == TEXT and (found := _MARKED.match(text)):
        meant, what = text[1:], "the apostrophe"
    else:
        return cell, []
    message = f"{what} with which a spreadsheet marks text are taken off '{name}': {quoted(meant)}"
    message = message.replace("text are", "text is") if what == "the apostrophe" else message
    fix = "look whether the value is as you typed it"
    return Cell(TEXT, meant), [note("mark-taken-off", message, where, fix)]


def turned(cell: Cell, name: str, where: Where) -> Finding | None:
    """An error where a spreadsheet has made something else of what belongs in the column ``name``.

    A phone number that is a number has lost its 0 or its +; ``24/7`` has become a day.
    """
    allowed: tuple[str, ...] = (TEXT,)
    if name in DAYS:
        allowed = (TEXT, DAY)
    elif name in NUMBERS:
        allowed = (TEXT, NUMBER)
    if cell.kind in allowed:
        return None
    value = cell.text if cell.kind in (SHOWN, TRUTH) else visible(cell.text[:40])
    what = {
        NUMBER: f"the number {value}",
        DAY: f"the day {value}",
        TIME: f"the time {value}",
        TRUTH: f"the value {value}",
        SHOWN: value,
    }[cell.kind]
    wanted = "words are"
    if name in NUMBERS:
        wanted = "a number of copies is" if name == "quantity" else "a number is"
    elif name in DAYS:
        wanted = "a day is"
    fix = "format the cell as text, and type again what is meant"
    if name in DAYS:
        fix = "write it like 2027-01-15 or 15/01/2027"
        if cell.kind == NUMBER and cell.text.isdigit() and int(cell.text) in _SERIAL:
            day = date(1899, 12, 30) + timedelta(days=int(cell.text))
            fix = f"compare it; as a spreadsheet counts days it is {day.isoformat()}"
    elif name in NUMBERS:
        meant = "how many copies are wanted" if name == "quantity" else "what is meant"
        fix = f"format the cell as a number, and type again {meant}"
    elif cell.kind == NUMBER and name not in NUMBERED and _is_phone(cell.text):
        what += ", perhaps a phone number without its 0 or +,"
        fix = f"format the cell as text, and type it again{phone_meant(cell.text)}"
    message = f"'{name}' is {what} where {wanted} wanted"
    return error("turned-by-spreadsheet", message, where, fix)


def _is_phone(digits: str) -> bool:
    return len(digits) in PHONE_DIGITS and digits.isdigit()


def unreadable(cell: Cell, name: str, where: Where) -> Finding | None:
    """An error where a cell of the column ``name`` cannot be read at all, whatever it means."""
    if cell.kind == FAULT:
        message = f"'{name}' is an error that the spreadsheet shows: {visible(cell.text[:20])}"
        return error("wrong-value", message, where, "write the value")
    if cell.kind == FORMULA or (cell.kind == TEXT and _formula(cell.text)):
        message = f"'{name}' begins like a formula, which is not calculated: {quoted(cell.text)}"
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


def _text(cell: Cell, _: Vocabulary) -> str:
    return cell.text.strip()


def _list(cell: Cell, _: Vocabulary) -> list[str]:
    return list(_parts(cell.text))


def _parts(text: str) -> Iterator[str]:
    """The parts of a cell between commas, semicolons and line breaks."""
    return (part.strip() for part in re.split(r"[,;\r\n]+", text) if part.strip())


def _quantity(cell: Cell, words: Vocabulary) -> int | dict[str, int]:
    text = _without_unit(cell.text, words)
    if cell.kind == NUMBER or _SIGNED.match(text):
        return _number(text, cell.kind == NUMBER)
    copies: dict[str, int] = {}
    for part in re.split(r"\s*(?:[/;+&|\r\n]|,(?![0-9]))\s*", text):
        if not part:
            continue
        name, number = _of_language(_without_unit(part, words), words)
        if not name:
            message = f"'quantity' is {quoted(text)} where a number, or one by language, is wanted"
            fix = "write 500, or a tag and a number for each language, with commas"
            raise Unclear(message, fix)
        if name in copies:
            raise Unclear(f"'quantity' has two numbers for '{name}'", "keep one of the two")
        copies[name] = _number(number, plain=False)
    return copies


def _without_unit(text: str, words: Vocabulary) -> str:
    """A quantity without the word for copies behind it: ``500`` for ``500 stuks`` and ``500x``."""
    text = text.strip()
    found = re.match(r"(.*[0-9])\s*([^\W\d_]+)\.?$", text, re.S)
    return found[1] if found and plain(found[2]) in words.copies else text


def _of_language(part: str, words: Vocabulary) -> tuple[str, str]:
    """The language of a quantity and its number, whichever stands first; ('', '') for neither."""
    if found := _NAME_FIRST.match(part):
        name, number = found[1].strip(), found[2].strip()
    elif found := _NUMBER_FIRST.match(part):
        name, number = found[2].strip(), found[1].strip()
        if not words.language(name):
            return "", ""
    else:
        return "", ""
    is_tag = re.fullmatch("[A-Za-z]{2,3}(-[A-Za-z0-9]+)?", name)
    return (name, number) if is_tag or words.language(name) else ("", "")


def _number(text: str, plain: bool) -> int:
    """A whole number as Belgian spreadsheets write it: 1000, 1.000, 1 000, 1000,00.

    ``plain``: a spreadsheet's own number, in which a point is a decimal point.
    """
    if len(text) > 40:
        raise Unclear(f"'quantity' is {quoted(text)}, which is no number", "write it in digits")
    if _PLAIN.match(text):
        return int(text)
    integer = _ZEROS.sub("", text)
    if not plain and integer != text and (_PLAIN.match(integer) or _THOUSANDS.match(integer)):
        return _digits(integer)
    if not plain and _THOUSANDS.match(text):
        return _digits(text)
    message = f"'quantity' is {quoted(text)}, which could be two numbers, or is no whole one"
    raise Unclear(message, "write it without points and commas, such as 1000")


def _digits(text: str) -> int:
    return int(re.sub(r"[^0-9]", "", text))


def _day(cell: Cell, words: Vocabulary, name: str) -> str:
    """A day as 2027-01-15; the order of day and month is that of Belgium."""
    text = " ".join(cell.text.split())
    try:
        if parts := re.match(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})$", text):
            return date(int(parts[3]), int(parts[2]), int(parts[1])).isoformat()
        if parts := re.match(r"([0-9]{4})([/-])([0-9]{2})\2([0-9]{2})$", text):
            return date(int(parts[1]), int(parts[3]), int(parts[4])).isoformat()
        parts = re.match(r"([0-9]{1,2})(?:er|\.)?[ /-]([^\W\d_]+)\.?[ /-]([0-9]{4})$", text)
        if parts and (month := words.months.get(parts[2].casefold())):
            return date(int(parts[3]), month, int(parts[1])).isoformat()
    except ValueError:
        message = f"'{name}' is {quoted(text)}, a day that is not in the calendar"
        raise Unclear(message, "write it like 2027-01-15 or 15/01/2027") from None
    message = f"'{name}' is {quoted(text)} where a day is wanted"
    raise Unclear(message, "write it like 2027-01-15 or 15/01/2027")


# The parsers of the columns that are not plain text.
PARSERS: dict[str, Callable[[Cell, Vocabulary], Any]] = {
    "languages": _list,
    "pieces": _list,
    "sectors": _list,
    "quantity": _quantity,
    "bundle": lambda cell, words: _without_unit(cell.text, words),
    **{name: partial(_day, name=name) for name in DAYS},
}


def value_of(cell: Cell, name: str, words: Vocabulary) -> Any:
    """The value of a cell of the column ``name``, for ``OrderLine``.

    Raises ``Unclear`` where the text is ambiguous or no value of the column.
    """
    return PARSERS.get(name, _text)(cell, words)
