"""Total area coverage (TAC) and graphics state: from the page content, without separations."""

from collections.abc import Iterator

from printshop.pdf.geometry import Extent
from printshop.preflight.measures import against
from printshop.preflight.reading.facts import PageReading
from printshop.preflight.rules import PRESS_FILE, Case, LogoState, Violation, rule
from printshop.shop.press import Press

ROUNDING = 0.5  # percent: 8-bit samples have steps of 0.4


@rule(
    "too-much-ink",
    "printing condition, 'limits'",
    "take a colour with less ink, or convert the picture to less",
    standards=PRESS_FILE,
    logo=LogoState.AFTER_CONVERSION,
)
def ink_in_limits(case: Case) -> Iterator[Violation]:
    """No flat colour, and no square of a picture, exceeds the TAC limit of the condition."""
    for number, page in case.pages():
        violations = list(_of_colours(page, case.press, number))
        yield from violations
        if not violations and any(i.inks is not None for i in page.images):
            yield from _of_pictures(page, case.press, number)


def _of_colours(page: PageReading, press: Press, number: int) -> Iterator[Violation]:
    limit = press.limits.ink
    for paint, use in page.paints.items():
        place = page.paint_boxes.get(paint)
        if place is not None and not page.inside(place):
            continue  # a colour bar
        if "All" not in paint.names and paint.total > limit + 0.01:
            ink, most = against(paint.total, limit, "%")
            message = f"{use} has {ink} of ink; the limit is {most}"
            yield Violation(message, number, place, ink, most)


def _of_pictures(page: PageReading, press: Press, number: int) -> Iterator[Violation]:
    # Imported here: few files hold pictures, and numpy takes longer to load than all rules to run.
    from printshop.preflight.checks.ink_map import SIDE, ink_map, most_ink

    limit = press.limits.ink
    if all(float(i.inks.max(initial=0)) <= limit for i in page.images if i.inks is not None):
        return  # no flat colour exceeds the limit either, so no square does
    ink, per_mm = ink_map(page)
    most, (x0, y0, x1, y1) = most_ink(ink, per_mm)
    if most > limit + ROUNDING:
        left, top = page.effective_bleed[0], page.effective_bleed[3]
        box = Extent(left + x0, top - y1, left + x1, top - y0)
        mean, allowed = against(most, limit, "%")
        message = f"{SIDE} × {SIDE} mm with a picture have {mean} of ink; the limit is {allowed}"
        yield Violation(message, number, box, mean, allowed)


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
