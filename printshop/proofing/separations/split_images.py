"""Pictures and gradients of a page, split into the grays of the four inks.

Pictures are made smaller on the way: these separations are looked at, never printed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray

from printshop.pdf.colour_spaces import DEVICE, GRAY, ColourSpace, resolve
from printshop.pdf.functions import function_of
from printshop.pdf.objects import filters
from printshop.pdf.pictures import (
    FAXES,
    JPEG,
    JPEG_2000,
    decoded_bytes,
    inline_bytes,
    read_fax,
    read_jpeg,
    unpack_samples,
)
from printshop.proofing.separations.inks import Conversion, conversion
from printshop.proofing.separations.split_meshes import has_corners, split_mesh, write_mesh

LONGEST = 1200  # pixels of a split picture's longer side
LARGEST = 120_000_000  # pixels of a picture that is opened
BAND = 1 << 20  # pixels that are split at once
SAMPLES = 256  # of a gradient
GRID = 48  # samples along each side of a gradient in two directions

Part = Callable[[int], None]
Bytes = NDArray[np.uint8]


def split_picture(item: Any, resources: Any) -> tuple[Part, set[str]]:
    """What turns a picture into one ink's gray, and the names of colours that are estimated."""
    try:
        inks, estimated = _inks_of(item, resources)
    except Exception:  # noqa: BLE001  # a picture can be broken in any way: it is left out
        inks, estimated = np.zeros((1, 1, 4), np.uint8), {"a picture that cannot be split"}
    height, width = inks.shape[:2]

    def part(ink: int) -> None:
        item.write((255 - inks[:, :, ink]).tobytes())
        item.ColorSpace = pikepdf.Name.DeviceGray
        item.BitsPerComponent, item.Width, item.Height = 8, width, height
        for key in ("/Decode", "/DecodeParms", "/Intent"):
            if key in item:
                del item[key]
        if isinstance(item.get("/Mask"), pikepdf.Array):  # a range of the colours that were
            del item["/Mask"]

    return part, estimated


def split_inline(
    picture: pikepdf.PdfInlineImage, resources: Any
) -> tuple[tuple[bytes, ...], set[str]]:
    """An inline picture in the four grays; nothing for a stencil, which has the colour of fills.

    Its abbreviations are written out by pikepdf.
    """
    item: Any = picture.obj
    if bool(item.get("/ImageMask", False)):
        return (), set()
    try:
        samples = Samples(
            inline_bytes(picture),
            int(item.Width),
            int(item.Height),
            int(item.get("/BitsPerComponent", 8)),
            item.get("/Decode"),
        )
        inks, estimated = _bands(samples, resolve(item.get("/ColorSpace"), resources))
    except Exception:  # noqa: BLE001  # as above
        inks, estimated = np.zeros((1, 1, 4), np.uint8), {"a picture that cannot be split"}
    height, width = inks.shape[:2]
    head = f"BI /W {width} /H {height} /CS /G /BPC 8 /F /AHx ID "
    data = [(255 - inks[:, :, ink]).tobytes().hex() for ink in range(4)]
    return tuple(f"{head}{text}> EI".encode() for text in data), estimated


@dataclass(frozen=True)
class Samples:
    """A picture's samples as it packs them, and its Decode array or None."""

    raw: bytes
    width: int
    height: int
    bits: int
    decode: Any


def _inks_of(item: Any, resources: Any) -> tuple[Bytes, set[str]]:
    width, height = int(item.Width), int(item.Height)
    if width * height > LARGEST:
        raise ValueError("a picture too large to be looked at")
    names = filters(item) or [""]
    decode = item.get("/Decode")
    if names in ([JPEG], [JPEG_2000]):
        return _compressed(item, resources)
    if names[-1] in FAXES:
        return _bands(Samples(read_fax(item).tobytes(), width, height, 8, None), GRAY)
    bits = int(item.get("/BitsPerComponent", 8))
    space = resolve(item.ColorSpace, resources)
    return _bands(Samples(decoded_bytes(item), width, height, bits, decode), space)


def _compressed(item: Any, resources: Any) -> tuple[Bytes, set[str]]:
    """A JPEG or JPEG 2000, opened small."""
    data, _ = read_jpeg(item, (LONGEST, LONGEST))
    device_space = {space.channels: space.family for space in DEVICE.values()}[data.shape[2]]
    space = resolve(item.get("/ColorSpace", pikepdf.Name(device_space)), resources)
    decode = item.get("/Decode")
    return _bands(Samples(data.tobytes(), data.shape[1], data.shape[0], 8, decode), space)


def _bands(samples: Samples, space: ColourSpace) -> tuple[Bytes, set[str]]:
    """Samples as inks from 0 to 255, height × width × 4, band by band so that memory is bounded."""
    width, height, bits = samples.width, samples.height, samples.bits
    to_inks = conversion(space)
    channels = to_inks.channels
    step = max(1, -(-max(width, height) // LONGEST))
    row = -(-width * channels * bits // 8)
    decode = _decode(samples.decode, space, to_inks, bits)
    raw = samples.raw.ljust(row * height, b"\0")
    rows = max(1, BAND // (width * step)) * step
    bands = []
    for top in range(0, height, rows):
        count = min(rows, height - top)
        part = np.frombuffer(raw[top * row : (top + count) * row], np.uint8).reshape(count, row)
        numbers = unpack_samples(part, bits)[:, : width * channels].reshape(-1, channels)
        values = decode[:, 0] + numbers / (2.0 ** min(bits, 8) - 1) * (decode[:, 1] - decode[:, 0])
        inks = np.rint(255 * to_inks.inks(values)).astype(np.uint8).reshape(count, width, 4)
        bands.append(_smaller(inks, step))
    return np.concatenate(bands), {to_inks.estimated} - {""}


def _decode(decode: Any, space: ColourSpace, to_inks: Conversion, bits: int) -> NDArray[np.float64]:
    if decode is not None:
        pairs = [float(v) for v in decode]
    elif space.family == "/Indexed":
        pairs = [0.0, 2.0**bits - 1]
    else:
        pairs = list(to_inks.range) or [0.0, 1.0] * to_inks.channels
    return np.array(pairs).reshape(-1, 2)


def _smaller(inks: Bytes, step: int) -> Bytes:
    if step == 1:
        return inks
    height, width = (max(1, n // step) for n in inks.shape[:2])
    cut = inks[: height * step, : width * step]
    if cut.shape[0] < step or cut.shape[1] < step:
        return inks[::step, ::step]
    mean = cut.reshape(height, step, width, step, 4).mean(axis=(1, 3), dtype=np.float32)
    return np.asarray(np.rint(mean), dtype=np.uint8)


def split_shading(item: Any, resources: Any, document: pikepdf.Pdf) -> tuple[Part, set[str]]:
    """What turns a gradient into one ink's gray, and the names of colours that are estimated.

    Its function is sampled; a mesh with a colour at each corner has none.
    """
    try:
        to_inks = conversion(resolve(item.ColorSpace, resources))
        if has_corners(item):
            meshes = split_mesh(item, to_inks)
            return (lambda ink: write_mesh(item, meshes[ink])), {to_inks.estimated} - {""}
        inks, domain, size = _sampled(item, to_inks)
    except Exception:  # noqa: BLE001  # a gradient can be broken in any way: it is left out
        return (lambda ink: None), {"a gradient that cannot be split"}
    grays = np.rint(255 * (1 - inks)).astype(np.uint8)
    for key in ("/Background",):
        if key in item:
            del item[key]

    def part(ink: int) -> None:
        function = pikepdf.Stream(document, grays[:, ink].tobytes())
        function.FunctionType, function.BitsPerSample = 0, 8
        function.Domain = pikepdf.Array(domain)
        function.Range = pikepdf.Array([0, 1])
        function.Size = pikepdf.Array(size)
        item.ColorSpace = pikepdf.Name.DeviceGray
        item.Function = document.make_indirect(function)

    return part, {to_inks.estimated} - {""}


def _sampled(item: Any, to_inks: Conversion) -> tuple[NDArray[np.float64], list[float], list[int]]:
    function = function_of(item.Function)
    if int(item.ShadingType) == 1:
        domain = [float(v) for v in item.get("/Domain", (0, 1, 0, 1))]
        xs = np.linspace(domain[0], domain[1], GRID)
        ys = np.linspace(domain[2], domain[3], GRID)
        grid = np.array([(x, y) for y in ys for x in xs])
        return to_inks.inks(function(grid)), domain, [GRID, GRID]
    if int(item.ShadingType) in (2, 3):
        domain = [float(v) for v in item.get("/Domain", (0, 1))]
    else:  # a mesh whose corners carry a number; its span is the last pair of Decode
        domain = [float(v) for v in list(item.Decode)[4:6]]
    along = np.linspace(domain[0], domain[1], SAMPLES).reshape(-1, 1)
    return to_inks.inks(function(along)), domain, [SAMPLES]
