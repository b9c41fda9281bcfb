"""Numbers beside texts: discs that touch no text and no other disc."""

from math import hypot

from PIL import Image

from printshop.pdf.geometry import Extent, overlap
from printshop.proofing.place_numbers import Mark, draw, margin, placed

SIZE = (100.0, 80.0)
DIAMETER = 4.0


def lines(*tops: float) -> list[Extent]:
    """Lines of 5 mm that begin 10 mm from the left edge."""
    return [Extent(10, top, 60, top + 5) for top in tops]


def test_a_disc_stands_beside_its_text() -> None:
    """At the left of what reads from the left, level with its first line."""
    texts = lines(20)
    (disc,) = placed([Mark(1, texts[0], rtl=False)], texts, *SIZE, DIAMETER)
    assert disc.x + DIAMETER / 2 < 10
    assert disc.y == 22.5
    assert disc.to is None


def test_from_right_to_left_it_stands_at_the_right() -> None:
    """Where the text begins."""
    texts = lines(20)
    (disc,) = placed([Mark(1, texts[0], rtl=True)], texts, *SIZE, DIAMETER)
    assert disc.x - DIAMETER / 2 > 60


def test_no_disc_touches_a_text_or_another_disc() -> None:
    """However close the lines stand."""
    texts = lines(20, 22, 24, 26, 28)
    marks = [Mark(n, line, rtl=False) for n, line in enumerate(texts, 1)]
    discs = placed(marks, texts, *SIZE, DIAMETER)
    for n, one in enumerate(discs):
        box = Extent(one.x - 2, one.y - 2, one.x + 2, one.y + 2)
        assert not any(overlap(box, text) for text in texts)
        assert all(hypot(one.x - two.x, one.y - two.y) >= DIAMETER for two in discs[:n])


def test_without_room_it_stands_in_the_margin() -> None:
    """A text that fills its page from edge to edge; the line leads to it over no other text."""
    texts = [Extent(0, 0, 100, 38), Extent(0, 40, 100, 80)]
    discs = placed([Mark(1, texts[1], rtl=False)], texts, *SIZE, DIAMETER)
    assert discs[0].x < 0
    inner = [Extent(0, 0, 100, 38), Extent(0, 38, 50, 80), Extent(50, 38, 100, 80)]
    (crossing,) = placed([Mark(2, inner[2], rtl=False)], inner, *SIZE, DIAMETER)
    assert crossing.to is None


def test_the_picture_is_wider_and_has_the_discs() -> None:
    """By a margin on both sides; the disc's colour is where the disc is."""
    texts = lines(20)
    picture = Image.new("RGB", (400, 320), "white")
    drawn = draw(picture, 4, [Mark(12, texts[0], rtl=False)], texts, DIAMETER)
    edge = round(margin(DIAMETER) * 4)
    assert drawn.size == (400 + 2 * edge, 320)
    reds = [c for _, c in drawn.getcolors(10**6) or [] if isinstance(c, tuple) and c[1] < 100]
    assert reds
