"""CMaps: the codes of a string, and the CID and the text of a code."""

from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf, Stream

from printshop.pdf.cmaps import CMap, cmap_of, to_unicode


def embedded(data: bytes, **keys: Any) -> CMap:
    """A CMap that is in a file."""
    pdf = Pdf.new()
    found = cmap_of(pdf.make_indirect(Stream(pdf, data, **keys)))
    assert found is not None
    return found


MIXED = (
    b"2 begincodespacerange <00> <80> <8140> <9ffc> endcodespacerange\n"
    b"1 begincidrange <20> <7e> 1 <8140> <8150> 500 endcidrange\n"
    b"1 begincidchar <80> 97 endcidchar\n"
)


def test_identity() -> None:
    """Two bytes each, which are the CID; a byte that is left over is none."""
    for name, vertical in (("/Identity-H", False), ("/Identity-V", True)):
        found = cmap_of(Name(name))
        assert found == CMap(vertical=vertical)
        assert list(found.codes(b"\0\1\2\3\4")) == [1, 0x203]
        assert (found.cid(0x203), found.text(65)) == (0x203, None)


def test_codes_of_one_width() -> None:
    """One, three and four bytes."""
    for width, first in ((1, "41"), (3, "414243"), (4, "41424344")):
        space = f"<{'00' * width}> <{'ff' * width}>".encode()
        found = embedded(
            b"1 begincodespacerange " + space + b" endcodespacerange "
            b"1 begincidchar <" + first.encode() + b"> 7 endcidchar"
        )
        (code,) = found.codes(bytes.fromhex(first))
        assert found.cid(code) == 7
        assert found.cid(code + 1) == 0
        assert found.spaces == ((b"\0" * width, b"\xff" * width),)


def test_codes_of_mixed_widths() -> None:
    """Each code is as long as the range in which it lies; other bytes stand alone."""
    found = embedded(MIXED)
    assert list(found.codes(b"A\x81\x41\x80\xffB")) == [0x41, 0x8141, 0x80, 0xFF, 0x42]
    assert [found.cid(code) for code in (0x41, 0x8141, 0x80, 0xFF)] == [34, 501, 97, 0]
    assert list(found.codes(b"A\x81")) == [0x41, 0x81]


def test_cids_that_are_written_as_texts() -> None:
    """Some programs write them so, and renderers read them."""
    found = embedded(b"1 beginbfchar <0041> <0024> endbfchar")
    assert [found.cid(code) for code in (0x41, 0x42)] == [0x24, 0]


def test_a_cmap_that_uses_another() -> None:
    """What it does not say is said by the other, be it a name or a stream."""
    by_name = embedded(b"/Identity-H usecmap 1 begincidchar <0041> 9 endcidchar /WMode 1 def")
    assert (by_name.cid(0x41), by_name.cid(0x42), by_name.vertical) == (9, 0x42, True)
    by_entry = embedded(b"% beginbfchar\n", UseCMap=Name("/Identity-H"), WMode=0)
    assert (by_entry.cid(5), list(by_entry.codes(b"\0\5"))) == (5, [5])
    unknown = embedded(b"/Strange-H usecmap 1 begincidchar <0041> 9 endcidchar")
    assert (unknown.cid(0x41), unknown.cid(0x42)) == (9, None)
    pdf = Pdf.new()
    ring = pdf.make_indirect(Stream(pdf, b""))
    ring.UseCMap = ring
    found = cmap_of(ring)
    assert found is not None
    assert list(found.codes(b"\0\5")) == [5]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("UniGB-UCS2-H", "A文"),
        ("UniJIS-UTF16-H", "A文𠀋"),
        ("UniKS-UTF32-V", "A문"),
        ("UniCNS-UTF8-H", "A文é"),
        ("90ms-RKSJ-H", "Aｱ文"),
        ("EUC-H", "A文"),
        ("GBK-EUC-V", "A文"),
        ("GB-EUC-H", "A文"),
        ("GBK2K-H", "A文"),
        ("ETen-B5-H", "A文"),
        ("HKscs-B5-H", "A文"),
        ("KSCms-UHC-H", "A문"),
        ("KSC-EUC-V", "A문"),
    ],
)
def test_predefined_cmaps(name: str, text: str) -> None:
    """Their codes and texts are known; which glyphs they mean is not."""
    found = cmap_of(Name(f"/{name}"))
    assert found is not None
    codes = found.codes(text.encode(found.encoding))
    assert "".join(found.text(code) or "?" for code in codes) == text
    assert found.cid(codes[0]) is None
    assert found.vertical is name.endswith("V")


def test_texts_that_are_none() -> None:
    """A code that is no character of its encoding has no text, and H has no encoding."""
    found = cmap_of(Name("/GBK-EUC-H"))
    assert found is not None
    assert found.text(0xFFFF) is None
    assert found.text(0xA6FE) is None
    short = cmap_of(Name.H)
    assert short is not None
    assert list(short.codes(b"\x21\x22")) == [0x2122]


@pytest.mark.parametrize("item", [Name("/Strange-H"), Name.Nothing, None, 3, Dictionary()])
def test_unknown_cmaps(item: Any) -> None:
    """What is no CMap, or one of another name, is not known."""
    assert cmap_of(item) is None


def test_a_cmap_that_cannot_be_unpacked() -> None:
    """Its fault is raised, so that it can be said."""
    pdf = Pdf.new()
    stream = Stream(pdf, b"")
    stream.write(b"no zlib", filter=Name.FlateDecode)
    with pytest.raises(pikepdf.PdfError):
        cmap_of(pdf.make_indirect(stream))


def test_texts_by_code() -> None:
    """Single codes, ranges that count on, ranges that list."""
    texts = to_unicode(
        b"1 beginbfchar <0001> <00660069> <02> <> endbfchar\n"
        b"2 beginbfrange <0010> <0012> <0041>\n<20> <21> [<0058> <0059>] endbfrange"
    )
    assert texts == {1: "fi", 2: "", 16: "A", 17: "B", 18: "C", 32: "X", 33: "Y"}
