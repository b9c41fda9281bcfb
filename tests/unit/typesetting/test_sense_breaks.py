"""Sense breaks: lines that end on a word that belongs to the next line, and lone words of heads."""

from dataclasses import replace

import pytest

from printshop.shop.job import Composition, Shop
from printshop.typesetting import compose, sense_breaks
from printshop.typesetting.copyfit import Fitted
from printshop.typesetting.typeset import fit
from tests.unit.typesetting.cards import composed, job_with

WORDS = "of the and in"


def card(shop: Shop, weak: str = WORDS, **items: str) -> Composition:
    """The card with some texts, in a language that names these words."""
    job = job_with(shop, "en", **items)
    language = job.language.model_copy(update={"no_break_after": weak})
    return composed(replace(job, language=language))


def lines(composition: Composition, frame: str, slot: str) -> list[str]:
    """The lines of a slot as they are set, with ordinary spaces."""
    _, fitted, _ = sense_breaks.bound(composition, fit, compose.bind)
    found = [line for line in fitted.galleys[frame].lines if line.slot == slot]
    (block,) = sense_breaks._blocks(found)
    return [" ".join(sense_breaks._text(row).split()) for row in block]


@pytest.mark.parametrize("words", range(2, 8))
def test_no_line_of_a_head_ends_on_a_weak_word(opened_shop: Shop, words: int) -> None:
    """Wherever the lines happen to break, and with two such words in a row; nothing is lost."""
    text = " ".join(["abcd"] * words + ["in the harbour and the street"])
    found = lines(as_head(card(opened_shop, hint=text)), "hint", "hint")
    assert " ".join(found) == text
    assert 1 < len(found) <= sense_breaks.DISPLAY_ROWS
    assert not [line for line in found[:-1] if line.split()[-1] in WORDS.split()]


@pytest.mark.parametrize("words", range(2, 8))
def test_running_text(opened_shop: Shop, words: int) -> None:
    """A line keeps most of its width; a weak word goes to the next line where that is so."""
    text = " ".join(["abcd"] * words + ["in the harbour and the street of the old town"] * 2)
    for made in (card(opened_shop, hint=text), as_head(card(opened_shop, hint=text))):
        loose = fit(made).galleys["hint"].lines
        _, fitted, _ = sense_breaks.bound(made, fit, compose.bind)
        galley = fitted.galleys["hint"].lines
        assert " ".join(x.text for x in galley).split() == text.split()
        for line, was in list(zip(galley, loose, strict=False))[:-1]:
            filled = (line.box[2] - line.box[0]) / line.column
            lost = len(was.text) - len(line.text)
            assert filled > sense_breaks.LEAST_FILLED - 0.04 or lost <= len("of ")


def test_the_last_weak_word(opened_shop: Shop) -> None:
    """In running text a chain of weak words may be divided; its last word stays with its own."""
    weak = {"of", "the"}
    for line, next_word, bonds in (
        ("walls of the", "city", [("the", "city")]),
        ("walls of", "the", []),
        ("the walls", "of", []),
        ("the", "city", []),
    ):
        made = sense_breaks._last_weak("hint", line.split(), [next_word], weak)
        assert [(b.before, b.after) for b in made] == bonds, line


@pytest.mark.parametrize("words", range(1, 12))
def test_a_compound(opened_shop: Shop, words: int) -> None:
    """A line does not end at its hyphen, in a head or in running text; nothing is lost."""
    text = " ".join(["ab"] * words + ["vous-m\u00eame."] * 4)
    for made in (card(opened_shop, hint=text), as_head(card(opened_shop, hint=text))):
        found = lines(made, "hint", "hint")
        assert " ".join(found) == text
        assert not [line for line in found if line.endswith("-")]


def test_what_is_no_compound(opened_shop: Shop) -> None:
    """A dash between words, a hyphen that stands for a part, and one that the renderer adds."""
    for before, after in (("land-", "en"), ("-", "en"), ("ab-", "(c)")):
        made = list(sense_breaks._divided("hint", [before], [after]))
        text = f"{before} {after}"
        composition = card(opened_shop, hint=text)
        words = [(b.frame, b.before, b.after) for b in made]
        assert compose.bind(composition, words) == composition


def test_without_weak_words_nothing_changes(opened_shop: Shop) -> None:
    """A language that names none keeps its lines."""
    text = "abcd efgh in the harbour and the street of the old town and in the market of the city"
    made = card(opened_shop, "", hint=text)
    assert sense_breaks.bound(made, fit, compose.bind)[0] == made


def test_signs_about_a_weak_word(opened_shop: Shop) -> None:
    """A quotation mark before it changes nothing; a comma after it ends its sense."""
    weak = {"of"}
    for line, bonds in (["x “Of"], 1), (["x of,"], 0), (["x of"], 1), (["of"], 0), (["often"], 0):
        made = sense_breaks._weak_end("hint", line[0].split(), ["y"], weak)
        assert len(list(made)) == bonds, line


def test_a_bond_that_does_not_fit(opened_shop: Shop) -> None:
    """It is given up: no overset, and no much smaller type."""
    refused = 0
    for letters in range(20, 40):
        made = as_head(card(opened_shop, hint=f"see the list of {'n' * letters} here"))
        before = fit(made)
        bound, after, _ = sense_breaks.bound(made, fit, compose.bind)
        least = sense_breaks.LEAST_SIZE * before.sizes["hint", "hint"]
        assert after.sizes["hint", "hint"] >= least
        assert len(after.findings) == len(before.findings)
        refused += "of\u00a0n" not in bound.frames["hint"]
    assert 0 < refused < 20


def as_head(made: Composition) -> Composition:
    """The card with its hint as a head of one size, three lines of which fit."""
    layout = made.job.layout
    hint = layout.frames["hint"]
    slot = hint.slots["hint"].model_copy(update={"voice": "head", "size": (10, 10)})
    frame = hint.model_copy(update={"slots": {"hint": slot}})
    frames = {**layout.frames, "hint": frame}
    return replace(made, job=replace(made.job, layout=layout.model_copy(update={"frames": frames})))


def rows(made: Composition) -> list[int]:
    """How many words each line of the hint has."""
    return [len(line.split()) for line in lines(made, "hint", "hint")]


def test_a_lone_word_of_a_head(opened_shop: Shop) -> None:
    """A head's last line takes a second word from a line that has three."""
    texts = [" ".join(["umbrella"] * n) for n in range(4, 12)]
    loose = [rows_of(fit(as_head(card(opened_shop, hint=text)))) for text in texts]
    assert [row for row in loose if row[-1] == 1]
    for text in texts:
        assert rows(as_head(card(opened_shop, hint=text)))[-1] > 1


def test_a_head_broken_by_hand(opened_shop: Shop) -> None:
    """It stays as it is, and so does one of two words."""
    assert rows(as_head(card(opened_shop, hint="Somebody is waiting\nhere"))) == [3, 1]
    assert rows(as_head(card(opened_shop, hint="Somebodyiswaitingforyou umbrellaspeople"))) == [
        1,
        1,
    ]


def rows_of(fitted: Fitted) -> list[int]:
    """How many words each line of the hint has, before anything is bound."""
    texts: dict[int, str] = {}
    for line in fitted.galleys["hint"].lines:
        texts[line.row] = texts.get(line.row, "") + line.text
    return [len(text.split()) for text in texts.values()]


def test_a_text_in_another_language(opened_shop: Shop) -> None:
    """Its own words count: those of the piece's language are none of its."""
    made = card(opened_shop, "abcd", hint=" ".join(["abcd"] * 40))
    fitted = fit(made)
    assert list(sense_breaks._bonds(made, fitted)) == []  # a line of nothing else stays
    mixed = card(opened_shop, "abcd", hint=" ".join(["xyz abcd"] * 20))
    assert list(sense_breaks._bonds(mixed, fit(mixed)))
    fitted = fit(mixed)
    galley = fitted.galleys["hint"]
    lines = tuple(replace(line, language="ar") for line in galley.lines)
    arabic = replace(fitted, galleys={"hint": replace(galley, lines=lines)})
    assert list(sense_breaks._bonds(mixed, arabic)) == []
