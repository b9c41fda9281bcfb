"""A line that cannot be read is told as it stands and as it should be, in no parser's words."""

import re
from pathlib import Path

import pytest

from printshop.findings import Finding
from printshop.reading.yaml_file import load

PARSER_WORDS = re.compile(
    r"mapping|scalar|block (sequence|entry)|token|expected|YAML|anchor|document|None|dict|\bstr\b"
)


def told(tmp_path: Path, text: str) -> Finding:
    """The one finding about a text."""
    path = tmp_path / "x.yaml"
    path.write_text(text, "utf-8")
    value, _, findings = load(path, "x.yaml", frozenset({"items"}))
    assert value is None
    assert len(findings) == 1, findings
    assert not PARSER_WORDS.search(findings[0].message + findings[0].fix), findings[0]
    return findings[0]


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("act: Let op: bel", 'write: act: "Let op: bel"'),
        ("act: Bel nu:", 'write: act: "Bel nu:"'),
        ("act: “Let op: bel”", 'write: act: "Let op: bel"'),
        ("act:Bel nu", "write: act: Bel nu"),
        ("act :Bel nu", "write: act: Bel nu"),
        ("act：Bel nu", "write: act: Bel nu"),
        ("act Bel nu", "write: act: Bel nu"),
        ("act; Bel nu", "write: act: Bel nu"),
        ("act: 't Is tijd", 'write: act: "\'t Is tijd"'),
        ("act: 'Bel nu", 'write: act: "Bel nu"'),
        ('act: "Bel nu', 'write: act: "Bel nu"'),
        ("act: 'zo'n ding'", 'write: act: "zo\'n ding"'),
        ('act: "Zeg "ja" nu"', "write: act: 'Zeg \"ja\" nu'"),
        ('act: "Bel" nu', "write: act: '\"Bel\" nu'"),
        ('act: "C:\\qoo"', 'write: act: "C:\\\\qoo"'),
        ('"act: Bel nu', "write: act: Bel nu"),
        ("act: {hotline} bellen", 'write: act: "{hotline} bellen"'),
        ("act: [Nu] bellen", 'write: act: "[Nu] bellen"'),
        ("act: [Brussel, Luik", "write: act: [Brussel, Luik]"),
        *[(f"act: {s}Bel{s} nu", f'write: act: "{s}Bel{s} nu"') for s in "*@`%"],
        *[(f"act: {s} Bel nu", f'write: act: "{s} Bel nu"') for s in "&-?,"],
        ("act: >- Bel nu", "write 'act: >-', and the text beneath, further in"),
    ],
)
def test_a_line_as_it_should_be(tmp_path: Path, written: str, fix: str) -> None:
    """Each slip has its own remedy, which is the line repaired."""
    finding = told(tmp_path, f"items:\n  title: Kop\n  {written}\n  more: Meer\n")
    assert finding.code == ("quotes-wanted" if "act: {" in written else "broken-yaml")
    assert finding.where.line == 3
    assert finding.message.endswith(f": {written}")
    assert finding.fix == fix


@pytest.mark.parametrize(
    ("text", "line", "fix"),
    [
        ("items:\n\ta: b\n", 2, "put 2 spaces in its place"),
        (
            "items:\n \u00a0a: b\n c: d\n",
            2,
            "type the beginning of the line anew, with the spaces of your keyboard",
        ),
        ("items:\n  a: b\n   c: d\n", 3, "begin it with 2 spaces"),
        ("items:\n  a: b\n c: d\n", 3, "begin it with 2 spaces"),
        ("items:\n  a: b\nc: d\n  e: f\n", 3, "begin it with 2 spaces"),
        ("items:\na: b\n  c: d\n", 2, "begin it with 2 spaces"),
        ("items:\n  a: >-\n    foo\n   bar\n  c: d\n", 4, "begin it with 4 spaces"),
        ("items:\n  a: >-\n    foo foo\n  bar bar\n  c: d\n", 4, "begin it with 4 spaces"),
        ("items:\n  a: Foo\nbar bar\n  c: d\n", 3, "begin it with 4 spaces"),
        ("items:\n  a:\n    - x\n   - y\n", 4, "begin it with 4 spaces"),
        ("items:\n  a:\n    - x\n    -y\n  c: d\n", 4, "write: - y"),
        ('items:\n  a: "b\n  c: d\n  e: "f"\n', 2, 'write: a: "b"'),
        ("status: draft\nitems\n  a: b\n", 2, "write: items:"),
        ("a:\n  b: c\nd [e, f]  # g\nh: i\n", 3, "write: d: [e, f]  # g"),
        ("items:\n  a: b\n}  c: d\n", 3, "write: c: d"),
        ("items:\n  a:\n    - b\n    |- c\n", 4, "write: - c"),
        ("items:\n  a:\n    - b\n    c\n  d: e\n", 4, "write: - c"),
        ("items:\n  a: b\n...\n  c: d\n", 3, "join what stands above and beneath it"),
        ("# one remark\nthat goes on and on\nstatus: x\n", 2, "write: # that goes on and on"),
        ("items:\n  - a: b\n  c: d\n", 2, "write: a: b"),
        ("items:\n  a: b\n - c: d\n  e: f\n", 3, "write: c: d"),
        ("%items:\n  a: b\n", 1, "write: items:"),
    ],
)
def test_lines_that_belong_together(tmp_path: Path, text: str, line: int, fix: str) -> None:
    """The line to be changed is told, which need not be the one where a parser stops."""
    finding = told(tmp_path, text)
    assert (finding.code, finding.where.line, finding.fix) == ("broken-yaml", line, fix)


def test_what_no_rule_knows(tmp_path: Path) -> None:
    """The line and its text, in plain words."""
    finding = told(tmp_path, "items:\n  a: b\n  - c\n")
    assert finding.message == "this line does not fit what stands above it: - c"


def test_a_large_file_is_not_searched_for_ever(tmp_path: Path) -> None:
    """Of a file that has many faults the parser is asked a limited number of times."""
    assert told(tmp_path, "a: b: c\n" * 3000 + "- {").code == "broken-yaml"
