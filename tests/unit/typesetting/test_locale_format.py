"""Locale format: numbers and dates as a language writes them."""

from dataclasses import replace
from datetime import date

import pytest

from printshop.reading.yaml_file import read
from printshop.shop.job import Shop
from printshop.shop.words import Language
from printshop.typesetting import locale_format
from tests.conftest import CHECKOUT


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "1,234,567"),
        ("nl", "1.234.567"),
        ("de", "1.234.567"),
        ("ar", "1,234,567"),
        ("fa", "1,234,567"),
        ("ne", "12,34,567"),
        ("bn", "12,34,567"),
        ("fr", "1\u202f234\u202f567"),
        ("bg", "1\u00a0234\u00a0567"),
        ("pt-BR", "1.234.567"),
    ],
)
def test_numbers(opened_shop: Shop, tag: str, said: str) -> None:
    """Numbers have the separators of the language, and always the digits 0 to 9."""
    language = Language(
        name=tag,
        autonym=tag,
        label=tag,
        script="Latn",
        direction="ltr",
        fonts=opened_shop.languages["en"].fonts,
    )
    language._origin = replace(language._origin, path=f"content/{tag}/language.yaml")
    assert locale_format.number(1234567, language) == said


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("ar", "11\u202f000"),  # with a comma, it is read as eleven in Morocco
        ("nl", "11.000"),
        ("fr", "11\u202f000"),
        ("de", "11.000"),
        ("en", "11,000"),
        ("ro", "11.000"),
        ("bg", "11\u00a0000"),
    ],
)
def test_numbers_of_the_real_shop(tag: str, said: str) -> None:
    """A language may have a separator of its own in place of CLDR's."""
    language, findings = read(CHECKOUT, CHECKOUT / f"content/{tag}/language.yaml", Language)
    assert language, findings
    assert locale_format.number(11000, language) == said
    assert locale_format.number(160, language) == "160"


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("nl", "14 maart 2030"),
        ("fr", "14 mars 2030"),
        ("de", "14. März 2030"),
        ("en", "14 March 2030"),
        ("ro", "14 martie 2030"),
    ],
)
def test_days_have_their_month_in_words(tag: str, written: str) -> None:
    """As the language writes them in Belgium; where it does not speak one, as it does at home."""
    language, findings = read(CHECKOUT, CHECKOUT / f"content/{tag}/language.yaml", Language)
    assert language, findings
    assert locale_format.day(date(2030, 3, 14), language) == written


@pytest.mark.parametrize(("tag", "said"), [("nl", "Frankrijk"), ("ar", "فرنسا"), ("en", "France")])
def test_countries_have_their_names(tag: str, said: str) -> None:
    """In the language of the reader; what is no code of a country is none."""
    language, findings = read(CHECKOUT, CHECKOUT / f"content/{tag}/language.yaml", Language)
    assert language, findings
    assert locale_format.country("FR", language) == said
    assert [locale_format.is_country(code) for code in ("FR", "fr", "FRA", "XX", "EU")] == [
        *(True, False, False, False, False),
    ]
