"""Fonts: embedded, with a text layer, with each letter, and not too small."""

from dataclasses import replace

from printshop.pdf.geometry import IDENTITY, Clip, Shape
from printshop.pdf.paint import Paint
from printshop.preflight.reading.facts import Fill, Font, Glyph, Run
from tests.unit.preflight.checks.cases import BLACK, case, messages, page, run, told


def test_fonts_travel_in_the_file() -> None:
    """A font that is not embedded is told by name; one without a text layer is embedded."""
    bare, mute = Font("Arial", False, False), Font("Sans", True, False)
    fonts = {"a": Font("ABCDEF+Sans", True, True), "b": bare, "c": mute}
    about = case(page(fonts=fonts))
    assert messages("font-not-embedded", about) == ["the font 'Arial' is not embedded"]
    (answer,) = messages("no-text-layer", about)
    assert answer.startswith("the font 'Sans' has no text layer")


def test_fonts_without_a_name() -> None:
    """A Type 3 font has none, and is embedded by nature; it is never called '?'."""
    drawn, named = Font("", True, False, False, True), Font("", False, False)
    about = case(page(fonts={"a": drawn, "b": named}))
    assert messages("font-not-embedded", about) == ["a font without a name is not embedded"]
    assert messages("no-text-layer", about)[0].startswith("a Type 3 font has no text layer")
    assert Font("Hand", True, False, drawn=True).called == "the Type 3 font 'Hand'"


def test_two_fonts_of_one_name() -> None:
    """The worse one is told: a font that is embedded does not hide one that is not."""
    good, bad = Font("Arial", True, True), Font("Arial", False, True, broken=True)
    assert good.merged(bad) == bad.merged(good) == bad


def test_broken_fonts() -> None:
    """A font that cannot be opened is told by name."""
    broken = Font("Sans", True, True, broken=True)
    assert messages("broken-font", case(page(fonts={"a": broken}))) == [
        "the font 'Sans' is embedded, and cannot be opened"
    ]


def test_missing_letters_are_counted() -> None:
    """How many glyphs of a line are missing, with its text."""
    for lacking, which in ((1, "a glyph is"), (2, "2 glyphs are")):
        lines = [run("ab", lacking=lacking), run("cd")]
        assert messages("missing-glyph", case(page(runs=lines))) == [
            f"{which} missing in 'ab' (Sans)"
        ]


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


def test_a_font_without_a_name_is_not_quoted() -> None:
    """As a Type 3 font has none."""
    nameless = replace(run("ab"), font="", lacking=1)
    assert messages("missing-glyph", case(page(runs=[nameless]))) == ["a glyph is missing in 'ab'"]
