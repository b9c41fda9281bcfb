"""Check the inputs of the shop against each other, before anything is typeset.

Facts, fonts and profiles exist; layouts name pages and frames that they have; copy names facts and
never spells them out; a translation has the roles, lists, tokens and claims of its source and is
not older.
This module only sets the order of the checks.
"""

from collections.abc import Collection
from dataclasses import replace

from printshop.checks.carried import check_languages, languages_of
from printshop.checks.claims import check_claims, check_sheet
from printshop.checks.colours import near_colours
from printshop.checks.compared import check_compared, never_compared
from printshop.checks.copy import (
    check_translation,
    check_words,
    missing_sheet,
    no_sheets,
    unwritten_language,
    unwritten_texts,
)
from printshop.checks.discretion import unguarded
from printshop.checks.fact_names import misspelt_facts
from printshop.checks.facts import unlisted_facts, wrong_facts, wrong_signers
from printshop.checks.layout import check_layout, missing_fonts, unlisted_colours
from printshop.checks.leftovers import copied_texts, leftovers
from printshop.checks.letters import Letters, check_letters, missing_glyphs
from printshop.checks.marks import check_marks
from printshop.checks.press import missing_profiles, unclear_default
from printshop.checks.recorded_facts import changed_facts
from printshop.checks.roles import missing_source, source_faults, unknown_files, unknown_tokens
from printshop.checks.sign_offs import check_sign_offs
from printshop.checks.terms import Wording, check_wording
from printshop.findings import Finding, Scope, Severity, did_you_mean, error, scoped
from printshop.shop.job import Shop
from printshop.shop.words import COMMON, PACKAGE, PARTNER, PUBLISHER, CopySheet, copy_scope

NO_WORDS = "claim-without-words"
ABOUT_TOKENS = {"unknown-token", "lost-token", "extra-token"}


def check(shop: Shop, languages: Collection[str] = ()) -> list[Finding]:
    """All findings about the inputs that need no typesetting.

    ``languages``: those whose words are checked; all where none is named.
    """
    shop, misspelt = misspelt_facts(shop)
    findings = [
        *misspelt,
        *unlisted_facts(shop),
        *wrong_facts(shop),
        *wrong_signers(shop),
        *check_sign_offs(shop),
        *check_claims(shop),
        *changed_facts(shop),
        *unlisted_colours(shop),
        *(f for name in shop.sectors for f in scoped(languages_of(shop, name), Scope(stem=name))),
        *near_colours(shop),
        *missing_fonts(shop),
        *unguarded(shop),
        *missing_profiles(shop),
        *unclear_default(shop),
        *(
            f
            for name, layout in shop.layouts.items()
            for f in scoped(
                [*check_layout(shop, layout), *check_languages(shop, layout)], Scope(layout=name)
            )
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
    return [*findings, *_copy_findings(shop, source, stems, languages), *leftovers(shop, languages)]


def _copy_findings(
    shop: Shop, source: dict[str, CopySheet], stems: list[str], languages: Collection[str]
) -> list[Finding]:
    """Findings about the files of copy; ``stems`` are the names that they may have.

    A slip in the source is told once, there, and not again of each translation.
    """
    findings = unknown_files(shop, stems)
    doubtful = set()  # stems of the source's sheets with such a slip
    for stem in stems:
        findings += scoped(missing_source(shop, stem), copy_scope("", stem))
    for stem, sheet in source.items():
        faults = source_faults(shop, stem)
        findings += scoped(faults, copy_scope("", stem))
        if faults or unknown_tokens(shop, sheet):
            doubtful.add(stem)
    for tag, sheets in shop.copies.items():
        if languages and tag not in languages:
            continue
        language = shop.languages[tag]
        rules = Letters(language), Wording(language)
        findings += scoped(_of_language(shop, tag), Scope(language=tag))
        for stem in stems:
            if sheets and stem in source and stem not in sheets:
                findings += scoped(missing_sheet(shop, tag, stem), copy_scope(tag, stem))
        findings += _unfinished(shop, tag, rules)
        for stem, sheet in sheets.items():
            if stem in source and stem in (*stems, PACKAGE):
                about_sheet = _own_findings(shop, rules, sheet)
                if sheet is source[stem]:
                    about = check_sheet(shop, sheet)
                    lost = stem in doubtful  # claims of a text that is gone are not told as well
                    about_sheet += [f for f in about if not (lost and f.code == NO_WORDS)]
                elif stem not in doubtful:
                    about_sheet += _differences(shop, source[stem], sheet, about_sheet)
                findings += [replace(f, scope=_scope(f, sheet)) for f in about_sheet]
    return findings


def _of_language(shop: Shop, tag: str) -> list[Finding]:
    """A finding that is about all words of a language: there are none, or none was compared."""
    source = shop.campaign.source_language
    if tag == source or not shop.copies[source]:
        return []
    if not shop.copies[tag]:
        return [unwritten_language(shop, tag) if shop.unfinished.get(tag) else no_sheets(shop, tag)]
    unrecorded = tag in shop.compared and not _record_of(shop, tag)
    return [never_compared(source, tag)] if unrecorded else []


def _unfinished(shop: Shop, tag: str, rules: tuple[Letters, Wording]) -> list[Finding]:
    """Findings about the files of a language in which texts have no words yet.

    Where no file of a language is finished, that is told once, of the language.
    """
    findings = []
    for stem, sheet in shop.unfinished.get(tag, {}).items():
        source = shop.copies[shop.campaign.source_language].get(stem)
        unwritten = {sheet.at("items", *key).key for key in sheet.unwritten()}
        about = _own_findings(shop, rules, sheet)
        about += _differences(shop, source, sheet, about) if source else []
        if len(unwritten) == len(list(sheet.texts())):  # there is nothing that can be compared
            about = [f for f in about if f.code != "not-compared"]
        about = [f for f in about if f.where.key not in unwritten]
        findings += [replace(f, scope=_scope(f, sheet)) for f in about]
        if shop.copies[tag]:
            findings += scoped([unwritten_texts(sheet)], _stopped(shop, sheet))
    return findings


def _stopped(shop: Shop, sheet: CopySheet) -> Scope:
    """The jobs that a file with empty texts stops: those of all languages where none has it yet."""
    there = any(sheet.stem in sheets for sheets in shop.copies.values())
    source = sheet.language == shop.campaign.source_language
    return copy_scope("" if source and not there else sheet.language, sheet.stem)


def _scope(finding: Finding, sheet: CopySheet) -> Scope:
    """The jobs that a finding about a sheet concerns: for a review of one text, who prints it."""
    role = finding.where.key.partition("[")[0]
    of_text = finding.severity is Severity.REVIEW and role in sheet.items
    return copy_scope(sheet.language, sheet.stem, role if of_text else "")


def _own_findings(shop: Shop, rules: tuple[Letters, Wording], sheet: CopySheet) -> list[Finding]:
    """Findings about the words of one copy sheet by itself; ``rules`` are those of its language."""
    letters, wording = rules
    marks = check_marks(letters.language, {*shop.campaign.facts, PUBLISHER}, sheet)
    broken = _broken(marks)
    by_language = [
        *check_letters(letters, sheet),
        *missing_glyphs(shop, letters, sheet),
        *marks,
        *check_wording(wording, sheet, sheet.stem),
    ]
    # A text in another language is told as such, not by each of its letters and words.
    name = sheet.language, sheet.stem
    copied = {
        sheet.at("items", *key).key
        for key, text in sheet.texts()
        if (*name, text) in copied_texts(shop)
    }
    return [
        *(
            f
            for f in check_words(shop, sheet)
            if not (f.code in ABOUT_TOKENS and f.where.key in broken)
        ),
        *(f for f in by_language if f.where.key not in copied),
    ]


def _differences(
    shop: Shop, source: CopySheet, sheet: CopySheet, told: Collection[Finding]
) -> list[Finding]:
    """What a translation has otherwise than its source; ``told`` are its other findings."""
    # Braces that are not right hide their token, here or in the source, and a fact that is typed
    # out stands for its own: it is neither lost nor new.
    language = shop.languages[shop.campaign.source_language]
    facts = {*shop.campaign.facts, PUBLISHER}
    broken = _broken([*told, *check_marks(language, facts, source)])
    unknown = {f.where for f in told if f.code == "unknown-token"}
    differences = [
        f
        for f in check_translation(source, sheet)
        if f.where not in unknown and not (f.code in ABOUT_TOKENS and f.where.key in broken)
    ]
    differences += check_sheet(shop, sheet, source)
    if _record_of(shop, sheet.language):
        differences += check_compared(source, sheet, shop.compared[sheet.language])
    return differences


def _record_of(shop: Shop, tag: str) -> bool:
    """Whether a language has a record of what was compared."""
    return bool(tag in shop.compared and shop.compared[tag].files)


def _broken(findings: Collection[Finding]) -> set[str]:
    """The texts with braces that are not right, or a fact typed out in place of its token."""
    return {f.where.key for f in findings if f.code in ("broken-token", "fact-spelled-out")}
