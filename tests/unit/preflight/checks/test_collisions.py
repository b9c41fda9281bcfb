"""Collisions: lines, rules, figures; what belongs together does not collide."""

import pytest

from printshop.preflight.checks.collisions import lines_keep_apart
from tests.unit.preflight.printed import printed


def told(body: str, style: str = "") -> list[str]:
    """What is said of a page."""
    return [violation.message for violation in lines_keep_apart(printed(body, style))]


@pytest.mark.parametrize(
    ("upper", "lower", "close", "apart"),
    [
        ("Ești", "ajutor", 0.9, 1.3),  # the comma of ș and the dot of j
        ("gypsy", "ÅÉÔ", 1.0, 1.5),  # accents on capitals beneath descenders
        ("gypsy", "Ặ Ễ Ộ", 1.1, 1.7),  # stacked marks of Vietnamese
        ("قِيِ", "أُخًّ", 0.8, 2.2),  # vowel signs below and above
    ],
)
def test_lines_with_too_little_leading(upper: str, lower: str, close: float, apart: float) -> None:
    """Two lines of one paragraph touch with little leading, and do not with more."""
    body = f"<p>{upper}<br>{lower}</p>"
    fonts = "p { font-family: 'Noto Sans', Vazirmatn; line-height: %g }"
    (message,) = told(body, fonts % close)
    assert message.endswith("the least is 0.3 mm")
    assert told(body, fonts % apart) == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>ffi ä ç q̃ Ặ ș ij</p>",
        "<p>H<sub>2</sub>O, 1<sup>er</sup></p>",
        "<p dir='rtl' style='font-family: Vazirmatn'>مُهِمٌّ جِدًّا</p>",
        "<p><b>Bold</b><i>slanted</i>AVAVA</p>",
    ],
)
def test_what_belongs_together(body: str) -> None:
    """Marks, ligatures, raised figures and neighbours of one line are no collision."""
    assert told(body) == []


def test_an_underline_belongs_to_its_line() -> None:
    """It crosses descenders; a rule of another place that does so collides."""
    assert told("<p style='text-decoration: underline'>gypsy</p>") == []
    style = (
        "hr { position: absolute; left: 0; width: 90mm; top: 11.4mm; height: 0.2mm; margin: 0; "
        "border: 0; background: black }"
    )
    (message,) = told("<p>gypsy</p><hr>", style)
    assert message.endswith("touches a rule; the least is 0.3 mm")


def test_two_cells_of_a_row() -> None:
    """A label that runs into the number beside it stands on the same baseline."""
    style = "p { position: absolute; top: 10mm; left: 5mm; white-space: nowrap } .b { left: %gmm }"
    body = "<p>nn</p><p class='b'>nn</p>"
    assert len(told(body, style % 14)) == 1
    assert told(body, style % 30) == []


DISC = (
    "div { position: absolute; left: 10mm; top: 10mm; width: 40mm; height: 40mm; "
    "border-radius: 50%%; background: %s } p { position: absolute; left: %gmm; top: 25mm }"
)


@pytest.mark.parametrize(("left", "clear"), [(24, True), (44, False), (60, True)])
def test_a_disc(left: float, clear: bool) -> None:
    """Type lies in a disc or beside it, never across its edge."""
    assert (told("<div></div><p>nn</p>", DISC % ("#fa3", left)) == []) is clear


def test_an_edge_that_is_hardly_seen() -> None:
    """Type runs across bands of nearly one colour; an edge that something covers is none."""
    assert told("<div></div><p>nn</p>", DISC % ("#f6f4ee", 44)) == []
    cover = "<div></div><i></i><p>nn</p>"
    style = "i { position: absolute; left: 30mm; top: 5mm; width: 60mm; height: 50mm; "
    assert told(cover, DISC % ("#fa3", 44) + style + "background: #fff }") == []
    assert told(cover, DISC % ("#fa3", 44)) != []


def test_a_line_and_a_rotated_line() -> None:
    """Distances are those of the outlines, whatever their direction."""
    style = "p { position: absolute; left: 20mm; top: 20mm } .b { transform: rotate(90deg) }"
    assert len(told("<p>nnn</p><p class='b'>nnn</p>", style)) == 1
