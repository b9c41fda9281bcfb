"""Artwork: the geometry of the one sign."""

import re
from itertools import pairwise
from math import hypot, sqrt
from xml.etree import ElementTree

import pytest

from printshop.pdf.geometry import Extent
from printshop.shop.job import Shop
from printshop.shop.layout import Cuts, Layout, LayoutBox
from printshop.typesetting.artwork import BANDS, page_svg, person
from printshop.typesetting.figure import Figure

SVG = "{http://www.w3.org/2000/svg}"
FIGURE = Figure(70, 85, 12, window=Extent(0, 0, 105, 118))


def test_head_and_dome() -> None:
    """The head leans to the reading start; the dome is 2.3 heads wide and starts 1.34 below."""
    assert FIGURE.head == pytest.approx((70 - 0.16 * 12, 85, 12))
    cx, cy, r = FIGURE.dome
    assert (cx, r) == pytest.approx((70, 2.3 * 12))
    assert cy - r == pytest.approx(85 + 1.34 * 12)


@pytest.mark.parametrize(
    ("box", "distance"),
    [
        ((0, 84, 40, 86), 68.08 - 12 - 40),  # beside it
        ((60, 0, 80, 63), 85 - 12 - 63),  # above it
        ((66, 80, 70, 90), 0),  # on it
        ((0, 0, 60, 77), hypot(8.08, 8) - 12 if hypot(8.08, 8) > 12 else 0),  # a corner within
        ((0, 0, 53.08, 65), hypot(15, 20) - 12),  # a corner outside
        ((0, 0, 105, 148), 0),  # around it
    ],
)
def test_head_distance(box: tuple[float, float, float, float], distance: float) -> None:
    """The distance from the head's edge to the nearest point of a box."""
    assert FIGURE.head_distance(Extent(*box)) == pytest.approx(distance)


@pytest.mark.parametrize(
    ("box", "crosses"),
    [
        ((65, 108, 75, 112), False),  # on the chest
        ((10, 108, 30, 112), False),  # beside it
        ((30, 108, 50, 112), True),  # over the shoulder
        ((30, 120, 50, 130), False),  # below where it is seen
    ],
)
def test_crosses_body(box: tuple[float, float, float, float], crosses: bool) -> None:
    """Type stands on the chest or beside the person, never across the outline."""
    assert FIGURE.crosses_body(Extent(*box)) == crosses


def test_person_ends_where_another_ground_begins(opened_shop: Shop) -> None:
    """The person is seen in its own ground, down to the ground that is laid over it."""
    found = person(opened_shop.layouts["sign"], "front")
    assert found is not None
    assert found.window == pytest.approx((-5, -5, 110, 118))
    assert person(opened_shop.layouts["card"], "inside") is None


def svg_of(layout: Layout, page: str, mirrored: bool) -> ElementTree.Element:
    """The artwork of a page, its colours by name."""
    return ElementTree.fromstring(page_svg(layout, layout.pages[page], str, mirrored))


def circles(root: ElementTree.Element) -> list[tuple[float, float]]:
    """The heads of a drawing in order: centre's x and radius, from where each circle starts."""
    found = []
    for path in root.iter(f"{SVG}path"):
        head = path.attrib["d"].split("Z")[1]
        xs = [float(x) for x in re.findall(r"(?:M|C| )(-?[\d.]+) -?[\d.]+", head)]
        found.append(((min(xs) + max(xs)) / 2, (max(xs) - min(xs)) / 2))
    return found


def test_bands_widen_by_root_two(opened_shop: Shop) -> None:
    """Each band is √2 times as wide as the one inside; they are drawn from the largest inwards."""
    layout = opened_shop.layouts["sign"]
    root = svg_of(layout, "front", mirrored=False)
    first = circles(root)[:BANDS]  # of the first ground: the ninth band would lie under the eighth
    radii = [r for _, r in first]
    assert radii[-1] == pytest.approx(12, abs=0.01)  # the person
    widths = [a - b for a, b in pairwise(radii)][::-1]
    assert len(widths) == BANDS - 1
    assert widths[0] == pytest.approx(0.34 * 12, abs=0.01)
    for inner, outer in pairwise(widths):
        assert outer / inner == pytest.approx(sqrt(2), abs=0.01)


def test_what_cannot_be_seen_is_not_drawn(opened_shop: Shop) -> None:
    """Nothing lies under a band that fills its ground, and no band has the ground's own tone."""
    layout = opened_shop.layouts["sign"]
    side = layout.pages["front"]

    def drawn(box: tuple[float, float, float, float], band: str) -> int:
        change = {"box": LayoutBox(*box), "band": band, "person": ""}
        ground = side.artwork.grounds[0].model_copy(update=change)
        artwork = side.artwork.model_copy(update={"grounds": (ground,)})
        page = side.model_copy(update={"artwork": artwork})
        svg = page_svg(layout, page, str, mirrored=False)
        return len(circles(ElementTree.fromstring(svg)))

    assert drawn((-5, -5, 115, 123), "night-band") == BANDS - 1
    assert drawn((-500, -500, 1000, 1000), "night-band") == BANDS
    assert drawn((69, 110, 2, 2), "night-band") == 1  # on the chest: the first band fills it
    cx, _, r = Figure(*side.artwork.figure, window=Extent(0, 0, 1, 1)).dome
    assert drawn((cx + r + 0.1, 140, 1, 1), "night-band") == 1
    assert drawn((cx + r + 5, 140, 1, 1), "night-band") == 2  # beyond the first, in the second
    assert drawn((-5, -5, 115, 123), side.artwork.grounds[0].ground) == 0


def test_mirror(opened_shop: Shop) -> None:
    """A page that reads from right to left is the same drawing, mirrored on the trim's middle."""
    layout = opened_shop.layouts["sign"]
    plain = svg_of(layout, "front", mirrored=False)
    mirrored = svg_of(layout, "front", mirrored=True)
    for (x, r), (mx, mr) in zip(circles(plain), circles(mirrored), strict=True):
        assert mx == pytest.approx(layout.trim[0] - x, abs=0.01)
        assert mr == pytest.approx(r, abs=0.01)
    card = opened_shop.layouts["card"]
    rects = [r.attrib["x"] for r in svg_of(card, "inside", mirrored=True).iter(f"{SVG}rect")]
    assert set(rects) == {"59", "-4"}


def test_everything_has_ink(opened_shop: Shop) -> None:
    """Every shape names its colour: what has none comes out black in RGB."""
    for name, layout in opened_shop.layouts.items():
        for page in layout.pages:
            root = svg_of(layout, page, mirrored=False)
            shapes = [e for e in root.iter() if e.tag in (f"{SVG}path", f"{SVG}rect")]
            drawn = [s for s in shapes if s not in list(root.iterfind(f".//{SVG}clipPath/*"))]
            assert all("fill" in s.attrib for s in drawn), (name, page)


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_ground_with_an_outline_and_printed_cuts(opened_shop: Shop, mirrored: bool) -> None:
    """Its corners are drawn as they are written, mirrored with the page; dashes lie on the cuts."""
    sign = opened_shop.layouts["sign"]
    side = sign.pages["front"]
    corners = ((-5.0, 118.0), (110.0, 118.0), (60.0, 153.0))
    ground = side.artwork.grounds[1].model_copy(update={"outline": corners})
    artwork = side.artwork.model_copy(update={"grounds": (ground,)})
    side = side.model_copy(update={"artwork": artwork})
    cuts = Cuts(page="front", between=(120, 148), x=(30, 70), line="ink")
    layout = sign.model_copy(update={"pages": {"front": side}, "cuts": cuts})
    svg = page_svg(layout, side, lambda name: f"#{name}", mirrored)
    at = [105 - x if mirrored else x for x, _ in corners]
    outline = f"M{at[0]:g} 118L{at[1]:g} 118L{at[2]:g} 153Z"
    assert svg.count(f'd="{outline}"') == 2, "as the area and as its clipping path"
    places = (75, 35) if mirrored else (30, 70)
    assert "".join(f"M{x} 120V153" for x in places) in svg
    assert 'stroke="#ink"' in svg
    plain = layout.model_copy(update={"cuts": cuts.model_copy(update={"line": ""})})
    assert "stroke" not in page_svg(plain, side, lambda name: f"#{name}", mirrored)


def test_a_ground_with_bands_of_its_own(opened_shop: Shop) -> None:
    """They are those around another figure; the person stands where its ground has it."""
    sign = opened_shop.layouts["sign"]
    artwork = sign.pages["front"].artwork
    own = (20.0, 30.0, 9.0)
    grounds = tuple(g.model_copy(update={"figure": own}) for g in artwork.grounds)
    side = sign.pages["front"].model_copy(
        update={"artwork": artwork.model_copy(update={"grounds": grounds})}
    )
    layout = sign.model_copy(update={"pages": {"front": side}})
    found = person(layout, "front")
    assert found is not None
    assert (found.cx, found.cy, found.u) == own
    moved = artwork.model_copy(update={"figure": own})
    expected = sign.pages["front"].model_copy(update={"artwork": moved})
    assert page_svg(layout, side, str, False) == page_svg(layout, expected, str, False)
