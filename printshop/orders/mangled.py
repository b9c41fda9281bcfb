"""Words that a spreadsheet has turned into something else before they were saved as text.

A table in CSV has nothing but text: a phone number has lost its 0 there, ``24/7`` has become
``24/jul``, and an accent two letters. What was typed cannot be known any more: it is asked about.
"""

import re
from collections.abc import Iterator

from printshop.facts.kinds import fault
from printshop.findings import Finding, Where, error
from printshop.orders.vocabulary import Vocabulary, plain
from printshop.sandbox.messages import quoted

PHONE_DIGITS = range(8, 13)  # without the 0 or the +
COUNTRY_CODE, LONGEST_INLAND = "32", 9  # digits of a number without its 0
PHONES = ("contact", "printer")  # keys in which a phone number stands among words
# Keys of numbers that are no phone's, however long they are: 4500123456, BE 1000.000.097.
NUMBERED = (
    *("customer-number", "order-reference", "invoice-reference", "invoice-vat", "certification"),
    *("delivery-number", "delivery-postcode", "invoice-number", "invoice-postcode"),
)
_POWER = re.compile(r"(?<![\w.,])[0-9](?:[.,][0-9]+)?[Ee]\+[0-9]{2,3}(?!\w)")
_ERROR = re.compile(r"#{3,}|#[A-ZÄÖÜÉÈ0-9/]+[!?]|#N/[A-Z]{1,2}|#NV")
_DAY = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9:.]+)?"
    r"|[0-9]{1,2}[/-][0-9]{1,2}[/-](?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
)
_DAY_OF_MONTH = re.compile(r"(?:([0-9]{1,2})[-/. ])?([^\W\d_]{3,})\.?(?:[-/. ]([0-9]{2,4}))?")
_NUMBER = re.compile(r"(?:[^\W\d_]{1,12}[.:]?\s+)?([1-9][0-9 ./\xa0-]*[0-9])")
_BARE = re.compile(r"(?:^|[\s(:])([1-9][0-9]{7,11})(?=$|[\s),;.])")  # anywhere in a text
_AGAIN = "type it again as it is to be printed"


def mangled(text: str, key: str, where: Where, words: Vocabulary) -> Iterator[Finding]:
    """An error about words that are no longer as they were typed."""
    if found := _reason(text.strip(), key, words):
        what, fix = found
        yield error("turned-by-spreadsheet", f"'{key}' is {quoted(text)}: {what}", where, fix)


def _reason(text: str, key: str, words: Vocabulary) -> tuple[str, str] | None:
    """What has become of a text, and what to do; None where it is as it was typed."""
    if "\ufffd" in text or (broken := _broken_accents(text)):
        fix = f'it may be "{broken}"; {_AGAIN}' if "\ufffd" not in text else _AGAIN
        return "its accents were lost when the file was saved", fix
    if found := _POWER.search(text):
        what = f"{found[0]} is how a spreadsheet shortens a long number, and its digits are lost"
        return what, "format the cell as text, and type the number again"
    if _ERROR.fullmatch(text):
        return "the spreadsheet shows this where it has no value", _AGAIN
    if plain(text) in words.truth:
        return "the spreadsheet has made true or false of it, or somebody ticked it", _AGAIN
    if _DAY.fullmatch(text) or _named_day(text, words):
        return "a day stands where words are wanted", _AGAIN
    if key in NUMBERED:
        return None
    parts = [text]
    if key in PHONES:
        parts = [*re.split(r"[,;·|\n]|\s[/-]\s", text), *(m[1] for m in _BARE.finditer(text))]
    for part in parts:
        found = _NUMBER.fullmatch(part.strip())
        digits = re.sub("[^0-9]", "", found[1]) if found else ""
        if found and len(digits) in PHONE_DIGITS:
            what = f"{found[1]} looks like a phone number that has lost its 0 or its +"
            return what, f"write it with its 0 or +32{phone_meant(digits)}"
    return None


def phone_meant(digits: str) -> str:
    """How a phone number that lost its 0 or its + may have been, as the end of a remedy."""
    is_whole = digits.startswith(COUNTRY_CODE) and len(digits) > LONGEST_INLAND
    problem = fault("phone", f"+{digits}" if is_whole else f"0{digits}")
    likely = re.search('it may be ("[^"]+")', problem.fix) if problem else None
    return f"; it may be {likely[1]}" if likely else ""


def _named_day(text: str, words: Vocabulary) -> bool:
    """Whether a text is a day such as ``24/jul`` or ``jan-27``; a name alone is none."""
    found = _DAY_OF_MONTH.fullmatch(text)
    return bool(found and (found[1] or found[3]) and found[2].casefold() in words.months)


def _broken_accents(text: str) -> str:
    """The text before its UTF-8 was read as Windows-1252, '' where that did not happen."""
    if not re.search("[ÃÂÅÄ][\x80-\xff€ŠšŽžŒœŸ™‰…†‡ˆ˜•–—‘’“”‹›]", text):
        return ""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
