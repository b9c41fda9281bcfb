"""Files from outside, made here: what people and worse send to a print shop."""

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
GIGABYTE = 1 << 30


def blank(pages: int = 1, content: bytes = b"") -> Pdf:
    """A small PDF that is no press file."""
    pdf = Pdf.new()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(200, 200))
        page.Contents = Stream(pdf, content)
    return pdf


def raw(pdf: Pdf, **how: object) -> bytes:
    """A PDF's bytes."""
    out = io.BytesIO()
    pdf.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def zeros(size: int) -> bytes:
    """So many zero bytes, a multiple of 16 MB, deflated: one packed block, again and again."""
    pack = zlib.compressobj(9, wbits=-15)
    block = pack.compress(bytes(1 << 24)) + pack.flush(zlib.Z_FULL_FLUSH)
    check = (size % 65521) << 16 | 1  # Adler-32 of nothing but zeros
    return b"\x78\xda" + block * (size >> 24) + pack.flush() + check.to_bytes(4, "big")


def bomb() -> bytes:
    """A page whose content unpacks to a gigabyte."""
    pdf = blank()
    stream = Stream(pdf, b"")
    stream.write(zeros(GIGABYTE), filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = pdf.make_indirect(stream)
    return raw(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def bomb_in_a_bomb() -> bytes:
    """The same, packed twice: a few kB."""
    pdf = blank()
    stream = Stream(pdf, b"")
    twice = Array([Name.FlateDecode, Name.FlateDecode])
    stream.write(zlib.compress(zeros(GIGABYTE), 9), filter=twice)
    pdf.pages[0].obj.Contents = pdf.make_indirect(stream)
    return raw(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def deep_arrays() -> bytes:
    """An array in an array, a hundred thousand deep."""
    good = raw(blank(), static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    deep = b"[" * 100_000 + b"]" * 100_000
    return good.replace(b"/MediaBox", b"/Deep " + deep + b" /MediaBox", 1)


def deep_content() -> bytes:
    """Content with the same nesting."""
    return raw(blank(1, b"[" * 100_000 + b"] TJ"))


def form_in_itself() -> bytes:
    """Two forms that draw each other, each twice."""
    pdf = blank(1, b"/A Do")
    forms = [pdf.make_indirect(Stream(pdf, b"/A Do /B Do /A Do /B Do")) for _ in "AB"]
    names = Dictionary(XObject=Dictionary(A=forms[0], B=forms[1]))
    for form in forms:
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
        form.Resources = names
    pdf.pages[0].obj.Resources = names
    return raw(pdf)


def locked() -> bytes:
    """A file that opens with a password only."""
    return raw(blank(), encryption=pikepdf.Encryption(owner="owner", user="user"))


def protected() -> bytes:
    """A file that everybody may open and nobody may change."""
    return raw(blank(), encryption=pikepdf.Encryption(owner="owner", user=""))


def busy() -> bytes:
    """JavaScript, a launch action, an attachment and a layer."""
    pdf = blank(1, b"/OC /L BDC 0 0 0 1 k 10 10 50 50 re f EMC")
    touch = String("app.launchURL('https://example.org/')")
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=touch)
    launch = Dictionary(S=Name.Launch, F=String("/bin/touch"), Win=Dictionary(F=String("calc.exe")))
    pdf.pages[0].obj.AA = Dictionary(O=launch)
    made: Any = pikepdf.AttachedFileSpec
    pdf.attachments["a.exe"] = made(pdf, b"MZ", filename="a.exe")
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("secret")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))
    pdf.pages[0].obj.Resources = Dictionary(Properties=Dictionary(L=layer))
    return raw(pdf)


def markup() -> bytes:
    """A title, a font and a colour whose names are HTML."""
    pdf = blank(1, b"/CS0 cs 1 scn 10 10 50 50 re f BT /F0 12 Tf 20 100 Td (x) Tj ET")
    name = "/<script>alert(1)</script>"
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/<b>bold</b>\u202egnp"))
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1)
    tint.C0, tint.C1 = Array([0, 0, 0, 0]), Array([0, 1, 0, 0])
    space = Array([Name.Separation, Name(name), Name.DeviceCMYK, tint])
    pdf.pages[0].obj.Resources = Dictionary(
        Font=Dictionary(F0=font), ColorSpace=Dictionary(CS0=space)
    )
    pdf.docinfo["/Title"] = "<img src=x onerror=alert(1)>"
    return raw(pdf)


def wrong_boxes() -> bytes:
    """Boxes of any kind but four numbers in order."""
    pdf = blank()
    page = pdf.pages[0].obj
    page.TrimBox = Array([100, 100, 100, 100])
    page.BleedBox = Array([0, 0, 1e12, 1])
    page.CropBox = Array([Name.A, 2])
    return raw(pdf)


def truncated() -> bytes:
    """The first half of a file: its index is gone."""
    good = raw(blank(20, b"0 0 0 1 k 10 10 50 50 re f\n" * 40))
    return good[: len(good) // 2]


def without_an_end() -> bytes:
    """A file that lost its last lines; all its objects are there."""
    good = raw(blank(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return good[: good.rindex(b"xref\n") if b"\nxref\n" in good else good.rindex(b"startxref")]


def noise() -> bytes:
    """A PDF's first line, then what no PDF holds."""
    state, out = 1, bytearray(b"%PDF-1.6\n")
    for _ in range(20_000):
        state = (1103515245 * state + 12345) % (1 << 31)
        out.append(state >> 16 & 255)
    return bytes(out)


def huge(path: Path) -> None:
    """Two gigabytes that take no room on the disk."""
    with path.open("wb") as file:
        file.write(b"%PDF-1.6\n")
        file.truncate(2 << 30)


# Of those below: what would use up the machine, were there no limits.
HEAVY = {"a bomb", "a bomb in a bomb", "a form in itself", "deep arrays", "deep content"}
# How each is made, and the codes of which at least one answers it.
ANSWERS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "zero bytes": (lambda: b"", {"empty-file"}),
    "a picture": (lambda: PNG, {"not-a-pdf"}),
    "noise": (noise, {"damaged"}),
    "truncated": (truncated, {"damaged"}),
    "without an end": (without_an_end, {"damaged"}),
    "a bomb": (bomb, {"not-examined"}),
    "a bomb in a bomb": (bomb_in_a_bomb, {"not-examined"}),
    "deep arrays": (deep_arrays, {"damaged"}),
    "deep content": (deep_content, {"empty-page", "not-examined"}),
    "a form in itself": (form_in_itself, {"not-examined"}),
    "5,000 pages": (lambda: raw(blank(5000)), {"too-many-pages"}),
    "locked": (locked, {"encrypted"}),
    "protected": (protected, {"encrypted"}),
    "wrong boxes": (wrong_boxes, {"boxes-not-nested"}),
    "scripts, attachments, layers": (busy, {"not-pdfx"}),
    "markup": (markup, {"font-not-embedded"}),
}
