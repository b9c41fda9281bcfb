"""Read the tags of a finished PDF: the structure tree, and the parent tree from content to tags.

ISO 32000-1, 14.7 and 14.8. Pages count from 1. A file may hold anything in the place of anything:
what is no tag is passed over, and what is lost by that is said in ``TagReading.unreadable``.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pikepdf

from printshop.pdf.objects import array, entries, get, number, text
from printshop.preflight.reading.tag_facts import (
    AnnotationTag,
    Mark,
    MarkedContent,
    Tag,
    TagReading,
)

Key = tuple[int, int]  # an object number
KnownTags = Mapping[Key, Tag]  # elements that were read before, by object number
NONE_KNOWN: KnownTags = {}
DEEPEST = 150  # tags within tags
MOST_TAGS = 200_000
DEEPEST_NUMBERS = 32  # levels of a number tree


def read_tags(
    pdf: pikepdf.Pdf, pages: Iterable[MarkedContent], known: KnownTags = NONE_KNOWN
) -> TagReading:
    """The tags of an open file; ``pages`` is the marked content of each page.

    ``known`` are elements that were read before, with all below them, and certainly are unchanged:
    they are taken as they are.
    """
    root: Any = pdf.Root
    struct = get(root, "/StructTreeRoot")
    if not isinstance(struct, pikepdf.Dictionary):
        struct = None
    info, metadata = get(root, "/MarkInfo"), get(root, "/Metadata")
    reader = _Reader(page_numbers(pdf), known)
    tree = None if struct is None else reader.tree(struct)
    rows = {} if struct is None else parent_numbers(struct)
    return TagReading(
        language=text(root, "/Lang"),
        marked=get(info, "/Marked") is True,
        suspects=get(info, "/Suspects") is True,
        shows_title=get(root, "/ViewerPreferences", "/DisplayDocTitle") is True,
        xmp=_decoded(metadata),
        tree=tree,
        pages=tuple(pages),
        parent_errors=() if struct is None else tuple(_parent_errors(pdf, struct, rows, reader)),
        tabs=tuple(str(get(page.obj, "/Tabs") or "") for page in pdf.pages),
        annotations=tuple(_annotations(pdf, rows)),
        roles={k: str(v) for k, v in entries(get(struct, "/RoleMap"))},
        forms=get(root, "/AcroForm", "/XFA") is not None,
        unreadable=tuple(reader.unreadable),
    )


def page_numbers(pdf: pikepdf.Pdf) -> dict[Key, int]:
    """The number of each page from 1, by its object number."""
    return {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}


def _decoded(stream: Any) -> str:
    if not isinstance(stream, pikepdf.Stream):
        return ""
    try:
        return stream.read_bytes().decode("utf-8", "replace")
    except pikepdf.PdfError:
        return ""


def elements_of(pdf: pikepdf.Pdf) -> dict[Key, Tag]:
    """Every element below the Document element, by object number."""
    tags: dict[Key, Tag] = {}
    reader = _Reader(page_numbers(pdf), tags)
    for document in _elements_of(pdf.Root.StructTreeRoot):
        for element in _elements(document):
            tags[element.objgen] = reader.tag(element, 0, 0)
    return tags


# ── the tree ─────────────────────────────────────────────────────────────────────────────────


def _kids(element: Any) -> list[Any]:
    """What an element contains; one value may stand for an array of one (ISO 32000-1, 14.7.2)."""
    item = get(element, "/K")
    kids = array(item) if isinstance(item, pikepdf.Array) else [item]
    return [kid for kid in kids if kid is not None]


def _kind(kid: Any) -> str:
    """The type of a kid: empty for an identifier, ``element`` for an element without a type."""
    if not isinstance(kid, pikepdf.Dictionary):
        return ""
    kind = str(get(kid, "/Type") or "")
    return kind if kind in ("/MCR", "/OBJR") else "element"


class _Reader:
    """Reads the elements of a structure tree, each in its place."""

    def __init__(self, pages: dict[Key, int], known: KnownTags) -> None:
        self.pages, self.known = pages, known
        self.left = MOST_TAGS
        self.above: set[Key] = set()  # the elements that the present one is in
        self.unreadable: dict[str, None] = {}

    def tree(self, struct: Any) -> Tag:
        """The root with all that is below it."""
        return Tag("/Root", 0, tuple(self._read(struct, 0, 0)))

    def page_of(self, item: Any, page: int) -> int:
        """The page that an element or a reference names, or the one around it; 0 where unknown."""
        named = get(item, "/Pg")
        if not isinstance(named, pikepdf.Dictionary):
            return page
        return self.pages.get(named.objgen, 0)

    def _read(self, element: Any, page: int, depth: int) -> Iterator[Tag | Mark]:
        for kid in _kids(element):
            kind = _kind(kid)
            if kind == "/OBJR":
                continue
            if kind == "element":
                if kid.objgen in self.known:
                    yield self.known[kid.objgen]
                elif self._may_be_read(kid, depth):
                    yield self.tag(kid, page, depth + 1)
                continue
            mark = number(get(kid, "/MCID") if kind else kid)
            if mark is None:
                self.unreadable["a tag holds what is neither a tag nor content"] = None
            else:
                yield (self.page_of(kid, page) if kind else page), mark

    def _may_be_read(self, element: Any, depth: int) -> bool:
        self.left -= 1
        if self.left < 0:
            self.unreadable[f"it has more than {MOST_TAGS} tags"] = None
        elif depth >= DEEPEST:
            self.unreadable[f"its tags are nested more than {DEEPEST} deep"] = None
        elif element.objgen != (0, 0) and element.objgen in self.above:
            self.unreadable["a tag contains itself"] = None
        else:
            return True
        return False

    def tag(self, element: Any, page: int, depth: int) -> Tag:
        """An element with all that is below it."""
        page = self.page_of(element, page)
        added = {element.objgen} - {(0, 0)} - self.above
        self.above |= added
        kids = tuple(self._read(element, page, depth))
        self.above -= added
        attributes = get(element, "/A")
        listed = array(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
        return Tag(
            str(get(element, "/S") or ""),
            page,
            kids,
            text(element, "/Alt"),
            text(element, "/ActualText"),
            text(element, "/Lang"),
            any(get(item, "/BBox") is not None for item in listed),
            sum(_kind(kid) == "/OBJR" for kid in _kids(element)),
        )


def _elements_of(element: Any) -> Iterator[Any]:
    """The elements directly below one."""
    return (kid for kid in _kids(element) if _kind(kid) == "element")


def _elements(element: Any, known: KnownTags = NONE_KNOWN) -> Iterator[Any]:
    """All elements below one, in reading order, each once and without those that are known."""
    seen: set[Key] = set()
    waiting = list(_elements_of(element))[::-1]
    left = MOST_TAGS
    while waiting and left:
        kid = waiting.pop()
        if kid.objgen in known or kid.objgen in seen:
            continue
        left -= 1
        seen |= {kid.objgen} - {(0, 0)}
        yield kid
        waiting += list(_elements_of(kid))[::-1]


def parent_numbers(struct: Any) -> dict[int, Any]:
    """The parent tree by key (ISO 32000-1, 14.7.4.4): a number tree (7.9.7)."""

    def nums(node: Any, depth: int) -> Iterator[tuple[int, Any]]:
        pairs = array(get(node, "/Nums"))
        for key, value in zip(pairs[::2], pairs[1::2], strict=False):
            if (index := number(key)) is not None:
                yield index, value
        for kid in array(get(node, "/Kids")) if depth < DEEPEST_NUMBERS else ():
            yield from nums(kid, depth + 1)

    return dict(nums(get(struct, "/ParentTree"), 0))


def _parent_errors(
    pdf: pikepdf.Pdf, struct: Any, rows: dict[int, Any], reader: _Reader
) -> Iterator[str]:
    """What parent entries (P) and the parent tree (``rows``) get wrong, as messages."""
    keys = {n: number(get(p.obj, "/StructParents")) for n, p in enumerate(pdf.pages, 1)}
    elements = list(_elements(struct, reader.known))
    for parent, element in [(struct, e) for e in _elements_of(struct)] + [
        (e, k) for e in elements for k in _elements_of(e)
    ]:
        named = get(element, "/P")
        if not isinstance(named, pikepdf.Dictionary) or named.objgen != parent.objgen:
            yield f"an element {get(element, '/S') or '?'} does not name its parent (P)"
    for element in elements:
        page = reader.page_of(element, 0)
        key = keys.get(page)
        row = array(rows.get(key)) if key is not None else []
        for kid in _kids(element):
            mark = None if _kind(kid) else number(kid)
            if mark is None:
                continue
            holder = row[mark] if 0 <= mark < len(row) else None
            if not isinstance(holder, pikepdf.Object) or holder.objgen != element.objgen:
                content = f"content {mark} of page {page}"
                yield f"{content} is mapped to another tag than the one that contains it"


def _annotations(pdf: pikepdf.Pdf, parents: dict[int, Any]) -> Iterator[AnnotationTag]:
    for page_number, page in enumerate(pdf.pages, 1):
        for item in array(get(page.obj, "/Annots")):
            if not isinstance(item, pikepdf.Dictionary):
                continue
            holder = parents.get(number(get(item, "/StructParent"), -1))
            kind = str(get(item, "/Subtype") or "")
            enclosed = any(
                _kind(kid) == "/OBJR" and getattr(get(kid, "/Obj"), "objgen", None) == item.objgen
                for kid in _kids(holder)
            )
            tagged = enclosed and (kind != "/Link" or str(get(holder, "/S")) == "/Link")
            yield AnnotationTag(page_number, kind, bool(text(item, "/Contents")), tagged)
