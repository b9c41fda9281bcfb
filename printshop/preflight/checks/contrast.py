"""Contrast: each glyph against what is really painted beneath it."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from printshop.colour.appearance import contrast, luminance, of_rgb
from printshop.findings import Severity
from printshop.pdf.geometry import Extent, union
from printshop.pdf.paint import Paint
from printshop.preflight.checks.text import on_the_head
from printshop.preflight.checks.type_and_lines import vanishes
from printshop.preflight.checks.type_lines import known_orders, marks_a_proof
from printshop.preflight.reading.beneath import (
    Areas,
    Cover,
    Ground,
    areas_of,
    beneath,
    cover,
    lets_through,
    painted_inks,
    possible_grounds,
)
from printshop.preflight.reading.facts import Fill, PageReading, Run
from printshop.preflight.reading.glyph_ink import GlyphInk, inks, run_area
from printshop.preflight.rules import Case, Violation, rule
from printshop.shop.job import Picture
from printshop.shop.units import MM

LEAST = 4.5  # WCAG 2.1, 1.4.3
LEAST_LARGE = 3.0  # the same, for large type
LARGE = 18.0  # pt: type from this size is large; bold type from 14 pt is taken as any other
SAMPLES = 16  # points of a glyph
SHARE = 0.25  # of a glyph's points: where fewer are too faint, it touches something instead
MARGIN = 0.4  # mm above and below a glyph, where a picture shows what it stands on
FAINTEST = 0.25  # of the pixels there, the faintest, tell its contrast
ROUNDING = 0.02
# Of the type size, how far ink reaches from the box of its run: above or below, where ASCII has no
# accents on capitals and no deep letters, and beside it.
CLOSE, CLOSE_ASCII, BESIDE = 0.35, 0.1, 0.12
SHADOW = 0.25  # of the type size, by which a shadow lies beside its type


class Faint(NamedTuple):
    """A glyph that is too faint: its run, its place, its contrast and what it stands on."""

    ink: GlyphInk
    ratio: float
    ground: Paint | None  # None: a picture, or covered by what is painted later


@rule(
    "low-contrast",
    "WCAG 2.1, 1.4.3",
    "take another colour for the type or for what lies beneath it, or move the type off the edge",
)
def type_stands_out(case: Case) -> Iterator[Violation]:
    """Type that is hardly lighter or darker than what it stands on cannot be read."""
    severity = None if case.ours else Severity.REVIEW
    for number, page in case.pages():
        groups: dict[tuple[Paint, Paint | None, bool], list[Faint]] = {}
        for run, of_run in groupby(faint_glyphs(case, number, page), lambda faint: faint.ink.run):
            if on_the_head(case, number, run):
                continue  # on-the-figure says so
            faints = list(of_run)
            worst = min(faints, key=lambda faint: faint.ratio)
            key = (run.paint, worst.ground, run.size >= LARGE)
            groups.setdefault(key, []).extend(faints)
        for (paint, ground, large), faints in groups.items():
            worst = min(faints, key=lambda faint: faint.ratio)
            limit = LEAST_LARGE if large else LEAST
            message = (
                f"{_quoted(faints)} a contrast of {worst.ratio:.2f} : 1 {_against(paint, ground)}"
            )
            yield Violation(
                f"{message}; the least is {limit:g} : 1{' for type from 18 pt' if large else ''}",
                number,
                union(faint.ink.box for faint in faints),
                f"{worst.ratio:.2f} : 1",
                f"{limit:g} : 1",
                severity,
            )


def _against(paint: Paint, ground: Paint | None) -> str:
    """The two colours, for a message."""
    if ground is None:
        return "with the picture beneath it"
    return "with a ground of its own colour" if paint == ground else f"with {ground} beneath it"


def _quoted(faints: list[Faint]) -> str:
    """The text of the first run of faint glyphs, how many of them are faint, how many runs more."""
    runs = dict.fromkeys(faint.ink.run for faint in faints)
    first = next(iter(runs))
    faint_letters, letters = sum(f.ink.run is first for f in faints), len(inks(first))
    text = f"'{first.logical_text[:60]}'"
    if faint_letters < letters:
        text = f"in {text} {faint_letters} of {letters} letters"
    if len(runs) == 1:
        return f"{text} {'has' if faint_letters == letters else 'have'}"
    return f"{text}, and {len(runs) - 1} more like it, have"


def faint_glyphs(case: Case, number: int, page: PageReading) -> list[Faint]:
    """The glyphs of a page that are too faint; worked out once for a page."""
    if "faint" not in page.cache:
        profile = case.reading.profile
        picture = case.pictures[number - 1] if number <= len(case.pictures) else None
        known = known_orders(case, number)
        areas = areas_of(page)
        shadows = _shadows(page.runs)
        page.cache["faint"] = [
            faint
            for run in page.runs
            if run.order not in known and run.order not in shadows
            if run.text.strip() and not marks_a_proof(run)
            for faint in _of_run(run, areas, profile, picture, page.size[1])
        ]
    faints: list[Faint] = page.cache["faint"]
    return faints


def _shadows(runs: list[Run]) -> set[int]:
    """The orders of runs that are shadows: the same text is painted later, a little beside."""
    shadows: set[int] = set()
    later: dict[str, list[Run]] = {}
    for run in reversed(runs):
        same, near = later.setdefault(run.text, []), SHADOW * run.size * MM
        x, y = run.glyphs[0].x, run.glyphs[0].y
        if any(abs(o.glyphs[0].x - x) < near > abs(o.glyphs[0].y - y) for o in same):
            shadows.add(run.order)
        same.append(run)
    return shadows


def _of_run(
    run: Run, areas: Areas, profile: bytes, picture: Picture | None, height: float
) -> Iterator[Faint]:
    """The glyphs of a run that are too faint."""
    if run.drawn is not None and not run.drawn.opaque:
        return  # how much shines through is not known
    if vanishes(run.paint, run.overprint.fill, run.overprint.mode):
        return  # white-overprints says so
    least = (LEAST_LARGE if run.size >= LARGE else LEAST) - ROUNDING
    around = run_area(run)
    near = [f for f in areas.near(around) if f.order < run.order]
    if _stands_out_anywhere(run, possible_grounds(near, around), profile, least):
        return
    close = _close(run)  # most end here, before any font is opened
    if _stands_out_anywhere(run, possible_grounds(near, close), profile, least):
        return
    glyphs = [ink for ink in inks(run) if _visible(ink)]
    box = union(ink.box for ink in glyphs) if glyphs else around
    near = [f for f in near if cover(f, box) is not Cover.NOTHING]
    if _stands_out_anywhere(run, possible_grounds(near, box), profile, least):
        return
    for ink in glyphs:
        here = [f for f in near if cover(f, ink.box) is not Cover.NOTHING]
        if _stands_out_anywhere(run, possible_grounds(here, ink.box), profile, least):
            continue
        ground = _ground_of(here, ink.box)
        seen = [ground] if ground else [areas.at(x, y, run.order) for x, y in ink.samples(SAMPLES)]
        grounds = [(_ratio(run, g, profile), g) for g in seen]
        if any(g.paint is None for _, g in grounds):
            ratio = _on_picture(ink, profile, picture, height)
            if ratio is not None and ratio < least:
                yield Faint(ink, ratio, None)
            continue
        low = [(ratio, g.paint) for ratio, g in grounds if ratio is not None and ratio < least]
        if len(low) >= SHARE * len(grounds) and low:
            worst = min(low, key=lambda pair: pair[0])
            yield Faint(ink, *worst)


def _close(run: Run) -> Extent:
    """A box that holds a run's ink, not much larger than that."""
    em = run.size * MM
    if run.direction != (1.0, 0.0):
        return run.box.grown(CLOSE * em)
    x0, y0, x1, y1 = run.box
    beyond = (CLOSE_ASCII if run.text.isascii() else CLOSE) * em
    return Extent(x0 - BESIDE * em, y0 - beyond, x1 + BESIDE * em, y1 + beyond)


def _visible(ink: GlyphInk) -> bool:
    """Whether any of a glyph lies within the clipping path, and on the page."""
    clip = ink.run.drawn.clip.box if ink.run.drawn else ink.box
    return clip[0] < ink.box[2] and clip[2] > ink.box[0] and clip[1] < ink.box[3] > clip[1]


def _ground_of(near: list[Fill], box: Extent) -> Ground | None:
    """What a whole box stands on, of the areas near it; None where that changes within it."""
    covering: list[Fill] = []
    for fill in reversed(near):
        part = cover(fill, box)
        if part is Cover.NOTHING:
            continue
        if part is Cover.PART:
            return None
        covering.insert(0, fill)
        if fill.paint is None or not fill.opaque or not lets_through(fill):
            break
    return beneath(covering)


def _stands_out_anywhere(run: Run, grounds: list[Ground], profile: bytes, least: float) -> bool:
    """Whether a run is readable on each of some grounds."""
    ratios = [_ratio(run, ground, profile) for ground in dict.fromkeys(grounds)]
    return all(ratio is not None and ratio >= least for ratio in ratios)


def _ratio(run: Run, ground: Ground, profile: bytes) -> float | None:
    """The contrast of a run on a ground; None where one of the two is not known."""
    if ground.paint is None:
        return None
    outline = run.drawn.outline if run.drawn else None
    around = _between(outline, ground.paint, profile) if outline else None
    own = _between(printed(run, ground.paint), ground.paint, profile)
    return max(own, around) if own is not None and around is not None else own


def _between(paint: Paint, ground: Paint, profile: bytes) -> float | None:
    """The contrast of two colours; None where one of them is not known."""
    if paint == ground:
        return 1.0
    type_luminance = luminance(paint, profile)
    ground_luminance = luminance(ground, profile)
    if type_luminance is None or ground_luminance is None:
        return None
    return contrast(type_luminance, ground_luminance)


def printed(run: Run, ground: Paint) -> Paint:
    """What a run looks like on a ground: where it overprints, the ground's inks are added."""
    own = painted_inks(run.paint, run.overprint)
    if own is None or None not in own or ground.inks is None:
        return run.paint
    inks_together = tuple(
        beneath_it if ink is None else ink for ink, beneath_it in zip(own, ground.inks, strict=True)
    )
    return Paint("/DeviceCMYK", inks_together)


def _on_picture(
    ink: GlyphInk, profile: bytes, picture: Picture | None, height: float
) -> float | None:
    """The contrast of a glyph with the pixels just above and below it; None without a picture."""
    own = luminance(ink.run.paint, profile)
    if picture is None or own is None:
        return None
    x0, y0, x1, y1 = ink.box
    rows = (height - y1 - MARGIN, height - y0 + MARGIN)
    image, per_mm = picture.image, picture.per_mm
    left, right = max(int(x0 * per_mm), 0), min(int(x1 * per_mm) + 1, image.width)
    ratios = []
    for row in (int(y * per_mm) for y in rows):
        if 0 <= row < image.height and left < right:
            strip = image.crop((left, row, right, row + 1)).convert("RGB")
            pixels = zip(*[iter(strip.tobytes())] * 3, strict=True)
            ratios += [contrast(own, of_rgb(r / 255, g / 255, b / 255)) for r, g, b in pixels]
    return sorted(ratios)[int(FAINTEST * len(ratios))] if ratios else None
