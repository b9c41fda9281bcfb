"""The tags of a page that leaves as the renderer wrote it: what PDF/UA-1 asks beyond its work.

Head cells say whether they stand over a column or before a row (ISO 14289-1, 7.5), and a figure's
box is in points from the page's lower left corner (ISO 32000-1, 14.8.5.4), not in pixels from its
upper one.
"""

from typing import Any

PX = 72 / 96  # points in a CSS pixel
DECIMALS = 3


def complete(pdf: Any, height: float) -> None:
    """Complete the tags of a document of one page, ``height`` pixels high, before it is written."""
    for item in pdf.objects:
        kind = item.get("S") if isinstance(item, dict) and "P" in item else None
        if kind == "/TH":
            item["A"]["Scope"] = "/Column" if _within(pdf, item, "/THead") else "/Row"
        elif kind == "/Figure":
            x0, y0, x1, y1 = item["A"]["BBox"]
            box = (x0 * PX, (height - y1) * PX, x1 * PX, (height - y0) * PX)
            item["A"]["BBox"][:] = [round(float(side), DECIMALS) for side in box]


def _within(pdf: Any, element: Any, kind: str) -> bool:
    """Whether an element lies in one of a kind, at any depth."""
    while "P" in element:
        element = pdf.objects[int(element["P"].split()[0])]
        if element.get("S") == kind:
            return True
    return False
