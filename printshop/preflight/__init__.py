"""Preflight: examine the finished file as a print shop would, rule by rule."""

from io import BytesIO

from printshop.findings import Finding, accept
from printshop.job import Picture, PressFile, Rendering
from printshop.preflight import boxes, code, colour, fonts, tags, text
from printshop.preflight.reading import read_pdf
from printshop.preflight.rules import RULES, Case, ask

__all__ = ["RULES", "boxes", "code", "colour", "fonts", "preflight", "tags", "text"]


def preflight(
    file: PressFile, rendering: Rendering, pictures: tuple[Picture, ...], path: str
) -> list[Finding]:
    """All that is to be said of a press file; findings the condition accepts come as notes."""
    reading = read_pdf(BytesIO(file.pdf))
    case = Case(file, rendering.composition, rendering.fits, reading, pictures)
    accepted = {a.code: a.reason for a in file.press.accepted}
    return accept(ask(case, path), accepted)
