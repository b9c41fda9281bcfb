"""Findings about values in YAML files, from pydantic's validation errors.

Pydantic's messages use Python's terms. A finding names the key as it was written, its line, and
what is wanted instead.
"""

import re
from typing import Any

from pydantic import BaseModel

from printshop.findings import Finding, did_you_mean, error
from printshop.shop.origin import Key, Origin, name_of

_WANTED = {
    "int_type": "a whole number",
    "float_type": "a number",
    "string_type": "text",
    "bool_type": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "names with values",
    "model_type": "names with values",
    "date_from_datetime_parsing": "a date like 2027-11-23",
    "date_type": "a date like 2027-11-23",
}


def value_finding(problem: Any, sheet: type[BaseModel], origin: Origin) -> Finding | None:
    """One of pydantic's errors, an ``ErrorDetails``, as a finding at the line of its key.

    ``sheet`` knows the valid keys, ``origin`` the line of each key that was written. None for a
    missing key that the origin does not report.
    """
    # Pydantic adds the name of a union's branch to the key, which is no key of the file.
    key = tuple(p for p in problem["loc"] if isinstance(p, int) or not p.endswith("]"))
    while len(key) > 1 and key not in origin.lines and key[:-1] in origin.lines:
        if problem["type"] == "missing":
            break
        key = key[:-1]
    where, kind, last_part = origin.at(*key), problem["type"], key[-1] if key else ""
    if kind == "extra_forbidden":
        known = _fields(sheet, key[:-1])
        return error(
            "unknown-key",
            f"'{last_part}' is not a key here",
            where,
            did_you_mean(str(last_part), known),
        )
    if kind == "missing" and isinstance(last_part, int):
        message = f"'{name_of(key[:-1])}' has {last_part} values where more are wanted"
        if last_part == 1:
            message = f"'{name_of(key[:-1])}' has 1 value where 2 are wanted"
        where = origin.at(*key[:-1])
        return error("wrong-value", message, where, f"write a value that fits '{where.key}'")
    if kind == "missing":
        return origin.missing(*key)
    value, fix = _short(problem.get("input")), _remedy(sheet, key)
    if kind in _WANTED:
        message = f"'{name_of(key)}' is {value} where {_WANTED[kind]} is wanted"
    elif kind == "value_error" and str(problem["ctx"]["error"]).startswith("wants "):
        expected = str(problem["ctx"]["error"]).removeprefix("wants ")
        message = f"'{name_of(key)}' is {value} where {expected} is wanted"
    elif kind == "literal_error":
        expected = problem["ctx"]["expected"]
        message = f"'{name_of(key)}' is {value}; it may be {expected}"
        near = did_you_mean(str(problem.get("input")), re.findall("'([^']+)'", expected))
        fix = near if near.startswith("did") else fix
    else:
        reason = problem["msg"].removeprefix("Value error, ")
        message = f"'{name_of(key)}' is {value}: {reason[:1].lower()}{reason[1:]}"
    return error("wrong-value", message, where, fix)


def _remedy(sheet: type[BaseModel], key: Key) -> str:
    """What to write: as the example of the first field on the way to a key that has one."""
    model: type[BaseModel] | None = sheet
    for part in key:
        field = model.model_fields.get(str(part)) if model else None
        if field and field.examples:
            return f"write it like this: {field.examples[0]}"
        model = _model_in(field.annotation) if field else model
    return f"write a value that fits '{name_of(key)}'"


def _short(value: Any) -> str:
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= 40 else f"{text[:37]}…"


def _fields(sheet: type[BaseModel], key: Key) -> list[str]:
    """The valid keys at a place of a sheet, through nested sheets, lists and mappings."""
    for part in key:
        field = sheet.model_fields.get(str(part))
        if field is not None:
            nested = _model_in(field.annotation)
            if nested is None:
                return []
            sheet = nested
    return [f.alias or name for name, f in sheet.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if (model := _model_in(inner)) is not None:
            return model
    return None
