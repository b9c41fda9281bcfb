"""Logos: what a partner hands in becomes one small page in inks; and how large it is set.

This process never parses the file. It weighs it, reads its first kilobyte, and has a child
(``engraver``) do the rest under limits; what the child says is taken with suspicion.
"""

import base64
import json
import math
from pathlib import Path

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
MAX_OUTPUT = 9 << 20  # bytes: a PDF of 6 MB in base64
STARTS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
SHARE = 0.16  # of its room that a logo inks; half a room in mid gray has three times that
STEP = 10  # pixels: widths are asked for in round numbers


def take_logo(
    root: Path, path: Path, shown: str, press: Press, black: bool = False
) -> tuple[Logo | None, list[Finding]]:
    """A file as a logo in the inks of a condition, or None, and all that is to be said of it.

    ``shown`` is what findings call the file; ``press`` is a CMYK condition with an intent. With
    ``black`` all inks become the black one, of the same luminance. The same file makes the same
    bytes on any day, in any folder.
    """
    name, where = visible(shown), Where(visible(shown))
    profile = root / "presses" / press.intent.profile if press.intent else None
    if profile is None or not profile.is_file():
        message = f"the profile of '{press.name}' is not installed: no logo can be made for it"
        install = press.intent.install if press.intent else ""
        fix = install or "name a condition whose profile is there"
        return None, [error("missing-profile", message, where, fix)]
    _, head, told = check_size(path, name, DOOR)
    if told:
        return None, [told]
    kind = kind_of(head)
    if not kind:
        message = "the file is neither SVG nor PDF, PNG or JPEG"
        fix = "send the logo as SVG or PDF; as PNG or JPEG where there is nothing else"
        return None, [error("not-a-logo", message, where, fix)]
    findings = _misnamed(path, kind, where)
    way = "pixels" if kind in STARTS.values() else kind
    arguments = [str(root.resolve()), press.name, str(path.resolve()), name, way]
    ran = run_child("partners.logo_child.child", [*arguments, "black" if black else ""], MAX_OUTPUT)
    try:
        made = _believed(validated(ConvertedLogo, json.loads(ran.output)))
    except (InvalidMessage, ValueError, RecursionError):
        fix = "export the logo anew, simpler if you can"
        message = f"the logo was not read to its end: {why_ended(ran)}"
        return None, [*findings, error("not-examined", message, where, fix)]
    findings += made.findings
    if made.pdf is None or stops(findings):
        return None, findings
    pdf = base64.b64decode(made.pdf)
    digest = sha256(path)
    return Logo(name, digest, pdf, made.aspect, made.pixels, made.ink), findings


def kind_of(head: bytes) -> str:
    """What a file is by its first bytes: ``svg``, ``pdf``, ``png``, ``jpeg``, or empty."""
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


def _believed(made: ConvertedLogo) -> ConvertedLogo:
    """What the child said, if a logo can be so; raises ``InvalidMessage``."""
    if made.pdf is None:
        if not stops(made.findings):
            raise InvalidMessage("there is no logo, and no reason")
    elif not (made.aspect > 0 and made.pixels >= 0 and 0 <= made.ink <= 1):
        raise InvalidMessage("no logo has such measures")
    return made


def set_size(logo: Logo, room: tuple[float, float]) -> tuple[float, float]:
    """Width and height in mm in a room of so many mm, so that all logos weigh alike to the eye.

    Weight is area times darkness: each logo inks the same share of its room, dense ones on less
    area, light ones on more, until the room is full. So a darker logo is never set larger than a
    lighter one of its shape, and none leaves its room.
    """
    width, height = room
    fits = min(width, height * logo.aspect)
    if logo.ink <= 0:
        return fits, fits / logo.aspect
    area = SHARE * width * height / logo.ink
    across = min(fits, math.sqrt(area * logo.aspect))
    return across, across / logo.aspect


def too_coarse(logo: Logo, width: float, press: Press, where: Where) -> list[Finding]:
    """What is to be said of a logo of pixels at so many mm across on paper; nothing of vectors."""
    limits = press.limits.picture
    ppi = logo.pixels / (width / 25.4)
    if not logo.pixels or ppi >= limits.review:
        return []
    wanted = math.ceil(round(limits.review * width / 25.4, 6) / STEP) * STEP
    limit = limits.error if ppi < limits.error else limits.review
    message = (
        f"the logo has {logo.pixels:,} pixels across: {ppi:.0f} ppi at {width:.0f} mm; "
        f"the limit is {limit:g} ppi"
    )
    fix = f"send it at least {wanted:,} pixels wide, or as vectors"
    if ppi < limits.error:
        return [error("low-resolution", message, where, fix)]
    return [review("low-resolution", message, where, fix)]
