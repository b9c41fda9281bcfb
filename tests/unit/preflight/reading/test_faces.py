"""Fonts as files list them: their codes, widths and texts, odd values among them."""

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from printshop.preflight.reading.faces import UNKNOWN, Face, read_face
from tests.press.wrong import fonts


def face(make: Any) -> Face:
    """A font of a file, read; its file stays open."""
    pdf = Pdf.new()
    pdf.Root.Kept = make(pdf)
    found = read_face(pdf.Root.Kept)
    found.resources = pdf
    return found


def test_widths_by_cid_and_texts_by_code() -> None:
    """In a composite font with a CMap of its own."""
    cmap = fonts.embedded_cmap("<00> <ff>", "<41> <42> 1")
    found = face(fonts.composite(cmap, fonts.to_unicode(1, {0x41: "x"}), W=Array([1, [300, 400]])))
    assert list(found.codes(b"AB")) == [0x41, 0x42]
    assert [found.advances[code] for code in (0x41, 0x42, 0x43)] == [300, 400, 1000]
    assert [found.letters[code] for code in (0x41, 0x42)] == ["x", UNKNOWN]
    assert [found.lacking[code] for code in (0x41, 0x42, 0x43)] == [False, False, True]
    assert found.unreadable == ()


def test_a_predefined_cmap() -> None:
    """The text is known by its encoding, the width is the default one."""
    found = face(fonts.composite(Name("/GBK-EUC-H"), DW=900))
    code = int.from_bytes("文".encode("gbk"), "big")
    assert (found.letters[code], found.advances[code]) == ("文", 900)
    assert not found.lacking[code]
    assert found.unreadable == ()


def test_an_unknown_cmap_is_said() -> None:
    """Codes are taken for two bytes each, and it is said."""
    found = face(fonts.composite(Name("/Strange-H")))
    assert list(found.codes(b"\0\1")) == [1]
    assert found.unreadable == ("the CMap (Strange-H) of the font 'Test' cannot be read",)


def test_simple_fonts_have_texts_by_their_encoding() -> None:
    """WinAnsi, MacRoman, names of their own; without any, the standard encoding is a guess."""
    plain = face(fonts.simple(ToUnicode=None))
    assert [plain.letters[code] for code in (65, 0xE9, 0x80, 0x95, 0xAD)] == [
        "A",
        "é",
        "€",
        "•",
        "-",
    ]
    mac = face(fonts.simple(ToUnicode=None, Encoding=Name.MacRomanEncoding))
    assert mac.letters[0x8E] == "é"
    named = Dictionary(Differences=Array([1, Name.f_i, Name.uni0416, 200, Name.eacute, Name.g77]))
    own = face(fonts.simple(ToUnicode=None, Encoding=named))
    assert [own.letters[code] for code in (1, 2, 200, 201, 65)] == ["fi", "Ж", "é", UNKNOWN, "A"]
    bare = face(fonts.simple(ToUnicode=None, Encoding=None))
    assert (bare.letters[65], bare.letters[3]) == ("A", UNKNOWN)


def test_a_text_layer_by_name() -> None:
    """Identity: the codes are the characters."""
    assert face(fonts.simple(ToUnicode=Name("/Identity-H"))).letters[65] == "A"


def test_spaces_are_never_missing() -> None:
    """A font without a glyph for a space, a no-break space or a tab lacks nothing."""
    found = face(fonts.simple(ToUnicode=None))
    assert [found.lacking[code] for code in (9, 13, 32, 160)] == [False] * 4
    assert found.lacking[67]


def test_widths_that_are_not_there() -> None:
    """A font that is not embedded may have none: its letters are not without a width."""
    bare = face(fonts.simple(b"", Widths=None, FirstChar=None))
    assert bare.advances[65] == 500
    assert not bare.font.embedded
    assert not bare.lacking[67]


def test_drawn_fonts() -> None:
    """A Type 3 font is embedded by nature; a glyph that it does not draw is missing."""

    def make(pdf: Pdf) -> Any:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FirstChar=65, LastChar=65)
        font.Widths, font.FontMatrix = Array([600]), Array([0.01, 0, 0, 0.01, 0, 0])
        font.CharProcs = Dictionary(A=Stream(pdf, b"600 0 d0"), B=Array([]))
        font.Encoding = Dictionary(Differences=Array([65, Name.A, Name.B]))
        return pdf.make_indirect(font)

    found = face(make)
    assert (found.font.name, found.font.drawn, found.font.embedded) == ("", True, True)
    assert found.advances[65] == 6000
    assert [found.lacking[code] for code in (65, 66)] == [False, True]
    assert len(found.glyphs or ()) == 1


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"Widths": Array([Name.A])}, "the widths"),
        ({"FirstChar": Name.A}, "the widths"),
        ({"Encoding": Dictionary(Differences=Array([Array([])]))}, "the encoding"),
    ],
)
def test_odd_values_in_simple_fonts(values: dict[str, Any], part: str) -> None:
    """What cannot be read is said, and the rest is read."""
    found = face(fonts.simple(**values))
    assert found.unreadable == (f"{part} of the font 'Test' cannot be read",)
    assert found.letters[65] == "A"


@pytest.mark.parametrize("key", ["W", "DW"])
def test_odd_values_in_composite_fonts(key: str) -> None:
    """The same."""
    found = face(fonts.composite(**{key: Array([Name.A, Name.B])}))
    assert found.unreadable == ("the widths of the font 'Test' cannot be read",)


def test_no_descendant() -> None:
    """A composite font without the font that it stands for is not embedded."""

    def make(pdf: Pdf) -> Any:
        return pdf.make_indirect(Dictionary(Subtype=Name.Type0, DescendantFonts=Array([None])))

    found = face(make)
    assert not found.font.embedded
    assert found.font.called == "a font without a name"


def test_names_that_are_no_utf_8() -> None:
    """Chinese programs write them in GBK: they are read byte by byte."""
    name = Object.parse(b"/#cb#ce#cc#e5")
    assert face(fonts.simple(BaseFont=name)).font.called == "the font 'ËÎÌå'"


def test_superior_figures_and_spaces() -> None:
    """Figures that the list of glyph names lacks have theirs; code 32 is a space in any case."""
    plain = face(fonts.simple(ToUnicode=None))
    assert [plain.letters[code] for code in (0xB2, 0xB3, 0xB9)] == ["²", "³", "¹"]
    empty = Dictionary(Differences=Array([32, Name("/.notdef")]))
    assert not face(fonts.simple(ToUnicode=None, Encoding=empty)).lacking[32]
