"""Facts in a line of text that somebody wrote freely: phone numbers, mail and web addresses.

A partner's contact line is such a text. What is found is set from left to right and looked for on
the finished file like the campaign's own facts; what can hardly be right is told.
"""

import re
from dataclasses import dataclass

from printshop.facts.characters import SPACES
from printshop.facts.net_addresses import mail_fault, top_level_domains, web_fault
from printshop.facts.phone_numbers import number_doubt

RESERVED = ("example", "invalid", "test")  # RFC 2606: top-level domains of examples
LEAST_DIGITS = 6  # of a phone number; a year, a house number and a postcode have fewer

_LETTER = "A-Za-z0-9\u00c0-\u024f"  # of names on the web that are printed in Belgium
_LABEL = rf"[{_LETTER}](?:[{_LETTER}-]*[{_LETTER}])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})+"
_MAIL = rf"[{_LETTER}_.+-]+@{_HOST}"
_WEB = rf"(?:(?i:https?)://)?{_HOST}(?:/[{_LETTER}_./~?=&%#-]*[{_LETTER}/])?"
# Between two digits; a bracket opens before a code only: "+32 (0)2", not "64 (9-17 h)".
_BETWEEN = rf"(?:[{SPACES}./)·‐‑–-]{{0,2}}|[{SPACES}]?\((?=\d{{1,4}}\)))"
_PHONE = rf"(?:\+[{SPACES}]?\(?|\(|\b)\d(?:{_BETWEEN}\d){{{LEAST_DIGITS - 1},}}"
_FACT = re.compile(rf"(?P<mail>{_MAIL})|(?P<phone>{_PHONE})|(?P<web>{_WEB})")
# Digits that look like a phone number and are none: days, hours, accounts, company numbers.
_OTHER_NUMBERS = re.compile(
    r"""(?ix)
    (?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d  # 31/12/2027
    | (?:19|20)\d\d-\d\d-\d\d                                          # 2027-12-31
    | (?:19|20)\d\d\s?[–-]\s?(?:19|20)\d\d                             # 2026-2027
    | [01]\d{3}\.\d{3}\.\d{3}                                    # of a company: 0123.456.789
    | \d{1,2}[.:]\d\d\s?[–-]\s?\d{1,2}[.:]\d\d                     # 9.00-17.00
    """
)
_ACCOUNT = re.compile(rf"\b[A-Z]{{2}}\d\d(?:[{SPACES}]?[A-Z\d]{{4}}){{3,7}}\b")  # an IBAN


@dataclass(frozen=True)
class Part:
    """A piece of a text; ``kind`` is phone, mail or web, '' for words."""

    text: str
    kind: str = ""


def parts_of(text: str) -> tuple[Part, ...]:
    """A text as parts that, put together, are the text again: facts, and the words between."""
    parts: list[Part] = []
    end = 0
    taken = [match.span() for match in _ACCOUNT.finditer(text)]
    for match in _FACT.finditer(text):
        start, stop = match.span()
        kind = match.lastgroup or ""
        if any(a < stop and start < b for a, b in taken) or not _is_fact(kind, match[0]):
            continue
        parts += [Part(text[end:start]), Part(text[start:stop], kind)]
        end = stop
    parts.append(Part(text[end:]))
    return tuple(part for part in parts if part.text)


def _is_fact(kind: str, text: str) -> bool:
    if kind == "phone":
        return not _OTHER_NUMBERS.fullmatch(text)
    if kind == "web":
        # "bvba.Dupont", "a.u.b." and "9.30" are no addresses.
        host = re.sub(r"(?i)^https?://", "", text).partition("/")[0].lower()
        last = host.rpartition(".")[2]
        if host.startswith("www.") or "://" in text:
            return True
        known = last in top_level_domains() or last in RESERVED
        return known and text[len(host) - len(last) :].startswith(last)  # not "J.Dupont"
    return True


def doubt(part: Part) -> str:
    """Why a fact can hardly be right, '' where it may be.

    Milder than what the campaign's own facts have to be: numbers of other countries, national
    notation and capitals may stand in a partner's line, and names that are kept for examples.
    """
    if part.kind == "phone":
        return number_doubt(part.text)
    value = part.text.lower()
    value = re.sub(r"^https?://", "", value).rstrip("/")
    if value.partition("/")[0].rpartition(".")[2] in RESERVED:
        return ""
    if part.kind == "mail":
        found = mail_fault(value)
    elif part.kind == "web":
        found = web_fault(value)
    else:
        return ""
    return found.what.partition(": ")[2] or found.what if found else ""
