"""Blocks: what a composition knows of its words, and that it is what is set."""

from printshop.shop.job import Block, Shop, Token
from printshop.typesetting.blocks import blocks_of
from tests.unit.typesetting.cards import card

PHONE = Token("phone", "+32 470 12 34 56", "hotline")


def test_elements_end_blocks_and_spans_do_not() -> None:
    """White space is one space, a line break a space; what has no words is no block."""
    markup = (
        '<div class="frame">\n<p>one <b class="x">two</b></p><p> </p><ul><li>a<br>b</li></ul>'
        '<p>call <bdi data-token="hotline">+32\u00a0470 12 34 56</bdi> &amp; <em>wait</em></p>'
        '<img alt="not set">loose <bdi data-token="unknown">x</bdi></div>'
    )
    assert blocks_of("front", "hint", markup, {"hotline": PHONE}) == (
        Block("front", "hint", "one"),
        Block("front", "hint", "two"),
        Block("front", "hint", "a b"),
        Block("front", "hint", "call +32 470 12 34 56 & wait", (PHONE,)),
        Block("front", "hint", "loose x"),
    )


def test_a_composition_carries_its_blocks(opened_shop: Shop) -> None:
    """In the order of the pages, with the words that a template asked for and its own."""
    made = card(opened_shop, "x {hotline} *y* {count} z {hotline}")
    assert [b.frame for b in made.blocks_on("inside")] == ["hotline", "hotline", "hint", "address"]
    assert {b.page for b in made.blocks} == {"outside", "inside"}
    (hint,) = [b for b in made.blocks if b.frame == "hint"]
    count = Token("number", "12,500", "count")
    assert hint.words == "x +32 470 12 34 56 y 12,500 z +32 470 12 34 56"
    assert hint.tokens == (PHONE, count, PHONE)
    assert made.tokens["site"] == Token("web", "www.example.org", "site")
    assert made.tokens.keys() >= {"hotline", "count", "site"}


def test_arabic_keeps_the_words_of_its_tokens(opened_shop: Shop) -> None:
    """A number is the one that is dialled, whatever language is around it."""
    made = card(opened_shop, "{hotline}", "ar")
    (hint,) = [b for b in made.blocks if b.frame == "hint"]
    assert hint == Block("inside", "hint", PHONE.words, (PHONE,))
