"""How different two colours are: to the eye, to eyes that lack a cone, and in grey.

Colours are sRGB, three channels from 0 to 1. Differences are CIEDE2000 (ISO/CIE 11664-6; formulas
and test values: Sharma, Wu, Dalal, Color Research and Application 30, 2005).

What a dichromat sees is calculated in linear sRGB: protanopia and deuteranopia by Viénot, Brettel
and Mollon (Color Research and Application 24, 1999), tritanopia, which needs two half planes, by
Brettel, Viénot and Mollon (Journal of the Optical Society of America A 14, 1997). Their parameters
for sRGB are those of libDaltonLens, which is in the public domain.
"""

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

from printshop.colour.appearance import Lab, Rgb, lab_of_rgb, linear

Matrix = tuple[Rgb, Rgb, Rgb]

PROTANOPIA: Matrix = ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0))
DEUTERANOPIA: Matrix = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))
# Tritanopia: for colours on one side of a plane and on the other, and the plane's normal.
TRITANOPIA: Matrix = (
    (1.01277, 0.13548, -0.14826),
    (-0.01243, 0.86812, 0.14431),
    (0.07589, 0.80500, 0.11911),
)
TRITANOPIA_BEYOND: Matrix = (
    (0.93678, 0.18979, -0.12657),
    (0.06154, 0.81526, 0.12320),
    (-0.37562, 1.12767, 0.24796),
)
TRITANOPIA_PLANE: Rgb = (0.03901, -0.02788, -0.01113)
SIGHTS = ("normal sight", "protanopia", "deuteranopia", "tritanopia")


def seen_with(sight: str, colour: Rgb) -> Rgb:
    """A colour as it looks with one of ``SIGHTS``."""
    if sight == "normal sight":
        return colour
    lights = linear(colour[0]), linear(colour[1]), linear(colour[2])
    matrix = PROTANOPIA if sight == "protanopia" else DEUTERANOPIA
    if sight == "tritanopia":
        matrix = TRITANOPIA if _dot(TRITANOPIA_PLANE, lights) >= 0 else TRITANOPIA_BEYOND
    red, green, blue = (_encoded(_dot(row, lights)) for row in matrix)
    return red, green, blue


def between(one: Rgb, other: Rgb, sight: str = "normal sight") -> float:
    """The difference of two colours with one of ``SIGHTS``, ΔE00."""
    return ciede2000(*(lab_of_rgb(seen_with(sight, colour)) for colour in (one, other)))


def in_grey(one: Rgb, other: Rgb) -> float:
    """The difference of two colours in lightness, ΔL*: what a black-and-white copy keeps."""
    return abs(lab_of_rgb(one)[0] - lab_of_rgb(other)[0])


def ciede2000(one: Lab, other: Lab) -> float:
    """The difference of two colours in L*, a*, b*, ΔE00 with all weights 1."""
    chroma = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 1 + (1 - _share(chroma)) / 2  # a* counts for more near the grey axis
    c1, c2 = (hypot(stretch * a, b) for _, a, b in (one, other))
    h1, h2 = (degrees(atan2(b, stretch * a)) % 360 for _, a, b in (one, other))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    light, strong = (one[0] + other[0]) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    rotation = -2 * _share(strong) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    dl = (other[0] - one[0]) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * strong)
    dh = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * strong * t)
    return sqrt(dl**2 + dc**2 + dh**2 + rotation * dc * dh)


def _share(chroma: float) -> float:
    return sqrt(chroma**7 / (chroma**7 + 25.0**7))


def _dot(row: Rgb, lights: Rgb) -> float:
    return row[0] * lights[0] + row[1] * lights[1] + row[2] * lights[2]


def _encoded(light: float) -> float:
    """Linear light to sRGB (IEC 61966-2-1), cut to what a screen shows."""
    light = min(max(light, 0.0), 1.0)
    return 12.92 * light if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)
