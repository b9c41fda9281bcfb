"""Printer's marks: what of them lies on the page or in its bleed, and so is printed or cut into."""

from collections.abc import Iterator
from itertools import pairwise

from printshop.findings import Severity
from printshop.pdf.geometry import Extent, bounding_box, overlap, transform_point
from printshop.preflight.reading.facts import PageReading, Stroke
from printshop.preflight.rules import PRESS_FILE, Case, Violation, rule

SLACK = 0.1  # mm: what reaches no further over an edge does not count
ALONG = 0.3  # mm from the trim's edge: a line so near to its extension is a crop mark
THIN = 0.6  # mm: a wider area is no mark
HAIR = 0.01  # mm on each side of a line, so that its box has an area
REGISTRATION = ("All",)


@rule(
    "marks-in-bleed",
    "GWG 2022, 'printer's marks'",
    "set the marks further out than the bleed",
    Severity.REVIEW,
    standards=PRESS_FILE,
)
def marks_outside_bleed(case: Case) -> Iterator[Violation]:
    """Marks begin outside the bleed: in it they show on the product if it is cut aside."""
    for number, page in case.pages():
        if case.ours is not None:
            continue  # ours are drawn outside it
        _, near = registration(page)
        near += _crop_marks(page)
        if near:
            least = min(_distance(page, box) for box in near)
            bleed = max(-v for v in page.effective_bleed[:2])
            more = f"{len(near)} marks reach" if len(near) > 1 else "a mark reaches"
            message = f"{more} into the bleed, up to {least:.1f} mm from the trim"
            limit = f"over {bleed:.1f} mm"
            yield Violation(message, number, near[0], f"{least:.1f} mm", limit)


def registration(page: PageReading) -> tuple[list[Extent], list[Extent]]:
    """The places of registration colour within the trim, and those in the bleed alone."""
    width, height = page.size
    trim = Extent(SLACK, SLACK, width - SLACK, height - SLACK)
    boxes = [f.box for f in page.fills if f.paint and f.paint.names == REGISTRATION]
    boxes += [r.box for r in page.runs if r.paint.names == REGISTRATION]
    for line in page.strokes:
        if line.paint.names == REGISTRATION:
            boxes += _parts(line)
    boxes += [i.box for i in page.images if i.names == REGISTRATION]
    drawn = {f.paint for f in page.fills} | {s.paint for s in page.strokes}
    drawn |= {r.paint for r in page.runs}
    # Of patterns only the first place is known.
    boxes += [
        page.paint_boxes[paint]
        for paint in page.paints
        if paint.names == REGISTRATION and paint not in drawn and paint in page.paint_boxes
    ]
    within = [box for box in boxes if overlap(box, trim)]
    bleed = page.effective_bleed.grown(-SLACK)
    beside = [box for box in boxes if not overlap(box, trim) and overlap(box, bleed)]
    return within, beside


def _crop_marks(page: PageReading) -> list[Extent]:
    """Thin lines in any other colour that lie in the bleed and go on an edge of the trim."""
    width, height = page.size
    trim = Extent(SLACK, SLACK, width - SLACK, height - SLACK)
    bleed = page.effective_bleed.grown(-SLACK)
    boxes = [box for line in page.strokes if not _marked(line) for box in _parts(line)]
    boxes += [f.box for f in page.fills if f.paint and not f.paint.is_white]
    found = []
    for box in boxes:
        if (
            min(box.width, box.height) >= THIN
            or overlap(box, trim)
            or not overlap(box.grown(HAIR), bleed)
        ):
            continue
        upright = box.width < THIN and box.height > 2 * THIN
        lying = box.height < THIN and box.width > 2 * THIN
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        outside_y = box.y1 <= SLACK or box.y0 >= height - SLACK
        outside_x = box.x1 <= SLACK or box.x0 >= width - SLACK
        if (upright and outside_y and min(abs(x), abs(x - width)) < ALONG) or (
            lying and outside_x and min(abs(y), abs(y - height)) < ALONG
        ):
            found.append(box)
    return found


def _marked(line: Stroke) -> bool:
    return line.paint.names == REGISTRATION or line.paint.is_white


def _parts(line: Stroke) -> list[Extent]:
    """The boxes of a line's parts: all marks of a page may be one path."""
    if line.shape is None:
        return [line.box.grown(HAIR)]
    boxes = []
    m, at = line.shape.matrix, (0.0, 0.0)
    for op, n in line.shape.steps:
        if op == "re":
            x, y, w, h = n
            corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]
            parts = [[a, b] for a, b in pairwise(corners)]
            at = (x, y)
        else:
            points = [at, *zip(n[::2], n[1::2], strict=True)]
            parts = [] if op == "m" else [points]
            at = points[-1]
        around = [bounding_box([transform_point(m, *p) for p in part]) for part in parts]
        boxes += [box.grown(HAIR) for box in around]
    return boxes


def _distance(page: PageReading, box: Extent) -> float:
    """How far a box beside the trim is from it in mm."""
    width, height = page.size
    return max(-box.x1, box.x0 - width, -box.y1, box.y0 - height, 0.0)
