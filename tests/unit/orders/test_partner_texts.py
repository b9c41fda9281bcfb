"""What a partner wrote for its zone: its facts and its letters."""

from pathlib import Path

import pytest

from printshop.orders.model import OrderLine
from printshop.orders.partner_texts import doubtful_facts, missing_glyphs
from printshop.orders.read import read_order
from printshop.shop.job import Shop


def line(tmp_path: Path, text: str) -> OrderLine:
    order = tmp_path / "o.yaml"
    rest = "languages: en\n    pieces: card\n    quantity: 5\n"
    order.write_text(f"lines:\n  - type: club\n    {text}\n    {rest}", "utf-8")
    (one,), findings = read_order(tmp_path, order)
    assert findings == []
    return one


@pytest.mark.parametrize(
    ("text", "tags", "key", "said", "fix"),
    [
        ("partner: بلدية", ["en"], "partner", "in English has 'ب' (U+0628)", "in Latin ones"),
        ("partner: بلدية", ["ar"], "", "", ""),
        ("partner: بلدية", ["en", "ar"], "partner", "in English has", "a line of their own"),
        ("partner: Oﬃce", ["en"], "partner", "'ﬃ'", "write 'ffi' in place of 'ﬃ'"),
        ("{partner: Club, contact: ☎ 1}", ["en"], "contact", "'☎' (U+260E)", "leave it out"),
    ],
)
def test_letters_without_a_glyph(
    opened_shop: Shop, tmp_path: Path, text: str, tags: list[str], key: str, said: str, fix: str
) -> None:
    """They are found in the order, in the languages that it asks for, before anything is set."""
    text = text.strip("{}").replace(", contact", "\n    contact")
    found = list(missing_glyphs(opened_shop, line(tmp_path, text), tags))
    assert [f.where.key for f in found] == [key] * bool(key)
    if found:
        assert said in found[0].message
        assert fix in found[0].fix


def test_a_doubtful_number_is_told_at_its_key(tmp_path: Path) -> None:
    """A phone number of too few digits, and none where all may be right."""
    (found,) = doubtful_facts(line(tmp_path, "partner: Club +32 2 511 64"))
    assert (found.code, found.where.key, found.where.line) == ("doubtful-fact", "partner", 3)
    assert not list(doubtful_facts(line(tmp_path, "partner: Club 2027")))
