"""Meshes that carry a colour at each corner, split into the grays of the four inks.

Of each corner the flag and the place stay, and its colour becomes one gray (ISO 32000-1, 8.7.4.5.5
to 8.7.4.5.8: free-form and lattice-form triangles, Coons and tensor-product patches).
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray

from printshop.proofing.separations.inks import Conversion

TRIANGLES, LATTICE, COONS, TENSOR = 4, 5, 6, 7
POINTS = {COONS: (12, 8), TENSOR: (16, 12)}  # of a patch of its own, and of one that is joined on
MOST_BYTES = 16 << 20
HIGHEST = 65535

Bytes = NDArray[np.uint8]


def has_corners(item: Any) -> bool:
    """Whether a shading is a mesh with colours, rather than with a function's input."""
    return int(item.ShadingType) in (TRIANGLES, LATTICE, COONS, TENSOR) and "/Function" not in item


def split_mesh(item: Any, to_inks: Conversion) -> list[bytes]:
    """The data of a mesh for each of the four inks, with one gray of 16 bits for each colour.

    Raises one of ``objects.MALFORMED`` where it does not hold what it says, or packs it otherwise
    than in whole bytes.
    """
    kind, channels = int(item.ShadingType), to_inks.channels
    bits = [int(item.get(f"/BitsPer{name}", 0)) for name in ("Flag", "Coordinate", "Component")]
    if kind == LATTICE:
        bits[0] = 0
    if any(b % 8 or b > 32 for b in bits) or not bits[1] or not bits[2] or not channels:
        raise ValueError("a mesh that is not packed in whole bytes")
    flag, place, component = (b // 8 for b in bits)
    data = np.frombuffer(item.read_bytes(), np.uint8)
    if len(data) > MOST_BYTES:
        raise ValueError("a mesh too large to be looked at")
    kept: list[Bytes] = []  # what stays before each run of colours
    colours: list[Bytes] = []
    for before, after in _records(kind, data, flag, 2 * place, channels * component):
        kept.append(before)
        colours.append(after)
    decode = np.array([float(v) for v in item.Decode])[4:].reshape(-1, 2)[:channels]
    raw = np.concatenate([c.reshape(-1, channels, component) for c in colours])
    shares = raw.astype(np.float64) @ 256.0 ** np.arange(component - 1, -1, -1)
    values = decode[:, 0] + shares / (256.0**component - 1) * (decode[:, 1] - decode[:, 0])
    grays = np.rint(HIGHEST * (1 - to_inks.inks(values))).astype(">u2")
    counts = [c.size // (channels * component) for c in colours]
    starts = np.cumsum([0, *counts])
    return [
        b"".join(
            before.tobytes() + grays[start : start + count, ink].tobytes()
            for before, start, count in zip(kept, starts, counts, strict=False)
        )
        for ink in range(4)
    ]


def write_mesh(item: Any, data: bytes) -> None:
    """Put one ink's data in the place of a mesh's own."""
    item.write(data)
    item.ColorSpace = pikepdf.Name.DeviceGray
    item.BitsPerComponent = 16
    item.Decode = pikepdf.Array([*list(item.Decode)[:4], 0, 1])


def _records(
    kind: int, data: Bytes, flag: int, place: int, colour: int
) -> Iterator[tuple[Bytes, Bytes]]:
    """A mesh in pieces: the bytes before colours, and the colours that follow them.

    ``flag``, ``place`` and ``colour`` are bytes of a flag, of a point and of one colour.
    """
    at = 0
    while at < len(data):
        points, corners = 1, 1
        if kind in POINTS:
            joined = bool(data[at + flag - 1] & 3)
            points, corners = POINTS[kind][joined], 2 if joined else 4
        middle = at + flag + points * place
        end = middle + corners * colour
        if end > len(data):
            break  # what is cut off is not painted
        yield data[at:middle], data[middle:end]
        at = end
