"""Verbs that make, check and list the files of pieces."""

from pathlib import Path

import click

from printshop.cli.grammar import verb
from printshop.cli.options import filtered
from printshop.findings import Exit


@verb("build", example="build --language fr,ar --piece leaflet,card")
@filtered
@click.pass_obj
def _build(root: Path, /, **filters: list[str]) -> Exit:
    """Make press files into output/; this is also done when no verb is typed.

    Only what has changed is made again. Several names after an option have commas between them.
    """
    return _work("build", filters, root)


@verb("check", example="check --language ro")
@filtered
@click.option(
    "--budget",
    is_flag=True,
    help="Show how many characters of each text have room, in place of the findings.",
)
@click.pass_obj
def _check(root: Path, /, budget: bool, **filters: list[str]) -> Exit:
    """Check words, facts, layouts and printing conditions; no file is made."""
    if budget:
        from printshop.commands.budget import show

        return show(root, filters)
    return _work("check", filters, root)


@verb("list", example="list --language nl")
@filtered
@click.pass_obj
def _list(root: Path, /, **filters: list[str]) -> Exit:
    """Show which pieces can be made, and which of them are signed off."""
    return _work("list", filters, root)


def _work(verb: str, filters: dict[str, list[str]], root: Path) -> Exit:
    from printshop.commands.build import work

    return work(verb, filters, root)


VERBS = (
    _build,
    _check,
    _list,
)
