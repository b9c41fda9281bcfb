"""What a rule is: a small question about a finished file, with a code and its source."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from printshop.findings import Finding, Severity, Where
from printshop.job import Composition, Picture, PressFile, SlotFit
from printshop.preflight.reading import PageReading, Reading


@dataclass(frozen=True)
class Case:
    """A finished file under examination: what was wanted, what the file says, how it looks."""

    file: PressFile
    composition: Composition
    fits: tuple[SlotFit, ...]
    reading: Reading
    pictures: tuple[Picture, ...]

    def pages(self) -> Iterator[tuple[int, PageReading]]:
        """The pages with their numbers from 1."""
        return enumerate(self.reading.pages, 1)

    def face(self, page: int) -> str:
        """The layout's name of a page; empty where the layout has none."""
        names = list(self.file.job.layout.pages)
        return names[page - 1] if page <= len(names) else ""


@dataclass(frozen=True)
class Told:
    """An answer of a rule: what was measured against which limit, and on which page."""

    message: str
    page: int = 0


Check = Callable[[Case], Iterable[Told]]


@dataclass(frozen=True)
class Rule:
    """A question with its code, the clause or source it rests on, and the remedy."""

    code: str
    source: str
    fix: str
    severity: Severity
    check: Check

    @property
    def rationale(self) -> str:
        """Why it is asked: the first line of the check's own words."""
        return (self.check.__doc__ or "").strip().split("\n")[0]


RULES: list[Rule] = []


def rule(
    code: str, source: str, fix: str, severity: Severity = Severity.ERROR
) -> Callable[[Check], Check]:
    """Make a check a rule."""

    def add(check: Check) -> Check:
        RULES.append(Rule(code, source, fix, severity, check))
        return check

    return add


def ask(case: Case, path: str) -> list[Finding]:
    """Every rule's answers about one file, as findings."""
    return [
        Finding(
            r.code,
            r.severity,
            told.message,
            Where(path, 0, f"page {told.page} ({case.face(told.page)})" if told.page else ""),
            r.fix,
        )
        for r in RULES
        for told in r.check(case)
    ]
