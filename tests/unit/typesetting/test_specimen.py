"""Specimens: text of an exact length from given words."""

from dataclasses import replace

import pytest

from printshop.shop.job import Shop
from printshop.typesetting.specimen import LEAST_WORDS, specimen, wide, words_of


@pytest.mark.parametrize("length", [0, 1, 4, 5, 23])
def test_a_specimen_has_the_length_asked_for(length: int) -> None:
    """It ends in no space, and begins at the word asked for."""
    text = specimen(["one", "two", "three"], length, 1)
    assert len(text) == length
    assert text == text.rstrip()
    assert "two three one two three".startswith(text.rpartition(" ")[0])


def test_a_wide_specimen_begins_where_letters_are_wide() -> None:
    """Of all beginnings the one whose text takes most room."""
    assert wide(["ill", "it", "mammal", "lift"], 6) == "mammal"
    assert wide([], 3) == ""


def test_a_language_without_texts_has_words_of_its_letters(opened_shop: Shop) -> None:
    """As long as those of the source, so that its fonts are measured all the same."""
    language = opened_shop.languages["ar"].model_copy(update={"letters": "ابت"})
    shop = replace(
        opened_shop,
        languages={**opened_shop.languages, "ar": language},
        copies={**opened_shop.copies, "ar": {}},
    )
    made = words_of(shop, "ar")
    assert set("".join(made)) <= set("ابت")
    assert [len(w) for w in made] == [len(w) for w in words_of(shop, "en")] or len(
        words_of(shop, "en")
    ) < LEAST_WORDS
