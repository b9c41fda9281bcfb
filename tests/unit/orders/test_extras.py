"""What a sheet holds besides values: merged, hidden, struck-out cells, comments, pictures."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from printshop.findings import Finding
from printshop.orders.extras import area, letters
from printshop.orders.model import OrderLine
from printshop.orders.read import read_order

pytestmark = pytest.mark.usefixtures("children_here")
HEAD = ["partner", "contact", "languages", "pieces", "quantity"]
ROWS = [["One", "one.example", "xx", "thing", 5], ["Two", "two.example", "xx", "thing", 7]]
Change = Callable[[Any], object]


def read(
    tmp_path: Path, change: Change, rows: list[list[Any]] | None = None
) -> tuple[list[OrderLine], list[Finding]]:
    """The lines of a workbook after a change of its sheet."""
    book = openpyxl.Workbook()
    for row in [HEAD, *(rows or ROWS)]:
        book.active.append(row)
    change(book.active)
    book.save(tmp_path / "o.xlsx")
    return read_order(tmp_path, tmp_path / "o.xlsx")


def merge(*blocks: str) -> Change:
    """Merge cells."""

    def change(sheet: Any) -> None:
        for block in blocks:
            sheet.merge_cells(block)

    return change


def test_a_merged_cell_holds_for_all_its_rows(tmp_path: Path) -> None:
    """The second row is the partner's as well, never the campaign's own; a note names the cells."""
    lines, findings = read(tmp_path, merge("A2:A3", "B2:B3"))
    assert [(line.partner, line.contact) for line in lines] == [("One", "one.example")] * 2
    assert sorted((f.code, f.severity, f.where.key) for f in findings) == [
        ("merged-cells", "note", "A2:A3 (partner)"),
        ("merged-cells", "note", "B2:B3 (contact)"),
    ]


def test_rows_between_are_no_lines(tmp_path: Path) -> None:
    """A merged cell beside empty rows makes no line of them."""
    rows: list[list[Any]] = [ROWS[0], [None] * 5, [None, None, "xx", "thing", 9]]
    lines, findings = read(tmp_path, merge("A2:A4"), rows)
    assert [(line.partner, line.quantity) for line in lines] == [("One", 5), ("One", 9)]
    assert "rows 2, 4" in findings[0].message


@pytest.mark.parametrize(
    ("block", "keys", "rows"),
    [
        ("E2:E3", {"quantity"}, 2),
        ("C2:D2", {"languages", "pieces"}, 1),
        ("A2:B3", set(HEAD[:2]), 2),
    ],
)
def test_merged_cells_of_two_meanings(
    tmp_path: Path, block: str, keys: set[str], rows: int
) -> None:
    """Copies of each row or of all; a cell over several columns: asked about, and not made."""
    lines, findings = read(tmp_path, merge(block))
    faulty = [line.faulty for line in lines if line.faulty]
    assert [(f.code, f.severity) for f in findings] == [("merged-cells", "error")]
    assert faulty == [keys] * rows


def test_a_merged_title(tmp_path: Path) -> None:
    """Above the header nothing is asked."""
    rows: list[list[Any]] = [["The order of spring", *[None] * 4], [None] * 5, HEAD, *ROWS]
    lines, findings = read(
        tmp_path, lambda sheet: (sheet.delete_rows(1), merge("A1:E1")(sheet)), rows
    )
    assert len(lines) == 2
    assert [f.code for f in findings] == ["above-the-header"]
    assert "The order of spring" in findings[0].message


def hide_row(sheet: Any) -> None:
    """Hide the second line."""
    sheet.row_dimensions[3].hidden = True


def filter_row(sheet: Any) -> None:
    """Filter the second line away."""
    sheet.auto_filter.ref = "A1:E3"
    sheet.auto_filter.add_filter_column(0, ["One"])
    hide_row(sheet)


@pytest.mark.parametrize(("change", "how"), [(hide_row, "hidden"), (filter_row, "filtered away")])
def test_rows_that_nobody_sees(tmp_path: Path, change: Change, how: str) -> None:
    """They are asked about once, and not made; the others are."""
    lines, findings = read(tmp_path, change)
    assert [bool(line.faulty) for line in lines] == [False, True]
    assert [(f.code, f.where.key) for f in findings] == [("hidden-cells", "row 3")]
    assert how in findings[0].message


def test_a_column_that_nobody_sees(tmp_path: Path) -> None:
    """What a hidden column holds would be printed; one that is empty is not told."""

    def change(sheet: Any) -> None:
        sheet.column_dimensions["B"].hidden = True
        sheet.column_dimensions["H"].hidden = True

    lines, findings = read(tmp_path, change)
    assert [line.faulty for line in lines] == [{"contact"}] * 2
    assert [f.where.key for f in findings] == ["column B (contact)"]


def test_struck_out(tmp_path: Path) -> None:
    """A line through a value: does it hold?"""
    lines, findings = read(tmp_path, lambda s: setattr(s["E3"], "font", Font(strike=True)))
    assert [line.faulty for line in lines] == [set(), {"quantity"}]
    assert [f.code for f in findings] == ["struck-out"]
    assert "E3 (quantity)" in findings[0].message


def test_comments(tmp_path: Path) -> None:
    """They are shown, with their cells; the order is made."""

    def change(sheet: Any) -> None:
        sheet["E3"].comment = Comment("rather\neight?", "Test Reader")

    lines, findings = read(tmp_path, change)
    assert not any(line.faulty for line in lines)
    assert [(f.code, f.severity) for f in findings] == [("beside-the-cells", "review")]
    assert "E3 'rather eight?'" in findings[0].message


@pytest.mark.parametrize(
    ("cell", "value", "number_format"),
    [
        ("B3", 470123456, "General"),
        ("B3", 3.25e16, "General"),
        ("B3", True, "General"),
        ("B3", datetime(2027, 1, 2), "yyyy-mm-dd"),  # noqa: DTZ001
        ("B3", timedelta(hours=9), "[h]:mm"),
        ("A3", 112, "General"),
        ("E3", 5, "0%"),
        ("E3", 1, "0.000"),
        ("E3", 5, '"€" 0.00'),
        ("E3", 5000, "#,##0,"),
        ("E3", datetime(2027, 1, 2), "d/mm"),  # noqa: DTZ001
        ("E3", True, "General"),
    ],
)
def test_not_what_belongs_there(
    tmp_path: Path, cell: str, value: object, number_format: str
) -> None:
    """A number, a day, a time, true where words belong; a number that looks like another one."""

    def change(sheet: Any) -> None:
        sheet[cell] = value
        sheet[cell].number_format = number_format

    lines, findings = read(tmp_path, change)
    assert [bool(line.faulty) for line in lines] == [False, True]
    assert [f.code for f in findings] == ["turned-by-spreadsheet"]


def test_usual_formats_of_numbers(tmp_path: Path) -> None:
    """Thousands with a separator, and no or two decimals, are what people see."""
    for number_format in ("#,##0", "0", "0.00", "# ##0", '0 "stuks"', "[Red]0"):

        def change(sheet: Any, number_format: str = number_format) -> None:
            sheet["E2"].number_format = number_format

        assert read(tmp_path, change)[1] == []


def test_names_of_cells() -> None:
    """As spreadsheets have them."""
    assert [letters(n) for n in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]
    assert area((2, 1, 3, 28)) == "A2:AB3"
