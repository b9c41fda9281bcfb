"""The edition mark on the page: a line of small print inside the trim, which stays on each copy.

It is no text of the piece: a screen reader passes over it. Lengths are in mm.
"""

import pikepdf

from printshop.colour.palette_tokens import colours_by_number
from printshop.pdf.geometry import Extent
from printshop.prepress import overprint, slug
from printshop.prepress.resolve_inks import OPERATORS
from printshop.shop.edition_mark import BELOW, CAPITAL, WIDEST, shown
from printshop.shop.edition_place import EditionPlace
from printshop.shop.job import Boxes, Job
from printshop.shop.press import Press
from printshop.shop.units import PT


def page_of(job: Job) -> int:
    """The page that has the mark, from 0; -1 where the layout gives it no place."""
    place = job.layout.edition
    return list(job.layout.pages).index(place.page) if place else -1


def box_on(job: Job, boxes: Boxes) -> Extent:
    """Where a mark can be on a page with these boxes, in mm from the lower left."""
    place = job.layout.edition
    if place is None:
        return Extent(0.0, 0.0, 0.0, 0.0)
    em = place.size / PT
    (x, y), (_, up) = _start(job, place, WIDEST * em)
    x0, x1 = (x - CAPITAL * em, x + BELOW * em) if up else (x, x + WIDEST * em)
    y0, y1 = (y, y + WIDEST * em) if up else (y - BELOW * em, y + CAPITAL * em)
    (dx, dy), scale = boxes.shift, boxes.scale
    return Extent(dx + x0 * scale, dy + y0 * scale, dx + x1 * scale, dy + y1 * scale)


def draw(job: Job, press: Press, boxes: Boxes, mark: str, font: str) -> bytes:
    """Content that sets a mark in its place on a page with these boxes; ``font`` is the slug's."""
    drawn = _set(job, press, (boxes.scale, *boxes.shift), mark, font)
    if press.standard != "pdf/x-4":
        return drawn
    with pikepdf.new() as pdf:
        parsed = pikepdf.parse_content_stream(pdf.make_stream(drawn))
        return pikepdf.unparse_content_stream(overprint.overprint(parsed, press.limits)) + b"\n"


def draw_on_copy(job: Job, press: Press, mark: str, font: str) -> bytes:
    """The same in the artwork at native size, which a sheet shows several times."""
    return _set(job, press, (1.0, 0.0, 0.0), mark, font)


def _set(job: Job, press: Press, placed: tuple[float, float, float], mark: str, font: str) -> bytes:
    """The mark in artwork that is placed by a scale and a shift."""
    place, root = job.layout.edition, job.shop.root
    if place is None or not mark:
        return b""
    scale, dx, dy = placed
    text, size = shown(mark), place.size * scale
    (x, y), (along, up) = _start(job, place, slug.width_of(root, text) * place.size / PT)
    matrix = (
        f"{along} {up} {-up} {along} {(dx + x * scale) * PT:.3f} {(dy + y * scale) * PT:.3f} Tm"
    )
    return slug.set_at(root, text, matrix, size, _paint(job, press, place.colour), font)


def _start(
    job: Job, place: EditionPlace, width: float
) -> tuple[tuple[float, float], tuple[int, int]]:
    """Where the mark starts, from the lower left of the artwork, and in which direction it runs.

    The mark itself is read from left to right in every language; its place is mirrored.
    """
    layout = job.layout
    x, y = place.place[0], layout.trim[1] - place.place[1]
    mirrored = job.language.direction == "rtl"
    if mirrored:
        x = layout.trim[0] - x
    if place.turned:  # from the foot to the head: its reading start is its foot
        y -= width if place.align == "end" else 0.0
        x += CAPITAL * place.size / PT if mirrored else 0.0  # it covers the mirrored place
    elif mirrored != (place.align == "end"):
        x -= width
    return (layout.bleed + x, layout.bleed + y), (0, 1) if place.turned else (1, 0)


def _paint(job: Job, press: Press, colour: str) -> str:
    """The operator that sets a colour of the palette for fills."""
    token = job.token(colour)
    if token is None:  # said by the checks of layouts: black until it is mended
        return "0 g"
    number = list(job.shop.palette.colours).index(token) + 1
    components = colours_by_number(job.shop.palette, press.colours)[number]
    return f"{' '.join(f'{v:g}' for v in components)} {OPERATORS[len(components)]}"
