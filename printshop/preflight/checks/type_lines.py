"""The lines of type of a file's pages, and which of them were not yet examined."""

from printshop.preflight.reading.facts import PageReading, Run
from printshop.preflight.reading.glyph_ink import InkLine, blocks_of, ink_lines
from printshop.preflight.rules import Case

PROOF = "PROOF"  # how the text across a proof begins


def lines_of(case: Case, number: int, page: PageReading) -> list[InkLine]:
    """The lines of a page, by the blocks of the file's tags; worked out once a page."""
    if "lines" not in page.cache:
        tree = case.reading.tags.tree
        blocks = blocks_of([tree], number) if tree else {}
        page.cache["lines"] = ink_lines(page, blocks)
    lines: list[InkLine] = page.cache["lines"]
    return lines


def new_lines(case: Case, number: int, page: PageReading) -> list[InkLine]:
    """The lines that were not yet examined: of a stamped version those of its zone."""
    known = known_orders(case, number)
    lines = lines_of(case, number, page)
    return [line for line in lines if not known.issuperset(run.order for run in line.runs)]


def marks_a_proof(run: Run) -> bool:
    """Whether a run is the text across a proof: says-draft tells of it, and it hides nothing."""
    return run.artifact and run.logical_text.startswith(PROOF)


def known_orders(case: Case, number: int) -> set[int]:
    """The places in painting order of the runs that were examined in a stamped version's base.

    A stamp paints last and within its zone, where the base has no type.
    """
    if case.base is None:
        return set()
    return {run.order for run in case.base.reading.pages[number - 1].runs}
