"""YAML read strictly, with the line of each key; all files of content are read through this module.

Only a part of YAML is accepted: mappings, lists, text, numbers, ``true``, ``false``, ``null``.
Anchors, aliases, tags and several documents are errors, so a file cannot expand into more than was
written. No content of a file raises: its errors are findings.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationError

from printshop.findings import Finding, Where, error
from printshop.reading.origin import Key, Origin, name_of
from printshop.reading.plain_text import CONTROL, control_finding, text_of
from printshop.reading.yaml_faults import diagnosed
from printshop.reading.yaml_findings import value_findings
from printshop.reading.yaml_lines import in_quotes, shown
from printshop.reading.yaml_words import fault_of_key, faults_of_text, text_in_braces

MAX_DEPTH = 12

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REMEDIES = {
    "several-documents": "join what stands above and beneath it, without this line",
    "key-not-text": "write a name before the colon, of letters and hyphens",
    "too-deep": "write lists and names within each other less deep",
}
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)$")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+$")


class Sheet(BaseModel):
    """The values of a file, validated strictly and frozen, with the line of each key.

    ``PROSE``: names of keys beneath which there are words to be printed. They are read as text
    whatever they look like (``14``, ``true``), and whatever would lose a word is an error.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)
    PROSE: ClassVar[frozenset[str]] = frozenset()
    _origin: Origin = PrivateAttr(default_factory=Origin)

    def at(self, *key: str | int) -> Where:
        """The place in the file where ``key`` was written; without ``key`` that of the sheet."""
        return self._origin.at(*key)


SheetT = TypeVar("SheetT", bound=Sheet)
_HOLDERS = (Sheet, dict, list, tuple)  # values that other values stand in


class _Unreadable(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read(root: Path, path: Path, sheet: type[SheetT]) -> tuple[SheetT | None, list[Finding]]:
    """Read one YAML file into a sheet; None where an error is among the findings.

    Findings name the file by its path from ``root``.
    """
    display_path = path.relative_to(root).as_posix()
    text, unreadable = text_of(path, display_path)
    if unreadable:
        return None, [unreadable]
    values, findings = _sheet_of(text, display_path, sheet)
    return values, list(findings)


@lru_cache(maxsize=2048)  # for who reads a shop again and again, of which one file has changed
def _sheet_of(
    text: str, display_path: str, sheet: type[SheetT]
) -> tuple[SheetT | None, Sequence[Finding]]:
    """The sheet of a file's text, or None where an error is among the findings."""
    data, lines, findings = _values(text, display_path, sheet.PROSE, partly=False)
    if data is None:
        return None, findings
    if not isinstance(data, dict):
        message = "the file holds a list or a single value where names with values are wanted"
        fix = "start the file with 'name: value' lines"
        return None, [*findings, error("not-a-mapping", message, Where(display_path, 1), fix)]
    return to_sheet(data, sheet, Origin(display_path, lines))


def to_sheet(
    data: dict[str, Any], sheet: type[SheetT], origin: Origin
) -> tuple[SheetT | None, list[Finding]]:
    """A sheet of plain values; None where they are not valid, with an error for each of them.

    ``origin`` knows where the values were written.
    """
    try:
        values = sheet.model_validate(data)
    except ValidationError as problem:
        return None, value_findings(problem.errors(), sheet, origin)
    _set_origin(values, origin)
    return values, []


def _set_origin(value: Any, origin: Origin) -> None:
    """Set the origin of a sheet and of the sheets within it."""
    if isinstance(value, Sheet):
        value._origin = origin
        inner: Any = [(name, getattr(value, name)) for name in type(value).model_fields]
    elif isinstance(value, dict):
        inner = value.items()
    else:
        inner = enumerate(value)
    for key, item in inner:
        if isinstance(item, _HOLDERS):  # most of what is written are single values
            _set_origin(item, Origin(origin.path, origin.lines, (*origin.above, key)))


def load(
    path: Path, display_path: str, prose: frozenset[str] = frozenset(), *, partly: bool = False
) -> tuple[Any, dict[Key, int], list[Finding]]:
    """The plain values of a YAML file, or None; the line of each key; and errors.

    ``display_path`` is what findings call the file; ``prose`` is as in ``Sheet``. ``partly``: the
    values come with errors about single texts as well, for who leaves out what these are about.
    """
    text, unreadable = text_of(path, display_path)
    if unreadable:
        return None, {(): 1}, [unreadable]
    return _values(text, display_path, prose, partly=partly)


def _values(
    text: str, display_path: str, prose: frozenset[str], *, partly: bool
) -> tuple[Any, dict[Key, int], list[Finding]]:
    """What ``load`` returns, of a file's text."""
    lines: dict[Key, int] = {(): 1}
    builder = _Builder(display_path, lines, text.split("\n"), prose)
    try:
        value = builder.document(yaml.parse(text, Loader=_LOADER))
    except _Unreadable as stop:
        return None, lines, [stop.finding]
    except yaml.YAMLError as problem:
        broken = diagnosed(text, _stop(problem), _stops_at, display_path)
        return None, lines, builder.findings or [broken]
    if builder.findings:
        return (value if partly else None), lines, builder.findings
    if value is None:
        empty = error("empty-file", "the file is empty", Where(display_path, 1), "write its keys")
        return None, lines, [empty]
    return value, lines, []


def _stop(problem: yaml.YAMLError) -> int:
    """The line, from 1, where the parser gave up; of an unclosed quote that where it begins."""
    mark, context = (getattr(problem, f"{name}_mark", None) for name in ("problem", "context"))
    if context and "end of stream" in str(getattr(problem, "problem", "")):
        mark = context
    return mark.line + 1 if mark else 1


def _stops_at(text: str) -> int | None:
    """The line where the parser gives up, or None where it reads the whole text."""
    try:
        for _ in yaml.parse(text, Loader=_LOADER):
            pass
    except yaml.YAMLError as problem:
        return _stop(problem)
    return None


class _Builder:
    """Plain values from the parser's events, in one pass; an alias is an error and not followed."""

    def __init__(
        self, display_path: str, lines: dict[Key, int], text: list[str], prose: frozenset[str]
    ) -> None:
        self.display_path = display_path
        self.lines = lines
        self.text = text
        self.prose = prose
        self.findings: list[Finding] = []

    def document(self, events: Iterator[Any]) -> Any:
        value, documents = None, 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(
                        event, "several-documents", "a line of '---' would divide the file in two"
                    )
            elif isinstance(event, yaml.NodeEvent):
                value = self.value(event, events, ())
        return value

    def value(self, event: Any, events: Iterator[Any], key: Key) -> Any:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._refuse(
                event, "alias", "'*' and '&' stand for another value, which is not read here"
            )
        if event.tag and event.tag != "tag:yaml.org,2002:str":
            self._refuse(event, "tag", "'!' stands for a kind of value, which is not read here")
        if len(key) > MAX_DEPTH:
            self._refuse(
                event, "too-deep", f"lists and names stand over {MAX_DEPTH} deep within each other"
            )
        self.lines.setdefault(key, event.start_mark.line + 1)
        if isinstance(event, yaml.ScalarEvent):
            if control := CONTROL.search(event.value):
                where = Where(self.display_path, self.lines[key])
                self.findings.append(control_finding(control[0], where))
            prose = not self.prose.isdisjoint(key)
            self.findings += faults_of_text(event, self.text, self.display_path, prose=prose)
            if event.style or (prose and event.value not in ("", "~", "null")):
                return event.value
            return _plain(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, key)
        if event.flow_style and not self.prose.isdisjoint(key[:-1]):
            raise _Unreadable(text_in_braces(event, self.text, self.display_path))
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
                self._refuse(event, "key-not-text", "a list stands where a name is wanted")
            name = event.value
            odd = fault_of_key(event, self.text, self.display_path)
            self.findings += [odd] if odd else []
            full_key, line = (*key, name), event.start_mark.line + 1
            if name in values:
                duplicate = error(
                    "duplicate-key",
                    f"'{name}' is given twice; the first is in line {self.lines[full_key]}",
                    Where(self.display_path, line, name_of(full_key)),
                    "keep one of the two",
                )
                self.findings.append(duplicate)
            self.lines[full_key] = line
            values[name] = self.value(next(events), events, full_key)
        return values

    def _refuse(self, event: Any, code: str, message: str) -> None:
        number = event.start_mark.line
        line = self.text[number] if number < len(self.text) else ""
        fix = _REMEDIES.get(code, "write the value out in full")
        if isinstance(event, yaml.AliasEvent | yaml.ScalarEvent) and code in ("alias", "tag"):
            fix = f"if it is a text, write: {shown(in_quotes(line))}"
        message = f"{message}: {shown(line)}" if line.strip() else message
        raise _Unreadable(error(code, message, Where(self.display_path, number + 1), fix))


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
    """SHA-256 in hex over the parts, each preceded by its length in bytes."""
    sha256 = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        sha256.update(f"{len(data)}:".encode() + data)
    return sha256.hexdigest()
