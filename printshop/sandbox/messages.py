"""The messages of a child process that read a file from outside, validated without trust.

A foreign file that exploits a fault in its reader could make the child send anything. Its JSON is
validated strictly into these classes, each text and list has a largest length, and characters that
nobody can see are spelled out. Lengths are in mm.
"""

import dataclasses
import math
import types
import typing
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from printshop.findings import Finding, Where, review

LONGEST_TEXT = 4_000  # characters of a text; pictures have their own limit
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
class PageBoxes:
    """A page's boxes in mm from the sheet's lower left, (x0, y0, x1, y1) or empty."""

    media: Box
    bleed: Box
    trim: Box


@dataclass(frozen=True)
class ReadingDistance:
    """From how far a role's words can be read, on a page from 1.

    ``height`` is their x-height, of figures their height, in mm; ``distance`` and the least one
    allowed, ``floor``, are in m.
    """

    role: str
    page: int
    height: float
    distance: float
    floor: float


@dataclass(frozen=True)
class Examination:
    """What was found in a file: its number of pages, the boxes of those read, the findings.

    ``distances``: of a file of ours, from how far it can be read.
    """

    condition: Condition
    pages: int
    page_boxes: tuple[PageBoxes, ...]
    findings: tuple[Finding, ...]
    distances: tuple[ReadingDistance, ...] = ()


@dataclass(frozen=True)
class Codes:
    """The findings about the codes of a file, which are looked for on its rendered pages."""

    codes: tuple[Finding, ...]


@dataclass(frozen=True)
class Refused:
    """No file was examined: the printing condition was not found, or cannot be read."""

    refused: tuple[Finding, ...]


@dataclass(frozen=True)
class PagePictures:
    """A page as pictures: the page, its four separations, its ink map; and its total area coverage.

    ``sheet`` is the box in mm that the page's picture shows, ``cut`` the one of separations and ink
    map. Inks are in percent: ``means`` of each separation, ``maximum`` of any pixel's sum,
    ``highest`` mean sum of any square, whose upper left corner is at ``highest_at``, in mm from the
    trim's. ``estimated`` names the colours whose inks are only estimated.
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
class ConvertedLogo:
    """A logo in the inks of a press; no PDF where an error is among the findings.

    ``aspect``, ``pixels`` and ``ink`` as in ``orders.model.Logo``. ``picture`` shows the logo as it
    was received and as it would be printed, side by side, where it was refused for the difference.
    """

    pdf: Base64Pdf | None
    aspect: float
    pixels: int
    ink: float
    findings: tuple[Finding, ...]
    picture: Base64 | None = None


def not_scanned(why: str, where: Where) -> Finding:
    """The finding for a file whose pages could not be looked through for codes."""
    fix = "scan the codes on it with a phone, if there are any"
    return review("not-scanned", f"its QR codes were not looked for: {why}", where, fix)


class InvalidMessage(ValueError):
    """A message has another shape than its class, or a value outside its limits."""


def validated(kind: type[T], value: object) -> T:
    """A JSON value as a message of a class; raises ``InvalidMessage`` where it is none."""
    message = _validated(kind, value)
    if not isinstance(message, kind):
        raise InvalidMessage(f"{kind.__name__} is wanted")
    return message


def visible(text: str) -> str:
    """The text with each character that is invisible or changes direction as ⟨U+202E⟩."""
    return "".join(f"⟨U+{ord(c):04X}⟩" if unicodedata.category(c) in HIDDEN else c for c in text)


def quoted(text: str, most: int = 40) -> str:
    """The text, visible and in quotation marks; what is longer than ``most`` characters is cut."""
    text = visible(text.strip())
    return f"'{text}'" if len(text) <= most else f"'{text[: most - 3]}…'"


def _validated(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin is tuple:
        return _tuple(typing.get_args(kind), value)
    if origin is types.UnionType:
        return None if value is None else _validated(typing.get_args(kind)[0], value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record(kind, value)
    return _scalar(kind, value)


def _record(kind: type, value: Any) -> Any:
    hints = typing.get_type_hints(kind)
    if not isinstance(value, dict) or value.keys() != hints.keys():
        raise InvalidMessage(f"{kind.__name__} has other keys")
    return kind(**{name: _validated(hint, value[name]) for name, hint in hints.items()})


def _tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list) or len(value) > LONGEST_LIST:
        raise InvalidMessage(f"a list of at most {LONGEST_LIST:,} items is wanted")
    if kinds[-1] is Ellipsis:
        return tuple(_validated(kinds[0], item) for item in value)
    if len(value) != len(kinds):
        raise InvalidMessage("a list has another length")
    return tuple(_validated(kind, item) for kind, item in zip(kinds, value, strict=True))


def _scalar(kind: type, value: Any) -> Any:
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        if not math.isfinite(value):
            raise InvalidMessage("a number is not finite")
        return float(value)
    if kind in (int, bool) and type(value) is kind:
        return value
    if isinstance(value, str):
        if issubclass(kind, Base64):
            is_picture = len(value) <= kind.LONGEST and value.startswith(kind.START)
            digits = value.rstrip("=").replace("+", "").replace("/", "")
            if is_picture and value.isascii() and digits.isalnum():
                return kind(value)
        elif kind is str and len(value) <= LONGEST_TEXT:
            return visible(value)
        elif issubclass(kind, Enum):
            try:
                return kind(value)
            except ValueError:
                pass
    raise InvalidMessage(f"{kind.__name__} is wanted")
