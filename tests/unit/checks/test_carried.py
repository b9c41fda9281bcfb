"""The languages of a piece of many: how many there are, and that none is named twice."""

from pathlib import Path

import pytest

from printshop.checks.carried import check_languages, languages_of
from printshop.checks.opening import open_shop
from printshop.findings import Severity
from printshop.shop.job import Shop
from printshop.shop.layout import Languages
from tests.unit.conftest import Spoil
from tests.unit.shop.many import shop_of


def told(shop: Shop) -> list[tuple[str, Severity, str]]:
    """What is said of the card."""
    findings = check_languages(shop, shop.layouts["card"])
    return [(f.code, f.severity, f.message) for f in findings]


def test_enough_and_not_too_many(opened_shop: Shop) -> None:
    """Nothing is said; nor of a piece in one language."""
    assert told(shop_of(opened_shop, "ar", "en", "nl")) == []
    assert told(opened_shop) == []


def test_too_few(opened_shop: Shop) -> None:
    """The piece cannot be made: how many have words, and how many there have to be."""
    assert told(shop_of(opened_shop, "ar", "en", least=4)) == [
        (
            "languages-number",
            Severity.ERROR,
            "2 languages have words of 'card', which carries 4 at the least",
        )
    ]


def test_those_that_find_no_room(opened_shop: Shop) -> None:
    """A note names them, in general and for a sector."""
    shop = shop_of(opened_shop, "ar", "en", "fr", "ro", least=2, most=2)
    shop.sectors["trains"] = shop.sectors["trains"].model_copy(
        update={"languages": ("ar", "ro", "fr")}
    )
    assert told(shop) == [
        (
            "languages-number",
            Severity.NOTE,
            "'card' carries 2 languages at the most; without fr, ro",
        ),
        (
            "languages-number",
            Severity.NOTE,
            "'card-trains' carries 2 languages at the most; without fr",
        ),
    ]


def test_a_language_twice(opened_shop: Shop) -> None:
    """In the layout's order, where one of the two has no effect."""
    shop = shop_of(opened_shop, "ar", "en")
    card = shop.layouts["card"]
    twice = Languages(least=2, most=4, order=("en", "ar", "en"))
    shop.layouts["card"] = card.model_copy(update={"languages": twice})
    assert told(shop) == [("wrong-value", Severity.ERROR, "'languages.order' names 'en' twice")]


@pytest.mark.parametrize(("least", "most"), [(1, 3), (4, 3)])
def test_limits_that_cannot_be(least: int, most: int) -> None:
    """A piece of many has two languages at least, and the most is no less than the least."""
    with pytest.raises(ValueError, match="least"):
        Languages(least=least, most=most)


def test_a_language_twice_in_a_sector(opened_shop: Shop) -> None:
    """It is told at the sector; nothing where each is named once."""
    shop = shop_of(opened_shop, "ar", "en")
    (twice,) = [f for f in languages_of(shop, "trains") if f.code == "wrong-value"]
    assert twice.message.endswith("languages' names 'ar' twice")
    assert languages_of(opened_shop, "trains") == []


def test_languages_that_a_sector_suggests_are_there(spoil: Spoil) -> None:
    """Those without a folder are told once, with the form that is there."""
    sectors = "content/sectors.yaml"
    told = spoil(sectors, "on_leaflet: true", "on_leaflet: true\n    languages: [en, ar, ne, ti]")
    (finding,) = [f for f in told if f.code == "unknown-language"]
    assert finding.severity is Severity.REVIEW
    assert finding.message == "suggests 2 languages not there: ne, ti"
    assert "translate begin ne" in finding.fix


def test_a_form_that_is_there_is_proposed(tiny_shop: Path) -> None:
    """As Simplified Chinese for Chinese."""
    (tiny_shop / "content/zh-Hans").mkdir()
    shop, _ = open_shop(tiny_shop)
    assert shop
    trains = shop.sectors["trains"].model_copy(update={"languages": ("en", "zh")})
    shop.sectors["trains"] = trains
    (finding,) = languages_of(shop, "trains")
    assert finding.fix == "write 'zh-Hans' for 'zh'"


@pytest.mark.parametrize("tag", ["EN", "English", "xx", "", "en_GB"])
def test_what_is_no_language(opened_shop: Shop, tag: str) -> None:
    """A name that no folder can have would never be found; one that is not translated yet may."""
    shop = shop_of(opened_shop, "ar", "en")
    card = shop.layouts["card"]
    order = Languages(least=2, most=4, order=("en", tag, "ti", "ckb"))
    shop.layouts["card"] = card.model_copy(update={"languages": order})
    message = f"'languages.order' names '{tag}', which is no language tag"
    assert told(shop) == [("wrong-value", Severity.ERROR, message)]
