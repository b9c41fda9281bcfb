"""Engraver: what an SVG may hold, and how its drawing is settled for the renderer."""

import base64
import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from printshop.findings import Finding, Severity, Where
from printshop.partners.logo_child.references import MOST
from printshop.partners.logo_child.svg import DEEPEST, clean

WHERE = Where("logo.svg")
BOX = '<path d="M0 0h9v9z"/>'


def svg(inner: str, root: str = 'viewBox="0 0 20 10"', before: str = "") -> bytes:
    """A small drawing."""
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {root}>{inner}</svg>'.encode()


def refused(data: bytes) -> list[Finding]:
    """What is said of a drawing that may not be drawn."""
    made, _, told = clean(data, WHERE)
    assert made == b""
    assert told
    assert all(f.severity is Severity.ERROR and f.fix for f in told)
    return told


def drawn(data: bytes) -> ElementTree.Element:
    """A drawing as the renderer gets it."""
    made, _, told = clean(data, WHERE)
    assert told == []
    return ElementTree.fromstring(made)


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 4)) -> str:
    """The address of a small picture within the drawing."""
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(out.getvalue()).decode()}"


STYLED = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><style>{}</style></svg>'
XLINK = 'xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 2 1"'

REFUSED: dict[str, tuple[bytes, str]] = {
    "a script": (svg("<script>alert(1)</script>"), "active-content"),
    "a handler": (svg('<path d="M0 0h9v9z" onclick="x()"/>'), "active-content"),
    "a handler of the root": (svg(BOX, 'viewBox="0 0 2 1" onload="x()"'), "active-content"),
    "html": (svg("<foreignObject/>"), "active-content"),
    "motion": (svg('<path d="M0 0h9v9z"><animate/></path>'), "logo-animated"),
    "a file": (svg('<image href="file:///etc/passwd"/>'), "logo-reaches-out"),
    "a web picture": (svg('<image x:href="http://x/y.png"/>', XLINK), "logo-reaches-out"),
    "a path": (svg('<image href="photo.png"/>'), "logo-reaches-out"),
    "a foreign use": (svg('<use href="other.svg#a"/>'), "logo-reaches-out"),
    "another drawing": (
        svg('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'),
        "logo-not-drawn",
    ),
    "a style sheet": (svg(BOX, before='<?xml-stylesheet href="a.css"?>'), "logo-reaches-out"),
    "an import": (STYLED.format("@import 'a.css';").encode(), "logo-reaches-out"),
    "a font": (STYLED.format("@font-face{src:url(a)}").encode(), "logo-reaches-out"),
    "an address in a style": (STYLED.format("g{fill:url(http://x)}").encode(), "logo-reaches-out"),
    "an address in a fill": (svg("<g fill=\"url( 'http://x#a')\"/>"), "logo-reaches-out"),
    "an entity": (svg(BOX, before='<!DOCTYPE svg [<!ENTITY a "b">]>'), "entity"),
    "an outer entity": (
        svg(BOX, before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "entity",
    ),
    "a parameter": (svg(BOX, before='<!DOCTYPE svg [<!ENTITY % a "b">]>'), "entity"),
    "text": (svg("<text x='1'>Union <tspan>of</tspan></text>"), "logo-text"),
    "a filter": (svg('<filter id="f"/><path d="M0 0h9v9z" filter="url(#f)"/>'), "logo-not-drawn"),
    "a filter in a style": (
        STYLED.format("g{filter:blur(1px)}</style><g/><style>").encode(),
        "logo-not-drawn",
    ),
    "a blend": (svg('<g style="mix-blend-mode: multiply"/>'), "logo-not-drawn"),
    "a choice of languages": (
        svg('<switch><g systemLanguage="nl"/><g/></switch>'),
        "logo-not-drawn",
    ),
    "a mesh": (svg("<meshgradient/>"), "logo-not-drawn"),
    "a stroke that does not scale": (
        svg('<g vector-effect="non-scaling-stroke"/>'),
        "logo-not-drawn",
    ),
    "a size that is computed": (
        STYLED.format("g{stroke-width:calc(1px + 1%)}</style><g/><style>").encode(),
        "logo-not-drawn",
    ),
    "a size by the page": (svg('<rect width="9vw" height="9"/>'), "logo-not-drawn"),
    "a broken picture": (svg('<image href="data:image/png;base64,AAAA"/>'), "logo-not-drawn"),
    "no size": (svg(BOX, ""), "logo-without-size"),
    "a size of nothing": (svg(BOX, 'viewBox="0 0 0 10"'), "logo-without-size"),
    "a size in per cent": (svg(BOX, 'width="100%" height="100%"'), "logo-without-size"),
    "too many": (svg("<g/>" * MOST), "logo-too-large"),
    "too deep": (svg("<g>" * DEEPEST + "</g>" * DEEPEST), "logo-too-large"),
    "a use of itself": (svg('<g id="a"><use href="#a"/></g>'), "logo-too-large"),
    "a circle of gradients and masks": (
        svg('<mask id="a"><path mask="url(#b)"/></mask><mask id="b"><path mask="url(#a)"/></mask>'),
        "logo-too-large",
    ),
    "a chain without end": (
        svg("".join(f'<g id="n{n}"><use href="#n{n + 1}"/></g>' for n in range(3000))),
        "logo-too-large",
    ),
    "styles in a chain": (
        STYLED.format(
            f"svg{{{''.join(f'--a{n}:var(--a{n + 1});' for n in range(3000))}}}"
        ).encode(),
        "logo-too-large",
    ),
    "a number without measure": (svg('<path d="M0 0h1e400v1z"/>'), "logo-not-drawn"),
    "a transform without measure": (svg('<g transform="scale(1e30)"/>'), "logo-not-drawn"),
    "a selector too deep": (
        STYLED.format(":has(a)~a " * 60 + "{fill:red}").encode(),
        "logo-not-drawn",
    ),
    "no end": (svg(BOX)[:-3], "damaged"),
    "no letters": (b"<svg>\x00\xff</svg>", "damaged"),
    "an unknown encoding": (b"<?xml version='1.0' encoding='moon'?><svg/>", "damaged"),
    "another language": (b"<html/>", "not-a-logo"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    """What acts, fetches, unfolds or would be lost keeps a drawing out, each with its code."""
    data, code = REFUSED[name]
    assert {f.code for f in refused(data)} == {code}


def test_a_picture_too_large_within() -> None:
    """A picture in the drawing is weighed by its header as one by itself is."""
    address = picture(size=(10_001, 1))
    assert [f.code for f in refused(svg(f'<image href="{address}"/>'))] == ["logo-too-large"]


def test_all_is_said_at_once() -> None:
    """A drawing with several faults is told of all of them, each once."""
    told = refused(svg("<script/><script/><text>a</text><mesh/>", ""))
    codes = sorted(f.code for f in told)
    assert codes == ["active-content", "logo-not-drawn", "logo-text", "logo-without-size"]


GOOD = {
    "a doctype": svg(
        BOX,
        before='<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
    ),
    "a filter that nobody uses": svg(f'<defs><filter id="f"><feBlend/></filter></defs>{BOX}'),
    "empty text": svg(f"{BOX}<text> </text>"),
    "a picture": svg(f'<image href="{picture()}" width="4" height="4"/>'),
    "a jpeg": svg(f'<image href="{picture("JPEG")}" width="4" height="4"/>'),
    "a gradient": svg(f'<g fill="url(#a)">{BOX}</g><linearGradient id="a"/>'),
    "a style": svg("<style>.a{fill:url(#b);filter:none}</style>" + BOX),
    "a link": svg(f'<a href="https://example.org/">{BOX}</a>'),
    "notes of an editor": svg(
        f'<metadata/><title>a</title><e:view e:on="1"/>{BOX}',
        'xmlns:e="http://example.org/editor" viewBox="0 0 2 1"',
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_drawn(name: str) -> None:
    """What drawing programs usually write is let in."""
    found = drawn(GOOD[name])
    names = {element.tag.rsplit("}", 1)[-1] for element in found.iter()}
    assert not names & {"a", "metadata", "title", "view"}


def test_size() -> None:
    """The page is as width and height say, whatever their unit, else as the viewBox does."""
    assert clean(svg(BOX), WHERE)[1] == (500, 250)
    assert clean(svg(BOX, 'width="10mm" height="2cm"'), WHERE)[1] == pytest.approx((250, 500))
    assert clean(svg(BOX, 'width="30" viewBox="0 0 9 3"'), WHERE)[1] == pytest.approx(
        (500, 500 / 3)
    )
    stretched = 'width="20" height="10" viewBox="0 0 5 5" preserveAspectRatio="none"'
    assert clean(svg(BOX, stretched), WHERE)[1] == (500, 250)


def test_texts_are_one_fault() -> None:
    """However many they are, they are told once, with the first and how many there are."""
    (finding,) = refused(svg("<text>Union</text><g><text>of</text><text>Union</text></g>"))
    assert finding.message == "the SVG holds text that needs a font: 'Union', and 2 more"


def test_what_is_said_of_text_that_flows() -> None:
    """Text in a frame, which no browser shows, is told as text, once; an empty frame is nothing."""
    frame = "<flowRoot><flowRegion><rect/></flowRegion><flowPara>{}</flowPara></flowRoot>"
    assert [f.code for f in refused(svg(frame.format("Union")))] == ["logo-text"]
    assert clean(svg(BOX + frame.format(" ")), WHERE)[2] == []
