"""Check for leftovers: words of one language that stand in another, copied or nearly so."""

from collections import Counter
from collections.abc import Iterable, Iterator

from printshop.checks.sentences import sentences, words
from printshop.findings import Finding, Gate, Scope, many, review, scoped
from printshop.reading.characters import times
from printshop.shop.job import Shop
from printshop.shop.words import TOKEN, CopySheet, copy_scope

PHRASE = 4  # words: shorter texts may be the same in two languages
SENTENCE = 3  # words of a sentence with its full stop, which may not
# A sentence seems to be in another language when at least so many of its words are frequent there
# and not here, this share of them is frequent there, and so many times more than only here.
# Of the sentences of seven languages, nine in ten are recognised, and none is mistaken.
FEWEST, SHARE, TIMES_MORE = 2, 0.25, 3
MARKS = "«»“”„‘’,;:.!?…()*؟،"
COPIED = ("telltale", "common_words", "terms", "address_avoid")  # what no two languages have alike


def leftovers(shop: Shop) -> list[Finding]:
    """Reviews of texts and of a language's own data that are still in another language."""
    copied, findings = _copied_texts(shop)
    frequent = _frequent(shop)
    for tag, sheets in shop.copies.items():
        if shop.languages[tag].common_words:
            for stem, sheet in sheets.items():
                texts = [(k, text) for k, text in sheet.texts() if (tag, stem, text) not in copied]
                about = _other_languages(texts, tag, frequent, sheet)
                findings += scoped(about, copy_scope(tag, stem))
    return [*findings, *_copied_data(shop)]


def _frequent(shop: Shop) -> dict[str, frozenset[str]]:
    """The languages in which a word is frequent, by word."""
    languages: dict[str, set[str]] = {}
    for tag, language in shop.languages.items():
        for word in language.common_words.casefold().split():
            languages.setdefault(word, set()).add(tag)
    return {word: frozenset(tags) for word, tags in languages.items()}


def _copied_texts(shop: Shop) -> tuple[set[tuple[str, str, str]], list[Finding]]:
    """Texts that another language has word for word, by language and stem; a review of each sheet.

    Of two languages, the one whose tag comes later is taken for the copy, never the source.
    """
    first_languages: dict[tuple[str, str], str] = {}  # the language that has a text first
    copied: set[tuple[str, str, str]] = set()
    counts: Counter[tuple[str, str, str]] = Counter()
    for tag in _in_order(shop):
        for stem, sheet in shop.copies[tag].items():
            for _, text in sheet.texts():
                if _comparable(text):
                    first = first_languages.setdefault((stem, text), tag)
                    if first != tag:
                        copied.add((tag, stem, text))
                        counts[tag, stem, first] += 1
    findings = []
    for (tag, stem, first), number in counts.items():
        not_translated = review(
            "not-translated",
            f"{many(number, 'text')} word for word as in content/{first}/{stem}.yaml",
            shop.copies[tag][stem].at("items"),
            "translate what was only copied",
            Gate.SIGN_OFF,
        )
        findings += scoped([not_translated], copy_scope(tag, stem))
    return copied, findings


def _in_order(shop: Shop) -> list[str]:
    """The languages, the source first."""
    source = shop.campaign.source_language
    return sorted(shop.copies, key=lambda tag: (tag != source, tag))


def _comparable(text: str) -> bool:
    """Whether two languages cannot have a text alike by chance."""
    number = len(TOKEN.sub("", text).split())
    return number >= PHRASE or (number >= SENTENCE and text.rstrip().endswith((".", "!", "?")))


def _other_languages(
    texts: Iterable[tuple[tuple[str | int, ...], str]],
    tag: str,
    frequent: dict[str, frozenset[str]],
    sheet: CopySheet,
) -> Iterator[Finding]:
    """A review of each text with sentences that seem to be in another language."""
    for key, text in texts:
        found = [
            (other, sentence)
            for sentence in sentences(text)
            if (other := _language_of(_plain_words(sentence), tag, frequent))
        ]
        if found:
            other, sentence = found[0]
            message = f'a sentence seems to be in {other}: "{sentence}"{times(len(found))}'
            where = sheet.at("items", *key)
            yield review("not-translated", message, where, "translate it", Gate.SIGN_OFF)


def _plain_words(sentence: str) -> list[str]:
    """The words of a sentence in small letters without marks; what an apostrophe joins is two."""
    plain = (w.strip(MARKS).casefold() for w in words(TOKEN.sub("0", sentence)))
    return [part for word in plain for part in word.replace("’", "’ ").split()]


def _language_of(said: list[str], tag: str, frequent: dict[str, frozenset[str]]) -> str:
    """The other language that words seem to be in, by those that are frequent there; or ''."""
    known = [frequent[word] for word in said if word in frequent]
    for other in sorted({other for tags in known if tag not in tags for other in tags}):
        theirs = sum(other in tags and tag not in tags for tags in known)
        ours = sum(tag in tags and other not in tags for tags in known)
        both = sum(other in tags for tags in known)
        if theirs >= max(FEWEST, TIMES_MORE * ours) and both >= SHARE * len(said):
            return other
    return ""


def _copied_data(shop: Shop) -> list[Finding]:
    """A review where a language's own data are those of another language, unchanged."""
    findings = []
    for key in COPIED:
        firsts: dict[str, str] = {}
        for tag in _in_order(shop):
            value = getattr(shop.languages[tag], key)
            if not value:
                continue
            first = firsts.setdefault(repr(value), tag)
            if first != tag:
                message = f"'{key}' is the same as in content/{first}/language.yaml"
                where = shop.languages[tag].at(key)
                fix = "write those of the language, or take the key out"
                same = review("not-translated", message, where, fix, Gate.SIGN_OFF)
                findings += scoped([same], Scope(language=tag))
    return findings
