"""Inks: colours of any space as percent of the four, and the functions that make them.

Device inks are taken as they are. All others are estimated for the eye, not for a press: RGB by
full black replacement (K = 1 - max(R, G, B); C = (1 - R - K) / (1 - K) and so on), profiles by
their number of channels, Lab by way of sRGB, a spot colour by its own tint transform.
ISO 32000-1, 7.10 (functions) and 8.6 (colour spaces).
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray

from printshop.pdf.calculator import calculator

Values = NDArray[np.float64]
Change = Callable[[Values], Values]
DEVICE = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}
SHORT = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
PROCESS = ("/Cyan", "/Magenta", "/Yellow", "/Black")
DEEPEST = 8  # spaces within spaces, functions within functions


class Space:
    """A colour space: its channels, and the way from them to the four inks, 0 to 1.

    ``estimated`` names it where the inks are only estimated; ``start`` is what its first colour
    has in each channel; ``range`` are the limits of channels that do not go from 0 to 1; ``spots``
    are the inks that a spot colour or a selection of inks names.
    """

    def __init__(
        self, name: str, channels: int, change: Change, estimated: str = "", start: float = 0.0
    ) -> None:
        self.name, self.channels, self.change = name, channels, change
        self.estimated, self.start = estimated, start
        self.spots: tuple[str, ...] = ()
        self.range: tuple[float, ...] = ()

    def inks(self, values: Values) -> Values:
        """The inks, n × 4 from 0 to 1, of n colours with one column for each channel."""
        return np.clip(self.change(np.asarray(values, dtype=np.float64)), 0.0, 1.0)


def _gray(v: Values) -> Values:
    made = np.zeros((len(v), 4))
    made[:, 3] = 1.0 - v[:, 0]
    return made


def from_rgb(v: Values) -> Values:
    """RGB from 0 to 1 as inks from 0 to 1, by full black replacement."""
    black = 1.0 - v.max(axis=1, keepdims=True)
    rest = np.where(black < 1.0, 1.0 - black, 1.0)
    return np.hstack([(1.0 - v - black) / rest, black])


def _lab(white: Values) -> Change:
    def change(v: Values) -> Values:
        m = (v[:, 0] + 16.0) / 116.0
        xyz = np.stack([m + v[:, 1] / 500.0, m, m - v[:, 2] / 200.0], axis=1)
        xyz = np.where(xyz >= 6 / 29, xyz**3, 108 / 841 * (xyz - 4 / 29)) * white
        matrix = np.array([[3.134, -1.617, -0.491], [-0.979, 1.916, 0.033], [0.072, -0.229, 1.405]])
        linear = np.clip(xyz @ matrix.T, 0.0, 1.0)  # D50 to sRGB
        return from_rgb(
            np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
        )

    return change


def space_of(item: Any, resources: Any, depth: int = 0) -> Space:
    """The colour space that a name or an array stands for; unknown ones print nothing."""
    name = str(item) if isinstance(item, pikepdf.Name) else ""
    name = SHORT.get(name, name)
    if name in DEVICE:
        return _device(name)
    if name == "/Pattern":
        return Space("/Pattern", 0, lambda v: np.zeros((len(v), 4)))
    if name:
        found = resources.get("/ColorSpace", {}).get(name) if resources is not None else None
        if (
            found is None
            or depth > DEEPEST
            or (isinstance(found, pikepdf.Name) and str(found) == name)
        ):
            return Space(name, 1, lambda v: np.zeros((len(v), 4)), f"unknown colour space {name}")
        return space_of(found, resources, depth + 1)
    return _family(item, resources, depth)


def _device(name: str) -> Space:
    if name == "/DeviceRGB":
        return Space(name, 3, from_rgb, "RGB")
    if name == "/DeviceCMYK":
        return Space(name, 4, lambda v: v)
    return Space(name, 1, _gray)


def _family(item: Any, resources: Any, depth: int) -> Space:
    kind = str(item[0])
    kind = SHORT.get(kind, kind)
    if kind in DEVICE:
        return _device(kind)
    if kind == "/Pattern":
        inner = space_of(item[1], resources, depth + 1) if len(item) > 1 else None
        made = Space("/Pattern", inner.channels if inner else 0, inner.change if inner else _gray)
        made.estimated = inner.estimated if inner else ""
        return made
    if kind in ("/CalGray", "/CalRGB"):
        made = _device("/DeviceGray" if kind == "/CalGray" else "/DeviceRGB")
        made.estimated = kind[1:]
        return made
    if kind == "/ICCBased":
        by_channels = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
        made = _device(by_channels.get(int(item[1].get("/N", 3)), "/DeviceRGB"))
        made.estimated = f"ICC profile of {made.channels} channels"
        return made
    if kind == "/Lab":
        white = np.array([float(v) for v in item[1].get("/WhitePoint", (0.964, 1.0, 0.825))])
        made = Space(kind, 3, _lab(white), "Lab")
        limits = [float(v) for v in item[1].get("/Range", (-100, 100, -100, 100))]
        made.range = (0.0, 100.0, *limits)
        return made
    if kind == "/Indexed":
        return _indexed(item, resources, depth)
    if kind in ("/Separation", "/DeviceN"):
        return _spot(item, resources, depth)
    return Space(kind, 1, lambda v: np.zeros((len(v), 4)), f"unknown colour space {kind}")


def _indexed(item: Any, resources: Any, depth: int) -> Space:
    base = space_of(item[1], resources, depth + 1)
    table = item[3]
    raw = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
    size = min(int(item[2]), 255) + 1
    rows = np.zeros((size, max(base.channels, 1)))
    given = np.frombuffer(raw[: rows.size], dtype=np.uint8) / 255.0
    rows.flat[: len(given)] = given
    if base.range:
        low, high = np.array(base.range[::2]), np.array(base.range[1::2])
        rows = low + rows * (high - low)
    palette = base.inks(rows)

    def change(v: Values) -> Values:
        return np.asarray(palette[np.clip(v[:, 0].astype(int), 0, size - 1)])

    return Space("/Indexed", 1, change, base.estimated)


def _spot(item: Any, resources: Any, depth: int) -> Space:
    names = [str(item[1])] if str(item[0]) == "/Separation" else [str(n) for n in item[1]]
    if all(name in (*PROCESS, "/All", "/None") for name in names):

        def known(v: Values) -> Values:
            made = np.zeros((len(v), 4))
            for column, name in enumerate(names):
                plates = range(4) if name == "/All" else [PROCESS.index(name)] * (name in PROCESS)
                for plate in plates:
                    made[:, plate] = np.maximum(made[:, plate], v[:, column])
            return made

        made = Space("/Separation", len(names), known, start=1.0)
    else:
        base = space_of(item[2], resources, depth + 1)
        function = function_of(item[3])
        said = "spot colour " + ", ".join(name[1:] for name in names)
        made = Space("/Separation", len(names), lambda v: base.inks(function(v)), said, 1.0)
    made.spots = tuple(names)
    return made


# ── functions ────────────────────────────────────────────────────────────────────────────────


def function_of(item: Any, depth: int = 0) -> Change:
    """A function, or an array of functions of one output each, on rows of inputs."""
    if isinstance(item, pikepdf.Array):
        parts = [function_of(part, depth + 1) for part in list(item)[:32]]
        return lambda v: np.hstack([part(v) for part in parts])
    if depth > DEEPEST:
        raise ValueError("functions within functions")
    kind = int(item.FunctionType)
    domain = np.array([float(v) for v in item.Domain]).reshape(-1, 2)
    work = {0: _sampled, 2: _exponential, 3: _stitched, 4: _calculated}[kind](item, depth)
    limits = item.get("/Range")
    bounds = None if limits is None else np.array([float(v) for v in limits]).reshape(-1, 2)

    def change(v: Values) -> Values:
        made = work(np.clip(v[:, : len(domain)], domain[:, 0], domain[:, 1]))
        return made if bounds is None else np.clip(made, bounds[:, 0], bounds[:, 1])

    return change


def _exponential(item: Any, depth: int) -> Change:
    low = np.array([float(v) for v in item.get("/C0", (0,))])
    high = np.array([float(v) for v in item.get("/C1", (1,))])
    power = float(item.N)
    return lambda v: low + v[:, :1] ** power * (high - low)


def _stitched(item: Any, depth: int) -> Change:
    parts = [function_of(part, depth + 1) for part in list(item.Functions)[:256]]
    domain = [float(v) for v in item.Domain]
    bounds = [domain[0], *(float(v) for v in item.Bounds), domain[1]]
    encode = np.array([float(v) for v in item.Encode]).reshape(-1, 2)

    def change(v: Values) -> Values:
        which = np.clip(np.searchsorted(bounds[1:-1], v[:, 0], side="right"), 0, len(parts) - 1)
        made: list[Values] = []
        for i, part in enumerate(parts):
            span = bounds[i + 1] - bounds[i]
            share = (v[:, :1] - bounds[i]) / span if span else np.zeros((len(v), 1))
            made.append(part(encode[i, 0] + share * (encode[i, 1] - encode[i, 0])))
        return np.stack(made)[which, np.arange(len(v))]

    return change


def _sampled(item: Any, depth: int) -> Change:
    """Samples in a grid, read at the nearest: an estimate for the eye needs no more."""
    domain = np.array([float(v) for v in item.Domain]).reshape(-1, 2)
    limits = np.array([float(v) for v in item.Range]).reshape(-1, 2)
    size = np.array([int(v) for v in item.Size])
    bits, outputs = int(item.BitsPerSample), len(limits)
    if bits not in (8, 16) or size.prod() * outputs > 1 << 22:
        raise ValueError("samples of an uncommon kind")
    raw = np.frombuffer(item.read_bytes(), dtype=np.uint8 if bits == 8 else ">u2")
    table = raw[: size.prod() * outputs].reshape(*size[::-1], outputs) / (2**bits - 1)
    decode = np.array([float(v) for v in item.get("/Decode", list(limits.flat))]).reshape(-1, 2)

    def change(v: Values) -> Values:
        share = (v - domain[:, 0]) / (domain[:, 1] - domain[:, 0])
        at = np.rint(np.clip(share, 0, 1) * (size - 1)).astype(int)
        got = table[tuple(at[:, i] for i in range(len(size) - 1, -1, -1))]
        return np.asarray(decode[:, 0] + got * (decode[:, 1] - decode[:, 0]), dtype=np.float64)

    return change


def _calculated(item: Any, depth: int) -> Change:
    work = calculator(item.read_bytes(), len(item.Range) // 2)
    return lambda v: np.array([work([float(x) for x in row]) for row in v])
