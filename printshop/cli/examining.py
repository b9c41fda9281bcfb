"""The verb that examines PDFs."""

from pathlib import Path

import click

from printshop.cli import completion
from printshop.cli.grammar import verb
from printshop.cli.options import single
from printshop.findings import Exit
from printshop.shop import names


@verb(
    "preflight",
    example="preflight leaflet.pdf --html report.html",
    required={"files": "the PDFs to examine"},
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--press",
    multiple=True,
    metavar="NAME",
    callback=single,
    shell_complete=completion.among(names.presses),
    help="Measure against this printing condition, such as offset; else against the usual one.",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    metavar="REPORT",
    help="Write a report with pictures here, and its JSON beside it.",
)
@click.option(
    "--verapdf",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="An installed veraPDF that checks PDF/UA-1 as well.",
)
@click.pass_obj
def _preflight(
    root: Path, files: tuple[Path, ...], press: str, html: Path | None, verapdf: Path | None
) -> Exit:
    """Examine PDFs as a print shop would, also such as were not made here."""
    from printshop.commands.preflight import preflight

    return preflight(root, files, press, html, verapdf)


VERBS = (_preflight,)
