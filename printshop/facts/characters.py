"""The characters of a fact: what nobody sees, what looks like something else, and where it stands.

A fact is read by people who dial it, type it or write it on an envelope. So a character that is
invisible, or that is taken for another one, is a fault, and is shown by its place and its code.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass

from printshop.reading import characters

SPACES = " \u00a0\u202f"  # a space, a no-break space and a narrow one: they print alike
_CODE = re.compile(r"[{}<>⟨⟩`\\^|]|&[A-Za-z]+;|&#")
_SHORT_WORD = re.compile(r"(?<![^\W_])[^\W\d_]\d[^\W\d_](?![^\W_])")
# 0 and 1 where o, l or i may be meant: within a word, and a single 0 at an end of one.
_DIGIT_LIKE_LETTER = re.compile(
    r"(?<=[^\W\d_])0(?!\d)|(?<=[^\W\d_])1(?=[^\W\d_])|(?<![^\W_])0(?=[^\W\d_])"
)
_LETTERS_LIKE_DIGITS = (
    "O0 o0 Q0 D0 О0 о0 Ο0 ο0 Օ0 օ0 l1 I1 i1 ı1 І1 і1 Ι1 ӏ1 Ӏ1 |1 Z2 z2 З3 з3 Ʒ3 ʒ3 Э3 э3 "
    "Ч4 ч4 A4 S5 s5 Ѕ5 ѕ5 b6 G6 б6 T7 B8 В8 Β8 g9 q9"
)
LIKE_DIGITS = {pair[0]: pair[1] for pair in _LETTERS_LIKE_DIGITS.split()}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a value: the value as it was read and why, and what to do, in the writer's
    words."""

    what: str
    fix: str


def fault_of(value: str, why: str, fix: str) -> Fault:
    """A fault that shows the value and says why it is one."""
    return Fault(f'"{shown(value)}": {why}', fix)


def shown(text: str) -> str:
    """A text with the characters that nobody sees as codes: ``payoke⟨U+200B⟩.be``."""
    return "".join(f"⟨U+{ord(c):04X}⟩" if hidden(c) else c for c in text)


def hidden(char: str) -> bool:
    """Whether a character leaves no mark on paper; a space is none of these."""
    control = unicodedata.category(char) == "Cc"
    return control or char in characters.LOST or bool(characters.hidden(char, joiners=False))


def described(char: str) -> str:
    """A character as findings show it: ``"O", the letter U+004F``; in other alphabets its name."""
    code = f"U+{ord(char):04X}"
    name = unicodedata.name(char, "").lower()
    if hidden(char):
        return f"⟨{code}⟩, which is invisible{f' ({name})' if name else ''}"
    kind = {"L": "letter", "N": "digit", "M": "accent"}.get(unicodedata.category(char)[0], "mark")
    return f'"{char}", the {kind} {code}' + ("" if char.isascii() else f" ({name})")


def at(text: str, index: int) -> str:
    """Where a character stands and what it is: ``the character at 8 is "O", the letter U+004F``."""
    return f"the character at {index + 1} is {described(text[index])}"


def digit_meant(char: str) -> str:
    """The digit for which a character may be taken: a letter like it, or a digit of another script
    or width; '' where there is none."""
    if char.isascii() and char.isdigit():
        return ""
    number = unicodedata.digit(char, None)
    return LIKE_DIGITS.get(char, "") if number is None else str(number)


def digit_for_letter(value: str, start: int = 0, end: int | None = None) -> Fault | None:
    """A fault where a 0 or 1 stands within a word as a letter would, from ``start`` to ``end``.

    A digit between two single letters is more often a name, such as T1D.
    """
    end = len(value) if end is None else end
    short = {i for word in _SHORT_WORD.finditer(value) for i in range(*word.span())}
    likes = _DIGIT_LIKE_LETTER.finditer(value, start, end)
    if like := next((like for like in likes if like.start() not in short), None):
        letter = {"0": "o", "1": "l or i"}[like.group()]
        why = f"{at(value, like.start())}, where the letter {letter} may be meant"
        return fault_of(value, why, "compare it with its source, letter by letter")
    return None


def first(text: str, wanted: Callable[[str], object]) -> int:
    """The index of the first character that is not wanted, -1 where there is none."""
    return next((i for i, char in enumerate(text) if not wanted(char)), -1)


def untidy(value: str) -> Fault | None:
    """A fault of any text that is printed as it stands: nothing in it, invisible characters, spaces
    too many, accents apart from their letters, marks of a program."""
    if not value.strip():
        return Fault("empty", "write the value, or take the entry out")
    index = first(value, lambda char: not hidden(char))
    if index >= 0:
        return fault_of(value, at(value, index), "type the value anew, letter by letter")
    index = first(value, lambda char: char in SPACES or not char.isspace())
    if index >= 0:
        return fault_of(
            value, f"{at(value, index)}, a space of unusual width", "type a plain space"
        )
    if value != value.strip():
        return fault_of(value, "a space stands before or after it", "take the space out")
    if double := re.search(f"[{SPACES}]{{2}}", value):
        why = f"two spaces follow each other at {double.start() + 1}"
        return fault_of(value, why, "leave one of them")
    if value != (composed := unicodedata.normalize("NFC", value)):
        index = first(value, lambda char: not unicodedata.combining(char))
        why = (
            f"{at(value, index)}, an accent apart from its letter"
            if index >= 0
            else "it has a sign that stands for two characters"
        )
        return fault_of(value, why, f'type it anew: "{composed}"')
    if code := _CODE.search(value):
        why = f'"{code.group()}" at {code.start() + 1} is a mark of programs'
        return fault_of(value, why, "write it as it is to be read")
    return None


def script_of(char: str) -> str:
    """The script of a letter as a code of ISO 15924, '' for a character of any script."""
    code = characters.script(char)
    return "" if code in characters.ANY_SCRIPT else code


def other_script(value: str, wanted: Collection[str] = ("Latn",)) -> Fault | None:
    """A fault where a letter is of another script than those wanted, or a word mixes scripts; or
    where a character is a variant of another."""
    if problem := _strange_form(value):
        return problem
    for word in re.finditer(r"[^\W_]+", value):
        scripts = [script_of(char) for char in word.group()]
        own = next((code for code in scripts if code), "")
        main = "Latn" if "Latn" in scripts else own
        for i, code in enumerate(scripts):
            if code and (code not in wanted or code != main):
                why = f"{at(value, word.start() + i)}, not of the alphabet of its word"
                if main == code:
                    why = f"{at(value, word.start() + i)}, where Latin letters are wanted"
                return fault_of(value, why, "type the word anew in one alphabet")
    return None


def _strange_form(value: str) -> Fault | None:
    """A fault where a character is a variant of another: full-width, mathematical, a ligature, a
    digit of another script."""
    for i, char in enumerate(value):
        if char.isascii() or char in SPACES or char in "…":
            continue
        plain = unicodedata.normalize("NFKC", char)
        if digit := digit_meant(char) if unicodedata.category(char).startswith("N") else "":
            return fault_of(value, f"{at(value, i)}, not the digit {digit}", "type a plain digit")
        plain = "-" if char == "\u2011" else plain  # what nobody has on a keyboard becomes plain
        if plain != char:
            why = f'{at(value, i)}, a variant of "{plain}"'
            return fault_of(value, why, f'type "{plain}"')
    return None
