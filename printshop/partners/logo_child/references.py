"""References from one element of an SVG to another: mended as a browser does, and counted."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import tinycss2

from printshop.partners.logo_child.css_values import address, significant
from printshop.partners.logo_child.placement import is_flat, name_of

Element = ElementTree.Element

MOST = 10_000  # elements: a coat of arms has about 5,000
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
PAINTS = ("fill", "stroke")
SERVER_TRANSFORMS = ("gradientTransform", "patternTransform")
SERVERS = {"linearGradient", "radialGradient", "pattern"}
MARKERS = ("marker-start", "marker-mid", "marker-end")
UNMARKED = ("rect", "circle", "ellipse")  # in a browser
REFERENCES = {
    **dict.fromkeys(MARKERS, "marker"),
    **{name: name for name in ("mask", "filter")},
    "clip-path": "clipPath",
}
# Properties that the renderer would ignore, with the values at which they do nothing.
NOT_DRAWN = {
    "filter": {"none"},
    "mix-blend-mode": {"normal"},
    "vector-effect": {"none"},
}


def mend_references(root: Element) -> Iterator[str]:
    """Resolve references as a browser does, in place; yields what of them is not drawn.

    Of several elements with one identifier the first counts. What has no target, or none that can
    serve, goes: a mask, clip path or marker does nothing, a paint is the colour beside it.
    """
    kinds = _kinds(root)
    for element in root.iter():
        if "href" in element.attrib:
            element.attrib.pop(XLINK_HREF, None)
        for key, kind in REFERENCES.items():
            target = _target(element.get(key, ""))
            if target is not None and (kinds.get(target) != kind or name_of(element) == key):
                del element.attrib[key]  # a browser takes no mask for a mask
        if name_of(element) in UNMARKED:
            element.attrib.update(dict.fromkeys(MARKERS, "none"))
        for key in PAINTS:
            target = _target(element.get(key, ""))
            if target in kinds and kinds[target] not in SERVERS:
                element.set(key, "none")
            elif target is not None and target not in kinds:
                element.set(key, element.attrib[key].partition(")")[2].strip() or "none")
        for key, harmless in NOT_DRAWN.items():
            if element.get(key, min(harmless)) not in harmless:
                yield f"'{key}'"


def _kinds(root: Element) -> dict[str, str]:
    """The elements by identifier that can serve others: ``""`` where one is there and cannot.

    A gradient, mask and such within what is not displayed is nothing to a browser, nor is one that
    its transform makes flat.
    """
    kinds: dict[str, str] = {}
    hidden: set[Element] = set()
    for element in root.iter():
        if element in hidden or (element.get("display") == "none" and element is not root):
            hidden.update(element)
        identifier = element.get("id")
        if identifier in kinds:
            del element.attrib["id"]
        elif identifier is not None:
            flat = any(is_flat(element.get(key, "")) for key in SERVER_TRANSFORMS)
            empty = name_of(element).endswith("Gradient") and not len(element)
            empty &= not any(key.endswith("href") for key in element.attrib)
            useless = flat or empty or element in hidden or element.get("display") == "none"
            kinds[identifier] = "" if useless else name_of(element)
    root.attrib.pop("display", None)
    return kinds


def _target(value: str) -> str | None:
    if "url(" not in value:
        return None
    found = address(significant(tinycss2.parse_component_value_list(value))[0])
    return found.removeprefix("#") if found is not None else None


def expansion(root: Element) -> str:
    """How references make a drawing too large, in words for a finding; empty where they do not.

    The renderer draws a copy for each: thirty symbols that use each other twice are a billion.
    """
    by_id = {element.get("id"): element for element in root.iter()}
    counts: dict[Element, int] = {}
    circular = False

    def count(element: Element) -> int:
        nonlocal circular
        if element not in counts:
            counts[element] = 0  # while it is counted
            total = 1 + sum(count(child) for child in element)
            for key, value in element.attrib.items():
                total += _times(element, key) * sum(
                    count(by_id[target]) for target in _targets(element, key, value, by_id)
                )
            counts[element] = min(total, MOST + 1)
        circular |= not counts[element]
        return counts[element]

    total = count(root)
    if circular:
        return "its references lead in a circle"
    return f"its references draw more than {MOST:,} elements" if total > MOST else ""


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
