"""Fonts: embedded, with a text layer, with each letter, and not too small."""

from printshop.preflight.reading.facts import Font
from tests.unit.preflight.checks.cases import case, messages, page, run, told


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
    """The smallest run is told with the floor; spaces and slugs are not read."""
    small = [run("small", 5.5), run("smaller", 4.25), run(" ", 1.0), run("x", 3, artifact=True)]
    (answer,) = told("type-too-small", case(page(runs=small)))
    assert answer.message == "'smaller' is 4.25 pt; the floor is 6 pt"
    assert (answer.measure, answer.limit) == ("4.25 pt", "6 pt")
    assert messages("type-too-small", case(page(runs=[run("right", 6.0)]))) == []
