"""Check the wording: terms, the form of address, the length of sentences.

The rules are data of each language. Words that are somebody's own (``wording: locked``) are exempt.
"""

import re
from collections.abc import Iterable
from functools import partial

from printshop.checks.sentences import characters, sentences, words
from printshop.findings import Finding, review
from printshop.reading.characters import SOFT_HYPHEN, UNSPACED, marks, times
from printshop.shop.words import PACKAGE, TOKEN, CopySheet, Language

BEGINNING = 40  # characters of a sentence that a finding displays


class Wording:
    """A language's words to avoid, as patterns, with the term or form that it uses."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.unspaced = language.script in UNSPACED
        terms = [(pattern(term.avoid, self.unspaced), term) for term in language.terms]
        self.terms = [(avoid, term) for avoid, term in terms if avoid]
        self.address = pattern(language.address_avoid, self.unspaced)
        # The longest sentence that is given in words says nothing of a script without spaces.
        given = not self.unspaced or "longest_sentence" in language.model_fields_set
        self.limit = language.longest_sentence if given else None

    def length(self, sentence: str) -> int:
        """How long a sentence is, in words, or in characters where words have no spaces between."""
        return characters(sentence) if self.unspaced else len(words(sentence))


def pattern(avoid: Iterable[str], unspaced: bool = False) -> re.Pattern[str] | None:
    """Whole words, in any case; a ``*`` at their beginning or end stands for any letters.

    A vowel sign, as in Bengali, belongs to the word that it stands in. In an ``unspaced`` script,
    which has no spaces between words, they are found within other letters. None: there is no word.
    """
    written = [word for word in avoid if re.search(r"\w", word)]
    if not written:
        return None
    letter = rf"[\w{marks()}]"
    parts = "|".join(re.escape(word).replace(r"\*", f"{letter}*") for word in written)
    whole = parts if unspaced else rf"(?<!{letter})(?<!\.)(?:{parts})(?!{letter})"
    return re.compile(whole, re.IGNORECASE)


def check_wording(wording: Wording, sheet: CopySheet, stem: str) -> list[Finding]:
    """Reviews: words to avoid, another form of address, sentences that are too long.

    The words for print shops have a form of address of their own.
    """
    if sheet.wording == "locked":
        return []
    language = wording.language
    findings: list[Finding] = []
    for key, text in sheet.texts():
        plain = TOKEN.sub(" ", text).replace(SOFT_HYPHEN, "").replace("\n", " ")
        at = partial(sheet.at, "items", *key)
        for avoided, term in wording.terms:
            if found := avoided.findall(plain):
                message = f"'{found[0]}' is a word to avoid{times(len(found))}: {term.why}"
                findings.append(review("wrong-term", message, at(), f"write '{term.use}'"))
        if wording.address and stem != PACKAGE and (found := wording.address.findall(plain)):
            message = f"'{found[0]}' belongs to another form of address{times(len(found))}"
            fix = "address the reader as the other texts do"
            fix += f": {language.address}" if language.address else ""
            findings.append(review("form-of-address", message, at(), fix))
        if message := _long(wording, text):
            findings.append(review("long-sentence", message, at(), "make two sentences of it"))
    return findings


def _long(wording: Wording, text: str) -> str:
    """What is to be said of the sentences of a text that are longer than the longest; or ''."""
    limit = wording.limit
    if limit is None or len(text) <= limit:
        return ""
    long = [s for s in sentences(text) if wording.length(s) > limit]
    if not long:
        return ""
    unit = "characters" if wording.unspaced else "words"
    return (
        f"{wording.length(long[0])} {unit} in a sentence, at most {limit} are easy to read: "
        f'"{_beginning(long[0])}"{times(len(long))}'
    )


def _beginning(sentence: str) -> str:
    """The first words of a sentence."""
    if len(sentence) <= BEGINNING:
        return sentence
    return sentence[:BEGINNING].rpartition(" ")[0] + " …"
