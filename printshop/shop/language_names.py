"""What languages, countries and months are called in the shop's languages, from Babel (CLDR)."""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any

WORKING = "en-GB"  # the language of this program: its names are known in every shop


def is_tag(tag: str) -> bool:
    """Whether a text is the tag of a language that Babel knows, in the usual case of letters."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return tag.partition("-")[0].islower()


def language_names(tags: Iterable[str]) -> dict[str, list[str]]:
    """The names of each language, by its tag, in all of these languages.

    Names of regional forms are among them: ``Vlaams`` is Dutch.
    """
    tags = list(tags)
    by_code = {tag.replace("-", "_"): tag for tag in tags}
    found = {tag: {tag: None} for tag in tags}  # in this order, each once
    for locale in _locales(tags):
        for code, name in locale.languages.items():
            for form in accumulate(code.split("_"), "{}_{}".format):
                if form in by_code:
                    found[by_code[form]].setdefault(name)
    return {tag: list(names) for tag, names in found.items()}


def name_in(language: str, tag: str) -> str:
    """What a language is called in another, by their tags; '' where Babel does not know it."""
    names: dict[str, str] = next((locale.languages for locale in _known([tag])), {})
    code = language.replace("-", "_")
    return names.get(code) or names.get(code.partition("_")[0], "")


def other_languages(tags: Iterable[str]) -> dict[str, str]:
    """All that a language may be called in these languages, by that the English name of each."""
    from babel import Locale

    english = Locale.parse(WORKING, sep="-").languages
    found: dict[str, str] = {}
    for locale in _locales(tags):
        for code, name in locale.languages.items():
            if len(code) <= 3 and code in english:
                found.setdefault(name.casefold(), english[code])
    return found


def country_names(tags: Iterable[str]) -> dict[str, list[str]]:
    """The names of each country in these languages, by its code of two letters (ISO 3166-1)."""
    found: dict[str, list[str]] = {}
    for locale in _locales(tags):
        for code, name in locale.territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(code, []).append(name)
    return found


def month_names(tags: Iterable[str]) -> dict[str, int]:
    """The number of each month by its names and abbreviations in these languages, in lower case."""
    return {
        name.casefold().rstrip("."): number
        for locale in _locales(tags)
        for use in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[use][width].items()
    }


def _locales(tags: Iterable[str]) -> Iterator[Any]:
    """The locales that Babel knows of these tags, that of this program first."""
    return _known(dict.fromkeys((WORKING, *tags)))


def _known(tags: Iterable[str]) -> Iterator[Any]:
    from babel import Locale, UnknownLocaleError  # imported here: few commands need it

    for tag in tags:
        try:
            yield Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
