"""A piece as it looks now: its pages and what there is to say about it, whatever is wrong.

The pages are those of its press file, so colours and sizes are as on the proof. To examine the
file as preflight does takes about as long again: that is asked for by itself.
"""

import traceback
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from printshop.checks.check import check
from printshop.checks.on_day import on_day
from printshop.commands import faults
from printshop.delivery.up_to_date import layout_digest
from printshop.findings import Finding, Severity, Where, did_you_mean, error, in_order, stops
from printshop.pipeline import set_piece
from printshop.preflight.examine import findings_of, opened
from printshop.prepress import impose
from printshop.prepress.press_file import ink_artwork, place_artwork
from printshop.proofing.rasterise import proof, rasterise
from printshop.shop import catalog, editions
from printshop.shop.files import read_shop
from printshop.shop.job import JobTicket, PressFile, Rendering, Shop
from printshop.shop.sign_off_reviews import since_signed

SIDE = 1400  # pixels of a page's longer side: text of 6 pt can be read on a poster of A4
STOPPED = "report this with the lines in the terminal, and take the last change back"


@dataclass(frozen=True)
class Page:
    """A page: the name of its side, its picture as PNG, and the picture's pixels."""

    side: str
    png: bytes
    pixels: tuple[int, int]


@dataclass(frozen=True)
class Look:
    """A piece as it was made just now: its pages, or none where a finding stopped it.

    ``made`` is the file with what it was made from, and ``direction`` that of its language.
    """

    findings: tuple[Finding, ...]
    pages: tuple[Page, ...] = ()
    made: tuple[Rendering, PressFile] | None = None
    direction: str = "ltr"


def look(root: Path, target: str, today: date) -> Look:
    """The piece ``target`` (``nl/leaflet``) as the files of the shop at ``root`` have it now.

    A fault of the program is a finding as well; its traceback is printed.
    """
    try:
        return _look(root, target, today)
    except Exception as problem:  # noqa: BLE001  # the next change may put it right
        return Look((_fault(problem),))


def examined(piece: Look, target: str) -> list[Finding]:
    """What preflight finds in the file of a piece, and what changed since it was signed off."""
    if piece.made is None:
        return []
    rendering, file = piece.made
    try:
        layout = layout_digest(file.job.shop, file.job.ticket.layout)
        signed = since_signed(rendering.composition, layout)
        case = opened(file, rendering, rasterise(file.pdf))
        return in_order([*signed, *findings_of(case, target)])
    except Exception as problem:  # noqa: BLE001  # as above
        return [_fault(problem)]


def unknown(shop: Shop, target: str) -> Finding | None:
    """The error about a piece that the shop does not have."""
    pieces = catalog.to_sign_off(shop)
    if target in pieces:
        return None
    message, fix = f"there is no piece '{target}'", did_you_mean(target, pieces)
    return error("unknown-name", message, Where("watch"), fix)


def _fault(problem: Exception) -> Finding:
    traceback.print_exception(problem)
    return faults.fault(f"the program stopped: {problem!r}", STOPPED)


def _look(root: Path, target: str, today: date) -> Look:
    shop, reading = read_shop(root)
    if shop is None:
        return Look(_errors(reading))
    if not_there := unknown(shop, target):
        return Look((not_there, *_errors(reading)))
    ticket = catalog.to_sign_off(shop)[target]
    findings = catalog.with_borrowers(shop, [*reading, *check(shop, ticket.languages)])
    findings += on_day(shop, today)
    return _made(shop, ticket, catalog.concerning(ticket, findings))


def _errors(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(in_order(f for f in findings if f.severity is Severity.ERROR))


def _made(shop: Shop, ticket: JobTicket, findings: list[Finding]) -> Look:
    """A piece, made for the first printing condition that nothing stops; ``findings`` are its own.

    A condition that is made without being asked for comes first.
    """
    job = catalog.resolve(shop, ticket)
    direction = job.language.direction
    general = [f for f in findings if not f.scope.press]
    rendering, about_words, about_setting = set_piece(shop, ticket, general)
    known = [*about_words, *about_setting]
    if rendering is None or stops(known):
        return Look(tuple(in_order(known)), direction=direction)
    made_for = [press for press in shop.presses.values() if job.sizes_for(press)]
    if not made_for:
        message, fix = "no printing condition is made in a size of this piece", "add one"
        nothing = error("nothing-to-make", message, Where("presses/"), fix)
        return Look((*in_order(known), nothing), direction=direction)
    about = {p.name: [f for f in findings if f.scope.press == p.name] for p in made_for}
    press = min(made_for, key=lambda p: (stops(about[p.name]), p.made != "default"))
    size = job.sizes_for(press)[0]
    known += [*about[press.name], *impose.check(job, size, press)]
    if stops(known):
        return Look(tuple(in_order(known)), direction=direction)
    boxes = impose.boxes(job.layout, size, press)
    mark = editions.mark(editions.edition_of(rendering.composition), press.name, size)
    file = place_artwork(ink_artwork(rendering, press), size, boxes, mark)
    pictures = rasterise(file.pdf, SIDE * 25.4 / max(job.sizes[size]))
    pages = tuple(
        Page(job.side(n), proof(picture, n).png, picture.image.size)
        for n, picture in enumerate(pictures, 1)
    )
    return Look(tuple(in_order(known)), pages, (rendering, file), direction)
