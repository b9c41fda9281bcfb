"""The one sign of the campaign: a person of a disc and a dome, and the bands that come nearer.

All lengths in mm from the trim's upper corner at the reading start. A page that reads from right
to left mirrors: x becomes ``width - x``, and the figure leans the other way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import hypot, sqrt

from printshop.pdf.geometry import Extent
from printshop.shop.layout import Artwork, Layout, LayoutBox, Side

LEAN = 0.16  # the head leans towards the headline by so many head radii
HALF_WIDTH = 2.3  # of the dome, in head radii
DOME_TOP = 1.34  # below the head's centre, in head radii
BANDS = 9
CLEARANCE = 5.0  # mm between the head and type
# A quarter circle as one cubic. The renderer's own circles bulge by 0.6 % and its half-circle arcs
# by 1.7 %: 1.7 mm on the shoulders of an A3, whose radius is 99 mm.
KAPPA = 4 / 3 * (sqrt(2) - 1)


@dataclass(frozen=True)
class Figure:
    """A person at (cx, cy) with head radius u, in mm, seen within a window (x0, y0, x1, y1)."""

    cx: float
    cy: float
    u: float
    window: Extent

    @property
    def head(self) -> tuple[float, float, float]:
        """Centre and radius of the head."""
        return self.cx - LEAN * self.u, self.cy, self.u

    @property
    def dome(self) -> tuple[float, float, float]:
        """Centre and radius of the shoulders' arc; below the centre they go straight down."""
        radius = HALF_WIDTH * self.u
        return self.cx, self.cy + DOME_TOP * self.u + radius, radius

    def head_distance(self, box: Extent) -> float:
        """The distance in mm between the head and a box (x0, y0, x1, y1); 0 where they touch."""
        x, y, r = self.head
        x0, y0, x1, y1 = box
        dx = max(x0 - x, 0.0, x - x1)
        dy = max(y0 - y, 0.0, y - y1)
        return max(0.0, hypot(dx, dy) - r)

    def on_body(self, x: float, y: float) -> bool:
        """Whether a point lies on the shoulders, where they are to be seen."""
        cx, cy, r = self.dome
        x0, y0, x1, y1 = self.window
        if not (x0 <= x <= x1 and y0 <= y <= y1):
            return False
        return abs(x - cx) <= r if y >= cy else hypot(x - cx, y - cy) <= r

    def crosses_body(self, box: Extent) -> bool:
        """Whether a box (x0, y0, x1, y1) lies partly on the shoulders and partly beside them."""
        x0, y0, x1, y1 = box
        corners = {self.on_body(x, y) for x in (x0, x1) for y in (y0, y1)}
        return len(corners) == 2


def person(layout: Layout, page: str) -> Figure | None:
    """The person of a page, or None where only bands are drawn.

    It is seen in the ground that names it, down to where a later ground covers it.
    """
    art = layout.pages[page].artwork
    for i, part in enumerate(art.grounds):
        if part.person:
            x, y, w, h = part.box
            low = min([y + h, *(g.box.y for g in art.grounds[i + 1 :] if g.box.y > y)])
            return Figure(*art.figure, window=Extent(x, y, x + w, low))
    return None


def page_svg(layout: Layout, side: Side, inks: Callable[[str], str], mirrored: bool) -> str:
    """The artwork of one page with its bleed, as SVG with explicit inks on every shape.

    ``inks`` gives a colour as the renderer writes it.
    """
    width, height = layout.trim
    b = layout.bleed
    full = (width + 2 * b, height + 2 * b)
    art = side.artwork
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{full[0]:g}mm" height="{full[1]:g}mm" '
        f'viewBox="{-b:g} {-b:g} {full[0]:g} {full[1]:g}">'
    ]
    for i, part in enumerate(art.grounds):
        x, y, w, h = part.box
        if mirrored:
            x = width - x - w
        tones = [inks(part.ground), inks(part.band)]
        clip = f"c{i}"
        parts.append(
            f'<clipPath id="{clip}"><rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}"/>'
            f'</clipPath><g clip-path="url(#{clip})">'
            f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" fill="{tones[0]}"/>'
        )
        parts += _bands(art, part.box, tones, height + 2 * b, width if mirrored else None)
        if part.person:
            fill = inks(part.person)
            parts += _shapes(art, 0.0, fill, height + 2 * b, width if mirrored else None)
        parts.append("</g>")
    parts.append("</svg>")
    return "".join(parts)


def _bands(
    art: Artwork, box: LayoutBox, tones: list[str], bottom: float, mirror: float | None
) -> list[str]:
    """Bands 8 to 0, the largest first, even ones in band tone; each is √2 wider than the last.

    What lies wholly under a band that fills the ground is left out, and so is what has its tone.
    """
    if tones[0] == tones[1]:
        return []
    u = art.figure[2]
    shapes: list[list[str]] = []
    for n in range(BANDS):
        d = art.band * u * (sqrt(2) ** (n + 1) - 1) / (sqrt(2) - 1)
        shapes.insert(0, _shapes(art, d, tones[0] if n % 2 else tones[1], bottom, mirror))
        if _fills(art, d, box):
            break
    return [shape for band in shapes for shape in band]


def _fills(art: Artwork, d: float, box: LayoutBox) -> bool:
    """Whether a band covers a ground: its dome, which is convex, holds all four corners.

    Both are taken as they stand before a page is mirrored.
    """
    cx, cy, r = Figure(*art.figure, window=Extent(0, 0, 0, 0)).dome
    x, y, width, height = box
    return all(
        hypot(corner - cx, min(top - cy, 0.0)) <= r + d
        for corner in (x, x + width)
        for top in (y, y + height)
    )


def _shapes(art: Artwork, d: float, fill: str, bottom: float, mirror: float | None) -> list[str]:
    figure = Figure(*art.figure, window=Extent(0, 0, 0, 0))
    hx, hy, hr = figure.head
    cx, cy, r = figure.dome
    if mirror is not None:
        hx, cx = mirror - hx, mirror - cx
    hr, r = hr + d, r + d
    low = max(bottom, cy)
    k = r * KAPPA
    dome = (
        f"M{cx - r:.3f} {low:g}V{cy:.3f}"
        f"C{cx - r:.3f} {cy - k:.3f} {cx - k:.3f} {cy - r:.3f} {cx:.3f} {cy - r:.3f}"
        f"C{cx + k:.3f} {cy - r:.3f} {cx + r:.3f} {cy - k:.3f} {cx + r:.3f} {cy:.3f}V{low:g}Z"
    )
    return [f'<path d="{dome}{_circle(hx, hy, hr)}" fill="{fill}"/>']


def _circle(x: float, y: float, r: float) -> str:
    """A circle of four cubics, clockwise like the dome: where they overlap both are filled."""
    k = r * KAPPA
    return (
        f"M{x - r:.3f} {y:.3f}"
        f"C{x - r:.3f} {y - k:.3f} {x - k:.3f} {y - r:.3f} {x:.3f} {y - r:.3f}"
        f"C{x + k:.3f} {y - r:.3f} {x + r:.3f} {y - k:.3f} {x + r:.3f} {y:.3f}"
        f"C{x + r:.3f} {y + k:.3f} {x + k:.3f} {y + r:.3f} {x:.3f} {y + r:.3f}"
        f"C{x - k:.3f} {y + r:.3f} {x - r:.3f} {y + k:.3f} {x - r:.3f} {y:.3f}Z"
    )
