"""The stamping: one piece in one language, for all who ordered it.

The base is set once, inked, placed and examined; then each partner's zone is set and stamped into
it, the result is examined, and all that goes into the package is laid down in a folder.
"""

from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pikepdf

from printshop.delivery.deliver import not_written, write
from printshop.delivery.up_to_date import layout_digest
from printshop.findings import Finding, Where, in_order, stops
from printshop.orders.model import Partner
from printshop.partners.logo import too_coarse
from printshop.partners.stamp import Base, mark_proof, stamp
from printshop.partners.zone import Slip, set_zone, with_zone
from printshop.preflight.examine import (
    edition,
    examine,
    examined,
    findings_of,
    opened,
    preflight_stamped,
)
from printshop.preflight.reading.stamped import Known, known
from printshop.preflight.report import pages as report_pages
from printshop.prepress import impose, press_file
from printshop.proofing import rasterise
from printshop.proofing.page_pictures import PLATE_SIDE, SIDE, show, show_page
from printshop.sandbox.intake import Taken
from printshop.sandbox.messages import Examined, Shown
from printshop.shop import sign_off
from printshop.shop.catalog import resolve
from printshop.shop.job import Job, JobTicket, Picture, Rendering, Shop
from printshop.typesetting import compose, render, typeset


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
class _Piece:
    """A base with all that is known of it, before anything is stamped into it."""

    base: Base
    rendering: Rendering
    known: Known
    findings: list[Finding]
    pictures: tuple[Picture, ...]
    shown: tuple[Shown, ...]


def staged(folder: Path, number: str, job: Job, size: str, ending: str) -> Path:
    """Where a part of an order lies until it is packed."""
    return folder / number / f"{job.stem(size)}-{job.ticket.language}{ending}"


def run(shop: Shop, task: Task) -> list[Stamped]:
    """Make the press files of a piece for all who ordered it."""
    job = resolve(shop, task.ticket)

    def refused(asked: Asked, findings: list[Finding]) -> Stamped:
        return Stamped(asked.number, task.ticket, asked.size, tuple(in_order(findings)))

    inputs = list(task.inputs)
    composition, told = compose.compose(job)
    if composition is None or stops([*inputs, *told]):
        return [refused(asked, [*inputs, *told]) for asked in task.asked]
    try:
        rendering, more = typeset.make_rendering(composition)
    except render.Unset as problem:
        return [refused(asked, [*inputs, typeset.unset(job, problem)]) for asked in task.asked]
    findings = [*inputs, *told, *more]
    slips: dict[str, tuple[Slip | None, list[Finding]]] = {}
    made = []
    for size in dict.fromkeys(asked.size for asked in task.asked):
        wanted = [asked for asked in task.asked if asked.size == size]
        piece = _piece(rendering, task, size, findings)
        if stops(piece.findings):
            made += [refused(asked, piece.findings) for asked in wanted]
            continue
        for asked in wanted:
            if not task.folder.exists():
                return made  # the run was interrupted: nobody waits for the rest
            if asked.number not in slips:
                slips[asked.number] = _slip(job, asked)
            try:
                told = _one(piece, task, asked, *slips[asked.number])
            except OSError as problem:  # one order that cannot be written does not stop the others
                told = [not_written(problem, f"output/orders/{asked.number}/")]
            made.append(refused(asked, told))
    return made


def stopped(_: Shop, task: Task, told: Finding) -> list[Stamped]:
    """A task that could not be finished."""
    return [Stamped(asked.number, task.ticket, asked.size, (told,)) for asked in task.asked]


def _piece(rendering: Rendering, task: Task, size: str, before: list[Finding]) -> _Piece:
    composition = rendering.composition
    job = composition.job
    press = job.shop.presses[task.press]
    findings = [*before, *impose.check(job, size, press)]
    findings += sign_off.state(composition, layout_digest(job.shop, job.ticket.layout))
    boxes = impose.boxes(job.layout, size, press)
    file = press_file.make_press_file(rendering, press, size, boxes)
    pictures = rasterise.rasterise(file.pdf)
    case = opened(file, rendering, pictures)
    base = Base(file, composition)
    findings += findings_of(case, _path("", job, size))
    told = examined(case.reading, press, edition(job.shop.root, press), [])
    shown = tuple(show(BytesIO(file.pdf), told, len(pictures), SIDE, PLATE_SIDE))
    return _Piece(base, rendering, known(case, base.original), findings, pictures, shown)


def _path(number: str, job: Job, size: str) -> str:
    """How findings call a press file of an order."""
    return "/".join(filter(None, ("output/orders", number, _name(job, size))))


def _name(job: Job, size: str) -> str:
    return f"{job.stem(size)}-{job.ticket.language}.pdf"


def _slip(job: Job, asked: Asked) -> tuple[Slip | None, list[Finding]]:
    """A partner's zone, set for a layout in a language; none where there is no partner."""
    partner = asked.partner
    if partner is None:
        return None, []
    ((name, zone),) = job.layout.zones.items()  # a layout that can be ordered has one (``rules``)
    if zone.black:
        partner = replace(partner, logo=partner.black)
    return set_zone(job, name, partner, asked.where)


def _one(
    piece: _Piece, task: Task, asked: Asked, slip: Slip | None, told: list[Finding]
) -> list[Finding]:
    """Stamp, examine and lay down one file; the findings, with an error where it was not made."""
    base, job = piece.base, piece.base.file.job
    press = job.shop.presses[task.press]
    if stops(told):
        return told
    path = _path(asked.number, job, asked.size)
    pdf, reading, findings = base.file.pdf, piece.known.case.reading, list(piece.findings)
    if slip:
        # Only the sign-off and the words are the base's: the finished file is examined again.
        findings = [f for f in findings if not f.where.path.startswith("output/")]
        if slip.partner.logo and slip.logo_at:
            width = slip.logo_at[2] * base.file.boxes.scale
            findings += too_coarse(slip.partner.logo, width, press, asked.where)
        pdf = stamp(base, slip, asked.number)
        whole = with_zone(piece.rendering.composition, slip)
        reading, more = preflight_stamped(piece.known, pdf, whole, slip.has_pixels, path)
        findings += more
    if stops(findings):
        return findings
    told = findings
    if task.proof:  # its report says of it what a print shop would find: that it is none to print
        pdf = mark_proof(base, pdf, slip)
        reading, told = examine(BytesIO(pdf), press, (), path)
    exam = examined(reading, press, edition(job.shop.root, press), told)
    _lay_down(piece, task, asked, slip, pdf, exam)
    return findings


def _lay_down(
    piece: _Piece, task: Task, asked: Asked, slip: Slip | None, pdf: bytes, exam: Examined
) -> None:
    """The file, the pictures of its pages and its report; what the base has is not made again."""
    job = piece.base.file.job
    pages = list(job.layout.pages)
    new = {n for n, name in enumerate(pages, 1) if slip and slip.zone.page == name}
    if task.proof:
        new = set(range(1, len(pages) + 1))

    def at(ending: str) -> Path:
        return staged(task.folder, asked.number, job, asked.size, ending)

    write(at(".pdf"), pdf)
    shown = []
    with pikepdf.open(BytesIO(pdf)) as document:
        for old in piece.shown:
            number = old.page
            fresh = number in new
            shown.append(show_page(document, number, exam, SIDE, PLATE_SIDE) if fresh else old)
            picture = rasterise.rasterise_page(pdf, number) if fresh else piece.pictures[number - 1]
            write(at(f"-{number}.png"), rasterise.proof(picture, number).png)
    findings = tuple(f for f in exam.findings if f.where.path.startswith("output/"))
    told = replace(exam, findings=findings)
    name = _name(job, asked.size)
    taken = Taken(at(".pdf"), name, len(pdf), told, findings, tuple(shown))
    page, values = report_pages(job.shop.root, [taken])
    write(at(".html"), page)
    write(at(".json"), values)
