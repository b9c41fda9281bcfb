"""The verb ``check --budget``: how many characters of each text have room, as a table."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from printshop.checks.opening import open_shop
from printshop.commands.summary import print_findings, table_text
from printshop.delivery.kept_budgets import budgets
from printshop.findings import Exit, in_order, many, stops
from printshop.shop import catalog
from printshop.shop.job import Shop
from printshop.typesetting.budget import Room

COLUMNS = ("language", "text", "used", "largest", "smallest", "lines", "tightest in", "")
FULL, SMALL = "no room", "smallest size"


def show(root: Path, filters: dict[str, list[str]]) -> Exit:
    """Print a row for each text of the pieces that the filters select, in the order of its files.

    A row is of the layout that has least room for it.
    """
    shop, findings = open_shop(root)
    if shop is None:
        print_findings(in_order(findings))
        return Exit.INPUTS
    tickets, _, problems = catalog.choose(catalog.tickets(shop), shop, filters)
    if problems:
        print_findings(in_order([*problems, *(f for f in findings if stops([f]))]))
        return Exit.INPUTS
    rows, full, small = [], 0, 0
    for tag in filters["language"] or shop.languages:
        rooms = budgets(shop, tag, root / "output", tickets)
        for some in _by_text(shop, rooms):
            tightest = min(some, key=lambda room: room.smallest - room.used)
            at_smallest = any(room.at_smallest for room in some)
            full, small = full + tightest.little, small + at_smallest
            rows.append(_row(tag, tightest, at_smallest))
    print(table_text(COLUMNS, rows))
    print(
        f"\n{many(len(rows), 'text')}; {full} with less than 5 % of room left ({FULL}), "
        f"{small} set at the smallest size"
    )
    print(
        "used: characters as printed, facts filled in; largest, smallest: how many surely fit at "
        "the largest and at the smallest size of type"
    )
    return Exit.DONE


def _by_text(shop: Shop, rooms: Iterable[Room]) -> Iterator[list[Room]]:
    """The rooms of each text, in the order of the source's files."""
    by_name: dict[str, list[Room]] = {}
    for room in rooms:
        by_name.setdefault(room.ref.identifier, []).append(room)
    source = shop.copies.get(shop.campaign.source_language, {})
    names = [
        f"{stem}/{n}"
        for stem, sheet in source.items()
        for r in sheet.items
        for n in sheet.segments(r)
    ]
    yield from (by_name[name] for name in names if name in by_name)


def _row(tag: str, room: Room, at_smallest: bool) -> tuple[str, ...]:
    signs = [FULL] * room.little + [SMALL] * at_smallest
    return (
        tag,
        room.ref.identifier,
        str(room.used),
        str(room.largest),
        str(room.smallest),
        f"{room.lines} of {room.lines_smallest}" if room.lines_smallest else f"{room.lines}",
        f"{room.piece}, {room.frame}",
        ", ".join(signs),
    )
