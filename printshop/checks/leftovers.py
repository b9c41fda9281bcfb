"""Check for leftovers: words of one language that stand in another, copied or nearly so."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from printshop.checks.sentences import sentences, words
from printshop.findings import Finding, Gate, Scope, many, review, scoped
from printshop.reading.characters import times
from printshop.shop.job import Shop
from printshop.shop.words import TOKEN, CopySheet, copy_scope

FILES = 3  # copied ones are told each; more of them as one folder
PHRASE = 4  # words: shorter texts may be the same in two languages
SENTENCE = 3  # words of a sentence with its full stop, which may not
# A sentence seems to be in another language when at least so many of its words are frequent there
# and not here, this share of them is frequent there, and so many times more than only here.
# Of sentences with six words or more about nine in ten are recognised (of Arabic ones two in
# three), of short ones fewer; none is taken for foreign in its own language. The language that is
# named may be a related one.
FEWEST, SHARE, TIMES_MORE = 2, 0.25, 3
MARKS = "«»“”„‘’,;:.!?…()*؟،"
COPIED = (
    "telltale",
    "common_words",
    "no_break_after",
    "terms",
    "address_avoid",
)  # what no two languages have alike


def copied_texts(shop: Shop) -> set[tuple[str, str, str]]:
    """The texts that a language has word for word from another: language, stem and text."""
    return _copied(shop)[0]


def leftovers(shop: Shop, languages: Collection[str] = ()) -> list[Finding]:
    """Reviews of texts and of a language's own data that are still in another language.

    ``languages``: those whose sentences are looked at; all where none is named.
    """
    frequent = _frequent(shop)
    copied, about_copies = _copied(shop)
    findings = list(about_copies)
    for tag, sheets in shop.copies.items():
        if languages and tag not in languages:
            continue
        if shop.languages[tag].common_words:
            for stem, sheet in sheets.items():
                texts = [(k, text) for k, text in sheet.texts() if (tag, stem, text) not in copied]
                about = _other_languages(texts, tag, frequent, sheet)
                findings += scoped(about, copy_scope(tag, stem))
    folders = {f.where.path for f in findings if f.where.key == "name"}
    return [*findings, *_copied_data(shop, {path.split("/")[1] for path in folders})]


def _frequent(shop: Shop) -> dict[str, frozenset[str]]:
    """The languages in which a word is frequent, by word."""
    languages: dict[str, set[str]] = {}
    for tag, language in shop.languages.items():
        for word in language.common_words.casefold().split():
            languages.setdefault(word, set()).add(tag)
    return {word: frozenset(tags) for word, tags in languages.items()}


@lru_cache(maxsize=2)
def _copied(shop: Shop) -> tuple[set[tuple[str, str, str]], list[Finding]]:
    """Texts that another language has word for word, by language and stem; a review of each sheet.

    Of two languages, the one in which fewer of its words are frequent is taken for the copy, then
    the one whose tag comes later; never the source. Where several files of a language are those of
    another, its folder was copied: that is one review.
    """
    frequent = _frequent(shop)
    having: dict[tuple[str, str], list[str]] = {}  # the languages that have a text
    for tag in _in_order(shop):
        for stem, sheet in shop.copies[tag].items():
            for text in {text for _, text in sheet.texts() if _comparable(text)}:
                having.setdefault((stem, text), []).append(tag)
    copied: set[tuple[str, str, str]] = set()
    counts: Counter[tuple[str, str, str]] = Counter()
    for (stem, text), tags in having.items():
        first = _owner(text, tags, frequent) if tags[1:] else tags[0]
        if shop.campaign.source_language in tags:
            first = shop.campaign.source_language
        for tag in tags:
            if tag != first:
                copied.add((tag, stem, text))
                counts[tag, stem, first] += 1
    findings = _copied_folders(shop, counts)
    folders = {finding.where.path.split("/")[1] for finding in findings}
    for (tag, stem, first), number in counts.items():
        if tag in folders:
            continue
        not_translated = review(
            "not-translated",
            f"{many(number, 'text')} word for word as in content/{first}/{stem}.yaml",
            shop.copies[tag][stem].at("items"),
            "translate what was only copied",
            Gate.SIGN_OFF,
        )
        findings += scoped([not_translated], copy_scope(tag, stem))
    return copied, findings


def _owner(text: str, tags: list[str], frequent: dict[str, frozenset[str]]) -> str:
    """Which of several languages a text is in, by its frequent words; the first of equals."""
    said = _plain_words(text)
    return max(tags, key=lambda tag: sum(tag in frequent.get(word, ()) for word in said))


def _copied_folders(shop: Shop, counts: Counter[tuple[str, str, str]]) -> list[Finding]:
    """A review of each language of which more than ``FILES`` files are those of another."""
    stems: dict[tuple[str, str], int] = Counter((tag, first) for tag, _, first in counts)
    findings = []
    for (tag, first), number in stems.items():
        if number > FILES:
            message = f"{number} files have texts word for word as in content/{first}/"
            fix = "translate what was only copied"
            where = shop.languages[tag].at("name")
            whole = review("not-translated", message, where, fix, Gate.SIGN_OFF)
            findings += scoped([whole], Scope(language=tag))
    return findings


def _in_order(shop: Shop) -> list[str]:
    """The languages, the source first, then those that have their own name."""
    source = shop.campaign.source_language
    return sorted(shop.copies, key=lambda tag: (tag != source, not _own_name(shop, tag), tag))


def _own_name(shop: Shop, tag: str) -> bool:
    """Whether a language has a name of its own: a copied one has the name and label of another."""
    names = [language.name for language in shop.languages.values()]
    name = shop.languages[tag].name
    if names.count(name) < 2:
        return True
    return shop.languages[tag].label.casefold() == tag


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


def _copied_data(shop: Shop, told: Collection[str]) -> list[Finding]:
    """A review where a language's own data are those of another language, unchanged.

    None of a language in ``told``, whose folder was copied.
    """
    same: dict[tuple[str, str], list[str]] = {}  # keys, by the language and that of its data
    for key in COPIED:
        firsts: dict[str, str] = {}
        for tag in _in_order(shop):
            value = getattr(shop.languages[tag], key)
            first = firsts.setdefault(repr(value), tag) if value else tag
            if first != tag and tag not in told:
                same.setdefault((tag, first), []).append(key)
    findings: list[Finding] = []
    for (tag, first), keys in same.items():
        are = "is" if len(keys) == 1 else "are"
        listed = ", ".join(f"'{key}'" for key in keys)
        message = f"{listed} {are} the same as in content/{first}/language.yaml"
        where = shop.languages[tag].at(keys[0])
        fix = f"write those of the language, or take the {'key' if are == 'is' else 'keys'} out"
        found = review("not-translated", message, where, fix, Gate.SIGN_OFF)
        findings += scoped([found], Scope(language=tag))
    return findings
