"""The edition mark: on each copy, and the right one."""

import re
from collections.abc import Iterator

from printshop.pdf.geometry import Extent
from printshop.preflight.reading.facts import Run
from printshop.preflight.rules import OUR_FAULT, Case, Violation, rule
from printshop.prepress import edition, impose, slug
from printshop.shop.edition_mark import ALPHABET, GROUP, LENGTH, holds, shown

MARK = re.compile(f"[{ALPHABET}]{{{GROUP}}} [{ALPHABET}]{{{LENGTH - GROUP}}}")


def is_mark(run: Run) -> bool:
    """Whether a run is an edition mark: in the font of the slug, and written as marks are."""
    return run.font == slug.TAG and bool(MARK.fullmatch(run.text))


@rule(
    "no-edition-mark",
    "print: a copy that has left its parcel can be traced by its mark",
    "give it a place on the page, inside the trim, with 'edition' in layout.yaml",
    own=True,
)
def copies_have_a_mark(case: Case) -> Iterator[Violation]:
    """Each copy has the mark on itself: of what lies outside the trim nothing is left."""
    file = case.expected.file
    if not file.mark:
        return
    at = edition.page_of(file.job) + 1
    marks = [r for number, page in case.pages() if number == at for r in page.runs if is_mark(r)]
    copies = _copies(case)
    bare = [box for box in copies if not any(_inside(r.box, box) for r in marks)]
    if bare and len(copies) == 1:
        yield Violation("the edition mark is not on the page, inside the trim", at)
    elif bare:
        message = f"{len(bare)} of {len(copies)} copies have no edition mark inside the trim"
        yield Violation(message, at, bare[0])


@rule(
    "wrong-edition-mark",
    "print: a mark leads to one edition, and its last character confirms the others",
    OUR_FAULT,
    own=True,
)
def marks_are_right(case: Case) -> Iterator[Violation]:
    """A wrong mark leads to another edition, whose words and numbers are others."""
    mark = case.expected.file.mark
    expected = shown(mark) if mark else ""
    for number, page in case.pages():
        marks = [run for run in page.runs if is_mark(run)]
        for run in marks:
            if not holds(run.text.replace(" ", "")):
                message = f"the last character of the edition mark '{run.text}' does not agree"
                yield Violation(message, number, run.box)
            elif run.text != expected:
                other = f"the file's is '{expected}'" if expected else "this file has none"
                yield Violation(f"the edition mark is '{run.text}'; {other}", number, run.box)
        for box in _copies(case):
            if (count := sum(_inside(run.box, box) for run in marks)) > 1:
                yield Violation(f"a copy has {count} edition marks", number, box, f"{count}", "1")


def _copies(case: Case) -> list[Extent]:
    """The trim of each copy on a page, in mm: one, or those that lie on a sheet."""
    file = case.expected.file
    width, height = file.job.sizes[file.size]
    plan = file.job.layout.imposition
    if case.press.standard != "sheet" or plan is None:
        return [Extent(0.0, 0.0, width, height)]
    return [Extent(*copy.trim) for copy in impose.copy_boxes(plan, (width, height))]


def _inside(box: Extent, trim: Extent) -> bool:
    x0, y0, x1, y1 = trim
    return x0 <= box.x0 and y0 <= box.y0 and box.x1 <= x1 and box.y1 <= y1
