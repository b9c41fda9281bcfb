"""The verb ``fresh``: records that translations were compared with their source."""

from collections.abc import Sequence
from pathlib import Path

from printshop.checks.compared import is_stale
from printshop.checks.opening import open_shop
from printshop.commands.summary import print_findings
from printshop.delivery.deliver import write
from printshop.findings import Exit, Finding, Where, did_you_mean, error, in_order, many, stops
from printshop.shop import compared
from printshop.shop.files import COMPARED
from printshop.shop.job import Shop
from printshop.shop.words import CopySheet


def fresh(root: Path, targets: Sequence[str], segments: Sequence[str]) -> Exit:
    """Record files (``fr/flyer``, ``fr,ar/flyer``) as compared: all their texts, or those named.

    All or none: with an error nothing is written.
    """
    shop, findings = open_shop(root)
    if shop is None or shop.campaign.source_language not in shop.copies:
        return _refused([f for f in findings if stops([f])])
    sheets: list[CopySheet] = []
    problems: list[Finding] = []
    for tag, stem in _files(targets):
        sheet, problem = _translation(shop, tag, stem, findings)
        problems += problem
        sheets += [sheet] if sheet else []
    for sheet in sheets:
        problems += compared.unknown_segments(shop, sheet, segments)
    if problems:
        return _refused(problems)
    records = dict(shop.compared)
    for sheet in sheets:
        tag = sheet.language
        records[tag] = compared.recorded(shop, sheet, segments, records[tag])
    for tag in dict.fromkeys(sheet.language for sheet in sheets):
        path = root / "content" / tag / f"{COMPARED}.yaml"
        write(path, compared.to_yaml(records[tag]).encode())
    _, left = open_shop(root, {sheet.language for sheet in sheets})
    for sheet in sheets:
        then, now = (r[sheet.language].files.get(sheet.stem, {}) for r in (shop.compared, records))
        changed = [name for name, text in now.items() if then.get(name) != text]
        said = (
            f"{many(len(changed), 'text')} recorded as compared" if changed else "nothing to record"
        )
        to_do = [f for f in left if is_stale(f) and f.where.path == sheet.path]
        still = f"; {len(to_do)} still to be compared" if to_do else ""
        print(f"{sheet.path}: {said}{still}")
    return Exit.DONE


def _files(targets: Sequence[str]) -> list[tuple[str, str]]:
    """The language and the stem of each file that was typed, each once."""
    files = []
    for target in targets:
        tags, _, stem = target.removeprefix("content/").removesuffix(".yaml").partition("/")
        files += [(tag.strip(), stem) for tag in tags.split(",") if tag.strip()]
    return list(dict.fromkeys(files))


def _translation(
    shop: Shop, tag: str, stem: str, findings: list[Finding]
) -> tuple[CopySheet | None, list[Finding]]:
    """A file of a translation that can be recorded, or None with what keeps it from that."""
    where, source = Where("fresh"), shop.campaign.source_language
    translations = sorted(shop.languages.keys() - {source})
    if tag == source:
        message = f"'{tag}' is the source: it is translated from no other language"
        fix = f"name translations: {', '.join(f'{t}/{stem}' for t in translations)}"
        return None, [error("unknown-name", message, where, fix)]
    paths = [f"content/{tag}/{stem}.yaml", f"content/{source}/{stem}.yaml"]
    if of_file := [f for f in findings if stops([f]) and f.where.path in paths]:
        return None, of_file
    if tag not in shop.compared:
        record = f"content/{tag}/{COMPARED}.yaml"
        about = [f for f in findings if stops([f]) and f.where.path.startswith(record)]
        message = f"there is no language '{tag}'"
        fix = did_you_mean(tag, translations)
        return None, about or [error("unknown-name", message, where, fix)]
    sheet = shop.copies[tag].get(stem)
    if sheet is None or stem not in shop.copies[source]:
        message, fix = f"there is no file '{tag}/{stem}'", did_you_mean(stem, shop.copies[tag])
        fix = fix.replace("mean '", f"mean '{tag}/")
        return None, [error("unknown-name", message, where, fix)]
    return sheet, []


def _refused(findings: list[Finding]) -> Exit:
    print_findings(in_order(findings))
    print("nothing was recorded")
    return Exit.INPUTS
