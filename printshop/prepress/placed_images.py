"""Convert placed pictures in RGB or gray to the CMYK of a printing condition.

How WeasyPrint 70 writes placed pictures, measured:

- ``<img src="x.png">``: an image XObject in DeviceRGB or DeviceGray, 8 bits a channel; the alpha is
  its soft mask; JPEGs as they are. Profiles of PNGs are lost: see ``icc.prepare_for_renderer``.
- ``<img src="x.svg">``: drawn in the page's content stream, between ``/Figure … BDC`` and ``EMC``:
  RGB there is a picture's.
- a picture as CSS background, PNG or SVG: a Form XObject, or a tiling pattern where it repeats; a
  gradient inside an SVG: a tiling pattern with a Form in it that paints a shading.

So RGB is converted in figures, forms and patterns. In all other content of a page it is a fault of
the layout: it is left for preflight to refuse (``rgb``). DeviceCMYK is not converted: the inks of a
brand are printed as they are written.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream

from printshop.colour import icc
from printshop.colour.icc import Pixels
from printshop.pdf.colour_spaces import ColourSpace, resolve
from printshop.pdf.content_stream import COLOURS, MARKS, STROKE_COLOURS
from printshop.pdf.graphics_state import State
from printshop.pdf.pictures import apply_decode, read_samples, write_samples
from printshop.pdf.rewriter import Rewriter

# % of TAC under the limit for pictures: JPEG compression by a print shop adds up to 7 %.
MARGIN = 10.0
DEEPEST = 8  # stitching functions within stitching functions
_GRAY, _CMYK = Name.DeviceGray, Name.DeviceCMYK
# What can set a colour in RGB: rg and RG, or a colour space other than the three named here.
_RGB_COLOUR = re.compile(
    rb"(?<!\S)(?:rg|RG)(?!\S)|/(?!(?:DeviceCMYK|DeviceGray|Pattern)\s)\S+\s+(?:cs|CS)(?!\S)"
)
_FIGURE = re.compile(rb"/Figure\b")
# By number of components, the operators that set a colour for filling and for stroking.
_OPERATORS = {1: ("g", "G"), 4: ("k", "K")}

Converter = Callable[[tuple[float, float, float]], tuple[float, ...]]


def to_press(pdf: pikepdf.Pdf, profile: bytes, ink_limit: float) -> None:
    """Convert what was placed in RGB or gray to the inks of a CMYK condition, in place.

    ``profile`` is the condition's ICC profile, ``ink_limit`` its TAC limit in percent; TAC of
    converted pictures stays ``MARGIN`` below. Call it before resources are removed: colour spaces
    are looked up by name. What is not converted here is left for preflight to report; with a
    profile that is not CMYK that is everything.
    """

    def rgb_to_press(rgb: tuple[float, float, float]) -> tuple[float, ...]:
        return icc.colour_to_press(rgb, profile, ink_limit)

    if not icc.profile_fits(profile, "CMYK"):
        return  # preflight reports the profile of the output intent
    streams = [item for item in pdf.objects if isinstance(item, Stream)]
    soft_masks = {item.SMask.objgen for item in streams if isinstance(item.get("/SMask"), Stream)}
    for item in streams:
        if item.get("/Subtype") == Name.Image and item.objgen not in soft_masks:
            _convert_image(item, profile, ink_limit)
    mask_groups = {m.objgen for item in _resources(pdf, streams) for m in _mask_groups(item)}
    for item in streams:
        if item.get("/Subtype") == Name.Form or "/PatternType" in item:
            is_mask = item.objgen in mask_groups
            _convert_form(item, _to_gray if is_mask else rgb_to_press)
            _convert_shadings(item.get("/Resources", {}), rgb_to_press)
    for page in pdf.pages:
        if (content := _convert_figures(page.obj, rgb_to_press)) is not None:
            page.obj.Contents = pdf.make_stream(content)


def _to_gray(rgb: tuple[float, float, float]) -> tuple[float, ...]:
    return (icc.luma(rgb),)


def _resources(pdf: pikepdf.Pdf, streams: list[Stream]) -> Iterator[Any]:
    for item in [*(page.obj for page in pdf.pages), *streams]:
        if "/Resources" in item:
            yield item.Resources


def _mask_groups(resources: Any) -> Iterator[Any]:
    """The forms that a soft mask of a graphics state draws (ISO 32000-1, 11.6.5.2)."""
    for state in dict(resources.get("/ExtGState", {})).values():
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and "/G" in mask:
            yield mask.G


# ── paints ───────────────────────────────────────────────────────────────────────────────────


def _convert_form(item: Any, convert: Converter) -> None:
    """Convert a form or pattern; colour spaces that its content does not name are removed.

    The renderer lists its Lab spaces in all resources, used or not.
    """
    resources, data = item.get("/Resources", Dictionary()), item.read_bytes()
    if _RGB_COLOUR.search(data):
        data = _convert_stream(item, resources, convert, everywhere=True)
        item.write(data)
    named = {n: s for n, s in dict(resources.get("/ColorSpace", {})).items() if n.encode() in data}
    if named:
        resources.ColorSpace = Dictionary(named)
    elif "/ColorSpace" in resources:
        del resources["/ColorSpace"]


def _convert_figures(page: Any, convert: Converter) -> bytes | None:
    """A page's content with its figures converted, or None where there is nothing to convert."""
    contents = page.get("/Contents")
    if contents is None:
        return None
    parts = list(contents) if isinstance(contents, Array) else [contents]
    data = b"\n".join(part.read_bytes() for part in parts)
    if not (_FIGURE.search(data) and _RGB_COLOUR.search(data)):
        return None
    return _convert_stream(page, page.get("/Resources", Dictionary()), convert, everywhere=False)


def _convert_stream(content: Any, resources: Any, convert: Converter, *, everywhere: bool) -> bytes:
    """A content stream with RGB colours converted: everywhere, or only within figures."""
    converter = _RgbConverter(resources, convert, everywhere)
    instructions = converter.rewritten(pikepdf.parse_content_stream(content))
    return bytes(pikepdf.unparse_content_stream(instructions))


class _RgbConverter(Rewriter):
    """A content stream in which ``convert`` is applied to colours in RGB."""

    follows: ClassVar[frozenset[str]] = COLOURS | MARKS
    replaces: ClassVar[frozenset[str]] = COLOURS

    def __init__(self, resources: Any, convert: Converter, everywhere: bool) -> None:
        super().__init__(resources, State())
        self.convert, self.everywhere = convert, everywhere

    def replacement(self, operands: Any, op: str) -> Iterable[Any] | None:
        """The converted colour, also for the initial black that ``cs`` sets with an RGB space."""
        if not self.everywhere and not any(mark.tag == "/Figure" for mark in self.marks):
            return None
        stroke, state = op in STROKE_COLOURS, self.state
        space = state.stroke_space if stroke else state.fill_space
        values = (state.stroke if stroke else state.fill).values
        if not _is_rgb(space) or len(values) != 3:
            return None
        colour = self.convert((values[0], values[1], values[2]))
        return [(list(colour), Operator(_OPERATORS[len(colour)][stroke]))]


def _is_rgb(space: ColourSpace) -> bool:
    """Whether a space is DeviceRGB, CalRGB or ICCBased with three channels."""
    if space.family == "/ICCBased":
        return space.channels == 3
    return space.family in ("/DeviceRGB", "/CalRGB")


# ── gradients ────────────────────────────────────────────────────────────────────────────────


def _convert_shadings(resources: Any, convert: Converter) -> None:
    """Convert the stops of gradients with exponential functions (ISO 32000-1, 7.10.3).

    With a CMYK output intent the renderer lists RGB gradients as DeviceCMYK with three components:
    three components are RGB. Gradients with other functions stay and are refused by preflight.
    """
    shadings = [*dict(resources.get("/Shading", {})).values()]
    shadings += [p.Shading for p in dict(resources.get("/Pattern", {})).values() if "/Shading" in p]
    for shading in shadings:
        space = resolve(shading.get("/ColorSpace"), resources)
        functions = list(_exponential_functions(shading.get("/Function")))
        three_components = bool(functions) and all(
            len(s.get("/C0", [])) == len(s.get("/C1", [])) == 3 for s in functions
        )
        if three_components and (_is_rgb(space) or space.family == "/DeviceCMYK"):
            for function in functions:
                for key in ("/C0", "/C1"):
                    r, g, b = (float(v) for v in function[key])
                    function[key] = Array(list(convert((r, g, b))))
            shading.ColorSpace = _CMYK
            for key in ("/Background", "/Range"):
                if key in shading:
                    del shading[key]


def _exponential_functions(function: Any, depth: int = 0) -> Iterator[Any]:
    """The exponential functions (type 2) of a stitching function, or the function itself."""
    kind = function.get("/FunctionType") if isinstance(function, Dictionary) else None
    if kind == 2:
        yield function
    elif kind == 3 and depth < DEEPEST:
        for part in function.Functions:
            yield from _exponential_functions(part, depth + 1)


# ── pixels ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Samples:
    """What an image's samples are: number of channels, ICC profile or none, colour table or none.

    ``table`` has the shape (1 to 256 entries, channels).
    """

    channels: int
    profile: bytes = b""
    table: Pixels | None = None


# CalRGB and CalGray are read as sRGB and its gray: few files have any that differ.
_PLAIN = {"/DeviceRGB", "/CalRGB", "/DeviceGray", "/CalGray", "/DeviceCMYK"}


def _convert_image(item: Any, profile: bytes, limit: float) -> None:
    """Convert an image XObject; a soft mask keeps its samples (ISO 32000-1, 8.9.5, 11.6.5.3)."""
    if "/Alternates" in item:
        del item.Alternates
    soft = item.get("/SMask")
    if isinstance(soft, Stream) and soft.get("/ColorSpace") != _GRAY:
        soft.ColorSpace = _GRAY
    space_item = None if item.get("/ImageMask", False) else item.get("/ColorSpace")
    space = _samples_of(resolve(space_item, None))
    has_matte = isinstance(soft, Stream) and "/Matte" in soft
    if space is None or has_matte or isinstance(item.get("/Mask"), Array):
        return  # its samples are more than colours; the renderer writes no such image
    bits = int(item.get("/BitsPerComponent", 8))
    if space.table is not None:
        _convert_table(item, space, profile, limit)
    elif not (space.channels == 1 and bits == 1):  # line art in gray is the black plate already
        _convert_samples(item, space, bits, profile, limit)


def _samples_of(space: ColourSpace) -> _Samples | None:
    """What the samples of an image are, or None for a space that is not converted here."""
    if space.family == "/Indexed":
        base = _samples_of(space.base) if space.base else None
        if base is None or base.table is not None:
            return None
        table = space.item[3]
        raw = bytes(table.read_bytes() if isinstance(table, Stream) else table)
        count = min(int(space.item[2]) + 1, len(raw) // base.channels)
        entries = np.frombuffer(raw[: count * base.channels], np.uint8)
        return _Samples(base.channels, base.profile, entries.reshape(count, base.channels))
    if space.family == "/ICCBased" and space.channels in (1, 3):
        return _Samples(space.channels, space.item[1].read_bytes())
    return _Samples(space.channels) if space.family in _PLAIN else None


def _separated(pixels: Pixels, space: _Samples, profile: bytes, limit: float) -> Pixels:
    if space.channels == 4:
        return icc.limit_tac(pixels, limit - MARGIN)
    return icc.separate(pixels, profile, limit - MARGIN, space.profile)


def _convert_table(item: Any, space: _Samples, profile: bytes, limit: float) -> None:
    """Convert the colour table of an indexed image; its samples stay."""
    assert space.table is not None
    table = space.table[None]
    if space.channels == 4 and icc.max_tac(table) <= limit:
        return
    converted = _separated(table, space, profile, limit)
    item.ColorSpace = Array(
        [Name.Indexed, _CMYK, len(space.table) - 1, pikepdf.String(converted.tobytes())]
    )


def _convert_samples(item: Any, space: _Samples, bits: int, profile: bytes, limit: float) -> None:
    """Convert samples; the image becomes DeviceCMYK, 8 bits a channel, compressed losslessly."""
    samples = read_samples(item, space.channels, bits)
    if samples is None:
        return  # JPEG 2000 and the like are left to preflight
    pixels, jpeg_profile = samples
    decoded = apply_decode(item, pixels)
    if space.channels == 4 and icc.max_tac(decoded) <= limit:
        return  # a CMYK JPEG under the limit is taken as separated for this press
    space = _Samples(space.channels, space.profile or jpeg_profile)
    write_samples(item, _separated(decoded, space, profile, limit), _CMYK)
