"""Verbs about what is printed for whom."""

from pathlib import Path

import click

from printshop.cli import completion
from printshop.cli.grammar import verb
from printshop.findings import Exit


@verb(
    "order",
    example="order orders/example.yaml --proof",
    required={"target": "an order file, or the number of an order"},
    at_most="order takes one order file or number at a time",
)
@click.argument("target", metavar="FILE_OR_NUMBER", shell_complete=completion.orders)
@click.option(
    "--proof",
    is_flag=True,
    help="Packages to look at, marked; nothing has to be signed off for them.",
)
@click.pass_obj
def _order(root: Path, target: str, proof: bool) -> Exit:
    """Make what a print shop receives, from an order file or by an order's number."""
    from printshop.commands.order import order

    return order(root, target, proof)


VERBS = (_order,)
