"""The words that people use in orders, in any of the shop's languages, and what they stand for.

The words are data: ``content/<tag>/order.yaml``; languages, countries and months are Babel's.
Case, accents and punctuation make no difference. A word with two meanings keeps both: nobody
guesses which one was meant.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import get_args

from printshop.orders.model import SUGGEST, Finish, OrderLine, ProofState
from printshop.orders.resolve import GENERAL
from printshop.shop.job import Shop
from printshop.shop.language_names import (
    country_names,
    language_names,
    month_names,
    other_languages,
)
from printshop.shop.layout import Layout
from printshop.shop.order_words import OrderWords
from printshop.shop.press import Substrate
from printshop.typesetting.locale_format import is_country

COLUMNS = tuple(f.alias or name for name, f in OrderLine.model_fields.items())
REQUIRED = tuple(f.alias or name for name, f in OrderLine.model_fields.items() if f.is_required())
NOT_READ = "not-read"  # in place of a column's key: it is for the writer's own use
NOTHING = frozenset("-–—/")  # as a whole cell: nothing
TRUTH = frozenset(("true", "false"))  # what programs write, whatever their language
SAME = frozenset(('"', "''", "″", "〃", "”", ",,", "„"))  # as a whole cell: as above

Meanings = Mapping[str, frozenset[str]]  # by a word in plain letters, the names it stands for


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A name in small letters without accents, with single spaces for punctuation.

    A name of punctuation alone, such as ``#``, stays as it is.
    """
    letters = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare.replace("'", ""))) or text.strip()


def _spellings(name: str) -> set[str]:
    """A name as it may be typed: ``Kärtchen`` also as ``Kaertchen``."""
    digraphs = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
    return {plain(name), plain("".join(digraphs.get(char, char) for char in name))}


def meanings(names: Mapping[str, Iterable[str]]) -> Meanings:
    """The meanings of words, from what each name of the shop is called.

    A name of the shop always stands for itself.
    """
    found: dict[str, set[str]] = {}
    for name, others in names.items():
        for other in others:
            for spelling in _spellings(other):
                found.setdefault(spelling, set()).add(name)
    found.update({plain(name): {name} for name in names})
    return {word: frozenset(stands_for) for word, stands_for in found.items()}


_COLUMNS_ALONE = meanings(dict.fromkeys(COLUMNS, ()))


@dataclass(frozen=True)
class Vocabulary:
    """What words stand for; the empty one knows the keys of an order, and takes names as they are.

    ``sizes`` has by layout what its pieces are called by size: ``{"a2": "poster.a2"}``. The sets of
    words are in plain letters; ``others`` has by name in lower case the English name of languages.
    ``columns_by_words`` has the columns by the words of their titles, in whatever order, without
    those that are ``joining``; ``choices`` has by key the meanings of what may stand there.
    """

    columns: Meanings = field(default_factory=lambda: _COLUMNS_ALONE)
    columns_by_words: Mapping[frozenset[str], frozenset[str]] = field(default_factory=dict)
    joining: frozenset[str] = frozenset()
    choices: Mapping[str, Meanings] = field(default_factory=dict)
    kinds: Meanings = field(default_factory=dict)
    pieces: Meanings = field(default_factory=dict)
    sectors: Meanings = field(default_factory=dict)
    languages: Meanings = field(default_factory=dict)
    presses: Meanings = field(default_factory=dict)
    sizes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)
    copies: frozenset[str] = frozenset()
    total: frozenset[str] = frozenset()
    nothing: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()
    both: frozenset[str] = frozenset()
    truth: frozenset[str] = TRUTH
    own: frozenset[str] = frozenset()

    def column(self, title: str) -> frozenset[str]:
        """The keys that a column's title stands for; what is in brackets, or after a line break,
        only explains it. Its words may stand in another order: ``Levering: postcode``."""
        short = re.sub(r"\([^()]*\)", " ", title.strip().partition("\n")[0])
        spellings = (plain(title), plain(short))
        found = [self.columns.get(spelling) for spelling in spellings]
        found += [self.columns_by_words.get(_words(s, self.joining)) for s in spellings]
        return next(filter(None, found), frozenset())

    def piece(self, name: str) -> frozenset[str]:
        """The pieces that a name stands for; a size may stand before or behind it."""
        if found := self.pieces.get(plain(name)):
            return found
        words = plain(name).split()
        sizes = {size for by_size in self.sizes.values() for size in by_size}
        for size in [word for word in words if word in sizes]:
            rest = " ".join(word for word in words if word != size)
            layouts = self.pieces.get(rest, frozenset())
            return frozenset(
                by_size[size]
                for layout in layouts
                if size in (by_size := self.sizes.get(layout, {}))
            )
        return frozenset()

    def language(self, name: str) -> frozenset[str]:
        """The tags that a name of a language stands for; a region (``nl-BE``) may follow a tag."""
        if found := self.languages.get(plain(name)):
            return found
        parts = re.fullmatch("([A-Za-z]{2,3})[-_]([A-Za-z]{2})", name.strip())
        if not parts:
            return frozenset()
        tag, region = parts[1].lower(), parts[2].lower()
        is_region = region == tag or region not in self.languages
        return self.languages.get(tag, frozenset()) & {tag} if is_region else frozenset()


def vocabulary(shop: Shop) -> Vocabulary:
    """The words of a shop's orders, in all of its languages."""
    words = list(shop.order_words.values())
    sizes = {layout.name: _sizes(layout) for layout in shop.layouts.values()}
    pieces: dict[str, tuple[str, ...]] = {
        name: (name,) for by_size in sizes.values() for name in by_size.values()
    }
    pieces.update(_named(shop.layouts, (w.pieces for w in words)))
    sectors = _named((GENERAL, *shop.sectors), (w.sectors for w in words))
    languages = {
        tag: [*names, shop.languages[tag].name, shop.languages[tag].label]
        for tag, names in language_names(shop.languages).items()
    }
    presses = _named(shop.presses, (w.presses for w in words))
    for press in shop.presses.values():
        presses[press.name] = (*presses[press.name], press.title)
    columns = meanings(_named((*COLUMNS, NOT_READ), (w.columns for w in words)))
    joining = _plain_words(words, "joining")
    return Vocabulary(
        columns=columns,
        columns_by_words=_by_words(columns, joining),
        joining=joining,
        choices=_choices(shop, words),
        kinds=meanings(
            {
                name: (*others, shop.partner_types[name].title)
                for name, others in _named(shop.partner_types, (w.kinds for w in words)).items()
            }
        ),
        pieces=meanings(pieces),
        sectors=meanings(sectors),
        languages=meanings({**languages, SUGGEST: ()}),
        presses=meanings(presses),
        sizes=sizes,
        months=month_names(shop.languages),
        others=other_languages(shop.languages),
        copies=_plain_words(words, "copies"),
        total=_plain_words(words, "total"),
        nothing=_plain_words(words, "nothing"),
        same=_plain_words(words, "same"),
        both=_plain_words(words, "both"),
        truth=_plain_words(words, "truth") | TRUTH,
        own=_plain_words(words, "own") | {plain(shop.campaign.name)},
    )


def _words(title: str, joining: frozenset[str]) -> frozenset[str]:
    """The words of a title in plain letters without those that only join others."""
    return frozenset(title.split()) - joining


def _by_words(columns: Meanings, joining: frozenset[str]) -> dict[frozenset[str], frozenset[str]]:
    """The meanings of columns by the words of their titles."""
    found: dict[frozenset[str], frozenset[str]] = {}
    for title, keys in columns.items():
        words = _words(title, joining)
        found[words] = found.get(words, frozenset()) | keys
    return found


def _choices(shop: Shop, words: list[OrderWords]) -> dict[str, Meanings]:
    """By key of an order line the meanings of its values, where only some can stand there."""
    countries = meanings(
        {code: names for code, names in country_names(shop.languages).items() if is_country(code)}
    )
    return {
        "finish": meanings(_named(get_args(Finish), (w.finishes for w in words))),
        "proof": meanings(_named(get_args(ProofState), (w.proofs for w in words))),
        "substrate": meanings({name: (f"PS {name[2:]}",) for name in get_args(Substrate)}),
        "delivery-country": countries,
        "invoice-country": countries,
    }


def _named(
    names: Iterable[str], by_language: Iterable[Mapping[str, Iterable[str]]]
) -> dict[str, tuple[str, ...]]:
    """What each of these names is called in all languages."""
    known: dict[str, tuple[str, ...]] = {name: (name,) for name in names}
    for words in by_language:
        for name, others in words.items():
            if name in known:
                known[name] = (*known[name], *others)
    return known


def _plain_words(words: Iterable[OrderWords], what: str) -> frozenset[str]:
    return frozenset(plain(word) for one in words for word in getattr(one, what))


def _sizes(layout: Layout) -> dict[str, str]:
    """What a layout's pieces are called by their size: that of a derived one, or of ISO 216."""
    named = {plain(size): f"{layout.name}.{size}" for size in layout.sizes}
    return {**named, **dict.fromkeys(_iso_216(layout.trim), layout.name)}


def _iso_216(trim: tuple[float, float]) -> list[str]:
    """The name of a sheet of the A series by its trim in mm, whichever way it lies; or none."""
    short, long = 841, 1189
    for number in range(11):
        if sorted(trim) == [short, long]:
            return [f"a{number}"]
        short, long = long // 2, short
    return []
