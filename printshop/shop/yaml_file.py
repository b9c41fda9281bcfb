"""YAML that knows its lines, read strictly: the only door to what people wrote.

A small language on purpose: mappings, lists, text, numbers, ``true``, ``false``, ``null``. Anchors,
aliases, tags and several documents are refused, so a file means what it shows and cannot unfold
into more than was written. Nothing here raises on what a person wrote: it returns findings.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationError

from printshop.findings import Finding, Where, error
from printshop.shop.origin import Key, Origin, name_of
from printshop.shop.yaml_findings import value_finding

MAX_BYTES = 1 << 20  # the longest copy file of the shop has about 5 kB
MAX_DEPTH = 12

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)$")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+$")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


class Sheet(BaseModel):
    """What a file says: frozen, strict, and able to name the line of each of its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)
    _origin: Origin = PrivateAttr(default_factory=Origin)

    def at(self, *key: str | int) -> Where:
        """The place in the file where ``key`` was written."""
        return self._origin.at(*key)


SheetT = TypeVar("SheetT", bound=Sheet)


class _Unreadable(Exception):
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
        message = "the file holds a list or a single value where names with values are wanted"
        fix = "start the file with 'name: value' lines"
        return None, [*findings, error("not-a-mapping", message, Where(shown, 1), fix)]
    return made_of(data, sheet, Origin(shown, lines))


def made_of(
    data: dict[str, Any], sheet: type[SheetT], origin: Origin
) -> tuple[SheetT | None, list[Finding]]:
    """A sheet of plain values that stand at ``origin``, or None and what is wrong with them."""
    try:
        values = sheet.model_validate(data)
    except ValidationError as problem:
        found = (value_finding(e, sheet, origin) for e in problem.errors())
        return None, [f for f in found if f]
    _settle(values, origin)
    return values, []


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
    except _Unreadable as unreadable:
        return None, lines, [unreadable.finding]
    except yaml.YAMLError as problem:
        return None, lines, [_broken(problem, shown)]
    if builder.findings:
        return None, lines, builder.findings
    if value is None:
        empty = error("empty-file", "the file is empty", Where(shown, 1), "write its keys")
        return None, lines, [empty]
    return value, lines, []


def _text(path: Path, shown: str) -> str:
    where = Where(shown)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _Unreadable(
                error(
                    "file-too-large",
                    f"the file has {size / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.1f} MB is read",
                    where,
                    "a content file is a few kB of text: take out what does not belong in it",
                )
            )
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise _Unreadable(
            error("missing-file", "the file is not there", where, f"write {shown}")
        ) from None
    except UnicodeDecodeError as problem:
        raise _Unreadable(
            error(
                "not-utf-8",
                f"byte {problem.start} is not UTF-8 text",
                where,
                "save the file as UTF-8",
            )
        ) from None
    except OSError as problem:
        raise _Unreadable(
            error("unreadable", f"the file cannot be read: {problem.strerror}", where)
        ) from None
    if control := _CONTROL.search(text.replace("\r\n", "\n")):
        line = text.count("\n", 0, control.start()) + 1
        raise _Unreadable(_control(control, shown, line))
    return text


def _control(character: re.Match[str], shown: str, line: int) -> Finding:
    message = f"a control character (U+{ord(character.group()):04X}) stands in the text"
    return error("control-character", message, Where(shown, line), "delete the character")


def _broken(problem: yaml.YAMLError, shown: str) -> Finding:
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    reason = str(getattr(problem, "problem", None) or problem).split("\n")[0]
    return error(
        "broken-yaml",
        f"the file cannot be read as YAML here: {reason}",
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
            if control := _CONTROL.search(event.value):
                self.findings.append(_control(control, self.shown, self.lines[key]))
            return event.value if event.style else _plain(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, key)
        return self._mapping(events, key)

    def _list(self, events: Iterator[Any], key: Key) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.value(event, events, (*key, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], key: Key) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, "key-not-text", "a key is a list or a mapping, not a name")
            name = event.value
            spot, line = (*key, name), event.start_mark.line + 1
            if name in values:
                twice = error(
                    "duplicate-key",
                    f"'{name}' is given twice; the first is in line {self.lines[spot]}",
                    Where(self.shown, line, name_of(spot)),
                    "keep one of the two",
                )
                self.findings.append(twice)
            self.lines[spot] = line
            values[name] = self.value(next(events), events, spot)
        return values

    def _refuse(self, event: Any, code: str, message: str) -> None:
        where = Where(self.shown, event.start_mark.line + 1)
        raise _Unreadable(error(code, message, where, "write the value out in full"))


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


def digest(*parts: str | bytes) -> str:
    """SHA-256 over the parts, each with its length, as hex: how the shop names a content."""
    total = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        total.update(f"{len(raw)}:".encode() + raw)
    return total.hexdigest()
