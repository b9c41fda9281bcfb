"""The register of editions: what was ever made into files, so that a printed copy can be traced.

``orders/editions.txt`` has a line for each edition, and only grows. It holds no printing condition,
size or order: a mark is found by trying those that the shop and its ledgers know. The lines of two
branches may be put together in any order; a line that is there twice does no harm.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from printshop.delivery.deliver import write
from printshop.delivery.lock import alone
from printshop.findings import Finding, Where, review
from printshop.reading.plain_text import text_of
from printshop.shop.editions import Edition, from_line

PATH = "orders/editions.txt"
HEAD = """\
# Every edition of a piece that was made into files, a line each; written by generate.py build and
# order. Keep it with the words, take out no line: generate.py trace finds printed copies with it.
"""
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)")


def read(root: Path) -> tuple[list[Edition], list[Finding]]:
    """The editions in the order of their lines, each once, and a review of each unreadable line."""
    path = root / PATH
    if not path.exists():
        return [], []
    text, unreadable = text_of(path, PATH)
    if unreadable:
        return [], [unreadable]
    found: dict[str, Edition] = {}
    findings: list[Finding] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            found.setdefault(line, from_line(line))
        except ValueError:
            findings.append(_unreadable(line, number))
    return list(found.values()), findings


def _unreadable(line: str, number: int) -> Finding:
    message = "this line is no edition: it was changed by hand, or cut off"
    fix = "bring the line back as it was written; copies of this edition cannot be traced"
    if _CONFLICT.match(line):
        message = "two versions of this file were put together, and this line is left between them"
        fix = "take this line out, and keep all lines above and beneath it"
    return review("broken-register", message, Where(PATH, number), fix)


def add(root: Path, lines: Iterable[str]) -> int:
    """Add the lines of editions that are not there yet; how many these were. Raises ``OSError``.

    The file is replaced whole; whoever adds at the same time waits, and none is lost.
    """
    new = list(dict.fromkeys(line for line in lines if line))
    if not new:
        return 0
    path = root / PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    with alone(path.parent):
        before = path.read_text("utf-8") if path.exists() else HEAD
        there = set(before.splitlines())
        missing = [line for line in new if line not in there]
        if missing:
            start = before if before.endswith("\n") else f"{before}\n"
            write(path, "".join([start, *(f"{line}\n" for line in missing)]).encode())
    return len(missing)
