"""The way of a file, from a ticket to an examined press file. Read this first.

ticket → compose → copyfit → render, once for all sizes and printing conditions;
impose → prepress → rasterise → preflight, for each of them;
then it is delivered, or taken as the base into which partners' versions are stamped.
Each gate is an early exit: what a finding stops is not carried further.
"""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from printshop.checks.about_inputs import about_inputs
from printshop.delivery.deliver import MadeFrom, deliver, pdf_path, refuse
from printshop.delivery.kept_words import keep
from printshop.delivery.up_to_date import layout_digest, made_from
from printshop.findings import Finding, in_order, stops
from printshop.partners import versions
from printshop.preflight.checks.reading_distance import distances
from printshop.preflight.examine import findings_of, opened
from printshop.preflight.reading.glyph_positions import look_digest
from printshop.preflight.rules import Case
from printshop.prepress import impose
from printshop.prepress.press_file import InkedArtwork, ink_artwork, place_artwork
from printshop.proofing.rasterise import proofs
from printshop.proofing.same_artwork import Shown, pictures_of
from printshop.proofing.shared_picture import shared
from printshop.shop import editions
from printshop.shop.catalog import resolve
from printshop.shop.file_names import Order, named
from printshop.shop.job import JobTicket, Outcome, Rendering, Shop
from printshop.shop.press import Press
from printshop.shop.sign_off_reviews import look_changed, looked_at, since_signed, strictly
from printshop.shop.state import DRAFT, state
from printshop.typesetting.compose import compose
from printshop.typesetting.typeset import typeset


def set_piece(
    shop: Shop, ticket: JobTicket, inputs: list[Finding]
) -> tuple[Rendering | None, list[Finding], list[Finding]]:
    """A ticket as a rendering, or None where a gate stopped it; with two lists of findings.

    The first is about its inputs: of ``inputs`` those that concern what it prints, and whether it
    is signed off. The second is about how it was set.
    """
    if stops(inputs):
        return None, inputs, []
    composition, findings = compose(resolve(shop, ticket))
    if composition is None:
        return None, inputs, findings
    inputs = about_inputs(shop, ticket, inputs, composition.items)
    if stops(findings):
        return None, inputs, findings
    rendering, more = typeset(composition)
    look = _look(rendering) if rendering else []
    return rendering, inputs, findings + more + look


def _look(rendering: Rendering) -> list[Finding]:
    """Whether a signed piece is set as it was looked at; one without a sign-off is not read."""
    composition = rendering.composition
    if not looked_at(composition):
        return []
    job = composition.job
    layout = layout_digest(job.shop, job.ticket.layout)
    return look_changed(composition, layout, look_digest(rendering.pdf))


@dataclass(frozen=True, eq=False)
class RenderingForPress:
    """A rendering under a printing condition, with what its sizes share.

    ``shown`` holds the files made so far, whose pictures may serve other sizes.
    """

    rendering: Rendering
    press: Press
    shown: list[Shown] = field(default_factory=list)

    @cached_property
    def artwork(self) -> InkedArtwork:
        """The artwork in the colours of the condition, made when the first size is."""
        return ink_artwork(self.rendering, self.press)


def examined_file(
    for_press: RenderingForPress, size: str, findings: list[Finding], path: str, mark: str = ""
) -> tuple[Case | None, list[Finding]]:
    """The examined press file of a size; None where a gate stopped it.

    ``findings`` are those so far, about the file's inputs and its setting; they are returned with
    what is said of the file, which they call ``path``. ``mark`` is its edition mark; a base has
    none, since each version that is made of it has its own.
    """
    rendering, press = for_press.rendering, for_press.press
    job = rendering.composition.job
    findings = findings + impose.check(job, size, press)
    findings += since_signed(rendering.composition, layout_digest(job.shop, job.ticket.layout))
    if stops(findings):
        return None, findings
    boxes = impose.boxes(job.layout, size, press)
    file = place_artwork(for_press.artwork, size, boxes, mark)
    pictures = pictures_of(file, for_press.shown)
    for_press.shown.append((file, pictures))
    case = opened(file, rendering, pictures)
    findings += findings_of(case, path)
    return None if stops(findings) else case, findings


def run_job(
    shop: Shop, ticket: JobTicket, presses: list[str], inputs: list[Finding], output: Path
) -> list[Outcome]:
    """Make every size of a ticket for every press: one composition, one rendering, many files.

    ``inputs`` are the findings about what the files are made from.
    """
    job = resolve(shop, ticket)
    general = [f for f in inputs if not f.scope.press]
    rendering, about_words, about_setting = set_piece(shop, ticket, general)
    draft = "" if rendering and state(rendering.composition).is_signed else DRAFT
    edition = editions.edition_of(rendering.composition) if rendering else None
    outcomes = []
    for press in (shop.presses[name] for name in presses):
        for_press = RenderingForPress(rendering, press) if rendering else None
        about_press = [f for f in inputs if f.scope.press == press.name]
        known = in_order(about_words + about_press)
        for size in job.sizes_for(press):
            name = named(job, size, press)
            case, findings, digests = None, about_setting, MadeFrom()
            if for_press and edition and not stops(known + findings):
                digests = made_from(for_press.rendering.composition, press, size)
                path = pdf_path(Path("output"), name).as_posix()
                mark = editions.mark(edition, press.name, size)
                case, findings = examined_file(for_press, size, findings, path, mark)
            if case is None:
                outcomes.append(refuse(output, name, known, in_order(findings), digests))
                continue
            # One look at a piece is enough: the other conditions show the same artwork.
            pictures = case.pictures if press.made == "default" else ()
            outcomes.append(
                deliver(
                    output,
                    case.expected.file,
                    proofs(pictures),
                    shared(pictures, draft, shop.root),
                    known,
                    in_order(findings),
                    digests,
                    distances(case),
                )
            )
    if rendering and any(outcome.state == "built" for outcome in outcomes):
        keep(output, rendering.composition)
    return outcomes


def run_versions(shop: Shop, task: versions.Task) -> list[versions.Stamped]:
    """Make the press files of a piece for all who ordered it: an examined base for each size."""
    job, press = resolve(shop, task.ticket), shop.presses[task.press]
    rendering, about_words, about_setting = set_piece(shop, task.ticket, list(task.inputs))
    shared = about_words + about_setting
    shared = shared if task.proof else strictly(shared)
    for_press = RenderingForPress(rendering, press) if rendering else None
    zones: versions.Zones = {}
    outcomes = []
    for size in dict.fromkeys(asked.size for asked in task.asked):
        case, findings = None, shared
        if for_press and not stops(shared):
            path = versions.path_of(job, size, press, Order("", proof=task.proof))
            case, findings = examined_file(for_press, size, shared, path)
        if case is None:
            of_size = (asked for asked in task.asked if asked.size == size)
            outcomes += [versions.outcome_of(asked, task.ticket, findings) for asked in of_size]
            continue
        base = versions.examined_base(case, findings)
        outcomes += versions.make_versions(base, task, size, zones)
    return outcomes
