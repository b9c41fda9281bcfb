"""What is seen at a place: areas, bars, what overprints, what is not known."""

from printshop.pdf.geometry import IDENTITY, Clip, Extent, Shape
from printshop.pdf.paint import Overprint, Paint
from printshop.preflight.reading.beneath import (
    Areas,
    Cover,
    Ground,
    areas_of,
    beneath,
    cover,
    possible_grounds,
    stroked,
)
from printshop.preflight.reading.facts import UNPRINTED, Fill, Stroke
from tests.unit.preflight.checks.cases import BLACK, page

CYAN = Paint("/DeviceCMYK", (1.0, 0.0, 0.0, 0.0))
OVER = Overprint(True, True, 1)
BOX = Shape((("re", (10.0, 10.0, 20.0, 20.0)),), IDENTITY)
TRIANGLE = Shape((("m", (10.0, 10.0)), ("l", (30.0, 10.0)), ("l", (20.0, 30.0))), IDENTITY)
NOWHERE = Ground(UNPRINTED)


def fill(paint: Paint | None, order: int = 1, shape: Shape = BOX, **values: object) -> Fill:
    """An area."""
    return Fill(order, paint, shape, **{"clip": Clip(), **values})  # type: ignore[arg-type]


def test_how_much_of_a_box_is_covered() -> None:
    """All, nothing or a part, of rectangles, other shapes and clips."""
    inside, across, beside = Extent(18, 12, 22, 14), Extent(5, 12, 25, 14), Extent(40, 0, 50, 9)
    for shape in (BOX, TRIANGLE):
        area = fill(BLACK, shape=shape)
        found = [cover(area, box) for box in (inside, across, beside)]
        assert found == [Cover.ALL, Cover.PART, Cover.NOTHING]
    corner = Extent(10.5, 28, 11.5, 29)  # in the box of the triangle and not in it
    assert cover(fill(BLACK, shape=TRIANGLE), corner) is Cover.NOTHING
    clipped = fill(BLACK, clip=Clip().narrowed(TRIANGLE))
    assert cover(clipped, corner) is Cover.NOTHING
    assert cover(clipped, inside) is Cover.ALL
    assert cover(fill(BLACK, clip=Clip(Extent(19, 0, 90, 90))), inside) is Cover.PART


def test_what_overprints_is_added_up() -> None:
    """The inks that an area leaves come from below; knocked out they do not."""
    assert beneath([]).paint == UNPRINTED
    assert beneath([fill(BLACK), fill(CYAN, 2)]).paint == CYAN
    assert beneath([fill(BLACK), fill(CYAN, 2, overprint=OVER)]).paint == Paint(
        "/DeviceCMYK", (1.0, 0.0, 0.0, 1.0)
    )
    spot = Paint("/Separation", (0.5,), ("Magenta",))
    assert beneath([fill(CYAN), fill(spot, 2, overprint=OVER)]).paint == Paint(
        "/DeviceCMYK", (1.0, 0.5, 0.0, 0.0)
    )


def test_what_hides_is_named() -> None:
    """A picture, something transparent, and a spot colour beneath what overprints."""
    picture, clear = fill(None), fill(CYAN, opaque=False)
    assert beneath([picture]) == Ground(None, picture)
    assert beneath([clear]) == Ground(None, clear)
    gold = fill(Paint("/Separation", (1.0,), ("Gold",)))
    assert beneath([gold]).paint == gold.paint
    assert beneath([gold, fill(CYAN, 2, overprint=OVER)]) == Ground(None, gold)


def test_all_that_may_be_seen_in_a_box() -> None:
    """Down to what covers it wholly; else paper among it."""
    across = Extent(5, 12, 25, 14)
    ground = fill(CYAN, 1, Shape((("re", (0.0, 0.0, 90.0, 90.0)),), IDENTITY))
    assert possible_grounds([ground, fill(BLACK, 2)], across) == [Ground(BLACK), Ground(CYAN)]
    assert possible_grounds([fill(BLACK, 2)], across) == [Ground(BLACK), NOWHERE]
    clear = fill(CYAN, 3, opaque=False)
    assert possible_grounds([ground, clear], across) == [Ground(None, clear)]


def test_a_bar_is_an_area_and_a_line_is_none() -> None:
    """A stroke of 2 mm or more counts beneath type; as an edge every stroke does."""
    line = Shape((("m", (10.0, 20.0)), ("l", (50.0, 20.0))), IDENTITY)
    bar = Stroke(1, BLACK, 12.0, line.box, shape=line)
    thin = Stroke(2, CYAN, 0.5, line.box, shape=line)
    areas = areas_of(page(strokes=[bar, thin]))
    assert areas.at(30, 21, 9).paint == BLACK
    assert areas.at(30, 23, 9) == NOWHERE
    assert areas.at(30, 21, 1) == NOWHERE
    area = stroked(thin)
    assert area is not None
    assert area.covers(30, 20.05)
    assert not area.covers(30, 20.2)
    assert stroked(Stroke(1, BLACK, 1.0, line.box)) is None


def test_a_frame_of_lines_is_closed() -> None:
    """The four sides of a stroked rectangle."""
    area = stroked(Stroke(1, BLACK, 3.0, BOX.box, shape=BOX))
    assert area is not None
    assert [area.covers(*p) for p in ((10, 20), (20, 10), (30, 20), (20, 30), (20, 20))] == [
        *[True] * 4,
        False,
    ]


def test_areas_are_found_by_their_place() -> None:
    """In painting order, also over several strips of the page."""
    low, high = fill(BLACK, 1), fill(CYAN, 2, Shape((("re", (0.0, 0.0, 60.0, 50.0)),), IDENTITY))
    areas = Areas((low, high), (0.0, 50.0))
    assert areas.near(Extent(0, 0, 90, 50)) == [low, high]
    assert areas.near(Extent(0, 40, 5, 41)) == [high]
