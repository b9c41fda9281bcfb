"""The real shop's pieces, each rendered once in a test process."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pikepdf

from printshop.checks.opening import open_shop
from printshop.findings import stops
from printshop.prepress import impose
from printshop.prepress.press_file import ink_artwork, place_artwork
from printshop.proofing.rasterise import rasterise
from printshop.shop import catalog, editions
from printshop.shop.job import JobTicket, Picture, PressFile, Rendering, Shop
from printshop.shop.press import Press
from printshop.typesetting import compose, typeset

ROOT = Path(__file__).resolve().parents[2]
PRESS = "offset"

# Every format, size and script at least once; the catalogue has them all.
PIECES = [
    ("leaflet", "nl"),
    ("leaflet", "ar"),
    ("card", "nl"),
    ("card", "ar"),
    ("flyer-horeca", "nl"),
    ("flyer-salons", "ar"),
    ("poster", "nl"),
    ("poster.a4", "ar"),
    ("poster-car-washes.a2", "bg"),
    ("poster-agriculture.a1", "fr"),
]

# The pieces of the second design: each in offset before other people's tools.
FURTHER = [
    ("tear-off", "ar"),
    ("sticker", "nl"),
    ("languages-poster", "nl"),
    ("easy-read", "ar"),
    ("large-print", "nl"),
    ("table-tent", "ar"),
]


@dataclass(frozen=True)
class Piece:
    """A finished file and the rendering that it was made from."""

    file: PressFile
    rendering: Rendering

    @property
    def pdf(self) -> bytes:
        """The file's bytes."""
        return self.file.pdf

    def laid_in(self, folder: Path) -> Path:
        """The file on disk, for tools that want a path."""
        path = folder / f"{self.file.job.ticket.language}-{self.file.stem}.pdf"
        path.write_bytes(self.pdf)
        return path


def open_at(root: Path) -> Shop:
    """The shop in a folder, whatever the check of its inputs says of it."""
    shop, findings = open_shop(root)
    assert shop is not None, findings
    return shop


@lru_cache
def real_shop() -> Shop:
    """The shop of this checkout."""
    return open_at(ROOT)


def render(shop: Shop, stem: str, language: str) -> Rendering:
    """A piece of a shop as the renderer writes it, without a word of complaint."""
    composition, findings = compose.compose(catalog.resolve(shop, ticket(shop, stem, language)))
    assert composition is not None, findings
    assert not stops(findings), findings
    rendering, findings = typeset.typeset(composition)
    assert rendering is not None, findings
    assert not stops(findings), findings
    assert not rendering.log
    return rendering


def ticket(shop: Shop, stem: str, language: str) -> JobTicket:
    """The ticket of a stem."""
    found = [t for t in catalog.tickets(shop) if t.stem == stem and t.language == language]
    assert found, f"the shop has no '{stem}' in '{language}'"
    return found[0]


def print_it(rendering: Rendering, press: str = PRESS, size: str = "") -> Piece:
    """A rendering made press-ready."""
    condition = rendering.composition.job.shop.presses[press]
    return Piece(press_file(rendering, condition, size), rendering)


def press_file(
    rendering: Rendering, press: Press, size: str = "", *, mark: str | None = None
) -> PressFile:
    """The file of a size under a printing condition, as the pipeline makes it.

    Its edition mark is its own, or another one; a base has none ('').
    """
    boxes = impose.boxes(rendering.composition.job.layout, size, press)
    edition = editions.edition_of(rendering.composition)
    mark = editions.mark(edition, press.name, size) if mark is None else mark
    return place_artwork(ink_artwork(rendering, press), size, boxes, mark)


@lru_cache
def rendered(stem: str, language: str) -> Rendering:
    """A piece of the real shop, rendered; the sizes of a poster share it."""
    return render(real_shop(), stem, language)


@lru_cache
def piece(name: str, language: str) -> Piece:
    """A finished file of the real shop by its stem: ``leaflet``, ``poster-horeca.a2``."""
    stem, _, size = name.partition(".")
    return print_it(rendered(stem, language), size=size)


@lru_cache
def pictures(name: str, language: str) -> tuple[Picture, ...]:
    """The pictures that preflight looks at."""
    return rasterise(piece(name, language).pdf)


def in_one_stream(pdf: pikepdf.Pdf) -> None:
    """Join the content streams of each page, so that a test can add to its content."""
    for page in pdf.pages:
        page.contents_coalesce()
