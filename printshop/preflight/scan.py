"""A scanner: the QR codes on a page picture, decoded, with their places."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from printshop.preflight.finders import Pattern, busy, patterns, rows_of
from printshop.shop.job import Picture


@dataclass(frozen=True)
class ScannedCode:
    """A QR code that was decoded: its text, modules a side (0 if unknown), centre and side length.

    In mm from the upper left corner of the picture, to about one of its pixels. ``upright``: it is
    not rotated.
    """

    text: str
    modules: int
    middle: tuple[float, float]
    side: float
    upright: bool


class Sighted(NamedTuple):
    """The codes that were decoded, and the boxes in pixels of what could not be decoded."""

    codes: tuple[ScannedCode, ...]
    failed: tuple[Pattern, ...]


def scan(picture: Picture) -> tuple[ScannedCode, ...]:
    """The QR codes that can be decoded from a page picture (ISO/IEC 18004)."""
    return look(picture).codes


def look(picture: Picture) -> Sighted:
    """What can be decoded from a page picture, and what only looks like a code: decoded once."""
    import zxingcpp  # imported here: a file without pictures needs no decoder

    codes, failed = [], []
    for barcode in zxingcpp.read_barcodes(picture.image, formats=_qr(), return_errors=True):
        p = barcode.position
        corners = [(c.x, c.y) for c in (p.top_left, p.top_right, p.bottom_right, p.bottom_left)]
        if barcode.error is not None:
            xs, ys = zip(*corners, strict=True)
            failed.append(Pattern(min(xs), min(ys), max(xs), max(ys)))
            continue
        sides = [abs(complex(*b) - complex(*a)) for a, b in pairwise(corners)]
        # ISO/IEC 18004, 6.3.1: version 1 has 21 modules a side, each further one four more.
        version = barcode.extra.get("Version") if isinstance(barcode.extra, dict) else None
        codes.append(
            ScannedCode(
                barcode.text,
                17 + 4 * int(version) if version else 0,
                (
                    sum(x for x, _ in corners) / 4 / picture.per_mm,
                    sum(y for _, y in corners) / 4 / picture.per_mm,
                ),
                (sum(sides) / len(sides) + 0.5) / picture.per_mm,
                abs(barcode.orientation) < 2,
            )
        )
    return Sighted(tuple(codes), tuple(failed))


def dark_on_light(picture: Picture) -> frozenset[str]:
    """The texts of the QR codes that are dark on light: not every scanner reads others."""
    import zxingcpp

    found = zxingcpp.read_barcodes(picture.image, formats=_qr(), try_invert=False)
    return frozenset(barcode.text for barcode in found)


def suspected(picture: Picture, failed: Iterable[Pattern]) -> list[Pattern]:
    """What looks like a QR code in a gray picture, decoded or not: boxes in its pixels.

    ``failed``: what ``look`` found in it and could not decode.
    """
    rows = rows_of(picture.image)
    return [box for box in (*patterns(rows), *failed) if busy(rows, box)]


def _qr() -> Any:
    import zxingcpp

    return zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
