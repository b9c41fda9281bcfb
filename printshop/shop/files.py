"""Read the shop: all files of content, layouts and printing conditions, each once."""

import re
from dataclasses import replace
from pathlib import Path

from printshop.findings import Finding, Scope, Where, error, scoped, stops
from printshop.reading.yaml_file import read
from printshop.shop.claims import Claim, Claims
from printshop.shop.job import Shop
from printshop.shop.language_names import is_tag
from printshop.shop.layout import Layout
from printshop.shop.order_words import ORDER, OrderWords
from printshop.shop.palette import Palette
from printshop.shop.partner_types import PartnerType, PartnerTypes
from printshop.shop.press import Press
from printshop.shop.recorded_facts import RECORDED_FACTS, RecordedFact, RecordedFacts
from printshop.shop.signing import SignOffs
from printshop.shop.stray_files import copy_of, in_no_language, is_harmless, original, strays
from printshop.shop.words import (
    COMMON,
    PACKAGE,
    PARTNER,
    Campaign,
    Compared,
    CopySheet,
    Language,
    Sectors,
    copy_scope,
)

_NAME = re.compile(r"[a-z0-9]+([.-][A-Za-z0-9]+)*$")
LANGUAGE, SIGN_OFF, COMPARED, READ_BACK = "language", "sign-off", "compared", "read-back"
_NO_COPY = (LANGUAGE, SIGN_OFF, COMPARED, READ_BACK, ORDER)  # in a language's folder, not printed
PARTNERS, CLAIMS = "partners", "claims"
OF_ALL_LANGUAGES = ("campaign", "sectors", PARTNERS, CLAIMS, RECORDED_FACTS)  # in content/ itself
_Copies = dict[str, dict[str, CopySheet]]


def read_shop(root: Path) -> tuple[Shop | None, list[Finding]]:
    """The shop in ``root``, or None where it cannot be opened, and the findings of reading.

    A file with an error is left out of the shop; its findings have the scope of the jobs that
    need it.
    """
    findings: list[Finding] = []
    campaign, file_findings = read(root, root / "content/campaign.yaml", Campaign)
    findings += file_findings
    sectors, file_findings = read(root, root / "content/sectors.yaml", Sectors)
    findings += file_findings
    palette, file_findings = read(root, root / "layouts/_shared/palette.yaml", Palette)
    findings += file_findings
    claims, file_findings = _claims(root)
    findings += file_findings
    recorded, record_findings = _recorded(root)
    findings += record_findings
    partner_types, file_findings = _partner_types(root)
    findings += scoped(file_findings, Scope(stem=PARTNERS))
    layouts: dict[str, Layout] = {}
    for path in sorted((root / "layouts").glob("*/layout.yaml")):
        scope = Scope(layout=path.parent.name)
        if _valid_name(path.parent, root, findings, scope):
            layout, file_findings = read(root, path, Layout)
            findings += scoped(file_findings, scope)
            if layout:
                layouts[layout.name] = layout
    presses: dict[str, Press] = {}
    for path in sorted((root / "presses").glob("*.yaml")):
        scope = Scope(press=path.stem)
        if _valid_name(path, root, findings, scope):
            press, file_findings = read(root, path, Press)
            findings += scoped(file_findings, scope)
            if press:
                presses[press.name] = press
    if campaign is None or sectors is None or palette is None or claims is None or record_findings:
        return None, findings
    folders = [path.parent.name for path in (root / "layouts").glob("*/layout.yaml")]
    stems = [COMMON, PARTNER, PACKAGE, *_NO_COPY, *folders, *sectors.sectors]
    languages, sheets, unfinished = _languages(root, stems, findings)
    sign_offs = {tag: _sign_offs(root, tag, findings) for tag in languages}
    records = {tag: _compared(root, tag, findings) for tag in languages}
    compared = {tag: record for tag, record in records.items() if record}
    words = {tag: _order_words(root, tag, findings) for tag in languages}
    shop = Shop(
        root,
        campaign,
        dict(sectors.sectors),
        palette,
        languages,
        sheets,
        layouts,
        presses,
        sign_offs,
        partner_types,
        compared,
        claims,
        recorded,
        words,
        unfinished,
    )
    return shop, findings


def _partner_types(root: Path) -> tuple[dict[str, PartnerType], list[Finding]]:
    """The types of partners by name, and findings; a shop without partners has no such file."""
    path = root / f"content/{PARTNERS}.yaml"
    if not path.exists():
        return {}, []
    sheet, findings = read(root, path, PartnerTypes)
    return dict(sheet.kinds if sheet else {}), findings


def _claims(root: Path) -> tuple[dict[str, Claim] | None, list[Finding]]:
    """The claims by name, None where their file has an error; a shop without the file has none."""
    path = root / f"content/{CLAIMS}.yaml"
    if not path.exists():
        return {}, []
    sheet, findings = read(root, path, Claims)
    return (dict(sheet.claims) if sheet else None), findings


def _recorded(root: Path) -> tuple[dict[str, RecordedFact] | None, list[Finding]]:
    """The recorded facts by name, None where there is no such file, and findings."""
    path = root / f"content/{RECORDED_FACTS}.yaml"
    if not path.exists():
        return None, []
    sheet, findings = read(root, path, RecordedFacts)
    fix = "bring the file back as it was last committed; the command alone writes it"
    return (dict(sheet.facts) if sheet else None), [replace(f, fix=fix) for f in findings]


def _valid_name(path: Path, root: Path, findings: list[Finding], scope: Scope) -> bool:
    """Whether a name may become part of file names at a print shop; else an error is added."""
    if _NAME.match(path.stem if path.suffix == ".yaml" else path.name):
        return True
    meant = path.with_name(f"{original(path.name)}{path.suffix}")
    finding = error(
        "bad-name",
        f"'{path.name}' is no name that a print shop's system can take",
        Where(path.relative_to(root).as_posix()),
        "use lower-case letters a to z, digits and hyphens",
    )
    if meant.name in {p.name for p in path.parent.iterdir()}:
        finding = copy_of(path, meant.name, root)
    findings += scoped([finding], scope)
    return False


def _language_tag(folder: Path, root: Path, findings: list[Finding]) -> bool:
    """Whether a folder's name is a language tag, as number formats need; else a finding is added.

    That of a copy (``fr-copy``) may look like one.
    """
    meant = original(folder.name)
    if meant != folder.name and folder.with_name(meant).is_dir():
        findings += scoped([copy_of(folder, meant, root)], Scope(language=folder.name))
        return False
    if not is_tag(folder.name):
        where = Where(folder.relative_to(root).as_posix())
        fix = "use a tag of the BCP 47 registry, two or three letters in most cases"
        bad_tag = error("bad-name", f"'{folder.name}' is no language tag", where, fix)
        findings += scoped([bad_tag], Scope(language=folder.name))
        return False
    return True


def _languages(
    root: Path, wanted: list[str], findings: list[Finding]
) -> tuple[dict[str, Language], _Copies, _Copies]:
    """The languages, and their files of copy by language and stem; ``wanted`` stems are read.

    Files in which a text has no words yet come apart, as the last value.
    """
    languages: dict[str, Language] = {}
    copies: _Copies = {}
    unfinished: _Copies = {}
    stray = strays(root / "content", root)
    stray += in_no_language(root / "content", root, OF_ALL_LANGUAGES, wanted)
    for folder in sorted(p for p in (root / "content").iterdir() if p.is_dir()):
        scope = Scope(language=folder.name)
        if not _valid_name(folder, root, findings, scope) or not _language_tag(
            folder, root, findings
        ):
            continue
        language, file_findings = read(root, folder / f"{LANGUAGE}.yaml", Language)
        findings += scoped(file_findings, scope)
        sheets: dict[str, CopySheet] = {}
        stray += strays(folder, root, wanted)
        unread = {path for path, _ in stray}
        for path in sorted(
            p for p in folder.glob("*.yaml") if p not in unread and not is_harmless(p.name)
        ):
            scope = copy_scope(folder.name, path.stem)
            if path.stem in _NO_COPY or not _valid_name(path, root, findings, scope):
                continue
            sheet, file_findings = read(root, path, CopySheet)
            findings += scoped(file_findings, scope)
            if sheet:
                sheets[path.stem] = sheet
        if language:
            languages[language.tag] = language
            begun = {stem for stem, sheet in sheets.items() if sheet.unwritten()}
            copies[language.tag] = {n: sheet for n, sheet in sheets.items() if n not in begun}
            unfinished[language.tag] = {n: sheets[n] for n in sheets if n in begun}
    for path, finding in stray:
        tag = path.parent.name if path.parent.parent.name == "content" else ""
        # A copy, or what lies in no language's folder, concerns no piece; a file under another name
        # those that want it.
        stem = original(path.name) if tag and stops([finding]) else path.name
        findings += scoped([finding], copy_scope(tag, stem))
    return languages, copies, unfinished


def _sign_offs(root: Path, tag: str, findings: list[Finding]) -> SignOffs:
    """A language's record of signatures; an empty one where there is no file."""
    path = root / "content" / tag / f"{SIGN_OFF}.yaml"
    if not path.exists():
        return SignOffs(pieces={})
    sheet, file_findings = read(root, path, SignOffs)
    findings += scoped(file_findings, copy_scope(tag, SIGN_OFF))
    return sheet or SignOffs(pieces={})


def _compared(root: Path, tag: str, findings: list[Finding]) -> Compared | None:
    """The source's words that a language was compared with; None where they cannot be read."""
    path = root / "content" / tag / f"{COMPARED}.yaml"
    if not path.exists():
        return Compared(files={})
    sheet, file_findings = read(root, path, Compared)
    findings += scoped(file_findings, copy_scope(tag, COMPARED))
    return sheet


def _order_words(root: Path, tag: str, findings: list[Finding]) -> OrderWords:
    """The words of orders in a language; none where there is no file, or one with an error."""
    path = root / "content" / tag / f"{ORDER}.yaml"
    if not path.exists():
        return OrderWords()
    sheet, file_findings = read(root, path, OrderWords)
    findings += scoped(file_findings, copy_scope(tag, ORDER))
    return sheet or OrderWords()
