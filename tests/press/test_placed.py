"""What is placed from outside, a photograph and a partner's logo in RGB, on a finished press file.

The tiny shop's card is given a photograph by ``<img>``, a logo by ``<img>`` and one as background.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from printshop.colour.icc import Pixels
from tests.conftest import lay_out
from tests.press.pieces import open_at, print_it, render
from tests.press.referees import foreign_colours, separations
from tests.unit.colour.test_icc import apart, photograph, wide

LIMIT = 240  # %: the profile alone would lay down up to 275 in this photograph
DPI = 127.0  # 5 pixels to the mm, on the press file's own grid
PHOTO = (66, 29, 20, 15)  # mm from the trim's upper left on the outside: x, y, width, height
LOGO = (90, 29, 16, 8)
BACK = (90, 38, 16, 8)
FRAME = (66, 18)  # of the frame 'cover', in which they stand
LEFT, RIGHT = (0, 102, 204), (120, 120, 120)  # the logo's two halves

# A gradient stands in it too, over the whole of its lower edge.
SVG = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 8" width="16mm" height="8mm">
<defs><linearGradient id="g"><stop offset="0" stop-color="#e01020"/><stop offset="1"
stop-color="#20a040"/></linearGradient></defs>
<rect width="8" height="6" fill="rgb{LEFT}"/><rect x="8" width="8" height="6" fill="rgb{RIGHT}"/>
<rect y="6" width="16" height="2" fill="url(#g)"/></svg>"""

STYLE = """
.placed { position: absolute }
""" + "\n".join(
    f".{name} {{ left: {x - FRAME[0]}mm; top: {y - FRAME[1]}mm; width: {w}mm; height: {h}mm }}"
    for name, (x, y, w, h) in {"photo": PHOTO, "logo": LOGO, "back": BACK}.items()
)
PLACED = """
<img class="placed photo" src="photo.jpg" alt="A photograph">
<img class="placed logo" src="logo.svg" alt="A logo">
<div class="placed back" style="background: url(logo.svg) 0 0 / 16mm 8mm no-repeat"></div>"""


@dataclass(frozen=True)
class Placed:
    """A finished file with pictures in it, and the photograph as it was."""

    pdf: bytes
    path: Path
    photo: Pixels


def make(root: Path, photo: Pixels, profile: bytes = b"") -> bytes:
    """The tiny shop's card with a photograph and two logos, made press-ready."""
    lay_out(root)
    folder = root / "layouts/card"
    Image.fromarray(photo).save(
        folder / "photo.jpg", quality=97, subsampling=0, icc_profile=profile or None
    )
    (folder / "logo.svg").write_text(SVG, "utf-8")
    press = root / "presses/test.yaml"
    words = press.read_text("utf-8")
    assert "ink: 300" in words
    press.write_text(words.replace("ink: 300", f"ink: {LIMIT}"), "utf-8")
    template, style = folder / "page.html.j2", folder / "style.css"
    words = template.read_text("utf-8")
    cover = '<h1 class="cover">{{ say("cover") }}</h1>'
    assert cover in words
    template.write_text(words.replace(cover, cover + PLACED), "utf-8")
    style.write_text(style.read_text("utf-8") + STYLE, "utf-8")
    return print_it(render(open_at(root), "card", "en"), "test").pdf


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Placed:
    """The card, made once."""
    folder = tmp_path_factory.mktemp("placed")
    photo = photograph(177, 236)  # 300 ppi
    pdf = make(folder / "shop", photo)
    (folder / "card.pdf").write_bytes(pdf)
    return Placed(pdf, folder / "card.pdf", photo)


def page(pdf: bytes) -> Pixels:
    """The trim of the first page as pdfium shows it."""
    with pypdfium2.PdfDocument(pdf) as document:
        first = document[0]
        first.set_cropbox(*first.get_trimbox())
        return np.asarray(first.render(scale=DPI / 72).to_pil().convert("RGB"))


def part(pixels: Pixels, box: tuple[float, float, float, float], inset: float = 0) -> Pixels:
    """A box of a page, in mm."""
    x, y, w, h = (round(v * DPI / 25.4) for v in box)
    edge = round(inset * DPI / 25.4)
    return pixels[y + edge : y + h - edge, x + edge : x + w - edge]


def test_nothing_is_foreign(placed: Placed) -> None:
    """No object and no content of the file is in RGB: pictures, logos, gradients, their spaces."""
    assert foreign_colours(placed.pdf) == []


def test_plates_hold_the_limit(placed: Placed, tmp_path: Path) -> None:
    """Ghostscript's plates: nowhere more ink than the condition allows, and grays are K alone."""
    first = separations(placed.path, tmp_path, DPI)[0]
    assert LIMIT - 20 < first.total.max() <= LIMIT
    x, y = (round((v + 3) * DPI / 25.4) for v in (LOGO[0] + 12, LOGO[1] + 3))
    gray = {name: float(plate[y, x]) for name, plate in first.plates.items()}
    assert gray["Black"] > 40
    assert gray["Cyan"] == gray["Magenta"] == gray["Yellow"] == 0


def test_the_photograph_looks_as_it_did(placed: Placed) -> None:
    """Seen by another renderer, which shows inks its own way, it is the same picture."""
    seen = part(page(placed.pdf), PHOTO)
    size = (seen.shape[1], seen.shape[0])
    photo = Image.fromarray(placed.photo).resize(size, Image.Resampling.BOX)
    difference = apart(seen, np.asarray(photo))
    assert difference.mean() < 7


@pytest.mark.parametrize("box", [LOGO, BACK], ids=["img", "background"])
def test_the_logo_looks_as_it_did(placed: Placed, box: tuple[int, int, int, int]) -> None:
    """Both halves and both ends of the gradient are where they were, in the colours they had."""
    x, y, w, _ = box
    pixels = page(placed.pdf)
    spots = {
        (x, y, w / 2, 6): LEFT,
        (x + w / 2, y, w / 2, 6): RIGHT,
        (x, y + 6, 1.5, 2): (224, 16, 32),
        (x + w - 1.5, y + 6, 1.5, 2): (32, 160, 64),
    }
    for spot, colour in spots.items():
        seen = part(pixels, spot, 0.5)
        assert apart(seen, np.full_like(seen, colour)).mean() < 20, colour


def test_the_same_bytes(placed: Placed, tmp_path: Path) -> None:
    """From another folder, at another time."""
    assert make(tmp_path / "again", placed.photo) == placed.pdf


def test_the_profile_of_a_photograph_counts(placed: Placed, tmp_path: Path) -> None:
    """The same numbers under a wider profile are stronger colours on the page."""
    other = part(page(make(tmp_path / "wide", placed.photo, wide())), PHOTO)
    assert apart(other, part(page(placed.pdf), PHOTO)).mean() > 2
    shutil.rmtree(tmp_path / "wide")
