#!/usr/bin/env python3
"""Make the pictures of the documents from a build: ``python docs/pictures/make.py``."""

import sys
import tempfile
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OUTPUT = ROOT / "output"
sys.path.insert(0, str(ROOT))

from printshop.colour.appearance import lab_of_rgb
from printshop.colour.differences import SIGHTS, seen_with
from printshop.proofing.rasterise import rasterise
from printshop.shop.carried import MANY_LANGUAGES
from tests.house.scripts import script

STAFF = script("docs/pictures/staff.py")

GROUND = (236, 233, 227)
GAP = 14  # pixels between pages
MOST = 190_000  # bytes of a picture
TONES = 160  # colours of a picture
FLAT = 48  # of them those that most pixels have
GREY = "grey"

SECTORS = ("horeca", "construction", "agriculture", "salons", "car-washes")
POSTERS = [f"nl/poster-{sector}-1" for sector in SECTORS]
# Each sheet: its rows from top to bottom, each a height in pixels and the pages side by side. After
# an @ stands with what sight a page is seen: one of SIGHTS, or in grey.
SHEETS = {
    "leaflet-nl": [(424, ["nl/leaflet-1", "nl/leaflet-2"])],
    "flyer-poster-card-nl": [
        (560, ["nl/poster-1", "nl/flyer-horeca-1", "nl/flyer-horeca-2"]),
        (195, ["nl/card-1", "nl/card-2"]),
    ],
    "leaflet-ar": [(424, ["ar/leaflet-1", "ar/leaflet-2"])],
    "office-nl": [(424, ["office/nl/leaflet-1", "office/nl/flyer-horeca-2", "office/nl/card-2"])],
    "sectors-nl": [
        (330, POSTERS),
        (330, [f"{page}@deuteranopia" for page in POSTERS]),
        (330, [f"{page}@{GREY}" for page in POSTERS]),
    ],
    "scripts": [
        (400, ["ro/poster-construction-1", "bg/poster-1", "ar/poster-salons-1"]),
        (400, ["pa/flyer-horeca-1", "vi/poster-salons-1", "zh-Hans/tear-off-1"]),
    ],
    "languages-poster": [(820, ["nl/languages-poster-1"])],
    "tear-off-sticker": [(620, ["nl/tear-off-1", "screen/nl/sticker-1", "screen/ar/sticker-1"])],
    "easy-read-nl": [(680, ["nl/easy-read-1", "nl/easy-read-2"])],
    "table-tent-nl": [(620, ["nl/table-tent-horeca-1"])],
    "large-print-nl": [(440, [f"nl/large-print-{page}" for page in (1, 2, 3, 4)])],
}
# A number with the white between its inks written under it: the file, the size of its type in pt,
# and where it stands on the page, in mm: left, top, right, bottom.
NUMBER_SHEET = "number-gaps"
NUMBER = ("screen/nl/poster-1", 126.2, (14, 339, 283, 376))
NUMBER_WIDTH = 1200  # pixels
FINER = 5  # it is measured on a picture so many times as fine
DARK = 120  # of 255: what is darker is ink
FONT = ROOT / "fonts/noto-sans/NotoSans-SemiBold.ttf"


def row(height: int, names: list[str]) -> Image.Image:
    """Pages side by side, each at one height."""
    pages = []
    for name in names:
        page, _, sight = name.partition("@")
        with picture(page) as proof:
            width = round(proof.width * height / proof.height)
            small = proof.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
        pages.append(as_seen(small, sight) if sight else small)
    return joined(pages, across=True)


def as_seen(page: Image.Image, sight: str) -> Image.Image:
    """A page as one of ``SIGHTS`` sees it, or in grey: as light as its colours are."""
    seen: dict[tuple[int, ...], tuple[int, ...]] = {}
    for _, colour in page.getcolors(page.width * page.height) or []:
        assert isinstance(colour, tuple)
        red, green, blue = (part / 255 for part in colour)
        if sight == GREY:  # as dark as its L*: 100 is white
            lights = (lab_of_rgb((red, green, blue))[0] / 100,) * 3
        else:
            lights = seen_with(sight, (red, green, blue))
        seen[colour] = tuple(round(part * 255) for part in lights)
    made = Image.new("RGB", page.size)
    made.putdata([seen[colour] for colour in page.get_flattened_data()])
    return made


def picture(name: str) -> Image.Image:
    """A page's proof (``nl/card-2``), or a page of a condition's file (``office/nl/card-2``)."""
    if source(name).suffix != ".pdf":
        return Image.open(source(name))
    return drawn(name, 150)


def drawn(name: str, dpi: float) -> Image.Image:
    """A page of a condition's file."""
    page = int(name.rpartition("-")[2])
    return rasterise(source(name).read_bytes(), dpi)[page - 1].image


def source(name: str) -> Path:
    """The file that a page is taken from."""
    *press, language, page = name.split("/")
    stem, _, number = page.rpartition("-")
    piece, dot, size = stem.partition(".")
    folder, ending = OUTPUT / "proofs", f"-{number}.png"
    if press:
        folder, ending = OUTPUT / press[0], f"-{press[0]}.pdf"
    versions = (f"{piece}-{tag}{dot}{size}" for tag in (language, MANY_LANGUAGES))
    paths = (folder / language / f"stopmensenhandel-{version}{ending}" for version in versions)
    return next(path for path in paths if path.exists())


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


def number_with_gaps() -> Image.Image:
    """A number as it is in a file, and under each gap of it how wide it is there, in em."""
    name, size, (x0, y0, x1, y1) = NUMBER
    dpi = FINER * NUMBER_WIDTH / (x1 - x0) * 25.4
    per_mm = dpi / 25.4
    page = drawn(name, dpi).convert("RGB")
    large = page.crop(
        (round(x0 * per_mm), round(y0 * per_mm), *(round(v * per_mm) for v in (x1, y1)))
    )
    grey = large.convert("L")
    inked = [any(value < DARK for value in column(grey, x)) for x in range(grey.width)]
    runs, at = [], 0
    for has_ink, group in groupby(inked):
        length = len(list(group))
        runs.append((has_ink, at, length))
        at += length
    small = large.resize((large.width // FINER, large.height // FINER), Image.Resampling.LANCZOS)
    made = Image.new("RGB", (small.width, small.height + 44), small.getpixel((1, 1)))
    made.paste(small, (0, 0))
    pen, font = ImageDraw.Draw(made), ImageFont.truetype(str(FONT), 17)
    em = size / 72 * dpi
    for _, start, length in (run for run in runs[1:-1] if not run[0]):
        left, right, top = start / FINER, (start + length) / FINER, small.height
        pen.rectangle((left, top - 6, max(right - 1, left), top + 4), fill=(5, 59, 75))
        pen.text(
            ((left + right) / 2, top + 8), f"{length / em:.3f}"[1:], (5, 59, 75), font, anchor="ma"
        )
    return made


def column(grey: Image.Image, x: int) -> bytes:
    """The pixels of a column."""
    return grey.crop((x, 0, x + 1, grey.height)).tobytes()


def reduced(sheet: Image.Image) -> Image.Image:
    """A sheet in few colours: the flat tones as they are, and some for the edges of type."""
    counted = sheet.getcolors(sheet.width * sheet.height) or []
    flat = [part for _, colour in sorted(counted, reverse=True)[:FLAT] for part in colour]
    edges = sheet.quantize(TONES - FLAT, Image.Quantize.FASTOCTREE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(flat + edges)
    return sheet.quantize(palette=palette, dither=Image.Dither.NONE)


def sheets() -> dict[str, Image.Image]:
    """All pictures by name."""
    made = {
        name: joined([row(height, names) for height, names in rows], across=False)
        for name, rows in SHEETS.items()
    }
    return {**made, NUMBER_SHEET: number_with_gaps()}


def main() -> int:
    """Write the sheets; 2 where a proof is not there, 1 where a picture is too large."""
    shown = [n.partition("@") for rows in SHEETS.values() for _, names in rows for n in names]
    assert {sight for *_, sight in shown} <= {"", GREY, *SIGHTS}
    names = dict.fromkeys([*(name for name, *_ in shown), NUMBER[0]])
    missing = [name for name in names if not source(name).exists()]
    if missing:
        print(f"not in output/: {', '.join(missing)}; type make first", file=sys.stderr)
        return 2
    if lacking := STAFF.missing():
        print(
            f"the pictures of docs/staff.md stay: {', '.join(lacking)} is missing", file=sys.stderr
        )
    made = sheets()
    with tempfile.TemporaryDirectory() as folder:
        made |= {} if lacking else STAFF.pictures(Path(folder))
    for name, sheet in made.items():
        framed = Image.new("RGB", (sheet.width + 2 * GAP, sheet.height + 2 * GAP), GROUND)
        framed.paste(sheet, (GAP, GAP))
        path = HERE / f"{name}.png"
        reduced(framed).save(path, "PNG", optimize=True)
        size = path.stat().st_size
        print(f"{path.name}: {framed.width} × {framed.height} pixels, {size / 1000:.0f} kB")
        if size > MOST:
            print(f"{path.name} is larger than {MOST / 1000:.0f} kB", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
