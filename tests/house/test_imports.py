"""The house: who may import whom, which library is opened where, and what no module may hold."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from printshop.catalog import open_shop

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "printshop"
MODULES = sorted(CODE.rglob("*.py"))
LONGEST = 450  # lines of a module

# The shelves from the top down. A module imports from shelves below its own, never beside or above.
SHELVES = (
    ("cli",),
    ("works", "counter", "signing", "ordering"),
    ("crew", "examiner", "engraver", "workbook", "packing"),
    ("pipeline", "stamping"),
    ("standing", "typeset", "zone", "stamp"),
    (
        *("catalog", "check", "compose", "copyfit", "render", "impose", "slug", "textlayer"),
        *("inking", "overprint", "marks", "metadata", "convert", "tags", "links"),
        *("prepress", "preflight", "proof", "deliver", "gallery"),
        *("intake", "verapdf", "plates", "showing", "report"),
        # Of partners and packages.
        *("orders", "tables", "cleaning", "choosing", "rules"),
        *("logo", "package", "xjdf", "job_sheet", "ledger"),
    ),
    ("artwork", "code", "folding", "inks", "order", "panels", "revise", "separate", "sign_off"),
    ("job",),
    ("condition",),
    ("model",),
    ("source", "examined", "tools"),
    ("findings",),
)

KNOWN = {name for names in SHELVES for name in names}

# Stages that import a stage, each with its reason. What is not in use any more has to go.
BESIDE = {
    ("catalog", "check"): "opening the shop ends with checking it; check is its second half",
    ("plates", "proof"): "the plates are painted through the one door to the rasteriser",
    ("showing", "plates"): "a report shows the plates; the examiner has them made page by page",
    ("showing", "proof"): "and the page itself, through the same door",
    ("report", "compose"): "the report's page comes through the one door to the templates",
    ("report", "deliver"): "it is written whole or not at all, as deliver writes",
    ("report", "intake"): "it tells of what intake took in",
    ("stamp", "zone"): "it stamps what the zone has set",
    ("verapdf", "intake"): "it adds to what intake found",
    ("gallery", "compose"): "the gallery's page comes through the one door to the templates",
    ("gallery", "deliver"): "the gallery shows what lies where deliver put it",
    ("package", "job_sheet"): "the package is put together from its parts",
    ("package", "xjdf"): "the same",
    (
        "job_sheet",
        "compose",
    ): "its page, and README.txt, come through the one door to the templates",
    ("job_sheet", "render"): "and is set through the one door to the renderer",
    ("job_sheet", "check"): "check knows which file of copy is a package's",
    ("orders", "intake"): "an order comes in as any file from outside does",
    ("tables", "intake"): "and a workbook is read in a child like any other",
    ("orders", "tables"): "an order is YAML or a table; both become the same lines",
    ("orders", "cleaning"): "a line counts as read when its texts can be printed",
    ("orders", "choosing"): "a line's names become what they stand for,",
    ("orders", "rules"): "as far as the kind of its partner may have it",
    ("rules", "choosing"): "a rule speaks of pieces and copies as they were chosen",
    ("choosing", "catalog"): "a ticket becomes a job in one place only",
    ("choosing", "check"): "which sheet makes a language one for print shops",
    ("engraver", "examiner"): "a PDF logo is looked at as any PDF from outside",
    ("logo", "intake"): "a logo comes in as any file from outside does",
    ("prepress", "convert"): "a part of the press file, with a module of its own for its length",
    ("prepress", "impose"): "the sheets of a small printer are laid out where boxes are",
    ("prepress", "inking"): "a part of the press file, with a module of its own for its length",
    ("prepress", "links"): "the same",
    ("prepress", "marks"): "the same",
    ("prepress", "metadata"): "the same",
    ("prepress", "overprint"): "the same",
    ("prepress", "slug"): "the same",
    ("prepress", "tags"): "the same",
    ("tags", "links"): "what can be followed is tagged in one and linked in the other",
    ("render", "textlayer"): "the renderer's text is written down while it draws",
}

# The one door of each library: the modules that may import it.
DOORS = {
    "weasyprint": {"render"},
    "jinja2": {"compose"},
    "markupsafe": {"compose"},
    "yaml": {"source"},
    "pikepdf": {
        *(
            "prepress",
            "impose",
            "preflight",
            "slug",
            "tags",
            "links",
            "stamp",
            "revise",
            "stamping",
        ),
        *("inking", "overprint", "marks", "metadata", "convert"),
        # Files from outside: read in a child, parted into plates.
        *("examiner", "engraver", "plates", "showing"),
    },
    "openpyxl": {"workbook"},
    "pydyf": {"textlayer"},
    "pypdfium2": {"proof"},
    "qrcode": {"code"},
    "zxingcpp": {"preflight"},
    "babel": {"catalog", "compose"},
    "rich": {"works"},
    "pydantic": {"source", "model", "condition", "order"},
    "subprocess": {"tools"},
}

# Names of the shop that stand in code, by module, each with its reason.
NAMED = {
    "cli": "examples in the help of the command: what a filter looks like",
}


def module_of(path: Path) -> str:
    """The name of a module on the shelf; a package counts as one."""
    return path.relative_to(CODE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    """The full names of all that a module imports, also within its functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parsed(path: Path) -> ast.Module:
    """A module's tree."""
    return ast.parse(path.read_text("utf-8"))


def ours() -> set[tuple[str, str]]:
    """Pairs of our modules: which one imports which."""
    found = set()
    for path in MODULES:
        me = module_of(path)
        for name in imports(parsed(path)):
            parts = name.split(".")
            if parts[0] == "printshop" and parts[1] in KNOWN:
                found.add((me, parts[1]))
    return {(a, b) for a, b in found if a != b}


def shelf(module: str) -> int:
    """A module's shelf, from 0 at the top."""
    return next(i for i, names in enumerate(SHELVES) if module in names)


def test_every_module_has_a_shelf() -> None:
    """Whoever adds a module says where it stands."""
    assert {module_of(p) for p in MODULES} - {"__init__"} <= KNOWN


def test_imports_point_down() -> None:
    """A module imports from the shelves below it; stages meet only as the table says."""
    wrong = {(a, b) for a, b in ours() if shelf(a) >= shelf(b)} - BESIDE.keys()
    assert not wrong, f"these imports do not point down: {sorted(wrong)}"


def test_exceptions_are_in_use() -> None:
    """An exception that nobody needs any more is taken out of the table."""
    assert BESIDE.keys() <= ours()


def test_stages_do_not_import_in_a_circle() -> None:
    """The exceptions among stages have an order, too."""
    left = set(BESIDE)
    while left:
        free = {pair for pair in left if pair[1] not in {a for a, _ in left}}
        assert free, f"a circle: {sorted(left)}"
        left -= free


@pytest.mark.parametrize("library", DOORS)
def test_one_door_for_each_library(library: str) -> None:
    """A library is imported where it belongs and nowhere else."""
    through = {
        module_of(path)
        for path in MODULES
        if any(name.split(".")[0] == library for name in imports(parsed(path)))
    }
    assert through <= DOORS[library]


def names_of_the_shop() -> set[str]:
    """Every format, language, sector and printing condition that lies in the shop."""
    shop, findings = open_shop(ROOT)
    assert shop, findings
    return {*shop.layouts, *shop.languages, *shop.sectors, *shop.presses}


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
    for path in MODULES:
        words = {w for text in strings(path) for w in re.split(r"[^\w-]+", text)}
        if hits := {w for w in words & known if module_of(path) not in NAMED}:
            found[path.name] = hits
    assert not found


def test_names_in_the_help_are_examples_only() -> None:
    """The command names parts of the shop in its examples, and compares nothing with them."""
    known = names_of_the_shop()
    for module in NAMED:
        for node in ast.walk(parsed(CODE / f"{module}.py")):
            if isinstance(node, ast.Compare | ast.Subscript | ast.MatchValue):
                inner = {n.value for n in ast.walk(node) if isinstance(n, ast.Constant)}
                assert not inner & known, f"{module}.py:{node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(CODE).as_posix())
def test_modules_are_short(path: Path) -> None:
    """A module that nobody dares to open begins by growing long."""
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(CODE).as_posix())
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
