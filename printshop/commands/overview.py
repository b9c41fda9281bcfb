"""The state of pieces: what it is today, and the gallery that shows it.

Both are worked out from the words of today and from the reports in ``output/``, so that they are
right for files that a run does not make, too.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from printshop.checks.about_inputs import about_inputs
from printshop.delivery import deliver
from printshop.delivery.gallery import gallery
from printshop.findings import Finding
from printshop.shop import catalog
from printshop.shop.file_names import named
from printshop.shop.job import JobTicket, Outcome, Shop
from printshop.shop.state import State
from printshop.shop.state import states as states_of
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


def states(shop: Shop, tickets: Iterable[JobTicket]) -> dict[JobTicket, State]:
    """The states of pieces today; what nobody has signed is composed only where it may be stale."""
    return states_of(shop, tickets, lambda ticket: compose(catalog.resolve(shop, ticket))[0])


def signed_pieces(shop: Shop) -> set[Piece]:
    """The pieces that are signed off as they are today."""
    found = states(shop, catalog.tickets(shop))
    return {(ticket.language, ticket.stem) for ticket in found if found[ticket].is_signed}
