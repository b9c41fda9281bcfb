"""Orders as workbooks: read in a child, cells only; what wants more is refused within limits."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from printshop.findings import Finding
from printshop.orders.model import OrderLine
from printshop.orders.read import read_order

pytestmark = pytest.mark.usefixtures("children_here")
HEAD = ["Languages", "Pieces", "Quantity"]
Part = Callable[[str, bytes], bytes]


def book(*rows: list[Any]) -> bytes:
    """A workbook with these rows beneath the header."""
    made = openpyxl.Workbook()
    for row in (HEAD, *rows):
        made.active.append(row)
    return saved(made)


def saved(made: Any) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def altered(data: bytes, change: Part, more: dict[str, bytes] | None = None) -> bytes:
    """A workbook whose parts were changed, with parts added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def same(name: str, data: bytes) -> bytes:
    """A part as it was."""
    return data


def read(tmp_path: Path, data: bytes) -> tuple[list[OrderLine], list[Finding]]:
    """The lines of a workbook without errors."""
    path = tmp_path / "o.xlsx"
    path.write_bytes(data)
    lines, findings = read_order(tmp_path, path)
    return [line for line in lines if not line.faulty], findings


def codes(tmp_path: Path, data: bytes) -> list[str]:
    """The codes of what is said of a workbook that gives no line."""
    lines, findings = read(tmp_path, data)
    assert lines == []
    return [f.code for f in findings]


def test_cells(tmp_path: Path) -> None:
    """Text, numbers and days come as they stand; an empty row counts, and is no line."""
    made = openpyxl.Workbook()
    made.active.append([*HEAD, "deliver-by", "partner", "contact"])
    made.active.append(["xx, yy", "thing", 500, datetime(2027, 1, 15), "Ville d'Été", "x"])  # noqa: DTZ001
    made.active.append([])
    made.active.append(["xx", "thing", "xx 1.000", "15/01/2027", "می‌خواهم", "+32 9 000 00 00"])
    lines, findings = read(tmp_path, saved(made))
    assert [str(f) for f in findings] == []
    assert [line.quantity for line in lines] == [500, {"xx": 1000}]
    assert {line.deliver_by.isoformat() for line in lines if line.deliver_by} == {"2027-01-15"}
    assert [line.partner for line in lines] == ["Ville d'Été", "می‌خواهم"]
    assert [line.contact for line in lines] == ["x", "+32 9 000 00 00"]
    assert lines[1].at("contact").line == 4
    assert lines[1].at("contact").key == "row 4, column F (contact)"


def test_formulas(tmp_path: Path) -> None:
    """A formula is not worked out, nor its last value taken; a text that looks like one is told."""
    made = openpyxl.Workbook()
    made.active.append(HEAD)
    made.active.append(["xx", "thing", "=2+3"])
    made.active.append(["xx", "thing", "5"])
    made.active["A3"].value = "=A1"
    made.active["A3"].data_type = "s"
    lines, findings = read(tmp_path, saved(made))
    assert lines == []
    assert [(f.code, f.where.key) for f in findings] == [
        ("formula", "row 2, column C (quantity)"),
        ("formula", "row 3, column A (languages)"),
    ]


def test_a_formula_over_several_cells(tmp_path: Path) -> None:
    """An array formula is quoted as it was written."""
    made = openpyxl.Workbook()
    made.active.append(HEAD)
    made.active.append(["xx", "thing", 5])
    made.active["C2"] = ArrayFormula("C2:C3", "=A1:A2*2")
    lines, findings = read(tmp_path, saved(made))
    assert lines == []
    assert [f.code for f in findings] == ["formula"]
    assert "'=A1:A2*2'" in findings[0].message


def test_errors_and_fractions(tmp_path: Path) -> None:
    """An error that the spreadsheet shows and half a copy are told."""
    made = openpyxl.Workbook()
    for row in (HEAD, ["xx", "thing", "#REF!"], ["xx", "thing", 2.5]):
        made.active.append(row)
    lines, findings = read(tmp_path, saved(made))
    assert lines == []
    assert [f.code for f in findings] == ["wrong-value", "wrong-value"]


def test_hidden_characters_reach_the_cleaning(tmp_path: Path) -> None:
    """What nobody sees is told as it stands in the cell, not in another spelling."""
    made = openpyxl.Workbook()
    made.active.append([*HEAD, "partner"])
    made.active.append(["xx", "thing", 5, "Stad\u202e!"])
    assert codes(tmp_path, saved(made)) == ["hidden-character"]


def test_other_sheets_are_told(tmp_path: Path) -> None:
    """The first sheet is read; one with cells that is not read is named, an empty one is not."""
    made = openpyxl.Workbook()
    made.active.append(HEAD)
    made.active.append(["xx", "thing", 5])
    made.create_sheet("Empty")
    made.create_sheet("Autumn").append(["x"])
    lines, findings = read(tmp_path, saved(made))
    assert len(lines) == 1
    assert [(f.code, f.severity) for f in findings] == [("other-sheets", "review")]
    assert "'Autumn'" in findings[0].message
    assert "Empty" not in findings[0].message


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    """The first sheet that is shown is the order; a hidden one is not read, and a note names it."""
    made = openpyxl.Workbook()
    made.active.append(["hidden"])
    made.active.sheet_state = "hidden"
    shown = made.create_sheet("Shown")
    shown.append(HEAD)
    shown.append(["xx", "thing", 5])
    lines, findings = read(tmp_path, saved(made))
    assert len(lines) == 1
    assert [(f.code, f.severity) for f in findings] == [("other-sheets", "note")]


def test_long_cells_and_wide_rows(tmp_path: Path) -> None:
    """A cell of 321 characters and a row of 101 cells are told, even in the longest spelling."""
    assert codes(tmp_path, book(["xx", "\U0001f600" * 321, 5])) == ["too-long"]
    assert codes(tmp_path, book(["x"] * 101)) == ["broken-table"]


def test_too_many_lines(tmp_path: Path) -> None:
    """Five thousand lines are read, and the rest is told."""
    lines, findings = read(tmp_path, book(*[["xx", "thing", 5]] * 5_003))
    assert len(lines) == 5_000
    assert [(f.code, f.where.line) for f in findings] == [("too-many-lines", 5_002)]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("xl/externalLinks/externalLink1.xml", b"<x/>", "more-than-cells"),
        ("xl/vbaProject.bin", b"x", "more-than-cells"),
        ("xl/connections.xml", b"<x/>", "more-than-cells"),
        ("xl/more.xml", b"<!--" + b" " * 9_000 + b"--><!DOCTYPE x []><x/>", "more-than-cells"),
        ("xl/more.xml", b"<!--" + b" " * ((1 << 20) - 12) + b"--><!DOCTYPE x>", "more-than-cells"),
        ("xl/more.xml", "<!DOCTYPE x []><x/>".encode("utf-16"), "more-than-cells"),
        ("xl/media/image1.png", bytes(70 << 20), "file-too-large"),
    ],
)
def test_more_than_cells(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    """Links, macros, connections, declared entities, megabytes of nothing: refused unopened."""
    assert codes(tmp_path, altered(book(["xx", "thing", 5]), same, {name: data})) == [code]


@pytest.mark.child
def test_entities_do_not_unfold(tmp_path: Path) -> None:
    """A sheet whose entities would unfold to gigabytes is refused by its first line."""
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "lol">{laughs}]>'.encode()

    def change(name: str, data: bytes) -> bytes:
        return head + data if name == "xl/worksheets/sheet1.xml" else data

    assert codes(tmp_path, altered(book(["xx", "thing", 5]), change)) == ["more-than-cells"]


def sheet(cells: str) -> Part:
    """Put other rows into the first sheet."""

    def change(name: str, data: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return data
        start, end = data.index(b"<sheetData>"), data.index(b"</sheetData>")
        return data[:start] + b"<sheetData>" + cells.encode() + data[end:]

    return change


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', {"broken-table"}),
        ('<row r="1048577"><c r="A1048577"><v>1</v></c></row>', {"too-many-lines"}),
        ('<row r="999999999"><c r="A999999999"><v>1</v></c></row>', {"too-many-lines"}),
        ('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>', {"damaged", "not-examined"}),
        ('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', {"damaged"}),
        ('<row r="1"><c', {"damaged"}),
        ('<row r="1"/>' * 1_500_000, {"no-lines", "not-examined", "too-many-lines"}),
    ],
    ids=[
        "last column",
        "beyond the last row",
        "far beyond",
        "no column",
        "no string",
        "cut",
        "rows",
    ],
)
@pytest.mark.child
def test_sheets_without_end(tmp_path: Path, cells: str, expected: set[str]) -> None:
    """Cells at the ends of the world, or beyond them, cost no more than the limits."""
    assert set(codes(tmp_path, altered(book(), sheet(cells)))) <= expected


@pytest.mark.parametrize("said", [b"A1:XFD1048576", b"A1:A1"])
def test_a_false_dimension_is_not_believed(tmp_path: Path, said: bytes) -> None:
    """A sheet that says it is the largest there can be, or one cell, is read as far as it goes."""

    def change(name: str, data: bytes) -> bytes:
        return data.replace(b'<dimension ref="A1:C2"', b'<dimension ref="' + said + b'"')

    data = altered(book(["xx", "thing", 5]), change)
    lines, findings = read(tmp_path, data)
    assert [str(f) for f in findings] == []
    assert len(lines) == 1


@pytest.mark.child
def test_a_false_size_is_not_believed(tmp_path: Path) -> None:
    """A part that says it unpacks to 100 bytes, and holds 100 MB, is unpacked to 100 bytes."""
    cells = '<row r="1"><c><v>' + "1" * 100_000_000 + "</v></c></row>"
    data = altered(book(), sheet(cells))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    true, false = size.to_bytes(4, "little"), (100).to_bytes(4, "little")
    assert data.count(true) == 2  # before the part, and in the archive's list
    assert codes(tmp_path, data.replace(true, false)) == ["damaged"]


def test_a_workbook_with_a_password_in_its_archive(tmp_path: Path) -> None:
    """An archive whose parts are encrypted is told."""
    data = bytearray(book(["xx", "thing", 5]))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert codes(tmp_path, bytes(data)) == ["encrypted"]


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"languages,pieces", "not-an-order"),
        (OLD + b"Workbook".ljust(600), "not-an-order"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04" + b"x" * 50, "damaged"),
        (b"PK\x03\x04" + bytes(20 << 20), "file-too-large"),
    ],
    ids=["empty", "text", "old", "password", "cut", "large"],
)
def test_no_workbook(tmp_path: Path, data: bytes, code: str) -> None:
    """What is no workbook is told by what it is."""
    assert codes(tmp_path, data) == [code]


def test_an_archive_of_something_else(tmp_path: Path) -> None:
    """Any other archive is no workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    assert codes(tmp_path, out.getvalue()) == ["damaged"]
