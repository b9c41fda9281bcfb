"""The ledger: what an order was made from and what came out, so that it can be made once more.

A small file for each order under ``orders/ledger/``. It holds the line as it was ordered, a digest
of each thing that it was made from, and the checksum of each package. ``output/`` may be thrown
away; with the same inputs the same bytes come again, and where an input has changed it says which.
"""

import json
import re
from pathlib import Path
from typing import Any

from printshop.findings import Finding, Where, did_you_mean, error
from printshop.orders.model import OrderLine
from printshop.shop.yaml_file import Sheet, read

NUMBER = re.compile(r"\d{4}-[0-9a-f]{8}")
FOLDER = "orders/ledger"
ENGINE = "the engine"  # among the inputs: the libraries that set the type


class Ledger(Sheet):
    """``orders/ledger/<number>.yaml``; ``folder``, from the root: where the logo's path begins.

    ``engine`` names the libraries that set the type, with their versions; older ledgers do not.
    """

    folder: str
    line: OrderLine
    engine: str = ""
    inputs: dict[str, str]
    packages: dict[str, str]


def place(root: Path, number: str) -> Path:
    """Where the ledger of an order lies."""
    return root / FOLDER / f"{number}.yaml"


def find(root: Path, number: str) -> tuple[Ledger | None, list[Finding]]:
    """The ledger of an order, or why there is none."""
    path = place(root, number)
    if not path.exists():
        known = [p.stem for p in (root / FOLDER).glob("*.yaml")]
        message = f"no order has the number {number}"
        fix = did_you_mean(number, known) if known else "name the order file: nothing was made yet"
        return None, [error("unknown-name", message, Where("order"), fix)]
    return read(root, path, Ledger)


def kept(root: Path, number: str) -> Ledger | None:
    """The ledger that an order has from an earlier run."""
    return find(root, number)[0] if place(root, number).exists() else None


def written(
    number: str,
    folder: str,
    line: OrderLine,
    engine: str,
    inputs: dict[str, str],
    packages: dict[str, str],
) -> bytes:
    """The ledger of an order as its file."""
    said = line.model_dump(by_alias=True, exclude_defaults=True, mode="json")
    head = (
        f"# What order {number} was made from and what came out; written by generate.py order.\n"
        f"# The same again: generate.py order {number}\n"
    )
    return (
        head
        + f"folder: {_flow(folder)}\n"
        + _rows("line", said)
        + f"engine: {_flow(engine)}\n"
        + _rows("inputs", inputs)
        + _rows("packages", packages)
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
    """What an order was made from then that is otherwise now; ``engine`` is that of today."""
    old = kept(root, number)
    if old is None:
        return []
    names = [n for n in dict.fromkeys((*old.inputs, *now)) if old.inputs.get(n) != now.get(n)]
    fix = "order it anew from its file, under a new number; or bring back what it was made from"
    where = old.at("inputs")
    changes = [
        f"{name} {_how(old.inputs.get(name), now.get(name))}" for name in names if name != ENGINE
    ]
    findings = [
        error("changed-since", f"{change} since order {number} was made", where, fix)
        for change in changes or ([] if names else ["the ledger itself has changed"])
    ]
    return findings + ([_other_engine(old, number, engine)] if ENGINE in names else [])


def _other_engine(old: Ledger, number: str, engine: str) -> Finding:
    """That an order was made with another engine than the one that is here: with which one."""
    if not old.engine:
        message = f"the ledger of order {number} does not say with which engine it was made"
        fix = "order it anew from its file, under a new number"
        return error("changed-since", message, old.at("inputs"), fix)
    then, now = old.engine.split(", "), engine.split(", ")
    before = ", ".join(part for part in then if part not in now)
    here = ", ".join(part for part in now if part not in then)
    message = f"order {number} was made with {before or 'less'}; here it would be with {here}"
    fix = "make it again where that engine is, or order it anew from its file, under a new number"
    return error("changed-since", message, old.at("engine"), fix)


def _how(old: str | None, now: str | None) -> str:
    if old is None:
        return "has come in"
    return "is gone" if now is None else "has changed"


def other_bytes(old: Ledger, now: dict[str, str], number: str) -> Finding:
    """That the same inputs gave other packages than before."""
    names = sorted(n for n in {*old.packages, *now} if old.packages.get(n) != now.get(n))
    message = f"{', '.join(names)}: other bytes than when order {number} was first made"
    fix = "report this: the same inputs have to give the same bytes"
    return error("other-bytes", message, old.at("packages"), fix)
