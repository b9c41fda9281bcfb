"""Differences: what two pictures of a logo may differ by, and what is said where they do."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from printshop.colour.icc import Pixels
from printshop.partners.logo_child.differences import bounds, compare


def drawn(*boxes: tuple[int, int, int, int], colour: str = "#06c", scale: int = 1) -> Pixels:
    """Boxes on white, 200 × 100 pixels; drawn larger and averaged, so that edges are soft."""
    picture = Image.new("RGB", (200 * scale, 100 * scale), "white")
    draw = ImageDraw.Draw(picture)
    for x0, y0, x1, y1 in boxes:
        draw.rectangle((x0, y0, x1 - 1, y1 - 1), fill=colour)
    return np.asarray(picture.reduce(scale))


BOX = (20, 20, 180, 80)


def test_the_same() -> None:
    """Nothing differs from itself."""
    assert compare(drawn(BOX), [drawn(BOX)]) is None


@pytest.mark.parametrize("shift", [-3, -1, 2, 4])
def test_an_edge_may_be_rounded(shift: int) -> None:
    """Within a pixel an edge may lie elsewhere, and be soft or hard."""
    box = tuple(4 * v + shift for v in BOX)
    assert compare(drawn(BOX), [drawn((box[0], box[1], box[2], box[3]), scale=4)]) is None


def test_a_line_of_two_pixels_is_seen() -> None:
    """Lost or added, over all of the logo or a part of it; the place is said in shares."""
    whole = drawn(BOX, (60, 90, 100, 92))
    for ours, received in ((drawn(BOX), whole), (whole, drawn(BOX))):
        found = compare(ours, [received])
        assert found is not None
        left, top, right, bottom = found.box
        assert (left, right) == pytest.approx((40 / 160, 80 / 160), abs=0.02)
        assert (top, bottom) == pytest.approx((70 / 72, 1), abs=0.02)
        assert found.share == pytest.approx(80 / (160 * 72), abs=0.001)


@pytest.mark.parametrize("colour", ["#0a68ce", "#1070d6"])
def test_a_colour_is_seen(colour: str) -> None:
    """A tint that is a little off agrees; one that is seen beside the other does not."""
    found = compare(drawn(BOX), [drawn(BOX, colour=colour)])
    assert (found is None) == (colour == "#0a68ce")


def test_each_pixel_may_agree_with_any_reference() -> None:
    """Inks are right as they came, RGB once it is separated: a logo may have both."""
    left, right = (20, 20, 90, 80), (110, 20, 180, 80)
    ours = np.minimum(drawn(left), drawn(right, colour="#c60"))
    one = np.minimum(drawn(left), drawn(right, colour="#000"))
    other = np.minimum(drawn(left, colour="#0f0"), drawn(right, colour="#c60"))
    assert compare(ours, [one, other]) is None
    assert compare(ours, [one]) is not None


def test_tiles_may_lie_further_off() -> None:
    """Two pixels off is too far, unless that is allowed."""
    moved = drawn((22, 22, 182, 82))
    assert compare(drawn(BOX), [moved]) is not None
    assert compare(drawn(BOX), [moved], reach=2) is None


def test_another_size() -> None:
    """A picture a row smaller is white there; of nothing at all everything is missing."""
    assert compare(drawn(BOX), [drawn(BOX)[:-1]]) is None
    assert compare(drawn(), [drawn()]) is None
    found = compare(drawn(), [drawn(BOX)])
    assert found is not None
    assert found.box == (0, 0, 1, 1)


def test_both_are_shown() -> None:
    """Side by side, what was received on the left, the place framed in both."""
    found = compare(drawn(BOX), [drawn(BOX, colour="#c00")])
    assert found is not None
    shown = Image.open(io.BytesIO(found.picture))
    assert shown.width > 2 * 160
    middle = shown.height // 2
    assert shown.getpixel((shown.width // 4, middle)) == (0xCC, 0, 0)
    assert shown.getpixel((3 * shown.width // 4, middle)) == (0, 0x66, 0xCC)
    assert (230, 0, 120) in {colour for _, colour in shown.getcolors(1000) or ()}


def test_bounds() -> None:
    """What is seen; of an empty picture all of it."""
    assert bounds(drawn(BOX)) == BOX
    assert bounds(drawn()) == (0, 0, 200, 100)
