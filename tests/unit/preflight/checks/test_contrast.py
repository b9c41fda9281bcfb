"""Contrast: type against what is painted beneath it, glyph by glyph."""

from dataclasses import replace

import numpy
import pytest
from PIL import Image as Pillow

from printshop.findings import Severity
from printshop.pdf.geometry import IDENTITY, Clip, Extent, Shape
from printshop.pdf.paint import Overprint, Paint
from printshop.preflight.reading.facts import Drawn, Fill, Image
from printshop.preflight.rules import Case
from printshop.shop.job import Picture
from tests.unit.preflight.checks.cases import BLACK, case, messages, page, press, run, told
from tests.unit.preflight.printed import printed

GRAY = Paint("/DeviceCMYK", (0.0, 0.0, 0.0, 0.3))
WHITE = Paint("/DeviceCMYK", (0.0, 0.0, 0.0, 0.0))
CYAN = Paint("/DeviceCMYK", (1.0, 0.0, 0.0, 0.0))


def area(paint: Paint | None, box: tuple[float, ...], order: int = 1, **values: object) -> Fill:
    """A rectangle: corner, width and height."""
    return Fill(order, paint, Shape((("re", box),), IDENTITY), Clip(), **values)  # type: ignore[arg-type]


EVERYWHERE = (0.0, 0.0, 100.0, 50.0)


def test_type_on_paper() -> None:
    """Black stands out, light gray does not, white not at all; somebody else's is a review."""
    assert messages("low-contrast", case(page(runs=[run("text")]))) == []
    (faint,) = told("low-contrast", case(page(runs=[run("text", paint=GRAY)])))
    assert faint.severity is Severity.REVIEW
    assert faint.limit == "4.5 : 1"
    assert faint.message.startswith("'text' has a contrast of 1.")
    assert messages("low-contrast", case(page(runs=[run("text", paint=WHITE)]))) == [
        "'text' has a contrast of 1.00 : 1 with a ground of its own colour; the least is 4.5 : 1"
    ]


def test_large_type_needs_less() -> None:
    """Of 18 pt and more, 3 : 1 is enough; the same colours are too faint when smaller."""
    middle = Paint("/DeviceCMYK", (0.0, 0.0, 0.0, 0.65))
    assert messages("low-contrast", case(page(runs=[run("text", 18, middle)]))) == []
    assert len(messages("low-contrast", case(page(runs=[run("text", 17.5, middle)])))) == 1


def test_the_text_across_a_proof_is_none_of_it() -> None:
    """says-draft tells of it already; the same words as a part of the piece are looked at."""
    mark = run("PROOF - DO NOT PRINT", 40, GRAY, artifact=True)
    assert messages("low-contrast", case(page(runs=[mark]))) == []
    assert messages("low-contrast", case(page(runs=[run("PROOF", paint=GRAY)]))) != []


def test_what_lies_on_top_counts() -> None:
    """Of two areas the upper one; one that is painted after the type is none beneath it."""
    white, black = area(WHITE, EVERYWHERE, 1), area(BLACK, EVERYWHERE, 2)
    type_ = run("text", order=3)
    assert messages("low-contrast", case(page(runs=[type_], fills=[black, white]))) != []
    upper = area(WHITE, EVERYWHERE, 2)
    assert messages("low-contrast", case(page(runs=[type_], fills=[black, upper]))) == []
    later = area(BLACK, EVERYWHERE, 4)
    assert messages("low-contrast", case(page(runs=[type_], fills=[later]))) == []


def test_a_line_that_runs_off_its_ground_is_one_finding() -> None:
    """Of ten letters the three on the dark are told, and the line once."""
    dark = area(BLACK, (24.0, 0.0, 50.0, 50.0))
    line = run("abcdefghij", order=2)
    assert messages("low-contrast", case(page(runs=[line], fills=[dark]))) == [
        "in 'abcdefghij' 3 of 10 letters have a contrast of 1.00 : 1 with a ground of its "
        "own colour; the least is 4.5 : 1"
    ]


def test_overprinting_type_has_the_ground_in_it() -> None:
    """Black that overprints solid cyan, magenta and yellow is no lighter than its ground."""
    over = Overprint(True, True, 1)
    rich = Paint("/DeviceCMYK", (1.0, 1.0, 1.0, 0.0))
    type_ = run("text", overprint=over, order=2)
    assert messages("low-contrast", case(page(runs=[type_], fills=[area(rich, EVERYWHERE)])))
    yellow = Paint("/DeviceCMYK", (0.0, 0.0, 1.0, 0.0))
    assert not messages("low-contrast", case(page(runs=[type_], fills=[area(yellow, EVERYWHERE)])))


def test_an_overprinting_area_adds_to_what_lies_beneath() -> None:
    """Cyan that overprints 90 % black is dark, though cyan alone is not."""
    deep = area(Paint("/DeviceCMYK", (0.0, 0.0, 0.0, 0.9)), EVERYWHERE, 1)
    cyan = area(CYAN, EVERYWHERE, 2, overprint=Overprint(True, True, 1))
    assert messages("low-contrast", case(page(runs=[run("text", order=3)], fills=[deep, cyan])))
    alone = case(page(runs=[run("large", 24, order=3)], fills=[cyan]))
    assert not messages("low-contrast", alone)


@pytest.mark.parametrize("opaque", [True, False])
def test_nothing_false_is_said_of_pictures(opaque: bool) -> None:
    """Without a picture of the page nothing is said of type on a picture or on transparency."""
    unknown = area(None if opaque else GRAY, EVERYWHERE, 1, opaque=opaque)
    assert not messages("low-contrast", case(page(runs=[run("text", order=2)], fills=[unknown])))


@pytest.mark.parametrize(("gray", "faint"), [(20, True), (230, False)])
def test_type_on_a_picture_is_measured_on_the_page(gray: int, faint: bool) -> None:
    """Where there is a picture of the page, its pixels beside the glyphs are compared."""
    shown = Picture(Pillow.new("RGB", (1000, 500), (gray,) * 3), 10)
    photo = page(runs=[run("text", order=2)], fills=[area(None, EVERYWHERE)])
    about = Case(case(photo).reading, (shown,), press())
    assert bool(messages("low-contrast", about)) is faint


def test_type_that_shines_through_is_left_out() -> None:
    """How dark partly transparent type is, is not known."""
    drawn = Drawn(None, (3.0, 0.0, 0.0, 3.0, 0.0, 0.0), Clip(), opaque=False)
    assert not messages("low-contrast", case(page(runs=[run("text", paint=GRAY, drawn=drawn)])))
    clipped = Drawn(None, (3.0, 0.0, 0.0, 3.0, 0.0, 0.0), Clip(Extent(0, 30, 100, 50)))
    assert not messages("low-contrast", case(page(runs=[run("text", paint=GRAY, drawn=clipped)])))


def test_outlines_decide_where_a_ground_ends() -> None:
    """In a set page the letters on the dark are told, by their outlines."""
    body = "<div></div><p>лінія довіри</p>"
    style = (
        "div { position: absolute; left: 15mm; top: 0; width: 70mm; height: 60mm; "
        "background: #123 } p { position: absolute; left: 5mm; top: 20mm; "
        "font-size: 12pt; color: #012 }"
    )
    (message,) = messages("low-contrast", printed(body, style))
    assert message.startswith("in 'лінія довіри' ")
    assert messages("low-contrast", printed(body, style + "p { color: #888 }")) != []
    assert messages("low-contrast", printed(body, style.replace("#123", "#fed"))) == []


def test_type_on_a_picture_whose_inks_were_summed_up() -> None:
    """What is beneath is not known without a page picture: nothing is told, and nothing stops."""
    sums = numpy.full((20, 20), 280.0)
    image = Image("picture", "/DeviceCMYK", (20, 20), 8, Extent(*EVERYWHERE), 300.0, inks=sums)
    ground = area(None, EVERYWHERE, image=image)
    assert messages("low-contrast", case(page(runs=[run("text", order=3)], fills=[ground]))) == []


def test_a_line_around_the_type_counts() -> None:
    """White type with a black outline is read by that; with a pale one it is not."""
    for paint, faint in ((BLACK, False), (GRAY, True)):
        drawn = Drawn(None, (3.175, 0, 0, 3.175, 0, 0), Clip(), outline=paint)
        about = case(page(runs=[run("text", paint=WHITE, drawn=drawn)]))
        assert bool(messages("low-contrast", about)) is faint


def test_a_shadow_is_not_read() -> None:
    """The same words are painted later, a little beside; elsewhere they are other words."""
    shadow, words = run("text", paint=GRAY, order=1), run("text", order=2)
    assert messages("low-contrast", case(page(runs=[shadow, words]))) == []
    far = replace(words, glyphs=tuple(g._replace(y=g.y + 5) for g in words.glyphs))
    assert len(messages("low-contrast", case(page(runs=[shadow, far])))) == 1
    assert len(messages("low-contrast", case(page(runs=[words, replace(shadow, order=3)])))) == 1
