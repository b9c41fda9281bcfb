"""The colours of CSS as an SVG 1.1 attribute writes them, in sRGB."""

from collections.abc import Sequence
from typing import Any

from tinycss2 import color4, color5

NOT_CONVERTED = {"color", "color-mix", "contrast-color", "device-cmyk", "calc", "if", "env", "attr"}
TO_LINEAR_RGB = {  # matrices of CSS Color 4, chapter 18
    "srgb-linear": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "display-p3": (
        (1.2249402, -0.2249402, 0.0),
        (-0.0420569, 1.0420569, 0.0),
        (-0.0196376, -0.0786361, 1.0982735),
    ),
    "xyz-d65": (
        (3.2409699, -1.5373832, -0.4986108),
        (-0.9692436, 1.8759675, 0.0415551),
        (0.0556301, -0.203977, 1.0569715),
    ),
    "xyz-d50": (
        (3.1341359, -1.6173864, -0.4906628),
        (-0.9787951, 1.9162543, 0.0334428),
        (0.0719449, -0.2289914, 1.4052427),
    ),
}

Tokens = Sequence[Any]  # of tinycss2
Value = str | None


class NotDrawn(Exception):
    """A browser would draw this, and it is not drawn here: the text names it."""


def colour(tokens: Tokens) -> Value:
    """A colour as ``#rrggbb``, ``rgba(…)`` or ``currentColor``."""
    if len(tokens) != 1:
        return None
    name = getattr(tokens[0], "lower_name", "")
    try:
        parsed = color5.parse_color(tokens[0])
        if parsed is None and name in NOT_CONVERTED:
            raise NotDrawn(f"a colour as '{name}()'")
        if parsed is None or parsed == "currentcolor":
            return "currentColor" if parsed else None
        red, green, blue, alpha = _srgb(parsed)
    except NotImplementedError:
        raise NotDrawn(f"a colour as '{name}()'") from None
    numbers = [round(255 * min(max(v or 0.0, 0.0), 1.0)) for v in (red, green, blue)]
    if alpha < 1:
        return f"rgba({numbers[0]}, {numbers[1]}, {numbers[2]}, {alpha:.6g})"
    return "#{:02x}{:02x}{:02x}".format(*numbers)


def _srgb(parsed: Any) -> tuple[float, float, float, float]:
    """Red, green, blue and alpha of a colour; raises ``NotImplementedError`` for rarer spaces."""
    space = str(parsed.space)
    if space == "hsl":
        hue, saturation, lightness = parsed.coordinates
        shares = [min(max(v or 0.0, 0.0), 100.0) for v in (saturation, lightness)]
        parsed = color4.Color("hsl", (hue, *shares), parsed.alpha)
    if space in ("srgb", "hsl", "hwb"):
        red, green, blue, alpha = parsed.to("srgb")
        return red, green, blue, alpha
    values = [float(v or 0) for v in parsed.coordinates]
    if space == "display-p3":
        values = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    elif space in ("lab", "lch"):
        space, values = "xyz-d50", list(parsed.to("xyz-d50").coordinates)
    elif space in ("oklab", "oklch"):
        space, values = "xyz-d65", list(parsed.to("xyz-d65").coordinates)
    if space not in TO_LINEAR_RGB:
        raise NotImplementedError
    linear = [sum(a * v for a, v in zip(row, values, strict=True)) for row in TO_LINEAR_RGB[space]]
    red, green, blue = (
        12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in linear
    )
    return red, green, blue, float(parsed.alpha)
