"""Font programs: whether one can be opened, and which letters it lacks."""

import zlib
from collections.abc import Callable

import pikepdf
import pytest

from printshop.preflight.reading.font_programs import Glyphs, Program, program_of
from tests.press.wrong import fonts

KINDS: dict[str, Callable[[], bytes]] = {
    "TrueType": fonts.truetype,
    "OpenType": fonts.opentype,
    "CFF": fonts.cff,
    "Type 1": fonts.type1,
}


@pytest.mark.parametrize("kind", KINDS)
def test_it_can_be_opened(kind: str) -> None:
    """Whole, and neither cut off nor garbled; what it has and lacks is known by its names."""
    data = KINDS[kind]()
    program = Program(data)
    assert not program.is_broken
    assert not program.glyphs.lacks(65, "A", "A")
    assert program.glyphs.lacks(67, "C", "C")
    assert Program(data[: len(data) // 3]).is_broken


@pytest.mark.parametrize("data", [b"", b"no font", b"\0\1\0\0", b"OTTO" + bytes(500), bytes(5000)])
def test_it_cannot_be_opened(data: bytes) -> None:
    """Nothing is known of its glyphs, and nothing raises."""
    program = Program(data)
    assert program.is_broken
    assert program.glyphs == Glyphs()
    assert program.count in (None, 0)
    assert not program.glyphs.lacks(65, "A", "A")


def test_a_table_that_is_gone() -> None:
    """A font whose outlines lie beyond its end is broken, whatever else it has."""
    data = fonts.truetype()
    start, length = Program(data).tables["glyf"]
    row = data.index(b"glyf")
    gone = data[: row + 8] + (len(data) + 9).to_bytes(4, "big") + data[row + 12 :]
    assert length
    assert start
    assert Program(gone).is_broken


def test_what_is_built_in() -> None:
    """A code without a name has the glyph of the program's own encoding."""
    for data in (fonts.type1(), fonts.type1(hexadecimal=True)):
        glyphs = Program(data).glyphs
        assert not glyphs.lacks(1, None, "")
        assert glyphs.lacks(2, None, "")
    assert not Program(fonts.cff()).glyphs.lacks(65, None, "")
    assert Program(fonts.cff()).glyphs.lacks(67, None, "")


def test_type_1_in_segments() -> None:
    """A PFB file that was embedded as it is."""
    clear, _, coded = fonts.type1().partition(b"eexec\n")
    clear += b"eexec\n"
    segments = b"".join(
        b"\x80" + bytes([kind]) + len(part).to_bytes(4, "little") + part
        for kind, part in ((1, clear), (2, coded))
    )
    assert not Program(segments + b"\x80\x03").glyphs.lacks(1, None, "")


def test_ways_to_a_glyph() -> None:
    """A TrueType glyph is found by its code, its character or its name."""
    glyphs = Glyphs(frozenset({"A"}), None, frozenset({1}), frozenset({66}))
    assert not glyphs.lacks(1, None, "")
    assert not glyphs.lacks(9, "B", "B")
    assert not glyphs.lacks(9, "A", "")
    assert glyphs.lacks(9, "C", "C")
    assert glyphs.lacks(9, None, "")


def test_nothing_is_embedded() -> None:
    """A descriptor without a program, and none at all."""
    assert program_of(None) is None


def test_a_program_whose_packing_is_damaged() -> None:
    """What can be unpacked counts, as for renderers: here all of it, and the checksum is wrong."""
    pdf = pikepdf.Pdf.new()
    stream = pdf.make_indirect(pikepdf.Stream(pdf, b""))
    stream.write(zlib.compress(fonts.truetype())[:-4] + b"oops", filter=pikepdf.Name.FlateDecode)
    program = program_of(pikepdf.Dictionary(FontFile2=stream))
    assert program is not None
    assert not program.is_broken
    assert (program.is_cff, Program(fonts.cff()).is_cff) == (False, True)
    assert Program(fonts.opentype()).is_cff


def test_a_symbolic_font_with_characters_alone() -> None:
    """A code without a name is looked up as a character where nothing else is there."""
    glyphs = Glyphs(frozenset(), None, frozenset(), frozenset({66}))
    assert not glyphs.lacks(66, None, "")
