"""Characters: their scripts, those that look alike, those that nobody sees."""

import unicodedata

import pytest

from printshop.reading.characters import (
    LIKE_LATIN,
    described,
    hidden,
    place,
    script,
    script_name,
    scripts_of,
    shown,
    times,
    twin,
)


@pytest.mark.parametrize("text", ["می\u200cخواهم", "न्\u200dय", "ক্\u200cষ", "Łódź", "李", "👍"])
def test_joiners_stand_where_a_script_is_spelled_with_them(text: str) -> None:
    """In Persian, Hindi and Bengali; nothing else of these words is invisible."""
    assert hidden(text) == []


def test_joiners_at_the_end_of_a_word() -> None:
    """A joiner that joins nothing hides, in any script."""
    assert hidden("خ\u200c") == ["\u200c"]
    assert hidden("\u200dخ") == ["\u200d"]
    assert hidden("خ\u200ca") == ["\u200c"]
    assert hidden("خ\u200cक") == ["\u200c"]


def test_a_language_says_whether_it_has_joiners() -> None:
    """Then no script is asked."""
    assert hidden("خ\u200cخ", joiners=False) == ["\u200c"]
    assert hidden("a\u200cb", joiners=True) == []


@pytest.mark.parametrize("own", LIKE_LATIN)
def test_twins_look_like_a_latin_letter_of_the_same_case(own: str) -> None:
    """Each pair is of two scripts; capitals stand beside capitals; one leads to the other."""
    for other, latin in LIKE_LATIN[own].items():
        assert (script(other), script(latin)) == (own, "Latn")
        assert unicodedata.category(other) == unicodedata.category(latin)
        assert twin(other, own, "Latn") == latin
        assert twin(latin, "Latn", own) == other


def test_letters_without_a_twin() -> None:
    """Between scripts that do not look alike, and between Greek and Cyrillic by way of Latin."""
    assert [twin("ж", "Cyrl", "Latn"), twin("ع", "Arab", "Latn"), twin("a", "Latn", "Arab")] == [
        *("", "", "")
    ]
    assert twin("ο", "Grek", "Cyrl") == "о"


def test_scripts() -> None:
    """Of letters, of signs that all scripts share, and of languages that mix scripts."""
    assert [script(c) for c in "aж1ع漢،"] == ["Latn", "Cyrl", "Zyyy", "Arab", "Hani", "Zyyy"]
    assert scripts_of("Jpan") == {"Hira", "Kana", "Hani"}
    assert scripts_of("Latn") == {"Latn"}
    assert script_name("Cyrl") == "Cyrillic"


def test_how_characters_are_displayed() -> None:
    """With their code points; where none is assigned, that is said."""
    assert shown("P") == '"P" (U+0050)'
    assert described("\u202e") == "⟨U+202E⟩ RIGHT-TO-LEFT OVERRIDE"
    assert described("\ue000") == "⟨U+E000⟩ private use"
    assert described("\uffff") == "⟨U+FFFF⟩ not assigned"


def test_how_places_are_displayed() -> None:
    """What stands before helps to find it; invisible characters are left out of it."""
    assert place("Call us\u202e now", 7) == 'at character 8, after "Call us"'
    assert place("a very long beginning of it", 20) == 'at character 21, after "ong beginnin"'
    assert place("\u202eab", 0) == "at its beginning"
    assert place("a\u202e\u202eb", 3) == 'at character 4, after "a"'
    assert (times(1), times(3)) == ("", ", 3 times in all")
