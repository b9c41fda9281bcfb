"""Whether inks of a page can add up to more than the limit: a bound, from its content alone.

Plates take several times as long as all rules together. Most pages need none: opaque paint
replaces what lies beneath it, and a mix of two colours has no more ink than the one with more. Ink
adds up where something overprints, since it leaves the other plates as they are (ISO 32000-1,
8.6.7), and where a blend mode other than Normal is used (11.3.5).
"""

from collections.abc import Iterator
from typing import NamedTuple

from printshop.pdf.finishing_inks import finishing_step
from printshop.pdf.geometry import EVERYWHERE, Extent, intersection, overlap
from printshop.pdf.paint import Inks, Paint
from printshop.preflight.checks.within_bleed import painted_inside
from printshop.preflight.reading.facts import Fill, Image, PageReading, Run
from printshop.shop.units import MM

MOST_LOOKS = 3_000_000  # for something between two objects: beyond, plates are faster
BROAD = 3.0  # mm: narrower lines, and stems of letters, are no ground that others lie upon
STEM = 0.2  # of the type size: a bold stem
LEVEL = 0.01  # mm by which glyphs on one level may differ
STEP = 1.0  # mm between the lines on which it is looked up whether an outline meets a box
# By colour space, the numbers of components of a colour whose inks are not in the file at all.
NO_INKS = {"/DeviceRGB": (3,), "/CalRGB": (3,), "/CalGray": (1,), "/Lab": (3,), "/ICCBased": (1, 3)}
IN_INKS = ("/DeviceCMYK", "/Separation", "/DeviceN")  # spaces of pictures
PAPER: Inks = (0.0, 0.0, 0.0, 0.0)
MARKS = ("All",)  # registration colour: another rule keeps it out of the page


class Painted(NamedTuple):
    """An object that is painted: its order, its box in mm, its inks, and whether it overprints.

    ``area`` is the fill that it is, None for type and lines; ``narrow``: stem or line is.
    """

    order: int
    box: Extent
    inks: Inks
    over: bool
    area: Fill | None = None
    narrow: bool = False


def may_add_up(page: PageReading, limit: float) -> bool:
    """Whether some place within the bleed may have more than ``limit`` percent of ink.

    False is certain, but for what is too narrow to be seen in a mean. True is said as well where
    only plates can tell: of gradients, patterns, blend modes, and colours whose inks take a profile
    or a tint transform. A flat colour that is itself over the limit counts for what it is.
    """
    key = f"may add up to more than {limit}"
    if key not in page.cache:
        page.cache[key] = _may_add_up(page, limit)
    return bool(page.cache[key])


def _may_add_up(page: PageReading, limit: float) -> bool:
    if page.blends or any(_unknown(paint) for paint in painted_inside(page)):
        return True
    if any(fill.paint is None and fill.image is None for fill in page.fills):
        return True
    if any(_unmeasured(image) and page.inside(image.box) for image in page.images):
        return True
    over = list(_painted(page, True))
    most_over = _most_of_each(p.inks for p in over)
    images = [
        float(i.inks.max(initial=0))
        for i in page.images
        if i.inks is not None and page.inside(i.box)
    ]
    if max(images, default=0.0) + (100 * sum(most_over) if over else 0.0) > limit:
        return True
    if not over:
        return False
    grounds = [Painted(0, EVERYWHERE, PAPER, False), *_painted(page, False)]
    heavy = [g for g in grounds if _sum(g.inks, most_over) > limit]
    shields = [f for f in page.fills if _shields(f)]
    if len(heavy) * len(over) * max(len(shields), 1) > MOST_LOOKS:
        return True
    return any(_adds_up(ground, over, shields, limit) for ground in heavy)


def _unknown(paint: Paint) -> bool:
    """Whether a colour has inks that only plates tell.

    A die line or a varnish is no ink; what inks RGB will have, no plates can tell.
    """
    if paint.inks is not None or len(paint.values) in NO_INKS.get(paint.space, ()):
        return False
    return not (paint.names and all(finishing_step(name) for name in paint.names))


def _unmeasured(image: Image) -> bool:
    """Whether a picture is in inks that were not summed up when it was read, as of 16 bits."""
    return image.inks is None and image.space in IN_INKS and image.kind != "stencil"


def _adds_up(ground: Painted, over: list[Painted], shields: list[Fill], limit: float) -> bool:
    """Whether an object and what overprints it, all at once, have more ink than the limit."""
    on_it = [
        p.inks
        for p in over
        if p.order > ground.order
        and overlap(p.box, ground.box)
        and not _shielded(intersection(p.box, ground.box), ground.order, p.order, shields)
        and _meets(ground, p)
    ]
    return _sum(ground.inks, _most_of_each(on_it)) > limit


def _meets(ground: Painted, over: Painted) -> bool:
    """Whether two objects whose boxes overlap may have an area in common, by lines across it.

    Small type upon large letters has none that is broad.
    """
    area, box = ground.area, intersection(over.box, ground.box)
    if area is None:
        return not over.narrow
    return _is_box(area) or any(
        low < box.x1 and box.x0 < high for y in _heights(box) for low, high in area.spans(1, y)
    )


def _shielded(box: Extent, after: int, before: int, shields: list[Fill]) -> bool:
    """Whether an opaque area that was painted in between covers a box."""
    return any(
        after < fill.order < before
        and fill.box.x0 <= box.x0
        and fill.box.y0 <= box.y0
        and fill.box.x1 >= box.x1
        and fill.box.y1 >= box.y1
        and (_is_box(fill) or _covers(fill, box))
        for fill in shields
    )


def _covers(area: Fill, box: Extent) -> bool:
    """Whether an outline covers a box, by lines across it."""
    return all(
        any(low <= box.x0 and box.x1 <= high for low, high in area.spans(1, y))
        for y in _heights(box)
    )


def _heights(box: Extent) -> list[float]:
    """The lines across a box on which it is looked up where an outline lies."""
    lines = max(2, int(box.height / STEP) + 1)
    return [box.y0 + (n + 0.5) * box.height / lines for n in range(lines)]


def _is_box(fill: Fill) -> bool:
    return fill.shape.is_box and not fill.clip.shapes


def _shields(fill: Fill) -> bool:
    """Whether an area hides what lies beneath it."""
    paint = fill.paint
    return paint is not None and fill.opaque and not fill.overprint.lets_through(paint)


def _painted(page: PageReading, over: bool) -> Iterator[Painted]:
    """The objects within the bleed that overprint, or those that do not, whose inks are known.

    Of the latter only broad ones.
    """
    for fill in page.fills:
        if not fill.paint or fill.overprint.lets_through(fill.paint) != over:
            continue
        if fill.paint.inks and page.inside(fill.box):
            yield Painted(fill.order, fill.box, fill.paint.inks, over, fill)
    for line in page.strokes:
        if line.overprint.lets_through(line.paint, stroke=True) != over:
            continue
        width = line.width * MM
        narrow = width < BROAD
        if line.paint.inks and line.paint.names != MARKS and (over or not narrow):
            box = line.box.grown(width)  # mitred corners too
            if page.inside(box):
                yield Painted(line.order, box, line.paint.inks, over, None, narrow)
    for run in page.runs:
        if run.overprint.lets_through(run.paint) != over:
            continue
        narrow = run.size * MM * STEM < BROAD
        if run.paint.inks and (over or not narrow):
            box = _reach(run)
            if page.inside(box):
                yield Painted(run.order, box, run.paint.inks, over, None, narrow)


def _reach(run: Run) -> Extent:
    """A box that holds a run's glyphs, in whatever direction it is set."""
    em = run.size * MM
    xs, ys = [g.x for g in run.glyphs], [g.y for g in run.glyphs]
    if len(ys) > 1 and max(ys) - min(ys) < LEVEL:
        last = max(g.x + g.advance for g in run.glyphs)
        return Extent(min(xs) - em / 10, ys[0] - em / 3, last + em / 10, ys[0] + em)
    return Extent(min(xs) - em, min(ys) - em, max(xs) + em, max(ys) + em)


def _most_of_each(inks: Iterator[Inks] | list[Inks]) -> Inks:
    """Of each ink the most in any of several colours."""
    c = m = y = k = 0.0
    for colour in inks:
        c, m, y, k = max(c, colour[0]), max(m, colour[1]), max(y, colour[2]), max(k, colour[3])
    return c, m, y, k


def _sum(ground: Inks, over: Inks) -> float:
    """The most ink in percent where a colour may leave any plate of another as it is."""
    return 100 * sum(max(a, b) for a, b in zip(ground, over, strict=True))
