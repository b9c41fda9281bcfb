"""Font names: what a font calls itself, held against a font library; and bytes that are no font."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from printshop.shop.font_names import family

ROOT = Path(__file__).resolve().parents[3]
FONTS = [*sorted((ROOT / "fonts").rglob("*.ttf")), *sorted((ROOT / "tests/fonts").rglob("*.ttf"))]


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_as_a_font_library_reads_it(path: Path) -> None:
    """The typographic family where there is one, else the family."""
    with TTFont(path, lazy=True) as font:
        name = font["name"].getDebugName(16) or font["name"].getDebugName(1)
    assert family(path.read_bytes()) == name


def test_english_before_all_others(tmp_path: Path) -> None:
    """Of a name in several languages the English one is taken, wherever it stands."""
    path = tmp_path / "font.ttf"
    with TTFont(FONTS[0]) as font:
        font["name"].names = []
        for name, platform, language in (("Chinese", 3, 0x404), ("English", 3, 0x409)):
            font["name"].setName(name, 1, platform, 1, language)
        font.save(path)
    assert family(path.read_bytes()) == "English"
    with TTFont(FONTS[0]) as font:
        font["name"].names = []
        font["name"].setName("Macintosh é", 1, 1, 0, 0)
        font.save(path)
    assert family(path.read_bytes()) == "Macintosh é"


@pytest.mark.parametrize("data", [b"", b"no font", FONTS[0].read_bytes()[:300]])
def test_no_font(data: bytes) -> None:
    """What is cut short, or no font at all, names no family."""
    assert family(data) == ""
