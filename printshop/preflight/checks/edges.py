"""Pictures and areas that end at the trim, or just beside it, upon a ground that goes on."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from printshop.findings import Severity
from printshop.pdf.geometry import SIDES, Clip, Extent, Shape, beyond
from printshop.preflight.checks.seen import alike, printed, seen_at
from printshop.preflight.checks.within_bleed import bleed_widths
from printshop.preflight.measures import NAMED, listed
from printshop.preflight.reading.facts import UNPRINTED, Fill, PageReading
from printshop.preflight.rules import PRESS_FILE, Case, Violation, rule

INSIDE = 2.0  # mm: of a narrower border, a trim that varies by a millimetre takes half or more
REACHED = 0.3  # mm inside the trim: what comes so near is meant to reach it
EDGE = 0.15  # mm inside the BleedBox: how far it must reach
BESIDE = 0.2  # mm to each side of an edge, where it is looked at
LONG = 10.0  # mm: shorter edges are details of a drawing
DEEP = 5.0  # mm: what is narrower is a line along the trim
PLACES = 40  # along an edge where it is looked at
MOST_LOOKS = 1_000_000  # areas of a page that are asked whether they lie at a point
UPRIGHT = 0.01  # mm


class Ending(NamedTuple):
    """An edge beside the trim: its side, mm outside the trim, mm of length, picture or area."""

    side: str
    out: float
    along: float
    what: str
    box: Extent


@rule(
    "edge-at-trim",
    "print: the trim varies by a millimetre; GWG 2022, 'bleed'",
    "extend it to the edge of the bleed, or end it 3 mm inside the trim",
    Severity.REVIEW,
    standards=PRESS_FILE,
)
def edges_pass_the_trim(case: Case) -> Iterator[Violation]:
    """What ends at the trim on a coloured ground leaves a strip of it, or none, as it is cut."""
    if case.ours is not None:
        return  # layouts end where their design says, and unfilled-bleed sees white
    for number, page in case.pages():
        groups: dict[tuple[str, str], list[Ending]] = {}
        for ending in sorted(_endings(page)):
            groups.setdefault((ending.what, _where(ending.out)), []).append(ending)
        for (what, where), found in groups.items():
            worst = max(found, key=lambda e: e.along)
            sides = [side for side in NAMED if any(e.side == side for e in found)]
            things = len({e.box for e in found})
            more = f" ({things} of them)" if things > 1 else ""
            message = f"{what} {where.format(listed(sides))}, along {worst.along:.0f} mm{more}"
            measure = f"{worst.out:.1f} mm"
            limit = f"over {bleed_widths(page)[worst.side]:.1f} mm, or under -{INSIDE:g} mm"
            yield Violation(message, number, worst.box, measure, limit)


def _where(out: float) -> str:
    """Where an edge ends, with a place for the names of the sides."""
    if out > UPRIGHT:
        return f"ends {out:.1f} mm beyond the {{}} trim, short of the bleed"
    return f"ends {-out:.1f} mm inside the {{}} trim" if out < -UPRIGHT else "ends at the {} trim"


def _endings(page: PageReading) -> Iterator[Ending]:
    """The edges of upright pictures and areas that end near the trim, as far as they are seen."""
    trim = Extent(0.0, 0.0, *page.size)
    bleeds, looks = bleed_widths(page), MOST_LOOKS
    for fill in printed(page):
        box = fill.box
        if min(box.width, box.height) < DEEP:
            continue
        outs = dict(zip(SIDES, beyond(box, trim), strict=True))
        sides = [side for side in outs if -INSIDE <= outs[side] < bleeds[side] - EDGE]
        if not sides or not _upright(fill):
            continue
        for side in sides:
            out = outs[side]
            near = [f for f in printed(page) if _near(f.box, box, side)]
            looks -= 2 * PLACES * len(near)
            if looks < 0:
                return
            along = _along(page, near, fill, side, out)
            if along >= LONG:
                what = "a picture" if fill.image is not None else "an area"
                yield Ending(side, out, along, what, box)


def _near(box: Extent, other: Extent, side: str) -> bool:
    """Whether a box lies within a millimetre of another's edge."""
    axis = 0 if side in ("left", "right") else 1
    at = other[axis] if side in ("left", "lower") else other[axis + 2]
    return box[axis] <= at + 1 and box[axis + 2] >= at - 1


def _along(page: PageReading, near: list[Fill], fill: Fill, side: str, out: float) -> float:
    """The longest part of an edge in mm along which it is seen against another colour.

    ``near`` are the areas beside it.
    """
    box = fill.box
    upright = side in ("left", "right")
    at = {"left": box.x0, "right": box.x1, "lower": box.y0, "upper": box.y1}[side]
    outwards = -BESIDE if side in ("left", "lower") else BESIDE
    limits = (0.0, page.size[1 if upright else 0])
    low = max(box[1 if upright else 0], limits[0])
    high = min(box[3 if upright else 2], limits[1])
    if high - low < LONG:
        return 0.0
    step = (high - low) / PLACES

    def differs(n: int) -> bool:
        place = low + (n + 0.5) * step
        inner = (at - outwards, place) if upright else (place, at - outwards)
        outer = (at + outwards, place) if upright else (place, at + outwards)
        if seen_at(near, *inner) is not fill:
            return False
        ground = seen_at(near, *outer)
        if ground is not None and (ground.paint is None or not ground.opaque):
            return ground.covers(*inner)  # a picture beneath is a ground; one beside continues it
        beyond = UNPRINTED if ground is None else ground.paint
        if beyond is not None and beyond.is_white and out > -REACHED:
            return False  # unfilled-bleed tells it
        return not alike(fill.paint if fill.opaque else None, beyond)

    seen = groupby(range(PLACES), key=differs)
    return max((step * len(list(part)) for is_seen, part in seen if is_seen), default=0.0)


def _upright(fill: Fill) -> bool:
    """Whether an area is an upright rectangle, also by its clip."""
    if fill.paint is None and fill.image is None:
        return False  # a gradient: what it looks like at its edge is not known
    return _is_upright(fill.shape) and _is_upright_clip(fill.clip)


def _is_upright_clip(clip: Clip) -> bool:
    return all(_is_upright(shape) for shape in clip.shapes)


def _is_upright(shape: Shape) -> bool:
    """Whether an outline is one upright rectangle, whichever operators draw it."""
    if shape.is_box:
        return True
    if len(shape.steps) > 6 or any(op in "cvy" for op, _ in shape.steps):
        return False
    if len(shape.polygons) != 1:
        return False
    x0, y0, x1, y1 = shape.box
    return all(
        min(abs(x - x0), abs(x - x1)) < UPRIGHT and min(abs(y - y0), abs(y - y1)) < UPRIGHT
        for x, y in shape.polygons[0]
    )
