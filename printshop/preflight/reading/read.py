"""Read a finished PDF, ours or anybody's, as a press would.

Nothing in a file stops the reading: what cannot be read is noted in ``trouble``. Nothing of a file
is run, and nothing is fetched. Bounded: pages, operators and glyphs of a page, depth of forms.
"""

from typing import Any

import pikepdf

from printshop.preflight.reading.content_stream import ODD, Enough
from printshop.preflight.reading.document import action_name, document_facts
from printshop.preflight.reading.faces import Face
from printshop.preflight.reading.facts import (
    Annotation,
    Glyph,
    Image,
    PageReading,
    Paint,
    Reading,
    Run,
)
from printshop.preflight.reading.geometry import Matrix, around
from printshop.preflight.reading.graphics_state import State
from printshop.preflight.reading.spaces import DEFAULTS, get, space_of
from printshop.preflight.reading.tag_facts import TagReading
from printshop.preflight.reading.tag_tree import read_tags
from printshop.preflight.reading.walk import Walk
from printshop.shop.units import MM

__all__ = ["Glyph", "Image", "PageReading", "Paint", "Reading", "Run", "read_pdf"]

MOST = 100  # pages that are looked at
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
        except (*ODD, RecursionError) as problem:  # tags may lead in a circle
            tags = TagReading()
            trouble = (*trouble, f"its tags cannot be read ({type(problem).__name__})")
        facts = document_facts(pdf)
        return Reading(pages, page_count=count, trouble=trouble, tags=tags, **facts)


def _whole(pdf: pikepdf.Pdf, number: int, shared: dict[tuple[int, int], Face]) -> PageReading:
    """A page, or what there is to say of one that cannot be read at all."""
    try:
        return _page(pdf.pages[number], shared)
    except ODD as problem:
        return PageReading(trouble=[f"the page cannot be read ({type(problem).__name__})"])


def _box(page: Any, key: str) -> tuple[float, ...]:
    """A box in mm, its corners in order; empty where it is none (ISO 32000-1, 7.9.5)."""
    item = _inherited(page, key)
    try:
        x0, y0, x1, y1 = (round(float(v) * MM, 4) for v in item or ())
    except ODD:
        return ()
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


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
    except ODD as problem:
        made.trouble.append(f"its annotations cannot be read ({type(problem).__name__})")
    resources = _inherited(obj, "/Resources")
    group = get(obj, "/Group")
    if group is not None:
        space = get(group, "/CS")
        made.groups.append("" if space is None else space_of(space, resources).family)
    walk = Walk(made, shared)
    try:
        walk.content(page, resources, State(base_matrix(made)))
    except Enough:
        made.trouble.append("it has more content than is looked at")
    made.listed, made.used = tuple(_listed(resources)), frozenset(walk.used)
    return made


def base_matrix(page: PageReading) -> Matrix:
    """What leads from a page's points to mm from its trim's lower left corner."""
    return MM, 0, 0, MM, -page.cut[0], -page.cut[1]


def _annotations(obj: Any, cut: tuple[float, ...]) -> list[Annotation]:
    made = []
    items = get(obj, "/Annots")
    for item in list(items)[:1000] if isinstance(items, pikepdf.Array) else []:
        corners = [float(v) * MM for v in get(item, "/Rect") or (0, 0, 0, 0)]
        x0, y0, x1, y1 = around([(corners[0], corners[1]), (corners[2], corners[3])])
        box = (x0 - cut[0], y0 - cut[1], x1 - cut[0], y1 - cut[1])
        subtype = str(get(item, "/Subtype") or "/?").strip("/")
        more = [action_name(v) for v in dict(get(item, "/AA") or {}).values()]
        actions = [a for a in (action_name(get(item, "/A")), *more) if a]
        made.append(Annotation(subtype, box, ", ".join(actions)))
    return made


def _listed(resources: Any) -> list[tuple[str, str]]:
    """The colour spaces that a page lists, but for those that stand in for others."""
    listed = get(resources, "/ColorSpace")
    if not isinstance(listed, pikepdf.Dictionary):
        return []
    return [
        (name, space_of(item, resources).family)
        for name, item in listed.items()
        if name not in DEFAULTS.values()
    ]
