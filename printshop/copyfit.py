"""Copyfit: find the size at which the words of every slot fit, and never go under its floor.

Frames that belong together share one scale. A frame fits when its true height on the galley is no
more than its own, no run leaves its column, no slot takes more lines than it may, and no line comes
near the figure. Sizes step by one percent of the range's top.
"""

from collections.abc import Callable
from math import ceil

from printshop.artwork import CLEARANCE, person
from printshop.findings import Finding, error
from printshop.model import Composition, Frame, Slot, SlotFit
from printshop.render import Galley

TOLERANCE = 0.1  # mm
CAP, DESCENT = 0.74, 0.24  # of the size: how far letters reach above and below the baseline
AVERAGE_LETTER = 0.5  # of the size: the width of a letter, to tell a writer how much to cut
MM_PER_PT = 25.4 / 72

Sizes = dict[tuple[str, str], float]
Measure = Callable[[Sizes], dict[str, Galley]]


def copyfit(
    composition: Composition, measure: Measure, top: Callable[[Slot], float]
) -> tuple[tuple[SlotFit, ...], Sizes, list[Finding]]:
    """Sizes in pt by (frame, slot), how each slot fits, and an ``overset`` for what does not.

    ``measure`` sets the galley at given sizes; ``top`` is a slot's largest size in this language.
    """
    frames = composition.job.layout.frames
    groups: dict[str, list[str]] = {}
    for name, frame in frames.items():
        groups.setdefault(frame.group or name, []).append(name)

    def sizes_at(steps: dict[str, int]) -> Sizes:
        return {
            (name, slot): _size(spec, top(spec), steps[group])
            for group, names in groups.items()
            for name in names
            for slot, spec in frames[name].slots.items()
        }

    # Each group's largest step that fits lies in [low, high]; `last` is the galley at its floor.
    low = {g: _floor(frames, names, top) for g, names in groups.items()}
    high = dict.fromkeys(groups, 100)
    galleys = measure(sizes_at(high))
    trial = dict(high)
    open_groups = [g for g in groups if not _fits(composition, groups[g], galleys)]
    for g in groups:
        if g not in open_groups:
            low[g] = 100
    overset: dict[str, float] = {}
    if open_groups:
        galleys = measure(sizes_at({**high, **{g: low[g] for g in open_groups}}))
        for g in list(open_groups):
            high[g] = 99
            if not _fits(composition, groups[g], galleys):
                for name in groups[g]:
                    overset[name] = _excess(composition, name, galleys[name])
                high[g] = low[g]
    while any(low[g] < high[g] for g in open_groups):
        trial = {g: ceil((low[g] + high[g]) / 2) for g in groups}
        galleys = measure(sizes_at(trial))
        for g in open_groups:
            if low[g] < high[g]:
                if _fits(composition, groups[g], galleys):
                    low[g] = trial[g]
                else:
                    high[g] = trial[g] - 1
    sizes = sizes_at(low)
    fits = tuple(SlotFit(n, s, size, overset.get(n, 0.0)) for (n, s), size in sizes.items())
    findings = [
        _overset(composition, name, excess) for name, excess in overset.items() if excess > TOLERANCE
    ]
    return fits, sizes, findings


def _size(spec: Slot, top: float, step: int) -> float:
    floor = spec.size[0]
    return round(max(min(floor, top), top * step / 100), 2)


def _floor(frames: dict[str, Frame], names: list[str], top: Callable[[Slot], float]) -> int:
    """The step at which the last slot of a group reaches its floor; below it nothing changes."""
    specs = [spec for name in names for spec in frames[name].slots.values()]
    return max(1, min((int(100 * s.size[0] / top(s)) for s in specs), default=100))


def _fits(composition: Composition, names: list[str], galleys: dict[str, Galley]) -> bool:
    return all(_excess(composition, n, galleys[n]) <= TOLERANCE for n in names)


def _excess(composition: Composition, name: str, galley: Galley) -> float:
    """By how many mm a frame is overset: in height, in width, in lines, or towards the figure."""
    layout = composition.job.layout
    frame = layout.frames[name]
    figure = person(layout, frame.page)
    worst = galley.height - frame.box[3]
    for line in galley.lines:
        worst = max(worst, line.spill)
        spec = frame.slots.get(line.slot)
        if spec and spec.lines and line.row >= spec.lines:
            worst = max(worst, line.size * (line.row + 1 - spec.lines))
        if figure and frame.clear:
            x, y = frame.box[0], frame.box[1]
            box = (
                x + line.box[0],
                y + line.baseline - CAP * line.size,
                x + line.box[2],
                y + line.baseline + DESCENT * line.size,
            )
            worst = max(worst, CLEARANCE - figure.head_distance(box))
            if figure.crosses_body(box):
                worst = max(worst, 1.0)
    return worst


def _overset(composition: Composition, name: str, excess: float) -> Finding:
    job = composition.job
    frame = job.layout.frames[name]
    layout = job.layout.at("frames", name)
    room = f"give the frame more room at {layout.path}:{layout.line}"
    if not frame.slots:
        message = f"what stands in frame '{name}' is {excess:.1f} mm larger than the frame"
        return error("overset", message, layout, room)
    slot, spec = max(frame.slots.items(), key=lambda kv: kv[1].size[1])
    role = next((r for r in (slot, *frame.slots) if job.copy.sheet(r)), "")
    sheet = job.copy.sheet(role)
    size = spec.size[0]
    lines = max(1.0, excess / (size * MM_PER_PT * spec.leading))
    cut = round(lines * frame.box[2] / (AVERAGE_LETTER * size * MM_PER_PT))
    return error(
        "overset",
        f"'{role or slot}' is overset by {excess:.0f} mm at its smallest size, {size:g} pt, "
        f"in frame '{name}' of layout '{job.layout.name}'",
        sheet.at("items", role) if sheet else layout,
        f"shorten the text (by about {cut} characters), or {room}",
    )
