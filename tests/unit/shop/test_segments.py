"""Segments: which texts of a translation somebody has to look at."""

from pathlib import Path

from printshop.checks.opening import open_shop
from printshop.shop.segments import segments


def test_states(tiny_shop: Path) -> None:
    """A text is missing, never compared, compared with other words, or fresh."""
    shop, _ = open_shop(tiny_shop)
    assert shop
    tag = next(t for t in shop.languages if t != shop.campaign.source_language)
    everything = segments(shop, tag)
    assert everything
    without = {s.stem for s in everything if s.stem not in shop.copies[tag]}
    assert {s.state for s in everything if s.stem in without} <= {"missing"}
    everything = [s for s in everything if s.stem not in without]
    assert {s.state for s in everything} == {"fresh"}
    assert len({s.identifier for s in everything}) == len(everything)
    chosen = next(s for s in everything if "[" in s.name)
    assert chosen.role == chosen.name.partition("[")[0]
    path = tiny_shop / "content" / tag / "compared.yaml"
    text = path.read_text("utf-8")
    line = next(row for row in text.splitlines() if row.strip().startswith(f"{chosen.name}:"))
    path.write_text(text.replace(line, line[: line.index(":")] + ': "Other words."'), "utf-8")
    shop, _ = open_shop(tiny_shop)
    assert shop
    assert [s.name for s in segments(shop, tag) if s.state == "stale"] == [chosen.name]
    path.write_text(text.replace(line + "\n", ""), "utf-8")
    shop, _ = open_shop(tiny_shop)
    assert shop
    assert [s.name for s in segments(shop, tag) if s.state == "not-compared"] == [chosen.name]
    (tiny_shop / "content" / tag / f"{chosen.stem}.yaml").unlink()
    shop, _ = open_shop(tiny_shop)
    assert shop
    missing = {s.stem for s in segments(shop, tag) if s.state == "missing"}
    assert missing == {chosen.stem} | without


def test_a_text_without_words_is_missing(tiny_shop: Path) -> None:
    """In a translation; one that the source has not written yet is no segment."""
    shop, _ = open_shop(tiny_shop)
    assert shop
    source = shop.campaign.source_language
    tag = next(t for t in shop.languages if t != source)
    chosen = next(s for s in segments(shop, tag) if "[" not in s.name)
    for language in (tag, source):
        path = tiny_shop / "content" / language / f"{chosen.stem}.yaml"
        sheet = shop.copies[language][chosen.stem]
        lines = path.read_text("utf-8").splitlines()
        at = sheet.at("items", chosen.name).line - 1
        lines[at] = lines[at].partition(":")[0] + ': ""'
        path.write_text("\n".join(lines) + "\n", "utf-8")
        again, _ = open_shop(tiny_shop)
        assert again
        states = {s.identifier: s.state for s in segments(again, tag)}
        assert states.get(chosen.identifier) == ("missing" if language == tag else None)
