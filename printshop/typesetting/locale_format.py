"""Locale format: numbers and dates as a language writes them."""

from datetime import date

from babel import Locale, localedata
from babel.core import get_global
from babel.dates import format_date
from babel.numbers import format_decimal, get_group_symbol

from printshop.shop.words import Language


def number(value: float, language: Language) -> str:
    """A number with the separators of the language and the digits 0 to 9, as phones have them.

    Digits are grouped as Babel (CLDR) has it; ``thousands`` of the language takes the place of its
    separator.
    """
    locale = Locale.parse(language.tag, sep="-")
    text = str(format_decimal(value, locale=locale, numbering_system="latn"))
    if not language.thousands:
        return text
    return text.replace(get_group_symbol(locale, numbering_system="latn"), language.thousands)


def day(value: date, language: Language) -> str:
    """A date with the name of its month, in the Belgian form of the language where there is one."""
    here = f"{language.tag}-BE"
    tag = here if localedata.exists(here.replace("-", "_")) else language.tag
    return str(format_date(value, "long", Locale.parse(tag, sep="-")))


def is_country(code: str) -> bool:
    """Whether two capital letters are the code of a country (ISO 3166-1)."""
    # The European Union has a currency, and post does not go there.
    return len(code) == 2 and code != "EU" and code in get_global("territory_currencies")


def country(code: str, language: Language) -> str:
    """The name of a country in a language, or its code where the language has none."""
    return str(Locale.parse(language.tag, sep="-").territories.get(code, code))


def language_name(tag: str, language: Language) -> str:
    """The name of a language in a language, or its tag where that has no name for it."""
    names = Locale.parse(language.tag, sep="-").languages
    return str(names.get(tag.replace("-", "_"), tag))
