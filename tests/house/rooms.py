"""The rooms of ``printshop/`` and what they import: read by the tests and by ``docs/rooms.py``."""

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "printshop"
MODULES = sorted(CODE.rglob("*.py"))

# The levels from the top down, each with its rooms. A room imports from rooms on lower levels; it
# imports nothing from its own level and nothing from those above it.
LEVELS = (
    ("cli",),
    ("commands",),
    ("packages", "pipeline"),
    ("partners",),
    ("exchange", "orders", "preflight", "starting"),
    ("delivery", "proofing"),
    ("prepress", "typesetting"),
    ("checks",),
    ("colour",),
    ("shop", "sandbox"),
    ("facts",),
    ("reading",),
    ("pdf", "findings"),
)
ROOMS = tuple(room for level in LEVELS for room in level)
LEVEL = {room: number for number, level in enumerate(LEVELS) for room in level}


def name_of(path: Path) -> str:
    """A module's name within printshop, such as ``shop.catalog``; a room's own is the room's."""
    parts = path.relative_to(CODE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """The room of a module; a single file is a room of its own."""
    return module.split(".")[0]


BY_NAME = {name_of(path): path for path in MODULES}


@lru_cache
def parsed(path: Path) -> ast.Module:
    """A module's tree."""
    return ast.parse(path.read_text("utf-8"))


def imports(tree: ast.AST) -> Iterator[str]:
    """The full names of all that a module imports, also within its functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours() -> set[tuple[str, str]]:
    """Pairs of our modules: which one imports which."""
    found = set()
    for name, path in BY_NAME.items():
        for imported in imports(parsed(path)):
            head, _, rest = imported.partition(".")
            if head != "printshop" or not rest or rest.startswith("__"):
                continue
            other = rest if rest in BY_NAME else rest.rpartition(".")[0]
            assert other in BY_NAME, f"{name} imports {imported}"
            if other != name:
                found.add((name, other))
    return found


def between_rooms() -> set[tuple[str, str]]:
    """Pairs of rooms: which one imports from which."""
    pairs = {(room_of(importing), room_of(imported)) for importing, imported in ours()}
    return {pair for pair in pairs if pair[0] != pair[1]}
