"""The house: which room may import from which, where each library is opened, what modules hold.

Rooms first: the folders of ``printshop/`` and its single files stand on levels (``rooms``), and a
room imports only from rooms on lower levels. Then modules: none imports in a circle.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from tests.house.rooms import (
    BY_NAME,
    CODE,
    LEVEL,
    LEVELS,
    MODULES,
    ROOMS,
    ROOT,
    between_rooms,
    imports,
    name_of,
    ours,
    parsed,
    room_of,
)
from tests.house.scripts import script

LONGEST = 350  # lines of a module
MOST_ENTRIES = 22  # in printshop/
DRAWING = ROOT / "docs/rooms.svg"
MAKER = "docs/rooms.py"
AGAIN = f"type .venv/bin/python {MAKER}"

# Libraries that are opened in one place: the modules, or whole rooms, that may import them.
DOORS = {
    "click": {"cli"},
    "weasyprint": {f"typesetting.{name}" for name in ("render", "measure", "glyph_ink")},
    "jinja2": {"typesetting.compose"},
    "markupsafe": {f"typesetting.{name}" for name in ("compose", "template_api", "segment_marks")},
    "yaml": {"reading.yaml_file", "reading.yaml_edit"},
    "pikepdf": {"pdf", "prepress", "preflight", "proofing", "partners"},
    "openpyxl": {"orders.xlsx_child"},
    "pydyf": {"typesetting.text_layer"},
    "pypdfium2": {"proofing.rasterise"},
    "qrcode": {"typesetting.qr_code"},
    "zxingcpp": {"preflight.scan"},
    "babel": {
        *("shop.language_names", "facts.phone_numbers", "typesetting.locale_format"),
    },
    "phonenumbers": {"facts.phone_numbers"},
    "email_validator": {"facts.net_addresses"},
    "idna": {"facts.net_addresses"},
    "rich": {"commands.build", "commands.summary"},
    "pydantic": {"shop", "reading", "delivery.kept_words", "orders.model", "orders.ledger"},
    "subprocess": {"sandbox.process"},
    "typst": {"partners.logo_child.draw"},
    "tinycss2": {
        f"partners.logo_child.{module}"
        for module in ("cascade", "css_colours", "css_values", "references")
    },
    "cssselect2": {"partners.logo_child.cascade"},
    "translate": {"exchange.xliff", "exchange.po"},
    "docx": {"exchange.docx"},
    "lxml": {"exchange.xliff"},
    "_libvips": {"partners.logo_child.librsvg"},
}

# Names of the shop that stand in code, by module, each with its reason.
NAMED = {
    **dict.fromkeys(
        (name for name in BY_NAME if room_of(name) == "cli"),
        "examples in the help of the command: what is typed",
    ),
    "partners.logo_child.cascade": "words of CSS: a style for a screen",
    "partners.logo_child.css_values": "words of CSS: an offset",
    "partners.logo_child.gradients": "words of SVG: fr is a radius, each stop has an offset",
    "partners.logo_child.normalise": "words of SVG: fr is a radius",
}


def test_every_module_has_a_room() -> None:
    """Whoever adds a room says where it stands."""
    assert {room_of(name) for name in BY_NAME} - {""} == set(ROOMS)


def test_the_house_is_seen_at_a_glance() -> None:
    """The entries of ``printshop/`` fit on a screen."""
    entries = {p.name for p in CODE.iterdir() if p.name != "__pycache__"}
    assert len(entries) <= MOST_ENTRIES


@pytest.mark.parametrize("path", sorted(CODE.rglob("__init__.py")), ids=name_of)
def test_a_room_says_what_it_is_for(path: Path) -> None:
    """One sentence on the door of each room."""
    said = ast.get_docstring(parsed(path)) or ""
    assert re.fullmatch(r"[^.]+(\.\w[^.]*)*\.", said), f"{name_of(path)}: '{said}'"


def test_rooms_import_downwards() -> None:
    """A room imports from rooms on lower levels."""
    wrong = {
        (a, b)
        for a, b in ours()
        if room_of(a) != room_of(b) and LEVEL[room_of(a)] >= LEVEL[room_of(b)]
    }
    assert not wrong, f"these imports do not point down: {sorted(wrong)}"


def test_the_drawing_is_what_the_rooms_import() -> None:
    """docs/rooms.svg is made from the imports as they are now."""
    assert DRAWING.read_text("utf-8") == script(MAKER).text(), AGAIN


def test_the_drawing_shows_each_import_once() -> None:
    """An arrow leads to each room that is imported, a dot stands for each pair."""
    said = re.findall(r"<title>(\w+) imports from (\w+)</title>", DRAWING.read_text("utf-8"))
    assert len(said) == len(set(said))
    assert set(said) == between_rooms()


def test_no_import_is_drawn_upwards() -> None:
    """Neither to a level above nor to the room's own."""
    (first, second), *_ = [level for level in LEVELS if len(level) == 2]
    for pair in ((ROOMS[-1], ROOMS[0]), (first, second)):
        with pytest.raises(ValueError, match="not on a lower level"):
            script(MAKER).drawing({pair})


def test_no_module_imports_in_a_circle() -> None:
    """Modules have an order, too; whoever imports one imports the room around it first."""
    left = ours()
    for name, other in list(left):
        around = other.rpartition(".")[0]
        while around:
            if name != around and not name.startswith(f"{around}."):
                left.add((name, around))
            around = around.rpartition(".")[0]
    while left:
        importing = {a for a, _ in left}
        open_ = {pair for pair in left if pair[1] not in importing}
        assert open_, f"a circle: {sorted(left)}"
        left -= open_


@pytest.mark.parametrize("library", DOORS)
def test_one_door_for_each_library(library: str) -> None:
    """A library is imported where it belongs and nowhere else."""
    through = {
        name
        for name, path in BY_NAME.items()
        if any(imported.split(".")[0] == library for imported in imports(parsed(path)))
    }
    assert {n for n in through if not {n, room_of(n)} & DOORS[library]} == set()


# Tags of languages that are words of English, units or marks of HTML as well.
OTHER_MEANINGS = {"am", "el", "hi", "hr", "is", "it", "no", "pa", "pt", "so", "th", "ti", "tr"}


def names_of_the_shop() -> set[str]:
    """Every format, language, sector and printing condition that lies in the shop."""
    shop, findings = open_shop(ROOT)
    assert shop, findings
    tags = shop.languages.keys() - OTHER_MEANINGS
    return {*shop.layouts, *tags, *shop.sectors, *shop.presses}


def strings(path: Path) -> Iterator[str]:
    """A module's strings without its docstrings."""
    tree = parsed(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_no_name_of_the_shop_stands_in_code() -> None:
    """A format, a language, a sector and a condition are data: adding one changes no Python."""
    known, found = names_of_the_shop(), {}
    for name, path in BY_NAME.items():
        words = {w for text in strings(path) for w in re.split(r"[^\w-]+", text)}
        if hits := {w for w in words & known if name not in NAMED}:
            found[name] = hits
    assert not found


def test_names_in_the_help_are_examples_only() -> None:
    """The command names parts of the shop in its examples, and compares nothing with them."""
    known = names_of_the_shop()
    for name in NAMED:
        for node in ast.walk(parsed(BY_NAME[name])):
            if isinstance(node, ast.Compare | ast.Subscript | ast.MatchValue):
                inner = {n.value for n in ast.walk(node) if isinstance(n, ast.Constant)}
                assert not inner & known, f"{name}:{node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_short(path: Path) -> None:
    """A module that nobody dares to open begins by growing long."""
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_public_things_are_documented(path: Path) -> None:
    """Each module, class and function that others may use says what it is for."""
    tree = parsed(path)
    bare = [] if ast.get_docstring(tree) else [path.name]
    bare += [f"{path.name}:{n.lineno} {n.name}" for n in public(tree) if not ast.get_docstring(n)]
    assert not bare


def public(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Functions and classes whose name, and whose class, has no underscore; those within functions
    are nobody else's."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)
