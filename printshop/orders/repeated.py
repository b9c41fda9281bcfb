"""The same note or review on many lines of an order, said once with the places of all."""

import re
from dataclasses import replace

from printshop.findings import Finding, Severity, page_ranges

_ROW = re.compile(r"row ([0-9]+)\b")


def once(findings: list[Finding]) -> list[Finding]:
    """The findings; the same note or review on several lines as one, at the first of them."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        place = repr(finding.where) if finding.severity is Severity.ERROR else finding.where.path
        groups.setdefault((finding.code, finding.message, finding.fix, place), []).append(finding)
    return [_with_places(list(dict.fromkeys(group))) for group in groups.values()]


def _with_places(group: list[Finding]) -> Finding:
    first, *others = group
    rows = [_ROW.match(finding.where.key) for finding in others]
    numbers = [int(row[1]) for row in rows if row]
    what = "row" if numbers else "line"
    numbers = sorted({*(numbers or [finding.where.line for finding in others])} - {0})
    if not numbers:
        return first
    places = f"{what}s {page_ranges(numbers)}" if numbers[1:] else f"{what} {numbers[0]}"
    return replace(first, message=f"{first.message} (also in {places})")
