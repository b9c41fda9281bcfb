"""Whether a logo in inks looks as it was received: two pictures of it are compared.

Both pictures went through the same colours: what was received is separated as the logo was, and
shown as pdfium shows inks. Then a pixel of one is right where the other has its colour within one
pixel's distance: that allows for antialiasing, and for edges that are rounded differently.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from printshop.colour.icc import Pixels
from printshop.partners.logo_child.sheet import Extent, Mask, extent, visible

SIDE = 600  # pixels of the logo's longer side: 435 ppi at 35 mm, 300 ppi at 51 mm
TOLERANCE = 14  # of 255 in a channel: where both draw rightly, flat colours differ by up to 8
EDGE = 6  # a sixth of the contrast around a pixel: antialiasing before separation or after it
WINDOW = 5  # pixels: 0.3 mm of a logo that is 35 mm wide
MOST = 10  # differing pixels in a window: a line that is one pixel wide has 5, one of two has 10
GAP = 24  # pixels between the pictures
MARK = (230, 0, 120)


@dataclass(frozen=True)
class Difference:
    """Where two pictures of a logo differ.

    ``box``: left, top, right and bottom of the place, as shares of the logo's width and height from
    its upper left corner. ``share``: of the logo's pixels that differ. ``picture``: a PNG of both,
    side by side, what was received on the left.
    """

    box: tuple[float, float, float, float]
    share: float
    picture: bytes


def compare(ours: Pixels, references: Sequence[Pixels], reach: int = 1) -> Difference | None:
    """How our picture of a logo differs from what was received; None where they agree.

    Each pixel has to agree with one of the ``references``: the same drawing, in colours that were
    converted in different ways; the first is shown. Pictures of other sizes than ours are cut, or
    get white, at their right and bottom. Shape (rows, columns, 3). ``reach``: how many pixels away
    a colour may be.
    """
    rows, columns, _ = ours.shape
    fitted = [_fitted(reference, rows, columns) for reference in references]
    wrong = np.logical_and.reduce([_differing(ours, reference, reach) for reference in fitted])
    place = extent(_in_windows(wrong))
    if place is None:
        return None
    logo = extent(visible(ours) | visible(fitted[0])) or place
    return Difference(
        _shares(place, logo),
        float(wrong.sum() / ((logo[2] - logo[0]) * (logo[3] - logo[1]))),
        _side_by_side(fitted[0], ours, logo, place),
    )


def bounds(picture: Pixels) -> Extent:
    """Left, top, right and bottom of what is seen on a picture, in pixels; all of it if empty."""
    rows, columns, _ = picture.shape
    return extent(visible(picture)) or (0, 0, columns, rows)


def _fitted(picture: Pixels, rows: int, columns: int) -> Pixels:
    """A picture with rows and columns cut off, or white ones added, at its right and bottom."""
    fitted = np.full((rows, columns, 3), 255, np.uint8)
    part = picture[:rows, :columns]
    fitted[: part.shape[0], : part.shape[1]] = part
    return fitted


def _differing(one: Pixels, other: Pixels, reach: int) -> Mask:
    """The pixels of either picture whose colour the other has nowhere within ``reach`` pixels."""
    wrong = np.zeros(one.shape[:2], bool)
    for a, b in ((one, other), (other, one)):
        pixels, low, high = (part.astype(np.int16) for part in (a, *_extremes(b, reach)))
        allowed = TOLERANCE + (high - low) // EDGE
        wrong |= ((pixels < low - allowed) | (pixels > high + allowed)).any(axis=-1)
    return wrong


def _extremes(picture: Pixels, reach: int) -> tuple[Pixels, Pixels]:
    """The lowest and the highest value of each channel within ``reach`` pixels of each."""
    low = high = picture
    for axis in (0, 1) * reach:
        low = _over_three(low, axis, np.minimum)
        high = _over_three(high, axis, np.maximum)
    return low, high


def _over_three(picture: Pixels, axis: int, choose: np.ufunc) -> Pixels:
    first, last = (slice(None),) * axis + (slice(1, None),), (slice(None),) * axis + (slice(-1),)
    result = picture.copy()
    result[last] = choose(result[last], picture[first])
    result[first] = choose(result[first], picture[last])
    return result


def _in_windows(wrong: Mask) -> Mask:
    """The differing pixels with at least ``MOST`` in the window around them."""
    sums = np.pad(wrong.astype(np.int32), WINDOW // 2)
    for axis in (0, 1):
        total = np.cumsum(sums, axis=axis)
        total = np.insert(total, 0, 0, axis=axis)
        count = total.shape[axis] - WINDOW
        sums = np.take(total, range(WINDOW, WINDOW + count), axis) - np.take(
            total, range(count), axis
        )
    return np.asarray(wrong & (sums >= MOST))


def _shares(place: Extent, logo: Extent) -> tuple[float, float, float, float]:
    width, height = logo[2] - logo[0], logo[3] - logo[1]
    left, right = ((v - logo[0]) / width for v in (place[0], place[2]))
    top, bottom = ((v - logo[1]) / height for v in (place[1], place[3]))
    return left, top, right, bottom


def _side_by_side(received: Pixels, ours: Pixels, logo: Extent, place: Extent) -> bytes:
    """A PNG: what was received, then ours, the place framed in both."""
    width, height = logo[2] - logo[0], logo[3] - logo[1]
    sheet = Image.new("RGB", (2 * width + 3 * GAP, height + 2 * GAP), "white")
    draw = ImageDraw.Draw(sheet)
    for column, picture in ((0, received), (1, ours)):
        x = GAP + column * (width + GAP)
        sheet.paste(
            Image.fromarray(np.ascontiguousarray(picture[logo[1] : logo[3], logo[0] : logo[2]])),
            (x, GAP),
        )
        draw.rectangle((x - 1, GAP - 1, x + width, GAP + height), outline=(200, 200, 200))
        frame = (
            x + place[0] - logo[0] - 4,
            GAP + place[1] - logo[1] - 4,
            x + place[2] - logo[0] + 3,
            GAP + place[3] - logo[1] + 3,
        )
        draw.rectangle(frame, outline=MARK, width=3)
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()
