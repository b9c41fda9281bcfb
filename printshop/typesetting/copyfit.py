"""Copyfit: find the size at which the text of every slot fits, never under its minimum.

Frames of a group share one scale. A frame fits when its height on the galley is at most its own, no
line is wider than its column, no slot has more lines than it may, and no line comes near the
figure. Sizes go in steps of one percent of the largest size. A frame with ``base`` is moved so that
its first baseline stands there.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, floor

from printshop.findings import Finding, Gate, error, many
from printshop.shop.job import Composition, Galley, GalleyLine, SlotFit
from printshop.shop.layout import Frame, Layout, LayoutBox, Slot
from printshop.shop.units import MM
from printshop.typesetting.excess import TOLERANCE, Excess, depth_of, excess_of, fit_in, narrowest

SHORTEST = 0.2  # of the width of its column: a shorter last line is a runt
AVERAGE_LETTER = 0.5  # of the size: the mean width of a letter, to estimate how much to cut

Sizes = dict[tuple[str, str], float]
Spacing = dict[str, float]
Trial = tuple[str, dict[str, float]]
Measure = Callable[[list[Trial]], list[Galley]]
Range = Callable[[Slot], tuple[float, float]]
AT_ONCE = 7  # steps tried at once on a galley
PRECISION = 0.005  # of its largest size: how exactly a slot with a size of its own grows


@dataclass(frozen=True)
class Fitted:
    """The result of copyfitting.

    ``sizes``: in pt by (frame, slot). ``air``: extra space between the parts of a frame in mm, by
    frame. ``boxes``: where each frame with ``base`` is set. ``fits``: how each slot fits.
    ``galleys``: by frame, at its size. ``findings``: ``overset``.
    """

    sizes: Sizes
    air: Spacing
    boxes: dict[str, LayoutBox]
    fits: tuple[SlotFit, ...]
    galleys: dict[str, Galley]
    findings: list[Finding]


def copyfit(composition: Composition, measure: Measure, range_of: Range) -> Fitted:
    """Find the size of every slot; what does not fit at its smallest size is ``overset``.

    ``measure`` sets frames with the sizes of their slots (pt) on a galley; ``range_of`` gives a
    slot's smallest and largest size (pt) in this language.
    """
    frames = composition.job.layout.frames
    groups: dict[str, list[str]] = {}
    for name, frame in frames.items():
        groups.setdefault(frame.group or name, []).append(name)
    galleys: dict[tuple[str, int], Galley] = {}  # by frame and step

    def sizes_at(name: str, step: int) -> dict[str, float]:
        return {s: _size(range_of(spec), step) for s, spec in frames[name].slots.items()}

    def try_out(pairs: list[tuple[str, int]]) -> None:
        """Measure pairs of group and step, all on one galley."""
        trials = [(n, s) for g, s in pairs for n in groups[g] if (n, s) not in galleys]
        measured = measure([(n, sizes_at(n, s)) for n, s in trials]) if trials else []
        galleys.update(zip(trials, measured, strict=True))

    def fits(group: str, step: int) -> bool:
        return all(
            excess_of(composition, n, galleys[n, step])[0] <= TOLERANCE for n in groups[group]
        )

    try_out([(g, 100) for g in groups])
    spans = {g: [range_of(s) for n in groups[g] for s in frames[n].slots.values()] for g in groups}
    low = {g: _lowest(spans[g]) for g in groups if not fits(g, 100)}
    steps = {g: 100 for g in groups if low.get(g, 100) >= 100}
    low = {g: step for g, step in low.items() if g not in steps}
    high = dict.fromkeys(low, 99)  # the largest step that may still fit
    while low:
        tries = {g: _steps_between(low[g], high[g]) for g in low}
        try_out([(g, s) for g, candidates in tries.items() for s in candidates])
        for g, candidates in tries.items():
            low[g] = max((s for s in candidates if fits(g, s)), default=candidates[0])
            high[g] = min((s - 1 for s in candidates if s > low[g]), default=low[g])
            if low[g] >= high[g] or not fits(g, low[g]):  # found, or overset at its minimum
                steps[g] = low.pop(g)
    step_of = {n: steps[g] for g, names in groups.items() for n in names}
    final_galleys = {n: galleys[n, step] for n, step in step_of.items()}
    sizes = {n: sizes_at(n, step) for n, step in step_of.items()}
    _grow(composition, measure, range_of, sizes, final_galleys)
    return _fitted(composition, sizes, final_galleys, range_of)


def _grow(
    composition: Composition,
    measure: Measure,
    range_of: Range,
    sizes: dict[str, dict[str, float]],
    galleys: dict[str, Galley],
) -> None:
    """Let slots with a size of their own grow as far as there is room, one after another.

    The first slots of a frame have the room: the others begin at their smallest size. ``sizes``
    and ``galleys`` are those of each frame; what grows is changed in them.
    """
    for name, frame in composition.job.layout.frames.items():
        spans = {s: range_of(spec) for s, spec in frame.slots.items() if spec.own_size}
        largest = {s: round(span[1], 2) for s, span in spans.items()}
        if all(sizes[name][s] >= size for s, size in largest.items()):
            continue
        trial = {**sizes[name], **{s: round(span[0], 2) for s, span in spans.items()}}
        galley = measure([(name, trial)])[0]
        if not fit_in(composition, name, galley):
            continue
        sizes[name], galleys[name] = trial, galley
        for slot, high in largest.items():
            low, size = sizes[name][slot], high  # often there is room for the largest
            precision = PRECISION * high
            while size > low:
                galley = measure([(name, {**sizes[name], slot: size})])[0]
                if fit_in(composition, name, galley):
                    sizes[name][slot], galleys[name], low = size, galley, size
                else:
                    high = size
                size = round((low + high) / 2, 2) if high - low > precision else low


def _fitted(
    composition: Composition,
    sizes: dict[str, dict[str, float]],
    galleys: dict[str, Galley],
    range_of: Range,
) -> Fitted:
    frames = composition.job.layout.frames
    over = {n: excess_of(composition, n, galley) for n, galley in galleys.items()}
    over = {n: excess for n, excess in over.items() if excess[0] > TOLERANCE}
    flat = {(n, slot): size for n, slots in sizes.items() for slot, size in slots.items()}
    return Fitted(
        flat,
        {
            n: _spacing(composition.job.layout, frame, galleys[n])
            for n, frame in frames.items()
            if frame.air
        },
        {n: f.placed(galleys[n].baseline) for n, f in frames.items() if f.base is not None},
        tuple(
            SlotFit(n, s, size, over[n][0] if n in over else 0.0) for (n, s), size in flat.items()
        ),
        galleys,
        [
            finding
            for n, excess in over.items()
            for finding in (
                [_too_narrow(composition, n, galleys[n], range_of)]
                if frames[n].strips
                else _carried_overset(composition, n, galleys[n])
                or [_overset(composition, n, excess, _smallest(frames[n], excess[1], range_of))]
            )
        ],
    )


def _carried_overset(composition: Composition, name: str, galley: Galley) -> list[Finding]:
    """A finding for each language whose words are overset, in a frame that holds many languages.

    Where each language by itself fits, it is one: that they are too many. None for other frames.
    """
    job, frame = composition.job, composition.job.layout.frames[name]
    tags = [t for t in job.ticket.carried if any(x.language == t for x in galley.lines)]
    if len(tags) < 2:
        return []
    findings = []
    for tag in tags:
        lines = tuple(line for line in galley.lines if line.language == tag)
        excess = excess_of(composition, name, replace(galley, height=0.0, lines=lines))
        if excess[0] > TOLERANCE:
            size = next(line.size for line in lines if line.slot == excess[1]) / MM
            findings.append(_overset(composition, name, excess, round(size, 2), tag))
    if findings:
        return findings
    fit = floor(len(tags) * frame.box.height / galley.height)
    most = min(fit, len(tags) - 1)
    message = (
        f"{len(tags)} languages are {galley.height - frame.box.height:.1f} mm higher than frame "
        f"'{name}' of layout '{job.layout.name}' at their smallest sizes; about {most} fit"
    )
    fix = f"leave out {len(tags) - most} of them, or shorten the longest texts by a line"
    return [error("overset", message, job.layout.at("frames", name), fix, Gate.COPYFIT)]


@dataclass(frozen=True)
class Runt:
    """A last line under a fifth of its column's width, and the text before it.

    ``language`` is the carried language that it is in, '' on a piece in one language.
    """

    frame: str
    slot: str
    before: str
    last: str
    language: str = ""


def find_runts(composition: Composition, fitted: Fitted) -> list[Runt]:
    """The runts of all slots for continuous reading; other slots, as small print, may have some."""
    runts = []
    for frame, galley in fitted.galleys.items():
        slots = composition.job.layout.frames[frame].slots
        blocks: dict[int, list[GalleyLine]] = {}
        for line in galley.lines:
            if line.slot in slots and slots[line.slot].kind == "reading":
                blocks.setdefault(line.block, []).append(line)
        for lines in blocks.values():
            last = [x for x in lines if x.row == lines[-1].row]
            before = [x for x in lines if x.row == lines[-1].row - 1]
            if before and sum(x.box[2] - x.box[0] for x in last) < SHORTEST * last[0].column:
                carried = last[0].language in composition.job.ticket.carried
                language = last[0].language if carried else ""
                runts.append(Runt(frame, last[0].slot, before[-1].text, last[0].text, language))
    return runts


def _steps_between(low: int, high: int) -> list[int]:
    """Steps to try on one galley, the lowest and the highest among them."""
    if high - low < AT_ONCE:
        return list(range(low, high + 1))
    return sorted({low + round(i * (high - low) / (AT_ONCE - 1)) for i in range(AT_ONCE)})


def _size(span: tuple[float, float], step: int) -> float:
    return round(max(span[0], span[1] * step / 100), 2)


def _lowest(spans: list[tuple[float, float]]) -> int:
    """The step at which the last slot of a group reaches its minimum; below nothing changes."""
    return max(1, min((int(100 * low / top) for low, top in spans), default=99))


def _spacing(layout: Layout, frame: Frame, galley: Galley) -> float:
    """The unused height of a frame, divided between its parts, in mm."""
    spare = max(0.0, depth_of(layout, frame, galley) - galley.height) / max(1, galley.parts - 1)
    return round(min(frame.air, spare), 2)


def _smallest(frame: Frame, slot: str, range_of: Range) -> float:
    """The smallest size of a slot in pt; 0 for what is in no slot."""
    return range_of(frame.slots[slot])[0] if slot in frame.slots else 0.0


def _too_narrow(composition: Composition, name: str, galley: Galley, range_of: Range) -> Finding:
    """A strip on which its words do not fit, with the measures of both."""
    job = composition.job
    layout, frame = job.layout, job.layout.frames[name]
    words = " ".join(line.text for line in galley.lines)
    length = max((line.box.x1 - line.box.x0 for line in galley.lines), default=0.0)
    size = min((range_of(spec)[0] for spec in frame.slots.values()), default=0.0)
    strip, room = narrowest(layout), depth_of(layout, frame, galley)
    message = (
        f"'{words}' is {length:.1f} mm long and {galley.height:.1f} mm high at its smallest size, "
        f"{size:g} pt; the narrowest strip is {strip.height:g} mm long and {strip.width:g} mm "
        f"wide, and has room for {frame.box.height:g} × {max(room, 0):g} mm"
    )
    where = layout.at("cuts", "x")
    slot = layout.at("frames", name)
    fix = f"cut fewer strips, or allow a smaller size or a longer box at {slot.path}:{slot.line}"
    return error("strip-too-narrow", message, where, fix, Gate.COPYFIT)


def _overset(
    composition: Composition,
    name: str,
    worst: Excess,
    size: float,
    language: str = "",
) -> Finding:
    """What to say of a frame whose slot is overset at its smallest ``size`` in pt."""
    job = composition.job
    excess, slot, direction, rows = worst
    frame = job.layout.frames[name]
    layout = job.layout.at("frames", name)
    more_room = f"give the frame more room at {layout.path}:{layout.line}"
    spec = frame.slots.get(slot)
    if spec is None:
        message = f"what stands in frame '{name}' is {excess:.1f} mm larger than the frame"
        return error("overset", message, layout, more_room, Gate.COPYFIT)
    lines = max(1, ceil(excess / (size * MM * spec.leading)))
    measure = frame.box.height if frame.turned else frame.box.width
    cut = round(lines * measure / (AVERAGE_LETTER * size * MM))
    if direction == "in width":
        cut = round(excess / (AVERAGE_LETTER * size * MM)) + 1
    place = f"at its smallest size, {size:g} pt, in frame '{name}' of layout '{job.layout.name}'"
    message = f"'{slot}' is overset by {excess:.1f} mm {direction} {place}"
    fix = f"shorten the text (by about {cut} characters), or {more_room}"
    if rows:
        allowed = job.layout.at("frames", name, "slots", slot, "lines")
        message = f"'{slot}' takes {rows} lines {place}; the most is {spec.lines}"
        most = many(spec.lines, "line")
        fix = f"shorten the text (by about {cut} characters), or write it in {most}"
        fix += "" if language else f", or allow more at {allowed.path}:{allowed.line}"
    return error("overset", message, job.copy_place(name, slot, language), fix, Gate.COPYFIT)
