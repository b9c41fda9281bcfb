"""Colour spaces and output intent: only the inks of the printing condition."""

from collections.abc import Iterator

from printshop.findings import Severity
from printshop.pdf.finishing_inks import finishing_step
from printshop.pdf.geometry import Extent
from printshop.pdf.paint import PROCESS
from printshop.preflight.checks.marks import registration
from printshop.preflight.checks.within_bleed import painted_inside
from printshop.preflight.reading.facts import PageReading
from printshop.preflight.rules import PRESS_FILE, Case, LogoState, Violation, rule

RICH = 0.85  # K from which text counts as black
PRINTABLE = {"/DeviceCMYK", "/DeviceGray", "/Separation", "/DeviceN", "/Pattern", "stencil"}
IN_INKS = "give the colour in inks: in our layouts as a token of the palette"


@rule("wrong-intent", "ISO 15930-7, 6.2.2 and 6.8", "export with the intent of this condition")
def intent_is_right(case: Case) -> Iterator[Violation]:
    """One output intent, the condition's, with its CMYK profile embedded."""
    required = case.press.intent
    if required is None:
        return
    intents = case.reading.intents
    if len(intents) != 1:
        message = f"the file has {len(intents)} output intents where one is wanted"
        yield Violation(message, 0, None, str(len(intents)), "1")
        return
    intent = intents[0]
    if "/N" not in intent:
        yield Violation("the intent has no profile embedded")
        return
    for key, value in (
        ("/S", "/GTS_PDFX"),
        ("/OutputConditionIdentifier", required.identifier),
        ("/RegistryName", required.registry),
        ("/N", "4"),
        ("class", "prtr"),
        ("space", "CMYK"),
    ):
        if intent.get(key) != value:
            message = f"the intent's {key.strip('/')} is {intent.get(key)!r}, not {value!r}"
            yield Violation(message, 0, None, str(intent.get(key)), value)
    if not intent.get("/Info"):
        yield Violation("the intent's Info is empty")


@rule(
    "rgb",
    "ISO 15930-7, 6.2.4; GWG 2022",
    IN_INKS,
    standards=PRESS_FILE,
    logo=LogoState.AFTER_CONVERSION,
)
def no_rgb(case: Case) -> Iterator[Violation]:
    """All is painted in DeviceCMYK or gray: what is not, each print shop converts its own way."""
    for number, page in case.pages():
        for paint, (use, place) in painted_inside(page).items():
            if paint.space not in PRINTABLE:
                yield Violation(f"{use} is painted in {paint.space[1:]}", number, place)
        for image in page.images:
            if image.space not in PRINTABLE and page.inside(image.box):
                yield Violation(f"an image is in {image.space.strip('/')}", number, image.box)
        for space in page.groups:
            if space not in ("/DeviceCMYK", ""):
                yield Violation(f"a transparency group is in {space.strip('/')}", number)
        for space in page.mask_groups:
            if space not in ("/DeviceCMYK", "/DeviceGray", ""):
                yield Violation(f"a soft mask is in {space.strip('/')}", number)


@rule(
    "spot-colour",
    "GWG 2022, 'spot colours'",
    "convert it to C, M, Y and K",
    standards=PRESS_FILE,
    logo=LogoState.AFTER_CONVERSION,
)
def no_spot_colours(case: Case) -> Iterator[Violation]:
    """A further ink is a further plate and a further price; registration marks lie outside."""
    for number, page in case.pages():
        for name, box in _further_inks(page):
            yield Violation(f"the ink '{name}' is used beside C, M, Y and K", number, box)
        within, _ = registration(page)
        if within:
            message = "registration colour ('All') is painted on the page"
            yield Violation(message, number, within[0])


@rule(
    "finishing-ink",
    "ISO 19593-1; GWG 2022, 'processing steps'",
    "agree with the print shop how it wants this: most often overprinting, in a file of its own",
    Severity.REVIEW,
    standards=PRESS_FILE,
)
def no_step_is_printed(case: Case) -> Iterator[Violation]:
    """A die line, a crease or a varnish is a step of finishing: it must not be printed as ink."""
    for name, step in case.reading.processing_steps:
        yield Violation(f"the layer '{name}' is a step of finishing ({step}), not of printing")
    for number, page in case.pages():
        knocks_out = {f.paint for f in page.fills if f.paint and not f.overprint.fill}
        knocks_out |= {s.paint for s in page.strokes if not s.overprint.stroke}
        for paint, (_, box) in painted_inside(page).items():
            for name in paint.names:
                if step := finishing_step(name):
                    beneath = " and knocks out what lies beneath" if paint in knocks_out else ""
                    message = f"the ink '{name}' seems to stand for {step}{beneath}"
                    yield Violation(message, number, box)
        for image in page.images:
            for name in image.names:
                if page.inside(image.box) and (step := finishing_step(name)):
                    message = f"the ink '{name}' of a picture seems to stand for {step}"
                    yield Violation(message, number, image.box)


def _further_inks(page: PageReading) -> dict[tuple[str, Extent | None], None]:
    """Colorants besides C, M, Y and K, each with a box where it is used, without repetition."""
    inks: dict[tuple[str, Extent | None], None] = {}
    for paint, (_, box) in painted_inside(page).items():
        for name in paint.names:
            if _is_further(name):
                inks[name, box] = None
    for image in page.images:
        for name in image.names:
            if _is_further(name) and page.inside(image.box):
                inks[name, image.box] = None
    return inks


def _is_further(name: str) -> bool:
    """Whether a colorant is an ink besides C, M, Y and K: other rules tell of marks and steps."""
    return name not in (*PROCESS, "None", "All") and not finishing_step(name)


@rule(
    "unused-colour-space",
    "GWG 2022; ISO 15930-7, 6.2.4",
    "export the file again; nothing is painted in it",
    Severity.NOTE,
    standards=PRESS_FILE,
)
def nothing_left_over(case: Case) -> Iterator[Violation]:
    """A colour space that is listed and not used is an error in other preflight programs."""
    used = {name for page in case.reading.pages for name in page.used_spaces}
    reported: set[str] = set()  # pages share their resources
    for number, page in case.pages():
        for name, family in page.colour_spaces:
            if name not in used | reported and family not in PRINTABLE:
                reported.add(name)
                space = f"{name.strip('/')} ({family.strip('/')})"
                message = f"the page lists the colour space {space} and does not use it"
                yield Violation(message, number)


@rule(
    "black-not-k-only", "GWG 2022, 'black text'", "set text in the token 'ink'",
    standards=PRESS_FILE, own=True,
)  # fmt: skip
def black_is_k_only(case: Case) -> Iterator[Violation]:
    """Black text is K only: in four inks it shows coloured edges where plates misregister."""
    for number, page in case.pages():
        rich_runs = {
            run.paint: run
            for run in reversed(page.runs)
            if run.paint.space == "/DeviceCMYK"
            and len(run.paint.values) == 4
            and run.paint.values[3] >= RICH
            and sum(run.paint.values[:3]) > 0
        }
        for paint in sorted(rich_runs, key=lambda p: p.values):
            inks = " ".join(f"{100 * v:.0f}" for v in paint.values)
            message = f"black text is painted in {inks} (C M Y K, %)"
            yield Violation(message, number, rich_runs[paint].box, inks, "0 0 0 100")
