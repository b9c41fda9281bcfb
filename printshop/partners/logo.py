"""Logos: a partner's file becomes one trimmed PDF page in inks; the size at which it is set.

This process never parses the file. It checks its size and its first kilobyte; a sandboxed child
(``logo_child``) parses and converts it, and the child's JSON is validated here.
"""

import base64
import json
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from printshop.delivery.deliver import not_written, unwritable, write
from printshop.findings import Finding, Where, error, review, stops
from printshop.orders.model import Logo
from printshop.sandbox.intake import FileKind, check_size, run_child, sha256, why_ended
from printshop.sandbox.messages import ConvertedLogo, InvalidMessage, validated, visible
from printshop.shop.press import Press

ENDINGS = {
    ".svg": "svg",
    ".pdf": "pdf",
    ".ai": "pdf",  # Illustrator's own files are PDFs
    ".png": "png",
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
}
DOOR = FileKind("a logo", "the logo in it", tuple(ENDINGS), 32 << 20)
MAX_OUTPUT = 9 << 20  # bytes of JSON: a PDF of 6 MB in base64
STARTS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
INK_SHARE = 0.16  # of the logo's box: area times darkness
STEP = 10  # pixels: findings ask for widths in multiples of this


def take_logo(
    root: Path,
    path: Path,
    shown: str,
    press: Press,
    black: bool = False,
    picture: Path | None = None,
) -> tuple[Logo | None, list[Finding]]:
    """A file as a logo in the inks of a condition, or None, and findings.

    ``shown`` is the file's name in findings; ``press`` is a CMYK condition with an output intent.
    With ``black`` all inks become black, of the same luminance. The same file gives the same bytes
    on any day and in any folder. ``picture`` is a path in the shop for a PNG: a logo that would be
    printed otherwise than it was received is shown there both ways; for others it is removed.
    """
    name, where = visible(shown), Where(visible(shown))
    profile = root / "presses" / press.intent.profile if press.intent else None
    if profile is None or not profile.is_file():
        message = f"the profile of '{press.name}' is not installed: no logo can be made for it"
        install = press.intent.install if press.intent else ""
        fix = install or "name a condition whose profile is there"
        return None, [error("missing-profile", message, where, fix)]
    _, head, finding = check_size(path, name, DOOR)
    if finding:
        return None, [finding]
    kind = kind_of(head)
    if not kind:
        message = "the file is neither SVG nor PDF, PNG or JPEG"
        fix = "send the logo as SVG or PDF; as PNG or JPEG where there is nothing else"
        return None, [error("not-a-logo", message, where, fix)]
    findings = _misnamed(path, kind, where)
    child_kind = "pixels" if kind in STARTS.values() else kind
    arguments = [str(root.resolve()), press.name, str(path.resolve()), name, child_kind]
    process = run_child(
        "partners.logo_child.child", [*arguments, "black" if black else ""], MAX_OUTPUT
    )
    try:
        answer = _checked(validated(ConvertedLogo, json.loads(process.output)))
    except (InvalidMessage, ValueError, RecursionError):
        fix = "export the logo anew, simpler if you can"
        message = f"the logo was not read to its end: {why_ended(process)}"
        return None, [*findings, error("not-examined", message, where, fix)]
    findings += _shown(root, picture, answer)
    if answer.pdf is None or stops(findings):
        return None, findings
    pdf = base64.b64decode(answer.pdf)
    digest = sha256(path)
    return Logo(name, digest, pdf, answer.aspect, answer.pixels, answer.ink), findings


def _shown(root: Path, picture: Path | None, answer: ConvertedLogo) -> Iterator[Finding]:
    """The child's findings; the one about a difference says where it is shown."""
    if picture is None:
        yield from answer.findings
        return
    place = picture.relative_to(root).as_posix()
    try:
        picture.unlink(missing_ok=True)
        if answer.picture:
            write(picture, base64.b64decode(answer.picture))
    except OSError as problem:
        if not unwritable(problem):
            raise
        yield from (*answer.findings, not_written(problem, place))
        return
    for finding in answer.findings:
        if answer.picture and finding.code == "logo-not-drawn":
            look = f"look at {place}: what was received is on the left"
            finding = replace(finding, fix=f"{look}; {finding.fix}")
        yield finding


def kind_of(head: bytes) -> str:
    """The format of a file by its first bytes: ``svg``, ``pdf``, ``png``, ``jpeg``, or empty."""
    for start, kind in STARTS.items():
        if head.startswith(start):
            return kind
    if b"%PDF-" in head:
        return "pdf"
    encoding = next((e for mark, e in MARKS.items() if head.startswith(mark)), "utf-8")
    text = head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n")
    return "svg" if text.startswith(("<svg", "<?xml", "<!--", "<!DOCTYPE svg")) else ""


def _misnamed(path: Path, kind: str, where: Where) -> list[Finding]:
    ending = path.suffix.lower()
    if ENDINGS.get(ending) == kind:
        return []
    message = f"the file is a {kind.upper()}, whatever its name says; it was read as one"
    fix = f"call it '{visible(path.stem)}.{kind}'"
    return [review("logo-misnamed", message, where, fix)]


def _checked(answer: ConvertedLogo) -> ConvertedLogo:
    """The child's answer; raises ``InvalidMessage`` where its values contradict each other."""
    if answer.pdf is None:
        if not stops(answer.findings):
            raise InvalidMessage("there is no logo, and no reason")
    elif not (answer.aspect > 0 and answer.pixels >= 0 and 0 <= answer.ink <= 1):
        raise InvalidMessage("no logo has such measures")
    return answer


def set_size(logo: Logo, box: tuple[float, float]) -> tuple[float, float]:
    """Width and height in mm of a logo in a ``box`` of mm; all get the same optical weight.

    Optical weight is area times darkness: each logo covers the same share of its box with ink, dark
    ones on less area, light ones on more, up to the whole box. So a darker logo is never set larger
    than a lighter one of its shape, and none exceeds its box.
    """
    width, height = box
    largest = min(width, height * logo.aspect)
    if logo.ink <= 0:
        return largest, largest / logo.aspect
    area = INK_SHARE * width * height / logo.ink
    set_width = min(largest, math.sqrt(area * logo.aspect))
    return set_width, set_width / logo.aspect


def too_coarse(logo: Logo, width: float, press: Press, partner: str, where: Where) -> list[Finding]:
    """The finding ``low-resolution`` for a ``partner``'s logo that is set ``width`` mm wide.

    ``where`` is the partner's place in the order.
    """
    limits = press.limits.picture
    ppi = logo.pixels / (width / 25.4)
    if not logo.pixels or ppi >= limits.review:
        return []
    needed = math.ceil(round(limits.review * width / 25.4, 6) / STEP) * STEP
    limit = limits.error if ppi < limits.error else limits.review
    message = (
        f"'{logo.name}', the logo of '{partner}', has {logo.pixels:,} pixels across: {ppi:.0f} ppi "
        f"at {width:.0f} mm; the limit is {limit:g} ppi"
    )
    fix = f"send it at least {needed:,} pixels wide, or as vectors"
    if ppi < limits.error:
        return [error("low-resolution", message, where, fix)]
    return [review("low-resolution", message, where, fix)]
