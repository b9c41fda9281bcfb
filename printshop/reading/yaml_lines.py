"""A line of a YAML file taken apart, and how findings show it as it stands and as it should be."""

import re
from dataclasses import dataclass

LONGEST_SHOWN = 110  # characters of a line
LONGEST_PROPOSED = 2000  # the longest text has about 300

# Curly quotes around a whole text.
CURLY = re.compile(r"[“„‟«‹‘‚][^“„‟”«»‹›]*[”“»›’\"]$")
_LINE = re.compile(
    r"(?P<indent>\s*)(?P<dash>(?:- +)*)(?:(?P<key>[\w.][\w.-]*)\s*:(?:\s+|$))?(?P<value>.*)$"
)
_NEAR = 300  # lines above and beneath one that a rule may look at
_PARTS = ("indent", "dash", "key", "value")


@dataclass(frozen=True)
class Line:
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


def taken_apart(lines: list[str], n: int) -> Line:
    """The line with a number from 1."""
    found = _LINE.match(lines[n - 1].rstrip())
    assert found  # every line is matched
    first = max(0, n - 1 - _NEAR)
    indent, dash, key, value = (found[name] or "" for name in _PARTS)
    return Line(lines[n - 1], indent, dash, key, value, lines[first : n - 1], lines[n : n + _NEAR])


def in_quotes(line: str) -> str:
    """A line of a file with quotes around the text after its role or its dash.

    They take the place of curly ones, which would be printed.
    """
    parts = taken_apart([line], 1)
    text = parts.value
    return parts.with_value(quoted(text[1:-1].strip() if CURLY.match(text) else text))


def proposed(line: str) -> str:
    """The remedy that a line is to be written so."""
    text = line.strip()
    return f"write: {text if len(text) <= LONGEST_PROPOSED else f'{text[:LONGEST_PROPOSED]}…'}"


def shown(line: str) -> str:
    """A line as findings show it: its words, cut where it is long."""
    text = line.strip()
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def quoted(text: str) -> str:
    """A text in the quotes that need no other change of it where there are such."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'{}'".format(text.replace("'", "''"))


def indent_of(text: str) -> str:
    """The spaces, or whatever stands in their place, before the first word of a line."""
    return text[: len(text) - len(text.lstrip())]
