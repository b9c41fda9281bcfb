"""The command line. Its verbs with their options stand in the modules beside this one, by subject.

What each verb does is in ``commands``.

What a verb needs is imported only when it runs, so that help and completion stay fast, and so that
``preflight`` does not wait for the renderer to load its fonts.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from printshop import __version__
from printshop.cli import (
    examining,
    facts,
    making,
    ordering,
    reviewing,
    starting,
    translating,
    watching,
    words,
)
from printshop.cli.grammar import Program, answer
from printshop.findings import Exit, exit_of

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "generate.py"
COMPLETE = "_GENERATE_COMPLETE"  # set by the lines that a shell loads for bin/generate
EXIT_CODES = {
    Exit.DONE: "done; there may be reviews to look at",
    Exit.BUG: "a fault of the program: report it with what it printed",
    Exit.INPUTS: "the inputs are wrong: words, facts, layouts, a name that was typed",
    Exit.COPYFIT: "a text does not fit at its smallest size",
    Exit.PREFLIGHT: "a PDF is not fit to print",
    Exit.MACHINE: "something is missing on this machine, or a file cannot be written",
    Exit.INTERRUPTED: "interrupted; type it again",
}


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Run the command in the shop at ``root``; the exit code is one of ``findings.Exit``."""
    if instruction := os.environ.get(COMPLETE):
        from printshop.cli import shells

        return shells.answer(program, root, COMPLETE, instruction)
    verb: str | None = None
    try:
        with program.make_context(COMMAND, list(arguments), obj=root) as context:
            try:
                return int(program.invoke(context))
            finally:
                verb = context.invoked_subcommand
    except click.exceptions.Exit as request:  # after --help or --version
        return request.exit_code
    except click.UsageError as problem:
        print("\n".join(answer(problem, program, COMMAND)), file=sys.stderr)
        return int(Exit.INPUTS)
    except KeyboardInterrupt:
        reassurance = "" if verb == "preflight" else "; nothing in output/ was removed"
        print(f"\ninterrupted{reassurance}", file=sys.stderr)
        return int(Exit.INTERRUPTED)
    except BrokenPipeError:
        return int(Exit.DONE)
    except Exception as problem:  # noqa: BLE001  # whichever verb stopped, a person reads why
        from printshop.commands import faults, summary

        fault = faults.command_fault(root, problem)
        summary.print_findings([fault])
        return int(exit_of([fault]))


def version() -> str:
    """The text of ``--version``: the program and its typesetting libraries."""
    from printshop.typesetting.engine import version_text  # imported here: it loads the libraries

    return f"printshop {__version__}\n{version_text()}"


def _print_version(ctx: click.Context, _: click.Parameter, is_set: bool) -> None:
    if is_set and not ctx.resilient_parsing:
        print(version())
        ctx.exit()


@click.group(
    cls=Program,
    default="build",
    exit_codes=EXIT_CODES,
    options_metavar="",
    subcommand_metavar="[VERB] [OPTIONS] [FILES]",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
def program() -> None:
    """Make the print of the campaign stopmensenhandel.be.

    Without a verb it builds, and takes what build takes. To read what a verb takes, type the verb
    and --help.
    """


SUBJECTS = (
    making,
    watching,
    facts,
    examining,
    ordering,
    words,
    translating,
    reviewing,
    starting,
)
for module in SUBJECTS:
    for command in module.VERBS:
        program.add_command(command)
