"""Page boxes of a size under a printing condition; step and repeat for office printers.

Every size of a piece uses the same artwork: it is scaled uniformly until it covers the trim, and
centred. Page boxes, slug and marks are made at final size. For an office printer several copies
lie on one sheet, centred on it, so that both sides register. Lengths are in mm.
"""

from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Dictionary

from printshop.findings import Finding, error
from printshop.pdf.geometry import Extent
from printshop.prepress.marks import CutPlaces
from printshop.shop.job import Boxes, Job
from printshop.shop.layout import Imposition, Layout
from printshop.shop.press import Press
from printshop.shop.units import PT, Size

TOLERANCE = 0.05  # mm
SPILL = 3.0  # mm of bleed around the outer copies of a sheet, at most the sheet's margin
CUT = "0.45 G 0.35 w [2 2] 0 d"  # a thin dashed gray line


def boxes(layout: Layout, size: str, press: Press) -> Boxes:
    """Media, bleed and trim box in mm from 0,0, with scale and shift of the artwork.

    Of a sheet all three are the sheet.
    """
    trim = layout.trim_of(size)
    if press.standard == "sheet" and layout.imposition:
        sheet = Extent(0.0, 0.0, *layout.imposition.sheet)
        return Boxes(sheet, sheet, sheet, _scale(layout, trim), (0.0, 0.0))
    bleed = press.bleed_for(trim)
    edge = bleed + press.slug
    media = Extent(0.0, 0.0, trim[0] + 2 * edge, trim[1] + 2 * edge)
    artwork = _artwork_size(layout, trim)
    return Boxes(
        media=media,
        bleed=Extent(press.slug, press.slug, media[2] - press.slug, media[3] - press.slug),
        trim=Extent(edge, edge, media[2] - edge, media[3] - edge),
        scale=_scale(layout, trim),
        shift=((media[2] - artwork[0]) / 2, (media[3] - artwork[1]) / 2),
    )


def _scale(layout: Layout, trim: Size) -> float:
    return max(trim[0] / layout.trim[0], trim[1] / layout.trim[1])


def _artwork_size(layout: Layout, trim: Size) -> Size:
    """The size of the artwork including its bleed, at final size, in mm."""
    scale = _scale(layout, trim)
    return (layout.trim[0] + 2 * layout.bleed) * scale, (layout.trim[1] + 2 * layout.bleed) * scale


def check(job: Job, size: str, press: Press) -> list[Finding]:
    """Findings: ``too-little-bleed``, or ``off-the-sheet`` where the copies do not fit."""
    page_boxes = boxes(job.layout, size, press)
    if press.standard == "sheet" and job.layout.imposition:
        return _check_sheet(job, size, job.layout.imposition)
    spare = page_boxes.bleed[0] - max(page_boxes.shift)
    if spare >= -TOLERANCE:
        return []
    bleed = press.bleed_for(job.sizes[size])
    message = (
        f"'{press.name}' wants {bleed:g} mm of bleed on {job.stem(size)}; "
        f"the layout draws {bleed + spare:.1f} mm"
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
    """The folds of a page (from 1), in mm from the trim's left edge at final size."""
    scale = _scale(job.layout, job.sizes[size])
    return [x * scale for x, _ in job.folds(page)]


def cuts(job: Job, size: str, page: int) -> CutPlaces | None:
    """The cuts of a page (from 1) at final size; None where it has none."""
    if job.layout.cuts is None or job.layout.cuts.page != job.side(page):
        return None
    scale, height = _scale(job.layout, job.sizes[size]), job.layout.trim[1]
    top, foot = job.layout.cuts.between
    xs = tuple(x * scale for x in job.cuts())
    return CutPlaces(xs, (height - foot) * scale, (height - top) * scale)


# ── sheets ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _CopyBox:
    """A copy on a sheet: its trim box and its clip box, both (x0, y0, x1, y1) in mm."""

    trim: tuple[float, float, float, float]
    clip: tuple[float, float, float, float]


def copy_boxes(plan: Imposition, trim: Size) -> list[_CopyBox]:
    """The copies of a sheet, rows from the bottom, without gaps, centred on the sheet."""
    (width, height), (wide, high) = plan.sheet, trim
    left = (width - wide * plan.across) / 2
    low = (height - high * plan.down) / 2
    spill_x, spill_y = min(SPILL, left), min(SPILL, low)
    copies = []
    for row in range(plan.down):
        for column in range(plan.across):
            x0, y0 = left + column * wide, low + row * high
            x1, y1 = x0 + wide, y0 + high
            clip = (
                x0 - (spill_x if column == 0 else 0),
                y0 - (spill_y if row == 0 else 0),
                x1 + (spill_x if column == plan.across - 1 else 0),
                y1 + (spill_y if row == plan.down - 1 else 0),
            )
            copies.append(_CopyBox((x0, y0, x1, y1), clip))
    return copies


def step_and_repeat(pdf: pikepdf.Pdf, job: Job, size: str, boxes: Boxes) -> None:
    """Step and repeat: each page of a file becomes a sheet of copies of it, in place.

    A copy draws the page as a form XObject. Tags are removed: sheets are for paper, screen readers
    take the file for the screen. Raises ``ValueError`` for a layout without imposition.
    """
    plan, trim = job.layout.imposition, job.sizes[size]
    if plan is None:
        raise ValueError("a layout without an imposition")
    copies = copy_boxes(plan, trim)
    artwork = _artwork_size(job.layout, trim)
    for number, page in enumerate(pdf.pages):
        form = page.as_form_xobject()
        form.write(pikepdf.unparse_content_stream(_untagged(form)))
        content = [_rotation(plan, number)]
        for copy in copies:
            x = copy.trim[0] + (trim[0] - artwork[0]) / 2
            y = copy.trim[1] + (trim[1] - artwork[1]) / 2
            x0, y0, x1, y1 = (v * PT for v in copy.clip)
            content.append(
                f"q {x0:.4f} {y0:.4f} {x1 - x0:.4f} {y1 - y0:.4f} re W n {boxes.scale:.6f} 0 0 "
                f"{boxes.scale:.6f} {x * PT:.4f} {y * PT:.4f} cm /Copy Do Q"
            )
        content.append(_cut_lines(plan, copies) if number == 0 else "")
        for key in ("/StructParents", "/Tabs", "/BleedBox"):
            if key in page.obj:
                del page.obj[key]
        page.obj.Resources = Dictionary(XObject=Dictionary(Copy=form))
        page.obj.Contents = pdf.make_stream(("q " + "\n".join(content) + "\nQ\n").encode())
        page.obj.MediaBox = page.obj.TrimBox = [round(v * PT, 4) for v in boxes.media]
    for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/PageLabels"):
        if key in pdf.Root:
            del pdf.Root[key]


def _untagged(form: pikepdf.Object) -> list[Any]:
    """A page's content without marked-content operators."""
    marks = {"BMC", "BDC", "EMC", "MP", "DP"}
    return [i for i in pikepdf.parse_content_stream(form) if str(i.operator) not in marks]


def _rotation(plan: Imposition, number: int) -> str:
    """The operator that rotates the back of a sheet by 180° where copies stand head to foot."""
    if plan.heads == "together" or number % 2 == 0:
        return ""
    return f"-1 0 0 -1 {plan.sheet[0] * PT:.4f} {plan.sheet[1] * PT:.4f} cm"


def _cut_lines(plan: Imposition, copies: list[_CopyBox]) -> str:
    """Cut lines, where there is something to cut; drawn on the first side only, since an office
    printer registers its two sides to about a millimetre."""
    xs = sorted({round(x, 3) for copy in copies for x in (copy.trim[0], copy.trim[2])})
    ys = sorted({round(y, 3) for copy in copies for y in (copy.trim[1], copy.trim[3])})
    width, height = plan.sheet
    inner_x = [x for x in xs if 1 < x < width - 1]
    inner_y = [y for y in ys if 1 < y < height - 1]
    lines = [f"{x * PT:.3f} 0 m {x * PT:.3f} {height * PT:.3f} l S" for x in inner_x]
    lines += [f"0 {y * PT:.3f} m {width * PT:.3f} {y * PT:.3f} l S" for y in inner_y]
    return f"q {CUT} {' '.join(lines)} Q" if lines else ""
