"""What is seen at a point of a page: the topmost area."""

from collections.abc import Sequence

from printshop.pdf.finishing_inks import finishing_step
from printshop.pdf.paint import Paint
from printshop.preflight.reading.facts import UNPRINTED, Fill, PageReading

ALIKE = 0.1  # of an ink: between colours so near, hardly an edge is seen


def printed(page: PageReading) -> list[Fill]:
    """The areas of a page that are printed, in painting order; worked out once.

    A die line or a varnish has an area too, and hides nothing.
    """
    if "printed" not in page.cache:
        page.cache["printed"] = [f for f in page.fills if f.paint is None or is_ink(f.paint)]
    found: list[Fill] = page.cache["printed"]
    return found


def is_ink(paint: Paint) -> bool:
    """Whether a colour is no step of finishing."""
    return not any(finishing_step(name) for name in paint.names)


def seen_at(fills: Sequence[Fill], x: float, y: float) -> Fill | None:
    """The topmost of some areas, in painting order, at a point in mm; None on unprinted paper."""
    return next((fill for fill in reversed(fills) if fill.covers(x, y)), None)


def colour_at(fills: Sequence[Fill], x: float, y: float) -> Paint | None:
    """The colour at a point; None of a picture, a gradient and what is transparent."""
    fill = seen_at(fills, x, y)
    if fill is None:
        return UNPRINTED
    return fill.paint if fill.opaque else None


def alike(one: Paint | None, other: Paint | None) -> bool:
    """Whether two colours are so near that hardly an edge is seen between them."""
    if one is None or other is None or one.inks is None or other.inks is None:
        return one == other
    return all(abs(a - b) < ALIKE for a, b in zip(one.inks, other.inks, strict=True))
