"""Pictures and gradients of a page, split into the grays of the four inks.

Pictures are made smaller on the way: plates are looked at, never printed.
"""

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

from printshop.proofing.separations.inks import Space, function_of, space_of

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
        inks, told = _inks_of(item, resources)
    except Exception:  # noqa: BLE001  # a picture can be broken in any way: it is left out
        inks, told = np.zeros((1, 1, 4), np.uint8), {"a picture that cannot be split"}
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

    return part, told


def split_inline(instruction: Any, resources: Any) -> tuple[tuple[bytes, ...], set[str]]:
    """An inline picture in the four grays; nothing for a stencil, which has the colour of fills."""
    picture = instruction.operands[0]
    item = picture.obj if hasattr(picture, "obj") else picture
    if bool(item.get("/IM", item.get("/ImageMask", False))):
        return (), set()
    try:
        long = {
            "/Width": int(item.get("/W", item.get("/Width"))),
            "/Height": int(item.get("/H", item.get("/Height"))),
            "/BitsPerComponent": int(item.get("/BPC", item.get("/BitsPerComponent", 8))),
            "/ColorSpace": item.get("/CS", item.get("/ColorSpace")),
            "/Decode": item.get("/D", item.get("/Decode")),
        }
        inks, told = _bands(picture.read_bytes(), long, space_of(long["/ColorSpace"], resources))
    except Exception:  # noqa: BLE001  # as above
        inks, told = np.zeros((1, 1, 4), np.uint8), {"a picture that cannot be split"}
    height, width = inks.shape[:2]
    head = f"BI /W {width} /H {height} /CS /G /BPC 8 /F /AHx ID "
    data = [(255 - inks[:, :, ink]).tobytes().hex() for ink in range(4)]
    return tuple(f"{head}{text}> EI".encode() for text in data), told


def _inks_of(item: Any, resources: Any) -> tuple[Bytes, set[str]]:
    width, height = int(item.Width), int(item.Height)
    if width * height > LARGEST:
        raise ValueError("a picture too large to be looked at")
    given = item.get("/Filter", [])
    filters = [str(f) for f in given] if isinstance(given, pikepdf.Array) else [str(given)]
    told = {"/Width": width, "/Height": height, "/Decode": item.get("/Decode")}
    if filters in (["/DCTDecode"], ["/JPXDecode"]):
        return _compressed(item, resources, told, inverted=filters == ["/DCTDecode"])
    if filters[-1] in ("/CCITTFaxDecode", "/JBIG2Decode"):
        page = pikepdf.PdfImage(item).as_pil_image().convert("L")
        told |= {"/BitsPerComponent": 8, "/Decode": None}
        return _bands(page.tobytes(), told, space_of(pikepdf.Name.DeviceGray, None))
    told["/BitsPerComponent"] = int(item.get("/BitsPerComponent", 8))
    return _bands(item.read_bytes(), told, space_of(item.ColorSpace, resources))


def _compressed(
    item: Any, resources: Any, told: dict[str, Any], inverted: bool
) -> tuple[Bytes, set[str]]:
    """A JPEG or JPEG 2000, opened small. Pillow inverts every JPEG in CMYK: it is turned back."""
    with Image.open(io.BytesIO(item.read_raw_bytes())) as opened:
        opened.draft(opened.mode, (LONGEST, LONGEST))
        image = opened if opened.mode in ("L", "RGB", "CMYK") else opened.convert("RGB")
        data = np.asarray(image)
    if image.mode == "CMYK" and inverted:
        data = 255 - data
    told |= {"/Width": data.shape[1], "/Height": data.shape[0], "/BitsPerComponent": 8}
    by_mode = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}
    space = item.get("/ColorSpace", pikepdf.Name(by_mode[image.mode]))
    return _bands(data.tobytes(), told, space_of(space, resources))


def _bands(raw: bytes, told: dict[str, Any], space: Space) -> tuple[Bytes, set[str]]:
    """Samples as inks from 0 to 255, height × width × 4, band by band so that memory is bounded."""
    width, height, bits = told["/Width"], told["/Height"], told["/BitsPerComponent"]
    step = max(1, -(-max(width, height) // LONGEST))
    row = -(-width * space.channels * bits // 8)
    decode = _decode(told.get("/Decode"), space, bits)
    raw = raw.ljust(row * height, b"\0")
    rows = max(1, BAND // (width * step)) * step
    made = []
    for top in range(0, height, rows):
        count = min(rows, height - top)
        part = np.frombuffer(raw[top * row : (top + count) * row], np.uint8).reshape(count, row)
        samples = _unpacked(part, bits)[:, : width * space.channels].reshape(-1, space.channels)
        values = decode[:, 0] + samples / (2.0**bits - 1) * (decode[:, 1] - decode[:, 0])
        inks = np.rint(255 * space.inks(values)).astype(np.uint8).reshape(count, width, 4)
        made.append(_smaller(inks, step))
    return np.concatenate(made), {space.estimated} - {""}


def _decode(given: Any, space: Space, bits: int) -> NDArray[np.float64]:
    if given is not None:
        pairs = [float(v) for v in given]
    elif space.name == "/Indexed":
        pairs = [0.0, 2.0**bits - 1]
    else:
        pairs = list(space.range) or [0.0, 1.0] * space.channels
    return np.array(pairs).reshape(-1, 2)


def _unpacked(rows: Bytes, bits: int) -> NDArray[Any]:
    if bits == 8:
        return rows
    if bits == 16:
        return rows[:, ::2].astype(np.uint16) * 257
    single = np.unpackbits(rows, axis=1)
    if bits == 1:
        return single
    weights = 2 ** np.arange(bits - 1, -1, -1)
    return np.asarray((single.reshape(len(rows), -1, bits) * weights).sum(axis=2))


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

    Its function is sampled. Meshes that carry a colour at each corner have none: they are left out.
    """
    try:
        space = space_of(item.ColorSpace, resources)
        inks, domain, size = _sampled(item, space)
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

    return part, {space.estimated} - {""}


def _sampled(item: Any, space: Space) -> tuple[NDArray[np.float64], list[float], list[int]]:
    change = function_of(item.Function)
    if int(item.ShadingType) == 1:
        domain = [float(v) for v in item.get("/Domain", (0, 1, 0, 1))]
        xs = np.linspace(domain[0], domain[1], GRID)
        ys = np.linspace(domain[2], domain[3], GRID)
        grid = np.array([(x, y) for y in ys for x in xs])
        return space.inks(change(grid)), domain, [GRID, GRID]
    if int(item.ShadingType) in (2, 3):
        domain = [float(v) for v in item.get("/Domain", (0, 1))]
    else:  # a mesh whose corners carry a number; its span is the last pair of Decode
        domain = [float(v) for v in list(item.Decode)[4:6]]
    along = np.linspace(domain[0], domain[1], SAMPLES).reshape(-1, 1)
    return space.inks(change(along)), domain, [SAMPLES]
