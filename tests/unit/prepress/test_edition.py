"""The edition mark on the page: mirrored, turned, in every size and on every copy."""

from dataclasses import replace
from io import BytesIO

from printshop.pipeline import RenderingForPress, set_piece
from printshop.preflight.checks.edition_mark import is_mark
from printshop.preflight.reading.facts import Run
from printshop.preflight.reading.read import read_pdf
from printshop.prepress import edition, impose
from printshop.shop.job import JobTicket, Rendering, Shop
from printshop.shop.layout import Imposition

MARK = "K7MRX9TC"
SHEET = Imposition.model_construct(
    size="", sheet=(297.0, 210.0), across=2, down=3, turn="long", heads="opposed"
)


def card(shop: Shop, language: str, **place: object) -> Rendering:
    """The card of the tiny shop, its mark placed otherwise."""
    rendering, findings, _ = set_piece(shop, JobTicket("card", "", language), [])
    assert rendering is not None, findings
    composition = rendering.composition
    layout = composition.job.layout
    assert layout.edition is not None
    layout = layout.model_copy(
        update={"edition": layout.edition.model_copy(update=place), "imposition": SHEET}
    )
    job = replace(composition.job, layout=layout)
    return replace(rendering, composition=replace(composition, job=job))


def marks(rendering: Rendering, *, on_sheets: bool = False, mark: str = MARK) -> list[Run]:
    """The marks on the card's outside, in mm from the trim's lower left."""
    press = rendering.composition.job.shop.presses["test"]
    if on_sheets:
        press = press.model_copy(update={"standard": "sheet", "slug": 0.0, "marks": ()})
    for_press = RenderingForPress(rendering, press)
    boxes = impose.boxes(rendering.composition.job.layout, "", press)
    from printshop.prepress.press_file import place_artwork

    file = place_artwork(for_press.artwork, "", boxes, mark)
    return [run for run in read_pdf(BytesIO(file.pdf)).pages[0].runs if is_mark(run)]


def origin(run: Run) -> tuple[float, float]:
    """Where a run starts."""
    return round(run.glyphs[0].x, 1), round(run.glyphs[0].y, 1)


def end(run: Run) -> float:
    """Where a run of upright letters ends."""
    return round(run.glyphs[-1].x + run.glyphs[-1].advance, 1)


def test_it_starts_at_the_reading_start(opened_shop: Shop) -> None:
    """From the left corner in English; its end from the right one in Arabic."""
    (english,), (arabic,) = (marks(card(opened_shop, tag)) for tag in ("en", "ar"))
    assert origin(english) == (8, 5.5)
    assert (end(arabic), origin(arabic)[1]) == (112, 5.5)
    assert english.text == arabic.text == "K7MR X9TC"
    assert english.artifact
    assert arabic.artifact


def test_it_ends_at_the_place_where_the_layout_says_so(opened_shop: Shop) -> None:
    """The other way round in Arabic."""
    (english,), (arabic,) = (
        marks(card(opened_shop, tag, place=(54.0, 44.5), align="end")) for tag in ("en", "ar")
    )
    assert end(english) == 54
    assert origin(arabic)[0] == 66


def test_turned_it_runs_from_the_foot_to_the_head(opened_shop: Shop) -> None:
    """Mirrored, it covers the mirrored place; its letters still stand to the left of its line."""
    (english,), (arabic,) = (marks(card(opened_shop, t, turned=True)) for t in ("en", "ar"))
    assert {english.direction, arabic.direction} == {(0, 1)}
    assert origin(english) == (8, 5.5)
    assert origin(arabic) == (113.5, 5.5)


def test_each_copy_on_a_sheet_has_it(opened_shop: Shop) -> None:
    """Six copies, six marks, each in its own."""
    rendering = card(opened_shop, "en")
    found = marks(rendering, on_sheets=True)
    copies = impose.copy_boxes(SHEET, (120.0, 50.0))
    starts = {(round(c.trim[0] + 8, 1), round(c.trim[1] + 5.5, 1)) for c in copies}
    assert {origin(run) for run in found} == starts
    assert len(found) == len(starts) == 6


def test_a_file_without_a_mark_has_none(opened_shop: Shop) -> None:
    """A base gets its mark with each order."""
    assert marks(card(opened_shop, "en"), mark="") == []


def test_the_box_holds_every_mark(opened_shop: Shop) -> None:
    """The widest mark of the alphabet, and a J that reaches below the line."""
    rendering = card(opened_shop, "en")
    job = rendering.composition.job
    boxes = impose.boxes(job.layout, "", job.shop.presses["test"])
    box = edition.box_on(job, boxes).shifted(-boxes.trim.x0, -boxes.trim.y0)
    for mark in ("WWWWWWWW", "MMMMMMMM", "JJJJJJJJ"):
        (run,) = marks(rendering, mark=mark)
        assert box.x0 - 0.01 <= run.glyphs[0].x
        assert end(run) <= box.x1 + 0.05
