"""The documents: what they point at is there, what they say to type works, nothing is private."""

import ast
import hashlib
import re
import shlex
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image

from printshop.checks.opening import open_shop
from printshop.cli import options
from printshop.cli import program as cli
from printshop.findings import Exit
from tests.house import walks
from tests.house.rooms import BY_NAME, CODE, ROOMS, parsed
from tests.house.scripts import script

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
README = ROOT / "README.md"
ARCHITECTURE = ROOT / "docs/architecture.md"
# The walks of the architecture, by the beginning of their headings, with the hops they may take.
WALKS = {"A phone number": 10, "A text that is too long": 6, "A partner's logo": 12}

# The only outside addresses that a document links to, with what each is for.
OUTSIDE = {
    "keepachangelog.com": "the form of CHANGELOG.md",
    "semver.org": "how versions are numbered",
    "openfontlicense.org": "the licence of the fonts",
    "www.stopmensenhandel.be": "the campaign",
}
# What the recipes of the README say to add, so that it is not here.
ADDED = {
    *("content/et/", "content/et/language.yaml", "layouts/handout/", "content/nl/handout.yaml"),
    *("content/nl/fishery.yaml", "presses/offset-4mm.yaml"),
}
LARGEST = 190_000  # bytes of a picture
DESIGN = ROOT / "docs/design.md"
PRIVATE = re.compile(
    r"(?<![\w./~-])/(?:home|root|Users|work|tmp|var|opt|mnt|srv|private)\b/?"
    r"|[A-Z]:\\|localhost|\b(?!7\.(?:18|21)\.\d\.\d\b)\d{1,3}(?:\.\d{1,3}){3}\b|\.(?:local|internal|lan)\b(?!/)"
    r"|file://|pypi\."
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|<img[^>]*\bsrc=\"([^\"]+)\"")
FENCE = re.compile(r"^```.*?\n(.*?)^```", re.S | re.M)


def named(path: Path) -> str:
    """How a test calls a document."""
    return path.relative_to(ROOT).as_posix()


@lru_cache
def read(path: Path) -> str:
    """A document's text."""
    return path.read_text("utf-8")


def links(path: Path) -> list[str]:
    """All that a document links to or shows."""
    return [a or b for a, b in LINK.findall(FENCE.sub("", read(path)))]


def anchors(path: Path) -> set[str]:
    """The anchors of a document's headings."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", read(path)), re.M)
    kept = (re.sub(r"[^\w\s-]", "", head.strip().lower()) for head in heads)
    return {re.sub(r"\s", "-", head) for head in kept}


def code(path: Path) -> list[str]:
    """All that a document says to type: its code blocks by line, and its code in running text."""
    text = read(path)
    blocks = [line.strip() for block in FENCE.findall(text) for line in block.splitlines()]
    return blocks + re.findall(r"`([^`\n]+)`", FENCE.sub("", text))


def test_documents_are_there() -> None:
    """The documents that others point at."""
    assert {named(p) for p in DOCS} >= {
        *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/install.md"),
        *("docs/architecture.md", "docs/findings.md", "docs/print-shops.md", "docs/translating.md"),
        *("docs/translations.md", "docs/third-party.md", "docs/preflight.md", "docs/design.md"),
    }


@pytest.mark.parametrize("path", DOCS, ids=named)
def test_links_lead_somewhere(path: Path) -> None:
    """Every relative link and picture is there, with its heading; others are in the table."""
    for link in links(path):
        parts = urlsplit(link)
        if parts.scheme:
            assert parts.scheme == "https", link
            assert parts.hostname in OUTSIDE, link
            continue
        target = (path.parent / parts.path).resolve() if parts.path else path
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        assert "output" not in target.relative_to(ROOT).parts, "output/ is in no checkout"
        if parts.fragment:
            assert parts.fragment in anchors(target), link


def pictures(path: Path) -> list[Path]:
    """The pictures that a document shows."""
    return [(path.parent / link).resolve() for link in links(path) if link.endswith(".png")]


def test_readme_shows_the_real_thing() -> None:
    """The README begins with pictures of the output; each is shown, and none weighs much."""
    assert len(pictures(README)) >= 2
    assert read(README).index(".png") < read(README).index("\n## ")
    shown = {*pictures(README), *pictures(DESIGN), *pictures(ROOT / "docs/staff.md")}
    for picture in (ROOT / "docs/pictures").glob("*.png"):
        assert picture in shown, f"{picture.name} is not shown"
        assert picture.stat().st_size <= LARGEST
        with Image.open(picture) as image:
            assert min(image.size) >= 200


def test_pictures_are_those_that_are_made() -> None:
    """Each is a sheet of the script that makes them."""
    maker = script("docs/pictures/make.py")
    made = {*maker.SHEETS, maker.NUMBER_SHEET, *maker.STAFF.NAMES}
    assert {path.stem for path in (ROOT / "docs/pictures").glob("*.png")} == made


def test_the_design_has_its_tables_as_they_are() -> None:
    """Contrast, differences, sizes and floors are those of today's palette and layouts."""
    maker = script("docs/design_tables.py")
    assert maker.with_tables(read(DESIGN)) == read(DESIGN), (
        "type .venv/bin/python docs/design_tables.py"
    )


@pytest.mark.parametrize("path", DOCS, ids=named)
def test_nothing_private(path: Path) -> None:
    """No document names a folder or a host of somebody's machine."""
    assert not PRIVATE.search(read(path))


@pytest.mark.parametrize("path", DOCS, ids=named)
def test_make_targets_exist(path: Path) -> None:
    """What a document says to make, the Makefile makes; its variables are the Makefile's."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.M))
    variables = set(re.findall(r"\$\(call typed,([A-Z]+),", makefile)) | {"TESTS"}
    for line in code(path):
        for said in re.findall(r"(?:^|&& )make\b([^&|;#]*)", line):
            for word in said.split():
                name = word.partition("=")[0]
                assert name in (variables if "=" in word else targets), line


@pytest.mark.parametrize("path", DOCS, ids=named)
def test_commands_are_understood(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every call of generate.py in a document has a verb and options that the command knows."""
    for verb in cli.program.commands.values():
        monkeypatch.setattr(verb, "callback", lambda *_, **__: Exit.DONE)
    for line in code(path):
        if found := re.search(r"(?:(?:python|\./)\S*\s*generate\.py|bin/generate)([^&|;#]*)", line):
            typed = shlex.split(found[1].replace("…", ""))
            if "--help" not in typed and "--version" not in typed:
                assert cli.main(typed) == 0, line


def test_readme_names_every_verb_and_filter() -> None:
    """The README leaves out no verb and no filter."""
    said = read(README)
    for verb in cli.program.commands:
        assert f"`{verb}`" in said
    for name in options.FILTERS:
        assert f"`--{name}`" in said


def test_readme_has_every_exit_code() -> None:
    """The table of exit codes is the program's."""
    rows = re.findall(r"^\| (\d+) \| ", read(README), re.M)
    assert [int(row) for row in rows] == sorted(Exit)


@pytest.mark.parametrize("path", DOCS, ids=named)
def test_files_that_are_named_exist(path: Path) -> None:
    """A file of ours that a document names in code is there; a name with < > or * is a pattern."""
    folders = (
        "content/",
        "layouts/",
        "presses/",
        "fonts/",
        "printshop/",
        "tests/",
        "docs/",
        "bin/",
    )
    for said in re.findall(r"`([^`\n]+)`", FENCE.sub("", read(path))):
        name = said.partition(":")[0]
        if name.startswith(folders) and " " not in name and not re.search(r"[<>*…{]", name):
            assert (ROOT / name).exists() != (name in ADDED), said


def test_third_party_names_every_font_and_package() -> None:
    """Whose work it is: every font file with its checksum, the profiles, every pinned package."""
    said = read(ROOT / "docs/third-party.md")
    for path in [*(ROOT / "fonts").rglob("*.ttf"), *(ROOT / "presses/icc").glob("*.icc")]:
        assert path.name in said
        assert hashlib.sha256(path.read_bytes()).hexdigest() in said, path.name
    for file in ("requirements.txt", "requirements-dev.txt"):
        for package in re.findall(r"^([\w.-]+)==", (ROOT / file).read_text("utf-8"), re.M):
            assert re.search(rf"^\| {re.escape(package)}( \(tests only\))? \| \S", said, re.M), (
                package
            )


def test_every_font_has_its_licence() -> None:
    """A family travels with its licence."""
    for family in (p for p in (ROOT / "fonts").iterdir() if p.is_dir()):
        assert "SIL Open Font License" in (family / "OFL.txt").read_text("utf-8"), family.name


@pytest.mark.parametrize("mirrored", [False, True], ids=["ltr", "rtl"])
def test_print_shops_are_told_where_to_fold(mirrored: bool) -> None:
    """The folds in the shop's page are the layouts' own, for both directions of reading."""
    shop, findings = open_shop(ROOT)
    assert shop, findings
    said = read(ROOT / "docs/print-shops.md")
    for layout in shop.layouts.values():
        width = layout.trim[0]
        for face in layout.pages:
            folds = [fold for fold in layout.folds if fold.page == face]
            if len(folds) < 2:
                assert all(f"at {fold.x:g} mm" in said for fold in folds)
                continue
            at = sorted(width - f.x if mirrored else f.x for f in folds)
            moved = [f.change for f in folds if f.change is not None]
            change = sorted(width - x if mirrored else x for x in moved)
            folded, changed = (" and ".join(f"{x:g}" for x in xs) for xs in (at, change))
            assert re.search(rf"^\| {face} \| [^|]+ \| {folded} \| {changed} \|$", said, re.M)


def test_print_shops_are_told_the_condition() -> None:
    """Bleed, slug and sizes in the shop's page are those of the condition and the layouts."""
    shop, findings = open_shop(ROOT)
    assert shop, findings
    said = read(ROOT / "docs/print-shops.md")
    for press in shop.presses.values():
        assert f"| {press.name} |" in said, "the table of conditions"
        if press.made != "default":
            continue
        assert f"{press.bleed:g} mm all round" in said
        assert f"{press.slug:g} mm outside the bleed" in said
        assert press.intent is None or press.intent.identifier in said
        if press.large:
            assert f"{press.large.bleed:g} mm where an edge is longer than" in said
            assert f"{press.large.above:g} mm" in said
    for layout in shop.layouts.values():
        for width, height in [layout.trim, *(d.trim for d in layout.sizes.values())]:
            assert f"{width:g} × {height:g}" in said


def walk(begins: str) -> list[str]:
    """The hops of the walk whose heading begins so."""
    (hops,) = (hops for head, hops in walks.hops(read(ARCHITECTURE)).items() if begins in head)
    return hops


def test_the_architecture_has_its_walks() -> None:
    """Those that are held here, and no other."""
    heads = walks.hops(read(ARCHITECTURE))
    assert len(heads) == len(WALKS)


@pytest.mark.parametrize("begins", WALKS)
def test_walks_are_short_and_lead_there(begins: str) -> None:
    """Each hop is a function of the program, and each follows from those before it."""
    hops = walk(begins)
    assert [hop for hop in hops if not walks.exists(hop)] == []
    assert walks.broken(hops) == []
    assert 1 < len(hops) <= WALKS[begins]


@pytest.mark.parametrize("begins", WALKS)
def test_a_walk_with_a_hop_left_out_is_noticed(begins: str) -> None:
    """A hop without the one that calls it does not follow; nor do two that have no connection."""
    hops = walk(begins)
    assert any(walks.broken(hops[:n] + hops[n + 1 :]) for n in range(1, len(hops) - 1))
    assert walks.broken([hops[0], "shop/units:as_tuple"]) == ["shop/units:as_tuple"]


def test_the_architecture_lists_the_rooms() -> None:
    """Each once, from the top down; of a folder it says what the folder says of itself."""
    rows = re.findall(r"^\| `([a-z]+)(/|\.py)` \| (\S.*) \|$", read(ARCHITECTURE), re.M)
    assert tuple(name for name, *_ in rows) == ROOMS
    for name, ending, said in rows:
        assert (CODE / f"{name}{ending}").exists()
        if ending == "/":
            own = ast.get_docstring(parsed(CODE / name / "__init__.py")) or ""
            assert f"{said[0].upper()}{said[1:]}." == own.replace("``", "`")


def test_modules_that_the_architecture_names_exist() -> None:
    """A name such as `shop/catalog`, without its ending, is a module of the program."""
    named = re.findall(rf"`((?:{'|'.join(ROOMS)})/[\w/]+)[`:]", read(ARCHITECTURE))
    assert named
    assert [name for name in named if name.replace("/", ".") not in BY_NAME] == []
