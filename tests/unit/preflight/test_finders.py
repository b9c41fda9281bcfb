"""Finder patterns: seen in a picture of a code, and not in what is only square."""

import pytest
from PIL import Image, ImageDraw, ImageOps

from printshop.preflight.finders import busy, patterns, rows_of
from tests.unit.preflight.any_codes import ADDRESS, cells_of

MODULE, EDGE = 6, 30  # pixels


def picture() -> Image.Image:
    """A code on white."""
    side, cells = cells_of(ADDRESS)
    image = Image.new("L", (side * MODULE + 2 * EDGE,) * 2, 255)
    draw = ImageDraw.Draw(image)
    for c, r in cells:
        x, y = EDGE + c * MODULE, EDGE + (side - 1 - r) * MODULE
        draw.rectangle((x, y, x + MODULE - 1, y + MODULE - 1), 0)
    return image


def covered(*boxes: tuple[int, int, int, int]) -> Image.Image:
    """The code with white on it; boxes in modules from its upper left corner."""
    image = picture()
    for box in boxes:
        ImageDraw.Draw(image).rectangle([EDGE + MODULE * v for v in box], 255)
    return image


@pytest.mark.parametrize(
    "image",
    [
        picture(),
        ImageOps.invert(picture()),
        picture().rotate(90),
        covered((8, 9, 20, 20)),
        covered((0, 0, 8, 8)),
        covered((21, 0, 29, 8)),
        covered((0, 21, 8, 29)),
    ],
)
def test_a_code_is_seen(image: Image.Image) -> None:
    """With two of its corners it is, in ink or in white, turned or not; once."""
    (box,) = patterns(rows_of(image))
    assert box == pytest.approx((EDGE, EDGE, 204, 204), abs=MODULE)


@pytest.mark.parametrize(
    "image",
    [
        Image.new("L", (200, 200), 255),
        Image.new("L", (200, 200), 0),
        Image.effect_noise((200, 200), 200),
        Image.radial_gradient("L"),
        covered((0, 0, 8, 29), (21, 0, 29, 8)),  # one corner
        covered((8, 0, 20, 29), (0, 8, 29, 20)),  # corners and nothing between
    ],
)
def test_nothing_else_is(image: Image.Image) -> None:
    """White, black, noise, rings, a corner alone, corners alone."""
    rows = rows_of(image)
    assert [box for box in patterns(rows) if busy(rows, box)] == []
