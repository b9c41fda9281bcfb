"""Sentences and their words, in any script."""

import re

from printshop.shop.characters import SOFT_HYPHEN
from printshop.shop.words import TOKEN

# What ends a sentence: . ? ! … and the full stops and question marks of other scripts. A colon and
# a semicolon do not. The full-width ones need no space behind them.
ENDS = ".?!…؟۔।॥։።፧።"
FULL_WIDTH = "。！？"
_CLOSING = '»”’")\\]'
_END = re.compile(rf"[{ENDS}][{ENDS}{_CLOSING}]*(?= )|[{FULL_WIDTH}][{FULL_WIDTH}{_CLOSING}]*")
_ABBREVIATION = re.compile(r"(?:^|[\s.])\w\.$")  # a full stop after one letter, as in "V.U."
_PLACEHOLDER = "x"  # a fact within a sentence: one word


def sentences(text: str) -> list[str]:
    """The sentences of a text, with spaces in place of line breaks."""
    text = " ".join(text.split())
    found: list[str] = []
    start = 0
    for end in [*(m.end() for m in _END.finditer(text)), len(text)]:
        following = re.search(r"\w", text[end:])
        goes_on = following and following.group().islower()  # after "etc.", or a pause
        if end < len(text) and (goes_on or _ABBREVIATION.search(text, 0, end)):
            continue
        if part := text[start:end].strip():
            found.append(part)
        start = end
    return found


def words(sentence: str) -> list[str]:
    """The words of a sentence; a fact's name in braces is one, a mark on its own is none."""
    plain = TOKEN.sub(_PLACEHOLDER, sentence).replace(SOFT_HYPHEN, "")
    return [w for w in re.split(r"[\s–—]+", plain) if re.search(r"\w", w)]


def characters(sentence: str) -> int:
    """How many letters and digits a sentence has, for scripts without spaces between words."""
    return sum(c.isalnum() for c in TOKEN.sub(_PLACEHOLDER, sentence))
