"""Differences: CIEDE2000 by its published test values, and what dichromats see."""

import pytest

from printshop.colour.appearance import Lab
from printshop.colour.differences import SIGHTS, between, ciede2000, in_grey, seen_with

# Pairs of the test data of Sharma, Wu and Dalal: hues on both sides of 0, near grey, dark, far.
PUBLISHED = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
    ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (56, -27, -3), 31.9030),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("one", "other", "difference"), PUBLISHED)
def test_published_values(one: Lab, other: Lab, difference: float) -> None:
    """To four decimals, in either order."""
    assert ciede2000(one, other) == pytest.approx(difference, abs=5e-5)
    assert ciede2000(other, one) == pytest.approx(difference, abs=5e-5)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("level", [0.0, 0.3, 0.8, 1.0])
def test_grey_stays_grey(sight: str, level: float) -> None:
    """All eyes agree on what has no colour, also on black and white."""
    assert seen_with(sight, (level, level, level)) == pytest.approx((level,) * 3, abs=0.003)


@pytest.mark.parametrize(
    ("sight", "one", "other"),
    [
        ("protanopia", (0.85, 0.35, 0.1), (0.56, 0.56, 0.09)),
        ("deuteranopia", (0.8, 0.5, 0.1), (0.595, 0.6, 0.135)),
        ("tritanopia", (0.55, 0.8, 0.92), (0.5, 0.83, 0.76)),
    ],
)
def test_colours_that_are_confused(
    sight: str, one: tuple[float, float, float], other: tuple[float, float, float]
) -> None:
    """A pair that differs for others is near for an eye that lacks the cone."""
    assert between(one, other, sight) < between(one, other) / 2


def test_in_grey() -> None:
    """Only lightness counts."""
    assert in_grey((0, 0, 0), (1, 1, 1)) == pytest.approx(100, abs=0.01)
    assert in_grey((1, 0, 0), (0.493, 0.493, 0.493)) == pytest.approx(0, abs=1.5)
