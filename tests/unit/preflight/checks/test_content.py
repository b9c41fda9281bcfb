"""The file as a whole: what it says of itself, quoted as it stands."""

from typing import Any

import pytest

from printshop.preflight.checks.content import VERSION, XMP
from tests.unit.preflight.checks.cases import case, messages, own, page

NAMESPACES = {
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DAY = "2026-11-01T12:00:00Z"
SAID = {
    **dict.fromkeys(XMP, "x"),
    VERSION: "PDF/X-4",
    "dc:title": "A leaflet",
    "pdf:Trapped": "False",
    "xmp:CreateDate": DAY,
    "xmp:ModifyDate": DAY,
}
INFO = {"/Title": "A leaflet", "/Trapped": "/False", "/CreationDate": "D:20261101120000Z"}


def packet(said: dict[str, str]) -> str:
    """Metadata that say this."""
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
    parts = "".join(f"<{name}>{value}</{name}>" for name, value in said.items())
    return f'<r:RDF xmlns:r="{RDF}" {spaces}><r:Description>{parts}</r:Description></r:RDF>'


def about(said: dict[str, str], **values: Any) -> Any:
    """A file that says this of itself."""
    return case(
        page(), **{"xmp": packet(said), "info": INFO, "version": "1.6", "has_id": True, **values}
    )


@pytest.mark.parametrize("version", ["1.3", "1.4", "1.5", "1.6"])
def test_versions(version: str) -> None:
    """PDF/X-4 rests on PDF 1.6: older ones are part of it; our own is exact."""
    file = about(SAID, version=version)
    assert messages("not-pdfx", file) == []
    wanted = [] if version == "1.6" else [f"the file is PDF {version}; PDF/X-4 is PDF 1.6"]
    assert messages("not-pdfx", own(file)) == wanted


@pytest.mark.parametrize("version", ["1.7", "2.0", ""])
def test_newer_versions(version: str) -> None:
    """A newer one may hold what no press of PDF/X-4 knows."""
    assert messages("not-pdfx", about(SAID, version=version)) == [
        f"the file is PDF {version}; PDF/X-4 is PDF 1.6 or older"
    ]


@pytest.mark.parametrize(
    ("in_xmp", "in_info", "message"),
    [
        (None, "", "nothing in the file says that it is PDF/X-4 (GTS_PDFXVersion)"),
        (
            None,
            "PDF/X-3:2002",
            "the file says that it is 'PDF/X-3:2002' in Info, not PDF/X-4",
        ),
        (
            "PDF/X-3",
            "",
            "the file says that it is 'PDF/X-3' in the metadata (XMP), not PDF/X-4",
        ),
        (
            "PDF/X-3",
            "PDF/X-3:2002",
            "the file says that it is 'PDF/X-3' in the metadata (XMP) and 'PDF/X-3:2002' in Info, "
            "not PDF/X-4",
        ),
        (
            "PDF/X-4",
            "PDF/X-1:2001",
            "GTS_PDFXVersion is 'PDF/X-1:2001' in Info and 'PDF/X-4' in the XMP",
        ),
        ("PDF/X-4", "PDF/X-4", None),
        (None, "PDF/X-4", "the metadata has no pdfxid:GTS_PDFXVersion"),
    ],
)
def test_what_it_says_that_it_is(in_xmp: str | None, in_info: str, message: str | None) -> None:
    """Quoted from where it stands, once."""
    said = {k: v for k, v in {**SAID, VERSION: in_xmp}.items() if v is not None}
    info = {**INFO, "/GTS_PDFXVersion": in_info} if in_info else INFO
    assert messages("not-pdfx", about(said, info=info)) == ([message] if message else [])


def test_another_standard_is_one_fault() -> None:
    """An office PDF without metadata is told once, not once for each property."""
    office = about({"dc:title": "A letter"}, info={}, version="1.6")
    assert len(messages("not-pdfx", office)) == 1
    assert len(messages("not-pdfx", about({}, xmp="", info={}))) == 1


def test_what_is_missing_is_one_fault() -> None:
    """All properties that are not there, in one finding."""
    few = {k: v for k, v in SAID.items() if k not in ("xmpMM:VersionID", "xmpMM:DocumentID")}
    assert messages("not-pdfx", about(few)) == [
        "the metadata has no xmpMM:DocumentID, no xmpMM:VersionID"
    ]


@pytest.mark.parametrize(
    ("info", "message"),
    [
        ({"/Title": " A poster"}, "Title is ' A poster' in Info and 'A leaflet' in the XMP"),
        (
            {"/Title": "x" * 100},
            f"Title is '{'x' * 80}…' in Info and 'A leaflet' in the XMP",
        ),
        ({"/Trapped": ""}, "Trapped is missing in Info and 'False' in the XMP"),
        (
            {"/CreationDate": "D:20200101000000+01'00'"},
            f"CreationDate is 'D:20200101000000+01'00'' in Info and '{DAY}' in the XMP",
        ),
        ({"/CreationDate": "D:20261101130000+01'00'"}, None),  # the same moment
    ],
)
def test_disagreements(info: dict[str, str], message: str | None) -> None:
    """Both values are quoted as they stand."""
    file = about(SAID, info={**INFO, **info})
    assert messages("not-pdfx", file) == ([message] if message else [])


def test_lists_are_one_fault() -> None:
    """Forms, attachments and layers: one finding each, with the first names."""
    many = tuple(f"part {n}" for n in range(10))
    file = case(page(), fields=many, attachments=("a.exe",), layers=("Dutch", "French"))
    assert messages("form-field", file) == [
        f"the file has a form: {', '.join(many[:8])} and 2 more"
    ]
    assert messages("attachment", file) == ["another file is attached: 'a.exe'"]
    assert messages("layers", file) == ["the file has layers: Dutch, French"]
