"""How a good file is spoiled: small steps that the specimens are put together from."""

from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from printshop.typesetting.qr_code import modules

PT = 72 / 25.4
Injury = Callable[[pikepdf.Pdf], None]


def paint(operators: str, page: int = 0, **resources: Any) -> Injury:
    """Something more is painted: in mm from the trim's corner.

    ``resources`` are named by their kind: a dictionary of names to what makes them for a file.
    """

    def do(pdf: pikepdf.Pdf) -> None:
        obj: Any = pdf.pages[page].obj
        for kind, things in resources.items():
            held = dict(obj.Resources.get(f"/{kind}", {}).items())
            held |= {f"/{name}": make(pdf) for name, make in things.items()}
            obj.Resources[f"/{kind}"] = Dictionary(held)
        x, y = (float(v) for v in obj.TrimBox[:2])
        more = f"\nq {PT:.6f} 0 0 {PT:.6f} {x:.4f} {y:.4f} cm {operators} Q\n"
        obj.Contents = pdf.make_stream(obj.Contents.read_bytes() + more.encode())

    return do


def text(
    size: float, colour: str, before: str = "", states: dict[str, Any] | None = None
) -> Injury:
    """A few letters of the page's own running font, at a size in pt, in a place that is free."""

    def do(pdf: pikepdf.Pdf) -> None:
        name, code = running_font(pdf)
        show = f"{before} {colour} BT {name} {size / PT:.4f} Tf 30 27 Td <{code * 4}> Tj ET"
        paint(show, ExtGState=states or {})(pdf)

    return do


def running_font(pdf: pikepdf.Pdf) -> tuple[str, str]:
    """The resource's name of the first page's running font, and the code of a glyph it has."""
    for name, item in pdf.pages[0].obj.Resources.Font.items():
        if "Noto" in str(item.BaseFont):
            code = next(int(w) for w in item.DescendantFonts[0].W if not isinstance(w, Array))
            return name, f"{code:04x}"
    raise AssertionError("the file has no running font")


def state(**values: Any) -> Callable[[pikepdf.Pdf], Any]:
    """A graphics state."""
    return lambda pdf: Dictionary(**values)


def stream(data: bytes, **keys: Any) -> Callable[[pikepdf.Pdf], Any]:
    """A stream with keys."""

    def make(pdf: pikepdf.Pdf) -> Any:
        made = Stream(pdf, data)
        for key, value in keys.items():
            made[f"/{key}"] = value(pdf) if callable(value) else value
        return made

    return make


def picture(pixels: int, space: Any, parts: int, value: bytes = b"\x40", **more: Any) -> Any:
    """A square picture of one value, 8 bits a part unless said otherwise."""
    return stream(
        value * pixels * pixels * parts,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=pixels,
        Height=pixels,
        ColorSpace=space,
        **{"BitsPerComponent": 8, **more},
    )


def root(key: str, make: Callable[[pikepdf.Pdf], Any]) -> Injury:
    """Something more in the catalog."""

    def do(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = make(pdf)

    return do


def on_pages(key: str, value: Any) -> Injury:
    """A key of every page."""

    def do(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj[key] = value

    return do


def moved(key: str, *by: float) -> Injury:
    """A box of every page with its corners moved by mm."""

    def do(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            old: Any = page.obj[key]
            page.obj[key] = Array(
                [round(float(v) + d * PT, 4) for v, d in zip(old, by, strict=True)]
            )

    return do


def without(key: str) -> Injury:
    """A key of every page taken out."""

    def do(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            del page.obj[key]

    return do


def metadata(old: str, new: str) -> Injury:
    """Other words in the metadata."""

    def do(pdf: pikepdf.Pdf) -> None:
        raw = pdf.Root.Metadata.read_bytes()
        assert old.encode() in raw
        pdf.Root.Metadata.write(raw.replace(old.encode(), new.encode()))

    return do


def info(key: str, value: Any) -> Injury:
    """Other words in Info."""

    def do(pdf: pikepdf.Pdf) -> None:
        pdf.trailer.Info[key] = value

    return do


def annotation(subtype: str, x: float, y: float, **more: Any) -> Injury:
    """An annotation of 5 × 5 mm, in mm from the trim's corner."""

    def do(pdf: pikepdf.Pdf) -> None:
        obj: Any = pdf.pages[0].obj
        left, low = (float(v) for v in obj.TrimBox[:2])
        rect = [left + x * PT, low + y * PT, left + (x + 5) * PT, low + (y + 5) * PT]
        obj.Annots = Array(
            [pdf.make_indirect(Dictionary(Subtype=Name(subtype), Rect=Array(rect), **more))]
        )

    return do


def code(side: float, quiet: float = 4, dark: str = "0 0 0 1", light: str = "0 0 0 0") -> Injury:
    """A code of ``side`` mm on its field, with so many modules around it."""
    rows = modules("https://example.org/12345678")
    m = side / len(rows)
    x, y = 26.0, 14.0
    cells = " ".join(
        f"{x + c * m:.4f} {y + (len(rows) - 1 - r) * m:.4f} {m:.4f} {m:.4f} re"
        for r, row in enumerate(rows)
        for c, is_dark in enumerate(row)
        if is_dark
    )
    off, field = quiet * m, side + 2 * quiet * m
    return paint(
        f"{light} k {x - off:.4f} {y - off:.4f} {field:.4f} {field:.4f} re f {dark} k {cells} f"
    )


def both(*steps: Injury) -> Injury:
    """One after another."""

    def do(pdf: pikepdf.Pdf) -> None:
        for step in steps:
            step(pdf)

    return do
