"""Space budget: how many characters of a text have room, by segment and layout.

Each segment is set with other lengths of its language's own words, in its frame as it is: the other
texts as they are today, all slots of the frame at their largest size or all at their smallest. What
is looked for is the longest text that copyfit finds to fit.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from printshop.shop import catalog
from printshop.shop.job import Composition, Galley, Job, JobTicket, Shop
from printshop.shop.words import Copy
from printshop.typesetting import copyfit, styles, typeset
from printshop.typesetting.assets import TypesettingError
from printshop.typesetting.compose import compose
from printshop.typesetting.excess import depth_of, fit_in
from printshop.typesetting.marked_text import MarkedText, unmarked
from printshop.typesetting.segment_marks import MarkingApi, SegmentRef, owners
from printshop.typesetting.specimen import words_of

CAREFUL = 0.93  # of what a specimen fills: other words of the same length may be wider
CLOSE = 1.05  # a length that fits, and one that does not: how near they are in the end
STEP = 1.02  # how far from both a guess between them is of use
LONGEST = 4000  # characters: more is not looked for
LITTLE = 0.05  # of a budget: less room than that is little
TOGETHER = 12  # frames on one galley

Sizes = dict[str, float]
Key = tuple[str, tuple[tuple[str, float], ...]]
Cache = dict[Key, Galley | None]


@dataclass(frozen=True)
class Room:
    """The room of a segment in a frame of a layout: its characters and lines, and how many fit.

    ``largest`` and ``smallest`` are how many fit at the largest and at the smallest size of its
    frame, each with the lines that they fill; 0 where the frame's other texts leave no room.
    Characters are those that are printed: facts filled in, no soft hyphens. ``piece`` is the one
    of the layout's pieces that holds least; ``at_smallest`` says that it is set at its smallest
    size there.
    """

    ref: SegmentRef
    layout: str
    piece: str
    frame: str
    used: int
    largest: int
    smallest: int
    lines: int
    lines_largest: int
    lines_smallest: int
    at_smallest: bool

    @property
    def little(self) -> bool:
        """Whether less than 5 % of its room is left, even at the smallest size."""
        return self.used > self.smallest * (1 - LITTLE)


def budgets(shop: Shop, tag: str, tickets: Iterable[JobTicket] | None = None) -> list[Room]:
    """The room of each segment of a language, in the pieces of some tickets or in all.

    A text that is not translated yet is measured as if it had the words of its source. It takes
    most of a second a piece and more: ``delivery/kept_budgets`` keeps what was measured.
    """
    cache: Cache = {}
    chosen = catalog.tickets(shop) if tickets is None else tickets
    measured = (of_piece(shop, t, tag, cache) for t in chosen if tag in t.languages)
    return by_frame(room for rooms in measured for room in rooms)


def by_frame(rooms: Iterable[Room]) -> list[Room]:
    """Of the rooms of many pieces, for each frame of a layout the one that holds least."""
    least: dict[tuple[SegmentRef, str, str], Room] = {}
    for room in rooms:
        place = (room.ref, room.layout, room.frame)
        if place not in least or room.smallest < least[place].smallest:
            least[place] = room
    return list(least.values())


def tightest(rooms: Iterable[Room]) -> dict[str, Room]:
    """By identifier the room of the segment where it has least."""
    found: dict[str, Room] = {}
    for room in rooms:
        known = found.get(room.ref.identifier)
        if known is None or room.smallest < known.smallest:
            found[room.ref.identifier] = room
    return found


def inputs_of(shop: Shop, ticket: JobTicket, tag: str) -> tuple[str, ...]:
    """What the room on a piece depends on, but for its layout and the engine; empty without words.

    It is the composed page, which has all sizes, and the words that specimens are made of.
    """
    plain, _ = compose(_complete(catalog.resolve(shop, ticket)))
    return (plain.digest, *words_of(shop, tag)) if plain else ()


def of_piece(shop: Shop, ticket: JobTicket, tag: str, cache: Cache) -> Iterator[Room]:
    """The room of each segment of a language in one piece; ``cache`` serves pieces of one shop."""
    job = _complete(catalog.resolve(shop, ticket))
    api = MarkingApi(job)
    marked, _ = compose(job, api)
    plain, _ = compose(job)
    if marked is None or plain is None:
        return
    texts = [
        MarkedText(api.refs[n], n, name, markup, words_of(shop, tag))
        for name, markup in marked.frames.items()
        for n in dict.fromkeys(owners(markup))
        if n is not None and api.refs[n].language == tag
    ]
    try:
        fitted = typeset.fit(plain).sizes
    except TypesettingError:
        return  # ``check`` and ``build`` say why
    ends = [_sizes(job, text, end) for end in (0, 1) for text in texts]
    found = _Search(plain, [*texts, *texts], ends, cache).found()
    for n, text in enumerate(texts):
        now = found[n].now
        slots = text.slots(now) if now else set()
        low, high = ends[n], ends[n + len(texts)]
        yield Room(
            text.ref,
            job.layout.name,
            ticket.stem,
            text.frame,
            text.used,
            int(CAREFUL * found[n + len(texts)].fits),
            int(CAREFUL * max(found[n].fits, found[n + len(texts)].fits)),
            text.rows(now) if now else 0,
            found[n + len(texts)].lines,
            found[n].lines,
            any(low[s] < high[s] and fitted[text.frame, s] <= low[s] for s in slots if s in low),
        )


def _complete(job: Job) -> Job:
    """A job with the source's words where its language has none."""
    shop = job.shop
    source = shop.copies.get(shop.campaign.source_language, {})
    stems = [sheet.stem for sheet in job.copy.sheets]
    wanted = dict.fromkeys(["common", *job.layout.stems, job.ticket.sector, *stems])
    beneath = (source[stem] for stem in wanted if stem in source)
    return replace(job, copy=Copy((*beneath, *job.copy.sheets)))


def _sizes(job: Job, text: MarkedText, end: int) -> Sizes:
    """The smallest (0) or largest (1) size of each slot of a text's frame, in pt."""
    slots = job.layout.frames[text.frame].slots
    return {s: round(styles.size_range(spec, job.language)[end], 2) for s, spec in slots.items()}


@dataclass
class _State:
    """How far the search for one text's longest length is.

    ``fits`` and ``lines``: the longest that fits so far; ``over``: the shortest that does not.
    ``now`` is its frame as it is today.
    """

    length: int
    fits: int = 0
    lines: int = 0
    over: int = 0
    steps: int = 0
    done: bool = False
    now: Galley | None = None

    def note(self, fits: bool, lines: int, guess: int) -> None:
        """Note whether its length fits, and choose the next one, near a ``guess``."""
        if fits:
            self.fits, self.lines = self.length, lines
        else:
            self.over = self.length
        low, high = self.fits, self.over
        if low and high:
            self.done = high <= max(low * CLOSE, low + 1)
            self.length = guess if low * STEP < guess < high / STEP else round((low * high) ** 0.5)
            self.length = min(max(self.length, low + 1), high - 1)
        else:
            useful = guess > low * STEP if fits else 0 < guess < high / STEP
            factor = 1 + (CLOSE - 1) * 2**self.steps
            self.steps += not useful
            further = guess if useful else round(low * factor)
            nearer = guess if useful else round(high / factor)
            self.length = max(further, low + 1) if fits else min(nearer, high - 1)
        self.done = self.done or not 0 < self.length <= LONGEST


class _Search:
    """The search for the longest lengths of many texts of a piece, with their slots' sizes."""

    def __init__(
        self, piece: Composition, texts: Sequence[MarkedText], sizes: Sequence[Sizes], cache: Cache
    ) -> None:
        self.piece, self.texts, self.sizes, self.cache = piece, texts, sizes, cache

    def found(self) -> list[_State]:
        """For each text how much fits."""
        today = self._galleys([(n, text.markup) for n, text in enumerate(self.texts)])
        states = []
        for n, galley in enumerate(today):
            text = self.texts[n]
            guess = self._guess(n, galley, text.used, text.markup) if galley else 0
            states.append(_State(max(1, guess or text.used), now=galley))
        while left := [n for n, state in enumerate(states) if not state.done]:
            markups = [self.texts[n].filled(states[n].length) for n in left]
            galleys = self._galleys(list(zip(left, markups, strict=True)))
            for n, markup, galley in zip(left, markups, galleys, strict=True):
                fits = galley is not None and fit_in(self.piece, self.texts[n].frame, galley)
                rows, guess = 0, 0
                if galley:
                    rows = self.texts[n].rows(galley, markup)
                    guess = self._guess(n, galley, states[n].length, markup)
                states[n].note(fits, rows, guess)
        return states

    def _guess(self, n: int, galley: Galley, length: int, markup: str) -> int:
        """About how much fits, by a galley with so many characters and the room on it."""
        text, layout = self.texts[n], self.piece.job.layout
        frame, lines = layout.frames[text.frame], text.lines(galley, markup)
        lines = [x for x in lines if x.slot in frame.slots]
        if not lines:
            return 0
        slot, last = frame.slots[lines[-1].slot], max(x.row for x in lines)
        column = lines[-1].column
        ending = sum(x.box.width for x in lines if x.row == last) / column if column else 1.0
        spare = depth_of(layout, frame, galley) - galley.height
        more = int(spare // (lines[-1].size * slot.leading))
        if slot.lines:
            more = min(more, slot.lines - last - 1)
        return round(length * max(0.0, last + 1 + more) / max(0.2, last + ending))

    def _galleys(self, wanted: list[tuple[int, str]]) -> list[Galley | None]:
        """The galley of each text's frame with a marked markup; None where it is too long."""
        trials = [(self.texts[n].frame, self.sizes[n], unmarked(markup)) for n, markup in wanted]
        keys = [(markup, tuple(sizes.items())) for _, sizes, markup in trials]
        new = {k: t for k, t in zip(keys, trials, strict=True) if k not in self.cache}
        items = list(new.items())
        for start in range(0, len(items), TOGETHER):
            some = items[start : start + TOGETHER]
            galleys = self._measured([trial for _, trial in some])
            self.cache.update(zip((key for key, _ in some), galleys, strict=True))
        return [self.cache[key] for key in keys]

    def _measured(self, trials: list[tuple[str, Sizes, str]]) -> list[Galley | None]:
        sized: list[copyfit.Trial] = [(frame, sizes) for frame, sizes, _ in trials]
        try:
            return [*typeset.measured(self.piece, sized, [markup for *_, markup in trials])]
        except TypesettingError:
            if len(trials) == 1:
                return [None]
            half = len(trials) // 2
            return [*self._measured(trials[:half]), *self._measured(trials[half:])]
