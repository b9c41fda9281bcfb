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

import io
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream
from PIL import Image

from printshop.colour.icc import Pixels, colour_to_press, fits, gray_of, held, most_ink, separate

MARGIN = (
    10.0  # % under the limit for pictures: a shop that packs them as JPEG adds up to 7 % of ink
)
DEEPEST = 8  # pictures within pictures
_RGB, _GRAY, _CMYK = Name.DeviceRGB, Name.DeviceGray, Name.DeviceCMYK
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


@dataclass
class _State:
    """Which of the two current colour spaces, for filling and stroking, are RGB."""

    rgb: dict[bool, bool] = field(default_factory=lambda: {False: False, True: False})


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
    """A content stream in which RGB paints are the press's: everywhere, or within figures.

    Within a figure, a colour that was set before it is none of its own: the renderer sets each.
    """
    spaces = resources.get("/ColorSpace", Dictionary())
    state, kept, marks = _State(), [], []
    out: list[Any] = []
    instructions: Any = pikepdf.parse_content_stream(content)
    for operands, operator in instructions:
        op = str(operator)
        if op in ("BDC", "BMC"):
            marks.append(bool(operands) and operands[0] == Name.Figure)
        elif op == "EMC" and marks:
            marks.pop()
        elif op == "q":
            kept.append(dict(state.rgb))
        elif op == "Q" and kept:
            state.rgb = kept.pop()
        if everywhere or any(marks):
            out.append(_paint(list(operands), op, state, spaces, paint) or (operands, operator))
        else:
            out.append((operands, operator))
    return bytes(pikepdf.unparse_content_stream(out))


def _paint(values: list[Any], op: str, state: _State, spaces: Any, paint: Paint) -> Any:
    """What an operator that sets an RGB colour becomes, or None for one that does not."""
    stroke = op in ("RG", "CS", "SC", "SCN", "G", "K")
    if op in ("rg", "RG"):
        state.rgb[stroke] = False
        return _set(paint, values, stroke)
    if op in ("cs", "CS"):
        state.rgb[stroke] = _is_rgb(spaces.get(str(values[0]), values[0]))
        return _set(paint, (0, 0, 0), stroke) if state.rgb[stroke] else None
    if op in ("sc", "scn", "SC", "SCN") and state.rgb[stroke] and len(values) == 3:
        return _set(paint, values, stroke)
    if op in ("g", "G", "k", "K"):
        state.rgb[stroke] = False
    return None


def _set(paint: Paint, values: Any, stroke: bool) -> tuple[list[float], Operator]:
    r, g, b = (float(v) for v in values)
    made = paint((r, g, b))
    return list(made), Operator(_PAINTS[len(made)][stroke])


def _is_rgb(space: Any) -> bool:
    """DeviceRGB, CalRGB, or a profile of three channels that is not Lab's."""
    if isinstance(space, Array) and len(space):
        if space[0] == Name.ICCBased:
            return int(space[1].get("/N", 0)) == 3
        return bool(space[0] == Name.CalRGB)
    return bool(space in (_RGB, Name.RGB))


# ── gradients ────────────────────────────────────────────────────────────────────────────────


def _shadings(resources: Any, paint: Paint) -> None:
    """Gradients of plain functions are given the press's colours at their stops.

    A gradient in RGB may be listed as DeviceCMYK with three channels, where the renderer was told
    of a CMYK intent: three channels are RGB. Other functions are left, and preflight refuses them.
    """
    found = [*dict(resources.get("/Shading", {})).values()]
    found += [p.Shading for p in dict(resources.get("/Pattern", {})).values() if "/Shading" in p]
    for shading in found:
        space, function = shading.get("/ColorSpace"), shading.get("/Function")
        stops = list(_stops(function))
        of_three = bool(stops) and all(
            len(s.get("/C0", [])) == len(s.get("/C1", [])) == 3 for s in stops
        )
        if of_three and (_is_rgb(space) or space == _CMYK):
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
class _Space:
    """What an image's samples are: how many channels, their profile or none, or a table of them."""

    channels: int
    profile: bytes = b""
    table: Pixels | None = None  # (entries, channels)


# A calibrated space is taken for sRGB: nobody writes one any more that is far from it.
_PLAIN = {
    "/DeviceRGB": _Space(3),
    "/CalRGB": _Space(3),
    "/DeviceGray": _Space(1),
    "/CalGray": _Space(1),
    "/DeviceCMYK": _Space(4),
}


def _image(item: Any, profile: bytes, limit: float) -> None:
    """One image XObject; masks keep their samples, in gray (ISO 32000-1, 8.9.5 and 11.6.5.3)."""
    if "/Alternates" in item:
        del item.Alternates
    soft = item.get("/SMask")
    if isinstance(soft, Stream) and soft.get("/ColorSpace") != _GRAY:
        soft.ColorSpace = _GRAY
    space = None if item.get("/ImageMask", False) else _space(item.get("/ColorSpace"))
    mixed = isinstance(soft, Stream) and "/Matte" in soft
    if space is None or mixed or isinstance(item.get("/Mask"), Array):
        return  # its samples stand for more than colours; the renderer writes none such
    bits = int(item.get("/BitsPerComponent", 8))
    if space.table is not None:
        _table(item, space, profile, limit)
    elif not (space.channels == 1 and bits == 1):  # line art in gray is the black plate already
        _pixels(item, space, bits, profile, limit)


def _space(space: Any) -> _Space | None:
    """The colour space of an image, or None for one that is not brought to the press here."""
    if isinstance(space, Array) and len(space):
        kind = space[0]
        if kind == Name.Indexed:
            base = _space(space[1])
            if base is None or base.table is not None:
                return None
            raw = bytes(space[3].read_bytes() if isinstance(space[3], Stream) else space[3])
            count = min(int(space[2]) + 1, len(raw) // base.channels)
            entries = np.frombuffer(raw[: count * base.channels], np.uint8)
            return _Space(base.channels, base.profile, entries.reshape(count, base.channels))
        if kind == Name.ICCBased and int(space[1].get("/N", 0)) in (1, 3):
            return _Space(int(space[1].N), space[1].read_bytes())
        return _PLAIN.get(str(kind))
    return _PLAIN.get(str(space))


def _separated(pixels: Pixels, space: _Space, profile: bytes, limit: float) -> Pixels:
    if space.channels == 4:
        return held(pixels, limit - MARGIN)
    return separate(pixels, profile, limit - MARGIN, space.profile)


def _table(item: Any, space: _Space, profile: bytes, limit: float) -> None:
    """An indexed picture keeps its samples: only its table of colours is the press's."""
    assert space.table is not None
    table = space.table[None]
    if space.channels == 4 and most_ink(table) <= limit:
        return
    made = _separated(table, space, profile, limit)
    item.ColorSpace = Array(
        [Name.Indexed, _CMYK, len(space.table) - 1, pikepdf.String(made.tobytes())]
    )


def _pixels(item: Any, space: _Space, bits: int, profile: bytes, limit: float) -> None:
    """A picture of plain samples is written anew: 8 bits, four inks, packed without loss."""
    found = samples(item, space.channels, bits)
    if found is None:
        return  # JPEG 2000 and the like: preflight refuses what it finds in them
    made, own = found
    shown = decoded(item, made)
    if space.channels == 4 and most_ink(shown) <= limit:
        return  # a CMYK JPEG was separated by somebody who knew for what
    space = _Space(space.channels, space.profile or own)
    write(item, _separated(shown, space, profile, limit), _CMYK)


def samples(item: Any, channels: int, bits: int) -> tuple[Pixels, bytes] | None:
    """A picture's samples (rows, columns, channels) from 0 to 255, and the profile of its JPEG."""
    filters = item.get("/Filter", Array())
    names = [str(f) for f in (filters if isinstance(filters, Array) else [filters])]
    width, height = int(item.Width), int(item.Height)
    if names[-1:] == ["/DCTDecode"]:
        with Image.open(io.BytesIO(item.read_raw_bytes())) as jpeg:
            if len(names) > 1 or len(jpeg.getbands()) != channels:
                return None
            made = np.asarray(jpeg)
            # Pillow turns the inks of every CMYK JPEG over, a PDF takes them as they stand.
            made = 255 - made if channels == 4 else made
            return made.reshape(height, width, channels), jpeg.info.get("icc_profile") or b""
    if any(n not in ("/FlateDecode", "/LZWDecode", "/RunLengthDecode") for n in names):
        return None
    raw = np.frombuffer(item.read_bytes(), np.uint8)
    line = (width * channels * bits + 7) // 8
    if raw.size < line * height:
        return None
    rows = raw[: line * height].reshape(height, line)
    if bits == 16:
        rows = rows[:, ::2]  # the upper byte: a press shows no more
    elif bits < 8:
        ones = np.unpackbits(rows, axis=1)[:, : width * channels * bits]
        weights = (1 << np.arange(bits - 1, -1, -1)) * (255 // ((1 << bits) - 1))
        rows = (ones.reshape(height, -1, bits) @ weights).astype(np.uint8)
    return rows.reshape(height, width, channels), b""


def decoded(item: Any, values: Pixels) -> Pixels:
    """Samples as a picture's Decode array reads them (ISO 32000-1, 8.9.5.2)."""
    decode = [float(v) for v in item.get("/Decode", [])]
    if not decode or decode == [0.0, 1.0] * values.shape[-1]:
        return values
    low, high = np.array(decode[::2]), np.array(decode[1::2])
    shown = 255 * (low + values / 255 * (high - low))
    made: Pixels = np.clip(np.rint(shown), 0, 255).astype(np.uint8)
    return made


def write(item: Any, pixels: Pixels, space: Name) -> None:
    """Pixels as a picture's new samples; each is kept as its difference from its left neighbour."""
    channels = pixels.shape[-1]
    steps = pixels.copy()
    steps[:, 1:] -= pixels[:, :-1]
    parameters = Dictionary(
        Predictor=2, Colors=channels, BitsPerComponent=8, Columns=pixels.shape[1]
    )
    item.write(zlib.compress(steps.tobytes(), 6), filter=Name.FlateDecode, decode_parms=parameters)
    item.ColorSpace, item.BitsPerComponent = space, 8
    if "/Decode" in item:
        del item.Decode
