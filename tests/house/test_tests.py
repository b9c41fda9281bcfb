"""The tests themselves: none depends on how long something takes; expected texts can be renewed."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import accept

ROOT = Path(__file__).resolve().parents[2]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
CLOCKS = {"time", "monotonic", "perf_counter", "process_time", "thread_time", "now", "today"}
CLOCKS |= {f"{name}_ns" for name in CLOCKS}
# Where Hypothesis is told to set no deadline: once, for all tests.
PROFILE = "tests/conftest.py"


def timed(source: str) -> Iterator[int]:
    """The lines of a module that read a clock, or tell Hypothesis about time."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        words = {keyword.arg for keyword in node.keywords}
        if name in CLOCKS or (words & {"deadline", "suppress_health_check"}):
            yield node.lineno


def test_clocks_are_seen() -> None:
    """The search itself."""
    source = "import time\nx = time.monotonic()\ny = perf_counter()\nsettings(deadline=200)\nf(4)"
    assert list(timed(source)) == [2, 3, 4]
    assert list(timed((ROOT / PROFILE).read_text("utf-8")))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_test_depends_on_time(path: Path) -> None:
    """A loaded machine fails no test: nothing measures, and no example has a deadline."""
    if path != ROOT / PROFILE:
        assert list(timed(path.read_text("utf-8"))) == []


def report(key: str, value: object) -> pytest.TestReport:
    """What a test that passed leaves behind, with what it recorded."""
    place = ("tests/x.py", 1, "test")
    return pytest.TestReport(
        "tests/x.py::test", place, {}, "passed", None, "call", user_properties=[(key, value)]
    )


def test_what_tests_offer_is_found() -> None:
    """A report that went through a worker has its pairs as lists; other properties are left."""
    reports = [
        report(accept.KEY, ["tests/findings/a/expected.txt", "one\n"]),
        report(accept.KEY, ("tests/findings/b/expected.txt", "two\n")),
        report("other", "three"),
    ]
    assert accept.offered(reports) == {
        "tests/findings/a/expected.txt": "one\n",
        "tests/findings/b/expected.txt": "two\n",
    }


def test_the_difference_is_shown() -> None:
    """What goes has a minus, what comes has a plus, below the path."""
    lines = list(accept.difference("a.txt", "one\ntwo\n", "one\nthree\n"))
    assert lines[:2] == ["--- a.txt (kept)", "+++ a.txt (now)"]
    assert lines[-2:] == ["-two", "+three"]


class Terminal:
    """Where a run's last lines are written."""

    def __init__(self, reports: list[pytest.TestReport]) -> None:
        """With the reports of the tests that passed."""
        self.stats, self.lines = {"passed": reports}, list[str]()

    def section(self, title: str) -> None:
        """A heading."""
        self.lines.append(title)

    def write_line(self, line: str) -> None:
        """A line below it."""
        self.lines.append(line)


def test_shown_then_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is the new one afterwards, and the old one was shown; without any, silence."""
    monkeypatch.setattr(accept, "ROOT", tmp_path)
    (tmp_path / "a.txt").write_text("old\n", "utf-8")
    terminal = Terminal([report(accept.KEY, ["a.txt", "new\n"])])
    accept.show_and_write(terminal)  # type: ignore[arg-type]
    assert "-old" in terminal.lines
    assert "+new" in terminal.lines
    assert (tmp_path / "a.txt").read_text("utf-8") == "new\n"
    silent = Terminal([])
    accept.show_and_write(silent)  # type: ignore[arg-type]
    assert silent.lines == []
