"""Read a finished PDF, ours or anybody's, as a press would.

Nothing in a file stops the reading: what cannot be read is noted in ``trouble``. Nothing of a file
is run, and nothing is fetched. Bounded: pages, operators and glyphs of a page, depth of forms.
"""

from typing import Any

import pikepdf

from printshop.pdf.colour_spaces import DEFAULTS
from printshop.pdf.content_stream import TooLong
from printshop.pdf.geometry import Extent, Matrix, ordered
from printshop.pdf.graphics_state import State
from printshop.pdf.objects import MALFORMED, array, entries, get
from printshop.pdf.paint import Paint
from printshop.preflight.reading.document import action_name, document_facts
from printshop.preflight.reading.faces import Face
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

MOST = 100  # pages that are looked at
MOST_ANNOTATIONS = 1000
INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")  # ISO 32000-1, table 30


def read_pdf(source: Any) -> Reading:
    """Read a PDF from a path or a stream; raises ``pikepdf.PdfError`` where it is none.

    A file that wants a password is read as encrypted, locked and without pages.
    """
    try:
        opened = pikepdf.open(source)
    except pikepdf.PasswordError:
        return Reading((), encrypted=True, locked=True)
    with opened as pdf:
        shared: dict[tuple[int, int], Face] = {}
        count = len(pdf.pages)
        pages = tuple(_whole(pdf, n, shared) for n in range(min(count, MOST)))
        trouble = (f"only its first {MOST} of {count} pages were looked at",) * (count > MOST)
        try:
            tags = read_tags(pdf, [page.marked for page in pages])
        except (*MALFORMED, RecursionError) as problem:  # tags may lead in a circle
            tags = TagReading()
            trouble = (*trouble, f"its tags cannot be read ({type(problem).__name__})")
        facts = document_facts(pdf)
        return Reading(pages, page_count=count, trouble=trouble, tags=tags, **facts)


def _whole(pdf: pikepdf.Pdf, number: int, shared: dict[tuple[int, int], Face]) -> PageReading:
    """A page, or what there is to say of one that cannot be read at all."""
    try:
        return _page(pdf.pages[number], shared)
    except MALFORMED as problem:
        return PageReading(trouble=[f"the page cannot be read ({type(problem).__name__})"])


def _box(page: Any, key: str) -> PageBox:
    """A box in mm, its corners in order; empty where it is none (ISO 32000-1, 7.9.5)."""
    item = _inherited(page, key)
    try:
        return ordered(round(float(v) * MM, 4) for v in item or ())
    except MALFORMED:
        return ()


def _inherited(page: Any, key: str) -> Any:
    for _ in range(32):
        found = get(page, key)
        if found is not None or key not in INHERITED:
            return found
        page = get(page, "/Parent")
        if page is None:
            return None
    return None


def _page(page: Any, shared: dict[tuple[int, int], Face]) -> PageReading:
    obj = page.obj
    made = PageReading(
        _box(obj, "/MediaBox"),
        _box(obj, "/BleedBox"),
        _box(obj, "/TrimBox"),
        _box(obj, "/CropBox"),
        _box(obj, "/ArtBox"),
        frozenset(str(k) for k in obj.keys()),  # noqa: SIM118
    )
    try:
        made.turned = int(_inherited(obj, "/Rotate") or 0) % 360
        made.annotations = tuple(_annotations(obj, made.cut))
    except MALFORMED as problem:
        made.trouble.append(f"its annotations cannot be read ({type(problem).__name__})")
    resources = _inherited(obj, "/Resources")
    group = get(obj, "/Group")
    if group is not None:
        made.groups.append(group_space(group, resources))
    walk = Walk(made, shared)
    try:
        read_content(walk, page, resources, State(base_matrix(made)))
    except TooLong:
        made.trouble.append("it has more content than is looked at")
    made.listed, made.used = tuple(_listed(resources)), frozenset(walk.used)
    return made


def base_matrix(page: PageReading) -> Matrix:
    """What leads from a page's points to mm from its trim's lower left corner."""
    return MM, 0, 0, MM, -page.cut[0], -page.cut[1]


def _annotations(obj: Any, cut: Extent) -> list[Annotation]:
    made = []
    for item in array(get(obj, "/Annots"))[:MOST_ANNOTATIONS]:
        box = ordered(get(item, "/Rect") or (0, 0, 0, 0)).scaled(MM).shifted(-cut[0], -cut[1])
        subtype = str(get(item, "/Subtype") or "/?").strip("/")
        more = [action_name(v) for v in dict(entries(get(item, "/AA"))).values()]
        actions = [a for a in (action_name(get(item, "/A")), *more) if a]
        made.append(Annotation(subtype, box, ", ".join(actions)))
    return made


def _listed(resources: Any) -> list[tuple[str, str]]:
    """The colour spaces that a page lists, but for those that stand in for others."""
    return [
        (name, painted_space(item, resources).family)
        for name, item in entries(get(resources, "/ColorSpace"))
        if name not in DEFAULTS.values()
    ]
