"""The verb ``trace``: what a printed copy is, from the edition mark in its small print.

The register has what was ever made into files; the mark also stands for a printing condition, a
size and an order, which are found by trying those that the shop, its ledgers and its packages know.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import indent

from printshop.checks.opening import open_shop
from printshop.commands.overview import states
from printshop.commands.summary import print_findings, table_text
from printshop.findings import GENERATE, Exit, Finding, Where, error, in_order
from printshop.orders import ledger, register
from printshop.orders.ledger import Ledger
from printshop.packages.pack import ORDERS
from printshop.shop import catalog
from printshop.shop.display_names import language_name, piece_name, sector_name
from printshop.shop.edition_mark import NotAMarkError, near, shown, typed
from printshop.shop.editions import Edition, mark
from printshop.shop.job import JobTicket, Shop

CAMPAIGN = "the campaign itself"
GONE = "is gone"


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
    for number, copy in enumerate(dict.fromkeys(known[wanted])):
        print(f"{chr(10) if number else ''}{shown(wanted)}")
        _print_copy(shop, copy, ledgers.get(copy.order), today)
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
    for number in sorted({*ledgers, *proofs}):
        kept = ledgers.get(number)
        pieces = {item.piece.partition(".")[0] for item in kept.printed.values()} if kept else set()
        for edition in editions:
            if pieces and edition.piece not in pieces:
                continue
            for size in sorted(sizes.get(edition.piece, every)):
                for press in shop.presses:
                    yield Copy(edition, press, size, number)


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


def _print_copy(shop: Shop, copy: Copy, kept: Ledger | None, today: date) -> None:
    edition = copy.edition
    ticket = _ticket(shop, edition)
    facts, claims = _fact_rows(shop, edition, today), _claim_rows(shop, edition)
    print(indent(table_text((), list(_rows(shop, copy, kept, ticket))), "  "))
    if facts:
        print("\n  Facts that it prints:")
        print(indent(table_text((), [row[1:] for row in facts]), "    "))
    if claims:
        print("\n  Promises that it makes:")
        print(indent(table_text((), [row[1:] for row in claims]), "    "))
    wrong = [row[1] for row in facts if not row[0]] + [row[1] for row in claims if not row[0]]
    print(f"\n  {_verdict(edition, wrong)}")
    if changed := [row[1] for row in facts if not row[0]]:
        print(f"  Where else it is printed: {GENERATE} recall {changed[0]}")


def _verdict(edition: Edition, wrong: list[str]) -> str:
    """Whether a copy may still be handed out; ``wrong`` are the facts and claims that may not."""
    if wrong:
        stands = "stands" if len(wrong) == 1 else "stand"
        return f"Do not hand out: {', '.join(wrong)} no longer {stands}."
    if edition.state != "signed":
        return "Do not hand out: its words were not signed off when it was made."
    return "Its facts and promises are those of today: it may still be handed out."


def _rows(
    shop: Shop, copy: Copy, kept: Ledger | None, ticket: JobTicket | None
) -> Iterator[tuple[str, str]]:
    edition, reader = copy.edition, shop.campaign.source_language
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
    yield "size", copy.size.upper() or "its own"
    if copy.order:
        partner = kept.line.partner if kept else ""
        yield "made for", f"{partner or CAMPAIGN}, order {copy.order}"
        stem = f"{edition.piece}.{copy.size}" if copy.size else edition.piece
        item = kept.printed.get(f"{edition.languages[0]}/{stem}") if kept else None
        yield "copies", f"{item.quantity:,}" if item else "a proof, or not written down"
    else:
        yield "made for", CAMPAIGN
    yield "sign-off then", edition.state
    yield "sign-off now", states(shop, [ticket])[ticket].name if ticket else f"the piece {GONE}"


def _ticket(shop: Shop, edition: Edition) -> JobTicket | None:
    """The piece of an edition as it can be made today, None where it cannot."""
    return next(
        (
            ticket
            for ticket in catalog.tickets(shop)
            if ticket.stem == edition.piece and ticket.language == edition.languages[0]
        ),
        None,
    )


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
            rows.append((False, name, f"the promise {GONE}"))
        else:
            rows.append((True, name, "confirmed" if claim.confirmed else "confirmed by nobody"))
    return rows
