"""A drawing whose transparency cannot be flattened as vectors, as pixels on white.

Masks, fading gradients and what is transparent over other artwork look as they should in a picture
of the drawing; at 1,200 pixels across, no eye sees that it is one.
"""

import io

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name

from printshop.partners.logo_child.sheet import Box, rasterise, visible_box
from printshop.pdf.pictures import write_samples

COARSE = 600  # pixels of the longer side, to find what is seen
FINE = 1200  # pixels of the picture's longer side: 1,020 ppi at 30 mm, 450 ppi at 68 mm


def as_picture(drawing: bytes) -> bytes | None:
    """The first page of a PDF in RGB as a page of the same size that holds one picture of it.

    None where nothing is seen on it.
    """
    with pikepdf.open(io.BytesIO(drawing)) as pdf:
        x0, y0, x1, y1 = (float(v) for v in pdf.pages[0].mediabox)
    page: Box = (x0, y0, x1, y1)
    seen = visible_box(rasterise(drawing, page, COARSE), page)
    if seen is None:
        return None
    spare = max(x1 - x0, y1 - y0) / COARSE  # antialiased edges that are hardly seen
    box = (
        max(x0, seen[0] - spare),
        max(y0, seen[1] - spare),
        min(x1, seen[2] + spare),
        min(y1, seen[3] + spare),
    )
    pixels = np.ascontiguousarray(rasterise(drawing, box, FINE))
    rows, columns, _ = pixels.shape
    made = pikepdf.new()
    image = made.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=columns, Height=rows)
    write_samples(image, pixels, Name.DeviceRGB)
    width, height = box[2] - box[0], box[3] - box[1]
    content = f"q {width:.4f} 0 0 {height:.4f} {box[0]:.4f} {box[1]:.4f} cm /Logo Do Q"
    blank = made.add_blank_page(page_size=(x1 - x0, y1 - y0)).obj
    blank.MediaBox = Array([x0, y0, x1, y1])
    blank.Resources = Dictionary(XObject=Dictionary(Logo=image))
    blank.Contents = made.make_stream(content.encode())
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
