"""A logo as pixels: a PNG or JPEG, rotated, flattened onto white, trimmed, in inks.

The size is read from the header before anything is decoded. Pillow inverts every CMYK JPEG, since
Photoshop and nearly all other programs write them inverted, and say so in Adobe's marker (APP14).
Without the marker nothing says which way round the inks are.
"""

import io
import warnings
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from printshop.colour.icc import Pixels, limit_tac, max_tac, profile_fits, separate, to_black
from printshop.findings import Finding, Where, error
from printshop.partners.logo_child.sheet import extent
from printshop.prepress.placed_images import MARGIN

FORMATS = ("PNG", "JPEG")
SIDE = 10_000  # pixels of the longer side that are read at most
MOST = 60_000_000  # pixels that are read at most
LONGEST = 3_000  # pixels of the longer side after downsampling: 250 mm at 300 ppi
WHITE = 250  # of 255: lighter samples count as paper
BARE = 8  # of 255: less ink counts as none, in a JPEG
FULL = 245  # of 255: more ink counts as 100 %, in a JPEG
SAVE_AGAIN = "save the CMYK JPEG again with another program, or as PNG in RGB"

warnings.simplefilter("ignore", Image.DecompressionBombWarning)
Image.MAX_IMAGE_PIXELS = None  # our own limit is lower, and checked first


@dataclass(frozen=True)
class ConvertedPicture:
    """A trimmed picture in four inks or black only: shape (rows, columns, 4 or 1), 255 = 100 %.

    ``across``: its width in pixels before downsampling. ``ink``: its mean darkness, 0 to 1.
    """

    inks: Pixels
    across: int
    ink: float


def too_large(data: bytes) -> str | None:
    """How a picture is too large, in words for a finding.

    Empty where it is not; None where ``data`` is no PNG or JPEG.
    """
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


def convert_picture(
    data: bytes, profile: bytes, limit: float, black: bool, where: Where
) -> tuple[ConvertedPicture | None, list[Finding]]:
    """A picture as inks with TAC up to ``limit`` percent, or None, and findings."""
    large = too_large(data)
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
            which_way = picture.mode != "CMYK" or "adobe" in picture.info
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError):
        return None, [damaged_picture(where)]
    if not which_way:
        message = (
            "the picture does not say which way round its four inks are (it has no Adobe marker): "
            "browsers show it one way, and PDF programs the other"
        )
        return None, [error("logo-inverted", message, where, SAVE_AGAIN)]
    if upright.mode == "CMYK":
        return _convert_cmyk(np.asarray(upright), profile, limit, black, where)
    return _convert_rgb(_on_white(upright, source), source, profile, limit, black, where)


def damaged_picture(where: Where) -> Finding:
    """The finding for a logo, or a picture in one, that is truncated."""
    fix = "ask for the file again, or export it anew: it may have been cut off on its way"
    message = "the picture is broken and cannot be read to its end"
    return error("damaged", message, where, fix)


def _on_white(picture: Image.Image, source: bytes) -> Image.Image:
    """A picture flattened onto white, in RGB or gray of eight bits."""
    if picture.mode.startswith("I") or picture.mode == "F":
        samples = np.asarray(picture).astype(np.uint32) >> 8  # sixteen bits a sample
        transparent_value = picture.info.get("transparency")
        samples = np.minimum(samples, 255).astype(np.uint8)
        if isinstance(transparent_value, int):
            samples[np.asarray(picture) == transparent_value] = 255
        return Image.fromarray(samples)
    if "transparency" in picture.info or picture.mode in ("LA", "PA", "La", "RGBa", "RGBA"):
        rgba = picture.convert("RGBA")
        paper = Image.new("RGB", rgba.size, "white")
        paper.paste(rgba, mask=rgba.getchannel("A"))
        return paper.convert("L") if profile_fits(source, "L") else paper
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def invisible(where: Where) -> Finding:
    """The finding about a logo that prints nothing."""
    message = "nothing of the logo is seen on white paper: it is white, or empty"
    fix = "send the version for light grounds"
    return error("logo-invisible", message, where, fix)


def _convert_rgb(
    picture: Image.Image, source: bytes, profile: bytes, limit: float, black: bool, where: Where
) -> tuple[ConvertedPicture | None, list[Finding]]:
    samples = np.asarray(picture)
    samples = samples[..., None] if samples.ndim == 2 else samples
    box = extent(np.any(samples < WHITE, axis=-1))
    if box is None:
        return None, [invisible(where)]
    cropped = picture.crop(box)
    darkness = 1 - float(np.asarray(cropped.convert("L")).mean()) / 255
    across = cropped.width
    pixels = np.asarray(_downsampled(cropped))
    pixels = pixels[..., None] if pixels.ndim == 2 else pixels
    inks = separate(pixels, profile, limit - MARGIN, source)
    return ConvertedPicture(_reduce_channels(inks, profile, black), across, round(darkness, 4)), []


def _convert_cmyk(
    inks: Pixels, profile: bytes, limit: float, black: bool, where: Where
) -> tuple[ConvertedPicture | None, list[Finding]]:
    """A CMYK JPEG: its inks stay unless TAC exceeds the limit."""
    edge = np.concatenate([inks[0], inks[-1], inks[:, 0], inks[:, -1]])
    if (edge.min(axis=-1) >= FULL).all():
        message = "the picture was saved inverted: its border would print in 400 % of ink all round"
        return None, [error("logo-inverted", message, where, SAVE_AGAIN)]
    box = extent(np.any(inks > BARE, axis=-1))
    if box is None:
        return None, [invisible(where)]
    cropped = Image.fromarray(np.ascontiguousarray(inks[box[1] : box[3], box[0] : box[2]]))
    if cropped.mode != "CMYK":  # four channels are taken for RGBA
        cropped = Image.frombytes("CMYK", cropped.size, cropped.tobytes())
    darkness = 1 - float(np.asarray(cropped.convert("RGB").convert("L")).mean()) / 255
    limited = np.asarray(_downsampled(cropped))
    if max_tac(limited) > limit:
        limited = limit_tac(limited, limit - MARGIN)
    return ConvertedPicture(
        _reduce_channels(limited, profile, black), cropped.width, round(darkness, 4)
    ), []


def _reduce_channels(inks: Pixels, profile: bytes, black: bool) -> Pixels:
    """Inks as one black channel, if ``black`` or if there is no other ink."""
    if black:
        return to_black(inks, profile)
    return inks if inks[..., :3].any() else inks[..., 3:]


def _downsampled(picture: Image.Image) -> Image.Image:
    if max(picture.size) <= LONGEST:
        return picture
    scale = LONGEST / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def halve(inks: Pixels) -> Pixels:
    """Inks at half the width and height, each pixel the mean of four."""
    bands = [Image.fromarray(np.ascontiguousarray(inks[..., n])) for n in range(inks.shape[-1])]
    return np.stack([np.asarray(band.reduce(2)) for band in bands], axis=-1)
