"""Prepress: a rendering becomes the file of a printing condition, always the same bytes.

For the press PDF/X-4 (ISO 15930-7:2010), which is PDF/UA-1 (ISO 14289-1) as well; for the screen
PDF/UA-1; for a small printer sheets of several copies.
"""

import io
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from printshop.colour.palette_tokens import colours_by_number
from printshop.pdf.geometry import Matrix
from printshop.prepress import (
    contour,
    edition,
    impose,
    links,
    marks,
    metadata,
    overprint,
    placed_images,
    resolve_inks,
    slug,
    tags,
)
from printshop.shop.job import Boxes, PressFile, Rendering
from printshop.shop.press import Press
from printshop.shop.units import PT

SLUG_FONT = "/Slug"
# The colours of a screen, by primaries, white point and gamma (ISO 32000-1, 8.6.5.3 and 8.6.5.6).
SRGB = Array(
    [
        Name.CalRGB,
        Dictionary(
            WhitePoint=[0.9505, 1, 1.089],
            Gamma=[2.2, 2.2, 2.2],
            Matrix=[0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505],
        ),
    ]
)


@dataclass(frozen=True)
class InkedArtwork:
    """A rendering in the colours of a printing condition, at native size; all sizes are made of it.

    ``pdf`` has no page contents: ``contents`` are the instructions of each page, in order.
    """

    rendering: Rendering
    press: Press
    pdf: bytes
    contents: tuple[tuple[Any, ...], ...]
    read_after: dict[str, int]


def ink_artwork(rendering: Rendering, press: Press) -> InkedArtwork:
    """What all sizes of a rendering share under one condition: colours, pictures and tags."""
    job = rendering.composition.job
    colours = colours_by_number(job.shop.palette, press.colours)
    with pikepdf.open(io.BytesIO(rendering.pdf)) as pdf:
        if press.intent:
            profile = (job.shop.root / "presses" / press.intent.profile).read_bytes()
            placed_images.to_press(pdf, profile, press.limits.ink)
        read_after = tags.tidy(pdf, rendering, followed=press.links)
        resolve_inks.ink_forms(pdf, colours)
        _clean_forms(pdf)
        contents = []
        for number, page in enumerate(pdf.pages):
            _clean(page.obj)
            content = tags.without_repeats(pdf, number, pikepdf.parse_content_stream(page))
            contents.append(tuple(resolve_inks.ink(content, colours)))
            page.obj.Contents = pdf.make_stream(b"")
        inked = io.BytesIO()
        pdf.save(inked, static_id=True, compress_streams=False)
    return InkedArtwork(rendering, press, inked.getvalue(), tuple(contents), read_after)


def place_artwork(artwork: InkedArtwork, size: str, boxes: Boxes, mark: str = "") -> PressFile:
    """The file of one size: placed, described; nothing in it that the condition does not allow.

    ``boxes`` are those of the page, or of the sheet that its copies lie on; ``mark`` is its edition
    mark, '' for a file that gets its mark later, or none.
    """
    rendering, press = artwork.rendering, artwork.press
    job = rendering.composition.job
    with pikepdf.open(io.BytesIO(artwork.pdf)) as pdf:
        font = slug.add_font(pdf, job.shop.root)
        for page in pdf.pages:
            page.obj.Resources.Font = _with(page.obj, "/Font", Dictionary({SLUG_FONT: font}))
        marked = edition.page_of(job) if mark else -1
        pages = list(zip(pdf.pages, artwork.contents, strict=True))
        if press.standard == "sheet":
            drawn = edition.draw_on_copy(job, press, mark, SLUG_FONT)
            for number, (page, content) in enumerate(pages):
                drawing = pikepdf.unparse_content_stream(content)
                if number == marked:  # the artwork leaves its own matrix behind
                    drawing = b"q\n" + drawing + b"\nQ\n" + drawn
                page.obj.Contents = pdf.make_stream(drawing)
            impose.step_and_repeat(pdf, job, size, boxes)
            for page in pdf.pages:
                page.obj.Resources.Font = Dictionary({SLUG_FONT: font})
        else:
            tags.place(pdf, boxes)
            drawn = edition.draw(job, press, boxes, mark, SLUG_FONT)
            for number, (page, content) in enumerate(pages):
                _place(pdf, page, content, boxes, press)
                if number == marked:
                    last = page.obj.Contents[-1]
                    last.write(last.read_bytes() + drawn)
            _move_patterns(pdf, boxes)
        if press.links:
            links.add_links(pdf, rendering.tokens)
        _finish(pdf, rendering, press, size, boxes)
        metadata.describe(pdf, rendering, press, size)
        pdf_bytes = saved(pdf)
    return PressFile(job, press, size, pdf_bytes, boxes, artwork.read_after, mark)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """A file as it is written: the same bytes for the same content."""
    out = io.BytesIO()
    pdf.save(
        out,
        min_version="1.6",
        force_version="1.6",
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return out.getvalue()


def _clean(page: Dictionary) -> None:
    """Remove what the renderer writes and nothing uses: boxes, Lab spaces, empty resources."""
    for key in ("/ArtBox", "/CropBox", "/Annots"):
        if key in page:
            del page[key]
    _clean_resources(page.Resources)


def _clean_resources(resources: Any) -> None:
    if "/ColorSpace" in resources:
        del resources["/ColorSpace"]
    for key in ("/Pattern", "/Shading", "/XObject", "/ExtGState", "/Font"):
        if key in resources and not len(resources[key]):
            del resources[key]


def _clean_forms(pdf: pikepdf.Pdf) -> None:
    """All artwork is opaque: its forms need no transparency group, least of all one in RGB."""
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Form:
            if "/Group" in item:
                del item["/Group"]
            if "/Resources" in item:
                _clean_resources(item.Resources)


def _place(
    pdf: pikepdf.Pdf, page: Any, content: Collection[Any], boxes: Boxes, press: Press
) -> None:
    """Scale and move the artwork to its place, clip it at the bleed, and set the boxes.

    The artwork is a content stream of its own between the two that place it (ISO 32000-1, 7.8.2):
    in every size for which it is the same, its bytes are the same.
    """
    if press.standard == "pdf/x-4":  # sizes count as they are on paper: as they are placed
        content = overprint.overprint(content, press.limits, _matrix(boxes))
        page.obj.Resources.ExtGState = _with(page.obj, "/ExtGState", overprint.states())
    streams = (placement(boxes), pikepdf.unparse_content_stream(content), b"\nQ\n")
    page.obj.Contents = Array([pdf.make_stream(stream) for stream in streams])
    page.obj.MediaBox = _points(boxes.media)
    page.obj.BleedBox = _points(boxes.bleed)
    page.obj.TrimBox = _points(boxes.trim)


def placement(boxes: Boxes) -> bytes:
    """The content before the artwork: it clips at the bleed and sets the matrix."""
    x0, y0, x1, y1 = (v * PT for v in boxes.bleed)
    scale, _, _, _, dx, dy = _matrix(boxes)
    return (
        f"q {x0:.4f} {y0:.4f} {x1 - x0:.4f} {y1 - y0:.4f} re W n "
        f"{scale:.6f} 0 0 {scale:.6f} {dx:.4f} {dy:.4f} cm\n"
    ).encode()


def _matrix(boxes: Boxes) -> Matrix:
    """From points of the artwork at native size to points of its sheet."""
    dx, dy = (v * PT for v in boxes.shift)
    return boxes.scale, 0.0, 0.0, boxes.scale, dx, dy


def _move_patterns(pdf: pikepdf.Pdf, boxes: Boxes) -> None:
    """A page's patterns lie on its sheet, not in the content that was moved (8.7.3.1): they follow.

    Pages may share their resources: each pattern is moved once.
    """
    placed = pikepdf.Matrix(*_matrix(boxes))
    patterns = [dict(page.obj.Resources.get("/Pattern", {})).values() for page in pdf.pages]
    for pattern in {item.objgen: item for items in patterns for item in items}.values():
        matrix: Any = pattern.get("/Matrix", pikepdf.Matrix())
        moved = pikepdf.Matrix(matrix) @ placed
        pattern.Matrix = Array([round(v, 6) for v in moved.shorthand])


def _finish(pdf: pikepdf.Pdf, rendering: Rendering, press: Press, size: str, boxes: Boxes) -> None:
    """What is drawn at final size on top: marks, the slug's line, or the line of a draft."""
    job = rendering.composition.job
    for number, page in enumerate(pdf.pages, 1):
        drawn = slug.draw(rendering.composition, press, size, number, boxes, SLUG_FONT)
        if press.marks:
            folds, cuts = impose.folds(job, size, number), impose.cuts(job, size, number)
            if printed := marks.operators(press.marks, boxes, folds, cuts):
                marks.add_space(page.obj)
                drawn += printed
        if press.contour and job.layout.contour:
            contour.add_space(page.obj, press.contour)
            corner = contour.radius(job.layout, job.sizes[size])
            drawn += contour.operators(boxes.trim, corner)
        contents = page.obj.Contents
        last = contents[-1] if isinstance(contents, Array) else contents
        last.write(last.read_bytes() + drawn)
    if press.colours == "rgb":
        for resources in _all_resources(pdf):
            resources.ColorSpace = Dictionary(DefaultRGB=SRGB)


def _with(page: Dictionary, key: str, more: Dictionary) -> Dictionary:
    """A page's resources of one kind, and some more."""
    old = page.Resources.get(key)
    return Dictionary({**(dict(old.items()) if old is not None else {}), **dict(more.items())})


def _all_resources(pdf: pikepdf.Pdf) -> list[Any]:
    forms = [i for i in pdf.objects if isinstance(i, Stream) and i.get("/Subtype") == Name.Form]
    return [x.Resources for x in [*(p.obj for p in pdf.pages), *forms] if "/Resources" in x]


def _points(box: tuple[float, ...]) -> Array:
    return Array([round(v * PT, 4) for v in box])
