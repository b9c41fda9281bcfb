"""Options that several verbs take, and how what is typed after them is read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from printshop.cli import completion
from printshop.shop import names

FILTERS: dict[str, tuple[str, Callable[[Path], list[str]]]] = {
    "language": ("Only these languages, such as nl,fr.", names.languages),
    "piece": ("Only these pieces, such as leaflet,card.", names.pieces),
    "sector": ("Only these sectors, such as horeca; general: pieces of no sector.", names.sectors),
    "press": ("Only for these printing conditions, such as offset.", names.presses),
}

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def split(_: click.Context, __: click.Parameter, typed: tuple[str, ...]) -> list[str]:
    """The names of an option that was typed once with commas, or several times; each once."""
    parts = (part.strip() for text in typed for part in text.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def single(ctx: click.Context, param: click.Parameter, typed: tuple[str, ...]) -> str:
    """The name of an option that takes only one, '' without it. Raises ``click.UsageError``."""
    names_typed = split(ctx, param, typed)
    if len(names_typed) > 1:
        raise click.UsageError("preflight measures against one --press at a time", ctx)
    return "".join(names_typed)


def person(ctx: click.Context, param: click.Parameter, typed: str | None) -> str:
    """The name of a person. Raises ``click.MissingParameter`` where it is blank."""
    if not (typed or "").strip():
        raise click.MissingParameter(ctx=ctx, param=param)
    return (typed or "").strip()


def filtered(function: Decorated) -> Decorated:
    """Add the options of the four filters to a verb."""
    for name, (text, known) in reversed(FILTERS.items()):
        complete = completion.among(known)
        option = click.option(
            f"--{name}",
            multiple=True,
            metavar="NAMES",
            callback=split,
            shell_complete=complete,
            help=text,
        )
        function = option(function)
    return function
