"""Words of many languages: how they lie in columns, and what is missing."""

from dataclasses import replace

import pytest

from printshop.shop import catalog
from printshop.shop.job import JobTicket, Shop
from printshop.shop.words import CopySheet
from printshop.typesetting import carried_words
from printshop.typesetting.template_api import MissingContent, TemplateApi, WrongUse
from tests.unit.shop.many import shop_of

LEFTWARD = ("ar", "fa", "ur")


@pytest.mark.parametrize(
    ("tags", "most", "columns"),
    [
        ("en fr nl ar de ro bg", 2, ["en fr nl de", "ar ro bg"]),
        ("ar en fa fr ur nl", 3, ["en fr", "ur nl", "ar fa"]),
        ("en fr nl de", 3, ["en fr", "nl de"]),
        ("ar fa ur", 2, ["fa ur", "ar"]),
        ("en", 2, ["en"]),
    ],
)
def test_columns_by_direction(opened_shop: Shop, tags: str, most: int, columns: list[str]) -> None:
    """What is read the other way stands at the top of the last column, then of the one before."""
    languages = shop_of(opened_shop, *tags.split(), rtl=LEFTWARD).languages.values()
    laid = carried_words.columns(tuple(languages), "ltr", most)
    assert [" ".join(language.tag for language in column) for column in laid] == columns


def api_of(shop: Shop) -> TemplateApi:
    """The functions for a template of the card in English and Arabic."""
    return TemplateApi(catalog.resolve(shop, JobTicket("card", "", "en", ("en", "ar"))))


def test_what_a_template_asks_for(opened_shop: Shop) -> None:
    """Each language's own words of the piece; they are noted as printed."""
    shop = shop_of(opened_shop, "ar", "en")
    api = api_of(shop)
    words = carried_words.words(api)
    ((arabic, english),) = words["in_columns"](1)  # type: ignore[operator]
    said = [words["say_in"](language, "cover") for language in (english, arabic)]  # type: ignore[operator]
    assert said == [shop.copies[tag]["card"].items["cover"] for tag in ("en", "ar")]
    assert api.items == {("card", "cover")}
    for wrong in (0, "2", True):
        with pytest.raises(WrongUse, match="from 1"):
            words["in_columns"](wrong)  # type: ignore[operator]


@pytest.mark.parametrize("role", ["nothing", "steps"])
def test_words_that_are_not_there(opened_shop: Shop, role: str) -> None:
    """They are told in the file of the language that lacks them; a list is not one text."""
    shop = shop_of(opened_shop, "ar", "en")
    sheets: dict[str, CopySheet] = dict(shop.copies["ar"])
    api = api_of(replace(shop, copies={**shop.copies, "ar": sheets}))
    say_in = carried_words.words(api)["say_in"]
    with pytest.raises(MissingContent) as stop:
        say_in(shop.languages["ar"], role)  # type: ignore[operator]
    assert stop.value.finding.code == "missing-role"
    assert stop.value.finding.where.path == "content/ar/card.yaml"
