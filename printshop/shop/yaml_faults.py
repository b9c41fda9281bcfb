"""What is wrong with a line that cannot be read, and the line as it should be.

A parser says where it gave up and in its own terms. Here each kind of slip that people make has a
rule: it sees a line, and offers that line repaired. The repaired file is parsed; the first repair
with which the parser comes further is the finding.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from printshop.findings import Finding, Where, error, many

LONGEST_SHOWN = 110  # characters of a line
_MOST_TRIED = 200  # repairs; more would take seconds
_MOST_LINES = 300  # lines above the one where the parser stopped

_LINE = re.compile(
    r"(?P<indent>\s*)(?P<dash>(?:- +)*)(?:(?P<key>[\w.][\w.-]*)\s*:(?:\s+|$))?(?P<value>.*?)\s*$"
)
_PARTS = ("indent", "dash", "key", "value")
_BLOCK = re.compile(r"[|>][+-]?$")  # what begins a text on the lines beneath
_ELISION = re.compile(r"'[a-z]\b")  # as in Dutch: 't, 's, 'n
_SIGNS = "*&!%@`?|>-#,]}"  # none of them may begin a text without quotes


@dataclass(frozen=True)
class _Line:
    """A line taken apart, and the lines around it."""

    text: str
    indent: str
    dash: str
    key: str
    value: str
    above: list[str]
    below: list[str]

    def with_value(self, value: str) -> str:
        """The line with another value after its key."""
        key = f"{self.key}: " if self.key else ""
        return f"{self.indent}{self.dash}{key}{value}"


@dataclass(frozen=True)
class _Repair:
    """What is wrong, the line as it should be, and how to make it so where that is not seen."""

    what: str
    line: str
    how: str = ""


Rule = Callable[[_Line], Iterator[_Repair]]


def diagnosed(
    text: str, stop: int, stops_at: Callable[[str], int | None], display_path: str
) -> Finding:
    """The finding about a text that the parser could not read.

    ``stops_at`` parses a text, and tells the line, from 1, where it stopped, or None; ``stop`` is
    that line of this text.
    """
    lines = text.split("\n")
    stop = min(stop, len(lines))
    repairs = ((n, r) for rules in _RULES for n, r in _repairs(lines, stop, rules))
    for n, repair in islice(repairs, _MOST_TRIED):
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


def in_quotes(line: str) -> str:
    """A line of a file with quotes around the text after its role or its dash."""
    parts = _taken_apart([line], 1)
    return parts.with_value(quoted(parts.value))


def proposed(line: str) -> str:
    """The remedy that a line is to be written so."""
    return f"write: {line.strip()}"


def shown(line: str) -> str:
    """A line as findings show it: its words, cut where it is long."""
    text = line.strip()
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def quoted(text: str) -> str:
    """A text in the quotes that need no other change of it where there are such."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'{}'".format(text.replace("'", "''"))


def _repairs(lines: list[str], stop: int, rules: tuple[Rule, ...]) -> Iterator[tuple[int, _Repair]]:
    """The repairs that rules offer, with their line from 1: nearest to where the parser stopped."""
    for n in range(stop, max(0, stop - _MOST_LINES), -1):
        if not lines[n - 1].strip() or lines[n - 1].lstrip().startswith("# "):
            continue
        for rule in rules:
            for repair in rule(_taken_apart(lines, n)):
                if repair.line != lines[n - 1]:
                    yield n, repair


def _taken_apart(lines: list[str], n: int) -> _Line:
    found = _LINE.match(lines[n - 1])
    assert found  # every line is matched
    indent, dash, key, value = (found[name] or "" for name in _PARTS)
    return _Line(lines[n - 1], indent, dash, key, value, lines[: n - 1], lines[n:])


# ── rules ────────────────────────────────────────────────────────────────────────────────────


def _odd_space(line: _Line) -> Iterator[_Repair]:
    if line.indent.strip(" "):
        name = "a tab" if "\t" in line.indent else "a no-break space"
        what = f"{name} stands before this line; only spaces may"
        for width in _widths(line.above):
            how = f"put {many(width, 'space')} in its place"
            yield _Repair(what, " " * width + line.text.lstrip(), how)


def _colon_before_role(line: _Line) -> Iterator[_Repair]:
    if found := re.match(r":\s*(\S.*)", line.value):
        what = "a colon stands where a role or a text begins"
        yield _Repair(what, f"{' ' * _role_width(line.above)}{found[1]}")


def _remark(line: _Line) -> Iterator[_Repair]:
    """A line of a remark at the beginning of a file, or one that goes on with the remark above."""
    above = [text for text in line.above if text.strip()]
    words = re.match(r"[^\W_].*\s", line.value)
    if line.key or not words or not all(text.startswith("#") for text in above):
        return
    what = "a remark has to begin with '#' and a space on each of its lines"
    yield _Repair(what, f"# {line.text.strip()}")


def _wide_colon(line: _Line) -> Iterator[_Repair]:
    if found := re.match(r"([\w.-]+)\s*[：﹕∶]\s*(.*)", line.value):
        what = "the colon is a wide one; type the colon of your keyboard and a space"
        yield _Repair(what, f"{line.indent}{line.dash}{found[1]}: {found[2]}")


def _no_space_after_colon(line: _Line) -> Iterator[_Repair]:
    if found := re.match(r"([\w.-]+)\s*:([^\w\s]+)\s+(.*)", line.value):
        what = f"after the colon of '{found[1]}' stands '{found[2]}', and no space"
        yield _Repair(what, f"{line.indent}{line.dash}{found[1]}: {found[3]}")
    if found := re.match(r"([\w.-]+)\s*:(?!//)(\S.*)", line.value):
        what = "there has to be a space after the colon"
        yield _Repair(what, f"{line.indent}{line.dash}{found[1]}: {found[2]}")


def _no_space_after_dash(line: _Line) -> Iterator[_Repair]:
    if (found := re.match(r"-([^\s-].*)", line.value)) and not line.key:
        what = "there has to be a space after the dash of a list"
        yield _Repair(what, f"{line.indent}- {found[1]}")


def _text_after_block_sign(line: _Line) -> Iterator[_Repair]:
    if found := re.match(r"([|>][+-]?)\s+([^#\s].*)", line.value):
        what = f"after '{found[1]}' the text begins on the next line"
        how = f"write '{line.with_value(found[1]).strip()}', and the text beneath, further in"
        yield _Repair(what, f"{line.with_value(found[1])}\n{line.indent}    {found[2]}", how)


def _quote(line: _Line) -> Iterator[_Repair]:
    mark, inner = line.value[:1], line.value[1:].rstrip(" ")
    if mark not in ("'", '"') or not mark:
        return
    if mark == "'" and _ELISION.match(line.value):
        what = "a text that begins with an apostrophe needs double quotes around it"
        yield _Repair(what, line.with_value(quoted(line.value)))
    elif mark not in inner:
        if not line.key:
            what = "a quote stands where none belongs"
            yield _Repair(what, f"{line.indent}{line.dash}{inner}")
        what = f"the quote ({mark}) before this text is not closed after it"
        yield _Repair(what, line.with_value(quoted(inner)))
    elif mark == '"' and re.search(r'\\[^"\\/abefnrtv0 N_LPxuU]|\\[xuU]', inner):
        what = "a backslash (\\) within double quotes has to be written twice"
        yield _Repair(what, line.with_value(re.sub(r"\\+", r"\\\\", line.value)))
    elif inner.endswith(mark):
        what = f"within quotes of the kind {mark} the same sign ends the text"
        yield _Repair(what, line.with_value(quoted(inner[:-1])))
        yield _Repair(what, line.with_value(quoted(line.value)))
    else:
        what = f"the quotes ({mark}) have to be around the whole text"
        yield _Repair(what, line.with_value(quoted(line.value)))


def _bracket(line: _Line) -> Iterator[_Repair]:
    opening = line.value[:1]
    closing = {"[": "]", "{": "}"}.get(opening, "")
    if not closing:
        return
    if not (line.key or line.dash):
        what = f"the bracket '{opening}' stands where a role or a text begins"
        yield _Repair(what, f"{line.indent}{line.value[1:]}")
    if closing not in line.value:
        what = f"the bracket '{opening}' is not closed"
        yield _Repair(what, line.with_value(line.value + closing))
    what = f"a text that begins with '{opening}' needs quotes around it"
    yield _Repair(what, line.with_value(quoted(line.value)))


def _sign(line: _Line) -> Iterator[_Repair]:
    sign = line.value[:1]
    if not sign or sign not in _SIGNS:
        return
    if line.key or line.dash:
        what = f"a text that begins with '{sign}' needs quotes around it"
        yield _Repair(what, line.with_value(quoted(line.value)))
    elif sign != "-":
        what = f"the sign '{sign}' stands where a role or a text begins"
        yield _Repair(what, f"{line.indent}{line.value[1:]}")


def _dash_before_role(line: _Line) -> Iterator[_Repair]:
    if line.dash and line.key:
        what = f"a dash stands before the role '{line.key}'"
        yield _Repair(what, f"{line.indent}{line.text.strip()[len(line.dash) :]}")


def _colon_within(line: _Line) -> Iterator[_Repair]:
    if (line.key or line.dash) and re.search(r":(\s|$)", line.value):
        what = "a text with a colon and a space in it needs quotes around it"
        if line.value[0] in "“”„‟«»":
            what = 'curly quotes do not hold a text together; straight ones (") do'
        yield _Repair(what, line.with_value(quoted(line.value.strip("“”„‟«»"))))


def _missing_colon(line: _Line) -> Iterator[_Repair]:
    if line.key or line.dash or _block_above(line):
        return
    widths = [len(_indent(text)) for text in line.above if text.strip()]
    role_width = _role_width(line.above)
    if widths and len(line.indent) != role_width:
        return
    if found := re.match(r"([^\W\d_][\w.-]*?)\s*[;=,.]?(?:\s+(.*))?$", line.value):
        what = f"after '{found[1]}' a colon is missing"
        yield _Repair(what, f"{line.indent}{found[1]}: {found[2] or ''}".rstrip())


def _beneath(line: _Line) -> Iterator[_Repair]:
    """A role just beneath ``items:``, and no further in than that."""
    above = next((text for text in reversed(line.above) if text.strip()), "")
    if line.key and re.search(r":\s*$", above) and len(_indent(above)) == len(line.indent):
        yield _moved(line, len(line.indent) + 2)


def _between(line: _Line) -> Iterator[_Repair]:
    """A line between two that begin equally far in, and that does not itself."""
    above = next((text for text in reversed(line.above) if text.strip()), "")
    below = next((text for text in line.below if text.strip()), "")
    width = len(_indent(above))
    if width == len(_indent(below)) != len(line.indent) and above and below:
        yield _moved(line, width)
        if not line.key:
            yield _moved(line, width + 2)


def _indentation(line: _Line) -> Iterator[_Repair]:
    widths = _widths(line.above)
    if len(line.indent) != widths[0]:  # else it stands where it is most likely to belong
        yield from (_moved(line, width) for width in widths if width != len(line.indent))


def _moved(line: _Line, width: int) -> _Repair:
    has = many(len(line.indent), "space")
    what = f"this line begins with {has}; to go with those around it, it needs {width}"
    how = f"begin it with {many(width, 'space')}" if width else "begin it at the left margin"
    return _Repair(what, " " * width + line.text.lstrip(), how)


def _block_above(line: _Line) -> bool:
    """Whether the text of a ``>-`` or ``|-`` stands just above the line."""
    width = len(line.indent)
    for text in reversed(line.above):
        if text.strip() and len(_indent(text)) <= width:
            return bool(_BLOCK.search(text.rstrip()))
    return False


def _role_width(above: list[str]) -> int:
    """How far in a role stands here: as the nearest line above with a colon, or beneath it."""
    for text in reversed(above):
        if re.match(r"\s*[\w.-]+\s*:(\s|$)", text):
            opens = re.search(r":\s*(#.*)?$", text)
            return len(_indent(text)) + (2 if opens else 0)
    return 0


def _widths(above: list[str]) -> list[int]:
    """How many spaces a line may have: as those above it, the nearest first, or two more."""
    widths: dict[int, None] = {}
    for text in reversed(above):
        if text.strip() and not _indent(text).strip(" "):
            width = len(_indent(text))
            if not widths and re.search(r":\s*([|>][+-]?)?$", text.rstrip()):
                widths[width + 2] = None
            widths[width] = None
    return [*widths, *([] if widths else [0, 2])]


def _indent(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


# The later groups change what a line belongs to: they come in only where none before helps.
_RULES: tuple[tuple[Rule, ...], ...] = (
    (
        _odd_space,
        _remark,
        _colon_before_role,
        _wide_colon,
        _no_space_after_dash,
        _text_after_block_sign,
        _quote,
        _bracket,
        _sign,
        _dash_before_role,
        _colon_within,
        _no_space_after_colon,
        _missing_colon,
    ),
    (_beneath, _between),
    (_indentation,),
)
