"""The artwork of a page: grounds, the figure and the bands around it.

All lengths are in mm from the trim's upper corner at the reading start. A page that is read from
right to left is mirrored: x becomes ``width - x``, and the figure leans the other way.
"""

from collections.abc import Callable

from printshop.pdf.geometry import Extent
from printshop.shop.layout import Artwork, Cuts, Ground, Layout, Side
from printshop.typesetting.figure import Figure
from printshop.typesetting.textures import PLAIN, Band, layers

BANDS = 9
CLEARANCE = 5.0  # mm between the head and type
DASHED, DASHES = 0.3, (2.4, 1.6)  # mm: a printed cut line's width, its dashes and gaps


def person(layout: Layout, page: str) -> Figure | None:
    """The person of a page, or None where only bands are drawn.

    It is clipped to the ground that names it, above any later ground that covers it.
    """
    artwork = layout.pages[page].artwork
    for i, ground in enumerate(artwork.grounds):
        if ground.person:
            x, y, w, h = ground.box
            low = min([y + h, *(g.box.y for g in artwork.grounds[i + 1 :] if g.box.y > y)])
            return Figure(*(ground.figure or artwork.figure), window=Extent(x, y, x + w, low))
    return None


def page_svg(
    layout: Layout, side: Side, inks: Callable[[str], str], mirrored: bool, texture: str = PLAIN
) -> str:
    """The artwork of one page with its bleed, as SVG with an explicit fill on every shape.

    ``inks`` gives the CSS colour of a palette token or role. The bands of grounds in the sector's
    own colour, the role ``accent``, have the ``texture``.
    """
    width, height = layout.trim
    bleed = layout.bleed
    size = (width + 2 * bleed, height + 2 * bleed)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]:g}mm" height="{size[1]:g}mm" '
        f'viewBox="{-bleed:g} {-bleed:g} {size[0]:g} {size[1]:g}">'
    ]
    for i, ground in enumerate(side.artwork.grounds):
        figure = _in_ground(side.artwork, ground)
        if mirrored:
            figure = figure.mirrored(width)
        area = _area(ground, width if mirrored else None)
        tones = inks(ground.ground), inks(ground.band)
        own = texture if texture != PLAIN and tones[0] == inks("accent") else PLAIN
        clip = f"c{i}"
        parts.append(
            f'<clipPath id="{clip}">{area}/></clipPath><g clip-path="url(#{clip})">'
            f'{area} fill="{tones[0]}"/>'
        )
        parts += _bands(figure, side.artwork.band, tones, own, clip)
        if ground.person:
            parts.append(f'<path d="{figure.outline(0.0)}" fill="{inks(ground.person)}"/>')
        parts.append("</g>")
    if layout.cuts and layout.cuts.line and layout.pages[layout.cuts.page] is side:
        parts.append(_dashes(layout, layout.cuts, inks(layout.cuts.line), mirrored))
    parts.append("</svg>")
    return "".join(parts)


def _area(ground: Ground, mirror: float | None) -> str:
    """The start of the element for a ground's box or outline, mirrored in a width."""
    x, y, w, h = ground.box
    if ground.outline:
        corners = ((px if mirror is None else mirror - px, py) for px, py in ground.outline)
        return f'<path d="M{"L".join(f"{px:g} {py:g}" for px, py in corners)}Z"'
    left = x if mirror is None else mirror - x - w
    return f'<rect x="{left:g}" y="{y:g}" width="{w:g}" height="{h:g}"'


def _dashes(layout: Layout, cuts: Cuts, ink: str, mirrored: bool) -> str:
    """The cuts as dashed lines, for who cuts by hand; at the trim they run into the bleed.

    The first dash begins at the upper end, so that it shows where to stop.
    """
    top, foot = cuts.between
    foot += layout.bleed if foot >= layout.trim[1] else 0
    xs = (layout.trim[0] - x if mirrored else x for x in cuts.x)
    lines = "".join(f"M{x:g} {top:g}V{foot:g}" for x in xs)
    dashes = " ".join(f"{length:g}" for length in DASHES)
    return (
        f'<path d="{lines}" fill="none" stroke="{ink}" stroke-width="{DASHED:g}" '
        f'stroke-dasharray="{dashes}"/>'
    )


def _in_ground(artwork: Artwork, ground: Ground) -> Figure:
    """The figure of a page with the whole of one ground as its window."""
    x, y, w, h = ground.box
    return Figure(*(ground.figure or artwork.figure), window=Extent(x, y, x + w, y + h))


def _bands(
    figure: Figure, first: float, tones: tuple[str, str], texture: str, name: str
) -> list[str]:
    """Bands 8 to 0, largest first, even ones in the second tone; each is √2 times as wide.

    ``first`` is the width of band 0 in head radii. What lies wholly under a band that fills the
    ground is left out, and so is what has its colour.
    """
    if tones[0] == tones[1]:
        return []
    drawn: list[list[str]] = []
    for n in range(BANDS):
        band = Band.of(n, first * figure.u)
        own, other = tones[(n + 1) % 2], tones[n % 2]
        shapes = []
        for layer in layers(texture, figure, band):
            fill = f'fill="{own if layer.own else other}"'
            shape = f'<path d="{layer.path}" {fill}/>'
            if layer.clip:
                clip = f"{name}b{n}"
                shape = (
                    f'<clipPath id="{clip}"><path d="{layer.clip}"/></clipPath>'
                    f'<g clip-path="url(#{clip})">{shape}</g>'
                )
            shapes.append(shape)
        drawn.append(shapes)
        if figure.fills(band.outer):
            break
    return [shape for shapes in reversed(drawn) for shape in shapes]
