"""The figure of the campaign: a disc and a dome, and the contours around both.

All lengths are in mm from the trim's upper left corner, y downwards.
"""

from dataclasses import dataclass, replace
from math import acos, atan2, cos, hypot, pi, sin, sqrt

from printshop.pdf.geometry import Extent

LEAN = 0.16  # the head leans towards the headline by so many head radii
HALF_WIDTH = 2.3  # of the dome, in head radii
DOME_TOP = 1.34  # below the head's centre, in head radii
# A quarter circle as one cubic. The renderer's own circles bulge by 0.6 % and its half-circle arcs
# by 1.7 %: 1.7 mm on the shoulders of an A3, whose radius is 99 mm.
KAPPA = 4 / 3 * (sqrt(2) - 1)


@dataclass(frozen=True)
class Figure:
    """A person at (cx, cy) with head radius u, clipped to ``window``; lengths in mm.

    The head leans to the left by ``lean`` head radii, to the right where that is negative.
    """

    cx: float
    cy: float
    u: float
    window: Extent
    lean: float = LEAN

    def mirrored(self, width: float) -> "Figure":
        """The figure on a page of that width that is read the other way."""
        x0, y0, x1, y1 = self.window
        window = Extent(width - x1, y0, width - x0, y1)
        return replace(self, cx=width - self.cx, window=window, lean=-self.lean)

    @property
    def head(self) -> tuple[float, float, float]:
        """The head's circle: x, y, radius."""
        return self.cx - self.lean * self.u, self.cy, self.u

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

    def outline(self, spread: float) -> str:
        """Head and dome as path data, both radii larger by ``spread``; the dome ends with the
        window."""
        cx, cy, r = self.dome
        r += spread
        low, k = max(self.window.y1, cy), r * KAPPA
        dome = (
            f"M{cx - r:.3f} {low:g}V{cy:.3f}"
            f"C{cx - r:.3f} {cy - k:.3f} {cx - k:.3f} {cy - r:.3f} {cx:.3f} {cy - r:.3f}"
            f"C{cx + k:.3f} {cy - r:.3f} {cx + r:.3f} {cy - k:.3f} {cx + r:.3f} {cy:.3f}V{low:g}Z"
        )
        x, y, u = self.head
        return dome + circle(x, y, u + spread)

    def fills(self, spread: float) -> bool:
        """Whether the dome, larger by ``spread``, covers the window: it is convex, so whether it
        holds all four corners."""
        cx, cy, r = self.dome
        x0, y0, x1, y1 = self.window
        return all(
            hypot(x - cx, min(y - cy, 0.0)) <= r + spread for x in (x0, x1) for y in (y0, y1)
        )

    def contour(self, spread: float, pitch: float) -> list[tuple[float, float]]:
        """Points on the outline at ``spread``, ``pitch`` apart, down to the window's lower edge.

        The two notches, where head and shoulders meet, lie in the middle between two points. On the
        head, whose length is given, the pitch is adapted to a whole number.
        """
        hx, hy, hr = self.head
        cx, cy, r = self.dome
        hr, r = hr + spread, r + spread
        apart, axis = hypot(cx - hx, cy - hy), atan2(cy - hy, cx - hx)
        on_head = acos(_cosine((apart**2 + hr**2 - r**2) / (2 * apart * hr)))
        on_dome = acos(_cosine((apart**2 + r**2 - hr**2) / (2 * apart * r)))
        arc = 2 * (pi - on_head)
        count = max(1, round(arc * hr / pitch))
        turns = [axis + on_head + arc * (k + 0.5) / count for k in range(count)]
        points = [(hx + hr * cos(turn), hy + hr * sin(turn)) for turn in turns]
        for side in (-1, 1):  # from each notch along the shoulder, then straight down
            first = axis + pi + side * on_dome
            shoulder = r * (2 * pi - first if side > 0 else first - pi)
            walked = pitch / 2
            while walked < shoulder + self.window.y1 - cy + pitch:
                turn = first + side * min(walked, shoulder) / r
                below = max(walked - shoulder, 0.0)
                points.append((cx + r * cos(turn), cy + r * sin(turn) + below))
                walked += pitch
        return points


def circle(x: float, y: float, r: float) -> str:
    """A circle of four cubic curves, clockwise like the dome, so that overlaps are filled."""
    k = r * KAPPA
    return (
        f"M{x - r:.3f} {y:.3f}"
        f"C{x - r:.3f} {y - k:.3f} {x - k:.3f} {y - r:.3f} {x:.3f} {y - r:.3f}"
        f"C{x + k:.3f} {y - r:.3f} {x + r:.3f} {y - k:.3f} {x + r:.3f} {y:.3f}"
        f"C{x + r:.3f} {y + k:.3f} {x + k:.3f} {y + r:.3f} {x:.3f} {y + r:.3f}"
        f"C{x - k:.3f} {y + r:.3f} {x - r:.3f} {y + k:.3f} {x - r:.3f} {y:.3f}Z"
    )


def _cosine(value: float) -> float:
    """A cosine, also where the circles do not meet."""
    return min(max(value, -1.0), 1.0)
