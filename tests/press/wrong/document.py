"""Files that are wrong as a whole: standard, metadata, intent, boxes, and what hides in them."""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.press.wrong.injuries import (
    Injury,
    annotation,
    info,
    metadata,
    moved,
    on_pages,
    paint,
    root,
    stream,
    without,
)


def _two_intents(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def _no_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


def _rgb_profile(pdf: pikepdf.Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    raw = bytearray(profile.read_bytes())
    raw[12:20] = b"mntrRGB "
    profile.write(bytes(raw))


def _intent(key: str, value: Any) -> Injury:
    def do(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OutputIntents[0][key] = value

    return do


def _no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _no_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def _script(pdf: pikepdf.Pdf) -> Any:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert('boo')"))


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["prices.txt"] = b"12"


def _named_script(pdf: pikepdf.Pdf) -> Any:
    return Dictionary(JavaScript=Dictionary(Names=Array([String("boo"), _script(pdf)])))


def _layer(pdf: pikepdf.Pdf) -> Any:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Die line")))
    return Dictionary(OCGs=Array([group]), D=Dictionary(Order=Array([group])))


def _field(pdf: pikepdf.Pdf) -> Any:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("name"), V=String("")))
    return Dictionary(Fields=Array([field]))


def _xfa(pdf: pikepdf.Pdf) -> Any:
    return Dictionary(Fields=Array(), XFA=stream(b"<xdp/>")(pdf))


def _larger_page(pdf: pikepdf.Pdf) -> None:
    """The second page is 1 mm narrower."""
    obj: Any = pdf.pages[1].obj
    for key in ("/TrimBox", "/BleedBox"):
        x0, y0, x1, y1 = (float(v) for v in obj[key])
        obj[key] = Array([x0, y0, x1 - 2.8346, y1])


def _emptied(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(b"")


def _garbled(pdf: pikepdf.Pdf) -> None:
    obj: Any = pdf.pages[0].obj
    obj.Contents = pdf.make_stream(obj.Contents.read_bytes() + b"\nq (a) 1 cm /x (y) Td Q\n")


def _spot(pdf: pikepdf.Pdf) -> Any:
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array([0, 1, 1, 0]), N=1
    )
    return Array([Name.Separation, Name("/Bar"), Name.DeviceCMYK, tint])


def _for_archives(pdf: pikepdf.Pdf) -> None:
    """An intent for PDF/A with a profile of a screen comes first."""
    profile = bytes(12) + b"mntrRGB " + bytes(108)
    pdf.Root.OutputIntents.insert(
        0,
        Dictionary(
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB"),
            DestOutputProfile=pdf.make_stream(profile, N=3),
        ),
    )


def _no_registry(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].RegistryName
    del pdf.Root.OutputIntents[0].Info


def _art_for_trim(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj.ArtBox = page.obj.TrimBox
        del page.obj.TrimBox


def _moved_away(pdf: pikepdf.Pdf) -> None:
    """All of each page lies elsewhere: its boxes with its content."""
    for page in pdf.pages:
        obj: Any = page.obj
        for key in ("/MediaBox", "/BleedBox", "/TrimBox", "/CropBox"):
            if key in obj:
                x0, y0, x1, y1 = (float(v) for v in obj[key])
                obj[key] = Array([x0 - 100, y0 + 50, x1 - 100, y1 + 50])
        content = b"q 1 0 0 1 -100 50 cm\n" + obj.Contents.read_bytes() + b"\nQ"
        obj.Contents = pdf.make_stream(content)


def _cropped(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj.CropBox = page.obj.TrimBox


RIGHT: dict[str, Injury] = {
    "MediaBox from elsewhere": moved("/MediaBox", -2, -2, 0, 0),
    "all of it elsewhere": _moved_away,
    "no BleedBox": without("/BleedBox"),
    "CropBox at the trim": _cropped,
    "ArtBox for TrimBox": _art_for_trim,
    "intent for archives beside": _for_archives,
    "intent without registry": _no_registry,
    "400 % of ink beyond the bleed": paint("1 1 1 1 k -8 -8 3 3 re f"),
    "RGB and a spot colour beyond the bleed": paint(
        "1 0 0 rg -8 -8 3 3 re f /R cs 1 scn -8 30 3 3 re f", ColorSpace={"R": _spot}
    ),
}
SPECIMENS: dict[str, tuple[str, Injury]] = {
    "wrong PDF/X version": ("not-pdfx", metadata(">PDF/X-4<", ">PDF/X-3<")),
    "no PDF/X version": ("not-pdfx", metadata("pdfxid:GTS_PDFXVersion", "pdfxid:Other")),
    "no document identifier": ("not-pdfx", metadata("xmpMM:DocumentID", "xmpMM:Other")),
    "no metadata": ("not-pdfx", _no_metadata),
    "trapped unknown": (
        "not-pdfx",
        metadata("<pdf:Trapped>False", "<pdf:Trapped>Unknown"),
    ),
    "trapped differs": ("not-pdfx", info("/Trapped", Name("/True"))),
    "another title in Info": ("not-pdfx", info("/Title", String("Something else"))),
    "another date in Info": ("not-pdfx", info("/CreationDate", String("D:20200101000000Z"))),
    "old version in Info": ("not-pdfx", info("/GTS_PDFXVersion", String("PDF/X-1:2001"))),
    "no intent": ("wrong-intent", _no_intent),
    "two intents": ("wrong-intent", _two_intents),
    "intent of another press": (
        "wrong-intent",
        _intent("/OutputConditionIdentifier", String("FOGRA51")),
    ),
    "intent for archives": ("wrong-intent", _intent("/S", Name.GTS_PDFA1)),
    "intent of a screen": ("wrong-intent", _rgb_profile),
    "intent without profile": ("wrong-intent", _no_profile),
    "MediaBox too small": ("boxes-not-nested", moved("/MediaBox", 0, 0, -9, 0)),
    "no TrimBox": ("boxes-not-nested", without("/TrimBox")),
    "ArtBox": ("boxes-not-nested", on_pages("/ArtBox", Array([0, 0, 10, 10]))),
    "CropBox": ("boxes-not-nested", on_pages("/CropBox", Array([0, 0, 100, 100]))),
    "turned": ("page-turned", on_pages("/Rotate", 90)),
    "other unit": ("boxes-not-nested", on_pages("/UserUnit", 2)),
    "missing bleed": ("wrong-bleed", moved("/BleedBox", 3, 3, -3, -3)),
    "page sizes": ("page-sizes-differ", _larger_page),
    "empty page": ("empty-page", _emptied),
    "script on opening": ("active-content", root("/OpenAction", _script)),
    "named script": ("active-content", root("/Names", _named_script)),
    "action on closing": ("active-content", root("/AA", lambda p: Dictionary(WC=_script(p)))),
    "action of a page": ("active-content", on_pages("/AA", Dictionary())),
    "attachment": ("attachment", _attachment),
    "layer": ("layers", root("/OCProperties", _layer)),
    "form field": ("form-field", root("/AcroForm", _field)),
    "XFA form": ("form-field", root("/AcroForm", _xfa)),
    "note": ("annotation", annotation("/Text", 30, 25)),
    "note in the bleed": ("annotation", annotation("/Text", -2, 25)),
    "link": (
        "annotation",
        annotation("/Link", 30, 25, A=Dictionary(S=Name.URI, URI=String("https://example.org"))),
    ),
    "script outside the bleed": (
        "active-content",
        annotation("/Text", -12, -12, A=Dictionary(S=Name.Launch, F=String("calc.exe"))),
    ),
    "garbled content": ("unreadable-content", _garbled),
}
