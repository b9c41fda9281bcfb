"""Impose: where the artwork lies on the sheet of a size, under a printing condition.

Every size of a piece comes from the same artwork: it is scaled alike in both directions until it
covers the trim, and centred. Boxes, slug and marks are then made at final size. For a small
printer several copies lie on one sheet, in the middle of it, so that both sides register.
"""

from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Dictionary

from printshop.findings import Finding, error
from printshop.pdf.geometry import Extent
from printshop.shop.job import Boxes, Job
from printshop.shop.layout import Imposition, Layout
from printshop.shop.press import Press
from printshop.shop.units import PT, Size

TOLERANCE = 0.05  # mm
SPILL = 3.0  # mm that the artwork of the outer copies runs over their trim, where there is room
CUT = "0.45 G 0.35 w [2 2] 0 d"  # a thin gray dashed line: it is cut away


def boxes(layout: Layout, size: str, press: Press) -> Boxes:
    """The boxes in mm with their origin at 0,0, and how the artwork's page is scaled and moved."""
    trim = layout.trim_of(size)
    if press.standard == "sheet" and layout.imposition:
        sheet = Extent(0.0, 0.0, *layout.imposition.sheet)
        return Boxes(sheet, sheet, sheet, _scale(layout, trim), (0.0, 0.0))
    bleed = press.bleed_for(trim)
    edge = bleed + press.slug
    media = Extent(0.0, 0.0, trim[0] + 2 * edge, trim[1] + 2 * edge)
    art = _art(layout, trim)
    return Boxes(
        media=media,
        bleed=Extent(press.slug, press.slug, media[2] - press.slug, media[3] - press.slug),
        trim=Extent(edge, edge, media[2] - edge, media[3] - edge),
        scale=_scale(layout, trim),
        shift=((media[2] - art[0]) / 2, (media[3] - art[1]) / 2),
    )


def _scale(layout: Layout, trim: Size) -> float:
    return max(trim[0] / layout.trim[0], trim[1] / layout.trim[1])


def _art(layout: Layout, trim: Size) -> Size:
    """The size of the artwork with all the bleed that is drawn, at final size, in mm."""
    scale = _scale(layout, trim)
    return (layout.trim[0] + 2 * layout.bleed) * scale, (layout.trim[1] + 2 * layout.bleed) * scale


def check(job: Job, size: str, press: Press) -> list[Finding]:
    """Whether the layout draws the bleed that the condition wants, or fits the sheet it names."""
    made = boxes(job.layout, size, press)
    if press.standard == "sheet" and job.layout.imposition:
        return _check_sheet(job, size, job.layout.imposition)
    spare = made.bleed[0] - max(made.shift)
    if spare >= -TOLERANCE:
        return []
    wanted = press.bleed_for(job.sizes[size])
    message = (
        f"'{press.name}' wants {wanted:g} mm of bleed on {job.stem(size)}; "
        f"the layout draws {wanted + spare:.1f} mm"
    )
    fix = f"draw more bleed: 'bleed' is {job.layout.bleed:g} mm"
    return [error("too-little-bleed", message, job.layout.at("bleed"), fix)]


def _check_sheet(job: Job, size: str, plan: Imposition) -> list[Finding]:
    trim = job.sizes[size]
    wide, high = trim[0] * plan.across, trim[1] * plan.down
    if wide <= plan.sheet[0] + TOLERANCE and high <= plan.sheet[1] + TOLERANCE:
        return []
    message = (
        f"{plan.across} × {plan.down} copies of {job.stem(size)} take {wide:g} × {high:g} mm; "
        f"the sheet has {plan.sheet[0]:g} × {plan.sheet[1]:g} mm"
    )
    where = job.layout.at("imposition", "across")
    return [error("off-the-sheet", message, where, "lay fewer copies on it")]


def folds(job: Job, size: str, page: int) -> list[float]:
    """Where a page is folded, in mm from the trim's left edge at final size."""
    scale = _scale(job.layout, job.sizes[size])
    return [x * scale for x, _ in job.folds(page)]


# ── sheets ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Cell:
    """Where a copy lies on a sheet: its trim, and how far its artwork is to be seen, in mm."""

    trim: tuple[float, float, float, float]
    seen: tuple[float, float, float, float]


def cells(plan: Imposition, trim: Size) -> list[_Cell]:
    """The places of the copies, one beside another in the middle of the sheet."""
    (width, height), (wide, high) = plan.sheet, trim
    left = (width - wide * plan.across) / 2
    low = (height - high * plan.down) / 2
    spill_x, spill_y = min(SPILL, left), min(SPILL, low)
    made = []
    for row in range(plan.down):
        for column in range(plan.across):
            x0, y0 = left + column * wide, low + row * high
            x1, y1 = x0 + wide, y0 + high
            seen = (
                x0 - (spill_x if column == 0 else 0),
                y0 - (spill_y if row == 0 else 0),
                x1 + (spill_x if column == plan.across - 1 else 0),
                y1 + (spill_y if row == plan.down - 1 else 0),
            )
            made.append(_Cell((x0, y0, x1, y1), seen))
    return made


def onto_sheets(pdf: pikepdf.Pdf, job: Job, size: str, boxes: Boxes) -> None:
    """Turn every page of a file into a sheet of copies of it; tags are left behind.

    A copy is one page drawn as a form. Sheets are for paper alone: whoever listens takes the
    version for the screen.
    """
    plan, trim = job.layout.imposition, job.sizes[size]
    if plan is None:
        raise ValueError("a layout without an imposition")
    places = cells(plan, trim)
    art = _art(job.layout, trim)
    for number, page in enumerate(pdf.pages):
        form = page.as_form_xobject()
        form.write(pikepdf.unparse_content_stream(_untagged(form)))
        drawn = [_turned(plan, number)]
        for cell in places:
            x, y = cell.trim[0] + (trim[0] - art[0]) / 2, cell.trim[1] + (trim[1] - art[1]) / 2
            x0, y0, x1, y1 = (v * PT for v in cell.seen)
            drawn.append(
                f"q {x0:.4f} {y0:.4f} {x1 - x0:.4f} {y1 - y0:.4f} re W n {boxes.scale:.6f} 0 0 "
                f"{boxes.scale:.6f} {x * PT:.4f} {y * PT:.4f} cm /Copy Do Q"
            )
        drawn.append(_cuts(plan, places) if number == 0 else "")
        for key in ("/StructParents", "/Tabs", "/BleedBox"):
            if key in page.obj:
                del page.obj[key]
        page.obj.Resources = Dictionary(XObject=Dictionary(Copy=form))
        page.obj.Contents = pdf.make_stream(("q " + "\n".join(drawn) + "\nQ\n").encode())
        page.obj.MediaBox = page.obj.TrimBox = [round(v * PT, 4) for v in boxes.media]
    for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/PageLabels"):
        if key in pdf.Root:
            del pdf.Root[key]


def _untagged(form: pikepdf.Object) -> list[Any]:
    """A page's content without the marks that tie it to tags."""
    marks = {"BMC", "BDC", "EMC", "MP", "DP"}
    return [i for i in pikepdf.parse_content_stream(form) if str(i.operator) not in marks]


def _turned(plan: Imposition, number: int) -> str:
    """Head to foot, a sheet's back stands upside down."""
    if plan.heads == "together" or number % 2 == 0:
        return ""
    return f"-1 0 0 -1 {plan.sheet[0] * PT:.4f} {plan.sheet[1] * PT:.4f} cm"


def _cuts(plan: Imposition, places: list[_Cell]) -> str:
    """Lines to cut along, where there is something to cut: on the first side only, since the two
    sides of a small printer differ by a millimetre."""
    xs = sorted({round(x, 3) for cell in places for x in (cell.trim[0], cell.trim[2])})
    ys = sorted({round(y, 3) for cell in places for y in (cell.trim[1], cell.trim[3])})
    width, height = plan.sheet
    inner_x = [x for x in xs if 1 < x < width - 1]
    inner_y = [y for y in ys if 1 < y < height - 1]
    lines = [f"{x * PT:.3f} 0 m {x * PT:.3f} {height * PT:.3f} l S" for x in inner_x]
    lines += [f"0 {y * PT:.3f} m {width * PT:.3f} {y * PT:.3f} l S" for y in inner_y]
    return f"q {CUT} {' '.join(lines)} Q" if lines else ""
