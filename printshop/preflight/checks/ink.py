"""Ink: never more of it than the paper dries; by the content, without making plates."""

from collections.abc import Iterator

from printshop.pdf.geometry import Extent
from printshop.preflight.reading.facts import PageReading
from printshop.preflight.rules import PRESS_FILE, Case, LogoState, Told, rule
from printshop.shop.press import Press

ROUNDING = 0.5  # percent: a picture has steps of 0.4


@rule(
    "too-much-ink",
    "printing condition, 'limits'",
    "take a colour with less ink, or convert the picture to less",
    standards=PRESS_FILE,
    logo=LogoState.IN_INKS,
)
def ink_in_limits(case: Case) -> Iterator[Told]:
    """No flat colour, and no square of a picture, has more ink than the paper dries."""
    for number, page in case.pages():
        flat = list(_flat(page, case.press, number))
        yield from flat
        if not flat and any(i.inks is not None for i in page.images):
            yield from _of_pictures(page, case.press, number)


def _flat(page: PageReading, press: Press, number: int) -> Iterator[Told]:
    limit = press.limits.ink
    for paint, use in page.paints.items():
        if "All" not in paint.names and paint.total > limit + 0.01:
            said = f"{use} has {paint.total:.0f} % of ink; the limit is {limit:g} %"
            place = page.places.get(paint)
            yield Told(said, number, place, f"{paint.total:.0f} %", f"{limit:g} %")


def _of_pictures(page: PageReading, press: Press, number: int) -> Iterator[Told]:
    # Here: few files hold pictures, and numpy takes longer to load than all the questions to ask.
    from printshop.preflight.checks.ink_map import SIDE, ink_map, most_ink

    limit = press.limits.ink
    if all(float(i.inks.max(initial=0)) <= limit for i in page.images if i.inks is not None):
        return  # no flat colour has more, either: so no square has
    ink, per_mm = ink_map(page)
    most, (x0, y0, x1, y1) = most_ink(ink, per_mm)
    if most > limit + ROUNDING:
        left, top = page.bleeds[0], page.bleeds[3]
        box = Extent(left + x0, top - y1, left + x1, top - y0)
        said = (
            f"{SIDE} × {SIDE} mm with a picture have {most:.0f} % of ink; the limit is {limit:g} %"
        )
        yield Told(said, number, box, f"{most:.0f} %", f"{limit:g} %")


@rule(
    "transfer-function",
    "ISO 15930-7, 6.2.6",
    "take it out of the graphics state",
    standards=PRESS_FILE,
    logo=LogoState.IN_INKS,
)
def no_effects(case: Case) -> Iterator[Told]:
    """Transfer functions and halftones of a file overrule those of the press."""
    for number, page in case.pages():
        for effect in sorted(page.effects):
            yield Told(f"a graphics state sets {effect}", number)
