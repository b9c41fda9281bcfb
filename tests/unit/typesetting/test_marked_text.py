"""A text within its frame: counted as it is printed, and replaced by another one."""

import pytest

from printshop.typesetting.marked_text import MarkedText, shown, unmarked
from printshop.typesetting.segment_marks import END, FIRST, SegmentRef

WORDS = ["aan", "bij", "dan", "een", "hoe"]
TOKEN = '<bdi class="token">+32 78</bdi>'


def text(inner: str) -> MarkedText:
    """A text that is the only one of its frame."""
    markup = f"<div><p>{chr(FIRST)}{inner}{END}</p></div>"
    return MarkedText(SegmentRef("nl", "card", "hint"), 0, "hint", markup, WORDS)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("a&amp;b", "a&b"),
        ("bel<br>nu", "bel nu"),
        ("ver\u00adkort", "verkort"),
        ("<b>a</b> b", "a b"),
    ],
)
def test_shown(markup: str, words: str) -> None:
    """Tags, marks and soft hyphens are not printed; a broken line is a space."""
    assert shown(markup) == words


@pytest.mark.parametrize("inner", ["een tekst van nu", f"bel {TOKEN} nu", "twee<br>regels"])
@pytest.mark.parametrize("length", [12, 40])
def test_another_text_has_the_length_asked_for(inner: str, length: int) -> None:
    """Facts stay, and so does the number of lines that were broken by hand."""
    filled = text(inner).filled(length)
    assert len(shown(filled)) == pytest.approx(length, abs=1)
    assert filled.count(TOKEN) == inner.count(TOKEN)
    assert filled.count("<br>") == inner.count("<br>")


def test_a_text_in_parts_keeps_its_parts() -> None:
    """A text around a number that is set by itself."""
    markup = f"{chr(FIRST)}voor{END} {chr(FIRST)}{TOKEN}{END} {chr(FIRST)}daarna komt meer{END}"
    parts = MarkedText(SegmentRef("nl", "leaflet", "statistic"), 0, "statistic", markup, WORDS)
    assert parts.used == len("voor +32 78 daarna komt meer")
    assert len(shown(parts.filled(60))) == pytest.approx(60, abs=2)


def test_marks_are_taken_out() -> None:
    """What is set has none."""
    assert unmarked(text("nu").markup) == "<div><p>nu</p></div>"
