"""The command line: its verbs with their options. What each verb does is in ``commands``.

What a verb needs is imported only when it runs, so that help and completion stay fast, and so that
``preflight`` does not wait for the renderer to load its fonts.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from printshop import __version__
from printshop.commands import completion
from printshop.commands.grammar import Program, answer
from printshop.findings import Exit, exit_of
from printshop.shop import names

ROOT = Path(__file__).resolve().parent.parent
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
FILTERS: dict[str, tuple[str, Callable[[Path], list[str]]]] = {
    "language": ("Only these languages, such as nl,fr.", names.languages),
    "piece": ("Only these pieces, such as leaflet,card.", names.pieces),
    "sector": ("Only these sectors, such as horeca; general: pieces of no sector.", names.sectors),
    "press": ("Only for these printing conditions, such as offset.", names.presses),
}

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Run the command in the shop at ``root``; the exit code is one of ``findings.Exit``."""
    if instruction := os.environ.get(COMPLETE):
        from printshop.commands import shells

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


# ── options ──────────────────────────────────────────────────────────────────────────────────


def _split(_: click.Context, __: click.Parameter, typed: tuple[str, ...]) -> list[str]:
    """The names of an option that was typed once with commas, or several times; each once."""
    parts = (part.strip() for text in typed for part in text.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def _single(ctx: click.Context, param: click.Parameter, typed: tuple[str, ...]) -> str:
    """The name of an option that takes only one, '' without it. Raises ``click.UsageError``."""
    names_typed = _split(ctx, param, typed)
    if len(names_typed) > 1:
        raise click.UsageError("preflight measures against one --press at a time", ctx)
    return "".join(names_typed)


def _signer(ctx: click.Context, param: click.Parameter, typed: str | None) -> str:
    """The name of a person. Raises ``click.MissingParameter`` where it is blank."""
    if not (typed or "").strip():
        raise click.MissingParameter(ctx=ctx, param=param)
    return (typed or "").strip()


def _filtered(function: Decorated) -> Decorated:
    """Add the options of the four filters to a verb."""
    for name, (text, known) in reversed(FILTERS.items()):
        complete = completion.among(known)
        option = click.option(
            f"--{name}",
            multiple=True,
            metavar="NAMES",
            callback=_split,
            shell_complete=complete,
            help=text,
        )
        function = option(function)
    return function


# ── the verbs ────────────────────────────────────────────────────────────────────────────────


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


@program.command("build", example="build --language fr,ar --piece leaflet,card")
@_filtered
@click.pass_obj
def _build(root: Path, /, **filters: list[str]) -> Exit:
    """Make press files into output/; this is also done when no verb is typed.

    Only what has changed is made again. Several names after an option have commas between them.
    """
    return _work("build", filters, root)


@program.command("check", example="check --language ro")
@_filtered
@click.pass_obj
def _check(root: Path, /, **filters: list[str]) -> Exit:
    """Check words, facts, layouts and printing conditions; no file is made."""
    return _work("check", filters, root)


@program.command("list", example="list --language nl")
@_filtered
@click.pass_obj
def _list(root: Path, /, **filters: list[str]) -> Exit:
    """Show which pieces can be made, and which of them are signed off."""
    return _work("list", filters, root)


@program.command("facts", example="facts hotline")
@click.argument(
    "facts",
    nargs=-1,
    metavar="[NAMES]",
    callback=_split,
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


def _work(verb: str, filters: dict[str, list[str]], root: Path) -> Exit:
    from printshop.commands.build import work

    return work(verb, filters, root)


@program.command(
    "preflight",
    example="preflight leaflet.pdf --html report.html",
    required={"files": "the PDFs to examine"},
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--press",
    multiple=True,
    metavar="NAME",
    callback=_single,
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


@program.command(
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


@program.command(
    "fresh",
    example="fresh fr,ar,de/flyer rights",
    required={"typed": "the files, each with its language: fr/flyer"},
)
@click.argument(
    "typed",
    nargs=-1,
    required=True,
    metavar="LANGUAGES/FILE… [TEXT…]",
    shell_complete=completion.each_once(names.translations),
)
@click.pass_obj
def _fresh(root: Path, typed: tuple[str, ...]) -> Exit:
    """Write down that translations (fr/flyer) were compared with their source and say the same.

    Without a text all texts of the file; with texts (rights, or signs[3]) only these.
    """
    from printshop.commands.fresh import fresh

    words = " ".join(typed).replace(", ", ",").split()  # 'fr, de/flyer' is meant as one
    targets = [name for name in words if "/" in name]
    for name in targets:
        tags, _, stem = name.removeprefix("content/").partition("/")
        if not tags.strip(", ") or not stem.strip("/ "):
            raise click.UsageError(f"'{name}' has to be a language and a file, such as fr/flyer")
    texts = [name for name in words if "/" not in name]
    if not targets:
        raise click.UsageError(f"'{' '.join(texts)}' names no file: type it as fr/flyer")
    return fresh(root, targets, texts)


@program.command(
    "sign-off",
    example='sign-off nl/leaflet nl/card --by "Full Name"',
    required={
        "pieces": "the pieces, each with its language",
        "by": "the name of the person who signs: --by NAME",
    },
)
@click.argument(
    "pieces", nargs=-1, required=True, shell_complete=completion.each_once(names.pieces_by_language)
)
@click.option(
    "--by",
    required=True,
    metavar="NAME",
    callback=_signer,
    help="Who signs: a name under signers in content/campaign.yaml.",
)
@click.pass_obj
def _sign_off(root: Path, pieces: tuple[str, ...], by: str) -> Exit:
    """Write down that a person has read pieces (nl/leaflet) and answers for their words."""
    from datetime import UTC, datetime

    from printshop.commands.sign_off import sign

    return sign(root, pieces, by, datetime.now(UTC).date())
