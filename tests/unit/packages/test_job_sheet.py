"""The job sheet: one page of A4 that holds all of the order, in type that can be read."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from printshop.orders.job_terms import NONE, JobTerms
from printshop.orders.model import PackagedFile, PrintRun
from printshop.packages import job_sheet
from printshop.preflight.checks import RULES
from printshop.preflight.checks.tags import tagged_blocks
from printshop.preflight.reading.read import read_pdf
from printshop.preflight.rules import Case
from printshop.shop.job import Shop
from tests.press import referees
from tests.press.pieces import real_shop
from tests.unit.packages.print_runs import TERMS, print_run

ROOT = Path(__file__).resolve().parents[3]
SMALLEST = 7.0  # pt
MARGIN = 9.0  # mm that an office printer leaves white, and some more
READERS = ("nl", "fr", "de", "en", "ro", "bg", "ar")
# As long as names of public bodies in Belgium become.
LONG = "Federale Overheidsdienst Werkgelegenheid, Arbeid en Sociaal Overleg – Toezicht op de Wetten"
REMARK = "Bel aan de achterzijde, en vraag naar de magazijnier."
FAR = "Economaat, magazijn 3, ingang langs de achterzijde\nErnest Blerotstraat 1\n1070 Anderlecht"


@pytest.fixture(scope="module")
def shop() -> Shop:
    """The real shop."""
    return real_shop()


def enclosed(run: PrintRun) -> tuple[PackagedFile, ...]:
    """The files of a run as they lie in its package."""
    return tuple(
        PackagedFile(f, f"print/{f.job.stem(run.size)}-{f.job.language.tag}.pdf", f"{n:064x}")
        for n, f in enumerate(run.files, 0xA1B2C3)
    )


def sheet(shop: Shop, run: PrintRun) -> bytes:
    """A run's job sheet, which nothing speaks against."""
    pdf, findings = job_sheet.sheet(shop, run, enclosed(run))
    assert findings == []
    return pdf


def words(pdf: bytes) -> str:
    """All that stands on the one page, its spaces and line breaks as one space each."""
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        return re.sub(r"\s+", " ", document[0].get_textpage().get_text_bounded())


def spoken(pdf: bytes) -> str:
    """All that is read aloud, in order: on the page, leftward lines are in another one."""
    return re.sub(r"\s+", " ", " ".join(tagged_blocks(read_pdf(io.BytesIO(pdf)).tags)))


def largest(shop: Shop, layout: str, reader: str) -> PrintRun:
    """A run in as many languages as one sheet takes, with the longest names."""
    piece = shop.layouts[layout]
    return replace(
        print_run(
            shop,
            layout,
            READERS,
            sector="" if piece.general else max(shop.sectors, key=len),
            press=next(name for name, press in shop.presses.items() if press.made == "default"),
            reader=reader,
            partner=LONG,
            delivery=FAR,
        ),
        printer=LONG,
    )


# The fullest sheet in every language of a print shop, the others in the one with the longest words.
FULL = [
    *(("leaflet", reader, TERMS) for reader in READERS),
    *((path.parent.name, "fr", NONE) for path in sorted(ROOT.glob("layouts/*/layout.yaml"))),
]


@pytest.mark.parametrize(("layout", "reader", "terms"), FULL)
def test_one_page_in_readable_type(shop: Shop, layout: str, reader: str, terms: JobTerms) -> None:
    """Seven languages and the longest names: one page, nothing under 7 pt, nothing over the edge.

    On it stands all of the order: every name, number, file and checksum, and all that is agreed.
    """
    run = replace(largest(shop, layout, reader), terms=terms)
    if terms != NONE:
        run = replace(run, delivery="", remarks=REMARK)
    pdf = sheet(shop, run)
    said = spoken(pdf) if reader == "ar" else words(pdf)
    _says_all(shop, run, said)
    if terms != NONE:
        _says_terms(shop, run, said)
    assert len(read_pdf(io.BytesIO(pdf)).pages[0].images) == len(run.files) * len(
        run.files[0].job.layout.pages
    ), "every language is shown"
    page = read_pdf(io.BytesIO(pdf)).pages[0]
    width, height = page.size
    assert (round(width), round(height)) == (210, 297)
    runs = [run for run in page.runs if run.glyphs]
    assert len(runs) > 50
    assert min(run.size for run in runs) >= SMALLEST - 0.01
    across = [glyph.x for run in runs for glyph in run.glyphs]
    down = [glyph.y for run in runs for glyph in run.glyphs]
    assert MARGIN <= min(across) <= max(across) <= width - MARGIN
    assert MARGIN <= min(down) <= max(down) <= height - MARGIN


def _says_terms(shop: Shop, run: PrintRun, said: str) -> None:
    """Every value that an order can have, and the label of each in the reader's language."""
    terms, own = run.terms, shop.copies[run.printer_language]["package"].items
    address, invoiced = terms.delivery.address, terms.invoice.address
    assert address
    assert invoiced
    values = (
        *(terms.customer_number, terms.order_reference, terms.delivery_hours),
        *(terms.contact.name, terms.contact.phone, terms.contact.mail, terms.delivery.name),
        *(terms.delivery.phone, address.street, address.number, address.postcode, address.town),
        *(terms.invoice.name, terms.invoice.mail, terms.invoice.vat, invoiced.street),
        *(invoiced.postcode, invoiced.town, terms.invoice_reference, terms.certification),
        *("PS1", "+5", "50", "Umbrella card", terms.proof_approver, "F6-4", "24 × 50", REMARK),
    )
    squeezed = said.replace(" ", "")
    for text in values:
        assert text.replace(" ", "") in squeezed, text
    roles = (
        *("customer-number", "order-reference", "invoice-to", "delivery-hours", "deliver-from"),
        *("paper-silk", "substrate", "certification", "tolerance", "bundles", "label"),
        *("label-also", "proof-first", "proof-wanted", "proof-by", "proof-approver"),
        *("fold-f6-4", "remarks", "vat", "invoice-reference"),
    )
    for role in roles:
        assert str(own[role]).replace(" ", "") in squeezed, role


def _says_all(shop: Shop, run: PrintRun, said: str) -> None:
    """Every name, measure, file and checksum; the paper, or the other material."""
    width, height = run.files[0].job.sizes[run.size]
    where = FAR.splitlines() if run.delivery else ()
    squeezed = said.replace(" ", "")
    for text in (run.number, LONG, *where, "CMYK", "FOGRA39", "2030"):
        assert text.replace(" ", "") in squeezed
    for text in (f"{width:g} × {height:g} mm", "3 mm", "PDF/X-4"):
        assert text.replace(" ", "") in squeezed
    stock, own = run.files[0].job.layout.stock, shop.copies[run.printer_language]["package"].items
    assert stock
    wanted = own[f"material-{stock.material}"] if stock.material else f"{stock.weight} g/m²"
    assert str(wanted).replace(" ", "") in squeezed
    for file in enclosed(run):
        job = file.run_file.job
        assert file.path.rpartition("/")[2] in said
        assert file.sha256 in said.replace(" ", "")
        assert (str(len(job.carried)) if job.carried else job.language.label) in said
        for language in job.carried or (job.language,):
            if language.direction == "ltr":
                assert language.name in said
    digits = re.sub(r"\D", "", said)
    for copies in (file.quantity for file in run.files):
        assert str(copies) in digits
    assert str(sum(file.quantity for file in run.files)) in digits


def test_folds_of_both_directions(shop: Shop) -> None:
    """Where a run has languages of both directions, each has its folds drawn, with their places."""
    run = print_run(shop, "leaflet", ("nl", "ar"), press=next(iter(shop.presses)), reader="nl")
    said = words(sheet(shop, run))
    for place in ("1: 97 mm", "2: 197 mm", "1: 200 mm", "2: 100 mm"):
        assert place in said
    mirrored = str(shop.copies["nl"]["package"].items["mirrored"])
    assert said.count(mirrored) == 1
    card = print_run(shop, "card", ("ar",), press=next(iter(shop.presses)), reader="nl")
    assert mirrored not in words(sheet(shop, card))


@pytest.mark.parametrize("reader", READERS)
def test_words_are_the_readers(shop: Shop, reader: str) -> None:
    """It is written in the print shop's language, whatever languages it prints."""
    press = next(iter(shop.presses))
    run = print_run(shop, "card", ("ro",), press=press, reader=reader, proof=True)
    said = spoken(sheet(shop, run))
    sheet_of = shop.copies[reader]["package"].items
    for role in ("job-sheet", "proof", "proof-what", "crease", "fold-f4-1", "turn-how", "ask"):
        assert str(sheet_of[role]) in said


def test_heavy_paper_is_creased(shop: Shop) -> None:
    """From 170 g/m² it says to crease, below not to; what is flat has neither."""
    copy = shop.copies["en"]["package"].items
    found = {}
    for layout in ("card", "leaflet", "poster"):
        run = print_run(shop, layout, ("nl",), press=next(iter(shop.presses)))
        said = words(sheet(shop, run))
        found[layout] = [role for role in ("crease", "no-crease") if str(copy[role]) in said]
    assert found == {"card": ["crease"], "leaflet": ["no-crease"], "poster": []}


def test_press_of_the_order(opened_shop: Shop) -> None:
    """A run for print has no word of proofs, and says not to scale."""
    pdf = sheet(opened_shop, print_run(opened_shop))
    said = words(pdf)
    assert "PROOF" not in said
    assert "no scaling" in said
    assert "14 March 2030" in said
    shown = len(read_pdf(io.BytesIO(pdf)).pages[0].images)
    assert shown == 4, "both sides of both languages are shown"


def test_nothing_given(opened_shop: Shop) -> None:
    """Where an order says nothing of delivery, day or printer, the sheet says so."""
    run = replace(print_run(opened_shop), delivery="", deliver_by="", printer="", partner="")
    assert words(sheet(opened_shop, run)).count("not given") == 3


def test_names_are_no_markup(opened_shop: Shop) -> None:
    """A name is set as it is written: it can neither paint nor fetch."""
    name = '<img src="https://example.org/x.png"> & Sons'
    said = words(sheet(opened_shop, print_run(opened_shop, partner=name)))
    assert name.replace(" ", "") in said.replace(" ", "")


def test_letters_that_no_font_has(opened_shop: Shop) -> None:
    """A name that the fonts cannot set is told, and nothing is printed in its place."""
    run = print_run(opened_shop, partner="우산협회")
    pdf, findings = job_sheet.sheet(opened_shop, run, enclosed(run))
    assert pdf == b""
    assert {f.code for f in findings} == {"missing-glyph"}
    assert "'우' (U+C6B0)" in {f.message.rpartition("has ")[2] for f in findings}


def test_more_than_a_page(opened_shop: Shop) -> None:
    """Where an order does not fit on a page in readable type, it says so and makes none."""
    run = print_run(opened_shop, languages=("en", "ar") * 20)
    pdf, findings = job_sheet.sheet(opened_shop, run, enclosed(run))
    assert pdf == b""
    assert [f.code for f in findings] == ["overset"]
    assert "40 files takes" in findings[0].message


@pytest.mark.parametrize("reader", ["nl", "ar"])
def test_it_is_read_aloud_as_it_stands(shop: Shop, reader: str, tmp_path: Path) -> None:
    """A PDF/UA-1 file: title, language, tags without a fault, and nothing outside of them."""
    press = next(iter(shop.presses))
    run = print_run(shop, "leaflet", ("nl", "ar"), press=press, reader=reader, terms=TERMS)
    pdf = sheet(shop, run)
    path = tmp_path / "job-sheet.pdf"
    path.write_bytes(pdf)
    assert referees.tag_faults(path) == []
    assert "Syntax" not in referees.run("pdfinfo", "-struct-text", path)
    reading = read_pdf(io.BytesIO(pdf))
    asked = [r for r in RULES if "14289" in r.source and not r.own]
    assert len(asked) > 8
    case = Case(reading, (), shop.presses["screen"], None)
    assert [v.message for rule in asked for v in rule.check(case)] == []
    assert reading.tags.language == reader
    assert reading.tags.shows_title


def test_a_language_that_no_words_are_in(opened_shop: Shop) -> None:
    """A name in another script is set in its own direction, and no letter of it is missing."""
    name = "جمعية المظلات"
    run = print_run(opened_shop, partner=name, remarks="Ring twice.")
    assert sheet(opened_shop, run)
