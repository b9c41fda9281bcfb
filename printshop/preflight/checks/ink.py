"""Total area coverage (TAC), of colours and on the plates, and the graphics state."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from printshop.findings import Severity
from printshop.pdf.objects import MALFORMED
from printshop.preflight.checks.ink_bound import may_add_up
from printshop.preflight.checks.within_bleed import painted_inside
from printshop.preflight.measures import against
from printshop.preflight.reading.facts import PageReading
from printshop.preflight.rules import PRESS_FILE, Case, LogoState, Violation, rule
from printshop.shop.press import Press

if TYPE_CHECKING:
    from printshop.proofing.separations.separate import Separations

NOT_SPLIT = ("a picture that cannot be split", "a gradient that cannot be split")


@rule(
    "too-much-ink",
    "printing condition, 'limits'",
    "take a colour with less ink, or convert the picture to less",
    standards=PRESS_FILE,
    logo=LogoState.AFTER_CONVERSION,
)
def ink_in_limits(case: Case) -> Iterator[Violation]:
    """No flat colour, and no 15 × 15 mm of the plates, exceeds the TAC limit of the condition."""
    for number, page in case.pages():
        violations = list(_of_colours(page, case.press, number))
        yield from violations
        if case.source is not None and may_add_up(page, case.press.limits.ink):
            known = [paint.total for paint in painted_inside(page)] if violations else []
            yield from _of_plates(case, page, number, max(known, default=0.0))


def _of_colours(page: PageReading, press: Press, number: int) -> Iterator[Violation]:
    limit = press.limits.ink
    for paint, (use, place) in painted_inside(page).items():
        if "All" not in paint.names and paint.total > limit + 0.01:
            ink, most = against(paint.total, limit, "%")
            message = f"{use} has {ink} of ink; the limit is {most}"
            yield Violation(message, number, place, ink, most)


def _of_plates(case: Case, page: PageReading, number: int, known: float) -> Iterator[Violation]:
    """What adds up on the plates; ``known`` is the most ink of a colour that was told already."""
    # Imported here: few files need plates, and numpy takes a while to load.
    from printshop.preflight.checks.ink_plates import ROUNDING, over_limit

    limit = case.press.limits.ink
    plates = _plates(case, page, number)
    most = over_limit(page, plates, limit) if plates is not None else None
    if most is not None and most.ink > known + ROUNDING:
        inks = " ".join(f"{v:.0f}" for v in most.inks)
        measure, allowed = against(most.ink, limit, "%")
        message = (
            f"{most.side} × {most.side} mm have {measure} of ink (C M Y K: {inks}), added up on "
            f"the plates; the limit is {allowed}"
        )
        yield Violation(message, number, most.box, measure, allowed)


def _plates(case: Case, page: PageReading, number: int) -> "Separations | None":
    """The plates of a page, made once; None where they cannot be made."""
    if "plates" not in page.cache:
        # Imported here: the rasteriser, too, takes longer to load than all rules to run.
        from printshop.preflight.checks.ink_plates import resolution
        from printshop.proofing.separations.separate import separate_page

        assert case.source is not None
        try:
            made = separate_page(case.source, number, resolution(page))
        except (*MALFORMED, RuntimeError):  # RuntimeError: the rasteriser's
            made = None
        page.cache["plates"] = made
    found: Separations | None = page.cache["plates"]
    return found


@rule(
    "not-measured",
    "printing condition, 'limits'",
    "look at it in the separations preview of a PDF program, or export it in plain CMYK",
    Severity.REVIEW,
    standards=PRESS_FILE,
)
def ink_is_measured(case: Case) -> Iterator[Violation]:
    """Where the inks of a page may add up and cannot be worked out, a person has to look."""
    for number, page in case.pages():
        if case.source is None or page.unreadable or page.missing:  # those say it
            continue
        if not may_add_up(page, case.press.limits.ink):
            continue
        plates = _plates(case, page, number)
        if plates is None:
            yield Violation("the ink of the page is not measured: it has no plates", number)
            continue
        for part in plates.estimated:
            if part in NOT_SPLIT or part.startswith("unknown"):
                yield Violation(f"the ink of {part} is not measured", number)


@rule(
    "transfer-function",
    "ISO 15930-7, 6.2.6",
    "take it out of the graphics state",
    standards=PRESS_FILE,
    logo=LogoState.AFTER_CONVERSION,
)
def no_effects(case: Case) -> Iterator[Violation]:
    """Transfer functions and halftones of a file override those of the RIP."""
    for number, page in case.pages():
        for effect in sorted(page.device_parameters):
            yield Violation(f"a graphics state sets {effect}", number)
