"""A size that shows the same artwork is not rasterised again; one that shows anything else is."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pikepdf
import pytest
from pikepdf import Name
from PIL import ImageChops

from printshop.proofing.rasterise import rasterise
from printshop.proofing.same_artwork import pictures_of, same_artwork
from printshop.shop.job import PressFile
from tests.press.pieces import pictures, piece, print_it, rendered

PAINTED = b"q 0 1 1 0 k 100 100 50 50 re f Q\n"


def test_a_size_with_the_same_artwork_has_its_pictures() -> None:
    """A2 and A1 are one artwork: the pictures are shared, and are what the rasteriser gives."""
    shown = (piece("poster.a2", "nl").file, pictures("poster.a2", "nl"))
    file = piece("poster.a1", "nl").file
    shared = pictures_of(file, [shown])
    for here, there, made in zip(shared, shown[1], rasterise(file.pdf), strict=True):
        assert here.image is not there.image  # but for the mark they are the same
        changed = ImageChops.difference(here.image, there.image).getbbox()
        assert changed is not None
        left, top, right, foot = changed
        assert (right - left) * (foot - top) < 0.002 * here.image.width * here.image.height
        assert abs(here.per_mm - made.per_mm) < 1e-4
        sizes = np.array([here.image.size, made.image.size])
        assert np.abs(sizes[0] - sizes[1]).max() <= 1
        # The rasteriser stretches a page to whole pixels: nothing lies further off than one.
        box = (0, 0, *sizes.min(axis=0))
        one, two = (np.asarray(p.image.crop(box)).astype(int) for p in (here, made))
        moved = np.roll(two, (1, 1), (0, 1))
        assert np.abs(one - two).mean() < np.abs(moved - two).mean()


def test_type_that_overprints_in_one_size_only_is_other_artwork() -> None:
    """Small black type of A3 is overprinted; in A1 it is large, and knocks out."""
    shown = (piece("poster", "nl").file, pictures("poster", "nl"))
    file = piece("poster.a1", "nl").file
    assert not same_artwork(file, shown[0])
    assert all(
        here.image is not there.image
        for here, there in zip(pictures_of(file, [shown]), shown[1], strict=True)
    )


def test_another_language_is_other_artwork() -> None:
    """The words are in the content."""
    assert not same_artwork(piece("poster.a1", "nl").file, piece("poster.a2", "fr").file)


def test_a_line_drawn_on_the_page_itself_is_looked_at_in_each_size() -> None:
    """A file for the screen has no slug: its draft's line lies on the page, at final size."""
    rendering = rendered("poster", "nl")
    file = print_it(rendering, "screen").file
    assert same_artwork(file, file)
    with pikepdf.open(io.BytesIO(file.pdf)) as pdf:
        last = pdf.pages[0].obj.Contents[2]
        last.write(last.read_bytes() + PAINTED)
        other = _saved(file, pdf)
    assert not same_artwork(file, other)


def _first(page: Any) -> None:
    stream = page.Contents[0]
    stream.write(stream.read_bytes().replace(b" cm", b" cm 1 0 0 1 3 0 cm"))


def _artwork(page: Any) -> None:
    page.Contents[1].write(page.Contents[1].read_bytes() + PAINTED)


def _one_stream(page: Any) -> None:
    page.Contents = page.Contents[1]


def _font(page: Any) -> None:
    name = next(name for name, _ in page.Resources.Font.items() if name != "/Slug")
    font = page.Resources.Font[name].DescendantFonts[0]
    stream = font.FontDescriptor.FontFile2
    stream.write(stream.read_bytes() + b"\0")


def _state(page: Any) -> None:
    page.Resources.ExtGState[Name("/Over")].OPM = 0


def _turned(page: Any) -> None:
    page.Rotate = 180


@pytest.mark.parametrize("change", [_first, _artwork, _one_stream, _font, _state, _turned])
def test_any_other_difference_is_seen(change: Callable[[Any], None]) -> None:
    """Matrix, content, fonts, states and the turn of a page: each makes it another picture."""
    file, other = piece("poster.a1", "nl").file, piece("poster.a2", "nl").file
    assert same_artwork(file, other)
    with pikepdf.open(io.BytesIO(other.pdf)) as pdf:
        change(pdf.pages[0].obj)
        other = _saved(other, pdf)
    assert not same_artwork(file, other)


def _saved(file: PressFile, pdf: pikepdf.Pdf) -> PressFile:
    out = io.BytesIO()
    pdf.save(out)
    return replace(file, pdf=out.getvalue())
