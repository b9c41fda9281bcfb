"""What languages, countries and months are called in the shop's languages, from Babel (CLDR)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal

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


@dataclass(frozen=True)
class KnownLanguage:
    """What CLDR knows of a language by its tag; '' where it does not know it.

    ``name`` is the language's own, as within a sentence; ``english`` that in English; ``base`` the
    tag under which CLDR has it (``ku`` for ``kmr``). ``group`` and ``decimal`` separate digits.
    """

    name: str
    english: str
    script: str
    direction: Literal["ltr", "rtl"]
    base: str
    group: str
    decimal: str


def known_language(tag: str) -> KnownLanguage | None:
    """What CLDR knows of a language; None where it has no data for the tag."""
    from babel import Locale
    from babel.core import get_global

    if not is_tag(tag):
        return None
    locale = Locale.parse(tag, sep="-")
    code, spelt = tag.replace("-", "_"), str(locale)
    likely = get_global("likely_subtags")
    resolved = likely.get(spelt) or likely.get(locale.language) or ""
    by_itself = [code, spelt, locale.language]
    english = Locale.parse(WORKING, sep="-").languages
    symbols = locale.number_symbols.get("latn", {})
    return KnownLanguage(
        next((locale.languages[c] for c in by_itself if c in locale.languages), ""),
        next((english[c] for c in by_itself if c in english), ""),
        locale.script or next((s for s in resolved.split("_") if len(s) == 4), ""),
        "rtl" if locale.text_direction == "rtl" else "ltr",
        spelt.replace("_", "-") if locale.language == code.partition("_")[0] else locale.language,
        symbols.get("group", ""),
        symbols.get("decimal", ""),
    )


def forms_by_script(tag: str) -> list[str]:
    """The tags by which CLDR names a language in each of its scripts: zh-Hans and zh-Hant for zh.

    None where it has one name for the language.
    """
    from babel import Locale

    names = Locale.parse(WORKING, sep="-").languages
    forms = [str(c).replace("_", "-") for c in names]
    forms = [form for form in forms if re.fullmatch(rf"{tag}-[A-Z][a-z]{{3}}", form)]
    return sorted(forms) if forms[1:] else []


def today_as(tag: str) -> str:
    """The tag under which CLDR has a language that has another here: ``he`` for ``iw``; or ''."""
    from babel.core import get_global

    return str(get_global("language_aliases").get(tag, "")).replace("_", "-")
