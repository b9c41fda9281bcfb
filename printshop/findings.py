"""Findings: what the program reports to a person, about inputs and about finished files."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from enum import IntEnum, StrEnum
from itertools import chain, zip_longest
from typing import Any

GENERATE = ".venv/bin/python generate.py"  # as a person types it, in this project's folder


class Severity(StrEnum):
    """How severe a finding is: a note informs, a review needs a person, an error stops a job."""

    NOTE = "note"
    REVIEW = "review"
    ERROR = "error"


class Exit(IntEnum):
    """Exit codes of the command; if several apply, the lowest is returned."""

    DONE = 0
    BUG = 1
    INPUTS = 2
    COPYFIT = 3
    PREFLIGHT = 4
    MACHINE = 5
    INTERRUPTED = 130


class Gate(StrEnum):
    """Where a job is stopped: by a fault of the program, by its inputs, by copyfit, by preflight,
    or by the machine, which lacks room or a tool.

    The last two do not stop a build: a piece whose translation is stale can be built, but neither
    signed off nor packaged; a draft can be built, but not packaged.
    """

    PROGRAM = "program"
    INPUTS = "inputs"
    COPYFIT = "copyfit"
    PREFLIGHT = "preflight"
    MACHINE = "machine"
    SIGN_OFF = "sign-off"
    PACKAGING = "packaging"

    @property
    def exit(self) -> Exit:
        """The exit code of the command when this gate stopped a job."""
        return _EXITS.get(self, Exit.INPUTS)


_EXITS = {
    Gate.PROGRAM: Exit.BUG,
    Gate.COPYFIT: Exit.COPYFIT,
    Gate.PREFLIGHT: Exit.PREFLIGHT,
    Gate.MACHINE: Exit.MACHINE,
}


@dataclass(frozen=True)
class Scope:
    """Which jobs a finding is about: all, or those of a language, a layout, a printing condition.

    An empty field means all. ``stem`` is the stem of a file of copy: a layout or a sector; where it
    is neither, the finding is about no job. ``also``: further layouts that set the words of that
    file. ``item``, where it is set, is the one item of copy that
    the finding is about, by its file and role: then it is about the jobs that print this item.
    """

    language: str = ""
    stem: str = ""
    layout: str = ""
    press: str = ""
    item: tuple[str, str] | None = None
    also: tuple[str, ...] = ()

    def holds(
        self,
        language: str,
        layout: str,
        sector: str,
        items: Collection[tuple[str, str]] | None = None,
    ) -> bool:
        """Whether it includes the job of a layout, for a sector or '', in a language.

        ``items`` are those that the job prints; None where that is not known: it may be any.
        """
        if self.item:
            return self.language in ("", language) and (items is None or self.item in items)
        return (
            self.language in ("", language)
            and self.layout in ("", layout)
            and (self.stem in ("", layout, sector) or layout in self.also)
        )


@dataclass(frozen=True, order=True)
class Where:
    """A place: a path relative to the shop, a line (from 1; 0 when there is none), a key."""

    path: str
    line: int = 0
    key: str = ""


@dataclass(frozen=True)
class Spot:
    """A place in a finished file: its page, from 1, and a box on it, or None for the whole page.

    The box is (x0, y0, x1, y1) in mm from the upper left corner of the trim, y downwards.
    """

    page: int
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Finding:
    """One report to a person: where it is, what was measured (with units), what to do.

    A finding about a finished file also has the spot on the page, and ``measure`` and ``limit`` as
    texts of their own. ``gate``: where an error stops its job, or where a review stops it later;
    None where it does not. ``scope``: the jobs that it is about. ``tally``: for a finding that most
    jobs have, the text that is printed once for all of them, after their number.
    """

    code: str
    severity: Severity
    message: str
    where: Where
    fix: str = ""
    spot: Spot | None = None
    measure: str = ""
    limit: str = ""
    gate: Gate | None = None
    scope: Scope = Scope()
    tally: str = ""

    def __str__(self) -> str:
        place = f"{self.where.path}:{self.where.line}" if self.where.line else self.where.path
        lines = [f"{place}: {self.severity}[{self.code}]: {self.message}"]
        if self.where.key:
            lines.append(f"  at   {self.where.key}")
        if self.fix:
            lines.append(f"  fix  {self.fix}")
        return "\n".join(lines)


def error(
    code: str, message: str, where: Where, fix: str = "", gate: Gate = Gate.INPUTS
) -> Finding:
    """A finding that stops the job it belongs to, at a gate."""
    return Finding(code, Severity.ERROR, message, where, fix, gate=gate)


def review(
    code: str, message: str, where: Where, fix: str = "", gate: Gate | None = None
) -> Finding:
    """A finding that a person must look at; the job goes on, as far as ``gate``."""
    return Finding(code, Severity.REVIEW, message, where, fix, gate=gate)


def note(code: str, message: str, where: Where, fix: str = "") -> Finding:
    """A finding that informs."""
    return Finding(code, Severity.NOTE, message, where, fix)


def stops(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings is an error."""
    return any(f.severity is Severity.ERROR for f in findings)


def exit_of(findings: Iterable[Finding]) -> Exit:
    """The lowest exit code of the gates at which an error among the findings stops a job."""
    stopped = ((f.gate or Gate.INPUTS).exit for f in findings if f.severity is Severity.ERROR)
    return min(stopped, default=Exit.DONE)


def scoped(findings: Iterable[Finding], scope: Scope) -> list[Finding]:
    """The findings with this scope."""
    return [replace(f, scope=scope) for f in findings]


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, each once, sorted by place, then code."""
    return sorted(set(findings), key=lambda f: (f.where, f.code, f.message))


def merged_by_page(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, the same finding on several pages as one that names all its pages."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for f in findings:
        groups.setdefault((f.code, f.severity, f.message, f.where.path, f.fix), []).append(f)
    return [group[0] if len(group) == 1 else _as_one(group) for group in groups.values()]


def _as_one(group: list[Finding]) -> Finding:
    pages = sorted({f.spot.page for f in group if f.spot})
    times = f" ({len(group)} times)" if len(group) > len(pages) else ""
    word = "pages" if len(pages) > 1 else "page"
    where = replace(group[0].where, key=f"{word} {page_ranges(pages)}" if pages else "")
    return replace(group[0], message=f"{group[0].message}{times}", where=where)


def page_ranges(numbers: list[int]) -> str:
    """``1 to 3, 5`` for ascending numbers: ranges of consecutive ones."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]} to {run[-1]}" if run[1:] else str(run[0]) for run in runs)


def count(findings: Iterable[Finding]) -> Counter[Severity]:
    """How many findings there are of each severity."""
    return Counter(f.severity for f in findings)


def shortened(findings: Sequence[Finding], most: int) -> tuple[list[Finding], Counter[str]]:
    """At most so many findings, in their order, and by code how many are left out.

    Those of each code and severity that come first are kept, as many of one kind as of another: no
    kind is left out while another has two, unless there are more kinds than ``most``.
    """
    kinds: dict[tuple[Severity, str], list[int]] = {}
    for place, finding in enumerate(findings):
        kinds.setdefault((finding.severity, finding.code), []).append(place)
    in_turn = chain.from_iterable(zip_longest(*sorted(kinds.values(), key=len)))
    by_turn = [place for place in in_turn if place is not None]
    kept = set(by_turn[:most])
    left_out = Counter(f.code for place, f in enumerate(findings) if place not in kept)
    return [f for place, f in enumerate(findings) if place in kept], left_out


def by_code(left_out: Counter[str]) -> str:
    """``12 of rgb, 3 of thin-type``: the codes that have the most first."""
    return ", ".join(f"{number} of {code}" for code, number in left_out.most_common())


def many(number: int, what: str) -> str:
    """``1 piece``, ``2 pieces``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def similar(name: str, known: Iterable[str]) -> str:
    """``did you mean 'leaflet'?`` where a known name is similar, else ''."""
    from difflib import get_close_matches  # imported here: most runs do not need it

    near = get_close_matches(name, sorted(known), 1, 0.6)
    return f"did you mean '{near[0]}'?" if near else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``did you mean 'leaflet'?`` where a known name is similar, else the list of known names."""
    names = sorted(known)
    listed = f"use one of: {', '.join(names)}" if names else "none is known here"
    return similar(name, names) or listed


def accept(findings: Iterable[Finding], accepted: dict[str, str]) -> list[Finding]:
    """The findings; those with an accepted code become notes. ``accepted`` has reasons by code."""
    return [
        replace(f, severity=Severity.NOTE, fix=f"accepted: {accepted[f.code]}", gate=None)
        if f.code in accepted
        else f
        for f in findings
    ]


def to_json(finding: Finding) -> dict[str, Any]:
    """A finding as plain JSON values, without its scope: the file that they are in implies it."""
    return {key: value for key, value in asdict(finding).items() if key != "scope"}


def from_json(value: dict[str, Any]) -> Finding:
    """The finding that ``to_json`` wrote."""
    spot = value["spot"]
    return Finding(
        value["code"],
        Severity(value["severity"]),
        value["message"],
        Where(**value["where"]),
        value["fix"],
        Spot(spot["page"], tuple(spot["box"]) if spot["box"] else None) if spot else None,
        value["measure"],
        value["limit"],
        Gate(value["gate"]) if value["gate"] else None,
        tally=value["tally"],
    )
