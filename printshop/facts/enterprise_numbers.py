"""Enterprise and VAT numbers of Belgium: ``BE 0000.000.097``, ten digits with a check in them."""

import re

from printshop.facts.characters import Fault, at, fault_of, first

FORM = "write it like BE 0000.000.097"
_SEPARATORS = " .\u00a0\u202f-"
_COUNTRY = re.compile(r"[A-Z]{2}")
DIGITS = 10


def vat_fault(value: str) -> Fault | None:
    """What is wrong with a VAT number, or None; abroad only its characters are looked at."""
    index = first(value, lambda c: c in _SEPARATORS or (c.isascii() and c.isalnum()))
    if index >= 0:
        return fault_of(value, at(value, index), FORM)
    bare = re.sub(f"[{re.escape(_SEPARATORS)}]", "", value)
    country = _COUNTRY.match(bare)
    if country and country.group() != "BE":
        return None
    digits = bare[2:] if country else bare
    if not digits.isdigit():
        index = value.index(next(c for c in digits if not c.isdigit()), 2 if country else 0)
        return fault_of(value, f"{at(value, index)}, which is no digit", FORM)
    if len(digits) != DIGITS:
        return fault_of(value, f"it has {len(digits)} digits; {DIGITS} are wanted", FORM)
    if digits[0] not in "01":
        return fault_of(
            value, f"it begins with {digits[0]}; in Belgium they begin with 0 or 1", FORM
        )
    if 97 - int(digits[:8]) % 97 != int(digits[8:]):
        why = "its last two digits do not agree with the others: one of them is wrong"
        return fault_of(value, why, "compare it with its source")
    return None
