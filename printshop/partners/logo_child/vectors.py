"""Vectors: the first page of a PDF in the inks of a condition, opaque and trimmed, as vectors."""

import io
from dataclasses import dataclass, replace

import numpy as np
import pikepdf

from printshop.findings import Finding, Where, error, review, stops
from printshop.partners.logo_child.colours import Inks, Repainting, tabled
from printshop.partners.logo_child.flatten import MixedAlphas, flatten, shows_through
from printshop.partners.logo_child.pictures import blacken
from printshop.partners.logo_child.pixels import invisible
from printshop.partners.logo_child.sheet import Box, Trimmed, on_a_page, seen, trimmed, written
from printshop.preflight.child import unfoldable
from printshop.preflight.examine import examine
from printshop.preflight.reading.facts import Reading
from printshop.preflight.rules import LogoState
from printshop.prepress.placed_images import to_press
from printshop.shop.press import Press

COMPARED = 600  # pixels of the longer side
ALIKE = 64  # of 255: rasterisers mix inks a little differently than paints
STRAY = 0.002  # of all pixels: edges


@dataclass(frozen=True)
class Task:
    """What a logo is engraved for: the condition, its profile, and whether in black alone."""

    press: Press
    profile: bytes
    black: bool
    where: Where


def from_pdf(data: bytes, task: Task) -> tuple[Trimmed | None, list[Finding]]:
    """A PDF that somebody handed in; raises ``pikepdf.PdfError`` where it cannot be read."""
    where = task.where
    with pikepdf.open(io.BytesIO(data)) as source:
        told = [*unfoldable(source, where)]
        if not source.pages:
            fix = "export it anew"
            told.append(error("damaged", "the file has no page that can be found", where, fix))
        if stops(told):
            return None, told
        if source.get_warnings():
            fix = "look at the logo on the proof, or ask for the file again"
            told.append(review("damaged", "the file is damaged; it was mended", where, fix))
        pages = len(source.pages)
        if pages > 1:
            message = f"the file has {pages} pages; the first is taken for the logo"
            fix = "send a file of one page, if another is meant"
            told.append(review("logo-pages", message, where, fix))
            del source.pages[1:]
        first = io.BytesIO()
        source.save(first)
        told += _asked(first.getvalue(), task, LogoState.AS_SENT)[1]
        if stops(told):
            return None, told
        made, more = engraved(source, task)
        return made, told + more


def engraved(source: pikepdf.Pdf, task: Task) -> tuple[Trimmed | None, list[Finding]]:
    """The first page of a PDF that is open, in inks, opaque and trimmed, and what is to be said."""
    pdf, form, box = on_a_page(source.pages[0])
    inks = Inks(task.profile, task.press.limits.ink, task.black)
    repainting = Repainting(pdf, inks)
    repainting.content(form, pikepdf.Dictionary())
    if task.black and repainting.left:
        return None, [_in_colour(what, task.where) for what in sorted(repainting.left)]
    tabled(pdf, inks)
    to_press(pdf, task.profile, task.press.limits.ink)
    if task.black:
        blacken(pdf, task.profile)
    if told := _made_opaque(pdf, form, box, task.where):
        return None, told
    made = trimmed(pdf, form, box)
    if made is None:
        return None, [invisible(task.where)]
    reading, told = _asked(made.pdf, task, LogoState.IN_INKS)
    if typed := [run.said for page in reading.pages for run in page.runs if run.said]:
        # A piece has the faces of its language alone: a logo's own would be one nobody asked for.
        message = f"the logo holds text that needs a font: '{typed[0][:30]}'"
        fix = "convert the text to outlines, and export it again"
        told.append(error("logo-text", message, task.where, fix))
    if stops(told):
        return None, told
    coarse = [i.ppi for page in reading.pages for i in page.images if max(i.pixels) > 1]
    return replace(made, pixels=int(min(coarse, default=0) * made.width / 72)), told


def _in_colour(what: str, where: Where) -> Finding:
    message = f"the logo has {what}, which is not drawn in black alone"
    return error("logo-not-drawn", message, where, "send a black version of the logo")


def _made_opaque(pdf: pikepdf.Pdf, form: object, box: Box, where: Where) -> list[Finding]:
    """Mix what shows through with white paper, and see that the logo looks as it did."""
    what = shows_through(pdf)
    if what:
        page: Box = (0.0, 0.0, box[2] - box[0], box[3] - box[1])
        before = seen(written(pdf), page, COMPARED).astype(np.int16)
        try:
            flatten(pdf, form)
            after = seen(written(pdf), page, COMPARED).astype(np.int16)
            same = float(np.any(abs(before - after) > ALIKE, axis=-1).mean()) <= STRAY
        except MixedAlphas:
            same = False
        if not same or shows_through(pdf):
            message = f"the logo is partly see-through ({what}), over more than white paper"
            fix = "flatten its transparency, or send it as a PNG on white"
            return [error("logo-see-through", message, where, fix)]
    for item in pdf.objects:  # an opaque group is what its parts are
        if isinstance(item, pikepdf.Stream) and "/Group" in item:
            del item["/Group"]
    return []


def _asked(data: bytes, task: Task, state: LogoState) -> tuple[Reading, list[Finding]]:
    """A file as it was read, and what the rules for any file say of a logo in this state."""
    return examine(io.BytesIO(data), task.press, (), task.where.path, state)
