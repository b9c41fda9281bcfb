"""The job sheet for the press operator, one page of A4; and README.txt.

Their words are in the print shop's language (``content/<language>/package.yaml``), their templates
in ``layouts/_shared/package/``; measures come from layout, printing condition and order.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from printshop.findings import GENERATE, Finding, Gate, Where, error, many
from printshop.orders.job_terms import NOBODY, JobTerms
from printshop.orders.model import PackagedFile, PrintRun
from printshop.packages import agreed, cutting, folding, folding_diagrams, gluing, thumbnails
from printshop.shop.carried import labels
from printshop.shop.direction import right_to_left
from printshop.shop.job import Shop
from printshop.shop.words import PACKAGE, Copy, Language
from printshop.typesetting import compose, locale_format, render

TEMPLATE = "_shared/package/job-sheet.html.j2"
README = "_shared/package/readme.txt.j2"
# The sizes of pictures and gaps on a sheet, as factors, the largest first.
DENSITIES = (1.5, 1.25, 1.0, 0.75, 0.5, 0.3)
COLUMN = 88.0  # mm: the width of a column
PICTURES = 70.0  # mm: the height of the thumbnails, at a density of 1
AGREED = 5.0  # mm: the height of a row of the table beneath the thumbnails
LONGEST = 200  # characters of a log line: one may contain a whole picture
SHORT = 8  # digits of a checksum that the sheet shows, for a person to compare


class _Words:
    """The words of a package by role, in the print shop's language; missing ones are recorded."""

    def __init__(self, shop: Shop, run: PrintRun) -> None:
        sheets = shop.copies.get(run.printer_language, {})
        sector = run.files[0].job.ticket.sector
        self.path = f"content/{run.printer_language}/{PACKAGE}.yaml"
        self.known = PACKAGE in sheets
        self.unreadable = not self.known and (shop.root / self.path).exists()
        self.copy = Copy(tuple(sheets[name] for name in (sector, PACKAGE) if name in sheets))
        self.missing: dict[str, None] = {}

    def say(self, role: str, instead: str = "") -> str:
        """The words of a role, or ``instead``; without either the role is recorded as missing."""
        item = self.copy.get(role)
        if isinstance(item, str):
            return item
        if not instead:
            self.missing[role] = None
        return instead

    def findings(self) -> list[Finding]:
        """An error for each role that a template used and that has no words."""
        if not self.known:
            message = f"'{PACKAGE}' has no words in {self.path.split('/')[1]}"
            fix = "translate them, or name another printer-language"
            if self.unreadable:
                message = f"'{self.path}' cannot be used before it is corrected"
                fix = f"to see what is wrong in the file, type: {GENERATE} check"
            return [error("missing-translation", message, Where(self.path), fix)]
        return [
            error(
                "missing-role",
                f"the package wants the role '{role}', which has no words",
                Where(self.path, 0, role),
                "write the words",
            )
            for role in self.missing
        ]


def sheet(
    shop: Shop, run: PrintRun, files: tuple[PackagedFile, ...]
) -> tuple[bytes, list[Finding]]:
    """The job sheet as a PDF; or errors: words are missing, or it does not fit on one page."""
    words = _Words(shop, run)
    page = _variables(shop, run, files, words)
    best, low, high = b"", 0, len(DENSITIES) - 1
    middle = low  # most runs have few languages: the largest is tried first
    while low <= high:  # finds the largest that fits; all smaller ones fit as well
        html = compose.web_page(shop.root, TEMPLATE, density=DENSITIES[middle], **page)
        if missing_words := words.findings():
            return b"", missing_words
        pdf, pages, log = render.print_page(shop.root, html)
        if log:
            return b"", [_logged(run, line) for line in log]
        if pages == 1:
            best, high = pdf, middle - 1
        else:
            low = middle + 1
        middle = (low + high) // 2
    if best:
        return best, []
    message = f"the job sheet of {many(len(files), 'file')} takes {pages} pages where 1 is wanted"
    fix = "order fewer languages in one line, or shorten the names in the order"
    return b"", [error("overset", message, Where(f"order {run.number}"), fix, Gate.COPYFIT)]


def readme(
    shop: Shop, run: PrintRun, files: tuple[PackagedFile, ...], name: str
) -> tuple[bytes, list[Finding]]:
    """README as text in UTF-8 with CRLF line ends; and an error for each role without words.

    ``name`` is that of the package, with which the names of its documents begin.
    """
    words = _Words(shop, run)
    text = compose.web_page(shop.root, README, name=name, **_variables(shop, run, files, words))
    return text.replace("\n", "\r\n").encode(), words.findings()


def _logged(run: PrintRun, line: str) -> Finding:
    """A log line of the renderer: what it mentions is lost on paper."""
    if lost := render.missing_characters(line):
        named = ", ".join(f"'{c}' (U+{ord(c):04X})" for c in lost)
        message = f"no font of the job sheet has {named}"
        fix = "write it in another script in the order, or add a font that has it"
        return error("missing-glyph", message, Where(f"order {run.number}"), fix)
    fix = "correct the template, style or picture"
    where = Where(f"layouts/{TEMPLATE}")
    return error("renderer", f"the renderer says: {line[:LONGEST]}", where, fix)


def _variables(
    shop: Shop, run: PrintRun, files: tuple[PackagedFile, ...], words: _Words
) -> dict[str, Any]:
    """The variables of a package's templates, by name."""
    first, press = files[0].run_file.job, shop.presses[run.press]
    language = shop.languages.get(run.printer_language, first.language)
    trim, terms = first.sizes[run.size], run.terms
    pages, rows = len(first.layout.pages), _rows_agreed(terms)

    def gallery(density: float) -> thumbnails.Gallery:
        height = max(PICTURES * density - AGREED * rows, PICTURES / 3)
        return thumbnails.gallery(len(files), pages, trim, COLUMN, height)

    def day(iso: str) -> str:
        return locale_format.day(date.fromisoformat(iso), language) if iso else ""

    return {
        "say": words.say,
        "run": run,
        "campaign": shop.campaign,
        "colours": {name: colour.rgb for name, colour in shop.palette.colours.items()},
        "language": language,
        "families": lambda first_ones: _families(shop, first_ones),
        "way": lambda text: "rtl" if right_to_left(text) else "ltr",
        "country": lambda code: locale_format.country(code, language),
        "layout": first.layout,
        "sector": first.sector,
        "press": press,
        "finish": agreed.finish(press, terms, first.layout.stock),
        "substrate": agreed.substrate(press, terms, first.layout.stock),
        "stem": first.stem(run.size),
        "trim": trim,
        "bleed": press.bleed_for(trim),
        "folded": [f"{mm:g}" for mm in gluing.finished(first, run.size) if mm],
        "flap": gluing.flap(first, run.size),
        "flat_sheet": folding.flat(first, run.size),
        "panels": folding.widths(first, run.size),
        "creased": first.layout.stock and first.layout.stock.weight >= folding.CREASED,
        "scheme": folding.catalog(first, run.size),
        "drawings": folding_diagrams.drawings([f.run_file.job for f in files], run.size),
        "strips": cutting.strip_cuts(first, run.size),
        "cut_drawings": cutting.drawings([f.run_file.job for f in files], run.size),
        "corners": cutting.contour_radius(first, run.size),
        "agreed": rows,
        "tolerance": _tolerance(terms, language),
        "invoiced": terms.invoice != NOBODY or terms.invoice_reference,
        "asked": terms.contact != NOBODY,
        "deliver_by": day(run.deliver_by),
        "deliver_from": day(terms.deliver_from),
        "proof_by": day(terms.proof_by),
        "total": locale_format.number(sum(f.run_file.quantity for f in files), language),
        "files": [_file(f, run, language) for f in files],
        "gallery": gallery,
        "shows": [
            {
                "label": labels(f.run_file.job),
                "pictures": thumbnails.addresses(f.run_file.proofs, gallery(DENSITIES[0]).page),
            }
            for f in files
        ],
    }


def _file(file: PackagedFile, run: PrintRun, language: Language) -> dict[str, Any]:
    """What the files' table says of one of them."""
    quantity = file.run_file.quantity
    bundles = agreed.bundles(quantity, run.terms)
    return {
        "job": file.run_file.job,
        "path": file.path,
        "name": file.path.rpartition("/")[2],
        "sha256": file.sha256,
        "short": file.sha256[:SHORT],
        "copies": locale_format.number(quantity, language),
        "bundled": _bundled(bundles) if bundles else "",
    }


def _bundled(bundles: agreed.Bundles) -> str:
    """``24 × 50 + 30``: the full bundles, and the one with the rest."""
    full = f"{bundles.full} × {bundles.size}" if bundles.full else ""
    return " + ".join(filter(None, (full, str(bundles.rest) if bundles.rest else "")))


def _rows_agreed(terms: JobTerms) -> int:
    """How many rows the table beneath the thumbnails has: bundles, labels, proof."""
    proof = (terms.proof, terms.proof_by, terms.proof_approver)
    lines = len(terms.labels) + 1 if terms.labels else 0
    return bool(terms.bundle) + lines + sum(map(bool, proof))


def _tolerance(terms: JobTerms, language: Language) -> str:
    """``+5 % / −0 %``: by how much more and less than ordered may be delivered."""
    signed = (("+", terms.over), ("−", terms.under))
    return " / ".join(
        f"{sign}{locale_format.number(percent, language)} %"
        for sign, percent in signed
        if percent is not None
    )


def _families(shop: Shop, first_ones: Iterable[str]) -> str:
    """Font families for CSS: those asked for, then every other, for names in other scripts."""
    others = (family for language in shop.languages.values() for family in language.fonts.text)
    return ", ".join(f"'{family}'" for family in dict.fromkeys((*first_ones, *others)))
