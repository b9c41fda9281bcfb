"""Finishing: a contour that a condition asks for, and other steps."""

import pytest

from printshop.findings import Severity
from printshop.pdf.geometry import Extent
from printshop.pdf.paint import KNOCKOUT, Overprint, Paint
from printshop.preflight.reading.facts import PageReading, Stroke
from tests.unit.preflight.checks.cases import case, page, press, told

KISS = press(contour="CutContour")
OVER = Overprint(False, True, 0)


def cut(name: str, box: Extent, overprint: Overprint = OVER) -> PageReading:
    """A page with one line in an ink of this name."""
    paint = Paint("/Separation", (1.0,), (name,))
    line = Stroke(1, paint, 0.25, box, overprint)
    return page(paints={paint: "line"}, paint_boxes={paint: box}, strokes=[line])


@pytest.mark.parametrize(
    ("box", "where"),
    [
        (Extent(0, 0, 100, 50), " on the trim"),
        (Extent(2, 2, 98, 48), ", up to 2.0 mm from the trim"),
    ],
)
def test_a_contour_that_is_asked_for(box: Extent, where: str) -> None:
    """It informs, and says where it runs, in anybody's file."""
    about = case(cut("CutContour", box), against=KISS)
    (answer,) = told("finishing-ink", about)
    assert answer.severity == Severity.NOTE
    assert answer.message.startswith(f"the ink 'CutContour' is a technical one, a die line{where}:")
    assert answer.box == box
    assert told("no-contour", about) == told("spot-colour", about) == []


def test_one_that_knocks_out_or_has_another_name() -> None:
    """Either wants a word with the print shop; of another name it is said which is wanted."""
    trim = Extent(0, 0, 100, 50)
    (answer,) = told("finishing-ink", case(cut("CutContour", trim, KNOCKOUT), against=KISS))
    assert answer.severity is None
    assert answer.message.endswith("and knocks out what lies beneath")
    (answer,) = told("finishing-ink", case(cut("Thru-cut", trim), against=KISS))
    assert answer.severity is None
    assert answer.fix.startswith("call its ink 'CutContour'")
    (answer,) = told("finishing-ink", case(cut("CutContour", trim)))
    assert answer.severity is None, "this condition asks for none"


def test_a_file_without_one() -> None:
    """It cannot be cut; a die line of another name is one fault, not two."""
    (answer,) = told("no-contour", case(page(), against=KISS))
    assert answer.message == "the page has no contour: 'test' wants one, in 'CutContour'"
    assert told("no-contour", case(page())) == []
    assert told("no-contour", case(cut("Thru-cut", Extent(0, 0, 100, 50)), against=KISS)) == []
