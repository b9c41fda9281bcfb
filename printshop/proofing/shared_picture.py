"""The picture of a page to share: while nobody has signed the piece, it says that it is a draft.

The mark goes across the page, several times, so that no part of it can be cut out without one; a
line beneath the page says it in full.
"""

import math
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from printshop.proofing.rasterise import proof
from printshop.shop.job import Picture, Proof

FONT = "fonts/fira-sans-extra-condensed/FiraSansExtraCondensed-Bold.ttf"
ACROSS = 0.14  # the mark's size, in parts of the page's shorter side
LINE = 0.045  # the height of the line's type, in parts of the picture's longer side
DARK, LIGHT = (24, 23, 21), (255, 255, 255)  # the mark stands out from light and dark grounds
STRENGTH = 96  # of 255: the words beneath it are still read


def shared(pictures: tuple[Picture, ...], mark: str, root: Path) -> tuple[Proof, ...]:
    """Each page as a PNG, with a ``mark`` such as ``DRAFT – not signed off``; '' sets none.

    Its first word goes across the page. ``root`` is the shop's, whose fonts are used.
    """
    return tuple(
        proof(_marked(picture, mark, root) if mark else picture, number)
        for number, picture in enumerate(pictures, 1)
    )


def _marked(picture: Picture, mark: str, root: Path) -> Picture:
    page = picture.image
    across = _font(root, round(ACROSS * min(page.size)))
    tile = _turned(mark.split()[0], across)
    layer = Image.new("RGBA", page.size)
    columns = max(1, round(page.width / (1.6 * tile.width)))
    rows = max(1, round(page.height / (1.6 * tile.height)))
    for column in range(columns):
        for row in range(rows):
            middle = (page.width * (column + 0.5) / columns, page.height * (row + 0.5) / rows)
            place = (round(middle[0] - tile.width / 2), round(middle[1] - tile.height / 2))
            layer.alpha_composite(tile, (max(0, place[0]), max(0, place[1])))
    marked = Image.alpha_composite(page.convert("RGBA"), layer).convert("RGB")
    small = _font(root, round(LINE * max(page.size)))
    foot = round(1.7 * LINE * max(page.size))
    whole = Image.new("RGB", (page.width, page.height + foot), DARK)
    whole.paste(marked)
    middle = (page.width / 2, page.height + foot / 2)
    ImageDraw.Draw(whole).text(middle, mark, LIGHT, small, anchor="mm")
    return Picture(whole, picture.per_mm)


def _turned(word: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    """A word that rises to the right, light with a dark edge, half see-through."""
    edge = max(1, round(font.size / 24))
    left, top, right, bottom = font.getbbox(word, stroke_width=edge)
    tile = Image.new("RGBA", (math.ceil(right - left), math.ceil(bottom - top)))
    pen = ImageDraw.Draw(tile)
    fill, stroke = (*LIGHT, STRENGTH), (*DARK, STRENGTH)
    pen.text((-left, -top), word, fill, font, stroke_width=edge, stroke_fill=stroke)
    return tile.rotate(20, Image.Resampling.BICUBIC, expand=True)


@lru_cache(maxsize=16)
def _font(root: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(root / FONT, size)
