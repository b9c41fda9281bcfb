"""Pictures within a logo: what shows through is mixed with white paper, so that all is opaque."""

from typing import Any

import numpy as np
import pikepdf
from pikepdf import Array, Name, Stream
from PIL import Image

from printshop.colour.icc import Pixels, in_black
from printshop.pdf.pictures import decoded, samples, write

CHANNELS = {"/DeviceGray": 1, "/DeviceCMYK": 4}


def pictures(pdf: pikepdf.Pdf) -> list[Any]:
    """All the pictures of a file but the masks of others."""
    found = [i for i in pdf.objects if isinstance(i, Stream) and i.get("/Subtype") == Name.Image]
    masks = {i[key].objgen for i in found for key in ("/SMask", "/Mask") if _is_stream(i.get(key))}
    return [i for i in found if i.objgen not in masks]


def _is_stream(item: Any) -> bool:
    return isinstance(item, Stream)


def opaque(pdf: pikepdf.Pdf) -> bool:
    """Mix pictures that have a soft mask with white, in place; whether there were any."""
    changed = False
    for item in pictures(pdf):
        soft = item.get("/SMask")
        inks = _inks(item) if isinstance(soft, Stream) and "/Matte" not in soft else None
        if inks is None:
            continue
        alpha = _alpha(soft, inks.shape[1], inks.shape[0])
        if alpha is None:
            continue
        paint = inks if inks.shape[-1] == 4 else 255 - inks
        mixed = np.empty(paint.shape, np.uint8)
        for row in range(len(paint)):  # row by row: sums take four times the room
            mixed[row] = (paint[row].astype(np.uint16) * alpha[row, :, None] + 127) // 255
        del item.SMask
        _write(item, mixed if inks.shape[-1] == 4 else 255 - mixed)
        changed = True
    return changed


def _alpha(soft: Any, width: int, height: int) -> Pixels | None:
    """A soft mask in the size of its picture, 255 where that is seen."""
    found = samples(soft, 1, int(soft.get("/BitsPerComponent", 8)))
    if found is None:
        return None
    made = Image.fromarray(np.ascontiguousarray(decoded(soft, found[0])[..., 0]))
    if made.size != (width, height):
        made = made.resize((width, height), Image.Resampling.BILINEAR)
    return np.asarray(made)


def blacken(pdf: pikepdf.Pdf, profile: bytes) -> None:
    """Pictures in the black ink alone, in place."""
    for item in pictures(pdf):
        space = item.get("/ColorSpace")
        if isinstance(space, Array) and space[0] == Name.Indexed and space[1] == Name.DeviceCMYK:
            raw = np.frombuffer(_bytes(space[3]), np.uint8)
            table = raw[: len(raw) // 4 * 4].reshape(1, -1, 4)
            black = 255 - in_black(table, profile)
            text = pikepdf.String(black.tobytes())
            item.ColorSpace = Array([Name.Indexed, Name.DeviceGray, table.shape[1] - 1, text])
        elif space == Name.DeviceCMYK and (inks := _inks(item)) is not None:
            _write(item, 255 - in_black(inks, profile))


def _bytes(table: Any) -> bytes:
    return bytes(table.read_bytes() if isinstance(table, Stream) else table)


def _inks(item: Any) -> Pixels | None:
    """A picture's samples, (rows, columns, 4 inks or 1 gray); None where they are not plain."""
    if item.get("/ImageMask", False):
        return None
    space, bits = item.get("/ColorSpace"), int(item.get("/BitsPerComponent", 8))
    if isinstance(space, Array) and space[0] == Name.Indexed:
        return _unfolded(item, space, bits)
    channels = CHANNELS.get(str(space))
    found = samples(item, channels, bits) if channels else None
    return decoded(item, found[0]) if found else None


def _unfolded(item: Any, space: Any, bits: int) -> Pixels | None:
    channels = CHANNELS.get(str(space[1]))
    found = samples(item, 1, bits)
    if channels is None or found is None or "/Decode" in item:
        return None
    raw = np.frombuffer(_bytes(space[3]), np.uint8)
    table = raw[: len(raw) // channels * channels].reshape(-1, channels)
    index = found[0][..., 0] if bits == 8 else found[0][..., 0] // (255 // ((1 << bits) - 1))
    return np.asarray(table[np.minimum(index, len(table) - 1)])


def _write(item: Any, pixels: Pixels) -> None:
    write(item, pixels, Name.DeviceCMYK if pixels.shape[-1] == 4 else Name.DeviceGray)
