"""Leftovers: sentences that were copied or only slightly changed, in each of the languages."""

from dataclasses import replace
from pathlib import Path

import pytest

from printshop.checks.leftovers import leftovers
from printshop.checks.opening import open_shop
from printshop.findings import Finding
from printshop.reading.origin import Origin
from printshop.shop.job import Shop
from printshop.shop.words import CopySheet
from tests.conftest import CHECKOUT
from tests.unit.conftest import Spoil
from tests.unit.shop.texts import sheet


@pytest.fixture(scope="session")
def real_shop() -> Shop:
    """The shop itself, for its languages; its words are replaced by those of a test."""
    shop, findings = open_shop(CHECKOUT)
    assert shop, findings
    return shop


def told(shop: Shop, **copies: dict[str, CopySheet]) -> list[Finding]:
    """What is said of these sheets, by language and stem, in the languages of the shop."""
    return leftovers(replace(shop, copies={tag: copies.get(tag, {}) for tag in shop.languages}))


@pytest.mark.parametrize(
    ("tag", "text", "other"),
    [
        ("fr", "Je hebt geen contract met de baas.", "nl"),
        ("fr", "Vous avez des droits. You do not have to give your name.", "en"),
        ("nl", "You are not allowed to leave the site.", "en"),
        ("nl", "Vous dormez dans le salon.", "fr"),
        ("de", "Je moet betalen voor het werk.", "nl"),
        ("de", "You have been waiting for your pay.", "en"),
        ("en", "Sie dürfen das Gelände nicht verlassen.", "de"),
        ("en", "Nu ai voie să ieși de pe șantier.", "ro"),
        ("ro", "Vous devez encore rembourser votre voyage.", "fr"),
        ("ro", "Call {hotline}: you can ask for advice.", "en"),
        ("bg", "Je kan hulp krijgen van de centra.", "nl"),
        ("bg", "You can get help in the centres.", "en"),
        ("ar", "Help is free, and you decide.", "en"),
        ("ar", "Je hebt rechten, ook zonder papieren.", "nl"),
        ("ar", "Имаш права, дори и без документи.", "bg"),
        ("nl", "ليس لديك عقد عمل في هذا المكان.", "ar"),
    ],
)
def test_sentences_of_another_language(real_shop: Shop, tag: str, text: str, other: str) -> None:
    """Known by its frequent words, also beside sentences that are translated."""
    (finding,) = told(real_shop, **{tag: {"card": sheet("…", text, tag=tag)}})
    assert (finding.code, finding.severity) == ("not-translated", "review")
    assert f'a sentence seems to be in {other}: "' in finding.message
    assert finding.where.key == "role-1"
    assert (finding.scope.language, finding.scope.stem) == (tag, "card")


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("nl", "De baas in de carwash is in Frankrijk."),
        ("fr", "Car-wash, Global Slavery Index, flyer"),
        ("de", "Hotels, Restaurants, Cafés in Lüttich"),
        ("en", "Brussels, Antwerp, Liège"),
        ("ro", "De la șef la șef"),
        ("bg", "Global Slavery Index"),
        ("ar", "رمز QR في Global Slavery Index"),
        ("nl", "Je de la"),
    ],
)
def test_names_and_words_that_languages_share(real_shop: Shop, tag: str, text: str) -> None:
    """They tell nothing."""
    assert told(real_shop, **{tag: {"card": sheet(text, tag=tag)}}) == []


def test_no_sentence_of_the_shop_is_taken_for_another_language(real_shop: Shop) -> None:
    """All that is written today."""
    assert leftovers(real_shop) == []


def test_most_sentences_are_known_in_another_language(real_shop: Shop) -> None:
    """English and Dutch ones in every other folder: four in five, at least."""
    for tag in ("en", "nl"):
        for other in real_shop.languages.keys() - {tag}:
            sheets = real_shop.copies[tag]
            found = told(real_shop, **{other: sheets})
            texts = [t for s in sheets.values() for _, t in s.texts() if len(t.split()) > 5]
            assert len(found) >= 0.8 * len(texts), (tag, other)


def test_a_text_is_told_once(real_shop: Shop) -> None:
    """Copied word for word, it is counted with its file; not told as another language too."""
    text = "You are not allowed to leave the site."
    en, it = ({"card": sheet(text, "You have no contract.", tag=tag)} for tag in ("en", "ro"))
    (finding,) = told(real_shop, en=en, ro=it)
    assert finding.message == "2 texts word for word as in content/en/card.yaml"
    assert finding.scope.language == "ro"


@pytest.mark.parametrize(
    ("text", "told_of"),
    [
        ("Translated from Dutch.", 1),
        ("Hotels and bars", 0),
        ("Horeca", 0),
        ("Total: {count} {count} {count}", 0),
    ],
)
def test_short_texts_may_be_alike(real_shop: Shop, text: str, told_of: int) -> None:
    """But not a whole sentence of three words."""
    sheets = {tag: {"partner": sheet(text, tag=tag)} for tag in ("en", "ro")}
    assert len(told(real_shop, **sheets)) == told_of


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("telltale", "[umbrella]"),
        ("common_words", "the on it"),
        ("address_avoid", "[thou]"),
        ("terms", "[{use: umbrella, avoid: [brolly], why: plain}]"),
    ],
)
def test_data_of_a_language_that_were_copied(tiny_shop: Path, key: str, value: str) -> None:
    """A language's own words cannot be another's: those of the later tag are told."""
    for tag, telltale in (("en", "[umbrella]"), ("ar", "[مظلة]")):
        path = tiny_shop / f"content/{tag}/language.yaml"
        text = path.read_text("utf-8").replace(f"telltale: {telltale}\n", "")
        path.write_text(f"{text}{key}: {value}\n", "utf-8")
    _, findings = open_shop(tiny_shop)
    assert [(f.code, f.where.path, f.where.key) for f in findings] == [
        ("not-translated", "content/ar/language.yaml", key)
    ]
    assert findings[0].scope.language == "ar"


def test_a_language_without_frequent_words(spoil: Spoil) -> None:
    """Nothing is said of its sentences."""
    findings = spoil("content/en/language.yaml", "name: English", "name: English\ncommon_words: a")
    assert findings == []


def test_the_copy_is_told_and_not_what_it_was_copied_from(real_shop: Shop) -> None:
    """Whichever tag comes first: the words are those of the language that has them frequently."""
    text = "Centrele te ajută și nu e nevoie să îți spui numele."
    (found,) = told(
        real_shop, ro={"card": sheet(text, tag="ro")}, bg={"card": sheet(text, tag="bg")}
    )
    assert found.where.path == "content/bg/card.yaml"
    assert "content/ro/card.yaml" in found.message


def test_a_copied_folder_is_one_fault(real_shop: Shop) -> None:
    """Its language is that of another, and so are all its files."""
    texts = ["Vous pouvez demander conseil aux centres.", "Vous avez des droits."]
    sheets = {
        tag: {stem: sheet(*texts, tag=tag) for stem in ("card", "flyer", "leaflet", "poster")}
        for tag in ("fr", "es")
    }
    french = real_shop.languages["fr"]
    spanish = french.model_copy()
    spanish._origin = Origin("content/es/language.yaml")
    shop = replace(real_shop, languages={**real_shop.languages, "es": spanish})
    (found,) = told(shop, **sheets)
    assert found.where.path == "content/es/language.yaml"
    assert found.message == "4 files have texts word for word as in content/fr/"
