"""Verbs that send texts to translators and take them back."""

from pathlib import Path

import click

from printshop.cli import completion
from printshop.cli.grammar import verb
from printshop.cli.options import split
from printshop.findings import Exit
from printshop.shop import names

FORMATS = ("xliff", "po", "docx")


@verb(
    "translate export",
    example="translate export --language ro --format docx --only stale",
    required={"languages": "the languages: --language NAMES", "form": "a format: --format NAME"},
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    required=True,
    metavar="NAMES",
    callback=split,
    shell_complete=completion.among(names.languages),
    help="Into these languages, such as ro,bg; a file for each.",
)
@click.option(
    "--format",
    "form",
    required=True,
    type=click.Choice(FORMATS),
    metavar="NAME",
    help="xliff for the tools of agencies, po, or docx: a table for Word.",
)
@click.option(
    "--piece",
    "pieces",
    multiple=True,
    metavar="NAMES",
    callback=split,
    shell_complete=completion.among(names.pieces),
    help="Only texts of these pieces, such as leaflet,card.",
)
@click.option(
    "--only",
    type=click.Choice(("stale", "missing")),
    metavar="STATE",
    help="Only texts that are stale, or missing.",
)
@click.pass_obj
def _export(
    root: Path, languages: list[str], form: str, pieces: list[str], only: str | None
) -> Exit:
    """Write the texts of languages into files for translators, with notes, room and pictures."""
    from printshop.commands.translate import export

    return export(root, languages, pieces, form, only or "")


@verb(
    "translate import",
    example="translate import stopmensenhandel-texts-ro.docx",
    required={"path": "the file that came back"},
    at_most="translate import takes one file at a time",
)
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def _import(root: Path, path: Path) -> Exit:
    """Take a translator's answers in: what cannot be printed is refused, text by text."""
    from printshop.commands.translate import take_in

    return take_in(root, path)


VERBS = (_export, _import)
