"""A logo as vectors: the first page of a PDF in the inks of a condition, flattened and trimmed."""

import io
from dataclasses import dataclass, replace

import numpy as np
import pikepdf

from printshop.findings import Finding, Where, error, review, stops
from printshop.partners.logo_child.colours import FormConverter, InkConversion, convert_tables
from printshop.partners.logo_child.flatten import CannotFlatten, flatten, transparency
from printshop.partners.logo_child.pictures import blacken
from printshop.partners.logo_child.pixels import invisible
from printshop.partners.logo_child.sheet import (
    Box,
    TrimmedLogo,
    place_on_page,
    rasterise,
    serialise,
    trim,
)
from printshop.preflight.child import unfoldable
from printshop.preflight.examine import examine
from printshop.preflight.reading.facts import Reading
from printshop.preflight.rules import LogoState
from printshop.prepress.placed_images import to_press
from printshop.shop.press import Press

COMPARED_SIDE = 600  # pixels of the longer side
TOLERANCE = 64  # of 255: a rasteriser blends transparent inks a little differently
EDGE_SHARE = 0.002  # of all pixels that may differ: antialiased edges


@dataclass(frozen=True)
class Target:
    """What a logo is converted for: the condition, its ICC profile, ``black``: only black ink.

    ``where`` is the place that findings name.
    """

    press: Press
    profile: bytes
    black: bool
    where: Where


def convert_pdf(data: bytes, target: Target) -> tuple[TrimmedLogo | None, list[Finding]]:
    """The first page of a PDF file as a logo, or None, and findings.

    Raises ``pikepdf.PdfError``, and other errors of its content, where the file cannot be read.
    """
    where = target.where
    with pikepdf.open(io.BytesIO(data)) as source:
        findings = [*unfoldable(source, where)]
        if not source.pages:
            fix = "export it anew"
            findings.append(error("damaged", "the file has no page that can be found", where, fix))
        if stops(findings):
            return None, findings
        if source.get_warnings():
            fix = "look at the logo on the proof, or ask for the file again"
            findings.append(review("damaged", "the file is damaged; it was repaired", where, fix))
        pages = len(source.pages)
        if pages > 1:
            message = f"the file has {pages} pages; the first is taken for the logo"
            fix = "send a file of one page, if another is meant"
            findings.append(review("logo-pages", message, where, fix))
            del source.pages[1:]
        first = io.BytesIO()
        source.save(first)
        findings += _preflight(first.getvalue(), target, LogoState.AS_RECEIVED)[1]
        if stops(findings):
            return None, findings
        logo, conversion_findings = convert_page(source, target)
        return logo, findings + conversion_findings


def convert_page(source: pikepdf.Pdf, target: Target) -> tuple[TrimmedLogo | None, list[Finding]]:
    """The first page of an open PDF in inks, flattened and trimmed, or None, and findings."""
    pdf, form, box = place_on_page(source.pages[0])
    if transparency(pdf) and not _flattened(pdf, form, box):  # its inks are flattened below
        pdf, form, box = place_on_page(source.pages[0])
    received = serialise(pdf)
    inks = InkConversion(target.profile, target.press.limits.ink, target.black)
    converter = FormConverter(pdf, inks)
    converter.content(form, pikepdf.Dictionary())
    if target.black and converter.left:
        return None, [_in_colour(what, target.where) for what in sorted(converter.left)]
    if converter.left:  # nothing more is drawn of what is refused
        _, findings = _preflight(serialise(pdf), target, LogoState.AFTER_CONVERSION)
        if stops(findings):
            return None, findings
    convert_tables(pdf, inks)
    to_press(pdf, target.profile, target.press.limits.ink)
    if target.black:
        blacken(pdf, target.profile)
    if findings := _flatten(pdf, form, box, target.where):
        return None, findings
    logo = trim(pdf, form, box)
    if logo is None:
        return None, [invisible(target.where)]
    reading, findings = _preflight(logo.pdf, target, LogoState.AFTER_CONVERSION)
    if text_runs := [r.logical_text for page in reading.pages for r in page.runs if r.logical_text]:
        # A piece has the fonts of its language only: preflight would refuse those of a logo.
        message = f"the logo holds text that needs a font: '{text_runs[0][:30]}'"
        fix = "convert the text to outlines, and export it again"
        findings.append(error("logo-text", message, target.where, fix))
    if stops(findings):
        return None, findings
    coarse = [i.ppi for page in reading.pages for i in page.images if max(i.pixels) > 1]
    pixels = int(min(coarse, default=0) * logo.width / 72)
    return replace(logo, pixels=pixels, received=received), findings


def _in_colour(element: str, where: Where) -> Finding:
    message = f"the logo has {element}, which is not drawn in black alone"
    return error("logo-not-drawn", message, where, "send a black version of the logo")


def _flatten(pdf: pikepdf.Pdf, form: object, box: Box, where: Where) -> list[Finding]:
    """Flatten the transparency that is left onto white, in inks, in place.

    The finding ``logo-see-through`` where the logo would look different.
    """
    reason = transparency(pdf)
    if reason and not _flattened(pdf, form, box):
        message = f"the logo is partly transparent ({reason}), over more than white paper"
        fix = "flatten its transparency, or send it as a PNG on white"
        return [error("logo-see-through", message, where, fix)]
    for item in pdf.objects:  # an opaque group looks like its parts
        if isinstance(item, pikepdf.Stream) and "/Group" in item:
            del item["/Group"]
    return []


def _flattened(pdf: pikepdf.Pdf, form: object, box: Box) -> bool:
    """Flatten onto white, in place; whether all is opaque after that and looks the same."""
    page: Box = (0.0, 0.0, box[2] - box[0], box[3] - box[1])
    transparent = serialise(pdf)
    try:
        flatten(pdf, form)
    except CannotFlatten:
        return False
    opaque = serialise(pdf)
    if transparency(pdf):
        return False
    before, after = (
        rasterise(data, page, COMPARED_SIDE).astype(np.int16) for data in (transparent, opaque)
    )
    return float(np.any(abs(before - after) > TOLERANCE, axis=-1).mean()) <= EDGE_SHARE


def _preflight(data: bytes, target: Target, state: LogoState) -> tuple[Reading, list[Finding]]:
    """A file as read, and the findings of the rules that apply to a logo in this state."""
    return examine(io.BytesIO(data), target.press, (), target.where.path, state)
