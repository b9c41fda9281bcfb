"""Sentences and their words, in any script."""

import re

from printshop.shop.characters import SOFT_HYPHEN
from printshop.shop.words import TOKEN

# What ends a sentence: . ? ! … and the full stops and question marks of other scripts. A colon and
# a semicolon do not. The full-width ones need no space behind them.
ENDS = ".?!…؟۔।॥։።፧።"
FULL_WIDTH = "。！？"
_CLOSING = '»”’")\\]'
_PLACEHOLDER = "x"  # a fact within a sentence: one word
# Not after one letter, as in "V.U."; not before a small letter, as in "etc. and".
_END = re.compile(
    rf"(?<![\s.]\w\.)(?<!^\w\.)(?<=[{ENDS}])[{_CLOSING}]*\s+(?=\S)|(?<=[{FULL_WIDTH}])[{_CLOSING}]*"
)


def sentences(text: str) -> list[str]:
    """The sentences of a text, with spaces in place of line breaks."""
    found: list[str] = []
    for part in _END.split(" ".join(text.split())):
        first = re.search(r"\w", part)
        if found and first and first.group().islower():  # an abbreviation, or a pause
            found[-1] += f" {part}"
        elif part.strip():
            found.append(part)
    return found


def words(sentence: str) -> list[str]:
    """The words of a sentence; a fact's name in braces is one, a mark on its own is none."""
    plain = TOKEN.sub(_PLACEHOLDER, sentence).replace(SOFT_HYPHEN, "")
    return [w for w in re.split(r"[\s–—]+", plain) if re.search(r"\w", w)]


def characters(sentence: str) -> int:
    """How many letters and digits a sentence has, for scripts without spaces between words."""
    return sum(c.isalnum() for c in TOKEN.sub(_PLACEHOLDER, sentence))
