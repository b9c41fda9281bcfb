"""Colour: the output intent, and inks of the press only."""

from dataclasses import replace
from typing import Any

import pytest

from printshop.findings import Spot
from printshop.pdf.geometry import Extent
from printshop.pdf.paint import Overprint, Paint
from printshop.preflight.reading.facts import Image, Stroke
from printshop.preflight.rules import ask
from tests.unit.preflight.checks.cases import BLACK, case, messages, own, page, press, told

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


ARCHIVE = {**INTENT, "/S": "/GTS_PDFA1", "space": "RGB", "class": "mntr", "/N": "3"}
CUSTOM = {**INTENT, "/OutputConditionIdentifier": "Custom", "/Info": "", "name": ""}


def image(space: str, names: tuple[str, ...] = (), said: str = "", box: Extent = BOX) -> Image:
    """A picture of 10 × 10 mm."""
    return Image("picture", space, (100, 100), 8, box, 254.0, names, said=said)


def test_the_intent_of_the_condition() -> None:
    """As it should be, nothing is said; a condition without an intent wants none."""
    assert messages("wrong-intent", case(page(), intents=(INTENT,))) == []
    screen = press(standard="pdf/ua-1", intent=None)
    assert messages("wrong-intent", case(page(), against=screen)) == []


@pytest.mark.parametrize(
    ("intents", "message"),
    [
        ((), "the file has no output intent for PDF/X; FOGRA39 is wanted"),
        (
            (ARCHIVE,),
            "the file has no output intent for PDF/X, only one for PDF/A; FOGRA39 is wanted",
        ),
        ((INTENT, INTENT), "the file has 2 output intents for PDF/X where one is wanted"),
        (({"/S": "/GTS_PDFX"},), "the output intent has no profile embedded"),
        (
            ({**INTENT, "/OutputConditionIdentifier": "FOGRA51"},),
            "the output intent is 'FOGRA51' (Coated), "
            "not 'FOGRA39' (Coated FOGRA39 (ISO 12647-2:2004))",
        ),
        (
            ({**CUSTOM, "name": "SWOP"},),
            "the output intent is 'Custom' (SWOP), "
            "not 'FOGRA39' (Coated FOGRA39 (ISO 12647-2:2004))",
        ),
        (
            ({**INTENT, "space": "RGB", "name": "sRGB"},),
            "the profile 'sRGB' of the output intent is not one of a CMYK press (RGB)",
        ),
    ],
)
def test_a_wrong_intent(intents: tuple[dict[str, str], ...], message: str) -> None:
    """How many, without a profile, of another condition: one fault, one finding."""
    assert messages("wrong-intent", case(page(), intents=intents)) == [message]


@pytest.mark.parametrize(
    "intents",
    [
        (INTENT, ARCHIVE),
        (ARCHIVE, INTENT),
        (INTENT, {"/S": "/ISO_PDFE1"}),
        ({k: v for k, v in INTENT.items() if k not in ("/RegistryName", "/Info")},),
        ({**INTENT, "/OutputConditionIdentifier": "FOGRA39L"},),
        ({**INTENT, "/OutputConditionIdentifier": "Coated FOGRA39 (ISO 12647-2:2004)"},),
        ({**CUSTOM, "/Info": "Coated FOGRA39"},),
        ({**CUSTOM, "name": "Coated FOGRA39 (ISO 12647-2:2004)"},),
    ],
)
def test_a_right_intent_of_others(intents: tuple[dict[str, str], ...]) -> None:
    """Beside that of another standard, without a registry, by the name of the measurements."""
    assert messages("wrong-intent", case(page(), intents=intents)) == []


@pytest.mark.parametrize(
    ("intents", "message"),
    [
        ((INTENT, ARCHIVE), "the file has 2 output intents for PDF/X where one is wanted"),
        (
            ({**INTENT, "/RegistryName": ""},),
            "the intent's RegistryName is '', not 'http://www.color.org'",
        ),
        (({**INTENT, "/Info": ""},), "the intent's Info is empty"),
    ],
)
def test_the_intent_of_ours_is_exact(intents: tuple[dict[str, str], ...], message: str) -> None:
    """Of our own files every entry is as the condition has it."""
    assert messages("wrong-intent", own(case(page(), intents=intents))) == [message]


RGB = Paint("/DeviceRGB", (1, 0, 0))
COATED = "CMYK of the profile 'Coated FOGRA39'"


@pytest.mark.parametrize(
    ("code", "values", "message"),
    [
        ("rgb", {"paints": {RGB: "text"}}, "text is painted in DeviceRGB"),
        (
            "rgb",
            {"images": [image("/ICCBased", said="RGB of the profile 'sRGB'")]},
            "an image is in RGB of the profile 'sRGB'",
        ),
        (
            "rgb",
            {"images": [image("/DeviceRGB", said="RGB (JPEG 2000)")]},
            "an image is in RGB (JPEG 2000)",
        ),
        (
            "rgb",
            {"groups": [("/DeviceCMYK", "DeviceCMYK"), ("/DeviceRGB", "DeviceRGB")]},
            "a transparency group is in DeviceRGB",
        ),
        (
            "rgb",
            {"mask_groups": [("/DeviceGray", "DeviceGray"), ("/CalRGB", "CalRGB")]},
            "a soft mask is in CalRGB",
        ),
        (
            "not-in-inks",
            {"images": [image("/ICCBased", said=COATED)]},
            f"an image is in {COATED}",
        ),
        (
            "not-in-inks",
            {"paints": {Paint("/ICCBased", (0,), said="gray of a profile"): "text"}},
            "text is painted in gray of a profile",
        ),
        ("not-in-inks", {"paints": {Paint("/Lab", (9, 9, 9)): "fill"}}, "fill is painted in Lab"),
        (
            "unreadable-content",
            {"paints": {Paint("/CS7", ()): "fill"}},
            "fill is in a colour space that cannot be read ('CS7')",
        ),
    ],
)
def test_inks_only(code: str, values: dict[str, Any], message: str) -> None:
    """Paints, pictures, groups and soft masks in another space: called by its name.

    A screen may have them.
    """
    codes = ("rgb", "not-in-inks", "unreadable-content")
    about = case(page(**values))
    assert {c: messages(c, about) for c in codes if messages(c, about)} == {code: [message]}
    assert messages(code, case(page(**values), against=press(standard="pdf/ua-1"))) == []


def test_one_cause_is_told_once() -> None:
    """A file in RGB throughout: one finding, at its first place, with the number of places."""
    srgb = image("/ICCBased", said="RGB of the profile 'sRGB'")
    word = page(
        paints={RGB: "text", Paint("/DeviceRGB", (0, 1, 0)): "fill"},
        images=[srgb, srgb],
        groups=[("/DeviceRGB", "DeviceRGB")],
    )
    (found,) = [f for f in ask(case(word, word), "f.pdf") if f.code == "rgb"]
    assert found.message == (
        "text, fill, an image and a transparency group are in DeviceRGB and "
        "RGB of the profile 'sRGB'; 10 such places, on pages 1 to 2"
    )
    assert (found.where.key, found.spot) == ("pages 1 to 2", Spot(1))


def test_beyond_the_bleed_nothing_counts() -> None:
    """Colour bars and notes of a print shop lie on the sheet around."""
    far = page(paints={RGB: "fill"}, paint_boxes={RGB: FAR}, images=[image("/DeviceRGB", box=FAR)])
    assert messages("rgb", case(far)) == []


@pytest.mark.parametrize(
    ("name", "agreed"),
    [
        ("CutContour", True),
        ("ThroughCut", True),
        ("Stanze", True),
        ("Spot UV", True),
        ("Vernis", True),
        ("Die-line", True),
        ("White", True),
        ("PANTONE Warm Black C", False),
        ("Gold", False),
        ("Acute red", False),
    ],
)
def test_a_die_line_is_not_to_be_converted(name: str, agreed: bool) -> None:
    """What is no ink of a picture is agreed upon; a spot colour is converted."""
    paint = Paint("/Separation", (1.0,), (name,))
    about = case(page(paints={paint: "line"}, paint_boxes={paint: BOX}))
    codes = {"spot-colour", "finishing-ink"}
    (found,) = [f for f in ask(about, "f.pdf") if f.code in codes]
    assert found.code == ("finishing-ink" if agreed else "spot-colour")
    assert found.fix.startswith("agree" if agreed else "convert")


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
    boxes = {spot: FAR, red: FAR}
    about = case(page(paints={spot: "line", red: "line"}, paint_boxes=boxes, strokes=strip))
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
