"""Inks: colours of any space as percent of the four.

Device inks are taken as they are. All others are estimated for the eye, not for a press: RGB by
full black replacement (K = 1 - max(R, G, B); C = (1 - R - K) / (1 - K) and so on), profiles by
their number of channels, Lab by way of sRGB, a spot colour by its own tint transform.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pikepdf

from printshop.pdf.colour_spaces import CMYK, GRAY, RGB, ColourSpace
from printshop.pdf.finishing_inks import finishing_step
from printshop.pdf.functions import Function, Values, function_of
from printshop.pdf.paint import PROCESS


@dataclass(frozen=True)
class Conversion:
    """The way from a colour space to the four inks.

    ``function`` takes rows of ``channels`` components; ``range`` are the limits of those that do
    not go from 0 to 1, in pairs. ``estimated`` names the space where its inks are only estimated.
    """

    channels: int
    function: Function
    estimated: str = ""
    range: tuple[float, ...] = ()

    def inks(self, values: Values) -> Values:
        """The inks, n × 4 from 0 to 1, of n colours with one column for each channel."""
        return np.clip(self.function(np.asarray(values, dtype=np.float64)), 0.0, 1.0)


def conversion(space: ColourSpace) -> Conversion:
    """The way from a space to inks; what is not known prints nothing.

    Raises one of ``objects.MALFORMED`` where a table or tint transform cannot be read.
    """
    if known := _CONVERSIONS.get(space.family):
        return known(space)
    return Conversion(1, _nothing, f"unknown colour space {space.family}")


def unreadable(space: ColourSpace) -> Conversion:
    """A space that cannot be read prints nothing."""
    name = ", ".join(space.names) or space.family.strip("/")
    return Conversion(max(space.channels, 1), _nothing, f"colour space {name}, which is unreadable")


def _nothing(v: Values) -> Values:
    return np.zeros((len(v), 4))


def _gray(v: Values) -> Values:
    inks = np.zeros((len(v), 4))
    inks[:, 3] = 1.0 - v[:, 0]
    return inks


def from_rgb(v: Values) -> Values:
    """RGB from 0 to 1 as inks from 0 to 1, by full black replacement."""
    black = 1.0 - v.max(axis=1, keepdims=True)
    rest = np.where(black < 1.0, 1.0 - black, 1.0)
    return np.hstack([(1.0 - v - black) / rest, black])


_DEVICE = {
    GRAY.family: Conversion(1, _gray),
    RGB.family: Conversion(3, from_rgb, "RGB"),
    CMYK.family: Conversion(4, lambda v: v),
}
_BY_CHANNELS = {1: GRAY.family, 3: RGB.family, 4: CMYK.family}


def _device(space: ColourSpace) -> Conversion:
    return _DEVICE[space.family]


def _calibrated(space: ColourSpace) -> Conversion:
    device = _DEVICE["/Device" + space.family.removeprefix("/Cal")]
    return Conversion(device.channels, device.function, space.family[1:])


def _profiled(space: ColourSpace) -> Conversion:
    device = _DEVICE[_BY_CHANNELS.get(space.channels, RGB.family)]
    name = f"ICC profile of {device.channels} channels"
    return Conversion(device.channels, device.function, name)


def _pattern(space: ColourSpace) -> Conversion:
    """An uncoloured pattern is painted in its base; others bring their colours along."""
    return conversion(space.base) if space.base else Conversion(0, _nothing)


def _lab(space: ColourSpace) -> Conversion:
    entries = space.item[1]
    white = np.array([float(v) for v in entries.get("/WhitePoint", (0.964, 1.0, 0.825))])
    limits = [float(v) for v in entries.get("/Range", (-100, 100, -100, 100))]

    def function(v: Values) -> Values:
        m = (v[:, 0] + 16.0) / 116.0
        xyz = np.stack([m + v[:, 1] / 500.0, m, m - v[:, 2] / 200.0], axis=1)
        xyz = np.where(xyz >= 6 / 29, xyz**3, 108 / 841 * (xyz - 4 / 29)) * white
        matrix = np.array([[3.134, -1.617, -0.491], [-0.979, 1.916, 0.033], [0.072, -0.229, 1.405]])
        linear = np.clip(xyz @ matrix.T, 0.0, 1.0)  # D50 to sRGB
        return from_rgb(
            np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
        )

    return Conversion(3, function, "Lab", (0.0, 100.0, *limits))


def _indexed(space: ColourSpace) -> Conversion:
    if space.base is None:
        raise ValueError("a table without a colour space")
    base = conversion(space.base)
    table = space.item[3]
    raw = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
    size = min(int(space.item[2]), 255) + 1
    rows = np.zeros((size, max(base.channels, 1)))
    samples = np.frombuffer(raw[: rows.size], dtype=np.uint8) / 255.0
    rows.flat[: len(samples)] = samples
    if base.range:
        low, high = np.array(base.range[::2]), np.array(base.range[1::2])
        rows = low + rows * (high - low)
    inks = base.inks(rows)

    def function(v: Values) -> Values:
        return np.asarray(inks[np.clip(v[:, 0].astype(int), 0, size - 1)])

    return Conversion(1, function, base.estimated)


def _spot(space: ColourSpace) -> Conversion:
    """Process inks by name, registration in all four, others by their tint transform."""
    names = space.names
    if all(name in (*PROCESS, "All", "None") for name in names):

        def named(v: Values) -> Values:
            inks = np.zeros((len(v), 4))
            for column, name in enumerate(names):
                on = range(4) if name == "All" else [PROCESS[name]] if name in PROCESS else []
                for ink in on:
                    inks[:, ink] = np.maximum(inks[:, ink], v[:, column])
            return inks

        return Conversion(len(names), named)
    if all(name == "None" or finishing_step(name) for name in names):
        return Conversion(len(names), _nothing)  # a die line or a varnish is no ink
    if space.base is None:
        raise ValueError("a spot colour without an alternate space")
    base, tint = conversion(space.base), function_of(space.item[3])
    return Conversion(len(names), lambda v: base.inks(tint(v)), "spot colour " + ", ".join(names))


_CONVERSIONS: dict[str, Callable[[ColourSpace], Conversion]] = {
    "/DeviceGray": _device,
    "/DeviceRGB": _device,
    "/DeviceCMYK": _device,
    "/CalGray": _calibrated,
    "/CalRGB": _calibrated,
    "/ICCBased": _profiled,
    "/Lab": _lab,
    "/Indexed": _indexed,
    "/Pattern": _pattern,
    "/Separation": _spot,
    "/DeviceN": _spot,
}
