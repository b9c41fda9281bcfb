"""YAML that knows its lines, read strictly: the only door to what people wrote.

A small language on purpose: mappings, lists, text, numbers, ``true``, ``false``, ``null``. Anchors,
aliases, tags and several documents are refused, so a file means what it shows and cannot unfold
into more than was written. Nothing here raises on what a person wrote: it returns findings.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationError

from printshop.findings import Finding, Where, did_you_mean, error

MAX_BYTES = 1 << 20  # the longest copy file of the shop has about 5 kB
MAX_DEPTH = 12

Key = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)$")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+$")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True)
class Origin:
    """Where a sheet was read: its path relative to the shop and the line of each key."""

    path: str = ""
    lines: dict[Key, int] = field(default_factory=dict)
    above: Key = ()  # the keys above a sheet that lies within another

    def at(self, *key: str | int) -> Where:
        """The place of a key, or of the nearest key above it that was written."""
        spot = full = (*self.above, *key)
        while spot and spot not in self.lines:
            spot = spot[:-1]
        return Where(self.path, self.lines.get(spot, 1), name_of(full))


class Sheet(BaseModel):
    """What a file says: frozen, strict, and able to name the line of each of its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)
    _origin: Origin = PrivateAttr(default_factory=Origin)

    def at(self, *key: str | int) -> Where:
        """The place in the file where ``key`` was written."""
        return self._origin.at(*key)


SheetT = TypeVar("SheetT", bound=Sheet)


def name_of(key: Key) -> str:
    """``signs[3]`` for ``('items', 'signs', 2)``: keys as a person counts them, from 1."""
    text = ""
    for part in key:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text.removeprefix("items.")


class _Refused(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read(root: Path, path: Path, sheet: type[SheetT]) -> tuple[SheetT | None, list[Finding]]:
    """Read one YAML file into a sheet: the sheet, or None, and all that is to be said of it."""
    shown = path.relative_to(root).as_posix()
    data, lines, findings = load(path, shown)
    if data is None:
        return None, findings
    if not isinstance(data, dict):
        told = error(
            "not-a-mapping",
            "the file holds a list or a single value where names with values are wanted",
            Where(shown, 1),
            "start the file with 'name: value' lines",
        )
        return None, [*findings, told]
    return made_of(data, sheet, Origin(shown, lines))


def made_of(
    data: dict[str, Any], sheet: type[SheetT], origin: Origin
) -> tuple[SheetT | None, list[Finding]]:
    """A sheet of plain values that stand at ``origin``, or None and what is wrong with them."""
    try:
        made = sheet.model_validate(data)
    except ValidationError as problem:
        return None, [_told(e, sheet, origin) for e in problem.errors()]
    _settle(made, origin)
    return made, []


def _settle(value: Any, origin: Origin) -> None:
    """Tell a sheet, and the sheets within it, where they stand."""
    if isinstance(value, Sheet):
        value._origin = origin
        inner: Any = [(name, getattr(value, name)) for name in type(value).model_fields]
    elif isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, (list, tuple)):
        inner = enumerate(value)
    else:
        return
    for key, item in inner:
        _settle(item, Origin(origin.path, origin.lines, (*origin.above, key)))


def load(path: Path, shown: str) -> tuple[Any, dict[Key, int], list[Finding]]:
    """The plain values of a YAML file, the line of each key, and findings; None when refused."""
    lines: dict[Key, int] = {(): 1}
    try:
        text = _text(path, shown)
        builder = _Builder(shown, lines)
        value = builder.document(yaml.parse(text, Loader=_LOADER))
    except _Refused as refused:
        return None, lines, [refused.finding]
    except yaml.YAMLError as problem:
        return None, lines, [_broken(problem, shown)]
    if builder.findings:
        return None, lines, builder.findings
    if value is None:
        told = error("empty-file", "the file is empty", Where(shown, 1), "write its keys")
        return None, lines, [told]
    return value, lines, []


def _text(path: Path, shown: str) -> str:
    where = Where(shown)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _Refused(
                error(
                    "file-too-large",
                    f"the file has {size / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.1f} MB is read",
                    where,
                    "a content file is a few kB of text: take out what does not belong in it",
                )
            )
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise _Refused(
            error("missing-file", "the file is not there", where, f"write {shown}")
        ) from None
    except UnicodeDecodeError as problem:
        raise _Refused(
            error(
                "not-utf-8",
                f"byte {problem.start} is not UTF-8 text",
                where,
                "save the file as UTF-8",
            )
        ) from None
    except OSError as problem:
        raise _Refused(
            error("unreadable", f"the file cannot be read: {problem.strerror}", where)
        ) from None
    if found := _CONTROL.search(text.replace("\r\n", "\n")):
        line = text.count("\n", 0, found.start()) + 1
        raise _Refused(_control(found, shown, line))
    return text


def _control(found: re.Match[str], shown: str, line: int) -> Finding:
    message = f"a control character (U+{ord(found.group()):04X}) stands in the text"
    return error("control-character", message, Where(shown, line), "delete the character")


def _broken(problem: yaml.YAMLError, shown: str) -> Finding:
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    said = str(getattr(problem, "problem", None) or problem).split("\n")[0]
    return error(
        "broken-yaml",
        f"the file cannot be read as YAML here: {said}",
        Where(shown, mark.line + 1 if mark else 1),
        "look at this line and the one above: indentation, a missing quote, a ': ' inside a text",
    )


class _Builder:
    """Plain values from parser events, in one pass and without ever following an alias."""

    def __init__(self, shown: str, lines: dict[Key, int]) -> None:
        self.shown = shown
        self.lines = lines
        self.findings: list[Finding] = []

    def document(self, events: Iterator[Any]) -> Any:
        value, documents = None, 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "several-documents", "a second document starts with '---'")
            elif isinstance(event, yaml.NodeEvent):
                value = self.value(event, events, ())
        return value

    def value(self, event: Any, events: Iterator[Any], key: Key) -> Any:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._refuse(event, "alias", "anchors (&) and aliases (*) are not read here")
        if event.tag and event.tag not in ("!", "tag:yaml.org,2002:str"):
            self._refuse(event, "tag", f"the tag '{event.tag}' is not read here")
        if len(key) > MAX_DEPTH:
            self._refuse(event, "too-deep", f"lists and keys are nested over {MAX_DEPTH} deep")
        self.lines.setdefault(key, event.start_mark.line + 1)
        if isinstance(event, yaml.ScalarEvent):
            if found := _CONTROL.search(event.value):
                self.findings.append(_control(found, self.shown, self.lines[key]))
            return event.value if event.style else _plain(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, key)
        return self._mapping(events, key)

    def _list(self, events: Iterator[Any], key: Key) -> list[Any]:
        made: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            made.append(self.value(event, events, (*key, len(made))))
        return made

    def _mapping(self, events: Iterator[Any], key: Key) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, "key-not-text", "a key is a list or a mapping, not a name")
            name = event.value
            spot, line = (*key, name), event.start_mark.line + 1
            if name in made:
                told = error(
                    "duplicate-key",
                    f"'{name}' is given twice; the first is in line {self.lines[spot]}",
                    Where(self.shown, line, name_of(spot)),
                    "keep one of the two",
                )
                self.findings.append(told)
            self.lines[spot] = line
            made[name] = self.value(next(events), events, spot)
        return made

    def _refuse(self, event: Any, code: str, message: str) -> None:
        where = Where(self.shown, event.start_mark.line + 1)
        raise _Refused(error(code, message, where, "write the value out in full"))


def _plain(text: str) -> Any:
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INT.match(text) and len(text) < 16:
        return int(text)
    if _FLOAT.match(text) and len(text) < 32:
        return float(text)
    return text


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


def _told(problem: Any, sheet: type[Sheet], origin: Origin) -> Finding:
    """One of pydantic's complaints in the writer's words."""
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
        return error("missing-key", f"'{last}' is missing", where, f"add '{last}:'")
    got = _short(problem.get("input"))
    if kind in _WANTED:
        message = f"'{name_of(key)}' is {got} where {_WANTED[kind]} is wanted"
    elif kind == "value_error" and str(problem["ctx"]["error"]).startswith("wants "):
        wants = str(problem["ctx"]["error"]).removeprefix("wants ")
        message = f"'{name_of(key)}' is {got} where {wants} is wanted"
    elif kind == "literal_error":
        message = f"'{name_of(key)}' is {got}; it may be {problem['ctx']['expected']}"
    else:
        said = problem["msg"].removeprefix("Value error, ")
        message = f"'{name_of(key)}' is {got}: {said[:1].lower()}{said[1:]}"
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
        if (found := _model_in(inner)) is not None:
            return found
    return None


def digest(*parts: str | bytes) -> str:
    """SHA-256 over the parts, each with its length, as hex: how the shop names a content."""
    total = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        total.update(f"{len(raw)}:".encode() + raw)
    return total.hexdigest()
