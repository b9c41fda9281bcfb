"""Read a finished PDF, ours or from outside, into facts.

Nothing in a file stops the reading: what cannot be read is noted in ``unreadable``. Nothing in it
is run, and nothing is loaded. Limited: pages, operators and glyphs of a page, depth of forms.
"""

from typing import Any

import pikepdf

from printshop.pdf.colour_spaces import DEFAULTS
from printshop.pdf.content_stream import TooLong
from printshop.pdf.geometry import Matrix, ordered
from printshop.pdf.graphics_state import State
from printshop.pdf.objects import MALFORMED, array, entries, get, inherited
from printshop.pdf.paint import Paint
from printshop.preflight.reading.document import action_name, document_facts
from printshop.preflight.reading.faces import Face, FontKey
from printshop.preflight.reading.facts import (
    Annotation,
    Glyph,
    Image,
    PageBox,
    PageReading,
    Reading,
    Run,
)
from printshop.preflight.reading.page_content import read_content
from printshop.preflight.reading.resources import group_space, painted_space
from printshop.preflight.reading.tag_facts import TagReading
from printshop.preflight.reading.tag_tree import read_tags
from printshop.preflight.reading.walk import Walk
from printshop.shop.units import MM

__all__ = ["Glyph", "Image", "PageReading", "Paint", "Reading", "Run", "read_pdf"]

MOST_PAGES = 100  # of a file that are read
MOST_ANNOTATIONS = 1000
INHERITED = ("/MediaBox", "/CropBox")  # ISO 32000-1, table 30


def read_pdf(source: Any) -> Reading:
    """Read a PDF from a path or a binary stream; raises ``pikepdf.PdfError`` where it is none.

    A file that needs a password comes back encrypted, locked and without pages.
    """
    try:
        file = pikepdf.open(source)
    except pikepdf.PasswordError:
        return Reading((), encrypted=True, locked=True)
    with file as pdf:
        faces: dict[FontKey, Face] = {}
        count = len(pdf.pages)
        pages = tuple(_readable(pdf, n, faces) for n in range(min(count, MOST_PAGES)))
        limit = f"only its first {MOST_PAGES} of {count} pages were examined"
        unreadable = (limit,) * (count > MOST_PAGES)
        try:
            tags = read_tags(pdf, [page.marked_content for page in pages])
        except MALFORMED as problem:
            tags = TagReading(unreadable=(f"its tags cannot be read ({type(problem).__name__})",))
        facts = document_facts(pdf)
        return Reading(pages, page_count=count, unreadable=unreadable, tags=tags, **facts)


def _readable(pdf: pikepdf.Pdf, number: int, faces: dict[FontKey, Face]) -> PageReading:
    """A page, or where it cannot be read at all, one that says so; ``number`` counts from 0."""
    try:
        return _page(pdf.pages[number], faces)
    except MALFORMED as problem:
        return PageReading(unreadable=[f"the page cannot be read ({type(problem).__name__})"])


def _box(page: Any, key: str) -> PageBox:
    """A page box in mm, lower left corner first; empty if missing or invalid (7.9.5)."""
    item = inherited(page, key) if key in INHERITED else get(page, key)
    try:
        return ordered(round(float(v) * MM, 4) for v in item or ())
    except MALFORMED:
        return ()


def _page(page: Any, faces: dict[FontKey, Face]) -> PageReading:
    obj = page.obj
    reading = PageReading(
        _box(obj, "/MediaBox"),
        _box(obj, "/BleedBox"),
        _box(obj, "/TrimBox"),
        _box(obj, "/CropBox"),
        _box(obj, "/ArtBox"),
        frozenset(str(k) for k in obj.keys()),  # noqa: SIM118
    )
    try:
        reading.rotation = int(inherited(obj, "/Rotate") or 0) % 360
        reading.annotations = tuple(_annotations(obj, reading))
    except MALFORMED as problem:
        reading.unreadable.append(f"its annotations cannot be read ({type(problem).__name__})")
    resources = inherited(obj, "/Resources")
    group = get(obj, "/Group")
    if group is not None:
        reading.groups.append(group_space(group, resources))
    walk = Walk(reading, faces)
    try:
        read_content(walk, page, resources, State(base_matrix(reading)))
    except TooLong:
        reading.unreadable.append("it has more content than is read")
    reading.colour_spaces = tuple(_colour_spaces(resources))
    reading.used_spaces = frozenset(walk.used_spaces)
    return reading


def base_matrix(page: PageReading) -> Matrix:
    """The matrix from a page's user space (pt) to mm from its trim's lower left corner."""
    return MM, 0, 0, MM, -page.effective_trim[0], -page.effective_trim[1]


def _annotations(obj: Any, page: PageReading) -> list[Annotation]:
    """A page's annotations; what is none is passed over, as renderers do."""
    annotations = []
    cut = page.effective_trim
    for item in array(get(obj, "/Annots"))[:MOST_ANNOTATIONS]:
        if not isinstance(item, pikepdf.Dictionary):
            continue
        subtype = str(get(item, "/Subtype") or "/?").strip("/")
        try:
            box = ordered(get(item, "/Rect") or (0, 0, 0, 0)).scaled(MM).shifted(-cut[0], -cut[1])
        except MALFORMED:
            page.unreadable.append(f"the place of an annotation ({subtype}) cannot be read")
            box = page.effective_trim.shifted(-cut[0], -cut[1])  # anywhere on the page
        further = [action_name(v) for v in dict(entries(get(item, "/AA"))).values()]
        actions = [a for a in (action_name(get(item, "/A")), *further) if a]
        annotations.append(Annotation(subtype, box, ", ".join(actions)))
    return annotations


def _colour_spaces(resources: Any) -> list[tuple[str, str]]:
    """The colour spaces of a page's resources, without the default ones (8.6.5.6)."""
    return [
        (name, painted_space(item, resources).family)
        for name, item in entries(get(resources, "/ColorSpace"))
        if name not in DEFAULTS.values()
    ]
