"""Thumbnails: the pages of every language of a print run, as large as their room allows."""

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PIL import Image

from printshop.shop.job import Proof

GAP = 2.0  # mm between two pages, and between two languages
NAME = 4.0  # mm: the line with the name of the language
SHARP = 220  # ppi that a thumbnail keeps


@dataclass(frozen=True)
class Gallery:
    """How thumbnails lie: languages beside each other, and their pages beside or over each other.

    Lengths in mm: the width of a language, and of one page of it.
    """

    columns: int
    stacked: bool
    cell: float
    page: float


def gallery(
    languages: int, pages: int, trim: tuple[float, float], width: float, height: float
) -> Gallery:
    """The arrangement in which the pages are largest; the room is ``width`` × ``height`` mm."""
    ratio = trim[1] / trim[0]
    found: list[Gallery] = []
    for columns in range(1, languages + 1):
        cell = (width - (columns - 1) * GAP) / columns
        rows = ceil(languages / columns)
        room = (height - (rows - 1) * GAP) / rows - NAME * (languages > 1)
        for stacked in (False, True) if pages > 1 else (False,):
            across, down = (1, pages) if stacked else (pages, 1)
            by_width = (cell - (across - 1) * GAP) / across
            by_height = (room - (down - 1) * GAP) / down / ratio
            found.append(Gallery(columns, stacked, cell, max(min(by_width, by_height), 0.0)))
    return max(found, key=lambda arranged: arranged.page)


def addresses(proofs: Sequence[Proof], page: float) -> tuple[str, ...]:
    """The pictures of some pages as data addresses, for thumbnails at most ``page`` mm wide."""
    return tuple(
        "data:image/png;base64," + base64.b64encode(_small(proof.png, page)).decode()
        for proof in proofs
    )


def _small(png: bytes, page: float) -> bytes:
    """A picture with no more pixels than a thumbnail needs."""
    most = max(1, round(page / 25.4 * SHARP))
    with Image.open(io.BytesIO(png)) as image:
        if image.width <= most:
            return png
        size = most, max(1, round(image.height * most / image.width))
        small = image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "PNG", compress_level=6)
    return out.getvalue()
