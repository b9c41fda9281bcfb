"""Thumbnails: every language fits its room, and no picture is larger than it has to be."""

import base64
import io
import random

import pytest
from PIL import Image

from printshop.packages.thumbnails import GAP, NAME, SHARP, addresses, gallery
from printshop.shop.job import Proof

SHAPES = [((297, 210), 2), ((148, 210), 2), ((170, 55), 2), ((297, 420), 1), ((120, 50), 1)]


@pytest.mark.parametrize("languages", range(1, 13))
@pytest.mark.parametrize(("trim", "pages"), SHAPES)
def test_every_language_fits(languages: int, trim: tuple[float, float], pages: int) -> None:
    """In width and height, with the names of the languages and all gaps."""
    for height in (23.0, 50.0, 105.0):
        found = gallery(languages, pages, trim, 88.0, height)
        rows = -(-languages // found.columns)
        across, down = (1, pages) if found.stacked else (pages, 1)
        wide = across * found.page + (across - 1) * GAP
        high = down * found.page * trim[1] / trim[0] + (down - 1) * GAP
        assert 0 < wide <= found.cell + 1e-6
        assert found.columns * found.cell + (found.columns - 1) * GAP <= 88.0 + 1e-6
        name = NAME if languages > 1 else 0
        assert rows * (high + name) + (rows - 1) * GAP <= height + 1e-6


def test_a_larger_room_makes_larger_pictures() -> None:
    """One language has the room for itself."""
    few, many = (gallery(n, 2, (297, 210), 88.0, 60.0).page for n in (1, 7))
    assert few > many
    assert gallery(7, 2, (297, 210), 88.0, 30.0).page < many


def _pixels(address: str) -> tuple[int, int]:
    data = base64.b64decode(address.removeprefix("data:image/png;base64,"))
    with Image.open(io.BytesIO(data)) as image:
        return image.size


def test_pictures_have_no_more_pixels_than_they_need() -> None:
    """A small picture stays as it is, the same bytes; a large one keeps its shape."""
    noise = random.Random(7).randbytes(600 * 300 * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", (600, 300), noise).save(out, "PNG")
    proof = Proof(1, out.getvalue())
    (large,) = addresses([proof], 200.0)
    assert base64.b64decode(large.partition(",")[2]) == proof.png
    (small,) = addresses([proof], 25.4)
    assert _pixels(small) == (SHARP, SHARP // 2)
    assert addresses([proof], 25.4) == (small,)
