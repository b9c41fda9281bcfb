"""Check the roles of a file of copy across its languages; of a slip in the source only once.

What the source lost (a role, an entry of a list, a token) seems to be too much in each translation.
Where the translations agree against the source, the finding is about the source, and nothing is
said of them: nobody is to take words out of six languages since one file has a slip.
"""

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from printshop.checks.claims import lost_claims
from printshop.findings import Finding, Scope, Where, did_you_mean, error, many, scoped, similar
from printshop.shop.job import Shop
from printshop.shop.stray_files import named_otherwise
from printshop.shop.words import PACKAGE, PUBLISHER, TOKEN, CopySheet, Item, copy_scope, texts_of

_MOST_NAMED = 3  # roles that one finding names


def source_faults(shop: Shop, stem: str) -> list[Finding]:
    """Errors about a sheet of the source language, in which its translations disagree with it.

    None where there are none to compare with. A role is misspelt in the source where no
    translation has it, and most have another in its place; of a single translation and its source,
    the one is right that has a name of a layout's slot.
    """
    source = shop.copies[shop.campaign.source_language][stem]
    sheets = [
        sheets[stem]
        for tag, sheets in shop.copies.items()
        if tag != shop.campaign.source_language and stem in sheets
    ]
    if not sheets:
        return []
    counts = Counter(role for sheet in sheets for role in sheet.items)
    slots = {s for layout in shop.layouts.values() for f in layout.frames.values() for s in f.slots}
    majority = len(sheets) // 2 + 1
    lost = [
        role
        for role, count in counts.items()
        if role not in source.items and count >= majority and (len(sheets) > 1 or role in slots)
    ]
    own = [role for role in source.items if role not in counts]
    instead = {}
    for role in lost:
        sheet = next(sheet for sheet in sheets if role in sheet.items)
        instead[role] = _in_its_place(role, sheet, source, own)
    gone = [role for role, other in instead.items() if not other]
    if len(gone) > 1:  # one fault: the end of the file, or a block of it, is missing
        findings = [_lost_roles(gone, source)]
    else:
        findings = [_lost_role(role, "", source, counts) for role in gone]
    findings += [_lost_role(role, o, source, counts) for role, o in instead.items() if o]
    if not findings and len(sheets) > 1 and not unknown_tokens(shop, source):
        findings += _other_shapes(shop, source, sheets)
        findings += _lost_tokens(source, sheets)
        findings += lost_claims(shop, source, sheets)
    return findings


def unknown_tokens(shop: Shop, sheet: CopySheet) -> bool:
    """Whether a text of the sheet names what is no fact: that is told by itself."""
    known = {*shop.campaign.facts, PUBLISHER}
    return any(token not in known for _, text in sheet.texts() for token in TOKEN.findall(text))


def _lost_roles(roles: list[str], source: CopySheet) -> Finding:
    named = ", ".join(f"'{role}'" for role in roles[:_MOST_NAMED])
    message = f"the translations have {named}{', …' if roles[_MOST_NAMED:] else ''}; this has not"
    fix = "write these, too; or bring the file back, if a part of it was lost"
    return error("unknown-role", message, source.at("items"), fix)


def _lost_role(role: str, instead: str, source: CopySheet, counts: Counter[str]) -> Finding:
    """That translations have a role that the source has not, or calls ``instead``."""
    where = source.at("items", instead) if instead else source.at("items")
    have = f"{many(counts[role], 'translation')} {'has' if counts[role] == 1 else 'have'} '{role}'"
    if instead:
        message = f"'{instead}' is in no translation; {have} in its place"
        fix = f"did you mean '{role}'? A new name would have to be that of the layouts as well"
        return error("unknown-role", message, where, fix)
    message = f"{have}, and the source has not"
    return error("unknown-role", message, where, f"write '{role}:' and its words here, too")


def _in_its_place(role: str, sheet: CopySheet, other: CopySheet, candidates: list[str]) -> str:
    """Which of the ``candidates``, roles of another sheet, stands for a role; empty if none.

    It is the one with a similar name, or the one that follows the same role.
    """
    if similar := get_close_matches(role, candidates, 1, 0.6):
        return similar[0]
    folded = {candidate.casefold(): candidate for candidate in candidates}
    if role.casefold() in folded:
        return folded[role.casefold()]
    place, others = list(sheet.items).index(role), list(other.items)
    before = list(sheet.items)[place - 1] if place else ""
    if before and before not in others:
        return ""
    place = others.index(before) + 1 if before else 0
    return others[place] if place < len(others) and others[place] in candidates else ""


def _other_shapes(shop: Shop, source: CopySheet, sheets: list[CopySheet]) -> Iterator[Finding]:
    """Lists that have more entries in all translations, or are one text there.

    Also one that has more here, while a text that was compared is gone: an entry was split.
    """
    for role, item in source.items.items():
        theirs = {shape(sheet.items[role]) for sheet in sheets if role in sheet.items}
        having = [sheet.items[role] for sheet in sheets if role in sheet.items]
        if len(theirs) != 1 or len(having) < 2 or shape(item) in theirs:
            continue
        if isinstance(item, list) and isinstance(having[0], list) and len(item) > len(having[0]):
            if _all_there(shop, source, role, sheets):
                continue  # an entry that is new, and not translated yet
            message = f"'{role}' has {shape(item)}; all its translations have {theirs.pop()}"
            fix = "write in one entry what was split; if an entry is new, translate it"
            yield error("other-shape", message, source.at("items", role), fix)
            continue
        message = f"'{role}' has {shape(item)}; all its translations have {theirs.pop()}"
        fix = "write it as they do: each entry after a dash and a space, on a line of its own"
        yield error("other-shape", message, source.at("items", role), fix)


def _all_there(shop: Shop, source: CopySheet, role: str, sheets: list[CopySheet]) -> bool:
    """Whether each text of a list with which translations were compared still stands in it."""
    records = [shop.compared[s.language].files for s in sheets if s.language in shop.compared]
    then = {
        text
        for files in records
        for name, text in files.get(source.stem, {}).items()
        if name.partition("[")[0] == role
    }
    return then <= set(source.segments(role).values())


def _lost_tokens(source: CopySheet, sheets: list[CopySheet]) -> Iterator[Finding]:
    """Tokens that all translations have in a text, and the source has not."""
    for role, item in source.items.items():
        others = [sheet.items[role] for sheet in sheets if role in sheet.items]
        others = [other for other in others if shape(other) == shape(item)]
        if len(others) < 2:
            continue
        for i, text in enumerate(texts_of(item)):
            key = ("items", role) if isinstance(item, str) else ("items", role, i)
            theirs = [set(TOKEN.findall(texts_of(other)[i])) for other in others]
            for token in sorted(set.intersection(*theirs) - set(TOKEN.findall(text))):
                message = f"all translations have '{{{token}}}' here, and the source has not"
                fix = f"put {{{token}}} where it belongs, or bring the translations up to date"
                yield error("lost-token", message, source.at(*key), fix)


def shape(item: Item) -> str:
    """What an item is, in words: one text, or a list with its length."""
    return "one text" if isinstance(item, str) else f"a list of {len(item)}"


def role_faults(source: CopySheet, sheet: CopySheet) -> list[Finding]:
    """Errors about the roles of a translation: one for each that is missing or has another name."""
    missing = [role for role in source.items if role not in sheet.items]
    findings = []
    for role in [role for role in sheet.items if role not in source.items]:
        where = sheet.at("items", role)
        meant = _in_its_place(role, sheet, source, missing)
        if meant:
            missing.remove(meant)
            message = f"'{role}' is no role of {source.at().path}, which has '{meant}' here"
            findings.append(error("unknown-role", message, where, f"did you mean '{meant}'?"))
        else:
            message = f"'{role}' has no source in {source.at().path}"
            findings.append(error("unknown-role", message, where, _instead(role, source)))
    return [*findings, *_untranslated(source, sheet, missing)]


def _instead(role: str, source: CopySheet) -> str:
    """What to do about a role that the source has not, while none is missing."""
    meant = similar(role, source.items)
    unless = f"if these words are needed, write them in {source.at().path}, too"
    return f"{meant} {unless}" if meant else unless


def _untranslated(source: CopySheet, sheet: CopySheet, missing: list[str]) -> Iterator[Finding]:
    path = source.at().path
    if len(missing) > _MOST_NAMED:
        named = ", ".join(f"'{role}'" for role in missing[:_MOST_NAMED])
        message = f"{len(missing)} roles are not translated: {named}, …"
        fix = f"translate them: {path}:{source.at('items', missing[0]).line} is the first"
        where = Where(sheet.at().path, sheet.at("items").line)
        yield error("missing-translation", message, where, fix)
        return
    for role in missing:
        message, fix = f"'{role}' is not translated", f"translate {path}"
        where = sheet.at("items", role)
        fix += f":{source.at('items', role).line}"
        yield error("missing-translation", message, where, fix)


def missing_source(shop: Shop, stem: str) -> list[Finding]:
    """An error where translations have a file that the source has not.

    A file that is there and has an error of its own has been told.
    """
    source = shop.campaign.source_language
    path = f"content/{source}/{stem}.yaml"
    having = [tag for tag, sheets in shop.copies.items() if stem in sheets]
    there = named_otherwise(shop.root / "content" / source, stem)
    if stem in shop.copies[source] or not having or there:
        return []
    number = many(len(having), "translation")
    message = f"the file is not there, and {number} of it {'is' if len(having) == 1 else 'are'}"
    return [error("missing-file", message, Where(path), f"write {path}, or correct its name")]


def unknown_files(shop: Shop, stems: list[str]) -> list[Finding]:
    """Errors about files of copy that are called like no layout and no sector.

    Where several languages have one, the sector with a similar name is the one that is misspelt.
    """
    having: dict[str, list[str]] = {}
    for tag, sheets in shop.copies.items():
        for stem in sheets.keys() - {*stems, PACKAGE}:
            having.setdefault(stem, []).append(tag)
    findings = []
    for stem, tags in having.items():
        similar = get_close_matches(stem, [s for s in shop.sectors if not _has_words(shop, s)], 1)
        if len(tags) > 1 and similar:
            where = shop.sectors[similar[0]].at()
            message = f"{len(tags)} languages have a file '{stem}.yaml', none '{similar[0]}.yaml'"
            found = error("unknown-file", message, where, f"did you mean '{stem}'?")
            findings += scoped([found], Scope(stem=similar[0]))
            continue
        for tag in tags:
            message, fix = f"'{stem}' is neither a format nor a sector", did_you_mean(stem, stems)
            found = error("unknown-file", message, shop.copies[tag][stem].at(), fix)
            findings += scoped([found], copy_scope(tag, stem))
    return findings


def _has_words(shop: Shop, stem: str) -> bool:
    return any(stem in sheets for sheets in shop.copies.values())
