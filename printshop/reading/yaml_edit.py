"""YAML written back as a person wrote it: single texts are replaced, every other byte is kept.

Comments, order, blank lines and the way each other text is written stay. A changed text is written
as it was before: plain, in quotes, or as a block; where that cannot hold it, in double quotes.
What comes out is read once more before it is returned.
"""

import json
import re
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from printshop.reading.origin import Key

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXTS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
WIDTH = 100  # characters of a line of a text that goes over several lines
INDENT = 2
_NOTHING = ("", "~", "null")  # without quotes, they are read as no text
_BLOCK = re.compile(r"([|>])([+-]?)([1-9]?)([+-]?)([^\n]*)\n")
_RISKY = re.compile(r"[:#]|^[\s\-?&*!|>'\"%@`\[\]{},]|\s$|^\s|\n|[\[\]{},]")


_UNEVEN = re.compile(r"\n[ \t]")  # a line further in than the others: the reader refuses it


class NotEditable(ValueError):
    """The file holds no text at a key, or cannot be read as it is."""


def edited(text: str, changes: Mapping[Key, str]) -> str:
    """The text of a YAML file with other texts at some keys, such as ``("items", "signs", 2)``.

    A text that is there already as it is wanted keeps its bytes. Raises ``NotEditable`` where there
    is no single text at a key.
    """
    root = _composed(text)
    places = {key: _scalar(root, key) for key in changes}
    wanted = {key: new for key, new in changes.items() if places[key].value != new}
    done = text
    for key in sorted(wanted, key=lambda k: places[k].start_mark.index, reverse=True):
        done = _replaced(done, places[key], wanted[key], key)
    return done


def with_item(text: str, above: Key, name: str, item: str | list[str], after: str = "") -> str:
    """The text of a YAML file with one more item in the mapping at ``above``.

    It stands behind the item ``after``, else at the end. Raises ``NotEditable`` where there is no
    mapping, where it stands in braces, or where it has the item.
    """
    mapping = _node(_composed(text), above)
    if mapping is None or _is_empty(mapping):  # 'items:' with nothing beneath it
        return _begun(text, above, name, item)
    if not isinstance(mapping, yaml.MappingNode) or mapping.flow_style or not mapping.value:
        raise NotEditable(f"no items can be added at {'.'.join(map(str, above))}")
    names = [key.value for key, _ in mapping.value]
    if name in names:
        raise NotEditable(f"'{name}' is there already")
    at = names.index(after) if after in names else len(names) - 1
    indent = " " * mapping.value[0][0].start_mark.column
    end = _end_of_lines(text, mapping.value[at][1])
    lines = _item_lines(name, item, indent)
    before = text[:end] if text[:end].endswith("\n") else f"{text[:end]}\n"
    return _proved(before + lines + text[end:], (*above, name), item)


def with_entry(text: str, key: Key, entry: str) -> str:
    """The text of a YAML file with one more entry at the end of the list at ``key``.

    Raises ``NotEditable`` where there is no list.
    """
    listing = _node(_composed(text), key)
    if not isinstance(listing, yaml.SequenceNode):
        raise NotEditable(f"there is no list at {'.'.join(map(str, key))}")
    number = len(listing.value)
    if listing.flow_style or not listing.value:
        at = text.rindex("]", 0, listing.end_mark.index)
        comma = ", " if listing.value else ""
        return _proved(f"{text[:at]}{comma}{_quoted(entry)}{text[at:]}", (*key, number), entry)
    last = listing.value[-1]
    end = _end_of_lines(text, last)
    indent = " " * listing.start_mark.column
    before = text[:end] if text[:end].endswith("\n") else f"{text[:end]}\n"
    line = f"{indent}- {_inline(entry, len(indent) + INDENT)}\n"
    return _proved(before + line + text[end:], (*key, number), entry)


# ── finding the place ────────────────────────────────────────────────────────────────────────


def _composed(text: str) -> Any:
    try:
        return yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as problem:
        raise NotEditable("the file cannot be read as it is") from problem


def _node(root: Any, key: Iterable[str | int]) -> Any:
    """The node at a key, or None."""
    node = root
    for part in key:
        if isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part] if part < len(node.value) else None
        else:
            return None
    return node


def _scalar(root: Any, key: Key) -> Any:
    node = _node(root, key)
    if not isinstance(node, yaml.ScalarNode):
        raise NotEditable(f"there is no text at {'.'.join(map(str, key))}")
    return node


def _is_empty(node: Any) -> bool:
    """Whether nothing stands behind the key."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value == ""


def _end_of_lines(text: str, node: Any) -> int:
    """The index where the line begins that follows a node and a comment behind it."""
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        if node.value:  # its own mark is where the next one begins, past comments
            last = node.value[-1]
            return _end_of_lines(text, last[1] if isinstance(last, tuple) else last)
    elif isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return start + len(text[start:end].rstrip()) + 1
    line_end = text.find("\n", end)
    return len(text) if line_end < 0 else line_end + 1


# ── writing a text ───────────────────────────────────────────────────────────────────────────


def _replaced(text: str, node: Any, new: str, key: Key) -> str:
    """The file with another text at a node: the first way of writing it that reads back right."""
    start, end = node.start_mark.index, node.end_mark.index
    raw = text[start:end]
    kept = raw[len(raw.rstrip()) :] if node.style in ("|", ">") else ""
    if kept:  # the line end of a block belongs to it; blank lines beneath do not
        end -= len(kept)
    gap = " " if start == end and text[start - 1 : start] == ":" else ""
    for written in _ways(node, text[start:end], new, _indent(text, node)):
        done = f"{text[:start]}{gap}{written}{text[end:]}"
        if _reads(done, text, key, new):
            return done
    raise NotEditable(f"no way of writing holds the text at {'.'.join(map(str, key))}")


def _ways(node: Any, raw: str, new: str, indent: int) -> list[str]:
    """How a text may be written in a node's place, as it was written before coming first."""
    several = "\n" in raw
    ways = []
    if (
        node.style in ("|", ">")
        and not _UNEVEN.search(new)
        and (header := _BLOCK.match(raw + "\n"))
    ):
        ways.append(_block(header, raw, new, indent))
    elif node.style == "'" and "\n" not in new:
        ways.append(_folded("'" + new.replace("'", "''") + "'", indent, several=several))
    elif not node.style and new not in _NOTHING and "\n" not in new:
        ways.append(_folded(new, indent, several=several))
    if node.style == '"' and several and "\n" not in new:
        ways.append(_folded(_quoted(new), indent, several=True))
    return [*ways, _quoted(new)]


def _block(header: re.Match[str], raw: str, new: str, indent: int) -> str:
    """A text as a literal or folded block, with the header's comment and the block's indent."""
    sign, comment = header[1], header[5]
    first = next((line for line in raw.split("\n")[1:] if line.strip()), "")
    column = len(first) - len(first.lstrip(" ")) or indent + INDENT
    ends = len(new) - len(new.rstrip("\n"))
    chomping = "-" if ends == 0 else "" if ends == 1 else "+"
    given = str(column - indent) if new[:1] in (" ", "\n") else ""
    body = new[:-1] if ends else new
    lines = body.split("\n")
    if sign == ">":
        lines = [part for line in lines for part in [*_wrapped(line, column), ""]][:-1]
    margin = " " * column
    written = "\n".join(margin + line if line else "" for line in lines)
    return f"{sign}{chomping}{given}{comment}\n{written}"


def _folded(written: str, indent: int, *, several: bool) -> str:
    """A text in one line, or over several where it was so before."""
    if not several:
        return written
    column = indent + INDENT
    return ("\n" + " " * column).join(_wrapped(written, column))


def _wrapped(line: str, column: int) -> list[str]:
    """A line in pieces that are as wide as there is room; spaces that count are not lost."""
    if re.search(r"\s{2}|^\s|\s$|\t", line):
        return [line]
    wide = WIDTH - column
    return textwrap.wrap(line, wide, break_long_words=False, break_on_hyphens=False) or [""]


def _quoted(text: str) -> str:
    """A text in double quotes, in one line; what JSON writes in them, YAML reads."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f")


def _indent(text: str, node: Any) -> int:
    """The indent of the line on which a node begins, in characters."""
    start = node.start_mark.index
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return len(line) - len(line.lstrip(" "))


def _inline(text: str, indent: int) -> str:
    """A new text: plain where that reads back, else in quotes; several lines as a block."""
    if "\n" in text.strip("\n") and not re.search(r"[ \t]\n|\n[ \t]|^[ \n]|\n\n$", text):
        end = "" if text.endswith("\n") else "-"
        lines = text.removesuffix("\n").split("\n")
        return f"|{end}\n" + "\n".join(" " * indent + line if line else "" for line in lines)
    return _quoted(text) if _RISKY.search(text) or not _is_plain(text) else text


def _is_plain(text: str) -> bool:
    try:
        return bool(text) and yaml.safe_load(text) == text
    except (yaml.YAMLError, ValueError):  # such as of a date that cannot be: 2026-13-45
        return False


def _item_lines(name: str, item: str | list[str], indent: str) -> str:
    if isinstance(item, str):
        return f"{indent}{name}: {_inline(item, len(indent) + INDENT)}\n"
    inner = indent + " " * INDENT
    entries = "".join(f"{inner}- {_inline(e, len(inner) + INDENT)}\n" for e in item)
    return f"{indent}{name}:\n{entries}" if item else f"{indent}{name}: []\n"


def _begun(text: str, above: Key, name: str, item: str | list[str]) -> str:
    """The file with the first item beneath a key that has nothing yet."""
    root = _composed(text)
    parent = _node(root, above[:-1])
    pairs = parent.value if isinstance(parent, yaml.MappingNode) else []
    found = next((key for key, _ in pairs if key.value == above[-1]), None) if above else None
    if found is None:
        raise NotEditable(f"there is no '{'.'.join(map(str, above))}'")
    line_end = text.find("\n", found.end_mark.index)
    end = len(text) if line_end < 0 else line_end + 1
    before = text[:end] if text[:end].endswith("\n") else f"{text[:end]}\n"
    lines = _item_lines(name, item, " " * (found.start_mark.column + INDENT))
    return _proved(before + lines + text[end:], (*above, name), item)


# ── proof ────────────────────────────────────────────────────────────────────────────────────


def _values(text: str) -> Any:
    """All texts of a file as they are written, without reading numbers or words of YAML's own."""
    return yaml.load(text, Loader=_TEXTS)  # the parser that reads content


def _reads(done: str, before: str, key: Key, new: str) -> bool:
    """Whether a file has the new text at a key, and everything else as before."""
    try:
        values, wanted = _values(done), _values(before)
    except yaml.YAMLError:
        return False
    holder = wanted
    for part in key[:-1]:
        holder = holder[part]
    holder[key[-1]] = new
    return bool(values == wanted)


def _proved(done: str, key: Key, item: str | list[str]) -> str:
    """The file, where it has the item at a key; else ``NotEditable`` is raised."""
    try:
        value = _values(done)
        for part in key:
            value = value[part]
    except (yaml.YAMLError, KeyError, IndexError, TypeError) as problem:
        raise NotEditable(f"nothing can be added at {'.'.join(map(str, key))}") from problem
    if value != item:
        raise NotEditable(f"nothing can be added at {'.'.join(map(str, key))}")
    return done
