"""Open the shop: read everything on disk once, and list what can be made of it."""

import re
from collections.abc import Iterable
from pathlib import Path

from babel import Locale, UnknownLocaleError

from printshop.findings import Finding, Scope, Where, did_you_mean, error, scoped
from printshop.shop.check import check
from printshop.shop.job import Job, JobTicket, Shop
from printshop.shop.layout import Layout
from printshop.shop.palette import Palette
from printshop.shop.partner_types import PartnerType, PartnerTypes
from printshop.shop.press import Press
from printshop.shop.words import (
    COMMON,
    Campaign,
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
LANGUAGE, SIGN_OFF, PARTNERS = "language", "sign-off", "partners"


def open_shop(root: Path) -> tuple[Shop | None, list[Finding]]:
    """Read the shop in ``root``: the shop, or None when it cannot be opened, and findings."""
    findings: list[Finding] = []
    campaign, told = read(root, root / "content/campaign.yaml", Campaign)
    findings += told
    sectors, told = read(root, root / "content/sectors.yaml", Sectors)
    findings += told
    palette, told = read(root, root / "layouts/_shared/palette.yaml", Palette)
    findings += told
    kinds, told = _kinds(root)
    findings += scoped(told, Scope(stem=PARTNERS))
    layouts: dict[str, Layout] = {}
    for path in sorted((root / "layouts").glob("*/layout.yaml")):
        scope = Scope(layout=path.parent.name)
        if _named(path.parent, root, findings, scope):
            layout, told = read(root, path, Layout)
            findings += scoped(told, scope)
            if layout:
                layouts[layout.name] = layout
    presses: dict[str, Press] = {}
    for path in sorted((root / "presses").glob("*.yaml")):
        scope = Scope(press=path.stem)
        if _named(path, root, findings, scope):
            press, told = read(root, path, Press)
            findings += scoped(told, scope)
            if press:
                presses[press.name] = press
    if campaign is None or sectors is None or palette is None:
        return None, findings
    languages, copies = _languages(root, findings)
    signed = {tag: _signed(root, tag, findings) for tag in languages}
    shop = Shop(
        root,
        campaign,
        sectors.sectors,
        palette,
        languages,
        copies,
        layouts,
        presses,
        signed,
        kinds,
    )
    return shop, findings + check(shop)


def _kinds(root: Path) -> tuple[dict[str, PartnerType], list[Finding]]:
    """The kinds of partners; a shop without partners has no such file."""
    path = root / f"content/{PARTNERS}.yaml"
    if not path.exists():
        return {}, []
    found, told = read(root, path, PartnerTypes)
    return (found.kinds if found else {}), told


def _named(path: Path, root: Path, findings: list[Finding], scope: Scope) -> bool:
    """Whether a name is plain ASCII: it becomes part of file names at a print shop."""
    if _NAME.match(path.stem if path.suffix == ".yaml" else path.name):
        return True
    told = error(
        "bad-name",
        f"'{path.name}' is no name that a print shop's system can take",
        Where(path.relative_to(root).as_posix()),
        "use lower-case letters a to z, digits and hyphens",
    )
    findings += scoped([told], scope)
    return False


def _spoken(folder: Path, root: Path, findings: list[Finding]) -> bool:
    """Whether a folder's name is a language tag: its numbers are set by it."""
    try:
        Locale.parse(folder.name, sep="-")
    except (ValueError, UnknownLocaleError):
        where = Where(folder.relative_to(root).as_posix())
        fix = "use a tag of the BCP 47 registry, two or three letters in most cases"
        told = error("bad-name", f"'{folder.name}' is no language tag", where, fix)
        findings += scoped([told], Scope(language=folder.name))
        return False
    return True


def _languages(
    root: Path, findings: list[Finding]
) -> tuple[dict[str, Language], dict[str, dict[str, CopySheet]]]:
    languages: dict[str, Language] = {}
    copies: dict[str, dict[str, CopySheet]] = {}
    for folder in sorted(p for p in (root / "content").iterdir() if p.is_dir()):
        scope = Scope(language=folder.name)
        if not _named(folder, root, findings, scope) or not _spoken(folder, root, findings):
            continue
        language, told = read(root, folder / f"{LANGUAGE}.yaml", Language)
        findings += scoped(told, scope)
        sheets: dict[str, CopySheet] = {}
        for path in sorted(folder.glob("*.yaml")):
            scope = copy_scope(folder.name, path.stem)
            if path.stem in (LANGUAGE, SIGN_OFF) or not _named(path, root, findings, scope):
                continue
            sheet, told = read(root, path, CopySheet)
            findings += scoped(told, scope)
            if sheet:
                sheets[path.stem] = sheet
        if language:
            languages[language.tag] = language
            copies[language.tag] = sheets
    return languages, copies


def _signed(root: Path, tag: str, findings: list[Finding]) -> dict[str, SignOff]:
    """Who has signed off what in a language; where there is no file, nobody has yet."""
    path = root / "content" / tag / f"{SIGN_OFF}.yaml"
    if not path.exists():
        return {}
    found, told = read(root, path, SignOffs)
    findings += scoped(told, copy_scope(tag, SIGN_OFF))
    return found.pieces if found else {}


# ── what can be made ─────────────────────────────────────────────────────────────────────────


def tickets(shop: Shop) -> list[JobTicket]:
    """Every piece in every language: each layout in general, per sector, or both."""
    return [
        JobTicket(layout.name, sector, language)
        for language in shop.languages
        for layout in shop.layouts.values()
        for sector in [*([""] if layout.general else []), *(shop.sectors if layout.sectors else [])]
    ]


def resolve(shop: Shop, ticket: JobTicket) -> Job:
    """The job of a ticket, with its copy layered: common, then the piece, then the sector."""
    sheets = shop.copies[ticket.language]
    stack = [sheets[s] for s in (COMMON, ticket.layout, ticket.sector) if s in sheets]
    return Job(
        ticket,
        shop.layouts[ticket.layout],
        shop.languages[ticket.language],
        Copy(tuple(stack)),
        shop.sectors[ticket.sector] if ticket.sector else None,
        shop,
    )


def concerning(ticket: JobTicket, findings: Iterable[Finding]) -> list[Finding]:
    """The findings about what a ticket's files are made from, on whichever press."""
    names = (ticket.language, ticket.layout, ticket.sector)
    return [f for f in findings if f.scope.holds(*names)]


def choose(
    found: list[JobTicket], shop: Shop, wanted: dict[str, list[str]]
) -> tuple[list[JobTicket], list[str], list[Finding]]:
    """Tickets and presses that the filters leave; a filter's unknown name is a finding.

    ``wanted`` has names by filter: language, piece, sector ('general' is the piece without one),
    press; an empty list leaves all.
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
        for key, names in wanted.items()
        for name in names
        if name not in known[key]
    ]
    left = [
        t
        for t in found
        if t.language in (wanted["language"] or shop.languages)
        and t.layout in (wanted["piece"] or shop.layouts)
        and (t.sector or "general") in (wanted["sector"] or known["sector"])
    ]
    if not (left and shop.presses) and not findings:
        asked = ", ".join(f"--{key} {','.join(names)}" for key, names in wanted.items() if names)
        message = f"no piece is all of this at once: {asked}" if asked else "there is no piece"
        fix = "leave a filter out; generate.py list shows the pieces"
        findings.append(error("nothing-to-make", message, Where("generate.py"), fix))
    usual = [name for name, press in shop.presses.items() if press.made != "asked"]
    return left, wanted["press"] or usual, findings
