"""Measure: what the galley says of frames."""

from dataclasses import replace

import pytest

from printshop.shop.job import Composition, Galley, Shop
from printshop.typesetting import measure, styles
from tests.unit.typesetting.cards import card

DOT = (  # a white pixel
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgAB"
    "SK+kcQAAAABJRU5ErkJggg=="
)


def measured(composition: Composition, size: float) -> Galley:
    """The hint's frame at a size in pt."""
    css = styles.frame_css(composition.job, "hint", {"hint": size}, "#trial-0 ")
    return measure.galleys(composition, [("hint", css)])[0]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_true_height(opened_shop: Shop, language: str) -> None:
    """A text far longer than its frame has its whole height: a line for each that it takes."""
    letter = "ا" if language == "ar" else "x"
    galley = measured(card(opened_shop, "\n".join([letter] * 50), language), 10)
    rows = {line.row for line in galley.lines}
    leading = 1.3 * 1.05 if language == "ar" else 1.3
    assert rows == set(range(50))
    assert galley.height == pytest.approx(50 * 10 * leading * 25.4 / 72, rel=0.01)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_lines_from_the_reading_start(opened_shop: Shop, language: str) -> None:
    """Lines are measured from where their language starts to read, in both directions."""
    galley = measured(card(opened_shop, "xx", language), 10)
    assert [line.slot for line in galley.lines] == ["hint"]
    assert galley.lines[0].box[0] == pytest.approx(0, abs=0.01)
    assert 2 < galley.lines[0].box[2] < 6
    assert galley.lines[0].spill == 0


def test_spill(opened_shop: Shop) -> None:
    """A word that no line can hold is measured by how far it runs out of its column."""
    galley = measured(card(opened_shop, "W" * 40), 10)
    line = galley.lines[0]
    assert line.spill == pytest.approx(line.box[2] - line.column, abs=0.01)
    assert line.spill > 50


def test_one_galley_for_many(opened_shop: Shop) -> None:
    """Several frames, or one at several sizes, are set on one galley, each by its own rules."""
    made = card(opened_shop, "one two three " * 10)
    trials = [("hint", 8.0), ("cover", 12.0), ("hint", 12.0)]
    rules = [
        (name, styles.frame_css(made.job, name, {name: size}, f"#trial-{n} "))
        for n, (name, size) in enumerate(trials)
    ]
    galleys = measure.galleys(made, rules)
    assert [g.lines[0].slot for g in galleys] == ["hint", "cover", "hint"]
    assert [round(g.lines[0].size / (25.4 / 72), 1) for g in galleys] == [8, 12, 12]
    alone = measured(made, 8)
    assert galleys[0].height == alone.height
    assert [line.text for line in galleys[0].lines] == [line.text for line in alone.lines]


@pytest.mark.parametrize("loose", ["loose", "<bdi>loose</bdi>", f'<img alt="x" src="{DOT}">'])
def test_loose_words_in_a_frame(opened_shop: Shop, loose: str) -> None:
    """Words or a picture beside a block in one frame leave it one frame."""
    made = card(opened_shop, "x")
    frame = str(made.frames["hint"]).replace("</p>", f"</p>{loose}")
    made = replace(made, frames={**made.frames, "hint": frame})
    css = styles.frame_css(made.job, "hint", {"hint": 10.0}, "#trial-0 ")
    assert len(measure.galleys(made, [("hint", css)])) == 1
