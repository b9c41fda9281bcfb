"""Files of copy with empty texts: each says in remarks what its words are in the source.

A remark is never printed, and a file with an empty text is not printed either: so no word of
another language can slip onto a piece.
"""

import re
from pathlib import Path

from printshop.shop.job import Shop
from printshop.shop.words import PACKAGE, TOKEN, CopySheet, texts_of
from printshop.starting.yaml_text import flow, remark, single_quoted

EMPTY = '""'


def sources(shop: Shop) -> dict[str, CopySheet]:
    """The files of the source that a translation needs, by stem."""
    sheets = shop.copies[shop.campaign.source_language]
    return {stem: sheet for stem, sheet in sheets.items() if stem != PACKAGE}


def empty_translation(root: Path, source: CopySheet, language: str, tag: str) -> str:
    """The file of a language that has nothing but the source's words, as remarks.

    ``language`` is its name.
    """
    about = (
        f"{language} ({tag}), begun from {source.path}: above each text stands its source, which "
        "is not printed. Write the translation between the quotation marks. What stands in braces "
        "is a fact: keep it as it is. docs/translating.md says the rest."
    )
    return empty_file(root, source, about, source.language, {})


def empty_file(
    root: Path, model: CopySheet, about: str, shown_as: str, written: dict[str, str]
) -> str:
    """A file with the roles of a model and empty texts; ``written`` has words by role.

    ``about`` is the remark at its head; the model's words are remarks that begin with ``shown_as``.
    """
    lines_of_model = (root / model.path).read_text("utf-8").splitlines()
    header = _header(lines_of_model)
    lines = [*header, *(["#"] if header else []), *remark(about), "status: draft"]
    if model.claims:
        lines.append("claims:  # what these texts promise; keep it: content/claims.yaml")
        lines += [f"  {role}: {flow(names)}" for role, names in model.claims.items()]
    lines.append("items:")
    for role, item in model.items.items():
        lines += _remarks_above(lines_of_model, model.at("items", role).line)
        if role in written:
            lines.append(f"  {role}: {single_quoted(written[role])}")
        elif isinstance(item, str):
            lines += [*_shown(shown_as, item, 2), f"  {role}: {EMPTY}"]
        else:
            lines.append(f"  {role}:")
            for text in texts_of(item):
                lines += [*_shown(shown_as, text, 4), f"    - {EMPTY}"]
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


def _shown(shown_as: str, text: str, indent: int) -> list[str]:
    """A text as remarks, with what has to be kept of it."""
    by_hand = text.strip().split("\n")
    lines = remark(f"{shown_as}: {by_hand[0]}", indent)
    lines += [line for part in by_hand[1:] for line in remark(f"    {part}", indent)]
    hints = [f"keep {', '.join(sorted(set(map('{{{}}}'.format, TOKEN.findall(text)))))}"]
    hints = hints if TOKEN.search(text) else []
    if by_hand[1:]:
        hints.append(f"{len(by_hand)} lines: write |- here, and each line beneath, further in")
    return [*lines, *(remark(f"({'; '.join(hints)})", indent) if hints else [])]
