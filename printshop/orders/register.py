"""The register of editions: what was ever made into files, so that a printed copy can be traced.

``orders/editions.txt`` has a line for each edition, and only grows. It holds no printing condition,
size or order: a mark is found by trying those that the shop and its ledgers know. The lines of two
branches may be put together in any order; a line that is there twice does no harm.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from printshop.delivery.deliver import not_written, unwritable, write
from printshop.delivery.lock import alone
from printshop.findings import Finding, Where, error, review
from printshop.shop.editions import Edition, from_line

PATH = "orders/editions.txt"
HEAD = """\
# Every edition of a piece that was made into files, a line each; written by generate.py build and
# order. Keep it with the words, take out no line: generate.py trace finds printed copies with it.
"""
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)")


def read(root: Path) -> tuple[list[Edition], list[Finding]]:
    """The editions in the order of their lines, each once, and a review of each unreadable line.

    However long it has grown, it is read whole.
    """
    path = root / PATH
    if not path.exists():
        return [], []
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as problem:
        return [], [_no_text(problem.strerror or "it cannot be read")]
    if "\0" in text:
        return [], [_no_text("it is no text in UTF-8")]
    found: dict[str, Edition] = {}
    findings: list[Finding] = []
    for number, line in enumerate(_lines(text), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            found.setdefault(line, from_line(line))
        except ValueError:
            findings.append(_unreadable(line, number))
    return list(found.values()), findings


def _no_text(why: str) -> Finding:
    fix = "bring the file back as it was last committed: copies cannot be traced without it"
    return error("broken-register", f"the register cannot be read: {why}", Where(PATH), fix)


def _lines(text: str) -> list[str]:
    """The lines of the file; a value may hold other characters that break lines."""
    return [line.removesuffix("\r") for line in text.split("\n")]


def _unreadable(line: str, number: int) -> Finding:
    message = "this line is no edition: it was changed by hand, or cut off"
    fix = "bring the line back as it was written; copies of this edition cannot be traced"
    if _CONFLICT.match(line):
        message = "two versions of this file were put together, and this line is left between them"
        fix = "take this line out, and keep all lines above and beneath it"
    return review("broken-register", message, Where(PATH, number), fix)


def keep(root: Path, lines: Iterable[str]) -> list[Finding]:
    """Add the lines of editions; an error where the register cannot be written."""
    try:
        add(root, lines)
    except OSError as problem:
        if not unwritable(problem):
            raise
        return [not_written(problem, PATH)]
    return []


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
        before = path.read_bytes() if path.exists() else HEAD.encode()
        there = set(_lines(before.decode("utf-8", "replace")))
        missing = [line for line in new if line not in there]
        if missing:
            end = b"" if before.endswith(b"\n") or not before else b"\n"
            write(path, before + end + "".join(f"{line}\n" for line in missing).encode())
    return len(missing)
