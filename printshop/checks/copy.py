"""Check the copy: its words, and each translation against its source."""

import re

from printshop.checks.facts import spelled_out
from printshop.checks.roles import role_faults, shape
from printshop.findings import Finding, Where, did_you_mean, error, many, review
from printshop.reading.origin import name_of
from printshop.shop.job import Shop
from printshop.shop.stray_files import named_otherwise
from printshop.shop.words import PACKAGE, PARTNER, PUBLISHER, TOKEN, CopySheet, texts_of

_MOST_NAMED = 3  # texts that one finding names


def check_words(shop: Shop, sheet: CopySheet) -> list[Finding]:
    """Errors: tokens that name no fact, facts that are spelled out, markup."""
    findings: list[Finding] = []
    tag = sheet.language
    for key, text in sheet.texts():
        where = sheet.at("items", *key)
        for token in TOKEN.findall(text):
            if token not in shop.campaign.facts and token != PUBLISHER:
                known = [*shop.campaign.facts, PUBLISHER]
                message = f"'{{{token}}}' is no fact of the campaign"
                findings.append(error("unknown-token", message, where, did_you_mean(token, known)))
        for name in spelled_out(shop, text, tag):
            message = f"the fact '{name}' is spelled out"
            findings.append(error("fact-spelled-out", message, where, f"write {{{name}}}"))
        if markup := re.search(r"<\s*/?[a-zA-Z!]|&[a-z]+;|&#", text):
            message = (
                f"'{markup.group()}' looks like markup; copy is words, with *emphasis* at most"
            )
            findings.append(error("markup-in-copy", message, where, "take the markup out"))
    return findings


def check_translation(source: CopySheet, sheet: CopySheet) -> list[Finding]:
    """Errors where a translation differs from its source.

    It has the roles of its source, lists of the same length, and the same tokens in each text.
    """
    findings = role_faults(source, sheet)
    source_path = source.at().path
    for role, item in source.items.items():
        translation = sheet.items.get(role)
        where = sheet.at("items", role)
        if translation is None:
            continue
        if shape(item) != shape(translation):
            message = f"'{role}' has {shape(translation)}; its source has {shape(item)}"
            findings.append(error("other-shape", message, where, f"follow {source_path}"))
            continue
        pairs = zip(texts_of(item), texts_of(translation), strict=True)
        for i, (source_text, text) in enumerate(pairs):
            item_place = where if isinstance(translation, str) else sheet.at("items", role, i)
            findings += _token_findings(source_text, text, item_place)
    return findings


def _token_findings(source: str, text: str, where: Where) -> list[Finding]:
    """Errors where a translated text does not have each token as often as its source."""
    source_tokens, tokens = sorted(TOKEN.findall(source)), sorted(TOKEN.findall(text))
    missing = [t for t in source_tokens if source_tokens.count(t) > tokens.count(t)]
    extra = [t for t in tokens if tokens.count(t) > source_tokens.count(t)]
    findings = []
    if missing and extra:
        message = f"'{{{extra[0]}}}' stands here, where the source has '{{{missing[0]}}}'"
        return [error("lost-token", message, where, f"write {{{missing[0]}}}")]
    for token in sorted(set(missing)):
        message = f"the source has '{{{token}}}' here, and the translation does not"
        findings.append(error("lost-token", message, where, f"put {{{token}}} where it belongs"))
    for token in sorted(set(extra)):
        message = f"the source does not have '{{{token}}}' here"
        fix = "compare the two texts: they are to name the same facts"
        findings.append(error("extra-token", message, where, fix))
    return findings


def missing_sheet(shop: Shop, tag: str, stem: str) -> list[Finding]:
    """The error about a sheet that the source language has and another has not.

    None where the file is there, under this name or a similar one: its fault has been told.
    """
    source = shop.campaign.source_language
    if named_otherwise(shop.root / "content" / tag, stem):
        return []
    where = Where(f"content/{tag}/{stem}.yaml")
    message, fix = f"'{stem}' has no words in {tag}", f"translate content/{source}/{stem}.yaml"
    return [error("missing-translation", message, where, fix)]


def unwritten_texts(sheet: CopySheet) -> Finding:
    """The error about a file in which texts have no words yet: its pieces cannot be made."""
    keys, total = sheet.unwritten(), len(list(sheet.texts()))
    where = sheet.at("items", *keys[0])
    if len(keys) == 1:
        return error("empty-text", "there are no words here", where, "write them")
    named = ", ".join(f"'{name_of(key)}'" for key in keys[:_MOST_NAMED])
    message = f"{len(keys)} of {total} texts have no words yet: {named}"
    more = ", …" if keys[_MOST_NAMED:] else ""
    return error("empty-text", message + more, where, "write them; until then nothing prints them")


def unwritten_language(shop: Shop, tag: str) -> Finding:
    """The error about a language of which no file has all its words yet."""
    sheets = shop.unfinished[tag].values()
    unwritten = sum(len(sheet.unwritten()) for sheet in sheets)
    total = sum(len(list(sheet.texts())) for sheet in sheets)
    message = f"no file of this language has all its words yet: {unwritten} of {total} texts are "
    message += f"empty, in {many(len(sheets), 'file')}"
    fix = f"translate them; until then no piece is made in {tag}"
    return error("empty-text", message, Where(f"content/{tag}"), fix)


def no_sheets(shop: Shop, tag: str) -> Finding:
    """The error about a language that has no words at all yet."""
    source = shop.campaign.source_language
    where = Where(f"content/{tag}")
    fix = f"translate the files of content/{source}/"
    return error("missing-translation", f"no file has words in {tag}", where, fix)


def unused(shop: Shop, used: set[tuple[str, str]]) -> list[Finding]:
    """Reviews of the source's roles that no layout sets: they would be translated for nothing.

    ``used`` has the roles that are set, with their language. A partner's zone and a package are
    set from orders, not from layouts.
    """
    tag = shop.campaign.source_language
    return [
        review(
            "unused-role",
            f"no layout sets '{role}'",
            sheet.at("items", role),
            "set it in a layout; if no piece is to print it, it need not be translated",
        )
        for stem, sheet in shop.copies[tag].items()
        if stem not in (PARTNER, PACKAGE)
        for role in sheet.items
        if (tag, role) not in used
    ]
