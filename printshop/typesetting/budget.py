"""Space budget: how many characters of a text have room, by segment and layout.

Each segment is set with other lengths of its language's own words, in its frame as it is: the other
texts as they are today, all slots of the frame at their largest size or all at their smallest. What
is looked for is the longest text that copyfit finds to fit.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

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
CLOSE = 1.06  # how near what fits is in the end to what does not, or to what would fill the frame
ABOUT = 1.12  # the same at the largest sizes, which refuse nothing
STEP = 1.02  # how far from both a guess between them is of use
FIRST_GUESS = 0.90  # of what today's words would fill the frame with: specimens are wider
SURE = 0.98  # of what would fill the frame: it fits nearly always
LOST = 3  # trials after which a guess that was wrong each time is of no use
STEPS = 8  # trials of a text at the most, once some length fits
LONGEST = 4000  # characters: more is not looked for
LITTLE = 0.05  # of a budget: less room than that is little
TOGETHER = 12  # frames on one galley

Sizes = dict[str, float]
Sized = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Cache:
    """What was measured of the pieces of one shop.

    ``galleys`` by a frame's markup and sizes; ``lengths``: how much fits, by layout, frame, segment
    and sizes, in the piece that holds least so far.
    """

    galleys: dict[tuple[str, Sized], Galley | None] = field(default_factory=dict)
    lengths: dict[tuple[str, str, SegmentRef, Sized], int] = field(default_factory=dict)


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
    about a second a piece: ``delivery/kept_budgets`` keeps what was measured.
    """
    cache = Cache()
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
    """The room of each segment of a language in one piece; ``cache`` serves pieces of one shop.

    Where pieces share a layout, the room in a later one is that in those before it if as much fits
    there, and not looked for further: what counts is the piece that holds least.
    """
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
    ``known``: what fits in a piece before this one, which is enough; -1 in the first. ``near``:
    how near it comes to the longest. ``now`` is its frame as it is today.
    """

    length: int
    fits: int = 0
    lines: int = 0
    over: int = 0
    steps: int = 0
    done: bool = False
    known: int = -1
    near: float = CLOSE
    now: Galley | None = None

    def note(self, fits: bool, lines: int, guess: int) -> None:
        """Note whether its length fits, and choose the next one, near a ``guess``.

        It ends with a length that fits, when by the guess hardly more does.
        """
        if fits:
            self.fits, self.lines = self.length, lines
        else:
            self.over = self.length
        low, high, self.steps = self.fits, self.over, self.steps + 1
        near = max(low * self.near, low + 1)
        close = near >= high > 0 or near >= guess > 0 or self.steps > STEPS
        self.done = bool(low) and (close or low == self.known)
        wanted = guess * SURE
        if low and high:
            useful = low * STEP < wanted < high / STEP
            self.length = round(wanted if useful else (low + high) / 2)
            self.length = min(max(self.length, low + 1), high - 1)
        elif fits:
            self.length = round(max(wanted, low + 1, 0 if guess else low * CLOSE**self.steps))
        else:
            useful = 0 < wanted < high / STEP and self.steps < LOST
            nearer = wanted if useful else high / CLOSE**self.steps
            self.length = min(round(nearer) if self.steps <= LOST else 1, high - 1)
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
        states, half = [], len(self.texts) // 2
        for n, galley in enumerate(today):  # half of them at the smallest sizes, the others after
            text = self.texts[n]
            guess = self._guess(n, galley, text.used, text.markup) if galley else 0
            known = self.cache.lengths.get(self._place(n), -1)
            first = max(1, round(FIRST_GUESS * (guess or text.used)) if known < 0 else known)
            near = CLOSE if n < half or self.sizes[n] == self.sizes[n - half] else ABOUT
            states.append(_State(first, done=known == 0, known=known, near=near, now=galley))
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
        self.cache.lengths.update((self._place(n), s.fits) for n, s in enumerate(states))
        return states

    def _place(self, n: int) -> tuple[str, str, SegmentRef, Sized]:
        text, sizes = self.texts[n], tuple(self.sizes[n].items())
        return self.piece.job.layout.name, text.frame, text.ref, sizes

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
        new = {k: t for k, t in zip(keys, trials, strict=True) if k not in self.cache.galleys}
        items = list(new.items())
        for start in range(0, len(items), TOGETHER):
            some = items[start : start + TOGETHER]
            galleys = self._measured([trial for _, trial in some])
            self.cache.galleys.update(zip((key for key, _ in some), galleys, strict=True))
        return [self.cache.galleys[key] for key in keys]

    def _measured(self, trials: list[tuple[str, Sizes, str]]) -> list[Galley | None]:
        sized: list[copyfit.Trial] = [(frame, sizes) for frame, sizes, _ in trials]
        try:
            return [*typeset.measured(self.piece, sized, [markup for *_, markup in trials])]
        except TypesettingError:
            if len(trials) == 1:
                return [None]
            half = len(trials) // 2
            return [*self._measured(trials[:half]), *self._measured(trials[half:])]
