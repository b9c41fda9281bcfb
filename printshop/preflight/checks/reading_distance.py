"""Reading distance: from how far away the headline, the question and the number can be read."""

import unicodedata
from collections.abc import Iterator
from statistics import median

from printshop.pdf.direction import across
from printshop.pdf.geometry import Extent, contains
from printshop.preflight.checks.overhang import frame_boxes
from printshop.preflight.measures import against
from printshop.preflight.reading.facts import PageReading, Run
from printshop.preflight.reading.glyph_ink import GlyphInk, inks
from printshop.preflight.rules import CUT, Case, Violation, rule
from printshop.sandbox.messages import ReadingDistance

# A height is read from 200 times as far: it is then seen under 17 minutes of arc, where somebody
# whose sight is 20/20 needs 5 and DIN 1450 asks for about 13 in a display.
TIMES = 200
SAME_SIZE = 0.03  # of a slot's size: its runs differ by no more


def distances(case: Case) -> tuple[ReadingDistance, ...]:
    """The reading distance of each role of a file of ours, by page; the least of its slots."""
    file = case.expected.file
    layout, floors = file.job.layout, file.job.floors(file.size)
    least: dict[tuple[int, str], ReadingDistance] = {}
    for fit in case.expected.fits:
        frame = layout.frames[fit.frame]
        role = frame.slots[fit.slot].role
        number = list(layout.pages).index(frame.page) + 1
        if not role or number > len(case.reading.pages):
            continue
        box = frame_boxes(case, number)[fit.frame]
        runs = _runs(case.reading.pages[number - 1], box, fit.size * file.boxes.scale)
        height = letter_height(runs)
        if height is None:
            continue
        metres = height * TIMES / 1000
        measured = ReadingDistance(
            role, number, round(height, 2), round(metres, 2), floors.distance.get(role, 0.0)
        )
        other = least.get((number, role))
        if other is None or measured.height < other.height:
            least[number, role] = measured
    return tuple(least.values())


def _runs(page: PageReading, frame: Extent, size: float) -> list[Run]:
    """The runs of a slot: those in its frame that have its size in pt."""
    return [
        run
        for run in page.runs
        if abs(run.size - size) <= SAME_SIZE * size
        and contains(frame, (run.box.x0 + run.box.x1) / 2, (run.box.y0 + run.box.y1) / 2)
    ]


def letter_height(runs: list[Run]) -> float | None:
    """The x-height of runs in mm, or of figures alone their height; None where nothing is drawn.

    Measured on the outlines: the lower quartile of small letters, most of which have no ascender.
    In a script without small letters it is the upper quartile: the height of an alef.
    """
    heights: dict[str, list[float]] = {}
    for run in runs:
        for ink in inks(run):
            text = unicodedata.normalize("NFD", ink.glyph.text.strip())[:1]
            if text and ink.outline is not None:
                heights.setdefault(unicodedata.category(text), []).append(_height(ink))
    if small := sorted(heights.get("Ll", ())):
        return small[len(small) // 4]
    if others := sorted(heights.get("Lo", ())):
        return others[len(others) * 3 // 4]
    if figures := heights.get("Nd") or heights.get("Lu"):
        return median(figures)
    return None


def _height(ink: GlyphInk) -> float:
    """How far a glyph reaches up from its baseline, in mm, whichever way it is turned."""
    x0, y0, x1, y1 = ink.box
    way, glyph = ink.run.direction, ink.glyph
    tops = (across(way, x, y) for x in (x0, x1) for y in (y0, y1))
    return max(tops) - across(way, glyph.x, glyph.y)


@rule(
    "read-too-near",
    "layout, 'floors: distance'",
    "shorten the text, or give it more room",
    standards=CUT,
    own=True,
)
def far_enough(case: Case) -> Iterator[Violation]:
    """What is to be read from afar is large enough: 1 mm of height for each 0.2 m of distance."""
    for found in distances(case):
        if found.distance < found.floor - 0.005:
            measure, limit = against(found.distance, found.floor, "m", 2)
            message = (
                f"the {found.role} is {found.height:.1f} mm high and can be read from {measure}; "
                f"the least is {limit}"
            )
            yield Violation(message, found.page, None, measure, limit)
