"""Page boxes: nested from 0, 0, with the bleed of the condition, all pages alike."""

from typing import Any

import pytest

from printshop.findings import Severity
from printshop.pdf.geometry import Extent
from printshop.pdf.paint import Paint
from printshop.preflight.rules import ask
from tests.unit.preflight.checks.cases import (
    BLACK,
    BLEED,
    MEDIA,
    TRIM,
    case,
    messages,
    own,
    page,
    press,
    run,
    told,
)

NO_BLEED = {"bleed": ()}
TURNED = "the page is shown turned by 90° (Rotate)"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"bleed": (), "trim": ()}, "the page has no BleedBox and no TrimBox"),
        (
            {"media": Extent(-1, 0, 122, 72)},
            "the MediaBox starts at -1.00, 0.00 mm, not at 0, 0",
        ),
        ({"trim": Extent(7, 11, 111, 61)}, "the TrimBox reaches 1.00 mm out of the BleedBox"),
        (
            {"bleed": Extent(8, 8, 114, 74.5)},
            "the BleedBox reaches 2.50 mm out of the MediaBox",
        ),
        ({"crop": TRIM}, "the CropBox is not the MediaBox"),
        (
            {"keys": frozenset({"/UserUnit"})},
            "the page has UserUnit, which a press file may not have",
        ),
        ({"rotation": 90}, "the page is rotated by 90° (Rotate)"),
    ],
)
def test_boxes_of_ours(values: dict[str, Any], message: str) -> None:
    """Each fault is told with its measure; a CropBox that is the MediaBox is none."""
    assert messages("boxes-not-nested", own(case(page(**values)))) == [message]
    assert messages("boxes-not-nested", own(case(page(crop=MEDIA)))) == []


@pytest.mark.parametrize(
    "values",
    [
        {"media": Extent(-40, -30, 122, 72)},  # a sheet that begins elsewhere
        {"media": Extent(5, 5, 122, 72)},
        NO_BLEED,
        {"crop": TRIM},
        {"crop": BLEED},
        {"trim": (), "art": TRIM, "keys": frozenset({"/ArtBox"})},
        {"rotation": 90},  # page-turned tells it
    ],
)
def test_boxes_of_others(values: dict[str, Any]) -> None:
    """What the standard allows is accepted, though our own files have it otherwise."""
    about = case(page(**values))
    assert messages("boxes-not-nested", about) == []
    assert about.reading.pages[0].size == (100, 50)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"trim": ()}, "the page has no TrimBox"),
        ({"bleed": (), "trim": ()}, "the page has no TrimBox"),
        ({"media": (), "trim": ()}, "the page has no MediaBox and no TrimBox"),
        ({"trim": Extent(7, 11, 111, 61)}, "the TrimBox reaches 1.00 mm out of the BleedBox"),
        ({"crop": Extent(12, 0, 122, 72)}, "the TrimBox reaches 1.00 mm out of the CropBox"),
        (
            {"bleed": (), "crop": Extent(12, 0, 122, 72)},
            "the TrimBox reaches 1.00 mm out of the CropBox",
        ),
        (
            {"art": TRIM, "keys": frozenset({"/ArtBox"})},
            "the page has an ArtBox beside its TrimBox: a press file has one of the two",
        ),
    ],
)
def test_boxes_that_are_wrong_in_any_file(values: dict[str, Any], message: str) -> None:
    """The trim is cut off, or is not known."""
    assert messages("boxes-not-nested", case(page(**values))) == [message]


def test_a_trim_out_of_the_sheet() -> None:
    """Without a BleedBox the trim is compared with the sheet itself."""
    about = case(page(bleed=(), trim=Extent(-2, 11, 111, 61)))
    assert messages("boxes-not-nested", about) == [
        "the TrimBox reaches 2.00 mm out of the MediaBox"
    ]


def test_a_page_that_is_turned() -> None:
    """A review, for a person to look; of ours another rule tells it."""
    about = case(page(rotation=90), page(), page(rotation=90))
    assert messages("page-turned", about) == [TURNED, TURNED]
    assert [f.message for f in ask(about, "f.pdf") if f.code == "page-turned"] == [
        f"{TURNED}; 2 such places, on pages 1, 3"
    ]
    assert messages("page-turned", own(about)) == []


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"bleed": Extent(9, 8, 114, 64)}, "the bleed is 2.00 mm on the left side; 3 mm is wanted"),
        (
            {"bleed": Extent(9, 8, 112, 64)},
            "the bleed is 1.00 mm on the left and right sides; 3 mm is wanted",
        ),
        (
            {"bleed": Extent(9, 9, 112, 64)},
            "the bleed is 1.00 mm on the left, right and lower sides; 3 mm is wanted",
        ),
        (
            {"bleed": Extent(8, 8, 114, 61)},
            "the bleed is 0.00 mm on the upper side; 3 mm is wanted",
        ),
        ({"bleed": TRIM}, "the bleed is 0.00 mm on all sides; 3 mm is wanted"),
        (
            {"bleed": Extent(8.03, 8, 114, 64)},
            "the bleed is 2.97 mm on the left side; 3 mm is wanted",
        ),
        (
            {"bleed": Extent(9, 8, 114, 64), "rotation": 90},
            "the bleed is 2.00 mm on the upper side; 3 mm is wanted",
        ),
        (
            {"bleed": Extent(8, 9, 114, 64), "rotation": 90},
            "the bleed is 2.00 mm on the left side; 3 mm is wanted",
        ),
        ({"bleed": Extent(6, 6, 116, 66)}, None),
        ({"bleed": (), "trim": ()}, None),
        (NO_BLEED, None),
        ({"bleed": (), "crop": BLEED}, None),
        (
            {"bleed": (), "crop": TRIM},
            "the bleed is 0.00 mm on all sides; 3 mm is wanted "
            "(the page has no BleedBox: its sheet was measured)",
        ),
        ({"trim": (), "art": TRIM}, None),
    ],
)
def test_the_bleed_of_the_condition(values: dict[str, Any], message: str | None) -> None:
    """Less is told, with its sides as one looks at the page; more is no fault of other files."""
    assert messages("wrong-bleed", case(page(**values))) == ([message] if message else [])


def test_the_bleed_of_ours_is_exact() -> None:
    """More than the condition asks for is a fault of the program."""
    wide = own(case(page(bleed=Extent(6, 8, 114, 64))))
    assert messages("wrong-bleed", wide) == [
        "the bleed is 5.00 mm on the left side; 3 mm is wanted"
    ]


@pytest.mark.parametrize(
    ("values", "bleed"),
    [
        ({}, (-3, -3, 103, 53)),
        (NO_BLEED, (-3, -3, 103, 53)),  # beyond it lie marks
        ({"bleed": (), "media": Extent(9, 9, 122, 72)}, (-2, -2, 103, 53)),
        ({"bleed": (), "crop": TRIM}, (0, 0, 100, 50)),
        ({"bleed": (), "trim": ()}, (0, 0, 122, 72)),
    ],
)
def test_the_bleed_that_counts(values: dict[str, Any], bleed: tuple[float, ...]) -> None:
    """The BleedBox; without one what the sheet leaves, up to the usual 3 mm."""
    assert page(**values).effective_bleed == bleed


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
