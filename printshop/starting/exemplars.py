"""The letters and quotation marks of languages, from the table beside this module (CLDR)."""

from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("cldr.tsv")


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, tuple[str, ...]]]:
    rows = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line[:1] != "#")
    return {tag: (letters, tuple(quotes.split())) for tag, letters, quotes in rows}


def exemplars(*tags: str) -> tuple[str, tuple[str, ...]]:
    """The small letters of a language and its quotation marks in pairs, or two empty values.

    The first of the tags counts that the table has, or else what they are forms of: ``fa`` for
    ``fa-AF``.
    """
    table = _table()
    forms = [*tags, *(tag.partition("-")[0] for tag in tags)]
    letters, quotes = next((table[tag] for tag in forms if tag in table), ("", ()))
    return _spelt_out(letters), _typographic(quotes)


def _spelt_out(letters: str) -> str:
    """``abcd`` for ``a-d``."""
    found, at = "", 0
    while at < len(letters):
        if letters[at + 1 : at + 2] == "-":
            found += "".join(map(chr, range(ord(letters[at]), ord(letters[at + 2]) + 1)))
            at += 3
        else:
            found += letters[at]
            at += 1
    return found


def _typographic(quotes: tuple[str, ...]) -> tuple[str, ...]:
    """Pairs without those of a typewriter, which no text here may have; each once."""
    pairs = dict.fromkeys(zip(quotes[::2], quotes[1::2], strict=True))
    return tuple(mark for pair in pairs if not "".join(pair).isascii() for mark in pair)
