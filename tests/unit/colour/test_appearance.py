"""What paints look like: by a profile, by sRGB, or estimated from the solids."""

from pathlib import Path

import pytest

from printshop.colour.appearance import contrast, difference, lab, luminance, of_rgb
from printshop.pdf.paint import Paint

PROFILE = Path(__file__).resolve().parents[3] / "presses/icc/ISOcoated_v2_300_bas.icc"


def cmyk(*inks: float) -> Paint:
    """A paint of four inks."""
    return Paint("/DeviceCMYK", inks)


def test_black_on_paper_is_as_dark_as_it_prints() -> None:
    """Solid black reflects some light, and white is white in every space."""
    profile = PROFILE.read_bytes()
    black = luminance(cmyk(0, 0, 0, 1), profile)
    assert black == pytest.approx(0.024, abs=0.004)
    for white in (cmyk(0, 0, 0, 0), Paint("/DeviceRGB", (1, 1, 1)), Paint("/DeviceGray", (1,))):
        assert luminance(white, profile) == pytest.approx(1.0, abs=0.001)
        assert luminance(white) == pytest.approx(1.0, abs=0.001)


@pytest.mark.parametrize(
    "inks", [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 0.5), (0.9, 0.6, 0.4, 0.4)]
)
def test_an_estimate_without_a_profile_is_near(inks: tuple[float, ...]) -> None:
    """Contrasts with paper differ little from those by the profile."""
    estimate, measured = luminance(cmyk(*inks)), luminance(cmyk(*inks), PROFILE.read_bytes())
    assert estimate is not None
    assert measured is not None
    assert contrast(estimate, 1) == pytest.approx(contrast(measured, 1), rel=0.15)


def test_colours_of_a_screen() -> None:
    """The ratios of WCAG: 21 for black on white, and 4.54 for the gray that just passes."""
    assert contrast(of_rgb(0, 0, 0), of_rgb(1, 1, 1)) == pytest.approx(21)
    gray = luminance(Paint("/CalRGB", (118 / 255,) * 3))
    assert gray is not None
    assert contrast(gray, 1) == pytest.approx(4.54, abs=0.01)


def test_what_is_not_known_is_not_said() -> None:
    """A spot colour has no appearance here, nor have four inks with what is no profile."""
    assert luminance(Paint("/Separation", (1.0,), ("Gold",))) is None
    assert lab(cmyk(1, 0, 0, 0)) is None
    assert lab(cmyk(1, 0, 0, 0), b"no profile") is None


def test_a_difference_of_colours() -> None:
    """ΔE*ab of black and white is 100, also for paints given in L*a*b*."""
    black, white = Paint("/Lab", (0.0, 0.0, 0.0)), Paint("/Lab", (100.0, 0.0, 0.0))
    one, other = lab(black), lab(white)
    assert one is not None
    assert other is not None
    assert difference(one, other) == 100
