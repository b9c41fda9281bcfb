"""Files of copy with empty texts: each says in remarks what its words are in the source.

A remark is never printed, and a file with an empty text is not printed either: so no word of
another language can slip onto a piece.
"""

import re
from pathlib import Path

from printshop.shop.job import Shop
from printshop.shop.words import PACKAGE, TOKEN, CopySheet, texts_of
from printshop.starting.yaml_text import flow, remark

EMPTY = '""'


def sources(shop: Shop) -> dict[str, CopySheet]:
    """The files of the source that a translation needs, by stem."""
    sheets = shop.copies[shop.campaign.source_language]
    return {stem: sheet for stem, sheet in sheets.items() if stem != PACKAGE}


def empty_translation(root: Path, source: CopySheet, language: str, tag: str) -> str:
    """The file of a language that has nothing but the source's words, as remarks.

    ``language`` is its name.
    """
    written = (root / source.path).read_text("utf-8").splitlines()
    about = [
        f"{language} ({tag}), begun from {source.path}: above each text stands its source, which",
        "is not printed. Write the translation between the quotation marks. What stands in braces",
        "is a fact: keep it as it is. docs/translating.md says the rest.",
    ]
    header = _header(written)
    lines = [*header, *(["#"] if header else []), *remark(" ".join(about)), "status: draft"]
    if source.claims:
        lines.append("claims:  # what these texts promise; keep it: content/claims.yaml")
        lines += [f"  {role}: {flow(names)}" for role, names in source.claims.items()]
    lines.append("items:")
    for role, item in source.items.items():
        lines += _remarks_above(written, source.at("items", role).line)
        if isinstance(item, str):
            lines += [*_shown(source.language, item, 2), f"  {role}: {EMPTY}"]
            continue
        lines.append(f"  {role}:")
        for text in texts_of(item):
            lines += [*_shown(source.language, text, 4), f"    - {EMPTY}"]
    return "\n".join(lines) + "\n"


def _header(written: list[str]) -> list[str]:
    """The remarks with which a file begins."""
    first = next((n for n, line in enumerate(written) if not line.startswith("#")), len(written))
    return written[:first]


def _remarks_above(written: list[str], number: int) -> list[str]:
    """The lines of remarks above a line, counted from 1, and the remark at its end."""
    at = number - 1
    start = at
    while start > 0 and written[start - 1].lstrip().startswith("#"):
        start -= 1
    at_end = re.search(r":\s+(# .*)$", written[at])
    return [*written[start:at], *([f"  {at_end[1]}"] if at_end else [])]


def _shown(tag: str, text: str, indent: int) -> list[str]:
    """A text of the source as remarks, with what has to be kept of it."""
    by_hand = text.strip().split("\n")
    lines = remark(f"{tag}: {by_hand[0]}", indent)
    lines += [line for part in by_hand[1:] for line in remark(f"    {part}", indent)]
    hints = [f"keep {', '.join(sorted(set(map('{{{}}}'.format, TOKEN.findall(text)))))}"]
    hints = hints if TOKEN.search(text) else []
    if by_hand[1:]:
        hints.append(f"{len(by_hand)} lines: write |- here, and each line beneath, further in")
    return [*lines, *(remark(f"({'; '.join(hints)})", indent) if hints else [])]
