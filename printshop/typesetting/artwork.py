"""The figure of the campaign: a person made of a disc and a dome, and the bands around it.

All lengths are in mm from the trim's upper corner at the reading start. A page that is read from
right to left is mirrored: x becomes ``width - x``, and the figure leans the other way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import hypot, sqrt

from printshop.pdf.geometry import Extent
from printshop.shop.layout import Artwork, Cuts, Ground, Layout, LayoutBox, Side

LEAN = 0.16  # the head leans towards the headline by so many head radii
HALF_WIDTH = 2.3  # of the dome, in head radii
DOME_TOP = 1.34  # below the head's centre, in head radii
BANDS = 9
CLEARANCE = 5.0  # mm between the head and type
DASHED, DASHES = 0.3, (2.4, 1.6)  # mm: a printed cut line's width, its dashes and gaps
# A quarter circle as one cubic. The renderer's own circles bulge by 0.6 % and its half-circle arcs
# by 1.7 %: 1.7 mm on the shoulders of an A3, whose radius is 99 mm.
KAPPA = 4 / 3 * (sqrt(2) - 1)


@dataclass(frozen=True)
class Figure:
    """A person at (cx, cy) with head radius u, clipped to ``window``; lengths in mm."""

    cx: float
    cy: float
    u: float
    window: Extent

    @property
    def head(self) -> tuple[float, float, float]:
        """The head's circle: x, y, radius."""
        return self.cx - LEAN * self.u, self.cy, self.u

    @property
    def dome(self) -> tuple[float, float, float]:
        """The shoulders' arc: x, y, radius; below its centre the sides are vertical."""
        radius = HALF_WIDTH * self.u
        return self.cx, self.cy + DOME_TOP * self.u + radius, radius

    def head_distance(self, box: Extent) -> float:
        """The distance in mm between the head and a box; 0 where they touch or overlap."""
        x, y, r = self.head
        x0, y0, x1, y1 = box
        dx = max(x0 - x, 0.0, x - x1)
        dy = max(y0 - y, 0.0, y - y1)
        return max(0.0, hypot(dx, dy) - r)

    def on_body(self, x: float, y: float) -> bool:
        """Whether a point lies on the visible part of the shoulders."""
        cx, cy, r = self.dome
        x0, y0, x1, y1 = self.window
        if not (x0 <= x <= x1 and y0 <= y <= y1):
            return False
        return abs(x - cx) <= r if y >= cy else hypot(x - cx, y - cy) <= r

    def crosses_body(self, box: Extent) -> bool:
        """Whether a box lies partly on the shoulders and partly beside them, by its corners."""
        x0, y0, x1, y1 = box
        corners = {self.on_body(x, y) for x in (x0, x1) for y in (y0, y1)}
        return len(corners) == 2


def person(layout: Layout, page: str) -> Figure | None:
    """The person of a page, or None where only bands are drawn.

    It is clipped to the ground that names it, above any later ground that covers it.
    """
    artwork = layout.pages[page].artwork
    for i, ground in enumerate(artwork.grounds):
        if ground.person:
            x, y, w, h = ground.box
            low = min([y + h, *(g.box.y for g in artwork.grounds[i + 1 :] if g.box.y > y)])
            return Figure(*artwork.figure, window=Extent(x, y, x + w, low))
    return None


def page_svg(layout: Layout, side: Side, inks: Callable[[str], str], mirrored: bool) -> str:
    """The artwork of one page with its bleed, as SVG with an explicit fill on every shape.

    ``inks`` gives the CSS colour of a palette token or role.
    """
    width, height = layout.trim
    bleed = layout.bleed
    size = (width + 2 * bleed, height + 2 * bleed)
    artwork = side.artwork
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]:g}mm" height="{size[1]:g}mm" '
        f'viewBox="{-bleed:g} {-bleed:g} {size[0]:g} {size[1]:g}">'
    ]
    for i, ground in enumerate(artwork.grounds):
        tones = [inks(ground.ground), inks(ground.band)]
        clip, area = f"c{i}", _area(ground, width if mirrored else None)
        parts.append(
            f'<clipPath id="{clip}">{area}/></clipPath><g clip-path="url(#{clip})">'
            f'{area} fill="{tones[0]}"/>'
        )
        mirror = width if mirrored else None
        parts += _bands(artwork, ground.box, tones, height + 2 * bleed, mirror)
        if ground.person:
            parts.append(_shape(artwork, 0.0, inks(ground.person), height + 2 * bleed, mirror))
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


def _bands(
    artwork: Artwork, box: LayoutBox, tones: list[str], bottom: float, mirror: float | None
) -> list[str]:
    """Bands 8 to 0, largest first, even ones in the band's colour; each is √2 times as wide.

    What lies wholly under a band that fills the ground is left out, and so is what has its colour.
    """
    if tones[0] == tones[1]:
        return []
    u = artwork.figure[2]
    shapes = []
    for n in range(BANDS):
        spread = artwork.band * u * (sqrt(2) ** (n + 1) - 1) / (sqrt(2) - 1)
        shapes.append(_shape(artwork, spread, tones[0] if n % 2 else tones[1], bottom, mirror))
        if _fills(artwork, spread, box):
            break
    return shapes[::-1]


def _fills(artwork: Artwork, spread: float, box: LayoutBox) -> bool:
    """Whether a band covers a ground: its dome, which is convex, holds all four corners.

    Both are taken as they stand before a page is mirrored.
    """
    cx, cy, r = Figure(*artwork.figure, window=Extent(0, 0, 0, 0)).dome
    x, y, width, height = box
    return all(
        hypot(corner - cx, min(top - cy, 0.0)) <= r + spread
        for corner in (x, x + width)
        for top in (y, y + height)
    )


def _shape(artwork: Artwork, spread: float, fill: str, bottom: float, mirror: float | None) -> str:
    """Head and dome, both radii larger by ``spread``, down to ``bottom``; mirrored in a width."""
    figure = Figure(*artwork.figure, window=Extent(0, 0, 0, 0))
    hx, hy, hr = figure.head
    cx, cy, r = figure.dome
    if mirror is not None:
        hx, cx = mirror - hx, mirror - cx
    hr, r = hr + spread, r + spread
    low = max(bottom, cy)
    k = r * KAPPA
    dome = (
        f"M{cx - r:.3f} {low:g}V{cy:.3f}"
        f"C{cx - r:.3f} {cy - k:.3f} {cx - k:.3f} {cy - r:.3f} {cx:.3f} {cy - r:.3f}"
        f"C{cx + k:.3f} {cy - r:.3f} {cx + r:.3f} {cy - k:.3f} {cx + r:.3f} {cy:.3f}V{low:g}Z"
    )
    return f'<path d="{dome}{_circle(hx, hy, hr)}" fill="{fill}"/>'


def _circle(x: float, y: float, r: float) -> str:
    """A circle of four cubic curves, clockwise like the dome, so that overlaps are filled."""
    k = r * KAPPA
    return (
        f"M{x - r:.3f} {y:.3f}"
        f"C{x - r:.3f} {y - k:.3f} {x - k:.3f} {y - r:.3f} {x:.3f} {y - r:.3f}"
        f"C{x + k:.3f} {y - r:.3f} {x + r:.3f} {y - k:.3f} {x + r:.3f} {y:.3f}"
        f"C{x + r:.3f} {y + k:.3f} {x + k:.3f} {y + r:.3f} {x:.3f} {y + r:.3f}"
        f"C{x - k:.3f} {y + r:.3f} {x - r:.3f} {y + k:.3f} {x - r:.3f} {y:.3f}Z"
    )
