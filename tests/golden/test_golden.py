"""The facts of some press files are those that somebody looked at and kept."""

import pytest
import yaml

from tests.golden import facts

HOW = "looked at and wanted? python -m tests.golden.refresh"


@pytest.mark.parametrize(("name", "language"), facts.PIECES)
def test_facts_are_as_kept(name: str, language: str) -> None:
    """Boxes, fonts, inks and the number of words have not changed unseen."""
    kept = yaml.safe_load(facts.path_of(name, language).read_text("utf-8"))
    assert facts.facts(name, language) == kept, HOW


def test_every_kept_file_is_compared() -> None:
    """No file of facts lies there that no test reads."""
    there = set(facts.HERE.rglob("*.yaml"))
    assert there == {facts.path_of(name, language) for name, language in facts.PIECES}
