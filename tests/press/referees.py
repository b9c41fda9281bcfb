"""Independent referees: other people's tools and libraries look at a finished file.

None of them shares code with the printshop's own reader, so that one fault cannot hide in both.
"""

import ctypes
import io
import math
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter
from pypdfium2 import raw

from printshop.shop.edition_mark import ALPHABET, LENGTH

MM = 25.4 / 72
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
FOREIGN = {"/DeviceRGB", "/CalRGB", "/CalGray", "/Lab", "/ICCBased"}
QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
MARKED_IN = ["/Separation", "/All", "/DeviceCMYK"]
PAINTED_IN = {"/DeviceCMYK", "/DeviceGray", "/Pattern"}


def missing(tool: str) -> NoReturn:
    """Say it loudly: CI fails, a person's own machine skips with the reason."""
    said = f"'{tool}' is not installed, so its checks did not run; 'make test' installs it"
    if os.environ.get("CI") == "true":
        pytest.fail(said)
    pytest.skip(said)


def run(tool: str, *arguments: str | Path) -> str:
    """What a tool prints; a tool that complains fails the test with its own words."""
    path = shutil.which(tool)
    if path is None:
        missing(tool)
    done = subprocess.run([path, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{tool}: {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


# ── plates ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Separation:
    """A page's plates up to its bleed, as percent of ink, in the order C M Y K."""

    plates: dict[str, Any]
    per_mm: float
    extra: dict[str, Any] = field(default_factory=dict)  # plates that are no ink of the press

    @property
    def total(self) -> Any:
        """The sum of the inks at each pixel."""
        return sum(self.plates.values())


def separations(
    pdf: Path, folder: Path, dpi: float, *, sheet: bool = False, extra: tuple[str, ...] = ()
) -> list[Separation]:
    """Ghostscript's plates of every page, cut at the BleedBox, or of the whole sheet.

    ``extra`` are the names of all plates beside those of C, M, Y and K.
    """
    run(
        "gs",
        *("-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep"),
        *(() if sheet else ("-dUseBleedBox",)),
        *("-sOverprint=simulate", f"-r{dpi:g}"),
        f"-sOutputFile={folder / 'plate-%d.tif'}",
        pdf,
    )
    made = []
    for number in range(1, len(list(folder.glob("plate-*(Black).tif"))) + 1):
        found = sorted(folder.glob(f"plate-{number}(*).tif"))
        names = {path.stem.partition("(")[2].rstrip(")"): path for path in found}
        assert set(names) == {*PLATES, *extra}, f"page {number} has the plates {sorted(names)}"
        plates = {}
        for name in (*PLATES, *extra):
            with Image.open(names[name]) as image:
                plates[name] = (255.0 - np.asarray(image.convert("L"), dtype=np.float32)) / 2.55
        beside = {name: plates.pop(name) for name in extra}
        made.append(Separation(plates, dpi / 25.4, beside))
        for path in [*found, folder / f"plate-{number}.tif"]:
            path.unlink()
    return made


# ── structure, fonts, colour spaces ──────────────────────────────────────────────────────────


def check_structure(pdf: Path) -> None:
    """qpdf has nothing to say."""
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", pdf)


def fonts_not_embedded(pdf: Path) -> list[str]:
    """Fonts that poppler does not find embedded, as a subset, with a text layer."""
    rows = run("pdffonts", pdf).splitlines()[2:]
    assert rows, "poppler finds no font at all"
    return [row for row in rows if row.split()[-5:-2] != ["yes", "yes", "yes"]]


def colour_operators(pdf: bytes) -> set[str]:
    """The operators with which a file's pages and forms set colours, and the spaces they name."""
    found: set[str] = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        contents: list[Any] = [page.obj for page in document.pages]
        contents += [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"
        ]
        for content in contents:
            instructions: Any = pikepdf.parse_content_stream(content)
            for operands, operator in instructions:
                op = str(operator)
                if op in ("k", "K", "rg", "RG", "g", "G"):
                    found.add(op)
                elif op in ("cs", "CS"):
                    found.add(str(operands[0]))
    return found


def tag_faults(pdf: Path) -> list[str]:
    """What `pdfua` finds: 16 of the 106 questions of PDF/UA-1, asked in its own way."""
    try:
        import pdfua
    except ImportError:
        missing("pdfua")
    report: Any = pdfua.validate(str(pdf))
    return [str(finding) for finding in report.findings]


def foreign_colours(pdf: bytes) -> list[str]:
    """Every object and every content of a file, used or not: what is neither CMYK nor gray."""
    told: list[str] = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        contents: list[Any] = [page.obj for page in document.pages]
        for item in document.objects:
            told += [f"{name} in object {item.objgen}" for name in _names(item) if name in FOREIGN]
            if isinstance(item, pikepdf.Stream) and (
                item.get("/Subtype") == "/Form" or "/PatternType" in item
            ):
                contents.append(item)
        for content in contents:
            instructions: Any = pikepdf.parse_content_stream(content)
            for operands, operator in instructions:
                op = str(operator)
                foreign = op in ("cs", "CS") and str(operands[0]) not in PAINTED_IN
                foreign = foreign and not _on_every_plate(content, operands[0])
                if foreign or op in ("rg", "RG"):
                    told.append(f"{op} {[str(o) for o in operands]}")
    return told


def _on_every_plate(content: Any, name: Any) -> bool:
    """Whether a colour space of some content is that of marks, which all plates have."""
    spaces = content.get("/Resources", {}).get("/ColorSpace", {})
    return [str(part) for part in spaces.get(str(name), ())[:3]] == MARKED_IN


def _names(item: Any, depth: int = 0) -> Iterator[str]:
    """The names used as values in an object and in what lies directly in it."""
    if isinstance(item, pikepdf.Name):
        yield str(item)
    elif depth and item.is_indirect:
        return  # it is an object of its own
    elif isinstance(item, pikepdf.Array):
        for part in item:
            if isinstance(part, pikepdf.Object):
                yield from _names(part, depth + 1)
    elif isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        values: Any = item.values
        for part in values():
            if isinstance(part, pikepdf.Object):
                yield from _names(part, depth + 1)


# ── codes ────────────────────────────────────────────────────────────────────────────────────


def trims(pdf: bytes, dpi: float) -> list[Image.Image]:
    """Each page's trim at its final size, in gray."""
    made = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            page.set_cropbox(*page.get_trimbox())
            made.append(page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L"))
    return made


def read_codes(image: Image.Image) -> dict[str, list[str]]:
    """What two decoders that share no code read in a picture."""
    try:
        from pyzbar import pyzbar
    except ImportError:
        missing("libzbar0")
    first = zxingcpp.read_barcodes(image, formats=QR)
    second = pyzbar.decode(image, symbols=[pyzbar.ZBarSymbol.QRCODE])
    return {"zxing": [c.text for c in first], "zbar": [c.data.decode() for c in second]}


def spoiled(image: Image.Image) -> dict[str, Image.Image]:
    """A picture of 300 dpi as a bad printer and an unsteady hand show it."""
    return {
        "as it is": image,
        "blurred": image.filter(ImageFilter.GaussianBlur(2)),  # 0.17 mm
        "rotated": image.rotate(4, Image.Resampling.BICUBIC, expand=True, fillcolor=255),
        "low contrast": image.point(lambda v: 110 + v * 60 // 255),
        "dot gain": image.filter(ImageFilter.MinFilter(3)),  # 0.08 mm to each side
    }


# ── glyphs ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Char:
    """A character as pdfium sees it.

    Its box and its baseline are in mm from the sheet's lower left, its size in points before any
    matrix. One that is ``turned`` stands on a baseline that runs upwards, given by its x.
    """

    text: str
    box: tuple[float, float, float, float]
    baseline: float
    size: float
    turned: bool = False


@dataclass(frozen=True)
class Sheet:
    """A page: its boxes in mm, and its characters."""

    media: tuple[float, ...]
    bleed: tuple[float, ...]
    trim: tuple[float, ...]
    chars: tuple[Char, ...]

    def inked(self) -> list[Char]:
        """The characters within the bleed that leave ink."""
        return [c for c in self.chars if c.text.strip() and overlap(c.box, self.bleed)]

    def slug(self) -> str:
        """The text outside the bleed."""
        return "".join(c.text for c in self.chars if not overlap(c.box, self.bleed)).strip()


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Whether two boxes have an area in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def sheets(pdf: bytes) -> list[Sheet]:
    """Every page as pdfium sees it."""
    made = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            words = page.get_textpage()
            made.append(
                Sheet(
                    _mm(page.get_mediabox()),
                    _mm(page.get_bleedbox()),
                    _mm(page.get_trimbox()),
                    tuple(_char(words, i) for i in range(words.count_chars())),
                )
            )
            words.close()
    return made


def _mm(box: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(v * MM for v in box)


def _char(words: Any, i: int) -> Char:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(words, i, x, y)
    x0, y0, x1, y1 = words.get_charbox(i)
    turned = abs(math.sin(raw.FPDFText_GetCharAngle(words, i))) > 0.5
    return Char(
        chr(raw.FPDFText_GetUnicode(words, i)),
        (x0 * MM, y0 * MM, x1 * MM, y1 * MM),
        (x if turned else y).value * MM,
        raw.FPDFText_GetFontSize(words, i),
        turned,
    )


def dialled(sheet: Sheet) -> list[str]:
    """Each row of figures of one size as the eye meets it: left to right, upwards if turned.

    An edition mark, whose figures stand among letters, is none.
    """
    rows: dict[tuple[bool, float, float], list[tuple[float, str]]] = {}
    for char in sheet.inked():
        if char.text in "+0123456789" or char.text in ALPHABET:
            key = (char.turned, round(char.baseline, 1), round(char.size, 2))
            rows.setdefault(key, []).append((char.box[1 if char.turned else 0], char.text))
    read = ("".join(text for _, text in sorted(row)) for row in rows.values())
    figures = (re.sub(r"[^+0-9]", "", row) for row in read if not _is_mark(row))
    return [row for row in figures if row]


def _is_mark(row: str) -> bool:
    return len(row) == LENGTH and set(row) <= set(ALPHABET) and not row.isdigit()
