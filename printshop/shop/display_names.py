"""What people call a piece, a sector and a language, in the language that they read.

The names are words of the shop: ``piece-<layout>`` in ``content/<tag>/package.yaml``, and
``sector-name`` in ``content/<tag>/<sector>.yaml``; those of languages are Babel's (CLDR). Where one
has none yet, the nearest name stands in, so that a new layout or language shows at once.
"""

from collections.abc import Iterable

from printshop.shop.job import Shop
from printshop.shop.language_names import name_in
from printshop.shop.words import PACKAGE


def piece_name(shop: Shop, layout: str, tag: str) -> str:
    """What a layout's pieces are called in a language; without such a name, the layout's title."""
    return _text(shop, (tag,), PACKAGE, f"piece-{layout}") or shop.layouts[layout].title


def sector_name(shop: Shop, sector: str, tag: str) -> str:
    """What a sector is called in a language; else in the source language; else its own name."""
    tags = (tag, shop.campaign.source_language)
    return _text(shop, tags, sector, "sector-name") or sector


def language_name(shop: Shop, language: str, tag: str) -> str:
    """What a language is called in another; where that is not known, its name for itself."""
    return name_in(language, tag) or shop.languages[language].name


def _text(shop: Shop, tags: Iterable[str], stem: str, role: str) -> str:
    """An item that is one text, of the first language that has it, in one line; or ''."""
    for tag in tags:
        sheet = shop.copies.get(tag, {}).get(stem)
        item = sheet.items.get(role) if sheet else None
        if isinstance(item, str) and item.strip():
            return " ".join(item.split())
    return ""
