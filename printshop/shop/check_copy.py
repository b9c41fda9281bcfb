"""Check the copy: its words, and each translation against its source."""

import re
from collections.abc import Iterable

from printshop.findings import Finding, Gate, Where, did_you_mean, error, many, review, scoped
from printshop.shop.check_facts import spelled_out
from printshop.shop.job import Shop
from printshop.shop.words import PACKAGE, PARTNER, TOKEN, CopySheet, copy_scope

SENTENCE = 4  # words: shorter texts may well be the same in two languages


def check_words(shop: Shop, sheet: CopySheet) -> list[Finding]:
    """Tokens that are no facts, facts that are spelled out, markup that copy may not carry."""
    findings: list[Finding] = []
    tag = sheet.at().path.split("/")[1]
    for key, text in _flat(sheet):
        where = sheet.at("items", *key)
        for token in TOKEN.findall(text):
            if token not in shop.campaign.facts and token != "publisher":
                known = [*shop.campaign.facts, "publisher"]
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
        if not text.strip():
            findings.append(error("empty-text", "there are no words here", where, "write them"))
    return findings


def _flat(sheet: CopySheet) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """The texts of a sheet one by one, each with its role and its place in a list."""
    for role, item in sheet.items.items():
        if isinstance(item, str):
            yield (role,), item
        else:
            yield from (((role, i), text) for i, text in enumerate(item))


def check_translation(source: CopySheet, sheet: CopySheet) -> list[Finding]:
    """A translation against its source: roles, list lengths, tokens, and whether it is stale."""
    findings: list[Finding] = []
    home = source.at().path
    for role, item in source.items.items():
        translation = sheet.items.get(role)
        where = sheet.at("items", role)
        if translation is None:
            message, fix = (
                f"'{role}' is not translated",
                f"translate {source.at('items', role).path}:",
            )
            fix += str(source.at("items", role).line)
            findings.append(error("missing-translation", message, where, fix))
            continue
        if isinstance(item, str) != isinstance(translation, str) or (
            isinstance(item, list) and len(item) != len(translation)
        ):
            message = f"'{role}' has {_shape(translation)}; its source has {_shape(item)}"
            findings.append(error("other-shape", message, where, f"follow {home}"))
            continue
        theirs = [item] if isinstance(item, str) else item
        ours = [translation] if isinstance(translation, str) else translation
        for i, (a, b) in enumerate(zip(theirs, ours, strict=True)):
            place = where if isinstance(translation, str) else sheet.at("items", role, i)
            findings += _tokens(a, b, place)
    for role in sheet.items.keys() - source.items.keys():
        message = f"'{role}' has no source in {home}"
        where = sheet.at("items", role)
        findings.append(error("unknown-role", message, where, did_you_mean(role, source.items)))
    translated, now = sheet.translated_from, source.digest()
    if translated is None:
        message = "the file does not say which source words it was made from"
        fix = f'add: translated_from: {{language: {home.split("/")[1]}, digest: "{now}"}}'
        findings.append(error("no-source-digest", message, sheet.at(), fix))
    elif translated.digest != now:
        findings.append(
            review(
                "stale",
                f"the words of {home} have changed since this was translated",
                sheet.at("translated_from"),
                f'bring it up to date, then set digest: "{now}"',
                Gate.SIGN_OFF,
            )
        )
    return findings


def _shape(item: str | list[str]) -> str:
    return "one text" if isinstance(item, str) else f"a list of {len(item)}"


def _tokens(source: str, text: str, where: Where) -> list[Finding]:
    """A translated text names the facts that its source names, each as often."""
    theirs, ours = sorted(TOKEN.findall(source)), sorted(TOKEN.findall(text))
    lost = [t for t in theirs if theirs.count(t) > ours.count(t)]
    more = [t for t in ours if ours.count(t) > theirs.count(t)]
    findings = []
    for token in sorted(set(lost)):
        message = f"the translation lost '{{{token}}}'"
        findings.append(error("lost-token", message, where, f"put {{{token}}} where it belongs"))
    for token in sorted(set(more)):
        message = f"the source does not have '{{{token}}}' here"
        findings.append(error("extra-token", message, where, f"take {{{token}}} out"))
    return findings


def missing_sheet(shop: Shop, tag: str, stem: str) -> Finding:
    """What is said of a sheet that the source language has and another has not."""
    source = shop.campaign.source_language
    if (shop.root / f"content/{tag}/{stem}.yaml").exists():
        message = f"'{stem}' cannot be used in {tag} before its file is mended"
        where = Where(f"content/{tag}/{stem}.yaml")
        return review("missing-translation", message, where, gate=Gate.SIGN_OFF)
    return error(
        "missing-translation",
        f"'{stem}' has no words in {tag}",
        Where(f"content/{tag}/{stem}.yaml"),
        f"translate content/{source}/{stem}.yaml",
    )


def same_words(shop: Shop) -> list[Finding]:
    """Texts that two languages share to the letter: one of them was copied and not translated."""
    seen: dict[tuple[str, str], str] = {}  # the file that has a text, by stem and text
    same: dict[tuple[str, str, str], int] = {}
    source = shop.campaign.source_language
    for tag in sorted(shop.copies, key=lambda tag: (tag != source, tag)):
        for stem, sheet in shop.copies[tag].items():
            for _, text in _flat(sheet):
                if len(TOKEN.sub("", text).split()) >= SENTENCE:
                    first = seen.setdefault((stem, text), tag)
                    if first != tag:
                        same[tag, stem, first] = same.get((tag, stem, first), 0) + 1
    findings = []
    for (tag, stem, first), number in same.items():
        copied = review(
            "not-translated",
            f"{many(number, 'text')} word for word as in content/{first}/{stem}.yaml",
            shop.copies[tag][stem].at("items"),
            "translate what was only copied",
            Gate.SIGN_OFF,
        )
        findings += scoped([copied], copy_scope(tag, stem))
    return findings


def unused(shop: Shop, used: set[tuple[str, str]]) -> list[Finding]:
    """Words of the source that no layout sets: someone translates them for nothing.

    A partner's zone and a package are set from orders, not from layouts.
    """
    tag = shop.campaign.source_language
    return [
        review(
            "unused-role",
            f"no layout sets '{role}'",
            sheet.at("items", role),
            "take it out in every language, or set it in a layout",
        )
        for stem, sheet in shop.copies[tag].items()
        if stem not in (PARTNER, PACKAGE)
        for role in sheet.items
        if (tag, role) not in used
    ]
