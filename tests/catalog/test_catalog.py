"""Every real combination, found by itself: built by the command, examined by other people's tools.

By default a few. With PRINTSHOP_CATALOG=1 every piece of the source and of one language in each
script, and of the other languages one piece in six, each language another six: all that the command
makes of them when no condition is named. That ``make`` builds all of them shows ``.ci/run``.
"""

import json
import os
import re
import shutil
import time
from pathlib import Path

import pikepdf
import pytest

from printshop.cli import program as cli
from printshop.delivery.deliver import pdf_path, report_path
from printshop.shop import catalog
from printshop.shop.file_names import named
from printshop.shop.job import Job, JobTicket
from printshop.typesetting import compose
from printshop.typesetting.frame_style import with_repeats
from tests.press import referees
from tests.press.pieces import ROOT, real_shop

WHOLE = os.environ.get("PRINTSHOP_CATALOG") == "1"
SHARE = 6  # of the pieces of a language whose script another one has, one in so many
PATIENCE = 1800  # seconds for another worker's build
LONGER = 500  # pixels of a page's longer side on the plates
# In m, on A3: what is to be read from how far. On a sector's poster the sign is the headline; on
# the general one the notice says what to look at.
SEEN_FROM = {"poster": {"headline": 4.0, "number": 6.0}, "languages-poster": {"number": 6.0}}
GENERAL: dict[str, dict[str, float]] = {"poster": {"notice": 1.5}, "languages-poster": {}}

pytestmark = pytest.mark.catalog


def _whole() -> list[str]:
    """The source, and the first language in each other script."""
    languages = real_shop().languages
    source = real_shop().campaign.source_language
    first: dict[str, str] = {languages[source].script: source}
    for tag, language in languages.items():
        first.setdefault(language.script, tag)
    return list(first.values())


def _partly() -> dict[tuple[str, str], list[str]]:
    """By layout and sector the other languages whose piece is among the chosen ones."""
    whole = _whole()
    others = [tag for tag in real_shop().languages if tag not in whole]
    chosen: dict[tuple[str, str], list[str]] = {}
    for ticket in catalog.tickets(real_shop()):
        tags = chosen.setdefault((ticket.layout, ticket.sector), [])
        turn = list(chosen).index((ticket.layout, ticket.sector))
        if ticket.language in others and (others.index(ticket.language) + turn) % SHARE == 0:
            tags.append(ticket.language)
    return chosen


def _chosen() -> list[JobTicket]:
    """Many tickets of the shop; or one for each format, each in another language."""
    found = catalog.tickets(real_shop())
    if WHOLE:
        whole, partly = _whole(), _partly()
        return [t for t in found if t.language in (*whole, *partly[t.layout, t.sector])]
    languages, layouts = list(real_shop().languages), list(real_shop().layouts)
    wanted = [(name, languages[i % len(languages)]) for i, name in enumerate(layouts)]
    return [
        [t for t in found if (t.layout, t.language) == pair][-1]
        for pair in wanted
        if any((t.layout, t.language) == pair for t in found)
    ]


def _files(standard: str) -> list[tuple[str, JobTicket, str]]:
    """Press, ticket and size of every file of a standard that the chosen tickets give."""
    shop = real_shop()
    return [
        (name, ticket, size)
        for ticket in _chosen()
        for name, press in shop.presses.items()
        if press.made != "asked" and press.standard == standard
        for size in catalog.resolve(shop, ticket).sizes_for(press)
    ]


def _called(file: tuple[str, JobTicket, str]) -> str:
    press, ticket, size = file
    return f"{press}-{ticket.language}-{_job(ticket).stem(size)}"


def _job(ticket: JobTicket) -> Job:
    return catalog.resolve(real_shop(), ticket)


def _lines_of_numbers(job: Job) -> int:
    """In how many lines the layout may set a number."""
    slots = (slot for frame in job.layout.frames.values() for slot in frame.slots.values())
    return max(1, *(slot.lines for slot in slots if slot.voice == "figures"))


def _dialled(job: Job, sheet: referees.Sheet) -> list[str]:
    """The figures of a page as they are dialled; a number in several lines is read on."""
    rows = referees.dialled(sheet)
    return rows if _lines_of_numbers(job) == 1 else ["".join(rows)]


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
        in_part = [
            [f"--language={','.join(tags)}", f"--piece={layout}", f"--sector={sector or 'general'}"]
            for (layout, sector), tags in _partly().items()
            if tags
        ]
        return [[f"--language={','.join(_whole())}"], *in_part]
    return [
        [f"--language={t.language}", f"--piece={t.layout}", f"--sector={t.sector or 'general'}"]
        for t in _chosen()
    ]


@pytest.mark.parametrize("file", _files("pdf/x-4"), ids=_called)
def test_a_file_stands_before_the_referees(
    file: tuple[str, JobTicket, str], output: Path, tmp_path: Path
) -> None:
    """Structure, fonts, colours, plates, codes, numbers and safe zone of one finished file."""
    press, ticket, size = file
    job = _job(ticket)
    path = pdf_path(output, named(job, size, job.shop.presses[press]))
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
    placed = with_repeats(composition).count(f">{hotline}</bdi>")
    rows = [row for sheet in sheets for row in _dialled(job, sheet)]
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


@pytest.mark.parametrize(
    "file", [f for f in _files("pdf/x-4") if f[1].layout in SEEN_FROM and not f[2]], ids=_called
)
def test_a_poster_is_read_from_afar(file: tuple[str, JobTicket, str], output: Path) -> None:
    """The report of the finished A3 file says from how far sign, notice and number are read."""
    press, ticket, size = file
    job = _job(ticket)
    report = report_path(output, named(job, size, job.shop.presses[press]))
    says = json.loads(report.read_bytes())
    metres = {d["role"]: d["distance"] for d in says["reading_distances"]}
    wanted = SEEN_FROM[ticket.layout] | ({} if ticket.sector else GENERAL[ticket.layout])
    assert wanted.keys() <= metres.keys()
    assert {role: metres[role] for role in wanted if metres[role] < wanted[role]} == {}


def _opened(file: tuple[str, JobTicket, str], output: Path) -> tuple[Job, Path]:
    """The job of a file and where it lies; its structure is clean and its fonts are in it."""
    press, ticket, size = file
    job = _job(ticket)
    path = pdf_path(output, named(job, size, job.shop.presses[press]))
    referees.check_structure(path)
    assert referees.fonts_not_embedded(path) == []
    return job, path


@pytest.mark.parametrize("file", _files("pdf/ua-1"), ids=_called)
def test_a_file_for_the_screen(file: tuple[str, JobTicket, str], output: Path) -> None:
    """Trim size, no inks, a link for each number and address, tags, codes, the draft's line."""
    job, path = _opened(file, output)
    pdf = path.read_bytes()
    assert len(pdf) < 200_000
    assert referees.colour_operators(pdf) <= {"rg", "RG", "g"}
    composition, _ = compose.compose(job)
    assert composition is not None
    kinds_set = [t.kind for block in composition.blocks for t in block.tokens]
    tokens = [kind for kind in kinds_set if kind in ("phone", "mail", "web")]
    with pikepdf.open(path) as opened:
        links = [str(a.A.URI) for page in opened.pages for a in page.get("/Annots", [])]
        assert str(opened.Root.Lang) == job.ticket.language
        assert "draft" in str(opened.docinfo["/Title"])
    kinds = {"tel": "phone", "mailto": "mail", "https": "web"}
    tokens += ["phone"] * (_lines_of_numbers(job) - 1)  # a link for each line of a number
    assert sorted(kinds[link.split(":")[0]] for link in links) == sorted(tokens)
    right = re.compile(r"tel:\+?\d+|mailto:[^@\s]+@[^@\s]+|https://www\.\S+")
    assert all(right.fullmatch(link) for link in links)
    for page, size in zip(referees.sheets(pdf), [job.layout.trim] * 9, strict=False):
        assert (page.media[2], page.media[3]) == pytest.approx(size, abs=0.01)
        assert "DRAFT – not signed off" in "".join(c.text for c in page.chars)
    for face, image in zip(job.layout.pages.values(), referees.trims(pdf, 100), strict=True):
        want = [job.shop.campaign.code_address] * face.codes
        assert referees.read_codes(image) == {"zxing": want, "zbar": want}
    assert referees.tag_faults(path) == []


@pytest.mark.parametrize("file", _files("sheet"), ids=_called)
def test_a_sheet_for_a_small_printer(file: tuple[str, JobTicket, str], output: Path) -> None:
    """A4, every copy with its code and number, how to print it, and little toner."""
    job, path = _opened(file, output)
    plan = job.layout.imposition
    assert plan is not None
    copies = plan.across * plan.down
    pdf = path.read_bytes()
    composition, _ = compose.compose(job)
    assert composition is not None
    phone = job.shop.campaign.facts[job.shop.campaign.hotline].value
    placed = with_repeats(composition).count(f">{phone}</bdi>")
    rows = []
    for sheet in referees.sheets(pdf):
        said = "".join(c.text for c in sheet.chars)
        assert said.count("DRAFT – not signed off") == 1
        assert "print at 100 %" in said
        assert sorted(round(v) for v in sheet.media[2:]) == [210, 297]
        rows += _dialled(job, sheet)
    digits = str(phone).replace(" ", "")
    assert sum(row.count(digits) for row in rows) == placed * copies > 0
    for face, image in zip(job.layout.pages.values(), referees.trims(pdf, 200), strict=True):
        want = [job.shop.campaign.code_address] * face.codes * copies
        assert referees.read_codes(image) == {"zxing": want, "zbar": want}
        assert sum(image.convert("L").resize((60, 60)).tobytes()) / 3600 > 205, "much toner"
