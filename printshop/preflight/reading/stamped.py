"""Read a version that was stamped from an examined base: only what is new is read.

That nothing else has changed is checked object by object. Where something has, the file is read
like any other.
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
from printshop.preflight.reading.tag_facts import MarkedContent, Tag
from printshop.preflight.reading.tag_tree import elements_of, parent_numbers, read_tags
from printshop.preflight.reading.walk import Walk
from printshop.preflight.rules import Case


@dataclass(frozen=True)
class Known:
    """A base that was examined: its bytes by object, its case, each page's entries, its tags.

    ``rows``: of the parent tree, for each page the object numbers of its tags.
    """

    original: Original
    case: Case
    pages: tuple[dict[str, Any], ...]
    tags: dict[tuple[int, int], Tag]
    rows: tuple[tuple[tuple[int, int], ...], ...]


def known(case: Case, file: Original) -> Known:
    """An examined file, prepared for comparison with versions stamped from it."""
    with pikepdf.open(BytesIO(file.pdf)) as pdf:
        pages = tuple(_entries(page.obj) for page in pdf.pages)
        return Known(file, case, pages, elements_of(pdf), _rows(pdf))


def _rows(pdf: pikepdf.Pdf) -> tuple[tuple[tuple[int, int], ...], ...]:
    """For each page the tags of its content in the parent tree, by object number.

    Numbers of content that no tag holds, as those of repeats, have an empty entry.
    """
    rows = parent_numbers(pdf.Root.StructTreeRoot)
    return tuple(
        tuple(
            tag.objgen if isinstance(tag, pikepdf.Dictionary) else (0, 0)
            for tag in rows.get(int(page.obj.get("/StructParents", -1)), ())
        )
        for page in pdf.pages
    )


def _entries(page: Any) -> dict[str, Any]:
    """A page's entries, each resource as an entry; indirect objects as their numbers."""
    entries = {k: _plain(v) for k, v in page.items() if k not in ("/Contents", "/Resources")}
    contents = page.Contents
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    entries["/Contents"] = tuple(_plain(stream) for stream in streams)
    for kind, items in page.Resources.items():
        if isinstance(items, pikepdf.Dictionary):
            entries |= {f"{kind} {name}": _plain(item) for name, item in items.items()}
        else:
            entries[kind] = _plain(items)
    return entries


def _plain(item: Any) -> object:
    """A value that can be compared: an object number, or the serialised object."""
    if isinstance(item, pikepdf.Object) and item.is_indirect:
        return item.objgen
    return item.unparse() if isinstance(item, pikepdf.Object) else item


def read_stamped(base: Known, pdf: bytes) -> Reading:
    """The facts of a stamped version: those of its base, and what its last content streams add."""
    stamped = original(pdf)
    changed = {
        number
        for number, place in base.original.places.items()
        if number not in stamped.places
        or pdf[slice(*stamped.places[number])] != base.original.pdf[slice(*place)]
    }
    with pikepdf.open(BytesIO(pdf)) as new:
        struct: Any = new.Root.StructTreeRoot
        may_change = [new.Root.Metadata, new.trailer.Info, struct, struct.K[0], struct.ParentTree]
        may_change += [row for row in struct.ParentTree.Nums if isinstance(row, pikepdf.Array)]
        pages = {page.obj.objgen[0]: n for n, page in enumerate(new.pages)}
        other_changes = changed - {item.objgen[0] for item in may_change}
        if not other_changes or not other_changes <= pages.keys():
            return read_pdf(BytesIO(pdf))
        readings = list(base.case.reading.pages)
        for number in sorted(pages[changed_page] for changed_page in other_changes):
            added = _added_streams(base.pages[number], new.pages[number].obj)
            if added is None:
                return read_pdf(BytesIO(pdf))
            readings[number] = _with_streams(readings[number], new.pages[number].obj, added)
        # No tag of the base has changed: where the parent tree has not either, none is read again.
        rows = zip(_rows(new), base.rows, strict=True)
        unchanged = all(row[: len(old)] == old for row, old in rows)
        unchanged = unchanged and not base.case.reading.tags.parent_errors
        marks = [page.marked_content for page in readings]
        tags = read_tags(new, marks, base.tags if unchanged else {})
        return replace(base.case.reading, pages=tuple(readings), tags=tags, **document_facts(new))


def _added_streams(old: dict[str, Any], page: Any) -> list[Any] | None:
    """The content streams that a page has after its own; None where anything else is new."""
    entries, before = _entries(page), old["/Contents"]
    rest = entries | {"/Contents": entries["/Contents"][: len(before)]}
    new_kinds = {key.split(" ")[0] for key in entries.keys() - old.keys()}
    if not rest.items() >= old.items() or not new_kinds <= {"/Font", "/XObject"}:
        return None
    return list(page.Contents)[len(before) :] or None


def _with_streams(old: PageReading, page: Any, added: list[Any]) -> PageReading:
    """The facts of a page with what its last content streams add."""
    page_reading = copy(old)
    page_reading.cache = {}
    painted = ("runs", "hidden", "fills", "strokes", "images", "groups", "mask_groups")
    for name in (*painted, "unreadable"):
        setattr(page_reading, name, list(getattr(old, name)))
    for name in ("paints", "paint_boxes", "fonts", "device_parameters", "missing"):
        setattr(page_reading, name, dict(getattr(old, name)))
    marked = old.marked_content
    page_reading.marked_content = MarkedContent(
        dict(marked.texts), marked.untagged, list(marked.nesting_errors), dict(marked.unmapped)
    )
    walk = Walk(page_reading, {})
    walk.within = {p for p, box in page_reading.paint_boxes.items() if page_reading.inside(box)}
    orders = [item.order for items in (old.runs, old.fills, old.strokes) for item in items]
    walk.order = max(orders, default=0)
    try:
        for stream in added:
            read_content(walk, stream, page.Resources, State(base_matrix(page_reading)))
    except TooLong:
        page_reading.unreadable.append("it has more content than is read")
    page_reading.used_spaces = old.used_spaces | walk.used_spaces
    return page_reading
