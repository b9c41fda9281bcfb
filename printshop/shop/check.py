"""Check the inputs of the shop against each other, before anything is typeset.

Facts, fonts and profiles exist; layouts name pages and frames that they have; copy names facts and
never spells them out; a translation has the roles, lists, tokens and claims of its source and is
not older.
This module only sets the order of the checks.
"""

from dataclasses import replace

from printshop.findings import Finding, Scope, Severity, did_you_mean, error, scoped
from printshop.shop.check_claims import check_claims, check_sheet
from printshop.shop.check_compared import check_compared
from printshop.shop.check_copy import check_translation, check_words, missing_sheet
from printshop.shop.check_facts import unlisted_facts, wrong_facts
from printshop.shop.check_layout import check_layout, missing_fonts, unlisted_colours
from printshop.shop.check_leftovers import leftovers
from printshop.shop.check_letters import Letters, check_letters, missing_glyphs
from printshop.shop.check_marks import check_marks
from printshop.shop.check_press import missing_profiles, unclear_default
from printshop.shop.check_recorded_facts import changed_facts
from printshop.shop.check_terms import Wording, check_wording
from printshop.shop.job import Shop
from printshop.shop.words import COMMON, PACKAGE, PARTNER, PUBLISHER, CopySheet, copy_scope

ABOUT_TOKENS = {"unknown-token", "lost-token", "extra-token"}


def check(shop: Shop) -> list[Finding]:
    """All findings about the inputs that need no typesetting."""
    findings = [
        *unlisted_facts(shop),
        *wrong_facts(shop),
        *check_claims(shop),
        *changed_facts(shop),
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
    if source is None:
        where = shop.campaign.at("source_language")
        message = f"the source language '{shop.campaign.source_language}' has no folder"
        fix = did_you_mean(shop.campaign.source_language, shop.languages)
        return [*findings, error("no-source", message, where, fix)]
    folders = [p.parent.name for p in (shop.root / "layouts").glob("*/layout.yaml")]
    stems = [COMMON, *sorted(folders), *shop.sectors, PARTNER]
    for tag, sheets in shop.copies.items():
        language = shop.languages[tag]
        rules = Letters(language), Wording(language)
        for stem in stems:
            if stem in source and stem not in sheets:
                findings += scoped([missing_sheet(shop, tag, stem)], copy_scope(tag, stem))
        for stem, sheet in sheets.items():
            about_sheet = _sheet_findings(shop, source, stems, rules, stem, sheet)
            if sheets is not source and stem in source and tag in shop.compared:
                about_sheet += check_compared(source[stem], sheet, shop.compared[tag])
            findings += [replace(f, scope=_scope(f, sheet)) for f in about_sheet]
    return [*findings, *leftovers(shop)]


def _scope(finding: Finding, sheet: CopySheet) -> Scope:
    """The jobs that a finding about a sheet concerns: for a review of one text, who prints it."""
    role = finding.where.key.partition("[")[0]
    of_text = finding.severity is Severity.REVIEW and role in sheet.items
    return copy_scope(sheet.language, sheet.stem, role if of_text else "")


def _sheet_findings(
    shop: Shop,
    source: dict[str, CopySheet],
    stems: list[str],
    rules: tuple[Letters, Wording],
    stem: str,
    sheet: CopySheet,
) -> list[Finding]:
    """Findings about one copy sheet: its name, its words, and its differences from the source.

    ``rules`` are those of its language.
    """
    if stem not in (*stems, PACKAGE):
        message = f"'{stem}' is neither a format nor a sector"
        return [error("unknown-file", message, sheet.at(), did_you_mean(stem, stems))]
    if stem not in source:
        return []
    letters, wording = rules
    facts = {*shop.campaign.facts, PUBLISHER}
    findings = [
        *check_words(shop, sheet),
        *check_letters(letters, sheet),
        *missing_glyphs(shop, letters, sheet),
        *check_marks(letters.language, facts, sheet),
        *check_wording(wording, sheet, stem),
    ]
    if sheet is source[stem]:
        findings += check_sheet(shop, sheet)
    else:
        findings += check_translation(source[stem], sheet)
        findings += check_sheet(shop, sheet, source[stem])
    if not any(f.code in ABOUT_TOKENS for f in findings):
        return findings
    # Braces that are not right hide their token, here or in the source: it is neither lost nor new.
    own_or_source = [*findings, *check_marks(letters.language, facts, source[stem])]
    broken = {f.where.key for f in own_or_source if f.code == "broken-token"}
    return [f for f in findings if f.where.key not in broken or f.code not in ABOUT_TOKENS]
