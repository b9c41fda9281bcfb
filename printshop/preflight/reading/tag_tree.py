"""Read the tags of a finished PDF: the structure tree, and the parent tree from content to tags.

ISO 32000-1, 14.7 and 14.8. Pages count from 1.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pikepdf

from printshop.preflight.reading.tag_facts import (
    AnnotationTag,
    Mark,
    MarkedContent,
    Tag,
    TagReading,
)

KnownTags = Mapping[tuple[int, int], Tag]  # elements that were read before, by object number
NONE_KNOWN: KnownTags = {}


def read_tags(
    pdf: pikepdf.Pdf, pages: Iterable[MarkedContent], known: KnownTags = NONE_KNOWN
) -> TagReading:
    """The tags of an open file; ``pages`` is the marked content of each page.

    ``known`` are elements that were read before, with all below them, and certainly are unchanged:
    they are taken as they are.
    """
    root: Any = pdf.Root
    numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
    struct: Any = root.get("/StructTreeRoot")
    info = root.get("/MarkInfo", {})
    tree = None
    if struct is not None:
        tree = Tag("/Root", 0, tuple(_kids(struct, 0, numbers, known)))
    return TagReading(
        language=str(root.get("/Lang", "")),
        marked=bool(info.get("/Marked", False)),
        suspects=bool(info.get("/Suspects", False)),
        shows_title=bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
        xmp=root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in root else "",
        tree=tree,
        pages=tuple(pages),
        parent_errors=tuple(_parent_errors(pdf, struct, numbers, known))
        if struct is not None
        else (),
        tabs=tuple(str(page.obj.get("/Tabs", "")) for page in pdf.pages),
        annotations=tuple(_annotations(pdf, struct)),
        roles={k: str(v) for k, v in struct.get("/RoleMap", {}).items()}
        if struct is not None
        else {},
        forms="/XFA" in root.get("/AcroForm", {}),
    )


def elements_of(pdf: pikepdf.Pdf) -> dict[tuple[int, int], Tag]:
    """Every element below the Document element, by object number."""
    numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
    struct: Any = pdf.Root.StructTreeRoot
    tags: dict[tuple[int, int], Tag] = {}
    for document in _elements_of(struct):
        for element in _elements(document):
            tags[element.objgen] = _tag(element, 0, numbers, tags)
    return tags


# ── the tree ─────────────────────────────────────────────────────────────────────────────────


def _listed(kids: Any) -> list[Any]:
    """A single value or an array, as a list."""
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _kids(
    element: Any, page: int, numbers: dict[Any, int], known: KnownTags
) -> Iterator[Tag | Mark]:
    for kid in _listed(element.get("/K", [])):
        if not isinstance(kid, pikepdf.Dictionary):
            yield page, int(kid)
        elif kid.get("/Type") == "/MCR":
            yield numbers.get(kid.Pg.objgen, 0) if "/Pg" in kid else page, int(kid.MCID)
        elif kid.get("/Type") != "/OBJR":
            yield known[kid.objgen] if kid.objgen in known else _tag(kid, page, numbers, known)


def _tag(element: Any, page: int, numbers: dict[Any, int], known: KnownTags) -> Tag:
    if "/Pg" in element:
        page = numbers.get(element.Pg.objgen, 0)
    kids = _listed(element.get("/K", []))
    attributes = _listed(element.get("/A", []))
    return Tag(
        str(element.get("/S", "")),
        page,
        tuple(_kids(element, page, numbers, known)),
        str(element.get("/Alt", "")),
        str(element.get("/ActualText", "")),
        str(element.get("/Lang", "")),
        any(isinstance(a, pikepdf.Dictionary) and "/BBox" in a for a in attributes),
        sum(isinstance(k, pikepdf.Dictionary) and k.get("/Type") == "/OBJR" for k in kids),
    )


def _elements(element: Any, known: KnownTags = NONE_KNOWN) -> Iterator[Any]:
    """All elements below one, without those that are known."""
    for kid in _elements_of(element):
        if kid.objgen not in known:
            yield kid
            yield from _elements(kid, known)


def parent_numbers(struct: Any) -> dict[int, Any]:
    """The parent tree by key (ISO 32000-1, 14.7.4.4): a number tree (7.9.7)."""

    def nums(node: Any) -> Iterator[tuple[int, Any]]:
        pairs = list(node.get("/Nums", []))
        yield from ((int(k), v) for k, v in zip(pairs[::2], pairs[1::2], strict=False))
        for kid in node.get("/Kids", []):
            yield from nums(kid)

    return dict(nums(struct.ParentTree)) if "/ParentTree" in struct else {}


def _parent_errors(
    pdf: pikepdf.Pdf, struct: Any, numbers: dict[Any, int], known: KnownTags
) -> Iterator[str]:
    """What parent entries (P) and the parent tree get wrong, as messages."""
    rows = parent_numbers(struct)
    keys = {n: int(p.obj.get("/StructParents", -1)) for n, p in enumerate(pdf.pages, 1)}
    for parent, element in [(struct, e) for e in _listed(struct.get("/K", []))] + [
        (e, k) for e in _elements(struct, known) for k in _elements_of(e)
    ]:
        if "/P" not in element or element.P.objgen != parent.objgen:
            yield f"an element {element.get('/S', '?')} does not name its parent (P)"
    for element in _elements(struct, known):
        page = numbers.get(element.Pg.objgen, 0) if "/Pg" in element else 0
        for kid in _listed(element.get("/K", [])):
            if isinstance(kid, pikepdf.Dictionary):
                continue
            row = rows.get(keys.get(page, -1))
            if row is None or int(kid) >= len(row) or row[int(kid)].objgen != element.objgen:
                content = f"content {int(kid)} of page {page}"
                yield f"{content} is mapped to another tag than the one that contains it"


def _elements_of(element: Any) -> Iterator[Any]:
    """The elements directly below one."""
    for kid in _listed(element.get("/K", [])):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") not in ("/MCR", "/OBJR"):
            yield kid


def _annotations(pdf: pikepdf.Pdf, struct: Any) -> Iterator[AnnotationTag]:
    parents = parent_numbers(struct) if struct is not None else {}
    for number, page in enumerate(pdf.pages, 1):
        for item in page.obj.get("/Annots", []):
            holder: Any = parents.get(int(item.get("/StructParent", -1)))
            kind = str(item.get("/Subtype", ""))
            enclosed = isinstance(holder, pikepdf.Dictionary) and any(
                isinstance(kid, pikepdf.Dictionary)
                and kid.get("/Type") == "/OBJR"
                and kid.Obj.objgen == item.objgen
                for kid in _listed(holder.get("/K", []))
            )
            tagged = enclosed and (kind != "/Link" or holder.get("/S") == "/Link")
            yield AnnotationTag(number, kind, bool(str(item.get("/Contents", ""))), tagged)
