"""Walks through the program, as docs/architecture.md writes them, held against the source.

A hop is ``room/module:function``; ``room/module:Class.method`` is a method. A function leads to
another when it names it, or when a function of its own module that it names does, and so on.
"""

import ast
import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from tests.house.rooms import BY_NAME, parsed

HOP = re.compile(r"^\d+\. `([\w/]+:[\w.]+)`", re.M)
# Functions that are listed by a decorator, and the one that goes through the list.
LISTED = {"printshop.preflight.rules.rule": "printshop.preflight.rules.ask"}
# A process of its own is started by the name of its module; there its main function runs.
MAIN = "main"

Function = ast.FunctionDef | ast.ClassDef


class Module:
    """A module's functions, classes and methods by name, and what its imported names stand for."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tree = parsed(BY_NAME[name])

    @cached_property
    def functions(self) -> dict[str, Function]:
        """By ``function``, ``Class`` or ``Class.method``."""
        found: dict[str, Function] = {}
        for node in self.tree.body:
            if isinstance(node, Function):
                found[node.name] = node
            if isinstance(node, ast.ClassDef):
                methods = (part for part in node.body if isinstance(part, ast.FunctionDef))
                found |= {f"{node.name}.{method.name}": method for method in methods}
        return found

    @cached_property
    def imported(self) -> dict[str, str]:
        """The full name of each name that is imported anywhere in the module."""
        return {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }


@lru_cache
def module(name: str) -> Module:
    """A module of the program, such as ``shop.catalog``."""
    return Module(name)


def hops(text: str) -> dict[str, list[str]]:
    """The hops of each walk of a document, by the heading of the walk."""
    parts = re.split(r"^### (.+)$", text, flags=re.M)[1:]
    bodies = (body.split("\n## ")[0] for body in parts[1::2])
    walks = {head: HOP.findall(body) for head, body in zip(parts[::2], bodies, strict=True)}
    return {head: walk for head, walk in walks.items() if walk}


def split(hop: str) -> tuple[str, str]:
    """A hop's module and function: ``('shop.catalog', 'open_shop')``."""
    path, _, function = hop.partition(":")
    return path.replace("/", "."), function


def exists(hop: str) -> bool:
    """Whether the module is there, and the function in it."""
    name, function = split(hop)
    return name in BY_NAME and function in module(name).functions


def _names(function: Function, own: Module) -> Iterator[str]:
    """All that a function names: its module's own functions as they are, others in full."""
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            yield own.imported.get(node.id, node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{own.imported.get(node.value.id, node.value.id)}.{node.attr}"
        elif isinstance(node, ast.Constant) and node.value in BY_NAME:
            yield f"printshop.{node.value}.{MAIN}"


@lru_cache
def reached(hop: str) -> frozenset[str]:
    """The full names of all functions that a hop leads to in one step out of its module."""
    name, function = split(hop)
    own, left, found = module(name), [function], set[str]()
    while left:
        at = left.pop()
        if at in found:
            continue
        found.add(at)
        if at in own.functions:
            left += _names(own.functions[at], own)
    return frozenset(other if "." in other else f"printshop.{name}.{other}" for other in found)


def _callers(hop: str) -> set[str]:
    """The full names by which a hop is called: its own or its class's, and that of its list."""
    name, function = split(hop)
    own = module(name)
    decorators = {d for part in own.functions[function].decorator_list for d in _decorator(part)}
    listed = {LISTED[own.imported[d]] for d in decorators if own.imported.get(d) in LISTED}
    return {f"printshop.{name}.{function.partition('.')[0]}", *listed}


def _decorator(node: ast.expr) -> Iterator[str]:
    called = node.func if isinstance(node, ast.Call) else node
    if isinstance(called, ast.Name):
        yield called.id


def leads(hop: str, other: str) -> bool:
    """Whether a hop's function calls another's."""
    return bool(reached(hop) & _callers(other))


def broken(walk: list[str]) -> list[str]:
    """The hops that do not follow: none before calls them, nor do they call the one before.

    A function that calls the one before receives what that one returns.
    """
    return [
        hop
        for n, hop in enumerate(walk)
        if n and not leads(hop, walk[n - 1]) and not any(leads(one, hop) for one in walk[:n])
    ]
