"""Colour: only the inks of the press."""

from collections.abc import Iterator

from printshop.findings import Severity
from printshop.pdf.geometry import Extent
from printshop.pdf.paint import PROCESS
from printshop.preflight.reading.facts import PageReading
from printshop.preflight.rules import PRESS_FILE, Case, LogoState, Told, rule

RICH = 0.85  # K from which text counts as black
OF_THE_PRESS = {"/DeviceCMYK", "/DeviceGray", "/Separation", "/DeviceN", "/Pattern", "stencil"}
IN_INKS = "give the colour in inks: in our layouts as a token of the palette"


@rule("wrong-intent", "ISO 15930-7, 6.2.2 and 6.8", "export with the intent of this condition")
def intent_is_right(case: Case) -> Iterator[Told]:
    """One output intent, the condition's, with its CMYK profile embedded."""
    wanted = case.press.intent
    if wanted is None:
        return
    found = case.reading.intents
    if len(found) != 1:
        said = f"the file has {len(found)} output intents where one is wanted"
        yield Told(said, 0, None, str(len(found)), "1")
        return
    got = found[0]
    if "/N" not in got:
        yield Told("the intent has no profile embedded")
        return
    for key, value in (
        ("/S", "/GTS_PDFX"),
        ("/OutputConditionIdentifier", wanted.identifier),
        ("/RegistryName", wanted.registry),
        ("/N", "4"),
        ("class", "prtr"),
        ("space", "CMYK"),
    ):
        if got.get(key) != value:
            said = f"the intent's {key.strip('/')} is {got.get(key)!r}, not {value!r}"
            yield Told(said, 0, None, str(got.get(key)), value)
    if not got.get("/Info"):
        yield Told("the intent's Info is empty")


@rule(
    "rgb",
    "ISO 15930-7, 6.2.4; GWG 2022",
    IN_INKS,
    standards=PRESS_FILE,
    logo=LogoState.IN_INKS,
)
def no_rgb(case: Case) -> Iterator[Told]:
    """Everything is painted in DeviceCMYK or gray: what is not, the press converts as it likes."""
    for number, page in case.pages():
        for paint, use in page.paints.items():
            if paint.space not in OF_THE_PRESS:
                place = page.places.get(paint)
                yield Told(f"{use} is painted in {paint.space[1:]}", number, place)
        for image in page.images:
            if image.space not in OF_THE_PRESS:
                yield Told(f"an image is in {image.space.strip('/')}", number, image.box)
        for space in page.groups:
            if space not in ("/DeviceCMYK", ""):
                yield Told(f"a transparency group is in {space.strip('/')}", number)
        for space in page.mask_groups:
            if space not in ("/DeviceCMYK", "/DeviceGray", ""):
                yield Told(f"a soft mask is in {space.strip('/')}", number)


@rule(
    "spot-colour",
    "GWG 2022, 'spot colours'",
    "convert it to C, M, Y and K",
    standards=PRESS_FILE,
    logo=LogoState.IN_INKS,
)
def no_spot_colours(case: Case) -> Iterator[Told]:
    """A further ink is a further plate and a further price; registration marks stand outside."""
    for number, page in case.pages():
        for name, place in _further_inks(page):
            if name != "All":
                yield Told(f"the ink '{name}' is used beside C, M, Y and K", number, place)
            elif place is None or page.inside(place):
                yield Told("registration colour ('All') reaches into the bleed", number, place)


def _further_inks(page: PageReading) -> dict[tuple[str, Extent | None], None]:
    found: dict[tuple[str, Extent | None], None] = {}
    for paint in page.paints:
        for name in paint.names:
            if name not in PROCESS and name != "None":
                found[name, page.places.get(paint)] = None
    for image in page.images:
        for name in image.names:
            if name not in PROCESS and name != "None":
                found[name, image.box] = None
    return found


@rule(
    "unused-colour-space",
    "GWG 2022; ISO 15930-7, 6.2.4",
    "export the file again; nothing is painted in it",
    Severity.NOTE,
    standards=PRESS_FILE,
)
def nothing_left_over(case: Case) -> Iterator[Told]:
    """A colour space that is listed and not used makes other checkers stop."""
    used = {name for page in case.reading.pages for name in page.used}
    told: set[str] = set()  # pages share what they list
    for number, page in case.pages():
        for name, family in page.listed:
            if name not in used | told and family not in OF_THE_PRESS:
                told.add(name)
                said = f"{name.strip('/')} ({family.strip('/')})"
                yield Told(f"the page lists the colour space {said} and does not use it", number)


@rule(
    "black-not-k-only", "GWG 2022, 'black text'", "set text in the token 'ink'",
    standards=PRESS_FILE, own=True,
)  # fmt: skip
def black_is_k_only(case: Case) -> Iterator[Told]:
    """Black text is K alone: in four inks it shows coloured edges where the plates do not meet."""
    for number, page in case.pages():
        black = {
            run.paint: run
            for run in reversed(page.runs)
            if run.paint.space == "/DeviceCMYK"
            and len(run.paint.values) == 4
            and run.paint.values[3] >= RICH
            and sum(run.paint.values[:3]) > 0
        }
        for paint in sorted(black, key=lambda p: p.values):
            inks = " ".join(f"{100 * v:.0f}" for v in paint.values)
            said = f"black text is painted in {inks} (C M Y K, %)"
            yield Told(said, number, black[paint].box, inks, "0 0 0 100")
