"""Place the parts of an SVG: origins of transforms, the root's page; paints of nothing go.

Renderers differ on ``transform-origin`` and on a root with a transform or a background. So an
origin becomes part of its transform, and such a root is set within a plain one.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from printshop.partners.logo_child.css_values import ABSOLUTE

NAMESPACE = "http://www.w3.org/2000/svg"
SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
EFFECTS = ("transform", "opacity", "clip-path", "mask")
TRANSFORMED = ("transform", "gradientTransform", "patternTransform")
FONT_SIZE = "16"  # of a browser, in px
WORDS = {"left": 0.0, "top": 0.0, "center": 0.5, "right": 1.0, "bottom": 1.0}

Element = ElementTree.Element
Size = tuple[float, float]

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LENGTH = re.compile(rf"({_NUMBER.pattern})([a-z%]*)", re.IGNORECASE)
_POINTS = re.compile(rf"(?:[\s,]*{_NUMBER.pattern})*[\s,]*")
_FUNCTION = re.compile(r"(\w+)\s*\(([^)]*)\)")
_INVISIBLE = re.compile(r"rgba\(.*,\s*0(\.0*)?\)")


def name_of(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rsplit("}", 1)[-1]


def numbers(text: str) -> list[float]:
    """All numbers in an attribute."""
    return [float(n) for n in _NUMBER.findall(text)]


def view_box(element: Element) -> tuple[float, ...] | None:
    """A ``viewBox`` as x, y, width and height; None where there is none, or one without a size."""
    parts = re.split(r"\s*,\s*|\s+", element.get("viewBox", "").strip())
    if len(parts) != 4 or not all(_NUMBER.fullmatch(n) for n in parts):
        return None
    box = tuple(float(n) for n in parts)
    return box if min(box[2:]) > 0 else None


# ── origins ──────────────────────────────────────────────────────────────────────────────────


def bake_origins(element: Element, viewport: Size, default: str = "50% 50%") -> Iterator[str]:
    """Make each ``transform-origin`` part of its transform; yields what is not drawn.

    ``viewport``: width and height of what percentages refer to. ``default``: that of the root,
    which is a box of CSS.
    """
    origin = element.attrib.pop("transform-origin", default)
    box = element.attrib.pop("transform-box", "view-box")
    name = name_of(element)
    if name == "symbol" and "transform" in element.attrib:
        yield "a transform of a <symbol>"
    if origin not in ("0 0", default) and any(element.get(key) for key in TRANSFORMED[1:]):
        yield f"'transform-origin' on <{name}>"
    if transform := element.get("transform", ""):
        place = _origin(origin, viewport)
        if box != "view-box" and origin not in ("0 0", "0px 0px"):
            yield f"'transform-box: {box}'"
        elif place is None:
            yield f"'transform-origin: {origin[:40]}'"
        elif any(place):
            x, y = (f"{v:.8g}" for v in place)
            back = " ".join(f"{-v:.8g}" for v in place)
            element.set("transform", f"translate({x} {y}) {transform} translate({back})")
    if name == "svg":
        viewport = _inner_size(element, viewport)
    for child in element:
        yield from bake_origins(child, viewport, "0 0")


def _inner_size(element: Element, viewport: Size) -> Size:
    box = view_box(element)
    if box is not None:
        return box[2], box[3]
    width, height = (
        _along(element.get(k, "100%"), whole)
        for k, whole in zip(("width", "height"), viewport, strict=True)
    )
    return width or viewport[0], height or viewport[1]


def _origin(text: str, viewport: Size) -> Size | None:
    words = text.lower().split()
    if len(words) == 1:
        words = ["center", *words] if words[0] in ("top", "bottom") else [*words, "center"]
    if words[0] in ("top", "bottom") or words[1] in ("left", "right"):
        words[:2] = words[1::-1]
    x, y = (_along(w, whole) for w, whole in zip(words[:2], viewport, strict=True))
    return None if x is None or y is None else (x, y)


def _along(text: str, whole: float) -> float | None:
    """A length, percentage or side in px; None where it is no such."""
    if text in WORDS:
        return WORDS[text] * whole
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        return None
    if match[2] == "%":
        return float(match[1]) / 100 * whole
    unit = ABSOLUTE.get(match[2].lower() or "px")
    return None if unit is None else float(match[1]) * unit


# ── the page ─────────────────────────────────────────────────────────────────────────────────


def set_page(root: Element, size: Size) -> None:
    """Let the root say its size in numbers; a ground, opacity or transform of it goes within."""
    outer = {"width": f"{size[0]:.8g}", "height": f"{size[1]:.8g}"}
    root.attrib.update(outer)
    root.set("font-size", root.get("font-size", FONT_SIZE))  # what an em is
    for key in ("x", "y"):
        root.attrib.pop(key, None)
    grounds = [element.attrib.pop("background-color", "none") for element in root.iter()]
    if grounds[0] == "none" and "transform" not in root.attrib:
        return
    group = ElementTree.Element(f"{{{NAMESPACE}}}g")
    for key in ("transform", "opacity"):
        if key in root.attrib:
            group.set(key, root.attrib.pop(key))
    ground = ElementTree.Element(f"{{{NAMESPACE}}}rect", {**outer, "fill": grounds[0]})
    ground.set("stroke", "none")
    if grounds[0] == "currentColor":
        ground.set("color", root.get("color", "#000000"))
    inner = ElementTree.Element(root.tag, dict(root.attrib))
    inner[:] = root[:]
    group[:] = [ground, inner]
    root.attrib.clear()
    root.attrib.update(outer)
    root[:] = [group]


def wrap_nested(root: Element) -> None:
    """Give each nested ``svg`` with effects a group that has them, since they would apply twice."""
    for parent in list(root.iter()):
        for number, child in enumerate(list(parent)):
            effects = [key for key in EFFECTS if key in child.attrib]
            if name_of(child) == "svg" and effects:
                group = ElementTree.Element(f"{{{NAMESPACE}}}g")
                for key in effects:
                    group.set(key, child.attrib.pop(key))
                group.append(child)
                parent[number] = group


def is_flat(transform: str) -> bool:
    """Whether a transform leaves nothing of an area."""
    for name, arguments in _FUNCTION.findall(transform):
        n = numbers(arguments)
        if name == "matrix" and len(n) == 6 and n[0] * n[3] == n[1] * n[2]:
            return True
        if name == "scale" and 0 in n:
            return True
    return False


# ── shapes that show nothing ─────────────────────────────────────────────────────────────────


def drop_invisible(
    element: Element, opacities: dict[str, str] | None = None, hidden: bool = False
) -> None:
    """Take out paints of 0 %, which are no transparency that a press would have to resolve.

    The shapes stay: their extent may count. Points that a browser cannot read are no points.
    """
    name = name_of(element)
    opacities = dict(opacities or {}) if name != "defs" else {}
    if float(element.get("opacity", "1")) == 0:
        hidden = True
        del element.attrib["opacity"]
    for paint in ("fill", "stroke"):
        key = f"{paint}-opacity"
        opacities[key] = element.get(key, opacities.get(key, "1"))
        nothing = name in SHAPES and (hidden or float(opacities[key]) == 0)
        if nothing or _INVISIBLE.fullmatch(element.get(paint, "")):
            element.set(paint, "none")
    if hidden and name in ("use", "image"):
        element.set("display", "none")
    if not _POINTS.fullmatch(element.get("points", "")):
        del element.attrib["points"]
    for child in element:
        if name_of(child) != "clipPath":  # it cuts whatever its paint
            drop_invisible(child, opacities, hidden)
