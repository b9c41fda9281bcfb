"""Marks of segments: which characters of a frame are of which text."""

from printshop.shop.catalog import resolve
from printshop.shop.job import JobTicket, Shop
from printshop.typesetting.compose import compose
from printshop.typesetting.segment_marks import END, FIRST, MarkingApi, characters, owners


def test_owners_are_counted_without_white_space() -> None:
    """Tags, spaces and soft hyphens are no characters; a token in a text is of it."""
    marked = f"<p>a {chr(FIRST)}b<br>c\u00ad <bdi>1</bdi>{END} d</p>"
    assert owners(marked) == [None, 0, 0, 0, None]


def test_entities_are_one_character() -> None:
    """Markup is read as a browser reads it."""
    assert owners(f"{chr(FIRST + 2)}&amp;{END}") == [2]


def test_characters() -> None:
    """All but white space and soft hyphens."""
    assert characters("a b\u00a0c\u00add\n") == "abcd"


def test_marks_change_no_word(opened_shop: Shop) -> None:
    """Without its marks a frame is as it is without marking."""
    job = resolve(opened_shop, JobTicket("card", "", "en"))
    api = MarkingApi(job)
    marked, plain = compose(job, api)[0], compose(job)[0]
    assert marked
    assert plain
    signs = {chr(FIRST + n): "" for n in range(len(api.refs))} | {END: ""}
    table = str.maketrans(signs)
    assert {n: m.translate(table) for n, m in marked.frames.items()} == plain.frames
    assert ("card", "steps[2]") in {(ref.stem, ref.name) for ref in api.refs}
    assert "common/hotline-label" in {ref.identifier for ref in api.refs}
