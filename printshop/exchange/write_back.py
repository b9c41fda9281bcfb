"""Accepted texts written back into the files of a language, every other byte as it was."""

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from printshop.reading.origin import Key
from printshop.reading.yaml_edit import NotEditable, edited, with_entry, with_item
from printshop.shop import compared
from printshop.shop.files import COMPARED
from printshop.shop.job import Shop
from printshop.shop.words import Compared, CopySheet, Item


def key_of(name: str) -> Key:
    """The key of a segment in its file: ``("items", "signs", 2)`` for ``signs[3]``."""
    role, _, number = name.partition("[")
    return ("items", role, int(number.rstrip("]")) - 1) if number else ("items", role)


def sheets_of(shop: Shop, tag: str) -> dict[str, CopySheet]:
    """The files of a language by stem, also those in which a text has no words yet."""
    return {**shop.unfinished.get(tag, {}), **shop.copies.get(tag, {})}


def shop_with(shop: Shop, tag: str, texts: Mapping[str, str]) -> Shop:
    """The shop as it would be with other texts in a language, by identifier."""
    sheets = sheets_of(shop, tag)
    for identifier, text in texts.items():
        stem, _, name = identifier.partition("/")
        if stem in sheets:
            sheets[stem] = _sheet_with(shop, sheets[stem], name, text)
    finished = {stem: sheet for stem, sheet in sheets.items() if not sheet.unwritten()}
    begun = {stem: sheet for stem, sheet in sheets.items() if stem not in finished}
    copies, unfinished = {**shop.copies, tag: finished}, {**shop.unfinished, tag: begun}
    return replace(shop, copies=copies, unfinished=unfinished)


def _sheet_with(shop: Shop, sheet: CopySheet, name: str, text: str) -> CopySheet:
    _, role, *index = key_of(name)
    items: dict[str, Item] = dict(sheet.items)
    if index:
        entries = list(items.get(str(role), []))
        at = int(index[0])
        entries[at : at + 1] = [text]
        items[str(role)] = entries
    else:
        items[str(role)] = text
    source = shop.copies[shop.campaign.source_language][sheet.stem].items
    ordered = {role: items[role] for role in [*source, *items] if role in items}
    return sheet.model_copy(update={"items": ordered})


def changed_files(
    shop: Shop, tag: str, texts: Mapping[str, str]
) -> dict[Path, tuple[bytes, bytes]]:
    """Each file that changes: its bytes now and its bytes with the new words.

    Raises ``NotEditable`` where a text has no place in its file, and ``OSError``.
    """
    by_stem: dict[str, dict[str, str]] = {}
    for identifier, text in texts.items():
        stem, _, name = identifier.partition("/")
        by_stem.setdefault(stem, {})[name] = text
    files = {}
    for stem, named in by_stem.items():
        path = shop.root / "content" / tag / f"{stem}.yaml"
        before = path.read_bytes()
        try:
            text, mark, line_end = _text_of(before)
        except UnicodeDecodeError as problem:
            raise NotEditable(f"content/{tag}/{stem}.yaml is not in UTF-8") from problem
        after = _with_texts(shop, tag, stem, text, dict(sorted(named.items(), key=_place)))
        files[path] = before, mark + after.replace("\n", line_end).encode()
    return files


def _place(named: tuple[str, str]) -> tuple[str, int]:
    """Where an item or an entry of a list stands among those of its name."""
    _, role, *index = key_of(named[0])
    return str(role), int(index[0]) if index else 0


def _text_of(data: bytes) -> tuple[str, bytes, str]:
    """The text of a file with its line ends as ``\\n``, its byte order mark, and its line end."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data.removeprefix(mark).decode()
    ends = "\r\n" if "\r\n" in text and text.count("\r\n") == text.count("\n") else "\n"
    return (text.replace("\r\n", "\n") if ends != "\n" else text), mark, ends


def _with_texts(shop: Shop, tag: str, stem: str, text: str, named: Mapping[str, str]) -> str:
    sheet = sheets_of(shop, tag)[stem]
    there = {name for role in sheet.items for name in sheet.segments(role)}
    text = edited(text, {key_of(name): new for name, new in named.items() if name in there})
    source = list(shop.copies[shop.campaign.source_language][stem].items)
    lists: dict[str, list[str]] = {}
    for name, new in named.items():
        _, role, *index = key_of(name)
        if name in there:
            continue
        if not index:
            earlier = [r for r in source[: source.index(str(role))] if r in sheet.items]
            text = with_item(text, ("items",), str(role), new, earlier[-1] if earlier else "")
        elif role in sheet.items:
            text = with_entry(text, ("items", str(role)), new)
        else:
            lists.setdefault(str(role), []).append(new)
    for role, entries in lists.items():
        earlier = [r for r in source[: source.index(role)] if r in sheet.items]
        text = with_item(text, ("items",), role, entries, earlier[-1] if earlier else "")
    return text


def record_with(shop: Shop, tag: str, confirmed: Sequence[str]) -> tuple[Path, str]:
    """The record of a language in which segments are compared as their source stands today."""
    record = shop.compared.get(tag) or Compared(files={})
    by_stem: dict[str, list[str]] = {}
    for identifier in confirmed:
        stem, _, name = identifier.partition("/")
        by_stem.setdefault(stem, []).append(name)
    for stem, names in by_stem.items():
        sheet = sheets_of(shop, tag)[stem]
        record = compared.recorded(shop, sheet, names, record)
    path = shop.root / "content" / tag / f"{COMPARED}.yaml"
    return path, compared.to_yaml(record)
