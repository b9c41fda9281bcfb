"""A file that was examined, and one that was stamped from it: only what is new is read again.

That nothing else is new is not believed but looked up, object by object. Where it does not hold,
the file is read like any other.
"""

from copy import copy
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pikepdf

from printshop.pdf.content_stream import TooLong
from printshop.pdf.graphics_state import State
from printshop.pdf.rewrite import Original, original
from printshop.preflight.reading.document import document_facts
from printshop.preflight.reading.facts import PageReading, Reading
from printshop.preflight.reading.page_content import read_content
from printshop.preflight.reading.read import base_matrix, read_pdf
from printshop.preflight.reading.tag_facts import Marked, Tag
from printshop.preflight.reading.tag_tree import elements_of, parent_numbers, read_tags
from printshop.preflight.reading.walk import Walk
from printshop.preflight.rules import Case


@dataclass(frozen=True)
class Known:
    """A file that was examined: where its objects lie, the case, and each page's own objects."""

    original: Original
    case: Case
    pages: tuple[dict[str, Any], ...]
    tags: dict[tuple[int, int], Tag]
    rows: tuple[tuple[tuple[int, int], ...], ...]  # of the way back: each page's tags, by objects


def known(case: Case, file: Original) -> Known:
    """An examined file, ready to be compared with those that are stamped from it."""
    with pikepdf.open(BytesIO(file.pdf)) as pdf:
        pages = tuple(_own(page.obj) for page in pdf.pages)
        return Known(file, case, pages, elements_of(pdf), _rows(pdf))


def _rows(pdf: pikepdf.Pdf) -> tuple[tuple[tuple[int, int], ...], ...]:
    rows = parent_numbers(pdf.Root.StructTreeRoot)
    return tuple(
        tuple(tag.objgen for tag in rows.get(int(page.obj.get("/StructParents", -1)), ()))
        for page in pdf.pages
    )


def _own(page: Any) -> dict[str, Any]:
    """A page's entries; objects by their numbers, its resources each by itself."""
    kept = {k: _plain(v) for k, v in page.items() if k not in ("/Contents", "/Resources")}
    contents = page.Contents
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    kept["/Contents"] = tuple(_plain(stream) for stream in streams)
    for kind, items in page.Resources.items():
        if isinstance(items, pikepdf.Dictionary):
            kept |= {f"{kind} {name}": _plain(item) for name, item in items.items()}
        else:
            kept[kind] = _plain(items)
    return kept


def _plain(item: Any) -> object:
    if isinstance(item, pikepdf.Object) and item.is_indirect:
        return item.objgen
    return item.unparse() if isinstance(item, pikepdf.Object) else item


def read_stamped(base: Known, pdf: bytes) -> Reading:
    """What a stamped file says: what its base says, and what its last content stream adds."""
    now = original(pdf)
    changed = {
        number
        for number, place in base.original.places.items()
        if number not in now.places
        or pdf[slice(*now.places[number])] != base.original.pdf[slice(*place)]
    }
    with pikepdf.open(BytesIO(pdf)) as new:
        struct: Any = new.Root.StructTreeRoot
        free = [new.Root.Metadata, new.trailer.Info, struct, struct.K[0], struct.ParentTree]
        free += [row for row in struct.ParentTree.Nums if isinstance(row, pikepdf.Array)]
        pages = {page.obj.objgen[0]: n for n, page in enumerate(new.pages)}
        touched = changed - {item.objgen[0] for item in free}
        if len(touched) != 1 or not touched <= pages.keys():
            return read_pdf(BytesIO(pdf))
        number = pages[touched.pop()]
        page = new.pages[number].obj
        if not _adds_one_stream(base.pages[number], page):
            return read_pdf(BytesIO(pdf))
        read = list(base.case.reading.pages)
        read[number] = _with_stream(read[number], page)
        # No element of the base has changed; where the way back to it has not, either, it is known.
        rows = zip(_rows(new), base.rows, strict=True)
        same = all(row[: len(old)] == old for row, old in rows)
        same = same and not base.case.reading.tags.parents
        marks = [page.marked for page in read]
        tags = read_tags(new, marks, base.tags if same else {})
        return replace(base.case.reading, pages=tuple(read), tags=tags, **document_facts(new))


def _adds_one_stream(old: dict[str, Any], page: Any) -> bool:
    """Whether a page has all that it had, and one content stream after its own."""
    own = _own(page)
    before, last = own["/Contents"][:-1], own["/Contents"][-1:]
    if not last:
        return False
    return (own | {"/Contents": before}).items() >= old.items() and {
        key.split(" ")[0] for key in own.keys() - old.keys()
    } <= {"/Font", "/XObject"}


def _with_stream(old: PageReading, page: Any) -> PageReading:
    """A page's reading with what its last stream paints on top."""
    made = copy(old)
    made.known = {}
    for name in ("runs", "hidden", "fills", "lines", "images", "groups", "mask_groups", "trouble"):
        setattr(made, name, list(getattr(old, name)))
    for name in ("paints", "places", "fonts", "effects"):
        setattr(made, name, dict(getattr(old, name)))
    marked = old.marked
    made.marked = Marked(dict(marked.texts), marked.bare, list(marked.mixed), dict(marked.unmapped))
    walk = Walk(made, {})
    orders = [item.order for items in (old.runs, old.fills, old.lines) for item in items]
    walk.order = max(orders, default=0)
    try:
        read_content(walk, page.Contents[-1], page.Resources, State(base_matrix(made)))
    except TooLong:
        made.trouble.append("it has more content than is looked at")
    made.used = old.used | walk.used
    return made
