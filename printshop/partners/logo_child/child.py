"""The child process that converts a partner's logo for the press.

``logo`` starts it with the file's path and nothing of its content. Before it opens the file it sets
its own limits: memory, CPU seconds, no writing, no further process. It writes one line of JSON.
Nothing in the file is run, and nothing is fetched.
"""

import base64
import io
import sys
from dataclasses import asdict
from pathlib import Path

import pikepdf

from printshop.findings import Finding, Where, error
from printshop.partners.logo_child.draw import CannotDraw, draw, load
from printshop.partners.logo_child.opaque import as_picture
from printshop.partners.logo_child.pixels import convert_picture, halve, invisible
from printshop.partners.logo_child.referee import judge_pdf, judge_svg
from printshop.partners.logo_child.sheet import TrimmedLogo, page_of_pixels
from printshop.partners.logo_child.svg import clean
from printshop.partners.logo_child.vectors import Target, convert_page, convert_pdf
from printshop.preflight.child import condition, not_examined
from printshop.sandbox.messages import Base64, Base64Pdf, ConvertedLogo
from printshop.sandbox.process import Limits, confine, result_writer

LIMITS = Limits(memory=2 << 30, seconds=20, files=64)
# What keeps a drawing from being converted as vectors: then it becomes a picture.
AS_PICTURE = {"logo-see-through", "logo-not-drawn", "rgb"}
LARGEST = 6_000_000  # bytes of the resulting PDF


def main(arguments: list[str]) -> int:
    """Convert one file and write the result to stdout; returns the exit code, always 0.

    ``arguments``: the shop's root, condition, path, name in findings, kind, 'black' or ''.
    """
    root, press_name, path, shown, kind, black = arguments
    write_result = result_writer()
    sys.dont_write_bytecode = True
    where = Where(shown)
    press, findings = condition(Path(root), press_name)
    if press is None or press.intent is None:
        write_result(asdict(ConvertedLogo(None, 0.0, 0, 0.0, tuple(findings))))
        return 0
    profile = (Path(root) / "presses" / press.intent.profile).read_bytes()
    empty = Path.cwd()
    if kind == "svg":
        load(empty)
    confine(LIMITS)
    result = convert_file(Path(path), kind, Target(press, profile, bool(black), where), empty)
    write_result(asdict(result))
    return 0


def convert_file(path: Path, kind: str, target: Target, empty: Path) -> ConvertedLogo:
    """A file of the kind ``svg``, ``pdf`` or ``pixels`` as a logo, or findings; raises nothing.

    ``empty`` is an empty folder, all that the renderer could read from.
    """
    where = target.where
    try:
        data = path.read_bytes()
        if kind == "pixels":
            return _pixels(data, target)
        logo, findings = (
            convert_pdf(data, target) if kind == "pdf" else _from_svg(data, target, empty)
        )
        if logo is None:
            return _result(None, findings)
        if len(logo.pdf) > LARGEST:
            return _result(None, [*findings, _too_large(len(logo.pdf), where)])
        refused, picture = (
            judge_pdf(logo, target) if kind == "pdf" else judge_svg(data, logo, target)
        )
        if refused:
            return _result(None, [*findings, *refused], picture)
        return _result(logo, findings)
    except pikepdf.PasswordError:
        fix = "save it without a password: a press cannot open it either"
        message = "the file opens with a password only"
        return _result(None, [error("encrypted", message, where, fix)])
    except MemoryError:
        return _result(None, [not_examined("it needs more memory than 2 GB", where)])
    except pikepdf.PdfError:
        fix = "ask for the file again, or export it anew: it may have been cut off on its way"
        return _result(None, [error("damaged", "the file is broken", where, fix)])
    except Exception as problem:  # noqa: BLE001  # a file from outside may cause any error
        reason = f"its content cannot be followed ({type(problem).__name__})"
        return _result(None, [not_examined(reason, where)])


def _result(
    logo: TrimmedLogo | None, findings: list[Finding], picture: bytes = b""
) -> ConvertedLogo:
    unique = tuple(dict.fromkeys(findings))
    if logo is None:
        shown = Base64(base64.b64encode(picture).decode()) if picture else None
        return ConvertedLogo(None, 0.0, 0, 0.0, unique, shown)
    aspect = round(logo.width / logo.height, 5)
    return ConvertedLogo(_base64(logo.pdf), aspect, logo.pixels, logo.ink, unique)


def _base64(pdf: bytes) -> Base64Pdf:
    return Base64Pdf(base64.b64encode(pdf).decode())


def _too_large(size: int, where: Where) -> Finding:
    message = f"the logo has {size / 1e6:.1f} MB in inks; at most {LARGEST / 1e6:.0f} MB are taken"
    return error("logo-too-large", message, where, "simplify it, or send it as a PNG")


def _pixels(data: bytes, target: Target) -> ConvertedLogo:
    press = target.press
    picture, findings = convert_picture(
        data, target.profile, press.limits.ink, target.black, target.where
    )
    if picture is None:
        return ConvertedLogo(None, 0.0, 0, 0.0, tuple(findings))
    inks = picture.inks
    pdf = page_of_pixels(inks)
    while len(pdf) > LARGEST:  # a photograph for a logo: half the pixels are still many
        inks = halve(inks)
        pdf = page_of_pixels(inks)
    aspect = round(picture.inks.shape[1] / picture.inks.shape[0], 5)
    across = picture.across if inks is picture.inks else min(picture.across, inks.shape[1])
    return ConvertedLogo(_base64(pdf), aspect, across, picture.ink, tuple(findings))


def _from_svg(data: bytes, target: Target, empty: Path) -> tuple[TrimmedLogo | None, list[Finding]]:
    svg, size, findings = clean(data, target.where)
    if findings:
        return None, findings
    try:
        pdf = draw(empty, svg, size)
    except CannotDraw as problem:
        message = f"the SVG cannot be drawn: {problem}"
        fix = "save it again as plain SVG, or send the logo as PDF"
        return None, [error("logo-not-drawn", message, target.where, fix)]
    logo, findings = _converted(pdf, target)
    if logo is None and {finding.code for finding in findings} <= AS_PICTURE:
        picture = as_picture(pdf)
        return _converted(picture, target) if picture else (None, [invisible(target.where)])
    return logo, findings


def _converted(pdf: bytes, target: Target) -> tuple[TrimmedLogo | None, list[Finding]]:
    with pikepdf.open(io.BytesIO(pdf)) as drawing:
        return convert_page(drawing, target)
