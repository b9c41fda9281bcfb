"""Characters: their names, their scripts, and those that nobody sees on paper."""

import unicodedata
from functools import lru_cache

LATIN = "Latn"
INVISIBLE = {"Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # general categories; control characters aside
SOFT_HYPHEN = "\u00ad"
LOST = "\ufffc\ufffd"  # stand for an object or a letter that a program could not keep
# Characters without a visible glyph, although their category has one: fillers, selectors.
EMPTY = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}
SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0), range(0x180B, 0x1810))
BRACES = {"｛": "{", "｝": "}", "❴": "{", "❵": "}"}  # of another width or weight
JOINERS = "\u200c\u200d"
# The scripts that use joiners, by the first word of their characters' names.
JOINED = {
    *("ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GUJARATI", "GURMUKHI", "ORIYA"),
    *("KANNADA", "MALAYALAM", "TAMIL", "TELUGU", "SINHALA", "KHMER", "MYANMAR"),
}
# Codes of ISO 15924 that a language may name, by the scripts of Unicode that they are written in.
WRITTEN_IN = {
    "Jpan": {"Hira", "Kana", "Hani"},
    "Kore": {"Hang", "Hani"},
    "Hans": {"Hani"},
    "Hant": {"Hani"},
    "Aran": {"Arab"},
}
UNSPACED = {
    "Jpan",
    "Hans",
    "Hant",
    "Hani",
    "Thai",
    "Laoo",
    "Khmr",
    "Mymr",
}  # no spaces between words
# What ends a sentence: . ? ! … and the full stops and question marks of other scripts. A colon and
# a semicolon do not. The full-width ones need no space behind them.
SENTENCE_ENDS, FULL_WIDTH_ENDS = ".?!…؟۔।॥։።፧", "。！？"
ANY_SCRIPT = {"Zyyy", "Zinh", "Zzzz"}  # common, inherited, unknown

# Letters that look like Latin ones, by their script: those that are most often confused.
LIKE_LATIN = {
    "Cyrl": dict(
        zip("аеорсухіјѕһԁԛԝкАВЕКМНОРСТХУІЈЅ", "aeopcyxijshdqwkABEKMHOPCTXYIJS", strict=True)
    ),
    "Grek": dict(zip("αικνορυχβΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aikvopuxßABEZHIKMNOPTYX", strict=True)),
}


@lru_cache(maxsize=1)
def marks() -> str:
    """The signs that belong to the letter before them and are no letters to ``re``, for a class.

    Vowel signs, accents, and the joiners within words, of all scripts below U+3100.
    """
    signs = (chr(code) for code in range(0x300, 0x3100))
    return "".join(sign for sign in signs if unicodedata.category(sign)[0] == "M") + JOINERS


def hidden(text: str, joiners: bool | None = None) -> list[str]:
    """The invisible characters of a text, each once; control characters aside.

    A joiner counts where the letters beside it are of no script that is spelled with it; or in any
    place, or in none, where ``joiners`` says whether the language is spelled with it.
    """
    characters = []
    for i, char in enumerate(text):
        code, category = ord(char), unicodedata.category(char)
        if char in JOINERS:
            spelled = _joins(text[i - 1 : i], text[i + 1 : i + 2]) if joiners is None else joiners
            if spelled:
                continue
        invisible = category in INVISIBLE or code in EMPTY
        if invisible or any(code in selectors for selectors in SELECTORS):
            characters.append(char)
    return list(dict.fromkeys(characters))


def _joins(before: str, after: str) -> bool:
    scripts = {unicodedata.name(char, "").partition(" ")[0] for char in (before, after) if char}
    return bool(before and after) and len(scripts) == 1 and scripts <= JOINED


def scripts_of(tag: str) -> set[str]:
    """The scripts of Unicode in which a language with this code of ISO 15924 is written."""
    return WRITTEN_IN.get(tag, {tag})


def script(char: str) -> str:
    """The script of a character, as a code of ISO 15924."""
    if char.isascii():
        return LATIN if char.isalpha() else "Zyyy"
    from fontTools import unicodedata as scripts  # imported here: few texts need it

    return str(scripts.script(char))


def script_name(code: str) -> str:
    """The English name of a script: ``Latin`` for ``Latn``."""
    from fontTools import unicodedata as scripts  # see above

    return str(scripts.script_name(code, default=code)).replace("_", " ")


def twin(char: str, own: str, wanted: str) -> str:
    """The letter of another script that looks like a letter of its own; '' where none is known."""
    latin = char if own == LATIN else LIKE_LATIN.get(own, {}).get(char, "")
    if wanted == LATIN or not latin:
        return latin
    return next((o for o, like in LIKE_LATIN.get(wanted, {}).items() if like == latin), "")


def shown(char: str) -> str:
    """A character and its code point, as findings display it: ``"P" (U+0050)``."""
    return f'"{char}" (U+{ord(char):04X})'


def described(char: str) -> str:
    """An invisible character: ``⟨U+202E⟩ RIGHT-TO-LEFT OVERRIDE``; or why it has no name."""
    kinds = {"Co": "private use", "Cn": "not assigned", "Cs": "half of a character"}
    what = unicodedata.name(char, kinds.get(unicodedata.category(char), ""))
    return f"⟨U+{ord(char):04X}⟩ {what}".strip()


def place(text: str, at: int) -> str:
    """Where a character stands in a text, by its index: ``at character 8, after "Bel de "``."""
    before = "".join(
        c for c in text[max(0, at - 12) : at] if c.isprintable() or c in "\u00a0\u202f"
    )
    return f'at character {at + 1}, after "{before}"' if before.strip() else "at its beginning"


def times(number: int) -> str:
    """``, 3 times in all`` behind the first place of what stands there three times; else ''."""
    return f", {number} times in all" if number > 1 else ""
