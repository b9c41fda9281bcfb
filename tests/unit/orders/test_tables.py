"""Orders as CSV: encodings, delimiters, cells as Belgian spreadsheets write them, formulas."""

from datetime import date
from pathlib import Path

import pytest

from printshop.findings import Finding
from printshop.orders.model import OrderLine
from printshop.orders.read import read_order
from printshop.orders.tables import Cell, Row, lines_of, rows_of_csv

HEAD = "languages,pieces,quantity"


def read(data: bytes) -> tuple[list[OrderLine], list[Finding]]:
    """The lines of a CSV file."""
    rows, findings = rows_of_csv(data, "o.csv")
    lines, told = lines_of(rows, "o.csv")
    return lines, findings + told


def only(data: bytes | str) -> OrderLine:
    """The one line of a table of which nothing is to be said."""
    lines, findings = read(data.encode() if isinstance(data, str) else data)
    assert findings == []
    assert len(lines) == 1
    return lines[0]


def told(data: bytes | str) -> list[str]:
    """The codes of all that is said of a table."""
    return [f.code for f in read(data.encode() if isinstance(data, str) else data)[1]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    """UTF-8 with and without its mark, and UTF-16 with it, are read without a word."""
    assert only(f"Partner,{HEAD}\nVille d'Été,xx,thing,5\n".encode(encoding)).partner == (
        "Ville d'Été"
    )


def test_windows_1252_is_told() -> None:
    """Text that is not UTF-8 is read as Windows-1252, and somebody is asked to look."""
    lines, findings = read(f"partner,{HEAD}\nÉté – œuvre,xx,thing,5\n".encode("cp1252"))
    assert [line.partner for line in lines] == ["Été – œuvre"]
    assert [(f.code, f.severity) for f in findings] == [("read-as-windows-1252", "review")]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"a\x81\n", "not-utf-8"), (b"a\0b", "not-an-order"), (b"\xff\xfea", "not-utf-8")],
)
def test_no_text(data: bytes, code: str) -> None:
    """Bytes that are no text of any of these are told."""
    rows, findings = rows_of_csv(data, "o.csv")
    assert (rows, [f.code for f in findings]) == ([], [code])


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_delimiters(mark: str) -> None:
    """The delimiter is found; another one within quotes stays in its cell."""
    head = HEAD.replace(",", mark)
    line = only(f'{head}{mark}Contact\n"xx, yy"{mark}thing{mark}5{mark}"a;b,c"\n')
    assert line.languages == ("xx", "yy")
    assert line.contact == "a;b,c"


def test_a_delimiter_that_is_written_down() -> None:
    """Excel's first line 'sep=;' says the delimiter, and counts as a row."""
    line = only("sep=|\r\nlanguages|pieces|quantity\r\nxx|thing|5\r\n")
    assert line.at("pieces").line == 3
    assert line.at("pieces").key == "row 3, column B (pieces)"


def test_names_of_columns() -> None:
    """Case, spaces, underscores and a mark in front do not matter."""
    line = only(
        "\ufeff LANGUAGES ,Pieces,quantity,Printer  Language,publisher_address\nx,t,1,y,z\n"
    )
    assert (line.printer_language, line.publisher_address) == ("y", "z")


def test_where_a_cell_stands() -> None:
    """A line break within a cell and an empty line keep the line of the file and the row apart."""
    data = f'{HEAD},delivery\nxx,thing,5,"Street 1\n1000 Town"\n\n,,,\nyy,thing,6,here\n'
    lines, findings = read(data.encode())
    assert findings == []
    assert [line.at("delivery").line for line in lines] == [2, 6]
    assert [line.at("delivery").key for line in lines] == [
        "row 2, column D (delivery)",
        "row 5, column D (delivery)",
    ]
    assert lines[0].at("contact").key == "row 2"


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
        assert [line.quantity for line in lines] == read_as


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


def test_the_header_is_told_once() -> None:
    """A slip, a column twice and a column that is missing: each one finding, whatever follows."""
    data = "langauges,pieces,Pieces,contact\n" + "xx,thing,thing,x\n" * 30
    lines, findings = read(data.encode())
    assert lines == []
    assert [f.code for f in findings] == [
        *("unknown-key", "duplicate-key"),
        *("missing-key", "missing-key"),
    ]
    assert findings[0].where.key == "row 1, column A"
    assert findings[0].fix == "did you mean 'languages'?"


@pytest.mark.parametrize("data", ["", HEAD, f"{HEAD}\n\n,,\n"])
def test_no_line(data: str) -> None:
    """A table of a header alone orders nothing, and says so."""
    assert told(data) == ["no-lines"]


def test_no_header() -> None:
    """A table whose first row names nothing of ours is no order; nothing else is said of it."""
    assert told("1,2,3\n4,5,6\n") == ["not-an-order"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (f'{HEAD}\nxx,thing,5\nyy,"thing,5\n', "broken-table"),
        (f"{HEAD}\nxx,thing,5,6\n", "broken-table"),
        (f"{HEAD},contact\nxx,thing,5,{'x' * 321}\n", "too-long"),
        (f"{HEAD}\nx\x07x,thing,5\n", "control-character"),
        (f"{HEAD}\n,thing,5\n", "missing-key"),
    ],
)
def test_rows_that_are_not_read(data: str, code: str) -> None:
    """An open quote, a cell beyond the header, one too long, a bell, an empty needed cell."""
    assert told(data) == [code]


def test_a_bad_row_leaves_the_others() -> None:
    """All findings of all rows are told; the good rows are lines."""
    lines, findings = read(f"{HEAD}\nxx,thing,5\nyy,=thing,x x\nzz,thing,7\n".encode())
    assert [line.languages for line in lines] == [("xx",), ("zz",)]
    assert [(f.code, f.where.key) for f in findings] == [
        ("formula", "row 3, column B (pieces)"),
        ("wrong-value", "row 3, column C (quantity)"),
    ]


def test_too_many_lines() -> None:
    """Five thousand lines are read; the next one is told."""
    lines, findings = read(f"{HEAD}\n{'x,t,1' + chr(10)}".encode() + b"x,t,1\n" * 5_000)
    assert len(lines) == 5_000
    assert [(f.code, f.where.line) for f in findings] == [("too-many-lines", 5_002)]


def test_through_the_door(tmp_path: Path) -> None:
    """A file with .csv is read as a table, and called by its path from the shop."""
    (tmp_path / "orders").mkdir()
    path = tmp_path / "orders/spring.CSV"
    path.write_text(f"{HEAD}\nxx,thing,x\n")
    _, findings = read_order(tmp_path, path)
    assert str(findings[0]).splitlines()[:2] == [
        "orders/spring.CSV:2: error[wrong-value]: 'quantity' is 'x' where a number, "
        "or one by language, is wanted",
        "  at   row 2, column C (quantity)",
    ]
