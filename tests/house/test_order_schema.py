"""The schema that editors use: as the nouns are, and the example fits it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from printshop.orders.model import OrderLine
from printshop.reading.yaml_file import load
from tests.house.scripts import script

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "orders/example.yaml"
MAKER = "docs/order_schema.py"
AGAIN = f"type .venv/bin/python {MAKER}"
TYPES: dict[str, Any] = {
    "string": str,
    "integer": int,
    "array": list,
    "object": dict,
    "null": type(None),
}
TYPES["number"] = (int, float)


def fits(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Whether a value fits a schema, as far as ours goes; a word it does not know is a fault."""
    known = {"type", "anyOf", "$ref", "items", "properties", "additionalProperties", "required"}
    known |= {"enum", "minItems", "maxItems", "format", "title", "description", "$defs", "$schema"}
    assert schema.keys() <= known, schema.keys() - known
    if "$ref" in schema:
        return fits(value, whole["$defs"][schema["$ref"].split("/")[-1]], whole)
    if "anyOf" in schema:
        return any(fits(value, one, whole) for one in schema["anyOf"])
    named = schema["type"]
    types = tuple(TYPES[name] for name in ([named] if isinstance(named, str) else named))
    if not isinstance(value, types) or isinstance(value, bool):
        return False
    if value not in schema.get("enum", [value]):
        return False
    if isinstance(value, list):
        least, most = schema.get("minItems", 0), schema.get("maxItems", len(value))
        return least <= len(value) <= most and all(fits(v, schema["items"], whole) for v in value)
    if isinstance(value, dict):
        inner, others = schema.get("properties", {}), schema["additionalProperties"]
        if not set(schema.get("required", [])) <= value.keys():
            return False
        if others is False and not value.keys() <= inner.keys():
            return False
        return all(fits(v, inner.get(key, others), whole) for key, v in value.items())
    if schema.get("format") == "date" and isinstance(value, str):
        return date.fromisoformat(value) > date.min
    return True


def test_the_schema_is_up_to_date() -> None:
    """It is what the nouns give today."""
    assert (ROOT / "docs/order.schema.json").read_text("utf-8") == script(MAKER).text(), AGAIN


def test_every_key_is_explained() -> None:
    """An editor has a title and a sentence for each key of a line, and for no other."""
    keys = script(MAKER).schema()["$defs"]["line"]["properties"]
    assert set(keys) == {f.alias or name for name, f in OrderLine.model_fields.items()}
    for name, key in keys.items():
        assert key["description"].endswith("."), name
        assert key["title"][0].isupper(), name


def test_the_example_fits() -> None:
    """The example names the schema, and fits it."""
    first = EXAMPLE.read_text("utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (EXAMPLE.parent / first.partition("=")[2]).resolve() == ROOT / "docs/order.schema.json"
    value, _, findings = load(EXAMPLE, "orders/example.yaml")
    assert findings == []
    assert fits(value, script(MAKER).schema(), script(MAKER).schema())


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"lines": []},
        {"lines": [{"parner": "x"}]},
        {"lines": [{"quantity": "many"}]},
        {"lines": [{"quantity": {"xx": "many"}}]},
        {"lines": [{"languages": [5]}]},
        {"line": [{}]},
    ],
)
def test_slips_do_not_fit(value: Any) -> None:
    """What an editor is to mark."""
    assert not fits(value, script(MAKER).schema(), script(MAKER).schema())
