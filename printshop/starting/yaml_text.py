"""Values as they are written into YAML files for people to read and change."""

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterable

WIDTH = 98  # characters of a line of remarks
_PLAIN = re.compile(r"[^\W_][\w .()/·–’-]*")


def scalar(text: str) -> str:
    """A text as a value: in straight quotes where it would be read as something else.

    Signs that join the letter before them, as the vowels of Hindi, are as plain as letters.
    """
    bare = "".join(sign for sign in text if unicodedata.category(sign)[0] != "M")
    plain = _PLAIN.fullmatch(bare) and text[:1] == bare[:1] and text == text.strip()
    plain = plain and not text.isdigit()
    if plain and text.lower() not in ("true", "false", "null", "yes", "no", "on", "off"):
        return text
    return _quoted(text)


def letters(text: str) -> str:
    """Letters as a value; signs that join the letter before them by their code."""
    if any(unicodedata.category(sign)[0] in "MC" for sign in text):
        return _quoted(text, "MC")
    return scalar(text)


def _quoted(text: str, by_code: str = "C") -> str:
    """A text in straight quotes, signs of the Unicode categories ``by_code`` written as codes."""
    parts = json.dumps(text, ensure_ascii=False)
    shown = (
        f"\\u{ord(sign):04X}"
        if unicodedata.category(sign)[0] in by_code and ord(sign) < 65536
        else sign
        for sign in parts
    )
    return "".join(shown)


def single_quoted(text: str) -> str:
    """Words to be printed, in quotes within which no sign means anything."""
    return "'" + text.replace("'", "''") + "'"


def flow(values: Iterable[str]) -> str:
    """Values in a list on one line."""
    return f"[{', '.join(scalar(value) for value in values)}]"


def remark(text: str, indent: int = 0) -> list[str]:
    """A text as lines of remarks, wrapped; each of its own lines begins a new one."""
    start = " " * indent + "# "
    return [
        line
        for part in text.split("\n")
        for line in textwrap.wrap(
            part,
            WIDTH,
            initial_indent=start,
            subsequent_indent=start,
            break_long_words=False,
            break_on_hyphens=False,
        )
        or [start.rstrip()]
    ]
