"""Check the inputs of the shop against each other, before anything is typeset.

Facts, fonts and profiles exist; layouts name pages and frames that they have; copy names facts and
never spells them out; a translation has the roles, lists and tokens of its source and is not older.
This module only sets the order of the checks.
"""

from printshop.findings import Finding, Scope, did_you_mean, error, scoped
from printshop.shop.check_copy import check_translation, check_words, missing_sheet, untranslated
from printshop.shop.check_fact_names import misspelt_facts
from printshop.shop.check_facts import unlisted_facts
from printshop.shop.check_layout import check_layout, missing_fonts, unlisted_colours
from printshop.shop.check_press import missing_profiles, unclear_default
from printshop.shop.check_roles import missing_source, source_faults, unknown_files, unknown_tokens
from printshop.shop.job import Shop
from printshop.shop.words import COMMON, PACKAGE, PARTNER, CopySheet, copy_scope


def check(shop: Shop) -> list[Finding]:
    """All findings about the inputs that need no typesetting."""
    shop, misspelt = misspelt_facts(shop)
    findings = [
        *misspelt,
        *unlisted_facts(shop),
        *unlisted_colours(shop),
        *missing_fonts(shop),
        *missing_profiles(shop),
        *unclear_default(shop),
        *(
            f
            for name, layout in shop.layouts.items()
            for f in scoped(check_layout(shop, layout), Scope(layout=name))
        ),
    ]
    source = shop.copies.get(shop.campaign.source_language)
    if source is None and (shop.root / "content" / shop.campaign.source_language).is_dir():
        return findings  # an error in its language.yaml has been told
    if source is None:
        where = shop.campaign.at("source_language")
        message = f"the source language '{shop.campaign.source_language}' has no folder"
        fix = did_you_mean(shop.campaign.source_language, shop.languages)
        return [*findings, error("no-source", message, where, fix)]
    folders = [p.parent.name for p in (shop.root / "layouts").glob("*/layout.yaml")]
    stems = [COMMON, *sorted(folders), *shop.sectors, PARTNER]
    findings += unknown_files(shop, stems)
    doubtful = set()  # stems of source sheets with a slip that would be told of each translation
    for stem in stems:
        findings += scoped(missing_source(shop, stem), copy_scope("", stem))
    for stem, sheet in source.items():
        faults = source_faults(shop, stem)
        findings += scoped(faults, copy_scope("", stem))
        if faults or unknown_tokens(shop, sheet):
            doubtful.add(stem)
    for tag, sheets in shop.copies.items():
        for stem in stems:
            if stem in source and stem not in sheets:
                findings += scoped(missing_sheet(shop, tag, stem), copy_scope(tag, stem))
        for stem, sheet in sheets.items():
            about_sheet = _sheet_findings(shop, source, stems, stem, sheet)
            if stem in source and sheet is not source[stem] and stem not in doubtful:
                told = {f.where for f in about_sheet if f.code == "unknown-token"}
                differences = check_translation(source[stem], sheet)
                about_sheet += [f for f in differences if f.where not in told]
            findings += scoped(about_sheet, copy_scope(tag, stem))
    return [*findings, *untranslated(shop)]


def _sheet_findings(
    shop: Shop, source: dict[str, CopySheet], stems: list[str], stem: str, sheet: CopySheet
) -> list[Finding]:
    """Findings about the words of one copy sheet by itself."""
    return check_words(shop, sheet) if stem in source and stem in (*stems, PACKAGE) else []
