"""Folds and bleed: colour changes at a fold, and bleed that is not filled."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import groupby
from math import ceil

from printshop.pdf.geometry import Extent
from printshop.preflight.checks.within_bleed import bleed_widths
from printshop.preflight.measures import NAMED, listed
from printshop.preflight.reading.facts import Fill, PageReading
from printshop.preflight.rules import CUT, Case, Violation, rule

Size = tuple[float, float]

STEP = 24  # of 255: two backgrounds differ by at least so much in one channel of sRGB
SIDE = 0.8  # mm to each side of a fold where colours are compared
HALF = 0.5  # share of the fold: arcs that cross it differ along less

INNER = 0.3  # mm inside the trim: what is painted here touches it
OUTER = 0.5  # mm outside the trim: where it must continue
EDGE = 0.15  # mm inside the BleedBox: how far it must reach
PLACES = 150  # samples along an edge, at least a mm apart
SHORT = 3.0  # mm: a length of the edge that a slanting outline explains


@rule(
    "colour-change-on-fold",
    "print: folds vary by 1 mm",
    "let the background change colour 1 mm beside the fold",
    standards=CUT,
    own=True,
    apart=True,
)
def no_change_on_fold(case: Case) -> Iterator[Violation]:
    """A background changes colour 1 mm beside a fold, not on it: else a thin strip shows."""
    layout = case.expected.file.job.layout
    for fold in layout.folds:
        number = list(layout.pages).index(fold.page) + 1
        if number > len(case.pictures):
            continue
        share = _changes(case, number, fold.x)
        if share > HALF:
            where = f"on the fold at {fold.x:g} mm, along {100 * share:.0f} % of it"
            yield Violation(f"the background changes colour {where}", number)
        if fold.change is not None and _changes(case, number, fold.change) <= HALF:
            where = f"at {fold.change:g} mm, as the layout declares"
            yield Violation(f"the background does not change colour {where}", number)


def _changes(case: Case, number: int, x: float) -> float:
    """The share (0 to 1) of a page's height along which the colours beside x differ.

    ``x`` is in mm from the side where reading starts.
    """
    layout, picture = case.expected.file.job.layout, case.pictures[number - 1]
    if case.expected.file.job.language.direction == "rtl":
        x = layout.trim[0] - x
    from PIL import ImageChops  # imported here: files from outside have no folds

    image = picture.image
    near, far = (round((x + d) * picture.per_mm) for d in (-SIDE, SIDE))
    if not 0 <= near < far < image.width:
        return 0.0
    beside = [image.crop((at, 0, at + 1, image.height)).convert("RGB") for at in (near, far)]
    red, green, blue = ImageChops.difference(*beside).split()
    largest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(largest.histogram()[STEP + 1 :]) / image.height


@rule(
    "unfilled-bleed",
    "GWG 2022, 'bleed'; printing condition, 'bleed'",
    "extend what touches the trim to the edge of the bleed",
    standards=("pdf/x-4",),
    apart=True,
)
def bleed_is_filled(case: Case) -> Iterator[Violation]:
    """What touches the trim fills the bleed: cutting varies, and white paper would show."""
    for number, page in case.pages():
        near = _near_the_edge(page)
        bleeds = bleed_widths(page)
        # Where there is no bleed, wrong-bleed reports it.
        wide = {name: bleeds[name] for name in NAMED if bleeds[name] >= OUTER + EDGE}
        bare = {name: _unfilled(near, name, wide[name], page.size) for name in wide}
        sides = [name for name, longest in bare.items() if longest]
        if sides:
            worst = max(sides, key=lambda name: bare[name])
            message = (
                f"colour touches the {listed(sides)} trim and does not fill the bleed, "
                f"along {bare[worst]:.0f} mm"
            )
            box = _strip(worst, page.effective_bleed, page.size)
            measure, limit = f"{bare[worst]:.0f} mm unfilled", f"{wide[worst]:.1f} mm of bleed"
            yield Violation(message, number, box, measure, limit)


def _unfilled(fills: list[Fill], name: str, bleed: float, size: Size) -> float:
    """The longest length of an edge in mm along which colour ends too early; 0 if negligible.

    Just beyond the trim little is tolerated; at the edge of the bleed twice the bleed's width is,
    since an outline may slant.
    """
    axis = 0 if name in ("left", "right") else 1
    edge, outwards = (0.0, -1) if name in ("left", "lower") else (size[axis], 1)
    step = max(1.0, size[1 - axis] / PLACES)
    places = [0.6 + n * step for n in range(ceil((size[1 - axis] - 0.6) / step))]
    touches = _painted(fills, axis, edge - outwards * INNER, places)
    for beyond, short in ((OUTER, SHORT), (bleed - EDGE, 2 * bleed)):
        continues = _painted(fills, axis, edge + outwards * beyond, places)
        unfilled = [here and not there for here, there in zip(touches, continues, strict=True)]
        longest = step * max((len(list(run)) for bare, run in groupby(unfilled) if bare), default=0)
        if longest > max(short, 1.5 * step):
            return longest
    return 0.0


def _near_the_edge(page: PageReading) -> list[Fill]:
    """The areas that reach the trim, in painting order."""
    width, height = page.size
    return [
        f
        for f in page.fills
        if f.box[0] < 1 or f.box[1] < 1 or f.box[2] > width - 1 or f.box[3] > height - 1
    ]


def _painted(fills: list[Fill], axis: int, at: float, places: list[float]) -> list[bool]:
    """Which places (mm) on a line across axis 0 or 1 are not white; pictures count as painted."""
    painted = [False] * len(places)
    for fill in fills:
        if fill.box[axis] <= at <= fill.box[axis + 2]:
            white = bool(fill.paint and fill.paint.is_white and fill.opaque)
            for low, high in fill.spans(axis, at):
                first, last = bisect_left(places, low), bisect_right(places, high)
                painted[first:last] = [not white] * (last - first)
    return painted


def _strip(name: str, bleed: Extent, size: Size) -> Extent:
    """The box of the bleed beside one edge, in mm from the trim's lower left corner."""
    x0, y0, x1, y1 = bleed
    return {
        "left": Extent(x0, y0, 0.0, y1),
        "right": Extent(size[0], y0, x1, y1),
        "lower": Extent(x0, y0, x1, 0.0),
        "upper": Extent(x0, size[1], x1, y1),
    }[name]
