"""Words that reading would lose or change: each place is told, and what only looks so is not."""

from pathlib import Path
from typing import Any

import pytest

from printshop.findings import Finding
from printshop.reading.yaml_file import load


def read(tmp_path: Path, text: str) -> tuple[Any, list[Finding]]:
    """The value of a text whose words under ``items`` are to be printed, and its findings."""
    path = tmp_path / "x.yaml"
    path.write_text(text, "utf-8")
    value, _, findings = load(path, "x.yaml", frozenset({"items"}))
    return value, findings


@pytest.mark.parametrize(
    ("text", "line", "fix"),
    [
        ("items:\n  a: Bel #Nu snel\n", 2, 'write: a: "Bel #Nu snel"; a remark'),
        ("items:\n  a: Bel # nu\n", 2, 'write: a: "Bel # nu"; a remark'),
        ("items:\n  a: #Nu\n  b: c\n", 2, 'write: a: "#Nu"; a remark'),
        ("items:\n  a:\n    - #Nu\n", 3, 'write: - "#Nu"; a remark'),
        ("items:\n  a: Bel\n    snel #Nu\n", 3, "put a quote (\") before the text, in 'a: Bel',"),
        ("items:\n  a: Bel #nu\n    snel\n", 2, 'write: a: "Bel #nu"; a remark'),
        ("items:\n  a: 14 #Nu\n", 2, 'write: a: "14 #Nu"; a remark'),
        ("partner: Huis #7 vzw\n", 1, 'write: partner: "Huis #7 vzw"; a remark'),
        ("reason: two words # why\n", 1, 'write: reason: "two words # why"; a remark'),
    ],
)
def test_words_behind_a_number_sign(tmp_path: Path, text: str, line: int, fix: str) -> None:
    """They would be a remark, and lost: the line is told in quotes."""
    value, (finding, *_) = read(tmp_path, text)
    assert value is None
    assert (finding.code, finding.where.line) == ("text-cut-off", line)
    assert finding.fix.startswith(fix)


@pytest.mark.parametrize(
    "text",
    [
        "# all\nitems:  # the words\n  # more\n  a: b\n",
        'items:\n  a: "Bel" # quoted\n',
        "items:\n  a: [b, c]  # a list\n",
        "items:\n  a: >-  # folded\n    Bel #nu\n",
        "items:\n  a: C#, 24#7\n",
        "press: offset  # a single word\nsize: 3  # a number\nnone:  # nothing yet\n",
        "publisher: null #{name: not yet known}\nreversed: true #for now\n",
        "box: {a: 1, b: two}  # values\n",
    ],
)
def test_remarks_that_take_nothing_away(tmp_path: Path, text: str) -> None:
    """Remarks on lines of their own, and behind what cannot go on."""
    assert read(tmp_path, text)[1] == []


@pytest.mark.parametrize(
    ("written", "text"),
    [("14", "14"), ("3.50", "3.50"), ("true", "true"), ("no", "no"), ("2030-01-01", "2030-01-01")],
)
def test_words_that_look_like_values(tmp_path: Path, written: str, text: str) -> None:
    """What is to be printed is text as it was written."""
    assert read(tmp_path, f"items:\n  a: {written}\n")[0] == {"items": {"a": text}}


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("{hotline}", 'write: a: "{hotline}"'),
        ("{{hotline}}", 'write: a: "{{hotline}}"'),
        ("“Bel nu”", "put straight ones in their place: "),
        ("„Rufen“", "put straight ones in their place: "),
        ("« Appelez »", "put straight ones in their place: "),
        ("“Bel #nu”", 'write: a: "Bel #nu"'),
    ],
)
def test_texts_that_want_quotes(tmp_path: Path, written: str, fix: str) -> None:
    """Braces that mean something else; quotes of another kind."""
    _, (finding, *_) = read(tmp_path, f"items:\n  a: {written}\n  b: c\n")
    assert finding.code in ("quotes-wanted", "text-cut-off")
    assert finding.fix.startswith(fix)


def test_quotes_within_a_text(tmp_path: Path) -> None:
    """Curly quotes around some of the words are the writer's."""
    assert read(tmp_path, "items:\n  a: “een” en “twee”\n")[1] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("items:\n  a:\n    - x\n      -y\n", 4),
        ("items:\n  a:\n    - x\n      - y\n", 4),
        ("items:\n  a: foo\n    act:Bel\n", 3),
        ('items:\n  a: "b\n    c: d"\n', 2),
        ("items:\n  a: b\n\u00a0 c: d\n", 3),
        ("items:\n  a: b\n  \u00a0c: d\n", 3),
    ],
)
def test_lines_that_were_swallowed(tmp_path: Path, text: str, line: int) -> None:
    """A line that became part of the text above it, or a key that is not seen to be another."""
    _, (finding, *more) = read(tmp_path, text)
    assert (finding.code, finding.where.line, more) == ("broken-yaml", line, [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("items:\n  a: >-\n    foo\n      bar\n    baz\n", 4),
        ("items:\n  a: |-\n    foo\n\n     bar\n", 5),
        ("items:\n  a: |2-\n      foo\n    bar\n", 3),
    ],
)
def test_lines_further_in(tmp_path: Path, text: str, line: int) -> None:
    """A line of a longer text that begins further in would break on paper."""
    _, (finding,) = read(tmp_path, text)
    assert (finding.code, finding.where.line) == ("uneven-indentation", line)
