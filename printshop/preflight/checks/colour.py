"""Colour spaces and output intent: only the inks of the printing condition."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from printshop.findings import Severity
from printshop.pdf.finishing_inks import finishing_step
from printshop.pdf.geometry import Extent
from printshop.pdf.paint import PROCESS
from printshop.preflight.checks.marks import registration
from printshop.preflight.checks.within_bleed import painted_inside
from printshop.preflight.measures import listed
from printshop.preflight.reading.facts import PageReading
from printshop.preflight.rules import PRESS_FILE, Case, LogoState, Violation, rule
from printshop.shop.press import Intent

MOST_NAMED = 4  # colour spaces and uses that one message lists
RICH = 0.85  # K from which text counts as black
PRINTABLE = {"/DeviceCMYK", "/DeviceGray", "/Separation", "/DeviceN", "/Pattern", "stencil"}
PRINTABLE |= {"/Unknown"}  # unreadable-content and missing-resource tell it
BY_PROFILE = {"/ICCBased", "/CalGray", "/Lab"}  # may be RGB, as its words say
IN_INKS = "convert it to the inks of the printing condition (DeviceCMYK), and export the file again"
IN_TOKENS = "give the colour in inks, as a token of the palette"
NOT_CONVERTED = "export it in C, M, Y and K as they are (DeviceCMYK), without a profile of its own"


@rule(
    "wrong-intent",
    "ISO 15930-7, 6.2.2 and 6.8",
    "export with the output intent of the printing condition, its profile embedded",
    ours="look at 'intent' in the printing condition; else report it with the file",
)
def intent_is_right(case: Case) -> Iterator[Violation]:
    """One output intent for PDF/X, the condition's, with its CMYK profile embedded."""
    required = case.press.intent
    if required is None:
        return
    others = sorted({_standard(i) for i in case.reading.intents if not _for_press(i)})
    intents = [i for i in case.reading.intents if case.ours or _for_press(i)]
    if len(intents) != 1:
        beside = f", only one for {' and '.join(others)}" if others else ""
        message = (
            f"the file has {len(intents)} output intents for PDF/X where one is wanted"
            if intents
            else f"the file has no output intent for PDF/X{beside}; {required.identifier} is wanted"
        )
        yield Violation(message, 0, None, str(len(intents)), "1")
        return
    intent = intents[0]
    if "/N" not in intent:
        yield Violation("the output intent has no profile embedded")
        return
    model = intent.get("space", "").strip()
    if (intent.get("class"), model, intent["/N"]) != ("prtr", "CMYK", "4"):
        named = f" '{intent['name']}'" if intent.get("name") else ""
        message = (
            f"the profile{named} of the output intent is not one of a CMYK press "
            f"({model or 'it cannot be read'})"
        )
        yield Violation(message, 0, None, model, "CMYK")
    elif case.ours:
        yield from _exactly(intent, required)
    elif not _names(intent, required.identifier):
        said = intent.get("/OutputConditionIdentifier", "")
        info = intent.get("/Info", "") or intent.get("name", "")
        words = f"'{said[:60]}'" + (f" ({info[:60]})" if info not in ("", said) else "")
        message = f"the output intent is {words}, not '{required.identifier}' ({required.info})"
        yield Violation(message, 0, None, said[:60], required.identifier)


def _for_press(intent: dict[str, str]) -> bool:
    return intent.get("/S") == "/GTS_PDFX"


def _standard(intent: dict[str, str]) -> str:
    """The standard that an output intent is for: ``PDF/A``."""
    names = {"/GTS_PDFA1": "PDF/A", "/ISO_PDFE1": "PDF/E"}
    return names.get(intent.get("/S", ""), f"'{intent.get('/S', '').strip('/')[:30]}'")


def _names(intent: dict[str, str], identifier: str) -> bool:
    """Whether an output intent names a condition, in its identifier or beside a custom one.

    Profiles and their makers also write the name of the measurements: ``FOGRA39L``.
    """
    name = re.compile(rf"(?<![A-Z0-9]){re.escape(identifier)}L?(?![A-Z0-9])", re.I)
    said = intent.get("/OutputConditionIdentifier", "")
    if said.strip().lower() not in ("", "custom", intent.get("name", "").lower()):
        return bool(name.search(said))
    words = (
        said,
        intent.get("/Info", ""),
        intent.get("/OutputCondition", ""),
        intent.get("name", ""),
    )
    return any(name.search(text) for text in words)


def _exactly(intent: dict[str, str], required: Intent) -> Iterator[Violation]:
    """Where an output intent of ours differs from the condition's."""
    for key, value in (
        ("/S", "/GTS_PDFX"),
        ("/OutputConditionIdentifier", required.identifier),
        ("/RegistryName", required.registry),
    ):
        if intent.get(key) != value:
            message = f"the intent's {key.strip('/')} is {intent.get(key)!r}, not {value!r}"
            yield Violation(message, 0, None, str(intent.get(key)), value)
    if not intent.get("/Info"):
        yield Violation("the intent's Info is empty")


@dataclass(frozen=True)
class _Use:
    """A use of a colour space on a page; ``what`` is painted in it, ``words`` what it is called."""

    what: str
    space: str
    words: str
    page: int
    box: Extent | None = None

    @property
    def rgb(self) -> bool:
        return self.space in ("/DeviceRGB", "/CalRGB") or self.words.startswith("RGB ")


def _uses(case: Case) -> Iterator[_Use]:
    """What is not in inks of a press, with what it is used for; beyond the bleed nothing counts."""
    for number, page in case.pages():
        for paint, (use, place) in painted_inside(page).items():
            if paint.space not in PRINTABLE:
                yield _Use(use, paint.space, paint.space_words, number, place)
        for image in page.images:
            if image.space not in PRINTABLE and page.inside(image.box):
                yield _Use("an image", image.space, image.space_words, number, image.box)
        for space, words in page.groups:
            if space not in ("/DeviceCMYK", ""):
                yield _Use("a transparency group", space, words, number)
        for space, words in page.mask_groups:
            if space not in ("/DeviceCMYK", "/DeviceGray", ""):
                yield _Use("a soft mask", space, words, number)


def _told(uses: list[_Use], cause: str) -> Iterator[Violation]:
    """One fault for all uses: what is painted, and in which spaces."""
    whats = _listed(dict.fromkeys(use.what for use in uses))
    spaces = _listed(dict.fromkeys(use.words for use in uses))
    single = len({use.what for use in uses}) == 1
    painted = "is painted in" if not uses[0].what.startswith("a") else "is in"
    message = f"{whats} {painted if single else 'are in'} {spaces}"
    for use in uses:
        yield Violation(message, use.page, use.box, cause=cause)


def _listed(names: Iterable[str]) -> str:
    """``fill, text and an image``; of many the first ones."""
    return listed(list(names)[:MOST_NAMED])


@rule(
    "rgb",
    "ISO 15930-7, 6.2.4; GWG 2022",
    IN_INKS,
    standards=PRESS_FILE,
    logo=LogoState.AFTER_CONVERSION,
    ours=IN_TOKENS,
)
def no_rgb(case: Case) -> Iterator[Violation]:
    """Nothing is painted in RGB: each print shop converts it its own way."""
    uses = [use for use in _uses(case) if use.rgb]
    if uses:
        yield from _told(uses, "rgb")


@rule(
    "not-in-inks",
    "ISO 15930-7, 6.2.4; GWG 2022",
    NOT_CONVERTED,
    standards=PRESS_FILE,
    logo=LogoState.AFTER_CONVERSION,
    ours=IN_TOKENS,
)
def no_profiles(case: Case) -> Iterator[Violation]:
    """CMYK or gray of a profile, and Lab, are converted once more: black becomes four inks."""
    found: dict[str, list[_Use]] = {}
    for use in _uses(case):
        if not use.rgb and use.space in BY_PROFILE:
            found.setdefault(use.words, []).append(use)
    for words, uses in found.items():
        yield from _told(uses, words)


@rule(
    "unreadable-content",
    "ISO 32000-1, 8.6",
    "export the file again",
    standards=PRESS_FILE,
    logo=LogoState.AFTER_CONVERSION,
)
def colours_are_known(case: Case) -> Iterator[Violation]:
    """A colour space that cannot be read is printed in a colour that nobody knows."""
    for use in _uses(case):
        if not use.rgb and use.space not in BY_PROFILE:
            name = "" if use.space == "/Unknown" else f" ('{use.words[:30]}')"
            message = f"{use.what} is in a colour space that cannot be read{name}"
            yield Violation(message, use.page, use.box, cause=message)


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
            message = f"the ink '{name}' is used beside C, M, Y and K"
            yield Violation(message, number, box, cause=message)
        within, _ = registration(page)
        if within:
            message = "registration colour ('All') is painted on the page"
            fix = "keep marks outside the bleed; paint all else in C, M, Y and K"
            yield Violation(message, number, within[0], cause=message, fix=fix)


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
