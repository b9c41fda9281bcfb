"""Collisions: ink of a line that touches another line, or the edge of what is painted."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from printshop.colour.appearance import difference, lab
from printshop.pdf.geometry import Extent, intersection, touch, union
from printshop.preflight.checks.contrast import faint_glyphs
from printshop.preflight.checks.text import on_the_head
from printshop.preflight.checks.type_lines import lines_of, new_lines
from printshop.preflight.reading.beneath import (
    Areas,
    Cover,
    Ground,
    cover,
    possible_grounds,
    stroked,
)
from printshop.preflight.reading.facts import Fill, PageReading
from printshop.preflight.reading.gaps import Edge, edges_within, gap, nearest_edges
from printshop.preflight.reading.glyph_ink import GlyphInk, InkLine
from printshop.preflight.rules import CUT, Case, Violation, rule
from printshop.shop.units import MM

LEAST = 0.3  # mm between inks that do not belong together
# ΔE*ab of two colours that meet at an edge: where they differ by less, as the bands of a ground do
# (19 at most), type runs across; a figure differs from its ground by 34 at least.
EDGE = 25.0
BESIDE = 0.02  # mm to each side of an edge where its colours are compared
UNDERLINE = (0.3, 0.12)  # of the type size: how far below the baseline, and how thick at most
RULE = 1.0  # mm: what is thinner is called a rule
EVERYTHING_PAINTED = float("inf")
ROUNDING = 0.005  # mm


class Contact(NamedTuple):
    """A line that comes too near something: the gap in mm, the glyph, and what it is near."""

    gap: float
    ink: GlyphInk
    line: InkLine
    near: str
    box: Extent


@rule(
    "collision",
    "print: inks that are to be seen apart lie 0.3 mm apart",
    "give the line more leading, or move what it touches",
    standards=CUT,
    own=True,
)
def lines_keep_apart(case: Case) -> Iterator[Violation]:
    """Ink of one line that touches another, a rule, a disc, a figure or a code is misread.

    The slug is cut off: its line may come near the marks.
    """
    for number, page in case.pages():
        lines = [line for line in lines_of(case, number, page) if page.inside(line.box)]
        fresh = [line for line in new_lines(case, number, page) if page.inside(line.box)]
        contacts = [*_with_lines(lines, fresh), *_with_edges(case, number, page, fresh)]
        for contact in contacts:
            quoted = _quoted(contact.ink, contact.line)
            if contact.gap < ROUNDING:
                message = f"{quoted} touches {contact.near}"
            else:
                message = f"{quoted} is {contact.gap:.2f} mm from {contact.near}"
            yield Violation(
                f"{message}; the least is {LEAST:g} mm",
                number,
                contact.box,
                f"{contact.gap:.2f} mm",
                f"{LEAST:g} mm",
            )


# ── lines ────────────────────────────────────────────────────────────────────────────────────


def _with_lines(lines: list[InkLine], fresh: list[InkLine]) -> Iterator[Contact]:
    """Lines of which one is new that come too near each other; the nearest glyphs of each pair."""
    new = set(map(id, fresh))
    by_height = sorted(lines, key=lambda line: line.box[1])
    for n, line in enumerate(by_height):
        around = line.box.grown(LEAST)
        for other in by_height[n + 1 :]:
            if other.box[1] > around[3]:
                break
            if not touch(around, other.box) or not {id(line), id(other)} & new:
                continue
            if found := _nearest_glyphs(line, other):
                yield found


def _nearest_glyphs(line: InkLine, other: InkLine) -> Contact | None:
    """The two glyphs of two lines that are nearest, where they are too near."""
    common = intersection(line.box.grown(LEAST), other.box.grown(LEAST))
    mine = [ink for ink in line.glyphs if touch(ink.box, common)]
    theirs = [ink for ink in other.glyphs if touch(ink.box, common)]
    best: tuple[float, GlyphInk, GlyphInk] | None = None
    for ink in mine:
        around = ink.box.grown(LEAST)
        for second in theirs:
            if touch(around, second.box):
                limit = best[0] if best else LEAST - ROUNDING
                found = gap((ink.polygons, ink.box), (second.polygons, second.box), limit)
                if found < limit:
                    best = (found, ink, second)
    if best is None:
        return None
    near = _quoted(best[2], other)
    return Contact(best[0], best[1], line, near, union((best[1].box, best[2].box)))


# ── edges ────────────────────────────────────────────────────────────────────────────────────


def _with_edges(
    case: Case, number: int, page: PageReading, lines: list[InkLine]
) -> Iterator[Contact]:
    """The nearest contact of each block with the edge of an area, a rule or a figure."""
    faint = {faint.ink.run for faint in faint_glyphs(case, number, page)}
    everything = _everything(page)
    worst: dict[object, Contact] = {}
    for line in lines:
        if faint.intersection(line.runs):
            continue  # low-contrast says so: it runs off what it stands on
        if any(on_the_head(case, number, run) for run in line.runs):
            continue  # on-the-figure says so
        contact = _nearest_edge(case, line, everything)
        if contact and (line.block not in worst or contact.gap < worst[line.block].gap):
            worst[line.block] = contact
    yield from worst.values()


def _everything(page: PageReading) -> Areas:
    """The areas of a page, and all strokes as areas."""
    strokes = filter(None, map(stroked, page.strokes))
    fills = sorted([*page.fills, *strokes], key=lambda fill: fill.order)
    return Areas(tuple(fills), (page.effective_bleed[1], page.effective_bleed[3]))


def _nearest_edge(case: Case, line: InkLine, everything: Areas) -> Contact | None:
    """The edge that a line comes nearest to, where it is too near."""
    around, profile = line.box.grown(LEAST), case.reading.profile
    near = [area for area in everything.near(around) if not _underlines(area, line)]
    if _of_one_colour(profile, near, around):
        return None
    best: Contact | None = None
    for ink in line.glyphs:
        box = ink.box.grown(LEAST)
        here = [area for area in near if cover(area, box) is not Cover.NOTHING]
        if _of_one_colour(profile, here, box):
            continue
        for area in here:
            limit = best.gap if best else LEAST - ROUNDING
            found = sorted(nearest_edges(ink.polygons, _edges(area, box), limit))
            seen = partial(_is_seen, profile, everything)
            nearest = next((f for f in found if seen(f[1], f[2])), None)
            if nearest:
                best = Contact(nearest[0], ink, line, _named(area), ink.box)
    return best


def _of_one_colour(profile: bytes, near: list[Fill], box: Extent) -> bool:
    """Whether no edge is seen in a box, of areas in painting order."""
    first, *others = dict.fromkeys(possible_grounds(near, box))
    return not any(_differ(profile, first, other) for other in others)


def _differ(profile: bytes, one: Ground, other: Ground) -> bool:
    """Whether an edge is seen where two grounds meet."""
    if one.paint is None or other.paint is None:
        return one != other  # the edge of a picture
    first, second = lab(one.paint, profile), lab(other.paint, profile)
    return first is None or second is None or difference(first, second) >= EDGE


def _edges(area: Fill, box: Extent) -> list[Edge]:
    """The edges of an area near a box, those of its clipping paths among them."""
    edges = edges_within(area.shape.polygons, box)
    for clip in area.clip.shapes:
        edges += edges_within(clip.polygons, box)
    x0, y0, x1, y1 = area.clip.box
    return [*edges, *edges_within([[(x0, y0), (x1, y0), (x1, y1), (x0, y1)]], box)]


def _is_seen(profile: bytes, everything: Areas, place: tuple[float, float], edge: Edge) -> bool:
    """Whether an edge is seen at a place: whether the colours to its two sides differ."""
    x, y = place
    dx, dy = edge[2] - edge[0], edge[3] - edge[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    nx, ny = dy / length * BESIDE, -dx / length * BESIDE
    one = everything.at(x + nx, y + ny, EVERYTHING_PAINTED)
    other = everything.at(x - nx, y - ny, EVERYTHING_PAINTED)
    return one != other and _differ(profile, one, other)


def _underlines(area: Fill, line: InkLine) -> bool:
    """Whether a thin area is the underline of a line, which belongs to it."""
    em = line.size * MM
    x0, y0, x1, y1 = area.box
    low, thick = line.baseline - UNDERLINE[0] * em, UNDERLINE[1] * em
    inside = x0 >= line.box[0] - em / 4 and x1 <= line.box[2] + em / 4
    return inside and y1 - y0 <= thick and low <= y0 and y1 <= line.baseline


def _quoted(ink: GlyphInk, line: InkLine) -> str:
    """A letter of a line, for a message; a part of a ligature has no text of its own."""
    letter = ink.glyph.text.strip()
    return f"'{letter}' of '{line.text[:40]}'" if letter else f"'{line.text[:40]}'"


def _named(area: Fill) -> str:
    """What an area is called in a message."""
    if min(area.box.width, area.box.height) < RULE:
        return "a rule"
    if area.paint is None:
        return "the edge of a picture"
    return f"the edge of an area in {area.paint}"
