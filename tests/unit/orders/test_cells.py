"""Cells as Belgian spreadsheets write them: quantities, days, formulas, phone numbers."""

from datetime import date

import pytest

from printshop.orders.cells import Cell
from printshop.orders.extras import Row
from printshop.orders.table import lines_of
from tests.unit.orders.csv_tables import HEAD, only, read, told


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        *(("500", 500), ("1.000", 1000), ("1 000", 1000), ("1\u202f000", 1000), ("1'000", 1000)),
        *(("500,0", 500), ("1.000,00", 1000), ("1.000.000", 1_000_000), ("500.00", 500)),
        *(("xx 500, yy 1.200", {"xx": 500, "yy": 1200}), ("xx: 5; yy=6", {"xx": 5, "yy": 6})),
    ],
)
def test_quantities(text: str, copies: int | dict[str, int]) -> None:
    """Numbers are read as Belgian spreadsheets write them, for all languages or for each."""
    assert only(f'{HEAD}\nxx,thing,"{text}"\n').quantity == copies


@pytest.mark.parametrize(
    "text",
    [
        "1,000",
        "500,5",
        "12.34",
        "1.00.000",
        "-5",
        "+500",
        "many",
        "xx 1,000",
        "xx 5, xx 6",
        "5 to 6",
    ],
)
def test_unclear_quantities(text: str) -> None:
    """What could be two numbers, or is none, is not guessed."""
    lines, findings = read(f'{HEAD}\nxx,thing,"{text}"\n'.encode())
    assert lines == []
    assert [f.code for f in findings] == ["wrong-value"]
    assert str(findings[0]).startswith("o.csv:2: error[wrong-value]: 'quantity'")
    assert findings[0].where.key == "row 2, column C (quantity)"


def test_a_point_in_a_number_cell_is_a_decimal_point() -> None:
    """A workbook's own number 1.125 is not 1,125 copies, which the same text would be."""
    names = ("languages", "pieces", "quantity")
    head = Row(1, 1, tuple(Cell("text", name) for name in names))
    for kind, read_as in (("number", []), ("text", [1125])):
        cells = (Cell("text", "xx"), Cell("text", "thing"), Cell(kind, "1.125"))
        lines, _ = lines_of([head, Row(2, 2, cells)], "o.xlsx")
        assert [line.quantity for line in lines if not line.faulty] == read_as


@pytest.mark.parametrize(
    "text", ["2027-01-15", "15/01/2027", "15/1/2027", "15-01-2027", "15.1.2027"]
)
def test_days(text: str) -> None:
    """A day as the shop writes it, and day before month as Belgium does."""
    assert only(f"{HEAD},deliver-by\nxx,thing,5,{text}\n").deliver_by == date(2027, 1, 15)


@pytest.mark.parametrize(
    "text", ["01/15/2027", "15/01/27", "soon", "46402", "2027-02-30", "20270115", "2027-W03"]
)
def test_no_days(text: str) -> None:
    """A month 15, a year of two digits, a serial number, a week: nothing is guessed."""
    assert told(f"{HEAD},deliver-by\nxx,thing,5,{text}\n") == ["wrong-value"]


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", " =A1", "-x"),
        *('=HYPERLINK("http://a")', "+32 9 000 00 00|x", "+1 234 567 =A1"),
    ],
)
def test_formulas(text: str) -> None:
    """A formula is told and never passed on."""
    quoted = text.replace('"', '""')
    lines, findings = read(f'{HEAD},contact\nxx,thing,5,"{quoted}"\n'.encode())
    assert lines == []
    assert [f.code for f in findings] == ["formula"]
    assert findings[0].where.key == "row 2, column D (contact)"


@pytest.mark.parametrize(
    "text",
    ["+32 9 000 00 00", "+32 9 000 00 00, a@b.example", "+32 (0)9/000.00.00 · www.b.example"],
)
def test_phones_are_no_formulas(text: str) -> None:
    """A contact line may begin with a phone number in full."""
    assert only(f'{HEAD},contact\nxx,thing,5,"{text}"\n').contact == text
