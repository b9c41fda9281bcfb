#!/usr/bin/env python3
"""Draw which room of printshop/ imports from which as docs/rooms.svg: ``python docs/rooms.py``.

The rooms stand on a diagonal, from the top down. A line leaves each room to the right; an arrow
leads down to each room. Where the line of one room has a dot on the arrow to another, the first
imports from the second. So an import can only be drawn downwards: one that points up stops the
script. One unit of the drawing is one pixel.
"""

import sys
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.house.rooms import CODE, LEVEL, LEVELS, ROOMS, between_rooms

DRAWING = ROOT / "docs/rooms.svg"
STEP = (48, 38)  # from one room to the next: to the right, and down
BOX = (104, 24)  # of a room
LANE = 16  # from the arrow that leads to a room to the right edge of its box
EDGE = (64, 16)  # free at the left, where the levels have their numbers, and above
HEAD = 7  # length of an arrow's head
CAPTION = (
    "A line leaves each room to the right.",
    "A dot on it: the room imports from the one",
    "that the arrow through the dot leads down to.",
    "Rooms on one level (the number at the left)",
    "import nothing from each other.",
)


def lane(room: str) -> int:
    """Where the arrow that leads to a room stands, from the left."""
    return EDGE[0] + BOX[0] - LANE + STEP[0] * ROOMS.index(room)


def middle(room: str) -> int:
    """The middle of a room's row, from above."""
    return EDGE[1] + STEP[1] * ROOMS.index(room) + STEP[1] // 2


def drawing(imported: set[tuple[str, str]]) -> str:
    """The SVG of pairs of rooms, of which the first imports from the second.

    Raises ``ValueError`` where the second is on the level of the first, or above it.
    """
    for room, other in sorted(imported):
        if LEVEL[room] >= LEVEL[other]:
            raise ValueError(f"'{room}' imports from '{other}', which is not on a lower level")
    width = lane(ROOMS[-1]) + LANE + EDGE[1]
    height = EDGE[1] * 2 + STEP[1] * len(ROOMS)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" font-family="sans-serif" font-size="13">',
        "<title>Which room imports from which</title>",
        f"<desc>{escape(_in_words(imported))}</desc>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *(part for number in range(len(LEVELS)) for part in _level(number, width)),
        *(part for room in ROOMS for part in _lines(room, imported)),
        *(part for room, other in sorted(imported) for part in _dot(room, other)),
        *(part for room in ROOMS for part in _box(room)),
        *_legend(),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _in_words(imported: set[tuple[str, str]]) -> str:
    """What the drawing shows, for whoever does not see it."""
    parts = []
    for room in ROOMS:
        others = [other for other in ROOMS if (room, other) in imported]
        parts.append(f"{room}: {', '.join(others) or 'nothing'}")
    return f"What each room imports from. {'; '.join(parts)}."


def _level(number: int, width: int) -> list[str]:
    """A level's ground, every other one tinted, and its number, counted from the ground up."""
    rooms = LEVELS[number]
    top, height = middle(rooms[0]) - STEP[1] // 2, STEP[1] * len(rooms)
    fill = "#e9eff1" if number % 2 else "#f6f8f9"
    x, y = EDGE[0] // 2, top + height / 2 + 4.5
    return [
        f'<rect x="0" y="{top}" width="{width}" height="{height}" fill="{fill}"/>',
        f'<text x="{x}" y="{y:g}" text-anchor="middle" fill="#5a6a72">'
        f"{len(LEVELS) - 1 - number}</text>",
    ]


def _lines(room: str, imported: set[tuple[str, str]]) -> list[str]:
    """The line that leaves a room, and the arrow that leads to it."""
    parts = []
    x, y = lane(room), middle(room)
    if ends := [lane(other) for one, other in imported if one == room]:
        line = f"M{x + LANE} {y}H{max(ends)}"
        parts.append(f'<path d="{line}" fill="none" stroke="#8a9aa2" stroke-width="1.2"/>')
    if starts := [middle(one) for one, other in imported if other == room]:
        end = y - BOX[1] // 2 - 1
        line, head = f"M{x} {min(starts)}V{end - HEAD}", f"M{x - 4} {end - HEAD}h8l-4 {HEAD}z"
        parts.append(f'<path d="{line}" fill="none" stroke="#0b4f5c" stroke-width="1.2"/>')
        parts.append(f'<path d="{head}" fill="#0b4f5c"/>')
    return parts


def _dot(room: str, other: str) -> list[str]:
    """That a room imports from another."""
    title = f"<title>{room} imports from {other}</title>"
    return [f'<circle cx="{lane(other)}" cy="{middle(room)}" r="4" fill="#0b4f5c">{title}</circle>']


def _box(room: str) -> list[str]:
    """A room with its name: a folder ends in a slash, a single file in .py."""
    x, y = lane(room) + LANE - BOX[0], middle(room) - BOX[1] // 2
    name = f"{room}/" if (CODE / room).is_dir() else f"{room}.py"
    return [
        f'<rect x="{x}" y="{y}" width="{BOX[0]}" height="{BOX[1]}" rx="4" fill="#ffffff" '
        'stroke="#0b4f5c" stroke-width="1.4"/>',
        f'<text x="{x + BOX[0] / 2:g}" y="{middle(room) + 4.5:g}" text-anchor="middle" '
        f'fill="#12303a">{name}</text>',
    ]


def _legend() -> list[str]:
    """How to read it: at the lower left, where no room stands."""
    first = middle(ROOMS[len(ROOMS) * 2 // 3]) + 4.5
    return [
        f'<text x="{EDGE[0]}" y="{first + 20 * n:g}" fill="#12303a">{escape(line)}</text>'
        for n, line in enumerate(CAPTION)
    ]


def text() -> str:
    """The drawing as it is written down."""
    return drawing(between_rooms())


if __name__ == "__main__":
    DRAWING.write_text(text(), "utf-8")
