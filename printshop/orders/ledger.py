"""The ledger: what each order was made from and what was made, so that it can be made again.

One small file for each order under ``orders/ledger/``. It holds the line as it was ordered, a
digest of each input, and the SHA-256 of each package. ``output/`` may be deleted: the same inputs
give the same bytes again, and where an input has changed a finding names it.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from printshop.findings import Finding, Where, did_you_mean, error
from printshop.orders.model import OrderLine
from printshop.reading.yaml_file import Sheet, read
from printshop.shop.units import Names

NUMBER = re.compile(r"\d{4}-[0-9a-f]{8}")
FOLDER = "orders/ledger"
ENGINE = "the engine"  # among the inputs: the libraries that set the type


class LedgerItem(Sheet):
    """A press file that was made for an order, as it was printed: what a recall wants to know.

    ``piece`` is the piece with its size (``poster.a2``), ``facts`` are the values by name as the
    piece prints them, ``claims`` the claims that its words make, ``words`` the digest of the words.
    """

    PROSE: ClassVar[frozenset[str]] = frozenset(("facts",))
    piece: str
    language: str
    quantity: int
    facts: dict[str, str]
    claims: Names = ()
    words: str = ""


class Ledger(Sheet):
    """``orders/ledger/<number>.yaml``; ``folder``, from the root: where the logo's path begins.

    ``engine`` names the libraries that set the type, with their versions; older ledgers do not.
    Nor have they ``printed``, the press files by language and piece.
    """

    folder: str
    line: OrderLine
    engine: str = ""
    inputs: dict[str, str]
    packages: dict[str, str]
    printed: dict[str, LedgerItem] = Field(default_factory=dict)


def ledger_path(root: Path, number: str) -> Path:
    """The path of an order's ledger."""
    return root / FOLDER / f"{number}.yaml"


def find(root: Path, number: str) -> tuple[Ledger | None, list[Finding]]:
    """The ledger of an order; or None and the error that says why there is none."""
    path = ledger_path(root, number)
    if not path.exists():
        known = [p.stem for p in (root / FOLDER).glob("*.yaml")]
        message = f"no order has the number {number}"
        fix = did_you_mean(number, known) if known else "name the order file: nothing was made yet"
        return None, [error("unknown-name", message, Where("order"), fix)]
    return read(root, path, Ledger)


def numbers(root: Path) -> list[str]:
    """The numbers of the orders that have a ledger, in order."""
    found = (path.stem for path in (root / FOLDER).glob("*.yaml"))
    return sorted(number for number in found if NUMBER.fullmatch(number))


def earlier(root: Path, number: str) -> Ledger | None:
    """An order's ledger from an earlier run, or None."""
    return find(root, number)[0] if ledger_path(root, number).exists() else None


def to_yaml(
    number: str,
    folder: str,
    line: OrderLine,
    engine: str,
    inputs: dict[str, str],
    packages: dict[str, str],
    printed: Mapping[str, LedgerItem],
) -> bytes:
    """An order's ledger as YAML, the bytes of its file."""
    line_values = line.model_dump(by_alias=True, exclude_defaults=True, mode="json")
    head = (
        f"# What order {number} was made from and what came out; written by generate.py order.\n"
        f"# The same again: generate.py order {number}\n"
    )
    return (
        head
        + f"folder: {_flow(folder)}\n"
        + _rows("line", line_values)
        + f"engine: {_flow(engine)}\n"
        + _rows("inputs", inputs)
        + _rows("packages", packages)
        + _rows("printed", {name: item.model_dump(mode="json") for name, item in printed.items()})
    ).encode()


def _rows(name: str, values: dict[str, Any]) -> str:
    if not values:
        return f"{name}: {{}}\n"
    rows = "".join(f"  {_flow(key)}: {_flow(value)}\n" for key, value in values.items())
    return f"{name}:\n{rows}"


def _flow(value: Any) -> str:
    """A value as JSON, which is YAML on one line."""
    return json.dumps(value, ensure_ascii=False)


def changed(root: Path, number: str, now: dict[str, str], engine: str) -> list[Finding]:
    """An error for each input that differs from an order's ledger: ``now`` has digests by name.

    ``engine`` names the libraries that would set the type now, with their versions.
    """
    old = earlier(root, number)
    if old is None:
        return []
    names = [n for n in dict.fromkeys((*old.inputs, *now)) if old.inputs.get(n) != now.get(n)]
    fix = "order it anew from its file, under a new number; or bring back what it was made from"
    where = old.at("inputs")
    changes = [
        f"{name} {_change(old.inputs.get(name), now.get(name))}" for name in names if name != ENGINE
    ]
    findings = [
        error("changed-since", f"{change} since order {number} was made", where, fix)
        for change in changes or ([] if names else ["the ledger itself has changed"])
    ]
    return findings + ([_other_engine(old, number, engine)] if ENGINE in names else [])


def _other_engine(old: Ledger, number: str, engine: str) -> Finding:
    """An error that names the engine with which an order was made, and the one here."""
    if not old.engine:
        message = f"the ledger of order {number} does not say with which engine it was made"
        fix = "order it anew from its file, under a new number"
        return error("changed-since", message, old.at("inputs"), fix)
    then, now = old.engine.split(", "), engine.split(", ")
    only_then = ", ".join(part for part in then if part not in now)
    only_here = ", ".join(part for part in now if part not in then)
    message = (
        f"order {number} was made with {only_then or 'less'}; here it would be with {only_here}"
    )
    fix = "make it again where that engine is, or order it anew from its file, under a new number"
    return error("changed-since", message, old.at("engine"), fix)


def _change(old: str | None, now: str | None) -> str:
    if old is None:
        return "has come in"
    return "is gone" if now is None else "has changed"


def other_bytes(old: Ledger, now: dict[str, str], number: str) -> Finding:
    """An error: the same inputs gave other packages; ``now`` has their SHA-256 by name."""
    names = sorted(n for n in {*old.packages, *now} if old.packages.get(n) != now.get(n))
    message = f"{', '.join(names)}: other bytes than when order {number} was first made"
    fix = "report this: the same inputs have to give the same bytes"
    return error("other-bytes", message, old.at("packages"), fix)
