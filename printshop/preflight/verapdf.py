"""veraPDF: an installed validator of PDF/UA-1 (ISO 14289-1) checks a file as well."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from printshop.findings import Finding, Gate, Severity, Where, error, review
from printshop.sandbox.intake import ExaminedFile
from printshop.sandbox.messages import visible
from printshop.sandbox.process import run

SECONDS = 180  # elapsed: it starts a Java virtual machine
MAX_BYTES = 16 << 20  # of its output
LONGEST = 400  # characters of a rule's description
PASSED_ON = ("PATH", "HOME", "JAVA_HOME")  # what its launcher needs of the environment


def missing(path: Path) -> Finding | None:
    """The finding where there is no veraPDF at a path; None where there is one."""
    if shutil.which(path):
        return None
    fix = (
        "install veraPDF (a Java program: its installer asks for a folder), and name the program "
        "'verapdf' in that folder; or leave --verapdf out"
    )
    message = f"there is no veraPDF at {path}"
    return error("missing-tool", message, Where("--verapdf"), fix, Gate.MACHINE)


def checked(file: ExaminedFile, verapdf: Path) -> ExaminedFile:
    """A file with what veraPDF says of it: one finding for each rule of PDF/UA-1 it holds broken.

    An error where the condition asks for PDF/UA-1, otherwise a review: a press does not mind.
    """
    command = [str(Path(shutil.which(verapdf) or verapdf).resolve()), "--flavour", "ua1"]
    environment = {key: os.environ[key] for key in PASSED_ON if key in os.environ}
    where = Where(file.name)
    try:
        ran = run(
            [*command, "--format", "json", str(file.path.resolve())],
            environment,
            SECONDS,
            MAX_BYTES,
        )
        broken = _rules(json.loads(ran.output))
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        fix = "run veraPDF alone on this file, and read its output"
        finding = review("verapdf-silent", "veraPDF gave no answer on this file", where, fix)
        return replace(file, findings=(*file.findings, finding))
    asked = file.examination is not None and file.examination.condition.standard == "pdf/ua-1"
    findings = tuple(
        Finding(
            "not-pdfua",
            Severity.ERROR if asked else Severity.REVIEW,
            f"veraPDF: {text}",
            where,
            "correct the tags in the program that made the file",
            measure=f"{times} ×",
            limit=clause,
        )
        for clause, times, text in broken
    )
    return replace(file, findings=(*file.findings, *findings))


def _rules(output: Any) -> list[tuple[str, int, str]]:
    """The broken rules of veraPDF's JSON: clause and test, number of violations, description.

    Raises ``ValueError``, ``KeyError``, ``IndexError``, ``TypeError`` or ``AttributeError`` where
    the JSON is not of that form.
    """
    result = output["report"]["jobs"][0]["validationResult"]
    result = result[0] if isinstance(result, list) else result  # a list since veraPDF 1.26
    rules = result["details"]["ruleSummaries"]
    broken = []
    for rule in rules:
        if str(rule.get("status", rule.get("ruleStatus"))).lower() == "failed":
            clause = f"{rule['specification']}, {rule['clause']}, test {rule['testNumber']}"
            text = visible(str(rule["description"]))[:LONGEST]
            broken.append((visible(clause)[:LONGEST], int(rule["failedChecks"]), text))
    if not isinstance(result["compliant"], bool) or result["compliant"] == bool(broken):
        raise ValueError("the summary and the rules disagree")
    return broken
