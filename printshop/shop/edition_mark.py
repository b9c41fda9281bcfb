"""The edition mark: eight characters in the small print that say which edition a copy is of.

They are a hash of what is printed, so that the same input gives the same mark. Of two characters
that look alike (0 and O, 1 and I, 2 and Z, 5 and S, 8 and B) the alphabet has neither. The last one
is a check character: a weighted sum modulo 23, a prime, with weights that differ and are not zero.
So each single wrong character and each swap of two is found.
"""

import hashlib
from collections.abc import Iterable

ALPHABET = "34679ACDEFHJKLMNPRTVWXY"
LENGTH = 8
GROUP = 4
# In parts of the size: its letters and figures, how far a J reaches below, and the widest mark.
CAPITAL, BELOW, WIDEST = 0.714, 0.22, 7.8
# What is printed never has these; what a reader may have taken for them.
LOOK_ALIKES = {
    "0": "CD",
    "O": "CD",
    "Q": "CD",
    "1": "7L",
    "I": "LT",
    "2": "7",
    "Z": "7",
    "5": "6",
    "S": "36",
    "8": "36",
    "B": "36",
    "G": "6C",
    "U": "VW",
}


class NotAMarkError(ValueError):
    """A text that is no edition mark; its message says why, in plain words."""


def mark_of(parts: Iterable[str]) -> str:
    """The mark of what an edition is made of, without a space: ``K7MRX9TC``.

    Each part is hashed with its length, so that ("ab", "c") and ("a", "bc") differ.
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode()
        digest.update(f"{len(data)}:".encode() + data)
    number = int.from_bytes(digest.digest())
    body = ""
    for _ in range(LENGTH - 1):
        number, rest = divmod(number, len(ALPHABET))
        body += ALPHABET[rest]
    return body + check_character(body)


def check_character(body: str) -> str:
    """The last character of a mark, from the seven before it.

    The weights are 2 to 8 and that of the check character itself is -1: all differ modulo 23.
    """
    return ALPHABET[
        sum(weight * ALPHABET.index(c) for weight, c in enumerate(body, 2)) % len(ALPHABET)
    ]


def shown(mark: str) -> str:
    """A mark as it is printed: two groups of four."""
    return f"{mark[:GROUP]} {mark[GROUP:]}"


def holds(mark: str) -> bool:
    """Whether eight characters of the alphabet agree with their check character."""
    return check_character(mark[:-1]) == mark[-1]


def typed(text: str) -> str:
    """A mark from what someone typed; spaces, hyphens and lower case are allowed.

    Raises NotAMarkError when it has a character that no mark has, the wrong length, or a check
    character that does not agree.
    """
    mark = "".join(c for c in text.upper() if not c.isspace() and c not in "-‐‑–—")
    for number, character in enumerate(mark, 1):
        if character not in ALPHABET:
            raise NotAMarkError(_foreign(character, number))
    if len(mark) != LENGTH:
        raise NotAMarkError(f"a mark has {LENGTH} characters, this has {len(mark)}")
    if not holds(mark):
        raise NotAMarkError(
            f"one character of {shown(mark)} was misread, or two were swapped: "
            "the last one does not agree with the others"
        )
    return mark


def near(text: str, known: Iterable[str]) -> list[str]:
    """The known marks that differ from a typed one in one character, or by a swap of two."""
    mark = "".join(c for c in text.upper() if c.isalnum())
    return sorted({other for other in known if _is_near(mark, other)})


def _is_near(mark: str, other: str) -> bool:
    if len(mark) != len(other):
        return False
    apart = [(a, b) for a, b in zip(mark, other, strict=True) if a != b]
    return len(apart) == 1 or (len(apart) == 2 and apart[0] == apart[1][::-1])


def _foreign(character: str, number: int) -> str:
    if character not in LOOK_ALIKES:
        return f"a mark has no “{character}” (character {number})"
    maybe = " or ".join(LOOK_ALIKES[character])
    return f"a mark has no {character} (character {number}); did you read {maybe}?"
