"""The slug: one line of job information outside the bleed, for the print shop.

A file without a slug (for the screen, for an office printer) has the line on its pages, in a white
strip along the upper edge, so that a draft cannot be taken for final. Lengths are in mm.
"""

import io
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from pathlib import Path

import pikepdf
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

from printshop.pdf.geometry import Extent
from printshop.shop.job import Boxes, Composition, Job
from printshop.shop.press import Press
from printshop.shop.state import state, status
from printshop.shop.units import MM, PT

SIZE = 6.0  # pt
AWAY = 2.0  # mm between a crop mark and the line
ACROSS = 0.8  # of a page's diagonal: the length of text set across it
# Strips along the upper edge (mm). The margin that an office printer cannot print is 4.2 mm at
# most: on a sheet the line is set below that.
SCREEN_STRIP, SCREEN_INSET = 4.0, 5.0
SHEET_STRIP, SHEET_INSET = 7.2, 6.0
FONT = "fonts/noto-sans/NotoSans-Regular.ttf"
TAG = "SLUGAA+NotoSans-Regular"
BETWEEN = "  ·  "  # the parts of the line
CHARACTERS = "".join(chr(c) for c in range(32, 127)) + "·–×"


@dataclass(frozen=True)
class _SlugFont:
    """The slug's subset font: file, glyph ID and width by character, metrics; 1000 units an em."""

    data: bytes
    glyphs: dict[str, int]
    widths: dict[str, int]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int


@lru_cache
def _slug_font(root: Path) -> _SlugFont:
    options = Options()
    options.recalc_timestamp = False
    options.layout_features = []
    with TTFont(root / FONT, recalcTimestamp=False) as font:
        # Deleted here, since the subsetter parses the tables that it drops: six times as fast.
        for table in ("GDEF", "GPOS", "GSUB", "DSIG"):
            if table in font:
                del font[table]
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
        return _SlugFont(
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


def line(job: Job, press: Press, size: str, page: int, status: str) -> str:
    """The slug of a page: status, piece, language, side, size, bleed, condition, edition.

    It has no date or time of day, since the same input must give the same bytes.
    """
    width, height = job.sizes[size]
    return BETWEEN.join(
        (
            status,
            job.shop.campaign.name,
            job.stem(size),
            " ".join(job.ticket.carried or (job.ticket.language,)),
            _side_of(job, page),
            f"{width:g} × {height:g} mm",
            *([f"bleed {press.bleed_for((width, height)):g} mm"] if press.bleed else []),
            press.name,
            f"edition {job.shop.campaign.edition:%Y-%m}",
        )
    )


def sheet_line(job: Job, size: str, page: int, status: str) -> str:
    """The line on a sheet: status, piece, and how to print, turn, cut and fold it."""
    imposition = job.layout.imposition
    if imposition is None:
        return ""
    width, height = imposition.sheet
    copies = imposition.across * imposition.down
    turn = {
        "none": "one side",
        "short": "both sides, turn on the short edge",
        "long": "both sides, turn on the long edge",
    }[imposition.turn]
    heads = {"together": "head to head", "opposed": "head to foot"}[imposition.heads]
    return BETWEEN.join(
        (
            status,
            job.stem(size),
            " ".join(job.ticket.carried or (job.ticket.language,)),
            _side_of(job, page),
            f"edition {job.shop.campaign.edition:%Y-%m}",
            f"print at 100 % on {width:g} × {height:g} mm, {turn}",
            *([heads] if imposition.turn != "none" else []),
            *(["cut along the dashes"] if _dashes(job, copies, page) else []),
            *_folding(job, page),
        )
    )


def _dashes(job: Job, copies: int, page: int) -> bool:
    """Whether a sheet's page shows where to cut: between copies, or the strips of a piece."""
    cuts = job.layout.cuts
    return (copies > 1 and page == 1) or (cuts is not None and cuts.page == job.side(page))


def _folding(job: Job, page: int) -> list[str]:
    """The folds of a page in the order of folding, as text; empty without folds."""
    towards = {"valley": "towards you", "mountain": "away from you"}
    folds = sorted(job.folds(page), key=lambda fold: fold[1].step)
    steps = [f"{x:g} mm {towards[fold.way]}" for x, fold in folds]
    return [f"fold, from the left, at {', then at '.join(steps)}"] if steps else []


def _side_of(job: Job, page: int) -> str:
    return f"{job.side(page) or '?'} {page}/{len(job.layout.pages)}"


def draw(
    composition: Composition, press: Press, size: str, page: int, boxes: Boxes, font: str
) -> bytes:
    """Content that draws the line of one page in the place that the condition has for it.

    In a file for the screen only a draft has one; otherwise the content is empty. ``font`` is the
    name of the font among the page's resources.
    """
    job, printed = composition.job, status(composition)
    root = job.shop.root
    if press.slug:
        text, away = line(job, press, size, page, printed), AWAY if press.marks else 0.0
        first, x1 = boxes.trim[0] + away, boxes.bleed[2] - away
        fits = width_of(root, text) * SIZE < (x1 - first) * PT
        x0 = first if fits else boxes.bleed[0] + away
        return set_line(root, text, (x0, x1, boxes.bleed[1] / 2), "0 0 0 1 k", font)
    is_sheet = press.standard == "sheet"
    if not is_sheet and state(composition).is_signed:
        return b""
    high, inset = (SHEET_STRIP, SHEET_INSET) if is_sheet else (SCREEN_STRIP, SCREEN_INSET)
    width, top = boxes.media[2], boxes.media[3]
    if is_sheet:
        text = sheet_line(job, size, page, printed)
    else:
        text = beginning(root, line(job, press, size, page, printed), width - 2 * inset)
    strip = f"1 g 0 {(top - high) * PT:.3f} {width * PT:.3f} {high * PT:.3f} re f"
    middle = top - high + SIZE * MM * 0.72
    return f"/Artifact BMC q {strip} Q EMC\n".encode() + set_line(
        root, text, (inset, width - inset, middle), "0 g", font
    )


def add_font(pdf: pikepdf.Pdf, root: Path) -> pikepdf.Object:
    """Add the slug's subset font with its ToUnicode to a file; one for all pages."""
    font = _slug_font(root)
    file = pdf.make_stream(font.data)
    file.Length1 = len(font.data)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{TAG}"),
        Flags=4,
        FontBBox=Array(font.box),
        ItalicAngle=0,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=714,
        StemV=80,
        FontFile2=file,
    )
    widths = [x for c in CHARACTERS for x in (font.glyphs[c], Array([font.widths[c]]))]
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
    pairs = "\n".join(f"<{font.glyphs[c]:04x}> <{ord(c):04x}>" for c in CHARACTERS)
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


def beginning(root: Path, text: str, room: float) -> str:
    """The first parts of a line, as many as fit in ``room`` mm at ``SIZE``; at least one."""
    parts = text.split(BETWEEN)
    while len(parts) > 1 and width_of(root, BETWEEN.join(parts)) * SIZE > room * PT:
        parts.pop()
    return BETWEEN.join(parts)


def width_of(root: Path, text: str) -> float:
    """The width of a text in em."""
    font = _slug_font(root)
    return sum(font.widths.get(c, font.widths["?"]) for c in text) / 1000


def set_line(
    root: Path, text: str, place: tuple[float, float, float], paint: str, font: str
) -> bytes:
    """Content that sets a line from x0 to x1, centred on y: ``place`` is (x0, x1, y) in mm.

    The size is ``SIZE``, or smaller where the line would be too long.
    """
    x0, x1, middle = (v * PT for v in place)
    size = min(SIZE, (x1 - x0) / width_of(root, text))
    return set_at(root, text, f"{x0:.3f} {middle - size / 3:.3f} Td", size, paint, font)


def set_at(root: Path, text: str, place: str, size: float, paint: str, font: str) -> bytes:
    """Content that sets a line of ``size`` pt; ``place`` is the operator that moves it there."""
    return (
        f"/Artifact BMC q BT {paint} {font} {size:.3f} Tf {place} "
        f"<{_codes(root, text)}> Tj ET Q EMC\n"
    ).encode()


def set_across(root: Path, text: str, box: Extent, paint: str, font: str) -> bytes:
    """Content that sets outlined text along the rising diagonal of a box in mm."""
    x0, y0, x1, y1 = (v * PT for v in box)
    diagonal = hypot(x1 - x0, y1 - y0)
    size = min(ACROSS * diagonal / width_of(root, text), (y1 - y0) / 2)
    cos, sin = (x1 - x0) / diagonal, (y1 - y0) / diagonal
    half_width, half_height = (
        width_of(root, text) * size / 2,
        size * 0.36,
    )  # half the width, half the cap height
    x = (x0 + x1) / 2 - half_width * cos + half_height * sin
    y = (y0 + y1) / 2 - half_width * sin - half_height * cos
    matrix = f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {x:.3f} {y:.3f} Tm"
    text_operators = f"BT 1 Tr {font} {size:.3f} Tf {matrix} <{_codes(root, text)}> Tj ET"
    # With a white contour, so that it is visible on every ground.
    edge = f"0 0 0 0 K {size / 20:.3f} w {text_operators}"
    return f"/Artifact BMC q {edge} {paint} {size / 45:.3f} w {text_operators} Q EMC\n".encode()


def _codes(root: Path, text: str) -> str:
    glyphs = _slug_font(root).glyphs
    return "".join(f"{glyphs[c if c in glyphs else '?']:04x}" for c in text)
