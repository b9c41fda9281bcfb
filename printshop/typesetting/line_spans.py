"""Line spans: what is known of the text of an element on one line, when it is drawn."""

from dataclasses import dataclass
from typing import Any

from printshop.typesetting.blocks import TOKEN_NAME

Place = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Text:
    """The text of an element on a line, and the place of its glyphs."""

    element: Any
    words: str
    place: Place


@dataclass(frozen=True)
class SpanText:
    """The attributes of a line's Span element, its text, and the token in it with its place.

    ``words`` is its ActualText or empty. ``place`` is in pixels of the renderer's page, from its
    top: (x0, y0, x1, y1).
    """

    words: str
    language: str | None
    token: str
    place: Place
    text: _Text | None


def span_text(box: Any, words: str, matrices: list[Any]) -> SpanText:
    """The attributes of a box. Of the ``matrices`` of its stream the second is the page's."""
    token = (box.element.get(TOKEN_NAME) or "") if box.element is not None else ""
    place = _place(box, box.position_y, matrices)
    own = box.element is not None and "::" not in box.element_tag
    # A box begins where its line does; its glyphs begin half a leading below.
    glyphs = _place(box, box.position_y + box.margin_top, matrices)
    text = _Text(box.element, getattr(box, "text", ""), glyphs) if own else None
    return SpanText(words, box.style["lang"], token, place, text)


def _place(box: Any, y: float, matrices: list[Any]) -> Place:
    x = box.position_x
    place = (x, y, x + box.width, y + box.height)
    if matrices[-1] == matrices[1]:
        return place
    matrix = matrices[-1] @ matrices[1].invert  # it is turned
    corners = (matrix.transform_point(*corner) for corner in (place[:2], place[2:]))
    (x0, x1), (y0, y1) = (sorted(sides) for sides in zip(*corners, strict=True))
    return (x0, y0, x1, y1)
