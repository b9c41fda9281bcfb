"""What a partner wrote for its zone: its facts, and whether a piece's fonts have its letters."""

import unicodedata
from collections.abc import Collection, Iterator

from printshop.checks.font_characters import folders, in_any_font
from printshop.facts.in_text import doubt, parts_of
from printshop.findings import Finding, error, review
from printshop.orders.model import OrderLine
from printshop.shop.job import Shop
from printshop.shop.words import LATIN

PRINTED = ("partner", "contact", "publisher", "publisher-address")  # keys of an order line
MOST = 5  # characters that a finding names


def _texts(line: OrderLine) -> dict[str, str]:
    """The texts of a line that its zone prints, by the key that they are written under."""
    return {key: str(getattr(line, key.replace("-", "_"))) for key in PRINTED}


def doubtful_facts(line: OrderLine) -> Iterator[Finding]:
    """A review for each phone number, mail or web address that can hardly be right."""
    for key, text in _texts(line).items():
        for part in parts_of(text):
            if why := doubt(part):
                message = f"'{part.text}' may be wrong: {why}"
                fix = "compare it with the partner's own papers; call the number, open the address"
                yield review("doubtful-fact", message, line.at(key), fix)


def missing_glyphs(shop: Shop, line: OrderLine, tags: Collection[str]) -> Iterator[Finding]:
    """An error for each text with characters that no font of a piece has, in ``tags``' languages.

    The renderer would take any font of the machine that has them.
    """
    for key, text in _texts(line).items():
        lacking: dict[str, list[str]] = {}
        for tag in tags:
            if missing := _missing(shop, tag, text):
                lacking.setdefault(missing, []).append(tag)
        for characters, languages in lacking.items():
            named = " and ".join(shop.languages[tag].name for tag in languages)
            listed = ", ".join(f"'{c}' (U+{ord(c):04X})" for c in characters[:MOST])
            message = f"no font of the pieces in {named} has {listed}"
            fix = _fix(characters, len(languages) < len(tags))
            yield error("missing-glyph", message, line.at(key), fix)


def _missing(shop: Shop, tag: str, text: str) -> str:
    """The characters of a text, each once, that no font of a language's zones has."""
    there = folders(shop.root)
    families = {*shop.languages[tag].fonts.text, LATIN} & there.keys()
    known = in_any_font(tuple(there[name] for name in sorted(families)))
    plain = dict.fromkeys(unicodedata.normalize("NFC", text))
    printed = (c for c in plain if not c.isspace() and unicodedata.category(c)[0] != "C")
    return "".join(c for c in printed if ord(c) not in known)


def _fix(characters: str, in_some_languages: bool) -> str:
    apart = unicodedata.normalize("NFKC", characters[0])
    if apart != characters[0] and apart.isascii():  # a ligature, a half, a number in a circle
        return f"write '{apart}' in place of '{characters[0]}'"
    if not any(unicodedata.category(c)[0] in "LM" for c in characters):
        return "leave it out"
    if in_some_languages:
        return "order these languages in a line of their own, with the name in Latin letters"
    return "write it in the letters of the piece's language, or in Latin ones"
