"""Lines as they stand and as they should be."""

import pytest

from printshop.reading.yaml_lines import LONGEST_SHOWN, in_quotes, quoted, shown, taken_apart


@pytest.mark.parametrize(
    ("text", "result"),
    [("Bel", '"Bel"'), ('Zeg "ja"', "'Zeg \"ja\"'"), ("a\\b", "'a\\b'"), ("'\"", "'''\"'")],
)
def test_quoted(text: str, result: str) -> None:
    """Quotes that need as little change of the text as can be."""
    assert quoted(text) == result


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("  act: Bel #nu", '  act: "Bel #nu"'),
        ("    - Bel #nu  ", '    - "Bel #nu"'),
        ("Bel #nu", '"Bel #nu"'),
        ("  act: “Bel #nu”", '  act: "Bel #nu"'),
        ("  act: “Bel” of „klik” #nu", '  act: "“Bel” of „klik” #nu"'),
        ("  - a-b.c: Bel", '  - a-b.c: "Bel"'),
    ],
)
def test_in_quotes(line: str, result: str) -> None:
    """The text after the role or the dash."""
    assert in_quotes(line) == result


def test_taken_apart() -> None:
    """A line between others: the spaces before it, its dash, role and text."""
    line = taken_apart(["items:", "  - act: Bel", "more"], 2)
    assert (line.indent, line.dash, line.key, line.value) == ("  ", "- ", "act", "Bel")
    assert (line.above, line.below) == (["items:"], ["more"])


def test_shown() -> None:
    """Without what stands around it, and cut where it is long."""
    assert shown("  act: Bel  ") == "act: Bel"
    assert len(shown("x" * 500)) == LONGEST_SHOWN
