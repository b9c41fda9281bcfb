"""Orders as YAML: what holds for all, lines with their places, bad lines beside good ones."""

import os
from pathlib import Path

import pytest

from printshop.findings import Finding, Where
from printshop.orders.model import OrderLine
from printshop.orders.read import read_order

LINE = "- {pieces: thing, languages: xx, quantity: 5}\n"


def order_file(tmp_path: Path, text: str) -> Path:
    """An order in YAML."""
    path = tmp_path / "o.yaml"
    path.write_text(text, "utf-8")
    return path


def read(tmp_path: Path, text: str) -> tuple[list[OrderLine], list[Finding]]:
    """The lines of an order without errors."""
    path = tmp_path / "orders" / "o.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    lines, findings = read_order(tmp_path, path)
    return [line for line in lines if not line.faulty], findings


def test_a_line(tmp_path: Path) -> None:
    """One name or a list; what holds for all, unless a line says otherwise; places by line."""
    text = """\
all:
  press: thin
  contact: a@b.example
  deliver-by: 2027-01-15
lines:
  - partner: One
    pieces: [thing, thing.a4]
    languages: xx
    quantity: {xx: 5}
  - pieces: thing
    languages: [xx, yy]
    quantity: 7
    press: thick
    contact:
"""
    lines, findings = read(tmp_path, text)
    assert findings == []
    one, two = lines
    assert (one.partner, one.press, one.contact) == ("One", "thin", "a@b.example")
    assert (two.partner, two.press, two.contact) == ("", "thick", "")
    assert (one.pieces, two.pieces) == (("thing", "thing.a4"), ("thing",))
    assert one.at("contact") == Where("orders/o.yaml", 3, "contact")
    assert one.at("pieces", 1) == Where("orders/o.yaml", 7, "pieces[2]")
    assert one.at("quantity", "xx") == Where("orders/o.yaml", 9, "quantity.xx")
    assert two.at("press") == Where("orders/o.yaml", 13, "press")
    assert two.at("printer") == Where("orders/o.yaml", 10, "printer")


def test_a_key_of_ones_own_hides_the_common_one(tmp_path: Path) -> None:
    """No place of a common list is taken for one of the line's own."""
    text = f"all:\n  languages: [xx, yy]\nlines:\n{LINE}- {{pieces: thing, quantity: 5}}\n"
    lines, findings = read(tmp_path, text)
    assert findings == []
    assert [line.at("languages", 1).line for line in lines] == [4, 2]


def test_a_bad_line_leaves_the_others(tmp_path: Path) -> None:
    """Every fault of every line is told, with its line and the name that was meant."""
    text = f"lines:\n{LINE}- parner: One\n  pieces: thing\n  quantity: many\n{LINE}- thing\n"
    lines, findings = read(tmp_path, text)
    assert len(lines) == 2
    assert [(f.code, f.where.line, f.where.key) for f in findings] == [
        ("missing-key", 3, "languages"),
        ("wrong-value", 5, "quantity"),
        ("unknown-key", 3, "parner"),
        ("wrong-value", 7, "lines[4]"),
    ]
    assert findings[2].fix == "did you mean 'partner'?"
    assert "a whole number, or one for each language" in findings[1].message


def test_a_bad_text_keeps_its_line_out(tmp_path: Path) -> None:
    """A line whose name cannot be printed is no line."""
    text = "lines:\n- partner: <b>x</b>\n  pieces: thing\n  languages: xx\n  quantity: 5\n" + LINE
    lines, findings = read(tmp_path, text)
    assert [line.partner for line in lines] == [""]
    assert [(f.code, f.where.line, f.where.key) for f in findings] == [
        ("not-plain-text", 2, "partner")
    ]


@pytest.mark.parametrize("wrong", ["true", "2.5", "[5]", "{xx: many}", "{xx: true}", "~"])
def test_quantities_that_are_none(tmp_path: Path, wrong: str) -> None:
    """A quantity is one whole number or one for each language; each wrong one is told once."""
    lines, findings = read(tmp_path, f"lines:\n{LINE.replace('5', wrong)}")
    assert lines == []
    assert [f.code for f in findings] == ["missing-key" if wrong == "~" else "wrong-value"]


@pytest.mark.parametrize(
    ("text", "code", "fix"),
    [
        (f"line:\n{LINE}", "unknown-key", "did you mean 'lines'?"),
        (f"partner: x\nlines:\n{LINE}", "unknown-key", "move it beneath 'all:'"),
        ("all:\n  press: x\n", "no-lines", "write 'lines:'"),
        ("lines: []", "no-lines", "write 'lines:'"),
        (f"all: x\nlines:\n{LINE}", "wrong-value", "write 'name: value' lines"),
        (LINE, "not-a-mapping", "begin it with 'lines:'"),
        ("lines: [", "broken-yaml", "write: lines: []"),
        (f"lines:\n{LINE * 5_001}", "too-many-lines", "split it"),
    ],
)
def test_what_is_no_order(tmp_path: Path, text: str, code: str, fix: str) -> None:
    """A file of another shape is told where and what to do."""
    findings = read(tmp_path, text)[1]
    assert findings[0].code == code
    assert findings[0].fix.startswith(fix)


def test_a_file_elsewhere_is_called_by_its_name(tmp_path: Path) -> None:
    """An order may lie anywhere; no path of the machine is said."""
    path = tmp_path / "o.yaml"
    path.write_text("lines: []")
    assert read_order(tmp_path / "shop", path)[1][0].where.path == "o.yaml"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("o.xls", b"x", "not-an-order"),
        ("o", b"x", "not-an-order"),
        ("o.yaml", b"", "empty-file"),
        ("o.csv", b"", "empty-file"),
        ("o.csv", bytes(1_100_000), "file-too-large"),
        ("o.yaml", b"#" * 1_100_000, "file-too-large"),
        ("o.yaml", "é".encode("cp1252"), "not-utf-8"),
    ],
)
def test_at_the_door(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    """A file of another kind, an empty one, one too large: one finding each."""
    (tmp_path / name).write_bytes(data)
    lines, findings = read_order(tmp_path, tmp_path / name)
    assert (lines, [f.code for f in findings]) == ([], [code])


def test_what_is_no_file(tmp_path: Path) -> None:
    """A name that is nearly right, a folder, a pipe that nobody writes to, a name of no file."""
    (tmp_path / "spring.yaml").write_text("lines: []")
    near = read_order(tmp_path, tmp_path / "sprng.yaml")[1]
    assert [(f.code, f.fix) for f in near] == [("missing-file", "did you mean 'spring.yaml'?")]
    os.mkfifo(tmp_path / "pipe.csv")
    for name in (".", "pipe.csv", "x\0.yaml"):
        assert [f.code for f in read_order(tmp_path, tmp_path / name)[1]] == ["unreadable"]


def test_values_as_in_a_table(tmp_path: Path) -> None:
    """A quantity and a day may be written as in a spreadsheet, where they are clear."""
    text = "lines:\n- {pieces: thing, languages: xx, quantity: 1 000, deliver-by: 15/01/2027}\n"
    lines, findings = read(tmp_path, text)
    assert findings == []
    assert [(line.quantity, str(line.deliver_by)) for line in lines] == [(1000, "2027-01-15")]


def test_a_text_that_would_be_cut_off_keeps_its_line_alone(tmp_path: Path) -> None:
    """What stands behind ' #' is told, and the rest of that line is checked; others are whole."""
    bad = "- partner: House #7\n  contact: 470123456\n  pieces: thing\n  languages: xx\n"
    path = tmp_path / "o.yaml"
    path.write_text(f"all:\n  press: thin\nlines:\n{bad}  quantity: 5\n{LINE}", "utf-8")
    lines, findings = read_order(tmp_path, path)
    assert [line.faulty for line in lines] == [{"partner", "contact"}, set()]
    assert [f.code for f in findings] == ["text-cut-off", "turned-by-spreadsheet"]


def test_a_text_for_all_that_would_be_cut_off(tmp_path: Path) -> None:
    """It keeps every line from being made that does not say otherwise."""
    own = LINE.replace("{", "{delivery: here, ")
    text = f"all:\n  delivery: Quay #3\nlines:\n{LINE}{own}"
    lines, findings = read(tmp_path, text)
    assert [line.delivery for line in lines] == ["here"]
    assert [f.code for f in findings] == ["text-cut-off"]


def test_all_that_is_wrong_at_once(tmp_path: Path) -> None:
    """A value that cannot be read hides nothing of the others, of the same line or the next."""
    text = "lines:\n- {partner: <b>, languages: xx, pieces: [5], quantity: many, logo: ../x}\n"
    lines, findings = read_order(tmp_path, order_file(tmp_path, text))
    assert [line.faulty for line in lines] == [{"partner", "pieces", "quantity", "logo"}]
    assert {f.where.key for f in findings} == {"partner", "pieces[1]", "quantity", "logo"}
