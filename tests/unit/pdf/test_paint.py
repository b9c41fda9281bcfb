"""Colours as painted: their inks, and whether they overprint."""

import pytest

from printshop.pdf.paint import Overprint, Paint


@pytest.mark.parametrize(
    ("paint", "inks"),
    [
        (Paint("/DeviceCMYK", (0.1, 0.2, 0.3, 0.4)), (0.1, 0.2, 0.3, 0.4)),
        (Paint("/DeviceGray", (0.25,)), (0, 0, 0, 0.75)),
        (Paint("/Separation", (0.5,), ("Magenta",)), (0, 0.5, 0, 0)),
        (Paint("/Separation", (0.5,), ("All",)), (0.5,) * 4),
        (Paint("/DeviceN", (0.5, 0.2), ("Black", "None")), (0, 0, 0, 0.5)),
        (Paint("/Separation", (0.5,), ("Orange",)), None),
        (Paint("/DeviceRGB", (0, 0, 0)), None),
    ],
)
def test_inks(paint: Paint, inks: tuple[float, ...] | None) -> None:
    """Those that the file alone says."""
    assert paint.inks == inks
    assert paint.total == pytest.approx(100 * sum(inks or ()))


def test_white_and_black() -> None:
    """No ink at all; black alone, in full."""
    assert Paint("/DeviceCMYK", (0, 0, 0, 0)).is_white
    assert Paint("/DeviceGray", (0,)).is_black
    assert not Paint("/DeviceCMYK", (0.1, 0, 0, 1)).is_black
    assert not Paint("/DeviceRGB", (1, 1, 1)).is_white


def test_overprint() -> None:
    """In DeviceCMYK by mode 1 alone, in a Separation by any, in DeviceGray by none."""
    cmyk, gray = Paint("/DeviceCMYK", (0, 0, 0, 1)), Paint("/DeviceGray", (0,))
    spot = Paint("/Separation", (1,), ("Black",))
    for mode in (0, 1):
        over = Overprint(fill=True, mode=mode)
        assert over.lets_through(cmyk) is bool(mode)
        assert over.lets_through(spot)
        assert not over.lets_through(gray)
        assert not over.lets_through(spot, stroke=True)
