"""Sentences and their words, in any script."""

import re
from collections.abc import Iterator

from printshop.reading.characters import FULL_WIDTH_ENDS, SENTENCE_ENDS, SOFT_HYPHEN
from printshop.shop.words import TOKEN

CLOSING = '»”’“")]*'

_FULL_STOP = re.compile(rf"([{FULL_WIDTH_ENDS}]+[{re.escape(CLOSING)}]*)")
_ABBREVIATION = re.compile(r"(?:^|\.)\w\.$")  # a full stop after one letter, as in "V.U."
_WORD = re.compile(r"\w")
_BETWEEN = re.compile(r"[\s–—]+")  # words
_PLACEHOLDER = "x"  # a fact within a sentence: one word


def sentences(text: str) -> list[str]:
    """The sentences of a text, with spaces in place of line breaks."""
    parts = _FULL_STOP.sub("\\1\n", " ".join(text.split())).split("\n")
    return [sentence for part in parts for sentence in _at_spaces(part.strip())]


def _at_spaces(text: str) -> Iterator[str]:
    """The sentences of a text in which each ends at a space."""
    parts = text.split(" ")
    small = [False] * len(parts)  # whether the next letter behind a part is a small one
    for i in reversed(range(len(parts) - 1)):
        first = _WORD.search(parts[i + 1])
        small[i] = first.group().islower() if first else small[i + 1]
    start = 0
    for i, part in enumerate(parts):
        ends = part.rstrip(CLOSING).endswith(tuple(SENTENCE_ENDS))
        goes_on = small[i] or _ABBREVIATION.search(part)  # behind "etc.", "V.U." or a pause
        if (ends and not goes_on) or i == len(parts) - 1:
            if sentence := " ".join(parts[start : i + 1]):
                yield sentence
            start = i + 1


def words(sentence: str) -> list[str]:
    """The words of a sentence; a fact's name in braces is one, a mark on its own is none."""
    plain = TOKEN.sub(_PLACEHOLDER, sentence).replace(SOFT_HYPHEN, "")
    return [w for w in _BETWEEN.split(plain) if _WORD.search(w)]


def characters(sentence: str) -> int:
    """How many letters and digits a sentence has, for scripts without spaces between words."""
    return sum(c.isalnum() for c in TOKEN.sub(_PLACEHOLDER, sentence))
