"""Convert the colours of a logo, in any colour space, to the inks of a condition.

Fills and strokes in RGB, Lab, gray with a profile or spot colours become DeviceCMYK: by the
condition's profile, spot colours by their tint transform (ISO 32000-1, 8.6.6.4). Gradients are
sampled in inks. DeviceCMYK and DeviceGray stay, unless all is to be black. Other colour spaces stay
and are reported by preflight.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

import numpy as np
import pikepdf
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, Operator, Stream

from printshop.colour.icc import Pixels, limit_tac, profile_fits, separate, to_black
from printshop.pdf.colour_spaces import ColourSpace, resolve
from printshop.pdf.content_stream import COLOURS, INLINE_IMAGE, STROKE_COLOURS
from printshop.pdf.functions import function_of
from printshop.pdf.graphics_state import State
from printshop.pdf.paint import PROCESS
from printshop.pdf.rewriter import Rewriter

STEPS, LEAST_STEPS = 256, 16  # samples of a gradient, of each of its pieces
LONGEST = 20_000_000  # bytes of all content streams together
DEVICE_LIKE = {"/DeviceGray", "/CalGray", "/DeviceRGB", "/CalRGB", "/DeviceCMYK"}

Rows = NDArray[np.float64]  # colours, shape (colours, components)


class UnknownColour(ValueError):
    """A colour that cannot be converted here."""


class InkConversion:
    """Conversion of colours to the inks of a condition or, with ``black``, to black ink only.

    ``limit`` is the condition's TAC in percent; colours separated here stay under it. Components
    are from 0 to 1, or in the range of their colour space.
    """

    def __init__(self, profile: bytes, limit: float, black: bool) -> None:
        self.profile, self.limit, self.black = profile, limit, black

    def of(self, space: ColourSpace, rows: Rows) -> Rows:
        """Colours as C, M, Y, K, or as one gray where 0 is black; all from 0 to 1.

        Raises ``UnknownColour`` for a space that cannot be converted.
        """
        family = space.family
        if not is_known(space) or rows.shape[1] != space.channels:
            raise UnknownColour(family)
        if family == "/ICCBased":
            return self._device(rows, space.item[1].read_bytes())
        if family in DEVICE_LIKE:
            return self._device(rows, b"")
        if family == "/Lab":
            return self._device(_lab_to_rgb(rows), b"")
        if family == "/Indexed":
            return self._indexed(space, rows)
        return self._spot(space, rows)

    def _device(self, rows: Rows, source: bytes) -> Rows:
        channels = rows.shape[1]
        if channels == 3 or (channels == 1 and profile_fits(source, "L")):
            rows = separate(_to_pixels(rows), self.profile, self.limit, source)[0] / 255
        if self.black and rows.shape[1] == 4:
            rows = 1 - to_black(_to_pixels(rows), self.profile)[0] / 255
        return rows

    def _spot(self, space: ColourSpace, rows: Rows) -> Rows:
        names = space.names
        if names == ("All",):  # registration colour, which a logo should not have
            names = ("Black",)
        if all(name in (*PROCESS, "None") for name in names):
            inks = np.zeros((len(rows), 4))
            for column, name in enumerate(names):
                if name in PROCESS:
                    inks[:, PROCESS[name]] = rows[:, column]
            return self._device(inks, b"")
        if space.base is None:
            raise UnknownColour(space.family)
        return self.of(space.base, function_of(space.item[3])(rows))

    def _indexed(self, space: ColourSpace, rows: Rows) -> Rows:
        base, item = space.base, space.item
        if base is None or not is_known(base):
            raise UnknownColour(space.family)
        table = item[3].read_bytes() if isinstance(item[3], Stream) else bytes(item[3])
        last = int(item[2])
        colours = np.zeros((last + 1, base.channels))
        entries = np.frombuffer(table[: colours.size], np.uint8) / 255
        colours.flat[: len(entries)] = entries
        if base.family == "/Lab":
            colours = colours * (100, 255, 255) - (0, 128, 128)
        return self.of(base, colours[np.clip(rows[:, 0].astype(int), 0, last)])


def is_known(space: ColourSpace) -> bool:
    """Whether colours of this kind of space can be converted to inks."""
    if space.family == "/ICCBased":
        return space.channels in (1, 3, 4)
    return space.channels > 0 and space.family != "/Pattern"


def _to_pixels(rows: Rows) -> Pixels:
    """Colours as one row of pixels: shape (1, colours, components), 0 to 255."""
    pixels: Pixels = np.rint(np.clip(rows, 0, 1) * 255).astype(np.uint8)[None]
    return pixels


def _lab_to_rgb(lab: Rows) -> Rows:
    """Lab as sRGB from 0 to 1; the space's white point becomes white (ISO 32000-1, 8.6.5.4)."""
    m = (lab[:, 0] + 16) / 116
    steps = np.stack([m + lab[:, 1] / 500, m, m - lab[:, 2] / 200], axis=1)
    xyz = np.where(steps >= 6 / 29, steps**3, 108 / 841 * (steps - 4 / 29))
    matrix = np.array(
        [[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.204, 1.057]]
    )
    linear = np.clip((xyz * (0.9505, 1.0, 1.089)) @ matrix.T, 0, 1)  # D65 to sRGB
    rgb = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(rgb)


# ── content ──────────────────────────────────────────────────────────────────────────────────


class FormConverter:
    """Converts a form XObject and all that it draws, each stream once, in place.

    ``left`` describes what was not converted, in words for a finding.
    """

    def __init__(self, pdf: pikepdf.Pdf, inks: InkConversion) -> None:
        self.pdf, self.inks = pdf, inks
        self.done: set[tuple[int, int]] = set()
        self.read = 0
        self.left: set[str] = set()

    def content(self, item: Any, resources: Any) -> None:
        """Convert a form, a tiling pattern or a glyph of a Type 3 font.

        Raises ``MemoryError`` for more content than ``LONGEST``.
        """
        if item.objgen in self.done:
            return
        self.done.add(item.objgen)
        self.read += len(item.read_bytes())
        if self.read > LONGEST:
            raise MemoryError
        resources = item.get("/Resources", resources)
        converter = _ColourConverter(resources, self.inks, self.left)
        instructions = converter.rewritten(pikepdf.parse_content_stream(item))
        item.write(pikepdf.unparse_content_stream(instructions))
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

    def _shading(self, shading: Any, resources: Any) -> None:
        """Convert an axial or radial gradient to samples in inks (ISO 32000-1, 8.7.4.5)."""
        space = resolve(shading.get("/ColorSpace"), resources)
        is_final = space.family == "/DeviceCMYK" and not self.inks.black
        if is_final or space.family == "/DeviceGray":
            return
        if shading.get("/ShadingType") not in (2, 3):
            self.left.add("a mesh gradient")
            return
        try:
            domain = shading.get("/Domain", (0, 1))
            inks = self._inks_of_function(shading.Function, space, STEPS, domain)
            shading.Function, channels = inks
        except UnknownColour:
            return
        shading.ColorSpace = Name.DeviceCMYK if channels == 4 else Name.DeviceGray
        for key in ("/Background", "/Decode"):
            if key in shading:
                del shading[key]

    def _inks_of_function(
        self, function: Any, space: ColourSpace, steps: int, domain: Any
    ) -> tuple[Any, int]:
        """A function to colours as samples in inks, each piece of a stitched one by itself.

        So a colour that changes at once does so in inks (ISO 32000-1, 7.10.4).
        """
        is_stitched = isinstance(function, Dictionary) and function.get("/FunctionType") == 3
        if is_stitched and len(function.Functions) > 1:
            each = max(LEAST_STEPS, steps // len(function.Functions))
            pieces = [
                self._inks_of_function(f, space, each, f.get("/Domain", (0, 1)))
                for f in function.Functions
            ]
            parts = {key: function[key] for key in ("/Domain", "/Bounds", "/Encode")}
            stitched = Dictionary(
                FunctionType=3,
                Functions=Array([f for f, _ in pieces]),
                **{key.strip("/"): value for key, value in parts.items()},
            )
            return stitched, pieces[0][1]
        low, high = (float(v) for v in domain)
        inputs = np.linspace(low, high, steps)[:, None]
        colours = self.inks.of(space, function_of(function)(inputs))
        channels = colours.shape[1]
        samples = _to_pixels(colours)[0]
        if channels == 4:
            samples = limit_tac(samples, self.inks.limit)
        sampled = self.pdf.make_stream(
            samples.tobytes(),
            FunctionType=0,
            Domain=Array([low, high]),
            Range=Array([0, 1] * channels),
            Size=Array([steps]),
            BitsPerSample=8,
        )
        return sampled, channels


class _ColourConverter(Rewriter):
    """A content stream with its colours converted to inks."""

    follows: ClassVar[frozenset[str]] = COLOURS
    replaces: ClassVar[frozenset[str]] = COLOURS | {INLINE_IMAGE}

    def __init__(self, resources: Any, inks: InkConversion, left: set[str]) -> None:
        super().__init__(resources, State())
        self.inks, self.left = inks, left

    def replacement(self, operands: Any, op: str) -> Iterable[Any] | None:
        """The converted colour; None for an unknown colour or a pattern, which stay."""
        if op == INLINE_IMAGE:
            self.left.add("an inline image")
            return None
        stroke, state = op in STROKE_COLOURS, self.state
        space = state.stroke_space if stroke else state.fill_space
        if op in ("cs", "CS") and space.family == "/Pattern" and space.base:
            self.left.add("an uncoloured pattern")
        if state.stroke_pattern if stroke else state.fill_pattern:
            return None
        values = (state.stroke if stroke else state.fill).values
        try:
            inks = self.inks.of(space, np.array([values], dtype=np.float64))[0]
        except UnknownColour:
            return None
        operator = {1: "g", 4: "k"}[len(inks)]
        components = [round(float(v), 4) for v in inks]
        return [(components, Operator(operator.upper() if stroke else operator))]


# ── pixels ───────────────────────────────────────────────────────────────────────────────────


def convert_tables(pdf: pikepdf.Pdf, conversion: InkConversion) -> None:
    """Give spot-colour and indexed images a colour table in inks, in place.

    Others are left to ``placed_images``. A CMYK profile of an image is removed: its inks stay as
    they were separated.
    """
    for item in pdf.objects:
        if not isinstance(item, Stream) or item.get("/Subtype") != Name.Image:
            continue
        space_item = item.get("/ColorSpace")
        if not isinstance(space_item, Array) or "/ImageMask" in item:
            continue
        space = resolve(space_item, Dictionary())
        if space.family == "/ICCBased" and space.channels == 4:
            item.ColorSpace = Name.DeviceCMYK
        elif space.family == "/Separation" and int(item.get("/BitsPerComponent", 8)) == 8:
            _table(item, space, np.linspace(0, 1, 256)[:, None], conversion)
        elif space.family == "/Indexed" and not _is_converted_later(space.base):
            _table(item, space, np.arange(int(space_item[2]) + 1.0)[:, None], conversion)


def _is_converted_later(base: ColourSpace | None) -> bool:
    """Whether ``placed_images`` converts a table in this base space."""
    if base is None:
        return False
    return base.family in DEVICE_LIKE or (base.family == "/ICCBased" and base.channels in (1, 3))


def _table(item: Any, space: ColourSpace, colours: Rows, conversion: InkConversion) -> None:
    try:
        table = _to_pixels(conversion.of(space, colours))[0]
    except UnknownColour:
        return
    decode = [float(v) for v in item.get("/Decode", (0, 1))]
    if decode[0] > decode[-1]:
        table = table[::-1]
    if "/Decode" in item:
        del item.Decode
    text = pikepdf.String(table.tobytes())
    device = Name.DeviceCMYK if table.shape[1] == 4 else Name.DeviceGray
    item.ColorSpace = Array([Name.Indexed, device, len(table) - 1, text])
