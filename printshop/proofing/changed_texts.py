"""What changed in the texts of a piece since it was signed: which texts, which words in them."""

import difflib
import re
from dataclasses import dataclass
from typing import Literal

from printshop.shop.signing import SignedText, SignedWords

Part = tuple[Literal["", "del", "ins"], str]  # words that stayed, that went, that came

NONE = SignedText(text="")


@dataclass(frozen=True)
class ChangedText:
    """A text then and now; the source's as well, '' in the source language."""

    identifier: str
    source: tuple[tuple[Part, ...], tuple[Part, ...]]
    own: tuple[tuple[Part, ...], tuple[Part, ...]]


def changed_texts(then: SignedWords, now: SignedWords) -> list[ChangedText]:
    """The texts that are others than then, or whose source is, or that print another fact."""
    facts = {
        name
        for name in {**then.printed, **now.printed}
        if then.printed.get(name) != now.printed.get(name)
    }
    found = []
    for name in dict.fromkeys((*now.texts, *then.texts)):
        old, new = then.texts.get(name, NONE), now.texts.get(name, NONE)
        prints = any(f"{{{fact}}}" in new.text for fact in facts)
        if old == new and not prints:
            continue
        source = compared(_filled(old.source or "", then), _filled(new.source or "", now))
        own = compared(_filled(old.text, then), _filled(new.text, now))
        found.append(ChangedText(name, source, own))
    return found


def changed_besides(then: SignedWords, now: SignedWords) -> list[tuple[str, str, str]]:
    """What else is printed otherwise than then and stands in no text: its name, then and now."""
    texts = " ".join(text.text for text in (*then.texts.values(), *now.texts.values()))
    return [
        (name, then.printed.get(name, ""), now.printed.get(name, ""))
        for name in dict.fromkeys((*then.printed, *now.printed))
        if then.printed.get(name) != now.printed.get(name) and f"{{{name}}}" not in texts
    ]


def _filled(text: str, words: SignedWords) -> str:
    """A text with the facts as they were printed."""
    return re.sub(r"\{([^{}]+)\}", lambda m: words.printed.get(m[1], m[0]), text)


def compared(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Two texts, word for word: the old one with what went, the new one with what came."""
    a, b = _words(old), _words(new)
    before: list[Part] = []
    after: list[Part] = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            before.append(("", "".join(a[i:j])))
            after.append(("", "".join(b[k:m])))
            continue
        before += [("del", "".join(a[i:j]))] if j > i else []
        after += [("ins", "".join(b[k:m]))] if m > k else []
    return tuple(before), tuple(after)


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\S+", text)
