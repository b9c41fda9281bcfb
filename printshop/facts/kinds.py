"""What a value has to be by its kind: a phone number, a web or mail address, a postal address, a
number, a name. A value that is printed, linked or dialled comes through here first."""

import re
from collections.abc import Callable, Collection
from functools import lru_cache

from printshop.facts.characters import (
    Fault,
    at,
    digit_for_letter,
    fault_of,
    first,
    other_script,
    untidy,
)
from printshop.facts.enterprise_numbers import vat_fault
from printshop.facts.net_addresses import link_fault, mail_fault, web_fault
from printshop.facts.phone_numbers import phone_fault
from printshop.facts.postal_addresses import home_fault, postal_fault

LATIN = ("Latn",)
LONGEST_NAME = 80  # characters
PHONE_DIGITS = 6  # so many digits in a name may be a phone number
# How companies, associations and public bodies call themselves, and what stands for a name that is
# not known: none of them is a person.
_BODIES = (
    "vzw asbl ivzw aisbl vog izw nv bv bvba cv cvba cvso sa srl sprl sc scrl comm commv vof snc "
    "gcv scs gmbh ag ug ev ltd llc inc plc ngo ong npo stichting fondation foundation stiftung "
    "vereniging association verein federatie fédération gemeente commune ville stad stadt ocmw "
    "cpas öshz politie police polizei fod spf dienst service ministerie ministère centrum centre "
    "directie redactie team secretariaat secrétariat campagne organisatie organisation unie union "
    "bond syndicat vakbond raad conseil college collège bestuur kabinet cabinet rédaction "
    "direction onbekend inconnu unbekannt unknown nvt tbd todo voornaam achternaam prénom vorname "
    "nachname"
)
BODIES = frozenset(_BODIES.split())
SHORT_BODIES = frozenset(
    ("nv", "bv", "cv", "sa", "sc", "ag", "ug", "ev")
)  # names of people as well
EXAMPLE_PERSON, EXAMPLE_HOME = "First name Last name", "Street 1, 1000 Brussel"
_FIGURES = re.compile(r"\d{1,4}|(\d{1,2})(?:\.\1)+")  # names such as 1712 and 11.11.11
_NAME_MARKS = " \u00a0\u202f-–'’.,&()/+#!?:·•*°\"“”„«»"
_PERSONS_WORD = re.compile(r"(?:[^\W\d_]\.-?)+|['’]?[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TITLE = "name the natural person who answers for it: first name and last name"


def fault(kind: str, value: object, scripts: Collection[str] = LATIN) -> Fault | None:
    """What is wrong with a value of a kind, or None.

    ``kind`` is that of a fact; or ``link``, what a code opens; ``home``, where a person can be
    reached; ``person``, a natural person; ``vat``, a VAT number. ``scripts`` are those that a name
    may be written in.
    """
    if kind == "number":
        return _number(value)
    if not isinstance(value, str):
        return Fault(f"{value}, which is not text", "write it in quotes, as it is printed")
    return _of_text(kind, value, tuple(scripts))


@lru_cache(maxsize=1024)  # a fact has the same value in most languages
def _of_text(kind: str, value: str, scripts: tuple[str, ...]) -> Fault | None:
    if problem := untidy(value):
        return problem
    if kind == "name":
        return _name(value, scripts)
    return _BY_KIND[kind](value)


def _number(value: object) -> Fault | None:
    if isinstance(value, int) and not isinstance(value, bool):
        if value > 0:
            return None
        return Fault(f"{value}, which is not more than 0", "compare it with its source")
    written = f'"{value}", which is text' if isinstance(value, str) else f"{value}"
    fix = "write digits alone, without quotes, dots, spaces or a 0 before them: "
    fix += "each language adds its own"
    return Fault(f"{written} where a whole number is wanted", fix)


def _name(value: str, scripts: Collection[str]) -> Fault | None:
    if problem := other_script(value, scripts):
        return problem
    index = first(value, lambda char: char.isalnum() or char in _NAME_MARKS or not char.isascii())
    if index >= 0:
        return fault_of(value, f"{at(value, index)}, not usual in a name", "compare it")
    if _FIGURES.fullmatch(value):
        return None
    if not any(char.isalpha() for char in value):
        return fault_of(value, "no letter stands in it", "write the name")
    if sum(char.isdigit() for char in value) >= PHONE_DIGITS:
        why = "so many digits may be a phone number, which would not be checked as one"
        return fault_of(value, why, "give the number a fact of its own, of the kind 'phone'")
    if problem := digit_for_letter(value):
        return problem
    if re.search(r"#(?![^\W\d_])|[^\s(]#", value):
        return fault_of(value, "a # stands where no word begins", "write #Word, in one piece")
    if len(value) > LONGEST_NAME:
        why = f"it has {len(value)} characters; at most {LONGEST_NAME} are printed"
        return fault_of(value, why, "shorten it")
    return None


def _person(value: str) -> Fault | None:
    """What is wrong with the name of a natural person, or None."""
    if value == EXAMPLE_PERSON:
        return fault_of(value, "it is the example", _TITLE)
    if problem := _name(value, LATIN):
        return problem
    index = first(value, lambda char: char.isalpha() or char in " \u00a0-'’.")
    if index >= 0:
        return fault_of(value, f"{at(value, index)}, not part of a person's name", _TITLE)
    if value.islower():
        return fault_of(value, "no capital stands in it", _TITLE)
    words = re.findall(r"[^\s]+", value)
    for word in words:
        bare = word.strip(".").replace(".", "")
        if bare.casefold() in BODIES and not (bare.casefold() in SHORT_BODIES and bare.istitle()):
            return fault_of(value, f'"{word}" is not said of a person', _TITLE)
        if not _PERSONS_WORD.fullmatch(word):
            return fault_of(value, f'"{word}" is not how a name is written', _TITLE)
    if len(words) < 2 or all(len(word.strip(".")) < 2 for word in words):
        return fault_of(value, "first name and last name are wanted", _TITLE)
    return None


def _home(value: str) -> Fault | None:
    """What is wrong with the address of a natural person, or None."""
    if value == EXAMPLE_HOME:
        return fault_of(value, "it is the example", "write the address of the publisher")
    return home_fault(value)


_BY_KIND: dict[str, Callable[[str], Fault | None]] = {
    "phone": phone_fault,
    "web": web_fault,
    "mail": mail_fault,
    "postal": postal_fault,
    "link": link_fault,
    "home": _home,
    "person": _person,
    "vat": vat_fault,
}
