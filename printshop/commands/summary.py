"""What a run prints: findings, as every verb prints them; the table of files; the list of pieces.

On a terminal the tables have colour; elsewhere, in a log or a test, they are plain text. No cell is
cut off or wrapped, however wide a table is.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from printshop.findings import Finding, Severity, count, many, stops

if TYPE_CHECKING:  # only for their names: a verb that prints findings alone loads neither
    from rich.table import Table

    from printshop.shop.job import Outcome

SEVERITIES = (Severity.ERROR, Severity.REVIEW, Severity.NOTE)
STATES = ("built", "unchanged", "refused")
COLUMNS = ("press", "language", *STATES, "errors", "reviews", "notes", "in")
IN_RED = {"refused", "errors"}  # columns whose numbers above 0 are red on a terminal
UNWRAPPED = 10_000  # characters in a line: wider than any table, so that rich wraps no cell


@dataclass(frozen=True)
class PieceRow:
    """A row of the list: a piece, its state in each language, its sizes.

    ``states`` holds ``ok`` (signed off) or ``dr`` (draft) by language; a language without the piece
    is left out. ``sizes`` are texts such as ``120 × 50 mm`` or ``a7``.
    """

    stem: str
    states: Mapping[str, str]
    sizes: Sequence[str]


def print_findings(findings: Iterable[Finding]) -> None:
    """Print findings in the order given; of those with a ``tally`` one line with their number.

    An error is never among these: it is corrected at its place.
    """
    tallied: Counter[tuple[Severity, str, str]] = Counter()
    for finding in findings:
        if finding.tally and not stops([finding]):
            tallied[finding.severity, finding.code, finding.tally] += 1
        else:
            print(finding)
    for (severity, code, tally), number in tallied.items():
        print(f"{severity}[{code}]: {many(number, code)}: {tally}")
    sys.stdout.flush()  # what comes next may take a while


def print_outcomes(outcomes: Sequence["Outcome"], seconds: float) -> None:
    """Print a table of the files by printing condition and language, and the totals.

    ``seconds`` is how long the run took.
    """
    from rich.text import Text  # imported here: most verbs print no table

    by_folder: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        by_folder.setdefault((outcome.press, outcome.language), []).append(outcome)
    table = _table(COLUMNS)
    for (press, language), files in by_folder.items():
        by_severity = count({f for outcome in files for f in outcome.findings})
        numbers = [*_by_state(files), *(by_severity[severity] for severity in SEVERITIES)]
        cells = [
            Text(str(number), "red" if number and column in IN_RED else "")
            for column, number in zip(COLUMNS[2:-1], numbers, strict=True)
        ]
        table.add_row(press, language, *cells, f"output/{press}/{language}/")
    built, unchanged, refused = _by_state(outcomes)
    print(f"\n{_text(table)}\n")
    print(
        f"{built} built, {unchanged} unchanged, {refused} refused in {seconds:.1f} s; "
        "look at output/index.html"
    )


def print_pieces(rows: Iterable[PieceRow], languages: Sequence[str]) -> None:
    """Print a table of pieces: their states by language, and their sizes."""
    table = _table(("piece", *languages, ""))
    for row in rows:
        states = (row.states.get(language, "-") for language in languages)
        table.add_row(row.stem, *states, ", ".join(row.sizes))
    print(_text(table))


def table_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as text, a row a line; without ``columns`` it has no header."""
    lines = [tuple(row) for row in rows]
    table = _table(columns or [""] * max(map(len, lines), default=0))
    table.show_header = bool(columns)
    for line in lines:
        table.add_row(*line)
    return _text(table)


def _by_state(outcomes: Iterable["Outcome"]) -> list[int]:
    states = Counter[str](outcome.state for outcome in outcomes)
    return [states[state] for state in STATES]


def _table(columns: Iterable[str]) -> "Table":
    """A table without rules, two spaces between its columns."""
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, no_wrap=True)
    return table


def _text(table: "Table") -> str:
    """A table as text, in colour where the standard output is a terminal; no trailing spaces."""
    from rich.console import Console

    console = Console(
        force_terminal=sys.stdout.isatty(),
        width=UNWRAPPED,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as capture:
        console.print(table)
    return "\n".join(line.rstrip() for line in capture.get().splitlines())
