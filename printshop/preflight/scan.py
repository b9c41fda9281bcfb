"""A scanner: what QR codes say and where they stand, on a rendered page."""

from dataclasses import dataclass
from itertools import pairwise

from printshop.shop.job import Picture


@dataclass(frozen=True)
class Code:
    """A code as it was read: its text, how many modules a side has, its middle and side.

    In mm from the upper left of the picture, to about one of its pixels. ``upright`` tells whether
    it stands as it was drawn.
    """

    text: str
    modules: int
    middle: tuple[float, float]
    side: float
    upright: bool


def scan(picture: Picture) -> tuple[Code, ...]:
    """The codes that can be read from a page's picture (ISO/IEC 18004, 6.3 for their modules)."""
    import zxingcpp  # here: a file without pictures needs no decoder

    made = []
    qr = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for found in zxingcpp.read_barcodes(picture.image, formats=qr):
        p = found.position
        corners = [(c.x, c.y) for c in (p.top_left, p.top_right, p.bottom_right, p.bottom_left)]
        sides = [abs(complex(*b) - complex(*a)) for a, b in pairwise(corners)]
        version = found.extra.get("Version") if isinstance(found.extra, dict) else None
        made.append(
            Code(
                found.text,
                17 + 4 * int(version) if version else 0,
                (
                    sum(x for x, _ in corners) / 4 / picture.per_mm,
                    sum(y for _, y in corners) / 4 / picture.per_mm,
                ),
                (sum(sides) / len(sides) + 0.5) / picture.per_mm,
                abs(found.orientation) < 2,
            )
        )
    return tuple(made)
