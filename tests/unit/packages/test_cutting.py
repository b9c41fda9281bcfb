"""Cutting: what a print shop is told of strips and contours."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
import yaml

from printshop.checks.opening import open_shop
from printshop.orders.model import PackagedFile, PrintRun
from printshop.packages import cutting, job_sheet, xjdf
from printshop.shop.catalog import resolve
from printshop.shop.job import JobTicket, Shop
from printshop.shop.units import PT
from tests.unit.packages.print_runs import print_run

IN = {"x": xjdf.NAMESPACE}


@pytest.fixture
def shop(tiny_shop: Path) -> Shop:
    """The tiny shop whose sign has strips, not of one width, and round corners."""
    path = tiny_shop / "layouts/sign/layout.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    data["cuts"] = {"page": "front", "between": [120, 148], "x": [30, 70]}
    data["contour"] = {"radius": 4}
    path.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    words = tiny_shop / "content/en/package.yaml"
    words.write_text(words.read_text("utf-8").rstrip() + "\n  sector-name: Trains\n", "utf-8")
    opened, _ = open_shop(tiny_shop)
    assert opened is not None
    return opened


def run_of(shop: Shop, languages: tuple[str, ...], size: str = "") -> PrintRun:
    """A print run of the sign."""
    sector = next(iter(shop.sectors))
    return print_run(shop, "sign", languages, sector=sector, size=size, press="test", reader="en")


def enclosed(run: PrintRun) -> tuple[PackagedFile, ...]:
    """Its files as they lie in the package."""
    return tuple(PackagedFile(f, f"{n}.pdf", f"{n:064x}") for n, f in enumerate(run.files))


def test_cuts_as_seen(shop: Shop) -> None:
    """From the left edge, mirrored where a page is read from right to left, at final size."""
    ticket = JobTicket("sign", next(iter(shop.sectors)), "en")
    cuts = cutting.strip_cuts(resolve(shop, ticket))
    assert cuts == cutting.StripCuts((30, 70), 28, 0)
    ticket = JobTicket("sign", next(iter(shop.sectors)), "ar")
    mirrored = cutting.strip_cuts(resolve(shop, ticket))
    assert mirrored is not None
    assert list(mirrored.at) == [35, 75]
    small = cutting.strip_cuts(resolve(shop, ticket), "a7")
    assert small is not None
    assert small.depth == pytest.approx(28 * 105 / 148, abs=0.05)


def test_a_piece_without(opened_shop: Shop) -> None:
    """It has no cuts, no contour and no drawing."""
    job = resolve(opened_shop, JobTicket("card", "", "en"))
    assert cutting.strip_cuts(job) is None
    assert cutting.contour_radius(job) is None
    assert cutting.drawings([job], "") == []


def test_languages_that_are_cut_alike_share_a_drawing(shop: Shop) -> None:
    """One for each way, with the true places in mm."""
    jobs = [f.job for f in run_of(shop, ("en", "ar")).files]
    drawn = cutting.drawings(jobs, "")
    assert [[at for _, at in d.cuts] for d in drawn] == [[30, 70], [35, 75]]
    assert len(cutting.drawings([jobs[0], jobs[0]], "")) == 1


def test_the_job_sheet_says_where(shop: Shop) -> None:
    """How many strips, each place from the left edge, the depth from the foot, and the corners."""
    run = run_of(shop, ("en",))
    pdf, findings = job_sheet.sheet(shop, run, enclosed(run))
    assert findings == []
    with pypdfium2.PdfDocument(pdf) as document:
        text = re.sub(r"\s+", " ", document[0].get_textpage().get_text_bounded())
    for words in ("3 · 28 mm", "30 · 70 mm", "r = 4 mm"):
        assert words in text


def test_the_ticket_says_it_too(shop: Shop) -> None:
    """A line for each cut, in points from the lower left corner; the contour with its corners."""
    run = run_of(shop, ("en",))
    root = ET.fromstring(xjdf.ticket(shop, run, enclosed(run)))
    *cuts, outline = root.findall(".//x:ShapeCuttingIntent/x:ShapeCut", IN)
    assert [cut.get("CutType") for cut in cuts] == ["Perforate", "Perforate"]
    assert cuts[0].get("CutPath") == f"{30 * PT:.3f} 0.000 m {30 * PT:.3f} {28 * PT:.3f} l"
    assert outline.get("ShapeType") == "RoundedRectangle"
    assert outline.get("CutBox") == f"0 0 {105 * PT:.3f} {148 * PT:.3f}"
    assert outline.get("CutDepth") is None, "this condition asks for no separation"
