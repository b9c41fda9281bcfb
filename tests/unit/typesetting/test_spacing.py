"""Spacing: what the ink of lines needs, with lines whose ink is known."""

import pytest

from printshop.pdf.geometry import Extent
from printshop.shop.job import Galley, GalleyLine, Spacing
from printshop.shop.layout import Below, Slot
from printshop.typesetting.glyph_ink import Ink
from printshop.typesetting.spacing import InkedLine, settled, wanted

SIZE = 10.0  # mm
TITLE = Slot(voice="head", size=(20, 28), leading=1, gap=0.1)
NOTE = Slot(voice="text", size=(20, 28), leading=1, below=Below(base=12, ink=3))
SLOTS = {"title": TITLE, "note": NOTE}


def line(
    slot: str, row: int, x: float, above: float, below: float, baseline: float = 0.0
) -> InkedLine:
    """A line with a bar of ink, 1 mm wide at ``x``."""
    box, block = Extent(0, 0, 1, 1), 1 if slot == "title" else 2
    words = GalleyLine(slot, box, baseline, SIZE, 0.0, block, row, "x", 90.0)
    return InkedLine(words, [Ink(x, x + 1, above, below)], SIZE, 1.0, (block,))


@pytest.mark.parametrize(
    ("x", "leading"), [(0.0, 1.2), (1.5, 1.19), (4.0, None)], ids=["under", "near", "beside"]
)
def test_leading_by_ink(x: float, leading: float | None) -> None:
    """11 mm of ink and the gap; half a millimetre aside, a little less; well aside, nothing."""
    lines = [line("title", 0, 0.0, 7, 4), line("title", 1, x, 7, 4)]
    assert wanted(lines, SLOTS).leading.get("title") == leading


def test_enough_leading_stays() -> None:
    """Lines that keep their gap, and lines of two blocks, want nothing."""
    apart = [line("title", 0, 0.0, 6, 2), line("title", 1, 0.0, 6, 2)]
    assert wanted(apart, SLOTS) == Spacing()
    blocks = [line("title", 0, 0.0, 9, 9), line("note", 0, 0.0, 9, 9)]
    assert wanted(blocks, SLOTS).leading == {}


@pytest.mark.parametrize(("below", "distance"), [(1.0, 12.0), (4.0, 14.0)])
def test_below(below: float, distance: float) -> None:
    """12 mm from baseline to baseline; more where 3 mm between the ink of the two need it."""
    lines = [line("title", 0, 0.0, 7, below, 10.0), line("note", 0, 0.0, 7, 0, 15.0)]
    assert wanted(lines, SLOTS).margins == {(2,): distance - 5}


def test_lines_are_set_until_they_stand() -> None:
    """Only what wants more is set again, and each galley keeps the spacing it was set with."""
    asked: list[list[int]] = []

    def galleys_of(numbers: list[int], spacings: list[Spacing]) -> list[Galley]:
        asked.append(numbers)
        pairs = list(zip(numbers, spacings, strict=True))
        wants = [
            Spacing({}, {(n,): 4.0 - s.margins.get((n,), 0.0) if n else 0.0}) for n, s in pairs
        ]
        return [Galley(1, (), 1, s, w) for s, w in zip(spacings, wants, strict=True)]

    galleys = settled(2, galleys_of)
    assert [g.spacing.margins for g in galleys] == [{}, {(1,): 4.0}]
    assert asked == [[0, 1], [1]]
