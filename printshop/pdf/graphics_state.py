"""The graphics state of a content stream, and what an ExtGState does to it (ISO 32000-1, 8.4)."""

from dataclasses import dataclass, field
from typing import Any

import pikepdf

from printshop.pdf.colour_spaces import GRAY, ColourSpace
from printshop.pdf.geometry import IDENTITY, Clip, Matrix
from printshop.pdf.objects import get
from printshop.pdf.paint import KNOCKOUT, Overprint, Paint

BLACK = Paint("/DeviceGray", (0.0,))


@dataclass
class State:
    """The graphics state, text state included (ISO 32000-1, tables 52, 53 and 104).

    ``fill`` and ``stroke`` are colours, ``fill_space`` and ``stroke_space`` the current colour
    spaces; ``fill_pattern`` and ``stroke_pattern`` are names of patterns, empty without one.
    Lengths are in user space, before ``matrix``, the current transformation matrix.
    """

    matrix: Matrix = IDENTITY
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
    opaque: bool = True  # fills have neither alpha below 1, blend mode nor soft mask
    font: Any = None  # the font dictionary
    size: float = 0.0
    character_spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0  # horizontal scaling, Tz: 1 is 100 %
    leading: float = 0.0
    rise: float = 0.0
    rendering: int = 0  # text rendering mode, Tr: 3 and 7 paint nothing, 1 strokes
    clip: Clip = field(default_factory=Clip)

    def copy(self) -> "State":
        """A copy, as ``q`` pushes it on the stack."""
        copied = object.__new__(State)
        copied.__dict__.update(self.__dict__)
        return copied

    def set_colour(self, stroke: bool, paint: Paint, space: ColourSpace, pattern: str = "") -> None:
        """Set the current colour of fills or, with ``stroke``, of strokes."""
        if stroke:
            self.stroke, self.stroke_space, self.stroke_pattern = paint, space, pattern
        else:
            self.fill, self.fill_space, self.fill_pattern = paint, space, pattern

    def apply(self, change: "ExtGState") -> None:
        """Apply the parameters of an ExtGState (operator gs)."""
        self.overprint = change.overprint_after(self.overprint)
        if change.transparent is not None:
            self.opaque = not change.transparent
        if change.fill_alpha is not None:
            self.fill_alpha = change.fill_alpha
        if change.stroke_alpha is not None:
            self.stroke_alpha = change.stroke_alpha
        if change.line_width is not None:
            self.line_width = change.line_width
        if change.font is not None:
            self.font, self.size = change.font


@dataclass(frozen=True)
class ExtGState:
    """A graphics state parameter dictionary (ISO 32000-1, table 58); None for what is not set.

    ``overprint_fill`` is ``op``, ``overprint_stroke`` is ``OP``, ``overprint_mode`` is ``OPM``.
    """

    overprint_fill: bool | None
    overprint_stroke: bool | None
    overprint_mode: int | None
    transparent: bool | None
    fill_alpha: float | None
    stroke_alpha: float | None
    line_width: float | None
    font: tuple[Any, float] | None

    def overprint_after(self, now: Overprint) -> Overprint:
        """The overprint parameters after this ExtGState; OP without op sets both (8.6.7)."""
        stroke, fill, mode = self.overprint_stroke, self.overprint_fill, self.overprint_mode
        if stroke is None and fill is None and mode is None:
            return now
        both = now.fill if stroke is None else stroke
        return Overprint(
            both if fill is None else fill,
            now.stroke if stroke is None else stroke,
            now.mode if mode is None else mode,
        )


def ext_g_state(item: Any) -> ExtGState:
    """Read a graphics state parameter dictionary; raises one of ``objects.MALFORMED``."""
    fill, stroke, mode = (get(item, key) for key in ("/op", "/OP", "/OPM"))
    fill_alpha, stroke_alpha, width = (get(item, key) for key in ("/ca", "/CA", "/LW"))
    font = get(item, "/Font")
    return ExtGState(
        None if fill is None else bool(fill),
        None if stroke is None else bool(stroke),
        None if mode is None else int(mode),
        is_transparent(item),
        None if fill_alpha is None else float(fill_alpha),
        None if stroke_alpha is None else float(stroke_alpha),
        None if width is None else abs(float(width)),
        (font[0], float(font[1])) if isinstance(font, pikepdf.Array) and len(font) == 2 else None,
    )


def is_transparent(item: Any) -> bool | None:
    """Whether an ExtGState makes fills transparent; None where it sets nothing about it.

    Alpha below 1, a blend mode other than Normal, or a soft mask does (ISO 32000-1, 11.6).
    """
    alpha, blend, mask = (get(item, key) for key in ("/ca", "/BM", "/SMask"))
    if alpha is None and blend is None and mask is None:
        return None
    if isinstance(blend, pikepdf.Array):
        blend = blend[0] if len(blend) else None
    translucent = alpha is not None and float(alpha) < 1
    blends = blend is not None and str(blend) not in ("/Normal", "/Compatible")
    return translucent or blends or isinstance(mask, pikepdf.Dictionary)
