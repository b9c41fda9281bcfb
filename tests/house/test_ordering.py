"""The guide to ordering: every key, every kind of partner, and an example that works."""

import re
from pathlib import Path

from printshop.checks.opening import open_shop
from printshop.orders.model import OrderLine
from printshop.orders.read import items_of, read_order

ROOT = Path(__file__).resolve().parents[2]
SAID = (ROOT / "docs/ordering.md").read_text("utf-8")


def rows(heading: str) -> list[str]:
    """The first cells of the table beneath a heading."""
    section = SAID.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| (`.+?) \|", section, re.M)


def test_every_key_is_in_the_table() -> None:
    """The keys in the order of the nouns, and no other."""
    keys = [f.alias or name for name, f in OrderLine.model_fields.items()]
    assert rows("The keys") == [f"`{key}`" for key in keys]


def test_every_kind_is_in_the_table() -> None:
    """The kinds that there are, and no other."""
    shop, findings = open_shop(ROOT)
    assert shop, findings
    named = {
        name for row in rows("Partners and their rules") for name in re.findall("`(.+?)`", row)
    }
    assert named == set(shop.partner_types)


def test_the_example_in_the_guide_works(tmp_path: Path) -> None:
    """What the guide shows can be ordered."""
    shop, findings = open_shop(ROOT)
    assert shop, findings
    example = re.findall(r"```yaml\n(.*?)```", SAID, re.S)[0]
    (tmp_path / "o.yaml").write_text(example, "utf-8")
    lines, told = read_order(tmp_path, tmp_path / "o.yaml")
    assert told == []
    found, told = items_of(shop, lines[0])
    assert told == []
    assert [(item.ticket.language, item.quantity) for item in found] == [("nl", 500), ("fr", 200)]
