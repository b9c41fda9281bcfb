"""The graphics state of a content stream, and what an ExtGState does to it (ISO 32000-1, 8.4)."""

from dataclasses import dataclass, field
from typing import Any

import pikepdf

from printshop.pdf.colour_spaces import GRAY, ColourSpace
from printshop.pdf.geometry import UNIT, Clip, Matrix
from printshop.pdf.objects import get
from printshop.pdf.paint import KNOCKOUT, Overprint, Paint

BLACK = Paint("/DeviceGray", (0.0,))


@dataclass
class State:
    """What an operator finds set when it paints.

    ``fill`` and ``stroke`` are colours; their spaces are kept for the operators that name none,
    and ``fill_pattern`` and ``stroke_pattern`` are names of patterns, empty without one. Lengths
    are in the units of the content, before its matrix.
    """

    matrix: Matrix = UNIT
    fill: Paint = BLACK
    stroke: Paint = BLACK
    fill_space: ColourSpace = GRAY
    stroke_space: ColourSpace = GRAY
    fill_pattern: str = ""
    stroke_pattern: str = ""
    line_width: float = 1.0
    overprint: Overprint = KNOCKOUT
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    opaque: bool = True  # neither alpha, blend mode nor mask lets anything through fills
    font: Any = None  # its dictionary
    size: float = 0.0
    character_spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0  # of text, across
    leading: float = 0.0
    rendering: int = 0  # of text: 3 and 7 leave no mark, 1 is drawn as an outline
    clip: Clip = field(default_factory=Clip)

    def copy(self) -> "State":
        """The state as ``q`` keeps it."""
        copied = object.__new__(State)
        copied.__dict__.update(self.__dict__)
        return copied

    def set_colour(self, stroke: bool, paint: Paint, space: ColourSpace, pattern: str = "") -> None:
        """Set the colour of fills, or of strokes."""
        if stroke:
            self.stroke, self.stroke_space, self.stroke_pattern = paint, space, pattern
        else:
            self.fill, self.fill_space, self.fill_pattern = paint, space, pattern

    def apply(self, item: Any) -> None:
        """Set what an ExtGState sets (table 58), as far as this state knows it."""
        self.overprint = overprint_after(self.overprint, item)
        if (transparent := is_transparent(item)) is not None:
            self.opaque = not transparent
        if (alpha := get(item, "/ca")) is not None:
            self.fill_alpha = float(alpha)
        if (alpha := get(item, "/CA")) is not None:
            self.stroke_alpha = float(alpha)
        if (width := get(item, "/LW")) is not None:
            self.line_width = abs(float(width))
        font = get(item, "/Font")
        if isinstance(font, pikepdf.Array) and len(font) == 2:
            self.font, self.size = font[0], float(font[1])


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


def is_transparent(item: Any) -> bool | None:
    """Whether an ExtGState makes fills transparent; None where it says nothing of it."""
    alpha, blend, mask = (get(item, key) for key in ("/ca", "/BM", "/SMask"))
    if alpha is None and blend is None and mask is None:
        return None
    if isinstance(blend, pikepdf.Array):
        blend = blend[0] if len(blend) else None
    translucent = alpha is not None and float(alpha) < 1
    blends = blend is not None and str(blend) not in ("/Normal", "/Compatible")
    return translucent or blends or isinstance(mask, pikepdf.Dictionary)
