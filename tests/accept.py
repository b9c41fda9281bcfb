"""Expected texts of findings written anew: ``python -m pytest tests/test_findings.py --accept``.

A test that compares a text with a kept file records what it got instead of failing. When all
tests are done, the difference of each text is shown, and then it is written: in the process that
people look at, whichever worker the test ran in.
"""

import difflib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
KEY = "accepted text"


def offer(request: pytest.FixtureRequest, path: Path, text: str) -> bool:
    """Have ``text`` written to ``path`` after the run; False where ``--accept`` was not given."""
    if not request.config.getoption("--accept"):
        return False
    request.node.user_properties.append((KEY, (path.relative_to(ROOT).as_posix(), text)))
    return True


def offered(reports: list[pytest.TestReport]) -> dict[str, str]:
    """The texts that passing tests offered, by the path that each belongs to."""
    return {
        path: text
        for report in reports
        for key, value in report.user_properties
        if key == KEY and isinstance(value, (list, tuple))
        for path, text in [value]
    }


def difference(path: str, before: str, after: str) -> Iterator[str]:
    """A unified diff of a kept text and the one that is to take its place."""
    lines = (before.splitlines(), after.splitlines())
    return difflib.unified_diff(*lines, f"{path} (kept)", f"{path} (now)", lineterm="")


def add_option(parser: pytest.Parser) -> None:
    """Declare ``--accept``."""
    parser.addoption(
        "--accept",
        action="store_true",
        help="show how findings differ from their expected.txt, then write these anew",
    )


def show_and_write(terminal: pytest.TerminalReporter) -> None:
    """Show the difference of each offered text, then write the texts."""
    texts = offered(terminal.stats.get("passed", []))
    if not texts:
        return
    terminal.section("expected texts written anew: read each difference")
    for path, text in sorted(texts.items()):
        for line in difference(path, (ROOT / path).read_text("utf-8"), text):
            terminal.write_line(line)
    for path, text in texts.items():
        (ROOT / path).write_text(text, "utf-8")
