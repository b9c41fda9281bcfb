"""Rules: each checks one thing in a finished file, and has a code and a source."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Flag, auto
from functools import cached_property
from io import BytesIO
from pathlib import Path

from printshop.findings import Finding, Gate, Severity, Spot, Where, page_ranges
from printshop.pdf.geometry import Extent
from printshop.preflight.campaign_signs import CampaignSigns
from printshop.preflight.page_codes import PageCode
from printshop.preflight.reading.facts import PageReading, Reading
from printshop.preflight.scan import ScannedCode, scan
from printshop.shop.job import Composition, Picture, PressFile, SlotFit
from printshop.shop.press import Press

OUR_FAULT = "this is the program's fault: report it with the file"
CORRECT = "correct it in the program that made the file, and export it again"
PRESS_FILE = ("pdf/x-4",)  # rules that rest on the standard for press files
CUT = ("pdf/x-4", "pdf/ua-1")  # rules about one piece a page, which sheets of copies have not


@dataclass(frozen=True)
class Expected:
    """What a file that we made should contain: its job and composition, and each slot's fit.

    ``pictures``: whether a partner's logo brings pixel images.
    """

    file: PressFile
    composition: Composition
    fits: tuple[SlotFit, ...]
    pictures: bool = False


class LogoState(Flag):
    """The state of a partner's logo: the page as received, or after conversion to inks."""

    AS_RECEIVED = auto()
    AFTER_CONVERSION = auto()


NO_LOGO = LogoState(0)


@dataclass(frozen=True)
class Case:
    """A finished file under preflight: its facts, its page pictures, its printing condition.

    ``pictures`` show the pages' trims, in order, and may be fewer than the pages. ``ours`` is
    None for a file that somebody else made. Fewer rules apply to a ``logo``: it becomes part of a
    page, without its text layer and its links. ``scans`` has the codes of each page, where they
    were looked for: then only the rules about them apply. ``campaign``: how its print is known.
    ``source`` is the file itself, for its plates; None where there is only a reading.
    """

    reading: Reading
    pictures: tuple[Picture, ...]
    press: Press
    ours: Expected | None = None
    base: "Case | None" = None  # the base of a stamped version
    logo: LogoState = NO_LOGO
    scans: tuple[tuple[PageCode, ...], ...] | None = None
    campaign: CampaignSigns | None = None
    source: Path | BytesIO | None = field(default=None, compare=False, repr=False)

    def pages(self) -> Iterator[tuple[int, PageReading]]:
        """The pages with their numbers from 1."""
        return enumerate(self.reading.pages, 1)

    @cached_property
    def codes(self) -> tuple[tuple[ScannedCode, ...], ...]:
        """The QR codes that can be read from each picture; scanned once."""
        if self.base is not None:  # a stamp is clipped to its zone, where no code is placed
            return self.base.codes
        return tuple(map(scan, self.pictures))

    @cached_property
    def apart(self) -> dict[str, tuple["Violation", ...]]:
        """The violations of the rules that no stamp can change (``apart``), by code."""
        return {r.code: tuple(r.check(self)) for r in RULES if r.apart and r.concerns(self)}

    @property
    def expected(self) -> Expected:
        """What a file of ours should contain; raises ``LookupError`` for anybody else's."""
        if self.ours is None:
            raise LookupError("the job of this file is not known: somebody else made it")
        return self.ours

    def side(self, page: int) -> str:
        """The layout's name for the side on a page, from 1; empty where it has none."""
        return self.ours.file.job.side(page) if self.ours else ""


@dataclass(frozen=True)
class Violation:
    """Where a file breaks a rule: the measured value and its limit, with units, and the place.

    ``page`` counts from 1, and is 0 for the whole file. ``box`` is in mm from the trim's lower
    left corner, None for the whole page. ``severity`` overrides the rule's.
    """

    message: str
    page: int = 0
    box: Extent | None = None
    measure: str = ""
    limit: str = ""
    severity: Severity | None = None
    cause: str = ""
    fix: str = ""


Check = Callable[[Case], Iterable[Violation]]


@dataclass(frozen=True)
class Rule:
    """A check with its code, the clause or source it rests on, and the fix.

    ``fix`` is for whoever made the file, anywhere, so in the words of the trade; ``ours`` is for a
    file that we made, in the words of this shop, where that is another. ``standards``: the
    standards of printing conditions for which it applies; empty: all. ``own``: it applies only to
    files that we made, whose job is known. ``apart``: it looks at edges, folds and codes only,
    where no partner's zone may be: a stamped version has the violations of its base. ``logo``: the
    states of a partner's logo to which it applies. ``locked``: it also applies to a file that needs
    a password. ``scanned``: it looks at the codes of a file from outside, and at nothing else.
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
    ours: str = ""
    scanned: bool = False

    def remedy(self, own: bool) -> str:
        """What to do about a file: ``own`` is one that we made."""
        if own:
            return self.ours or self.fix
        return CORRECT if self.fix == OUR_FAULT else self.fix

    @property
    def rationale(self) -> str:
        """Why the rule exists: the first line of the check's docstring."""
        return (self.check.__doc__ or "").strip().split("\n")[0]

    def concerns(self, case: Case) -> bool:
        """Whether the rule applies to a file."""
        if self.scanned != (case.scans is not None):
            return False
        if self.own and case.ours is None:
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
    ours: str = "",
    scanned: bool = False,
) -> Callable[[Check], Check]:
    """Register a check as a rule; the parameters are the fields of ``Rule``."""

    def add(check: Check) -> Check:
        entry = Rule(
            code, source, fix, severity, check, standards, own, apart, logo, locked, ours, scanned
        )
        RULES.append(entry)
        return check

    return add


def ask(case: Case, path: str) -> list[Finding]:
    """The findings of all rules that apply to a file, whose place is ``path``."""
    asked = (r for r in RULES if r.concerns(case))
    return [
        _finding(case, path, r, places) for r in asked for places in _by_cause(_answers(r, case))
    ]


def _by_cause(violations: Iterable[Violation]) -> Iterable[list[Violation]]:
    """The violations of one rule by fault; one without a cause is a fault of its own."""
    faults: dict[tuple[str, int], list[Violation]] = {}
    for number, violation in enumerate(violations):
        key = (violation.cause, 0 if violation.cause else number)
        faults.setdefault(key, []).append(violation)
    return faults.values()


def _answers(applied: Rule, case: Case) -> Iterable[Violation]:
    """The violations of one rule in a file; of a stamped version, those of its base for some."""
    if applied.apart and case.base is not None:
        return case.base.apart[applied.code]
    return applied.check(case)


def _finding(case: Case, path: str, broken: Rule, places: list[Violation]) -> Finding:
    """The finding for one fault, at the first of its places."""
    first = places[0]
    pages = sorted({v.page for v in places if v.page})
    key = f"page {first.page}" if first.page else ""
    if first.page and (side := case.side(first.page)):
        key += f" ({side})"
    message = first.message
    if len(places) > 1:
        message += f"; {len(places)} such places"
    if len(pages) > 1:
        key = f"pages {page_ranges(pages)}"
        message += f", on {key}"
    return Finding(
        broken.code,
        first.severity or broken.severity,
        message,
        Where(path, 0, key),
        first.fix or broken.remedy(case.ours is not None),
        _spot(case, first),
        first.measure,
        first.limit,
        Gate.PREFLIGHT,
    )


def _spot(case: Case, violation: Violation) -> Spot | None:
    """The place in mm from the trim's upper left corner; None for the whole file."""
    if not 0 < violation.page <= len(case.reading.pages):
        return None
    if violation.box is None:
        return Spot(violation.page)
    height = case.reading.pages[violation.page - 1].size[1]
    x0, y0, x1, y1 = (round(v, 2) for v in violation.box)
    return Spot(violation.page, (x0, round(height - y1, 2), x1, round(height - y0, 2)))
