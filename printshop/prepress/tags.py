"""Tags: what a screen reader follows, lean and in the order in which the piece is read.

The renderer tags every box that it sets. Here the tree becomes what PDF/UA-1 (ISO 14289-1:2014)
asks for: frames in reading order, no boxes that mean nothing, and the way back from content to tag.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from printshop.prepress import links
from printshop.shop.job import Boxes, Rendering
from printshop.shop.strips import boxes_of
from printshop.shop.units import PT

PX = 72 / 96  # points in a CSS pixel
BOXES = {"/NonStruct", "/Div", "/Sect", "/Part"}  # hold others and say nothing
LINES = {"/Span"}


def tidy(pdf: pikepdf.Pdf, rendering: Rendering, *, followed: bool = False) -> dict[str, int]:
    """Make the renderer's tags right, for every size; ``place`` then says where they stand.

    Where links are ``followed``, the line of a token that can be followed keeps a tag of its own,
    with its place until ``links.add_links`` takes that out. Tells by frame how many tags of the
    document are read when the frame has been read.
    """
    if followed:
        _mark_tokens(pdf, rendering)
    names = _read_in_order(pdf, rendering)
    struct = pdf.Root.StructTreeRoot
    ends: dict[str, int] = {}
    for document in struct.K:
        frames = [list(_lean(child)) for child in _kids(document)]
        ends = dict(zip(names, accumulate(len(tags) for tags in frames), strict=False))
        document.K = Array([tag for tags in frames for tag in tags])
        _name_parents(document)
    _lead_back(pdf, struct)
    for key in ("/Outlines", "/Names"):  # they lead to places of a page that is not the sheet
        if key in pdf.Root:
            del pdf.Root[key]
    return ends


def place(pdf: pikepdf.Pdf, boxes: Boxes) -> None:
    """Move the tags' boxes to where the artwork lies; to be called before the pages' boxes change.

    Until then they are pixels from the top of the renderer's page; then they are points.
    """
    heights = {page.obj.objgen: float(page.obj.MediaBox[3]) for page in pdf.pages}
    for element in links.elements(pdf.Root.StructTreeRoot):
        if "/A" in element:
            height = heights[element.Pg.objgen]
            element.A.BBox = Array(_placed(element.A.BBox, height, boxes))


def _mark_tokens(pdf: pikepdf.Pdf, rendering: Rendering) -> None:
    """Give the tag of each token that can be followed its place, as the renderer measured it."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    boxes = {(t.page, t.mark): t.box for t in rendering.tokens if t.token.kind in links.KINDS}
    for element in links.elements(pdf.Root.StructTreeRoot):
        for kid in _kids(element):
            if isinstance(kid, Dictionary) or element.S not in LINES:
                continue
            if box := boxes.get((pages[element.Pg.objgen], int(kid))):
                place = [round(v, 6) for v in box]
                element.A = Dictionary(O=Name.Layout, BBox=Array(place))


def leaves(document: Any) -> list[Any]:
    """The tags of a page that the renderer wrote, lean, each loose from the tree it stood in."""
    tags = [tag for child in _kids(document) for tag in _lean(child)]
    for tag in tags:
        _loosen(tag)
    return tags


def _loosen(tag: Any) -> None:
    for key in ("/P", "/Pg"):
        if key in tag:
            del tag[key]
    for kid in _kids(tag):
        if isinstance(kid, Dictionary):
            _loosen(kid)


def hang(tag: Any, parent: Any, page: Any, first: int) -> dict[int, Any]:
    """Hang a loose tag into a tree: its content is that of ``page``, numbered from ``first``.

    Gives for each piece of content, by its old number, the tag that holds it.
    """
    rows: dict[int, Any] = {}

    def go(tag: Any, parent: Any) -> None:
        tag.P, tag.Pg = parent, page
        kids: list[Any] = []
        for kid in _kids(tag):
            if isinstance(kid, Dictionary):
                go(kid, tag)
                kids.append(kid)
            else:
                rows[int(kid)] = tag
                kids.append(int(kid) + first)
        tag.K = Array(kids)

    go(tag, parent)
    return rows


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _read_in_order(pdf: pikepdf.Pdf, rendering: Rendering) -> list[str]:
    """Tags follow the order of the layout's frames, whatever page they stand on: as it unfolds.

    The renderer tags page by page: Document, a section for each page, the frames in it. The frames
    are lifted out of the pages' sections and put into the layout's order. Returns the names of the
    frames in that order.
    """
    composition = rendering.composition
    document = pdf.Root.StructTreeRoot.K[0]
    frame_tags = [element for section in document.K for element in section.get("/K", [])]
    layout = composition.job.layout
    set_as = [n for n in composition.frames for _ in boxes_of(layout, layout.frames[n])]
    if len(frame_tags) != len(set_as):
        return []  # a page too many, or words beside the pages: preflight names it
    # The last one of a name counts, so the first: repeats on further strips are not read again.
    by_name = dict(zip(reversed(set_as), reversed(frame_tags), strict=True))
    names = list(composition.job.layout.frames)
    document.K = Array([by_name[name] for name in names])
    return names


def _lean(kid: Any) -> Iterator[Any]:
    """What stays of an element: itself, its children, or nothing where it holds nothing."""
    if not isinstance(kid, Dictionary):
        yield kid
        return
    inner = [tag for child in _kids(kid) for tag in _lean(child)]
    if Name.LBody == kid.S:  # the renderer's boxes within an item are called items, too
        inner = [tag for child in inner for tag in _without_item(child)]
    if not inner:
        return
    kid.K = Array(inner)
    loose = any(not isinstance(k, Dictionary) or k.S in LINES for k in inner)
    says = any(key in kid for key in ("/ActualText", "/Lang", "/A"))
    if kid.S in LINES:
        yield from ([kid] if says else inner)
    elif Name.NonStruct == kid.S or (kid.S in BOXES and not loose):
        yield from inner
    else:
        if kid.S in BOXES:  # words that stand in a box by themselves are a paragraph
            kid.S = Name.P
        yield kid


def _without_item(kid: Any) -> list[Any]:
    if not isinstance(kid, Dictionary) or kid.S not in (Name.LI, Name.LBody):
        return [kid]
    return [tag for child in _kids(kid) for tag in _without_item(child)]


def _name_parents(element: Any) -> None:
    for kid in _kids(element):
        if isinstance(kid, Dictionary):
            kid.P = element
            _name_parents(kid)


def _placed(box: Any, height: float, boxes: Boxes) -> list[float]:
    """A box of the renderer, pixels from its page's top, in points of the sheet."""
    x0, y0, x1, y1 = (float(v) * PX for v in box)
    dx, dy = (v * PT for v in boxes.shift)
    low, high = height - y1, height - y0
    scale = boxes.scale
    return [
        round(v, 3) for v in (x0 * scale + dx, low * scale + dy, x1 * scale + dx, high * scale + dy)
    ]


def without_repeats(pdf: pikepdf.Pdf, number: int, content: Iterable[Any]) -> list[Any]:
    """A page's content, from 0, in which what no tag holds is an artifact (ISO 14289-1, 7.1)."""
    row = pdf.Root.StructTreeRoot.ParentTree.Nums[2 * number + 1]  # two entries a page: key, array
    held = {mark for mark, tag in enumerate(row) if isinstance(tag, Dictionary)}
    artifact = pikepdf.ContentStreamInstruction([Name.Artifact], pikepdf.Operator("BMC"))

    def marked(instruction: Any) -> Any:
        if str(instruction.operator) != "BDC":
            return instruction
        mark = instruction.operands[1].get("/MCID")
        return instruction if mark is None or int(mark) in held else artifact

    return [marked(instruction) for instruction in content]


def _lead_back(pdf: pikepdf.Pdf, struct: Any) -> None:
    """The parent tree: for each page the tag of each piece of content (ISO 32000-1, 14.7.4.4)."""
    rows: dict[Any, dict[int, Any]] = {}
    for element in links.elements(struct):
        for kid in _kids(element):
            if not isinstance(kid, Dictionary):
                rows.setdefault(element.Pg.objgen, {})[int(kid)] = element
    nums = Array()
    for number, page in enumerate(pdf.pages):
        row = rows.get(page.obj.objgen, {})
        page.obj.StructParents = number
        page.obj.Tabs = Name.S
        nums.append(number)
        nums.append(Array([row.get(n) for n in range(max(row, default=-1) + 1)]))
    struct.ParentTree = pdf.make_indirect(Dictionary(Nums=nums))
    struct.ParentTreeNextKey = len(pdf.pages)
