"""Deliver: finished files are written to ``output/``, whole or not at all.

Every file is written under a temporary name in its folder and then renamed, so that a reader sees
the old file or the new one. The older file of a refused job is removed: it may print a phone number
that was withdrawn.
"""

import errno
import hashlib
import json
import os
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from printshop.findings import Finding, Gate, Where, error, from_json, note, stops, to_json
from printshop.sandbox.messages import ReadingDistance
from printshop.shop.file_names import FileName, named
from printshop.shop.job import Outcome, PressFile, Proof
from printshop.typesetting.engine import engine


@dataclass(frozen=True)
class MadeFrom:
    """What a file is made from: two digests, '' where unknown, and the items of copy it prints.

    ``inputs`` is over all inputs of its language, layout and printing condition, and needs no
    composing; ``composed`` is over the page as composed. Where one of the two is unchanged, the
    file is. ``items`` are pairs of a file of copy and a role. ``edition`` is what the register has
    of it (``editions.to_line``), ``mark`` its edition mark.
    """

    inputs: str = ""
    composed: str = ""
    items: tuple[tuple[str, str], ...] = ()
    edition: str = ""
    mark: str = ""


def pdf_path(output: Path, name: FileName) -> Path:
    """The path of a press file."""
    return output.joinpath(name.press, name.language, f"{name.whole}.pdf")


def report_path(output: Path, name: FileName) -> Path:
    """The path of a press file's report, with its findings."""
    return output.joinpath("report", name.press, name.language, f"{name.whole}.json")


def proof_path(output: Path, name: FileName, page: int) -> Path:
    """The path of the proof of a page, counted from 1; it is the same for all conditions."""
    return output.joinpath("proofs", name.language, f"{name.piece}-{page}.png")


def share_path(output: Path, name: FileName, page: int) -> Path:
    """The path of the picture of a page to share, with the mark of a draft while it is one."""
    return output.joinpath("share", name.language, f"{name.piece}-{page}.png")


def write(path: Path, data: bytes) -> None:
    """Write a file whole: under a temporary name first, then renamed.

    Raises ``OSError`` with the file's name.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror, str(path)) from problem
    finally:
        temporary.unlink(missing_ok=True)


# Error numbers of a file that may not be written, or for which the disk has no room.
_UNWRITABLE = {
    *(errno.EACCES, errno.EDQUOT, errno.EEXIST, errno.EFBIG, errno.EISDIR, errno.ENOSPC),
    *(errno.ENOTDIR, errno.EPERM, errno.EROFS),
}


def unwritable(problem: Exception) -> bool:
    """Whether an exception says that a file cannot be written; any other is a fault of ours."""
    if not isinstance(problem, OSError):
        return False
    # What Python says where no temporary file can be written, as on a full disk: "not found".
    no_temporary = isinstance(problem, FileNotFoundError) and "temporary" in str(problem.strerror)
    return problem.errno in _UNWRITABLE or (no_temporary and problem.filename is None)


def not_written(problem: OSError, place: str) -> Finding:
    """An error: a file could not be written. ``place`` is the file or folder, for the finding."""
    message = f"a file could not be written: {problem.strerror or problem}"
    fix = "make room on the disk, or look at who may write there"
    return error("not-written", message, Where(place), fix, Gate.MACHINE)


def deliver(
    output: Path,
    file: PressFile,
    proofs: tuple[Proof, ...],
    shared: tuple[Proof, ...],
    about_inputs: list[Finding],
    findings: list[Finding],
    made_from: MadeFrom,
    distances: tuple[ReadingDistance, ...] = (),
) -> Outcome:
    """Write a finished file with its proofs and its report, the report last.

    ``shared`` are the pictures to share, a page each as the proofs.
    The report holds the findings about the file and its reading ``distances``; the findings about
    its inputs are made anew on each run.
    With an error among the findings it is refused instead.
    """
    name = named(file.job, file.size, file.press)
    if stops(findings):
        return refuse(output, name, about_inputs, findings, made_from)
    for proof in proofs:
        write(proof_path(output, name, proof.page), proof.png)
    for picture in shared:
        write(share_path(output, name, picture.page), picture.png)
    write(pdf_path(output, name), file.pdf)
    _report(
        output,
        name,
        Outcome(name.press, name.language, name.stem, "built", tuple(findings)),
        made_from,
        file.sha256,
        len(proofs),
        distances=distances,
    )
    told = (*about_inputs, *findings)
    return Outcome(name.press, name.language, name.stem, "built", told, made_from.edition)


def refuse(
    output: Path,
    name: FileName,
    about_inputs: list[Finding],
    findings: list[Finding],
    made_from: MadeFrom,
) -> Outcome:
    """Remove the older file of a refused job from ``output/``, and add a note about it.

    The report has neither that note, since the next run has no older file, nor the findings about
    the inputs.
    """
    everything = (*about_inputs, *findings)
    outcome = Outcome(name.press, name.language, name.stem, "refused", everything)
    path = pdf_path(output, name)
    removed = path.exists()
    if removed:
        path.unlink()
        for page in range(1, _number_of_proofs(output, name) + 1):
            for place in (proof_path, share_path):
                place(output, name, page).unlink(missing_ok=True)
        where = Where(path.relative_to(output.parent).as_posix())
        message = "the older file was taken out, since the new one was refused"
        removal = note("older-file-removed", message, where)
        outcome = replace(outcome, findings=(*outcome.findings, removal))
    _report(output, name, replace(outcome, findings=tuple(findings)), made_from, removed=removed)
    return outcome


def remove_outdated(
    output: Path, made: Collection[FileName], asked_for: Callable[[Path], bool]
) -> list[Finding]:
    """After a run, take out of what it was asked for what no piece makes, or has an older name.

    ``made`` are the names of all that can be made, also of what the run was not asked for.
    """
    kept = {(n.press, n.language, n.whole) for n in made}
    shown = {(n.language, n.piece) for n in made}  # a proof is of no printing condition
    files = [*output.glob("report/*/*/*.json"), *output.glob("*/*/*.pdf")]
    left = [p for p in files if (*p.parts[-3:-1], p.stem) not in kept]
    for path in (*output.glob("proofs/*/*.png"), *output.glob("share/*/*.png")):
        if (path.parent.name, path.stem.rpartition("-")[0]) not in shown:
            left.append(path)
    findings = []
    for path in sorted(filter(asked_for, left)):
        path.unlink()
        if path.suffix == ".pdf":
            place = Where(path.relative_to(output.parent).as_posix())
            message = "the older file was taken out: no piece makes it any more"
            findings.append(note("older-file-removed", message, place))
    return findings


def _number_of_proofs(output: Path, name: FileName) -> int:
    """How many proofs an older report records; 0 without a report."""
    try:
        return int(json.loads(report_path(output, name).read_bytes())["proofs"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _report(
    output: Path,
    name: FileName,
    outcome: Outcome,
    made_from: MadeFrom,
    sha256: str = "",
    proofs: int = 0,
    *,
    removed: bool = False,
    distances: tuple[ReadingDistance, ...] = (),
) -> None:
    values: dict[str, Any] = {
        "press": outcome.press,
        "language": outcome.language,
        "stem": outcome.stem,
        "fit_to_print": outcome.state == "built",
        "sha256": sha256,
        "proofs": proofs,
        "older_file_removed": removed,
        **_made(made_from, has_mark=outcome.state == "built"),
        "engine": engine().described(),
        "reading_distances": [asdict(measured) for measured in distances],
        "findings": [to_json(f) for f in outcome.findings],
    }
    _write_report(report_path(output, name), values)


def _made(made_from: MadeFrom, *, has_mark: bool) -> dict[str, Any]:
    """What a report says of what a file is made from, and its mark; '' where there is no file."""
    values = asdict(made_from)
    mark = values.pop("mark")
    return {"mark": mark if has_mark else "", "made_from": values}


def _write_report(path: Path, values: dict[str, Any]) -> None:
    write(path, json.dumps(values, ensure_ascii=False, indent=1).encode() + b"\n")


def earlier_outcome(output: Path, name: FileName) -> tuple[Outcome, MadeFrom] | None:
    """The outcome of an earlier run and what it was made from.

    The outcome has the findings about the file alone. None where there is no report, where the PDF
    or a proof was changed or removed since, or where the file was refused for its inputs.
    """
    try:
        values = json.loads(report_path(output, name).read_bytes())
        outcome, made_from = _reported(name, values)
        if outcome.state == "refused":
            return (outcome, made_from) if stops(outcome.findings) else None
        pdf = pdf_path(output, name).read_bytes()
        pages = range(1, values["proofs"] + 1)
        is_whole = hashlib.sha256(pdf).hexdigest() == values["sha256"] and all(
            place(output, name, page).exists()
            for page in pages
            for place in (proof_path, share_path)
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return (outcome, made_from) if is_whole else None


def reported_outcome(output: Path, name: FileName) -> tuple[Outcome, MadeFrom] | None:
    """As ``earlier_outcome``, from the report alone: the PDF is not read."""
    try:
        values = json.loads(report_path(output, name).read_bytes())
        return _reported(name, values)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _reported(name: FileName, values: dict[str, Any]) -> tuple[Outcome, MadeFrom]:
    made_from = values["made_from"]
    items = tuple((file, role) for file, role in made_from["items"])
    findings = tuple(from_json(f) for f in values["findings"])
    state: Literal["unchanged", "refused"] = "unchanged" if values["fit_to_print"] else "refused"
    edition = made_from.get("edition", "") if state == "unchanged" else ""
    outcome = Outcome(name.press, name.language, name.stem, state, findings, edition)
    return outcome, MadeFrom(
        made_from["inputs"], made_from["composed"], items, edition, values.get("mark", "")
    )


def renew(output: Path, name: FileName, made_from: MadeFrom) -> None:
    """Record in a file's report that other inputs give the same file. Raises ``OSError``."""
    path = report_path(output, name)
    values = json.loads(path.read_bytes())
    _write_report(path, values | _made(made_from, has_mark=values["fit_to_print"]))
