"""The verb ``preflight``: whether PDFs from outside are fit to print."""

from collections.abc import Sequence
from pathlib import Path

from printshop.commands.summary import print_findings
from printshop.findings import (
    Exit,
    Severity,
    by_code,
    count,
    exit_of,
    many,
    merged_by_page,
    shortened,
)
from printshop.preflight.verapdf import checked, missing
from printshop.sandbox.intake import ExaminedFile, Verdict, examine_in_child
from printshop.sandbox.messages import Refused

MOST_FINDINGS = 40  # of a file on a terminal: a screen or two
ORDER = (Severity.ERROR, Severity.REVIEW, Severity.NOTE)
WORDS = {
    Verdict.FIT: "fit to print",
    Verdict.NOT_FIT: "not fit to print",
    Verdict.PARTLY: "not wholly examined, a person has to look",
    Verdict.NOT_EXAMINED: "not examined",
}


def preflight(
    root: Path, paths: Sequence[Path], press: str, html: Path | None, verapdf: Path | None
) -> Exit:
    """Examine files one by one, print the findings and a verdict on each, write the report.

    ``press`` is the name of a printing condition, '' for the default one; ``html`` the path of the
    report, whose JSON is written beside it; ``verapdf`` an installed veraPDF that is run as well.
    """
    if verapdf and (problem := missing(verapdf)):
        print_findings([problem])
        return exit_of([problem])
    files: list[ExaminedFile] = []
    for path in paths:
        file = examine_in_child(root, path, press, html is not None)
        if isinstance(file, Refused):
            print_findings(file.refused)
            return Exit.INPUTS
        if verapdf and file.read:
            file = checked(file, verapdf)
        _print(file)
        print(f"{file.name}: {verdict(file)}", flush=True)
        files.append(file)
    if html:
        # Only here: templates and palette cost more time than the whole examination.
        from printshop.preflight.report import write_report

        problem = write_report(root, html, files)
        if problem:
            print_findings([problem])
            return exit_of([problem])
        print(f"look at {html}")
    if not all(file.read for file in files):
        return Exit.INPUTS
    return Exit.DONE if all(file.fit for file in files) else Exit.PREFLIGHT


def _print(file: ExaminedFile) -> None:
    """Print the findings of a file, errors first; of each kind the first ones."""
    merged = sorted(merged_by_page(file.findings), key=lambda f: ORDER.index(f.severity))
    kinds = len({(f.severity, f.code) for f in merged})
    few, left_out = shortened(merged, max(MOST_FINDINGS, kinds))
    print_findings(few)
    if left_out:
        print(f"{file.name}: not shown here: {by_code(left_out)}; --html lists them all")


def verdict(file: ExaminedFile) -> str:
    """``fit to print``, or why not, in one line."""
    counts = count(merged_by_page(file.findings))
    parts = [many(counts[s], s) for s in ORDER if counts[s]]
    return f"{WORDS[file.verdict]}: {', '.join(parts)}" if parts else WORDS[file.verdict]
