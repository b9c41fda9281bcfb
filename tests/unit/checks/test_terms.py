"""Wording: terms, the form of address, the length of sentences, in each language."""

import pytest

from printshop.checks.terms import Wording, check_wording, pattern
from printshop.findings import Finding
from printshop.shop.words import Language
from tests.unit.shop.texts import made_up, real, sheet


def told(text: str, language: str | Language, stem: str = "card", **rest: str) -> list[Finding]:
    """What is said of a text in a language."""
    own = real(language) if isinstance(language, str) else language
    return check_wording(Wording(own), sheet(text, **rest), stem)


@pytest.mark.parametrize(
    ("tag", "text", "word", "use"),
    [
        ("nl", "Mensensmokkel is strafbaar.", "Mensensmokkel", "mensenhandel"),
        ("fr", "Le trafic d’êtres humains", "trafic", "traite des êtres humains"),
        ("fr", "Les trafiquants", "trafiquants", "traite des êtres humains"),
        ("fr", "La traite est un crime.", "crime", "infraction"),
        ("de", "Opfer von Menschen\u00adschmuggel", "Menschenschmuggel", "Menschenhandel"),
        ("de", "Schleuser nutzen Sie aus.", "Schleuser", "Menschenhandel"),
        ("de", "V.i.S.d.P.: {publisher}", "V.i.S.d.P", "Verantwortlicher Herausgeber:"),
        ("en", "People smuggling", "smuggling", "trafficking"),
        ("ro", "Contrabanda cu oameni", "Contrabanda", "trafic de persoane"),
        ("ro", "Cine sunt traficanții?", "traficanții", "făptași"),
        ("bg", "Кои са трафикантите?", "трафикантите", "извършители"),
        ("bg", "Контрабанда на хора", "Контрабанда", "трафик на хора"),
        ("ar", "ضحايا التهريب", "التهريب", "الاتجار بالبشر"),
        ("ar", "تنام في مخزن.", "مخزن", "مستودع"),
    ],
)
def test_words_to_avoid(tag: str, text: str, word: str, use: str) -> None:
    """Named as they stand, with the term and why."""
    (finding,) = told(text, tag)
    assert (finding.code, finding.severity) == ("wrong-term", "review")
    assert finding.message.startswith(f"'{word}' is a word to avoid: ")
    assert finding.fix == f"write '{use}'"


@pytest.mark.parametrize(
    ("tag", "text", "word"),
    [
        ("nl", "Hebt u papieren?", "u"),
        ("nl", "Uw baas houdt ze achter.", "Uw"),
        ("fr", "Tu as des droits.", "Tu"),
        ("fr", "Ton patron t’a menacé.", "Ton"),
        ("de", "Kennst du das?", "du"),
        ("de", "Deine Papiere", "Deine"),
        ("ro", "Dumneavoastră aveți drepturi.", "Dumneavoastră"),
        ("bg", "Вие имате права.", "Вие"),
        ("ar", "لديكم حقوق.", "لديكم"),
    ],
)
def test_another_form_of_address(tag: str, text: str, word: str) -> None:
    """A word that only another form of address has."""
    (finding,) = told(text, tag)
    assert (finding.code, finding.severity) == ("form-of-address", "review")
    assert f"'{word}' belongs to another form of address" in finding.message
    assert real(tag).address in finding.fix


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("nl", "Mensenhandel: je baas houdt jouw papieren. V.U.: {publisher}. Duur"),
        ("fr", "La traite est une infraction. Vous avez des droits. Tutelle, tonnes"),
        ("de", "Menschenhandel. Sie haben Rechte. Durch, dicht, direkt"),
        ("en", "Human trafficking. You have rights."),
        ("ro", "Trafic de persoane. Tu ai drepturi. Făptașii"),
        ("bg", "Трафик на хора. Ти имаш права. Извършителите, вашингтон, вид"),
        ("ar", "الاتجار بالبشر. لديك حقوق."),
    ],
)
def test_words_that_are_right(tag: str, text: str) -> None:
    """The terms themselves, the form of address, and words that only begin alike."""
    assert told(text, tag) == []


def test_patterns() -> None:
    """Whole words, any letters at a star, any case, no part of an abbreviation."""
    avoid = pattern(["ab*", "*cd", "e f", "u", "", "*"])
    assert avoid is not None
    assert avoid.findall("Abba xcd e f cab cdx V.U. U") == ["Abba", "xcd", "e f", "U"]
    assert pattern(["", "*"]) is None


def test_words_with_signs_are_whole() -> None:
    """A vowel sign belongs to its word; where words have no spaces, they are found in a line."""
    bengali = pattern(["তোর"])
    assert bengali
    assert not bengali.search("রেস্তোরাঁ")
    assert bengali.search("তোর নাম")
    assert not pattern(["偷渡"], unspaced=False).search("他们偷渡了")  # type: ignore[union-attr]
    assert pattern(["偷渡"], unspaced=True).search("他们偷渡了")  # type: ignore[union-attr]


def test_times_are_counted() -> None:
    """One finding for each text and term."""
    (finding,) = told("Smuggling, smugglers, smuggled", "en")
    assert "'Smuggling' is a word to avoid, 3 times in all" in finding.message


def test_print_shops_have_their_own_form_of_address() -> None:
    """A package speaks to them with u."""
    assert told("Wat u drukt", "nl", "package") == []
    assert [f.code for f in told("Wat u drukt", "nl")] == ["form-of-address"]


WORDS = "Een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien"


@pytest.mark.parametrize(
    ("tag", "text", "number"),
    [
        ("nl", f"{WORDS} zestien.", 16),
        ("nl", f"Nu. {WORDS}: {{estimate}} – zestien; zeventien.", 18),
        ("ar", "و " * 12 + "{police}", 13),
        ("fr", "l’un " * 17, 17),
    ],
)
def test_long_sentences(tag: str, text: str, number: int) -> None:
    """Facts count as one word; colons end nothing; Arabic has a smaller limit."""
    (finding,) = told(text, tag)
    limit = real(tag).longest_sentence
    assert (finding.code, finding.severity) == ("long-sentence", "review")
    assert f"{number} words in a sentence, at most {limit} are easy to read" in finding.message


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("nl", f"{WORDS}. {WORDS}!"),
        ("nl", f"*{WORDS}* – …"),
        ("ar", "و " * 12),
    ],
)
def test_sentences_that_are_short_enough(tag: str, text: str) -> None:
    """Up to the limit, one after another; marks are no words."""
    assert told(text, tag) == []


def test_scripts_without_spaces_count_characters() -> None:
    """Where their language says how many; else nothing is said."""
    long = "人" * 41 + "。"
    assert told(long, made_up("Hans")) == []
    (finding,) = told(long, made_up("Hans", longest_sentence=40))
    assert "41 characters in a sentence, at most 40 are easy to read" in finding.message


def test_a_long_sentence_is_shown_by_its_beginning() -> None:
    """By its first whole words."""
    (finding,) = told(f"{WORDS} zestien", "nl")
    assert '"Een twee drie vier vijf zes zeven acht …"' in finding.message


def test_locked_wording_is_exempt() -> None:
    """Words that are somebody's own stay as they are."""
    text = f"{WORDS} zestien, u en smokkel"
    assert told(text, "nl", wording="locked") == []
    assert {f.code for f in told(text, "nl")} == {"long-sentence", "form-of-address", "wrong-term"}
