"""The header: found beneath a title, read in other languages, asked about where it is not clear."""

from pathlib import Path

from printshop.findings import Finding
from printshop.orders.model import OrderLine
from printshop.orders.read import read_order
from printshop.orders.vocabulary import COLUMNS, NOT_READ, Vocabulary, meanings

WORDS = Vocabulary(
    columns=meanings(
        {
            **dict.fromkeys(COLUMNS, ()),
            "quantity": ["aantal"],
            "remarks": ["opmerkingen"],
            NOT_READ: ["nr", "datum"],
            "deliver-by": ["datum"],
        }
    ),
    languages=meanings({"nl": [], "xx": []}),
    total=frozenset({"totaal"}),
    same=frozenset({"idem"}),
    nothing=frozenset({"geen"}),
    own=frozenset({"campagne"}),
)
HEAD = "languages;pieces;aantal"


def read(tmp_path: Path, text: str) -> tuple[list[OrderLine], list[Finding]]:
    """The lines of a table."""
    (tmp_path / "o.csv").write_text(text, "utf-8")
    return read_order(tmp_path, tmp_path / "o.csv", WORDS)


def told(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    """Code and place of what is said, but that names were understood."""
    findings = read(tmp_path, text)[1]
    return [(f.code, f.where.key) for f in findings if f.code != "name-understood"]


def test_a_title_above(tmp_path: Path) -> None:
    """What stands above the header is named and not read."""
    lines, findings = read(tmp_path, f"Order;;\nof spring;;\n\n{HEAD}\nxx;thing;5\n")
    assert [line.quantity for line in lines] == [5]
    assert [f.code for f in findings] == ["above-the-header", "name-understood"]
    assert "'Order · of spring'" in findings[0].message


def test_columns_that_are_not_read(tmp_path: Path) -> None:
    """One for the writer's use and an empty one are notes; the lines are made."""
    lines, findings = read(tmp_path, f"nr;{HEAD};foo\n1;xx;thing;5;\n")
    assert not lines[0].faulty
    assert {(f.code, f.severity) for f in findings} == {
        ("column-not-read", "note"),
        ("name-understood", "note"),
    }


def test_columns_that_are_not_clear(tmp_path: Path) -> None:
    """An unknown one, one of two meanings, one twice: lines that hold something there wait."""
    text = f"{HEAD};foo;datum;Aantal\nxx;thing;5;x;;\nxx;thing;5;;1/2/2027;\nxx;thing;5;;;6\n"
    lines, findings = read(tmp_path, text + "xx;thing;8;;;\n")
    assert [line.quantity for line in lines if not line.faulty] == [8]
    assert [f.code for f in findings if f.severity == "error"] == [
        *("unknown-key", "two-readings", "duplicate-key")
    ]


def test_copies_by_language_in_columns(tmp_path: Path) -> None:
    """What is to be written instead is said."""
    _, findings = read(tmp_path, "languages;pieces;quantity;Aantal NL\nxx;thing;5;6\n")
    assert [f.fix for f in findings] == [
        "write the numbers by language into one column 'quantity': nl 500, …"
    ]


def test_rows_that_are_no_lines(tmp_path: Path) -> None:
    """A header once more and a sum are notes; a row with a remark alone is asked about once."""
    body = f"xx;thing;5\n{HEAD}\nTotaal:;;5\n"
    assert told(tmp_path, f"{HEAD}\n{body}") == [
        ("row-not-read", "row 3"),
        ("row-not-read", "row 4"),
    ]
    assert told(tmp_path, f"{HEAD};remarks\nxx;thing;5;\n;;;call first\n") == [
        ("missing-key", "row 3")
    ]


def test_something_in_a_column_without_a_name(tmp_path: Path) -> None:
    """Between named columns it is told as well, each column once."""
    text = "languages;;pieces;quantity\nxx;!;thing;5\nxx;;thing;5\nxx;!;thing;5\n"
    lines, findings = read(tmp_path, text)
    assert [bool(line.faulty) for line in lines] == [True, False, True]
    assert [(f.code, f.where.key) for f in findings] == [("broken-table", "row 2, column B")]
    assert "rows 2, 4" in findings[0].message


def test_rows_without_a_partner(tmp_path: Path) -> None:
    """Among others that have one it is asked; a sign or the campaign's name says that it is own."""
    rows = "One;xx;thing;5\n;xx;thing;6\nidem;xx;thing;7\n-;xx;thing;8\nCampagne;xx;thing;9\n"
    lines, findings = read(tmp_path, f"partner;{HEAD}\n{rows}")
    assert [(line.partner, line.quantity) for line in lines if not line.faulty] == [
        *(("One", 5), ("One", 7), ("", 8), ("", 9))
    ]
    assert [(f.code, f.where.key) for f in findings if f.severity == "error"] == [
        ("no-partner-named", "row 3, column A (partner)")
    ]
    assert told(tmp_path, f"partner;{HEAD}\n;xx;thing;5\n") == []


def test_nothing(tmp_path: Path) -> None:
    """A cell that says that it is empty is empty; where something is needed, it is missing."""
    lines, findings = read(tmp_path, f"contact;{HEAD}\ngeen;xx;thing;5\n-;xx;thing;-\n")
    assert lines[0].contact == ""
    assert [f.code for f in findings if f.severity == "error"] == ["missing-key"]
