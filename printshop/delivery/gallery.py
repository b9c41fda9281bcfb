"""The gallery: ``output/index.html``, with all pieces, their state, their files and their words.

It is one file without anything from elsewhere: style, script, the font of its heads and all values
stand in it. The script shows the values; without one there is a list of links.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from printshop.delivery.deliver import pdf_path, proof_path, report_path, share_path, write
from printshop.delivery.gallery_words import names_in, printed_texts
from printshop.findings import Finding, Severity
from printshop.shop.catalog import resolve
from printshop.shop.file_names import named
from printshop.shop.interface_words import interface_words
from printshop.shop.job import Job, JobTicket, Shop
from printshop.shop.press import Press
from printshop.typesetting.compose import web_page

FOLDER = "layouts/_gallery"
# What a person wants a file for, by the standard that its printing condition follows.
VERSIONS = {"pdf/x-4": "press", "pdf/ua-1": "display", "sheet": "desk"}


@dataclass(frozen=True)
class Signature:
    """Who has signed a piece, in which role and language, and when (ISO 8601)."""

    name: str
    role: str
    language: str
    on: str


@dataclass(frozen=True)
class Piece:
    """A piece as the gallery shows it.

    ``made`` has the files that were made or refused, by printing condition and suffix of size:
    whether each is fit to print, and whether it is made of the words of today. ``items`` are those
    of copy that it prints, by file and role, None where that is not known.
    """

    ticket: JobTicket
    state: str
    signatures: tuple[Signature, ...]
    made: dict[tuple[str, str], tuple[bool, bool]]
    findings: tuple[Finding, ...]
    items: tuple[tuple[str, str], ...] | None


def gallery(
    shop: Shop, output: Path, pieces: Iterable[Piece], of_all: Iterable[Finding]
) -> list[Finding]:
    """Write the gallery, not again where it would be the same; what is wrong with its words.

    ``of_all`` are findings about the whole shop, which are told once.
    """
    words, findings = interface_words(shop.root, f"{FOLDER}/words.yaml")
    words = words or {shop.campaign.source_language: {}}  # its keys are shown instead
    values = _values(shop, output, list(pieces), list(of_all), words)
    folder = shop.root / FOLDER
    html = web_page(
        shop.root,
        f"{Path(FOLDER).name}/page.html.j2",
        values=values,
        words=next(iter(words.values()), {}),
        campaign=shop.campaign,
        colours={name: colour.rgb for name, colour in shop.palette.colours.items()},
        style=(folder / "gallery.css").read_text("utf-8"),
        script=(folder / "gallery.js").read_text("utf-8"),
        font=b64encode((folder / "heads.woff2").read_bytes()).decode(),
    ).encode()
    path = output / "index.html"
    if not path.exists() or path.read_bytes() != html:
        write(path, html)
    return findings


def _values(
    shop: Shop,
    output: Path,
    pieces: list[Piece],
    of_all: list[Finding],
    words: dict[str, dict[str, str]],
) -> dict[str, Any]:
    """All that the page shows, as plain values; its script says what is what."""
    told = _Numbered()
    texts = _Numbered()
    notices, said = _notices(shop)
    shown = []
    for piece in pieces:
        job = resolve(shop, piece.ticket)
        known = {f for f in piece.findings if f.code not in said and f not in of_all}
        shown.append(
            {
                "tag": piece.ticket.language,
                "layout": piece.ticket.layout,
                "sector": piece.ticket.sector,
                "carried": list(piece.ticket.carried),
                "state": piece.state,
                "signed": [[s.name, s.role, s.language, s.on] for s in piece.signatures],
                "files": list(_files(output, job, piece)),
                "refused": any(not fit for fit, _ in piece.made.values()),
                "pages": [_place(output, p) for p in _pictures(output, job)],
                "share": [_sized(output, p) for p in _pictures(output, job, shared=True)],
                "reports": [_sized(output, p) for p in _reports(output, job, piece)],
                "told": [told.number(_told(f)) for f in _in_order(known)],
                "texts": [texts.number(text) for text in printed_texts(job, piece.items)],
            }
        )
    used = {entry["layout"] for entry in shown}
    return {
        "words": words,
        "edition": shop.campaign.edition.isoformat(),
        "notices": [*notices, *({"text": f.message, "fix": f.fix} for f in _unsaid(of_all, said))],
        "languages": [
            [tag, language.autonym, language.direction, names_in(shop, words, "language", tag)]
            for tag, language in shop.languages.items()
        ],
        "layouts": [
            [name, names_in(shop, words, "piece", name), len(layout.pages), list(layout.trim)]
            for name, layout in shop.layouts.items()
            if name in used
        ],
        "sectors": [[name, names_in(shop, words, "sector", name)] for name in shop.sectors],
        "presses": [[p.name, p.title, VERSIONS[p.standard]] for p in shop.presses.values()],
        "told": told.values,
        "texts": texts.values,
        "pieces": shown,
    }


class _Numbered:
    """Values, each once, by their number."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._numbers: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        number = self._numbers.setdefault(value, len(self._numbers))
        if number == len(self.values):
            self.values.append(value)
        return number


def _notices(shop: Shop) -> tuple[list[dict[str, Any]], set[str]]:
    """What is true of every piece, by the page's words for it; the codes that say it of one."""
    unconfirmed = [claim for claim in shop.claims.values() if not claim.confirmed]
    claims = len(unconfirmed) if len(unconfirmed) == len(shop.claims) else 0
    facts = (
        ("publisher", "no-publisher", int(shop.campaign.publisher is None)),
        ("signers", "draft", int(not shop.campaign.signers)),
        ("claims", "unconfirmed-claim", claims),
    )
    notices = [{"key": f"notice-{name}", "n": number} for name, _, number in facts if number]
    return notices, {code for _, code, number in facts if number} | {"draft"}


def _unsaid(findings: Iterable[Finding], said: set[str]) -> list[Finding]:
    return [f for f in _in_order(set(findings)) if f.code not in said]


def _in_order(findings: set[Finding]) -> list[Finding]:
    """Errors first, then what somebody has to look at, then notes; each kind by place."""
    weights = {Severity.ERROR: 0, Severity.REVIEW: 1, Severity.NOTE: 2}
    return sorted(findings, key=lambda f: (weights[f.severity], f.where, f.code, f.message, f.fix))


def _told(finding: Finding) -> tuple[str, ...]:
    where = finding.where
    place = f"{where.path}:{where.line}" if where.line else where.path
    return (finding.severity.value, finding.message, finding.fix, place)


def _files(output: Path, job: Job, piece: Piece) -> Iterator[list[Any]]:
    """Each file: its printing condition, size, place, bytes, and whether it is of today."""
    for (name, size), (_, is_current) in piece.made.items():
        press = job.shop.presses[name]
        path = pdf_path(output, named(job, size, press))
        if path.exists():
            measures = _measures(job, press, size)
            yield [name, size.upper(), measures, *_sized(output, path), is_current]


def _reports(output: Path, job: Job, piece: Piece) -> Iterator[Path]:
    for press, size in piece.made:
        path = report_path(output, named(job, size, job.shop.presses[press]))
        if path.exists():
            yield path


def _measures(job: Job, press: Press, size: str) -> str:
    """The size of its pages, in mm."""
    imposition = job.layout.imposition
    on_sheet = press.sizes == "sheet" and imposition
    width, height = imposition.sheet if on_sheet and imposition else job.sizes[size]
    return f"{width:g} × {height:g} mm"


def _pictures(output: Path, job: Job, *, shared: bool = False) -> Iterator[Path]:
    """The pictures of a piece's pages, as far as there are any."""
    place = share_path if shared else proof_path
    name = named(job, "", next(iter(job.shop.presses.values())))  # the same for all conditions
    for page in range(1, len(job.layout.pages) + 1):
        path = place(output, name, page)
        if path.exists():
            yield path


def _place(output: Path, path: Path) -> str:
    return path.relative_to(output).as_posix()


def _sized(output: Path, path: Path) -> list[Any]:
    """A file's place and its bytes."""
    return [_place(output, path), path.stat().st_size]
