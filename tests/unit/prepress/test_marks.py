"""Marks: on every plate, outside the bleed, where cut and fold are."""

import re

import pytest

from printshop.pdf.geometry import Extent
from printshop.prepress import marks
from printshop.shop.job import Boxes
from printshop.shop.units import MM

MEDIA, BLEED, TRIM = Extent(0, 0, 122, 172), Extent(8, 8, 114, 164), Extent(11, 11, 111, 161)
BOXES = Boxes(MEDIA, BLEED, TRIM, 1, (0, 0))
KINDS = ("crop", "fold", "registration")


def points(kinds: tuple[str, ...]) -> list[tuple[float, float]]:
    """Every point that is drawn through, in mm from the sheet's lower left."""
    drawn = marks.operators(kinds, BOXES, [60]).decode()
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
