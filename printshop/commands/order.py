"""The ordering: an order file becomes what print shops receive, one package for each print run."""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from printshop.commands.workers import over_cores
from printshop.delivery import up_to_date
from printshop.findings import Exit, Finding, Severity, in_order, many, review, stops
from printshop.orders import ledger
from printshop.orders.model import Line, Logo, Partner, Wish
from printshop.orders.read import read_order, wishes_of
from printshop.packages import pack
from printshop.partners import versions
from printshop.partners.logo import take_logo
from printshop.shop import catalog, sign_off
from printshop.shop.check import PACKAGE, PARTNER, expired
from printshop.shop.job import Composition, JobTicket, Shop
from printshop.shop.yaml_file import digest
from printshop.typesetting import compose

MOST = 50  # files of a piece that a worker stamps in one go
PART = ".part"  # in the folder of orders: what is not whole yet


@dataclass(frozen=True)
class Ordered:
    """A line that can be made: its number, who orders what, and what it is made from.

    ``folder`` is where the logo's path begins; ``inputs`` are digests by name.
    """

    line: Line
    number: str
    partner: Partner | None
    wishes: tuple[Wish, ...]
    press: str
    folder: Path
    inputs: dict[str, str]


@dataclass(frozen=True)
class _Desk:
    """What all lines share: the shop, what is to be said of it, what was looked up once."""

    shop: Shop
    findings: list[Finding]
    proof: bool
    compositions: dict[JobTicket, tuple[Composition | None, list[Finding]]]
    logos: dict["Artwork", tuple[Logo | None, list[Finding]]]


@dataclass(frozen=True)
class Artwork:
    """A logo's file, how the order calls it, and what it is engraved for."""

    path: Path
    name: str
    press: str
    black: bool


@dataclass(frozen=True)
class _Read:
    """A line as it was read: where its logo's path begins, what it asks for, on which press."""

    line: Line
    folder: Path
    wishes: tuple[Wish, ...]
    press: str

    def artworks(self, shop: Shop) -> Iterator[Artwork]:
        """The logo as the zones of its pieces want it: in colours, in black, or both."""
        zones = [z for w in self.wishes for z in shop.layouts[w.ticket.layout].zones.values()]
        for black in sorted({zone.black for zone in zones}) if self.line.logo else ():
            path = self.folder / self.line.logo
            yield Artwork(path, self.line.logo, self.press, black)


def order(root: Path, target: str, proof: bool) -> Exit:
    """Make the packages of an order file, or once more those of an order number.

    ``proof``: packages to look at, which may not be printed and which nobody has to sign off.
    """
    shop, findings = catalog.open_shop(root)
    if shop is None:
        _say(findings)
        return Exit.INPUTS
    findings += expired(shop, datetime.now(UTC).date())
    desk = _Desk(shop, findings, proof, {}, {})
    lines, told = _lines(root, target)
    made: dict[str, Ordered] = {}
    read: list[_Read] = []
    for line, folder in lines:
        wishes, more = wishes_of(shop, line)
        told += more
        if wishes:
            read.append(_Read(line, folder, tuple(wishes), line.press or _usual(shop)))
    _engrave(desk, read)
    for one in read:
        found, more = _ordered(desk, one)
        told += more
        if found and ledger.NUMBER.fullmatch(target) and found.number != target:
            told += ledger.changed(root, target, found.inputs)
        elif found and not stops(more):
            made[found.number] = found  # a line that stands there twice is one order
    told = list(dict.fromkeys(told))
    _say(told)
    stopped = [_gate(f) for f in told if f.severity is Severity.ERROR]
    packed, packages = 0, 0
    with _staging(root / pack.ORDERS, made) as folder:
        for result in _packed(desk, made, folder):
            errors = [f for f in result.findings if f.severity is Severity.ERROR]
            _say(errors)
            stopped += map(_gate, errors)
            packed, packages = packed + (not errors), packages + result.packages
    what = "proof order" if proof else "order"
    print(f"{many(packed, what)} made, {many(packages, 'package')}, of {many(len(lines), 'line')}")
    return min(stopped, default=Exit.DONE)


def _lines(root: Path, target: str) -> tuple[list[tuple[Line, Path]], list[Finding]]:
    """The lines that are ordered, each with the folder where its logo's path begins."""
    if ledger.NUMBER.fullmatch(target):
        old, told = ledger.find(root, target)
        return ([(old.line, root / old.folder)] if old else []), told
    path = Path(target) if Path(target).exists() else root / target
    read, told = read_order(root, path)
    return [(line, path.resolve().parent) for line in read], told


def _say(findings: list[Finding]) -> None:
    """Every finding but drafts that nobody has to sign off for this."""
    for finding in in_order(findings):
        if finding.code != "draft" or finding.severity is Severity.ERROR:
            print(finding, flush=True)


def _gate(finding: Finding) -> Exit:
    """Which gate an error belongs to."""
    if finding.code == "bug":
        return Exit.BUG
    if finding.code == "overset":
        return Exit.COPYFIT
    return Exit.PREFLIGHT if finding.where.path.startswith("output/") else Exit.INPUTS


# ── before anything is made ──────────────────────────────────────────────────────────────────


def _usual(shop: Shop) -> str:
    """The condition of whoever names none; a shop whose checks pass has one."""
    return next((p.name for p in shop.presses.values() if p.made == "default"), "")


def _engrave(desk: _Desk, read: list[_Read]) -> None:
    """Have every logo engraved, once for each condition, over all cores."""
    wanted = list(dict.fromkeys(art for one in read for art in one.artworks(desk.shop)))
    desk.logos.update(over_cores(desk.shop, wanted, engrave, not_engraved))


Engraved = tuple[Artwork, tuple[Logo | None, list[Finding]]]


def engrave(shop: Shop, art: Artwork) -> Engraved:
    """One logo, and what is to be said of it; in whichever process."""
    return art, take_logo(shop.root, art.path, art.name, shop.presses[art.press], art.black)


def not_engraved(_: Shop, art: Artwork, told: Finding) -> Engraved:
    """A logo that the program could not finish."""
    return art, (None, [told])


def _ordered(desk: _Desk, one: _Read) -> tuple[Ordered | None, list[Finding]]:
    """A line with everything looked up, or what is in its way."""
    shop, line, press, wishes, folder = desk.shop, one.line, one.press, one.wishes, one.folder
    partner, findings = _partner(desk, one)
    compositions = {}
    for ticket in dict.fromkeys(wish.ticket for wish in wishes):
        composition, told = _composed(desk, ticket)
        findings += _of_press(told, press)
        if composition:
            compositions[ticket] = composition
    findings += _of_papers(desk, line, wishes)
    if line.logo and not desk.proof and _from_root(shop.root, folder) is None:
        message = f"'{line.logo}' lies outside the project: the number will not find it again"
        fix = "put the order and its logos into orders/"
        findings.append(review("outside-the-shop", message, line.at("logo"), fix))
    if len(compositions) < len({wish.ticket for wish in wishes}):
        return None, findings
    inputs = _inputs(shop, line, press, compositions, partner)
    made_from = [part for pair in inputs.items() for part in pair]
    year = shop.campaign.moment.year
    number = f"{year}-{digest(line.model_dump_json(by_alias=True), *made_from)[:8]}"
    return Ordered(line, number, partner, wishes, press, folder, inputs), findings


def _partner(desk: _Desk, one: _Read) -> tuple[Partner | None, list[Finding]]:
    """Who orders, with the logo as its pieces want it."""
    line = one.line
    if not line.partner:
        return None, []
    logos: dict[bool, Logo | None] = {}
    findings: list[Finding] = []
    for art in one.artworks(desk.shop):
        logos[art.black], told = desk.logos[art]
        findings += [_of_logo(line, finding) for finding in told]
    publisher = ", ".join(filter(None, (line.publisher, line.publisher_address)))
    shown = logos.get(False), logos.get(True)
    return Partner(line.partner, line.type, line.contact, publisher, *shown), findings


def _of_logo(line: Line, finding: Finding) -> Finding:
    """What is said of a logo, at the line that ordered it."""
    at = f", line {finding.where.line}" if finding.where.line else ""
    message = f"'{finding.where.path}'{at}: {finding.message}"
    return replace(finding, message=message, where=line.at("logo"))


def _composed(desk: _Desk, ticket: JobTicket) -> tuple[Composition | None, list[Finding]]:
    """A piece with all that keeps it from being printed: of proofs, only what cannot be set."""
    if ticket not in desk.compositions:
        shop = desk.shop
        composition, told = compose.compose(catalog.resolve(shop, ticket))
        told = [*catalog.concerning(ticket, desk.findings), *told]
        if composition:
            told += sign_off.state(composition, up_to_date.layout_digest(shop, ticket.layout))
        desk.compositions[ticket] = composition, told if desk.proof else sign_off.strictly(told)
    composition, told = desk.compositions[ticket]
    return composition, list(told)


def _of_papers(desk: _Desk, line: Line, wishes: tuple[Wish, ...]) -> list[Finding]:
    """What is said of the words of zones and packages that a line takes."""
    tags = {wish.ticket.language for wish in wishes} if line.partner else set[str]()
    own = {f"content/{tag}/{PARTNER}.yaml" for tag in tags}
    reader = line.reader(desk.shop.campaign.source_language)
    own.add(f"content/{reader}/{PACKAGE}.yaml")
    told = [f for f in desk.findings if f.where.path in own]
    return told if desk.proof else sign_off.strictly(told)


def _of_press(findings: list[Finding], press: str) -> list[Finding]:
    """The findings without those about conditions that nobody ordered."""
    own = f"presses/{press}.yaml"
    return [f for f in findings if f.where.path == own or not f.where.path.startswith("presses/")]


def _inputs(
    shop: Shop,
    line: Line,
    press: str,
    compositions: dict[JobTicket, Composition],
    partner: Partner | None,
) -> dict[str, str]:
    """A digest of each thing that a line is made from, by the name that a person gives it."""
    made = {
        "the program": up_to_date.program_digest(),
        "the edition": str(shop.campaign.moment),
        f"the printing condition '{press}'": up_to_date.press_digest(shop, press),
    }
    for ticket, composition in compositions.items():
        made[f"the layout '{ticket.layout}'"] = up_to_date.layout_digest(shop, ticket.layout)
        said = digest(composition.html, sign_off.status(composition))
        made[f"the piece '{ticket.stem}' in {ticket.language}"] = said
        words = shop.copies[ticket.language].get(PARTNER)
        if line.partner and words:
            made[f"the wording of a zone in {ticket.language}"] = words.digest()
    tag = line.reader(shop.campaign.source_language)
    if PACKAGE in shop.copies[tag]:
        made[f"the wording of a package in {tag}"] = shop.copies[tag][PACKAGE].digest()
    if line.type in shop.kinds:
        made[f"the kind of partner '{line.type}'"] = digest(shop.kinds[line.type].model_dump_json())
    logo = (partner.logo or partner.black) if partner else None
    if logo:
        made[f"the logo '{logo.name}'"] = logo.sha256
    return {name: value[:16] for name, value in made.items()}


# ── making ───────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _staging(output: Path, made: Collection[str]) -> Iterator[Path]:
    """A folder for what is not whole yet; it is gone afterwards, however the run ends.

    Each run has one of its own; what a run left that was killed is taken away.
    """
    for old in (output / PART).glob("*"):
        if not (old.name.isdigit() and _runs(int(old.name))):
            shutil.rmtree(old, ignore_errors=True)
    folder = output / PART / str(os.getpid())
    if made:
        folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            folder.parent.rmdir()  # unless another run is at work


def _runs(process: int) -> bool:
    """Whether a process is at work."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def _packed(desk: _Desk, made: dict[str, Ordered], folder: Path) -> Iterator[pack.Packed]:
    """What became of each order: all press files first, then the packages."""

    def abandon() -> None:
        """Workers stop where they find no folder any more."""
        shutil.rmtree(folder, ignore_errors=True)

    told: dict[str, list[Finding]] = {number: [] for number in made}
    tasks = _tasks(desk, made, folder)
    for n, files in enumerate(
        over_cores(desk.shop, tasks, versions.run, versions.stopped, abandon), 1
    ):
        for file in files:
            told[file.number] += file.findings
        if files:
            ticket = files[0].ticket
            what = f"{ticket.language} {ticket.stem}: {many(len(files), 'press file')}"
            print(f"[{n}/{len(tasks)}] {what}", flush=True)
    for number in [n for n, findings in told.items() if stops(findings)]:
        yield pack.Packed(number, 0, tuple(dict.fromkeys(told.pop(number))))
    parcels = {number: _parcel(desk, made[number], folder) for number in told}
    for result in over_cores(desk.shop, list(parcels.values()), pack.run, pack.stopped, abandon):
        if result.packages:
            parcel = parcels[result.number]
            who = parcel.line.partner or desk.shop.campaign.name
            print(f"{parcel.place}/: {many(result.packages, 'package')} for {who}", flush=True)
        yield result


def _tasks(desk: _Desk, made: dict[str, Ordered], folder: Path) -> list[versions.Task]:
    """The work by piece and language, so that each base is set once; in parts that are not long."""
    asked: dict[tuple[JobTicket, str], list[versions.Asked]] = {}
    for number, found in made.items():
        where = found.line.at("partner")
        for wish in found.wishes:
            one = versions.Asked(number, found.partner, wish.size, where)
            asked.setdefault((wish.ticket, found.press), []).append(one)
    return [
        versions.Task(
            ticket,
            press,
            tuple(files[first : first + MOST]),
            tuple(_of_press(catalog.concerning(ticket, desk.findings), press)),
            folder,
            desk.proof,
        )
        for (ticket, press), files in asked.items()
        for first in range(0, len(files), MOST)
    ]


def _parcel(desk: _Desk, found: Ordered, folder: Path) -> pack.Parcel:
    home = _from_root(desk.shop.root, found.folder) or ""
    return pack.Parcel(
        found.line,
        found.number,
        found.press,
        found.wishes,
        home,
        found.inputs,
        folder,
        desk.proof,
    )


def _from_root(root: Path, folder: Path) -> str | None:
    """A folder as seen from the shop's root; a ledger holds no path of this machine."""
    folder, root = folder.resolve(), root.resolve()
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else None
