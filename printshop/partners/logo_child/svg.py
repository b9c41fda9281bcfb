"""SVG at the door of the renderer: what may be drawn, and nothing that acts, fetches or unfolds.

An SVG is a program that a browser would run; here it is a drawing. Expat counts its elements and
refuses entities before anything unfolds (XML 1.0, 4.2); then each element and each address in it
is looked at. What the renderer does not draw is said, since it would be lost without a word.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers import expat

from printshop.colour.icc import cut_short, straight
from printshop.findings import Finding, Where, error
from printshop.partners.logo_child.pixels import broken, too_many

MOST = 10_000  # elements: a coat of arms has about 5,000; the renderer draws 1,000 in a second
DEEPEST = 60  # elements within elements
LONGER = 500.0  # pt: the longer side of the page it is drawn on
NAMESPACE = "http://www.w3.org/2000/svg"
ROUND = 4 * (2**0.5 - 1) / 3  # the handles of a quarter of a circle, of its radius

DRAWN = {
    *("svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("use", "symbol", "linearGradient", "radialGradient", "stop", "clipPath", "style", "image"),
    *("pattern", "marker", "mask"),
}
SILENT = {"title", "desc", "metadata", "filter"}  # a filter speaks where it is used: UNDRAWN
ACTING = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler"}
MOVING = {"animate", "animateTransform", "animateMotion", "animateColor", "set"}
LETTERS = {"text", "tspan", "textPath", "tref", "altGlyph"}
UNDRAWN = ("mix-blend-mode", "vector-effect", "paint-order", "filter")
LENGTHS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}

_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_NUMBER = re.compile(r"\s*-?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?\s*")
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!\s*['\"]?#)|@import|@font-face", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_PICTURE = re.compile(r"data:image/(?:png|jpe?g);base64,(.+)", re.DOTALL | re.IGNORECASE)
OUTLINES = "convert the text to outlines (in Inkscape: Path, Object to Path), and save it again"


class _Stop(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def cleaned(data: bytes, where: Where) -> tuple[bytes, tuple[float, float], list[Finding]]:
    """An SVG as it may be drawn, its size in pt, and all that is to be said; empty when refused."""
    try:
        outside = _weighed(data, where)
        root = ElementTree.fromstring(data)
    except _Stop as stop:
        return b"", (0.0, 0.0), [stop.finding]
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError) as why:
        fix = "export it anew: it may have been cut off on its way"
        line = getattr(why, "lineno", 0) or getattr(why, "position", (0,))[0]
        place = Where(where.path, line)
        told = error("damaged", f"the file is no XML from line {line} on", place, fix)
        return b"", (0.0, 0.0), [told]
    if _name(root) != "svg":
        message = f"the file is XML and no SVG: it begins with <{_name(root)}>"
        return b"", (0.0, 0.0), [not_a_logo(message, where)]
    findings = [*outside, *_looked_through(root, where)]
    if _unfolded(root) > MOST:
        findings.append(_large(f"its <use> draw more than {MOST:,} elements", where))
    size = _size(root)
    if size is None:
        message = "the SVG says no size: it has neither a viewBox nor a width and a height"
        fix = "export it again, with a viewBox"
        findings.append(error("logo-without-size", message, where, fix))
    if findings or size is None:
        return b"", (0.0, 0.0), findings
    _settled(root, size)
    scale = LONGER / max(size)
    return ElementTree.tostring(root), (size[0] * scale, size[1] * scale), []


def not_a_logo(message: str, where: Where) -> Finding:
    """Of a file that is no picture we can set."""
    fix = "send the logo as SVG or PDF; as PNG or JPEG where there is nothing else"
    return error("not-a-logo", message, where, fix)


def _weighed(data: bytes, where: Where) -> list[Finding]:
    """What expat sees before anything is built; raises ``_Stop`` where nothing may be built."""
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    count, depth, told = 0, 0, []

    def entity(name: str, *_: object) -> None:
        message = f"the SVG declares the entity '{name}', which can unfold into more than it shows"
        fix = "save it as plain SVG (in Illustrator: SVG 1.1, without editing capabilities)"
        raise _Stop(error("entity", message, Where(where.path, parser.CurrentLineNumber), fix))

    def start(*_: object) -> None:
        nonlocal count, depth
        count, depth = count + 1, depth + 1
        if count > MOST:
            raise _Stop(_large(f"the SVG has more than {MOST:,} elements", where))
        if depth > DEEPEST:
            raise _Stop(_large(f"the SVG nests elements over {DEEPEST} deep", where))

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def instruction(target: str, _: str) -> None:
        if target == "xml-stylesheet":
            told.append(_reaches_out("a style sheet", where, parser.CurrentLineNumber))

    parser.EntityDeclHandler = entity
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.ProcessingInstructionHandler = instruction
    parser.Parse(data, True)
    return told


def _large(message: str, where: Where) -> Finding:
    return error("logo-too-large", message, where, "simplify its paths, or send it as a PNG")


def _reaches_out(what: str, where: Where, line: int = 0) -> Finding:
    message = f"the SVG takes {what} from outside itself; nothing is fetched"
    fix = "embed everything in the file, and export it again"
    return error("logo-reaches-out", message, Where(where.path, line), fix)


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


# ── looking ──────────────────────────────────────────────────────────────────────────────────


def _looked_through(root: ElementTree.Element, where: Where) -> list[Finding]:
    """All that keeps an SVG from being drawn, each once; foreign and silent elements are taken out.

    Editors keep their own notes in namespaces of their own: those are no part of the drawing.
    """
    found: dict[Finding, None] = {}
    for parent in list(root.iter()):
        for child in list(parent):
            foreign = str(child.tag).startswith("{") and not str(child.tag).startswith(
                f"{{{NAMESPACE}}}"
            )
            if foreign or _name(child) in SILENT:
                parent.remove(child)
    for element in root.iter():
        found.update(dict.fromkeys(_element(element, where)))
    return list(found)


def _unfolded(root: ElementTree.Element) -> int:
    """How many elements are drawn where each ``use`` stands for what it names; circles never end.

    The renderer draws a copy for each: thirty symbols that use each other twice are a billion.
    """
    named = {element.get("id"): element for element in root.iter()}
    known: dict[ElementTree.Element, int] = {}

    def count(element: ElementTree.Element) -> int:
        if element not in known:
            known[element] = MOST + 1  # whoever comes back to it while it is counted
            total = 1 + sum(count(child) for child in element)
            for key, value in element.attrib.items():
                if _name(element) == "use" and key.rsplit("}", 1)[-1] == "href":
                    drawn = named.get(value.strip().removeprefix("#"))
                    total += count(drawn) if drawn is not None else 0
            known[element] = min(total, MOST + 1)
        return known[element]

    return count(root)


def _element(element: ElementTree.Element, where: Where) -> Iterator[Finding]:
    name = _name(element)
    if name in ACTING:
        message = f"the SVG does something by itself: it holds <{name}>"
        fix = "take it out, and export the logo as a plain drawing"
        yield error("active-content", message, where, fix)
    elif name in MOVING:
        message = f"the SVG moves: it holds <{name}>"
        fix = "send the one picture that is to be printed"
        yield error("logo-animated", message, where, fix)
    elif name in LETTERS:
        words = " ".join("".join(element.itertext()).split())
        if words:
            message = f"the SVG holds text that needs a font: '{words[:40]}'"
            yield error("logo-text", message, where, OUTLINES)
    elif name == "a":
        element.tag = f"{{{NAMESPACE}}}g"
        element.attrib = {k: v for k, v in element.attrib.items() if not k.endswith("href")}
    elif name not in DRAWN:
        yield _undrawn(f"<{name}>", where)
    if name == "style" and _OUTSIDE.search(_spelled(element.text or "")):
        yield _reaches_out("a style, a font or a picture", where)
    for key, value in list(element.attrib.items()):
        yield from _attribute(element, key.rsplit("}", 1)[-1], key, value, where)
    style = element.text or "" if name == "style" else element.get("style", "")
    yield from (_undrawn(f"'{p}'", where) for p in UNDRAWN if _uses(p, style))


def _spelled(style: str) -> str:
    """A style with its escapes written out: ``u\\72l(`` is ``url(`` (CSS Syntax 3, 4.3.7)."""
    return _ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0xFFFF)), style)


def _uses(what: str, style: str) -> bool:
    found = re.search(rf"(?:^|[;{{\s]){what}\s*:\s*([\w-]+)", style)
    return bool(found) and found is not None and found[1] not in ("none", "normal")


def _undrawn(what: str, where: Where) -> Finding:
    message = f"the SVG uses {what}, which is not drawn here: it would be lost"
    fix = "expand it to plain paths, or send the logo as PDF"
    return error("logo-not-drawn", message, where, fix)


def _attribute(
    element: ElementTree.Element, name: str, key: str, value: str, where: Where
) -> Iterator[Finding]:
    if name.startswith("on"):
        message = f"the SVG does something by itself: it has '{name}'"
        fix = "take it out, and export the logo as a plain drawing"
        yield error("active-content", message, where, fix)
    elif name == "href" and not value.strip().startswith("#"):
        yield from _address(element, key, value, where)
    elif _OUTSIDE.search(_spelled(value)):
        yield _reaches_out("a style, a font or a picture", where)
    elif name in UNDRAWN and value not in ("none", "normal"):
        yield _undrawn(f"'{name}'", where)


def _address(element: ElementTree.Element, key: str, value: str, where: Where) -> Iterator[Finding]:
    """A picture within the drawing may be a PNG or a JPEG; it is set upright, in sRGB."""
    picture = _PICTURE.fullmatch(value.strip())
    if _name(element) != "image" or picture is None:
        what = value.strip()[:60]
        yield _reaches_out(f"'{what}'", where)
        return
    try:
        data = base64.b64decode("".join(picture[1].split()), validate=True)
    except binascii.Error:
        yield _undrawn("a picture that is broken", where)
        return
    large = too_many(data)
    if large is None:
        yield _undrawn("a picture that is no PNG or JPEG", where)
    elif large:
        yield _large(f"a picture in the SVG has {large}", where)
    elif cut_short(data):
        yield broken(where)
    else:
        made = straight(data)
        kind = "png" if made.startswith(b"\x89PNG") else "jpeg"
        address = f"data:image/{kind};base64,{base64.b64encode(made).decode()}"
        element.set(key, address)


# ── settling ─────────────────────────────────────────────────────────────────────────────────


def _size(root: ElementTree.Element) -> tuple[float, float] | None:
    """Width and height of the drawing, in its own units: of the viewBox, else as it says itself."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(box) == 4 and all(_NUMBER.fullmatch(v) for v in box):
        width, height = float(box[2]), float(box[3])
        return (width, height) if min(width, height) > 0 else None
    lengths = [_LENGTH.fullmatch(root.get(key, "")) for key in ("width", "height")]
    if not all(lengths):
        return None
    width, height = (float(m[1]) * LENGTHS[m[2] or ""] for m in lengths if m)
    return (width, height) if min(width, height) > 0 else None


def _settled(root: ElementTree.Element, size: tuple[float, float]) -> None:
    """Give the drawing the size of its page, and draw circles in curves of our own.

    The renderer's circles bulge by up to 1.7 %; a style that speaks of circles keeps them.
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
            _rounded(element)


def _rounded(element: ElementTree.Element) -> None:
    """A circle or ellipse as the path of four curves; one with units or per cent stays."""
    radii = {"circle": ("r", "r"), "ellipse": ("rx", "ry")}.get(_name(element))
    if radii is None:
        return
    given = [element.get(key, "0") for key in ("cx", "cy", *radii)]
    if not all(_NUMBER.fullmatch(value) for value in given):
        return
    x, y, rx, ry = (float(value) for value in given)
    if min(rx, ry) <= 0:
        return
    for key in ("cx", "cy", "r", "rx", "ry"):
        element.attrib.pop(key, None)
    u, v = rx * ROUND, ry * ROUND
    curves = (
        (x + rx, y + v, x + u, y + ry, x, y + ry),
        (x - u, y + ry, x - rx, y + v, x - rx, y),
        (x - rx, y - v, x - u, y - ry, x, y - ry),
        (x + u, y - ry, x + rx, y - v, x + rx, y),
    )
    drawn = " ".join("C " + " ".join(f"{n:.8g}" for n in curve) for curve in curves)
    element.set("d", f"M {x + rx:.8g} {y:.8g} {drawn} Z")
    element.tag = f"{{{NAMESPACE}}}path"
