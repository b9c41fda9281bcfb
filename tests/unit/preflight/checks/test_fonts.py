"""Fonts: embedded, with a text layer, with each letter, and not too small."""

from printshop.pdf.geometry import IDENTITY, Clip, Shape
from printshop.pdf.paint import Paint
from printshop.preflight.reading.facts import Fill, Font, Glyph, Run
from tests.unit.preflight.checks.cases import BLACK, case, messages, page, run, told


def test_fonts_travel_in_the_file() -> None:
    """A font that is not embedded, and one without a text layer, are told by name."""
    fonts = {"a": Font("ABCDEF+Sans", True, True), "b": Font("Arial", False, False)}
    assert messages("font-not-embedded", case(page(fonts=fonts))) == [
        "the font 'Arial' is not embedded",
        "the font 'Arial' has no text layer (ToUnicode)",
    ]


def test_glyph_0_is_a_missing_letter() -> None:
    """In a composite font only: in others code 0 may be any letter."""
    empty = run("ab", codes=(0, 5))
    wide, narrow = Font("Sans", True, True), Font("Sans", True, True, wide=False)
    assert messages("missing-glyph", case(page(runs=[empty], fonts={"Sans": wide}))) == [
        "a glyph is missing in 'ab' (Sans)"
    ]
    for fonts in ({"Sans": narrow}, {}):
        assert messages("missing-glyph", case(page(runs=[empty], fonts=fonts))) == []


def test_the_smallest_type() -> None:
    """The smallest run is told with the floor; spaces and the slug are not read."""
    slug = Run("Sans", 3.0, BLACK, (Glyph(1, "x", 10.0, -9.0, 2.0),), True)
    small = [run("small", 5.5), run("smaller", 4.25), run(" ", 1.0), slug]
    (answer,) = told("type-too-small", case(page(runs=small)))
    assert answer.message == "'smaller' is 4.25 pt; the floor is 6 pt"
    assert (answer.measure, answer.limit) == ("4.25 pt", "6 pt")
    assert messages("type-too-small", case(page(runs=[run("right", 6.0)]))) == []


def test_small_type_that_prints() -> None:
    """An artifact prints; what an area was painted over, and white on paper, do not."""
    white = Paint("/DeviceCMYK", (0.0, 0.0, 0.0, 0.0))
    small = run("small", 4.0, artifact=True)
    cover = Fill(9, BLACK, Shape((("re", (0, 0, 100, 50)),), IDENTITY), Clip())
    assert messages("type-too-small", case(page(runs=[small]))) != []
    assert messages("type-too-small", case(page(runs=[small], fills=[cover]))) == []
    assert messages("type-too-small", case(page(runs=[run("small", 4.0, white)]))) == []
