"""Logos as partners hand them in, made here: good ones, odd ones, and those that would do harm."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from tests.press import foreign

RED = (200, 30, 40)


def svg(inner: str, view: str = 'viewBox="0 0 200 100"', more: str = "") -> bytes:
    """A drawing of 200 × 100 with a margin, if its content keeps one."""
    start = f'<svg xmlns="http://www.w3.org/2000/svg" {view} {more}>'
    return f"{start}{inner}</svg>".encode()


MARK = '<path d="M50 25H150V75H50Z" fill="#c81e28"/>'
GRADIENT = (
    '<defs><linearGradient id="g"><stop offset="0" stop-color="#e01020"/>'
    '<stop offset="1" stop-color="#20a040"/></linearGradient></defs>'
    '<circle cx="50" cy="50" r="30" fill="#0066cc"/>'
    '<rect x="90" y="30" width="60" height="30" fill="#777"/>'
    '<rect x="90" y="65" width="60" height="10" fill="url(#g)"/>'
)


FETCHED = '<image href="file:///etc/hostname"/>'
MIXED = b"1 0 0 0 k 0 0 200 100 re f /Half gs 0 1 0 0 k 50 25 100 50 re f"


def png(picture: Image.Image, **how: Any) -> bytes:
    """A picture as a PNG."""
    out = io.BytesIO()
    picture.save(out, "PNG", **how)
    return out.getvalue()


def jpeg(picture: Image.Image, **how: Any) -> bytes:
    """A picture as a JPEG."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=95, subsampling=0, **how)
    return out.getvalue()


def plate(mode: str, ground: Any, mark: Any) -> Image.Image:
    """A mark of 200 × 100 pixels in the middle of 400 × 200."""
    made = Image.new(mode, (400, 200), ground)
    made.paste(mark, (100, 50, 300, 150))
    return made


def transparent(mark: tuple[int, int, int] = RED) -> bytes:
    """A mark on nothing."""
    return png(plate("RGBA", (0, 0, 0, 0), (*mark, 255)))


def pdf(content: bytes, pages: int = 1, **resources: Any) -> bytes:
    """A PDF of 200 × 100 pt that draws a content on each page."""
    made = Pdf.new()
    for _ in range(pages):
        page = made.add_blank_page(page_size=(200, 100)).obj
        page.Contents = Stream(made, content)
        page.Resources = Dictionary({f"/{k}": _indirect(made, v) for k, v in resources.items()})
    return foreign.raw(made, static_id=True)


def _indirect(made: Pdf, value: Any) -> Any:
    return value(made) if callable(value) else value


BOX = b"50 25 100 50 re f"


def spot(made: Pdf) -> Any:
    """A spot colour whose tint transform goes to half its cyan and all its magenta."""
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0.5, 1, 0, 0]), N=1
    )
    space = Array([Name.Separation, Name("/Brand"), Name.DeviceCMYK, made.make_indirect(tint)])
    return Dictionary(Spot=space)


def lab(_: Pdf) -> Any:
    """Lab under the light of a print shop."""
    return Dictionary(
        Lab=Array(
            [
                Name.Lab,
                Dictionary(
                    WhitePoint=Array([0.9642, 1, 0.8249]), Range=Array([-128, 127, -128, 127])
                ),
            ]
        )
    )


def icc(profile: bytes, channels: int) -> Callable[[Pdf], Any]:
    """A space with a profile."""

    def made(file: Pdf) -> Any:
        stream = Stream(file, profile)
        stream.N = channels
        return Dictionary(Own=Array([Name.ICCBased, file.make_indirect(stream)]))

    return made


def fading(made: Pdf) -> Any:
    """Graphics states: half, and multiplied."""
    del made
    return Dictionary(Half=Dictionary(ca=0.5), Mixed=Dictionary(BM=Name.Multiply))


def softly(made: Pdf) -> Any:
    """A picture of two pixels, red and red, of which the right one is half seen."""
    soft = Stream(made, bytes([255, 128]))
    soft.Type, soft.Subtype, soft.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    soft.Width, soft.Height, soft.BitsPerComponent = 2, 1, 8
    image = Stream(made, bytes([*RED, *RED]))
    image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceRGB
    image.Width, image.Height, image.BitsPerComponent = 2, 1, 8
    image.SMask = made.make_indirect(soft)
    return Dictionary(Picture=made.make_indirect(image))


def encrypted() -> bytes:
    """A PDF that opens with a password only."""
    made = foreign.blank(1, BOX)
    return foreign.raw(made, encryption=pikepdf.Encryption(owner="o", user="u"))


def scripted() -> bytes:
    """A PDF that runs a script on opening."""
    made = foreign.blank(1, BOX)
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('x')")
    return foreign.raw(made)


def layered() -> bytes:
    """A PDF with a layer that is switched off."""
    made = foreign.blank(1, b"/OC /L BDC 10 10 20 20 re f EMC")
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name="hidden"))
    made.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
    )
    made.pages[0].obj.Resources = Dictionary(Properties=Dictionary(L=layer))
    return foreign.raw(made)


def lettered() -> bytes:
    """A PDF with type in a font that does not travel in it."""
    made = foreign.blank(1, b"BT /F 24 Tf 20 50 Td (Union) Tj ET")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Garamond"))
    made.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=font))
    return foreign.raw(made)


def typed(font: bytes) -> bytes:
    """A PDF with type in a TrueType font that travels in it, without a text layer."""
    made = foreign.blank(1, b"0.784314 0.117647 0.156863 rg BT /F 60 Tf 20 50 Td (HIH) Tj ET")
    about = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/Brand"),
        Flags=32,
        FontBBox=Array([0, -200, 1000, 800]),
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=700,
        StemV=80,
        FontFile2=made.make_indirect(Stream(made, font)),
    )
    made.pages[0].obj.Resources = Dictionary(
        Font=Dictionary(
            F=Dictionary(
                Type=Name.Font,
                Subtype=Name.TrueType,
                BaseFont=Name("/Brand"),
                Encoding=Name.WinAnsiEncoding,
                FirstChar=72,
                LastChar=73,
                Widths=Array([700, 350]),
                FontDescriptor=made.make_indirect(about),
            )
        )
    )
    return foreign.raw(made)


def inks_mixed(made: Pdf) -> Any:
    """Two further inks, by a program: the first is cyan, the second magenta."""
    program = Stream(made, b"{ 0 0 }")
    program.FunctionType = 4
    program.Domain, program.Range = Array([0, 1, 0, 1]), Array([0, 1] * 4)
    names = Array([Name("/First"), Name("/Second")])
    return Dictionary(
        Two=Array([Name.DeviceN, names, Name.DeviceCMYK, made.make_indirect(program)])
    )


def spotted(made: Pdf) -> Any:
    """A picture of two pixels in a spot colour, all of it and half."""
    image = Stream(made, bytes([255, 128]))
    image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, spot(made).Spot
    image.Width, image.Height, image.BitsPerComponent = 2, 1, 8
    return Dictionary(Picture=made.make_indirect(image))


def stamped() -> bytes:
    """A PDF whose page carries a stamp."""
    made = foreign.blank(1, BOX)
    stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([10, 10, 90, 90]), F=4)
    made.pages[0].obj.Annots = Array([made.make_indirect(stamp)])
    return foreign.raw(made)


INLINE = b"q 100 0 0 50 50 25 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK ID \xff\x00\x00\x00 EI Q"


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge_png(side: int = 30_000) -> bytes:
    """A PNG of 30,000 × 30,000 pixels in a few kB: rows of white, packed."""
    packer = zlib.compressobj(9)
    row = bytes([0]) + b"\xff" * ((side + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def moving_png() -> bytes:
    """An APNG of two frames."""
    first, second = plate("RGB", "white", RED), plate("RGB", "white", (0, 0, 0))
    return png(first, save_all=True, append_images=[second])


def inverted_jpeg() -> bytes:
    """A CMYK JPEG whose inks stand the wrong way round: its paper prints full."""
    right = np.asarray(plate("CMYK", (0, 0, 0, 0), (0, 200, 160, 20)))
    wrong = Image.frombytes("CMYK", (400, 200), (255 - right).tobytes())
    return jpeg(wrong)


def unmarked_jpeg() -> bytes:
    """A CMYK JPEG without Adobe's marker, which says that its inks are inverted."""
    data = rich_jpeg((0, 200, 160, 20))
    start = data.index(b"\xff\xee")
    end = start + 2 + int.from_bytes(data[start + 2 : start + 4], "big")
    return data[:start] + data[end:]


def rich_jpeg(inks: tuple[int, int, int, int]) -> bytes:
    """A CMYK JPEG with a mark in some inks, from 0 to 255."""
    return jpeg(plate("CMYK", (0, 0, 0, 0), inks))


def entity_bomb() -> bytes:
    """Ten entities, each ten times the one before."""
    rows = ['<!ENTITY a0 "lol">']
    rows += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<!DOCTYPE svg [{''.join(rows)}]>".encode() + svg("<desc>&a9;</desc>" + MARK)


def used_bomb() -> bytes:
    """Thirty symbols, each drawing the one before twice."""
    rows = f'<g id="u0">{MARK}</g>'
    rows += "".join(
        f'<g id="u{n}"><use href="#u{n - 1}"/><use href="#u{n - 1}"/></g>' for n in range(1, 31)
    )
    return svg(f'<defs>{rows}</defs><use href="#u30"/>')


# Of those below: what would use up the machine, were there no limits.
HEAVY = {"a gigabyte", "a gigabyte twice", "a form in itself", "a huge png", "a million nodes"}
HEAVY |= {"entities", "uses of uses"}
# What is refused: the ending it comes with, its bytes, its code.
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "nothing": ("svg", bytes, "empty-file"),
    "noise": ("png", lambda: bytes(range(256)) * 40, "not-a-logo"),
    "a gif": ("gif", lambda: b"GIF89a" + bytes(100), "not-a-logo"),
    "half a png": ("png", lambda: transparent()[:200], "damaged"),
    "half a jpeg": ("jpg", lambda: jpeg(plate("RGB", "white", RED))[:900], "damaged"),
    "half an svg": ("svg", lambda: svg(MARK)[:-9], "damaged"),
    "half a pdf": ("pdf", lambda: b"%PDF-1.7\n" + bytes(500), "damaged"),
    "html": ("svg", lambda: b"<!-- x --><html><p/></html>", "not-a-logo"),
    "white on nothing": ("png", lambda: transparent((255, 255, 255)), "logo-invisible"),
    "a white drawing": ("svg", lambda: svg('<path d="M0 0h9v9z" fill="#fff"/>'), "logo-invisible"),
    "an empty page": ("pdf", lambda: pdf(b""), "logo-invisible"),
    "a huge png": ("png", huge_png, "logo-too-large"),
    "a moving png": ("png", moving_png, "logo-animated"),
    "inverted": ("jpg", inverted_jpeg, "logo-inverted"),
    "entities": ("svg", entity_bomb, "entity"),
    "uses of uses": ("svg", used_bomb, "logo-too-large"),
    "a million nodes": ("svg", lambda: svg("<g/>" * 1_000_000), "logo-too-large"),
    "text": ("svg", lambda: svg("<text>Union</text>"), "logo-text"),
    "a fetched picture": ("svg", lambda: svg(FETCHED), "logo-reaches-out"),
    "inks mixed": ("pdf", lambda: pdf(MIXED, ExtGState=fading), "logo-see-through"),
    "inks either way round": ("jpg", unmarked_jpeg, "logo-inverted"),
    "encrypted": ("pdf", encrypted, "encrypted"),
    "scripted": ("pdf", scripted, "active-content"),
    "a stamp": ("pdf", stamped, "annotation"),
    "a style that hides its address": (
        "svg",
        lambda: svg("<style>path{fill:u\\72l(http://127.0.0.1/x)}</style>" + MARK),
        "logo-reaches-out",
    ),
    "a style that is lost": (
        "svg",
        lambda: svg("<style>g> {fill: red}</style>" + MARK),
        "logo-not-drawn",
    ),
    "a layer": ("pdf", layered, "layers"),
    "a font elsewhere": ("pdf", lettered, "font-not-embedded"),
    "a gigabyte": ("pdf", foreign.bomb, "not-examined"),
    "a gigabyte twice": ("pdf", foreign.bomb_in_a_bomb, "not-examined"),
    "a form in itself": ("pdf", foreign.form_in_itself, "not-examined"),
    "too much ink": ("pdf", lambda: pdf(b"1 1 0.9 0.8 k " + BOX), "too-much-ink"),
    "a mesh in rgb": ("pdf", lambda: pdf(b"/M sh", Shading=mesh), "rgb"),
}  # fmt: skip


def mesh(made: Pdf) -> Any:
    """A gradient over a triangle, in RGB."""
    points = [(0, 0, 255, 0, 0), (255, 0, 0, 255, 0), (0, 255, 0, 0, 255)]
    data = b"".join(bytes([0, *p]) for p in points)
    stream = Stream(made, data)
    stream.ShadingType, stream.ColorSpace = 4, Name.DeviceRGB
    stream.BitsPerCoordinate, stream.BitsPerComponent, stream.BitsPerFlag = 8, 8, 8
    stream.Decode = Array([0, 200, 0, 100, 0, 1, 0, 1, 0, 1])
    return Dictionary(M=made.make_indirect(stream))
