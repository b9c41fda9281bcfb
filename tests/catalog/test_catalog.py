"""Every real combination, found by itself: built by the command, examined by other people's tools.

By default a few; with PRINTSHOP_CATALOG=1 all: 217 files take about eight minutes on two cores.
"""

import os
import shutil
import time
from pathlib import Path

import pytest

from printshop import catalog, cli, compose
from printshop.deliver import pdf_path
from printshop.job import Job, JobTicket
from tests.press import referees
from tests.press.pieces import ROOT, real_shop

WHOLE = os.environ.get("PRINTSHOP_CATALOG") == "1"
PATIENCE = 1800  # seconds for another worker's build
LONGER = 500  # pixels of a page's longer side on the plates

pytestmark = pytest.mark.catalog


def _chosen() -> list[JobTicket]:
    """All tickets of the shop; or one for each format, each in another language."""
    found = catalog.tickets(real_shop())
    if WHOLE:
        return found
    languages, layouts = list(real_shop().languages), list(real_shop().layouts)
    wanted = [(name, languages[i % len(languages)]) for i, name in enumerate(layouts)]
    return [
        [t for t in found if (t.layout, t.language) == pair][-1]
        for pair in wanted
        if any((t.layout, t.language) == pair for t in found)
    ]


def _files() -> list[tuple[str, JobTicket, str]]:
    """Press, ticket and size of every file that the chosen tickets give."""
    shop = real_shop()
    return [
        (press, ticket, size)
        for ticket in _chosen()
        for press in shop.presses
        for size in catalog.resolve(shop, ticket).sizes
    ]


def _called(file: tuple[str, JobTicket, str]) -> str:
    press, ticket, size = file
    return f"{press}-{ticket.language}-{_job(ticket).stem(size)}"


def _job(ticket: JobTicket) -> Job:
    return catalog.resolve(real_shop(), ticket)


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The chosen tickets built by the command in a copy of the shop, once for all workers."""
    base = tmp_path_factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "catalog-shop"
    done = root / "done"
    try:
        root.mkdir()
    except FileExistsError:
        for _ in range(10 * PATIENCE):
            if done.exists():
                break
            time.sleep(0.1)
    else:
        codes: list[int] = []
        try:
            for name in ("content", "layouts", "presses", "fonts"):
                shutil.copytree(ROOT / name, root / name)
            codes = [cli.main(arguments, root) for arguments in _calls()]
        finally:
            done.write_text(" ".join(map(str, codes)) or "stopped", "utf-8")
    assert set(done.read_text("utf-8").split()) == {"0"}, "the command refused a piece"
    return root / "output"


def _calls() -> list[list[str]]:
    """What the command is called with."""
    if WHOLE:
        return [[]]
    return [
        [f"--language={t.language}", f"--piece={t.layout}", f"--sector={t.sector or 'general'}"]
        for t in _chosen()
    ]


@pytest.mark.parametrize("file", _files(), ids=_called)
def test_a_file_stands_before_the_referees(
    file: tuple[str, JobTicket, str], output: Path, tmp_path: Path
) -> None:
    """Structure, fonts, colours, plates, codes, numbers and safe zone of one finished file."""
    press, ticket, size = file
    job = _job(ticket)
    path = pdf_path(output, press, ticket.language, job.stem(size))
    pdf = path.read_bytes()
    condition = job.shop.presses[press]

    referees.check_structure(path)
    assert referees.fonts_not_embedded(path) == []
    assert referees.foreign_colours(pdf) == []

    sheets = referees.sheets(pdf)
    assert len(sheets) == len(job.layout.pages)
    longer = max(sheets[0].bleed[2] - sheets[0].bleed[0], sheets[0].bleed[3] - sheets[0].bleed[1])
    for plates in referees.separations(path, tmp_path, LONGER / longer * 25.4):
        assert plates.total.max() <= condition.limits.ink + 0.8

    for dpi in (300, 100):
        images = referees.trims(pdf, dpi)
        for face, image in zip(job.layout.pages.values(), images, strict=True):
            want = [job.shop.campaign.code_address] * face.codes
            assert referees.read_codes(image) == {"zxing": want, "zbar": want}, f"{dpi} dpi"

    composition, _ = compose.compose(job)
    assert composition is not None
    hotline = str(job.shop.campaign.facts[job.shop.campaign.hotline].value)
    placed = composition.html.count(f">{hotline}</bdi>")
    rows = [row for sheet in sheets for row in referees.dialled(sheet)]
    assert sum(row.count(hotline.replace(" ", "")) for row in rows) == placed > 0

    for sheet in sheets:
        trim = sheet.trim
        for char in sheet.inked():
            near = min(
                *(c - t for c, t in zip(char.box[:2], trim[:2], strict=True)),
                *(t - c for c, t in zip(char.box[2:], trim[2:], strict=True)),
            )
            assert near >= job.layout.safe - 0.05, f"'{char.text}' is {near:.2f} mm from the trim"
        assert sheet.slug().startswith("DRAFT")
