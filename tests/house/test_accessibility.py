"""docs/accessibility.md says what is checked, and nothing that is not."""

import re
from pathlib import Path

from printshop.preflight.checks import RULES
from tests.house.pdfua_rules import ROWS, table

ROOT = Path(__file__).resolve().parents[2]


def test_the_document_has_the_table() -> None:
    """Row by row as the data has it."""
    text = (ROOT / "docs/accessibility.md").read_text("utf-8")
    assert re.findall(r"^\| [5-7][^\n]*$", text, re.M) == table()


def test_all_rules_of_the_profile_are_there() -> None:
    """106, each once."""
    assert len(ROWS) == len({(clause, test) for clause, test, *_ in ROWS}) == 106


def test_each_code_is_a_rule() -> None:
    """A check that is named is made, and each reason says something."""
    answers = [answer for *_, answer in ROWS]
    known = {rule.code for rule in RULES}
    assert {a for a in answers if not a.startswith("- ")} <= known
    assert all(len(a) > 10 for a in answers if a.startswith("- "))
