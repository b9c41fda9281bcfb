"""Finished files for tests of single rules: readings that are made up, without a PDF."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import printshop.preflight.checks  # noqa: F401  # lists the rules
from printshop.pdf.geometry import Extent
from printshop.pdf.paint import Paint
from printshop.preflight.reading.facts import Glyph, PageReading, Reading, Run
from printshop.preflight.rules import RULES, Case, Expected, Violation
from printshop.reading.yaml_file import read
from printshop.shop.press import Press

SHOP = Path(__file__).resolve().parents[3] / "shop"
BLACK = Paint("/DeviceCMYK", (0.0, 0.0, 0.0, 1.0))
# Words that mean something here alone, or something else elsewhere.
OF_THE_HOUSE = re.compile(
    r"\b(slots?|tokens?|palette|frames?|layouts?|templates?|copy|copyfit|the language's|styles?|ul|"
    r"presses/|content/|'tag'|this program|the program's)\b"
)
TRIM, BLEED, MEDIA = Extent(11, 11, 111, 61), Extent(8, 8, 114, 64), Extent(0, 0, 122, 72)


def press(**changes: Any) -> Press:
    """The printing condition of the tiny shop, with other values."""
    found, findings = read(SHOP, SHOP / "presses/test.yaml", Press)
    assert found is not None, findings
    return found.model_copy(update=changes)


def page(**values: Any) -> PageReading:
    """A page of 100 × 50 mm with 3 mm of bleed on a sheet of 122 × 72 mm."""
    return PageReading(**{"media": MEDIA, "bleed": BLEED, "trim": TRIM, **values})


def run(text: str, size: float = 9.0, paint: Paint = BLACK, **values: Any) -> Run:
    """A line of type at 10, 10 mm, each letter 2 mm wide; ``codes`` are its glyphs' codes."""
    codes = values.pop("codes", range(1, len(text) + 1))
    glyphs = tuple(
        Glyph(code, letter, 10.0 + 2 * i, 10.0, 2.0)
        for i, (code, letter) in enumerate(zip(codes, text, strict=True))
    )
    return Run("Sans", size, paint, glyphs, values.pop("artifact", False), **values)


def case(*pages: PageReading, against: Press | None = None, **reading: Any) -> Case:
    """A file that somebody else made, of these pages."""
    return Case(Reading(pages, **reading), (), against or press())


def own(about: Case) -> Case:
    """The same file, made by us; for rules that ask no more of what it should contain."""
    return replace(about, ours=cast(Expected, object()))


def told(code: str, about: Case) -> list[Violation]:
    """The answers of all rules with a code, where they are asked of the file."""
    rules = [rule for rule in RULES if rule.code == code]
    assert rules, f"no rule has the code {code}"
    return [answer for rule in rules if rule.concerns(about) for answer in rule.check(about)]


def messages(code: str, about: Case) -> list[str]:
    """What the rules with a code say."""
    return [answer.message for answer in told(code, about)]
