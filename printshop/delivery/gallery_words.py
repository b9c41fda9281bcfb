"""The words that the gallery shows and searches: names in its languages, texts as they print."""

import re
from collections.abc import Iterable

from printshop.shop.display_names import language_name, piece_name, sector_name
from printshop.shop.job import Job, Shop
from printshop.shop.words import PUBLISHER, TOKEN, texts_of
from printshop.typesetting.locale_format import number

_NAMES = {"piece": piece_name, "sector": sector_name, "language": language_name}
_STRONG = re.compile(r"\*([^*\n]+)\*")


def names_in(shop: Shop, tags: Iterable[str], kind: str, name: str) -> list[str]:
    """What a ``piece``, a ``sector`` or a ``language`` is called in each of some languages."""
    return [_NAMES[kind](shop, name, tag) for tag in tags]


def printed_texts(job: Job, items: tuple[tuple[str, str], ...] | None) -> list[tuple[str, str]]:
    """The texts of a piece, each with the tag of its language, facts filled in, each once.

    ``items`` are those that it prints, by file and role; None where that is not known: then all in
    the files of its own. Of the languages that it carries it prints the words of its layout's file.
    """
    shop, ticket = job.shop, job.ticket
    if items is None:
        own = (*job.layout.stems, ticket.sector)
        items = tuple((s.stem, role) for s in job.copy.sheets if s.stem in own for role in s.items)
    pairs = [(ticket.language, stem, role) for stem, role in items]
    for tag in ticket.carried:
        sheet = shop.copies.get(tag, {}).get(ticket.layout)
        pairs += [(tag, ticket.layout, role) for role in (sheet.items if sheet else ())]
    found: dict[tuple[str, str], None] = {}
    for tag, stem, role in pairs:
        sheet = shop.copies.get(tag, {}).get(stem)
        for text in texts_of(sheet.items.get(role, [])) if sheet else ():
            found.setdefault((tag, _as_printed(shop, tag, text)))
    return list(found)


def _as_printed(shop: Shop, tag: str, text: str) -> str:
    """A text in one line, with its facts and without the marks of emphasis."""
    filled = TOKEN.sub(lambda match: _fact(shop, tag, match[1], match[0]), text)
    return " ".join(_STRONG.sub(r"\1", filled).split())


def _fact(shop: Shop, tag: str, name: str, token: str) -> str:
    publisher, fact = shop.campaign.publisher, shop.campaign.facts.get(name)
    if name == PUBLISHER:
        return f"{publisher.name}, {publisher.address}" if publisher else "…"
    if fact is None:
        return token
    value = fact.value_in(tag)
    return number(value, shop.languages[tag]) if isinstance(value, int) else value
