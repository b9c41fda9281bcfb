"""Check the inputs: the shop against itself, before anything is set.

Facts, fonts and profiles are there; layouts name pages and frames that they have; copy names facts
and never spells them; a translation has the roles, lists and tokens of its source, and is no older
than it. Here stands in which order all this is checked.
"""

from printshop.findings import Finding, Scope, did_you_mean, error, scoped
from printshop.shop.check_copy import check_translation, check_words, missing_sheet, same_words
from printshop.shop.check_facts import facts_listed
from printshop.shop.check_layout import check_layout, colours_listed, fonts_there
from printshop.shop.check_press import one_default, profiles_there
from printshop.shop.job import Shop
from printshop.shop.words import COMMON, PACKAGE, PARTNER, CopySheet, copy_scope


def check(shop: Shop) -> list[Finding]:
    """All findings about the inputs that can be known before anything is set."""
    findings = [
        *facts_listed(shop),
        *colours_listed(shop),
        *fonts_there(shop),
        *profiles_there(shop),
        *one_default(shop),
        *(
            f
            for name, layout in shop.layouts.items()
            for f in scoped(check_layout(shop, layout), Scope(layout=name))
        ),
    ]
    source = shop.copies.get(shop.campaign.source_language)
    if source is None:
        where = shop.campaign.at("source_language")
        message = f"the source language '{shop.campaign.source_language}' has no folder"
        fix = did_you_mean(shop.campaign.source_language, shop.languages)
        return [*findings, error("no-source", message, where, fix)]
    folders = [p.parent.name for p in (shop.root / "layouts").glob("*/layout.yaml")]
    stems = [COMMON, *sorted(folders), *shop.sectors, PARTNER]
    for tag, sheets in shop.copies.items():
        for stem in stems:
            if stem in source and stem not in sheets:
                findings += scoped([missing_sheet(shop, tag, stem)], copy_scope(tag, stem))
        for stem, sheet in sheets.items():
            about = _sheet(shop, source, stems, tag, stem, sheet)
            findings += scoped(about, copy_scope(tag, stem))
    return [*findings, *same_words(shop)]


def _sheet(
    shop: Shop,
    source: dict[str, CopySheet],
    stems: list[str],
    tag: str,
    stem: str,
    sheet: CopySheet,
) -> list[Finding]:
    """The findings about one copy sheet: its name, its words, and that it follows its source."""
    if stem not in (*stems, PACKAGE):
        message = f"'{stem}' is neither a format nor a sector"
        return [error("unknown-file", message, sheet.at(), did_you_mean(stem, stems))]
    if tag == shop.campaign.source_language:
        return check_words(shop, sheet)
    if stem in source:
        return [*check_words(shop, sheet), *check_translation(source[stem], sheet)]
    return []
