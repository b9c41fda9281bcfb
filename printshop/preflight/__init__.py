"""Preflight: examine a finished file as a print shop would, rule by rule; ours or anybody's."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from printshop.condition import Press
from printshop.findings import Finding, accept
from printshop.job import Composition, Picture, PressFile, Rendering
from printshop.preflight import (
    boxes,
    code,
    colour,
    content,
    folds,
    fonts,
    images,
    ink,
    lettering,
    tags,
    text,
)
from printshop.preflight.facts import Reading
from printshop.preflight.reading import read_pdf
from printshop.preflight.rules import RULES, Case, Wanted, ask
from printshop.preflight.stamped import Known, known, read_stamped

__all__ = [
    "RULES",
    "Known",
    "boxes",
    "code",
    "colour",
    "content",
    "examine",
    "folds",
    "fonts",
    "images",
    "ink",
    "known",
    "lettering",
    "opened",
    "preflight",
    "preflight_stamped",
    "tags",
    "text",
]


def preflight(
    file: PressFile, rendering: Rendering, pictures: tuple[Picture, ...], path: str
) -> list[Finding]:
    """All that is to be said of a file of ours; findings the condition accepts come as notes."""
    return _findings(opened(file, rendering, pictures), path)


def opened(file: PressFile, rendering: Rendering, pictures: tuple[Picture, ...]) -> Case:
    """A file of ours as the rules are asked of it."""
    reading = read_pdf(BytesIO(file.pdf))
    wanted = Wanted(file, rendering.composition, rendering.fits)
    return Case(reading, pictures, file.press, wanted)


def preflight_stamped(
    base: Known, pdf: bytes, composition: Composition, phones: tuple[str, ...], path: str
) -> list[Finding]:
    """All that is to be said of a file that was stamped from one that was examined.

    ``composition`` is the base's with the zone in it, ``phones`` the numbers that came with it. The
    same rules are asked as of any file of ours.
    """
    old = base.case
    file = replace(old.own.file, pdf=pdf)
    wanted = Wanted(file, composition, old.own.fits, phones)
    reading = read_stamped(base, pdf)
    return _findings(Case(reading, old.pictures, old.press, wanted, old), path)


def examine(
    pdf: Path | BytesIO, press: Press, pictures: tuple[Picture, ...], path: str
) -> tuple[Reading, list[Finding]]:
    """What any file says, and all that is to be said of it against a printing condition.

    ``pictures`` are of its pages' trims, in order, and may be fewer; ``path`` names the file in
    the findings. Raises ``pikepdf.PdfError`` where it is no PDF; a file that wants a password comes
    back without pages. Nothing of it is run or fetched; it is not bounded in memory: callers open
    foreign files in a process of their own.
    """
    reading = read_pdf(pdf)
    return reading, _findings(Case(reading, pictures, press), path)


def _findings(case: Case, path: str) -> list[Finding]:
    accepted = {a.code: a.reason for a in case.press.accepted}
    return accept(ask(case, path), accepted)
