"""Type and lines on the plates: overprint, thinness, knock-outs, rich black."""

from collections.abc import Callable, Iterable, Iterator

from printshop.findings import Severity
from printshop.pdf.paint import Paint
from printshop.preflight.reading.facts import Line, PageReading, Run, ground
from printshop.preflight.rules import PRESS_FILE, Case, LogoState, Told, rule

COUNTS = 0.1  # of an ink: under it, a ground's ink leaves no edge that the eye sees
LIGHTER = 0.6  # of the ground's ink: type with less than so much is knocked out of it
RICH = 0.85  # K from which text counts as black
ROUNDING = 0.005  # pt


def letters(page: PageReading) -> list[Run]:
    """The runs with something to see, inside the bleed."""
    if "letters" not in page.known:
        seen = [r for r in page.runs if r.text.strip() and page.inside(r.box)]
        page.known["letters"] = seen
    return list(page.known["letters"])


def worst(runs: Iterable[Run], key: Callable[[Run], object]) -> dict[object, tuple[Run, int]]:
    """Of runs that are alike by a key the smallest, and how many they are."""
    found: dict[object, tuple[Run, int]] = {}
    for run in runs:
        other, many = found.get(key(run), (run, 0))
        found[key(run)] = (min(other, run, key=lambda r: r.size), many + 1)
    return found


def quoted(run: Run, many: int) -> str:
    """How a run is named, and how many others are meant."""
    said = f"'{run.said[:30]}'"
    return f"{said} and {many - 1} more like it" if many > 1 else said


@rule(
    "overprint-missing",
    "GWG 2022, 'overprint black'",
    "set black type and lines to overprint (OP true, OPM 1)",
    Severity.REVIEW,
    standards=PRESS_FILE,
)
def black_overprints(case: Case) -> Iterator[Told]:
    """Small black type and thin black lines overprint: else a white rim shows beside them."""
    limits = case.press.limits
    for number, page in case.pages():
        bare = [
            r
            for r in letters(page)
            if r.paint.is_black
            and r.size < limits.overprint_type - ROUNDING
            and not r.overprint.lets_through(r.paint)
        ]
        for run, many in worst(bare, lambda r: 0).values():
            limit = f"{limits.overprint_type:g} pt"
            said = f"{quoted(run, many)} in black knocks out what is beneath at {run.size:.1f} pt"
            yield Told(said, number, run.box, f"{run.size:.1f} pt", f"< {limit} overprints")
        thin = [
            s
            for s in page.lines
            if s.paint.is_black
            and s.width < limits.overprint_line - ROUNDING
            and page.inside(s.box)
            and not s.overprint.lets_through(s.paint, stroke=True)
        ]
        if thin:
            line = min(thin, key=lambda s: s.width)
            said = f"{_lines(thin)} in black, {line.width:.2f} pt wide, knock out what is beneath"
            limit = f"< {limits.overprint_line:g} pt overprints"
            yield Told(said, number, line.box, f"{line.width:.2f} pt", limit)


def _lines(lines: list[Line]) -> str:
    return f"{len(lines)} lines" if len(lines) > 1 else "a line"


@rule(
    "white-overprints",
    "GWG 2022, 'white overprint'",
    "set white to knock out",
    standards=PRESS_FILE,
    logo=LogoState.IN_INKS,
)
def white_knocks_out(case: Case) -> Iterator[Told]:
    """White that overprints is not there: nothing is printed, and what lies beneath stays."""
    for number, page in case.pages():
        for run in letters(page):
            if _vanishes(run.paint, run.overprint.fill, run.overprint.mode):
                yield Told(f"{quoted(run, 1)} is white and overprints", number, run.box)
        for fill in page.fills:
            on, mode = fill.overprint.fill, fill.overprint.mode
            if fill.paint and _vanishes(fill.paint, on, mode) and page.inside(fill.box):
                yield Told("a white area overprints", number, fill.box)
        for line in page.lines:
            if _vanishes(line.paint, line.overprint.stroke, line.overprint.mode):
                yield Told("a white line overprints", number, line.box)


def _vanishes(paint: Paint, on: bool, mode: int) -> bool:
    """Gray and, without OPM 1, CMYK cover what is beneath also when they overprint (table 148)."""
    if not (on and paint.is_white):
        return False
    return paint.space in ("/Separation", "/DeviceN") or (
        paint.space == "/DeviceCMYK" and mode == 1
    )


@rule(
    "knocked-out-type",
    "printing condition, 'limits'",
    "set it larger, or on a ground of fewer inks",
    Severity.REVIEW,
    standards=PRESS_FILE,
)
def not_too_small_in_the_ground(case: Case) -> Iterator[Told]:
    """Small light type in a ground of many inks fills in where the plates do not meet."""
    limit = case.press.limits.knocked_out
    for number, page in case.pages():
        found: dict[tuple[Paint, float], list[Run]] = {}
        for run in letters(page):
            if under := _knocked_out(case, page, run):
                found.setdefault((under, round(run.size, 1)), []).append(run)
        for (under, _), runs in found.items():
            run, many = runs[0], len(runs)
            inks = under.how_many(COUNTS)
            said = (
                f"{quoted(run, many)}, {run.size:.1f} pt, is knocked out of {inks} inks, {under};"
                f" under {limit.size:g} pt it fills in"
            )
            yield Told(
                said,
                number,
                run.box,
                f"{run.size:.1f} pt in {inks} inks",
                f"{limit.size:g} pt in {limit.inks} inks",
            )


def _knocked_out(case: Case, page: PageReading, run: Run) -> Paint | None:
    """The ground of many inks that a run is too small for."""
    limit = case.press.limits.knocked_out
    if run.size >= limit.size - ROUNDING or run.paint.inks is None:
        return None
    if run.overprint.lets_through(run.paint) and not run.paint.is_white:
        return None
    glyph = next((g for g in run.glyphs if g.text.strip()), run.glyphs[0])
    under = ground(page, glyph.x + glyph.advance / 2, (run.box[1] + run.box[3]) / 2, run.order)
    if under is None or under.inks is None or under.how_many(COUNTS) < limit.inks:
        return None
    return under if run.paint.total < LIGHTER * under.total else None


@rule(
    "thin-type",
    "GWG 2022, 'text size'",
    "set it larger, or in one ink",
    Severity.REVIEW,
    standards=PRESS_FILE,
)
def thin_type(case: Case) -> Iterator[Told]:
    """Small type that is white or in several inks loses its shape where the plates do not meet."""
    limit = case.press.limits.thin_type
    for number, page in case.pages():
        thin = [
            r
            for r in letters(page)
            if r.size < limit - ROUNDING
            and (r.paint.is_white or r.paint.how_many() > 1)
            and not _knocked_out(case, page, r)
            and not (r.paint.is_white and _on_paper(page, r))
        ]
        for run, many in worst(thin, lambda r: (r.paint, round(r.size, 1))).values():
            what = "white" if run.paint.is_white else f"{run.paint.how_many()} inks"
            said = f"{quoted(run, many)} is {run.size:.1f} pt in {what}; the limit is {limit:g} pt"
            yield Told(said, number, run.box, f"{run.size:.1f} pt", f"{limit:g} pt")


def _on_paper(page: PageReading, run: Run) -> bool:
    under = ground(page, run.glyphs[0].x, (run.box[1] + run.box[3]) / 2, run.order)
    return under is not None and under.is_white


@rule(
    "thin-line", "GWG 2022, 'line width'", "draw it wider, or in one ink", Severity.REVIEW,
    standards=PRESS_FILE,
)  # fmt: skip
def thin_lines(case: Case) -> Iterator[Told]:
    """A thin line that is white or in several inks breaks up; one of no width may vanish."""
    limit = case.press.limits.thin_line
    for number, page in case.pages():
        thin = [
            s
            for s in page.lines
            if page.inside(s.box)
            and "All" not in s.paint.names
            and s.width < limit - ROUNDING
            and (s.width <= 0 or s.paint.is_white or s.paint.how_many() > 1)
        ]
        if thin:
            line = min(thin, key=lambda s: s.width)
            said = f"{_lines(thin)}, {line.width:.2f} pt wide; the limit is {limit:g} pt"
            yield Told(said, number, line.box, f"{line.width:.2f} pt", f"{limit:g} pt")


@rule(
    "rich-black",
    "GWG 2022, 'rich black text'",
    "set it in black alone",
    Severity.REVIEW,
    standards=PRESS_FILE,
)
def black_not_too_rich(case: Case) -> Iterator[Told]:
    """Black type with much other ink smears and shows coloured edges."""
    limit = case.press.limits.rich_black
    if case.wanted is not None:
        return  # of our own files we ask more: black is K alone
    for number, page in case.pages():
        rich = [
            r
            for r in letters(page)
            if r.paint.inks
            and r.paint.inks[3] >= RICH
            and limit + 0.01 < r.paint.total <= case.press.limits.ink + 0.01  # more is told of
        ]
        for run, many in worst(rich, lambda r: r.paint).values():
            total = f"{run.paint.total:.0f} %"
            said = f"{quoted(run, many)} is black with {total} of ink; the limit is {limit:g} %"
            yield Told(said, number, run.box, total, f"{limit:g} %")
