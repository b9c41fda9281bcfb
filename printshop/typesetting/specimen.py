"""Specimens: text of a given length from a language's own words, to see how much a frame holds."""

import re
from collections.abc import Sequence
from functools import lru_cache

from printshop.shop.job import Shop
from printshop.shop.words import PACKAGE, TOKEN

LEAST_WORDS = 80  # fewer are no sample of a language
ROTATIONS = 24  # texts to choose from, each beginning at another word
# About how wide letters are, as a multiple of most others: it orders texts, whatever the font.
NARROW, WIDE = (
    frozenset(" ijlftrI1'’.,:;!|()-اأإآلدذرزوءةه،"),
    frozenset("mwMWжшщюфмыЖШЩЮФМЫ—…%&@سشصضطظ"),
)


def specimen(words: Sequence[str], length: int, start: int = 0) -> str:
    """So many characters of text, from a word on; its last word may be cut."""
    if length < 1 or not words:
        return ""
    text, at = "", start
    while len(text) < length:
        text += f"{words[at % len(words)]} "
        at += 1
    cut = text[:length]
    return f"{cut[:-1]}{words[0][0]}" if cut.endswith(" ") else cut


def wide(words: Sequence[str], length: int) -> str:
    """So many characters of text from where it is widest."""
    starts = dict.fromkeys(round(n * len(words) / ROTATIONS) for n in range(ROTATIONS))
    return max((specimen(words, length, start) for start in starts), key=_width, default="")


def _width(text: str) -> float:
    return sum(
        0.55 if c in NARROW else 1.5 if c in WIDE else 1.2 if c.isupper() else 1.0 for c in text
    )


@lru_cache
def words_of(shop: Shop, tag: str) -> tuple[str, ...]:
    """The words of a language's copy in the order of its files.

    Where it has too few, words of its letters as long as those of the source; where it names no
    letters either, the words of the source.
    """
    own = _words(shop, tag)
    if len(own) >= LEAST_WORDS:
        return own
    source = _words(shop, shop.campaign.source_language)
    letters = [c for c in shop.languages[tag].letters if c.isalpha()]
    if not letters:
        return source or own
    made, at = [], 0
    for word in source:
        made.append("".join(letters[(at + n) % len(letters)] for n in range(len(word))))
        at += len(word)
    return tuple(made)


def _words(shop: Shop, tag: str) -> tuple[str, ...]:
    sheets = shop.copies.get(tag, {})
    printed = (stem for stem in sorted(sheets) if stem != PACKAGE)
    texts = (text for stem in printed for _, text in sheets[stem].texts())
    plain = (re.sub(r"[*\u00ad]", "", TOKEN.sub(" ", text)) for text in texts)
    return tuple(word for text in plain for word in text.split() if len(word) > 1 or word.isalpha())
