"""The verb that shows pieces in the browser while their files are edited."""

from pathlib import Path

import click

from printshop.cli import completion
from printshop.cli.grammar import verb
from printshop.findings import Exit
from printshop.shop import names

MOST = 4  # pieces at once: each is made anew after each change


@verb(
    "watch",
    example="watch nl/leaflet",
    required={"pieces": "the pieces, each with its language"},
)
@click.argument(
    "pieces", nargs=-1, required=True, shell_complete=completion.each_once(names.pieces_by_language)
)
@click.pass_obj
def _watch(root: Path, pieces: tuple[str, ...]) -> Exit:
    """Show pieces (nl/leaflet) in the browser, anew after each file that is saved.

    The page is served to this machine only. Nothing is written; to end, type Ctrl-C.
    """
    chosen = list(dict.fromkeys(pieces))
    if len(chosen) > MOST:
        raise click.UsageError(f"{len(chosen)} pieces are too many: watch shows {MOST} at most")
    from printshop.commands.watch import watch

    return watch(root, chosen)


VERBS = (_watch,)
