"""Finder patterns in a picture: what looks like a QR code, also where none can be decoded.

Three corners of a code have a finder pattern: along any line through its middle, dark and light
alternate in widths of 1 : 1 : 3 : 1 : 1 modules (ISO/IEC 18004, 6.3.3). Two of them at a distance
that a code has, with the alternating row of single modules between them or an equal third, are a
code: other things are round or square within themselves, and nothing else has these in a row.
"""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

STEP = 3  # rows: the middle of a finder pattern is three modules high, so three pixels or more
LEAST_MODULE = 1.3  # pixels
SLACK = 0.5  # of a module: how far each width may be off
BETWEEN = (0.28, 0.36, 0.42, 0.5, 0.58, 0.64, 0.72)  # where lines are drawn across a code
LEAST_CHANGES = 6  # between dark and light along such a line; the smallest code has some ten
ALTERNATE = 0.65  # of the places between two corners: chance alternates at a half
MOST = 60  # finder patterns of a picture that are compared
_RUNS = re.compile(rb"\x00+|\x01+")


class Finder(NamedTuple):
    """A finder pattern: its middle and the width of a module, in pixels."""

    x: float
    y: float
    module: float


class Pattern(NamedTuple):
    """What looks like a code: its box in pixels from the upper left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


def rows_of(picture: "Image") -> list[bytes]:
    """The rows of a gray picture: a byte for each pixel, 1 where it is dark."""
    bits = picture.point([1] * 128 + [0] * 128)
    data, wide = bits.tobytes(), bits.width
    return [data[at : at + wide] for at in range(0, len(data), wide)]


def patterns(rows: list[bytes]) -> list[Pattern]:
    """What looks like a QR code in a picture, upright or turned by quarters, of any ink."""
    found = _finders(rows)
    boxes = [p for a, b in combinations(found[:MOST], 2) if (p := _code(a, b, rows))]
    apart: list[Pattern] = []
    for box in boxes:
        if not any(_overlap(box, other) for other in apart):
            apart.append(box)
    return apart


def _finders(rows: list[bytes]) -> list[Finder]:
    found: list[Finder] = []
    for y in range(STEP, len(rows), STEP):
        for x, module in _along(rows[y]):
            if any(abs(f.x - x) < 4 * module and abs(f.y - y) < 4 * module for f in found):
                continue
            column = bytes(row[round(x)] for row in _near(rows, y, module))
            top = max(0, round(y - 5 * module))
            for middle, other in _along(column):
                near = abs(top + middle - y) < 2 * module
                if near and abs(other - module) < SLACK * max(module, other):
                    found.append(Finder(x, top + middle, (module + other) / 2))
                    break
    return found


def _near(rows: list[bytes], y: int, module: float) -> list[bytes]:
    return rows[max(0, round(y - 5 * module)) : round(y + 5 * module) + 1]


def _along(line: bytes) -> Iterator[tuple[float, float]]:
    """The middles and modules of what may be finder patterns along a line."""
    if line.count(1) in (0, len(line)):
        return
    ends = [0]
    ends += [found.end() for found in _RUNS.finditer(line)]
    for a, b, c, d, e, f in zip(*(ends[n:] for n in range(6)), strict=False):
        module = (f - a) / 7
        slack = max(SLACK * module, 1.0)
        if abs(d - c - 3 * module) > slack or module < LEAST_MODULE:
            continue  # most are told apart by their middle
        if all(abs(width - module) <= slack for width in (b - a, c - b, e - d, f - e)):
            yield (c + d) / 2, module


def _code(a: Finder, b: Finder, rows: list[bytes]) -> Pattern | None:
    """The box of the code that two finder patterns belong to, or None where they are of none."""
    module = (a.module + b.module) / 2
    if abs(a.module - b.module) > SLACK * module:
        return None
    dx, dy = abs(a.x - b.x), abs(a.y - b.y)
    far = max(dx, dy)
    modules = far / module + 7
    if not 20 <= modules <= 180:
        return None
    level = min(dx, dy) < 2 * module  # side by side; otherwise across
    if not level and abs(dx - dy) > 2 * module:
        return None
    x0, y0 = min(a.x, b.x) - 3.5 * module, min(a.y, b.y) - 3.5 * module
    x1, y1 = max(a.x, b.x) + 3.5 * module, max(a.y, b.y) + 3.5 * module
    if not level:
        box = Pattern(x0, y0, x1, y1)
        corners = (Finder(a.x, b.y, module), Finder(b.x, a.y, module))
        timed = any(_timed(rows, a, c, b) and _timed(rows, b, c, a) for c in corners)
        return box if timed and busy(rows, box) else None
    for side in (1, -1):  # the code lies to one side of the two
        if dx > dy:
            box = Pattern(x0, y0 if side > 0 else y1 - (x1 - x0), x1, 0)
            box = box._replace(y1=box.y0 + (x1 - x0))
        else:
            box = Pattern(x0 if side > 0 else x1 - (y1 - y0), y0, 0, y1)
            box = box._replace(x1=box.x0 + (y1 - y0))
        inside = Finder((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, module)
        if _timed(rows, a, b, inside) and busy(rows, box):
            return box
    return None


def _timed(rows: list[bytes], a: Finder, b: Finder, inside: Finder) -> bool:
    """Whether single modules alternate between two corners (6.3.5), towards a point inside."""
    module = (a.module + b.module) / 2
    across = abs(a.x - b.x) > abs(a.y - b.y)
    off = 3 * module * (1 if (inside.y > a.y if across else inside.x > a.x) else -1)
    steps = round(max(abs(a.x - b.x), abs(a.y - b.y)) / module) - 9  # single modules
    changes = total = 0
    before = -1
    for step in range(max(steps, 1)):
        share = (5 + step) / (steps + 9)
        x = min(a.x, b.x) + share * abs(a.x - b.x) + (0 if across else off)
        y = min(a.y, b.y) + share * abs(a.y - b.y) + (off if across else 0)
        if 0 <= y < len(rows) and 0 <= x < len(rows[0]):
            value = rows[int(y)][int(x)]
            total += before >= 0
            changes += before >= 0 and value != before
            before = value
    return total >= 3 and changes >= ALTERNATE * total


def busy(rows: list[bytes], box: Pattern) -> bool:
    """Whether dark and light alternate within a box as the modules of a code do."""
    changes = []
    for share in BETWEEN:
        y = int(box.y0 + share * (box.y1 - box.y0))
        if 0 <= y < len(rows):
            line = rows[y][max(0, int(box.x0)) : max(0, int(box.x1))]
            changes.append(len(_RUNS.findall(line)) - 1)
    return sum(count >= LEAST_CHANGES for count in changes) >= len(BETWEEN) // 2


def _overlap(a: Pattern, b: Pattern) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1
