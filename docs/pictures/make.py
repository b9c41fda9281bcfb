#!/usr/bin/env python3
"""Make the pictures of the README from a build: ``python docs/pictures/make.py``."""

import sys
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OUTPUT = ROOT / "output"
sys.path.insert(0, str(ROOT))

from printshop.proofing.rasterise import rasterise

GROUND = (236, 233, 227)
GAP = 14  # pixels between pages
MOST = 120_000  # bytes of a picture

# Each sheet: its rows from top to bottom, each a height in pixels and the pages side by side.
SHEETS = {
    "leaflet-nl": [(424, ["nl/leaflet-1", "nl/leaflet-2"])],
    "flyer-poster-card-nl": [
        (560, ["nl/poster-1", "nl/flyer-horeca-1", "nl/flyer-horeca-2"]),
        (195, ["nl/card-1", "nl/card-2"]),
    ],
    "leaflet-ar": [(424, ["ar/leaflet-1", "ar/leaflet-2"])],
    "office-nl": [(424, ["office/nl/leaflet-1", "office/nl/flyer-horeca-2", "office/nl/card-2"])],
}


def row(height: int, names: list[str]) -> Image.Image:
    """Pages side by side, each at one height."""
    pages = []
    for name in names:
        with picture(name) as proof:
            width = round(proof.width * height / proof.height)
            pages.append(proof.convert("RGB").resize((width, height), Image.Resampling.LANCZOS))
    return joined(pages, across=True)


def picture(name: str) -> Image.Image:
    """A page's proof (``nl/card-2``), or a page of a condition's file (``office/nl/card-2``)."""
    if source(name).suffix != ".pdf":
        return Image.open(source(name))
    page = int(name.rpartition("-")[2])
    return rasterise(source(name).read_bytes(), 150)[page - 1].image


def source(name: str) -> Path:
    """The file that a page is taken from."""
    if name.count("/") == 1:
        return OUTPUT / "proofs" / f"{name}.png"
    return OUTPUT / f"{name.rpartition('-')[0]}.pdf"


def joined(parts: list[Image.Image], *, across: bool) -> Image.Image:
    """Pictures one beside or one under another, centred, with a gap between them."""
    spans = [p.width if across else p.height for p in parts]
    wide = max(p.height if across else p.width for p in parts)
    length = sum(spans) + GAP * (len(parts) - 1)
    made = Image.new("RGB", (length, wide) if across else (wide, length), GROUND)
    at = 0
    for part, span in zip(parts, spans, strict=True):
        made.paste(part, (at, 0) if across else ((wide - part.width) // 2, at))
        at += span + GAP
    return made


def main() -> int:
    """Write the sheets; 2 where a proof is not there, 1 where a picture is too large."""
    missing = [n for rows in SHEETS.values() for _, names in rows for n in names]
    missing = [n for n in missing if not source(n).exists()]
    if missing:
        print(f"not in output/: {', '.join(missing)}; type make first", file=sys.stderr)
        return 2
    for name, rows in SHEETS.items():
        sheet = joined([row(height, names) for height, names in rows], across=False)
        framed = Image.new("RGB", (sheet.width + 2 * GAP, sheet.height + 2 * GAP), GROUND)
        framed.paste(sheet, (GAP, GAP))
        path = HERE / f"{name}.png"
        framed.quantize(96, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
            path, "PNG", optimize=True
        )
        size = path.stat().st_size
        print(f"{path.name}: {framed.width} × {framed.height} pixels, {size / 1000:.0f} kB")
        if size > MOST:
            print(f"{path.name} is larger than {MOST / 1000:.0f} kB", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
