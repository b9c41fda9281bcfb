"""Overhang: ink beyond its frame, or cut off by the clipping path of a zone."""

from dataclasses import replace
from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from printshop.pdf.geometry import Clip, Extent
from printshop.pipeline import RenderingForPress, set_piece
from printshop.preflight.checks.overhang import frame_boxes, frames_of_marks
from printshop.preflight.examine import opened
from printshop.preflight.reading.facts import Run
from printshop.preflight.rules import Case
from printshop.prepress import impose
from printshop.prepress.press_file import place_artwork
from printshop.shop.job import JobTicket
from tests.unit.preflight.checks.cases import messages


def card(root: Path, language: str) -> Case:
    """The tiny shop's card as an examined press file."""
    shop, findings = open_shop(root)
    assert shop is not None, findings
    rendering, *_ = set_piece(shop, JobTicket("card", "", language), [])
    assert rendering is not None
    press = shop.presses["test"]
    boxes = impose.boxes(rendering.composition.job.layout, "", press)
    file = place_artwork(RenderingForPress(rendering, press).artwork, "", boxes)
    return opened(file, rendering, ())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_line_lies_in_its_frame(tiny_shop: Path, language: str) -> None:
    """The frames of a page stand where the layout says, mirrored where reading is."""
    case = card(tiny_shop, language)
    assert messages("overhang", case) == []
    boxes = frame_boxes(case, 1)
    assert boxes["cover"].x0 == pytest.approx(66 if language == "en" else 120 - 66 - 47)
    assert boxes["cover"].y1 == pytest.approx(50 - 18)
    assert set(frames_of_marks(case, 1).values()) == {"cover", "steps", "imprint"}


def test_a_line_that_reaches_out(tiny_shop: Path) -> None:
    """Beyond its frame it is told with the frame's name; cut off, with what is shown of it."""
    style = tiny_shop / "layouts/card/style.css"
    moved = ".cover { transform: translateX(-2.5mm);"
    style.write_text(style.read_text().replace(".cover {", moved))
    case = card(tiny_shop, "en")
    (message,) = messages("overhang", case)
    assert "beyond the left edge of its frame 'cover'" in message

    def cut(run: Run) -> Run:
        assert run.drawn is not None
        return replace(run, drawn=run.drawn._replace(clip=Clip(Extent(-9, -9, 15, 99))))

    page = case.reading.pages[0]
    page.runs[:] = [cut(run) if run.text.startswith("Ask") else run for run in page.runs]
    page.cache.clear()
    told = messages("overhang", case)
    assert any("beyond the right edge of what is shown of it" in message for message in told)
