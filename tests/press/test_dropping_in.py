"""A language, a sector, a format and a printing condition are added by dropping in files."""

import os
import shutil
from pathlib import Path

import pytest

from printshop.cli import program as cli
from tests.press import referees
from tests.press.pieces import PRESS, ROOT


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the real shop, built in this process, which is warm."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    for name in ("content", "layouts", "presses", "fonts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def place(press: str, language: str, piece: str) -> str:
    """The place of a press file in ``output/``."""
    return f"{press}/{language}/stopmensenhandel-{piece}-{language}-{press}.pdf"


def _built(shop: Path, *arguments: str) -> set[str]:
    """Build for the press, and list the press files in output/."""
    if "--press" not in arguments:
        arguments = (*arguments, "--press", PRESS)
    assert cli.main(list(arguments), shop) == 0
    output = shop / "output"
    return {p.relative_to(output).as_posix() for p in output.rglob("*.pdf")}


def test_a_language(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of words, and all its pieces can be made."""
    shutil.copytree(shop / "content/en", shop / "content/et")
    sheet = shop / "content/et/language.yaml"
    words = sheet.read_text("utf-8")
    sheet.write_text(words.replace("English", "Português").replace("EN", "PT"), "utf-8")
    built = _built(shop, "--language", "et", "--piece", "card,leaflet")
    assert built == {
        place("offset", "et", "card"),
        place("offset", "et", "leaflet"),
    }
    outside, _ = referees.sheets((shop / "output" / place("offset", "et", "leaflet")).read_bytes())
    assert "Português" in "".join(c.text for c in outside.inked())
    assert "et" in capsys.readouterr().out


def test_a_sector(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A colour, a line in the list of sectors and a file of words: a flyer and posters."""
    _add(
        shop / "layouts/_shared/palette.yaml",
        "colours:\n",
        """\
  cleaning: {cmyk: [28, 5, 22, 0], rgb: "#b8d8c8"}
  cleaning-band: {cmyk: [22, 4, 17, 0], rgb: "#c6e0d3"}
""",
    )
    with (shop / "content/sectors.yaml").open("a", encoding="utf-8") as file:
        file.write("""\
  cleaning:
    accent: cleaning
    texture: scallops
    pictogram: polish
    on_leaflet: false
    signs: [passport, wage, clock, bed, debt, door]
""")
    for words in sorted(shop.glob("content/*/salons.yaml")):
        shutil.copy(words, words.with_name("cleaning.yaml"))
    built = _built(shop, "--language", "nl", "--piece", "flyer,poster", "--sector", "cleaning")
    poster = place("offset", "nl", "poster-cleaning")
    posters = {poster.replace("-nl-", f"-nl{size}-") for size in ("", ".a4", ".a2", ".a1")}
    assert built == {place("offset", "nl", "flyer-cleaning"), *posters}
    assert "flyer-cleaning" in capsys.readouterr().out


LAYOUT = """\
title: Badge
trim: [105, 74]
bleed: 6
safe: 5
general: true
sectors: false
floors: {reading: 9, small: 7}
edition: {page: front, place: [8, 68], size: 6, colour: paper}
pages:
  front:
    audience: anyone
    artwork:
      figure: [140, 90, 10]
      band: 0.5
      grounds:
        - {box: [-6, -6, 117, 86], ground: night, band: night-band}
frames:
  slogan:
    page: front
    box: [8, 8, 60, 40]
    slots:
      slogan: {voice: head, size: [18, 30], leading: 1.05}
  hotline:
    page: front
    box: [8, 52, 89, 14]
    slots:
      hotline-number: {voice: figures, size: [20, 24], leading: 1, lines: 1}
"""
TEMPLATE = """\
{% extends "_shared/page.html.j2" %}
{% block pages %}
{% call page("front") %}
  {% call frame("slogan") %}<h1 class="slogan">{{ say("slogan") }}</h1>{% endcall %}
  {% call frame("hotline") %}<p class="hotline-number">{{ fact(campaign.hotline) }}</p>{% endcall %}
{% endcall %}
{% endblock %}
"""


def test_a_format(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with geometry, template and style, and a title in each language."""
    folder = shop / "layouts/badge"
    folder.mkdir()
    (folder / "layout.yaml").write_text(LAYOUT, "utf-8")
    (folder / "page.html.j2").write_text(TEMPLATE, "utf-8")
    (folder / "style.css").write_text("#front { color: var(--on-night) }\n", "utf-8")
    for language in sorted(p.parent for p in shop.glob("content/*/language.yaml")):
        (language / "badge.yaml").write_text("status: draft\nitems:\n  title: Badge\n", "utf-8")
    built = _built(shop, "--language", "nl,ar", "--piece", "badge")
    assert built == {
        place("offset", "nl", "badge"),
        place("offset", "ar", "badge"),
    }
    (sheet,) = referees.sheets((shop / "output" / place("offset", "ar", "badge")).read_bytes())
    assert sheet.trim[2] - sheet.trim[0] == pytest.approx(105, abs=0.01)
    assert referees.dialled(sheet) == ["+3278055800"]
    assert "[draft]" in capsys.readouterr().out


def test_a_printing_condition(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file with 2 mm of bleed and another slug: every piece gets a second file."""
    words = (shop / "presses/offset.yaml").read_text("utf-8")
    assert "bleed: 3\nlarge" in words
    assert "slug: 8\n" in words
    words = words.replace("bleed: 3\nlarge", "bleed: 2\nlarge").replace("slug: 8\n", "slug: 11\n")
    words = words.replace("made: default", "made: asked")
    (shop / "presses/short-run.yaml").write_text(words, "utf-8")
    both = ("--press", f"{PRESS},short-run")
    built = _built(shop, "--language", "nl", "--piece", "card", *both)
    assert built == {place("offset", "nl", "card"), place("short-run", "nl", "card")}
    for press, bleed, slug in (("offset", 3, 8), ("short-run", 2, 11)):
        for sheet in referees.sheets((shop / "output" / place(press, "nl", "card")).read_bytes()):
            assert sheet.trim[0] - sheet.bleed[0] == pytest.approx(bleed, abs=0.01)
            assert sheet.bleed[0] - sheet.media[0] == pytest.approx(slug, abs=0.01)
            assert f"bleed {bleed} mm" in sheet.slug()
    assert "short-run" in capsys.readouterr().out

    # Another day the number is another: what was made for the new condition must not keep the old.
    was = '"+32 78 055 800", source: campaign leaflet (Dutch), checked: 2026-11-23'
    now = was.replace("800", "801").replace("11-23", "11-24")
    _change(shop / "content/campaign.yaml", was, now)
    assert cli.main(["--language", "nl", "--piece", "card,flyer"], shop) == 0
    made = {p.stem for p in (shop / "output/short-run").rglob("*.pdf")}
    assert made == {"stopmensenhandel-card-nl-short-run"}, "more than was asked for"
    for press in ("offset", "short-run"):
        sheets = referees.sheets((shop / "output" / place(press, "nl", "card")).read_bytes())
        assert "+3278055801" in [row for sheet in sheets for row in referees.dialled(sheet)]


def _change(path: Path, old: str, new: str) -> None:
    """Put other words in a file in the place of some that are there once."""
    words = path.read_text("utf-8")
    assert words.count(old) == 1
    path.write_text(words.replace(old, new), "utf-8")


def _add(path: Path, after: str, lines: str) -> None:
    """Write lines into a file after a place that is there once."""
    words = path.read_text("utf-8")
    assert words.count(after) == 1
    path.write_text(words.replace(after, after + lines), "utf-8")
