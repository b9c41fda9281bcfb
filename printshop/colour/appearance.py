"""What a paint looks like: its luminance and its CIE L*a*b*, relative to white paper or screen.

Inks are converted by the ICC profile of the condition, relative colorimetric and without black
point compensation: solid black on paper is not darker than it is. Where no profile is known, the
luminance of inks is estimated from that of the solids.
"""

import io
import zlib
from functools import lru_cache
from typing import Any

from printshop.pdf.paint import Inks, Paint

Lab = tuple[float, float, float]
Rgb = tuple[float, float, float]  # each from 0 to 1
RGB = ("/DeviceRGB", "/CalRGB", "/ICCBased")
GRAYS = ("/DeviceGray", "/CalGray", "/ICCBased")
# Relative luminance of the solids C, M, Y and K on coated paper, and for each the exponent that
# stands for dot gain in the middle tones (FOGRA39).
SOLIDS = (0.26, 0.19, 0.85, 0.024)
GAINS = (0.75, 0.64, 0.78, 0.57)
LARGEST_PROFILE = 16 << 20  # bytes


@lru_cache(maxsize=4096)
def lab(paint: Paint, profile: bytes = b"") -> Lab | None:
    """A paint as L*, a* and b*; None where what it looks like is not known.

    ``profile`` is the CMYK profile of the output intent, plain or deflated; empty without one.
    """
    if paint.space == "/Lab" and len(paint.values) == 3:
        return paint.values[0], paint.values[1], paint.values[2]
    if paint.is_white:
        return 100.0, 0.0, 0.0
    inks = _inks(paint, profile)
    if inks is not None:
        return _lab_of_inks(inks, profile)
    values = paint.values
    if paint.space in GRAYS and len(values) == 1:
        return lab_of_rgb((values[0], values[0], values[0]))
    if paint.space in RGB and len(values) == 3:
        return lab_of_rgb((values[0], values[1], values[2]))
    return None


def luminance(paint: Paint, profile: bytes = b"") -> float | None:
    """The relative luminance of a paint, 0 to 1 (WCAG 2.1); None where it is not known."""
    found = lab(paint, profile)
    if found is not None:
        return _luminance(found[0])
    inks = paint.inks
    if inks is None and paint.space == "/ICCBased" and len(paint.values) == 4:
        c, m, y, k = paint.values
        inks = c, m, y, k
    if inks is None:
        return None
    estimate = 1.0
    for ink, solid, gain in zip(inks, SOLIDS, GAINS, strict=True):
        estimate *= 1 - min(max(ink, 0.0), 1.0) ** gain * (1 - solid)
    return float(estimate)


def contrast(one: float, other: float) -> float:
    """The contrast ratio of two luminances, 1 to 21 (WCAG 2.1)."""
    low, high = sorted((one, other))
    return (high + 0.05) / (low + 0.05)


def of_rgb(red: float, green: float, blue: float) -> float:
    """The relative luminance of a colour of sRGB, each channel from 0 to 1 (WCAG 2.1)."""
    r, g, b = (linear(v) for v in (red, green, blue))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def difference(one: Lab, other: Lab) -> float:
    """The colour difference of two colours, ΔE*ab (CIE 1976)."""
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)


def _inks(paint: Paint, profile: bytes) -> Inks | None:
    """The inks of a paint, where a profile says what they look like."""
    if not profile:
        return None
    if paint.space == "/ICCBased" and len(paint.values) == 4:
        c, m, y, k = paint.values
        return c, m, y, k
    return paint.inks


def _lab_of_inks(inks: Inks, profile: bytes) -> Lab | None:
    from PIL import Image  # imported here: loading it takes longer than most rules

    transform = _to_lab(profile)
    if transform is None:
        return None
    pixel = bytes(round(255 * min(max(ink, 0.0), 1.0)) for ink in inks)
    found = Image.new("LAB", (1, 1))
    transform.transform.apply(Image.frombytes("CMYK", (1, 1), pixel).getim(), found.getim())
    lightness, a, b = found.tobytes()
    # Pillow holds a* and b* as signed bytes.
    return lightness / 2.55, float((a ^ 0x80) - 0x80), float((b ^ 0x80) - 0x80)


@lru_cache(maxsize=8)
def _to_lab(profile: bytes) -> Any:
    """The transform of a CMYK profile to L*a*b*; None where it is none."""
    from PIL import ImageCms  # see above

    try:
        if profile[36:40] != b"acsp":  # ICC.1, 7.2.9: the signature of every profile
            profile = zlib.decompressobj().decompress(profile, LARGEST_PROFILE)
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("LAB")
        return ImageCms.buildTransform(
            source, target, "CMYK", "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC
        )
    except (OSError, ValueError, zlib.error, ImageCms.PyCMSError):
        return None


def lab_of_rgb(rgb: Rgb) -> Lab:
    """sRGB to L*a*b*, relative to its white (IEC 61966-2-1)."""
    r, g, b = (linear(min(max(v, 0.0), 1.0)) for v in rgb)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (_cube_root(v) for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def linear(value: float) -> float:
    """A channel of sRGB, from 0 to 1, as light (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _cube_root(value: float) -> float:
    return float(value ** (1 / 3)) if value > 0.008856 else 7.787 * value + 16 / 116


def _luminance(lightness: float) -> float:
    """Y from L* (CIE 1976)."""
    return float(((lightness + 16) / 116) ** 3) if lightness > 8 else lightness / 903.3
