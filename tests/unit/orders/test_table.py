"""Rows become lines: columns by name, where a cell stands, what is told of the rest."""

import pytest

from tests.unit.orders.csv_tables import HEAD, only, read, told


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


def test_an_empty_cell_beside_a_missing_column() -> None:
    """Both are told: the column once, at the header, and each cell that is empty."""
    _, findings = read(b"languages,quantity\nxx,5\n,5\n")
    assert [(f.code, f.where.key, f.fix) for f in findings] == [
        ("missing-key", "row 1", "add a column 'pieces'"),
        ("missing-key", "row 3, column A (languages)", "fill the cell"),
    ]


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
