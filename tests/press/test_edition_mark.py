"""The edition mark as a person sees it: read from a picture of the page; one code in all files."""

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageOps

from printshop.prepress import edition
from printshop.shop.edition_mark import ALPHABET, shown
from printshop.shop.editions import edition_of, mark
from tests.press import referees
from tests.press.partners import NUMBER, stamped
from tests.press.pieces import piece, print_it, real_shop, rendered

DPI = 600
AROUND = 1.0  # mm of ground around the mark
READ = [("leaflet", "nl"), ("sticker", "nl"), ("flyer-horeca", "nl"), ("card", "ar")]


def picture(pdf: bytes, box: tuple[float, ...], number: int) -> Image.Image:
    """A part of a page, in mm from the lower left of the sheet, in gray."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        page = document[number]
        cut = [v / referees.MM for v in box]
        page.set_mediabox(*cut)
        page.set_cropbox(*cut)
        image = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    return ImageOps.expand(ImageOps.autocontrast(image), 40, 255)


@pytest.mark.parametrize(("name", "language"), READ)
def test_a_mark_is_read_from_the_page(name: str, language: str, tmp_path: Path) -> None:
    """What an engine that reads letters sees is what was computed."""
    made = piece(name, language)
    job, boxes = made.file.job, made.file.boxes
    box = edition.box_on(job, boxes)
    place = job.layout.edition
    assert place is not None
    # The mark starts at one end of the widest box; the rest may hold other words.
    share = 5.6 / 7.8
    width = box.width * share
    ends = (place.align == "end") != (job.language.direction == "rtl")
    x0, x1 = (box.x1 - width, box.x1) if ends else (box.x0, box.x0 + width)
    cut = (x0 - AROUND, box.y0 - 0.2, x1 + AROUND, box.y1 + 0.3)
    if place.turned:  # nothing else stands above it or beneath
        cut = (box.x0 - 0.3, box.y0 - AROUND, box.x1 + 0.3, box.y1 + AROUND)
    path = tmp_path / "mark.png"
    shown_mark = picture(made.pdf, cut, edition.page_of(job))
    if place.turned:
        shown_mark = shown_mark.transpose(Image.Transpose.ROTATE_270)
    shown_mark.save(path, dpi=(DPI, DPI))
    letters = f"tessedit_char_whitelist={ALPHABET}"
    said = referees.run("tesseract", path, "stdout", "--psm", "7", "-c", letters)
    read = re.findall(f"[{ALPHABET}]", said.splitlines()[0] if said.splitlines() else "")
    assert "".join(read) == made.file.mark
    assert made.file.mark == mark(edition_of(made.rendering.composition), "offset", "")


def test_the_code_is_the_same_in_every_condition_and_version() -> None:
    """A mark tells copies apart, not a code: nobody is followed by the code that was scanned."""
    address = real_shop().campaign.code_address
    rendering = rendered("card", "nl")
    files = [print_it(rendering, press) for press in ("offset", "screen", "office")]
    version = stamped(real_shop(), "card", "nl", "offset")
    for pdf in [*(made.pdf for made in files), version.pdf]:
        found = [referees.read_codes(image)["zxing"] for image in referees.trims(pdf, 200)]
        assert {text for page in found for text in page} == {address}
    marks = {made.file.mark for made in files} | {version.base.mark(NUMBER)}
    assert len(marks) == len(files) + 1


def test_a_version_has_the_mark_of_its_order_and_its_base_none() -> None:
    """On another page than the zone, too."""
    version = stamped(real_shop(), "card", "nl", "offset")
    own, number = version.base.mark(NUMBER), edition.page_of(version.base.file.job)
    assert version.base.file.mark == ""
    with pypdfium2.PdfDocument(io.BytesIO(version.pdf)) as document:
        text = document[number].get_textpage().get_text_range()
    assert text.count(shown(own)) == 1
