"""The verb about facts: numbers, addresses, names."""

from pathlib import Path

import click

from printshop.cli import completion
from printshop.cli.grammar import verb
from printshop.cli.options import split
from printshop.findings import Exit
from printshop.shop import names


@verb("facts", example="facts hotline")
@click.argument(
    "facts",
    nargs=-1,
    metavar="[NAMES]",
    callback=split,
    shell_complete=completion.each_once(names.facts),
)
@click.option(
    "--record",
    is_flag=True,
    help="Record these facts, or all, as they are now: after a look at what prints them.",
)
@click.pass_obj
def _facts(root: Path, facts: list[str], record: bool) -> Exit:
    """Show the facts, when each was checked, and what prints it; with names, each in detail."""
    from datetime import UTC, datetime

    from printshop.commands import facts as verb
    from printshop.commands import record_facts

    run = record_facts.record if record else verb.show
    return run(root, facts, datetime.now(UTC).date())


@verb(
    "recall",
    example="recall hotline",
    required={"fact": "the name of a fact; generate.py facts shows them all"},
    at_most="recall takes one fact at a time",
)
@click.argument("fact", metavar="FACT", shell_complete=completion.each_once(names.facts))
@click.pass_obj
def _recall(root: Path, fact: str) -> Exit:
    """Show which files and orders carry a fact, with how many copies, and which are out of date."""
    from printshop.commands import recall

    return recall.recall(root, fact)


@verb(
    "trace",
    example="trace K7MRX9TH",
    required={"mark": "the edition mark of a printed copy: eight characters in its small print"},
)
@click.argument("mark", nargs=-1, required=True, metavar="MARK")
@click.pass_obj
def _trace(root: Path, mark: tuple[str, ...]) -> Exit:
    """Show what a printed copy is, from its edition mark, and whether what it says still stands."""
    from datetime import UTC, datetime

    from printshop.commands import trace

    return trace.trace(root, " ".join(mark), datetime.now(UTC).date())


VERBS = (_facts, _recall, _trace)
