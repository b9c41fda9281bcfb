"""Direction: where points lie along and across a line, whichever way it is turned."""

import pytest

from printshop.pdf.direction import across, along


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        ((1.0, 0.0), (3.0, 4.0)),
        ((0.0, 1.0), (4.0, -3.0)),  # a quarter turn: the line runs upwards, its top is at the left
        ((-1.0, 0.0), (-3.0, -4.0)),
    ],
)
def test_along_and_across(direction: tuple[float, float], expected: tuple[float, float]) -> None:
    """Of type that is not turned they are x and y."""
    assert (along(direction, 3.0, 4.0), across(direction, 3.0, 4.0)) == expected
