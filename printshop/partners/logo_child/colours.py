"""Colours: all that a logo paints in any space becomes the inks of the press, vectors as vectors.

A fill or a line in RGB, Lab, gray with a profile or a spot colour is written as DeviceCMYK: through
the condition's profile, a spot colour by its own tint transform (ISO 32000-1, 8.6.6.4). Gradients
are sampled in inks. DeviceCMYK and DeviceGray stay as they are written, unless all is to be black.
What is in none of these stays, and is told by the rules of preflight.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, Operator, Stream

from printshop.colour.icc import Pixels, fits, held, in_black, separate
from printshop.proofing.separations.inks import PROCESS, function_of

DEEPEST = 8  # spaces within spaces
STEPS = 256  # samples of a gradient
LONGEST = 20_000_000  # bytes of all content together
SHORT = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK"}
CHANNELS = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/DeviceCMYK": 4}
FIRST = {1: (0.0,), 3: (0.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0, 1.0)}
STROKES = {"G", "RG", "K", "CS", "SC", "SCN"}
PLAIN = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}

Values = tuple[float, ...]
Rows = NDArray[np.float64]  # colours, one a row


class Unknown(ValueError):
    """A colour whose inks are not known here."""


class Inks:
    """The way from colours to the inks of a condition, and to black alone where that is asked.

    ``limit`` is the condition's, in percent; what is separated here is held under it. Colours are
    rows of parts from 0 to 1, or as their space counts them.
    """

    def __init__(self, profile: bytes, limit: float, black: bool) -> None:
        self.profile, self.limit, self.black = profile, limit, black

    def of(self, space: Any, rows: Rows, resources: Any, deep: int = 0) -> Rows:
        """Colours as four inks each, or as one gray (0 is black); raises ``Unknown``."""
        space = _found(space, resources)
        family = _family(space)
        if deep > DEEPEST or rows.shape[1] != channels_of(space):
            raise Unknown(family)
        if family == "/ICCBased":
            return self._device(rows, space[1].read_bytes())
        if family in CHANNELS:
            return self._device(rows, b"")
        if family == "/Lab":
            return self._device(_rgb_of(rows), b"")
        if family == "/Indexed":
            return self._indexed(space, rows, resources, deep)
        return self._spot(space, rows, resources, deep)

    def _device(self, rows: Rows, source: bytes) -> Rows:
        channels = rows.shape[1]
        if channels == 3 or (channels == 1 and fits(source, "L")):
            rows = separate(_pixels(rows), self.profile, self.limit, source)[0] / 255
        if self.black and rows.shape[1] == 4:
            rows = 1 - in_black(_pixels(rows), self.profile)[0] / 255
        return rows

    def _spot(self, space: Any, rows: Rows, resources: Any, deep: int) -> Rows:
        single = str(space[0]) == "/Separation"
        names = [str(space[1])] if single else [str(n) for n in space[1]]
        if names == ["/All"]:  # registration: ink on every plate, which a logo never means
            names = ["/Black"]
        if all(n in (*PROCESS, "/None") for n in names):
            made = np.zeros((len(rows), 4))
            for column, name in enumerate(names):
                if name in PROCESS:
                    made[:, PROCESS.index(name)] = rows[:, column]
            return self._device(made, b"")
        return self.of(space[2], function_of(space[3])(rows), resources, deep + 1)

    def _indexed(self, space: Any, rows: Rows, resources: Any, deep: int) -> Rows:
        base = _found(space[1], resources)
        table = space[3].read_bytes() if isinstance(space[3], Stream) else bytes(space[3])
        count, last = channels_of(base), int(space[2])
        entries = np.zeros((last + 1, count))
        given = np.frombuffer(table[: entries.size], np.uint8) / 255
        entries.flat[: len(given)] = given
        if _family(base) == "/Lab":
            entries = entries * (100, 255, 255) - (0, 128, 128)
        return self.of(base, entries[np.clip(rows[:, 0].astype(int), 0, last)], resources, deep + 1)


def channels_of(space: Any) -> int:
    """How many parts a colour of a space has; raises ``Unknown``."""
    family = _family(space)
    if family in CHANNELS:
        return CHANNELS[family]
    if family == "/ICCBased" and int(space[1].get("/N", 0)) in FIRST:
        return int(space[1].N)
    if family in ("/Separation", "/Indexed"):
        return 1
    if family == "/DeviceN":
        return len(space[1])
    if family == "/Lab":
        return 3
    raise Unknown(family)


def _found(space: Any, resources: Any) -> Any:
    if isinstance(space, Name) and str(space) not in CHANNELS and str(space) not in SHORT:
        return resources.get("/ColorSpace", {}).get(str(space), space)
    return space


def _family(space: Any) -> str:
    family = str(space[0]) if isinstance(space, Array) and len(space) else str(space)
    return SHORT.get(family, family)


def _pixels(rows: Rows) -> Pixels:
    """Rows of parts as one row of pixels."""
    made: Pixels = np.rint(np.clip(rows, 0, 1) * 255).astype(np.uint8)[None]
    return made


def _rgb_of(lab: Rows) -> Rows:
    """Lab as sRGB from 0 to 1: the white of the space is the paper (ISO 32000-1, 8.6.5.4)."""
    m = (lab[:, 0] + 16) / 116
    steps = np.stack([m + lab[:, 1] / 500, m, m - lab[:, 2] / 200], axis=1)
    xyz = np.where(steps >= 6 / 29, steps**3, 108 / 841 * (steps - 4 / 29))
    matrix = np.array(
        [[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.204, 1.057]]
    )
    linear = np.clip((xyz * (0.9505, 1.0, 1.089)) @ matrix.T, 0, 1)  # D65 to sRGB
    lit = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(lit)


# ── content ──────────────────────────────────────────────────────────────────────────────────


class Repainting:
    """A form and all that it draws, in the inks of the press; each stream once, in place."""

    def __init__(self, pdf: pikepdf.Pdf, inks: Inks) -> None:
        self.pdf, self.inks = pdf, inks
        self.done: set[tuple[int, int]] = set()
        self.read = 0
        self.left: set[str] = set()  # what stays as it was written, in words

    def content(self, item: Any, resources: Any) -> None:
        """A form, a tiling pattern or a glyph of a Type 3 font."""
        if item.objgen in self.done:
            return
        self.done.add(item.objgen)
        self.read += len(item.read_bytes())
        if self.read > LONGEST:
            raise MemoryError
        resources = item.get("/Resources", resources)
        item.write(pikepdf.unparse_content_stream(list(self._painted(item, resources))))
        self._below(resources)

    def _below(self, resources: Any) -> None:
        for form in dict(resources.get("/XObject", {})).values():
            if form.get("/Subtype") == Name.Form:
                self.content(form, resources)
        for pattern in dict(resources.get("/Pattern", {})).values():
            if pattern.get("/PatternType") == 1:
                self.content(pattern, resources)
            elif "/Shading" in pattern:
                self._shading(pattern.Shading, resources)
        for shading in dict(resources.get("/Shading", {})).values():
            self._shading(shading, resources)
        for font in dict(resources.get("/Font", {})).values():
            for glyph in dict(font.get("/CharProcs", {})).values():
                self.content(glyph, font.get("/Resources", resources))

    def _painted(self, item: Any, resources: Any) -> Iterator[Any]:
        spaces: dict[bool, Any] = {False: Name.DeviceGray, True: Name.DeviceGray}
        kept: list[dict[bool, Any]] = []
        for operands, operator in pikepdf.parse_content_stream(item):  # type: ignore[misc]
            op = str(operator)
            if op == "q":
                kept.append(dict(spaces))
            elif op == "Q" and kept:
                spaces = kept.pop()
            elif op == "INLINE IMAGE":
                self.left.add("a picture within the content")
            yield self._set(list(operands), op, spaces, resources) or (operands, operator)

    def _set(self, values: list[Any], op: str, spaces: dict[bool, Any], resources: Any) -> Any:
        """What an operator that sets a colour becomes, or None where it may stay."""
        stroke, low = op in STROKES, op.lower()
        if low in PLAIN:
            spaces[stroke] = Name(PLAIN[low])
        elif low == "cs":
            spaces[stroke] = _found(values[0], resources)
            values = list(_first(spaces[stroke]))
            if isinstance(spaces[stroke], Array) and _family(spaces[stroke]) == "/Pattern":
                self.left.add("a pattern that is given its colour")
        elif low not in ("sc", "scn") or any(isinstance(v, Name) for v in values):
            return None
        try:
            given = np.array([[float(v) for v in values]])
            made = self.inks.of(spaces[stroke], given, resources)[0]
        except Unknown:
            return None
        operator = {1: "g", 4: "k"}[len(made)]
        return [round(float(v), 4) for v in made], Operator(
            operator.upper() if stroke else operator
        )

    def _shading(self, shading: Any, resources: Any) -> None:
        """An axial or radial gradient, sampled in inks; others are left (ISO 32000-1, 8.7.4.5)."""
        space = _found(shading.get("/ColorSpace"), resources)
        kept = str(space) in ("/DeviceCMYK", "/DeviceGray") and not self.inks.black
        of_black = str(space) == "/DeviceGray"
        if kept or of_black:
            return
        if shading.get("/ShadingType") not in (2, 3):
            self.left.add("a gradient over a mesh")
            return
        low, high = (float(v) for v in shading.get("/Domain", (0, 1)))
        at = np.linspace(low, high, STEPS)[:, None]
        try:
            colours = self.inks.of(space, function_of(shading.Function)(at), resources)
        except Unknown:
            return
        channels = colours.shape[1]
        samples = _pixels(colours)[0]
        if channels == 4:
            samples = held(samples, self.inks.limit)
        shading.Function = self.pdf.make_stream(
            samples.tobytes(),
            FunctionType=0,
            Domain=Array([low, high]),
            Range=Array([0, 1] * channels),
            Size=Array([STEPS]),
            BitsPerSample=8,
        )
        shading.ColorSpace = Name.DeviceCMYK if channels == 4 else Name.DeviceGray
        for key in ("/Background", "/Decode"):
            if key in shading:
                del shading[key]


def _first(space: Any) -> Values:
    """The colour that holds before one is set (ISO 32000-1, 8.6.8); none for patterns."""
    try:
        count = channels_of(space)
    except Unknown:
        return ()
    if isinstance(space, Array) and str(space[0]) in ("/Separation", "/DeviceN"):
        return (1.0,) * count
    return FIRST.get(count, ())


# ── pixels ───────────────────────────────────────────────────────────────────────────────────


def tabled(pdf: pikepdf.Pdf, inks: Inks) -> None:
    """Pictures of one channel, or with a table, whose space is not the press's get a table of inks.

    A CMYK profile of a picture's own is taken off: its inks stay as they were separated.
    """
    for item in pdf.objects:
        if not isinstance(item, Stream) or item.get("/Subtype") != Name.Image:
            continue
        space = item.get("/ColorSpace")
        if not isinstance(space, Array) or "/ImageMask" in item:
            continue
        family = str(space[0])
        if family == "/ICCBased" and int(space[1].get("/N", 0)) == 4:
            item.ColorSpace = Name.DeviceCMYK
        elif family == "/Separation" and int(item.get("/BitsPerComponent", 8)) == 8:
            _table(item, space, np.linspace(0, 1, 256)[:, None], inks)
        elif family == "/Indexed" and not _plain(space[1]):
            _table(item, space, np.arange(int(space[2]) + 1.0)[:, None], inks)


def _plain(base: Any) -> bool:
    family = str(base[0]) if isinstance(base, Array) else str(base)
    return family in CHANNELS or (family == "/ICCBased" and int(base[1].get("/N", 0)) in (1, 3))


def _table(item: Any, space: Any, entries: Rows, inks: Inks) -> None:
    try:
        made = inks.of(space, entries, Dictionary())
    except Unknown:
        return
    table = _pixels(made)[0]
    decode = [float(v) for v in item.get("/Decode", (0, 1))]
    if decode[0] > decode[-1]:
        table = table[::-1]
    if "/Decode" in item:
        del item.Decode
    text = pikepdf.String(table.tobytes())
    device = Name.DeviceCMYK if table.shape[1] == 4 else Name.DeviceGray
    item.ColorSpace = Array([Name.Indexed, device, len(table) - 1, text])
