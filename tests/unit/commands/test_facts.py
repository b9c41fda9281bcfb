"""The verb ``facts``: what it shows of all facts and of one, before and after a change."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from printshop.commands import facts
from printshop.commands.facts import ANY
from tests.unit.hotline import CAMPAIGN, CHECKED, LATER, OTHER, VALUE, change, set_hotline

SIGNERS = "signers: [{name: Test Reader, roles: [reader], languages: all}]"
Command = Callable[..., Any]


@pytest.fixture
def shop(tiny_shop: Path, command: Command) -> Path:
    """The tiny shop with a record of its facts."""
    assert command(tiny_shop, "facts", "--record").exit == 0
    return tiny_shop


def cells(said: str) -> dict[str, list[str]]:
    """The rows of a table by their first cell."""
    rows = [re.split(r" {2,}", line) for line in said.splitlines() if "  " in line]
    return {first: rest for first, *rest in rows}


def to_be_made(said: str) -> set[str]:
    """The files that are listed as to be made anew."""
    rows = re.findall(r"^ +output/(.+)/<language>/(\S+)  +(.+)$", said, re.M)
    paths = ((f"{press}/{ANY}/{file}", tags.split()) for press, file, tags in rows)
    return {path.replace(ANY, tag) for path, tags in paths for tag in tags}


def test_all_facts(tiny_shop: Path, command: Command) -> None:
    """A row for each, in the order of the file: value as printed, where, when, by whom, source."""
    set_hotline(tiny_shop, arabic=OTHER)
    site = "value: www.example.org, "
    change(tiny_shop / CAMPAIGN, site, f"{site}checked_by: Test Reader, ")
    run = command(tiny_shop, "facts")
    assert (run.exit, run.errors) == (0, "")
    rows = cells(run.said)
    where = [VALUE, "2 pieces in 2 languages", CHECKED.isoformat(), "nobody named"]
    assert rows["hotline"] == [*where, "2999-12-31", "made up"]
    assert rows[""] == [f"ar: {OTHER}"]
    assert rows["site"][3] == "Test Reader"
    assert rows["count"][0] == "12,500"
    assert rows["office.web"][1] == "no piece"
    assert (
        "The QR code leads to https://www.example.org (code_address); it is on 1 piece" in run.said
    )
    assert not (tiny_shop / "output").exists()


@pytest.mark.parametrize(
    ("left", "words"),
    [(-1, ", past"), (0, ", today"), (1, ", 1 day left"), (30, ", 30 days left"), (31, "")],
)
def test_what_expires(
    tiny_shop: Path, capsys: pytest.CaptureFixture[str], left: int, words: str
) -> None:
    """A check that is past or ends within 30 days is marked in words, in table and detail."""
    until = (LATER + timedelta(days=left)).isoformat()
    path = tiny_shop / CAMPAIGN
    path.write_text(path.read_text("utf-8").replace("2999-12-31", until, 1), "utf-8")
    assert facts.show(tiny_shop, [], LATER) == 0
    assert cells(capsys.readouterr().out)["hotline"][4] == until + words
    assert facts.show(tiny_shop, ["hotline"], LATER) == 0
    assert f"  holds until  {until}{words}\n" in capsys.readouterr().out


def test_one_fact(tiny_shop: Path, command: Command) -> None:
    """Each piece with its languages, and how many files a change makes anew."""
    run = command(tiny_shop, "facts", "site", "office.web")
    assert run.exit == 0
    site, _, web = run.said.partition("\noffice.web\n")
    assert site.startswith("site\n  value        www.example.org\n  kind         web\n")
    assert f"  checked      {CHECKED}, by nobody named\n" in site
    assert "  Printed on 1 piece in 2 languages:\n    card  ar en\n" in site
    assert "leads to https://www.example.org, which is changed by itself (code_address)" in site
    assert "  A change makes 2 files anew (test 2).\n" in site
    assert "  Printed on no piece.\n" in web
    assert "A change" not in web


def test_an_address_that_only_the_code_has(tiny_shop: Path, command: Command) -> None:
    """The pieces with the QR code are listed where they are not those that print the fact."""
    change(tiny_shop / CAMPAIGN, "https://www.example.org", "https://www.example.com/lost")
    said = command(tiny_shop, "facts", "office.web").said
    code = "The QR code leads to https://www.example.com/lost, which is changed by itself"
    assert "  Printed on no piece.\n" in said
    assert f"  {code} (code_address); it is on 1 piece in 2 languages:\n    card  ar en\n" in said


def test_a_value_for_each_language(tiny_shop: Path, command: Command) -> None:
    """Values of languages are shown; a change of one of them alone makes fewer files anew."""
    set_hotline(tiny_shop, arabic=OTHER)
    said = command(tiny_shop, "facts", "hotline").said
    assert f"  value        {VALUE}\n  in ar        {OTHER}\n" in said
    assert "A change in every language makes 6 files anew (test 6)." in said


def test_before_and_after_a_change(shop: Path, command: Command) -> None:
    """Before it, how many files it makes anew; after it, which; after a build, none."""
    assert "6 built" in command(shop).said
    built = {p.relative_to(shop / "output").as_posix() for p in shop.glob("output/test/*/*.pdf")}
    reports = {p: p.read_bytes() for p in (shop / "output").rglob("*.json")}
    before = command(shop, "facts", "hotline").said
    assert f"A change makes {len(built)} files anew (test {len(built)})." in before
    assert to_be_made(before) == set()

    set_hotline(shop, OTHER, LATER)
    after = command(shop, "facts", "hotline")
    assert after.exit == 0
    assert to_be_made(after.said) == built
    assert f"was '{VALUE}' when it was recorded, and is '{OTHER}' now" in after.said
    assert "6 files in output/ to be made anew" in command(shop, "facts").said
    assert {p: p.read_bytes() for p in reports} == reports, "it looks and writes nothing"

    assert command(shop, "facts", "--record", "hotline").exit == 0
    assert to_be_made(command(shop, "facts", "hotline").said) == built, "not yet built"
    assert "6 built" in command(shop).said
    assert to_be_made(command(shop, "facts", "hotline").said) == set()
    assert "to be made anew" not in command(shop, "facts").said


def test_a_change_in_one_language(shop: Path, command: Command) -> None:
    """Only the files of that language hold something else."""
    assert "6 built" in command(shop).said
    set_hotline(shop, checked=LATER, arabic=OTHER)
    run = command(shop, "facts", "hotline")
    assert {name.split("/")[1] for name in to_be_made(run.said)} == {"ar"}
    assert f"'hotline' in ar was '{VALUE}'" in run.said


def test_a_change_that_was_not_checked(shop: Path, command: Command) -> None:
    """It is an error here as in every run; other facts are not touched by it."""
    set_hotline(shop, OTHER)
    assert command(shop, "facts", "site").exit == 0
    run = command(shop, "facts", "hotline")
    assert run.exit == 2
    assert "error[fact-not-checked]" in run.said
    assert command(shop, "facts").exit == 2


def test_a_change_voids_sign_offs(tiny_shop: Path, command: Command) -> None:
    """Whoever plans a change reads how many people have to sign again."""
    change(tiny_shop / CAMPAIGN, "signers: []", SIGNERS)
    assert command(tiny_shop, "sign-off", "en/card", "--by", "Test Reader").exit == 0
    said = command(tiny_shop, "facts", "hotline").said
    assert "A change makes 6 files anew (test 6), and voids 1 sign-off." in said


def test_a_fact_that_is_gone(shop: Path, command: Command) -> None:
    """Its name is still known from the record, and it is said what it was."""
    path = shop / CAMPAIGN
    path.write_text(re.sub(r"  count:\n.+\n", "", path.read_text("utf-8")), "utf-8")
    run = command(shop, "facts", "count")
    assert run.exit == 0
    assert run.said.startswith(
        "count\n\ncontent/campaign.yaml:19: review[fact-changed]: 'count' was 12500"
    )


def test_pieces_that_cannot_be_composed(tiny_shop: Path, command: Command) -> None:
    """They are counted apart, since nobody knows what they print."""
    (tiny_shop / "content/ar/card.yaml").unlink()
    said = command(tiny_shop, "facts", "hotline").said
    assert "    card         en\n" in said
    assert (
        "\nNot counted: 1 piece with errors. To see which: .venv/bin/python generate.py check\n"
        in said
    )


@pytest.mark.parametrize("typed", [("hotlin",), ("hotline", "hotlin"), ("--record", "hotlin")])
def test_an_unknown_name(tiny_shop: Path, command: Command, typed: tuple[str, ...]) -> None:
    """The nearest fact is proposed, and nothing else is shown or written."""
    run = command(tiny_shop, "facts", *typed)
    assert run.exit == 2
    assert run.said.startswith(
        "facts: error[unknown-name]: there is no fact 'hotlin'\n  fix  did you mean 'hotline'?\n"
    )
    assert not (tiny_shop / "content/recorded-facts.yaml").exists()


def test_a_shop_that_cannot_be_opened(tiny_shop: Path, command: Command) -> None:
    """The reason is told."""
    change(tiny_shop / CAMPAIGN, "hotline: hotline", "hotlin: hotline")
    for typed in ((), ("--record",)):
        run = command(tiny_shop, "facts", *typed)
        assert run.exit == 2
        assert "error[unknown-key]" in run.said
