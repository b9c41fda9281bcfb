"""Preflight: examine a finished PDF, ours or from outside, rule by rule."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import printshop.preflight.checks  # noqa: F401  # registers the rules
from printshop.findings import Finding, accept
from printshop.preflight.reading.facts import Reading
from printshop.preflight.reading.read import read_pdf
from printshop.preflight.reading.stamped import Known, read_stamped
from printshop.preflight.rules import NO_LOGO, Case, Expected, LogoState, ask
from printshop.reading.yaml_file import digest
from printshop.sandbox.messages import Condition, Examination, PageBoxes
from printshop.shop.job import Composition, Picture, PressFile, Rendering
from printshop.shop.press import Press


def opened(file: PressFile, rendering: Rendering, pictures: tuple[Picture, ...]) -> Case:
    """A file of ours, read, with what it should contain: what the rules are applied to."""
    reading = read_pdf(BytesIO(file.pdf))
    expected = Expected(file, rendering.composition, rendering.fits)
    return Case(reading, pictures, file.press, expected, source=BytesIO(file.pdf))


def preflight_stamped(
    base: Known,
    pdf: bytes,
    composition: Composition,
    pictures: bool,
    path: str,
    mark: str = "",
) -> tuple[Reading, list[Finding]]:
    """The facts and the findings of a version that was stamped from an examined base.

    ``composition`` is the base's with the zone in it; ``pictures``: whether the partner's logo has
    pixel images; ``mark`` is its edition mark. The rules are those for any file of ours.
    """
    case = base.case
    file = replace(case.expected.file, pdf=pdf, job=composition.job, mark=mark)
    expected = Expected(file, composition, case.expected.fits, pictures)
    reading = read_stamped(base, pdf)
    stamped = Case(reading, case.pictures, case.press, expected, case, source=BytesIO(pdf))
    return reading, findings_of(stamped, path)


def examine(
    pdf: Path | BytesIO,
    press: Press,
    pictures: tuple[Picture, ...],
    path: str,
    logo: LogoState = NO_LOGO,
) -> tuple[Reading, list[Finding]]:
    """The facts of any PDF, and its findings against a printing condition.

    ``pictures`` are of its pages' trims, in order, and may be fewer; ``path`` names the file in
    the findings; ``logo``: it holds a partner's, in which state. Raises ``pikepdf.PdfError`` where
    it is no PDF; a file that wants a password comes back without pages. Nothing of it is run or
    fetched; it is not bounded in memory: callers open foreign files in a process of their own.
    """
    reading = read_pdf(pdf)
    return reading, findings_of(Case(reading, pictures, press, logo=logo, source=pdf), path)


def edition(root: Path, press: Press) -> str:
    """The edition of a condition's limits: 8 hexadecimal digits that change with its file."""
    return digest((root / "presses" / f"{press.name}.yaml").read_bytes())[:8]


def examined(reading: Reading, press: Press, edition: str, findings: list[Finding]) -> Examination:
    """What a report tells of a file that was read; ``edition`` names the state of the limits."""
    limits = press.limits
    measured = Condition(
        press.name,
        press.title,
        press.standard,
        press.intent.identifier if press.intent else "",
        edition,
        limits.ink,
        press.bleed,
        limits.smallest_type,
    )
    page_boxes = tuple(PageBoxes(p.media, p.bleed, p.trim or p.art) for p in reading.pages)
    return Examination(measured, reading.page_count, page_boxes, tuple(findings))


def findings_of(case: Case, path: str) -> list[Finding]:
    """The findings of all rules for a file; those that the condition accepts are notes."""
    accepted = {a.code: a.reason for a in case.press.accepted}
    return accept(ask(case, path), accepted)
