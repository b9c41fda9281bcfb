"""The preflight report: the findings of files as one HTML page, and the same as JSON.

The page is self-contained, runs no script and loads nothing. Text from the files is escaped by the
template, and invisible characters in it are spelled out (``sandbox/messages``).
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from printshop import __version__
from printshop.delivery.deliver import write
from printshop.findings import Finding, Gate, Severity, Where, count, error, many
from printshop.reading.yaml_file import read
from printshop.sandbox.intake import ExaminedFile, Verdict, sha256
from printshop.sandbox.messages import PageBoxes, PagePictures
from printshop.shop.palette import Palette
from printshop.typesetting.compose import web_page

SAFE = 5.0  # mm inside the trim: the safe zone that print shops ask for
MARKED = "says-draft"  # the finding about the mark that every page of a proof has
SQUARE = 15.0  # mm: the side of the squares whose highest mean ink is reported
NO_TRIM = " (the sheet: there is no TrimBox)"
MOST_PARTS = 3  # things that could not be judged and are named in the summary
INKS = ("cyan", "magenta", "yellow", "black")
SEVERITY_ORDER = {Severity.ERROR: 0, Severity.REVIEW: 1, Severity.NOTE: 2}
VERDICTS = {
    Verdict.FIT: "Fit to print",
    Verdict.NOT_FIT: "Not fit to print",
    Verdict.PARTLY: "Not wholly examined",
    Verdict.NOT_EXAMINED: "Not examined",
}


def write_report(root: Path, html: Path, files: Sequence[ExaminedFile]) -> Finding | None:
    """Write the report of all files to ``html``, and its JSON beside it; or what prevents it."""
    if html.suffix == ".json":
        message = "the report is a page; its JSON is written beside it under the same name"
        return error("wrong-report-name", message, Where("--html"), "call it something.html")
    page, written = pages(root, files)
    try:
        write(html, page)
        write(html.with_suffix(".json"), written)
    except OSError as why:
        message = f"the report could not be written: {why.strerror}"
        fix = "name a place that you may write to"
        return error("not-written", message, Where(f"--html {html.name}"), fix, Gate.MACHINE)
    return None


@dataclass(frozen=True)
class ProofWords:
    """What is said of a proof in place of a verdict, and the language it is said in, '' for two."""

    language: str
    word: str
    summary: str


def pages(
    root: Path, files: Sequence[ExaminedFile], proof: ProofWords | None = None
) -> tuple[bytes, bytes]:
    """The report of all files as a page and as JSON; of ``proof``s that they are no print."""
    names = Counter(Path(file.name).name for file in files)
    reports = [_file(file, names) for file in files]
    palette, _ = read(root, root / "layouts/_shared/palette.yaml", Palette)
    colours = {name: colour.rgb for name, colour in palette.colours.items()} if palette else {}
    values = {
        "report": "printshop preflight",
        "version": __version__,
        "fit_to_print": all(file.fit for file in files),
        "files": reports,
    }
    views = []
    for file, report in zip(files, reports, strict=True):
        marked = proof is not None and _only_a_proof(report)
        told = [f for f in report["findings"] if not (marked and f["code"] == MARKED)]
        view = _view(file, {**report, "findings": told})
        view["language"] = ""  # the report's own
        if proof and marked:
            report["verdict"] = view["verdict"] = "proof"
            view.update(word=proof.word, summary=proof.summary, language=proof.language)
        views.append(view)
    page = web_page(
        root,
        "_shared/report.html.j2",
        version=__version__,
        colours=colours,
        files=views,
        safe=SAFE,
        square=SQUARE,
        inks=INKS,
    )
    text = json.dumps(values, ensure_ascii=False, indent=1)
    return page.encode(), text.encode() + b"\n"


def _only_a_proof(report: dict[str, Any]) -> bool:
    """Whether nothing but its mark keeps a file from being printed."""
    errors = {f["code"] for f in report["findings"] if f["severity"] == Severity.ERROR}
    return errors == {MARKED}


# ── as values ────────────────────────────────────────────────────────────────────────────────


def _file(file: ExaminedFile, names: Counter[str]) -> dict[str, Any]:
    """A file's report as plain values: what the page says, without the pictures.

    ``names`` counts the files of each name: one that another has too goes by its path as given.
    """
    name = Path(file.name).name
    exam = file.examination
    weights = count(file.findings)
    condition = exam.condition if exam else None
    return {
        "file": name if names[name] == 1 else file.name,
        "bytes": file.bytes,
        "sha256": sha256(file.path) if file.read else "",
        "verdict": str(file.verdict),
        "condition": {
            "name": condition.name,
            "title": condition.title,
            "standard": condition.standard,
            "intent": condition.intent,
            "edition": condition.edition,
            "ink_limit": condition.ink,
            "bleed": condition.bleed,
            "smallest_type": condition.smallest_type,
        }
        if condition
        else None,
        "pages": exam.pages if exam else 0,
        "trims": [_size(boxes) for boxes in exam.page_boxes] if exam else [],
        "reading_distances": [asdict(d) for d in exam.distances] if exam else [],
        "counts": {f"{s}s": weights[s] for s in Severity},
        "findings": [_finding(f) for f in _sorted(file.findings)],
        "plates": [_plates(pictures) for pictures in file.pictures],
    }


def _size(boxes: PageBoxes) -> list[float]:
    box = boxes.trim if len(boxes.trim) == 4 else boxes.media
    return [round(box[2] - box[0], 2), round(box[3] - box[1], 2)] if len(box) == 4 else []


def _sorted(findings: Sequence[Finding]) -> list[Finding]:
    """Errors first, then reviews and notes, each by page."""
    return sorted(
        findings,
        key=lambda f: (SEVERITY_ORDER[f.severity], f.spot.page if f.spot else 0, f.code, f.message),
    )


def _finding(f: Finding) -> dict[str, Any]:
    return {
        "code": f.code,
        "severity": str(f.severity),
        "message": f.message,
        "page": f.spot.page if f.spot else None,
        "box": list(f.spot.box) if f.spot and f.spot.box else None,
        "measure": f.measure,
        "limit": f.limit,
        "fix": f.fix,
    }


def _plates(pictures: PagePictures) -> dict[str, Any]:
    return {
        "page": pictures.page,
        "means": dict(zip(INKS, pictures.means, strict=True)),
        "maximum": pictures.maximum,
        "highest_mean": {
            "ink": pictures.highest,
            "side": SQUARE,
            "x": pictures.highest_at[0],
            "y": pictures.highest_at[1],
        },
        "estimated": list(pictures.estimated),
    }


# ── as a page ────────────────────────────────────────────────────────────────────────────────


def _view(file: ExaminedFile, values: dict[str, Any]) -> dict[str, Any]:
    """What the template shows of a file."""
    findings = [{**f, "number": n, "place": _place(f)} for n, f in enumerate(values["findings"], 1)]
    page_boxes = file.examination.page_boxes if file.examination else ()
    return {
        **values,
        "word": VERDICTS[file.verdict],
        "summary": _summary(file, values),
        "size": _file_size(file.bytes),
        "trims": _trims(values["trims"]) + NO_TRIM * any(len(b.trim) != 4 for b in page_boxes),
        "findings": findings,
        "shown": [
            _page(pictures, page_boxes[pictures.page - 1], findings)
            for pictures in file.pictures
            if pictures.page <= len(page_boxes)
        ],
    }


def _summary(file: ExaminedFile, report: dict[str, Any]) -> str:
    """The verdict on a file in one or two sentences."""
    counts = [many(report["counts"][f"{s}s"], s) for s in Severity if report["counts"][f"{s}s"]]
    counts = counts[::-1]
    if file.verdict is Verdict.NOT_EXAMINED:
        return "This file could not be examined: nothing is known of it."
    if file.verdict is Verdict.PARTLY:
        return (
            f"No errors in what could be examined. Something could not be: {_parts(file)}. "
            "A person has to look at that before the file is printed."
        )
    if file.verdict is Verdict.FIT:
        return (
            f"No errors. To look at: {', '.join(counts)}."
            if counts
            else "Nothing to correct, and nothing to look at."
        )
    more = f" Something could not be read or measured: {_parts(file)}." if file.unjudged else ""
    return f"{', '.join(counts)}. It has to be corrected before it is printed.{more}"


def _parts(file: ExaminedFile) -> str:
    """What could not be judged, in a few words; the findings have it at length."""
    parts = list(dict.fromkeys(f.message for f in file.unjudged))
    more = f" and {len(parts) - MOST_PARTS} things more" if len(parts) > MOST_PARTS else ""
    return "; ".join(parts[:MOST_PARTS]) + more


def _file_size(size: int) -> str:
    if size < 1_000_000:
        return f"{size / 1000:.1f} kB"
    return f"{size / 1e6:.1f} MB"


def _trims(sizes: list[list[float]]) -> str:
    """``297 × 210 mm`` for a person: each size once, with its pages where sizes differ."""
    numbers_by_size: dict[str, list[int]] = {}
    for number, size in enumerate(sizes, 1):
        text = f"{size[0]:g} × {size[1]:g} mm" if size else "no size"
        numbers_by_size.setdefault(text, []).append(number)
    if len(numbers_by_size) <= 1:
        return "".join(numbers_by_size)
    parts = [
        f"{text} (page {', '.join(map(str, numbers[:6]))}{'…' * (len(numbers) > 6)})"
        for text, numbers in numbers_by_size.items()
    ]
    return "; ".join(parts[:6]) + ("; …" if len(parts) > 6 else "")


def _place(f: dict[str, Any]) -> str:
    """Where on the page, in mm from the trim's upper left corner."""
    if not f["box"]:
        return "whole page" if f["page"] else "whole file"
    x0, y0, x1, y1 = f["box"]
    return f"{x0:z.1f} to {x1:z.1f} mm across, {y0:z.1f} to {y1:z.1f} mm down"


def _page(
    pictures: PagePictures, boxes: PageBoxes, findings: list[dict[str, Any]]
) -> dict[str, Any]:
    """A page's pictures, and the boxes over them as x, y, width, height in mm from its top left."""
    sheet = pictures.sheet
    trim = boxes.trim if len(boxes.trim) == 4 else sheet
    lines = {"bleed": boxes.bleed, "trim": boxes.trim}
    rects = {name: _rect(box, sheet) for name, box in lines.items() if len(box) == 4}
    if "trim" in rects and min(rects["trim"][2:]) > 2 * SAFE:
        x, y, w, h = rects["trim"]
        rects["safe"] = (x + SAFE, y + SAFE, w - 2 * SAFE, h - 2 * SAFE)
    left, top = trim[0] - sheet[0], sheet[3] - trim[3]
    cut = pictures.cut
    marks = [
        {"number": f["number"], "severity": f["severity"], "rect": _mark(f["box"], left, top)}
        for f in findings
        if f["page"] == pictures.page and f["box"]
    ]
    whole = [f["number"] for f in findings if f["page"] == pictures.page and not f["box"]]
    at_x = pictures.highest_at[0] + trim[0] - cut[0]
    at_y = pictures.highest_at[1] + cut[3] - trim[3]
    return {
        "number": pictures.page,
        "width": sheet[2] - sheet[0],
        "height": sheet[3] - sheet[1],
        "line": max(sheet[2] - sheet[0], sheet[3] - sheet[1]) / 420,
        "picture": pictures.picture,
        "rects": rects,
        "marks": marks,
        "whole": whole,
        "plates": list(zip(INKS, pictures.plates, pictures.means, strict=True)),
        "ink_map": pictures.ink_map,
        "cut_width": cut[2] - cut[0],
        "cut_height": cut[3] - cut[1],
        "maximum": pictures.maximum,
        "highest": pictures.highest,
        "highest_at": pictures.highest_at,
        "highest_rect": (at_x, at_y, min(SQUARE, cut[2] - cut[0]), min(SQUARE, cut[3] - cut[1])),
        "estimated": pictures.estimated,
    }


def _rect(box: tuple[float, ...], sheet: tuple[float, ...]) -> tuple[float, ...]:
    """A box as x, y, width, height in mm from the sheet's upper left corner."""
    return box[0] - sheet[0], sheet[3] - box[3], box[2] - box[0], box[3] - box[1]


def _mark(box: list[float], left: float, top: float) -> tuple[float, ...]:
    """A finding's box as x, y, width, height in mm; never so small that nobody would see it."""
    x0, y0, x1, y1 = box
    return x0 + left, y0 + top, max(x1 - x0, 0.5), max(y1 - y0, 0.5)
