"""Partners' versions: one piece in one language, for all who ordered it.

The base is a press file that was examined. Each partner's zone is set and stamped into it, the
result is examined, and all that goes into the package is laid down in a folder.
"""

from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pikepdf

from printshop.delivery.deliver import not_written, write
from printshop.findings import Finding, Gate, Where, in_order, stops
from printshop.orders.model import Partner
from printshop.partners.logo import too_coarse
from printshop.partners.stamp import Base, mark_proof, stamp
from printshop.partners.zone import Slip, set_zone, with_zone
from printshop.preflight.examine import edition, examine, examined, preflight_stamped
from printshop.preflight.reading.stamped import Known, known
from printshop.preflight.report import pages as report_pages
from printshop.preflight.rules import Case
from printshop.proofing.page_pictures import PLATE_SIDE, SIDE, show, show_page
from printshop.proofing.rasterise import proof, rasterise_page
from printshop.sandbox.intake import Taken
from printshop.sandbox.messages import Examined, Shown
from printshop.shop.job import Job, JobTicket, Shop


@dataclass(frozen=True)
class Asked:
    """That an order wants the piece in a size: its number, its partner, where it names him."""

    number: str
    partner: Partner | None
    size: str
    where: Where


@dataclass(frozen=True)
class Task:
    """One piece in one language under one condition, for all who ordered it.

    ``inputs`` are the findings about what it is made from, ``folder`` where the results go;
    ``proof``: they are to be looked at, and marked so that nobody prints them.
    """

    ticket: JobTicket
    press: str
    asked: tuple[Asked, ...]
    inputs: tuple[Finding, ...]
    folder: Path
    proof: bool


@dataclass(frozen=True)
class Stamped:
    """What became of one press file of an order: an error among the findings means that none is."""

    number: str
    ticket: JobTicket
    size: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ExaminedBase:
    """A base with all that is known of it, before anything is stamped into it.

    ``findings``: those about its inputs and setting, and those about the file.
    """

    base: Base
    known: Known
    findings: list[Finding]
    shown: tuple[Shown, ...]


Zones = dict[str, tuple[Slip | None, list[Finding]]]  # by the order's number


def staged(folder: Path, number: str, job: Job, size: str, ending: str) -> Path:
    """Where a part of an order lies until it is packed."""
    return folder / number / f"{job.stem(size)}-{job.ticket.language}{ending}"


def path_of(number: str, job: Job, size: str) -> str:
    """How findings call a press file of an order; that of a base has no number."""
    return "/".join(filter(None, ("output/orders", number, _name(job, size))))


def _name(job: Job, size: str) -> str:
    return f"{job.stem(size)}-{job.ticket.language}.pdf"


def refused(asked: Asked, ticket: JobTicket, findings: list[Finding]) -> Stamped:
    """What became of a press file that a finding stopped."""
    return Stamped(asked.number, ticket, asked.size, tuple(in_order(findings)))


def named(task: Task) -> str:
    """What a person calls a task."""
    return f"{task.ticket.stem} in {task.ticket.language}"


def stopped(_: Shop, task: Task, told: Finding) -> list[Stamped]:
    """A task that could not be finished."""
    return [Stamped(asked.number, task.ticket, asked.size, (told,)) for asked in task.asked]


def examined_base(case: Case, findings: list[Finding]) -> ExaminedBase:
    """A press file that was examined and is fit, ready to be stamped."""
    file, composition = case.own.file, case.own.composition
    base = Base(file, composition)
    exam = examined(case.reading, case.press, edition(file.job.shop.root, case.press), [])
    shown = tuple(show(BytesIO(file.pdf), exam, len(case.pictures), SIDE, PLATE_SIDE))
    return ExaminedBase(base, known(case, base.original), findings, shown)


def make_versions(base: ExaminedBase, task: Task, size: str, zones: Zones) -> list[Stamped]:
    """Each partner's version of a base, laid down in the task's folder.

    ``zones`` holds those that have been set, for all sizes; what is set here is added.
    """
    job = base.base.file.job
    outcomes = []
    for asked in (asked for asked in task.asked if asked.size == size):
        if not task.folder.exists():
            break  # the run was interrupted: nobody waits for the rest
        if asked.number not in zones:
            zones[asked.number] = _set_zone(job, asked)
        try:
            findings = _version(base, task, asked, *zones[asked.number])
        except OSError as problem:  # one order that cannot be written does not stop the others
            findings = [not_written(problem, f"output/orders/{asked.number}/")]
        outcomes.append(refused(asked, task.ticket, findings))
    return outcomes


def _set_zone(job: Job, asked: Asked) -> tuple[Slip | None, list[Finding]]:
    """A partner's zone, set for a layout in a language; none where there is no partner."""
    partner = asked.partner
    if partner is None:
        return None, []
    ((name, zone),) = job.layout.zones.items()  # a layout that can be ordered has one
    if zone.black:
        partner = replace(partner, logo=partner.black)
    return set_zone(job, name, partner, asked.where)


def _version(
    examined_base: ExaminedBase,
    task: Task,
    asked: Asked,
    slip: Slip | None,
    zone_findings: list[Finding],
) -> list[Finding]:
    """Stamp, examine and lay down one file; the findings, with an error where it was not made."""
    base = examined_base.base
    job, press = base.file.job, base.file.press
    if stops(zone_findings):
        return zone_findings
    path = path_of(asked.number, job, asked.size)
    pdf, reading = base.file.pdf, examined_base.known.case.reading
    findings = list(examined_base.findings)
    if slip:
        # Only the sign-off and the words are the base's: the finished file is examined again.
        findings = [f for f in findings if f.gate is not Gate.PREFLIGHT]
        if slip.partner.logo and slip.logo_at:
            width = slip.logo_at[2] * base.file.boxes.scale
            findings += too_coarse(slip.partner.logo, width, press, asked.where)
        pdf = stamp(base, slip, asked.number)
        whole = with_zone(base.composition, slip)
        known_base = examined_base.known
        reading, more = preflight_stamped(known_base, pdf, whole, slip.has_pixels, path)
        findings += more
    if stops(findings):
        return findings
    told = findings
    if task.proof:  # its report says of it what a print shop would find: that it is none to print
        pdf = mark_proof(base, pdf, slip)
        reading, told = examine(BytesIO(pdf), press, (), path)
    exam = examined(reading, press, edition(job.shop.root, press), told)
    _lay_down(examined_base, task, asked, slip, pdf, exam)
    return findings


def _lay_down(
    base: ExaminedBase, task: Task, asked: Asked, slip: Slip | None, pdf: bytes, exam: Examined
) -> None:
    """The file, the pictures of its pages and its report; what the base has is not made again."""
    job, pictures = base.base.file.job, base.known.case.pictures
    pages = list(job.layout.pages)
    changed = {n for n, name in enumerate(pages, 1) if slip and slip.zone.page == name}
    if task.proof:
        changed = set(range(1, len(pages) + 1))

    def at(ending: str) -> Path:
        return staged(task.folder, asked.number, job, asked.size, ending)

    write(at(".pdf"), pdf)
    shown = []
    with pikepdf.open(BytesIO(pdf)) as document:
        for old in base.shown:
            number = old.page
            new = number in changed
            shown.append(show_page(document, number, exam, SIDE, PLATE_SIDE) if new else old)
            picture = rasterise_page(pdf, number) if new else pictures[number - 1]
            write(at(f"-{number}.png"), proof(picture, number).png)
    findings = tuple(f for f in exam.findings if f.gate is Gate.PREFLIGHT)
    told = replace(exam, findings=findings)
    name = _name(job, asked.size)
    taken = Taken(at(".pdf"), name, len(pdf), told, findings, tuple(shown))
    page, values = report_pages(job.shop.root, [taken])
    write(at(".html"), page)
    write(at(".json"), values)
