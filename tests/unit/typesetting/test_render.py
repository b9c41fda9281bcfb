"""Render: what the galley measures, and that the renderer reads nothing it should not."""

import base64
from dataclasses import replace
from pathlib import Path

import pytest

from printshop.shop.catalog import resolve
from printshop.shop.job import Composition, Galley, JobTicket, Shop
from printshop.shop.words import Copy, CopySheet
from printshop.typesetting import compose, render

DOT = (  # a white pixel
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgAB"
    "SK+kcQAAAABJRU5ErkJggg=="
)


def card(shop: Shop, hint: str, language: str = "en") -> Composition:
    """The card with this text for its hint."""
    job = resolve(shop, JobTicket("card", "", language))
    sheet = CopySheet(status="draft", items={"hint": hint})
    made, findings = compose.compose(replace(job, copy=Copy((*job.copy.sheets, sheet))))
    assert made is not None
    assert findings == []
    return made


def measured(composition: Composition, size: float) -> Galley:
    """The hint's frame at a size in pt."""
    css = compose.frame_css(composition.job, "hint", {"hint": size}, "#trial-0 ")
    return render.measure(composition, [("hint", css)])[0]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_true_height(opened_shop: Shop, language: str) -> None:
    """A text far longer than its frame has its whole height: a line for each that it takes."""
    letter = "ا" if language == "ar" else "x"
    galley = measured(card(opened_shop, "\n".join([letter] * 50), language), 10)
    rows = {line.row for line in galley.lines}
    leading = 1.3 * 1.05 if language == "ar" else 1.3
    assert rows == set(range(50))
    assert galley.height == pytest.approx(50 * 10 * leading * 25.4 / 72, rel=0.01)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_lines_from_the_reading_start(opened_shop: Shop, language: str) -> None:
    """Lines are measured from where their language starts to read, in both directions."""
    galley = measured(card(opened_shop, "xx", language), 10)
    assert [line.slot for line in galley.lines] == ["hint"]
    assert galley.lines[0].box[0] == pytest.approx(0, abs=0.01)
    assert 2 < galley.lines[0].box[2] < 6
    assert galley.lines[0].spill == 0


def test_spill(opened_shop: Shop) -> None:
    """A word that no line can hold is measured by how far it runs out of its column."""
    galley = measured(card(opened_shop, "W" * 40), 10)
    line = galley.lines[0]
    assert line.spill == pytest.approx(line.box[2] - line.column, abs=0.01)
    assert line.spill > 50


def test_one_galley_for_many(opened_shop: Shop) -> None:
    """Several frames, or one at several sizes, are set on one galley, each by its own rules."""
    made = card(opened_shop, "one two three " * 10)
    trials = [("hint", 8.0), ("cover", 12.0), ("hint", 12.0)]
    rules = [
        (name, compose.frame_css(made.job, name, {name: size}, f"#trial-{n} "))
        for n, (name, size) in enumerate(trials)
    ]
    galleys = render.measure(made, rules)
    assert [g.lines[0].slot for g in galleys] == ["hint", "cover", "hint"]
    assert [round(g.lines[0].size / (25.4 / 72), 1) for g in galleys] == [8, 12, 12]
    alone = measured(made, 8)
    assert galleys[0].height == alone.height
    assert [line.text for line in galleys[0].lines] == [line.text for line in alone.lines]


@pytest.mark.parametrize("loose", ["loose", "<bdi>loose</bdi>", f'<img alt="x" src="{DOT}">'])
def test_loose_words_in_a_frame(opened_shop: Shop, loose: str) -> None:
    """Words or a picture beside a block in one frame leave it one frame."""
    made = card(opened_shop, "x")
    frame = str(made.frames["hint"]).replace("</p>", f"</p>{loose}")
    made = replace(made, frames={**made.frames, "hint": frame})
    css = compose.frame_css(made.job, "hint", {"hint": 10.0}, "#trial-0 ")
    assert len(render.measure(made, [("hint", css)])) == 1


PAGE = "<html lang='en'><title>A page</title><body style='font-family: Noto Sans'>{}</body></html>"


def test_a_page_is_the_same_twice(opened_shop: Shop) -> None:
    """A page that stands for itself has no date in it and no identifier of its own making."""
    html = PAGE.format("Umbrellas")
    first, pages, log = render.print_page(opened_shop.root, html)
    assert (pages, log) == (1, ())
    assert first.startswith(b"%PDF")
    assert render.print_page(opened_shop.root, html)[0] == first
    assert b"CreationDate" not in first


def test_more_than_a_page_is_not_written(opened_shop: Shop) -> None:
    """It is counted, so that whoever asked can try again with less."""
    html = PAGE.format("Umbrellas" * 3 + "<p style='break-before: page'>More</p>")
    assert render.print_page(opened_shop.root, html) == (b"", 2, ())


@pytest.mark.parametrize(
    "address", ["https://example.org/x.png", "file:///layouts/_shared/shared.css", "x.png"]
)
def test_a_page_fetches_nothing(opened_shop: Shop, address: str) -> None:
    """Neither from outside nor from the disk: whatever a name in it says."""
    html = PAGE.format(f"<img alt='x' src='{address}'>")
    try:
        pdf, _, log = render.print_page(opened_shop.root, html)
    except render.MissingAsset:
        return
    assert log, "what was left out is told"
    assert b"/Image" not in pdf


def test_what_a_page_loses_is_logged(opened_shop: Shop) -> None:
    """Letters that no font of the shop has are told by the renderer, and kept for whoever asked."""
    _, _, log = render.print_page(opened_shop.root, PAGE.format("傘"))
    assert any("傘" in line for line in log)


def drawing(inner: str) -> bytes:
    """A small SVG."""
    start = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10">'
    return f"{start}{inner}</svg>".encode()


def test_an_svg_alone(opened_shop: Shop) -> None:
    """A drawing is a PDF page of its size, with nothing logged; what is lost comes as a line."""
    box = '<path d="M0 0h9v9z"/>'
    pdf, log = render.draw_svg(opened_shop.root, drawing(box), (200, 100))
    assert pdf.startswith(b"%PDF-")
    assert log == ()
    _, log = render.draw_svg(
        opened_shop.root, drawing(f"<style>g> {{fill: red}}</style>{box}"), (200, 100)
    )
    assert len(log) == 1


def test_an_svg_fetches_nothing(opened_shop: Shop, tmp_path: Path) -> None:
    """A picture that lies there, and would be drawn if it were read, is not: a line says so."""
    (tmp_path / "a.png").write_bytes(base64.b64decode(DOT.partition(",")[2]))
    drawn = '<image href="{}" width="9" height="9"/>'
    outside = drawing(drawn.format((tmp_path / "a.png").as_uri()))
    pdf, log = render.draw_svg(opened_shop.root, outside, (200, 100))
    assert b"/Image" not in pdf
    assert [line.startswith("Failed to render SVG image") for line in log] == [True]
    _, log = render.draw_svg(opened_shop.root, drawing(drawn.format(DOT)), (200, 100))
    assert log == ()
