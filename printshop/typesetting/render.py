"""Render HTML to PDF with WeasyPrint.

Fonts come from ``fonts/`` only, pictures and styles from ``layouts/`` only. Every log line is
returned, since WeasyPrint reports what it drops only there.
"""

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

from printshop.reading.yaml_file import digest
from printshop.shop.job import Composition, PlacedText, PlacedToken, Shop
from printshop.shop.layout import LayoutBox
from printshop.typesetting import line_breaks, number_spacing, page_tags, placed_texts, text_layer
from printshop.typesetting.assets import Fault, UnfitAsset, asset, style_digest
from printshop.typesetting.frame_style import with_repeats
from printshop.typesetting.glyph_ink import PX

# Addresses are relative to the shop's root: the renderer names pictures after them, and a file must
# not depend on a path of this machine.
ROOT = "file:///layouts"
TOLERANCE = 0.05  # mm by which a zone's text may exceed the zone


class _LogCollector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def use_fonts(root: Path) -> None:
    """Configure fontconfig to offer the shop's fonts only; call it before any rendering.

    The path must be absolute: with a relative one fontconfig falls back to the system's fonts
    without an error.
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
    """Prevent a search for libraries by ldconfig and gcc, which takes a fifth of a second.

    The renderer tries several names for each library, that of Linux among them; for the others
    Python would run both programs.
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
        # It warns about HarfBuzz's subsetter, which ``font_subset`` replaces.
        warnings.simplefilter("ignore", DeprecationWarning)
        with _libraries_by_soname():
            import weasyprint
    # WeasyPrint allows truncated pictures for the whole process; here they are errors.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    from weasyprint.layout import inline
    from weasyprint.pdf import stream
    from weasyprint.text import fonts, line_break
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    text_layer.install(stream)
    line_breaks.install(inline)
    number_spacing.install(line_break)

    class Fetcher(URLFetcher):  # type: ignore[misc]  # weasyprint ships no types
        """Reads files in layouts/ and data URLs; refuses all others."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            found = asset(root, url)
            if isinstance(found, bytes):
                return URLFetcherResponse(url, found)
            return super().fetch(found, headers)

    fetcher = Fetcher(allowed_protocols={"file", "data"}, fail_on_errors=True)
    return weasyprint, fonts.FontConfiguration(), fetcher


def _styles(shop: Shop, layout: str) -> tuple[list[Any], list[str]]:
    """The layout's stylesheets, parsed once as long as no style changes, and the lines logged."""
    return _parsed(shop.root, layout, style_digest(shop))


@lru_cache
def _parsed(root: Path, layout: str, _: str) -> tuple[list[Any], list[str]]:
    weasyprint, fonts, fetcher = _engine(root)
    names = ("_shared/shared.css", f"{layout}/style.css")
    with logged() as log:
        sheets = [
            weasyprint.CSS(
                filename=root / "layouts" / name,
                base_url=f"{ROOT}/{name}",
                font_config=fonts,
                url_fetcher=fetcher,
            )
            for name in names
        ]
    return sheets, log


@contextmanager
def logged() -> Iterator[list[str]]:
    """Collect the renderer's log lines; they are not passed on to other handlers."""
    handler, logger = _LogCollector(), logging.getLogger("weasyprint")
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield handler.lines
    finally:
        logger.removeHandler(handler)


def set_document(
    composition: Composition, html: str, *, styled: bool = True, **options: Any
) -> Any:
    """The renderer's document of some HTML, with the layout's styles unless ``styled`` is false.

    Raises ``UnfitAsset`` where a picture or style does not exist, is not in ``layouts/`` or is
    truncated.
    """
    root, layout = composition.job.shop.root, composition.job.layout.name
    weasyprint, fonts, fetcher = _engine(root)
    try:
        document = weasyprint.HTML(string=html, base_url=f"{ROOT}/{layout}/", url_fetcher=fetcher)
        sheets = _styles(composition.job.shop, layout)[0] if styled else []
        return document.render(font_config=fonts, stylesheets=sheets, **options)
    except weasyprint.urls.FatalURLFetchingError as problem:
        # It derives from BaseException, so that no ``except Exception`` would handle it.
        cause = problem.__cause__ or problem.__context__
        missing = UnfitAsset(str(problem), Fault.MISSING)
        raise (cause if isinstance(cause, UnfitAsset) else missing) from None


@dataclass(frozen=True)
class Rendered:
    """A rendered composition: its PDF, its tokens and texts with their places, the lines logged."""

    pdf: bytes
    tokens: tuple[PlacedToken, ...]
    texts: tuple[PlacedText, ...]
    log: tuple[str, ...]


def render(composition: Composition, css: str) -> Rendered:
    """The tagged PDF as the renderer writes it, and what it knows of it."""
    _, style_log = _styles(composition.job.shop, composition.job.layout.name)
    html = with_repeats(composition).replace("</head>", f"<style>{css}</style></head>", 1)
    options: dict[str, Any] = {"pdf_tags": True, "pdf_version": "1.6"}
    with logged() as log:
        document = set_document(composition, html, **options)
        for page in document.pages:
            text_layer.mark_line_ends(walk(box) for box in walk(page._page_box) if _is_line(box))
        places: list[tuple[str, int, int, tuple[float, float, float, float]]] = []
        texts: list[PlacedText] = []
        numbers = placed_texts.numbers_of(document.pages[0]._page_box)

        def finish(document: Any, pdf: Any) -> None:
            text_layer.finish(document, pdf)
            places.extend(text_layer.token_places(pdf))
            texts.extend(placed_texts.placed(text_layer.text_places(pdf), numbers))

        pdf: bytes = document.write_pdf(finisher=finish, **options)
    tokens = composition.tokens
    placed = tuple(
        PlacedToken(tokens[name], page, mark, box)
        for name, page, mark, box in places
        if name in tokens
    )
    return Rendered(pdf, placed, tuple(texts), tuple(dict.fromkeys([*style_log, *log])))


def print_page(root: Path, html: str, most: int = 1) -> tuple[bytes, int, tuple[str, ...]]:
    """A document of HTML as a PDF/UA-1 file, the number of pages it needs, the lines logged.

    The PDF is empty where it needs more than ``most`` pages, which are all of one size. Pictures
    come as data URLs, fonts from ``fonts/``; any other address raises ``UnfitAsset``. The same HTML
    gives the same bytes: the PDF has no date, and its identifier is a digest of the HTML.
    """
    weasyprint, fonts, _ = _engine(root)
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
    options = {"pdf_identifier": digest(html)[:32].encode(), "pdf_variant": "pdf/ua-1"}
    pdf = b""
    with logged() as log:
        try:
            page = weasyprint.HTML(string=html, url_fetcher=fetcher)
            document = page.render(font_config=fonts, **options)
            if len(document.pages) <= most:
                boxes = [box for page in document.pages for box in walk(page._page_box)]
                text_layer.mark_line_ends(walk(box) for box in boxes if _is_line(box))

                def finish(document: Any, pdf: Any) -> None:
                    text_layer.finish(document, pdf)
                    page_tags.complete(pdf, document.pages[0].height)

                pdf = document.write_pdf(finisher=finish, **options)
        except weasyprint.urls.FatalURLFetchingError as problem:
            raise UnfitAsset(str(problem), Fault.OUTSIDE) from None
    return pdf, len(document.pages), tuple(dict.fromkeys(log))


_NOTDEF = re.compile(
    r"notdef glyph rendered for Unicode string unsupported by fonts: \"(.*?)\"", re.S
)


def missing_characters(line: str) -> list[str]:
    """The characters that no font has, if a log line reports some, sorted."""
    match = _NOTDEF.search(line)
    if not match:
        return []
    characters = match[1].encode().decode("unicode_escape") if "\\" in match[1] else match[1]
    return sorted(set(characters))


@dataclass(frozen=True)
class RenderedSlip:
    """A rendered zone: a PDF of one page, that page's number from 0, and its measures.

    ``overset``: by how many mm its text is too large. ``logo_at``: the box reserved for the logo,
    x, y, width, height in mm from the page's upper left corner.
    """

    pdf: bytes
    page: int
    overset: float
    logo_at: LayoutBox | None
    log: tuple[str, ...]


def render_slip(composition: Composition, height: float) -> RenderedSlip:
    """Render the first page on which a zone's text fits, or else the last one.

    Each page of the composition has it in another size. ``height`` is the zone's in mm.
    """
    options: dict[str, Any] = {"pdf_tags": True, "pdf_version": "1.6"}
    with logged() as log:
        document = set_document(composition, composition.html, styled=False, **options)
        over = [_overset(page._page_box, height) for page in document.pages]
        number = next((n for n, mm in enumerate(over) if mm <= TOLERANCE), len(over) - 1)
        page = document.pages[number]
        text_layer.mark_line_ends(walk(box) for box in walk(page._page_box) if _is_line(box))
        pdf: bytes = document.copy([page]).write_pdf(finisher=text_layer.finish, **options)
    marks = (_mm(box) for box in walk(page._page_box) if "zone-mark" in _classes(box))
    return RenderedSlip(pdf, number, over[number], next(marks, None), tuple(dict.fromkeys(log)))


def _classes(box: Any) -> list[str]:
    element = getattr(box, "element", None)
    return (element.get("class") or "").split() if element is not None else []


def _mm(box: Any) -> LayoutBox:
    sides = (box.content_box_x(), box.content_box_y(), box.width, box.height)
    x, y, width, height = (round(side / PX, 4) for side in sides)
    return LayoutBox(x, y, width, height)


def _overset(page: Any, height: float) -> float:
    """By how many mm a zone's text exceeds its height, or the width of its column."""
    worst = 0.0
    for box in walk(page):
        classes = _classes(box)
        if "zone-row" in classes:
            worst = max(worst, box.height / PX - height)
        if "zone-words" in classes or "zone-lines" in classes:
            left, right = box.content_box_x(), box.content_box_x() + box.width
            for text in walk(box):
                if getattr(text, "text", "").strip():
                    spill = max(left - text.position_x, text.position_x + text.width - right)
                    worst = max(worst, spill / PX)
    return worst


def _is_line(box: Any) -> bool:
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.LineBox)


def walk(box: Any) -> Iterator[Any]:
    """A box of the renderer and all its descendants, in document order."""
    yield box
    for child in getattr(box, "children", ()):
        yield from walk(child)
