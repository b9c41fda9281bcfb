"""The record of signatures as a file: entries are added to a piece, none is taken out."""

import json
from collections.abc import Mapping

from printshop.shop.signing import Entry, SignedText, SignedWords, SignOffs

COMMENT = """\
# Who has read which piece in which role and answers for its words, and who has withdrawn that;
# written by generate.py sign-off, never by hand. What was signed stands in signed/, by digest.
"""
WORDS_COMMENT = """\
# The words of '{piece}' as they were signed; written by generate.py sign-off, never by hand.
"""


def added(record: SignOffs, new: Mapping[str, Entry]) -> SignOffs:
    """The record with a new entry for each piece; one that stands already is not written twice."""
    pieces = {**record.pieces}
    for name, entry in new.items():
        before = pieces.get(name, ())
        withdrawn = max((n for n, earlier in enumerate(before) if earlier.withdrawn), default=-1)
        if _fields(entry) not in map(_fields, before[withdrawn + 1 :]):
            pieces[name] = (*before, entry)
    return SignOffs(pieces=pieces)


def to_yaml(record: SignOffs) -> str:
    """The file of a record: pieces in the order of their names, entries as they came."""
    lines = [COMMENT, "pieces:\n"]
    for name, entries in sorted(record.pieces.items()):
        lines.append(f"  {name}:\n")
        lines += (f"    - {{{_fields(entry)}}}\n" for entry in entries)
    return "".join(lines)


def words_to_yaml(piece: str, words: SignedWords) -> str:
    """The file of what was signed of a piece."""
    lines = [WORDS_COMMENT.format(piece=piece), "texts:\n" if words.texts else "texts: {}\n"]
    lines += (f"  {_json(name)}: {{{_text(text)}}}\n" for name, text in words.texts.items())
    if words.printed:
        lines.append("printed:\n")
        lines += (f"  {_json(k)}: {_json(v)}\n" for k, v in words.printed.items())
    if words.claims:
        lines.append("claims:\n")
        for name, claims in words.claims.items():
            lines.append(f"  {_json(name)}: [{', '.join(map(_json, claims))}]\n")
    return "".join(lines)


def _fields(entry: Entry) -> str:
    if entry.withdrawn:
        fields = [f"withdrawn: {_json(entry.withdrawn)}", f"by: {_json(entry.by)}"]
        return ", ".join([*fields, f"on: {entry.on.isoformat()}"])
    fields = [f"role: {entry.role}", f"by: {_json(entry.by)}", f"on: {entry.on.isoformat()}"]
    digests = {"words": entry.words, "layout": entry.layout, "look": entry.look}
    fields += [f'{name}: "{value}"' for name, value in digests.items() if value]
    return ", ".join(fields)


def _text(text: SignedText) -> str:
    source = [] if text.source is None else [f"source: {_json(text.source)}"]
    return ", ".join([*source, f"text: {_json(text.text)}"])


def _json(text: str) -> str:
    """A text between quotation marks; what JSON writes in them, YAML reads."""
    return json.dumps(text, ensure_ascii=False)
