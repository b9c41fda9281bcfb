"""Kept budgets: the room of texts, measured once and kept in ``output/`` by what it depends on."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from printshop.delivery.deliver import write
from printshop.delivery.up_to_date import layout_digest
from printshop.reading.yaml_file import digest
from printshop.shop import catalog
from printshop.shop.job import JobTicket, Shop
from printshop.typesetting import budget
from printshop.typesetting.budget import Cache, Room
from printshop.typesetting.engine import engine_digest
from printshop.typesetting.segment_marks import SegmentRef

VERSION = "2"  # of how budgets are measured: with another one, all are measured anew


def budgets(
    shop: Shop, tag: str, output: Path, tickets: Iterable[JobTicket] | None = None
) -> list[Room]:
    """The room of each segment of a language, as ``typesetting.budget`` measures it.

    What is measured is kept in ``output/report/budget/<language>.json``.
    """
    path = output / "report" / "budget" / f"{tag}.json"
    kept, cache = _read(path), Cache()
    used: dict[str, list[Room]] = {}
    for ticket in catalog.tickets(shop) if tickets is None else tickets:
        if tag not in ticket.languages or not (inputs := budget.inputs_of(shop, ticket, tag)):
            continue
        layout = layout_digest(shop, ticket.layout)
        key = digest(VERSION, ticket.stem, tag, layout, engine_digest(), *inputs)
        used[key] = kept[key] if key in kept else _measured(shop, ticket, tag, cache)
    keep = used if tickets is None else kept | used
    if keep != kept:
        values = {key: [asdict(room) for room in some] for key, some in sorted(keep.items())}
        write(path, json.dumps(values, ensure_ascii=False).encode())
    return budget.by_frame(room for rooms in used.values() for room in rooms)


def _measured(shop: Shop, ticket: JobTicket, tag: str, cache: Cache) -> list[Room]:
    return list(budget.of_piece(shop, ticket, tag, cache))


def _read(path: Path) -> dict[str, list[Room]]:
    """What was kept; nothing where the file is not there or is not as it was written."""
    try:
        values = json.loads(path.read_text("utf-8"))
        return {
            key: [Room(**{**room, "ref": SegmentRef(**room["ref"])}) for room in rooms]
            for key, rooms in values.items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
