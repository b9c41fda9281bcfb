"""What a run says at the end: the same text wherever it goes, nothing cut off."""

import io
import sys
from dataclasses import replace

import pytest

from printshop.commands.summary import (
    PieceRow,
    print_findings,
    print_outcomes,
    print_pieces,
    table_text,
)
from printshop.findings import Where, error, note, review
from printshop.shop.job import Outcome

MISSING = error("missing", "a word is missing", Where("content/en/card.yaml", 3), "write it")
LONG = "a-press-with-a-very-long-name" * 3
OUTCOMES = [
    Outcome("home", "en", "card", "built", (review("draft", "a draft", Where("x")),)),
    Outcome("home", "en", "sign", "unchanged", (note("small", "it is small", Where("y")),)),
    Outcome(LONG, "sr-Latn", "card", "refused", (MISSING,)),
]


class Terminal(io.StringIO):
    """A standard output that is a terminal."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def test_outcomes(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A row for each press and language; plain, whatever the environment says of colours."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    print_outcomes(OUTCOMES, 1.26)
    wide = " " * (len(LONG) - 5)
    assert capsys.readouterr().out == (
        "\n"
        f"press{wide}  language  built  unchanged  refused  errors  reviews  notes  in\n"
        f"home {wide}  en        1      1          0        0       1        1      output/home/en/"
        "\n"
        f"{LONG}  sr-Latn   0      0          1        1       0        0      "
        f"output/{LONG}/sr-Latn/\n"
        "\n"
        "1 built, 1 unchanged, 1 refused in 1.3 s; look at output/index.html\n"
    )


def test_outcomes_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words are the same, and what was refused is red."""
    print_outcomes(OUTCOMES, 1)
    plain = capsys.readouterr().out
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    print_outcomes(OUTCOMES, 1)
    text = terminal.getvalue()
    assert text.count("\x1b[31m1") == 2
    uncoloured = "".join(part.partition("m")[2] for part in f"m{text}".split("\x1b["))
    assert uncoloured.split() == plain.split()


def test_pieces(capsys: pytest.CaptureFixture[str]) -> None:
    """A row for each piece: its state in each language, and its sizes, whatever is in them."""
    rows = [
        PieceRow("card", {"en": "ok", "sr-Latn": "dr"}, ["120 × 50 mm"]),
        PieceRow("sign-trains", {"en": "dr"}, ["105 × 148 mm", "[a7]"]),
    ]
    print_pieces(rows, ["en", "sr-Latn"])
    assert capsys.readouterr().out == (
        "piece        en  sr-Latn\n"
        "card         ok  dr       120 × 50 mm\n"
        "sign-trains  dr  -        105 × 148 mm, [a7]\n"
    )


def test_findings(capsys: pytest.CaptureFixture[str]) -> None:
    """As they come, drafts in one line at the end; but those that stop something at their place."""
    tally = "nobody has signed off yet"
    drafts = [replace(review("draft", "a draft", Where(n)), tally=tally) for n in ("b", "c")]
    small, stopped = note("small", "it is small", Where("a")), error("draft", "a draft", Where("d"))
    print_findings([*drafts, small, replace(stopped, tally=tally), MISSING])
    assert capsys.readouterr().out == (
        "a: note[small]: it is small\n"
        "d: error[draft]: a draft\n"
        "content/en/card.yaml:3: error[missing]: a word is missing\n"
        "  fix  write it\n"
        "review[draft]: 2 drafts: nobody has signed off yet\n"
    )


def test_any_table() -> None:
    """A header where the columns have names; a short row leaves its last cells empty."""
    rows = [("a", "b", "c"), ("long", "[d]")]
    assert table_text(("one", "", "two"), rows) == "one        two\na     b    c\nlong  [d]"
    assert table_text((), rows) == "a     b    c\nlong  [d]"
    assert table_text((), []) == ""
