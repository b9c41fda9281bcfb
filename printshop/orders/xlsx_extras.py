"""What a sheet of a workbook holds besides values, read from its XML in the child process.

openpyxl does not tell it where it reads row by row, as large files need. The archive has been
checked before: its size, its number of parts, and that no XML declares entities.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from printshop.orders.extras import Extras
from printshop.sandbox.messages import visible

MOST = 1_000  # of each kind
LONGEST_COMMENT = 200  # characters
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?$")


def extras_of(archive: zipfile.ZipFile, part: str) -> Extras:
    """The extras of the sheet in a part of the archive."""
    merged: list[tuple[int, int, int, int]] = []
    rows: list[tuple[int, int]] = []
    columns: list[tuple[int, int]] = []
    filtered = False
    number = 0
    for name, attributes in _elements(archive, part):
        if name == "row":
            number = int(attributes.get("r", number + 1))
            if _is_hidden(attributes, "ht"):
                if rows and rows[-1][1] == number - 1:
                    rows[-1] = (rows[-1][0], number)
                elif len(rows) < MOST:
                    rows.append((number, number))
        elif name == "col" and _is_hidden(attributes, "width") and len(columns) < MOST:
            columns.append((int(attributes["min"]), int(attributes["max"])))
        elif name == "mergeCell" and len(merged) < MOST:
            merged.append(_block(attributes["ref"]))
        elif name == "filterColumn":
            filtered = True
    related = list(_related(archive, part))
    kinds = {kind for kind, _ in related}
    comments: dict[str, str] = {}
    for kind in ("comments", "threadedComment"):  # the second has the words of the first anew
        for path in (path for name, path in related if name == kind):
            comments.update(_comments(archive, path))
    return Extras(
        merged=tuple(merged),
        hidden_rows=tuple(rows),
        hidden_columns=tuple(columns),
        comments=tuple(list(comments.items())[:MOST]),
        filtered=filtered,
        pictures=bool(kinds & {"drawing", "image"}),
    )


def _elements(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The name and the attributes of each element but those within rows."""
    with archive.open(part) as file:
        for event, element in ElementTree.iterparse(file, ("start", "end")):
            name = _local(element.tag)
            if event == "start" and name not in ("c", "v", "f", "is", "t", "r"):
                yield name, dict(element.attrib)
            elif event == "end" and name in ("row", "sheetData"):
                element.clear()


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    """Whether a row or a column is hidden, or has no height or width."""
    if attributes.get("hidden") in ("1", "true"):
        return True
    try:
        return float(attributes.get(size, "1")) == 0
    except ValueError:
        return False


def _block(ref: str) -> tuple[int, int, int, int]:
    """``A2:B3`` as first row, first column, last row, last column."""
    found = _AREA.match(ref)
    if not found:
        raise ValueError("no area of cells")
    first, top, last, bottom = found.groups()
    return int(top), _number(first), int(bottom or top), _number(last or first)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _related(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """The kind and the path of each part that a sheet refers to and that is there."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return
    for element, attributes in _elements(archive, relations):
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if path in archive.namelist():
                yield attributes.get("Type", "").rpartition("/")[2], path


def _comments(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """The cell and the words of each comment."""
    root: Any = ElementTree.fromstring(archive.read(part))
    for element in root.iter():
        if _local(element.tag) in ("comment", "threadedComment") and element.get("ref"):
            words = "".join(e.text or "" for e in element.iter() if _local(e.tag) in ("t", "text"))
            yield str(element.get("ref"))[:20], visible(" ".join(words.split()))[:LONGEST_COMMENT]


def _local(tag: str) -> str:
    return str(tag).rpartition("}")[2]
