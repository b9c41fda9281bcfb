"""Bring an SVG to the form that the renderer draws as a browser does, from tree to tree.

Styles become attributes (``cascade``), lengths numbers, and the root says its size and its ground.
What cannot be brought there is named, so that it is refused and not lost.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from printshop.partners.logo_child import cascade
from printshop.partners.logo_child.css_values import ABSOLUTE
from printshop.partners.logo_child.gradients import normalise_gradients
from printshop.partners.logo_child.placement import (
    FONT_SIZE,
    NAMESPACE,
    TRANSFORMED,
    bake_origins,
    drop_invisible,
    name_of,
    numbers,
    set_page,
    view_box,
    wrap_nested,
)
from printshop.partners.logo_child.references import mend_references

LONGER = 500.0  # pt: the longer side of the page
LENGTHS = {
    *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr"),
    *("width", "height", "refX", "refY", "markerWidth", "markerHeight", "startOffset"),
    *("stroke-width", "stroke-dasharray", "stroke-dashoffset", "font-size"),
}
MEASURES = LENGTHS | {"d", "points", "viewBox", "offset", "stroke-miterlimit", *TRANSFORMED}
FARTHEST = 10_000_000  # px: 2.6 km

_NUMBER = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*")
_UNITS = re.compile(
    rf"([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)({'|'.join([*ABSOLUTE, 'rem'])})\b", re.IGNORECASE
)
_BY_PAGE_OR_FONT = re.compile(
    r"[\d.]([sld]?v(?:w|h|min|max|i|b)|cq\w+|r?(?:ex|ch|cap|ic|lh))\b", re.IGNORECASE
)

Element = ElementTree.Element
Size = tuple[float, float]


def choose(root: Element) -> Iterator[str]:
    """Put what a ``switch`` shows in its place; yields what depends on the reader's language."""
    for element in list(root.iter()):
        if "systemLanguage" in element.attrib:
            yield "a part for readers of some languages ('systemLanguage')"
        if name_of(element) == "switch":
            shown = next((c for c in element if "requiredExtensions" not in c.attrib), None)
            element[:] = [] if shown is None else [shown]
            element.tag = f"{{{NAMESPACE}}}g"


def normalise(root: Element) -> tuple[Size | None, list[str]]:
    """Normalise a drawing in place: its size in pt, None without one, and what is not drawn."""
    left = cascade.resolve(root)
    for element in root.iter():
        element.tag = f"{{{NAMESPACE}}}{name_of(element)}"
    left.update(mend_references(root))
    size = _size(root)
    if size is None:
        return None, sorted(left)
    left.update(_numbers_for_lengths(root))
    if _reaches_far(root):
        return size, [f"a number beyond {FARTHEST:,}"]  # which the renderer could not hold
    left.update(bake_origins(root, size))
    wrap_nested(root)
    x, y, width, height = view_box(root) or (0.0, 0.0, *size)
    left.update(normalise_gradients(root, (x, y, x + width, y + height)))
    drop_invisible(root)
    set_page(root, size)
    scale = LONGER / max(size)
    return (size[0] * scale, size[1] * scale), sorted(left)


# ── lengths ──────────────────────────────────────────────────────────────────────────────────


def _numbers_for_lengths(root: Element) -> Iterator[str]:
    """Write lengths as numbers; yields those that depend on a font, or on where it is shown."""
    units = {**ABSOLUTE, "rem": _length(root.get("font-size", "")) or float(FONT_SIZE)}
    for element in root.iter():
        for key in LENGTHS & element.attrib.keys():
            value = element.attrib[key]
            value = _UNITS.sub(lambda m: f"{float(m[1]) * units[m[2].lower()]:.8g}", value)
            element.set(key, value)
            if found := _BY_PAGE_OR_FONT.search(value):
                yield f"a length in '{found[1]}'"


def _reaches_far(root: Element) -> bool:
    """Whether a coordinate or transform is so large that it is a fault, or an attack."""
    return any(
        abs(number) > FARTHEST
        for element in root.iter()
        for key in MEASURES & element.attrib.keys()
        for number in numbers(element.attrib[key])
    )


def _length(value: str) -> float | None:
    """A length in px; None where it is none, relative, or not above zero."""
    match = _UNITS.fullmatch(value.strip())
    if match:
        return float(match[1]) * ABSOLUTE.get(match[2].lower(), 0.0) or None
    length = float(value) if _NUMBER.fullmatch(value) else 0.0
    return length if length > 0 else None


def _size(root: Element) -> Size | None:
    """Width and height of the drawing in px, as a browser shows it by itself.

    From width and height; where one is missing, from the other and the viewBox (CSS Images 3, 4.3).
    """
    box = view_box(root)
    width, height = (_length(root.get(key, "")) for key in ("width", "height"))
    if width and height:
        return width, height
    if box is None:
        return None
    ratio = box[3] / box[2]
    if width:
        return width, width * ratio
    if height:
        return height / ratio, height
    return box[2], box[3]
