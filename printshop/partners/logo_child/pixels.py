"""Pixels: a PNG or JPEG, upright, on white, trimmed, in the inks of the press.

Sizes are read from the header before anything is decoded. Pillow reads all; it turns the inks of
every CMYK JPEG over, since Photoshop writes them that way, and so do nearly all others.
"""

import io
import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from printshop.colour.icc import Pixels, fits, held, in_black, most_ink, separate
from printshop.findings import Finding, Where, error
from printshop.prepress.placed_images import MARGIN

FORMATS = ("PNG", "JPEG")
SIDE = 10_000  # pixels
MOST = 60_000_000  # pixels
LONGEST = 3_000  # pixels of a longer side that are kept: 250 mm at 300 ppi
WHITE = 250  # of 255: what is lighter is paper
BARE = 8  # of 255: what is less is no ink, in a JPEG
FULL = 245  # of 255: an ink that is full, in a JPEG

warnings.simplefilter("ignore", Image.DecompressionBombWarning)
Image.MAX_IMAGE_PIXELS = None  # our own bound is lower, and asked first


@dataclass(frozen=True)
class Inked:
    """A trimmed picture in four inks, or in black alone: (rows, columns, 4 or 1), 255 = 100 %.

    ``across`` are its pixels before any were left out; ``ink`` how dark it is, from 0 to 1.
    """

    inks: Pixels
    across: int
    ink: float


def too_many(data: bytes) -> str | None:
    """What is too large in a picture, in words: empty where all is well, None for no picture."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            width, height = picture.size
    except (OSError, ValueError, SyntaxError):
        return None
    if max(width, height) > SIDE:
        return f"{width:,} × {height:,} pixels; at most {SIDE:,} a side are read"
    if width * height > MOST:
        return f"{width * height / 1e6:.0f} million pixels; at most {MOST / 1e6:.0f} are read"
    return ""


def inked(
    data: bytes, profile: bytes, limit: float, black: bool, where: Where
) -> tuple[Inked | None, list[Finding]]:
    """A picture as inks, nowhere more than ``limit`` percent, and what keeps it from being one."""
    large = too_many(data)
    if large:
        fix = f"send it {LONGEST:,} pixels wide: that is enough for any piece"
        message = f"the picture has {large}"
        return None, [error("logo-too-large", message, where, fix)]
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            if getattr(picture, "n_frames", 1) > 1:
                message = f"the picture moves: it has {picture.n_frames} frames"  # type: ignore[attr-defined]
                fix = "send the one picture that is to be printed"
                return None, [error("logo-animated", message, where, fix)]
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            source = picture.info.get("icc_profile") or b""
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError):
        return None, [broken(where)]
    if upright.mode == "CMYK":
        return _of_inks(np.asarray(upright), profile, limit, black, where)
    return _of_lights(_on_white(upright, source), source, profile, limit, black, where)


def broken(where: Where) -> Finding:
    """Of a logo, or a picture in one, that ends too soon."""
    fix = "ask for the file again, or export it anew: it may have been cut off on its way"
    message = "the picture is broken and cannot be read to its end"
    return error("damaged", message, where, fix)


def _on_white(picture: Image.Image, source: bytes) -> Image.Image:
    """A picture in RGB or gray, of eight bits, opaque on white paper."""
    if picture.mode.startswith("I") or picture.mode == "F":
        made = np.asarray(picture).astype(np.uint32) >> 8  # sixteen bits a sample
        mark = picture.info.get("transparency")
        made = np.minimum(made, 255).astype(np.uint8)
        if isinstance(mark, int):
            made[np.asarray(picture) == mark] = 255
        return Image.fromarray(made)
    if "transparency" in picture.info or picture.mode in ("LA", "PA", "La", "RGBa", "RGBA"):
        seen = picture.convert("RGBA")
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper.convert("L") if fits(source, "L") else paper
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def invisible(where: Where) -> Finding:
    """Of a logo of which nothing is seen on paper."""
    message = "nothing of the logo is seen on white paper: it is white, or empty"
    fix = "send the version for light grounds"
    return error("logo-invisible", message, where, fix)


def _of_lights(
    picture: Image.Image, source: bytes, profile: bytes, limit: float, black: bool, where: Where
) -> tuple[Inked | None, list[Finding]]:
    lights = np.asarray(picture)
    lights = lights[..., None] if lights.ndim == 2 else lights
    box = _box(np.any(lights < WHITE, axis=-1))
    if box is None:
        return None, [invisible(where)]
    cut = picture.crop(box)
    weight = 1 - float(np.asarray(cut.convert("L")).mean()) / 255
    across = cut.width
    pixels = np.asarray(_shrunk(cut))
    pixels = pixels[..., None] if pixels.ndim == 2 else pixels
    inks = separate(pixels, profile, limit - MARGIN, source)
    return Inked(_plain(inks, profile, black), across, round(weight, 4)), []


def _of_inks(
    inks: Pixels, profile: bytes, limit: float, black: bool, where: Where
) -> tuple[Inked | None, list[Finding]]:
    """A CMYK JPEG: its inks stay as they are, but over the limit."""
    edge = np.concatenate([inks[0], inks[-1], inks[:, 0], inks[:, -1]])
    if (edge.min(axis=-1) >= FULL).all():
        message = "the picture was saved inverted: its border would print in 400 % of ink all round"
        fix = "save the CMYK JPEG again with another program, or as PNG in RGB"
        return None, [error("logo-inverted", message, where, fix)]
    box = _box(np.any(inks > BARE, axis=-1))
    if box is None:
        return None, [invisible(where)]
    cut = Image.fromarray(np.ascontiguousarray(inks[box[1] : box[3], box[0] : box[2]]))
    if cut.mode != "CMYK":  # four channels are taken for RGBA
        cut = Image.frombytes("CMYK", cut.size, cut.tobytes())
    weight = 1 - float(np.asarray(cut.convert("RGB").convert("L")).mean()) / 255
    made = np.asarray(_shrunk(cut))
    if most_ink(made) > limit:
        made = held(made, limit - MARGIN)
    return Inked(_plain(made, profile, black), cut.width, round(weight, 4)), []


def _plain(inks: Pixels, profile: bytes, black: bool) -> Pixels:
    """Inks as black alone where that is asked, or where there is no other ink."""
    if black:
        return in_black(inks, profile)
    return inks if inks[..., :3].any() else inks[..., 3:]


def _box(seen: NDArray[np.bool_]) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of what is seen in rows and columns; None for nothing."""
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    if not rows.size:
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _shrunk(picture: Image.Image) -> Image.Image:
    if max(picture.size) <= LONGEST:
        return picture
    scale = LONGEST / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def halved(inks: Pixels) -> Pixels:
    """Inks with half the pixels across and down, each the mean of four."""
    bands = [Image.fromarray(np.ascontiguousarray(inks[..., n])) for n in range(inks.shape[-1])]
    return np.stack([np.asarray(band.reduce(2)) for band in bands], axis=-1)
