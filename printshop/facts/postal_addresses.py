"""Postal addresses in Belgium as they are printed: ``Leguit 4, 2000 Antwerpen``.

Postcode and place have to agree, in any official language of the place or by its usual name in
German or English. The places stand in ``postcodes.txt``, which is read when an address is.
"""

import re
import unicodedata
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from printshop.facts.characters import (
    LIKE_DIGITS,
    Fault,
    at,
    digit_for_letter,
    fault_of,
    first,
    other_script,
)

FORM = "write street, number, postcode and place: Street 1, 1000 Brussel"
_LAST = re.compile(r"(\d{4})[ \u00a0](\S.*)")
_LETTERED = r"[1-9]\d{0,3}(?: ?(?:bis|ter|quater|[a-zA-Z]))?"
_NUMBER = rf"(?:{_LETTERED}(?:(?:[-–/+]| [-–] ){_LETTERED})*|[zs]/?n)"
_BOX = r"(?:bus|bte|boîte|box|bo[iî]te postale|Postfach) ?[0-9A-Za-z][0-9A-Za-z./-]{0,5}"
_STOREY = (
    r"(?:\d{1,2}(?:\.|d?e|ste|er|ère|e?me|ème)? ?(?:verdieping|verd\.|étage|Stock|OG|floor)"
    r"|(?:verdieping|étage|niveau) \d{1,2})"
)
# Behind the number: a box ('12 bus 3', '12b3'), and the floor of an office.
_WITHIN = rf"(?:,? {_BOX}| ?b ?\d{{1,4}})?(?:(?:,| -)? {_STOREY}| \({_STOREY}\))?"
_NUMBERED = re.compile(rf"(?P<street>\S.*?),? (?P<number>{_NUMBER}){_WITHIN}")
_DIGIT_WITHIN = re.compile(r"[^\W\d_](\d+)[^\W\d_]")
_LIKE_A_DIGIT = re.compile(r"\d([OoIl])(?![^\W\d_])|(?<![^\W_])([OoIl])\d+[a-zA-Z]?$")
_COUNTRY = re.compile(r"(?i)belgië|belgie|belgique|belgien|belgium|be")
_POST_BOX = re.compile(r"(?i)(postbus|bo[iî]te postale|b\.? ?p\.?|postfach|p\.? ?o\.? ?box)\b")
# Marks that stand between letters only by a slip, or at the beginning.
_STRAY = re.compile(r"(?<=[^\W\d_])[,+&()](?=[^\W\d_])|^[^\w'’(]|,(?=\S)")
_MARKS = " \u00a0,.'’-–/()&+°"


@lru_cache(maxsize=1)
def places() -> dict[str, tuple[str, ...]]:
    """The names of the places of each Belgian postcode."""
    text = Path(__file__).with_name("postcodes.txt").read_text("utf-8")
    lines = (line.partition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {code: tuple(names.split("; ")) for code, _, names in lines}


def postal_fault(value: str) -> Fault | None:
    """What is wrong with an address in Belgium, or None."""
    if problem := other_script(value):
        return problem
    index = first(value, lambda char: char.isalnum() or char in _MARKS)
    if index >= 0:
        return fault_of(value, f"{at(value, index)}, not usual in an address", FORM)
    if " ," in value:
        return fault_of(value, "a space stands before a comma", "take it out")
    *above, last = value.split(", ")
    if not above:
        return fault_of(value, "no comma and space stand between street and postcode", FORM)
    return _place_fault(value, last) or _street_fault(value, ", ".join(above))


def home_fault(value: str) -> Fault | None:
    """What is wrong with the address of a person in Belgium: as any, and no P.O. box."""
    if problem := postal_fault(value):
        return problem
    if _POST_BOX.match(value):
        return fault_of(value, "a P.O. box is no address of a person", FORM)
    return None


# ── postcode and place ───────────────────────────────────────────────────────────────────────


def _place_fault(value: str, last: str) -> Fault | None:
    parts = _LAST.fullmatch(last)
    if parts is None:
        return fault_of(value, _why_no_place(value, last), FORM)
    code, place = parts.groups()
    known = places().get(code)
    if known is None:
        codes = codes_of(place)
        fix = f"{place} has {_some(codes)}" if codes else "compare it with its source"
        return fault_of(value, f"no place in Belgium has the postcode {code}", fix)
    for name in re.split(r" ?/ ?| [-–] ", place):
        if not _is_among(name, known):
            return _wrong_place(value, code, name, known)
    return None


def _why_no_place(value: str, last: str) -> str:
    """Why the end of an address is not a postcode and a place."""
    if _COUNTRY.fullmatch(last):
        return f'"{last}" stands behind the place; within Belgium it is not written'
    if re.match(r"(?i)be?[- ]?\d{4}\b", last):
        return f'"{last.split()[0]}" is an old form of the postcode; four digits are enough'
    word = last.split()[0]
    if any(_LAST.fullmatch(part) for part in value.split(", ")[1:-1]):
        return f'"{last}" stands behind the place'
    if any(c.isdigit() for c in word) or all(c in LIKE_DIGITS for c in word):
        index = first(word, str.isdigit)
        if 0 <= index < 4:
            meant = LIKE_DIGITS.get(word[index], "")
            where = at(value, len(value) - len(last) + index)
            return where + (f", not the digit {meant}" if meant else ", within the postcode")
        count = len(re.match(r"\d*", last).group())  # type: ignore[union-attr]
        if count != 4:
            return f"its postcode has {count} digits; in Belgium they have 4"
        return "no space and place stand behind the postcode"
    return f'"{last}" does not begin with a postcode'


def _wrong_place(value: str, code: str, name: str, known: tuple[str, ...]) -> Fault:
    near = get_close_matches(name, known, 1, 0.7)
    folded = {_plain(other): other for other in known}
    similar = folded.get(_plain(name)) or (near[0] if near else "")
    codes = codes_of(name)
    if similar and not codes:
        return fault_of(value, f'"{name}" is no place of {code}', f"did you mean '{similar}'?")
    own = f"{code} is {_some(known)}"
    if codes:
        return fault_of(value, f"{own}; {name} has {_some(codes)}", "compare it with its source")
    return fault_of(value, f'"{name}" is no place of {code}', f"{own}; compare it with its source")


def codes_of(place: str) -> list[str]:
    """The postcodes of a place by one of its names."""
    return [code for code, names in places().items() if _is_among(place, names)]


def _some(words: "list[str] | tuple[str, ...]") -> str:
    return " or ".join(words[:3]) + (" and others" if len(words) > 3 else "")


def _is_among(name: str, known: tuple[str, ...]) -> bool:
    """Whether a name is one of those known: with its accents, or in capitals as on an envelope."""
    name = name.replace("’", "'").replace("\u00a0", " ")
    if name.isupper() and len(name) > 1:
        return _plain(name) in {_plain(other) for other in known}
    return name in known or (
        not name[:1].islower() and _small_within(name) in {_small_within(o) for o in known}
    )


def _small_within(name: str) -> str:
    """A name with the first letter of each word small: ``neder-over-heembeek``."""
    return re.sub(r"\b[^\W\d_]", lambda letter: letter.group().lower(), name)


def _plain(name: str) -> str:
    """A name without accents, hyphens and capitals."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return re.sub(r"[-' ]+", " ", bare.replace("’", "'")).casefold()


# ── street and number ────────────────────────────────────────────────────────────────────────


def _street_fault(value: str, above: str) -> Fault | None:
    if like := _LIKE_A_DIGIT.search(above):
        index = like.start(like.lastindex or 1)
        meant = LIKE_DIGITS[above[index]]
        return fault_of(value, f"{at(value, index)}, not the digit {meant}", FORM)
    if within := _DIGIT_WITHIN.search(above):
        where = f"{at(value, within.start(1))}, within a word"
        return fault_of(value, where, "type the word anew, letter by letter")
    if problem := digit_for_letter(value, 0, len(above)):
        return problem
    if stray := _STRAY.search(above):
        why = f"{at(value, stray.start())}, where it does not belong"
        return fault_of(value, why, "type the word anew, letter by letter")
    numbered = _NUMBERED.fullmatch(above)
    if numbered is None or len(re.findall(r"[^\W\d_]", numbered["street"])) < 2:
        why = "no house number stands behind the street"
        if re.match(r"\d+[a-zA-Z]?,? ", above):
            why = "the house number stands before the street"
        return fault_of(value, why, FORM)
    return None
