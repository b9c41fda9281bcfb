"""The shop as it was when somebody signed or built: earlier words and facts in today's layouts."""

import re
from collections.abc import Mapping
from dataclasses import replace

from printshop.shop.job import Shop
from printshop.shop.segments import segments
from printshop.shop.signing import SignedText, SignedWords
from printshop.shop.words import CopySheet, Fact, Item


def as_it_was(shop: Shop, tag: str, words: SignedWords) -> Shop:
    """The shop with a language's words, their source and the facts as they were at that time.

    What has been added since, such as a role of a new layout, is as today.
    """
    source = shop.campaign.source_language
    own = {name: text.text for name, text in words.texts.items()}
    there = {n: text.source for n, text in words.texts.items() if text.source is not None}
    copies = {**shop.copies, tag: _sheets(shop.copies[tag], own)}
    if tag != source:
        copies[source] = _sheets(shop.copies[source], there)
    facts = {
        name: _fact(fact, tag, words.printed[name]) if name in words.printed else fact
        for name, fact in shop.campaign.facts.items()
    }
    campaign = shop.campaign.model_copy(update={"facts": facts})
    return replace(shop, copies=copies, campaign=campaign)


def as_compared(shop: Shop, tag: str, words: SignedWords) -> SignedWords | None:
    """Words of today, beside the source's words with which they were last compared.

    None in the source language, and where none of these texts was ever compared.
    """
    if tag == shop.campaign.source_language:
        return None
    then = {s.identifier: s.compared for s in segments(shop, tag) if s.compared is not None}
    if then.keys().isdisjoint(words.texts):
        return None
    texts = {
        name: SignedText(text=text.text, source=then.get(name, text.source))
        for name, text in words.texts.items()
    }
    return words.model_copy(update={"texts": texts})


def _sheets(sheets: Mapping[str, CopySheet], texts: Mapping[str, str]) -> dict[str, CopySheet]:
    """Files of copy with these texts, by identifier, in place of those of the same items."""
    items: dict[str, dict[str, Item]] = {}
    for identifier, text in texts.items():
        stem, _, name = identifier.partition("/")
        role, is_entry, _ = name.partition("[")
        of_file = items.setdefault(stem, {})
        if not is_entry:
            of_file[role] = text
            continue
        entries = of_file.setdefault(role, [])
        if isinstance(entries, list):
            entries.append(text)
    return {
        stem: sheet.model_copy(update={"items": {**sheet.items, **items.get(stem, {})}})
        for stem, sheet in sheets.items()
    }


def _fact(fact: Fact, tag: str, printed: str) -> Fact:
    """A fact with the value that a language printed."""
    if fact.kind == "number":
        digits = re.sub(r"\D", "", printed)
        return fact.model_copy(update={"value": int(digits)}) if digits else fact
    return fact.model_copy(update={"by_language": {**fact.by_language, tag: printed}})
