"""Up to date: what is made again when an input changes, and what is not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, meta

from printshop.checks.opening import open_shop
from printshop.delivery import up_to_date
from printshop.typesetting import compose
from tests.conftest import CHECKOUT

SIGNERS = "signers: [{name: Test Reader, roles: [reader], languages: all}]"
Command = Callable[..., Any]
BUILT = "6 built, 0 unchanged, 0 refused"


@pytest.fixture
def shop(tiny_shop: Path, command: Command) -> Path:
    """The tiny shop, printed."""
    assert BUILT in command(tiny_shop).said
    return tiny_shop


def change(path: Path, old: str, new: str) -> None:
    """One place of a file, written anew."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def fault(*_: object) -> None:
    """A fault of the program while a page is composed."""
    raise RuntimeError("an odd thing")


def test_nothing_is_composed(shop: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same inputs no page is composed."""
    monkeypatch.setattr(compose, "compose", fault)
    run = command(shop)
    assert run.exit == 0
    assert "0 built, 6 unchanged, 0 refused" in run.said


def test_a_word_of_one_piece(shop: Path, command: Command) -> None:
    """Its files are made again; those of another piece in the language are not."""
    change(shop / "content/ar/sign.yaml", "items:", "items:  # a remark")
    assert "0 built, 6 unchanged" in command(shop).said
    words = (shop / "content/en/card.yaml").read_text("utf-8")
    (shop / "content/en/card.yaml").write_text(words.replace(".", "!", 1), "utf-8")
    run = command(shop, "--language", "en")
    assert "1 built, 2 unchanged" in run.said


def test_where_lines_do_not_end(shop: Path, command: Command) -> None:
    """A language's words at which no line ends are not in a page as composed, but shape it."""
    change(
        shop / "content/en/language.yaml", "label: EN\n", "label: EN\nno_break_after: a the of\n"
    )
    assert "3 built, 0 unchanged, 0 refused" in command(shop, "--language", "en").said


def test_the_words_of_another_piece(
    shop: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A piece that cannot set them is not even composed."""
    words = (shop / "content/en/card.yaml").read_text("utf-8")
    (shop / "content/en/card.yaml").write_text(words.replace(".", "!", 1), "utf-8")
    monkeypatch.setattr(compose, "compose", fault)
    run = command(shop, "--language", "en", "--piece", "sign")
    assert "0 built, 2 unchanged, 0 refused" in run.said


def test_the_words_that_all_share(shop: Path, command: Command) -> None:
    """They are looked at on the composed page: the piece that sets them is made again."""
    change(shop / "content/en/common.yaml", "Call the umbrella line", "Call umbrellas")
    assert "1 built, 2 unchanged" in command(shop, "--language", "en").said
    assert "0 built, 3 unchanged" in command(shop, "--language", "en").said


def test_a_fact_that_was_checked_again(shop: Path, command: Command) -> None:
    """A later date of checking changes no page."""
    path = shop / "content/campaign.yaml"
    path.write_text(path.read_text("utf-8").replace("valid_until: 2999", "valid_until: 2998"))
    assert "0 built, 6 unchanged" in command(shop).said


def test_a_fault_is_left_to_the_job(
    shop: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault while a page is composed for its digest does not end the run: its job is done."""
    words = (shop / "content/en/card.yaml").read_text("utf-8")
    (shop / "content/en/card.yaml").write_text(words.replace(".", "!", 1), "utf-8")
    monkeypatch.setattr(compose, "compose", fault)  # the pipeline has its own name for it
    run = command(shop, "--language", "en", "--piece", "card")
    assert run.exit == 0
    assert "1 built" in run.said


def test_a_report_that_cannot_be_renewed(
    shop: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk does not stop a run that has nothing to make."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(up_to_date, "renew", full)
    change(shop / "content/en/common.yaml", "Call the umbrella line", "Call umbrellas")
    run = command(shop, "--language", "en", "--piece", "sign")
    assert run.exit == 0
    assert "0 built, 2 unchanged, 0 refused" in run.said


def test_signed_once_more(shop: Path, command: Command) -> None:
    """A new row of the sign-off is looked at anew, also where only its look has changed."""
    change(shop / "content/campaign.yaml", "signers: []", SIGNERS)
    assert command(shop, "sign-off", "en/card", "--by", "Test Reader").exit == 0
    assert "1 built" in command(shop).said
    path = shop / "content/en/sign-off.yaml"
    right = path.read_text("utf-8")
    look = right.partition('look: "')[2].partition('"')[0]
    path.write_text(right.replace(look, "0" * len(look)), "utf-8")
    assert "layout-changed" in command(shop).said
    path.write_text(right, "utf-8")
    run = command(shop)
    assert "layout-changed" not in run.said
    assert "1 built" in run.said


def layout_digest(root: Path) -> str:
    """That of the card, of the files as they are now."""
    opened = open_shop(root)[0]
    assert opened is not None
    up_to_date._folder.cache_clear()
    return up_to_date.layout_digest(opened, "card")


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("gallery.html.j2", False),
        ("report.html.j2", False),
        ("package/job-sheet.html.j2", False),
        ("package/readme.txt.j2", False),
        ("page.html.j2", True),
        ("shared.css", True),
        ("zone.html.j2", True),
        ("new.html.j2", True),
    ],
)
def test_what_no_piece_is_set_with(tiny_shop: Path, name: str, counts: bool) -> None:
    """A template of job sheets, web pages and reports is no part of how a signed piece looks."""
    before = layout_digest(tiny_shop)
    path = tiny_shop / "layouts/_shared" / name
    path.write_text((path.read_text("utf-8") if path.exists() else "") + "\n", "utf-8")
    assert (layout_digest(tiny_shop) != before) == counts


def test_each_shared_template_sets_pieces_or_does_not() -> None:
    """Those that no layout and no partner's zone is set with are the ones that do not count."""
    layouts = CHECKOUT / "layouts"
    shared = {p.relative_to(layouts).as_posix() for p in layouts.glob("_shared/**/*.j2")}
    todo = [p.relative_to(layouts).as_posix() for p in layouts.glob("*/page.html.j2")]
    todo.append("_shared/zone.html.j2")
    sets: set[str] = set()
    while todo:
        name = todo.pop()
        sets.add(name)
        source = Environment(autoescape=True).parse((layouts / name).read_text("utf-8"))
        used = meta.find_referenced_templates(source)
        todo += [path for path in used if path and path not in sets]
    left_out = tuple(f"_shared/{name}" for name in up_to_date.SETS_NO_PIECE)
    assert {path for path in shared if not path.startswith(left_out)} == sets & shared


def files(root: Path) -> set[str]:
    """The press files and proofs in output/, by folder and name."""
    found = [*root.glob("output/*/*/*.pdf"), *root.glob("output/proofs/*/*.png")]
    return {p.relative_to(root / "output").as_posix() for p in found}


@pytest.mark.parametrize(
    ("path", "old", "kind", "name", "gone"),
    [
        ("content/ar/language.yaml", "label:", "language", "ar", "/ar/"),
        ("layouts/card/layout.yaml", "trim:", "piece", "card", "-card-"),
    ],
)
def test_what_has_an_error_takes_its_files_along(
    shop: Path, command: Command, path: str, old: str, kind: str, name: str, gone: str
) -> None:
    """With and without a filter; a run that is asked for something else leaves them."""
    before = files(shop)
    assert any(gone in file for file in before)
    change(shop / path, f"\n{old}", f"\nx{old}")
    assert command(shop, "--language", "en", "--piece", "sign").exit == 0
    assert files(shop) == before
    run = command(shop, f"--{kind}", name)
    assert run.exit == 2
    assert "unknown-key" in run.said
    assert "older-file-removed" in run.said
    assert files(shop) == {file for file in before if gone not in file}
    change(shop / path, f"\nx{old}", f"\n{old}")
    command(shop)
    assert files(shop) == before


def test_files_by_older_names(shop: Path, command: Command) -> None:
    """They go with the next run that is asked for their folder; nothing is made again."""
    before = files(shop)
    older = ("test/en/card.pdf", "proofs/en/card-1.png", "report/test/en/card.json")
    for name in older:
        (shop / "output" / name).write_bytes(b"older")
    command(shop, "--language", "ar")
    assert (shop / "output" / older[0]).exists()
    assert "0 built, 6 unchanged" in command(shop).said
    assert files(shop) == before
    assert not any((shop / "output" / name).exists() for name in older)
