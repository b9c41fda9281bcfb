"""Units and types of values that people write: lengths, sizes, numbers, days, lists of names.

Lengths are in mm and type is in pt, unless a name says otherwise.
"""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

PT = 72 / 25.4  # points in a millimetre
MM = 25.4 / 72  # millimetres in a point


def _date(value: object) -> object:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError("wants a date like 2027-11-23") from None


def as_tuple(value: object) -> object:
    """A list as a tuple, for frozen values; any other value unchanged."""
    return tuple(value) if isinstance(value, list) else value


def _number(value: object) -> object:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _positive(value: tuple[float, float]) -> tuple[float, float]:
    if min(value) <= 0:
        raise ValueError("a length is more than 0 mm")
    return value


def _more_than_zero(value: float) -> float:
    if value <= 0:
        raise ValueError("wants a number of more than 0")
    return value


def _zero_or_more(value: float) -> float:
    if value < 0:
        raise ValueError("wants a number of 0 or more")
    return value


def _from_one(value: int) -> int:
    if value < 1:
        raise ValueError("wants a whole number from 1")
    return value


def _circle(value: tuple[float, float, float]) -> tuple[float, float, float]:
    if value[2] <= 0:
        raise ValueError("the third number, a radius, is more than 0 mm")
    return value


def _box(value: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    if min(value[2:]) <= 0:
        raise ValueError("the third and the fourth number, width and height, are more than 0 mm")
    return value


Number = Annotated[float, BeforeValidator(_number)]  # whole numbers are read as well
Positive = Annotated[Number, AfterValidator(_more_than_zero)]
NotNegative = Annotated[Number, AfterValidator(_zero_or_more)]
Count = Annotated[int, AfterValidator(_from_one)]  # of what there is at least one
CountOrNone = Annotated[int, AfterValidator(_zero_or_more)]
Day = Annotated[date, BeforeValidator(_date)]  # 2027-11-23
Size = Annotated[tuple[Number, Number], BeforeValidator(as_tuple), AfterValidator(_positive)]
Circle = Annotated[  # where its centre is, x and y, and its radius
    tuple[Number, Number, Number], BeforeValidator(as_tuple), AfterValidator(_circle)
]
Box = Annotated[  # where it begins, x and y, its width and its height
    tuple[Number, Number, Number, Number], BeforeValidator(as_tuple), AfterValidator(_box)
]
Names = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]
