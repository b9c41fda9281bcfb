"""Colours as painted: their inks, whether they are white or black, and what overprints."""

import pytest

from printshop.pdf.paint import KNOCKOUT, Overprint, Paint


@pytest.mark.parametrize(
    ("paint", "inks"),
    [
        (Paint("/DeviceCMYK", (0.1, 0.2, 0.3, 0.4)), (0.1, 0.2, 0.3, 0.4)),
        (Paint("/DeviceCMYK", (0.1, 0.2)), None),
        (Paint("/DeviceGray", (0.25,)), (0.0, 0.0, 0.0, 0.75)),
        (Paint("/DeviceRGB", (0.0, 0.0, 0.0)), None),
        (Paint("/Separation", (0.5,), ("Magenta",)), (0.0, 0.5, 0.0, 0.0)),
        (Paint("/Separation", (0.5,), ("All",)), (0.5, 0.5, 0.5, 0.5)),
        (Paint("/Separation", (0.5,), ("Gold",)), None),
        (Paint("/DeviceN", (0.5, 1.0), ("None", "Yellow")), (0.0, 0.0, 1.0, 0.0)),
        (Paint("/DeviceN", (0.5,), ("Cyan", "Yellow")), None),
    ],
)
def test_inks(paint: Paint, inks: tuple[float, ...] | None) -> None:
    """Device colours and process inks by name have inks; others the file alone does not say."""
    assert paint.inks == inks


def test_white_black_and_sums() -> None:
    """Gray 1 is bare paper; black is black alone; a colour without known inks is neither."""
    assert Paint("/DeviceGray", (1.0,)).is_white
    assert Paint("/DeviceGray", (0.0,)).is_black
    assert not Paint("/DeviceCMYK", (0.1, 0.0, 0.0, 1.0)).is_black
    unknown = Paint("/ICCBased", (0.0, 0.0, 0.0))
    assert (unknown.is_white, unknown.is_black, unknown.total) == (False, False, 0)
    rich = Paint("/DeviceCMYK", (0.6, 0.02, 0.0, 1.0))
    assert rich.total == pytest.approx(162)
    assert (rich.how_many(), rich.how_many(0.05)) == (3, 2)


def test_for_people() -> None:
    """In percent of the inks, or the name of the space."""
    assert str(Paint("/DeviceGray", (0.2,))) == "0 0 0 80 (C M Y K, %)"
    assert str(Paint("/ICCBased", (0.2,))) == "ICCBased"


@pytest.mark.parametrize(
    ("state", "space", "fill", "stroke"),
    [
        (KNOCKOUT, "/DeviceCMYK", False, False),
        (Overprint(fill=True, mode=1), "/DeviceCMYK", True, False),
        (Overprint(stroke=True, mode=1), "/DeviceCMYK", False, True),
        (Overprint(fill=True, mode=0), "/DeviceCMYK", False, False),
        (Overprint(fill=True, mode=0), "/Separation", True, False),
        (Overprint(fill=True, stroke=True, mode=1), "/DeviceGray", False, False),
    ],
)
def test_overprint(state: Overprint, space: str, fill: bool, stroke: bool) -> None:
    """ISO 32000-1, table 148: by the space, the mode, and whether it fills or strokes."""
    paint = Paint(space, (1.0,))
    assert (state.lets_through(paint), state.lets_through(paint, stroke=True)) == (fill, stroke)
