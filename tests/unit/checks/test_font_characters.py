"""Font characters: the ones that the library reads, and none where a file is no font."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from printshop.checks.font_characters import characters, folders, in_all_fonts
from tests.conftest import CHECKOUT

FONTS = sorted([*(CHECKOUT / "fonts").rglob("*.ttf"), *(CHECKOUT / "tests/fonts").rglob("*.ttf")])


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_as_the_library_reads_them(path: Path) -> None:
    """Every code point of the font's character map, and no other."""
    assert characters(path.read_bytes()) == set(TTFont(path).getBestCmap())


def test_families() -> None:
    """Each has a folder; what counts is what all of its fonts have."""
    found = folders(CHECKOUT)
    assert set(found) >= {"Noto Sans", "Vazirmatn", "Fira Sans Extra Condensed"}
    codes = in_all_fonts(found["Noto Sans"])
    assert {ord("a"), ord("ș"), ord("ж")} <= codes
    assert ord("漢") not in codes


@pytest.mark.parametrize("end", [0, 3, 11, 200, 5000])
def test_no_font(end: int) -> None:
    """A file that is cut short has no characters, or some of them; it stops nothing."""
    assert characters(FONTS[0].read_bytes()[:end]) <= characters(FONTS[0].read_bytes())
    assert characters(b"not a font at all, but words") == frozenset()


def test_a_map_that_leaves_characters_out(tmp_path: Path) -> None:
    """Code points that lead to glyph 0, in a segment of their own or within one, do not count."""
    font = TTFont(FONTS[0])
    for table in font["cmap"].tables:
        for code in (ord("b"), ord("y")):
            table.cmap.pop(code, None)
    font.save(tmp_path / "x.ttf")
    codes = characters((tmp_path / "x.ttf").read_bytes())
    assert codes == set(TTFont(tmp_path / "x.ttf").getBestCmap())
    assert ord("b") not in codes
