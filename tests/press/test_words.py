"""What stands on paper: every word, in reading order, each number as it is dialled."""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from printshop.shop import catalog
from printshop.typesetting.frame_style import with_repeats
from tests.press import referees
from tests.press.pieces import PIECES, ROOT, piece, real_shop

HOTLINE = "+32 78 055 800"
ARABIC = sorted(
    job.stem(size)
    for ticket in catalog.tickets(real_shop())
    if ticket.language == "ar"
    for job in [catalog.resolve(real_shop(), ticket)]
    for size in job.sizes
)


@pytest.mark.parametrize("name", ARABIC)
def test_the_hotline_reads_left_to_right(name: str) -> None:
    """In every Arabic file, by the place of its glyphs, as often as the piece sets it."""
    made = piece(name, "ar")
    placed = with_repeats(made.rendering.composition).count(f">{HOTLINE}</bdi>")
    rows = [row for sheet in referees.sheets(made.pdf) for row in referees.dialled(sheet)]
    assert placed > 0
    assert sum(row.count("+3278055800") for row in rows) == placed


def test_every_sentence_of_the_source_leaflet_is_on_the_leaflet() -> None:
    """Word for word; only line breaks, hyphens and the heading's capitals may differ."""
    said = ""
    with pypdfium2.PdfDocument(piece("leaflet", "nl").pdf) as document:
        for page in document:
            words = page.get_textpage()
            said += words.get_text_range()
            words.close()
    source = (ROOT / "tests/press/source-leaflet-nl.txt").read_text("utf-8").splitlines()
    assert len(source) == 38
    lost = [line for line in source if _run_together(line) not in _run_together(said)]
    heading = lost.pop(0) if lost[:1] == ["WAAR KAN JE TERECHT?"] else ""
    assert _run_together(heading.lower()) in _run_together(said.lower())
    assert lost == []


def _run_together(text: str) -> str:
    """Without spaces and hyphens: a line may end anywhere."""
    return "".join(c for c in text if not c.isspace() and c not in "-\u00ad\ufffe\x02")


def test_a_sentence_that_is_not_there_is_missed() -> None:
    """The comparison above can fail: one changed letter is seen."""
    assert _run_together("zonder papieren.") not in _run_together("zonder papier.")
    assert _run_together("Land- en\ntuinbouw") == _run_together("Land-\nen tuinbouw")


@pytest.mark.parametrize("language", ["nl", "ar", "de"])
def test_tags_read_as_the_leaflet_unfolds(language: str) -> None:
    """Cover, flap, inside one to three, the back last; no panel is left and come back to."""
    panels: list[str] = []
    for page, x in _tagged_places(piece("leaflet", language).pdf):
        at = 297 - x if language == "ar" else x
        if page == 0:
            name = "flap" if at < 97 else "back" if at < 197 else "cover"
        else:
            name = "inside 1" if at < 100 else "inside 2" if at < 200 else "inside 3"
        if panels[-1:] != [name]:
            panels.append(name)
    assert panels == ["cover", "flap", "inside 1", "inside 2", "inside 3", "back"]


def _tagged_places(pdf: bytes) -> list[tuple[int, float]]:
    """Page and middle (mm from the trim's left) of each tagged text, in the order of the tags."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = {page.obj.objgen: n for n, page in enumerate(document.pages)}
        order = list(_marked(document.Root.StructTreeRoot.K, None, pages))
    places: dict[tuple[int, int], float] = {}
    with pypdfium2.PdfDocument(pdf) as shown:
        for number, page in enumerate(shown):
            left = page.get_trimbox()[0]
            for item in page.get_objects():
                mark = raw.FPDFPageObj_GetMarkedContentID(item)
                if item.type == raw.FPDF_PAGEOBJ_TEXT and mark >= 0:
                    x0, _, x1, _ = item.get_bounds()
                    places[number, mark] = ((x0 + x1) / 2 - left) * referees.MM
    assert len(places) > 50
    assert places.keys() <= set(order), "some text is in no tag"
    return [(key[0], places[key]) for key in order if key in places]


def _marked(
    element: pikepdf.Object, page: int | None, pages: dict[tuple[int, int], int]
) -> "list[tuple[int, int]]":
    """Page and marked-content identifier of every leaf of the structure tree."""
    if isinstance(element, pikepdf.Array):
        return [found for child in element for found in _marked(child, page, pages)]
    if isinstance(element, pikepdf.Dictionary):
        if "/Pg" in element:
            page = pages[element.Pg.objgen]
        if element.get("/Type") == "/MCR":
            return [(page or 0, int(element.MCID))]
        return _marked(element.K, page, pages) if "/K" in element else []
    return [(page or 0, int(element))]


def test_poppler_reads_the_tags_in_the_same_order(tmp_path: Path) -> None:
    """`pdfinfo -struct-text` gives the heads of the panels as they unfold."""
    told = referees.run("pdfinfo", "-struct-text", piece("leaflet", "nl").laid_in(tmp_path))
    said = " ".join(line.strip().strip('"') for line in told.splitlines() if '"' in line)
    heads = ["Dichterbij", "Wat is", "Wie zijn", "Arbeids", "Waar kan", "Gespecialiseerde centra"]
    assert all(head in said for head in heads)
    assert sorted(heads, key=said.index) == heads


@pytest.mark.parametrize(("name", "language"), PIECES)
def test_type_stays_in_the_safe_zone(name: str, language: str) -> None:
    """No glyph's ink comes nearer than 5 mm to the trim or 4 mm to a fold."""
    made = piece(name, language)
    layout, scale = made.file.job.layout, made.file.boxes.scale
    near = []
    for face, sheet in zip(layout.pages, referees.sheets(made.pdf), strict=True):
        left, low, right, top = sheet.trim
        folds = [f.x * scale for f in layout.folds if f.page == face]
        if language == "ar":
            folds = [right - left - x for x in folds]
        for char in sheet.inked():
            x0, y0, x1, y1 = char.box
            edge = min(x0 - left, y0 - low, right - x1, top - y1)
            fold = min((max(x0 - left - f, f - (x1 - left)) for f in folds), default=99.0)
            if edge < 5 - 0.05 or fold < 4 - 0.05:
                near.append((char.text, round(edge, 2), round(fold, 2)))
        assert len(sheet.inked()) > 10
    assert near == []


@pytest.mark.parametrize(("name", "language"), PIECES)
def test_the_slug_says_draft_outside_the_bleed(name: str, language: str) -> None:
    """The sheet is larger than the bleed on all sides; job text stands there and nowhere else."""
    made = piece(name, language)
    for sheet in referees.sheets(made.pdf):
        outer = [abs(a - b) for a, b in zip(sheet.media, sheet.bleed, strict=True)]
        assert min(outer) > 5
        assert sheet.slug().startswith("DRAFT")
        assert made.file.stem in sheet.slug()
        assert "DRAFT" not in "".join(c.text for c in sheet.inked())
        for char in sheet.chars:
            inside = referees.overlap(char.box, sheet.bleed)
            whole = all(a >= b for a, b in zip(char.box[:2], sheet.media[:2], strict=True)) and all(
                a <= b for a, b in zip(char.box[2:], sheet.media[2:], strict=True)
            )
            assert inside or whole, f"'{char.text}' of the slug is cut"
