"""Where texts stand on a page, and pictures of its panels: of real pieces, read by pdfium."""

import io
import unicodedata
from collections import Counter

import pypdfium2
import pytest
from PIL import Image

from printshop.pdf.geometry import Extent
from printshop.proofing import place_numbers
from printshop.proofing.panel_pictures import (
    PanelPictures,
    SegmentPlace,
    numbered,
    panels_of,
    segment_places,
)
from printshop.shop.job import Rendering
from printshop.shop.words import TOKEN
from printshop.typesetting.segment_marks import characters
from tests.press.pieces import real_shop, rendered

PIECES = [
    ("leaflet", "nl"),
    ("leaflet", "ar"),
    ("card", "ar"),
    ("flyer-horeca", "bg"),
    ("languages-poster", "nl"),
    ("tear-off", "ar"),
    ("large-print", "fr"),
]


def read(rendering: Rendering, page: pypdfium2.PdfTextPage, box: Extent) -> str:
    """What stands in a box, as pdfium reads it."""
    bleed, height = rendering.composition.job.layout.bleed, rendering.composition.job.layout.trim[1]
    quarter = box.height / 4  # lines stand close: their boxes overlap
    sides = (
        box.x0 - 0.2 + bleed,
        height + bleed - box.y1 + quarter,
        box.x1 + 0.2 + bleed,
        height + bleed - box.y0 - quarter,
    )
    return str(page.get_text_bounded(*(mm * 72 / 25.4 for mm in sides)))


def letters(text: str) -> Counter[str]:
    """The letters of a text, whatever their order and form."""
    plain = unicodedata.normalize("NFKC", characters(text))
    return Counter(c for c in plain if c.isalpha())


def words_of(place: SegmentPlace) -> str:
    """The words of a segment without its tokens, as they stand in its file of copy."""
    sheet = real_shop().copies[place.ref.language][place.ref.stem]
    role = place.ref.name.partition("[")[0]
    return TOKEN.sub("", sheet.segments(role)[place.ref.name])


@pytest.mark.parametrize(("stem", "language"), PIECES)
def test_a_text_stands_where_it_is_said_to(stem: str, language: str) -> None:
    """In the boxes of a segment another reader finds all its letters."""
    rendering = rendered(stem, language)
    places = segment_places(rendering)
    assert places
    with pypdfium2.PdfDocument(io.BytesIO(rendering.pdf)) as document:
        pages = [page.get_textpage() for page in document]
        for place in places:
            found = "".join(read(rendering, pages[place.page - 1], box) for box in place.lines)
            missing = letters(words_of(place)) - letters(found)
            missing.pop("\u0627", None)  # pdfium loses the alef of a ligature with a mark
            assert not missing, f"{place.identifier}: {missing} not in '{found}'"


@pytest.mark.parametrize(("stem", "language"), PIECES)
def test_every_text_of_the_pages_has_a_place(stem: str, language: str) -> None:
    """All items that a piece sets, but those that are no text on a page."""
    rendering = rendered(stem, language)
    there = {(p.ref.stem, p.ref.name.partition("[")[0]) for p in segment_places(rendering)}
    left = {role for _, role in rendering.composition.items - there}
    assert left <= {"title", "qr-alt"}


def test_each_language_of_a_piece_has_its_own_places() -> None:
    """The poster in many languages shows the same two texts in each."""
    places = segment_places(rendered("languages-poster", "nl"))
    carried = [p for p in places if p.ref.stem == "languages-poster"]
    assert Counter(p.ref.language for p in carried) == dict.fromkeys(real_shop().languages, 2)
    arabic = next(p for p in carried if p.ref.language == "ar")
    assert arabic.rtl
    assert list(numbered(places, "ar").values()) == [1, 2]


def test_panels_are_mirrored_with_the_page() -> None:
    """The first panel of a page that is read from right to left lies at its right."""
    ltr, rtl = (panels_of(rendered("leaflet", tag).composition.job) for tag in ("nl", "ar"))
    assert len(ltr) == len(rtl) == 6
    assert ltr[0].x0 == 0
    assert rtl[0].x1 == 297
    assert sum(p.x1 - p.x0 for p in rtl) == 2 * 297


def test_a_text_belongs_to_the_panel_it_stands_on() -> None:
    """Its first line lies between the panel's edges."""
    rendering = rendered("leaflet", "ar")
    panels = {(p.page, p.number): p for p in panels_of(rendering.composition.job)}
    for place in segment_places(rendering):
        panel = panels[place.page, place.panel]
        assert panel.x0 < place.lines[0].x0 < place.lines[0].x1 < panel.x1


def test_a_picture_shows_its_panel_only() -> None:
    """It has the panel's size; with numbers a white margin on both sides."""
    rendering = rendered("leaflet", "ar")
    pictures = PanelPictures(rendering, real_shop().presses["screen"])
    panel = panels_of(rendering.composition.job)[1]
    plain = Image.open(io.BytesIO(pictures.png(panel, 72)))
    assert plain.size == pytest.approx(((panel.x1 - panel.x0) / 25.4 * 72, 210 / 25.4 * 72), abs=1)
    numbers = numbered(pictures.places, "ar")
    wider = Image.open(io.BytesIO(pictures.png(panel, 72, numbers)))
    margin = place_numbers.margin(4.0) / 25.4 * 72
    assert wider.width - plain.width == pytest.approx(2 * margin, abs=2)


def test_a_picture_has_no_line_of_a_draft() -> None:
    """The page is shown as it will be printed: its upper edge has the colour of the ground."""
    rendering = rendered("leaflet", "nl")
    pictures = PanelPictures(rendering, real_shop().presses["screen"])
    cover = panels_of(rendering.composition.job)[2]
    image = Image.open(io.BytesIO(pictures.png(cover, 72))).convert("RGB")
    edge = [image.getpixel((x, 1)) for x in range(0, image.width, 5)]
    assert all(isinstance(pixel, tuple) and max(pixel) < 100 for pixel in edge)
