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
from printshop.partners.logo_child.normalise import choose, normalise
from printshop.partners.logo_child.pixels import damaged_picture, too_large
from printshop.partners.logo_child.placement import NAMESPACE, name_of
from printshop.partners.logo_child.references import MOST, expansion

DEEPEST = 60  # nested elements

SUPPORTED = {
    *("svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("use", "symbol", "linearGradient", "radialGradient", "stop", "clipPath", "style", "image"),
    *("pattern", "marker", "mask", "filter"),  # a filter may be there, but not be used
}
IGNORED = {"title", "desc", "metadata", "font", "font-face", "color-profile", "view", "cursor"}
ACTIVE = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler"}
ANIMATED = {"animate", "animateTransform", "animateMotion", "animateColor", "set"}
TEXT = {"text", "tspan", "textPath", "tref", "altGlyph", "flowRoot"}

_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!\s*['\"]?(?:#|data:))|@import", re.IGNORECASE)
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
    if name_of(root) != "svg":
        message = f"the file is XML and no SVG: it begins with <{name_of(root)}>"
        return b"", (0.0, 0.0), [not_a_logo(message, where)]
    features = list(choose(root))
    findings = [*external, *_check_elements(root, where)]
    try:
        size, not_drawn = normalise(root)
        excess = expansion(root)
    except RecursionError:
        nested = _large("its references or styles lead from one to the next too often", where)
        return b"", (0.0, 0.0), [*findings, nested]
    findings += [_unsupported(feature, where) for feature in (*features, *not_drawn)]
    if excess:
        fix = "expand its references (in Inkscape: Edit, Clone, Unlink Clone), or send it as PDF"
        findings.append(error("logo-too-large", excess, where, fix))
    if size is None:
        message = "the SVG says no size: it has neither a viewBox nor a width and a height"
        fix = "export it again, with a viewBox"
        findings.append(error("logo-without-size", message, where, fix))
    if findings or size is None:
        return b"", (0.0, 0.0), findings
    return ElementTree.tostring(root), size, []


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


# ── checks ───────────────────────────────────────────────────────────────────────────────────


def _check_elements(root: ElementTree.Element, where: Where) -> list[Finding]:
    """Findings about elements and attributes, each once; removes those that draw nothing.

    These are ``IGNORED`` ones, those in other namespaces, where editors store their data, and text
    without words.
    """
    findings: dict[Finding, None] = {}
    for parent in list(root.iter()):
        for child in list(parent):
            name, tag = name_of(child), str(child.tag)
            foreign = tag.startswith("{") and not tag.startswith(f"{{{NAMESPACE}}}")
            if foreign or name in IGNORED or (name in TEXT and not _words(child)):
                parent.remove(child)
            elif name == "filter":
                child[:] = []
    for element in list(_outside_text(root)):
        findings.update(dict.fromkeys(_check_element(element, where)))
    return [*findings, *_text(root, where)]


def _text(root: ElementTree.Element, where: Where) -> Iterator[Finding]:
    texts = [_words(element) for element in _outside_text(root) if name_of(element) in TEXT]
    if texts:
        more = f", and {len(texts) - 1} more" if len(texts) > 1 else ""
        message = f"the SVG holds text that needs a font: '{texts[0][:40]}'{more}"
        yield error("logo-text", message, where, OUTLINES)


def _outside_text(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """An element and all below it; of text only its outermost element."""
    yield element
    if name_of(element) not in TEXT:
        for child in element:
            yield from _outside_text(child)


def _words(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _check_element(element: ElementTree.Element, where: Where) -> Iterator[Finding]:
    name = name_of(element)
    if name in ACTIVE:
        message = f"the SVG does something by itself: it holds <{name}>"
        fix = "take it out, and export the logo as a plain drawing"
        yield error("active-content", message, where, fix)
    elif name in ANIMATED:
        message = f"the SVG moves: it holds <{name}>"
        fix = "send the one picture that is to be printed"
        yield error("logo-animated", message, where, fix)
    elif name in TEXT:
        return  # ``_text`` has told it
    elif name == "a":
        element.tag = f"{{{NAMESPACE}}}g"
        element.attrib = {k: v for k, v in element.attrib.items() if not k.endswith("href")}
    elif name not in SUPPORTED:
        yield _unsupported(f"<{name}>", where)
    if name == "style" and _OUTSIDE.search(_unescape(element.text or "")):
        yield _external("a style, a font or a picture", where)
    for key, value in list(element.attrib.items()):
        yield from _check_attribute(element, key.rsplit("}", 1)[-1], key, value, where)


def _unescape(style: str) -> str:
    """A style with its escapes decoded: ``u\\72l(`` is ``url(`` (CSS Syntax 3, 4.3.7)."""
    return _ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0xFFFF)), style)


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


def _check_address(
    element: ElementTree.Element, key: str, value: str, where: Where
) -> Iterator[Finding]:
    """Check an address: only embedded PNG and JPEG images are allowed; they become sRGB."""
    match = _PICTURE.fullmatch(value.strip())
    if name_of(element) == "image" and match is None and value.strip().startswith("data:"):
        yield _unsupported("a picture that is no PNG or JPEG", where)
        return
    if name_of(element) != "image" or match is None:
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
