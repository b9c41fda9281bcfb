"""Deliver: put finished files into ``output/``, whole or not at all.

Every file is written beside its place and then moved over it, so that whoever looks sees the old
one or the new one. A refused job's older file is removed: a withdrawn number must not survive.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from printshop.findings import Finding, Severity, Where, error, from_json, note, stops, to_json
from printshop.shop.job import Outcome, PressFile, Proof


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
    """Write a file whole: beside its place first, then over it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def not_written(problem: OSError, place: str) -> Finding:
    """That a file could not be written, and what a person can do."""
    message = f"a file could not be written: {problem.strerror or problem}"
    fix = "make room on the disk, or look at who may write there"
    return error("not-written", message, Where(place), fix)


def deliver(
    output: Path, file: PressFile, proofs: tuple[Proof, ...], findings: list[Finding], key: str
) -> Outcome:
    """Lay a finished file down with its proofs and its report; the report comes last."""
    language, stem, press = file.job.ticket.language, file.stem, file.press.name
    if stops(findings):
        return refuse(output, press, language, stem, findings, key)
    for proof in proofs:
        write(proof_path(output, language, stem, proof.page), proof.png)
    write(pdf_path(output, press, language, stem), file.pdf)
    _report(output, press, language, stem, findings, key, file.sha256, len(proofs))
    return Outcome(press, language, stem, "built", tuple(findings))


def refuse(
    output: Path, press: str, language: str, stem: str, findings: list[Finding], key: str
) -> Outcome:
    """Take an older file of a refused job out of ``output/``, and say so."""
    path = pdf_path(output, press, language, stem)
    if path.exists():
        path.unlink()
        for page in range(1, _proofs(output, press, language, stem) + 1):
            proof_path(output, language, stem, page).unlink(missing_ok=True)
        place = Where(path.relative_to(output.parent).as_posix())
        message = "the older file was taken out, since the new one was refused"
        findings = [*findings, note("older-file-removed", message, place)]
    _report(output, press, language, stem, findings, key, "", 0)
    return Outcome(press, language, stem, "refused", tuple(findings))


def sweep(output: Path, outcomes: list[Outcome]) -> list[Finding]:
    """After a full run, take out what no piece makes any more."""
    wanted: set[Path] = set()
    for o in outcomes:
        wanted.add(pdf_path(output, o.press, o.language, o.stem))
        wanted.add(report_path(output, o.press, o.language, o.stem))
        wanted.update(proof_path(output, o.language, o.stem, page) for page in range(1, 10))
    found = [*output.glob("report/*/*/*.json"), *output.glob("proofs/*/*.png")]
    found += output.glob("*/*/*.pdf")
    findings = []
    for path in sorted(p for p in found if p not in wanted):
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
    press: str,
    language: str,
    stem: str,
    findings: list[Finding],
    key: str,
    sha: str,
    proofs: int,
) -> None:
    told: dict[str, Any] = {
        "press": press,
        "language": language,
        "stem": stem,
        "fit_to_print": not stops(findings),
        "sha256": sha,
        "proofs": proofs,
        "made_from": key,
        "findings": [to_json(f) for f in findings],
    }
    path = report_path(output, press, language, stem)
    write(path, json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")


def unchanged(output: Path, press: str, language: str, stem: str, key: str) -> Outcome | None:
    """The outcome of an earlier run, when all it was made from and all it made still stand."""
    try:
        told = json.loads(report_path(output, press, language, stem).read_bytes())
        if told["made_from"] != key:
            return None
        findings = tuple(from_json(f) for f in told["findings"])
        if told["fit_to_print"]:
            pdf = pdf_path(output, press, language, stem).read_bytes()
            if hashlib.sha256(pdf).hexdigest() != told["sha256"]:
                return None
            pages = range(1, told["proofs"] + 1)
            if not all(proof_path(output, language, stem, page).exists() for page in pages):
                return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if any(f.severity is Severity.ERROR for f in findings):
        findings = tuple(f for f in findings if f.code != "older-file-removed")
        return Outcome(press, language, stem, "refused", findings)
    return Outcome(press, language, stem, "unchanged", findings)
