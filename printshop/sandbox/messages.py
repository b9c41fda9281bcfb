"""What an examiner says of a file from outside, and how its words are taken: with suspicion.

The examiner read a foreign file; a fault in its reader could make it say anything. Its JSON is
read strictly into these nouns, each text and list is bounded, and what nobody can see is shown.
Lengths are in mm.
"""

import dataclasses
import math
import types
import typing
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from printshop.findings import Finding

LONGEST_TEXT = 4_000  # characters of a text; pictures have their own bound
LONGEST_LIST = 2_000
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}

Box = tuple[float, ...]
T = TypeVar("T")


class Base64(str):
    """A picture in base64: a PNG, and nothing else."""

    START = "iVBORw0KGgo"
    LONGEST = 6_000_000  # characters


class Base64Pdf(Base64):
    """A small PDF in base64."""

    START = "JVBERi0"
    LONGEST = 8_000_000


@dataclass(frozen=True)
class Condition:
    """The printing condition that a file was measured against, and the edition of its limits."""

    name: str
    title: str
    standard: str
    intent: str
    edition: str
    ink: float  # %
    bleed: float
    smallest_type: float  # pt


@dataclass(frozen=True)
class Leaf:
    """A page's boxes in mm from the sheet's lower left, (x0, y0, x1, y1) or empty."""

    media: Box
    bleed: Box
    trim: Box


@dataclass(frozen=True)
class Examined:
    """What was found in a file: how many pages it has, those that were read, the findings."""

    condition: Condition
    pages: int
    leaves: tuple[Leaf, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Refused:
    """No file was examined: the printing condition was not found, or cannot be read."""

    refused: tuple[Finding, ...]


@dataclass(frozen=True)
class Shown:
    """A page as pictures: the sheet, the four plates, the ink map; and how much ink is on it.

    ``sheet`` is the box in mm that the page picture shows, ``cut`` the one of plates and map.
    ``means`` are the mean inks of the plates, ``highest`` the highest mean of any square, with
    the square's upper left corner in mm from the trim's; all inks in percent.
    """

    page: int
    sheet: Box
    cut: Box
    picture: Base64
    plates: tuple[Base64, ...]
    ink_map: Base64
    means: tuple[float, ...]
    maximum: float
    highest: float
    highest_at: tuple[float, ...]
    estimated: tuple[str, ...]


@dataclass(frozen=True)
class Engraved:
    """A logo in the inks of a press, or none where an error is among the findings.

    ``aspect``, ``pixels`` and ``ink`` as in ``order.Logo``.
    """

    pdf: Base64Pdf | None
    aspect: float
    pixels: int
    ink: float
    findings: tuple[Finding, ...]


class Untrue(ValueError):
    """What was said has another shape than it may have."""


def take(kind: type[T], value: object) -> T:
    """A JSON value as one of the nouns; raises ``Untrue`` where it is none."""
    made = _typed(kind, value)
    if not isinstance(made, kind):
        raise Untrue(f"{kind.__name__} is wanted")
    return made


def visible(text: str) -> str:
    """The text with each character that nobody sees, or that turns others round, spelled out."""
    return "".join(f"⟨U+{ord(c):04X}⟩" if unicodedata.category(c) in HIDDEN else c for c in text)


def _typed(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin is tuple:
        return _tuple(typing.get_args(kind), value)
    if origin is types.UnionType:
        return None if value is None else _typed(typing.get_args(kind)[0], value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _noun(kind, value)
    return _single(kind, value)


def _noun(kind: type, value: Any) -> Any:
    hints = typing.get_type_hints(kind)
    if not isinstance(value, dict) or value.keys() != hints.keys():
        raise Untrue(f"{kind.__name__} has other keys")
    return kind(**{name: _typed(hint, value[name]) for name, hint in hints.items()})


def _tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list) or len(value) > LONGEST_LIST:
        raise Untrue("a list is wanted, and no endless one")
    if kinds[-1] is Ellipsis:
        return tuple(_typed(kinds[0], item) for item in value)
    if len(value) != len(kinds):
        raise Untrue("a list has another length")
    return tuple(_typed(kind, item) for kind, item in zip(kinds, value, strict=True))


def _single(kind: type, value: Any) -> Any:
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        if not math.isfinite(value):
            raise Untrue("a number is endless")
        return float(value)
    if kind is int and type(value) is int:
        return value
    if isinstance(value, str):
        if issubclass(kind, Base64):
            bounded = len(value) <= kind.LONGEST and value.startswith(kind.START)
            letters = value.rstrip("=").replace("+", "").replace("/", "")
            if bounded and value.isascii() and letters.isalnum():
                return kind(value)
        elif kind is str and len(value) <= LONGEST_TEXT:
            return visible(value)
        elif issubclass(kind, Enum):
            try:
                return kind(value)
            except ValueError:
                pass
    raise Untrue(f"{kind.__name__} is wanted")
