"""A text within the markup of its frame: how long it is, the same frame with another text for it.

Characters are counted as they are printed: facts filled in, no soft hyphens, single spaces.
"""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from printshop.shop.job import Galley, GalleyLine
from printshop.typesetting.segment_marks import END, FIRST, HYPHEN, SegmentRef, characters, owners
from printshop.typesetting.specimen import wide

LONG_WORD = 0.2  # of a text: how long a word in its place may be, or as long as it has one
_TAGS = re.compile(r"<[^>]*>")
_MARKS = re.compile(f"[{chr(FIRST)}-{END}]")
_TOKEN = re.compile(r"<bdi.*?</bdi>", re.DOTALL)


def unmarked(markup: str) -> str:
    """Markup without marks."""
    return _MARKS.sub("", markup)


def shown(markup: str) -> str:
    """The words of some markup as they are printed."""
    text = html.unescape(_TAGS.sub("", unmarked(markup).replace("<br>", " ")))
    return " ".join(text.replace(HYPHEN, "").split())


@dataclass(frozen=True)
class MarkedText:
    """A segment in a frame: its number among the marks, the frame's name and marked markup.

    ``words`` are those of its language, of which ``sample`` makes other texts in its place.
    """

    ref: SegmentRef
    number: int
    frame: str
    markup: str
    words: Sequence[str]
    sample: Callable[[Sequence[str], int], str] = wide

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(f"{chr(FIRST + self.number)}(.*?){END}", re.DOTALL)

    @cached_property
    def parts(self) -> list[str]:
        """The markup of its parts: of most texts one; one that is set twice counts once."""
        found: list[str] = self._pattern.findall(self.markup)
        return found[:1] if len(set(found)) == 1 else found

    @cached_property
    def used(self) -> int:
        """How many characters it has."""
        return len(" ".join(shown(part) for part in self.parts))

    @cached_property
    def _short_words(self) -> Sequence[str]:
        """Words of its language that are no longer than have room on a line."""
        longest = max(map(len, " ".join(map(shown, self.parts)).split()), default=0)
        most = max(longest, round(LONG_WORD * self.used))
        return [word for word in self.words if len(word) <= most] or self.words

    def filled(self, length: int) -> str:
        """The marked markup of its frame with a text of so many characters; its facts stay."""
        fixed = sum(len(shown(t)) + 1 for part in self.parts for t in _TOKEN.findall(part))
        free = [len(shown(_TOKEN.sub("", part))) for part in self.parts]
        rest = max(0, length - fixed)
        remaining = iter(_shares(rest, free))
        single = len(self.parts) == 1
        text = self._part(self.parts[0], rest)

        def put(match: re.Match[str]) -> str:
            inner = text if single else self._part(match[1], next(remaining))
            return f"{chr(FIRST + self.number)}{inner}{END}"

        return self._pattern.sub(put, self.markup)

    def _part(self, part: str, length: int) -> str:
        """Words of so many characters, with the facts of a part between them."""
        tokens = _TOKEN.findall(part)
        if not shown(_TOKEN.sub("", part)):
            return part
        pieces = self.sample(self._short_words, length).split(" ")
        if "\u00a0" in part and len(pieces) > 1:  # as the template ties its last words
            pieces[-2:] = [f"{pieces[-2]}\u00a0{pieces[-1]}"]
        escaped = [html.escape(piece) for piece in pieces]
        step = len(escaped) / (len(tokens) + 1)
        for n, token in reversed(list(enumerate(tokens, 1))):
            escaped.insert(round(n * step), token)
        return "<br>".join(" ".join(line) for line in _rows(escaped, part.count("<br>") + 1))

    def lines(self, galley: Galley, markup: str = "") -> list[GalleyLine]:
        """Its lines on a galley of its frame, as that is or with another marked ``markup``."""
        marked = markup or self.markup
        owned = owners(marked)
        stream = characters(html.unescape(_TAGS.sub("", unmarked(marked))))
        # What stands in a block within a line is there twice, the second time with its own column.
        once = {(x.text, x.box, x.baseline): x for x in galley.lines}
        at, found = 0, []
        for line in once.values():
            text = characters(line.text.replace(f"{HYPHEN}-", ""))
            start = stream.find(text, at) if stream.startswith(text, at) else stream.find(text)
            start = at if start < 0 else start
            at = start + len(text)
            if self.number in owned[start:at]:
                found.append(line)
        return found

    def rows(self, galley: Galley, markup: str = "") -> int:
        """How many lines it takes there."""
        return len({(line.block, line.row) for line in self.lines(galley, markup)})

    def slots(self, galley: Galley) -> set[str]:
        """The slots in which it is set."""
        return {line.slot for line in self.lines(galley)}


def _shares(total: int, weights: list[int]) -> list[int]:
    """A number of characters, divided as the parts are long now."""
    whole = sum(weights) or 1
    edges = [round(total * sum(weights[:n]) / whole) for n in range(len(weights) + 1)]
    return [end - start for start, end in pairwise(edges)]


def _rows(words: list[str], count: int) -> list[list[str]]:
    """Words in so many rows of about one length, as a person breaks a heading by hand."""
    rows: list[list[str]] = [[] for _ in range(count)]
    total, done = sum(map(len, words)), 0
    for word in words:
        rows[min(count - 1, int((done + len(word) / 2) * count / max(1, total)))].append(word)
        done += len(word)
    return [row for row in rows if row]
