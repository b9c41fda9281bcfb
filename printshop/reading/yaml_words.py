"""Places where a file can be read, and the words of a text would be lost or changed by that.

A text without quotes ends where a remark (`` #``) begins; a token in braces at its beginning is
taken for something else than a text; a dash without a space joins two entries of a list to one.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from printshop.findings import Finding, Where, error
from printshop.reading.yaml_lines import CURLY, in_quotes, proposed, quoted, shown

_UNSEEN = " \t\u00a0\u2007\u200b\u200c\u200d\u200e\u200f\u202f\u2060\u3000\ufeff"
_ROLE = re.compile(r"[a-z][\w.-]*:\s")  # at the beginning of a line
_GLUED_ROLE = re.compile(r"[a-z][\w-]*:[^\s/:]")


def faults_of_text(scalar: Any, lines: list[str], path: str, *, prose: bool) -> Iterator[Finding]:
    """Errors about a parser's scalar event, ``scalar``, in a file with these lines.

    ``prose``: it is to be printed, as everything under ``items`` is. Elsewhere a remark may stand
    behind a single word or a number.
    """
    if not scalar.style:
        yield from _cut_off(scalar, lines, path, prose)
    if prose:
        yield from _quotes(scalar, lines, path)
        yield from _swallowed(scalar, lines, path)
        yield from _uneven(scalar, lines, path)


def _line(lines: list[str], number: int) -> str:
    """A line by its number from 0; beyond the last an empty one."""
    return lines[number] if number < len(lines) else ""


def _cut_off(scalar: Any, lines: list[str], path: str, prose: bool) -> Iterator[Finding]:
    """A remark just behind a text without quotes, or in place of it."""
    end = scalar.end_mark
    line = _line(lines, end.line)
    found = re.match(r"\s*(#\S.*|#.*)", line[end.column :])
    if not found or (line[end.column - 1 : end.column].strip() and found[0][0] == "#"):
        return  # no sign, or one within a word
    lost, is_remark = found[1].strip(), found[1][1:2] in ("", " ", "\t")
    is_text = scalar.value not in ("null", "true", "false")
    if not prose and (not is_text or (is_remark and " " not in scalar.value)):
        return
    message = f"after a space, '#' begins a remark: '{shown(lost)}' is lost in: {shown(line)}"
    fix = f"{proposed(in_quotes(line))}; a remark goes on a line of its own"
    if scalar.start_mark.line != end.line:
        first = shown(_line(lines, scalar.start_mark.line))
        fix = f"put a quote (\") before the text, in '{first}', and one after '{shown(lost)}'"
    yield error("text-cut-off", message, Where(path, end.line + 1), fix)


def _quotes(scalar: Any, lines: list[str], path: str) -> Iterator[Finding]:
    """Curly quotes around a whole text."""
    if scalar.style:
        return
    where = Where(path, scalar.start_mark.line + 1)
    line = _line(lines, scalar.start_mark.line)
    if CURLY.match(scalar.value):
        message = f"the curly quotes around this text would be printed: {shown(line)}"
        bare, printed = quoted(scalar.value[1:-1].strip()), quoted(scalar.value)
        fix = f"put straight ones in their place: {bare}; to print them: {printed}"
        yield error("quotes-wanted", message, where, fix)


def _swallowed(scalar: Any, lines: list[str], path: str) -> Iterator[Finding]:
    """A line within a text over several lines that was meant to begin something of its own."""
    first, last = scalar.start_mark.line, scalar.end_mark.line
    if scalar.style in ("|", ">"):
        return
    start = _line(lines, first)
    if not scalar.style and re.match(r"\s*-[^\s-]", start) and scalar.value[0] == "-":
        message = f"there has to be a space after the dash of a list: {shown(start)}"
        fix = proposed(start.replace("-", "- ", 1))
        yield error("broken-yaml", message, Where(path, first + 1), fix)
        return
    for number in range(first + 1, last + 1):
        line = _line(lines, number).strip()
        where = Where(path, number + 1)
        if scalar.style and _ROLE.match(line):
            mark = scalar.style
            message = f"the quote ({mark}) before this text is not closed after it: {shown(start)}"
            yield error(
                "broken-yaml",
                message,
                Where(path, first + 1),
                proposed(start + mark),
            )
            return
        if not scalar.style and re.match(r"-[\s\w]", line):
            message = f"this line was read as part of the text above it: {shown(line)}"
            fix = "begin it as far in as the dash above, with a space after its dash"
            yield error("broken-yaml", message, where, fix)
            return
        if not scalar.style and _GLUED_ROLE.match(line):
            role, _, text = line.partition(":")
            message = f"there has to be a space after the colon: {shown(line)}"
            fix = f"write: {shown(f'{role}: {text}')}, as far in as the other roles"
            yield error("broken-yaml", message, where, fix)
            return


def _uneven(scalar: Any, lines: list[str], path: str) -> Iterator[Finding]:
    """A line further in than the first of its text: there the line would break on paper."""
    if scalar.style not in ("|", ">") or not re.search(r"(^|\n)[ \t]", scalar.value):
        return
    first = scalar.start_mark.line
    filled = ((n, lines[n]) for n in range(first + 1, len(lines)) if lines[n].strip())
    all_widths = ((n, len(line) - len(line.lstrip())) for n, line in filled)
    outer = len(lines[first]) - len(lines[first].lstrip())
    widths = list(takewhile(lambda found: found[1] > outer, all_widths))
    least = min((width for _, width in widths), default=0)
    further = next(((n, width) for n, width in widths if width > least), None)
    if further:
        n, width = further
        message = (
            f"this line begins with {width} spaces, the others of its text with {least}; it would "
            f"stand as a line of its own: {shown(_line(lines, n))}"
        )
        fix = f"begin it with {least} spaces"
        yield error("uneven-indentation", message, Where(path, n + 1), fix)


def text_in_braces(start: Any, lines: list[str], path: str) -> Finding:
    """The error that a text begins with a brace, and is read as names with values.

    ``start`` is the parser's event of the opening brace.
    """
    number = start.start_mark.line
    line = _line(lines, number)
    message = f"a text that begins with '{{' needs quotes around it: {shown(line)}"
    fix = proposed(in_quotes(line))
    return error("quotes-wanted", message, Where(path, number + 1), fix)


def fault_of_key(key: Any, lines: list[str], path: str) -> Finding | None:
    """The error that a space of another kind stands before or after a key's name.

    ``key`` is the parser's event of the key.
    """
    name = key.value.strip(_UNSEEN)
    if name == key.value:
        return None
    number = key.start_mark.line
    what = f"a no-break space, or another that is not seen, stands beside '{name}'"
    message = f"{what}: {shown(_line(lines, number))}"
    fix = "type the beginning of the line anew, with the spaces of your keyboard"
    return error("broken-yaml", message, Where(path, number + 1), fix)
