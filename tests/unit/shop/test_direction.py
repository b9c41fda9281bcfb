"""The direction in which a text is read."""

import pytest

from printshop.shop.direction import right_to_left


@pytest.mark.parametrize(
    ("text", "leftward"),
    [
        ("", False),
        ("+32 78 055 800", False),
        ("Brussel", False),
        ("الشرطة", True),
        ("שלום", True),
        ("اتصل 101", True),
        ("٣٢", False),  # digits have no direction of their own
    ],
)
def test_right_to_left(text: str, leftward: bool) -> None:
    """One letter decides; digits and signs do not."""
    assert right_to_left(text) is leftward
