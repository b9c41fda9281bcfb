"""Slug: what the person at the press reads beside the bleed."""

import re
from pathlib import Path

import pytest

from printshop.preflight.checks.edition_mark import is_mark
from printshop.preflight.reading.read import read_pdf
from printshop.prepress import slug
from printshop.shop.catalog import resolve
from printshop.shop.job import JobTicket, Shop
from printshop.shop.state import DRAFT


def test_line(opened_shop: Shop) -> None:
    """Status, campaign, piece, language, face, size, bleed, condition and edition."""
    job = resolve(opened_shop, JobTicket("card", "", "ar"))
    said = slug.line(job, opened_shop.presses["test"], "", 2, DRAFT)
    assert said.split("  ·  ") == [
        "DRAFT – not signed off",
        "Lost Umbrella Week",
        "card",
        "ar",
        "inside 2/2",
        "120 × 50 mm",
        "bleed 3 mm",
        "test",
        "edition 2030-01",
    ]


def test_line_of_a_size(opened_shop: Shop) -> None:
    """A derived size names itself."""
    job = resolve(opened_shop, JobTicket("sign", "trains", "en"))
    said = slug.line(job, opened_shop.presses["test"], "a7", 1, DRAFT)
    assert "sign-trains.a7  ·  en  ·  front 1/1  ·  74 × 105 mm" in said


def test_unknown_letters(opened_shop: Shop) -> None:
    """A letter that the slug's font has not becomes a question mark, not a gap."""
    codes = [
        re.findall(
            rb"<([0-9a-f]+)>", slug.set_line(opened_shop.root, text, (0, 50, 5), "0 g", "/F")
        )
        for text in ("a漢b", "a?b")
    ]
    assert codes[0] == codes[1]


@pytest.mark.parametrize(("room", "parts"), [(200, 4), (35, 2), (1, 1)])
def test_line_on_a_narrow_screen(opened_shop: Shop, room: float, parts: int) -> None:
    """Its first parts stay as large as they are, and what has no room is left out."""
    line = slug.BETWEEN.join(("DRAFT", "a name", "a side of a piece", "another"))
    assert len(slug.beginning(opened_shop.root, line, room).split(slug.BETWEEN)) == parts


@pytest.mark.parametrize("stem", ["card", "sign-trains", "sign-trains.a7"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_paper(printed_shop: Path, language: str, stem: str) -> None:
    """On every page the line stands whole between bleed and edge, as an artifact."""
    piece, dot, size = stem.partition(".")
    name = f"lost-umbrella-week-{piece}-{language}{dot}{size}-test.pdf"
    reading = read_pdf(printed_shop / "output/test" / language / name)
    for page in reading.pages:
        runs = [run for run in page.runs if run.artifact and not is_mark(run)]
        assert len(runs) == 1
        assert runs[0].text.startswith("DRAFT")
        assert runs[0].text.endswith("edition 2030-01")
        first, last = runs[0].glyphs[0], runs[0].glyphs[-1]
        left, right = first.x + page.trim[0], last.x + last.advance + page.trim[0]
        base = first.y + page.trim[1]
        height = runs[0].size * 25.4 / 72
        assert page.bleed[0] - 0.05 <= left < right <= page.bleed[2] + 0.05
        assert 0 < base - 0.3 * height < base + 0.8 * height < page.bleed[1]
