"""Open the shop: read all files of content once, and list the jobs that can be made of them."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from babel import Locale, UnknownLocaleError

from printshop.findings import Finding, Scope, Where, did_you_mean, error, scoped, stops
from printshop.shop.check import check
from printshop.shop.claims import Claim, Claims
from printshop.shop.job import Job, JobTicket, Shop
from printshop.shop.layout import Layout
from printshop.shop.palette import Palette
from printshop.shop.partner_types import PartnerType, PartnerTypes
from printshop.shop.press import Press
from printshop.shop.recorded_facts import RECORDED_FACTS, RecordedFact, RecordedFacts
from printshop.shop.stray_files import copy_of, is_harmless, original, strays
from printshop.shop.words import (
    COMMON,
    PACKAGE,
    PARTNER,
    Campaign,
    Compared,
    Copy,
    CopySheet,
    Language,
    Sectors,
    SignOff,
    SignOffs,
    copy_scope,
)
from printshop.shop.yaml_file import read

_NAME = re.compile(r"[a-z0-9]+([.-][A-Za-z0-9]+)*$")
LANGUAGE, SIGN_OFF, COMPARED = "language", "sign-off", "compared"
PARTNERS, CLAIMS = "partners", "claims"


def open_shop(root: Path) -> tuple[Shop | None, list[Finding]]:
    """Read the shop in ``root``: the shop, or None where it cannot be opened, and all findings.

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
    stems = [COMMON, PARTNER, PACKAGE, LANGUAGE, SIGN_OFF, COMPARED, *folders, *sectors.sectors]
    languages, sheets = _languages(root, stems, findings)
    sign_offs = {tag: _sign_offs(root, tag, findings) for tag in languages}
    records = {tag: _compared(root, tag, findings) for tag in languages}
    compared = {tag: record for tag, record in records.items() if record}
    shop = Shop(
        root,
        campaign,
        sectors.sectors,
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
    )
    return shop, findings + check(shop)


def _partner_types(root: Path) -> tuple[dict[str, PartnerType], list[Finding]]:
    """The types of partners by name, and findings; a shop without partners has no such file."""
    path = root / f"content/{PARTNERS}.yaml"
    if not path.exists():
        return {}, []
    sheet, findings = read(root, path, PartnerTypes)
    return (sheet.kinds if sheet else {}), findings


def _claims(root: Path) -> tuple[dict[str, Claim] | None, list[Finding]]:
    """The claims by name, None where their file has an error; a shop without the file has none."""
    path = root / f"content/{CLAIMS}.yaml"
    if not path.exists():
        return {}, []
    sheet, findings = read(root, path, Claims)
    return (sheet.claims if sheet else None), findings


def _recorded(root: Path) -> tuple[dict[str, RecordedFact] | None, list[Finding]]:
    """The recorded facts by name, None where there is no such file, and findings."""
    path = root / f"content/{RECORDED_FACTS}.yaml"
    if not path.exists():
        return None, []
    sheet, findings = read(root, path, RecordedFacts)
    fix = "bring the file back as it was last committed; the command alone writes it"
    return (sheet.facts if sheet else None), [replace(f, fix=fix) for f in findings]


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
    try:
        Locale.parse(folder.name, sep="-")
    except (ValueError, UnknownLocaleError):
        where = Where(folder.relative_to(root).as_posix())
        fix = "use a tag of the BCP 47 registry, two or three letters in most cases"
        bad_tag = error("bad-name", f"'{folder.name}' is no language tag", where, fix)
        findings += scoped([bad_tag], Scope(language=folder.name))
        return False
    return True


def _languages(
    root: Path, wanted: list[str], findings: list[Finding]
) -> tuple[dict[str, Language], dict[str, dict[str, CopySheet]]]:
    """The languages, and their files of copy by language and stem; ``wanted`` stems are read."""
    languages: dict[str, Language] = {}
    copies: dict[str, dict[str, CopySheet]] = {}
    stray = strays(root / "content", root)
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
            if path.stem in (LANGUAGE, SIGN_OFF, COMPARED) or not _valid_name(
                path, root, findings, scope
            ):
                continue
            sheet, file_findings = read(root, path, CopySheet)
            findings += scoped(file_findings, scope)
            if sheet:
                sheets[path.stem] = sheet
        if language:
            languages[language.tag] = language
            copies[language.tag] = sheets
    for path, finding in stray:
        tag = path.parent.name if path.parent.parent.name == "content" else ""
        # A copy concerns no piece; a file under another name those that want it.
        stem = original(path.name) if stops([finding]) else path.name
        findings += scoped([finding], copy_scope(tag, stem))
    return languages, copies


def _sign_offs(root: Path, tag: str, findings: list[Finding]) -> dict[str, SignOff]:
    """A language's sign-offs by stem; none where there is no file."""
    path = root / "content" / tag / f"{SIGN_OFF}.yaml"
    if not path.exists():
        return {}
    sheet, file_findings = read(root, path, SignOffs)
    findings += scoped(file_findings, copy_scope(tag, SIGN_OFF))
    return sheet.pieces if sheet else {}


def _compared(root: Path, tag: str, findings: list[Finding]) -> Compared | None:
    """The source's words that a language was compared with; None where they cannot be read."""
    path = root / "content" / tag / f"{COMPARED}.yaml"
    if not path.exists():
        return Compared(files={})
    sheet, file_findings = read(root, path, Compared)
    findings += scoped(file_findings, copy_scope(tag, COMPARED))
    return sheet


# ── what can be made ─────────────────────────────────────────────────────────────────────────


def tickets(shop: Shop) -> list[JobTicket]:
    """A ticket for every piece in every language: each layout in general, by sector, or both."""
    return [
        JobTicket(layout.name, sector, language)
        for language in shop.languages
        for layout in shop.layouts.values()
        for sector in [*([""] if layout.general else []), *(shop.sectors if layout.sectors else [])]
    ]


def resolve(shop: Shop, ticket: JobTicket) -> Job:
    """The job of a ticket; its copy is the common sheet, then the layout's, then the sector's."""
    sheets = shop.copies[ticket.language]
    layers = [sheets[s] for s in (COMMON, ticket.layout, ticket.sector) if s in sheets]
    return Job(
        ticket,
        shop.layouts[ticket.layout],
        shop.languages[ticket.language],
        Copy(tuple(layers)),
        shop.sectors[ticket.sector] if ticket.sector else None,
        shop,
    )


def concerning(
    ticket: JobTicket, findings: Iterable[Finding], items: Collection[tuple[str, str]] | None = None
) -> list[Finding]:
    """The findings whose scope includes a ticket, for any printing condition.

    ``items`` are those that the piece prints, by file and role. Where that is not known yet, None,
    the findings about any item of its language are among them.
    """
    names = (ticket.language, ticket.layout, ticket.sector)
    return [f for f in findings if f.scope.holds(*names, items)]


def _unreadable(shop: Shop, language: str) -> bool:
    """Whether a language's folder is there, and an error in its own file has been told."""
    return language not in shop.languages and (shop.root / "content" / language).is_dir()


def of_no_piece(
    shop: Shop, filters: dict[str, list[str]], findings: Iterable[Finding]
) -> list[Finding]:
    """The findings about files of the chosen languages that belong to no piece.

    These are the words of a partner's zone and of a package, sign-offs, copies and files of unknown
    names; all of a language whose own file has an error. None where the filters choose pieces or
    sectors.
    """
    if filters["piece"] or filters["sector"]:
        return []
    of_pieces = {"", *shop.layouts, *shop.sectors}
    chosen = [f for f in findings if f.scope.language in filters["language"]]
    return [
        f for f in chosen if f.scope.stem not in of_pieces or f.scope.language not in shop.languages
    ]


def choose(
    all_tickets: list[JobTicket], shop: Shop, filters: dict[str, list[str]]
) -> tuple[list[JobTicket], list[str], list[Finding]]:
    """The tickets and the names of printing conditions that the filters select, and errors.

    ``filters`` has names by filter: language, piece, sector ('general' is the piece without one),
    press; an empty list selects all, for presses those that are not made only when asked for. An
    unknown name is an error, and so is a selection without a ticket.
    """
    known: dict[str, Iterable[str]] = {
        "language": shop.languages,
        "piece": shop.layouts,
        "sector": ["general", *shop.sectors],
        "press": shop.presses,
    }
    findings = [
        error(
            "unknown-name",
            f"there is no {key} '{name}'",
            Where(f"--{key}"),
            did_you_mean(name, known[key]),
        )
        for key, names in filters.items()
        for name in names
        if name not in known[key] and not (key == "language" and _unreadable(shop, name))
    ]
    selected = [
        t
        for t in all_tickets
        if t.language in (filters["language"] or shop.languages)
        and t.layout in (filters["piece"] or shop.layouts)
        and (t.sector or "general") in (filters["sector"] or known["sector"])
    ]
    unreadable = any(_unreadable(shop, name) for name in filters["language"])
    if not (selected and shop.presses) and not findings and not unreadable:
        typed = ", ".join(f"--{key} {','.join(names)}" for key, names in filters.items() if names)
        message = f"no piece is all of this at once: {typed}" if typed else "there is no piece"
        fix = "leave a filter out; generate.py list shows the pieces"
        findings.append(error("nothing-to-make", message, Where("generate.py"), fix))
    default_presses = [name for name, press in shop.presses.items() if press.made != "asked"]
    return selected, filters["press"] or default_presses, findings
