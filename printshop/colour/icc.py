"""ICC separations: RGB and gray of placed pictures become the CMYK of a printing condition.

Relative colorimetric with black point compensation. Measured with the FOGRA39 profile on 20,000
colours as photographs have them (mean saturation a third), to CMYK and back: mean ΔE*ab 2.4;
perceptual 3.1; relative without compensation 5.2, with clipped shadows. Logos need their colour,
and so does a photograph, nearly all of whose colours are in the gamut.

Neutral colours go to the black plate only (full GCR): four inks out of register show coloured
edges. Their tones follow the luminance between paper and solid black, so that the shadows of a
gray photograph keep their detail. Between neutral and coloured the two separations are blended.

Pixels are arrays of shape (rows, columns, channels), 0 to 255; inks likewise: C M Y K, 255 = 100 %.
Limits of total area coverage (TAC) are in percent.
"""

import io
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

Pixels = NDArray[np.uint8]

NEUTRAL = 3  # of 255: channels differ by at most this much in a gray that JPEG compressed
COLOURED = 16  # of 255: channels that differ by this much are separated by the profile alone
ROWS = 256  # of a picture at a time: the sums take floats, four times its memory
_LUMA = np.array((0.299, 0.587, 0.114))
_RELATIVE = ImageCms.Intent.RELATIVE_COLORIMETRIC
_BLACK_POINT = ImageCms.Flags.BLACKPOINTCOMPENSATION
_MODES = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK"}  # Pillow's mode for a profile's colour space


def separate(pixels: Pixels, profile: bytes, limit: float, source: bytes = b"") -> Pixels:
    """Pixels in RGB (three channels) or gray (one) as inks, TAC at most ``limit`` percent.

    ``profile`` is the condition's ICC profile, CMYK; ``source`` is that of the pixels: sRGB where
    it is empty or not for their colour space.
    """
    rows, columns, channels = pixels.shape
    source = source if profile_fits(source, "RGB" if channels == 3 else "L") else b""
    separate_part = _separate_rgb if channels == 3 else _separate_gray
    inks = np.empty((rows, columns, 4), np.uint8)
    for top in range(0, rows, ROWS):
        part = pixels[top : top + ROWS]
        inks[top : top + ROWS] = limit_tac(separate_part(part, profile, source), limit)
    return inks


def colour_to_press(
    rgb: tuple[float, float, float], profile: bytes, limit: float
) -> tuple[float, float, float, float]:
    """One sRGB colour as C, M, Y and K, all from 0 to 1, as ``separate`` gives for a pixel."""
    pixel = np.rint(np.clip(rgb, 0, 1) * np.float64(255)).astype(np.uint8).reshape(1, 1, 3)
    c, m, y, k = (round(int(v) / 255, 4) for v in separate(pixel, profile, limit)[0, 0])
    return c, m, y, k


def on_screen(inks: Pixels, profile: bytes) -> Pixels:
    """Inks as sRGB, relative colorimetric with black point compensation: twins for screens."""
    picture = Image.fromarray(np.ascontiguousarray(inks), "CMYK")
    return np.asarray(_apply(picture, _transform(profile, b"", "CMYK", "RGB")))


def luma(rgb: tuple[float, float, float]) -> float:
    """The luma of an RGB colour, all from 0 to 1, as a luminosity soft mask takes it."""
    return round(float(np.dot(_LUMA, rgb)), 4)


def limit_tac(inks: Pixels, limit: float) -> Pixels:
    """Inks with C, M and Y reduced in proportion where TAC exceeds ``limit``; K is unchanged."""
    maximum = int(limit * 2.55)
    chroma = inks[..., :3].sum(-1, dtype=np.int32)
    chroma_limit = maximum - inks[..., 3].astype(np.int32)
    over = chroma > chroma_limit
    if not over.any():
        return inks
    share = np.where(over, np.maximum(chroma_limit, 0) / np.maximum(chroma, 1), 1.0)
    limited = inks.copy()
    limited[..., :3] = np.floor(inks[..., :3] * share[..., None])
    return limited


def max_tac(inks: Pixels) -> float:
    """The highest TAC of any pixel, in percent; 0 without pixels."""
    return float(inks.sum(-1, dtype=np.int32).max(initial=0)) / 2.55


def to_black(inks: Pixels, profile: bytes) -> Pixels:
    """Inks as a black plate of the same luminance on paper: one channel, 255 = 100 %.

    Colours darker than solid black become solid black; pixels without ink stay without.
    """
    rows, columns, _ = inks.shape
    contiguous = np.ascontiguousarray(inks)
    ramp = np.arange(256, dtype=float)
    ramp_luminance = _black_ramp(profile)
    luminance = _luminance(
        Image.frombytes("CMYK", (rows * columns, 1), contiguous.tobytes()), profile, "CMYK"
    )
    black = np.interp(luminance, ramp_luminance[::-1], ramp[::-1])
    plate: Pixels = np.rint(black).astype(np.uint8).reshape(rows, columns, 1)
    plate[(inks == 0).all(-1)] = 0
    return plate


@lru_cache(maxsize=16)  # a picture is fetched for each document that shows it
def is_truncated(data: bytes) -> bool:
    """Whether bytes begin a picture file and end before its last pixel."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            try:
                picture.load()
            except (OSError, ValueError, SyntaxError):
                return True
    except (OSError, ValueError, SyntaxError):
        return False  # not a picture: whoever places it reports that
    return False


def prepare_for_renderer(data: bytes) -> bytes:
    """A picture file as the renderer needs it to keep quality and colour.

    WeasyPrint 70 rotates a picture with an EXIF orientation, encodes it again as a JPEG of lower
    quality and drops its profile; the profile of a PNG it drops always. Such a picture is returned
    as a PNG in sRGB, already rotated. All others, and JPEGs with a profile but no rotation, are
    returned unchanged, as is what cannot be read as a picture.
    """
    try:
        with Image.open(io.BytesIO(data)) as picture:
            rotated = picture.getexif().get(0x0112, 1) != 1
            profile = picture.info.get("icc_profile", b"")
            if picture.mode == "CMYK" or not (rotated or (profile and picture.format != "JPEG")):
                return data
            return _as_png(picture, profile if profile_fits(profile, "RGB") else b"")
    except (OSError, ValueError):
        return data  # no picture, or a damaged one: the renderer reports it


def _as_png(picture: Image.Image, profile: bytes) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    if "transparency" in upright.info or upright.mode == "P":
        upright = upright.convert("RGBA" if "transparency" in upright.info else "RGB")
    alpha = upright.getchannel("A") if "A" in upright.getbands() else None
    if profile and upright.mode in ("RGB", "RGBA"):
        upright = _apply(upright.convert("RGB"), _transform(profile, b"", "RGB", "RGB"))
    elif upright.mode == "RGBA":
        upright = upright.convert("RGB")
    if alpha is not None and upright.mode == "RGB":
        upright.putalpha(alpha)
    out = io.BytesIO()
    upright.info = {}
    upright.save(out, "PNG")
    return out.getvalue()


def _separate_rgb(pixels: Pixels, profile: bytes, source: bytes) -> Pixels:
    picture = Image.fromarray(np.ascontiguousarray(pixels))
    inks: Pixels = np.asarray(_apply(picture, _transform(source, profile, "RGB", "CMYK")))
    spread = np.ptp(pixels, axis=-1)
    if spread.min() >= COLOURED:
        return inks
    gray = np.rint(pixels @ _LUMA).astype(np.uint8)
    black = _black_for_grays(profile, source, "RGB")[gray]
    gray_share = np.clip((COLOURED - spread.astype(np.float32)) / (COLOURED - NEUTRAL), 0, 1)[
        ..., None
    ]
    black_only = np.zeros(inks.shape, np.float32)
    black_only[..., 3] = black
    blended: Pixels = np.rint(gray_share * black_only + (1 - gray_share) * inks).astype(np.uint8)
    return blended


def _separate_gray(pixels: Pixels, profile: bytes, source: bytes) -> Pixels:
    inks = np.zeros((*pixels.shape[:2], 4), np.uint8)
    inks[..., 3] = _black_for_grays(profile, source, "L")[pixels[..., 0]]
    return inks


@lru_cache(maxsize=16)
def _black_for_grays(profile: bytes, source: bytes, mode: str) -> Pixels:
    """For each of the 256 grays of a source, the black ink (of 255) of the same luminance."""
    ramp = np.arange(256, dtype=np.uint8)
    if mode == "L" and not source:  # gray without a profile has the tone curve of sRGB
        mode = "RGB"
    grays = Image.fromarray(ramp[None, :] if mode == "L" else np.stack([ramp] * 3, -1)[None])
    ramp_luminance = _black_ramp(profile)
    darkest = ramp_luminance.min()
    target = darkest + (1 - darkest) * _luminance(grays, source, mode)
    black = np.interp(target, ramp_luminance[::-1], ramp[::-1].astype(float))
    black[0], black[-1] = 255, 0
    table: Pixels = np.rint(black).astype(np.uint8)
    return table


@lru_cache(maxsize=4)
def _black_ramp(profile: bytes) -> NDArray[np.float64]:
    """The luminance of the 256 tints of black, from paper down to solid, monotonic."""
    plate = np.zeros((1, 256, 4), np.uint8)
    plate[0, :, 3] = np.arange(256, dtype=np.uint8)
    luminance = _luminance(Image.frombytes("CMYK", (256, 1), plate.tobytes()), profile, "CMYK")
    return np.asarray(np.minimum.accumulate(luminance))


def _luminance(picture: Image.Image, profile: bytes, mode: str) -> NDArray[np.float64]:
    """The luminance Y of each pixel of one row, relative to white, from CIE 1976 L*."""
    lab = np.asarray(_apply(picture, _to_lab(profile, mode)))
    lightness = lab[0, :, 0].astype(float) * 100 / 255
    return np.asarray(np.where(lightness > 8, ((lightness + 16) / 116) ** 3, lightness / 903.3))


def _apply(picture: Image.Image, transform: Any) -> Image.Image:
    # Not ImageCms.applyTransform, which attaches the profile to each picture: 19 ms, even for one
    # pixel.
    output = Image.new(transform.output_mode, picture.size)
    transform.transform.apply(picture.getim(), output.getim())
    return output


@lru_cache(maxsize=16)
def _transform(source: bytes, target: bytes, mode: str, into: str) -> Any:
    """A transform between two profiles; empty bytes stand for sRGB. Built once a process."""
    return ImageCms.buildTransform(
        _profile(source), _profile(target), mode, into, _RELATIVE, _BLACK_POINT
    )


@lru_cache(maxsize=16)
def _to_lab(profile: bytes, mode: str) -> Any:
    lab = ImageCms.createProfile("LAB")
    return ImageCms.buildTransform(_profile(profile), lab, mode, "LAB", _RELATIVE)


@lru_cache(maxsize=16)
def profile_fits(profile: bytes, mode: str) -> bool:
    """Whether ``profile`` is an ICC profile for Pillow's mode ``RGB``, ``L`` or ``CMYK``."""
    try:
        space = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.xcolor_space
    except OSError:
        return False
    return _MODES.get(space.strip()) == mode


def _profile(data: bytes) -> Any:
    return ImageCms.ImageCmsProfile(io.BytesIO(data)) if data else ImageCms.createProfile("sRGB")
