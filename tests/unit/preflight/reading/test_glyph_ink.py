"""Lines of ink: what stands on one baseline in one block."""

import pytest

from printshop.preflight.reading.glyph_ink import blocks_of, ink_lines, inks, run_area
from printshop.preflight.reading.tag_facts import Tag
from tests.unit.preflight.checks.cases import page, run
from tests.unit.preflight.printed import printed


def test_without_outlines_a_glyph_is_its_box() -> None:
    """From its origin over its advance width; a space has no ink."""
    first, second = inks(run("a b", 10.0))
    assert first.outline is None
    assert (first.box.x0, first.box.x1) == (10.0, 12.0)
    assert second.box.x0 == 14.0
    assert len(first.samples(16)) == 3
    assert len(first.polygons[0]) == 4


def test_blocks_are_paragraphs_and_not_spans() -> None:
    """A span belongs to the paragraph around it, a paragraph within an item is its own block."""
    span = Tag("/Span", 1, ((1, 1),))
    item = Tag("/LI", 1, ((1, 5), Tag("/P", 1, ((1, 2), span)), Tag("/P", 1, ((1, 3), (2, 4)))))
    blocks = blocks_of([item], 1)
    assert blocks[1] == blocks[2]
    assert len({blocks[2], blocks[3], blocks[5]}) == 3
    assert 4 not in blocks


def test_a_line_holds_its_runs() -> None:
    """Words in bold and raised figures are in the line around them; the next line is another."""
    case = printed("<p>one <b>bold</b><sup>2</sup> end<br>next</p><p>other</p>")
    tree = case.reading.tags.tree
    lines = ink_lines(case.reading.pages[0], blocks_of([tree] if tree else [], 1))
    assert [line.text for line in lines] == ["one bold2 end", "next", "other"]
    assert lines[0].block == lines[1].block != lines[2].block
    assert lines[0].size == pytest.approx(24)
    assert lines[0].box.x1 > lines[0].box.x0


def test_runs_outside_the_tags_are_lines_of_their_own() -> None:
    """Artifacts, and all type of a file without tags."""
    lines = ink_lines(page(runs=[run("one", order=1), run("two", order=2), run(" ")]), {})
    assert [line.text for line in lines] == ["one", "two"]
    assert {line.mark for line in lines} == {-1}


def test_the_area_of_a_run_holds_its_ink() -> None:
    """Also where it is rotated."""
    style = "p { position: absolute; left: 50mm; top: 20mm; transform: rotate(60deg) }"
    (only,) = printed("<p>Ågj</p>", style).reading.pages[0].runs
    around = run_area(only)
    for ink in inks(only):
        assert around.x0 < ink.box.x0 < ink.box.x1 < around.x1
        assert around.y0 < ink.box.y0 < ink.box.y1 < around.y1
