"""Orders as CSV: encodings and delimiters."""

from pathlib import Path

import pytest

from printshop.orders.csv_file import rows_of_csv
from printshop.orders.read import read_order
from tests.unit.orders.csv_tables import HEAD, only, read


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
