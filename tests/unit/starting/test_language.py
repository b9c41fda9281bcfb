"""A new language: which tags there are, what is written, and that it can be filled and built."""

import re
from pathlib import Path

import pytest

from printshop.checks.font_characters import folders, in_any_font
from printshop.checks.opening import open_shop
from printshop.shop.job import Shop
from printshop.starting.exemplars import exemplars
from printshop.starting.language import read_tag
from printshop.starting.questions import Refused
from tests.unit.starting.conftest import Answering, state


def opened(root: Path) -> Shop:
    """The shop as it stands now."""
    shop, findings = open_shop(root)
    assert shop, findings
    return shop


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        *(("pl", "pl"), ("PL", "pl"), ("ZH_hans", "zh-Hans"), ("fa_af", "fa-AF")),
        *(("ckb", "ckb"), ("kmr", "kmr"), ("ti", "ti"), ("th", "th"), ("pt-br", "pt-BR")),
    ],
)
def test_a_tag_is_mended(typed: str, tag: str) -> None:
    """In case and separator."""
    assert read_tag(typed) == tag


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "write a tag"),
        ("polish language", "no language tag"),
        ("../pl", "no language tag"),
        ("pl/", "no language tag"),
        ("é", "no language tag"),
        ("zh", "write zh-Hans or zh-Hant"),
        ("iw", "write he"),
        ("prs", "write fa-AF"),
        ("mul", "many languages"),
        ("qqq", "does not know"),
        ("english", "no language tag"),
        ("pl-Latn-PL-x-private-use", "no language tag"),
    ],
)
def test_what_is_no_tag(typed: str, reason: str) -> None:
    """Each with what to write instead."""
    with pytest.raises(Refused, match=reason):
        read_tag(typed)


@pytest.mark.parametrize("tag", ["pl", "ckb", "kmr", "fa-AF", "uk", "tr", "el", "hi"])
def test_a_language_is_begun(tiny_shop: Path, answering: Answering, tag: str) -> None:
    """Its file holds, its fonts have its letters, and one finding says that words are missing."""
    run = answering(tiny_shop, [], "translate", "begin", tag)
    assert run.exit == 0, run.said
    shop = opened(tiny_shop)
    language = shop.languages[tag]
    assert language.letters
    known = folders(tiny_shop)
    assert (
        "\\u" not in (tiny_shop / f"content/{tag}/language.yaml").read_text().partition("\n\n")[0]
    )
    for names in (language.fonts.head, language.fonts.text):
        there = in_any_font(tuple(known[name] for name in names))
        assert all(ord(sign) in there for sign in language.letters)
    assert shop.copies[tag] == {}
    source = shop.copies[shop.campaign.source_language]
    assert shop.unfinished[tag].keys() == source.keys() - {"package"}
    told = [f for f in open_shop(tiny_shop)[1] if f.scope.language == tag]
    assert [f.code for f in told] == ["empty-text"]


@pytest.mark.parametrize(("tag", "sign"), [("ka", "ა"), ("he", "א"), ("ko", "가")])
def test_a_font_that_is_not_there(
    tiny_shop: Path, answering: Answering, tag: str, sign: str
) -> None:
    """None is chosen that lacks the letters: a person names one, which check then wants."""
    run = answering(tiny_shop, ["", "Vazirmatn", "Some Sans"], "translate", "begin", tag)
    assert run.exit == 0
    assert f"has not all its letters: {sign}" in run.said
    assert opened(tiny_shop).languages[tag].fonts.text == ("Some Sans", "Noto Sans")
    codes = [f.code for f in open_shop(tiny_shop)[1]]
    assert {"empty-text", "unknown-font"} <= set(codes)


def test_letters_that_no_table_has(
    tiny_shop: Path, answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Are asked of the person."""
    monkeypatch.setattr("printshop.starting.language.exemplars", lambda *_: ("", ()))
    run = answering(tiny_shop, ["", "", "", "a ą b c"], "new", "language", "pl")
    assert run.exit == 0, run.said
    assert opened(tiny_shop).languages["pl"].letters == "aąbc"


def test_letters_of_a_form() -> None:
    """Those of the language itself where its form has none of its own."""
    assert exemplars("fa-AF") == exemplars("fa")
    assert exemplars("kmr", "ku") == exemplars("ku")
    assert set("aąćźż") < set(exemplars("pl")[0])
    assert exemplars("pl")[1] == ("„", "”", "«", "»")
    assert exemplars("und") == ("", ())


def test_no_word_of_the_source_can_be_printed(tiny_shop: Path, answering: Answering) -> None:
    """Its words stand in remarks alone; other languages are built as before."""
    answering(tiny_shop, [], "translate", "begin", "pl")
    for path in (tiny_shop / "content/pl").glob("*.yaml"):
        if path.stem != "language":
            read = opened(tiny_shop).unfinished["pl"][path.stem]
            assert not any(text for _, text in read.texts())
    run = answering(tiny_shop, [], "--piece", "card")
    assert run.exit == 2
    assert run.said.count("error[") == 1
    made = {path.parent.name for path in tiny_shop.glob("output/test/*/*card*.pdf")}
    assert made == {"ar", "en"}


def test_a_language_that_is_filled_is_built(tiny_shop: Path, answering: Answering) -> None:
    """With words in all its texts nothing stops it: no line of Python was touched."""
    answering(tiny_shop, [], "translate", "begin", "pl")
    shop = opened(tiny_shop)
    for stem, sheet in shop.copies[shop.campaign.source_language].items():
        path = tiny_shop / f"content/pl/{stem}.yaml"
        if not path.exists():
            continue
        words = iter([text for _, text in sheet.texts()])
        lines: list[str] = []
        for line in path.read_text("utf-8").splitlines():
            if line.endswith('""'):
                kept = " ".join(re.findall(r"\{[^}]*\}", next(words)))
                line = f'{line[:-2]}"żółw {stem[:2]} {len(lines)} {kept}"'
            lines.append(line)
        path.write_text("\n".join(lines) + "\n", "utf-8")
    run = answering(tiny_shop, [], "--language", "pl")
    assert run.exit == 0, run.said
    assert list(tiny_shop.glob("output/*/pl/*.pdf"))


def test_files_that_a_language_lacks(tiny_shop: Path, answering: Answering) -> None:
    """Of one that is there, only these are begun; of one that has all, nothing is touched."""
    before = state(tiny_shop)
    (tiny_shop / "content/ar/card.yaml").unlink()
    run = answering(tiny_shop, [], "translate", "begin", "ar")
    assert run.exit == 0
    assert {p for p, data in state(tiny_shop).items() if before.get(p) != data} == {
        "content/ar/card.yaml"
    }
    run = answering(tiny_shop, [], "translate", "begin", "ar")
    assert run.exit == 2
    assert "with all its files; nothing was written" in run.said
