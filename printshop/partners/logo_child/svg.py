"""Check an SVG before it is rendered: nothing in it may run, fetch or expand.

A browser would run scripts in an SVG; here it is a drawing. Expat counts its elements and refuses
entities before they expand (XML 1.0, 4.2); then each element and each address in it is checked.
What the renderer does not draw is a finding, since the renderer drops it without one.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers import expat

from printshop.colour.icc import is_truncated, prepare_for_renderer
from printshop.findings import Finding, Where, error
from printshop.partners.logo_child.pixels import damaged_picture, too_large

MOST = 10_000  # elements: a coat of arms has about 5,000; the renderer draws 1,000 in a second
DEEPEST = 60  # nested elements
LONGER = 500.0  # pt: the longer side of the page
NAMESPACE = "http://www.w3.org/2000/svg"
KAPPA = 4 * (2**0.5 - 1) / 3  # of the radius: control points of a quarter circle

SUPPORTED = {
    *("svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("use", "symbol", "linearGradient", "radialGradient", "stop", "clipPath", "style", "image"),
    *("pattern", "marker", "mask"),
}
IGNORED = {"title", "desc", "metadata", "filter"}  # the use of a filter: UNSUPPORTED
ACTIVE = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler"}
ANIMATED = {"animate", "animateTransform", "animateMotion", "animateColor", "set"}
TEXT = {"text", "tspan", "textPath", "tref", "altGlyph"}
UNSUPPORTED = ("mix-blend-mode", "vector-effect", "paint-order", "filter")
LENGTHS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}

_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_NUMBER = re.compile(r"\s*-?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?\s*")
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!\s*['\"]?#)|@import|@font-face", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_PICTURE = re.compile(r"data:image/(?:png|jpe?g);base64,(.+)", re.DOTALL | re.IGNORECASE)
OUTLINES = "convert the text to outlines (in Inkscape: Path, Object to Path), and save it again"


class _Refused(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def clean(data: bytes, where: Where) -> tuple[bytes, tuple[float, float], list[Finding]]:
    """An SVG that may be rendered, its size in pt, and findings; with findings it is empty."""
    try:
        external = _scan(data, where)
        root = ElementTree.fromstring(data)
    except _Refused as stop:
        return b"", (0.0, 0.0), [stop.finding]
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError) as problem:
        fix = "export it anew: it may have been cut off on its way"
        line = getattr(problem, "lineno", 0) or getattr(problem, "position", (0,))[0]
        place = Where(where.path, line)
        finding = error("damaged", f"the file is no XML from line {line} on", place, fix)
        return b"", (0.0, 0.0), [finding]
    if _name(root) != "svg":
        message = f"the file is XML and no SVG: it begins with <{_name(root)}>"
        return b"", (0.0, 0.0), [not_a_logo(message, where)]
    findings = [*external, *_check_elements(root, where)]
    if _expanded_count(root) > MOST:
        findings.append(_large(f"its <use> draw more than {MOST:,} elements", where))
    size = _size(root)
    if size is None:
        message = "the SVG says no size: it has neither a viewBox nor a width and a height"
        fix = "export it again, with a viewBox"
        findings.append(error("logo-without-size", message, where, fix))
    if findings or size is None:
        return b"", (0.0, 0.0), findings
    _normalise(root, size)
    scale = LONGER / max(size)
    return ElementTree.tostring(root), (size[0] * scale, size[1] * scale), []


def not_a_logo(message: str, where: Where) -> Finding:
    """The finding about a file of another format than those for logos."""
    fix = "send the logo as SVG or PDF; as PNG or JPEG where there is nothing else"
    return error("not-a-logo", message, where, fix)


def _scan(data: bytes, where: Where) -> list[Finding]:
    """Parse without building a tree; raises ``_Refused`` for entities, or for too many elements.

    Returns findings about external style sheets.
    """
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    count, depth, findings = 0, 0, []

    def entity(name: str, *_: object) -> None:
        message = f"the SVG declares the entity '{name}', which can unfold into more than it shows"
        fix = "save it as plain SVG (in Illustrator: SVG 1.1, without editing capabilities)"
        raise _Refused(error("entity", message, Where(where.path, parser.CurrentLineNumber), fix))

    def start(*_: object) -> None:
        nonlocal count, depth
        count, depth = count + 1, depth + 1
        if count > MOST:
            raise _Refused(_large(f"the SVG has more than {MOST:,} elements", where))
        if depth > DEEPEST:
            raise _Refused(_large(f"the SVG nests elements over {DEEPEST} deep", where))

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def instruction(target: str, _: str) -> None:
        if target == "xml-stylesheet":
            findings.append(_external("a style sheet", where, parser.CurrentLineNumber))

    parser.EntityDeclHandler = entity
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.ProcessingInstructionHandler = instruction
    parser.Parse(data, True)
    return findings


def _large(message: str, where: Where) -> Finding:
    return error("logo-too-large", message, where, "simplify its paths, or send it as a PNG")


def _external(resource: str, where: Where, line: int = 0) -> Finding:
    message = f"the SVG takes {resource} from outside itself; nothing is fetched"
    fix = "embed everything in the file, and export it again"
    return error("logo-reaches-out", message, Where(where.path, line), fix)


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


# ── checks ───────────────────────────────────────────────────────────────────────────────────


def _check_elements(root: ElementTree.Element, where: Where) -> list[Finding]:
    """Findings about elements and attributes, each once; removes those that draw nothing.

    These are ``IGNORED`` ones, and those in other namespaces, where editors store their data.
    """
    findings: dict[Finding, None] = {}
    for parent in list(root.iter()):
        for child in list(parent):
            foreign = str(child.tag).startswith("{") and not str(child.tag).startswith(
                f"{{{NAMESPACE}}}"
            )
            if foreign or _name(child) in IGNORED:
                parent.remove(child)
    for element in root.iter():
        findings.update(dict.fromkeys(_check_element(element, where)))
    return list(findings)


def _expanded_count(root: ElementTree.Element) -> int:
    """The number of elements drawn with each ``use`` expanded; over ``MOST`` for a circular one.

    The renderer draws a copy for each: thirty symbols that use each other twice are a billion.
    """
    by_id = {element.get("id"): element for element in root.iter()}
    counts: dict[ElementTree.Element, int] = {}

    def count(element: ElementTree.Element) -> int:
        if element not in counts:
            counts[element] = MOST + 1  # for a circular reference
            total = 1 + sum(count(child) for child in element)
            for key, value in element.attrib.items():
                if _name(element) == "use" and key.rsplit("}", 1)[-1] == "href":
                    referenced = by_id.get(value.strip().removeprefix("#"))
                    total += count(referenced) if referenced is not None else 0
            counts[element] = min(total, MOST + 1)
        return counts[element]

    return count(root)


def _check_element(element: ElementTree.Element, where: Where) -> Iterator[Finding]:
    name = _name(element)
    if name in ACTIVE:
        message = f"the SVG does something by itself: it holds <{name}>"
        fix = "take it out, and export the logo as a plain drawing"
        yield error("active-content", message, where, fix)
    elif name in ANIMATED:
        message = f"the SVG moves: it holds <{name}>"
        fix = "send the one picture that is to be printed"
        yield error("logo-animated", message, where, fix)
    elif name in TEXT:
        words = " ".join("".join(element.itertext()).split())
        if words:
            message = f"the SVG holds text that needs a font: '{words[:40]}'"
            yield error("logo-text", message, where, OUTLINES)
    elif name == "a":
        element.tag = f"{{{NAMESPACE}}}g"
        element.attrib = {k: v for k, v in element.attrib.items() if not k.endswith("href")}
    elif name not in SUPPORTED:
        yield _unsupported(f"<{name}>", where)
    if name == "style" and _OUTSIDE.search(_unescape(element.text or "")):
        yield _external("a style, a font or a picture", where)
    for key, value in list(element.attrib.items()):
        yield from _check_attribute(element, key.rsplit("}", 1)[-1], key, value, where)
    style = element.text or "" if name == "style" else element.get("style", "")
    yield from (_unsupported(f"'{p}'", where) for p in UNSUPPORTED if _uses(p, style))


def _unescape(style: str) -> str:
    """A style with its escapes decoded: ``u\\72l(`` is ``url(`` (CSS Syntax 3, 4.3.7)."""
    return _ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0xFFFF)), style)


def _uses(property_name: str, style: str) -> bool:
    match = re.search(rf"(?:^|[;{{\s]){property_name}\s*:\s*([\w-]+)", style)
    return bool(match) and match is not None and match[1] not in ("none", "normal")


def _unsupported(feature: str, where: Where) -> Finding:
    message = f"the SVG uses {feature}, which is not drawn here: it would be lost"
    fix = "expand it to plain paths, or send the logo as PDF"
    return error("logo-not-drawn", message, where, fix)


def _check_attribute(
    element: ElementTree.Element, name: str, key: str, value: str, where: Where
) -> Iterator[Finding]:
    if name.startswith("on"):
        message = f"the SVG does something by itself: it has '{name}'"
        fix = "take it out, and export the logo as a plain drawing"
        yield error("active-content", message, where, fix)
    elif name == "href" and not value.strip().startswith("#"):
        yield from _check_address(element, key, value, where)
    elif _OUTSIDE.search(_unescape(value)):
        yield _external("a style, a font or a picture", where)
    elif name in UNSUPPORTED and value not in ("none", "normal"):
        yield _unsupported(f"'{name}'", where)


def _check_address(
    element: ElementTree.Element, key: str, value: str, where: Where
) -> Iterator[Finding]:
    """Check an address: only embedded PNG and JPEG images are allowed; they become sRGB."""
    match = _PICTURE.fullmatch(value.strip())
    if _name(element) != "image" or match is None:
        shown = value.strip()[:60]
        yield _external(f"'{shown}'", where)
        return
    try:
        data = base64.b64decode("".join(match[1].split()), validate=True)
    except binascii.Error:
        yield _unsupported("a picture that is broken", where)
        return
    too_large_text = too_large(data)
    if too_large_text is None:
        yield _unsupported("a picture that is no PNG or JPEG", where)
    elif too_large_text:
        yield _large(f"a picture in the SVG has {too_large_text}", where)
    elif is_truncated(data):
        yield damaged_picture(where)
    else:
        prepared = prepare_for_renderer(data)
        kind = "png" if prepared.startswith(b"\x89PNG") else "jpeg"
        address = f"data:image/{kind};base64,{base64.b64encode(prepared).decode()}"
        element.set(key, address)


# ── normalisation ────────────────────────────────────────────────────────────────────────────


def _size(root: ElementTree.Element) -> tuple[float, float] | None:
    """Width and height of the drawing in user units, from its viewBox or its attributes."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(box) == 4 and all(_NUMBER.fullmatch(v) for v in box):
        width, height = float(box[2]), float(box[3])
        return (width, height) if min(width, height) > 0 else None
    lengths = [_LENGTH.fullmatch(root.get(key, "")) for key in ("width", "height")]
    if not all(lengths):
        return None
    width, height = (float(m[1]) * LENGTHS[m[2] or ""] for m in lengths if m)
    return (width, height) if min(width, height) > 0 else None


def _normalise(root: ElementTree.Element, size: tuple[float, float]) -> None:
    """Set the drawing to the page's size and turn circles into paths, in place.

    The renderer's own circles are up to 1.7 % too large. With a style for circles they stay.
    """
    if "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {size[0]:.6g} {size[1]:.6g}")
    scale = LONGER / max(size)
    root.set("width", f"{size[0] * scale:.4f}pt")
    root.set("height", f"{size[1] * scale:.4f}pt")
    for element in root.iter():
        name = _name(element)
        element.tag = f"{{{NAMESPACE}}}{name}"
    styles = " ".join(e.text or "" for e in root.iter() if _name(e) == "style")
    if not re.search(r"\b(?:circle|ellipse)\b", styles):
        for element in root.iter():
            _circle_to_path(element)


def _circle_to_path(element: ElementTree.Element) -> None:
    """Turn a circle or ellipse into a path of four curves; with units or percentages it stays."""
    radii = {"circle": ("r", "r"), "ellipse": ("rx", "ry")}.get(_name(element))
    if radii is None:
        return
    values = [element.get(key, "0") for key in ("cx", "cy", *radii)]
    if not all(_NUMBER.fullmatch(value) for value in values):
        return
    x, y, rx, ry = (float(value) for value in values)
    if min(rx, ry) <= 0:
        return
    for key in ("cx", "cy", "r", "rx", "ry"):
        element.attrib.pop(key, None)
    handle_x, handle_y = rx * KAPPA, ry * KAPPA
    curves = (
        (x + rx, y + handle_y, x + handle_x, y + ry, x, y + ry),
        (x - handle_x, y + ry, x - rx, y + handle_y, x - rx, y),
        (x - rx, y - handle_y, x - handle_x, y - ry, x, y - ry),
        (x + handle_x, y - ry, x + rx, y - handle_y, x + rx, y),
    )
    path = " ".join("C " + " ".join(f"{n:.8g}" for n in curve) for curve in curves)
    element.set("d", f"M {x + rx:.8g} {y:.8g} {path} Z")
    element.tag = f"{{{NAMESPACE}}}path"
