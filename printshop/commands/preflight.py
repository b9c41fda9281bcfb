"""The verb ``preflight``: whether PDFs from outside are fit to print."""

from collections.abc import Sequence
from pathlib import Path

from printshop.commands.summary import print_findings
from printshop.findings import Exit, Severity, count, exit_of, many, merged_by_page
from printshop.preflight.verapdf import checked, missing
from printshop.sandbox.intake import ExaminedFile, examine_in_child
from printshop.sandbox.messages import Refused


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
        print_findings(merged_by_page(file.findings))
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


def verdict(file: ExaminedFile) -> str:
    """``fit to print``, or why not, in one line."""
    counts = count(merged_by_page(file.findings))
    parts = [
        many(counts[s], s) for s in (Severity.ERROR, Severity.REVIEW, Severity.NOTE) if counts[s]
    ]
    verdict_text = (
        "fit to print" if file.fit else "not fit to print" if file.read else "not examined"
    )
    return f"{verdict_text}: {', '.join(parts)}" if parts else verdict_text
