"""What a translation says in English: there for each text, and of today's words."""

from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from printshop.checks.read_back import check_read_back
from printshop.shop.job import Shop

FILE = "content/ar/read-back.yaml"


def opened(root: Path) -> Shop:
    shop, _ = open_shop(root)
    assert shop
    return shop


def told(shop: Shop) -> list[str]:
    return [f.message for f in check_read_back(shop, ["ar", "en"])]


def test_nothing_is_said_of_what_is_as_new_as_its_text(opened_shop: Shop) -> None:
    """Nor of the source, which nobody translates."""
    assert told(opened_shop) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "text"),
    [
        ("content/ar/trains.yaml", "هل نسيتها", "أين نسيتها", "trains/notice"),
        (FILE, "Did you forget it on the train?", " ", "trains/notice"),
        (FILE, "    steps[2]:", "    steps[3]:", "card/steps[2]"),
    ],
)
def test_a_text_without_its_english(
    tiny_shop: Path, path: str, old: str, new: str, text: str
) -> None:
    """It is named: other words, an empty line, a place that no text has."""
    file = tiny_shop / path
    words = file.read_text("utf-8")
    assert old in words
    file.write_text(words.replace(old, new, 1), "utf-8")
    (message,) = told(opened(tiny_shop))
    assert message.startswith("1 text without English")
    assert f"'{text}'" in message


def test_a_language_without_any(tiny_shop: Path) -> None:
    """It is told once, with how many texts it has."""
    (tiny_shop / FILE).unlink()
    (message,) = told(opened(tiny_shop))
    assert "13 texts" in message


def test_a_file_that_cannot_be_read(tiny_shop: Path) -> None:
    """The fault is told where it stands, and nothing else of the language."""
    (tiny_shop / FILE).write_text("files:\n  card: [\n", "utf-8")
    findings = check_read_back(opened(tiny_shop), ["ar"])
    assert {f.where.path for f in findings} == {FILE}
    assert "not-read-back" not in {f.code for f in findings}
