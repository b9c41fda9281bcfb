"""The state of pieces: what it is today, and the gallery that shows it.

Both are worked out from the words of today and from the reports in ``output/``, so that they are
right for files that a run does not make, too.
"""

from collections.abc import Iterable
from pathlib import Path

from printshop.checks.about_inputs import about_inputs
from printshop.delivery import deliver, up_to_date
from printshop.delivery.gallery import Piece, Signature, gallery
from printshop.findings import Finding, Scope
from printshop.shop import catalog, sign_off
from printshop.shop.file_names import named
from printshop.shop.job import JobTicket, Outcome, Shop
from printshop.shop.state import State
from printshop.shop.state import states as states_of
from printshop.typesetting.compose import compose


def show_all(
    shop: Shop, output: Path, outcomes: Iterable[Outcome], findings: list[Finding]
) -> list[Finding]:
    """Write the gallery of all files in ``output/``; findings about its own words.

    ``outcomes`` are those of this run, ``findings`` all findings about the inputs of the shop.
    """
    by_file = {(o.press, o.language, o.stem): o for o in outcomes}
    pieces = [
        _piece(shop, ticket, output, by_file, findings, state)
        for ticket, state in states(shop, catalog.tickets(shop)).items()
    ]
    return gallery(shop, output, pieces, [f for f in findings if f.scope == Scope()])


def _piece(
    shop: Shop,
    ticket: JobTicket,
    output: Path,
    by_file: dict[tuple[str, str, str], Outcome],
    findings: list[Finding],
    state: State,
) -> Piece:
    job = catalog.resolve(shop, ticket)
    reported: dict[tuple[str, str], deliver.MadeFrom] = {}
    fit: dict[tuple[str, str], bool] = {}
    made: set[tuple[str, str]] = set()  # by this run, or found up to date by it
    told: dict[Finding, None] = {}
    items: tuple[tuple[str, str], ...] | None = None
    for press in shop.presses.values():
        for size in job.sizes_for(press):
            file = (press.name, ticket.language, job.stem(size))
            earlier = deliver.reported_outcome(output, named(job, size, press))
            outcome = by_file.get(file) or (earlier[0] if earlier else None)
            if outcome is None:
                continue
            fit[press.name, size] = outcome.state != "refused"
            told |= dict.fromkeys(outcome.findings)
            if file in by_file:
                made.add((press.name, size))
            if earlier:
                reported[press.name, size] = earlier[1]
                items = earlier[1].items or items
    told |= dict.fromkeys(about_inputs(shop, ticket, findings, items or ()))
    left = {file: digests for file, digests in reported.items() if file not in made}
    current = made | up_to_date.still_current(job, left)
    return Piece(
        ticket,
        state.name.replace(" ", "-"),
        _signatures(shop, ticket),
        {file: (is_fit, file in current) for file, is_fit in fit.items()},
        tuple(told),
        items,
    )


def _signatures(shop: Shop, ticket: JobTicket) -> tuple[Signature, ...]:
    """Who has signed a piece, also words that have changed since; by language and role."""
    records = sign_off.records(shop, ticket).items()
    last = {(tag, e.role): e for tag, record in records for e in record if e.words}
    return tuple(Signature(e.by, role, tag, e.on.isoformat()) for (tag, role), e in last.items())


def states(shop: Shop, tickets: Iterable[JobTicket]) -> dict[JobTicket, State]:
    """The states of pieces today; what nobody has signed is composed only where it may be stale."""
    return states_of(shop, tickets, lambda ticket: compose(catalog.resolve(shop, ticket))[0])
