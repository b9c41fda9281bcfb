"""Render: HTML becomes PDF. WeasyPrint is opened here, and what it loses silently is kept.

Fonts come from ``fonts/`` alone, assets from ``layouts/`` alone, every log line is returned.
"""

import base64
import ctypes.util
import logging
import os
import re
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import ImageFile

from printshop.shop.job import Composition, PlacedToken, Shop
from printshop.shop.layout import LayoutBox
from printshop.shop.yaml_file import digest
from printshop.typesetting import line_breaks, text_layer
from printshop.typesetting.assets import Fault, UnfitAsset, Unset, asset

PX = 96 / 25.4  # CSS pixels in a millimetre
# Addresses within a piece begin at the shop's root: the renderer names pictures after theirs, and
# nothing in a file may come from a path of this machine.
ROOT = "file:///layouts"
FITS = 0.05  # mm: what a zone's words may be larger than their room


class _Log(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def use_fonts(root: Path) -> None:
    """Point fontconfig at the shop's fonts and nothing else; to be called before any rendering.

    The path must be absolute: with a relative one fontconfig falls back to the system's fonts and
    says nothing.
    """
    folder = Path(tempfile.gettempdir()) / f"printshop-fonts-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    conf = folder / f"{os.getpid()}.conf"
    conf.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{(root / 'fonts').resolve()}</dir><cachedir>{folder / 'cache'}</cachedir>"
        "</fontconfig>"
    )
    os.environ["FONTCONFIG_FILE"] = str(conf)


@contextmanager
def _libraries_by_soname() -> Iterator[None]:
    """Let no compiler be run in search of a library, which costs a fifth of a second.

    The renderer asks for each library by several names, the one of Linux among them; for those of
    other systems Python would run ldconfig and gcc.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


@lru_cache
def _engine(root: Path) -> tuple[Any, Any, Any]:
    use_fonts(root)
    with warnings.catch_warnings():
        # It asks for HarfBuzz's subsetter, whose place ``font_subset`` takes.
        warnings.simplefilter("ignore", DeprecationWarning)
        with _libraries_by_soname():
            import weasyprint
    # Loading it allows that for the whole process, and a picture cut short is one to be told of.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    from weasyprint.layout import inline
    from weasyprint.pdf import stream
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    text_layer.install(stream)
    line_breaks.install(inline)

    class Fetcher(URLFetcher):  # type: ignore[misc]  # weasyprint ships no types
        """Reads what lies under layouts/, and data URLs; refuses all else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            found = asset(root, url)
            if isinstance(found, bytes):
                return URLFetcherResponse(url, found)
            return super().fetch(found, headers)

    fetcher = Fetcher(allowed_protocols={"file", "data"}, fail_on_errors=True)
    return weasyprint, FontConfiguration(), fetcher


@lru_cache
def _styles(shop: Shop, layout: str) -> tuple[list[Any], list[str]]:
    """The layout's stylesheets, parsed once for each opening of the shop, and what was logged."""
    weasyprint, fonts, fetcher = _engine(shop.root)
    names = ("_shared/shared.css", f"{layout}/style.css")
    with logged() as log:
        sheets = [
            weasyprint.CSS(
                filename=shop.root / "layouts" / name,
                base_url=f"{ROOT}/{name}",
                font_config=fonts,
                url_fetcher=fetcher,
            )
            for name in names
        ]
    return sheets, log


@contextmanager
def logged() -> Iterator[list[str]]:
    """Collect what the renderer logs; nothing of it goes anywhere else."""
    handler, logger = _Log(), logging.getLogger("weasyprint")
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield handler.lines
    finally:
        logger.removeHandler(handler)


def set_document(
    composition: Composition, html: str, *, styled: bool = True, **options: Any
) -> Any:
    """The renderer's document of some HTML, under the layout's styles or under its own alone.

    Raises ``UnfitAsset`` where a picture or style cannot be taken.
    """
    root, layout = composition.job.shop.root, composition.job.layout.name
    weasyprint, fonts, fetcher = _engine(root)
    try:
        document = weasyprint.HTML(string=html, base_url=f"{ROOT}/{layout}/", url_fetcher=fetcher)
        sheets = _styles(composition.job.shop, layout)[0] if styled else []
        return document.render(font_config=fonts, stylesheets=sheets, **options)
    except weasyprint.urls.FatalURLFetchingError as problem:
        # Not an Exception: it would run past whoever looks for one.
        cause = problem.__cause__ or problem.__context__
        missing = UnfitAsset(str(problem), Fault.MISSING)
        raise (cause if isinstance(cause, UnfitAsset) else missing) from None


def render(
    composition: Composition, css: str
) -> tuple[bytes, tuple[PlacedToken, ...], tuple[str, ...]]:
    """The PDF with its tags, as the renderer writes it; where tokens stand; the lines logged."""
    _, said = _styles(composition.job.shop, composition.job.layout.name)
    html = composition.html.replace("</head>", f"<style>{css}</style></head>", 1)
    options: dict[str, Any] = {"pdf_tags": True, "pdf_version": "1.6"}
    with logged() as log:
        document = set_document(composition, html, **options)
        for page in document.pages:
            text_layer.find_ends(walk(box) for box in walk(page._page_box) if _is_line(box))
        places: list[tuple[str, int, int, tuple[float, float, float, float]]] = []

        def finish(document: Any, pdf: Any) -> None:
            text_layer.finish(document, pdf)
            places.extend(text_layer.places(pdf))

        pdf: bytes = document.write_pdf(finisher=finish, **options)
    tokens = composition.tokens
    placed = tuple(
        PlacedToken(tokens[name], page, mark, box)
        for name, page, mark, box in places
        if name in tokens
    )
    return pdf, placed, tuple(dict.fromkeys([*said, *log]))


def print_page(root: Path, html: str) -> tuple[bytes, int, tuple[str, ...]]:
    """One page of HTML as a PDF, how many pages it takes, the lines logged; it may fetch nothing.

    What takes more than one page is not written. Pictures come as data URLs, fonts from ``fonts/``.
    The same page makes the same bytes: it has no date, its identifier is made from its HTML.
    """
    weasyprint, fonts, _ = _engine(root)
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
    options = {"pdf_identifier": digest(html)[:32].encode(), "pdf_tags": True}
    pdf = b""
    with logged() as log:
        try:
            page = weasyprint.HTML(string=html, url_fetcher=fetcher)
            document = page.render(font_config=fonts, **options)
            if len(document.pages) == 1:
                boxes = list(walk(document.pages[0]._page_box))
                text_layer.find_ends(walk(box) for box in boxes if _is_line(box))
                pdf = document.write_pdf(finisher=text_layer.finish, **options)
        except weasyprint.urls.FatalURLFetchingError as problem:
            raise UnfitAsset(str(problem), Fault.OUTSIDE) from None
    return pdf, len(document.pages), tuple(dict.fromkeys(log))


_NOTDEF = re.compile(
    r"notdef glyph rendered for Unicode string unsupported by fonts: \"(.*?)\"", re.S
)


def lost_letters(line: str) -> list[str]:
    """The letters that no font has, where a log line tells of such; else none."""
    found = _NOTDEF.search(line)
    if not found:
        return []
    said = found[1].encode().decode("unicode_escape") if "\\" in found[1] else found[1]
    return sorted(set(said))


@dataclass(frozen=True)
class SetSlip:
    """A zone as rendered: a PDF of one page, that page's number from 0, and what was measured.

    ``overset`` is by how many mm the words are too large for it; ``logo_at`` the place kept for the
    logo: x, y, width, height in mm from the page's upper left corner.
    """

    pdf: bytes
    page: int
    overset: float
    logo_at: LayoutBox | None
    log: tuple[str, ...]


def render_slip(composition: Composition, height: float) -> SetSlip:
    """Render the first page on which a zone's words fit: each page has them in another size.

    ``height`` is the zone's in mm. Where they fit on none, it is the last page.
    """
    options: dict[str, Any] = {"pdf_tags": True, "pdf_version": "1.6"}
    with logged() as log:
        document = set_document(composition, composition.html, styled=False, **options)
        over = [_overset(page._page_box, height) for page in document.pages]
        number = next((n for n, mm in enumerate(over) if mm <= FITS), len(over) - 1)
        page = document.pages[number]
        text_layer.find_ends(walk(box) for box in walk(page._page_box) if _is_line(box))
        pdf: bytes = document.copy([page]).write_pdf(finisher=text_layer.finish, **options)
    marks = (_mm(box) for box in walk(page._page_box) if "zone-mark" in _classes(box))
    return SetSlip(pdf, number, over[number], next(marks, None), tuple(dict.fromkeys(log)))


def _classes(box: Any) -> list[str]:
    element = getattr(box, "element", None)
    return (element.get("class") or "").split() if element is not None else []


def _mm(box: Any) -> LayoutBox:
    sides = (box.content_box_x(), box.content_box_y(), box.width, box.height)
    x, y, width, height = (round(side / PX, 4) for side in sides)
    return LayoutBox(x, y, width, height)


def _overset(page: Any, height: float) -> float:
    """By how many mm a zone's words are higher than it, or run out of their column."""
    worst = 0.0
    for box in walk(page):
        kinds = _classes(box)
        if "zone-row" in kinds:
            worst = max(worst, box.height / PX - height)
        if "zone-words" in kinds or "zone-lines" in kinds:
            left, right = box.content_box_x(), box.content_box_x() + box.width
            for text in walk(box):
                if getattr(text, "text", "").strip():
                    spill = max(left - text.position_x, text.position_x + text.width - right)
                    worst = max(worst, spill / PX)
    return worst


def ready(root: Path) -> None:
    """Load the renderer for a root, so that it reads and writes no more of its own later on."""
    _engine(root)


def draw_svg(root: Path, svg: bytes, size: tuple[float, float]) -> tuple[bytes, tuple[str, ...]]:
    """An SVG alone on a page of its size in pt, as a PDF, and the lines that were logged.

    What it refers to is looked for under ``root``, as a layout's pictures are. Where it takes
    anything from elsewhere, it is not drawn, and a line says so, or ``Unset`` is raised.
    """
    weasyprint, fonts, fetcher = _engine(root)
    width, height = (f"{length:.4f}pt" for length in size)
    address = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
    html = (
        f"<style>@page {{ size: {width} {height}; margin: 0 }} html, body {{ margin: 0 }}"
        f"img {{ display: block; width: {width}; height: {height} }}</style>"
        f'<img src="{address}" alt="">'
    )
    with logged() as log:
        try:
            document = weasyprint.HTML(string=html, base_url=f"{ROOT}/", url_fetcher=fetcher)
            pdf: bytes = document.render(font_config=fonts).write_pdf()
        except weasyprint.urls.FatalURLFetchingError as problem:
            raise Unset(str(problem)) from None
    return pdf, tuple(dict.fromkeys(log))


def _is_line(box: Any) -> bool:
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.LineBox)


def walk(box: Any) -> Iterator[Any]:
    """A box of the renderer and every box in it, in the order of the document."""
    yield box
    for child in getattr(box, "children", ()):
        yield from walk(child)
