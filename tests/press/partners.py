"""A piece with a partner's zone: stamped into a finished file, or laid out with it."""

from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO

import pikepdf

from printshop.findings import Where
from printshop.orders.model import Logo, Partner
from printshop.partners.stamp import Base, stamp
from printshop.partners.zone import Slip, set_zone, with_zone
from printshop.preflight.examine import opened
from printshop.preflight.reading.stamped import Known, known
from printshop.proofing import rasterise
from printshop.shop import catalog
from printshop.shop.job import PressFile, Rendering, Shop
from printshop.typesetting import compose, render, sense_breaks, typeset
from tests.press.pieces import press_file
from tests.press.pieces import render as rendering_of

WHERE = Where("orders/test.yaml", 3, "partner")
NUMBER = "2030-0123abcd"


@lru_cache
def logo(
    content: bytes = b"0.9 0.4 0 0.1 k 0 0 100 60 re f 0 0.1 0.9 0 k 20 15 60 30 re f",
) -> Logo:
    """A logo of two rectangles, 100 × 60 pt, in inks."""
    pdf = pikepdf.Pdf.new()
    pdf.add_blank_page(page_size=(100, 60))
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    out = BytesIO()
    pdf.save(out, static_id=True)
    return Logo("logo.pdf", "0" * 64, out.getvalue(), 100 / 60, 0, 0.5)


def partner(name: str = "Umbrella Club", contact: str = "+44 20 7946 0123") -> Partner:
    """A partner with a logo, openly made up."""
    return Partner(name, "club", contact, "", logo())


@dataclass(frozen=True)
class Stamped:
    """A base, and a partner's zone stamped into it."""

    base: Base
    rendering: Rendering
    slip: Slip
    pdf: bytes
    known: Known


def stamped(
    shop: Shop, stem: str, language: str, press: str, size: str = "", who: Partner | None = None
) -> Stamped:
    """A piece of a shop, stamped for a partner."""
    rendering = rendering_of(shop, stem, language)
    job = rendering.composition.job
    (name,) = job.layout.zones
    slip, findings = set_zone(job, name, who or partner(), WHERE)
    assert slip is not None, findings
    file = press_file(rendering, shop.presses[press], size, mark="")
    base = Base(file, rendering.composition)
    case = opened(file, rendering, rasterise.rasterise(file.pdf))
    return Stamped(base, rendering, slip, stamp(base, slip, NUMBER), known(case, base.original))


def laid_out(made: Stamped) -> tuple[PressFile, Rendering]:
    """The same version set as a whole: the zone is part of the page from the start.

    Its logo, which the renderer is not given, is drawn into the finished page.
    """
    old = made.rendering.composition
    whole = with_zone(old, made.slip)
    afresh, _ = compose.compose(catalog.resolve(old.job.shop, old.job.ticket))
    assert afresh is not None
    _, fitted, _ = sense_breaks.bound(afresh, typeset.fit, compose.bind)
    css = typeset.css_of(afresh.job, fitted)
    drawn = render.render(whole, css + made.slip.css)
    assert not drawn.log
    rendering = replace(made.rendering, composition=whole, pdf=drawn.pdf, tokens=drawn.tokens)
    base = made.base.file
    file = press_file(rendering, base.press, base.size, mark=made.base.mark(NUMBER))
    file = replace(file, job=whole.job)
    return replace(file, pdf=_with_logo(made, file.pdf)), rendering


def _with_logo(made: Stamped, pdf: bytes) -> bytes:
    shown, box = made.slip.partner.logo, made.slip.logo_at
    if shown is None or box is None:
        return pdf
    job, boxes, zone = made.base.file.job, made.base.file.boxes, made.slip.zone
    x, y, width, _ = zone.box
    left = job.layout.trim[0] - x - width if job.language.direction == "rtl" else x
    mm = 72 / 25.4 * boxes.scale
    low = job.layout.trim[1] - y - box[1] - box[3]
    place = [(left + box[0]) * mm, low * mm, box[2] * mm, box[3] * mm]
    shift = [(s + job.layout.bleed * boxes.scale) * 72 / 25.4 for s in boxes.shift]
    with pikepdf.open(BytesIO(pdf)) as document, pikepdf.open(BytesIO(shown.pdf)) as own:
        page = document.pages[list(job.layout.pages).index(zone.page)]
        form = document.copy_foreign(own.pages[0].as_form_xobject())
        name = page.add_resource(form, pikepdf.Name.XObject)
        wide, high = (float(v) for v in form.BBox[2:])
        matrix = f"{place[2] / wide:.6f} 0 0 {place[3] / high:.6f}"
        at = f"{place[0] + shift[0]:.4f} {place[1] + shift[1]:.4f}"
        page.contents_add(f"/Artifact BMC q {matrix} {at} cm {name} Do Q EMC".encode())
        out = BytesIO()
        document.save(out, static_id=True)
        return out.getvalue()
