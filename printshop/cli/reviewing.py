"""The verb for whoever reads and signs."""

from pathlib import Path

import click

from printshop.cli.grammar import verb
from printshop.findings import Exit


@verb(
    "proof",
    example="proof ro/leaflet nl/card",
    required={"pieces": "the pieces to read, each as language/piece"},
)
@click.argument("pieces", nargs=-1, required=True)
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


VERBS = (_proof,)
