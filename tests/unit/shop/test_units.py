"""Units and types of values: what a person may write, and what is said otherwise."""

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from printshop.shop.units import (
    MM,
    PT,
    Box,
    Circle,
    Count,
    CountOrNone,
    Day,
    Names,
    NotNegative,
    Number,
    Positive,
    Size,
)


def test_millimetres_and_points() -> None:
    """72 pt are an inch of 25.4 mm."""
    assert pytest.approx(1) == PT * MM
    assert pytest.approx(595.2756, abs=1e-4) == 210 * PT


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (Number, 3, 3.0),
        (Number, 2.5, 2.5),
        (Day, "2027-11-23", date(2027, 11, 23)),
        (Size, [210, 297.5], (210.0, 297.5)),
        (Names, ["en", "nl"], ("en", "nl")),
        (Names, [], ()),
        (Positive, 1, 1.0),
        (NotNegative, 0, 0.0),
        (Count, 1, 1),
        (CountOrNone, 0, 0),
        (Circle, [-3, 0, 1], (-3.0, 0.0, 1.0)),
        (Box, [-3, 0, 1, 2], (-3.0, 0.0, 1.0, 2.0)),
    ],
)
def test_what_is_read(kind: Any, written: object, value: object) -> None:
    """Whole numbers where numbers are wanted, lists as tuples, days as in 2027-11-23."""
    assert TypeAdapter(kind).validate_python(written, strict=True) == value


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        (Number, True, "valid number"),
        (Number, "3", "valid number"),
        (Day, "23/11/2027", "wants a date like 2027-11-23"),
        (Size, [0, 10], "a length is more than 0 mm"),
        (Size, [10], "Field required"),
        (Size, [1, 2, 3], "at most 2 items"),
        (Names, "en", "valid tuple"),
        (Positive, 0, "wants a number of more than 0"),
        (NotNegative, -0.1, "wants a number of 0 or more"),
        (Count, 0, "wants a whole number from 1"),
        (Count, 1.5, "valid integer"),
        (CountOrNone, -1, "wants a number of 0 or more"),
        (Circle, [3, 3, 0], "a radius, is more than 0 mm"),
        (Box, [3, 3, 1, -2], "width and height, are more than 0 mm"),
        (Names, [1], "valid string"),
    ],
)
def test_what_is_not_read(kind: Any, written: object, said: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValidationError, match=said):
        TypeAdapter(kind).validate_python(written, strict=True)
