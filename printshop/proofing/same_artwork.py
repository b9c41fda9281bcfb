"""The sizes of a piece show the same artwork: one that was rasterised serves the others.

That a file shows nothing else than another is looked up in both, object by object. Where it does
not hold, the file is rasterised like any other.
"""

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream

from printshop.prepress import edition
from printshop.prepress.marks import SPACE
from printshop.prepress.press_file import SLUG_FONT, placement
from printshop.proofing.rasterise import proof_dpi, rasterise, with_part
from printshop.shop.job import Boxes, Picture, PressFile
from printshop.shop.units import PT

Shown = tuple[PressFile, tuple[Picture, ...]]  # a file, and its pages' trims as pictures
TOLERANCE = 0.5  # pixels: trims are whole millimetres, so that the A sizes are not quite similar
OF_THE_SIZE = frozenset({"/MediaBox", "/BleedBox", "/TrimBox", "/Contents", "/Resources"})
NOT_DRAWN = frozenset({"/Annots", "/Metadata", "/Parent", "/StructParents", "/Tabs"})
OUTSIDE = {"/Font": {SLUG_FONT}, "/ColorSpace": {SPACE}}  # of the slug and the marks


def pictures_of(file: PressFile, sizes: Iterable[Shown]) -> tuple[Picture, ...]:
    """A file's pages as pictures: those of another size that shows the same, or rasterised.

    ``sizes`` are files of the same piece under the same condition.
    """
    dpi = proof_dpi(max(file.boxes.trim.width, file.boxes.trim.height) * PT)
    for other, pictures in sizes:
        if _same_pixels(file.boxes, dpi, other.boxes, pictures) and same_artwork(file, other):
            scaled = [replace(picture, per_mm=dpi / 25.4) for picture in pictures]
            return tuple(_with_mark(file, other, scaled))
    return rasterise(file.pdf)


def _with_mark(file: PressFile, other: PressFile, pictures: list[Picture]) -> list[Picture]:
    """The pictures of another size with this one's edition mark in place of its own."""
    number = edition.page_of(file.job)
    if number >= 0 and file.mark != other.mark:
        trim = file.boxes.trim
        part = edition.box_on(file.job, file.boxes).shifted(-trim.x0, -trim.y0)
        pictures[number] = with_part(pictures[number], file.pdf, number + 1, part)
    return pictures


def _same_pixels(boxes: Boxes, dpi: float, other: Boxes, pictures: tuple[Picture, ...]) -> bool:
    """Whether the artwork comes to lie on the same pixels, but for half of one."""
    scale = boxes.scale * dpi / 25.4  # pixels for a millimetre of the artwork
    here, there = _cut(boxes), _cut(other)
    widest = max(abs(v) for v in here)
    off = max(abs(a - b) for a, b in zip(here, there, strict=True)) * scale
    off += max(abs(other.scale * picture.per_mm - scale) for picture in pictures) * widest
    return off < TOLERANCE


def _cut(boxes: Boxes) -> tuple[float, ...]:
    """Where the trim cuts the artwork: x0, y0, x1, y1 in mm of the artwork at native size."""
    return tuple((v - boxes.shift[n % 2]) / boxes.scale for n, v in enumerate(boxes.trim))


def same_artwork(file: PressFile, other: PressFile) -> bool:
    """Whether two files differ, within the trim, in nothing but the matrix of their artwork."""
    with pikepdf.open(BytesIO(file.pdf)) as one, pikepdf.open(BytesIO(other.pdf)) as two:
        if len(one.pages) != len(two.pages):
            return False
        compared: set[Any] = set()
        return all(
            _same_page(a.obj, b.obj, file, other, compared)
            for a, b in zip(one.pages, two.pages, strict=True)
        )


def _same_page(a: Any, b: Any, file: PressFile, other: PressFile, compared: set[Any]) -> bool:
    if not all(isinstance(page.Contents, Array) and len(page.Contents) == 3 for page in (a, b)):
        return False  # a sheet of copies
    first, second = ([part.read_bytes() for part in page.Contents] for page in (a, b))
    outside = file.press.slug > 0 and other.press.slug > 0  # else what is added lies on the page
    return (
        first[0] == placement(file.boxes)
        and second[0] == placement(other.boxes)
        and first[1] == second[1]
        and (outside or first[2] == second[2])
        and _same(_without(a, OF_THE_SIZE), _without(b, OF_THE_SIZE), compared)
        and _same_resources(a.Resources, b.Resources, compared)
    )


def _same_resources(a: Any, b: Any, compared: set[Any]) -> bool:
    kinds = {*a.keys(), *b.keys()}
    return all(
        _same(
            _without(a.get(kind, Dictionary()), OUTSIDE.get(kind, ())),
            _without(b.get(kind, Dictionary()), OUTSIDE.get(kind, ())),
            compared,
        )
        for kind in kinds
    )


def _without(item: Any, keys: Iterable[str]) -> Any:
    if not isinstance(item, Dictionary):
        return item
    return {key: value for key, value in item.items() if key not in keys}


def _same(a: Any, b: Any, compared: set[Any]) -> bool:
    """Whether two objects say the same, with all that they refer to."""
    if any(isinstance(a, kind) != isinstance(b, kind) for kind in (Array, Dictionary, Stream)):
        return False
    if isinstance(a, pikepdf.Object) and isinstance(b, pikepdf.Object):
        if a.is_indirect and b.is_indirect:
            if (a.objgen, b.objgen) in compared:
                return True
            compared.add((a.objgen, b.objgen))
        if isinstance(a, Stream) and a.read_raw_bytes() != b.read_raw_bytes():
            return False
    if isinstance(a, Array):
        return len(a) == len(b) and all(_same(x, y, compared) for x, y in zip(a, b, strict=True))
    if isinstance(a, (dict, Dictionary, Stream)):
        keys = a.keys() - NOT_DRAWN
        return keys == b.keys() - NOT_DRAWN and all(_same(a[k], b[k], compared) for k in keys)
    return bool(a == b)
