"""The way of a job through the shop. Read this first.

ticket → compose → copyfit → render, then for each size and press
impose → prepress → preflight → proof → deliver
"""

from pathlib import Path

from printshop.delivery.deliver import deliver, refuse
from printshop.delivery.up_to_date import key, layout_digest
from printshop.findings import Finding, in_order, stops
from printshop.preflight.examine import preflight
from printshop.prepress import impose, press_file
from printshop.proofing import rasterise
from printshop.shop import sign_off
from printshop.shop.catalog import resolve
from printshop.shop.job import JobTicket, Outcome, Rendering, Shop
from printshop.shop.press import Press
from printshop.typesetting import compose, render, typeset


def run_job(
    shop: Shop, ticket: JobTicket, presses: list[str], inputs: list[Finding], output: Path
) -> list[Outcome]:
    """Make every size of a ticket for every press: one composition, one rendering, many files."""
    job = resolve(shop, ticket)
    conditions = [shop.presses[name] for name in presses]
    files = [(press, size) for press in conditions for size in job.sizes_for(press)]

    def refused(press: Press, size: str, findings: list[Finding]) -> Outcome:
        return refuse(output, press.name, ticket.language, job.stem(size), in_order(findings), "")

    shared = [f for f in inputs if not f.where.path.startswith("presses/")]
    composition, findings = (None, []) if stops(shared) else compose.compose(job)
    findings = [*shared, *findings]
    if composition is None or stops(findings):
        return [refused(press, size, findings) for press, size in files]
    try:
        rendering, told = typeset.make_rendering(composition)
    except render.Unset as problem:
        told = [*findings, typeset.unset(job, problem)]
        return [refused(press, size, told) for press, size in files]
    findings += told
    outcomes = []
    for press, size in files:
        own = [*findings, *(f for f in inputs if f.where.path == f"presses/{press.name}.yaml")]
        if stops(own) and not stops(findings):
            outcomes.append(refused(press, size, own))
        else:
            made_from = key(composition, press, size)
            outcomes.append(make_file(rendering, press, size, own, output, made_from))
    return outcomes


def make_file(
    rendering: Rendering,
    press: Press,
    size: str,
    findings: list[Finding],
    output: Path,
    made_from: str,
) -> Outcome:
    """One size for one press: placed, made press-ready, examined, delivered or refused."""
    job = rendering.composition.job
    language, stem = job.ticket.language, job.stem(size)
    layout = layout_digest(job.shop, job.ticket.layout)
    told = sign_off.state(rendering.composition, layout)
    findings = [*findings, *impose.check(job, size, press), *told]
    if stops(findings):
        return refuse(output, press.name, language, stem, in_order(findings), made_from)
    boxes = impose.boxes(job.layout, size, press)
    file = press_file.make_press_file(rendering, press, size, boxes)
    pictures = rasterise.rasterise(file.pdf)
    findings += preflight(file, rendering, pictures, f"output/{press.name}/{language}/{stem}.pdf")
    # One look at a piece is enough: the other conditions show the same artwork.
    proofs = rasterise.proofs(pictures) if press.made == "default" else ()
    return deliver(output, file, proofs, in_order(findings), made_from)
