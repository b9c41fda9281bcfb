"""The graphics state of a content stream, and what an ExtGState does to it (ISO 32000-1, 8.4)."""

from dataclasses import dataclass, field, fields
from typing import Any

import pikepdf

from printshop.preflight.reading.facts import Overprint, Paint
from printshop.preflight.reading.geometry import Clip, Matrix
from printshop.preflight.reading.spaces import Space, get

BLACK = Paint("/DeviceGray", (0.0,))
GRAY = Space("/DeviceGray")


@dataclass
class State:
    """What an operator finds set when it paints."""

    matrix: Matrix
    fill: Paint = BLACK
    stroke: Paint = BLACK
    fill_space: Space = GRAY
    stroke_space: Space = GRAY
    fill_pattern: str = ""
    stroke_pattern: str = ""
    width: float = 1.0
    overprint: Overprint = field(default_factory=Overprint)
    opaque: bool = True
    masked: bool = False
    font: str = ""
    face: Any = None  # a font that an ExtGState brings
    size: float = 0.0
    spacing: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    mode: int = 0  # of text: 3 and 7 leave no mark, 1 is drawn as an outline
    clip: Clip = field(default_factory=Clip)

    def copy(self) -> "State":
        """The state as ``q`` keeps it."""
        made = object.__new__(State)
        made.__dict__.update(self.__dict__)
        return made


NAMES = {f.name for f in fields(State)}


def overprint_after(now: Overprint, item: Any) -> Overprint:
    """OP, op and OPM: OP alone sets both (ISO 32000-1, table 58)."""
    stroke = get(item, "/OP")
    fill = get(item, "/op")
    mode = get(item, "/OPM")
    both = bool(stroke) if stroke is not None else now.fill
    return Overprint(
        bool(fill) if fill is not None else both,
        bool(stroke) if stroke is not None else now.stroke,
        int(mode) if mode is not None else now.mode,
    )


def sees_through(item: Any) -> bool | None:
    """Whether a state makes paint transparent; None where it says nothing of it."""
    said = [get(item, key) for key in ("/ca", "/BM", "/SMask")]
    if all(v is None for v in said):
        return None
    alpha, blend, mask = said
    if isinstance(blend, pikepdf.Array):
        blend = blend[0] if len(blend) else None
    thin = alpha is not None and float(alpha) < 1
    mixes = blend is not None and str(blend) not in ("/Normal", "/Compatible")
    return thin or mixes or isinstance(mask, pikepdf.Dictionary)


def odd_effects(item: Any) -> list[str]:
    """What a press file may not set: transfer functions and halftones (ISO 15930-7, 6.2.6)."""
    found = []
    if get(item, "/TR") is not None:
        found.append("a transfer function")
    other = get(item, "/TR2")
    if other is not None and str(other) != "/Default":
        found.append("a transfer function")
    half = get(item, "/HT")
    if half is not None and str(half) != "/Default":
        found.append("a halftone")
    return found[:1] if len(set(found)) == 1 else sorted(set(found))
