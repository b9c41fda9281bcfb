"""Convert: pictures placed from outside reach the press in its own inks (print.md, 'Conversion').

How WeasyPrint 70 writes what is placed, measured:

- ``<img src="x.png">``: an image XObject in DeviceRGB or DeviceGray, 8 bits a channel; the alpha is
  its soft mask; JPEGs as they are. Profiles of PNGs are lost, hence ``separate.straight``.
- ``<img src="x.svg">``: drawn straight into the page's content, between ``/Figure … BDC`` and its
  ``EMC``: what is painted in RGB there comes from a picture.
- a picture as CSS background, PNG or SVG: a Form XObject, or a tiling pattern where it repeats; a
  gradient inside an SVG: a tiling pattern with a Form in it that paints a shading.

So RGB is converted in figures, forms and patterns. In all other content of a page it is a slip of
the layout, stays, and is refused by preflight (``rgb``). DeviceCMYK is never touched: brand inks
reach the plate as they are written.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream

from printshop.colour.icc import Pixels, colour_to_press, fits, gray_of, held, most_ink, separate
from printshop.pdf.colour_spaces import ColourSpace, resolve
from printshop.pdf.content_stream import COLOURS, MARKS, STROKE_COLOURS, Rewriter
from printshop.pdf.graphics_state import State
from printshop.pdf.pictures import decoded, samples, write

MARGIN = (
    10.0  # % under the limit for pictures: a shop that packs them as JPEG adds up to 7 % of ink
)
DEEPEST = 8  # pictures within pictures
_GRAY, _CMYK = Name.DeviceGray, Name.DeviceCMYK
# What may set a colour in RGB: its own operators, or a colour space other than the usual three.
_FOREIGN = re.compile(
    rb"(?<!\S)(?:rg|RG)(?!\S)|/(?!(?:DeviceCMYK|DeviceGray|Pattern)\s)\S+\s+(?:cs|CS)(?!\S)"
)
_FIGURE = re.compile(rb"/Figure\b")
# How a soft mask's or a press's colour is painted: by its operators for filling and stroking.
_PAINTS = {1: ("g", "G"), 4: ("k", "K")}

Paint = Callable[[tuple[float, float, float]], tuple[float, ...]]


def to_press(pdf: pikepdf.Pdf, profile: bytes, ink_limit: float) -> None:
    """Bring what was placed in RGB or gray into the inks of a CMYK condition, in place.

    ``profile`` is the condition's ICC profile, ``ink_limit`` its limit in percent. To be called
    before anything is taken out of the resources: colour spaces are looked up by name.
    """

    def inks(rgb: tuple[float, float, float]) -> tuple[float, ...]:
        return colour_to_press(rgb, profile, ink_limit)

    if not fits(profile, "CMYK"):
        return  # preflight says so of the intent
    streams = [item for item in pdf.objects if isinstance(item, Stream)]
    softs = {item.SMask.objgen for item in streams if isinstance(item.get("/SMask"), Stream)}
    for item in streams:
        if item.get("/Subtype") == Name.Image and item.objgen not in softs:
            _image(item, profile, ink_limit)
    masks = {mask.objgen for item in _resources(pdf, streams) for mask in _mask_groups(item)}
    for item in streams:
        if item.get("/Subtype") == Name.Form or "/PatternType" in item:
            mask = item.objgen in masks
            _content(item, _gray_paint if mask else inks)
            _shadings(item.get("/Resources", {}), inks)
    for page in pdf.pages:
        if (changed := _figures(page.obj, inks)) is not None:
            page.obj.Contents = pdf.make_stream(changed)


def _gray_paint(rgb: tuple[float, float, float]) -> tuple[float, ...]:
    return (gray_of(rgb),)


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


def _content(item: Any, paint: Paint) -> None:
    """A form or pattern in the press's colours; colour spaces that it does not name are left out.

    The renderer lists its Lab spaces everywhere, and uses them where a style asks for Lab alone.
    """
    resources, data = item.get("/Resources", Dictionary()), item.read_bytes()
    if _FOREIGN.search(data):
        data = _repainted(item, resources, paint, everywhere=True)
        item.write(data)
    named = {n: s for n, s in dict(resources.get("/ColorSpace", {})).items() if n.encode() in data}
    if named:
        resources.ColorSpace = Dictionary(named)
    elif "/ColorSpace" in resources:
        del resources["/ColorSpace"]


def _figures(page: Any, paint: Paint) -> bytes | None:
    """A page's content with its figures repainted, or None where there is nothing to do."""
    contents = page.get("/Contents")
    if contents is None:
        return None
    parts = list(contents) if isinstance(contents, Array) else [contents]
    data = b"\n".join(part.read_bytes() for part in parts)
    if not (_FIGURE.search(data) and _FOREIGN.search(data)):
        return None
    return _repainted(page, page.get("/Resources", Dictionary()), paint, everywhere=False)


def _repainted(content: Any, resources: Any, paint: Paint, *, everywhere: bool) -> bytes:
    """A content stream in which RGB paints are the press's: everywhere, or within figures."""
    repainted = _Repainted(resources, paint, everywhere)
    instructions = repainted.rewritten(pikepdf.parse_content_stream(content))
    return bytes(pikepdf.unparse_content_stream(instructions))


class _Repainted(Rewriter):
    """A content stream with its RGB paints in the press's colours."""

    follows: ClassVar[frozenset[str]] = COLOURS | MARKS
    replaces: ClassVar[frozenset[str]] = COLOURS

    def __init__(self, resources: Any, paint: Paint, everywhere: bool) -> None:
        super().__init__(resources, State())
        self.paint, self.everywhere = paint, everywhere

    def replacement(self, operands: Any, op: str) -> Iterable[Any] | None:
        """The press's colour for one in RGB, also for the black that an RGB space begins with."""
        if not self.everywhere and not any(mark.tag == "/Figure" for mark in self.marks):
            return None
        stroke, state = op in STROKE_COLOURS, self.state
        space = state.stroke_space if stroke else state.fill_space
        values = (state.stroke if stroke else state.fill).values
        if not _is_rgb(space) or len(values) != 3:
            return None
        colour = self.paint((values[0], values[1], values[2]))
        return [(list(colour), Operator(_PAINTS[len(colour)][stroke]))]


def _is_rgb(space: ColourSpace) -> bool:
    """DeviceRGB, CalRGB, or a profile of three channels that is not Lab's."""
    if space.family == "/ICCBased":
        return space.channels == 3
    return space.family in ("/DeviceRGB", "/CalRGB")


# ── gradients ────────────────────────────────────────────────────────────────────────────────


def _shadings(resources: Any, paint: Paint) -> None:
    """Gradients of plain functions are given the press's colours at their stops.

    A gradient in RGB may be listed as DeviceCMYK with three channels, where the renderer was told
    of a CMYK intent: three channels are RGB. Other functions are left, and preflight refuses them.
    """
    found = [*dict(resources.get("/Shading", {})).values()]
    found += [p.Shading for p in dict(resources.get("/Pattern", {})).values() if "/Shading" in p]
    for shading in found:
        space = resolve(shading.get("/ColorSpace"), resources)
        stops = list(_stops(shading.get("/Function")))
        of_three = bool(stops) and all(
            len(s.get("/C0", [])) == len(s.get("/C1", [])) == 3 for s in stops
        )
        if of_three and (_is_rgb(space) or space.family == "/DeviceCMYK"):
            for stop in stops:
                for key in ("/C0", "/C1"):
                    r, g, b = (float(v) for v in stop[key])
                    stop[key] = Array(list(paint((r, g, b))))
            shading.ColorSpace = _CMYK
            for key in ("/Background", "/Range"):
                if key in shading:
                    del shading[key]


def _stops(function: Any, depth: int = 0) -> Iterator[Any]:
    """The simple functions, of type 2, that a function is stitched from; none where it is not."""
    kind = function.get("/FunctionType") if isinstance(function, Dictionary) else None
    if kind == 2:
        yield function
    elif kind == 3 and depth < DEEPEST:
        for part in function.Functions:
            yield from _stops(part, depth + 1)


# ── pixels ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Samples:
    """What an image's samples are: how many channels, their profile or none, or a table of them."""

    channels: int
    profile: bytes = b""
    table: Pixels | None = None  # (entries, channels)


# A calibrated space is taken for sRGB: nobody writes one any more that is far from it.
_PLAIN = {"/DeviceRGB", "/CalRGB", "/DeviceGray", "/CalGray", "/DeviceCMYK"}


def _image(item: Any, profile: bytes, limit: float) -> None:
    """One image XObject; masks keep their samples, in gray (ISO 32000-1, 8.9.5 and 11.6.5.3)."""
    if "/Alternates" in item:
        del item.Alternates
    soft = item.get("/SMask")
    if isinstance(soft, Stream) and soft.get("/ColorSpace") != _GRAY:
        soft.ColorSpace = _GRAY
    listed = None if item.get("/ImageMask", False) else item.get("/ColorSpace")
    space = _samples_of(resolve(listed, None))
    mixed = isinstance(soft, Stream) and "/Matte" in soft
    if space is None or mixed or isinstance(item.get("/Mask"), Array):
        return  # its samples stand for more than colours; the renderer writes none such
    bits = int(item.get("/BitsPerComponent", 8))
    if space.table is not None:
        _table(item, space, profile, limit)
    elif not (space.channels == 1 and bits == 1):  # line art in gray is the black plate already
        _pixels(item, space, bits, profile, limit)


def _samples_of(space: ColourSpace) -> _Samples | None:
    """What the samples of an image are, or None where it is not brought to the press here."""
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
        return held(pixels, limit - MARGIN)
    return separate(pixels, profile, limit - MARGIN, space.profile)


def _table(item: Any, space: _Samples, profile: bytes, limit: float) -> None:
    """An indexed picture keeps its samples: only its table of colours is the press's."""
    assert space.table is not None
    table = space.table[None]
    if space.channels == 4 and most_ink(table) <= limit:
        return
    made = _separated(table, space, profile, limit)
    item.ColorSpace = Array(
        [Name.Indexed, _CMYK, len(space.table) - 1, pikepdf.String(made.tobytes())]
    )


def _pixels(item: Any, space: _Samples, bits: int, profile: bytes, limit: float) -> None:
    """A picture of plain samples is written anew: 8 bits, four inks, packed without loss."""
    found = samples(item, space.channels, bits)
    if found is None:
        return  # JPEG 2000 and the like: preflight refuses what it finds in them
    made, own = found
    shown = decoded(item, made)
    if space.channels == 4 and most_ink(shown) <= limit:
        return  # a CMYK JPEG was separated by somebody who knew for what
    space = _Samples(space.channels, space.profile or own)
    write(item, _separated(shown, space, profile, limit), _CMYK)
