"""The lines of an order before anything is made: logos, compositions, errors, order numbers.

Logos are converted to the inks of the press; the order number is a digest over all inputs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from printshop.checks.about_inputs import about_inputs
from printshop.commands.workers import TaskType, over_cores
from printshop.delivery import up_to_date
from printshop.findings import Finding, review
from printshop.orders import ledger
from printshop.orders.model import Logo, OrderItem, OrderLine, Partner
from printshop.partners.logo import take_logo
from printshop.reading.yaml_file import digest
from printshop.shop import catalog, editions, sign_off
from printshop.shop.claims import made
from printshop.shop.editions import edition_of, to_line
from printshop.shop.job import Composition, JobTicket, Shop
from printshop.shop.sign_off_reviews import since_signed, strictly
from printshop.shop.state import status
from printshop.shop.words import PACKAGE, PARTNER
from printshop.typesetting import compose
from printshop.typesetting.engine import engine_digest

LOGOS = "output/orders/logos"  # pictures of logos that would be printed otherwise than received

PreparedLogo = tuple["LogoRequest", tuple[Logo | None, list[Finding]]]


@dataclass(frozen=True)
class Order:
    """An order line that can be made: its number, who orders what, and what it is made from.

    The logo's path starts in ``folder``; ``inputs`` are digests by name;
    ``printed`` is what the ledger says of each press file, ``editions`` the lines of the register.
    """

    line: OrderLine
    number: str
    partner: Partner | None
    items: tuple[OrderItem, ...]
    press: str
    folder: Path
    inputs: dict[str, str]
    printed: dict[str, ledger.LedgerItem]
    editions: tuple[str, ...]


@dataclass(frozen=True)
class OrderRun:
    """What all lines of a run share: the shop, its findings, caches of compositions and logos."""

    shop: Shop
    findings: list[Finding]
    proof: bool
    compositions: dict[JobTicket, tuple[Composition | None, list[Finding]]]
    logos: dict["LogoRequest", tuple[Logo | None, list[Finding]]]


@dataclass(frozen=True)
class LogoRequest:
    """A logo to convert: its file, its name in the order, the printing condition, black or not."""

    path: Path
    name: str
    press: str
    black: bool


@dataclass(frozen=True)
class RequestedLine:
    """A line as it was read, with its items; the logo's path starts in ``folder``.

    One that ``is_wrong`` is not made; its logo and pieces are looked at all the same, so that all
    that is wrong with it is said at once.
    """

    line: OrderLine
    folder: Path
    items: tuple[OrderItem, ...]
    press: str
    is_wrong: bool = False

    def logo_requests(self, shop: Shop) -> Iterator[LogoRequest]:
        """The logo in the forms that the zones of its pieces need: in colours, in black."""
        zones = [z for w in self.items for z in shop.layouts[w.ticket.layout].zones.values()]
        is_wanted = self.line.logo and "logo" not in self.line.faulty
        for black in sorted({zone.black for zone in zones}) if is_wanted else ():
            path = self.folder / self.line.logo
            yield LogoRequest(path, self.line.logo, self.press, black)


def prepare_logos(run: OrderRun, lines: list[RequestedLine]) -> None:
    """Convert every logo to the inks of its press, each once, over all cores; in ``run.logos``."""
    requests = list(dict.fromkeys(r for line in lines for r in line.logo_requests(run.shop)))
    preparing = TaskType(prepare_logo, logo_not_prepared, logo_named)
    run.logos.update(over_cores(run.shop, requests, preparing))


def prepare_logo(shop: Shop, request: LogoRequest) -> PreparedLogo:
    """One logo with its findings; it runs in any process."""
    press = shop.presses[request.press]
    folder = from_root(shop.root, request.path.parent) or ""
    number = digest(folder, request.name, request.press, str(request.black))[:8]
    picture = shop.root / LOGOS / f"{PurePath(request.name).stem}-{number}.png"
    return request, take_logo(shop.root, request.path, request.name, press, request.black, picture)


def logo_named(request: LogoRequest) -> str:
    """What a person calls a logo."""
    return f"the logo '{request.name}'"


def logo_not_prepared(_: Shop, request: LogoRequest, bug: Finding) -> PreparedLogo:
    """The result for a logo whose conversion failed."""
    return request, (None, [bug])


def resolved(run: OrderRun, request: RequestedLine) -> tuple[Order | None, list[Finding]]:
    """A line as an order with its number; None where a piece cannot be composed. And findings."""
    shop, line, press, items = run.shop, request.line, request.press, request.items
    folder = request.folder
    partner, findings = _partner(run, request)
    compositions = {}
    for ticket in dict.fromkeys(item.ticket for item in items):
        composition, piece_findings = _composed(run, ticket)
        findings += of_press(piece_findings, press)
        if composition:
            compositions[ticket] = composition
    findings += _wording_findings(run, line, items)
    has_logo = line.logo and "logo" not in line.faulty
    if has_logo and not run.proof and from_root(shop.root, folder) is None:
        message = f"'{line.logo}' lies outside the project: making the order again will not find it"
        fix = "put the order and its logos into orders/"
        findings.append(review("outside-the-shop", message, line.at("logo"), fix))
    if len(compositions) < len({item.ticket for item in items}):
        return None, findings
    inputs = _inputs(shop, line, press, compositions, partner)
    named_digests = [part for pair in inputs.items() for part in pair]
    year = shop.campaign.moment.year
    number = f"{year}-{digest(line.model_dump_json(by_alias=True), *named_digests)[:8]}"
    printed = dict(_printed(compositions[item.ticket], item) for item in items)
    editions = tuple(to_line(edition_of(c)) for c in compositions.values())
    return Order(line, number, partner, items, press, folder, inputs, printed, editions), findings


def _printed(composition: Composition, item: OrderItem) -> tuple[str, ledger.LedgerItem]:
    """What a ledger says of a press file, by language and piece: facts, claims, copies."""
    job, tag = composition.job, item.ticket.language
    known = job.shop.campaign.facts
    claims = made(job.shop.copies.get(tag, {}), composition.items)
    piece = job.stem(item.size)
    return f"{tag}/{piece}", ledger.LedgerItem(
        piece=piece,
        language=tag,
        quantity=item.quantity,
        facts={name: value for name, value in composition.printed if name in known},
        claims=tuple(dict.fromkeys(claim for _, _, claim in claims)),
        words=sign_off.words_digest(composition),
    )


def _partner(run: OrderRun, request: RequestedLine) -> tuple[Partner | None, list[Finding]]:
    """The partner of a line with its logos, None for the campaign's own line; and findings."""
    line = request.line
    if not line.partner:
        return None, []
    logos: dict[bool, Logo | None] = {}
    findings: list[Finding] = []
    for logo_request in request.logo_requests(run.shop):
        logos[logo_request.black], logo_findings = run.logos[logo_request]
        findings += [_of_logo(line, finding) for finding in logo_findings]
    publisher = ", ".join(filter(None, (line.publisher, line.publisher_address)))
    return Partner(
        line.partner, line.type, line.contact, publisher, logos.get(False), logos.get(True)
    ), findings


def _of_logo(line: OrderLine, finding: Finding) -> Finding:
    """A finding about a logo, at the line that ordered it, with the partner's name."""
    line_in_logo = f", line {finding.where.line}" if finding.where.line else ""
    logo = f"'{finding.where.path}'{line_in_logo}, the logo of '{line.partner}'"
    message = f"{logo}: {finding.message}"
    return replace(finding, message=message, where=line.at("logo"))


def _composed(run: OrderRun, ticket: JobTicket) -> tuple[Composition | None, list[Finding]]:
    """A piece with all that keeps it from being printed: of proofs, only what cannot be set."""
    if ticket not in run.compositions:
        shop = run.shop
        composition, composing_findings = compose.compose(catalog.resolve(shop, ticket))
        if composition is None:
            findings = [*catalog.concerning(ticket, run.findings), *composing_findings]
        else:
            findings = about_inputs(shop, ticket, run.findings, composition.items)
            findings += composing_findings
            findings += since_signed(composition, up_to_date.layout_digest(shop, ticket.layout))
        if not run.proof:
            findings = strictly(findings)
        run.compositions[ticket] = composition, findings
    composition, findings = run.compositions[ticket]
    return composition, list(findings)


def _wording_findings(
    run: OrderRun, line: OrderLine, items: tuple[OrderItem, ...]
) -> list[Finding]:
    """The findings about the campaign's words in the zones and packages of a line."""
    tags = {item.ticket.language for item in items} if line.partner else set[str]()
    sheets = {(tag, PARTNER) for tag in tags}
    sheets.add((line.job_sheet_language(run.shop.campaign.source_language), PACKAGE))
    findings = [f for f in run.findings if (f.scope.language, f.scope.stem) in sheets]
    return findings if run.proof else strictly(findings)


def of_press(findings: list[Finding], press: str) -> list[Finding]:
    """The findings about no printing condition, or about this one."""
    return [f for f in findings if f.scope.press in ("", press)]


def _inputs(
    shop: Shop,
    line: OrderLine,
    press: str,
    compositions: dict[JobTicket, Composition],
    partner: Partner | None,
) -> dict[str, str]:
    """A digest of each input of a line, by the name that findings give it."""
    inputs = {
        "the program": up_to_date.program_digest(),
        ledger.ENGINE: engine_digest(),
        "the edition": str(shop.campaign.moment),
        "the templates of a package": up_to_date.package_digest(shop),
        f"the printing condition '{press}'": up_to_date.press_digest(shop, press),
    }
    for ticket, composition in compositions.items():
        inputs[f"the layout '{ticket.layout}'"] = up_to_date.layout_digest(shop, ticket.layout)
        printed_edition = editions.mark(editions.edition_of(composition), press, "")
        piece = digest(composition.html, status(composition), printed_edition)
        inputs[f"the piece '{ticket.stem}' in {ticket.in_language}"] = piece
        words = shop.copies[ticket.language].get(PARTNER)
        if line.partner and words:
            inputs[f"the wording of a zone in {ticket.language}"] = words.digest()
    tag = line.job_sheet_language(shop.campaign.source_language)
    if PACKAGE in shop.copies.get(tag, {}):
        inputs[f"the wording of a package in {tag}"] = shop.copies[tag][PACKAGE].digest()
    if line.type in shop.partner_types:
        inputs[f"the kind of partner '{line.type}'"] = digest(
            shop.partner_types[line.type].model_dump_json()
        )
    logo = (partner.logo or partner.black) if partner else None
    if logo:
        inputs[f"the logo '{logo.name}'"] = logo.sha256
    return {name: value[:16] for name, value in inputs.items()}


def from_root(root: Path, folder: Path) -> str | None:
    """A folder's path from the root, None outside it; no ledger may hold an absolute path."""
    folder, root = folder.resolve(), root.resolve()
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else None
