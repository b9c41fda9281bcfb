"""The way of a file, from a ticket to an examined press file. Read this first.

ticket → compose → copyfit → render, once for all sizes and printing conditions;
impose → prepress → rasterise → preflight, for each of them;
then it is delivered, or taken as the base into which partners' versions are stamped.
Each gate is an early exit: what a finding stops is not carried further.
"""

from pathlib import Path

from printshop.delivery.deliver import MadeFrom, deliver, refuse
from printshop.delivery.up_to_date import layout_digest, made_from
from printshop.findings import Finding, in_order, stops
from printshop.partners import versions
from printshop.preflight.examine import findings_of, opened
from printshop.preflight.reading.glyph_positions import look_digest
from printshop.preflight.rules import Case
from printshop.prepress import impose
from printshop.prepress.press_file import make_press_file
from printshop.proofing.rasterise import proofs, rasterise
from printshop.shop import sign_off
from printshop.shop.catalog import resolve
from printshop.shop.job import JobTicket, Outcome, Rendering, Shop
from printshop.shop.press import Press
from printshop.typesetting.compose import compose
from printshop.typesetting.typeset import typeset


def set_piece(
    shop: Shop, ticket: JobTicket, inputs: list[Finding]
) -> tuple[Rendering | None, list[Finding]]:
    """A ticket as a rendering, or None where a gate stopped it; with all findings so far."""
    if stops(inputs):
        return None, inputs
    composition, findings = compose(resolve(shop, ticket))
    if composition is None or stops(findings):
        return None, inputs + findings
    rendering, more = typeset(composition)
    look = _look(rendering) if rendering else []
    return rendering, inputs + findings + more + look


def _look(rendering: Rendering) -> list[Finding]:
    """Whether a signed piece is set as it was looked at; one without a sign-off is not read."""
    composition = rendering.composition
    row = sign_off.signed(composition)
    if not row or not row.look:
        return []
    job = composition.job
    layout = layout_digest(job.shop, job.ticket.layout)
    return sign_off.look_state(composition, layout, look_digest(rendering.pdf))


def examined_file(
    rendering: Rendering, press: Press, size: str, findings: list[Finding], path: str
) -> tuple[Case | None, list[Finding]]:
    """A rendering as the examined press file of a size under a printing condition.

    None where a gate stopped it. ``findings`` are those so far, about the file's inputs and its
    setting; they are returned with what is said of the file, which they call ``path``.
    """
    job = rendering.composition.job
    findings = findings + impose.check(job, size, press)
    findings += sign_off.state(rendering.composition, layout_digest(job.shop, job.ticket.layout))
    if stops(findings):
        return None, findings
    file = make_press_file(rendering, press, size, impose.boxes(job.layout, size, press))
    case = opened(file, rendering, rasterise(file.pdf))
    findings += findings_of(case, path)
    return None if stops(findings) else case, findings


def run_job(
    shop: Shop, ticket: JobTicket, presses: list[str], inputs: list[Finding], output: Path
) -> list[Outcome]:
    """Make every size of a ticket for every press: one composition, one rendering, many files.

    ``inputs`` are the findings about what the files are made from.
    """
    job = resolve(shop, ticket)
    rendering, shared = set_piece(shop, ticket, [f for f in inputs if not f.scope.press])
    outcomes = []
    conditions = [shop.presses[name] for name in presses]
    for press, size in [(made_for, s) for made_for in conditions for s in job.sizes_for(made_for)]:
        place = (press.name, ticket.language, job.stem(size))
        case, digests = None, MadeFrom()
        findings = shared + [f for f in inputs if f.scope.press == press.name]
        if rendering and not stops(findings):
            digests = made_from(rendering.composition, press, size)
            path = f"output/{'/'.join(place)}.pdf"
            case, findings = examined_file(rendering, press, size, findings, path)
        if case is None:
            outcomes.append(refuse(output, *place, in_order(findings), digests))
            continue
        # One look at a piece is enough: the other conditions show the same artwork.
        pictures = case.pictures if press.made == "default" else ()
        outcomes.append(
            deliver(output, case.expected.file, proofs(pictures), in_order(findings), digests)
        )
    return outcomes


def run_versions(shop: Shop, task: versions.Task) -> list[versions.Stamped]:
    """Make the press files of a piece for all who ordered it: an examined base for each size."""
    job, press = resolve(shop, task.ticket), shop.presses[task.press]
    rendering, shared = set_piece(shop, task.ticket, list(task.inputs))
    shared = shared if task.proof else sign_off.strictly(shared)
    zones: versions.Zones = {}
    outcomes = []
    for size in dict.fromkeys(asked.size for asked in task.asked):
        case, findings = None, shared
        if rendering:
            path = versions.path_of("", job, size)
            case, findings = examined_file(rendering, press, size, shared, path)
        if case is None:
            wanted = (asked for asked in task.asked if asked.size == size)
            outcomes += [versions.refused(asked, task.ticket, findings) for asked in wanted]
            continue
        base = versions.examined_base(case, findings)
        outcomes += versions.make_versions(base, task, size, zones)
    return outcomes
