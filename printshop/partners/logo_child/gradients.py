"""Write the gradients of an SVG such that every renderer draws them alike, in place.

What one has from another by ``href`` is copied. One that repeats or is reflected becomes one with
as many stops as it needs; a radial one that begins with a circle begins at a point.
"""

import math
from collections.abc import Iterator
from xml.etree import ElementTree

from printshop.partners.logo_child.placement import name_of, numbers

Element = ElementTree.Element
Stops = list[tuple[float, Element]]
Box = tuple[float, float, float, float]

LINEAR = {"x1": "0%", "y1": "0%", "x2": "100%", "y2": "0%"}
RADIAL = {"cx": "50%", "cy": "50%", "r": "50%", "fx": "", "fy": "", "fr": "0%"}
COMMON = ("gradientUnits", "gradientTransform", "spreadMethod")
MOST_PERIODS = 100
DEEPEST = 20  # references from gradient to gradient
FILLED: Box = (0.0, 0.0, 1.0, 1.0)  # in parts of the bounding box
STROKED: Box = (-1.0, -1.0, 2.0, 2.0)  # a stroke reaches beyond it
GEOMETRY = {"d", "points", "x", "y", "width", "height", "x1", "y1", "x2", "y2", "cx", "cy", "r"}


def normalise_gradients(root: Element, viewport: Box) -> Iterator[str]:
    """Normalise all gradients; yields what of them is not drawn. ``viewport``: that of the root."""
    gradients = [e for e in root.iter() if name_of(e) in ("linearGradient", "radialGradient")]
    by_id = {e.get("id"): e for e in gradients}
    inherited = {id(e): list(_references(e, by_id)) for e in gradients}
    copies = {id(e): _inherit(e, inherited[id(e)]) for e in gradients}
    for gradient in gradients:
        attributes, stops = copies[id(gradient)]
        gradient.attrib.update(attributes)
        for key in [k for k in gradient.attrib if k.rsplit("}", 1)[-1] == "href"]:
            del gradient.attrib[key]
        gradient[:] = stops
    reach = _reach(root, viewport)
    strokes = {e.get("stroke", "").partition(")")[0].removeprefix("url(#") for e in root.iter()}
    for gradient in gradients:
        box = STROKED if gradient.get("id") in strokes else FILLED
        in_box = gradient.get("gradientUnits") != "userSpaceOnUse"
        yield from _explicit(gradient, viewport, box if in_box else reach)


def _references(gradient: Element, by_id: dict[str | None, Element]) -> Iterator[Element]:
    """A gradient and those that it takes values from, the nearest first."""
    found: Element | None = gradient
    for _ in range(DEEPEST):
        if found is None:
            return
        yield found
        href = next((v for k, v in found.attrib.items() if k.rsplit("}", 1)[-1] == "href"), "")
        found = by_id.get(href.strip().removeprefix("#")) if href else None


def _inherit(gradient: Element, chain: list[Element]) -> tuple[dict[str, str], list[Element]]:
    own = LINEAR if name_of(gradient) == "linearGradient" else RADIAL
    attributes: dict[str, str] = {}
    for key in (*own, *COMMON):
        given = next((e for e in chain if key in e.attrib), None)
        if given is not None and (key in COMMON or name_of(given) == name_of(gradient)):
            attributes[key] = given.attrib[key]
    stops = next((s for e in chain if (s := [c for c in e if name_of(c) == "stop"])), [])
    return attributes, [_copy(stop) for stop in stops]


def _copy(stop: Element, offset: float | None = None) -> Element:
    attributes = dict(stop.attrib)
    attributes.pop("id", None)
    if offset is not None:
        attributes.update(offset=f"{offset:.8g}")
    return ElementTree.Element(stop.tag, attributes)


# ── geometry ─────────────────────────────────────────────────────────────────────────────────


def _reach(root: Element, viewport: Box) -> Box:
    """A box around what is drawn, in whichever of the drawing's coordinate systems."""
    low, high = min(viewport), max(viewport)
    for element in root.iter():
        if name_of(element) not in ("linearGradient", "radialGradient"):
            for key in GEOMETRY & element.attrib.keys():
                found = numbers(element.attrib[key])
                low, high = min(low, *found, low), max(high, *found, high)
    return low, low, high, high


def _explicit(gradient: Element, viewport: Box, painted: Box) -> Iterator[str]:
    in_box = gradient.get("gradientUnits") != "userSpaceOnUse"
    spread = gradient.get("spreadMethod", "pad")
    size = (1.0, 1.0) if in_box else (viewport[2] - viewport[0], viewport[3] - viewport[1])
    linear = name_of(gradient) == "linearGradient"
    try:
        given = {
            key: _number(gradient.get(key) or default, key, size)
            for key, default in (LINEAR if linear else RADIAL).items()
            if gradient.get(key) or default
        }
    except ValueError:
        return
    stops = _stops(gradient)
    if not stops or (spread not in ("repeat", "reflect") and not given.get("fr")):
        return
    if linear:
        start, end = (given["x1"], given["y1"], 0.0), (given["x2"], given["y2"], 0.0)
    else:
        end = (given["cx"], given["cy"], given["r"])
        start = (given.get("fx", end[0]), given.get("fy", end[1]), given.get("fr", 0.0))
        if start[2] >= end[2] or math.dist(start[:2], end[:2]) + start[2] > end[2]:
            yield "a radial gradient whose first circle is not within its last"
            return
    if spread in ("repeat", "reflect"):
        corners = _corners(painted, gradient)
        first, last = _periods(start, end, corners, linear)
        if last - first > MOST_PERIODS:
            yield f"a gradient that repeats more than {MOST_PERIODS} times"
            return
        stops = _repeated(stops, first, last, spread == "reflect")
        start, end = _at(start, end, first), _at(start, end, last)
        gradient.attrib.pop("spreadMethod", None)
    if start[2] > 0:
        zero = -start[2] / (end[2] - start[2])  # where the circles have no radius
        stops = [((offset - zero) / (1 - zero), stop) for offset, stop in stops]
        start = _at(start, end, zero)
    gradient[:] = [_copy(stop, offset) for offset, stop in stops]
    names = ("x1", "y1", "x2", "y2") if linear else ("fx", "fy", "cx", "cy", "r")
    values = (*start[:2], *end[:2]) if linear else (*start[:2], *end)
    gradient.attrib.pop("fr", None)
    gradient.attrib.update({k: f"{v:.8g}" for k, v in zip(names, values, strict=True)})


def _number(value: str, key: str, size: tuple[float, float]) -> float:
    """A coordinate in user units, or in parts of the bounding box; raises ``ValueError``."""
    text = value.strip().removesuffix("px")
    if not text.endswith("%"):
        return float(text)
    whole = size["y" in key] if key[-1] != "r" else math.hypot(*size) / math.sqrt(2)
    return float(text[:-1]) / 100 * whole


def _stops(gradient: Element) -> Stops:
    """Stops with their offsets, none under the one before it."""
    found: Stops = []
    last = 0.0
    for stop in gradient:
        text = stop.get("offset", "0").strip()
        try:
            offset = float(text[:-1]) / 100 if text.endswith("%") else float(text)
        except ValueError:
            offset = 0.0
        last = min(max(offset, last), 1.0)
        found.append((last, stop))
    return found


def _corners(box: Box, gradient: Element) -> list[tuple[float, float]]:
    """The corners of a box before the gradient's transform, which enlarges it at most."""
    grown = 4.0 if gradient.get("gradientTransform") else 1.0
    x0, y0, x1, y1 = (grown * v for v in box)
    return [(x, y) for x in (x0, x1) for y in (y0, y1)]


Circle = tuple[float, float, float]


def _periods(
    start: Circle, end: Circle, corners: list[tuple[float, float]], linear: bool
) -> tuple[int, int]:
    """The first and last whole period that covers the corners."""
    if linear:
        dx, dy = end[0] - start[0], end[1] - start[1]
        square = dx * dx + dy * dy
        if not square:
            return 0, 1
        at = [((x - start[0]) * dx + (y - start[1]) * dy) / square for x, y in corners]
        return min(math.floor(min(at)), 0), max(math.ceil(max(at)), 1)
    farthest = max(math.dist(end[:2], corner) for corner in corners)
    margin = end[2] - start[2] - math.dist(start[:2], end[:2])
    if margin <= 0:  # the focus lies on the circle
        return 0, 1
    return 0, max(1, math.ceil((farthest + end[2]) / margin))


def _at(start: Circle, end: Circle, period: float) -> Circle:
    x, y, r = (a + period * (b - a) for a, b in zip(start, end, strict=True))
    return x, y, r


def _repeated(stops: Stops, first: int, last: int, reflect: bool) -> Stops:
    out: Stops = []
    for period in range(first, last):
        back = reflect and period % 2
        each = [(1 - o, s) for o, s in reversed(stops)] if back else stops
        whole = [(0.0, each[0][1]), *each, (1.0, each[-1][1])]
        out += [((period + o - first) / (last - first), s) for o, s in whole]
    return out
