"""The verb ``recall``: which orders and files carry a fact's value, and how many copies there are.

It is read from the ledgers of the orders, the register of editions, the reports of the files and
the pieces as they are composed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

from printshop.checks.opening import open_shop
from printshop.commands import fact_uses
from printshop.commands.facts import as_printed, unknown_names
from printshop.commands.summary import print_findings, table_text
from printshop.delivery.carried_marks import carried
from printshop.delivery.deliver import pdf_path
from printshop.findings import (
    GENERATE,
    Exit,
    Finding,
    Where,
    did_you_mean,
    error,
    exit_of,
    in_order,
    many,
)
from printshop.orders import ledger, register
from printshop.orders.ledger import Ledger
from printshop.packages.pack import ORDERS
from printshop.shop import catalog
from printshop.shop.editions import Edition
from printshop.shop.job import Composition, JobTicket, Shop

TODAY = "today"  # in place of the value that pieces print now
CAMPAIGN = "the campaign"  # who orders a line without a partner


Pieces = frozenset[tuple[str, str]]  # by stem, without size, and language


@dataclass(frozen=True)
class Carrier:
    """A press file of an order that prints the fact; ``holds`` where its value is today's."""

    value: str
    holds: bool
    order: str
    partner: str
    piece: str
    language: str
    copies: int


def recall(root: Path, name: str) -> Exit:
    """Print who carries a fact, by value; nothing is written. A damaged ledger is a finding."""
    shop, findings = open_shop(root)
    if shop is None:
        print_findings(in_order(findings))
        return Exit.INPUTS
    ledgers, ledger_findings = _ledgers(root)
    editions, broken = register.read(root)
    ledger_findings += broken
    known = {
        fact for kept in ledgers.values() for item in kept.printed.values() for fact in item.facts
    }
    known |= {fact for edition in editions for fact in edition.facts}
    if name not in known and unknown_names(shop, [name]):
        print_findings([_unknown(shop, name, known)])
        return Exit.INPUTS
    compositions, missing = fact_uses.composed(shop)
    uses = fact_uses.printing(compositions, name)
    carriers = list(_carriers(shop, name, ledgers))
    print(name)
    _print_values(shop, name)
    _print_orders(carriers)
    wrong = _pieces(catalog.tickets(shop)) - _pieces(c.job.ticket for c in compositions)
    _print_packages(root, carriers, _pieces(c.job.ticket for c in uses) | wrong)
    _print_silent(ledgers)
    _print_editions(shop, name, editions)
    _print_files(shop, name, uses, wrong, root / "output")
    if missing:
        print(
            f"\nNot counted: {many(missing, 'piece')} with errors. To see which: {GENERATE} check"
        )
    if ledger_findings:
        print()
        print_findings(ledger_findings)
    return exit_of(ledger_findings)


def _ledgers(root: Path) -> tuple[dict[str, Ledger], list[Finding]]:
    """The ledgers by order number; and what is wrong with those that cannot be read."""
    found: dict[str, Ledger] = {}
    findings: list[Finding] = []
    for number in ledger.numbers(root):
        kept, ledger_findings = ledger.find(root, number)
        findings += ledger_findings
        if kept:
            found[number] = kept
    return found, findings


def _pieces(tickets: Iterable[JobTicket]) -> Pieces:
    return frozenset((ticket.stem, ticket.language) for ticket in tickets)


def _unknown(shop: Shop, name: str, known: set[str]) -> Finding:
    names = {*shop.campaign.facts, *(shop.recorded or {}), *known}
    message = f"there is no fact '{name[:80]}', and no ledger or edition has one"
    return error("unknown-name", message, Where("recall"), did_you_mean(name, names))


def _today(shop: Shop, name: str, language: str) -> str | None:
    """What pieces in a language print of a fact now, as ledgers have it; None: it is gone."""
    fact = shop.campaign.facts.get(name)
    return str(fact.value_in(language)) if fact else None


def _carriers(shop: Shop, name: str, ledgers: dict[str, Ledger]) -> Iterator[Carrier]:
    """The press files that print the fact: those with other values first, then by order."""
    found = (
        Carrier(
            item.facts[name],
            item.facts[name] == _today(shop, name, item.language),
            number,
            kept.line.partner or CAMPAIGN,
            item.piece,
            item.language,
            item.quantity,
        )
        for number, kept in ledgers.items()
        for item in kept.printed.values()
        if name in item.facts
    )
    return iter(sorted(found, key=lambda c: (c.holds, c.value, c.order, c.piece, c.language)))


def _print_values(shop: Shop, name: str) -> None:
    fact = shop.campaign.facts.get(name)
    if fact is None:
        print("  It is no fact any more: no value holds today.")
        return
    rows = [("today", as_printed(shop, fact, shop.campaign.source_language))]
    rows += [(f"in {tag}", own) for tag, own in sorted(fact.by_language.items())]
    print(indent(table_text((), rows), "  "))


def _print_orders(carriers: Sequence[Carrier]) -> None:
    """A row for each press file, and the copies of each value by piece and language."""
    if not carriers:
        print("\nNo order's ledger has it.")
        return
    columns = ("value", "order", "for", "piece", "language", "copies")
    print(f"\nOrdered: {_copies(c.copies for c in carriers)}")
    rows = [(_value(c), c.order, c.partner, c.piece, c.language, f"{c.copies:,}") for c in carriers]
    print(table_text(columns, rows))
    sums = Counter[tuple[str, str, str]]()
    for c in carriers:
        sums[_value(c), c.piece, c.language] += c.copies
    print("\nBy piece and language:")
    print(
        table_text(
            ("value", "piece", "language", "copies"), [(*k, f"{n:,}") for k, n in sums.items()]
        )
    )
    old = [c for c in carriers if not c.holds]
    if old:
        orders = many(len({c.order for c in old}), "order")
        print(
            f"\nWith a value that no longer holds: {_copies(c.copies for c in old)}, of {orders}."
        )
    else:
        print("\nAll of them carry the value of today.")


def _copies(numbers: Iterator[int]) -> str:
    total = sum(numbers)
    return f"{total:,} {'copy' if total == 1 else 'copies'}"


def _value(carrier: Carrier) -> str:
    return TODAY if carrier.holds else carrier.value


def _print_packages(root: Path, carriers: Sequence[Carrier], printing: Pieces) -> None:
    """The folders of packages in ``output/`` that hold a value of yesterday, then the others.

    Those are named whose pieces print the fact no more; ``printing`` are the pieces that may.
    """

    def there(orders: Iterable[str]) -> list[str]:
        return [f"{ORDERS}/{n}/" for n in dict.fromkeys(orders) if (root / ORDERS / n).is_dir()]

    old = there(c.order for c in carriers if not c.holds)
    if old:
        print("\nDo not send these packages, they hold a value that no longer holds:")
        print("\n".join(f"  {folder}" for folder in old))
    gone = there(
        c.order for c in carriers if (c.piece.partition(".")[0], c.language) not in printing
    )
    if left := [folder for folder in gone if folder not in old]:
        print("\nThese packages carry it, and their pieces print it no more:")
        print("\n".join(f"  {folder}" for folder in left))


def _print_silent(ledgers: dict[str, Ledger]) -> None:
    """The orders whose ledger does not say what was printed."""
    silent = [number for number, kept in ledgers.items() if not kept.printed]
    if silent:
        print("\nNot counted, as the ledger does not say which facts were printed:")
        print("\n".join(f"  order {number}" for number in silent))


def _print_editions(shop: Shop, name: str, editions: Sequence[Edition]) -> None:
    """The editions of the register with a value that no longer holds: what may lie somewhere."""
    old = [
        (edition.facts[name], edition.piece, " ".join(edition.languages), edition.edition)
        for edition in editions
        if name in edition.facts and edition.facts[name] != _today(shop, name, edition.languages[0])
    ]
    if old:
        print("\nMade into files with a value that no longer holds:")
        print(indent(table_text(("value", "piece", "language", "edition"), sorted({*old})), "  "))


def _print_files(
    shop: Shop, name: str, uses: Sequence[Composition], wrong: Pieces, output: Path
) -> None:
    """The files in ``output`` that carry the fact, with its value, and which are to be made again.

    The value is that of the file's report: it may be another than its piece prints today. Of the
    pieces that are ``wrong`` nobody knows what they print.
    """
    printing = {pdf_path(output, file) for file in fact_uses.files_of(uses, output)}
    again = {pdf_path(output, file) for file in fact_uses.outdated(uses, output)}
    rows: dict[Path, tuple[str, str]] = {}
    for path in printing:
        if path.exists():  # of a file without a report nobody knows its value
            rows[path] = ("not known", "to be made again" if path in again else "up to date")
    for file in carried(output):
        value = file.edition.facts.get(name)
        if value is None:
            rows.pop(file.path, None)
            continue
        holds = value == _today(shop, name, file.edition.languages[0])
        told = "its piece prints it no more"
        if (file.edition.piece, file.edition.languages[0]) in wrong:
            told = "its piece has errors"
        if file.path in printing:
            told = rows[file.path][1]
        rows[file.path] = (TODAY if holds else value, told)
    if not rows:
        print("\nNo file in output/ prints it.")
        return
    print(f"\nFiles in output/ that print it: {len(rows)}")
    table = [(p.relative_to(output.parent).as_posix(), *row) for p, row in sorted(rows.items())]
    print(indent(table_text((), table), "  "))
