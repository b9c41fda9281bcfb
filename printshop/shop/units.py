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


Number = Annotated[float, BeforeValidator(_number)]  # whole numbers are read as well
Day = Annotated[date, BeforeValidator(_date)]  # 2027-11-23
Size = Annotated[tuple[Number, Number], BeforeValidator(as_tuple), AfterValidator(_positive)]
Triple = Annotated[tuple[Number, Number, Number], BeforeValidator(as_tuple)]
Names = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]
