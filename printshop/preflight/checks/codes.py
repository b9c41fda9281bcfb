"""Codes, as the eye and the scanner meet them: on the rendered page, and in the drawing of it."""

from collections.abc import Iterator

from printshop.pdf.geometry import Extent, overlap, touch
from printshop.pdf.paint import Paint
from printshop.preflight.reading.facts import PageReading, ground, topmost
from printshop.preflight.rules import OUR_FAULT, PRESS_FILE, Case, Told, rule
from printshop.preflight.scan import Code

MODULE = 0.4  # mm: the least that a phone's camera and a press tell apart
QUIET = 4  # modules of white around the symbol (ISO/IEC 18004, 6.3.8)
SIDES = ((420, 50), (200, 25), (0, 16))  # longer edge of the trim from, least side of a code; mm


@rule("code-unreadable", "ISO/IEC 18004; print: decoded from the rendered page", OUR_FAULT, own=True, apart=True)  # fmt: skip  # noqa: E501
def codes_decode(case: Case) -> Iterator[Told]:
    """Each code that the layout places decodes from the rendered page and leads where it should."""
    layout, address = case.own.file.job.layout, case.own.file.job.shop.campaign.code_address
    sheet = case.press.standard == "sheet"  # a sheet holds a piece several times
    for number, found in enumerate(case.codes, 1):
        name = case.face(number)
        if name and layout.pages[name].discreet:
            continue  # it says nothing at all: another rule looks
        wanted = layout.pages[name].codes if name else 0
        for code in found:
            if code.text != address:
                yield Told(f"a code leads to '{code.text}', not to '{address}'", number)
        got = len(found)
        if got != wanted and not (sheet and wanted and got and got % wanted == 0):
            said = f"{got} codes can be read where {wanted} are placed"
            yield Told(said, number, None, str(got), str(wanted))


def placed(case: Case) -> Iterator[tuple[int, PageReading, Code, Extent, bool]]:
    """Each code with its page and box in mm; whether the box is that of the drawing, so exact.

    A code drawn as one path is measured by the path, any other by the picture.
    """
    for number, found in enumerate(case.codes, 1):
        if number > len(case.reading.pages):
            return
        page = case.reading.pages[number - 1]
        per_mm = case.pictures[number - 1].per_mm
        for code in found:
            if not code.modules:
                continue
            x, y, half = code.middle[0], page.size[1] - code.middle[1], code.side / 2
            box = Extent(x - half, y - half, x + half, y + half)
            slack = 2.5 / per_mm
            drawn = [
                f.box
                for f in page.fills
                if max(abs(a - b) for a, b in zip(f.box, box, strict=True)) < slack
                and len(f.shape.steps) > code.modules
            ]
            yield number, page, code, drawn[0] if drawn else box, bool(drawn)


@rule("code-too-small", "print: module ≥ 0.4 mm; side by the size of the piece", "make the code larger", apart=True)  # fmt: skip  # noqa: E501
def codes_large_enough(case: Case) -> Iterator[Told]:
    """A code is read at arm's length from a card, and from some way off on a poster."""
    for number, page, code, box, exact in placed(case):
        slack = 0.02 if exact else 1.5 / case.pictures[number - 1].per_mm
        side = box[2] - box[0]
        module = side / code.modules
        if (side + slack) / code.modules < MODULE:
            said = f"the code's modules are {module:.2f} mm; {MODULE:g} mm is the least"
            yield Told(said, number, box, f"{module:.2f} mm a module", f"{MODULE:g} mm a module")
            continue
        least = next(s for edge, s in SIDES if max(page.size) >= edge)
        if case.press.standard != "sheet" and side + slack < least:
            said = f"the code is {side:.1f} mm wide; {least} mm is the least on this size"
            yield Told(said, number, box, f"{side:.1f} mm", f"{least} mm")


@rule(
    "code-crowded",
    "ISO/IEC 18004, 6.3.8",
    "keep four modules of white around the code",
    apart=True,
)
def codes_stand_free(case: Case) -> Iterator[Told]:
    """Four modules of white lie around a code: without them scanners do not find it."""
    for number, page, code, box, exact in placed(case):
        module = (box[2] - box[0]) / code.modules
        if exact and code.upright and _tinted(page, box, module):
            continue  # on a tint, or reversed: the next rule tells
        zone = _grown(box, QUIET * module - 0.3)
        near = [r.box for r in page.runs if r.text.strip() and overlap(r.box, zone)]
        around = _grown(box, QUIET * module)
        fills = [fill for fill in page.fills if touch(fill.box, around)]
        end = page_end(page)
        for x, y in _ring(box, module):
            under = topmost(fills, x, y, end)
            if under is not None and under.inks is not None and not under.is_white:
                near.append(Extent(x, y, x, y))
                break
        if near:
            want = f"{QUIET * module:.1f} mm"
            yield Told(f"less than {want} of white lie around the code", number, box, "", want)


def page_end(page: PageReading) -> int:
    """An order after all that is painted on a page."""
    return max((f.order for f in page.fills), default=0) + 1


def _grown(box: Extent, by: float) -> Extent:
    return Extent(box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def _ring(box: Extent, module: float) -> Iterator[tuple[float, float]]:
    """Points beside the symbol: in the middle of each row of its quiet zone, on all four sides.

    None at the corners, which a white field may have round.
    """
    x0, y0, x1, y1 = box
    for row in range(1, QUIET + 1):
        off = (row - 0.5) * module
        for step in range(17):
            x, y = x0 + (x1 - x0) * step / 16, y0 + (y1 - y0) * step / 16
            yield from ((x, y0 - off), (x, y1 + off), (x0 - off, y), (x1 + off, y))


@rule(
    "code-colour", "print: K 100 % on paper white, never reversed", "print it in black on white",
    standards=PRESS_FILE, apart=True,
)  # fmt: skip
def codes_black_on_white(case: Case) -> Iterator[Told]:
    """A code is black alone on bare paper: one plate, no tint, not reversed."""
    for number, page, code, box, exact in placed(case):
        if not (exact and code.upright):
            continue
        module = (box[2] - box[0]) / code.modules
        dark = ground(page, *_eye(box, module), page_end(page))
        light = _light(page, box, module)
        if dark is not None and dark.inks is not None and not dark.is_black:
            yield Told(f"the code is painted in {dark}", number, box, str(dark), "0 0 0 100")
        elif light is not None and light.inks is not None and not light.is_white:
            yield Told(f"the code stands on {light}", number, box, str(light), "0 0 0 0")


def _eye(box: Extent, module: float) -> tuple[float, float]:
    """The middle of the upper left eye, which is dark."""
    return box[0] + 3.5 * module, box[3] - 3.5 * module


def _light(page: PageReading, box: Extent, module: float) -> Paint | None:
    """The paint of the ring around that eye, which is light."""
    x, y = _eye(box, module)
    return ground(page, x - 2 * module, y, page_end(page))


def _tinted(page: PageReading, box: Extent, module: float) -> bool:
    light = _light(page, box, module)
    return light is not None and light.inks is not None and not light.is_white
