"""Pages with QR codes, drawn as programs draw them, for tests of files from outside."""

import io
import math
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from printshop.typesetting.qr_code import modules

PT = 72 / 25.4
TRIM = (20.0, 20.0, 170.0, 230.0)  # mm on a sheet of 190 × 250
ADDRESS = "https://www.example.org/help"
Cells = list[tuple[int, int]]


def cells_of(address: str) -> tuple[int, Cells]:
    """Modules a side, and column and row (from below) of each dark one."""
    rows = modules(address)
    side = len(rows)
    return side, [
        (c, side - 1 - r) for r, row in enumerate(rows) for c, dark in enumerate(row) if dark
    ]


def as_path(side: int, cells: Cells) -> str:
    """One path of many squares."""
    return " ".join(f"{c} {r} 1 1 re" for c, r in cells) + " f"


def as_areas(side: int, cells: Cells) -> str:
    """An area for each module."""
    return " ".join(f"{c} {r} 1 1 re f" for c, r in cells)


def as_dots(side: int, cells: Cells) -> str:
    """Modules that do not touch."""
    return " ".join(f"{c + 0.1:.1f} {r + 0.1:.1f} 0.8 0.8 re" for c, r in cells) + " f"


def in_content(side: int, cells: Cells) -> str:
    """A picture of a byte a module, within the content."""
    dark = set(cells)
    rows = range(side - 1, -1, -1)
    data = "".join("00" if (c, r) in dark else "ff" for r in rows for c in range(side))
    begin = f"q {side} 0 0 {side} 0 0 cm BI /W {side} /H {side} /BPC 8 /CS /G /F /AHx ID"
    return f"{begin} {data}> EI Q"


def placed(
    drawing: str,
    modules_a_side: int,
    mm: float = 25.0,
    at: tuple[float, float] = (60.0, 60.0),
    turned: float = 0.0,
    dark: str = "0 0 0 1 k",
    light: str = "0 0 0 0 k",
) -> str:
    """A code of a size at a place on the sheet, on its field, turned by degrees."""
    scale = mm * PT / modules_a_side
    c, s = math.cos(math.radians(turned)) * scale, math.sin(math.radians(turned)) * scale
    q = modules_a_side + 8
    return (
        f"q {c:.5f} {s:.5f} {-s:.5f} {c:.5f} {at[0] * PT:.3f} {at[1] * PT:.3f} cm "
        f"{light} -4 -4 {q} {q} re f {dark} {drawing} Q"
    )


def code(address: str = ADDRESS, how: Callable[[int, Cells], str] = as_path, **where: Any) -> str:
    """A code that leads to an address."""
    side, cells = cells_of(address)
    return placed(how(side, cells), side, **where)


def box(x: float, y: float, wide: float, high: float, paint: str = "0 0 0 0 k") -> str:
    """An area on the sheet, in mm."""
    return f"{paint} {x * PT:.3f} {y * PT:.3f} {wide * PT:.3f} {high * PT:.3f} re f"


def page_of(
    *drawings: str, words: str = "", rotate: int = 0, moved: tuple[float, float] = (0.0, 0.0)
) -> bytes:
    """A file of one page with these drawings; ``moved``: in mm, all of it with its boxes."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(190 * PT, 250 * PT))
    page: Any = pdf.pages[0].obj
    dx, dy = (v * PT for v in moved)
    page.MediaBox = Array([dx, dy, 190 * PT + dx, 250 * PT + dy])
    x0, y0, x1, y1 = (v * PT for v in TRIM)
    page.TrimBox = page.BleedBox = Array([x0 + dx, y0 + dy, x1 + dx, y1 + dy])
    if rotate:
        page.Rotate = rotate
    text = f"BT /F 12 Tf 100 100 Td ({words}) Tj ET" if words else ""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    font.Encoding = Name.WinAnsiEncoding
    page.Resources = Dictionary(Font=Dictionary(F=font))
    content = "\n".join([f"1 0 0 1 {dx:.3f} {dy:.3f} cm", *drawings, text]).encode()
    page.Contents = pdf.make_stream(zlib.compress(content), Filter=Name.FlateDecode)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()
