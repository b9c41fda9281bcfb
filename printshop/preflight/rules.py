"""What a rule is: a small question about a finished file, with a code and its source."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Flag, auto
from functools import cached_property

from printshop.findings import Finding, Gate, Severity, Spot, Where
from printshop.pdf.geometry import Extent
from printshop.preflight.reading.facts import PageReading, Reading
from printshop.preflight.scan import Code, scan
from printshop.shop.job import Composition, Picture, PressFile, SlotFit
from printshop.shop.press import Press

OUR_FAULT = "this is the program's fault: report it with the file"
MEND = "mend it in the program that made the file, and export it again"
PRESS_FILE = ("pdf/x-4",)  # rules that rest on the standard for press files
CUT = ("pdf/x-4", "pdf/ua-1")  # rules about one piece a page, which sheets of copies have not


@dataclass(frozen=True)
class Wanted:
    """What we know of a file that we made: what was to be in it, and how its slots were set.

    ``pictures``: whether a partner's logo brings pixel images.
    """

    file: PressFile
    composition: Composition
    fits: tuple[SlotFit, ...]
    pictures: bool = False


class LogoState(Flag):
    """What a file is that holds a partner's logo: a page as it was sent, or brought into inks."""

    AS_SENT = auto()
    IN_INKS = auto()


NO_LOGO = LogoState(0)


@dataclass(frozen=True)
class Case:
    """A finished file under examination: what it says, how it looks, what it is measured against.

    ``wanted`` is None for a file that somebody else made. Of a ``logo`` fewer questions are asked:
    it becomes a part of a page, without its text layer and its links.
    """

    reading: Reading
    pictures: tuple[Picture, ...]
    press: Press
    wanted: Wanted | None = None
    base: "Case | None" = None  # of a stamped file, the one that it was stamped from
    logo: LogoState = NO_LOGO

    def pages(self) -> Iterator[tuple[int, PageReading]]:
        """The pages with their numbers from 1."""
        return enumerate(self.reading.pages, 1)

    @cached_property
    def codes(self) -> tuple[tuple[Code, ...], ...]:
        """The codes that can be read from each picture; looked for once."""
        if self.base is not None:  # a stamp is clipped to its zone, where no code stands
            return self.base.codes
        return tuple(map(scan, self.pictures))

    @cached_property
    def apart(self) -> dict[str, tuple["Told", ...]]:
        """By code, the answers of the rules that look at edges, folds and codes alone."""
        return {r.code: tuple(r.check(self)) for r in RULES if r.apart and r.concerns(self)}

    @property
    def own(self) -> Wanted:
        """What was wanted of our own file; only rules that are asked of those may want it."""
        if self.wanted is None:
            raise LookupError("nobody knows what was wanted of this file")
        return self.wanted

    def face(self, page: int) -> str:
        """The layout's name of a page; empty where the layout has none."""
        return self.wanted.file.job.side(page) if self.wanted else ""


@dataclass(frozen=True)
class Told:
    """An answer of a rule: what was measured against which limit, and where.

    ``box`` is in mm from the trim's lower left; ``severity`` where it is not the rule's own.
    """

    message: str
    page: int = 0
    box: Extent | None = None
    measure: str = ""
    limit: str = ""
    severity: Severity | None = None


Check = Callable[[Case], Iterable[Told]]


@dataclass(frozen=True)
class Rule:
    """A question with its code, the clause or source it rests on, and the remedy.

    ``standards``: of which files it is asked, by the standard of the condition; empty: of all.
    ``own``: only of files that we made, since nobody else's says what was wanted. ``apart``: it
    looks at edges, folds and codes alone, where no partner's zone may be (``check``): of a stamped
    file its answers are those about the base. ``logo``: of a partner's logo in which state;
    ``locked``: also of a file that wants a password.
    """

    code: str
    source: str
    fix: str
    severity: Severity
    check: Check
    standards: tuple[str, ...] = ()
    own: bool = False
    apart: bool = False
    logo: LogoState = NO_LOGO
    locked: bool = False

    @property
    def rationale(self) -> str:
        """Why it is asked: the first line of the check's own words."""
        return (self.check.__doc__ or "").strip().split("\n")[0]

    def concerns(self, case: Case) -> bool:
        """Whether it is asked of a file."""
        if self.own and case.wanted is None:
            return False
        if case.reading.locked and not self.locked:
            return False
        if case.logo and not case.logo & self.logo:
            return False
        return not self.standards or case.press.standard in self.standards


RULES: list[Rule] = []


def rule(
    code: str,
    source: str,
    fix: str,
    severity: Severity = Severity.ERROR,
    *,
    standards: tuple[str, ...] = (),
    own: bool = False,
    apart: bool = False,
    logo: LogoState = NO_LOGO,
    locked: bool = False,
) -> Callable[[Check], Check]:
    """Make a check a rule."""

    def add(check: Check) -> Check:
        found = Rule(code, source, fix, severity, check, standards, own, apart, logo, locked)
        RULES.append(found)
        return check

    return add


def ask(case: Case, path: str) -> list[Finding]:
    """Every rule's answers about one file, as findings; none of a locked file but that it is."""
    asked = (r for r in RULES if r.concerns(case))
    return [_finding(case, path, r, told) for r in asked for told in _answers(r, case)]


def _answers(asked: Rule, case: Case) -> Iterable[Told]:
    if asked.apart and case.base is not None:
        return case.base.apart[asked.code]
    return asked.check(case)


def _finding(case: Case, path: str, asked: Rule, told: Told) -> Finding:
    key = f"page {told.page}" if told.page else ""
    if told.page and (face := case.face(told.page)):
        key += f" ({face})"
    return Finding(
        asked.code,
        told.severity or asked.severity,
        told.message,
        Where(path, 0, key),
        MEND if asked.fix == OUR_FAULT and case.wanted is None else asked.fix,
        _spot(case, told),
        told.measure,
        told.limit,
        Gate.PREFLIGHT,
    )


def _spot(case: Case, told: Told) -> Spot | None:
    """The place from the trim's upper left, as one looks at the page."""
    if not 0 < told.page <= len(case.reading.pages):
        return None
    if told.box is None:
        return Spot(told.page)
    height = case.reading.pages[told.page - 1].size[1]
    x0, y0, x1, y1 = (round(v, 2) for v in told.box)
    return Spot(told.page, (x0, round(height - y1, 2), x1, round(height - y0, 2)))
