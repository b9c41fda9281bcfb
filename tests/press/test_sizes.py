"""The four sizes of a poster: right boxes, right bleed, one artwork."""

from collections import Counter

import numpy as np
import pypdfium2
import pytest

from printshop.shop.edition_mark import shown
from tests.press import referees
from tests.press.pieces import Piece, piece

SIZES = {
    "poster": ((297, 420), 3),
    "poster.a4": ((210, 297), 3),
    "poster.a2": ((420, 594), 5),
    "poster.a1": ((594, 841), 5),
}


@pytest.mark.parametrize("name", SIZES)
def test_boxes_of_a_poster(name: str) -> None:
    """Trim and bleed are those of the size, the sheet starts at 0,0, the trim is centred."""
    trim, bleed = SIZES[name]
    (sheet,) = referees.sheets(piece(name, "nl").pdf)
    assert sheet.media[:2] == (0, 0)
    assert sheet.trim[2] - sheet.trim[0] == pytest.approx(trim[0], abs=0.01)
    assert sheet.trim[3] - sheet.trim[1] == pytest.approx(trim[1], abs=0.01)
    for inner, outer in zip(sheet.trim, sheet.bleed, strict=True):
        assert abs(inner - outer) == pytest.approx(bleed, abs=0.01)
    assert sheet.trim[0] == pytest.approx(sheet.media[2] - sheet.trim[2], abs=0.01)
    assert sheet.trim[1] == pytest.approx(sheet.media[3] - sheet.trim[3], abs=0.01)


@pytest.mark.parametrize("name", ["poster.a4", "poster.a2", "poster.a1"])
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_sizes_share_one_artwork(name: str, language: str) -> None:
    """One rendering, the same letters, the same picture."""
    native, other = piece("poster", language), piece(name, language)
    assert native.rendering is other.rendering
    (one,), (two,) = referees.sheets(native.pdf), referees.sheets(other.pdf)
    assert _letters(one, native) == _letters(two, other)
    a, b = (_small(p.pdf) for p in (native, other))
    # 0.35 mm of A1 is cropped on a side: half a pixel here.
    assert np.abs(a - b).mean() < 3


def test_another_artwork_would_be_seen() -> None:
    """The comparison above can fail: another sector's poster is another picture."""
    a, b = _small(piece("poster", "nl").pdf), _small(piece("poster-car-washes.a2", "bg").pdf)
    assert np.abs(a - b).mean() > 20


def _letters(sheet: referees.Sheet, piece: Piece) -> list[str]:
    """The letters on a page without its edition mark, which each size has of its own."""
    letters = Counter(c.text for c in sheet.inked())
    letters.subtract(c for c in shown(piece.file.mark) if not c.isspace())
    return sorted(letters.elements())


def _small(pdf: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        page.set_cropbox(*page.get_trimbox())
        image = page.render(scale=800 / page.get_width()).to_pil().convert("RGB")
    return np.asarray(image.resize((400, 566)), dtype=np.float32)
