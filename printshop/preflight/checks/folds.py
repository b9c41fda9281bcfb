"""Folds and cuts: what the eye sees where the paper is folded, and at its edges."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import groupby
from math import ceil

from printshop.pdf.geometry import Extent
from printshop.preflight.reading.facts import Fill, PageReading
from printshop.preflight.rules import CUT, Case, Told, rule

Size = tuple[float, float]

STEP = 24  # of 255: two grounds differ by at least so much in one channel
SIDE = 0.8  # mm to each side of a fold
HALF = 0.5  # of the fold: arcs that cross it differ along less

INNER = 0.3  # mm inside the trim: what is painted here touches it
OUTER = 0.5  # mm outside the trim: where it must go on
EDGE = 0.15  # mm inside the BleedBox: how far it must reach
PLACES = 150  # along an edge, at least a mm apart
SHORT = 3.0  # mm: a stretch of the edge that a slanting outline explains


@rule(
    "colour-change-on-fold",
    "print: folds wander by 1 mm",
    "let the ground change 1 mm beside it",
    standards=CUT,
    own=True,
    apart=True,
)
def no_change_on_fold(case: Case) -> Iterator[Told]:
    """Where the ground changes colour at a fold, it changes beside it: else a sliver shows."""
    layout = case.own.file.job.layout
    for fold in layout.folds:
        number = list(layout.pages).index(fold.page) + 1
        if number > len(case.pictures):
            continue
        share = _changes(case, number, fold.x)
        if share > HALF:
            said = f"on the fold at {fold.x:g} mm, along {100 * share:.0f} % of it"
            yield Told(f"the ground changes colour {said}", number)
        if fold.change is not None and _changes(case, number, fold.change) <= HALF:
            said = f"at {fold.change:g} mm, where the layout says so"
            yield Told(f"the ground does not change colour {said}", number)


def _changes(case: Case, number: int, x: float) -> float:
    """The share of a page's height along which the colours beside x differ; x from the start."""
    layout, picture = case.own.file.job.layout, case.pictures[number - 1]
    if case.own.file.job.language.direction == "rtl":
        x = layout.trim[0] - x
    from PIL import ImageChops  # here: files from outside have no folds to look at

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
    "let what touches the trim go on to the end of the bleed",
    standards=("pdf/x-4",),
    apart=True,
)
def bleed_is_filled(case: Case) -> Iterator[Told]:
    """What touches the trim goes on through the bleed: the knife wanders, and paper shows white."""
    for number, page in case.pages():
        near = _near_the_edge(page)
        x0, y0, x1, y1 = page.bleeds
        width, height = page.size
        sides = {"left": -x0, "right": x1 - width, "lower": -y0, "upper": y1 - height}
        for name, bleed in sides.items():
            if bleed < OUTER + EDGE:
                continue  # another rule tells
            longest = _unfilled(near, name, bleed, (width, height))
            if longest:
                said = f"colour touches the {name} trim and does not fill the bleed"
                where = _strip(name, page.bleeds, (width, height))
                size, want = f"{longest:.0f} mm unfilled", f"{bleed:.1f} mm of bleed"
                yield Told(f"{said}, along {longest:.0f} mm", number, where, size, want)


def _unfilled(fills: list[Fill], name: str, bleed: float, size: Size) -> float:
    """The longest stretch of an edge in mm where colour ends; 0 where it is short.

    Just beyond the trim a short one counts; at the end of the bleed a slanting outline may have
    left it by as much as the bleed is wide.
    """
    axis = 0 if name in ("left", "right") else 1
    edge, outwards = (0.0, -1) if name in ("left", "lower") else (size[axis], 1)
    step = max(1.0, size[1 - axis] / PLACES)
    places = [0.6 + n * step for n in range(ceil((size[1 - axis] - 0.6) / step))]
    touches = _painted(fills, axis, edge - outwards * INNER, places)
    for beyond, short in ((OUTER, SHORT), (bleed - EDGE, 2 * bleed)):
        goes_on = _painted(fills, axis, edge + outwards * beyond, places)
        lost = [here and not there for here, there in zip(touches, goes_on, strict=True)]
        longest = step * max((len(list(run)) for bare, run in groupby(lost) if bare), default=0)
        if longest > max(short, 1.5 * step):
            return longest
    return 0.0


def _near_the_edge(page: PageReading) -> list[Fill]:
    """The areas that reach to the trim, in the order in which they are painted."""
    width, height = page.size
    return [
        f
        for f in page.fills
        if f.box[0] < 1 or f.box[1] < 1 or f.box[2] > width - 1 or f.box[3] > height - 1
    ]


def _painted(fills: list[Fill], axis: int, at: float, places: list[float]) -> list[bool]:
    """Which places on a line end up with other than white; a picture covers, whatever it shows."""
    made = [False] * len(places)
    for fill in fills:
        if fill.box[axis] <= at <= fill.box[axis + 2]:
            white = bool(fill.paint and fill.paint.is_white and fill.opaque)
            for low, high in fill.spans(axis, at):
                first, last = bisect_left(places, low), bisect_right(places, high)
                made[first:last] = [not white] * (last - first)
    return made


def _strip(name: str, bleed: Extent, size: Size) -> Extent:
    """The bleed beside one edge."""
    x0, y0, x1, y1 = bleed
    return {
        "left": Extent(x0, y0, 0.0, y1),
        "right": Extent(size[0], y0, x1, y1),
        "lower": Extent(x0, y0, x1, 0.0),
        "upper": Extent(x0, size[1], x1, y1),
    }[name]
