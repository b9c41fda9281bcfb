"""Link annotations for phone numbers and addresses in a file for the screen.

A press file has none (ISO 15930-7, 6.17). The token gives the address; the structure element of its
line, looked up in the parent tree, gives the rectangle.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from printshop.shop.job import PlacedToken

KINDS: dict[str, Callable[[str], str]] = {
    "phone": lambda words: "tel:" + re.sub(r"[^+\d]", "", words),
    "mail": lambda words: f"mailto:{words}",
    "web": lambda words: words if "://" in words else f"https://{words}",
}


def add_links(pdf: pikepdf.Pdf, tokens: Iterable[PlacedToken]) -> int:
    """Make every phone number, mail and web address of a tagged file a link; returns their number.

    ``tokens`` are those of the rendering that the file was made from. Call it when the pages have
    their final boxes and ``tags.place`` has run. Each link is a Link element that holds the words
    and the annotation (ISO 14289-1, 7.18.5; ISO 32000-1, 14.8.4.4.2). The place of its words is
    then that of the annotation: a bounding box belongs to figures, formulas, forms and tables
    alone (ISO 32000-1, table 344).
    """
    struct = pdf.Root.StructTreeRoot
    nums = struct.ParentTree.Nums
    number = int(struct.ParentTreeNextKey)
    by_tag = {}
    for placed in tokens:
        tag = nums[2 * placed.page + 1][placed.mark]  # two entries a page: key, array
        if placed.token.kind in KINDS and isinstance(tag, Dictionary) and "/A" in tag:
            by_tag[tag.objgen] = placed.token
    links = [(e, by_tag[e.objgen]) for e in elements(struct) if e.objgen in by_tag]
    for element, token in links:
        address = KINDS[token.kind](token.words)
        annotation = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=element.A.BBox,
                Border=Array([0, 0, 0]),
                F=4,  # Print (ISO 32000-1, table 165)
                P=element.Pg,
                Contents=String(token.words),
                StructParent=number,
                A=Dictionary(Type=Name.Action, S=Name.URI, URI=String(address)),
            )
        )
        page = element.Pg
        page.Annots = Array([*page.get("/Annots", Array()), annotation])
        element.S = Name.Link
        del element.A
        kids = element.K if isinstance(element.K, Array) else Array([element.K])
        element.K = Array([*kids, Dictionary(Type=Name.OBJR, Obj=annotation, Pg=element.Pg)])
        nums.append(number)
        nums.append(element)
        number += 1
    struct.ParentTreeNextKey = number
    return len(links)


def elements(element: Any) -> Iterator[Any]:
    """All structure elements below an element or the root, in reading order."""
    kids = element.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and kid.get("/Type") == Name.StructElem:
            yield kid
            yield from elements(kid)
