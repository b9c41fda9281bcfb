"""Source: YAML read strictly, with the line of every key, and never an exception for a writer."""

from pathlib import Path
from typing import Any

import pytest

from printshop.findings import Where
from printshop.reading import yaml_file
from printshop.reading.plain_text import MAX_BYTES
from printshop.reading.yaml_file import MAX_DEPTH, Sheet, digest, load, read
from tests.unit.shop.sheets import read_text


def load_text(tmp_path: Path, text: str) -> tuple[Any, dict[Any, int], list[str]]:
    """What ``load`` makes of a text, with the codes of its findings."""
    path = tmp_path / "x.yaml"
    path.write_text(text, "utf-8")
    value, lines, findings = load(path, "x.yaml")
    return value, lines, [f"{f.where.line}:{f.code}" for f in findings]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("3.5", 3.5),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        # What YAML 1.1 would turn into something that nobody wrote.
        ("no", "no"),
        ("NO", "NO"),
        ("on", "on"),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("1e3", "1e3"),
        (".nan", ".nan"),
        ("2027-11-23", "2027-11-23"),
        ("+32 78 055 800", "+32 78 055 800"),
        ('"101"', "101"),
        ("'true'", "true"),
        ("9999999999999999", "9999999999999999"),
    ],
)
def test_plain_values(tmp_path: Path, written: str, meant: object) -> None:
    """A plain value is what it looks like; what is quoted is text."""
    value, _, codes = load_text(tmp_path, f"key: {written}\n")
    assert (value, codes) == ({"key": meant}, [])
    assert type(value["key"]) is type(meant)


def test_lines_of_keys(tmp_path: Path) -> None:
    """Every key and list item knows the line where it was written."""
    _, lines, _ = load_text(tmp_path, "a: 1\nb:\n  - x\n  - c: y\n    d: |\n      z\n")
    assert lines == {
        (): 1,
        ("a",): 1,
        ("b",): 2,
        ("b", 0): 3,
        ("b", 1): 4,
        ("b", 1, "c"): 4,
        ("b", 1, "d"): 5,
    }


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_mark(tmp_path: Path, end: str) -> None:
    """A file from another system, with a byte order mark, reads the same."""
    path = tmp_path / "x.yaml"
    path.write_bytes(("\ufeffa: 1" + end + "b: è" + end).encode())
    assert load(path, "x.yaml")[0] == {"a": 1, "b": "è"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["1:empty-file"]),
        ("# only a comment\n", ["1:empty-file"]),
        ("a: 1\na: 2\n", ["2:duplicate-key"]),
        ("a: 1\nb: {c: 1, c: 2}\nb: 3\n", ["2:duplicate-key", "3:duplicate-key"]),
        ("a: &x 1\n", ["1:alias"]),
        ("a: 1\nb: *x\n", ["2:alias"]),
        ("a: !!int 3\n", ["1:tag"]),
        ("a: !include /etc/passwd\n", ["1:tag"]),
        ("<<: {a: 1}\n", []),  # a name like any other: it merges nothing
        ("a: 1\n---\nb: 1\n", ["2:several-documents"]),
        ("[a]: 1\n", ["1:key-not-text"]),
        ("a: [\n", ["1:broken-yaml"]),
        ("a: b: c\n", ["1:broken-yaml"]),
        ("a:\n\t- b\n", ["2:broken-yaml"]),
        ("a: x\x07\n", ["1:control-character"]),
        ("a: 1\nb: \ufffe\n", ["2:control-character"]),
        ("[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2), ["1:too-deep"]),
    ],
)
def test_refused(tmp_path: Path, text: str, codes: list[str]) -> None:
    """What is refused, with its line."""
    assert load_text(tmp_path, text)[2] == codes


def test_deepest(tmp_path: Path) -> None:
    """Just as deep as allowed is read."""
    assert load_text(tmp_path, "[" * MAX_DEPTH + "]" * MAX_DEPTH)[2] == []


def test_largest(tmp_path: Path) -> None:
    """A file of the largest size is read; one byte more is not, nor is its text looked at."""
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: " + b"x" * (MAX_BYTES - 3))
    assert load(path, "x.yaml")[2] == []
    path.write_bytes(b"\xff" * (MAX_BYTES + 1))
    assert [f.code for f in load(path, "x.yaml")[2]] == ["file-too-large"]


def test_sheet(tmp_path: Path) -> None:
    """A sheet is frozen and keeps its places; a key that is not there has the nearest one."""
    sheet, said = read_text(tmp_path, "title: x\nparts:\n  - size: 1\n  - size: 2\n")
    assert sheet is not None
    assert said == []
    assert sheet.at("parts", 1, "size") == Where("x.yaml", 4, "parts[2].size")
    assert sheet.at("parts", 1, "word") == Where("x.yaml", 4, "parts[2].word")
    assert sheet.at("nothing") == Where("x.yaml", 1, "nothing")
    with pytest.raises(ValueError, match="frozen"):
        sheet.title = "y"  # type: ignore[misc]  # the point of the test


def test_digest_knows_where_parts_end() -> None:
    """The same letters in other parts have another digest."""
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("é") == digest("é".encode())


class Two(Sheet):
    """A sheet for the tests of reading again."""

    one: str
    two: str = ""


def test_what_has_not_changed_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file with the same text is the same sheet; one with another text is read anew."""
    path = tmp_path / "x.yaml"
    path.write_text("one: a\n", "utf-8")
    first, _ = read(tmp_path, path, Two)
    parsed: list[str] = []
    values = yaml_file._values

    def counting(text: str, *rest: Any, **options: Any) -> Any:
        parsed.append(text)
        return values(text, *rest, **options)

    monkeypatch.setattr(yaml_file, "_values", counting)
    path.write_text("one: a\n", "utf-8")
    assert read(tmp_path, path, Two)[0] is first
    assert parsed == []
    path.write_text("one: [\n", "utf-8")
    broken = read(tmp_path, path, Two)[1]
    broken.clear()  # the caller's own list
    sheet, findings = read(tmp_path, path, Two)
    assert sheet is None
    assert len(findings) == 1
    path.write_text("one: b\n", "utf-8")
    again, _ = read(tmp_path, path, Two)
    assert again
    assert again.one == "b"
    assert len(parsed) == 2
    path.unlink()
    assert [f.code for f in read(tmp_path, path, Two)[1]] == ["missing-file"]
