"""Phone numbers of Belgium as they are printed: ``+32 78 055 800``, or short ones such as ``112``.

Which numbers there can be is known to libphonenumber. Printed is what somebody can dial from any
phone and in any country, in groups that can be read aloud.
"""

import re
from contextlib import suppress
from typing import Any

from printshop.facts.characters import (
    SPACES,
    Fault,
    at,
    digit_meant,
    fault_of,
    first,
)

REGION, COUNTRY = "BE", "+32"
DIGITS, MOBILE_DIGITS = 8, 9  # of a number after +32
SHORT_DIGITS = 6  # at most, of a short number
_MOBILE = re.compile(r"4[5-9]")
_GROUPS = re.compile(rf"\+32[{SPACES}]\d{{1,3}}(?:[{SPACES}]\d{{2,3}})+")
_SHORT = re.compile(rf"\d{{3,4}}|\d{{3}}[{SPACES}]?\d{{3}}")
_IN_BRACKETS = re.compile(r"\(\s*0\s*\)")
_EXTENSION = re.compile(r"(?i)\d\s*(ext|x|poste|toestel|doorkies|durchwahl|#|;|,)")
_SEPARATORS = "./_·•‐‑–—-"
_QUOTES = "'\"`´‘’‚‛“”„‟′″«»"


def phone_fault(value: str) -> Fault | None:
    """What is wrong with a phone number of Belgium, or None."""
    value = re.sub(f"[{SPACES}]", " ", value)  # the library does not know all of them
    why = _strange(value) or _country(value) or _number(value) or _spacing(value)
    return fault_of(value, why, _fix(value)) if why else None


def number_doubt(text: str) -> str:
    """Why a number that is not the campaign's can hardly be dialled, '' where it may be.

    Numbers of other countries and national notation are right here; groups are not looked at.
    """
    import phonenumbers as library

    digits = re.sub(r"\D", "", text)
    if int(digits[0]) and "+" not in text and len(digits) > SHORT_DIGITS:
        return "it begins with neither 0 nor +; a spreadsheet may have taken that away"
    try:
        number = library.parse(re.sub(r"\(\s*0\s*\)", "", text), REGION)
    except library.NumberParseException:
        return "no number can be dialled like this"
    if library.is_valid_number(number):
        return ""
    reason, results = library.is_possible_number_with_reason(number), library.ValidationResult
    own = str(number.national_number)
    is_short = number.country_code == int(COUNTRY) and len(own) < _wanted(own)
    if is_short or reason in (results.TOO_SHORT, results.IS_POSSIBLE_LOCAL_ONLY):
        return f"it has {len(digits)} digits, too few for a phone number"
    if reason == results.IS_POSSIBLE:
        return "no phone number begins like this; digits may be wrong or swapped"
    return f"it has {len(digits)} digits, too many for a phone number"


def _wanted(own: str) -> int:
    """How many digits a number of Belgium has after the country code."""
    return MOBILE_DIGITS if _MOBILE.match(own) else DIGITS


def _strange(value: str) -> str:
    """Why a character does not belong in a number, '' where all do."""
    if _IN_BRACKETS.search(value):
        return "the 0 in brackets is dialled within Belgium only"
    if _EXTENSION.search(value):
        return "more than one number stands in it, or an extension"
    index = first(value, lambda char: char in SPACES or (char.isascii() and char in "+0123456789"))
    if index >= 0:
        char = value[index]
        if char in _QUOTES:
            return f"{at(value, index)}, a quotation mark within the number"
        meant = digit_meant(char)
        if meant:
            return f"{at(value, index)}, not the digit {meant}"
        wanted = "a space is wanted" if char in _SEPARATORS else "only digits, spaces and + belong"
        return f"{at(value, index)}; {wanted}"
    if "+" in value[1:]:
        return f"a + stands at {value.index('+', 1) + 1}; it is written at the beginning only"
    return ""


def _country(value: str) -> str:
    """Why a number is not written with the country code of Belgium, '' where it is or is short."""
    import phonenumbers as library

    digits = re.sub(r"\D", "", value)
    if value.startswith("00"):
        return "it begins with 00, which is not dialled in every country"
    if not value.startswith("+"):
        if len(digits) <= 6 and not digits.startswith("0"):
            return ""
        return f"it lacks {COUNTRY}: it can be dialled within Belgium only"
    if re.match(rf"\+[{SPACES}]", value):
        return "a space stands after the +"
    try:
        number = library.parse(value)
    except library.NumberParseException as problem:
        if problem.error_type != library.NumberParseException.INVALID_COUNTRY_CODE:
            return "no number stands behind the country code"
        return f"no country has numbers that begin with {value.split()[0]}"
    if number.country_code != int(COUNTRY):
        region = library.region_code_for_country_code(number.country_code or 0)
        return f"it is a number of another country than Belgium: {_country_name(region)}"
    return ""


def _country_name(region: str) -> str:
    from babel import Locale  # imported here: only a wrong number needs it

    return str(Locale.parse("en_US").territories.get(region, region))


def _number(value: str) -> str:
    """Why there can be no such number in Belgium, '' where there can."""
    import phonenumbers as library
    from phonenumbers import shortnumberinfo

    digits = re.sub(r"\D", "", value)
    if not value.startswith("+"):
        short = library.PhoneNumber(country_code=int(COUNTRY), national_number=int(digits or 0))
        known = shortnumberinfo.is_valid_short_number_for_region(short, REGION)
        if known and not shortnumberinfo.is_sms_service_for_region(short, REGION):
            return ""
        return f"{digits} is no short number that is called in Belgium"
    own = digits.removeprefix(COUNTRY[1:])
    if own.startswith("0"):
        return f"a 0 follows {COUNTRY}; it is dialled within Belgium only"
    wanted = _wanted(own)
    if len(own) != wanted:
        off = abs(len(own) - wanted)
        many = "digit" if off == 1 else "digits"
        return f"it has {off} {many} too {'few' if len(own) < wanted else 'many'} after {COUNTRY}"
    number = library.parse(value)
    line = library.number_type(number) == library.PhoneNumberType.FIXED_LINE
    # The library knows the areas; within one, no number begins with 0, which dials another area.
    inner = own[len(_area(value)) :].startswith("0")
    if not library.is_valid_number_for_region(number, REGION) or (line and inner):
        return "no number in Belgium begins like this; digits may be wrong or swapped"
    return ""


def _spacing(value: str) -> str:
    """Why the groups of a number are not those that are printed, '' where they are."""
    if not value.startswith("+"):
        return "" if _SHORT.fullmatch(value) else "a short number is written in one piece"
    if not _GROUPS.fullmatch(value):
        return "its groups cannot be read aloud: after the area, two or three digits each"
    area = _area(value)
    if len(re.split(f"[{SPACES}]", value)[1]) != len(area):
        return f"its first group after {COUNTRY} is not its area, {area}"
    return ""


def _area(value: str) -> str:
    """The digits after the country code that stay together: area, network or service."""
    import phonenumbers as library

    return _printed(library.parse(value)).split()[1]


def _printed(number: Any) -> str:
    """A number in the groups of the library."""
    import phonenumbers as library

    return str(library.format_number(number, library.PhoneNumberFormat.INTERNATIONAL))


def _fix(value: str) -> str:
    """What to write: the number as it may be meant, or the form that is wanted."""
    import phonenumbers as library

    meant = "".join(digit_meant(char) or char for char in _IN_BRACKETS.sub("", value))
    meant = re.sub(f"[{_SEPARATORS}]", " ", meant)
    groups = " ".join(re.sub(rf"[^+\d{SPACES}]", "", meant).split())
    ways = [groups, re.sub(r"^(?:\+32 ?|00 ?32 ?)?0?(?=[1-9])", "+32 ", groups)]
    with suppress(library.NumberParseException):
        ways.append(_printed(library.parse(re.sub(r"[^+\d]", "", meant), REGION)))
    for likely in ways:
        if likely not in ("", value) and not (
            _country(likely) or _number(likely) or _spacing(likely)
        ):
            return f'compare it with its source; it may be "{likely}"'
    return "compare it with its source; write it as +32 and groups, or as a short number"
