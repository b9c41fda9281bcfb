"""How the glyphs of a run are drawn: from outlines, whose unit is the type size, to mm."""

from printshop.pdf.geometry import Matrix
from printshop.pdf.graphics_state import State
from printshop.preflight.reading.facts import Drawn
from printshop.preflight.reading.outlines import Outlines


def drawn_as(
    outlines: Outlines | None, state: State, full: Matrix, mark: int | str | None
) -> Drawn:
    """How a run is drawn in a graphics state.

    ``full`` is the text matrix, followed by that of the page (ISO 32000-1, 9.4.4); ``mark`` the
    marked content around it.
    """
    a, b, c, d = full[:4]
    wide, high, rise = state.size * state.stretch, state.size, state.rise
    matrix = (a * wide, b * wide, c * high, d * high, c * rise, d * rise)
    inside = mark if isinstance(mark, int) else None
    outline = state.stroke if state.rendering in (2, 6) else None
    return Drawn(outlines, matrix, state.clip, state.opaque, inside, outline)
