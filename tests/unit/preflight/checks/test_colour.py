"""Colour: the output intent, and inks of the press only."""

from dataclasses import replace
from typing import Any

import pytest

from printshop.pdf.geometry import Extent
from printshop.pdf.paint import Overprint, Paint
from printshop.preflight.reading.facts import Image, Stroke
from tests.unit.preflight.checks.cases import BLACK, case, messages, page, press, told

INTENT = {
    "/S": "/GTS_PDFX",
    "/OutputConditionIdentifier": "FOGRA39",
    "/RegistryName": "http://www.color.org",
    "/N": "4",
    "class": "prtr",
    "space": "CMYK",
    "/Info": "Coated",
}
BOX, FAR = Extent(0, 0, 10, 10), Extent(200, 200, 210, 210)


def image(space: str, names: tuple[str, ...] = ()) -> Image:
    """A picture of 10 × 10 mm."""
    return Image("picture", space, (100, 100), 8, BOX, 254.0, names)


def test_the_intent_of_the_condition() -> None:
    """As it should be, nothing is said; a condition without an intent wants none."""
    assert messages("wrong-intent", case(page(), intents=(INTENT,))) == []
    screen = press(standard="pdf/ua-1", intent=None)
    assert messages("wrong-intent", case(page(), against=screen)) == []


@pytest.mark.parametrize(
    ("intents", "message"),
    [
        ((), "the file has 0 output intents where one is wanted"),
        ((INTENT, INTENT), "the file has 2 output intents where one is wanted"),
        (({"/S": "/GTS_PDFX"},), "the intent has no profile embedded"),
        (
            ({**INTENT, "/OutputConditionIdentifier": "FOGRA51"},),
            "the intent's OutputConditionIdentifier is 'FOGRA51', not 'FOGRA39'",
        ),
        (({**INTENT, "space": "RGB"},), "the intent's space is 'RGB', not 'CMYK'"),
        (({**INTENT, "/Info": ""},), "the intent's Info is empty"),
    ],
)
def test_a_wrong_intent(intents: tuple[dict[str, str], ...], message: str) -> None:
    """How many, without a profile, of another condition, without words."""
    assert messages("wrong-intent", case(page(), intents=intents)) == [message]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"paints": {Paint("/DeviceRGB", (1, 0, 0)): "text"}}, "text is painted in DeviceRGB"),
        ({"images": [image("/ICCBased")]}, "an image is in ICCBased"),
        ({"groups": ["/DeviceCMYK", "/DeviceRGB"]}, "a transparency group is in DeviceRGB"),
        ({"mask_groups": ["/DeviceGray", "/CalRGB"]}, "a soft mask is in CalRGB"),
    ],
)
def test_inks_only(values: dict[str, Any], message: str) -> None:
    """Paints, pictures, groups and soft masks in another space; a screen may have them."""
    assert messages("rgb", case(page(**values))) == [message]
    assert messages("rgb", case(page(**values), against=press(standard="pdf/ua-1"))) == []


def test_black_and_gray_pass() -> None:
    """Black and gray are the press's own."""
    paints = {BLACK: "text", Paint("/DeviceGray", (0.5,)): "area"}
    assert messages("rgb", case(page(paints=paints))) == []


def test_further_inks() -> None:
    """A spot colour is told, and registration colour where it lies on the page."""
    spot = Paint("/Separation", (1.0,), ("Gold",))
    red = image("/Separation", ("Red",))
    spots = page(paints={spot: "area"}, paint_boxes={spot: BOX}, images=[red])
    assert messages("spot-colour", case(spots)) == [
        "the ink 'Gold' is used beside C, M, Y and K",
        "the ink 'Red' is used beside C, M, Y and K",
    ]
    every = Paint("/Separation", (1.0,), ("All",))
    beside = page(paints={every: "line"}, paint_boxes={every: FAR})
    assert messages("spot-colour", case(beside)) == []
    within = page(paints={every: "line"}, paint_boxes={every: BOX})
    assert messages("spot-colour", case(within)) == [
        "registration colour ('All') is painted on the page"
    ]
    process = Paint("/DeviceN", (1.0, 0.0, 0.0), ("Cyan", "Black", "None"))
    assert messages("spot-colour", case(page(paints={process: "area"}))) == []


def test_steps_of_finishing_are_no_inks() -> None:
    """A die line is told as what it seems to be, with a review, and nobody says to convert it."""
    die = Paint("/Separation", (1.0,), ("Stanslijn",))
    line = Stroke(1, die, 0.5, BOX)
    about = case(page(paints={die: "line"}, strokes=[line]))
    assert messages("spot-colour", about) == []
    (answer,) = told("finishing-ink", about)
    assert answer.message == (
        "the ink 'Stanslijn' seems to stand for a die line and knocks out what lies beneath"
    )
    over = replace(line, overprint=Overprint(False, True, 0))
    assert messages("finishing-ink", case(page(paints={die: "line"}, strokes=[over]))) == [
        "the ink 'Stanslijn' seems to stand for a die line"
    ]
    layer = case(page(), processing_steps=(("Die", "Structural, Cutting"),))
    assert messages("finishing-ink", layer) == [
        "the layer 'Die' is a step of finishing (Structural, Cutting), not of printing"
    ]


def test_in_the_slug_anything_may_be_painted() -> None:
    """A strip of spot colours and RGB beyond the bleed is cut off."""
    spot, red = Paint("/Separation", (1.0,), ("Gold",)), Paint("/DeviceRGB", (1.0, 0.0, 0.0))
    strip = [Stroke(n, paint, 9, FAR) for n, paint in enumerate((spot, red))]
    about = case(page(paints={spot: "line", red: "line"}, strokes=strip))
    assert messages("spot-colour", about) + messages("rgb", about) == []


def test_listed_and_not_used() -> None:
    """A space of another kind that is listed is told once, on the first page that lists it."""
    listed = (("/CS0", "/ICCBased"), ("/CS1", "/Separation"), ("/CS2", "/CalRGB"))
    file = case(
        page(colour_spaces=listed, used_spaces=frozenset({"/CS2"})), page(colour_spaces=listed)
    )
    (answer,) = told("unused-colour-space", file)
    assert answer.page == 1
    assert answer.message == "the page lists the colour space CS0 (ICCBased) and does not use it"
