"""Type and lines: overprint, least sizes and widths, knock-outs, rich black (GWG 2022)."""

from collections.abc import Callable, Iterable, Iterator

from printshop.findings import Severity
from printshop.pdf.paint import Paint
from printshop.preflight.measures import against
from printshop.preflight.reading.facts import PageReading, Run, Stroke, ground
from printshop.preflight.rules import PRESS_FILE, Case, LogoState, Violation, rule
from printshop.shop.press import PressLimits

COUNTS = 0.1  # of an ink: with less of it in the background, no coloured edge is visible
LIGHTER = 0.6  # of the background's ink: type with less of it counts as knocked out
RICH = 0.85  # K from which text counts as black, or as much darkness of other inks
MANY = 3  # inks that small black type must not have
ROUNDING = 0.005  # pt


def visible_runs(page: PageReading) -> list[Run]:
    """The runs within the bleed that show anything; worked out once a page."""
    if "visible runs" not in page.cache:
        runs = [r for r in page.runs if r.text.strip() and page.inside(r.box)]
        page.cache["visible runs"] = runs
    return list(page.cache["visible runs"])


def smallest(runs: Iterable[Run], key: Callable[[Run], object]) -> dict[object, tuple[Run, int]]:
    """By key, the smallest of the runs with that key, and their number."""
    groups: dict[object, tuple[Run, int]] = {}
    for run in runs:
        other, count = groups.get(key(run), (run, 0))
        groups[key(run)] = (min(other, run, key=lambda r: r.size), count + 1)
    return groups


def quoted(run: Run, count: int) -> str:
    """A run's text for a message, and how many more of ``count`` runs are like it."""
    text = f"'{run.logical_text[:30]}'"
    return f"{text} and {count - 1} more like it" if count > 1 else text


@rule(
    "overprint-missing",
    "GWG 2022, 'overprint black'",
    "set black type and lines to overprint (OP true, OPM 1)",
    Severity.REVIEW,
    standards=PRESS_FILE,
)
def black_overprints(case: Case) -> Iterator[Violation]:
    """Small black type and thin black lines overprint: misregister would leave white edges."""
    limits = case.press.limits
    for number, page in case.pages():
        knocking_out = [
            r
            for r in visible_runs(page)
            if r.paint.is_black
            and r.size < limits.overprint_type - ROUNDING
            and not r.overprint.lets_through(r.paint)
        ]
        for run, count in smallest(knocking_out, lambda r: 0).values():
            size, limit = against(run.size, limits.overprint_type, "pt", 1)
            message = f"{quoted(run, count)} in black knocks out what is beneath at {size}"
            yield Violation(message, number, run.box, size, f"< {limit} overprints")
        thin = [
            s
            for s in page.strokes
            if s.paint.is_black
            and s.width < limits.overprint_line - ROUNDING
            and page.inside(s.box)
            and not s.overprint.lets_through(s.paint, stroke=True)
        ]
        if thin:
            line = min(thin, key=lambda s: s.width)
            width, limit = against(line.width, limits.overprint_line, "pt", 2)
            message = f"{_lines(thin)} in black, {width} wide, knock out what is beneath"
            yield Violation(message, number, line.box, width, f"< {limit} overprints")


def _lines(lines: list[Stroke]) -> str:
    """The number of lines, in words."""
    return f"{len(lines)} lines" if len(lines) > 1 else "a line"


@rule(
    "white-overprints",
    "GWG 2022, 'white overprint'",
    "set white to knock out",
    standards=PRESS_FILE,
    logo=LogoState.AFTER_CONVERSION,
)
def white_knocks_out(case: Case) -> Iterator[Violation]:
    """White does not overprint: nothing would be printed, and what lies beneath would show."""
    for number, page in case.pages():
        for run in visible_runs(page):
            if vanishes(run.paint, run.overprint.fill, run.overprint.mode):
                yield Violation(f"{quoted(run, 1)} is white and overprints", number, run.box)
        for fill in page.fills:
            on, mode = fill.overprint.fill, fill.overprint.mode
            if fill.paint and vanishes(fill.paint, on, mode) and page.inside(fill.box):
                yield Violation("a white area overprints", number, fill.box)
        for line in page.strokes:
            on, mode = line.overprint.stroke, line.overprint.mode
            if vanishes(line.paint, on, mode) and page.inside(line.box):
                yield Violation("a white line overprints", number, line.box)


def vanishes(paint: Paint, on: bool, mode: int) -> bool:
    """Whether white disappears when it overprints (ISO 32000-1, 8.6.7, table 148).

    Gray and, without OPM 1, CMYK cover what is beneath also when they overprint.
    """
    if not (on and paint.is_white):
        return False
    return paint.space in ("/Separation", "/DeviceN") or (
        paint.space == "/DeviceCMYK" and mode == 1
    )


@rule(
    "knocked-out-type",
    "printing condition, 'limits'",
    "set it larger, or on a background of fewer inks",
    Severity.REVIEW,
    standards=PRESS_FILE,
)
def knocked_out_type_is_large_enough(case: Case) -> Iterator[Violation]:
    """Small light type knocked out of many inks fills in where the plates misregister."""
    limit = case.press.limits.knocked_out
    for number, page in case.pages():
        groups: dict[tuple[Paint, float], list[Run]] = {}
        for run in visible_runs(page):
            if background := _knocked_out(case, page, run):
                groups.setdefault((background, round(run.size, 1)), []).append(run)
        for (background, _), runs in groups.items():
            run, count = runs[0], len(runs)
            inks = background.how_many(COUNTS)
            size, least = against(run.size, limit.size, "pt", 1)
            message = (
                f"{quoted(run, count)}, {size}, is knocked out of {inks} inks, "
                f"{background}; under {least} it fills in"
            )
            yield Violation(
                message,
                number,
                run.box,
                f"{size} in {inks} inks",
                f"{least} in {limit.inks} inks",
            )


def _knocked_out(case: Case, page: PageReading, run: Run) -> Paint | None:
    """The paint of many inks that a run is knocked out of, where the run is under the limit."""
    limit = case.press.limits.knocked_out
    if run.size >= limit.size - ROUNDING or run.paint.inks is None:
        return None
    if run.overprint.lets_through(run.paint) and not run.paint.is_white:
        return None
    glyph = next((g for g in run.glyphs if g.text.strip()), run.glyphs[0])
    background = ground(page, glyph.x + glyph.advance / 2, (run.box[1] + run.box[3]) / 2, run.order)
    if background is None or background.inks is None or background.how_many(COUNTS) < limit.inks:
        return None
    return background if run.paint.total < LIGHTER * background.total else None


@rule(
    "thin-type",
    "GWG 2022, 'text size'",
    "set it larger, or in one ink",
    Severity.REVIEW,
    standards=PRESS_FILE,
)
def thin_type(case: Case) -> Iterator[Violation]:
    """Small type that is white or in several inks loses its shape where plates misregister."""
    limit = case.press.limits.thin_type
    for number, page in case.pages():
        small = [
            r
            for r in visible_runs(page)
            if r.size < limit - ROUNDING
            and (r.paint.is_white or r.paint.how_many() > 1)
            and not _knocked_out(case, page, r)
            and not (case.ours is None and too_rich(r, case.press.limits))
            and not (r.paint.is_white and on_paper(page, r))
        ]
        for run, count in smallest(small, lambda r: (r.paint, round(r.size, 1))).values():
            what = "white" if run.paint.is_white else f"{run.paint.how_many()} inks"
            size, least = against(run.size, limit, "pt", 1)
            message = f"{quoted(run, count)} is {size} in {what}; the limit is {least}"
            yield Violation(message, number, run.box, size, least)


def on_paper(page: PageReading, run: Run) -> bool:
    """Whether a run lies on unprinted paper."""
    background = ground(page, run.glyphs[0].x, (run.box[1] + run.box[3]) / 2, run.order)
    return background is not None and background.is_white


@rule(
    "rich-black",
    "GWG 2022, 'black text' and 'rich black text'",
    "set it in black alone",
    Severity.REVIEW,
    standards=PRESS_FILE,
)
def black_not_too_rich(case: Case) -> Iterator[Violation]:
    """Black type with much of the other inks smears; small, it shows coloured edges."""
    limits = case.press.limits
    if case.ours is not None:
        return  # black-not-k-only asks more of our own files
    for number, page in case.pages():
        rich = [r for r in visible_runs(page) if too_rich(r, limits)]
        for run, count in smallest(rich, lambda r: r.paint).values():
            inks = run.paint.how_many()
            if run.paint.total > limits.rich_black + 0.01:
                total, limit = against(run.paint.total, limits.rich_black, "%")
                message = f"{quoted(run, count)} is black with {total} of ink; the limit is {limit}"
                yield Violation(message, number, run.box, total, limit)
            else:
                size, limit = f"{run.size:.1f} pt", f"{limits.black_type:g} pt"
                message = (
                    f"{quoted(run, count)}, {size}, is black in {inks} inks, {run.paint}; up to "
                    f"{limit} black type is to be in black alone"
                )
                yield Violation(message, number, run.box, f"{size} in {inks} inks", limit)


def too_rich(run: Run, limits: PressLimits) -> bool:
    """Whether type is black with much of the other inks, or small and in three inks or more.

    Type over the limit of any ink is another rule's.
    """
    paint = run.paint
    if not is_dark(paint) or paint.total > limits.ink + 0.01:
        return False
    small = run.size <= limits.black_type + ROUNDING
    return paint.total > limits.rich_black + 0.01 or (small and paint.how_many() >= MANY)


def is_dark(paint: Paint) -> bool:
    """Whether a colour in inks counts as black: no more than 15 % of red, green or blue is left."""
    if not paint.inks:
        return False
    *colours, black = paint.inks
    return max((1 - v) * (1 - black) for v in colours) <= 1 - RICH + 1e-9
