"""Findings about values in YAML files, from pydantic's validation errors.

Pydantic's messages use Python's terms. A finding names the key as it was written, its line, and
what is wanted instead.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from printshop.findings import Finding, did_you_mean, error, similar
from printshop.reading.origin import Key, Origin, name_of

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


def value_findings(
    problems: Iterable[Any], sheet: type[BaseModel], origin: Origin
) -> list[Finding]:
    """Pydantic's errors, each an ``ErrorDetails``, as findings at the lines of their keys.

    One fault is one finding: of a value that may be of two kinds pydantic says that it is neither,
    and of a misspelt key that it is unknown and that the right one is missing.
    """
    by_key: dict[Key, list[Any]] = {}
    for problem in problems:
        by_key.setdefault(_key_of(problem, origin), []).append(problem)
    missing = {key for key, group in by_key.items() if group[0]["type"] == "missing"}
    findings: list[Finding | None] = []
    if outside := _outside(by_key, sheet, origin):
        holder, names, finding = outside
        findings.append(finding)
        by_key = {
            key: group
            for key, group in by_key.items()
            if key != (holder,) and (len(key) != 1 or key[0] not in names)
        }
    for key, group in by_key.items():
        if any(len(other) > len(key) and other[: len(key)] == key for other in by_key):
            continue  # said of what stands within it
        if key in missing and _written_otherwise(key, by_key):
            continue
        findings.append(_finding(key, group, sheet, origin))
    return [finding for finding in findings if finding]


def _outside(
    by_key: dict[Key, list[Any]], sheet: type[BaseModel], origin: Origin
) -> tuple[str, list[str], Finding] | None:
    """The error about texts that begin at the left margin, and so stand outside ``items:``.

    With it the key that they should stand beneath, and their own.
    """
    prose: frozenset[str] = getattr(sheet, "PROSE", frozenset())
    fields = sheet.model_fields.items()
    holders = [n for n, f in fields if n in prose and get_origin(f.annotation) is dict]
    holder = holders[0] if holders else ""  # an order's words are under keys of their own
    known = _fields(sheet, ())
    unknown = {
        str(key[0]): group[0].get("input")
        for key, group in by_key.items()
        if len(key) == 1 and group[0]["type"] == "extra_forbidden"
    }
    is_missing = by_key.get((holder,), [{"type": ""}])[0]["type"] == "missing"
    if is_missing and len(unknown) == 1 and isinstance(next(iter(unknown.values())), dict):
        return holder, [*unknown], _unknown((*unknown,), [holder], origin)
    if "translated_from" in unknown:  # of an earlier form of these files
        message = "'translated_from' is not written here any more: the words are compared instead"
        fix = "take the line out; generate.py fresh records what a translation was compared with"
        return (
            "",
            ["translated_from"],
            error("unknown-key", message, origin.at("translated_from"), fix),
        )
    names = [name for name in unknown if not get_close_matches(name, known, 1, 0.6)]
    if holder not in known or not names:
        return None
    shown = ", ".join(f"'{name}'" for name in names[:3]) + (", …" if names[3:] else "")
    begin, each = ("begin", "each") if names[1:] else ("begins", "it")
    message = f"{shown} {begin} at the left margin, and so outside '{holder}:'"
    fix = f"put two spaces before {each}, and two more before the lines that belong to {each}"
    return holder, names, error("unknown-key", message, origin.at(names[0]), fix)


def _written_otherwise(key: Key, by_key: dict[Key, list[Any]]) -> bool:
    """Whether a missing key was misspelt: the unknown key beside it that is most like it."""
    unknown = [
        str(k[-1])
        for k, group in by_key.items()
        if k and k[:-1] == key[:-1] and group[0]["type"] == "extra_forbidden"
    ]
    return bool(get_close_matches(str(key[-1]), unknown, 1, 0.6))


def _key_of(problem: Any, origin: Origin) -> Key:
    """The key that an error is about, as far as it was written."""
    # Pydantic adds the name of a union's branch to the key, which is no key of the file.
    key = tuple(p for p in problem["loc"] if isinstance(p, int) or not p.endswith("]"))
    while len(key) > 1 and key not in origin.lines and key[:-1] in origin.lines:
        if problem["type"] == "missing":
            break
        key = key[:-1]
    return key


def _finding(key: Key, group: list[Any], sheet: type[BaseModel], origin: Origin) -> Finding | None:
    """The finding about a key from its errors; None for a missing key that needs no report.

    ``sheet`` knows the valid keys, ``origin`` the line of each key that was written.
    """
    problem = group[0]
    where, kind, last_part = origin.at(*key), problem["type"], key[-1] if key else ""
    if kind == "extra_forbidden":
        known = _fields(sheet, key[:-1])
        near = get_close_matches(str(last_part), known, 1, 0.6)
        if problem.get("input") is None and len(key) > 1 and not near:  # nothing follows it
            message = f"'{last_part}' stands behind a comma, which ends a value within braces"
            return error("unknown-key", message, where, "put the whole value in straight quotes")
        return _unknown(key, known, origin)
    if kind == "missing" and isinstance(last_part, int):
        message = f"'{name_of(key[:-1])}' has {last_part} values where more are wanted"
        if last_part == 1:
            message = f"'{name_of(key[:-1])}' has 1 value where 2 are wanted"
        where = origin.at(*key[:-1])
        return error("wrong-value", message, where, f"write a value that fits '{where.key}'")
    if kind == "missing":
        return origin.missing(*key)
    if problem.get("input") is None and getattr(sheet, "PROSE", frozenset()) & {*key}:
        fix = "write them; if they are 'null' or '~', put quotes around that"
        return error("wrong-value", f"'{name_of(key)}' has no words", where, fix)
    value, fix = _short(problem.get("input")), _remedy(sheet, key)
    wanted = [_WANTED[p["type"]] for p in group if p["type"] in _WANTED]
    if wanted:
        verb = "are" if wanted[-1].endswith("values") else "is"
        message = f"'{name_of(key)}' is {value} where {' or '.join(wanted)} {verb} wanted"
    elif kind == "value_error" and str(problem["ctx"]["error"]).startswith("wants "):
        expected = str(problem["ctx"]["error"]).removeprefix("wants ")
        message = f"'{name_of(key)}' is {value} where {expected} is wanted"
        if "date" in expected:
            fix = "write the year, the month and the day, with hyphens: 2027-11-23"
    elif kind == "literal_error":
        expected = problem["ctx"]["expected"]
        message = f"'{name_of(key)}' is {value}; it may be {expected}"
        choices = re.findall("'([^']+)'", expected)
        fix = similar(str(problem.get("input")), choices)
        fix = fix or ("write one of these" if len(choices) > 1 else f"write {expected}")
    else:
        message, fix = _otherwise(problem, name_of(key), value, fix)
    return error("wrong-value", message, where, fix)


def _otherwise(problem: Any, name: str, value: str, fix: str) -> tuple[str, str]:
    """The message and the remedy about a value that is of the right kind, and wrong."""
    kind, reason = problem["type"], problem["msg"]
    if kind == "value_error":
        # A check may say what to write as well; such a one names the keys and their values.
        reason, *remedy = map(str, problem["ctx"]["error"].args)
        if remedy:
            return f"'{name}': {reason}", remedy[0]
    if kind in ("too_short", "too_long"):
        limits = problem["ctx"]
        there = limits["actual_length"] if limits["actual_length"] is not None else "more"
        limit = "{min_length} at least" if kind == "too_short" else "{max_length} at most"
        limit = limit.format(**limits)
        return f"'{name}' has {there} values where {limit} are wanted", f"write {limit}"
    return f"'{name}' is {value}: {reason[:1].lower()}{reason[1:]}", fix


def _remedy(sheet: type[BaseModel], key: Key) -> str:
    """What to write: as the example of the first field on the way to a key that has one."""
    model: type[BaseModel] | None = sheet
    for part in key:
        field = _field(model, str(part)) if model else None
        if field and field.examples:
            return f"write it like this: {field.examples[0]}"
        model = _model_in(field.annotation) if field else model
    return f"write a value that fits '{name_of(key)}'"


def _field(model: type[BaseModel], name: str) -> FieldInfo | None:
    """The field of a sheet that has this name in a file."""
    fields = model.model_fields
    return fields.get(name) or next((f for f in fields.values() if f.alias == name), None)


def _unknown(key: Key, known: list[str], origin: Origin) -> Finding:
    name = str(key[-1])
    meant = (
        did_you_mean(name, known)
        if len(known) > 1
        else "".join(f"did you mean '{k}'?" for k in known)
    )
    return error("unknown-key", f"'{name}' is not a key here", origin.at(*key), meant)


def _short(value: Any) -> str:
    """A value as it may be written in a file, cut where it is long."""
    text = _written(value)
    return text if len(text) <= 40 else f"{text[:37]}…"


def _written(value: Any, *, within: bool = False) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(_written(item, within=True) for item in value)}]"
    if isinstance(value, dict):
        pairs = (f"{key}: {_written(item, within=True)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    return str(value) if within or not isinstance(value, str) else f"'{value}'"


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
