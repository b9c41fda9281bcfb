"""Files whose type is in a font that is wrong, or written otherwise than ours."""

import io
from functools import cache
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.eexec import encrypt
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Stream

from tests.press.wrong.injuries import PT, Injury, paint, state

GLYPHS = [".notdef", "A", "B"]
K = "/X gs 0 0 0 1 k"
OVER = {"X": state(OP=True, op=True, OPM=1)}


def _square(pen: Any) -> None:
    pen.moveTo((0, 0))
    for corner in ((500, 0), (500, 700), (0, 700)):
        pen.lineTo(corner)
    pen.closePath()


@cache
def truetype() -> bytes:
    """A TrueType font with the glyphs A and B, each a rectangle."""
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(GLYPHS)
    font.setupCharacterMap({65: "A", 66: "B"})
    pen = TTGlyphPen(None)
    _square(pen)
    font.setupGlyf(dict.fromkeys(GLYPHS, pen.glyph()))
    return _saved(font)


@cache
def opentype() -> bytes:
    """The same as an OpenType font with CFF outlines."""
    font = FontBuilder(1000, isTTF=False)
    font.setupGlyphOrder(GLYPHS)
    font.setupCharacterMap({65: "A", 66: "B"})
    pen = T2CharStringPen(600, None)
    _square(pen)
    font.setupCFF("Test", {}, dict.fromkeys(GLYPHS, pen.getCharString()), {})
    return _saved(font)


def cff() -> Any:
    """Its CFF table alone."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(opentype()))
    return bytes(font.reader["CFF "])


def _saved(font: FontBuilder) -> bytes:
    font.setupHorizontalMetrics(dict.fromkeys(GLYPHS, (600, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupPost()
    out = io.BytesIO()
    font.font.save(out)
    return out.getvalue()


def type1(hexadecimal: bool = False) -> bytes:
    """The same as a Type 1 font whose own encoding has A at code 1."""
    square = bytes([139, 139, 13, 139, 22, 14])  # 0 0 hsbw 0 hmoveto endchar
    shown = encrypt(b"\0\0\0\0" + square, 4330)[0]
    strings = b"".join(b"/%s %d RD %s ND\n" % (g.encode(), len(shown), shown) for g in GLYPHS)
    private = (
        b"\0\0\0\0dup /Private 8 dict dup begin /RD {string currentfile exch readstring pop} "
        b"executeonly def /ND {noaccess def} executeonly def /NP {noaccess put} executeonly def\n"
        b"/BlueValues [] def /password 5839 def /Subrs 0 array def\n"
        b"2 index /CharStrings 3 dict dup begin\n" + strings + b"end end readonly put\n"
        b"noaccess put dup/FontName get exch definefont pop mark currentfile closefile\n"
    )
    clear = (
        b"%!PS-AdobeFont-1.0: Test\n11 dict begin /FontName /Test def /PaintType 0 def\n"
        b"/FontType 1 def /FontMatrix [0.001 0 0 0.001 0 0] readonly def\n"
        b"/FontBBox {0 0 600 700} readonly def /Encoding 256 array\n"
        b"0 1 255 {1 index exch /.notdef put} for\ndup 1 /A put\nreadonly def\n"
        b"currentdict end currentfile eexec\n"
    )
    coded = bytes(encrypt(private, 55665)[0])
    return clear + (coded.hex().encode() if hexadecimal else coded) + b"\n" + b"0" * 64


def descriptor(pdf: pikepdf.Pdf, program: bytes | None, key: str = "FontFile2", **more: Any) -> Any:
    """A font descriptor with a font program."""
    made = Dictionary(Type=Name.FontDescriptor, FontName=Name.Test, Flags=32, **more)
    if program is not None:
        made[f"/{key}"] = pdf.make_indirect(Stream(pdf, program))
        if key == "FontFile3":
            made[f"/{key}"].Subtype = Name.Type1C
    return pdf.make_indirect(made)


def simple(program: bytes | None = None, key: str = "FontFile2", **more: Any) -> Any:
    """What makes a simple font for a file; A and B are its characters unless it says otherwise."""

    def make(pdf: pikepdf.Pdf) -> Any:
        data = truetype() if program is None else program
        font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Test)
        font.FirstChar, font.LastChar, font.Widths = 65, 66, Array([600, 600])
        font.Encoding = Name.WinAnsiEncoding
        font.FontDescriptor = descriptor(pdf, data or None, key)
        font.ToUnicode = pdf.make_indirect(Stream(pdf, to_unicode(1, {65: "A", 66: "B", 67: "C"})))
        for name, value in more.items():
            if value is None:
                del font[f"/{name}"]
            else:
                font[f"/{name}"] = value(pdf) if callable(value) else value
        return pdf.make_indirect(font)

    return make


def composite(cmap: Any = None, texts: Any = None, **more: Any) -> Any:
    """What makes a composite font for a file: CID 1 is A, CID 2 is B; ``more``: of its CIDFont."""

    def make(pdf: pikepdf.Pdf) -> Any:
        inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Test)
        inner.FontDescriptor = descriptor(pdf, truetype())
        inner.W, inner.CIDToGIDMap = Array([1, 2, 600]), Name.Identity
        for name, value in more.items():
            inner[f"/{name}"] = value(pdf) if callable(value) else value
        font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Test)
        font.DescendantFonts = Array([pdf.make_indirect(inner)])
        font.Encoding = cmap(pdf) if callable(cmap) else cmap or Name("/Identity-H")
        if texts is not None:
            font.ToUnicode = pdf.make_indirect(Stream(pdf, texts))
        return pdf.make_indirect(font)

    return make


def to_unicode(width: int, texts: dict[int, str]) -> bytes:
    """A ToUnicode map whose codes have so many bytes."""
    lines = "".join(
        f"<{code:0{2 * width}x}> <{text.encode('utf-16-be').hex()}>\n"
        for code, text in texts.items()
    )
    space = f"1 begincodespacerange <{'00' * width}> <{'ff' * width}> endcodespacerange\n"
    return f"{space}{len(texts)} beginbfchar\n{lines}endbfchar\n".encode()


def embedded_cmap(spaces: str, ranges: str) -> Any:
    """What makes an embedded CMap for a file."""

    def make(pdf: pikepdf.Pdf) -> Any:
        data = (
            f"/CIDInit /ProcSet findresource begin begincmap /CMapName /Test def\n"
            f"1 begincodespacerange {spaces} endcodespacerange\n"
            f"1 begincidrange {ranges} endcidrange\nendcmap end\n"
        )
        made = Stream(pdf, data.encode())
        made.Type, made.CMapName = Name.CMap, Name.Test
        return pdf.make_indirect(made)

    return make


def shown(font: Any, string: str, size: float = 14) -> Injury:
    """A string in a font, at a size in pt, in a place that is free."""
    show = f"{K} BT /T {size / PT:.4f} Tf 30 27 Td {string} Tj ET"
    return paint(show, Font={"T": font}, ExtGState=OVER)


_AB = to_unicode(2, {1: "A", 2: "B"})
_DIFFERENCES = Dictionary(
    BaseEncoding=Name.WinAnsiEncoding, Differences=Array([65, Name("/.notdef")])
)

SPECIMENS: dict[str, tuple[str, Injury]] = {
    "simple font without text layer": ("no-text-layer", shown(simple(ToUnicode=None), "(AB)")),
    "composite font without text layer": ("no-text-layer", shown(composite(), "<00010002>")),
    "garbage for a font": ("broken-font", shown(simple(b"no font at all" * 50), "(AB)")),
    "a font cut off": ("broken-font", shown(simple(truetype()[:300]), "(AB)")),
    "an empty font program": (
        "broken-font",
        shown(simple(FontDescriptor=lambda pdf: descriptor(pdf, b"")), "(AB)"),
    ),
    "a letter that a TrueType font lacks": ("missing-glyph", shown(simple(), "(ABC)")),
    "a letter that is .notdef by its name": (
        "missing-glyph",
        shown(simple(Encoding=_DIFFERENCES), "(AB)"),
    ),
    "a letter that a Type 1 font lacks": (
        "missing-glyph",
        shown(simple(type1(), "FontFile", Subtype=Name.Type1), "(ABC)"),
    ),
    "a letter that a CFF font lacks": (
        "missing-glyph",
        shown(simple(cff(), "FontFile3", Subtype=Name.Type1), "(ABC)"),
    ),
    "a CID that leads to glyph 0": (
        "missing-glyph",
        shown(
            composite(texts=_AB, CIDToGIDMap=lambda pdf: Stream(pdf, b"\0\0\0\0\0\2")),
            "<00010002>",
        ),
    ),
    "a CID beyond the font": ("missing-glyph", shown(composite(texts=_AB), "<00010009>")),
    "tiny type in codes of one byte": (
        "type-too-small",
        shown(
            composite(embedded_cmap("<00> <ff>", "<00> <ff> 0"), to_unicode(1, {1: "A"})),
            "<01>",
            3,
        ),
    ),
    "tiny type in codes of three bytes": (
        "type-too-small",
        shown(
            composite(
                embedded_cmap("<000000> <ffffff>", "<410000> <4100ff> 0"),
                to_unicode(3, {0x410001: "A"}),
            ),
            "<410001>",
            3,
        ),
    ),
    "tiny type in codes of one and two bytes": (
        "type-too-small",
        shown(
            composite(
                embedded_cmap("<00> <80> <8140> <9ffc>", "<01> <02> 1 <8140> <8141> 1"),
                to_unicode(2, {1: "A", 0x8140: "B"}),
            ),
            "<018140>",
            3,
        ),
    ),
}
