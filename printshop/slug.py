"""The slug: one line of job text outside the bleed, for the person at the press."""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pikepdf
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

from printshop.job import Boxes, Job
from printshop.model import PT, Press

SIZE = 6.0  # pt
FONT = "fonts/noto-sans/NotoSans-Regular.ttf"
TAG = "SLUGAA+NotoSans-Regular"
CHARACTERS = "".join(chr(c) for c in range(32, 127)) + "·–×"


@dataclass(frozen=True)
class _Face:
    data: bytes
    glyphs: dict[str, int]
    widths: dict[str, int]  # thousandths of the size
    box: tuple[int, int, int, int]
    ascent: int
    descent: int


@lru_cache
def _face(root: Path) -> _Face:
    options = Options()
    options.recalc_timestamp = False
    options.layout_features = []
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "DSIG"]
    with TTFont(root / FONT, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text=CHARACTERS)
        subsetter.subset(font)
        out = io.BytesIO()
        font.save(out)
        cmap, unit = font.getBestCmap(), 1000 / font["head"].unitsPerEm
        glyphs = {c: font.getGlyphID(cmap[ord(c)]) for c in CHARACTERS}
        widths = {c: round(font["hmtx"][cmap[ord(c)]][0] * unit) for c in CHARACTERS}
        head, hhea = font["head"], font["hhea"]
        box = (head.xMin, head.yMin, head.xMax, head.yMax)
        return _Face(
            out.getvalue(),
            glyphs,
            widths,
            (
                round(box[0] * unit),
                round(box[1] * unit),
                round(box[2] * unit),
                round(box[3] * unit),
            ),
            round(hhea.ascent * unit),
            round(hhea.descent * unit),
        )


def line(job: Job, press: Press, size: str, page: int) -> str:
    """What the slug says: status, piece, language, face, size, bleed, press, edition; no clock."""
    width, height = job.sizes[size]
    faces = list(job.layout.pages)
    face = faces[page - 1] if page <= len(faces) else "?"
    return "  ·  ".join(
        (
            "DRAFT – not signed off",
            job.shop.campaign.name,
            job.stem(size),
            job.ticket.language,
            f"{face} {page}/{len(faces)}",
            f"{width:g} × {height:g} mm",
            f"bleed {press.bleed_for((width, height)):g} mm",
            press.name,
            f"edition {job.shop.campaign.edition:%Y-%m}",
        )
    )


def add_font(pdf: pikepdf.Pdf, root: Path) -> pikepdf.Object:
    """The slug's font, embedded as a subset with its text layer; one for all pages of a file."""
    face = _face(root)
    file = pdf.make_stream(face.data)
    file.Length1 = len(face.data)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{TAG}"),
        Flags=4,
        FontBBox=Array(face.box),
        ItalicAngle=0,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=714,
        StemV=80,
        FontFile2=file,
    )
    widths = [x for c in CHARACTERS for x in (face.glyphs[c], Array([face.widths[c]]))]
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/{TAG}"),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=Array(widths),
        CIDToGIDMap=Name.Identity,
    )
    pairs = "\n".join(f"<{face.glyphs[c]:04x}> <{ord(c):04x}>" for c in CHARACTERS)
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Slug def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(CHARACTERS)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(f"/{TAG}"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(to_unicode.encode()),
        )
    )


def operators(root: Path, text: str, boxes: Boxes, font_name: str) -> bytes:
    """Content that sets the line below the bleed, in black, as an artifact, smaller if it must."""
    face = _face(root)
    known = [c if c in face.glyphs else "?" for c in text]
    wide = sum(face.widths[c] for c in known) / 1000
    room = (boxes.bleed[2] - boxes.bleed[0]) * PT
    size = min(SIZE, room / wide)
    x = (
        boxes.trim[0] * PT
        if wide * size < (boxes.bleed[2] - boxes.trim[0]) * PT
        else boxes.bleed[0] * PT
    )
    y = boxes.bleed[1] * PT / 2 - size / 3
    codes = "".join(f"{face.glyphs[c]:04x}" for c in known)
    return (
        f"/Artifact BMC q BT /DeviceCMYK cs 0 0 0 1 scn {font_name} {size:.3f} Tf "
        f"{x:.3f} {y:.3f} Td <{codes}> Tj ET Q EMC\n"
    ).encode()
