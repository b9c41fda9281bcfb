"""What can be made of a shop: its jobs, by the names that are typed, and what concerns each."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from printshop.findings import GENERATE, Finding, Where, did_you_mean, error
from printshop.shop import names
from printshop.shop.carried import carried, worded
from printshop.shop.job import Job, JobTicket, Shop
from printshop.shop.words import (
    COMMON,
    Copy,
)


def tickets(shop: Shop) -> list[JobTicket]:
    """A ticket for every piece in every language: each layout in general, by sector, or both.

    A piece of many languages has one ticket, in the source language.
    """
    source = shop.campaign.source_language
    return [
        JobTicket(layout.name, sector, language, carried(shop, layout, sector))
        for language in shop.languages
        for layout in shop.layouts.values()
        if not layout.languages or language == source
        for sector in [*([""] if layout.general else []), *(shop.sectors if layout.sectors else [])]
    ]


def to_sign_off(shop: Shop) -> dict[str, JobTicket]:
    """What is signed off, as it is typed (``nl/leaflet``): the piece in which it is read.

    A piece of many languages is signed off in each that has words of it, once for all sectors: it
    is read in this language alone.
    """
    pieces: dict[str, JobTicket] = {}
    for ticket in tickets(shop):
        if not shop.layouts[ticket.layout].languages:
            pieces[f"{ticket.language}/{ticket.stem}"] = ticket
            continue
        for tag in worded(shop, shop.layouts[ticket.layout]):
            alone = JobTicket(ticket.layout, "", ticket.language, (tag,))
            pieces[f"{tag}/{ticket.layout}"] = alone
    return pieces


def resolve(shop: Shop, ticket: JobTicket) -> Job:
    """The job of a ticket; its copy is the common sheet, then the layout's, then the sector's.

    Before the layout's stands that of the layout whose words it sets as well.
    """
    sheets = shop.copies[ticket.language]
    stems = (COMMON, *shop.layouts[ticket.layout].stems, ticket.sector)
    layers = [sheets[s] for s in stems if s in sheets]
    return Job(
        ticket,
        shop.layouts[ticket.layout].of("sectors" if ticket.sector else "general"),
        shop.languages[ticket.language],
        Copy(tuple(layers)),
        shop.sectors[ticket.sector] if ticket.sector else None,
        shop,
    )


def concerning(
    ticket: JobTicket, findings: Iterable[Finding], items: Collection[tuple[str, str]] | None = None
) -> list[Finding]:
    """The findings whose scope includes a ticket, for any printing condition.

    ``items`` are those that the piece prints, by file and role. Where that is not known yet, None,
    the findings about any item of its language are among them.
    """
    own = (ticket.language, ticket.layout, ticket.sector)
    others = set(ticket.languages) - {ticket.language}
    return [
        f
        for f in findings
        if f.scope.holds(*own, items)
        or (f.scope.language in others and _of_carried(ticket, f, items))
    ]


def _of_carried(
    ticket: JobTicket, finding: Finding, items: Collection[tuple[str, str]] | None
) -> bool:
    """Whether a finding about a carried language concerns a piece of many languages.

    The piece prints words of that language from its own file only, not those that all share.
    """
    scope = finding.scope
    if scope.item and scope.item[0] != ticket.layout:
        return False
    of_shared = finding.where.path == f"content/{scope.language}/{COMMON}.yaml"
    return not of_shared and scope.holds(scope.language, ticket.layout, "", items)


def with_borrowers(shop: Shop, findings: Iterable[Finding]) -> list[Finding]:
    """The findings; those about the words of a layout are also about the layouts that borrow them.

    So a fault in a file that two pieces set is told once and stops both.
    """
    borrowers: dict[str, list[str]] = {}
    for layout in shop.layouts.values():
        for stem in layout.stems[:-1]:
            borrowers.setdefault(stem, []).append(layout.name)
    return [
        replace(f, scope=replace(f.scope, also=tuple(borrowers[f.scope.stem])))
        if f.scope.stem in borrowers
        else f
        for f in findings
    ]


def _unreadable(shop: Shop, kind: str, name: str) -> bool:
    """Whether a name of a kind of filter has a file, and an error in that has been told."""
    known: dict[str, Collection[str]] = {
        "language": shop.languages,
        "piece": shop.layouts,
        "press": shop.presses,
    }
    there: dict[str, Callable[[], Iterable[str]]] = {
        "language": lambda: (p.name for p in (shop.root / "content").iterdir() if p.is_dir()),
        "piece": lambda: names.pieces(shop.root),
        "press": lambda: names.presses(shop.root),
    }
    return kind in known and name not in known[kind] and name in there[kind]()


def of_no_piece(
    shop: Shop, filters: dict[str, list[str]], findings: Iterable[Finding]
) -> list[Finding]:
    """The findings about what the filters choose that belong to no piece.

    These are all of a language, a layout or a printing condition whose own file has an error; and
    where no piece or sector is chosen, those of the words of a partner's zone and of a package, of
    sign-offs, copies and files of unknown names.
    """
    unread = {
        (kind, name)
        for kind, chosen in filters.items()
        for name in chosen
        if _unreadable(shop, kind, name)
    }
    any_piece = not filters["piece"] and not filters["sector"]
    of_pieces = {"", *shop.layouts, *shop.sectors}
    return [
        f
        for f in findings
        if unread & {("language", f.scope.language), ("piece", f.scope.layout)}
        or ("press", f.scope.press) in unread
        or (any_piece and f.scope.language in filters["language"] and f.scope.stem not in of_pieces)
    ]


def choose(
    all_tickets: list[JobTicket], shop: Shop, filters: dict[str, list[str]]
) -> tuple[list[JobTicket], list[str], list[Finding]]:
    """The tickets and the names of printing conditions that the filters select, and errors.

    ``filters`` has names by filter: language, piece, sector ('general' is the piece without one),
    press; an empty list selects all, for presses those that are not made only when asked for. An
    unknown name is an error, and so is a selection without a ticket.
    """
    known: dict[str, Iterable[str]] = {
        "language": shop.languages,
        "piece": shop.layouts,
        "sector": ["general", *shop.sectors],
        "press": shop.presses,
    }
    findings = [
        error(
            "unknown-name",
            f"there is no {key} '{name}'",
            Where(f"--{key}"),
            did_you_mean(name, known[key]),
        )
        for key, chosen in filters.items()
        for name in chosen
        if name not in known[key] and not _unreadable(shop, key, name)
    ]
    selected = [
        t
        for t in all_tickets
        if {*t.languages} & {*(filters["language"] or shop.languages)}
        and t.layout in (filters["piece"] or shop.layouts)
        and (t.sector or "general") in (filters["sector"] or known["sector"])
    ]
    unreadable = any(
        _unreadable(shop, key, name) for key, typed in filters.items() for name in typed
    )
    if not (selected and shop.presses) and not findings and not unreadable:
        typed = ", ".join(
            f"--{key} {','.join(chosen)}" for key, chosen in filters.items() if chosen
        )
        message = f"no piece is all of this at once: {typed}" if typed else "there is no piece"
        fix = f"leave a filter out; to see the pieces, type: {GENERATE} list"
        findings.append(error("nothing-to-make", message, Where("generate.py"), fix))
    default_presses = [name for name, press in shop.presses.items() if press.made != "asked"]
    asked = [name for name in filters["press"] if name in shop.presses]
    return selected, asked if filters["press"] else default_presses, findings
