"""Page boxes: nested from 0, 0, with the bleed of the condition, all pages alike."""

from typing import Any

import pytest

from printshop.findings import Severity
from printshop.pdf.geometry import Extent
from printshop.pdf.paint import Paint
from tests.unit.preflight.checks.cases import (
    BLACK,
    MEDIA,
    TRIM,
    case,
    messages,
    page,
    press,
    run,
    told,
)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"bleed": (), "trim": ()}, "the page has no BleedBox and no TrimBox"),
        (
            {"media": Extent(-1, 0, 122, 72)},
            "the MediaBox starts at -1.00, 0.00 mm, not at 0, 0",
        ),
        (
            {"trim": Extent(7, 11, 111, 61)},
            "the TrimBox reaches 1.00 mm out of the box around it",
        ),
        (
            {"bleed": Extent(8, 8, 114, 74.5)},
            "the BleedBox reaches 2.50 mm out of the box around it",
        ),
        ({"crop": TRIM}, "the CropBox is not the MediaBox"),
        (
            {"keys": frozenset({"/UserUnit"})},
            "the page has UserUnit, which a press file may not have",
        ),
        ({"rotation": 90}, "the page is rotated by 90° (Rotate)"),
    ],
)
def test_boxes_nest(values: dict[str, Any], message: str) -> None:
    """Each fault is told with its measure; a CropBox that is the MediaBox is none."""
    assert messages("boxes-not-nested", case(page(**values))) == [message]
    assert messages("boxes-not-nested", case(page(crop=MEDIA))) == []


@pytest.mark.parametrize(
    ("bleed", "message"),
    [
        (Extent(9, 8, 114, 64), ["the bleed is 2.00 mm where 3 mm is wanted"]),
        (Extent(6, 6, 116, 66), []),
        ((), []),
    ],
)
def test_the_bleed_of_the_condition(bleed: Any, message: list[str]) -> None:
    """Less is told; more is no fault of somebody else's file; without a box another rule tells."""
    assert messages("wrong-bleed", case(page(bleed=bleed))) == message


def test_sheets_for_offices() -> None:
    """A4 upright or lying; any other sheet is scaled."""
    sheet = press(standard="sheet")
    lying, other = Extent(0, 0, 297, 210), Extent(0, 0, 216, 279)
    assert messages("wrong-sheet", case(page(trim=lying), against=sheet)) == []
    assert messages("wrong-sheet", case(page(trim=other), against=sheet)) == [
        "the sheet is 216.0 × 279.0 mm, not A4"
    ]


def test_pages_of_one_size() -> None:
    """The page that is unlike most is told; a tenth of a millimetre of rounding is not."""
    turned = page(trim=Extent(0, 0, 50, 100))
    slack = page(trim=Extent(0, 0, 100.1, 50))
    assert messages("page-sizes-differ", case(page(), page(), turned, slack)) == [
        "the page is 50 × 100 mm, and most are 100 × 50 mm"
    ]
    assert messages("page-sizes-differ", case(page(), slack)) == []


@pytest.mark.parametrize(
    ("values", "empty"),
    [
        ({}, True),
        ({"runs": [run("slug", artifact=True)]}, False),  # within the bleed
        ({"paints": {BLACK: "text"}}, True),
        ({"paints": {Paint("/DeviceGray", (0.0,)): "area"}}, False),
        ({"unreadable": ["x"]}, False),
    ],
)
def test_an_empty_page(values: dict[str, Any], empty: bool) -> None:
    """A page with neither words nor areas; one that could not be read may hold anything."""
    assert messages("empty-page", case(page(**values))) == (
        ["nothing is painted on the page"] if empty else []
    )


def test_somebody_elses_blank_page_is_for_a_person_to_see() -> None:
    """It may be the inside of a cover."""
    assert [a.severity for a in told("empty-page", case(page()))] == [Severity.REVIEW]
