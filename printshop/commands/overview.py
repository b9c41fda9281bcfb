"""The state of pieces: which are signed off or stale today, and the gallery that shows it.

Both are worked out from the words of today and from the reports in ``output/``, so that they are
right for files that a run does not make, too.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from printshop.checks.about_inputs import about_inputs
from printshop.checks.compared import is_stale
from printshop.delivery import deliver
from printshop.delivery.gallery import gallery
from printshop.findings import Finding
from printshop.shop import catalog, sign_off
from printshop.shop.file_names import named
from printshop.shop.job import JobTicket, Outcome, Shop
from printshop.typesetting.compose import compose

Piece = tuple[str, str]  # a language and a stem


def show_all(
    shop: Shop, output: Path, outcomes: Iterable[Outcome], findings: list[Finding]
) -> None:
    """Write the gallery of all files in ``output/``.

    ``outcomes`` are those of this run, ``findings`` all findings about the inputs of the shop.
    """
    by_file = {(o.press, o.language, o.stem): o for o in outcomes}
    for ticket in catalog.tickets(shop):
        job = catalog.resolve(shop, ticket)
        for press in shop.presses.values():
            for size in job.sizes_for(press):
                file = (press.name, ticket.language, job.stem(size))
                name = named(job, size, press)
                reported = None if file in by_file else deliver.reported_outcome(output, name)
                if reported:
                    outcome, made_from = reported
                    known = about_inputs(shop, ticket, findings, made_from.items)
                    by_file[file] = replace(outcome, findings=(*known, *outcome.findings))
    gallery(shop, output, list(by_file.values()), signed_pieces(shop))


def signed_pieces(shop: Shop) -> set[Piece]:
    """The pieces whose sign-off is valid."""
    pieces = set()
    for ticket in catalog.tickets(shop):
        if all(sign_off.rows(shop, ticket).values()):
            composition, _ = compose(catalog.resolve(shop, ticket))
            if composition and sign_off.signed(composition):
                pieces.add((ticket.language, ticket.stem))
    return pieces


def stale_pieces(shop: Shop, tickets: list[JobTicket], findings: list[Finding]) -> set[Piece]:
    """Of some pieces those that print a text whose translation is stale."""
    stale = [f for f in findings if is_stale(f)]
    pieces = set()
    for ticket in tickets:
        if not catalog.concerning(ticket, stale):
            continue  # none of its language
        composition, _ = compose(catalog.resolve(shop, ticket))
        items = composition.items if composition else ()
        if catalog.concerning(ticket, stale, items):
            pieces.add((ticket.language, ticket.stem))
    return pieces
