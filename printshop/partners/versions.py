"""Partners' versions: one piece in one language, for all who ordered it.

The base is a press file that passed preflight. Each partner's zone is set and stamped into it, the
result is preflighted, and the files of its package are written to a folder.
"""

from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pikepdf

from printshop.delivery.deliver import not_written, unwritable, write
from printshop.findings import Finding, Gate, Where, in_order, stops
from printshop.orders.model import Partner
from printshop.partners.logo import too_coarse
from printshop.partners.stamp import Base, mark_proof, stamp, stamp_own
from printshop.partners.zone import Slip, set_zone, with_zone
from printshop.preflight.checks.reading_distance import distances
from printshop.preflight.examine import edition, examine, examined, preflight_stamped
from printshop.preflight.reading.stamped import Known, known
from printshop.preflight.report import ProofWords
from printshop.preflight.report import pages as report_pages
from printshop.preflight.rules import Case
from printshop.proofing.page_pictures import PLATE_SIDE, SIDE, show, show_page
from printshop.proofing.rasterise import proof, rasterise_page
from printshop.sandbox.intake import ExaminedFile
from printshop.sandbox.messages import Examination, PagePictures
from printshop.shop.file_names import Order, ordered
from printshop.shop.job import Job, JobTicket, Shop
from printshop.shop.press import Press
from printshop.shop.words import PACKAGE


@dataclass(frozen=True)
class Asked:
    """A size of the piece that an order asks for; ``where`` is the partner's place in the order.

    ``readers`` are the languages in which whoever ordered it reads the report of a proof.
    """

    number: str
    partner: Partner | None
    size: str
    where: Where
    readers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """One piece in one language under one condition, for all who ordered it.

    ``inputs`` are the findings about its inputs, ``folder`` is where the results are written;
    with ``proof`` they are marked on each page as not for printing.
    """

    ticket: JobTicket
    press: str
    asked: tuple[Asked, ...]
    inputs: tuple[Finding, ...]
    folder: Path
    proof: bool


@dataclass(frozen=True)
class Stamped:
    """The outcome of one press file of an order; an error among the findings: no file was made."""

    number: str
    ticket: JobTicket
    size: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ExaminedBase:
    """A base with the results of its preflight, before anything is stamped into it.

    ``findings``: those about its inputs and typesetting, and those about the file. ``shown``: its
    pages as pictures for the report.
    """

    base: Base
    known: Known
    findings: list[Finding]
    shown: tuple[PagePictures, ...]


Zones = dict[str, tuple[Slip | None, list[Finding]]]  # by the order's number


def staged(folder: Path, number: str, job: Job, size: str, ending: str) -> Path:
    """The path of a file of an order until it is packed."""
    return folder / number / f"{job.stem(size)}-{job.ticket.language}{ending}"


def path_of(job: Job, size: str, press: Press, order: Order) -> str:
    """The path of a press file of an order in findings; that of a base has no number."""
    name = f"{ordered(job, size, press, order)}.pdf"
    return "/".join(filter(None, ("output/orders", order.number, name)))


def _order(task: Task, asked: Asked) -> Order:
    return Order(asked.number, asked.partner.name if asked.partner else "", task.proof)


def proof_words(shop: Shop, readers: tuple[str, ...]) -> ProofWords | None:
    """What the report of a proof says, in each of its readers' languages that has the words.

    None where no language has them: then the report says what it says of any file.
    """
    source = (shop.campaign.source_language,)
    for tags in (readers, source):
        sheets = [(tag, shop.copies[tag][PACKAGE]) for tag in tags if PACKAGE in shop.copies[tag]]
        said = [
            (tag, sheet.items.get("proof"), sheet.items.get("proof-what")) for tag, sheet in sheets
        ]
        whole = [(tag, str(word), str(what)) for tag, word, what in said if word and what]
        if whole:
            language = whole[0][0] if len(whole) == 1 else ""
            words, sentences = (" · ".join(row[n] for row in whole) for n in (1, 2))
            return ProofWords(language, words, sentences)
    return None


def outcome_of(asked: Asked, ticket: JobTicket, findings: list[Finding]) -> Stamped:
    """The outcome of a press file, with its findings in order."""
    return Stamped(asked.number, ticket, asked.size, tuple(in_order(findings)))


def named(task: Task) -> str:
    """What a person calls a task."""
    return task.ticket.label


def stopped(_: Shop, task: Task, finding: Finding) -> list[Stamped]:
    """The outcomes of a task that could not be finished: each press file has the finding."""
    return [Stamped(asked.number, task.ticket, asked.size, (finding,)) for asked in task.asked]


def examined_base(case: Case, findings: list[Finding]) -> ExaminedBase:
    """A press file that passed preflight, ready to be stamped."""
    file, composition = case.expected.file, case.expected.composition
    base = Base(file, composition)
    exam = examined(case.reading, case.press, edition(file.job.shop.root, case.press), [])
    shown = tuple(show(BytesIO(file.pdf), exam, len(case.pictures), SIDE, PLATE_SIDE))
    return ExaminedBase(base, known(case, base.original), findings, shown)


def make_versions(base: ExaminedBase, task: Task, size: str, zones: Zones) -> list[Stamped]:
    """Make each partner's version of a base; its files are written to the task's folder.

    ``zones`` is the cache of typeset zones for all sizes; it is added to.
    """
    job = base.base.file.job
    outcomes = []
    for asked in (asked for asked in task.asked if asked.size == size):
        if not task.folder.exists():
            break  # the run was interrupted
        if asked.number not in zones:
            zones[asked.number] = _set_zone(job, asked)
        try:
            findings = _version(base, task, asked, *zones[asked.number])
        except OSError as problem:
            if not unwritable(problem):
                raise
            # One order that cannot be written does not stop the others.
            findings = [not_written(problem, f"output/orders/{asked.number}/")]
        outcomes.append(outcome_of(asked, task.ticket, findings))
    return outcomes


def _set_zone(job: Job, asked: Asked) -> tuple[Slip | None, list[Finding]]:
    """A partner's zone for a layout in a language, and findings; None without a partner."""
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
    """Stamp, preflight and write one file; its findings, with an error where it was not made."""
    base = examined_base.base
    job, press = base.file.job, base.file.press
    if stops(zone_findings):
        return zone_findings
    path = path_of(job, asked.size, press, _order(task, asked))
    # Findings about sign-off and text are the base's; the finished file is preflighted again.
    findings = [f for f in examined_base.findings if f.gate is not Gate.PREFLIGHT]
    known_base, whole = examined_base.known, base.composition
    if slip is None:
        pdf = stamp_own(base, asked.number)
    else:
        if slip.partner.logo and slip.logo_at:
            width = slip.logo_at[2] * base.file.boxes.scale
            partner = slip.partner.name
            findings += too_coarse(slip.partner.logo, width, press, partner, asked.where)
        pdf = stamp(base, slip, asked.number)
        whole = with_zone(base.composition, slip)
    has_pixels = slip is not None and slip.has_pixels
    mark = base.mark(asked.number)
    reading, more = preflight_stamped(known_base, pdf, whole, has_pixels, path, mark)
    findings += more
    if stops(findings):
        return findings
    reported = findings
    if task.proof:  # its report is one on the file as marked, which a print shop would refuse
        pdf = mark_proof(base, pdf, slip)
        reading, reported = examine(BytesIO(pdf), press, (), path)
    exam = examined(reading, press, edition(job.shop.root, press), reported)
    exam = replace(exam, distances=distances(examined_base.known.case))
    _write_files(examined_base, task, asked, slip, pdf, exam)
    return findings


def _write_files(
    base: ExaminedBase, task: Task, asked: Asked, slip: Slip | None, pdf: bytes, exam: Examination
) -> None:
    """Write the file, the pictures of its pages and its report; unchanged pages use the base's."""
    job, pictures = base.base.file.job, base.known.case.pictures
    pages = list(job.layout.pages)
    edition_place = job.layout.edition
    new_on = {slip.zone.page if slip else "", edition_place.page if edition_place else ""}
    changed = {n for n, name in enumerate(pages, 1) if name in new_on}
    if task.proof:
        changed = set(range(1, len(pages) + 1))

    def path(ending: str) -> Path:
        return staged(task.folder, asked.number, job, asked.size, ending)

    write(path(".pdf"), pdf)
    pictures_shown = []
    with pikepdf.open(BytesIO(pdf)) as document:
        for old in base.shown:
            number = old.page
            new = number in changed
            pictures_shown.append(
                show_page(document, number, exam, SIDE, PLATE_SIDE) if new else old
            )
            picture = rasterise_page(pdf, number) if new else pictures[number - 1]
            write(path(f"-{number}.png"), proof(picture, number).png)
    findings = tuple(f for f in exam.findings if f.gate is Gate.PREFLIGHT)
    file_exam = replace(exam, findings=findings)
    name = f"{ordered(job, asked.size, base.base.file.press, _order(task, asked))}.pdf"
    file = ExaminedFile(path(".pdf"), name, len(pdf), file_exam, findings, tuple(pictures_shown))
    words = proof_words(job.shop, asked.readers) if task.proof else None
    page, values = report_pages(job.shop.root, [file], words)
    write(path(".html"), page)
    write(path(".json"), values)
