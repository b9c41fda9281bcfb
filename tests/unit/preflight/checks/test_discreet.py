"""Discretion: what a side or a frame keeps back, by its layout."""

from pathlib import Path

import pytest
import yaml

from printshop.checks.opening import open_shop
from printshop.pipeline import RenderingForPress, examined_file, set_piece
from printshop.shop.job import JobTicket

NUMBER = '<p class="hotline-number">{{ fact(campaign.hotline) }}</p>'


def told(root: Path, *, side: object = False, frame: object = False, extra: str = "") -> list[str]:
    """What is said of the tiny sign, whose side and whose number's frame are discreet.

    ``extra`` is set in the number's frame, beside it.
    """
    path = root / "layouts/sign/layout.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    data["pages"]["front"]["discreet"] = side
    data["frames"]["hotline"] |= {"discreet": frame, "box": [10, 120, 85, 12]}
    path.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    template = root / "layouts/sign/page.html.j2"
    text = template.read_text("utf-8")
    template.write_text(text.replace(NUMBER, NUMBER.replace("</p>", f" {extra}</p>")), "utf-8")
    style = root / "layouts/sign/style.css"
    style.write_text(style.read_text("utf-8") + "\n.hotline-number { font-size: 8pt !important }")
    shop, _ = open_shop(root)
    assert shop is not None
    rendering, _, _ = set_piece(shop, JobTicket("sign", next(iter(shop.sectors)), "en"), [])
    assert rendering is not None
    for_press = RenderingForPress(rendering, shop.presses["test"])
    _, findings = examined_file(for_press, "", [], "sign.pdf")
    return [f.message for f in findings if f.code == "outside-tells"]


@pytest.mark.parametrize(
    ("kept", "extra", "shown"),
    [
        (["words"], "", []),
        (["words"], "ab", ["'ab'"]),
        (["numbers"], "", ["'+32 470 12 34 56'"]),
        (["addresses"], "{{ fact(campaign.site) }}", ["'www.example.org'"]),
        (["subject"], "{{ fact(campaign.site) }}", []),  # an address that may be shown
        (["subject"], "Umbrella", ["'umbrella'"]),
        (True, "", ["'+32 470 12 34 56'"]),
        (False, "Umbrella", []),
    ],
)
def test_what_a_frame_keeps_back(
    tiny_shop: Path, kept: object, extra: str, shown: list[str]
) -> None:
    """Each kind by itself; ``true`` is all that reveals what a piece is about."""
    messages = told(tiny_shop, frame=kept, extra=extra)
    assert messages == [f"the frame 'hotline' is discreet, and shows {what}" for what in shown]


def test_what_a_side_keeps_back(tiny_shop: Path) -> None:
    """A side may show its number and still not say what it is about."""
    assert told(tiny_shop, side=["subject"]) == []
    (message,) = told(tiny_shop, side=["subject", "words"])
    assert message == "the page is discreet, and shows words"
    assert "the page is discreet, and shows '+32 470 12 34 56'" in told(tiny_shop, side=True)
