"""The verb for whoever reads and signs."""

from pathlib import Path

import click

from printshop.cli import completion
from printshop.cli.grammar import verb
from printshop.findings import Exit
from printshop.shop import names


@verb(
    "proof",
    example="proof ro/leaflet nl/card",
    required={"pieces": "the pieces to read, each as language/piece"},
)
@click.argument(
    "pieces", nargs=-1, required=True, shell_complete=completion.each_once(names.pieces_by_language)
)
@click.option(
    "--reader-language",
    default="",
    metavar="LANGUAGE",
    help="The language of the headings, such as fr; else that of the source.",
)
@click.pass_obj
def _proof(root: Path, pieces: tuple[str, ...], reader_language: str) -> Exit:
    """Make a PDF to read a piece and sign for its words: pictures, texts, room to write."""
    from datetime import UTC, datetime

    from printshop.commands.proof import proof

    return proof(root, pieces, reader_language, datetime.now(UTC).date())


@verb(
    "changes",
    example="changes ro/leaflet nl/card",
    required={"pieces": "the pieces, each as language/piece"},
)
@click.argument(
    "pieces", nargs=-1, required=True, shell_complete=completion.each_once(names.pieces_by_language)
)
@click.option(
    "--reader-language",
    default="",
    metavar="LANGUAGE",
    help="The language of the headings, such as fr; else that of the source.",
)
@click.pass_obj
def _changes(root: Path, pieces: tuple[str, ...], reader_language: str) -> Exit:
    """Show what changed in pieces since they were signed or built: panels, and their texts."""
    from printshop.commands.changes import changes

    return changes(root, pieces, reader_language)


VERBS = (_proof, _changes)
