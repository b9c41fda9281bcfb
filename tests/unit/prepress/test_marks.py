"""Marks: on every plate, outside the bleed, where cut and fold are."""

import re

import pytest

from printshop.pdf.geometry import Extent
from printshop.prepress import marks
from printshop.shop.job import Boxes
from printshop.shop.units import MM

MEDIA, BLEED, TRIM = Extent(0, 0, 122, 172), Extent(8, 8, 114, 164), Extent(11, 11, 111, 161)
BOXES = Boxes(MEDIA, BLEED, TRIM, 1, (0, 0))
KINDS = ("crop", "fold", "cut", "registration")
CUTS = marks.CutPlaces((21, 42), 0, 71)


def points(kinds: tuple[str, ...]) -> list[tuple[float, float]]:
    """Every point that is drawn through, in mm from the sheet's lower left."""
    drawn = marks.operators(kinds, BOXES, [60], CUTS).decode()
    pairs = re.findall(r"(-?[\d.]+) (-?[\d.]+)(?= [mlc]\b| -?[\d.]+ -?[\d.]+ )", drawn)
    return [(float(x) * MM, float(y) * MM) for x, y in pairs]


@pytest.mark.parametrize("kind", KINDS)
def test_outside_the_bleed_and_on_the_sheet(kind: str) -> None:
    """No mark touches the bleed, none leaves the sheet."""
    found = points((kind,))
    assert len(found) > 3
    for x, y in found:
        assert 0 <= x <= 122
        assert 0 <= y <= 172
        assert not (8 < x < 114 and 8 < y < 164)


def test_crop_marks_stand_at_the_trim() -> None:
    """Eight lines, in line with the four edges of the trim."""
    drawn = points(("crop",))
    assert len(drawn) == 16
    assert all(
        min(abs(x - 11), abs(x - 111)) < 0.01 or min(abs(y - 11), abs(y - 161)) < 0.01
        for x, y in drawn
    )


def test_cut_marks_stand_where_the_cuts_leave_the_page() -> None:
    """Below each cut, and at both sides where the cuts end; none above, and none without cuts."""
    found = points(("cut",))
    below = [(x, y) for x, y in found if y < 8]
    assert {round(x - 11, 1) for x, _ in below} == {21, 42, 20.3, 21.7, 41.3, 42.7}
    beside = [(x, y) for x, y in found if y > 8]
    assert {x < 8 for x, _ in beside} == {True, False}
    assert all(abs(y - 82) <= marks.BAR / 2 + 0.01 for _, y in beside)
    assert marks.operators(("cut",), BOXES, []) == b""


def test_cut_marks_are_told_apart_from_fold_marks() -> None:
    """A fold is dashed; a cut is not, and has a bar across its outer end."""
    fold = marks.operators(("fold",), BOXES, [60], CUTS).decode()
    cut = marks.operators(("cut",), BOXES, [60], CUTS).decode()
    assert "] 0 d" in fold
    assert "] 0 d" not in cut
    assert cut.count(" l S") == 2 * (2 + 2)


def test_fold_marks_stand_at_the_fold() -> None:
    """60 mm from the trim's left edge, above and below, dashed."""
    assert {round(x, 2) for x, _ in points(("fold",))} == {71.0}
    assert b"0 d" in marks.operators(("fold",), BOXES, [60])


def test_every_plate() -> None:
    """They are painted in /All, with four inks where there are no plates; they are no content."""
    drawn = marks.operators(KINDS, BOXES, [])
    assert drawn.startswith(b"/Artifact BMC q /All CS 1 SCN")
    space = marks.colour_space()
    assert [str(v) for v in list(space)[:3]] == ["/Separation", "/All", "/DeviceCMYK"]
    assert [int(v) for v in space[3].C1] == [1, 1, 1, 1]


def test_none_where_none_are_wanted() -> None:
    """No condition, no marks; a page without folds has no fold marks."""
    assert marks.operators((), BOXES, [60]) == b""
    assert marks.operators(("fold",), BOXES, []) == b""
