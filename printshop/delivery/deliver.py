"""Deliver: put finished files into ``output/``, whole or not at all.

Every file is written beside its place and then moved over it, so that whoever looks sees the old
one or the new one. A refused job's older file is removed: a withdrawn number must not survive.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from printshop.findings import Finding, Gate, Where, error, from_json, note, stops, to_json
from printshop.shop.job import Outcome, PressFile, Proof
from printshop.typesetting.engine import engine


@dataclass(frozen=True)
class MadeFrom:
    """Two digests of what a file is made from, '' where it cannot be told.

    ``inputs`` is over all that its language, layout and printing condition read, and needs no
    composing; ``composed`` over what of it the page holds. Where one of the two is the same, the
    file is.
    """

    inputs: str = ""
    composed: str = ""


def pdf_path(output: Path, press: str, language: str, stem: str) -> Path:
    """Where a press file lies."""
    return output / press / language / f"{stem}.pdf"


def report_path(output: Path, press: str, language: str, stem: str) -> Path:
    """Where its findings lie."""
    return output / "report" / press / language / f"{stem}.json"


def proof_path(output: Path, language: str, stem: str, page: int) -> Path:
    """Where the picture of a page lies."""
    return output / "proofs" / language / f"{stem}-{page}.png"


def write(path: Path, data: bytes) -> None:
    """Write a file whole: beside its place first, then over it. An ``OSError`` names the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror, str(path)) from problem
    finally:
        beside.unlink(missing_ok=True)


def not_written(problem: OSError, place: str) -> Finding:
    """That a file could not be written, and what a person can do."""
    message = f"a file could not be written: {problem.strerror or problem}"
    fix = "make room on the disk, or look at who may write there"
    return error("not-written", message, Where(place), fix, Gate.MACHINE)


def deliver(
    output: Path,
    file: PressFile,
    proofs: tuple[Proof, ...],
    findings: list[Finding],
    made_from: MadeFrom,
) -> Outcome:
    """Lay a finished file down with its proofs and its report; the report comes last."""
    language, stem, press = file.job.ticket.language, file.stem, file.press.name
    if stops(findings):
        return refuse(output, press, language, stem, findings, made_from)
    for proof in proofs:
        write(proof_path(output, language, stem, proof.page), proof.png)
    write(pdf_path(output, press, language, stem), file.pdf)
    _report(
        output,
        Outcome(press, language, stem, "built", tuple(findings)),
        made_from,
        file.sha256,
        len(proofs),
    )
    return Outcome(press, language, stem, "built", tuple(findings))


def refuse(
    output: Path,
    press: str,
    language: str,
    stem: str,
    findings: list[Finding],
    made_from: MadeFrom,
) -> Outcome:
    """Take an older file of a refused job out of ``output/``, and say so."""
    outcome = Outcome(press, language, stem, "refused", tuple(findings))
    path = pdf_path(output, press, language, stem)
    removed = path.exists()
    if removed:
        path.unlink()
        for page in range(1, _proofs(output, press, language, stem) + 1):
            proof_path(output, language, stem, page).unlink(missing_ok=True)
        place = Where(path.relative_to(output.parent).as_posix())
        message = "the older file was taken out, since the new one was refused"
        told = note("older-file-removed", message, place)
        outcome = replace(outcome, findings=(*outcome.findings, told))
    # What is said once, that a file was taken out, is not said again of a file that stays away.
    _report(output, replace(outcome, findings=tuple(findings)), made_from, removed=removed)
    return outcome


def sweep(output: Path, outcomes: list[Outcome]) -> list[Finding]:
    """After a full run, take out what no piece makes any more."""
    made = {(o.press, o.language, o.stem) for o in outcomes}
    shown = {(o.language, o.stem) for o in outcomes}  # a proof is of no printing condition
    files = [*output.glob("report/*/*/*.json"), *output.glob("*/*/*.pdf")]
    left = [p for p in files if (*p.parts[-3:-1], p.stem) not in made]
    for path in output.glob("proofs/*/*.png"):
        if (path.parent.name, path.stem.rpartition("-")[0]) not in shown:
            left.append(path)
    findings = []
    for path in sorted(left):
        path.unlink()
        if path.suffix == ".pdf":
            place = Where(path.relative_to(output.parent).as_posix())
            message = "the older file was taken out: no piece makes it any more"
            findings.append(note("older-file-removed", message, place))
    return findings


def _proofs(output: Path, press: str, language: str, stem: str) -> int:
    """How many proofs an older report tells of."""
    try:
        return int(json.loads(report_path(output, press, language, stem).read_bytes())["proofs"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _report(
    output: Path,
    outcome: Outcome,
    made_from: MadeFrom,
    sha256: str = "",
    proofs: int = 0,
    *,
    removed: bool = False,
) -> None:
    values: dict[str, Any] = {
        "press": outcome.press,
        "language": outcome.language,
        "stem": outcome.stem,
        "fit_to_print": outcome.state == "built",
        "sha256": sha256,
        "proofs": proofs,
        "older_file_removed": removed,
        "made_from": asdict(made_from),
        "engine": engine().described(),
        "findings": [to_json(f) for f in outcome.findings],
    }
    _write_report(report_path(output, outcome.press, outcome.language, outcome.stem), values)


def _write_report(path: Path, values: dict[str, Any]) -> None:
    write(path, json.dumps(values, ensure_ascii=False, indent=1).encode() + b"\n")


def kept(output: Path, press: str, language: str, stem: str) -> tuple[Outcome, MadeFrom] | None:
    """The outcome of an earlier run and what it was made from, when all it made is whole."""
    try:
        values = json.loads(report_path(output, press, language, stem).read_bytes())
        made_from = MadeFrom(**values["made_from"])
        findings = tuple(from_json(f) for f in values["findings"])
        if not values["fit_to_print"]:
            return Outcome(press, language, stem, "refused", findings), made_from
        pdf = pdf_path(output, press, language, stem).read_bytes()
        pages = range(1, values["proofs"] + 1)
        whole = hashlib.sha256(pdf).hexdigest() == values["sha256"] and all(
            proof_path(output, language, stem, page).exists() for page in pages
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return (Outcome(press, language, stem, "unchanged", findings), made_from) if whole else None


def renew(output: Path, outcome: Outcome, made_from: MadeFrom) -> None:
    """Note in a file's report that other inputs give the same file."""
    path = report_path(output, outcome.press, outcome.language, outcome.stem)
    values = json.loads(path.read_bytes())
    _write_report(path, values | {"made_from": asdict(made_from)})
