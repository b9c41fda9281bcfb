"""Type near the trim and the folds."""

from collections.abc import Iterator

from printshop.findings import Severity
from printshop.pdf.geometry import Extent
from printshop.preflight.checks.edition_mark import is_mark
from printshop.preflight.checks.type_and_lines import on_paper, visible_runs
from printshop.preflight.checks.type_lines import marks_a_proof, new_lines
from printshop.preflight.measures import against
from printshop.preflight.reading.facts import PageReading, Run
from printshop.preflight.reading.glyph_ink import InkLine, ink_box
from printshop.preflight.rules import CUT, PRESS_FILE, Case, Violation, rule
from printshop.prepress import impose
from printshop.shop.panels import flap
from printshop.shop.units import MM

TOLERANCE = 0.15  # mm
ROUNDING, ROUGH = 0.02, 0.05  # mm: outlines are exact, a box about them is not
# Of the type size, how far ink may stick out: as accents on capitals do, and beside a line.
BEYOND, BESIDE = 0.3, 0.1


@rule(
    "outside-safe-zone",
    "print: the trim and the folds vary by a millimetre",
    "move it inwards",
    standards=CUT,
)
def inside_safe_zone(case: Case) -> Iterator[Violation]:
    """Type keeps away from the trim and the folds: both vary by a millimetre."""
    if case.ours is not None:
        yield from _of_ours(case)
    elif case.press.standard in PRESS_FILE:
        for number, page in case.pages():
            yield from _of_others(case, page, number)


def _of_ours(case: Case) -> Iterator[Violation]:
    """Type of our own file, by the safe zone of its layout."""
    layout = case.expected.file.job.layout
    width, height = case.expected.file.job.sizes[case.expected.file.size]
    scale = case.expected.file.boxes.scale
    for number, page in case.pages():
        folds = [x * scale for x, _ in case.expected.file.job.folds(number)]
        glued = _flap(case, number)
        for line in new_lines(case, number, page):
            if line.runs[0].artifact and not is_mark(line.runs[0]):
                continue
            text, (x0, y0, x1, y1) = line.text[:30], line.box
            distance = min(x0, y0, width - x1, height - y1)
            if distance < layout.safe - TOLERANCE:
                measure, limit = against(distance, layout.safe, "mm", 1)
                message = f"'{text}' is {measure} from the trim; the safe zone is {limit}"
                yield Violation(message, number, line.box, measure, limit)
            yield from _near_a_cut(case, number, line)
            if glued and x0 < glued[1] and x1 > glued[0]:
                wide = min(x1, glued[1]) - max(x0, glued[0])
                message = f"'{text}' stands on the glue flap, along {wide:.1f} mm: nobody sees it"
                yield Violation(message, number, line.box)
                continue
            for fold in folds:
                distance = max(x0 - fold, fold - x1)
                if distance < layout.fold_safe - TOLERANCE:
                    measure, limit = against(distance, layout.fold_safe, "mm", 1)
                    message = f"'{text}' is {measure} from a fold; the least is {limit}"
                    yield Violation(message, number, line.box, measure, limit)


def _near_a_cut(case: Case, number: int, line: InkLine) -> Iterator[Violation]:
    """A line that comes too near to a cut between strips, or is cut through."""
    file = case.expected.file
    cuts, least = impose.cuts(file.job, file.size, number), file.job.layout.fold_safe
    if cuts is None or line.box.y1 <= cuts.low or line.box.y0 >= cuts.high:
        return
    for x in cuts.x:
        distance = max(line.box.x0 - x, x - line.box.x1)
        if distance < least - TOLERANCE:
            measure, limit = against(max(distance, 0.0), least, "mm", 1)
            message = f"'{line.text[:30]}' is {measure} from a cut; the least is {limit}"
            yield Violation(message, number, line.box, measure, limit)


def _flap(case: Case, number: int) -> tuple[float, float] | None:
    """From where to where, in mm from the left edge as seen, a page of ours is glued."""
    job, scale = case.expected.file.job, case.expected.file.boxes.scale
    found = flap(job.layout, job.side(number))
    if found is None:
        return None
    start, end = (x * scale for x in found)
    width = job.sizes[case.expected.file.size][0]
    return (width - end, width - start) if job.language.direction == "rtl" else (start, end)


def _of_others(case: Case, page: PageReading, number: int) -> Iterator[Violation]:
    """Type of somebody else's page: the one nearest to each side, with how many are like it.

    What lies outside the bleed, as a label in the slug, is cut off on purpose.
    """
    least = case.press.limits.type_from_trim
    width, height = page.size
    near: dict[str, list[tuple[float, Run, Extent]]] = {}
    for run in visible_runs(page):
        x0, y0, x1, y1 = run.box
        em = run.size * MM
        beside = (BESIDE if run.direction[1] == 0 else BEYOND) * em
        if min(x0, width - x1) >= least + beside and min(y0, height - y1) >= least + BEYOND * em:
            continue  # most are far away, and need no outlines
        box, tolerance = _ink_of(run)
        x0, y0, x1, y1 = box
        sides = {"left": x0, "lower": y0, "right": width - x1, "upper": height - y1}
        side = min(sides, key=lambda name: sides[name])
        if sides[side] < least - tolerance and page.inside(box):
            if marks_a_proof(run) or (run.paint.is_white and on_paper(page, run)):
                continue
            near.setdefault(side, []).append((sides[side], run, box))
    for side, runs in near.items():
        distance, run, box = min(runs, key=lambda found: found[0])
        text, more = f"'{run.logical_text[:30]}'", len(runs) - 1
        measure, limit = against(distance, least, "mm", 1)
        if distance < 0:
            message = f"{text} reaches {-distance:.1f} mm beyond the {side} trim, and is cut off"
        else:
            message = f"{text} is {measure} from the {side} trim; {limit} are wanted"
        also = f"; {more} more are near it" if more else ""
        yield Violation(message + also, number, box, measure, limit, Severity.REVIEW)


def _ink_of(run: Run) -> tuple[Extent, float]:
    """The box of a run's ink and how far that may be off, in mm.

    Where outlines are not known it reaches from cap height to descender.
    """
    known = run.drawn is not None and run.drawn.outlines is not None
    box = ink_box(run) if known else None
    return (run.box, ROUGH) if box is None else (box, ROUNDING)
