"""The words: short enough to be read by somebody who is tired or new to the language, and safe."""

import re
from functools import lru_cache
from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from printshop.reading.characters import marks
from printshop.shop.catalog import resolve, tickets
from printshop.shop.job import JobTicket, Shop
from printshop.shop.layout import REVEALING
from printshop.shop.words import CopySheet, Item
from printshop.typesetting import compose

ROOT = Path(__file__).resolve().parents[2]

LONGEST_SIGN = 60  # characters: one line on a flyer, at most two
SIGNS = 6
LONGEST_SENTENCE = 15  # words, where a language's words are not shorter than others'
UNSPACED = {"zh-Hans", "th"}  # their words have no spaces between them
LOCKED = {("nl", "leaflet")}  # the campaign's own words
# In other scripts names are written in its letters or in Latin ones; Chinese has too many letters.
WITHOUT = {
    *((tag, "loan_letters") for tag in ("bg", "bn", "fa", "hi", "ne", "pa", "ru", "uk", "ur")),
    *(("zh-Hans", "loan_letters"), ("zh-Hans", "letters")),
}
LONG_ROLES = {"statistic"}  # one sentence around its figure, as the campaign has it
STEM = 5  # letters of a word that its inflected forms share


@lru_cache
def shop() -> Shop:
    """The real shop."""
    opened, findings = open_shop(ROOT)
    assert opened, findings
    return opened


def sheets() -> list[tuple[str, str, CopySheet]]:
    """Every file of copy: language, stem, sheet."""
    return [(tag, stem, s) for tag, own in shop().copies.items() for stem, s in own.items()]


def named(sheet: tuple[str, str, CopySheet]) -> str:
    """How a test calls a file of copy."""
    return f"{sheet[0]}-{sheet[1]}"


def texts(item: Item) -> list[str]:
    """An item as a list."""
    return [item] if isinstance(item, str) else item


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [s for s in re.split(r"(?<=[.!?:;…؟؛।۔።])\s+", text) if s.strip()]


def words(sentence: str) -> list[str]:
    """The words of a sentence; a token counts as one, a mark on its own as none."""
    return [w for w in re.split(r"[\s\u00a0\u202f–]+", sentence) if re.search(r"\w", w)]


@pytest.mark.parametrize("sheet", sheets(), ids=named)
def test_sentences_are_short(sheet: tuple[str, str, CopySheet]) -> None:
    """Our own sentences have at most 15 words; the campaign's own leaflet is as it is.

    More where a language says so: in some, endings or syllables are words of their own.
    """
    tag, stem, copy = sheet
    longest = max(LONGEST_SENTENCE, shop().languages[tag].longest_sentence)
    if tag in UNSPACED:
        return
    if (tag, stem) in LOCKED:
        assert tag == shop().campaign.source_language
        return
    long = {
        role: f"{len(words(sentence))} words: {sentence}"
        for role, item in copy.items.items()
        if role not in LONG_ROLES
        for text in texts(item)
        for sentence in sentences(text)
        if len(words(sentence)) > longest
    }
    assert not long


def test_texts_keep_the_rules_of_their_language() -> None:
    """Letters, marks, spaces, form of address: nothing is told of them, and nothing is left over.

    Terms and long sentences are for a person to judge.
    """
    _, findings = open_shop(ROOT)
    folders = tuple(f"content/{tag}/" for tag in shop().languages)
    of_texts = [f for f in findings if f.where.path.startswith(folders)]
    judged = {"stale", "wrong-term", "long-sentence"}
    assert [str(f) for f in of_texts if f.code not in judged] == []


@pytest.mark.parametrize("tag", shop().languages)
def test_each_language_has_its_rules(tag: str) -> None:
    """All but those that a language can do without."""
    language = shop().languages[tag]
    for rule in ("letters", "loan_letters", "quotes", "terms", "address", "common_words"):
        assert getattr(language, rule) or (tag, rule) in WITHOUT, rule


@pytest.mark.parametrize("name", shop().sectors)
@pytest.mark.parametrize("tag", shop().languages)
def test_signs(tag: str, name: str) -> None:
    """A sector has six signs, one pictogram for each, and no sign is longer than 60 characters."""
    signs = texts(shop().copies[tag][name].items["signs"])
    assert len(signs) == SIGNS == len(shop().sectors[name].signs)
    assert not [sign for sign in signs if len(sign) > LONGEST_SIGN]
    assert len(set(signs)) == SIGNS


@pytest.mark.parametrize("name", shop().sectors)
def test_pictograms_of_a_sector(name: str) -> None:
    """No two signs of a sector carry the same picture."""
    assert len(set(shop().sectors[name].signs)) == SIGNS


def subject(tag: str) -> set[str]:
    """The stems of the words that name the campaign's subject in a language."""
    common = shop().copies[tag]["common"].items
    kicker = str(common["kicker"]).casefold()
    letter = rf"(?:[^\W\d_]|[{marks()}])"
    found = {w[:STEM] for w in re.findall(f"{letter}+", kicker) if len(w) >= STEM}
    assert found, "the kicker names the subject"
    return found


def discreet() -> list[tuple[JobTicket, str]]:
    """Every face that must say nothing, in every language."""
    return [
        (ticket, face)
        for ticket in tickets(shop())
        for face, page in shop().layouts[ticket.layout].pages.items()
        if page.discreet
    ]


def test_the_discreet_faces_are_looked_at() -> None:
    """Each language has one: what is not there cannot be looked at below."""
    assert {ticket.language for ticket, _ in discreet()} == set(shop().languages)


@pytest.mark.parametrize(
    ("ticket", "face"), discreet(), ids=lambda x: x if isinstance(x, str) else x.language
)
def test_discreet_faces_say_nothing(ticket: JobTicket, face: str) -> None:
    """It does not name the subject; where it keeps back all, neither campaign, number nor centre.

    A face that only keeps back the subject may show facts, which may hold its words.
    """
    job = resolve(shop(), ticket)
    composition, findings = compose.compose(job)
    assert composition, findings
    said = " ".join(block.words for block in composition.blocks_on(face)).casefold()
    assert said
    values = [str(f.value_in(ticket.language)).casefold() for f in shop().campaign.facts.values()]
    if set(job.layout.pages[face].discreet) >= set(REVEALING):
        assert not [value for value in values if value in said]
        assert job.layout.pages[face].codes == 0
    for value in values:
        said = said.replace(value, "")
    assert not [stem for stem in subject(ticket.language) if stem in said]


@pytest.mark.parametrize("ticket", tickets(shop()), ids=lambda ticket: ticket.label)
def test_frames_without_words_have_none(ticket: JobTicket) -> None:
    """A strip that somebody carries shows a number; no letter of any script stands on it."""
    job = resolve(shop(), ticket)
    silent = {name for name, frame in job.layout.frames.items() if "words" in frame.discreet}
    if not silent:
        return
    composition, findings = compose.compose(job)
    assert composition, findings
    blocks = [block for block in composition.blocks if block.frame in silent]
    assert blocks
    assert not [block for block in blocks if any(c.isalpha() for c in block.words)]
