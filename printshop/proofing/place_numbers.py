"""Numbers beside texts on a picture: in discs at the edge where a text begins, never over a text.

Lengths are in mm from the upper left corner of what the picture shows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot

from PIL import Image, ImageDraw, ImageFont

from printshop.pdf.geometry import Extent, overlap

GAP = 0.15  # of a disc's diameter, between it and its text
FINER = 4  # times the resolution at which discs are drawn, for smooth edges
DISC, RIM, FIGURES = (200, 0, 80), (255, 255, 255), (255, 255, 255)


@dataclass(frozen=True)
class Mark:
    """A text with its number: the box of its first line, and whether it reads right to left."""

    number: int
    line: Extent
    rtl: bool


@dataclass(frozen=True)
class Disc:
    """A number at its place; ``to`` is where a line leads to, None for a disc beside its text."""

    number: int
    x: float
    y: float
    to: tuple[float, float] | None = None


def margin(diameter: float) -> float:
    """The white margin on both sides of a numbered picture, in mm."""
    return diameter * (1 + 2 * GAP)


def placed(
    marks: Sequence[Mark], texts: Sequence[Extent], width: float, height: float, diameter: float
) -> list[Disc]:
    """The discs of the marks, in their order; ``texts`` are the boxes that none may touch.

    A disc for which there is no room beside its text stands in the margin, with a line to its text
    where that crosses no other one.
    """
    discs: list[Disc] = []
    for mark in marks:
        free = (
            Disc(mark.number, x, y)
            for x, y in _beside(mark, diameter)
            if _is_free(x, y, diameter, texts, discs, width, height)
        )
        disc = next(free, None) or _in_margin(mark, discs, width, height, diameter)
        discs.append(replace(disc, to=None) if _crosses(disc, mark, texts) else disc)
    return discs


def _beside(mark: Mark, diameter: float) -> Iterator[tuple[float, float]]:
    """Centres to try: level with the first line, a little higher and lower, above its start."""
    step = diameter * (0.5 + GAP)
    x0, y0, x1, y1 = mark.line
    start, out = (x1, 1) if mark.rtl else (x0, -1)
    middle = (y0 + y1) / 2
    for aside in (1.0, 1.4):
        for up in (0.0, -0.3, 0.3, -0.6, 0.6):
            yield start + out * aside * step, middle + up * diameter
    yield start - out * 0.5 * diameter, y0 - step
    yield start, y0 - step


def _is_free(
    x: float,
    y: float,
    diameter: float,
    texts: Sequence[Extent],
    discs: Sequence[Disc],
    width: float,
    height: float,
) -> bool:
    radius, edge = diameter / 2, margin(diameter)
    if not (radius - edge <= x <= width + edge - radius and radius <= y <= height - radius):
        return False
    box = Extent(x - radius, y - radius, x + radius, y + radius)
    apart = all(hypot(x - d.x, y - d.y) >= diameter for d in discs)
    return apart and not any(overlap(box, text) for text in texts)


def _crosses(disc: Disc, mark: Mark, texts: Sequence[Extent]) -> bool:
    """Whether the line from a disc to its text runs over a text."""
    if disc.to is None:
        return False
    x0, x1 = sorted((disc.x, disc.to[0]))
    y0, y1 = sorted((disc.y, disc.to[1]))
    way = Extent(x0, y0 - 0.1, x1, y1 + 0.1)
    return any(overlap(way, text) for text in texts if text != mark.line)


def _in_margin(
    mark: Mark, discs: Sequence[Disc], width: float, height: float, diameter: float
) -> Disc:
    """The disc in the margin at the side where the text begins, as near its height as is free."""
    x0, y0, x1, y1 = mark.line
    x = width + margin(diameter) / 2 if mark.rtl else -margin(diameter) / 2
    start = (x1 if mark.rtl else x0), (y0 + y1) / 2
    steps = [n * 0.25 * diameter for n in range(int(height / diameter * 4))]
    heights = sorted((diameter / 2 + s for s in steps), key=lambda y: abs(y - start[1]))
    free = (y for y in heights if all(hypot(x - d.x, y - d.y) >= diameter for d in discs))
    return Disc(mark.number, x, next(free, start[1]), start)


def draw(
    image: Image.Image,
    per_mm: float,
    marks: Sequence[Mark],
    texts: Sequence[Extent],
    diameter: float,
) -> Image.Image:
    """A picture with the numbers of its texts, wider by a white margin on both sides."""
    edge = round(margin(diameter) * per_mm)
    whole = Image.new("RGB", (image.width + 2 * edge, image.height), "white")
    whole.paste(image, (edge, 0))
    size = image.width / per_mm, image.height / per_mm
    discs = placed(marks, texts, *size, diameter)
    for disc in discs:
        if disc.to:
            ends = [(edge + x * per_mm, y * per_mm) for x, y in ((disc.x, disc.y), disc.to)]
            ImageDraw.Draw(whole).line(ends, fill=DISC, width=max(1, round(0.06 * edge)))
    for disc in discs:
        stamp = _stamp(disc.number, round(diameter * per_mm))
        corner = edge + disc.x * per_mm - stamp.width / 2, disc.y * per_mm - stamp.height / 2
        whole.paste(stamp, (round(corner[0]), round(corner[1])), stamp)
    return whole


def _stamp(number: int, pixels: int) -> Image.Image:
    """A disc with its number and a thin rim, on a transparent ground."""
    side = FINER * pixels
    big = Image.new("RGBA", (side, side), (*RIM, 0))
    pen = ImageDraw.Draw(big)
    rim = max(1, side // 24)
    pen.ellipse((0, 0, side - 1, side - 1), fill=DISC, outline=RIM, width=rim)
    digits = str(number)
    font = ImageFont.load_default(size=side * {1: 0.72, 2: 0.6}.get(len(digits), 0.44))
    x0, y0, x1, y1 = pen.textbbox((0, 0), digits, font=font)
    place = ((side - x0 - x1) / 2, (side - y0 - y1) / 2)
    pen.text(place, digits, font=font, fill=FIGURES, stroke_width=side // 60, stroke_fill=FIGURES)
    return big.resize((pixels, pixels), Image.Resampling.LANCZOS)
