"""Marks: braces, quotation marks and spaces, wrong ones beside right ones."""

import pytest

from printshop.checks.marks import check_marks
from printshop.findings import Finding
from printshop.shop.words import Language
from tests.unit.shop.texts import made_up, real, sheet

FACTS = {"hotline", "site", "centre-x.phone", "publisher"}


def told(text: str, language: str | Language = "en") -> list[Finding]:
    """What is said of a text in a language."""
    own = real(language) if isinstance(language, str) else language
    return check_marks(own, FACTS, sheet(text))


@pytest.mark.parametrize(
    ("text", "what", "fix"),
    [
        ("Call {{hotline}} now", "'{' is doubled", "write {hotline}"),
        ("Call {hotline}} now", "'}' is doubled", "write {hotline}"),
        ("Call {{hotline} now", "'{' is doubled", "write {hotline}"),
        ("Call {hotline now", "'{' is not closed", "write {hotline}"),
        ("Call hotline} now", "'}' is not opened", "write { and } once"),
        ("{site} or {centre-x.phone", "'{' is not closed", "write {site}"),
        ("Call ｛hotline｝ now", "'｛' is not the brace { or }", "write {hotline}"),
        ("Call {hotline｝ now", "'｝' is not the brace { or }", "write {hotline}"),
        ("Call { hotline } now", "'{ hotline }' is not the name of a fact", "write {hotline}"),
        ("Call {Hotline} now", "'{Hotline}' is not the name of a fact", "write {hotline}"),
        ("Call {ｈotline} now", "'{ｈotline}' is not the name of a fact", "write {hotline}"),
        ("Call {{}} now", "'{' is doubled", "write { and } once"),
    ],
)
def test_braces(text: str, what: str, fix: str) -> None:
    """One error for each text, with what is to be written."""
    (finding,) = told(text)
    assert (finding.code, finding.severity) == ("broken-token", "error")
    assert what in finding.message
    assert fix in finding.fix


@pytest.mark.parametrize("text", ["Call {hotline}, {site}.", "{centre-x.phone}", "{unknown-one}"])
def test_braces_that_are_right(text: str) -> None:
    """A name that is no fact at all has a finding elsewhere."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("tag", "text", "apart"),
    [
        ("nl", "naar{site}", "naar {site}"),
        ("de", "{hotline}er Nummer", "{hotline} er"),
        ("ar", "و{hotline}", "و {hotline}"),
        ("bg", "на{site}", "на {site}"),
    ],
)
def test_letters_that_touch_a_token(tag: str, text: str, apart: str) -> None:
    """An affix cannot agree with what will be printed."""
    (finding,) = told(text, tag)
    assert (finding.code, finding.severity) == ("glued-token", "review")
    assert f"write '{apart}'" in finding.fix


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "de {site}-pagina, {hotline}. ({site})"),
        ("en", "{site}’s page"),
        ("fr", "l’{site}"),
        (made_up("Hans"), "请拨打{hotline}求助"),
        (made_up("Thai"), "โทร{hotline}ได้"),
    ],
)
def test_tokens_that_stand_apart(language: str | Language, text: str) -> None:
    """Hyphens and apostrophes part enough, and so does a script without spaces."""
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("tag", "text", "mark", "fix"),
    [
        ("nl", 'Zeg "ja".', '"', "write ‘…’ or “…”"),
        ("nl", "Zeg „ja”.", "„", "write ‘…’ or “…”"),
        ("nl", "foto's", "'", "write ’ for an apostrophe"),
        ("fr", 'Dites “oui” ou "non"', '"', "write «…» or “…”"),
        ("fr", "l'aide", "'", "write ’ for an apostrophe"),
        ("fr", "Dites ‘oui’", "‘", "write «…» or “…”"),
        ("de", "Sagen Sie „ja”.", "”", "write „…“ or ‚…‘"),
        ("de", "Sagen Sie «ja».", "«", "write „…“ or ‚…‘"),
        ("en", "Say «yes»", "«", "write ‘…’ or “…”"),
        ("ro", "Spune “da”", "“", "write „…” or «…»"),
        ("bg", "Кажи «да»", "«", "write „…“ or ‚…‘"),
        ("ar", 'قل "نعم"', '"', "write «…» or “…”"),
    ],
)
def test_quotation_marks_of_another_language(tag: str, text: str, mark: str, fix: str) -> None:
    """And straight ones: one finding for each text, with the language's own pairs."""
    (finding,) = told(text, tag)
    assert (finding.code, finding.severity) == ("wrong-quotes", "review")
    assert f"the mark {mark} is " in finding.message
    assert finding.fix == fix


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("nl", "‘OK’ of “goed”, ’s avonds"),
        ("fr", "«\u00a0oui\u00a0», l’aide"),
        ("de", "„ja“ und ‚nein‘, geht’s"),
        ("en", "‘yes’ and “no”, the victims’ papers"),
        ("ro", "„da” și «nu»"),
        ("bg", "„да“"),
        ("ar", "«نعم»"),
    ],
)
def test_quotation_marks_that_are_right(tag: str, text: str) -> None:
    """The pairs of the language, and apostrophes in every language."""
    assert told(text, tag) == []


def test_quotation_marks_of_a_language_without_data() -> None:
    """Only straight marks are told, unless the mark is a letter, as the glottal stop of Somali."""
    assert [f.fix for f in told('"a"', made_up("Latn"))] == [
        "write the language's own quotation marks"
    ]
    assert told("„a” «b»", made_up("Latn")) == []
    assert told("lo'da", made_up("Latn", letters="abcdlo'")) == []


@pytest.mark.parametrize(
    ("tag", "text", "what"),
    [
        ("fr", "Danger immédiat ?", "the space at '?'"),
        ("fr", "Danger immédiat?", "the space at '?'"),
        ("fr", "Voici: oui", "the space at ':'"),
        ("fr", "Dites «oui\u00a0»", "the space at '«'"),
        ("fr", "Dites «\u00a0oui»", "the space at '»'"),
        ("nl", "Gevaar ?", "the space at '?'"),
        ("nl", "Gevaar\u202f!", "the space at '!'"),
        ("de", "Gefahr : jetzt", "the space at ':'"),
        ("en", "Danger ?", "the space at '?'"),
        ("ro", "Pericol ; acum", "the space at ';'"),
        ("bg", "Опасност ?", "the space at '?'"),
        ("nl", "Bel\u00a0 ons", "U+00A0"),
        ("nl", "Bel\u00a0\u00a0ons", "U+00A0"),
        ("nl", "Bel\tons", "U+0009"),
        ("ar", "اتصل\u2003بنا", "U+2003"),
        ("en", "Call\u2009us", "U+2009"),
    ],
)
def test_spaces(tag: str, text: str, what: str) -> None:
    """At marks as the language has them; one space at a time; none of another width."""
    (finding,) = told(text, tag)
    assert (finding.code, finding.severity) == ("odd-space", "review")
    assert what in finding.message


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fr", "Danger immédiat\u202f? Voici\u00a0: à 8:15, PDF/X-4 ; non"[:-6]),
        ("fr", "\u00a0:"),
        ("nl", "V.U.: {publisher}, om 8:15?!"),
        ("de", "Autos waschen …"),
        ("ar", "خطر الآن؟ اتصل: {hotline}"),
        ("en", "Two\nlines"),
        ("en", ":"),
    ],
)
def test_spaces_that_are_right(tag: str, text: str) -> None:
    """Also a mark alone, and one within a time."""
    assert told(text, tag) == []
