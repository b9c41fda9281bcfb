"""Text of any file: what of it is invisible."""

from dataclasses import replace

from printshop.pdf.geometry import IDENTITY, Clip, Shape
from printshop.preflight.reading.facts import Fill
from tests.unit.preflight.checks.cases import BLACK, case, messages, page, run


def test_type_that_clips_a_picture_is_seen() -> None:
    """By what is painted through it; where nothing is, or beside it, it is invisible."""
    clips = replace(run("masked"), clips=True, order=1)
    through, beside = (
        Fill(2, BLACK, Shape((("re", box),), IDENTITY), Clip())
        for box in ((0, 0, 100, 50), (60, 30, 20, 10))
    )
    told = ["'masked' is on the page and invisible"]
    assert messages("hidden-text", case(page(hidden=[clips], fills=[through]))) == []
    assert messages("hidden-text", case(page(hidden=[clips], fills=[beside]))) == told
    unseen = replace(clips, clips=False)
    assert messages("hidden-text", case(page(hidden=[unseen], fills=[through]))) == told
