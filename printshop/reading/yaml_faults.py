"""What is wrong with a line that cannot be read, and the line as it should be.

A parser says where it gave up and in its own terms. Here each kind of slip that people make has a
rule (``yaml_repairs``): it sees a line, and offers that line repaired. The repaired file is parsed;
the first repair with which the parser comes further is the finding.
"""

from collections.abc import Callable, Iterator
from itertools import islice

from printshop.findings import Finding, Where, error
from printshop.reading.yaml_lines import proposed, shown, taken_apart
from printshop.reading.yaml_repairs import RULES, Repair, Rule

_MOST_TRIED = 200  # repairs; in a large file fewer, since each has to be parsed
_MOST_PARSED = 4_000_000  # characters, in all repairs together
_MOST_LINES = 300  # lines above the one where the parser stopped


def diagnosed(
    text: str, stop: int, stops_at: Callable[[str], int | None], display_path: str
) -> Finding:
    """The finding about a text that the parser could not read.

    ``stops_at`` parses a text, and tells the line, from 1, where it stopped, or None; ``stop`` is
    that line of this text.
    """
    lines = text.split("\n")
    stop = min(stop, len(lines))
    repairs = ((n, r) for rules in RULES for n, r in _repairs(lines, stop, rules))
    for n, repair in islice(repairs, min(_MOST_TRIED, 1 + _MOST_PARSED // (len(text) + 1))):
        stops = stops_at("\n".join([*lines[: n - 1], repair.line, *lines[n:]]))
        if stops is None or stops > stop + repair.line.count("\n"):
            message = f"{repair.what}: {shown(lines[n - 1])}"
            fix = repair.how or proposed(repair.line)
            return error("broken-yaml", message, Where(display_path, n), fix)
    while stop > 1 and not lines[stop - 1].strip():
        stop -= 1
    message = f"this line does not fit what stands above it: {shown(lines[stop - 1])}"
    fix = "compare it and the line above with a file that is right: spaces, colon, quotes, brackets"
    return error("broken-yaml", message, Where(display_path, stop), fix)


def _repairs(lines: list[str], stop: int, rules: tuple[Rule, ...]) -> Iterator[tuple[int, Repair]]:
    """The repairs that rules offer, with their line from 1: nearest to where the parser stopped."""
    for n in range(stop, max(0, stop - _MOST_LINES), -1):
        if not lines[n - 1].strip() or lines[n - 1].lstrip().startswith("# "):
            continue
        line = taken_apart(lines, n)
        for rule in rules:
            for repair in rule(line):
                if repair.line != lines[n - 1]:
                    yield n, repair
