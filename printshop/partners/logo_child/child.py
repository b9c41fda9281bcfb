"""The engraver: makes a partner's logo ready for the press, in a process of its own.

Started by ``logo`` with a path and nothing else that the file says, it binds itself before it opens
the file: memory, seconds, no writing, no further process. It answers with one line of JSON. Nothing
in the file is run, and nothing is fetched.
"""

import base64
import io
import os
import sys
from dataclasses import asdict
from pathlib import Path

import pikepdf

from printshop.findings import Finding, Where, error
from printshop.partners.logo_child.pixels import halved, inked
from printshop.partners.logo_child.sheet import Trimmed, of_pixels
from printshop.partners.logo_child.svg import cleaned
from printshop.partners.logo_child.vectors import Task, engraved, from_pdf
from printshop.preflight.child import condition, not_examined
from printshop.sandbox.messages import Base64Pdf, Engraved
from printshop.sandbox.process import Limits, confine, result_writer
from printshop.typesetting.assets import Unset
from printshop.typesetting.render import draw_svg, ready

LIMITS = Limits(memory=2 << 30, seconds=20, files=64)
LARGEST = 6_000_000  # bytes of the PDF that is made


def main(arguments: list[str]) -> int:
    """Engrave one file: root of the shop, condition, path, name to show, kind, 'black' or ''."""
    root, press_name, path, shown, kind, black = arguments
    say = result_writer()
    sys.dont_write_bytecode = True
    where = Where(shown)
    press, told = condition(Path(root), press_name)
    if press is None or press.intent is None:
        say(asdict(Engraved(None, 0.0, 0, 0.0, tuple(told))))
        return 0
    profile = (Path(root) / "presses" / press.intent.profile).read_bytes()
    # The renderer's root is the empty folder that this process stands in: there is nothing to find.
    empty = Path.cwd()
    if kind == "svg":
        os.environ["TMPDIR"] = str(empty)
        ready(empty)
    confine(LIMITS)
    made = engrave_file(Path(path), kind, Task(press, profile, bool(black), where), empty)
    say(asdict(made))
    return 0


def engrave_file(path: Path, kind: str, task: Task, empty: Path) -> Engraved:
    """A file of a kind, ``svg``, ``pdf`` or ``pixels``, as a logo; nothing in it raises.

    ``empty`` is a folder in which the renderer finds nothing.
    """
    where = task.where
    try:
        data = path.read_bytes()
        if kind == "pixels":
            return _pixels(data, task)
        made, told = from_pdf(data, task) if kind == "pdf" else _from_svg(data, task, empty)
        if made is not None and len(made.pdf) > LARGEST:
            return _said(None, [*told, _heavy(len(made.pdf), where)])
        return _said(made, told)
    except pikepdf.PasswordError:
        fix = "save it without a password: a press cannot open it either"
        return _said(None, [error("encrypted", "the file opens with a password only", where, fix)])
    except MemoryError:
        return _said(None, [not_examined("it needs more memory than 2 GB", where)])
    except pikepdf.PdfError:
        fix = "ask for the file again, or export it anew: it may have been cut off on its way"
        return _said(None, [error("damaged", "the file is broken", where, fix)])
    except Exception as why:  # noqa: BLE001  # a foreign file can do anything wrong: it is told
        reason = f"its content cannot be followed ({type(why).__name__})"
        return _said(None, [not_examined(reason, where)])


def _lost(line: str, where: Where) -> Finding:
    fix = "take out what it cannot draw, or send the logo as PDF"
    if "data:image/svg" in line:  # the line would quote the whole drawing
        line = "the drawing cannot be drawn"
    return error("renderer", f"the renderer says: {line[:300]}", where, fix)


def _said(made: Trimmed | None, told: list[Finding]) -> Engraved:
    found = tuple(dict.fromkeys(told))
    if made is None:
        return Engraved(None, 0.0, 0, 0.0, found)
    aspect = round(made.width / made.height, 5)
    return Engraved(_packed(made.pdf), aspect, made.pixels, made.ink, found)


def _packed(pdf: bytes) -> Base64Pdf:
    return Base64Pdf(base64.b64encode(pdf).decode())


def _heavy(size: int, where: Where) -> Finding:
    message = f"the logo has {size / 1e6:.1f} MB in inks; at most {LARGEST / 1e6:.0f} MB are taken"
    return error("logo-too-large", message, where, "simplify it, or send it as a PNG")


def _pixels(data: bytes, task: Task) -> Engraved:
    press = task.press
    made, told = inked(data, task.profile, press.limits.ink, task.black, task.where)
    if made is None:
        return Engraved(None, 0.0, 0, 0.0, tuple(told))
    inks = made.inks
    pdf = of_pixels(inks)
    while len(pdf) > LARGEST:  # a photograph for a logo: half the pixels are still many
        inks = halved(inks)
        pdf = of_pixels(inks)
    aspect = round(made.inks.shape[1] / made.inks.shape[0], 5)
    across = made.across if inks is made.inks else min(made.across, inks.shape[1])
    return Engraved(_packed(pdf), aspect, across, made.ink, tuple(told))


def _from_svg(data: bytes, task: Task, empty: Path) -> tuple[Trimmed | None, list[Finding]]:
    svg, size, told = cleaned(data, task.where)
    if told:
        return None, told
    try:
        pdf, log = draw_svg(empty, svg, size)
    except Unset:
        message = "the SVG takes something from outside itself; nothing is fetched"
        fix = "embed everything in the file, and export it again"
        return None, [error("logo-reaches-out", message, task.where, fix)]
    if log:
        return None, [_lost(line, task.where) for line in log]
    with pikepdf.open(io.BytesIO(pdf)) as drawn:
        return engraved(drawn, task)
