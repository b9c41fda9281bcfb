"""The job sheet: one page of A4 with all that the person at the press has to know; and README.txt.

Their words are the print shop's own language (``content/<language>/package.yaml``), their templates
lie in ``layouts/_shared/package/``; what is measured comes from layout, condition and order.
"""

import base64
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from printshop.findings import Finding, Gate, Where, error, many
from printshop.orders.model import PackagedFile, PrintRun
from printshop.packages import folding
from printshop.shop.job import Job, Shop
from printshop.shop.words import PACKAGE, Copy
from printshop.typesetting import compose, locale_format, render

TEMPLATE = "_shared/package/job-sheet.html.j2"
README = "_shared/package/readme.txt.j2"
# How much of its pictures and gaps a sheet has, the roomiest first.
DENSITIES = (1.5, 1.25, 1.0, 0.75, 0.5)
DRAWN = 84.0  # mm: the width of a drawing of the flat piece
LAYER = 2.2  # mm between two layers of a folded piece in its drawing
LONGEST = 200  # letters of a log line: one may hold a whole picture
SHORT = 8  # digits of a checksum that a person compares


class _Words:
    """What is said to a print shop, by role, in its language; what has no words is recorded."""

    def __init__(self, shop: Shop, run: PrintRun) -> None:
        own = shop.copies.get(run.printer_language, {})
        sector = run.files[0].job.ticket.sector
        self.path = f"content/{run.printer_language}/{PACKAGE}.yaml"
        self.known = PACKAGE in own
        self.copy = Copy(tuple(own[name] for name in (sector, PACKAGE) if name in own))
        self.missing: dict[str, None] = {}

    def say(self, role: str, instead: str = "") -> str:
        """The words of a role, or those to say instead; without either it is missing."""
        item = self.copy.get(role)
        if isinstance(item, str):
            return item
        if not instead:
            self.missing[role] = None
        return instead

    def findings(self) -> list[Finding]:
        """What was asked for and has no words."""
        if not self.known:
            message = f"'{PACKAGE}' has no words in {self.path.split('/')[1]}"
            fix = "translate them, or name another printer-language"
            return [error("missing-translation", message, Where(self.path), fix)]
        return [
            error(
                "missing-role",
                f"the package wants the role '{role}', which has no words",
                Where(self.path, 0, role),
                "write the words",
            )
            for role in self.missing
        ]


@dataclass(frozen=True)
class _Crease:
    """A fold of the flat piece: where it is drawn, and where it is, in mm from the left."""

    x: float
    at: float
    step: int
    mountain: bool


@dataclass(frozen=True)
class _Bend:
    """A turn of the paper, as the foot shows it: its path as SVG, and where its step is written."""

    path: str
    step: int
    x: float
    y: float


@dataclass(frozen=True)
class _Drawing:
    """How some languages are folded: the flat piece, and the folded one as its foot shows it.

    In mm on the job sheet. ``panels``: the middle and the true width of each; ``pile``: each layer
    from x to x at y; ``foot``: width and height of the pile.
    """

    labels: tuple[str, ...]
    mirrored: bool
    width: float
    panels: tuple[tuple[float, float], ...]
    folds: tuple[_Crease, ...]
    pile: tuple[tuple[float, float, float], ...]
    bends: tuple[_Bend, ...]
    foot: tuple[float, float]


def sheet(
    shop: Shop, run: PrintRun, files: tuple[PackagedFile, ...]
) -> tuple[bytes, list[Finding]]:
    """The job sheet as a PDF, or findings: no words, or more than one page can hold."""
    words = _Words(shop, run)
    page = _facts(shop, run, files, words)
    made, low, high = b"", 0, len(DENSITIES) - 1
    middle = low  # few languages, as most runs have, leave all the room there is
    while low <= high:  # the roomiest that fits: those after it fit as well
        html = compose.web_page(shop.root, TEMPLATE, density=DENSITIES[middle], **page)
        if told := words.findings():
            return b"", told
        pdf, pages, log = render.print_page(shop.root, html)
        if log:
            return b"", [_logged(run, line) for line in log]
        if pages == 1:
            made, high = pdf, middle - 1
        else:
            low = middle + 1
        middle = (low + high) // 2
    if made:
        return made, []
    message = f"the job sheet of {many(len(files), 'file')} takes {pages} pages where 1 is wanted"
    fix = "order fewer languages in one line, or shorten the names in the order"
    return b"", [error("overset", message, Where(f"order {run.number}"), fix, Gate.COPYFIT)]


def readme(
    shop: Shop, run: PrintRun, files: tuple[PackagedFile, ...]
) -> tuple[bytes, list[Finding]]:
    """``README.txt``: UTF-8, with the line ends that every Windows shows; and what has no words."""
    words = _Words(shop, run)
    text = compose.web_page(shop.root, README, **_facts(shop, run, files, words))
    return text.replace("\n", "\r\n").encode(), words.findings()


def _logged(run: PrintRun, line: str) -> Finding:
    """A log line of the renderer: what it mentions is lost on paper."""
    if lost := render.lost_letters(line):
        named = ", ".join(f"'{c}' (U+{ord(c):04X})" for c in lost)
        message = f"no font of the job sheet has {named}"
        fix = "write it in another script in the order, or add a font that has it"
        return error("missing-glyph", message, Where(f"order {run.number}"), fix)
    fix = "mend the template, style or picture"
    where = Where(f"layouts/{TEMPLATE}")
    return error("renderer", f"the renderer says: {line[:LONGEST]}", where, fix)


def _facts(
    shop: Shop, run: PrintRun, files: tuple[PackagedFile, ...], words: _Words
) -> dict[str, Any]:
    """What the templates of a package may show, by name."""
    first, press = files[0].run_file.job, shop.presses[run.press]
    reader = shop.languages.get(run.printer_language, first.language)
    trim = first.sizes[run.size]
    return {
        "say": words.say,
        "run": run,
        "campaign": shop.campaign,
        "colours": {name: colour.rgb for name, colour in shop.palette.colours.items()},
        "language": reader,
        "layout": first.layout,
        "sector": first.sector,
        "press": press,
        "stem": first.stem(run.size),
        "trim": trim,
        "bleed": press.bleed_for(trim),
        "folded": folding.folded(first, run.size),
        "panels": folding.widths(first, run.size),
        "creased": first.layout.stock and first.layout.stock.weight >= folding.CREASED,
        "drawings": _drawings(files, run.size),
        "deliver_by": locale_format.day(date.fromisoformat(run.deliver_by), reader)
        if run.deliver_by
        else "",
        "total": locale_format.number(sum(f.run_file.quantity for f in files), reader),
        "files": [
            {
                "job": f.run_file.job,
                "path": f.path,
                "name": f.path.rpartition("/")[2],
                "sha256": f.sha256,
                "short": f.sha256[:SHORT],
                "copies": locale_format.number(f.run_file.quantity, reader),
            }
            for f in files
        ],
        "pictures": [
            "data:image/png;base64," + base64.b64encode(proof.png).decode()
            for proof in files[0].run_file.proofs
        ],
    }


# ── how it is folded ─────────────────────────────────────────────────────────────────────────


def _drawings(files: tuple[PackagedFile, ...], size: str) -> list[_Drawing]:
    """One drawing for each way in which the run's languages are folded."""
    ways: dict[tuple[folding.Stroke, ...], list[Job]] = {}
    for file in files:
        ways.setdefault(folding.strokes(file.run_file.job, size), []).append(file.run_file.job)
    return [_drawing(jobs, size, strokes) for strokes, jobs in ways.items() if strokes]


def _drawing(jobs: list[Job], size: str, strokes: tuple[folding.Stroke, ...]) -> _Drawing:
    job = jobs[0]
    scale = DRAWN / job.sizes[size][0]
    panels, edge, widths = [], 0.0, folding.widths(job, size)
    for panel in widths:
        panels.append(((edge + panel / 2) * scale, panel))
        edge += panel
    layers = folding.layers(job, size)
    if strokes[-1].up:  # what was folded face up is turned over, so that its cover lies on top
        layers = tuple(replace(a, left=-a.left - a.width, level=-a.level) for a in layers)
    side = -1 if strokes[-1].up else 1
    start, top = min(a.left for a in layers), max(a.level for a in layers)
    pile = tuple(
        ((a.left - start) * scale, (a.left + a.width - start) * scale, (top - a.level) * LAYER)
        for a in layers
    )
    turns = sorted(strokes, key=lambda s: s.x)
    bends = tuple(
        _bend(one, two, (side * folding.lies_at(turn.x, strokes) - start) * scale, turn.step)
        for (one, two), turn in zip(pairwise(pile), turns, strict=True)
    )
    return _Drawing(
        tuple(j.language.label for j in jobs),
        widths != widths[::-1] and all(j.language.direction == "rtl" for j in jobs),
        DRAWN,
        tuple(panels),
        tuple(_Crease(s.x * scale, s.x, s.step, s.mountain) for s in strokes),
        pile,
        bends,
        (max(x for _, x, _ in pile), max(y for _, _, y in pile)),
    )


def _bend(
    one: tuple[float, float, float], two: tuple[float, float, float], at: float, step: int
) -> _Bend:
    """The turn from one layer to the next, at that end of both where the fold lies."""
    left = abs(one[0] - at) < abs(one[1] - at)
    x0, x1 = (one[0], two[0]) if left else (one[1], two[1])
    radius = abs(one[2] - two[2]) / 2
    sweep = int((two[2] > one[2]) != left)
    path = f"M{x0:.2f} {one[2]:.2f} A{radius:.2f} {radius:.2f} 0 0 {sweep} {x1:.2f} {two[2]:.2f}"
    beside = at - radius - 2 if left else at + radius + 2
    return _Bend(path, step, beside, (one[2] + two[2]) / 2)
