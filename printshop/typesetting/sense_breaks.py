"""Sense breaks: words that are to stay on one line, seen on the lines of a galley.

A line does not end on a short word that belongs to the next one, such as an article, which its
language names (``no_break_after``), nor within a word at its hyphen (по-близо, au-dessus); the last
line of a head is no single word. A bond is made only where a line ends so, and given up where the
text would then not fit, or in much smaller type.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from printshop.shop.job import Composition, GalleyLine
from printshop.typesetting.copyfit import Fitted, Runt, find_runts

ROUNDS = 5  # each bond moves words to the next line, which may then end on such a word
LEAST_SIZE = 0.9  # of the size that a slot had before, for a bond that is wanted, not needed
OPENING = "“„«‘‚»\"'([¿¡"  # signs before a word
HYPHENS = ("-", "\u2010")
SHORT_WORD = 1 / 3  # of its column: a word that is shorter takes one of two words to itself


@dataclass(frozen=True)
class Bond:
    """Two words of a frame that follow each other and are to stay on one line.

    Where the first one ends in a hyphen, they may be parts of one word. ``needed``: without the
    bond the last line is a runt.
    """

    frame: str
    before: str
    after: str
    needed: bool = False


Fit = Callable[[Composition], Fitted]
Bind = Callable[[Composition, list[tuple[str, str, str]]], Composition]


def bound(composition: Composition, fit: Fit, bind: Bind) -> tuple[Composition, Fitted, list[Runt]]:
    """The composition with bonds, how it fits, and the runts that remain.

    ``fit`` is copyfit; ``bind`` makes bonds, each given as its frame and two words.
    """
    fitted = fit(composition)
    refused: set[Bond] = set()
    for _ in range(ROUNDS):
        wanted = [b for b in _bonds(composition, fitted) if b not in refused]
        while wanted:
            tried = bind(composition, [(b.frame, b.before, b.after) for b in wanted])
            if tried.frames == composition.frames:
                return composition, fitted, find_runts(composition, fitted)
            refitted = fit(tried)
            worse = [b for b in wanted if _worse(b, fitted, refitted)]
            if not worse:
                composition, fitted = tried, refitted
                break
            refused |= set(worse)
            wanted = [b for b in wanted if b not in refused]
        else:
            break
    return composition, fitted, find_runts(composition, fitted)


def _worse(bond: Bond, before: Fitted, after: Fitted) -> bool:
    """Whether a bond's frame no longer fits, or only in smaller type than the bond is worth."""
    old, new = ({f.slot: f for f in x.fits if f.frame == bond.frame} for x in (before, after))
    if any(f.overset and not old[slot].overset for slot, f in new.items()):
        return True
    return not bond.needed and any(f.size < LEAST_SIZE * old[slot].size for slot, f in new.items())


def _bonds(composition: Composition, fitted: Fitted) -> Iterator[Bond]:
    for runt in find_runts(composition, fitted):
        yield Bond(runt.frame, _last(runt.before), _first(runt.last), needed=True)
    job = composition.job
    for frame, galley in fitted.galleys.items():
        slots = job.layout.frames[frame].slots
        for rows in _blocks(galley.lines):
            texts = ["".join(line.text for line in row).split() for row in rows]
            tag, language = rows[0][0].language, job.language
            if tag != language.tag:  # a text in another language
                language = job.shop.languages.get(tag, language)
            weak = set(language.no_break_after.casefold().split())
            for words, following in pairwise(texts):
                yield from _weak_end(frame, words, following, weak)
                if words and following and words[-1].endswith(HYPHENS) and words[-1] not in HYPHENS:
                    yield Bond(frame, words[-1], following[0])
            slot = slots.get(rows[-1][0].slot)
            if slot and slot.voice == "head" and len(rows) > 1 and _lone(texts, rows[-1]):
                yield Bond(frame, texts[-2][-1], texts[-1][0])


def _blocks(lines: Iterable[GalleyLine]) -> list[list[list[GalleyLine]]]:
    """The lines of a galley by their block, as rows: each with what stands in it, in order."""
    blocks: dict[int, dict[int, list[GalleyLine]]] = {}
    for line in lines:
        blocks.setdefault(line.block, {}).setdefault(line.row, []).append(line)
    return [list(rows.values()) for rows in blocks.values()]


def _weak_end(frame: str, words: list[str], following: list[str], weak: set[str]) -> Iterator[Bond]:
    """The bonds of the weak words at the end of a line; none where it has no other words."""
    count = next((n for n, w in enumerate(reversed(words)) if not _is(w, weak)), len(words))
    if following and count < len(words):
        chain = [*words[len(words) - count :], following[0]]
        yield from (Bond(frame, a, b) for a, b in pairwise(chain))


def _is(word: str, weak: set[str]) -> bool:
    return word.lstrip(OPENING).casefold() in weak


def _lone(texts: list[list[str]], last: list[GalleyLine]) -> bool:
    """Whether the last line of a head is one word that another one can join."""
    before, alone = texts[-2], texts[-1]
    if len(alone) != 1 or len(before) < 2:
        return False
    width = max(x.box[2] for x in last) - min(x.box[0] for x in last)
    return len(before) > 2 or width < SHORT_WORD * last[0].column


def _last(text: str) -> str:
    return (text.split() or [""])[-1]


def _first(text: str) -> str:
    return (text.split() or [""])[0]
