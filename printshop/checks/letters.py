"""Check the letters of the copy: they belong to the language, can be seen, and a font has them.

A character that is in the language's own letters or in plain ASCII is not looked up; few texts have
another.
"""

import re
import unicodedata
from collections.abc import Iterator

from printshop.checks.font_characters import folders, in_any_font
from printshop.findings import Finding, Where, error, review
from printshop.reading.characters import (
    ANY_SCRIPT,
    BRACES,
    JOINERS,
    LATIN,
    LOST,
    SOFT_HYPHEN,
    described,
    hidden,
    place,
    script,
    script_name,
    scripts_of,
    shown,
    times,
    twin,
)
from printshop.shop.job import Shop
from printshop.shop.words import TOKEN, CopySheet, Language

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
# Kinds of compatibility characters that stand for a plain letter or digit (Unicode, UnicodeData).
VARIANTS = ("<wide>", "<narrow>", "<font>", "<initial>", "<medial>", "<final>", "<isolated>")
LONGEST_WORD = 30  # characters that a finding displays
LONGEST_CLUSTER = 4  # code points of a letter with its marks that a finding displays
MOST = 5  # findings of a kind about one text


class Letters:
    """The letters of a language, with their capitals, and the scripts that it is written in."""

    def __init__(self, language: Language) -> None:
        self.language = language
        own = f"{language.letters}{language.loan_letters}"
        self.joiners = any(c in own for c in JOINERS) if language.letters else None
        self.own = {c for letter in own for c in (letter, letter.upper())} - {" ", *JOINERS}
        self.listed = bool(language.letters)
        self.scripts = scripts_of(language.script)
        self.wrong = language.wrong_letters
        known = re.escape("".join(sorted(self.own)))
        ascii_ = " -~" if LATIN in self.scripts else " -@[-`{-~"
        self.unusual = re.compile(rf"[^\n{ascii_}–—…’{SOFT_HYPHEN}{known}]")

    def script(self, char: str) -> str:
        """The script of a letter; the language's first for its own."""
        if char in self.own and not char.isascii():
            return min(self.scripts) if len(self.scripts) == 1 else script(char)
        return script(char)


def check_letters(letters: Letters, sheet: CopySheet) -> list[Finding]:
    """Findings about the characters of a sheet, each with its place in the text."""
    findings: list[Finding] = []
    for key, text in sheet.texts():
        if lost := next((char for char in text if char in LOST), ""):
            message = f"a letter was lost here: {described(lost)} {place(text, text.index(lost))}"
            where, fix = sheet.at("items", *key), "type the word again"
            findings.append(error("hidden-character", message, where, fix))
        plain = TOKEN.sub(lambda token: " " * len(token.group()), text)
        if letters.unusual.search(plain):
            where = sheet.at("items", *key)
            unseen = hidden(plain.replace(SOFT_HYPHEN, ""), letters.joiners)
            findings += _hidden(unseen, plain, where)
            findings += _not_composed(plain, where)
            seen = plain.translate(dict.fromkeys(map(ord, unseen)))
            findings += _foreign(letters, seen, where)
    return findings


def missing_glyphs(shop: Shop, letters: Letters, sheet: CopySheet) -> list[Finding]:
    """An error for each text with characters that no font of the language has.

    Letters of other scripts and invisible characters have findings of their own.
    """
    there, fonts = folders(shop.root), letters.language.fonts
    named = {*fonts.head, *fonts.text}
    if not named or not named <= there.keys():  # a finding of its own
        return []
    known = in_any_font(tuple(there[name] for name in sorted(named)))
    findings = []
    for key, text in sheet.texts():
        if set(map(ord, text)) <= known:
            continue
        plain = unicodedata.normalize("NFC", TOKEN.sub("", text))
        missing = [c for c in dict.fromkeys(plain) if ord(c) not in known and _printed(c, letters)]
        if missing:
            listed = ", ".join(f"'{c}' (U+{ord(c):04X})" for c in missing[:5])
            message = f"no font of '{letters.language.tag}' has {listed}"
            fix = "write another character, or add a font that has it"
            findings.append(error("missing-glyph", message, sheet.at("items", *key), fix))
    return findings


def _printed(char: str, letters: Letters) -> bool:
    """Whether a font must have a glyph for a character, and no other finding is about it."""
    if char.isspace() or unicodedata.category(char)[0] == "C" or hidden(char, joiners=True):
        return False
    if char in LOST or char in BRACES or _variant(char) or (char.isdigit() and not char.isascii()):
        return False
    return not char.isalpha() or script(char) in {LATIN, *letters.scripts, *ANY_SCRIPT}


def _hidden(characters: list[str], text: str, where: Where) -> Iterator[Finding]:
    """An error for each kind of invisible, private-use or unassigned character."""
    for char in characters[:MOST]:
        places = [i for i, c in enumerate(text) if c == char]
        if unicodedata.category(char) in ("Co", "Cn"):
            what = f"the text has a character without a meaning: {described(char)}"
        else:
            what = f"the text has an invisible character: {described(char)}"
        message = f"{what} {place(text, places[0])}{times(len(places))}"
        yield error("hidden-character", message, where, "delete it, or type the word again")


def _not_composed(text: str, where: Where) -> Iterator[Finding]:
    """A review where a letter and its mark are apart although one character has both."""
    if unicodedata.is_normalized("NFC", text):
        return
    apart: list[tuple[int, str]] = []
    for at, cluster in _clusters(text):
        composed = unicodedata.normalize("NFC", cluster)
        # Of one length: marks in another order, which print alike; or a twin, such as the ohm sign.
        same_length = len(composed) == len(cluster) == 1 and composed != cluster
        if len(composed) < len(cluster) or same_length:
            apart.append((at, cluster))
    if apart:
        at, cluster = apart[0]
        composed = unicodedata.normalize("NFC", cluster)
        message = f"{_spelled(cluster)} is a letter apart from its mark, {place(text, at)}"
        message += times(len(apart))
        fix = f"write {_spelled(composed)}, or save the text in form NFC"
        yield review("not-composed", message, where, fix)


def _spelled(cluster: str) -> str:
    """A letter with its marks, and the code points of the first of them: ``"é" (U+00E9)``."""
    codes = " ".join(f"U+{ord(c):04X}" for c in cluster[:LONGEST_CLUSTER])
    return f'"{cluster[:LONGEST_CLUSTER]}" ({codes})'


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Each character with the marks behind it, and its index."""
    starts = [i for i, c in enumerate(text) if not i or unicodedata.category(c)[0] != "M"]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield start, text[start:end]


def _foreign(letters: Letters, text: str, where: Where) -> list[Finding]:
    """Findings about letters and digits that do not belong to the language, each kind once."""
    findings: dict[tuple[str, str], Finding] = {}
    for word, start in _words(text):
        for char, finding in _word_findings(letters, word, start, text, where):
            findings.setdefault((finding.code, char), finding)
        if len(findings) >= MOST:
            break
    return list(findings.values())


def _words(text: str) -> Iterator[tuple[str, int]]:
    """The runs of letters, marks and digits of a text in NFC, each with its index."""
    text = unicodedata.normalize("NFC", text)
    word, start = "", 0
    for i, char in enumerate(f"{text} "):
        if char.isalpha() or char.isdigit() or unicodedata.category(char)[0] == "M":
            start = i if not word else start
            word += char
        elif word and char not in (SOFT_HYPHEN, *JOINERS):
            yield word, start
            word = ""


def _word_findings(
    letters: Letters, word: str, start: int, text: str, where: Where
) -> Iterator[tuple[str, Finding]]:
    shown_word = word if len(word) <= LONGEST_WORD else f"{word[:LONGEST_WORD]}…"
    variants = [c for c in dict.fromkeys(word) if _variant(c)]
    if variants:
        plain = unicodedata.normalize("NFKC", word)
        message = f'"{shown_word}" has {shown(variants[0])}, a form that is not for running text'
        yield "variant", error("foreign-letter", message, where, f'write "{plain}"')
        return
    for char in dict.fromkeys(c for c in word if c.isdigit() and not c.isascii()):
        message = (
            f"{shown(char)} is a digit of another script, {place(text, word.index(char) + start)}"
        )
        value = unicodedata.digit(char, None)
        fix = f"write {value}: digits are 0 to 9 in every language" if value is not None else ""
        yield "digit", error("foreign-letter", message, where, fix or "write 0 to 9")
    scripts = {c: letters.script(c) for c in word if c.isalpha()}
    used = [s for s in map(scripts.get, word) if s and s not in ANY_SCRIPT]
    main = max(sorted(set(used)), key=used.count) if used else ""
    odd = [(i, c) for i, c in enumerate(word) if scripts.get(c, main) not in {main, *ANY_SCRIPT}]
    if main in letters.scripts:  # scripts that a language mixes, as Japanese does
        odd = [(i, c) for i, c in odd if scripts[c] not in letters.scripts]
    if odd:
        yield odd[0][1], _mixed(shown_word, odd[0], scripts[odd[0][1]], main, where)
    elif main and main not in letters.scripts:
        yield from _other_script(letters, shown_word, word, main, where)
    elif letters.listed:
        yield from _other_letters(letters, shown_word, word, where)


def _variant(char: str) -> bool:
    """Whether a character is a form of a plain letter or digit: full-width, bold, joined."""
    return (char.isalpha() or char.isdigit()) and unicodedata.decomposition(char).startswith(
        VARIANTS
    )


def _mixed(word: str, odd: tuple[int, str], own: str, main: str, where: Where) -> Finding:
    """That a letter of a word is of another script than the others."""
    at, char = odd
    like = twin(char, own, main)
    ordinal = ORDINALS[at] if at < len(ORDINALS) else f"{at + 1}th"
    not_this = f' "{like}"' if like else ""
    message = (
        f'"{word}": its {ordinal} letter is {script_name(own)} {shown(char)}, '
        f"not {script_name(main)}{not_this}"
    )
    if like:
        return error("look-alike", message, where, "type the word again on one keyboard")
    return error("foreign-letter", message, where, "write the word in one script")


def _other_script(
    letters: Letters, shown_word: str, word: str, main: str, where: Where
) -> Iterator[tuple[str, Finding]]:
    """A word wholly in another script: Latin names may stand anywhere, look-alikes may not."""
    wanted = min(letters.scripts)
    if main != LATIN:
        language = letters.language.name
        message = f'"{shown_word}" is written in {script_name(main)} letters, and {language} is not'
        yield word, error("foreign-letter", message, where, f"write it in {script_name(wanted)}")
    elif not (word.isupper() and len(word) > 1) and all(twin(c, main, wanted) for c in word):
        twins = "".join(twin(c, main, wanted) for c in word)
        message = f'"{shown_word}" is Latin, and looks like {script_name(wanted)} "{twins}"'
        yield word, error("look-alike", message, where, f'type "{twins}" on one keyboard')


def _other_letters(
    letters: Letters, shown_word: str, word: str, where: Where
) -> Iterator[tuple[str, Finding]]:
    """Letters of the language's script that are not among its own."""
    for char in dict.fromkeys(word):
        if char in letters.own or char.isascii() or char.isdigit():
            continue
        right = letters.wrong.get(char) or letters.wrong.get(char.lower(), "").upper()
        name = unicodedata.name(char, "").capitalize()
        if right:
            message = (
                f'"{shown_word}": {shown(char)} is no letter of {letters.language.name} ({name})'
            )
            codes = " ".join(f"U+{ord(c):04X}" for c in right)
            yield char, error("foreign-letter", message, where, f'write "{right}" ({codes})')
        else:
            message = (
                f'"{shown_word}": {shown(char)} is not among the letters of {letters.language.name}'
            )
            fix = (
                f"see whether it is right ({name}); a name's letter is added to "
                f"'loan_letters' in content/{letters.language.tag}/language.yaml"
            )
            yield char, review("foreign-letter", message, where, fix)
