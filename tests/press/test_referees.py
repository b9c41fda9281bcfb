"""What other people's tools say of the finished files."""

from pathlib import Path

import numpy as np
import pytest

from printshop.shop.palette import Colour
from tests.press import referees
from tests.press.pieces import FURTHER, PIECES, piece, real_shop

pieces = pytest.mark.parametrize(("name", "language"), [*PIECES, *FURTHER])
LIMIT = 300.0
ROUNDING = 0.8  # percent: four plates of 255 steps
LONGER = 1300  # pixels of a page's longer side on the plates


@pieces
def test_ghostscript_finds_no_pixel_over_the_ink_limit(
    name: str, language: str, tmp_path: Path
) -> None:
    """C + M + Y + K stay under 300 % everywhere, on four plates, and the bleed is really filled."""
    made = piece(name, language)
    edge = max(made.file.boxes.bleed[2:])
    pages = referees.separations(made.laid_in(tmp_path), tmp_path, LONGER / edge * 25.4)
    assert len(pages) == len(made.file.job.layout.pages)
    for page in pages:
        assert page.total.max() <= LIMIT + ROUNDING
        low = min(float(side.min()) for side in _sides(page.total))
        # A flap that is glued has no ink on it.
        assert low > 0 or made.file.job.layout.glued, "a part of the bleed's edge is bare paper"


def _sides(
    pixels: "np.ndarray[tuple[int, int], np.dtype[np.float32]]",
) -> list["np.ndarray[tuple[int], np.dtype[np.float32]]"]:
    """The pixels along the four edges, one in from the rim, where a pixel may be half outside."""
    return [pixels[1, 1:-1], pixels[-2, 1:-1], pixels[1:-1, 1], pixels[1:-1, -2]]


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_text_in_ink_is_on_the_black_plate_only(language: str, tmp_path: Path) -> None:
    """Body text and the code are on the black plate; on the others there is what lies beneath.

    Small type overprints: under it the ground goes on, as if there were no type. Larger type and
    the code knock out, and leave those plates bare.
    """
    grounds = [c.cmyk[:3] for c in real_shop().palette.colours.values() if c.cmyk[3] == 0]
    ink = real_shop().palette.colours["ink"]
    assert list(ink.cmyk) == [0, 0, 0, 100]
    pages = referees.separations(piece("leaflet", language).laid_in(tmp_path), tmp_path, 200)
    for page in pages:
        black = page.plates["Black"] > 99
        assert black.sum() > 5000, "no text in ink was found"
        under = np.stack([page.plates[p][black] for p in referees.PLATES[:3]], axis=-1)
        known = np.array(grounds, dtype=np.float32)
        near = np.abs(under[:, None, :] - known[None]).max(axis=2).min(axis=1)
        # Of a pixel half on the ground's edge, the plates have a mixture.
        assert (near > 1).mean() < 0.01, "black text stands in other inks than its ground's"
        assert (under.max(axis=1) > 1).mean() > 0.2, "no type overprints"


def test_small_type_leaves_no_hole_in_its_ground(tmp_path: Path) -> None:
    """On the plates of C, M and Y nobody could say where the small type stands."""
    made = piece("leaflet", "nl")
    sheet = referees.sheets(made.pdf)[0]
    plates = referees.separations(made.laid_in(tmp_path), tmp_path, 200)[0]
    words = "".join(c.text for c in sheet.chars)
    start = words.index("Slachtoffers werken")
    checked = 0
    for char in sheet.chars[start : start + 60]:
        if char.text.isalpha():
            x0, y0, x1, y1 = char.box
            left, low = sheet.bleed[0], sheet.bleed[3]
            rows = slice(int((low - y1) * plates.per_mm), int((low - y0) * plates.per_mm) + 1)
            columns = slice(int((x0 - left) * plates.per_mm), int((x1 - left) * plates.per_mm) + 1)
            assert plates.plates["Black"][rows, columns].max() > 99
            magenta = plates.plates["Magenta"][rows, columns]
            assert magenta.min() > 36, "a hole in the orange"
            checked += 1
    assert checked > 40


def test_black_ink_is_found_under_the_words(tmp_path: Path) -> None:
    """The words of a paragraph, found by pdfium, are those on the black plate."""
    made = piece("leaflet", "nl")
    sheet = referees.sheets(made.pdf)[1]
    words = "".join(c.text for c in sheet.chars)
    start = words.index("Slachtoffers van")
    plate = referees.separations(made.laid_in(tmp_path), tmp_path, 200)[1]
    for char in sheet.chars[start : start + 60]:
        if char.text.isalpha():
            x0, y0, x1, y1 = char.box
            left, low = sheet.bleed[0], sheet.bleed[3]
            rows = slice(int((low - y1) * plate.per_mm), int((low - y0) * plate.per_mm) + 1)
            columns = slice(int((x0 - left) * plate.per_mm), int((x1 - left) * plate.per_mm) + 1)
            assert plate.plates["Black"][rows, columns].max() > 99, char


@pieces
def test_the_plates_carry_the_inks_of_the_palette(name: str, language: str, tmp_path: Path) -> None:
    """Flat colours reach the plates as the palette says: whole areas have a token's inks."""
    made = piece(name, language)
    edge = max(made.file.boxes.bleed[2:])
    page = referees.separations(made.laid_in(tmp_path), tmp_path, 400 / edge * 25.4)[0]
    pixels = np.stack([page.plates[p] for p in referees.PLATES], axis=-1).reshape(-1, 4)
    tokens: list[Colour] = list(real_shop().palette.colours.values())
    # And each with black type printed over it.
    over = [(*c.cmyk[:3], 100.0) for c in tokens]
    known = np.array([*(c.cmyk for c in tokens), *over], dtype=np.float32)
    near = np.abs(pixels[:, None, :] - known[None]).max(axis=2).min(axis=1)
    assert (near < 0.5).all(), f"{(near >= 0.5).sum()} pixels are in no colour of the palette"


@pieces
def test_qpdf_finds_the_structure_clean(name: str, language: str, tmp_path: Path) -> None:
    """`qpdf --check` has nothing to say."""
    referees.check_structure(piece(name, language).laid_in(tmp_path))


@pieces
def test_poppler_finds_every_font_embedded(name: str, language: str, tmp_path: Path) -> None:
    """`pdffonts` says embedded, subset and with a text layer, for every font."""
    assert referees.fonts_not_embedded(piece(name, language).laid_in(tmp_path)) == []


@pieces
def test_no_rgb_anywhere(name: str, language: str) -> None:
    """No object and no content, used or not, names a colour space but those of the press."""
    assert referees.foreign_colours(piece(name, language).pdf) == []
