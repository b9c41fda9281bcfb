"""QR codes of files from outside: where each leads, and whether it is taken for the campaign's."""

from collections.abc import Iterator

from printshop.findings import Severity
from printshop.preflight.checks.codes import MODULE
from printshop.preflight.checks.text import letters_and_digits, reading_text
from printshop.preflight.measures import against
from printshop.preflight.page_codes import PageCode
from printshop.preflight.rules import PRESS_FILE, Case, Violation, rule

LONGEST = 200  # characters of a code's text that are told
MEASURED = 0.3  # mm by which the side of a code may be off in a picture
LOOK = "have somebody look at it; do not print it before"


@rule(
    "code-leads-to",
    "ISO/IEC 18004; decoded from the rendered page",
    "scan it with a phone, and see that it leads where it should",
    Severity.NOTE,
    scanned=True,
)
def where_codes_lead(case: Case) -> Iterator[Violation]:
    """Each code is told with its text: nobody can read it with their eyes."""
    for number, code in _all(case):
        if code.text is None or _astray(case, code.text):
            continue  # code-unreadable reports it
        side = max(code.box.width, code.box.height)
        module = f" with modules of {side / code.modules:.2f} mm" if code.modules else ""
        message = f"{_leads(code.text)}; it is {side:.0f} mm wide{module}"
        yield Violation(message, number, code.box, f"{side:.0f} mm")


@rule("code-unreadable", "ISO/IEC 18004; decoded from the rendered page", LOOK, scanned=True)
def codes_lead_where_they_should(case: Case) -> Iterator[Violation]:
    """A code that is taken for the campaign's leads there; what looks like a code can be read."""
    for number, code in _all(case):
        if code.text is None:
            message = "what looks like a QR code cannot be read"
            fix = (
                "see that nothing lies on it, that it is whole, dark on light and fine enough; "
                "scan it with a phone"
            )
            yield Violation(message, number, code.box, fix=fix)
        elif case.campaign and (why := _astray(case, code.text)):
            message = f"{_leads(code.text)}, {why}"
            address, text = case.campaign.address, code.text
            severity = Severity.REVIEW if case.campaign.is_on_its_site(text) else None
            yield Violation(message, number, code.box, text[:LONGEST], address, severity)


@rule(
    "code-too-small",
    "print: module ≥ 0.4 mm",
    "make the code larger",
    Severity.REVIEW,
    standards=PRESS_FILE,
    scanned=True,
)
def codes_can_be_scanned(case: Case) -> Iterator[Violation]:
    """A press fills in modules that are too small, and a phone does not tell them apart."""
    for number, code in _all(case):
        side = max(code.box.width, code.box.height)
        if code.modules and (side + MEASURED) / code.modules < MODULE:
            module, least = against(side / code.modules, MODULE, "mm", 2)
            message = f"a QR code has modules of {module}, on a side of {side:.0f} mm; "
            yield Violation(f"{message}{least} is the least", number, code.box, module, least)


@rule(
    "code-colour",
    "ISO/IEC 18004, 6.2: dark on light",
    "print it dark on light",
    Severity.REVIEW,
    standards=PRESS_FILE,
    scanned=True,
)
def codes_dark_on_light(case: Case) -> Iterator[Violation]:
    """Not every scanner reads a code that is light on dark."""
    for number, code in _all(case):
        if code.reversed:
            yield Violation("a QR code is light on dark", number, code.box)


def _leads(text: str) -> str:
    return f"a QR code {'leads to' if '://' in text else 'holds'} '{text[:LONGEST]}'"


def _astray(case: Case, text: str) -> str:
    """Why a code must not stand there; empty where nothing speaks against it."""
    campaign = case.campaign
    if campaign is None or campaign.leads_there(text):
        return ""
    if campaign.is_on_its_site(text):
        return f"on the campaign's site, and not to '{campaign.address}' as its codes do"
    if campaign.looks_like_it(text):
        return f"which is taken for the campaign's '{campaign.address}' and is not"
    if _is_campaign_print(case):
        return f"not to '{campaign.address}', in a file that names the campaign"
    return ""


def _all(case: Case) -> Iterator[tuple[int, PageCode]]:
    """Each code with its page."""
    for number, codes in enumerate(case.scans or (), 1):
        for code in codes:
            yield number, code


def _is_campaign_print(case: Case) -> bool:
    """Whether the words of a file have the campaign's number or site."""
    marks = case.campaign.marks if case.campaign else ()
    return any(
        letters_and_digits(mark) in reading_text(page)
        for page in case.reading.pages
        for mark in marks
    )
