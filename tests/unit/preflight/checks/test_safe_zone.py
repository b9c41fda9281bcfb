"""Type near the trim of somebody else's file: told once a side, whatever direction it runs in."""

from printshop.findings import Severity
from printshop.pdf.paint import Paint
from printshop.preflight.reading.facts import Glyph, Run
from tests.unit.preflight.checks.cases import BLACK, case, messages, page, press, told
from tests.unit.preflight.printed import printed


def run(
    text: str, x: float, y: float, way: tuple[float, float] = (2.0, 0.0), paint: Paint = BLACK
) -> Run:
    """A line of 9 pt from a point in mm; each letter goes on by ``way``."""
    glyphs = [
        Glyph(n + 1, letter, x + n * way[0], y + n * way[1], 2.0) for n, letter in enumerate(text)
    ]
    return Run("Sans", 9.0, paint, tuple(glyphs), False, direction=(way[0] / 2, way[1] / 2))


def test_each_side_is_told_once() -> None:
    """The nearest line of each side; a page is 100 × 50 mm."""
    runs = [run("near", 1, 20), run("nearer", 0.5, 30), run("middle", 40, 20), run("low", 40, 1)]
    answers = told("outside-safe-zone", case(page(runs=runs)))
    assert [a.message for a in answers] == [
        "'nearer' is 0.5 mm from the left trim; 3 mm are wanted; 1 more are near it",
        "'low' is 0.4 mm from the lower trim; 3 mm are wanted",
    ]
    assert {a.severity for a in answers} == {Severity.REVIEW}


def test_what_is_cut_off() -> None:
    """Type that crosses the trim; a line in the slug is cut off on purpose."""
    runs = [run("crosses", 95, 20), run("slug", 40, -8)]
    assert messages("outside-safe-zone", case(page(runs=runs))) == [
        "'crosses' reaches 9.0 mm beyond the right trim, and is cut off"
    ]


def test_what_is_not_told() -> None:
    """White on paper is not there; a screen has no trim that is cut."""
    white = Paint("/DeviceCMYK", (0.0, 0.0, 0.0, 0.0))
    about = page(runs=[run("white", 1, 20, paint=white)])
    assert messages("outside-safe-zone", case(about)) == []
    screen = press(standard="pdf/ua-1", intent=None)
    assert messages("outside-safe-zone", case(page(runs=[run("x", 1, 9)]), against=screen)) == []


def test_a_line_that_runs_upwards() -> None:
    """Its box stands upright beside the trim."""
    box = run("upwards", 2.9, 10, (0.0, 2.0)).box
    assert box.height > 13
    assert box.width < 4
    about = case(page(runs=[run("upwards", 2.9, 10, (0.0, 2.0))]))
    assert messages("outside-safe-zone", about) == [
        "'upwards' is 0.6 mm from the left trim; 3 mm are wanted"
    ]


def test_the_ink_counts() -> None:
    """An H of 24 pt has 0.8 mm of white before its first stem, and none above it."""
    at = "<p style='position: absolute; left: {}mm; top: 20mm'>HH</p>"
    assert messages("outside-safe-zone", printed(at.format(2.3))) == []
    assert messages("outside-safe-zone", printed(at.format(2.05))) == [
        "'HH' is 2.9 mm from the left trim; 3 mm are wanted"
    ]
