"""Stamp: a partner's zone and an order's edition mark go into a finished press file.

The base was typeset, converted, placed and tagged once. A stamp adds one content stream, clipped
to the zone, with the fonts and the logo that it uses; its tags, where the layout says that it is
read; the mark in its place, in a stream of its own on another page; a line in the slug; a title and
an identifier. All else of the file stays byte for byte.
"""

import hashlib
import io
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

from printshop.colour.palette_tokens import colours_by_number
from printshop.partners.zone import Slip
from printshop.pdf.geometry import Extent
from printshop.pdf.rewrite import Original, original, revised, stub
from printshop.prepress import edition, metadata, overprint, resolve_inks, slug, tags
from printshop.prepress.press_file import SLUG_FONT
from printshop.shop import editions
from printshop.shop.job import Composition, PressFile
from printshop.shop.layout import LayoutBox
from printshop.shop.state import PROOF
from printshop.shop.units import PT

LOGO = Name("/ZoneLogo")
PROOF_PAINT = "0 1 0 0 K"
PREFIX = "/Zone"  # of the names of a slip's fonts, which must not meet those of the page


@dataclass(frozen=True)
class Base:
    """A press file that is stamped for one partner after another."""

    file: PressFile
    composition: Composition

    @cached_property
    def original(self) -> Original:
        """The file with the places of its objects."""
        return original(self.file.pdf)

    @cached_property
    def stub_pdf(self) -> bytes:
        """The file as a stub: objects that no stamp changes are empty, with their numbers."""
        with pikepdf.open(io.BytesIO(self.file.pdf)) as pdf:
            root, struct = pdf.Root, pdf.Root.StructTreeRoot
            pages = [page.obj for page in pdf.pages]
            needed = [root.Pages, struct, struct.K[0], struct.ParentTree, root.Metadata, *pages]
            needed += [row for row in struct.ParentTree.Nums if isinstance(row, Array)]
            for page in pages:
                needed += [page.Resources, *dict(page.Resources.items()).values()]
            return stub(self.original, {item.objgen[0] for item in needed} - {0})

    @cached_property
    def edition(self) -> editions.Edition:
        """What all versions print but for their zones."""
        return editions.edition_of(self.composition)

    def mark(self, number: str) -> str:
        """The edition mark of a version, by the number of its order."""
        return editions.mark(self.edition, self.file.press.name, self.file.size, number)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the file."""
        return self.file.sha256


def zone_box(file: PressFile, slip: Slip) -> Extent:
    """Where a zone lies on the sheet at final size, in mm from its lower left."""
    layout, boxes = file.job.layout, file.boxes
    x, y, width, height = slip.zone.box
    if file.job.language.direction == "rtl":
        x = layout.trim[0] - x - width
    x0 = boxes.shift[0] + (layout.bleed + x) * boxes.scale
    y1 = boxes.shift[1] + (layout.trim[1] + layout.bleed - y) * boxes.scale
    return Extent(x0, y1 - height * boxes.scale, x0 + width * boxes.scale, y1)


def stamp(base: Base, slip: Slip, number: str) -> bytes:
    """The press file with a partner's zone, an order's number and mark; always the same bytes."""
    file = base.file
    with (
        pikepdf.open(io.BytesIO(base.stub_pdf)) as pdf,
        pikepdf.open(io.BytesIO(slip.pdf)) as slip_pdf,
    ):
        page = pdf.pages[list(file.job.layout.pages).index(slip.zone.page)].obj
        struct = pdf.Root.StructTreeRoot
        document = struct.K[0]
        row = struct.ParentTree.Nums[int(page.StructParents) * 2 + 1]
        first, logo = len(row), _logo_form(pdf, slip)
        _add(pdf, page, _content(base, slip, slip_pdf, logo, first) + _slug(file, number))
        marked = _add_mark(pdf, base, number)
        page.Resources = _resources(pdf, page.Resources, slip_pdf, logo)
        tag_by_mark: dict[int, Any] = {}
        slip_tags = []
        for tag in tags.leaves(slip_pdf.Root.StructTreeRoot.K[0]):
            copied = pdf.copy_foreign(slip_pdf.make_indirect(tag))
            tag_by_mark |= tags.hang(copied, document, page, first)
            slip_tags.append(copied)
        at = file.read_after[slip.zone.after]
        kids = list(document.K)
        document.K = Array([*kids[:at], *slip_tags, *kids[at:]])
        for mark in sorted(tag_by_mark):
            row.append(tag_by_mark[mark])
        identity = hashlib.sha256(slip.pdf + number.encode()).hexdigest() + base.sha256
        _describe(pdf, base, identity, slip.partner.name)
        tree = struct.ParentTree if struct.ParentTree.is_indirect else struct
        holder = row if row.is_indirect else tree
        changed = [page, document, holder, pdf.Root.Metadata, pdf.trailer.Info]
        changed += [other for other in marked if other.objgen != page.objgen]
        return revised(base.original, pdf, changed)


def stamp_own(base: Base, number: str) -> bytes:
    """The press file of an order of the campaign's own: with the order's mark."""
    with pikepdf.open(io.BytesIO(base.stub_pdf)) as pdf:
        marked = _add_mark(pdf, base, number)
        _describe(pdf, base, hashlib.sha256(number.encode()).hexdigest() + base.sha256, "")
        return revised(base.original, pdf, [*marked, pdf.Root.Metadata, pdf.trailer.Info])


def _add_mark(pdf: pikepdf.Pdf, base: Base, number: str) -> list[Any]:
    """Draw an order's edition mark; the page that has it, none where the layout has no place."""
    file = base.file
    at = edition.page_of(file.job)
    if at < 0:
        return []
    page = pdf.pages[at].obj
    _add(pdf, page, edition.draw(file.job, file.press, file.boxes, base.mark(number), SLUG_FONT))
    return [page]


def _add(pdf: pikepdf.Pdf, page: Any, drawn: bytes) -> None:
    """Add a content stream to a page."""
    content = pdf.make_stream(b"")
    content.write(zlib.compress(drawn), filter=Name.FlateDecode)
    old = page.Contents
    page.Contents = Array([*(old if isinstance(old, Array) else [old]), content])


def _describe(pdf: pikepdf.Pdf, base: Base, identity: str, partner: str) -> None:
    """The title and the identifier of a version."""
    file = base.file
    xmp, info = metadata.xmp_and_info(base.composition, file.press, file.size, identity, partner)
    pdf.Root.Metadata.write(xmp)
    pdf.trailer.Info.Title = info.Title


def mark_proof(base: Base, pdf: bytes, slip: Slip | None) -> bytes:
    """A file with words across each page that say it is a proof and not to be printed.

    The partner's zone gets a line around it, so that one sees how much room there is.
    """
    file = base.file
    words = slug.set_across(file.job.shop.root, PROOF, file.boxes.trim, PROOF_PAINT, SLUG_FONT)
    with pikepdf.open(io.BytesIO(pdf)) as proof:
        pages = [page.obj for page in proof.pages]
        for name, page in zip(file.job.layout.pages, pages, strict=True):
            drawn = words
            if slip and slip.zone.page == name:
                x0, y0, x1, y1 = (v * PT for v in zone_box(file, slip))
                box = f"{x0:.3f} {y0:.3f} {x1 - x0:.3f} {y1 - y0:.3f} re S"
                drawn += f"/Artifact BMC q {PROOF_PAINT} 0.5 w {box} Q EMC\n".encode()
            _add(proof, page, drawn)
        return revised(original(pdf), proof, pages)


def _logo_form(pdf: pikepdf.Pdf, slip: Slip) -> Any:
    """The logo as a form of the file, or None."""
    if slip.partner.logo is None:
        return None
    with pikepdf.open(io.BytesIO(slip.partner.logo.pdf)) as logo:
        return pdf.copy_foreign(logo.pages[0].as_form_xobject())


def _content(base: Base, slip: Slip, slip_pdf: pikepdf.Pdf, logo: Any, first: int) -> bytes:
    """The zone's drawing: its paints are the press's, its marks count on from the page's."""
    file = base.file
    x0, y0, x1, y1 = (v * PT for v in zone_box(file, slip))
    scale, page = file.boxes.scale, slip_pdf.pages[0]
    low = y1 - float(page.obj.MediaBox[3]) * scale
    head = [
        ([], Operator("q")),
        ([round(v, 4) for v in (x0, y0, x1 - x0, y1 - y0)], Operator("re")),
        ([], Operator("W")),
        ([], Operator("n")),
        ([round(v, 6) for v in (scale, 0, 0, scale, x0, low)], Operator("cm")),
    ]
    colours = colours_by_number(file.job.shop.palette, file.press.colours)
    drawn = resolve_inks.ink(pikepdf.parse_content_stream(page), colours)
    instructions = [
        *head,
        ([], Operator("q")),
        *(_renamed(i, first) for i in drawn),
        ([], Operator("Q")),
    ]
    if logo is not None and slip.logo_at:
        instructions += _logo(logo, slip.logo_at, float(page.obj.MediaBox[3]))
    instructions.append(([], Operator("Q")))
    placed = overprint.overprint(instructions, file.press.limits)
    return pikepdf.unparse_content_stream(placed) + b"\n"


def _renamed(instruction: Any, first: int) -> Any:
    """An instruction with the font and the mark numbers that it has in the page."""
    operands, operator = instruction[0], instruction[1]
    op = str(operator)
    if op == "Tf":
        return [Name(PREFIX + str(operands[0])[1:]), operands[1]], operator
    if op == "BDC" and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]:
        numbered = Dictionary({**dict(operands[1].items()), "/MCID": int(operands[1].MCID) + first})
        return [operands[0], numbered], operator
    return instruction


def _logo(logo: Any, box: LayoutBox, height: float) -> list[Any]:
    """The logo as decoration: the partner's name beside it says what it shows."""
    x, y, wide, high = (v * PT for v in box)
    size = [float(v) for v in logo.BBox]
    matrix = [wide / size[2], 0, 0, high / size[3], x, height - y - high]
    return [
        ([Name.Artifact], Operator("BMC")),
        ([], Operator("q")),
        ([round(v, 6) for v in matrix], Operator("cm")),
        ([LOGO], Operator("Do")),
        ([], Operator("Q")),
        ([], Operator("EMC")),
    ]


def _resources(pdf: pikepdf.Pdf, old: Any, slip_pdf: pikepdf.Pdf, logo: Any) -> Dictionary:
    """A page's resources with the slip's fonts and the logo; the page's own stay as they are."""
    resources = Dictionary(dict(old.items()))
    fonts = dict(slip_pdf.pages[0].obj.Resources.get("/Font", {}).items())
    copied = {
        PREFIX + name[1:]: pdf.copy_foreign(slip_pdf.make_indirect(font))
        for name, font in fonts.items()
    }
    resources.Font = Dictionary({**dict(old.get("/Font", {}).items()), **copied})
    if logo is not None:
        resources.XObject = Dictionary({**dict(old.get("/XObject", {}).items()), str(LOGO): logo})
    return resources


def _slug(file: PressFile, number: str) -> bytes:
    """The order's number above the artwork, where no mark stands."""
    press, boxes = file.press, file.boxes
    if not press.slug:
        return b""
    first, middle = boxes.trim[0] + slug.AWAY, (boxes.trim[0] + boxes.trim[2]) / 2
    place = (first, middle - press.slug, boxes.bleed[3] + press.slug / 2)
    return slug.set_line(file.job.shop.root, f"order {number}", place, "0 0 0 1 k", SLUG_FONT)
