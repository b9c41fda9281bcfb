"""A page that is trimmed to the logo on it, its MediaBox from 0,0; always the same bytes."""

import io
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name
from PIL import Image

from printshop.colour.icc import Pixels
from printshop.pdf.pictures import write_samples
from printshop.proofing.rasterise import rasterise_boxes

Box = tuple[float, float, float, float]
Extent = tuple[int, int, int, int]  # in pixels
Mask = NDArray[np.bool_]
COARSE, FINE = 1200, 2000  # pixels of the longer side, to find the logo and then its edge
WHITE = 252  # of 255: lighter pixels count as paper
PIXEL = 0.24  # pt: size of a pixel at 300 ppi
SMALLEST = 0.01  # pt of width or height
UNUSED = ("/PieceInfo", "/Metadata", "/LastModified", "/OPI", "/StructParents", "/StructParent")


@dataclass(frozen=True)
class TrimmedLogo:
    """A page that is trimmed to the logo: width and height in pt, ``ink`` its darkness, 0 to 1.

    ``pixels``: the width of the logo in pixels of its coarsest image; 0 without images. ``sheet``
    is the page before it was trimmed, in inks, ``page`` its size in pt, ``box`` the logo on it;
    ``received`` is the same page before its colours were converted.
    """

    pdf: bytes
    width: float
    height: float
    ink: float
    sheet: bytes
    page: tuple[float, float]
    box: Box
    pixels: int = 0
    received: bytes = b""


def serialise(pdf: pikepdf.Pdf) -> bytes:
    """A file as bytes that are the same on any day and in any folder: no Info, no random ID."""
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    pdf.remove_unreferenced_resources()
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def place_on_page(page: pikepdf.Page) -> tuple[pikepdf.Pdf, Any, Box]:
    """A new file whose page draws another page as a form XObject, the form, and its box in pt.

    Inline images become image XObjects, also in ``page`` itself.
    """
    page.externalize_inline_images()
    pdf = pikepdf.new()
    form = pdf.copy_foreign(page.as_form_xobject())
    for item in pdf.objects:
        if isinstance(item, (pikepdf.Stream, Dictionary)):
            for key in UNUSED:
                if key in item:
                    del item[key]
    box = _transformed_box(form)
    pdf.add_blank_page(page_size=(box[2] - box[0], box[3] - box[1]))
    _draw(pdf, form, box)
    return pdf, form, box


def _draw(pdf: pikepdf.Pdf, form: Any, box: Box) -> None:
    """Make the page show ``box`` of the form's space, with its MediaBox from 0,0."""
    page = pdf.pages[0].obj
    page.MediaBox = Array([0, 0, round(box[2] - box[0], 4), round(box[3] - box[1], 4)])
    page.Resources = Dictionary(XObject=Dictionary(Logo=form))
    content = f"q 1 0 0 1 {-box[0]:.4f} {-box[1]:.4f} cm /Logo Do Q"
    page.Contents = pdf.make_stream(content.encode())


def _transformed_box(form: Any) -> Box:
    """The bounding box of a form after its matrix (ISO 32000-1, 8.10.1)."""
    x0, y0, x1, y1 = (float(v) for v in form.BBox)
    a, b, c, d, e, f = (float(v) for v in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def rasterise(data: bytes, box: Box, side: int) -> Pixels:
    """A box of the first page as RGB, shape (rows, columns, 3); its longer side has ``side``."""
    # A little less: pdfium takes a pixel more for each part of one.
    dpi = 72 * (side - 0.01) / max(box[2] - box[0], box[3] - box[1])
    return np.asarray(rasterise_boxes(data, [box], dpi)[0])


def trim(pdf: pikepdf.Pdf, form: Any, box: Box) -> TrimmedLogo | None:
    """The file's page trimmed to its visible content; None where there is none."""
    data = serialise(pdf)
    page: Box = (0.0, 0.0, box[2] - box[0], box[3] - box[1])
    seen = visible_box(rasterise(data, page, COARSE), page)
    if seen is None:
        return None
    step = max(page[2], page[3]) / COARSE
    margin_box = tuple(v + s * step for v, s in zip(seen, (-1, -1, 1, 1), strict=True))
    margin_box = (
        max(margin_box[0], 0.0),
        max(margin_box[1], 0.0),
        min(margin_box[2], page[2]),
        min(margin_box[3], page[3]),
    )
    seen = visible_box(rasterise(data, margin_box, FINE), margin_box)
    if seen is None:
        return None
    width, height = seen[2] - seen[0], seen[3] - seen[1]
    if min(width, height) < SMALLEST:
        return None
    x, y = box[0], box[1]
    _draw(pdf, form, (x + seen[0], y + seen[1], x + seen[2], y + seen[3]))
    trimmed_pdf = serialise(pdf)
    darkness = _mean_darkness(trimmed_pdf, (0.0, 0.0, width, height))
    return TrimmedLogo(trimmed_pdf, width, height, darkness, data, page[2:], seen)


def visible_box(pixels: Pixels, box: Box) -> Box | None:
    """The part of a box with visible content, by its picture; None where there is none."""
    inside = extent(visible(pixels))
    if inside is None:
        return None
    left, top, right, bottom = inside
    across = (box[2] - box[0]) / pixels.shape[1]
    down = (box[3] - box[1]) / pixels.shape[0]
    return (
        box[0] + across * left,
        box[3] - down * bottom,
        box[0] + across * right,
        box[3] - down * top,
    )


def visible(pixels: Pixels) -> Mask:
    """The pixels, shape (rows, columns, channels), that are seen on white paper."""
    # Channel by channel: over an axis of three values numpy takes fifteen times as long.
    darkest = reduce(np.minimum, np.moveaxis(pixels, -1, 0))
    return np.asarray(darkest < WHITE)


def extent(mask: Mask) -> Extent | None:
    """Left, top, right and bottom of what is true, in pixels; None where nothing is."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not rows.size:
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _mean_darkness(data: bytes, box: Box) -> float:
    gray = Image.fromarray(rasterise(data, box, COARSE // 2)).convert("L")
    return round(1 - float(np.asarray(gray).mean()) / 255, 4)


def page_of_pixels(inks: Pixels) -> bytes:
    """Inks, shape (rows, columns, 4 or 1), as a PDF of one page at 300 ppi."""
    pdf = pikepdf.new()
    rows, columns, channels = inks.shape
    image = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=columns, Height=rows)
    if channels == 4:
        write_samples(image, inks, Name.DeviceCMYK)
    else:
        write_samples(image, 255 - inks, Name.DeviceGray)
    width, height = columns * PIXEL, rows * PIXEL
    page = pdf.add_blank_page(page_size=(max(width, 3), max(height, 3)))
    page.obj.MediaBox = Array([0, 0, round(width, 4), round(height, 4)])
    page.obj.Resources = Dictionary(XObject=Dictionary(Logo=image))
    content = f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /Logo Do Q"
    page.obj.Contents = pdf.make_stream(content.encode())
    return serialise(pdf)
