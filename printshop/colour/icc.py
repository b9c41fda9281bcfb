"""Separate: colour that arrives from outside in RGB or gray becomes the four inks of a press.

Relative colorimetric with black point compensation. Measured with the FOGRA39 profile on 20,000
colours as photographs have them (mean saturation a third), there and back again: mean ΔE*ab 2.4;
perceptual 3.1; relative without compensation 5.2, its shadows close. Logos want their colour, and
so does a photograph whose colours nearly all can be printed.

What is gray goes into the black plate alone: four inks that do not quite meet show coloured edges.
Its tones follow their luminance between paper and the black ink's own black, so that the shadows
of a gray photograph stay open. Between gray and coloured the two ways blend, without a step.

Pixels are arrays of shape (rows, columns, channels), 0 to 255; inks likewise: C M Y K, 255 = 100 %.
"""

import io
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

Pixels = NDArray[np.uint8]

NEUTRAL = 3  # of 255: channels that differ by so much are gray, as JPEG keeps a gray
COLOURED = 16  # of 255: from here on the profile alone speaks
ROWS = 256  # of a picture at a time: sums are made in floats, four times its size
_LUMA = np.array((0.299, 0.587, 0.114))
_RELATIVE = ImageCms.Intent.RELATIVE_COLORIMETRIC
_BLACK_POINT = ImageCms.Flags.BLACKPOINTCOMPENSATION
_MODES = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK"}  # Pillow's word for a profile's colour space


def separate(pixels: Pixels, profile: bytes, limit: float, source: bytes = b"") -> Pixels:
    """Pixels in RGB (three channels) or gray (one) as inks, nowhere more than ``limit`` percent.

    ``profile`` is the press's, CMYK; ``source`` the pixels' own, sRGB where there is none or where
    it does not fit.
    """
    rows, columns, channels = pixels.shape
    source = source if fits(source, "RGB" if channels == 3 else "L") else b""
    made = np.empty((rows, columns, 4), np.uint8)
    for top in range(0, rows, ROWS):
        part = pixels[top : top + ROWS]
        inks = _coloured(part, profile, source) if channels == 3 else _gray(part, profile, source)
        made[top : top + ROWS] = held(inks, limit)
    return made


def colour_to_press(
    rgb: tuple[float, float, float], profile: bytes, limit: float
) -> tuple[float, float, float, float]:
    """One colour, sRGB from 0 to 1, as inks from 0 to 1: what ``separate`` makes of a pixel."""
    pixel = np.rint(np.clip(rgb, 0, 1) * np.float64(255)).astype(np.uint8).reshape(1, 1, 3)
    c, m, y, k = (round(int(v) / 255, 4) for v in separate(pixel, profile, limit)[0, 0])
    return c, m, y, k


def gray_of(rgb: tuple[float, float, float]) -> float:
    """The luma of an RGB colour, all from 0 to 1: what a soft mask makes of it."""
    return round(float(np.dot(_LUMA, rgb)), 4)


def held(inks: Pixels, limit: float) -> Pixels:
    """Inks whose sum is over the limit, in percent, with less C, M and Y in proportion; K stays."""
    most = int(limit * 2.55)
    chroma = inks[..., :3].sum(-1, dtype=np.int32)
    room = most - inks[..., 3].astype(np.int32)
    over = chroma > room
    if not over.any():
        return inks
    share = np.where(over, np.maximum(room, 0) / np.maximum(chroma, 1), 1.0)
    made = inks.copy()
    made[..., :3] = np.floor(inks[..., :3] * share[..., None])
    return made


def most_ink(inks: Pixels) -> float:
    """The largest sum of inks, in percent."""
    return float(inks.sum(-1, dtype=np.int32).max(initial=0)) / 2.55


def in_black(inks: Pixels, profile: bytes) -> Pixels:
    """Inks as the black ink alone, of the same luminance on paper: one channel, 255 = 100 %.

    What is darker than the black ink becomes all of it; bare paper stays bare.
    """
    rows, columns, _ = inks.shape
    row = np.ascontiguousarray(inks)
    ramp = np.arange(256, dtype=float)
    shown = _inked(profile)
    light = _luminance(Image.frombytes("CMYK", (rows * columns, 1), row.tobytes()), profile, "CMYK")
    black = np.interp(light, shown[::-1], ramp[::-1])
    made: Pixels = np.rint(black).astype(np.uint8).reshape(rows, columns, 1)
    made[(inks == 0).all(-1)] = 0
    return made


@lru_cache(maxsize=16)  # a picture is fetched for each document that shows it
def cut_short(data: bytes) -> bool:
    """Whether bytes begin a picture file and end before its last pixel."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            try:
                picture.load()
            except (OSError, ValueError, SyntaxError):
                return True
    except (OSError, ValueError, SyntaxError):
        return False  # no picture: whoever sets it says so
    return False


def straight(data: bytes) -> bytes:
    """A picture file as the renderer has to be given it, so that nothing of it is lost.

    WeasyPrint 70 turns a picture as its EXIF says, writes it anew as a coarser JPEG and loses its
    profile; of a PNG it never keeps the profile. Such a picture becomes a PNG in sRGB, already
    turned. All others, and JPEGs with a profile that lie straight, stay as they are.
    """
    try:
        with Image.open(io.BytesIO(data)) as picture:
            turned = picture.getexif().get(0x0112, 1) != 1
            own = picture.info.get("icc_profile", b"")
            if picture.mode == "CMYK" or not (turned or (own and picture.format != "JPEG")):
                return data
            return _as_png(picture, own if fits(own, "RGB") else b"")
    except (OSError, ValueError):
        return data  # no picture, or a broken one: the renderer says so


def _as_png(picture: Image.Image, own: bytes) -> bytes:
    made = ImageOps.exif_transpose(picture)
    if "transparency" in made.info or made.mode == "P":
        made = made.convert("RGBA" if "transparency" in made.info else "RGB")
    alpha = made.getchannel("A") if "A" in made.getbands() else None
    if own and made.mode in ("RGB", "RGBA"):
        made = _applied(made.convert("RGB"), _transform(own, b"", "RGB", "RGB"))
    elif made.mode == "RGBA":
        made = made.convert("RGB")
    if alpha is not None and made.mode == "RGB":
        made.putalpha(alpha)
    out = io.BytesIO()
    made.info = {}
    made.save(out, "PNG")
    return out.getvalue()


def _coloured(pixels: Pixels, profile: bytes, source: bytes) -> Pixels:
    picture = Image.fromarray(np.ascontiguousarray(pixels))
    inks: Pixels = np.asarray(_applied(picture, _transform(source, profile, "RGB", "CMYK")))
    spread = np.ptp(pixels, axis=-1)
    if spread.min() >= COLOURED:
        return inks
    gray = np.rint(pixels @ _LUMA).astype(np.uint8)
    black = _black_for(profile, source, "RGB")[gray]
    share = np.clip((COLOURED - spread.astype(np.float32)) / (COLOURED - NEUTRAL), 0, 1)[..., None]
    alone = np.zeros(inks.shape, np.float32)
    alone[..., 3] = black
    blended: Pixels = np.rint(share * alone + (1 - share) * inks).astype(np.uint8)
    return blended


def _gray(pixels: Pixels, profile: bytes, source: bytes) -> Pixels:
    made = np.zeros((*pixels.shape[:2], 4), np.uint8)
    made[..., 3] = _black_for(profile, source, "L")[pixels[..., 0]]
    return made


@lru_cache(maxsize=16)
def _black_for(profile: bytes, source: bytes, mode: str) -> Pixels:
    """How much black ink, of 255, shows each of the 256 grays of a source."""
    ramp = np.arange(256, dtype=np.uint8)
    if mode == "L" and not source:  # gray without a profile: sRGB's tones
        mode = "RGB"
    grays = Image.fromarray(ramp[None, :] if mode == "L" else np.stack([ramp] * 3, -1)[None])
    falling = _inked(profile)
    darkest = falling.min()
    wanted = darkest + (1 - darkest) * _luminance(grays, source, mode)
    black = np.interp(wanted, falling[::-1], ramp[::-1].astype(float))
    black[0], black[-1] = 255, 0
    made: Pixels = np.rint(black).astype(np.uint8)
    return made


@lru_cache(maxsize=4)
def _inked(profile: bytes) -> NDArray[np.float64]:
    """The luminance of the 256 tones of the black ink, from paper down, nowhere rising."""
    plate = np.zeros((1, 256, 4), np.uint8)
    plate[0, :, 3] = np.arange(256, dtype=np.uint8)
    shown = _luminance(Image.frombytes("CMYK", (256, 1), plate.tobytes()), profile, "CMYK")
    return np.asarray(np.minimum.accumulate(shown))


def _luminance(picture: Image.Image, profile: bytes, mode: str) -> NDArray[np.float64]:
    """Luminance of each pixel of one row, as part of the white's: 1976 CIE L* undone."""
    lab = np.asarray(_applied(picture, _to_lab(profile, mode)))
    light = lab[0, :, 0].astype(float) * 100 / 255
    return np.asarray(np.where(light > 8, ((light + 16) / 116) ** 3, light / 903.3))


def _applied(picture: Image.Image, transform: Any) -> Image.Image:
    # Past Pillow's own way, which packs the profile into each picture: 19 ms, also for one pixel.
    made = Image.new(transform.output_mode, picture.size)
    transform.transform.apply(picture.getim(), made.getim())
    return made


@lru_cache(maxsize=16)
def _transform(source: bytes, target: bytes, mode: str, into: str) -> Any:
    """A transform between two profiles; empty bytes are sRGB. Built once a process."""
    return ImageCms.buildTransform(
        _profile(source), _profile(target), mode, into, _RELATIVE, _BLACK_POINT
    )


@lru_cache(maxsize=16)
def _to_lab(profile: bytes, mode: str) -> Any:
    lab = ImageCms.createProfile("LAB")
    return ImageCms.buildTransform(_profile(profile), lab, mode, "LAB", _RELATIVE)


@lru_cache(maxsize=16)
def fits(profile: bytes, mode: str) -> bool:
    """Whether bytes are a profile for pixels of Pillow's mode: ``RGB``, ``L`` or ``CMYK``."""
    try:
        space = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.xcolor_space
    except OSError:
        return False
    return _MODES.get(space.strip()) == mode


def _profile(data: bytes) -> Any:
    return ImageCms.ImageCmsProfile(io.BytesIO(data)) if data else ImageCms.createProfile("sRGB")
