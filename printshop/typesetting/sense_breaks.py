"""Sense breaks: words that are to stay on one line, seen on the lines of a galley.

A line does not end on a short word that belongs to the next one, such as an article, which its
language names (``no_break_after``), nor within a compound that is written with a hyphen; the last
line of a head is no single word. A bond is made only where a line ends so, and given up where the
text would then not fit, or in much smaller type. In running text an even edge counts for more: a
word goes to the next line only where the line that it leaves stays nearly full or loses little.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from printshop.shop.job import Composition, GalleyLine
from printshop.typesetting.copyfit import Fitted, Runt, find_runts

ROUNDS = 5  # each bond moves words to the next line, which may then end on such a word
LEAST_SIZE = 0.9  # of the size that a slot had before, for a bond that is wanted, not needed
OPENING = "“„«‘‚»\"'([¿¡"  # signs before a word
DISPLAY_ROWS = 3  # a head of more lines is read as running text is
SHORT_ROWS = 2  # and a text of more lines in another voice
LEAST_FILLED = 0.8  # of its column: what a line of running text keeps when a word leaves it
SLIGHT = (
    0.08  # of its column: what a line may lose however full it is, such as a word of two letters
)
WORD_SPACE = 0.1  # em: no space between words is as narrow
SHORT_WORD = 1 / 3  # of its column: a word that is shorter takes one of two words to itself
COMPOUND = re.compile(r".*\w[-\u2010]", re.DOTALL)  # a word up to its hyphen


@dataclass(frozen=True)
class Bond:
    """Two words of a frame that follow each other and are to stay on one line.

    With no second word the first is a compound with a hyphen, which is to stay undivided.
    ``needed``: without it the last line is a runt.
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
            texts = [_text(row).split() for row in rows]
            tag, language = rows[0][0].language, job.language
            if tag != language.tag:  # a text in another language
                language = job.shop.languages.get(tag, language)
            weak = set(language.no_break_after.casefold().split())
            slot = slots.get(rows[-1][0].slot)
            most = DISPLAY_ROWS if slot and slot.voice == "head" else SHORT_ROWS
            running = not slot or len(rows) > most
            for row, (words, following) in zip(rows, pairwise(texts), strict=False):
                yield from _divided(frame, words, following)
                if not running:
                    yield from _weak_end(frame, words, following, weak)
                elif _leaves_enough(row, words):
                    yield from _last_weak(frame, words, following, weak)
            if slot and slot.voice == "head" and len(rows) > 1 and _lone(texts, rows[-1]):
                yield Bond(frame, texts[-2][-1], texts[-1][0])


def _blocks(lines: Iterable[GalleyLine]) -> list[list[list[GalleyLine]]]:
    """The lines of a galley by their block, as rows: each with what stands in it, in order."""
    blocks: dict[int, dict[int, list[GalleyLine]]] = {}
    for line in lines:
        blocks.setdefault(line.block, {}).setdefault(line.row, []).append(line)
    return [list(rows.values()) for rows in blocks.values()]


def _text(row: list[GalleyLine]) -> str:
    """The text of a line: runs between which there is a gap are words, also without a space."""
    text = ""
    for before, run in zip([None, *row], row, strict=False):
        if before:
            gap = max(run.box[0] - before.box[2], before.box[0] - run.box[2])
            text += " " if gap > WORD_SPACE * run.size else ""
        text += run.text
    return text


def _weak_end(frame: str, words: list[str], following: list[str], weak: set[str]) -> Iterator[Bond]:
    """The bonds of the weak words at the end of a line; none where it has no other words."""
    count = next((n for n, w in enumerate(reversed(words)) if not _is(w, weak)), len(words))
    if following and count < len(words):
        chain = [*words[len(words) - count :], following[0]]
        yield from (Bond(frame, a, b) for a, b in pairwise(chain))


def _last_weak(
    frame: str, words: list[str], following: list[str], weak: set[str]
) -> Iterator[Bond]:
    """The bond of the weak word at the end of a line with a word that is none."""
    if following and len(words) > 1 and _is(words[-1], weak) and not _is(following[0], weak):
        yield Bond(frame, words[-1], following[0])


def _leaves_enough(row: list[GalleyLine], words: list[str]) -> bool:
    """Whether a line stays nearly full without its last word, or loses little.

    Its letters count as equally wide.
    """
    width = max(x.box[2] for x in row) - min(x.box[0] for x in row)
    kept = len(" ".join(words[:-1])) / max(1, len(" ".join(words)))
    column = row[0].column
    return width * kept >= LEAST_FILLED * column or width * (1 - kept) <= SLIGHT * column


def _divided(frame: str, words: list[str], following: list[str]) -> Iterator[Bond]:
    """The bond of a compound that a line divides after its hyphen."""
    if words and following and COMPOUND.fullmatch(words[-1]) and following[0][0].isalnum():
        yield Bond(frame, words[-1] + following[0], "")


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
