"""The verb ``recall``: which orders and files carry a fact's value, and how many copies there are.

It is read from the ledgers of the orders and from the pieces as they are composed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

from printshop.checks.opening import open_shop
from printshop.commands import fact_uses
from printshop.commands.facts import as_printed, unknown_names
from printshop.commands.summary import print_findings, table_text
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
from printshop.orders import ledger
from printshop.orders.ledger import Ledger
from printshop.packages.pack import ORDERS
from printshop.shop.job import Composition, Shop

TODAY = "today"  # in place of the value that pieces print now
CAMPAIGN = "the campaign"  # who orders a line without a partner


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
    known = {
        fact for kept in ledgers.values() for item in kept.printed.values() for fact in item.facts
    }
    if name not in known and unknown_names(shop, [name]):
        print_findings([_unknown(shop, name, known)])
        return Exit.INPUTS
    compositions, missing = fact_uses.composed(shop)
    uses = fact_uses.printing(compositions, name)
    carriers = list(_carriers(shop, name, ledgers))
    print(name)
    _print_values(shop, name)
    _print_orders(carriers)
    _print_packages(root, carriers)
    _print_silent(ledgers)
    _print_files(uses, root / "output")
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


def _unknown(shop: Shop, name: str, known: set[str]) -> Finding:
    names = {*shop.campaign.facts, *(shop.recorded or {}), *known}
    message = f"there is no fact '{name[:80]}', and no ledger has one"
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


def _print_packages(root: Path, carriers: Sequence[Carrier]) -> None:
    """The folders of packages in ``output/`` that hold a value of yesterday."""
    old = dict.fromkeys(c.order for c in carriers if not c.holds)
    folders = [f"{ORDERS}/{number}/" for number in old if (root / ORDERS / number).is_dir()]
    if folders:
        print("\nDo not send these packages, they hold a value that no longer holds:")
        print("\n".join(f"  {folder}" for folder in folders))


def _print_silent(ledgers: dict[str, Ledger]) -> None:
    """The orders whose ledger does not say what was printed."""
    silent = [number for number, kept in ledgers.items() if not kept.printed]
    if silent:
        print("\nNot counted, as the ledger does not say which facts were printed:")
        print("\n".join(f"  order {number}" for number in silent))


def _print_files(uses: Sequence[Composition], output: Path) -> None:
    """The files in ``output`` that print the fact, and which of them are to be made again."""
    there = [file for file in fact_uses.files_of(uses, output) if pdf_path(output, file).exists()]
    if not there:
        print("\nNo file in output/ prints it.")
        return
    again = {pdf_path(output, file) for file in fact_uses.outdated(uses, output)}
    print(f"\nFiles in output/ that print it: {len(there)}")
    rows = []
    for file in there:
        path = pdf_path(output, file)
        rows.append(
            (
                path.relative_to(output.parent).as_posix(),
                "to be made again" if path in again else "up to date",
            )
        )
    print(indent(table_text((), rows), "  "))
