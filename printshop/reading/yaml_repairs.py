"""Slips that people make in a line of YAML: a rule for each, which offers the line repaired.

A rule need not be sure: a repair counts only if the file can then be read further.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from printshop.findings import many
from printshop.reading.yaml_lines import Line, indent_of, quoted

_ROLE = re.compile(r"[\w.][\w.-]*\s*:(\s|$)")
_BLOCK = re.compile(r"[|>][+-]?$")  # what begins a text on the lines beneath
_ELISION = re.compile(r"'[a-z]\b")  # as in Dutch: 't, 's, 'n
_SIGNS = "*&!%@`?|>-#,]}"  # none of them may begin a text without quotes


@dataclass(frozen=True)
class Repair:
    """What is wrong, the line as it should be, and how to make it so where that is not seen."""

    what: str
    line: str
    how: str = ""


Rule = Callable[[Line], Iterator[Repair]]


def _odd_space(line: Line) -> Iterator[Repair]:
    if line.indent.strip(" "):
        name = "a tab" if "\t" in line.indent else "a no-break space"
        what = f"{name} stands before this line; only spaces may"
        for width in _widths(line.above):
            how = (
                f"put {many(width, 'space')} in its place" if width else "begin at the left margin"
            )
            yield Repair(what, " " * width + line.text.lstrip(), how)


def _colon_before_role(line: Line) -> Iterator[Repair]:
    if found := re.match(r":\s*(\S.*)", line.value):
        what = "a colon stands where a role or a text begins"
        yield Repair(what, f"{' ' * _role_width(line.above)}{found[1]}")


def _remark(line: Line) -> Iterator[Repair]:
    """A line of a remark at the beginning of a file, or one that goes on with the remark above."""
    above = [text for text in line.above if text.strip()]
    words = re.match(r"[^\W_]\S*(\s+\S+){3}", line.value)  # fewer may be a role and its text
    if line.key or not words or not all(text.startswith("#") for text in above):
        return
    what = "a remark has to begin with '#' and a space on each of its lines"
    yield Repair(what, f"# {line.text.strip()}")


def _wide_colon(line: Line) -> Iterator[Repair]:
    if found := re.match(r"([\w.-]+)\s*[：﹕∶]\s*(.*)", line.value):
        what = "the colon is a wide one; type the colon of your keyboard and a space"
        yield Repair(what, f"{line.indent}{line.dash}{found[1]}: {found[2]}")


def _no_space_after_colon(line: Line) -> Iterator[Repair]:
    if found := re.match(r"([\w.-]+)\s*:([^\w\s]+)\s+(.*)", line.value):
        what = f"after the colon of '{found[1]}' stands '{found[2]}', and no space"
        yield Repair(what, f"{line.indent}{line.dash}{found[1]}: {found[3]}")
    if found := re.match(r"([\w.-]+)\s*:(?!//)(\S.*)", line.value):
        what = "there has to be a space after the colon"
        yield Repair(what, f"{line.indent}{line.dash}{found[1]}: {found[2]}")


def _no_space_after_dash(line: Line) -> Iterator[Repair]:
    if (found := re.match(r"-([^\s-].*)", line.value)) and not line.key:
        what = "there has to be a space after the dash of a list"
        yield Repair(what, f"{line.indent}- {found[1]}")


def _missing_dash(line: Line) -> Iterator[Repair]:
    above = next((text for text in reversed(line.above) if text.strip()), "")
    if above.startswith(f"{line.indent}- ") and not (line.key or line.dash):
        what = "before this entry of a list a dash is missing"
        yield Repair(what, f"{line.indent}- {line.value}")


def _end_sign(line: Line) -> Iterator[Repair]:
    if line.text.rstrip() == "...":
        what, how = "a line of '...' ends a file", "join what stands above and beneath it"
        yield Repair(what, "#", how)


def _text_after_block_sign(line: Line) -> Iterator[Repair]:
    if found := re.match(r"([|>][+-]?)\s+([^#\s].*)", line.value):
        what = f"after '{found[1]}' the text begins on the next line"
        how = f"write '{line.with_value(found[1]).strip()}', and the text beneath, further in"
        yield Repair(what, f"{line.with_value(found[1])}\n{line.indent}    {found[2]}", how)


def _quote(line: Line) -> Iterator[Repair]:
    mark, inner = line.value[:1], line.value[1:].rstrip(" ")
    if mark not in ("'", '"'):
        return
    if mark == "'" and _ELISION.match(line.value):
        what = "a text that begins with an apostrophe needs double quotes around it"
        yield Repair(what, line.with_value(quoted(line.value)))
    elif mark not in inner:
        if not line.key:
            what = "a quote stands where none belongs"
            yield Repair(what, f"{line.indent}{line.dash}{inner}")
        what = f"the quote ({mark}) before this text is not closed after it"
        yield Repair(what, line.with_value(quoted(inner)))
    elif mark == '"' and re.search(r'\\[^"\\/abefnrtv0 N_LPxuU]|\\[xuU]', inner):
        what = "a backslash (\\) within double quotes has to be written twice"
        yield Repair(what, line.with_value(re.sub(r"\\+", r"\\\\", line.value)))
    elif inner.endswith(mark):
        what = f"within quotes of the kind {mark} the same sign ends the text"
        yield Repair(what, line.with_value(quoted(inner[:-1])))
        yield Repair(what, line.with_value(quoted(line.value)))
    else:
        what = f"the quotes ({mark}) have to be around the whole text"
        yield Repair(what, line.with_value(quoted(line.value)))


def _bracket(line: Line) -> Iterator[Repair]:
    opening = line.value[:1]
    closing = {"[": "]", "{": "}"}.get(opening, "")
    if not closing:
        return
    if _ROLE.match(line.value[1:]) and not (line.key or line.dash):
        what = f"the bracket '{opening}' stands where a role or a text begins"
        yield Repair(what, f"{line.indent}{line.value[1:]}")
    if closing not in line.value:
        what = f"the bracket '{opening}' is not closed"
        yield Repair(what, line.with_value(line.value + closing))
    what = f"a text that begins with '{opening}' needs quotes around it"
    yield Repair(what, line.with_value(quoted(line.value)))


def _sign(line: Line) -> Iterator[Repair]:
    sign = line.value[:1]
    if not sign or sign not in _SIGNS:
        return
    if line.key or line.dash:
        what = f"a text that begins with '{sign}' needs quotes around it"
        yield Repair(what, line.with_value(quoted(line.value)))
    elif _ROLE.match(rest := line.value[1:].strip()) or rest.startswith("- "):
        what = f"the sign '{sign}' stands where a role or a text begins"
        for width in (len(line.indent), _role_width(line.above), *_widths(line.above)):
            yield Repair(what, f"{' ' * width}{rest}")


def _dash_before_role(line: Line) -> Iterator[Repair]:
    if line.dash and line.key:
        what = f"a dash stands before the role '{line.key}'"
        for width in (len(line.indent), _role_width(line.above), *_widths(line.above)):
            yield Repair(what, f"{' ' * width}{line.text.strip()[len(line.dash) :]}")


def _colon_within(line: Line) -> Iterator[Repair]:
    if (line.key or line.dash) and re.search(r":(\s|$)", line.value):
        what = "a text with a colon and a space in it needs quotes around it"
        if line.value[0] in "“”„‟«»":
            what = 'curly quotes do not hold a text together; straight ones (") do'
        yield Repair(what, line.with_value(quoted(line.value.strip("“”„‟«»"))))


def _missing_colon(line: Line) -> Iterator[Repair]:
    if line.key or line.dash or _block_above(line):
        return
    found = re.match(r"([^\W\d_][\w.-]*?)\s*[;=,.]?(?:\s+(.*))?$", line.value)
    starts = not any(text.strip() for text in line.above)
    if found and (starts or len(line.indent) == _role_width(line.above) or _listed(found[2])):
        what, text = f"after '{found[1]}' a colon is missing", found[2] or ""
        if re.search(r"(^|\s)#|:\s", text) and not _listed(text):
            yield Repair(what, f"{line.indent}{found[1]}: {quoted(text)}")
        yield Repair(what, f"{line.indent}{found[1]}: {text}".rstrip())


def _listed(text: str | None) -> bool:
    return (text or "").startswith(("[", "{", '"'))


def _beneath(line: Line) -> Iterator[Repair]:
    """A role just beneath ``items:``, and no further in than that."""
    above = next((text for text in reversed(line.above) if text.strip()), "")
    if line.key and re.search(r":\s*$", above) and len(indent_of(above)) == len(line.indent):
        yield _moved(line, len(line.indent) + 2)


def _between(line: Line) -> Iterator[Repair]:
    """A line between two that begin equally far in, and that does not itself."""
    above = next((text for text in reversed(line.above) if text.strip()), "")
    below = next((text for text in line.below if text.strip()), "")
    width = len(indent_of(above))
    if width == len(indent_of(below)) != len(line.indent) and above and below:
        yield _moved(line, width)
        if not line.key:
            yield _moved(line, width + 2)


def _indentation(line: Line) -> Iterator[Repair]:
    widths = _widths(line.above)
    widths += [] if line.key or line.dash else [widths[0] + 2]  # a text that goes on
    if len(line.indent) != widths[0]:  # else it stands where it is most likely to belong
        yield from (_moved(line, width) for width in widths if width != len(line.indent))


def _moved(line: Line, width: int) -> Repair:
    has = many(len(line.indent), "space")
    what = f"this line begins with {has}; to go with those around it, it needs {width}"
    how = f"begin it with {many(width, 'space')}" if width else "begin it at the left margin"
    return Repair(what, " " * width + line.text.lstrip(), how)


def _block_above(line: Line) -> bool:
    """Whether the text of a ``>-`` or ``|-`` stands just above the line."""
    width = len(line.indent)
    for text in reversed(line.above):
        if text.strip() and len(indent_of(text)) <= width:
            return bool(_BLOCK.search(text.rstrip()))
    return False


def _role_width(above: list[str]) -> int:
    """How far in a role stands here: as the nearest line above with a colon, or beneath it."""
    for text in reversed(above):
        if re.match(r"\s*[\w.-]+\s*:(\s|$)", text):
            opens = re.search(r":\s*(#.*)?$", text)
            return len(indent_of(text)) + (2 if opens else 0)
    return 0


def _widths(above: list[str]) -> list[int]:
    """How many spaces a line may have: as those above it, the nearest first, or two more."""
    widths: dict[int, None] = {}
    for text in reversed(above):
        if text.strip() and not indent_of(text).strip(" "):
            width = len(indent_of(text))
            if not widths and re.search(r":\s*([|>][+-]?)?$", text.rstrip()):
                widths[width + 2] = None
            widths[width] = None
    return [*widths, *([] if widths else [0, 2])]


# The later groups change what a line belongs to: they come in only where none before helps.
RULES: tuple[tuple[Rule, ...], ...] = (
    (
        _odd_space,
        _remark,
        _colon_before_role,
        _wide_colon,
        _no_space_after_dash,
        _missing_dash,
        _end_sign,
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
