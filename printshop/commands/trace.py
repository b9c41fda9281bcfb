"""The verb ``trace``: what a printed copy is, from the edition mark in its small print.

The register has what was ever made into files; the mark also stands for a printing condition, a
size and an order, which are found by trying those that the shop, its ledgers and its packages know.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from textwrap import indent

from printshop.checks.opening import open_shop
from printshop.commands.summary import print_findings, table_text
from printshop.delivery.carried_marks import carried
from printshop.findings import GENERATE, Exit, Finding, Where, error, in_order
from printshop.orders import ledger, register
from printshop.orders.ledger import Ledger
from printshop.packages.pack import ORDERS
from printshop.shop import catalog
from printshop.shop.display_names import language_name, piece_name, sector_name
from printshop.shop.edition_mark import NotAMarkError, near, shown, typed
from printshop.shop.editions import Edition, edition_of, mark
from printshop.shop.file_names import campaign_word
from printshop.shop.job import JobTicket, Shop
from printshop.shop.state import State, state
from printshop.typesetting.compose import compose

CAMPAIGN = "the campaign itself"
GONE = "is gone"


@dataclass(frozen=True)
class Now:
    """What an edition's piece is today: none, or one that cannot be composed, has no state."""

    ticket: JobTicket | None
    state: State | None = None
    words: str = ""


@dataclass(frozen=True)
class Copy:
    """What a mark stands for: an edition, a condition and a size; an order's number, or ''."""

    edition: Edition
    press: str
    size: str
    order: str


def trace(root: Path, text: str, today: date) -> Exit:
    """Print what the copy with a mark is; what is no mark, or is not known, is an error."""
    shop, findings = open_shop(root)
    if shop is None:
        print_findings(in_order(findings))
        return Exit.INPUTS
    editions, broken = register.read(root)
    ledgers, unread = _ledgers(root)
    known: dict[str, list[Copy]] = {}
    for copy in _copies(shop, root, editions, ledgers):
        known.setdefault(mark(copy.edition, copy.press, copy.size, copy.order), []).append(copy)
    try:
        wanted = typed(text)
    except NotAMarkError as problem:
        fix = "type the eight characters that stand in the small print, such as K7MR X9TH"
        fix = _did_you_read(text, known) or fix
        print_findings([error("not-a-mark", str(problem), Where("trace"), fix)])
        return Exit.INPUTS
    if wanted not in known:
        print_findings([_unknown(wanted, known), *broken, *unread])
        return Exit.INPUTS
    files = [file.path for file in carried(root / "output") if file.mark == wanted]
    for number, copy in enumerate(dict.fromkeys(known[wanted])):
        print(f"{chr(10) if number else ''}{shown(wanted)}")
        _print_copy(shop, copy, ledgers.get(copy.order), today, _places(shop, copy, files))
    print_findings(in_order([*broken, *unread]))
    return Exit.DONE


def _ledgers(root: Path) -> tuple[dict[str, Ledger], list[Finding]]:
    found: dict[str, Ledger] = {}
    findings: list[Finding] = []
    for number in ledger.numbers(root):
        kept, problems = ledger.find(root, number)
        findings += problems
        if kept:
            found[number] = kept
    return found, findings


def _copies(
    shop: Shop, root: Path, editions: list[Edition], ledgers: dict[str, Ledger]
) -> Iterator[Copy]:
    """All that a mark may stand for, the campaign's own files first."""
    tickets = {ticket.stem: ticket for ticket in catalog.tickets(shop)}
    every = {"", *(name for layout in shop.layouts.values() for name in layout.sizes)}
    sizes = {stem: {"", *shop.layouts[t.layout].sizes} for stem, t in tickets.items()}
    for edition in editions:
        for size in sorted(sizes.get(edition.piece, every)):
            for press in shop.presses:
                yield Copy(edition, press, size, "")
    proofs = {p.name.removesuffix("-proof") for p in (root / ORDERS).glob("*-proof")}
    by_piece: dict[tuple[str, str], list[Edition]] = {}
    for edition in editions:
        by_piece.setdefault((edition.piece, edition.languages[0]), []).append(edition)
    for number in sorted({*ledgers, *proofs}):
        kept = ledgers.get(number)
        presses = [kept.line.press] if kept and kept.line.press else list(shop.presses)
        if kept and kept.printed:  # it says which pieces, so that few are to be tried
            files = [(*i.piece.partition(".")[::2], i.language) for i in kept.printed.values()]
            made = [(e, size) for piece, size, tag in files for e in by_piece.get((piece, tag), ())]
        else:
            made = [(e, size) for e in editions for size in sorted(sizes.get(e.piece, every))]
        for edition, size in made:
            yield from (Copy(edition, press, size, number) for press in presses)


def _unknown(wanted: str, known: dict[str, list[Copy]]) -> Finding:
    message = f"no file with the mark {shown(wanted)} was ever made here"
    fix = f"compare it with the copy once more; what was made stands in {register.PATH}"
    fix = _did_you_read(wanted, known) or fix
    return error("unknown-mark", message, Where("trace"), fix)


def _did_you_read(text: str, known: dict[str, list[Copy]]) -> str:
    """The known marks that differ in one character, as a question; '' where there is none."""
    likely = near(text, known)
    if not likely:
        return ""
    return f"compare it with the copy: is it {' or '.join(map(shown, likely[:3]))}?"


# ── one copy ─────────────────────────────────────────────────────────────────────────────────


def _print_copy(
    shop: Shop, copy: Copy, kept: Ledger | None, today: date, places: list[str]
) -> None:
    edition, now = copy.edition, _now(shop, copy.edition)
    facts, claims = _fact_rows(shop, edition, today), _claim_rows(shop, edition)
    print(indent(table_text((), list(_rows(shop, copy, kept, now))), "  "))
    if facts:
        print("\n  Facts that it prints:")
        print(indent(table_text((), [row[1:] for row in facts]), "    "))
    if claims:
        print("\n  Promises that it makes:")
        print(indent(table_text((), [row[1:] for row in claims]), "    "))
    print("\n  It is in:" if places else "\n  No file in output/ and no ledger has it any more.")
    if places:
        print(indent("\n".join(places), "    "))
    changed = [row[1] for row in facts if not row[0]]
    reasons = list(_reasons(edition, now, changed, [row[1:] for row in claims if not row[0]]))
    print(f"\n  {_verdict(reasons)}")
    if not reasons and now.words != edition.words:
        print("  Its words are not those of today: a newer edition says something else.")
    if changed:
        print(f"  Where else it is printed: {GENERATE} recall {changed[0]}")


def _places(shop: Shop, copy: Copy, files: list[Path]) -> list[str]:
    """The files, packages and the ledger that carry a copy's mark, from the root."""
    root = shop.root
    if not copy.order:
        return [path.relative_to(root).as_posix() for path in files]
    piece = f"{copy.edition.piece}.{copy.size}" if copy.size else copy.edition.piece
    folders = [root / ORDERS / f"{copy.order}{ending}" for ending in ("", "-proof")]
    name = f"{campaign_word(shop.campaign)}-{piece}-{copy.press}-"
    begins = (name, f"proof-{name}")
    packages = [p for f in folders for p in sorted(f.glob("*.zip")) if p.name.startswith(begins)]
    kept = ledger.ledger_path(root, copy.order)
    found = [*packages, *([kept] if kept.exists() else [])]
    return [path.relative_to(root).as_posix() for path in found]


def _verdict(reasons: list[str]) -> str:
    if reasons:
        return f"Do not hand out: {'; '.join(reasons)}."
    return "Its facts and promises are those of today: it may still be handed out."


def _reasons(
    edition: Edition, now: Now, changed: list[str], claims: list[tuple[str, str]]
) -> Iterator[str]:
    """Why a copy may not be handed out any more, most pressing first."""
    if changed:
        yield f"{', '.join(changed)} no longer {'stands' if len(changed) == 1 else 'stand'}"
    yield from (f"the promise '{name}' is {why}" for name, why in claims)
    if edition.state != "signed":
        yield "its words were not signed off when it was made"
    elif now.state and now.state.name == "withdrawn":
        last = now.state.last
        why = f": {last.withdrawn}" if last and last.withdrawn else ""
        yield f"its sign-off was withdrawn{why}"


def _rows(shop: Shop, copy: Copy, kept: Ledger | None, now: Now) -> Iterator[tuple[str, str]]:
    edition, reader, ticket = copy.edition, shop.campaign.source_language, now.ticket
    name = edition.piece
    if ticket:
        name = piece_name(shop, ticket.layout, reader)
        name += f", {sector_name(shop, ticket.sector, reader)}" if ticket.sector else ""
    yield "piece", f"{name} ({edition.piece})"
    named = [
        f"{language_name(shop, tag, reader)} ({tag})" if tag in shop.languages else tag
        for tag in edition.languages
    ]
    yield "language", ", ".join(named)
    yield "edition", edition.edition
    press = shop.presses.get(copy.press)
    yield "printing condition", f"{press.title} ({copy.press})" if press else copy.press
    yield "size", _size(shop, copy, ticket)
    if copy.order:
        partner = kept.line.partner if kept else ""
        yield "made for", f"{partner or CAMPAIGN}, order {copy.order}"
        stem = f"{edition.piece}.{copy.size}" if copy.size else edition.piece
        item = kept.printed.get(f"{edition.languages[0]}/{stem}") if kept else None
        yield "copies", f"{item.quantity:,}" if item else "a proof, or not written down"
    else:
        yield "made for", CAMPAIGN
    yield "sign-off then", edition.state
    if now.state:
        yield "sign-off now", now.state.name
    else:
        yield "sign-off now", "it cannot be made today" if ticket else f"the piece {GONE}"


def _size(shop: Shop, copy: Copy, ticket: JobTicket | None) -> str:
    sizes = catalog.resolve(shop, ticket).sizes if ticket else {}
    measures = "{:g} × {:g} mm".format(*sizes[copy.size]) if copy.size in sizes else ""
    return ", ".join(filter(None, (copy.size.upper(), measures))) or "its own"


def _now(shop: Shop, edition: Edition) -> Now:
    """The piece of an edition as it is today."""
    ticket = _ticket(shop, edition)
    composition = compose(catalog.resolve(shop, ticket))[0] if ticket else None
    if composition is None:
        return Now(ticket)
    return Now(ticket, state(composition), edition_of(composition).words)


def _ticket(shop: Shop, edition: Edition) -> JobTicket | None:
    """The piece of an edition as it can be made today, None where it cannot."""
    for ticket in catalog.tickets(shop):
        if ticket.stem == edition.piece and ticket.language == edition.languages[0]:
            if ticket.languages == edition.languages:
                return ticket
            # An order may carry other languages than the campaign's own file does.
            is_known = ticket.carried and shop.languages.keys() >= {*edition.languages}
            return replace(ticket, carried=edition.languages) if is_known else None
    return None


def _fact_rows(shop: Shop, edition: Edition, today: date) -> list[tuple[bool, str, str, str]]:
    """Whether each fact still stands, its name, the value that is printed, and what is today."""
    rows = []
    for name, value in edition.facts.items():
        fact = shop.campaign.facts.get(name)
        if fact is None:
            rows.append((False, name, value, f"the fact {GONE}"))
            continue
        now = str(fact.value_in(edition.languages[0]))
        if now != value:
            rows.append((False, name, value, f"is {now} now"))
        elif fact.valid_until < today:
            said = f"the same today, but not checked since {fact.checked.isoformat()}"
            rows.append((False, name, value, said))
        else:
            rows.append((True, name, value, "stands"))
    return rows


def _claim_rows(shop: Shop, edition: Edition) -> list[tuple[bool, str, str]]:
    """Whether each claim still is one, its name, and whether it is confirmed."""
    rows = []
    for name in edition.claims:
        claim = shop.claims.get(name)
        if claim is None:
            rows.append((False, name, "none that the campaign makes any more"))
        else:
            said = "confirmed" if claim.confirmed else "confirmed by nobody"
            rows.append((claim.confirmed is not None, name, said))
    return rows
