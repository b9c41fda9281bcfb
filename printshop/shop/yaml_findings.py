"""What is wrong with a value that a person wrote, in the writer's words and at its line.

Values are held against a model by pydantic. Its complaints are in Python's words; here each becomes
a finding that names the key as it was written and what is wanted instead.
"""

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
    """One of pydantic's complaints, an ``ErrorDetails``, as a finding in the writer's words.

    ``sheet`` knows which keys there are, ``origin`` in which line each was written. None of a
    missing key that the origin does not tell.
    """
    # Pydantic adds the name of a union's branch to the key; those are no keys of the file.
    key = tuple(p for p in problem["loc"] if isinstance(p, int) or not p.endswith("]"))
    while len(key) > 1 and key not in origin.lines and key[:-1] in origin.lines:
        if problem["type"] == "missing":
            break
        key = key[:-1]
    where, kind, last = origin.at(*key), problem["type"], key[-1] if key else ""
    if kind == "extra_forbidden":
        known = _fields(sheet, key[:-1])
        return error(
            "unknown-key", f"'{last}' is not a key here", where, did_you_mean(str(last), known)
        )
    if kind == "missing" and isinstance(last, int):
        message = f"'{name_of(key[:-1])}' has {last} values where more are wanted"
        if last == 1:
            message = f"'{name_of(key[:-1])}' has 1 value where 2 are wanted"
        where = origin.at(*key[:-1])
        return error("wrong-value", message, where, f"write a value that fits '{where.key}'")
    if kind == "missing":
        return origin.missing(*key)
    got = _short(problem.get("input"))
    if kind in _WANTED:
        message = f"'{name_of(key)}' is {got} where {_WANTED[kind]} is wanted"
    elif kind == "value_error" and str(problem["ctx"]["error"]).startswith("wants "):
        wants = str(problem["ctx"]["error"]).removeprefix("wants ")
        message = f"'{name_of(key)}' is {got} where {wants} is wanted"
    elif kind == "literal_error":
        message = f"'{name_of(key)}' is {got}; it may be {problem['ctx']['expected']}"
    else:
        reason = problem["msg"].removeprefix("Value error, ")
        message = f"'{name_of(key)}' is {got}: {reason[:1].lower()}{reason[1:]}"
    return error("wrong-value", message, where, f"write a value that fits '{name_of(key)}'")


def _short(value: Any) -> str:
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= 40 else f"{text[:37]}…"


def _fields(sheet: type[BaseModel], key: Key) -> list[str]:
    """The keys a sheet knows at a place, following nested sheets, lists and named values."""
    for part in key:
        info = sheet.model_fields.get(str(part))
        if info is not None:
            inner = _model_in(info.annotation)
            if inner is None:
                return []
            sheet = inner
    return [f.alias or name for name, f in sheet.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if (model := _model_in(inner)) is not None:
            return model
    return None
