"""The counter: somebody hands in a PDF and asks whether it is fit to print."""

from collections.abc import Sequence
from pathlib import Path

from printshop.commands.summary import print_findings
from printshop.findings import Exit, Severity, count, exit_of, gathered, many
from printshop.preflight.verapdf import checked, missing
from printshop.sandbox.intake import Taken, take_in
from printshop.sandbox.messages import Refused


def preflight(
    root: Path, paths: Sequence[Path], press: str, html: Path | None, verapdf: Path | None
) -> Exit:
    """Examine files one by one, print what was found and a verdict on each, write the report.

    ``press`` is the name of a printing condition, '' for the default one; ``html`` where the
    report goes, with its JSON beside it; ``verapdf`` an installed veraPDF that is asked as well.
    """
    if verapdf and (told := missing(verapdf)):
        print_findings([told])
        return exit_of([told])
    files: list[Taken] = []
    for path in paths:
        taken = take_in(root, path, press, html is not None)
        if isinstance(taken, Refused):
            print_findings(taken.refused)
            return Exit.INPUTS
        if verapdf and taken.read:
            taken = checked(taken, verapdf)
        print_findings(gathered(taken.findings))
        print(f"{taken.name}: {verdict(taken)}", flush=True)
        files.append(taken)
    if html:
        # Only here: templates and palette cost more time than the whole examination.
        from printshop.preflight.report import write_report

        told = write_report(root, html, files)
        if told:
            print_findings([told])
            return exit_of([told])
        print(f"look at {html}")
    if not all(taken.read for taken in files):
        return Exit.INPUTS
    return Exit.DONE if all(taken.fit for taken in files) else Exit.PREFLIGHT


def verdict(taken: Taken) -> str:
    """``fit to print``, or why not, in one line."""
    weights = count(gathered(taken.findings))
    parts = [
        many(weights[s], s) for s in (Severity.ERROR, Severity.REVIEW, Severity.NOTE) if weights[s]
    ]
    word = "fit to print" if taken.fit else "not fit to print" if taken.read else "not examined"
    return f"{word}: {', '.join(parts)}" if parts else word
