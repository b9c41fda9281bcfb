"""Images within a logo: soft masks are flattened onto white, inks converted to black."""

from typing import Any

import numpy as np
import pikepdf
from pikepdf import Array, Name, Stream
from PIL import Image

from printshop.colour.icc import Pixels, to_black
from printshop.pdf.colour_spaces import resolve
from printshop.pdf.pictures import apply_decode, read_samples, write_samples

CHANNELS = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}


def images(pdf: pikepdf.Pdf) -> list[Any]:
    """All image XObjects of a file except masks of others."""
    streams = [item for item in pdf.objects if isinstance(item, Stream)]
    all_images = [item for item in streams if item.get("/Subtype") == Name.Image]
    masks = {
        image[key].objgen
        for image in all_images
        for key in ("/SMask", "/Mask")
        if _is_stream(image.get(key))
    }
    return [image for image in all_images if image.objgen not in masks]


def _is_stream(item: Any) -> bool:
    return isinstance(item, Stream)


def flatten_pictures(pdf: pikepdf.Pdf) -> None:
    """Flatten images that have a soft mask onto white, in place, in their own colour space."""
    for item in images(pdf):
        soft = item.get("/SMask")
        pixels = _pixels(item) if isinstance(soft, Stream) and "/Matte" not in soft else None
        if pixels is None:
            continue
        alpha = _soft_mask(soft, pixels.shape[1], pixels.shape[0])
        if alpha is None:
            continue
        is_ink = pixels.shape[-1] == 4
        ink = pixels if is_ink else 255 - pixels
        blended = np.empty(ink.shape, np.uint8)
        for row in range(len(ink)):  # row by row: the products take twice the memory
            blended[row] = (ink[row].astype(np.uint16) * alpha[row, :, None] + 127) // 255
        del item.SMask
        space = item.ColorSpace
        if isinstance(space, Array) and space[0] == Name.Indexed:
            space = space[1]
        write_samples(item, blended if is_ink else 255 - blended, space)


def _soft_mask(soft: Any, width: int, height: int) -> Pixels | None:
    """A soft mask as (height, width), scaled to its image's size; 255 is opaque."""
    samples = read_samples(soft, 1, int(soft.get("/BitsPerComponent", 8)))
    if samples is None:
        return None
    mask = Image.fromarray(np.ascontiguousarray(apply_decode(soft, samples[0])[..., 0]))
    if mask.size != (width, height):
        mask = mask.resize((width, height), Image.Resampling.BILINEAR)
    return np.asarray(mask)


def blacken(pdf: pikepdf.Pdf, profile: bytes) -> None:
    """Convert CMYK images to black ink only, in place."""
    for item in images(pdf):
        space = item.get("/ColorSpace")
        if isinstance(space, Array) and space[0] == Name.Indexed and space[1] == Name.DeviceCMYK:
            raw = np.frombuffer(_bytes(space[3]), np.uint8)
            table = raw[: len(raw) // 4 * 4].reshape(1, -1, 4)
            black = 255 - to_black(table, profile)
            text = pikepdf.String(black.tobytes())
            item.ColorSpace = Array([Name.Indexed, Name.DeviceGray, table.shape[1] - 1, text])
        elif space == Name.DeviceCMYK and (inks := _pixels(item)) is not None:
            write_samples(item, 255 - to_black(inks, profile), Name.DeviceGray)


def _bytes(table: Any) -> bytes:
    return bytes(table.read_bytes() if isinstance(table, Stream) else table)


def _pixels(item: Any) -> Pixels | None:
    """An image's samples, shape (rows, columns, channels); None for a space that is not read."""
    if item.get("/ImageMask", False):
        return None
    space, bits = item.get("/ColorSpace"), int(item.get("/BitsPerComponent", 8))
    if isinstance(space, Array) and space[0] == Name.Indexed:
        return _indexed_samples(item, space, bits)
    channels = _channels(space)
    samples = read_samples(item, channels, bits) if channels else None
    if samples is None or samples[1]:  # a JPEG's own profile would be lost
        return None
    return apply_decode(item, samples[0])


def _channels(space: Any) -> int:
    """The channels of a colour space in which samples can be blended; 0 for others."""
    resolved = resolve(space, None)
    if resolved.family == "/ICCBased" and resolved.channels in (1, 3):
        return resolved.channels
    return CHANNELS.get(resolved.family, 0)


def _indexed_samples(item: Any, space: Any, bits: int) -> Pixels | None:
    channels = _channels(space[1])
    samples = read_samples(item, 1, bits)
    if not channels or samples is None or "/Decode" in item:
        return None
    raw = np.frombuffer(_bytes(space[3]), np.uint8)
    table = raw[: len(raw) // channels * channels].reshape(-1, channels)
    index = samples[0][..., 0] if bits == 8 else samples[0][..., 0] // (255 // ((1 << bits) - 1))
    return np.asarray(table[np.minimum(index, len(table) - 1)])
