"""The state of pieces: which are signed off or stale today, and the gallery that shows it.

Both are worked out from the words of today and from the reports in ``output/``, so that they are
right for files that a run does not make, too.
"""

from collections.abc import Iterable
from pathlib import Path

from printshop.checks.about_inputs import about_inputs
from printshop.checks.compared import is_stale
from printshop.delivery import deliver, up_to_date
from printshop.delivery.gallery import Piece, Signature, gallery
from printshop.findings import Finding, Scope
from printshop.shop import catalog, sign_off
from printshop.shop.file_names import named
from printshop.shop.job import JobTicket, Outcome, Shop
from printshop.typesetting.compose import compose

Place = tuple[str, str]  # a language and a stem


def show_all(
    shop: Shop, output: Path, outcomes: Iterable[Outcome], findings: list[Finding]
) -> list[Finding]:
    """Write the gallery of all files in ``output/``; findings about its own words.

    ``outcomes`` are those of this run, ``findings`` all findings about the inputs of the shop.
    """
    by_file = {(o.press, o.language, o.stem): o for o in outcomes}
    signed = signed_pieces(shop)
    pieces = [
        _piece(shop, ticket, output, by_file, findings, signed) for ticket in catalog.tickets(shop)
    ]
    return gallery(shop, output, pieces, [f for f in findings if f.scope == Scope()])


def _piece(
    shop: Shop,
    ticket: JobTicket,
    output: Path,
    by_file: dict[tuple[str, str, str], Outcome],
    findings: list[Finding],
    signed: set[Place],
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
        _state(shop, ticket, (ticket.language, ticket.stem) in signed),
        _signatures(shop, ticket),
        {file: (is_fit, file in current) for file, is_fit in fit.items()},
        tuple(told),
        items,
    )


def _state(shop: Shop, ticket: JobTicket, is_signed: bool) -> str:
    """The state of a piece, as the page's words have it behind ``state-``."""
    given = [row for row in sign_off.rows(shop, ticket).values() if row]
    if is_signed:
        return "signed"
    return "stale" if given else "draft"


def _signatures(shop: Shop, ticket: JobTicket) -> tuple[Signature, ...]:
    rows = sign_off.rows(shop, ticket).items()
    return tuple(Signature(row.by, "", tag, row.on.isoformat()) for tag, row in rows if row)


def signed_pieces(shop: Shop) -> set[Place]:
    """The pieces whose sign-off is valid."""
    pieces = set()
    for ticket in catalog.tickets(shop):
        if all(sign_off.rows(shop, ticket).values()):
            composition, _ = compose(catalog.resolve(shop, ticket))
            if composition and sign_off.signed(composition):
                pieces.add((ticket.language, ticket.stem))
    return pieces


def stale_pieces(shop: Shop, tickets: list[JobTicket], findings: list[Finding]) -> set[Place]:
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
