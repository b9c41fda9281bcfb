"""veraPDF: an installed referee for PDF/UA-1 (ISO 14289-1) is asked for its opinion."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from printshop.findings import Finding, Gate, Severity, Where, error, review
from printshop.sandbox.intake import Taken
from printshop.sandbox.messages import visible
from printshop.sandbox.process import run

SECONDS = 180  # on the clock: it starts a Java machine
MOST = 16 << 20
LONGEST = 400  # characters of a rule's description
KEPT = ("PATH", "HOME", "JAVA_HOME")  # what its launcher needs of the environment


def missing(path: Path) -> Finding | None:
    """What is to be said where there is no veraPDF at a path."""
    if shutil.which(path):
        return None
    fix = (
        "install veraPDF (a Java program: its installer asks for a folder), and name the program "
        "'verapdf' in that folder; or leave --verapdf out"
    )
    message = f"there is no veraPDF at {path}"
    return error("missing-tool", message, Where("--verapdf"), fix, Gate.MACHINE)


def checked(taken: Taken, verapdf: Path) -> Taken:
    """A file with what veraPDF says of it: one finding for each rule of PDF/UA-1 it holds broken.

    An error where the condition asks for PDF/UA-1, otherwise a review: a press does not mind.
    """
    command = [str(Path(shutil.which(verapdf) or verapdf).resolve()), "--flavour", "ua1"]
    environment = {key: os.environ[key] for key in KEPT if key in os.environ}
    where = Where(taken.name)
    try:
        ran = run(
            [*command, "--format", "json", str(taken.path.resolve())], environment, SECONDS, MOST
        )
        broken = _rules(json.loads(ran.out))
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        fix = "run it by itself on this file, and read what it says"
        told = review("verapdf-silent", "veraPDF gave no answer on this file", where, fix)
        return replace(taken, findings=(*taken.findings, told))
    asked = taken.examined is not None and taken.examined.condition.standard == "pdf/ua-1"
    found = tuple(
        Finding(
            "not-pdfua",
            Severity.ERROR if asked else Severity.REVIEW,
            f"veraPDF: {text}",
            where,
            "mend the tags in the program that made the file",
            measure=f"{times} ×",
            limit=clause,
        )
        for clause, times, text in broken
    )
    return replace(taken, findings=(*taken.findings, *found))


def _rules(said: Any) -> list[tuple[str, int, str]]:
    """The broken rules: clause and test, how often, and what the rule says."""
    result = said["report"]["jobs"][0]["validationResult"]
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
