"""The record of a translation: the source's words that each of its segments was compared with.

It is written by ``generate.py fresh`` and by nobody's hand. It holds the source's text, not a
digest of it, so that a finding can show what has changed.
"""

import json
from collections.abc import Iterable

from printshop.findings import Finding, Where, did_you_mean, error
from printshop.shop.job import Shop
from printshop.shop.words import Compared, CopySheet

COMMENT = """\
# The source's words that each translated text was compared with, when somebody last said that both
# have the same sense; written by generate.py fresh. Change texts in the other files, never here.
"""


def recorded(shop: Shop, sheet: CopySheet, segments: Iterable[str], compared: Compared) -> Compared:
    """The record with segments of a file as they stand in the source today.

    ``segments`` are names of items (``signs``: all its entries) or of entries (``signs[3]``), which
    ``unknown_segments`` has found in the source; without names, all. Segments that the source no
    longer has are left out.
    """
    source = shop.copies[shop.campaign.source_language][sheet.stem]
    today = _segments(source)
    named = set(segments)
    then = compared.files.get(sheet.stem, {})
    entries = {
        name: text if not named or named & {name, _role(name)} else then.get(name)
        for name, text in today.items()
    }
    kept = {name: text for name, text in entries.items() if text is not None}
    return Compared(files={**compared.files, sheet.stem: kept})


def unknown_segments(shop: Shop, sheet: CopySheet, segments: Iterable[str]) -> list[Finding]:
    """An error for each name that is neither an item of the file's source nor an entry of one."""
    source = shop.copies[shop.campaign.source_language][sheet.stem]
    known = list(dict.fromkeys([*source.items, *_segments(source)]))
    return [
        error(
            "unknown-name",
            f"'{segment}' is no text of {source.path}",
            Where(sheet.path),
            did_you_mean(segment, known),
        )
        for segment in segments
        if segment not in known
    ]


def to_yaml(compared: Compared) -> str:
    """The file of a record, by file of copy in the order of their names."""
    lines = [COMMENT, "files:\n"]
    for stem, texts in sorted(compared.files.items()):
        lines.append(f"  {stem}:\n" if texts else f"  {stem}: {{}}\n")
        lines += (f"    {name}: {_json(text)}\n" for name, text in texts.items())
    return "".join(lines) if compared.files else f"{COMMENT}files: {{}}\n"


def _json(text: str) -> str:
    """A text between quotation marks; what JSON writes in them, YAML reads."""
    return json.dumps(text, ensure_ascii=False)


def _segments(sheet: CopySheet) -> dict[str, str]:
    return {name: text for role in sheet.items for name, text in sheet.segments(role).items()}


def _role(segment: str) -> str:
    """The role of a segment's item."""
    return segment.partition("[")[0]
