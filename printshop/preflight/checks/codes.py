"""QR codes: decoded from the page picture, measured in the page content (ISO/IEC 18004)."""

from collections.abc import Iterator

from printshop.pdf.geometry import Extent, overlap, touch
from printshop.pdf.paint import Paint
from printshop.preflight.reading.facts import PageReading, ground, topmost
from printshop.preflight.rules import OUR_FAULT, PRESS_FILE, Case, Violation, rule
from printshop.preflight.scan import ScannedCode

MODULE = 0.4  # mm: the least that a phone's camera and a press tell apart
QUIET = 4  # modules: width of the quiet zone around the symbol (ISO/IEC 18004, 6.3.8)
SIDES = ((420, 50), (200, 25), (0, 16))  # longer edge of the trim from, least side of a code; mm


@rule("code-unreadable", "ISO/IEC 18004; print: decoded from the rendered page", OUR_FAULT, own=True, apart=True)  # fmt: skip  # noqa: E501
def codes_decode(case: Case) -> Iterator[Violation]:
    """Each code that the layout places decodes from the rendered page and leads where it should."""
    job = case.expected.file.job
    layout, address = job.layout, job.shop.campaign.code_address
    sheet = case.press.standard == "sheet"  # a sheet holds a piece several times
    for number, codes in enumerate(case.codes, 1):
        side = case.side(number)
        if side and "codes" in layout.pages[side].discreet:
            continue  # no code at all is allowed there: outside-tells reports it
        required = layout.pages[side].codes if side else 0
        for code in codes:
            if code.text != address:
                yield Violation(f"a code leads to '{code.text}', not to '{address}'", number)
        count = len(codes)
        if count != required and not (sheet and required and count and count % required == 0):
            message = f"{count} codes can be read where {required} are placed"
            yield Violation(message, number, None, str(count), str(required))


def placed(case: Case) -> Iterator[tuple[int, PageReading, ScannedCode, Extent, bool]]:
    """Each code with its page and its box in mm from the trim's lower left corner.

    Last comes whether the box is exact: that of the path, where the code is drawn as one path. Any
    other code is measured in the picture. Codes whose number of modules is unknown are left out.
    """
    for number, codes in enumerate(case.codes, 1):
        if number > len(case.reading.pages):
            return
        page = case.reading.pages[number - 1]
        per_mm = case.pictures[number - 1].per_mm
        for code in codes:
            if not code.modules:
                continue
            x, y, half = code.middle[0], page.size[1] - code.middle[1], code.side / 2
            box = Extent(x - half, y - half, x + half, y + half)
            slack = 2.5 / per_mm
            paths = [
                f.box
                for f in page.fills
                if max(abs(a - b) for a, b in zip(f.box, box, strict=True)) < slack
                and len(f.shape.steps) > code.modules
            ]
            yield number, page, code, paths[0] if paths else box, bool(paths)


@rule("code-too-small", "print: module ≥ 0.4 mm; side by the size of the piece", "make the code larger", apart=True)  # fmt: skip  # noqa: E501
def codes_large_enough(case: Case) -> Iterator[Violation]:
    """A code is scanned at arm's length from a card, and from a distance on a poster."""
    for number, page, code, box, exact in placed(case):
        slack = 0.02 if exact else 1.5 / case.pictures[number - 1].per_mm
        side = box[2] - box[0]
        module = side / code.modules
        if (side + slack) / code.modules < MODULE:
            message = f"the code's modules are {module:.2f} mm; {MODULE:g} mm is the least"
            yield Violation(
                message, number, box, f"{module:.2f} mm a module", f"{MODULE:g} mm a module"
            )
            continue
        least = _least(case) or next(s for edge, s in SIDES if max(page.size) >= edge)
        if case.press.standard != "sheet" and side + slack < least:
            message = f"the code is {side:.1f} mm wide; {least:g} mm is the least on this size"
            yield Violation(message, number, box, f"{side:.1f} mm", f"{least:g} mm")


def _least(case: Case) -> float:
    """The least side of a code in mm that our layout gives for this size; 0 where it gives none."""
    return case.expected.file.job.floors(case.expected.file.size).code if case.ours else 0.0


@rule(
    "code-crowded",
    "ISO/IEC 18004, 6.3.8",
    "keep four modules of white around the code",
    apart=True,
)
def codes_stand_free(case: Case) -> Iterator[Violation]:
    """A code has a quiet zone of four modules: without it scanners do not find the code."""
    for number, page, code, box, exact in placed(case):
        module = (box[2] - box[0]) / code.modules
        if exact and code.upright and _tinted(page, box, module):
            continue  # on a tint, or reversed: code-colour reports it
        zone = box.grown(QUIET * module - 0.3)
        near = [r.box for r in page.runs if r.text.strip() and overlap(r.box, zone)]
        around = box.grown(QUIET * module)
        fills = [fill for fill in page.fills if touch(fill.box, around)]
        end = page_end(page)
        for x, y in _ring(box, module):
            under = topmost(fills, x, y, end)
            if under is not None and under.inks is not None and not under.is_white:
                near.append(Extent(x, y, x, y))
                break
        if near:
            want = f"{QUIET * module:.1f} mm"
            yield Violation(f"less than {want} of white lie around the code", number, box, "", want)


def page_end(page: PageReading) -> int:
    """A painting order above everything on a page."""
    return max((f.order for f in page.fills), default=0) + 1


def _ring(box: Extent, module: float) -> Iterator[tuple[float, float]]:
    """Points in mm in the quiet zone: in the middle of each row of modules, on all four sides.

    None at the corners, which may be rounded.
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
def codes_black_on_white(case: Case) -> Iterator[Violation]:
    """A code is K only on unprinted paper: one plate, no tint, not reversed."""
    for number, page, code, box, exact in placed(case):
        if not (exact and code.upright):
            continue
        module = (box[2] - box[0]) / code.modules
        dark = ground(page, *_eye(box, module), page_end(page))
        light = _light(page, box, module)
        if dark is not None and dark.inks is not None and not dark.is_black:
            yield Violation(f"the code is painted in {dark}", number, box, str(dark), "0 0 0 100")
        elif light is not None and light.inks is not None and not light.is_white:
            yield Violation(f"the code stands on {light}", number, box, str(light), "0 0 0 0")


def _eye(box: Extent, module: float) -> tuple[float, float]:
    """The middle of the upper left finder pattern, which is dark (ISO/IEC 18004, 6.3.3)."""
    return box[0] + 3.5 * module, box[3] - 3.5 * module


def _light(page: PageReading, box: Extent, module: float) -> Paint | None:
    """The paint of the light ring within that finder pattern, or none if not known."""
    x, y = _eye(box, module)
    return ground(page, x - 2 * module, y, page_end(page))


def _tinted(page: PageReading, box: Extent, module: float) -> bool:
    """Whether the light modules of a code are printed with ink."""
    light = _light(page, box, module)
    return light is not None and light.inks is not None and not light.is_white
