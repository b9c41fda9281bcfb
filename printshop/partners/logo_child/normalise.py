"""Bring an SVG to the form that the renderer draws as a browser does, from tree to tree.

Styles become attributes (``cascade``), lengths numbers, and the root says its size and its ground.
What cannot be brought there is named, so that it is refused and not lost.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import tinycss2

from printshop.partners.logo_child import cascade
from printshop.partners.logo_child.css_values import ABSOLUTE, address, significant
from printshop.partners.logo_child.gradients import normalise_gradients
from printshop.partners.logo_child.placement import (
    NAMESPACE,
    bake_origins,
    drop_invisible,
    name_of,
    set_page,
    view_box,
)

MOST = 10_000  # elements: a coat of arms has about 5,000
LONGER = 500.0  # pt: the longer side of the page
LENGTHS = {
    *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr"),
    *("width", "height", "refX", "refY", "markerWidth", "markerHeight", "startOffset"),
    *("stroke-width", "stroke-dasharray", "stroke-dashoffset", "font-size"),
}
PAINTS = ("fill", "stroke")
SERVERS = {"linearGradient", "radialGradient", "pattern"}
REFERENCES = {
    **dict.fromkeys(("marker-start", "marker-mid", "marker-end"), "marker"),
    **{name: name for name in ("mask", "filter")},
    "clip-path": "clipPath",
}
# Properties that the renderer would ignore, with the values at which they do nothing.
NOT_DRAWN = {
    "filter": {"none"},
    "mix-blend-mode": {"normal"},
    "vector-effect": {"none"},
}

PX = {**ABSOLUTE, "rem": 16.0, "ch": 8.0}  # of a browser: a root without a font size
_NUMBER = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*")
_UNITS = re.compile(
    rf"([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)({'|'.join(PX)})\b", re.IGNORECASE
)
_ON_A_PAGE = re.compile(r"\d([sld]?v(?:w|h|min|max|i|b)|cq\w+|l?h|r?cap|r?lh|ic)\b", re.IGNORECASE)

Element = ElementTree.Element
Size = tuple[float, float]


def choose(root: Element) -> Iterator[str]:
    """Put what a ``switch`` shows in its place; yields what depends on the reader's language."""
    for element in list(root.iter()):
        if name_of(element) != "switch":
            continue
        shown = next((c for c in element if "requiredExtensions" not in c.attrib), None)
        if any("systemLanguage" in child.attrib for child in element):
            yield "a <switch> between languages"
        element[:] = [] if shown is None else [shown]
        element.tag = f"{{{NAMESPACE}}}g"


def normalise(root: Element) -> tuple[Size | None, list[str]]:
    """Normalise a drawing in place: its size in pt, None without one, and what is not drawn."""
    left = cascade.resolve(root)
    for element in root.iter():
        element.tag = f"{{{NAMESPACE}}}{name_of(element)}"
    left.update(_broken_references(root))
    size = _size(root)
    if size is None:
        return None, sorted(left)
    left.update(_numbers_for_lengths(root))
    left.update(bake_origins(root, size))
    x, y, width, height = view_box(root) or (0.0, 0.0, *size)
    left.update(normalise_gradients(root, (x, y, x + width, y + height)))
    drop_invisible(root)
    set_page(root, size)
    scale = LONGER / max(size)
    return (size[0] * scale, size[1] * scale), sorted(left)


# ── references ───────────────────────────────────────────────────────────────────────────────


def _broken_references(root: Element) -> Iterator[str]:
    """Take out references to nothing, as a browser does; yields what of the others is not drawn."""
    kinds = {element.get("id"): name_of(element) for element in root.iter()}
    for element in root.iter():
        for key, kind in REFERENCES.items():
            target = _target(element.get(key, ""))
            if target is not None and kinds.get(target) != kind:
                del element.attrib[key]
        for key in PAINTS:
            target = _target(element.get(key, ""))
            if target is not None and kinds.get(target) not in SERVERS:
                element.set(key, element.attrib[key].partition(")")[2].strip() or "none")
        for key, harmless in NOT_DRAWN.items():
            if element.get(key, min(harmless)) not in harmless:
                yield f"'{key}'"


def _target(value: str) -> str | None:
    if "url(" not in value:
        return None
    found = address(significant(tinycss2.parse_component_value_list(value))[0])
    return found.removeprefix("#") if found is not None else None


def expanded_count(root: Element) -> int:
    """The number of elements drawn with each reference expanded; over ``MOST`` for a circular one.

    The renderer draws a copy for each: thirty symbols that use each other twice are a billion.
    """
    by_id = {element.get("id"): element for element in root.iter()}
    counts: dict[Element, int] = {}

    def count(element: Element) -> int:
        if element not in counts:
            counts[element] = MOST + 1  # for a circular reference
            total = 1 + sum(count(child) for child in element)
            for key, value in element.attrib.items():
                total += _times(element, key) * sum(
                    count(by_id[target]) for target in _targets(element, key, value, by_id)
                )
            counts[element] = min(total, MOST + 1)
        return counts[element]

    return count(root)


def _targets(
    element: Element, key: str, value: str, by_id: dict[str | None, Element]
) -> Iterator[str]:
    target = _target(value)
    if key.rsplit("}", 1)[-1] == "href" and name_of(element) != "image":
        target = value.strip().removeprefix("#")
    if target in by_id and target:
        yield target


def _times(element: Element, key: str) -> int:
    """How often a reference is drawn: a marker once for each point of a path."""
    if not key.startswith("marker"):
        return 1
    points = element.get("d") or element.get("points") or ""
    return max(1, len(re.findall(r"[A-Za-z]|[-+.\d]+", points)))


# ── lengths ──────────────────────────────────────────────────────────────────────────────────


def _numbers_for_lengths(root: Element) -> Iterator[str]:
    """Write lengths as numbers; yields those that depend on where a page shows the drawing."""
    for element in root.iter():
        for key in LENGTHS & element.attrib.keys():
            value = _UNITS.sub(
                lambda m: f"{float(m[1]) * PX[m[2].lower()]:.8g}", element.attrib[key]
            )
            element.set(key, value)
            if found := _ON_A_PAGE.search(value):
                yield f"a length in '{found[1]}'"


def _length(value: str) -> float | None:
    """A length in px; None where it is none, relative, or not above zero."""
    match = _UNITS.fullmatch(value.strip())
    if match:
        return float(match[1]) * PX[match[2].lower()] or None
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
