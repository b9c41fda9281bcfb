"""Small logos over the features of SVG, as data: each is drawn as a browser draws it, or refused.

``REFERENCE`` holds the browser's pictures, one tile for each in this order. ``bench/logos.py``
makes it anew with Chromium, and prints how far ours are from it.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

REFERENCE = Path(__file__).with_name("drawings.png")
TILE, COLUMNS = 150, 10  # pixels of a tile's sides; tiles in a row
TOLERANCE = 40  # of 255
MOST = 0.01  # of the pixels that may differ

G = '<linearGradient id="g"><stop stop-color="#c00"/><stop offset="1" stop-color="#06c"/>'
G += "</linearGradient>"
STAR = "M50 5L61 39H97L68 60 79 95 50 73 21 95 32 60 3 39H39Z"
KNOT = "M50 5L79 95 3 39H97L21 95Z"  # crosses itself
DOT = (  # a PNG of 2 × 2 pixels: red, green, blue, yellow
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP4z8DA0MDAwMD"
    "w//9/BgAaeAR9SCTsFgAAAABJRU5ErkJggg=="
)

# Each by name: what stands within a root of 100 × 100 with both namespaces.
INNER = {
    # shapes
    "path of every command": '<path d="M5 5h40v30l-10 5Q30 60 5 60T5 90c20 5 30-10 40 0s20 5 30-5'
    'a15 20 30 1 1 15-30A9 9 0 0 0 70 40z" fill="#06c"/>',
    "relative path without spaces": '<path d="m10,10l80-.5-.5.5.5 80-80,0zm20 20 0 20 20 0z"/>',
    "arcs with flags together": '<path d="M20 50a30 30 0 0130-30 30 30 0 11-30 30z" fill="#c60"/>',
    "rounded rectangle": '<rect x="10" y="20" width="80" height="60" rx="20" fill="#093"/>',
    "rounded by one radius too large": '<rect x="10" y="20" width="80" height="60" ry="90"/>',
    "circle and ellipse": '<circle cx="30" cy="30" r="25" fill="#c00"/>'
    '<ellipse cx="60" cy="70" rx="35" ry="20" fill="#06c"/>',
    "lines": '<line x1="5" y1="10" x2="95" y2="20" stroke="#c00" stroke-width="8"/>'
    '<polyline points="5,40 50,90 95,40" fill="none" stroke="#06c" stroke-width="10"/>',
    "polygon": '<polygon points="50,5 95,95,5 95" fill="#639"/>',
    "even-odd": f'<path d="{KNOT}" fill="#c00" fill-rule="evenodd"/>',
    "nonzero": f'<path d="{KNOT}" fill="#c00"/>',
    "path with an error": '<path d="M10 10H90V90H10L20 x 30z" fill="#06c"/>',
    # paints
    "colours of every form": "".join(
        f'<rect x="{20 * (n % 5)}" y="{20 * (n // 5)}" width="20" height="20" fill="{colour}"/>'
        for n, colour in enumerate(
            ("#0a5", "#00aa55", "RED", "rgb(10,90,200)", "rgb(20%,50%,80%)", "hsl(30,90%,40%)")
        )
    ),
    "colours of CSS 4": "".join(
        f'<rect x="{20 * (n % 5)}" width="20" height="90" style="fill:red;fill:{colour}"/>'
        for n, colour in enumerate(
            ("rgb(10 90 200)", "hsl(120deg 60% 30%)", "#06cf", "color(display-p3 0 .6 .3)", "moon")
        )
    ),
    "colours of Lab": '<rect width="50" height="90" style="fill:lab(50% 40 20)"/>'
    '<rect x="50" width="50" height="90" style="fill:oklch(.6 .15 250)"/>',
    "currentColor": '<g color="#c60"><path d="M0 0H99V50H0z" fill="currentColor"/>'
    '<path color="#06c" d="M10 70H90" style="stroke:currentcolor;stroke-width:20"/></g>',
    "linear gradient": f'{G}<path d="{STAR}" fill="url(#g)"/>',
    "linear gradient in user space": '<linearGradient id="g" gradientUnits="userSpaceOnUse" '
    'x1="20" y1="20" x2="80" y2="80"><stop stop-color="#fc0"/><stop offset=".5" '
    'stop-color="#c00"/><stop offset="1" stop-color="#036"/></linearGradient>'
    '<rect width="100" height="100" fill="url(#g)"/>',
    "gradient through href": '<linearGradient id="a"><stop stop-color="#093"/><stop offset="1" '
    'stop-color="#ff0"/></linearGradient><linearGradient id="b" xlink:href="#a" x2="0" y2="1"/>'
    '<rect x="10" y="10" width="80" height="80" fill="url(#b)"/>',
    "gradient that repeats": '<linearGradient id="g" x2=".25" spreadMethod="repeat"><stop '
    'stop-color="#c00"/><stop offset="1" stop-color="#fc0"/></linearGradient>'
    '<rect width="100" height="100" fill="url(#g)"/>',
    "gradient that is reflected": '<radialGradient id="g" r=".2" spreadMethod="reflect"><stop '
    'stop-color="#06c"/><stop offset="1" stop-color="#fff"/></radialGradient>'
    '<rect width="100" height="100" fill="url(#g)"/>',
    "gradient with hard stops": '<linearGradient id="g"><stop offset=".3" stop-color="#c00"/>'
    '<stop offset=".3" stop-color="#fc0"/><stop offset=".7" stop-color="#fc0"/><stop offset=".7" '
    'stop-color="#06c"/></linearGradient><circle cx="50" cy="50" r="45" fill="url(#g)"/>',
    "gradient of one stop": '<linearGradient id="g"><stop stop-color="#639"/></linearGradient>'
    '<rect x="10" y="10" width="80" height="80" fill="url(#g)"/>',
    "gradient of no stop": '<linearGradient id="g"/><rect width="50" height="99" fill="url(#g)"/>'
    '<rect x="50" width="50" height="50" fill="#06c"/>',
    "gradient with a transform": '<linearGradient id="g" gradientTransform="rotate(90 .5 .5)">'
    '<stop stop-color="#c00"/><stop offset="1" stop-color="#06c"/></linearGradient>'
    f'<path d="{STAR}" fill="url(#g)"/>',
    "gradient of a flat line": f'{G}<path d="M10 30H90" stroke="url(#g) #093" stroke-width="20"/>'
    '<path d="M10 60L90 70" stroke="url(#g)" stroke-width="20"/>',
    "radial gradient": '<radialGradient id="g"><stop stop-color="#ff0"/><stop offset="1" '
    'stop-color="#c00"/></radialGradient><circle cx="50" cy="50" r="45" fill="url(#g)"/>',
    "radial gradient with a focus": '<radialGradient id="g" fx=".3" fy=".3" fr=".1"><stop '
    'stop-color="#fff"/><stop offset="1" stop-color="#036"/></radialGradient>'
    '<circle cx="50" cy="50" r="45" fill="url(#g)"/>',
    "paint of nothing with another": '<rect width="50" height="90" fill="url(#x) #093"/>'
    '<rect x="50" width="50" height="90" fill="url(#x)" stroke="#c00" stroke-width="6"/>',
    "paint of 0 %": '<rect x="9" y="9" width="50" height="50" fill="#06c"/><rect width="99" '
    'height="99" fill="#fff" fill-opacity="0"/><rect width="99" height="99" fill="transparent"/>'
    '<path d="M0 0H99V99z" opacity="0"/><path d="M20 70H90" stroke="#fff0" stroke-width="9"/>',
    "opacity over paper": '<g opacity=".5"><rect width="50" height="50" fill="#c00"/>'
    '<rect x="30" y="30" width="60" height="60" fill="#06c"/></g>',
    # strokes
    "caps": "".join(
        f'<path d="M25 {20 + 30 * n}H75" stroke-width="20" stroke="#06c" stroke-linecap="{cap}"/>'
        for n, cap in enumerate(("butt", "round", "square"))
    ),
    "joins": "".join(
        f'<path d="M15 {35 + 30 * n}L50 {15 + 30 * n} 85 {35 + 30 * n}" fill="none" '
        f'stroke="#c00" stroke-width="12" stroke-linejoin="{join}"/>'
        for n, join in enumerate(("miter", "round", "bevel"))
    ),
    "miter limit": '<path d="M20 10L50 80 80 10" fill="none" stroke="#093" stroke-width="14" '
    'stroke-miterlimit="2"/>',
    "dashes": '<path d="M5 20H95" stroke="#06c" stroke-width="8" stroke-dasharray="15 5 3"/>'
    '<circle cx="50" cy="65" r="25" fill="none" stroke="#c00" stroke-width="6" '
    'stroke-dasharray="8,12" stroke-dashoffset="5"/>',
    "stroke with a gradient": f'{G}<path d="M10 80C20 0 80 0 90 80" fill="none" '
    'stroke="url(#g)" stroke-width="14" stroke-linecap="round"/>',
    "stroke of no width": f'<path d="{STAR}" fill="#c60" stroke="#000" stroke-width="0"/>',
    "stroke under the fill": f'<path d="{STAR}" fill="#fc0" stroke="#c00" stroke-width="12" '
    'stroke-linejoin="round" paint-order="stroke"/>',
    "stroke through a transform": '<circle cx="25" cy="10" r="8" fill="none" stroke="#06c" '
    'stroke-width="4" transform="translate(0 10) scale(2 4)"/>',
    # clips
    "clip": f'<clipPath id="c"><path d="{STAR}"/></clipPath>'
    '<rect width="100" height="100" fill="#06c" clip-path="url(#c)"/>',
    "clip by even-odd": f'<clipPath id="c"><path d="{KNOT}" clip-rule="evenodd"/></clipPath>'
    '<g clip-path="url(#c)"><rect width="100" height="100" fill="#c60"/></g>',
    "clip by several shapes": '<clipPath id="c"><circle cx="35" cy="40" r="30"/>'
    '<circle cx="65" cy="60" r="30"/></clipPath>'
    '<rect width="100" height="100" fill="#093" clip-path="url(#c)"/>',
    "clip of a clip": '<clipPath id="a"><rect x="30" width="70" height="100"/></clipPath>'
    f'<clipPath id="c" clip-path="url(#a)"><path d="{STAR}"/></clipPath>'
    '<rect width="100" height="100" fill="#c00" clip-path="url(#c)"/>',
    "clip in parts of its object": '<clipPath id="c" clipPathUnits="objectBoundingBox">'
    '<circle cx=".5" cy=".5" r=".5"/></clipPath>'
    '<rect x="20" y="10" width="60" height="80" fill="#639" clip-path="url(#c)"/>',
    "clip with a use": f'<defs><path id="s" d="{STAR}"/></defs><clipPath id="c"><use '
    'xlink:href="#s" transform="translate(10 10) scale(.8)"/></clipPath>'
    '<rect width="100" height="100" fill="#06c" clip-path="url(#c)"/>',
    "clip by nothing": '<clipPath id="c"/><rect width="40" height="90" fill="#c00" '
    'clip-path="url(#c)"/><rect x="50" width="40" height="90" fill="#06c" clip-path="url(#x)"/>',
    # masks and transparency; whether they can be made opaque is asked later
    "hard mask": '<defs><path id="s" d="M10 10h60v60h-60z"/></defs><mask id="m" fill="#fff"><use '
    'xlink:href="#s"/></mask><g mask="url(#m)"><circle cx="60" cy="60" r="50" fill="#0a6"/></g>',
    "mask that fades": '<linearGradient id="f"><stop stop-color="#fff"/><stop offset="1"/>'
    '</linearGradient><mask id="m"><rect width="100" height="100" fill="url(#f)"/></mask>'
    f'<path d="{STAR}" fill="#06c" mask="url(#m)"/>',
    "mask by alpha": '<mask id="m" style="mask-type:alpha"><circle cx="50" cy="50" r="40" '
    'fill-opacity=".7"/></mask><rect width="100" height="100" fill="#c00" mask="url(#m)"/>',
    "stroke over its own fill": '<rect x="25" y="25" width="50" height="50" fill="#06c" '
    'stroke="#c00" stroke-width="20" stroke-opacity=".5"/>',
    # patterns
    "pattern": '<pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse"><circle '
    'cx="10" cy="10" r="7" fill="#c00"/></pattern><rect width="100" height="100" fill="url(#p)"/>',
    "pattern in parts of its object": '<pattern id="p" width=".25" height=".25" viewBox="0 0 4 4">'
    '<rect width="2" height="2" fill="#06c"/><rect x="2" y="2" width="2" height="2" fill="#fc0"/>'
    '</pattern><circle cx="50" cy="50" r="40" fill="url(#p)"/>',
    "pattern that is turned": '<pattern id="p" width="12" height="12" patternUnits='
    '"userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0H12V6H0z" fill="#093"/></pattern>'
    f'<path d="{STAR}" fill="url(#p)"/>',
    # markers
    "markers": '<marker id="m" markerWidth="4" markerHeight="4" refX="2" refY="2" orient="auto">'
    '<path d="M0 0L4 2 0 4z" fill="#c00"/></marker><path d="M15 80L50 20 85 80" fill="none" '
    'stroke="#036" stroke-width="5" style="marker:url(#m)"/>',
    "marker turned at the start": '<marker id="m" viewBox="0 0 10 10" refX="5" refY="5" '
    'markerUnits="userSpaceOnUse" markerWidth="24" markerHeight="24" orient="auto-start-reverse">'
    '<path d="M0 0L10 5 0 10z" fill="#06c"/></marker><path d="M20 50H80" stroke="#333" '
    'stroke-width="4" marker-start="url(#m)" marker-end="url(#m)"/>',
    # use, symbol, svg
    "use and its place": f'<defs><path id="s" d="{STAR}"/></defs><use xlink:href="#s" '
    'transform="scale(.5)" fill="#c00"/><use href="#s" x="90" y="80" fill="#06c" '
    'transform="scale(.5)"/>',
    "symbol": f'<symbol id="s" viewBox="0 0 100 100"><path d="{STAR}"/></symbol><use href="#s" '
    'width="50" height="50" fill="#093"/><use href="#s" x="40" y="45" width="60" height="40"/>',
    "symbol that cuts": '<symbol id="s" viewBox="0 0 10 10"><circle cx="5" cy="5" r="7" '
    'fill="#c60"/></symbol><use href="#s" x="10" y="20" width="80" height="60"/>',
    "svg within": '<rect width="100" height="100" fill="#fc0"/><svg x="20" y="10" width="60" '
    'height="80" viewBox="0 0 10 10" preserveAspectRatio="xMaxYMin slice"><circle cx="5" cy="5" '
    'r="5" fill="#06c"/></svg>',
    "svg within that shows all": '<svg x="30" y="30" width="40" height="40" overflow="visible">'
    '<circle cx="20" cy="20" r="35" fill="#639"/></svg>',
    "switch of a drawing program": '<switch><foreignObject requiredExtensions="http://example.org"'
    f' width="1" height="1"/><g><path d="{STAR}" fill="#c60"/></g></switch>',
    # units and transforms
    "units": '<rect x="1mm" y="0.2cm" width="50%" height="30pt" fill="#06c"/>'
    '<rect x="1em" y="60" width="4rem" height="20" fill="#c00"/>'
    '<rect x="50" y="5pc" width="40Q" height=".2in" fill="#093"/>',
    "transforms": '<g transform="translate(50,50) rotate(30)"><rect x="-30" y="-20" width="60" '
    'height="40" fill="#06c" transform="skewX(20) scale(.8 1.2)"/></g>'
    '<rect width="20" height="20" fill="#c00" transform="matrix(1 .5 -.5 1 70 5)"/>',
    "transforms of CSS": '<rect width="30" height="30" fill="#06c" style="transform:translate(20px,'
    '10px) rotate(.1turn)"/><rect x="50" y="50" width="30" height="30" fill="#c00" '
    'style="rotate:45deg;transform-origin:65px 65px"/>'
    '<rect width="20" height="20" fill="#093" style="transform:translateY(70px) scale(1.5)"/>',
    "a transform's origin": '<rect x="30" y="30" width="40" height="40" fill="#06c" '
    'transform="rotate(45)" transform-origin="50% 50%"/><rect x="5" y="5" width="20" height="20" '
    'fill="#c00" style="transform:rotate(20deg);transform-origin:15px 15px"/>',
    # styles
    "selectors": "<style>g>rect{fill:#06c}.a.b{fill:#c00!important}#i~rect{fill:#093}"
    'rect:nth-child(4){fill:#fc0}[x="80"]{fill:#639}:root{stroke:#000}</style><g>'
    '<rect width="20" height="90"/><rect class="a b" id="i" x="20" width="20" height="90" '
    'style="fill:#fff"/><rect x="40" width="20" height="90"/><rect x="60" width="20" height="90"/>'
    '<rect x="80" width="20" height="90"/></g>',
    "cascade": '<style>rect{fill:#c00}</style><style media="print">rect{fill:#000}</style><style>'
    '@media screen{.s{fill:#093}}</style><rect width="30" height="90" fill="#000"/>'
    '<rect class="s" x="30" width="30" height="90"/><g fill="#06c"><path d="M60 0H99V45H60z"/>'
    '<path d="M60 45H99V90H60z" style="fill:bad;stroke:initial"/></g>',
    "variables": "<style>:root{--a:#0a5;--b:var(--a)}.c{--a:#c00}rect{fill:var(--b)}"
    '.d{fill:var(--none,#06c)}.e{fill:var(--none)}</style><rect width="25" height="90"/>'
    '<g class="c"><rect x="25" width="25" height="90"/></g><rect class="d" x="50" width="25" '
    'height="90"/><g fill="#fc0"><rect class="e" x="75" width="25" height="90"/></g>',
    "keywords": '<g fill="#c00" stroke="#06c" stroke-width="6"><rect x="5" y="5" width="40" '
    'height="40" style="fill:inherit;stroke:initial"/><rect x="55" y="5" width="40" height="40" '
    'style="fill:initial;stroke:unset"/><rect x="5" y="55" width="40" height="40" '
    'style="fill:none;stroke-width:initial"/></g>',
    "geometry in styles": "<style>circle{cx:50px;cy:30px;r:25px;fill:#c00}"
    'rect{x:10px;y:60px;width:80px;height:30px;rx:9px}</style><circle/><rect height="5"/>'
    "<path style=\"d:path('M0 0H20V20z');fill:#06c\"/>",
    "what an editor writes": '<path style="font-variant:normal;fill:#06c;-inkscape-stroke:none;'
    "paint-order:markers fill stroke;color-rendering:auto;enable-background:accumulate;"
    f'isolation:auto;solid-color:#000;mix-blend-mode:normal" d="{STAR}"/>'
    "<flowRoot><flowRegion><rect/></flowRegion><flowPara/></flowRoot><text> </text>",
    "hidden": '<g display="none"><rect width="99" height="99"/></g><g visibility="hidden"><rect '
    'width="50" height="99"/><rect x="50" width="50" height="50" visibility="visible" '
    'fill="#06c"/></g><rect y="60" width="40" height="0" stroke="#c00"/>',
    "letters as outlines": '<g transform="matrix(.08 0 0 -.08 5 80)"><path d="M0 0V800H150L450 300'
    'V800H600V0H450L150 500V0z"/><path d="M700 400a300 400 0 1 0 600 0a300 400 0 1 0 -600 0zm150 0'
    'a150 270 0 1 1 300 0a150 270 0 1 1 -300 0z" fill-rule="evenodd" fill="#c00"/></g>',
    # pictures
    "picture": f'<image href="{DOT}" x="10" y="10" width="80" height="80" '
    'style="image-rendering:pixelated"/>',
    "picture in another shape": f'<image xlink:href="{DOT}" x="10" y="30" width="80" height="40" '
    'preserveAspectRatio="none" image-rendering="pixelated"/>',
}
# Each by name: the attributes of its root, and what stands within.
ROOTS = {
    "ground of the root": (
        'viewBox="0 0 100 100" style="background:#fc0"',
        '<path d="M9 9H50V50z"/>',
    ),
    "opacity of the root": (
        'viewBox="0 0 100 100" opacity=".6"',
        '<rect width="70" height="70" fill="#06c"/><circle cx="60" cy="60" r="30" fill="#c60"/>',
    ),
    "stretched root": (
        'width="100" height="50" viewBox="0 0 50 50" preserveAspectRatio="none"',
        '<circle cx="25" cy="25" r="24" fill="#06c"/>',
    ),
    "root wider than its box": (
        'width="30mm" height="15mm" viewBox="0 0 50 50"',
        '<rect width="50" height="50" fill="#093"/><path d="M-20 10H70V20H-20z"/>',
    ),
    "root in units": ('width="2cm" height="40pt"', '<rect width="50%" height="50%" fill="#c00"/>'),
    "root without a box": (
        'width="90" height="60"',
        '<circle cx="45" cy="30" r="40" fill="#639"/>',
    ),
    "box that begins elsewhere": ('viewBox="-50 -50 100 100"', '<circle r="40" fill="#c60"/>'),
    "root with a transform": (
        'viewBox="0 0 100 100" transform="rotate(10)" fill="#06c"',
        '<rect x="30" y="10" width="50" height="50"/>',
    ),
    "currentColor of the root": (
        'viewBox="0 0 100 100" stroke="currentColor" color="#b0f"',
        '<path fill="none" stroke-width="10" d="M20 20h60v60h-60z"/>',
    ),
}
SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
BOX = 'viewBox="0 0 100 100"'
DRAWINGS = {
    name: f"<svg {SPACES} {root}>{inner}</svg>"
    for name, (root, inner) in {**{n: (BOX, inner) for n, inner in INNER.items()}, **ROOTS}.items()
}


Pixels = NDArray[np.uint8]


def tile(number: int) -> tuple[int, int, int, int]:
    """The place of a tile on the sheet: left, top, right, bottom."""
    x, y = number % COLUMNS * TILE, number // COLUMNS * TILE
    return x, y, x + TILE, y + TILE


def reference(name: str) -> Pixels:
    """A browser's picture of a drawing, its longer side across the tile, from the upper left."""
    with Image.open(REFERENCE) as sheet:
        return np.asarray(sheet.convert("RGB").crop(tile(list(DRAWINGS).index(name))))


def differing(ours: Pixels, theirs: Pixels) -> float:
    """The share of pixels that differ from all those around their place in the other picture."""
    padded = np.pad(theirs.astype(np.int16), ((1, 1), (1, 1), (0, 0)), mode="edge")
    rows, columns = theirs.shape[:2]
    around = np.stack([padded[y : y + rows, x : x + columns] for y in range(3) for x in range(3)])
    low, high = around.min(0) - TOLERANCE, around.max(0) + TOLERANCE
    return float(np.any((ours < low) | (ours > high), axis=-1).mean())
