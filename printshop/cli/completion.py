"""Completion in the shell: of languages, pieces, sectors, printing conditions, facts and orders.

Each is a function for click's ``shell_complete``: from context, parameter and the incomplete word
to its completions. The context's ``obj`` is the root of the shop.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Completion = Callable[[click.Context, click.Parameter, str], list[Any]]
ORDER_FILES = ("*.yaml", "*.yml", "*.csv", "*.xlsx")


def among(known: Callable[[Path], list[str]]) -> Completion:
    """Completion of a name, also after others and a comma; those are not offered again.

    ``known`` returns the names of a shop, from its root.
    """

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        typed = before.split(",")
        offered = [n for n in known(ctx.obj) if n.startswith(last) and n not in typed]
        return [f"{before}{comma}{name}" for name in offered]

    return complete


def each_once(known: Callable[[Path], list[str]]) -> Completion:
    """Completion of names of which several may be typed, without those that were typed already.

    ``known`` returns the names of a shop, from its root.
    """

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        typed = ctx.params.get(param.name or "") or ()
        return [n for n in known(ctx.obj) if n.startswith(incomplete) and n not in typed]

    return complete


def orders(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[Any]:
    """Completion of order files and numbers; another path is left to the shell."""
    from click.shell_completion import CompletionItem

    from printshop.orders.ledger import FOLDER  # here: it loads what reads YAML

    root: Path = ctx.obj
    files = sorted(path for form in ORDER_FILES for path in (root / "orders").glob(form))
    numbers = sorted(path.stem for path in (root / FOLDER).glob("*.yaml"))
    known = [*(path.relative_to(root).as_posix() for path in files), *numbers]
    offered = [CompletionItem(name) for name in known if name.startswith(incomplete)]
    return offered or [CompletionItem(incomplete, type="file")]
