"""The QR codes of any PDF: decoded from pictures of its pages, and what only looks like one.

A page is looked at as a whole, then closely wherever something may be a code: where the decoder or
the finder patterns say so, at pictures, and at paths that are drawn as a code is.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from printshop.pdf.geometry import Extent, touch, union
from printshop.preflight.finders import Pattern
from printshop.preflight.reading.facts import Fill, PageReading, Reading
from printshop.preflight.scan import ScannedCode, dark_on_light, look, suspected
from printshop.shop.job import Picture
from printshop.shop.units import MM

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 110.0  # of a whole page: modules of 0.5 mm have two pixels
LONGEST = 3000  # pixels of a page's longer side
# How a place is looked at closely, until a code is read: pixels of its longer side, and how much
# these are blurred: so modules that do not touch run into each other, as in a phone's camera.
WHOLE = 0.5  # of what is shown: the least that a code at a place takes of it
CLOSE = ((700, 0), (350, 0), (350, 3), (700, 4), (175, 1))
FINEST = 900.0  # dpi
QUIET = 0.15  # of a place's side: what is shown around it
SMALLEST, LARGEST = 5.0, 400.0  # mm: the side of what may be a code
MOST_PLACES = 16  # of a page that are looked at closely
MOST_FILLS = 20_000  # of a page that are looked through
STEPS = 60  # of a path: the least that a code has, drawn as one
SQUARE = 1.25  # longer to shorter side
MATRIX_SIDES = range(21, 178, 4)  # modules (ISO/IEC 18004, 6.3.1)


@dataclass(frozen=True)
class PageCode:
    """A code on a page: its text, None where it cannot be read; its modules a side, or 0; its box.

    The box is in mm from the trim's lower left corner. ``reversed``: it is light on dark.
    """

    text: str | None
    modules: int
    box: Extent
    reversed: bool = False


Render = Callable[[Extent, float], "Image"]  # a box in points, dpi
Show = Callable[[Extent, float], Picture]  # the same, the box in mm from the trim's corner


def codes_of(source: Path | io.BytesIO, reading: Reading) -> tuple[tuple[PageCode, ...], ...]:
    """The codes of each page that was read."""
    # Imported here: the rasteriser takes a while to load.
    from printshop.proofing.rasterise import gray_pages

    with gray_pages(source) as render:
        return tuple(
            tuple(_codes(page, partial(render, number)))
            for number, page in enumerate(reading.pages)
        )


def _codes(page: PageReading, render: Render) -> Iterator[PageCode]:
    sheet = page.media
    if not isinstance(sheet, Extent) or min(sheet.width, sheet.height) < SMALLEST:
        return
    trim = page.effective_trim
    whole = sheet.shifted(-trim.x0, -trim.y0)
    show = _shower(render, trim)
    dpi = min(DPI, LONGEST * 25.4 / max(whole.width, whole.height))
    picture = show(whole, dpi)
    found, failed = _read(picture, whole)
    yield from found
    places = [_box(pattern, whole, picture.per_mm) for pattern in suspected(picture, failed)]
    drawn = list(_drawn(page))
    for place in [*places, *drawn, *_pictures(page)][:MOST_PLACES]:
        if any(touch(place, code.box) for code in found) or not touch(place, whole):
            continue
        close = place.grown(QUIET * max(place.width, place.height))
        codes = list(_closely(place, close, show, place in drawn))
        found += codes
        yield from codes


def _closely(place: Extent, shown: Extent, show: Show, drawn: bool) -> Iterator[PageCode]:
    """The codes at a place, or that what is there cannot be read."""
    from PIL import ImageFilter

    for pixels, blur in CLOSE:
        near = show(shown, min(FINEST, pixels * 25.4 / max(shown.width, shown.height)))
        if blur:
            near = Picture(near.image.filter(ImageFilter.GaussianBlur(blur)), near.per_mm)
        codes, failed = _read(near, shown)
        if codes:
            yield from codes
            return
        whole = WHOLE * near.image.width
        if not (drawn or any(p.x1 - p.x0 > whole for p in suspected(near, failed))):
            return
        drawn = True
    yield PageCode(None, 0, place)


def _shower(render: Render, trim: Extent) -> Show:
    """What renders a box in mm from the trim's corner."""

    def show(box: Extent, dpi: float) -> Picture:
        points = box.shifted(trim.x0, trim.y0).scaled(1 / MM)
        return Picture(render(points, dpi), dpi / 25.4)

    return show


def _read(picture: Picture, shown: Extent) -> tuple[list[PageCode], tuple[Pattern, ...]]:
    """The codes that can be read from a picture, which shows a box in mm, and those that cannot."""
    codes, failed = look(picture)
    usual = dark_on_light(picture) if codes else frozenset()
    return [_placed(code, shown, code.text not in usual) for code in codes], failed


def _placed(code: ScannedCode, shown: Extent, is_reversed: bool) -> PageCode:
    x, y, half = shown.x0 + code.middle[0], shown.y1 - code.middle[1], code.side / 2
    box = Extent(*(round(v, 2) for v in (x - half, y - half, x + half, y + half)))
    return PageCode(code.text, code.modules, box, is_reversed)


def _box(pattern: tuple[float, float, float, float], shown: Extent, per_mm: float) -> Extent:
    x0, y0, x1, y1 = (v / per_mm for v in pattern)
    return Extent(shown.x0 + x0, shown.y1 - y1, shown.x0 + x1, shown.y1 - y0)


def _may_be_one(box: Extent) -> bool:
    """Whether a box has the size and the shape of a code."""
    short, long = sorted((box.width, box.height))
    return short >= SMALLEST and long <= LARGEST and long <= SQUARE * short


def _pictures(page: PageReading) -> Iterator[Extent]:
    return (image.box for image in page.images if _may_be_one(image.box))


def _drawn(page: PageReading) -> Iterator[Extent]:
    """The boxes of what is drawn as a code, as one path or as many areas, whatever lies on it."""
    for group in _groups(page.fills[:MOST_FILLS]):
        box = union(fill.box for fill in group)
        if _may_be_one(box) and _has_finders(group, box):
            yield box


def _groups(fills: list[Fill]) -> Iterator[list[Fill]]:
    """Paths of many parts, and areas of one height and paint that follow each other."""
    group: list[Fill] = []
    for fill in fills:
        if fill.paint is None:
            continue
        if len(fill.shape.steps) >= STEPS:
            yield [fill]
            continue
        last = group[-1] if group else fill
        height = fill.box[3] - fill.box[1]
        alike = abs(height - (last.box[3] - last.box[1])) < 0.05 and fill.paint == last.paint
        if alike and height < SMALLEST:
            group.append(fill)
        else:
            if len(group) >= STEPS:
                yield group
            group = [fill]
    if len(group) >= STEPS:
        yield group


def _has_finders(group: list[Fill], box: Extent) -> bool:
    """Whether three corners of a box have a finder pattern, for some number of modules."""
    for modules in MATRIX_SIDES:
        module = max(box.width, box.height) / modules
        corners = (
            (box.x0, box.y0),
            (box.x0, box.y1 - 7 * module),
            (box.x1 - 7 * module, box.y0),
            (box.x1 - 7 * module, box.y1 - 7 * module),
        )
        if sum(_is_finder(group, x, y, module) for x, y in corners) >= 3:
            return True
    return False


def _is_finder(group: list[Fill], x: float, y: float, module: float) -> bool:
    """Whether the middle row and column of a corner are those of a finder pattern (6.3.3)."""
    for number, dark in enumerate((1, 0, 1, 1, 1, 0, 1)):
        at, middle = (number + 0.5) * module, 3.5 * module
        for point in ((x + at, y + middle), (x + middle, y + at)):
            if any(fill.shape.covers(*point) for fill in group) != bool(dark):
                return False
    return True
