#!/usr/bin/env python3
"""Write docs/order.schema.json from the nouns of an order: ``python docs/order_schema.py``.

Editors read the schema to complete the keys of an order, to explain them and to mark what is
wrong. What it cannot say (which names there are, which rules hold) is said by the program.
"""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from printshop.orders.model import OrderLine
from printshop.orders.read import ALL, LINES
from printshop.orders.table import MOST_LINES

SCHEMA = ROOT / "docs/order.schema.json"


def schema() -> dict[str, Any]:
    """The schema of an order in YAML."""
    made = OrderLine.model_json_schema(by_alias=True)
    keys = {name: _readable(name, key) for name, key in made["properties"].items()}
    line = {
        "title": "A line of an order",
        "type": "object",
        "additionalProperties": False,
        "properties": keys,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An order",
        "description": "What partners and the campaign want printed. See docs/ordering.md.",
        "type": "object",
        "additionalProperties": False,
        "required": [LINES],
        "properties": {
            ALL: {
                "description": "What holds for every line that does not say otherwise.",
                "$ref": "#/$defs/line",
            },
            LINES: {
                "description": "The lines of the order, one for each partner. Each needs "
                f"{_and(made['required'])}, of its own or from '{ALL}'.",
                "type": "array",
                "minItems": 1,
                "maxItems": MOST_LINES,
                "items": {"$ref": "#/$defs/line"},
            },
        },
        "$defs": {"line": line},
    }


def _readable(name: str, key: dict[str, Any]) -> dict[str, Any]:
    """A key with a title as a person writes it, without an empty default and our own examples."""
    kept = {what: value for what, value in key.items() if what not in ("default", "examples")}
    return {**kept, "title": name.replace("-", " ").capitalize()}


def _and(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def text() -> str:
    """The schema as it is written down."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(text(), "utf-8")
