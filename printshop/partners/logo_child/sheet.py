"""The sheet: a page that is no larger than the logo on it, from 0,0, in the same bytes always."""

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from printshop.colour.icc import Pixels
from printshop.pdf.pictures import write
from printshop.proofing.rasterise import rasterise_boxes

Box = tuple[float, float, float, float]
COARSE, FINE = 1200, 2000  # pixels of the longer side, to find the logo and then its edge
WHITE = 252  # of 255: what is lighter is paper
PIXEL = 0.24  # pt: a pixel of a picture, at 300 ppi
SMALLEST = 0.01  # pt
UNUSED = ("/PieceInfo", "/Metadata", "/LastModified", "/OPI", "/StructParents", "/StructParent")


@dataclass(frozen=True)
class Trimmed:
    """A logo's own page of so many pt, and how dark it is, from 0 to 1.

    ``pixels``: how many the coarsest picture on it would have across the whole; 0 without one.
    """

    pdf: bytes
    width: float
    height: float
    ink: float
    pixels: int = 0


def written(pdf: pikepdf.Pdf) -> bytes:
    """A file without anything that depends on the day or the place."""
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    pdf.remove_unreferenced_resources()
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def on_a_page(page: pikepdf.Page) -> tuple[pikepdf.Pdf, Any, Box]:
    """A new file whose one page draws another's as a form, with the form, and where it stands."""
    pdf = pikepdf.new()
    form = pdf.copy_foreign(page.as_form_xobject())
    for item in pdf.objects:
        if isinstance(item, (pikepdf.Stream, Dictionary)):
            for key in UNUSED:
                if key in item:
                    del item[key]
    box = _standing(form)
    pdf.add_blank_page(page_size=(box[2] - box[0], box[3] - box[1]))
    _draw(pdf, form, box)
    return pdf, form, box


def _draw(pdf: pikepdf.Pdf, form: Any, box: Box) -> None:
    """Let the page show a box of the form's surroundings, from 0,0."""
    page = pdf.pages[0].obj
    page.MediaBox = Array([0, 0, round(box[2] - box[0], 4), round(box[3] - box[1], 4)])
    page.Resources = Dictionary(XObject=Dictionary(Logo=form))
    content = f"q 1 0 0 1 {-box[0]:.4f} {-box[1]:.4f} cm /Logo Do Q"
    page.Contents = pdf.make_stream(content.encode())


def _standing(form: Any) -> Box:
    """The box of a form after its matrix (ISO 32000-1, 8.10.1)."""
    x0, y0, x1, y1 = (float(v) for v in form.BBox)
    a, b, c, d, e, f = (float(v) for v in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def seen(data: bytes, box: Box, side: int) -> Pixels:
    """A box of the first page in RGB, (rows, columns, 3), so many pixels on its longer side."""
    dpi = 72 * side / max(box[2] - box[0], box[3] - box[1])
    return np.asarray(rasterise_boxes(data, [box], dpi)[0])


def trimmed(pdf: pikepdf.Pdf, form: Any, box: Box) -> Trimmed | None:
    """The file's page cut to what is seen on it; None where nothing is."""
    data = written(pdf)
    page: Box = (0.0, 0.0, box[2] - box[0], box[3] - box[1])
    found = _around(seen(data, page, COARSE), page)
    if found is None:
        return None
    step = max(page[2], page[3]) / COARSE
    near = tuple(v + s * step for v, s in zip(found, (-1, -1, 1, 1), strict=True))
    near = (max(near[0], 0.0), max(near[1], 0.0), min(near[2], page[2]), min(near[3], page[3]))
    found = _around(seen(data, near, FINE), near)
    if found is None:
        return None
    width, height = found[2] - found[0], found[3] - found[1]
    if min(width, height) < SMALLEST:
        return None
    x, y = box[0], box[1]
    _draw(pdf, form, (x + found[0], y + found[1], x + found[2], y + found[3]))
    made = written(pdf)
    return Trimmed(made, width, height, _darkness(made, (0.0, 0.0, width, height)))


def _around(pixels: Pixels, box: Box) -> Box | None:
    """The part of a box in which anything is seen."""
    inked = np.any(pixels < WHITE, axis=-1)
    rows, columns = np.flatnonzero(inked.any(1)), np.flatnonzero(inked.any(0))
    if not rows.size:
        return None
    across = (box[2] - box[0]) / pixels.shape[1]
    down = (box[3] - box[1]) / pixels.shape[0]
    return (
        box[0] + across * float(columns[0]),
        box[3] - down * float(rows[-1] + 1),
        box[0] + across * float(columns[-1] + 1),
        box[3] - down * float(rows[0]),
    )


def _darkness(data: bytes, box: Box) -> float:
    gray = Image.fromarray(seen(data, box, COARSE // 2)).convert("L")
    return round(1 - float(np.asarray(gray).mean()) / 255, 4)


def of_pixels(inks: Pixels) -> bytes:
    """Four inks, or black alone, as a page of their own."""
    pdf = pikepdf.new()
    rows, columns, channels = inks.shape
    image = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=columns, Height=rows)
    if channels == 4:
        write(image, inks, Name.DeviceCMYK)
    else:
        write(image, 255 - inks, Name.DeviceGray)
    width, height = columns * PIXEL, rows * PIXEL
    page = pdf.add_blank_page(page_size=(max(width, 3), max(height, 3)))
    page.obj.MediaBox = Array([0, 0, round(width, 4), round(height, 4)])
    page.obj.Resources = Dictionary(XObject=Dictionary(Logo=image))
    content = f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /Logo Do Q"
    page.obj.Contents = pdf.make_stream(content.encode())
    return written(pdf)
