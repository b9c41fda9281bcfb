"""Accepted texts are written into their files, and no other byte changes."""

from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from printshop.exchange.write_back import changed_files

NEW = {"card/title": "أرقام – بطاقة"}


def changed(root: Path, texts: dict[str, str]) -> tuple[bytes, bytes]:
    """The bytes of the card's file before and after."""
    shop, findings = open_shop(root)
    assert shop, findings
    return changed_files(shop, "ar", texts)[root / "content/ar/card.yaml"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "mark"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_other_lines_keep_their_bytes(tiny_shop: Path, mark: bytes, line_end: bytes) -> None:
    """With the line ends of Windows and a byte order mark, too."""
    path = tiny_shop / "content/ar/card.yaml"
    path.write_bytes(mark + path.read_bytes().replace(b"\n", line_end))
    before, after = changed(tiny_shop, NEW)
    old, new = before.split(b"\n"), after.split(b"\n")
    assert len(old) == len(new)
    assert [n for n, line in enumerate(old) if line != new[n]] == [2]
    assert new[2].decode().startswith("  title: أرقام – بطاقة")


def test_entries_of_a_list_are_put_in_by_their_numbers(tiny_shop: Path) -> None:
    """In whatever order they came."""
    path = tiny_shop / "content/ar/card.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("  steps:")], "utf-8")
    _, after = changed(tiny_shop, {"card/steps[2]": "ثانيا", "card/steps[1]": "أولا"})
    assert after.decode().endswith("  steps:\n    - أولا\n    - ثانيا\n")
