"""The job sheet: one page of A4 that holds all of the order, in type that can be read."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from printshop.orders.model import PackagedFile, PrintRun
from printshop.packages import job_sheet
from printshop.preflight.reading.read import read_pdf
from printshop.shop.job import Shop
from tests.press.pieces import real_shop
from tests.unit.packages.print_runs import print_run

ROOT = Path(__file__).resolve().parents[3]
SMALLEST = 7.0  # pt
MARGIN = 9.0  # mm that an office printer leaves white, and some more
READERS = ("nl", "fr", "de", "en")
# As long as names of public bodies in Belgium become.
LONG = "Federale Overheidsdienst Werkgelegenheid, Arbeid en Sociaal Overleg – Toezicht op de Wetten"
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


def largest(shop: Shop, layout: str, reader: str) -> PrintRun:
    """A run in every language, with the longest names."""
    piece = shop.layouts[layout]
    return replace(
        print_run(
            shop,
            layout,
            tuple(shop.languages),
            sector="" if piece.general else max(shop.sectors, key=len),
            press=next(name for name, press in shop.presses.items() if press.made == "default"),
            reader=reader,
            partner=LONG,
            delivery=FAR,
        ),
        printer=LONG,
    )


# The fullest sheet in every language of a print shop, the others in the one with the longest words.
FULL = [*(("leaflet", r) for r in READERS), ("flyer", "fr"), ("card", "fr"), ("poster", "fr")]


@pytest.mark.parametrize(("layout", "reader"), FULL)
def test_one_page_in_readable_type(shop: Shop, layout: str, reader: str) -> None:
    """All languages and the longest names: one page, nothing under 7 pt, nothing over the edge.

    On it stands all of the order: every name, number, file and checksum.
    """
    run = largest(shop, layout, reader)
    pdf = sheet(shop, run)
    _says_all(run, words(pdf))
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


def _says_all(run: PrintRun, said: str) -> None:
    width, height = run.files[0].job.sizes[run.size]
    for text in (run.number, LONG, *FAR.splitlines(), "CMYK", "FOGRA39", "g/m²", "2030"):
        assert text in said
    for text in (f"{width:g} × {height:g} mm", "3 mm", "PDF/X-4"):
        assert text in said
    for file in enclosed(run):
        language = file.run_file.job.language
        assert file.path.rpartition("/")[2] in said
        assert file.sha256 in said.replace(" ", "")
        assert language.label in said
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
    said = words(sheet(shop, run))
    sheet_of = shop.copies[reader]["package"].items
    for role in ("job-sheet", "proof", "proof-what", "crease", "fold-once", "turn-how", "ask"):
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
    assert len(read_pdf(io.BytesIO(pdf)).pages[0].images) == 2, "both sides are shown"


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
    run = print_run(opened_shop, partner="雨傘協会")
    pdf, findings = job_sheet.sheet(opened_shop, run, enclosed(run))
    assert pdf == b""
    assert {f.code for f in findings} == {"missing-glyph"}
    assert "'雨' (U+96E8)" in {f.message.rpartition("has ")[2] for f in findings}


def test_more_than_a_page(opened_shop: Shop) -> None:
    """Where an order does not fit on a page in readable type, it says so and makes none."""
    run = print_run(opened_shop, languages=("en", "ar") * 20)
    pdf, findings = job_sheet.sheet(opened_shop, run, enclosed(run))
    assert pdf == b""
    assert [f.code for f in findings] == ["overset"]
    assert "40 files takes" in findings[0].message
