"""Typeset: where lines stand on the page, measured on its pixels."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from printshop.checks.opening import open_shop
from printshop.shop.catalog import resolve
from printshop.shop.job import Composition, Job, JobTicket, Rendering, Shop
from printshop.shop.layout import HEAD_GAP, Below, LayoutBox
from printshop.typesetting import measure
from printshop.typesetting.styles import UNSPACED
from printshop.typesetting.typeset import fit, typeset
from tests.unit.typesetting.cards import composed, job_with

PER_MM = 40  # pixels
HALF_A_PIXEL = 0.03  # mm, and what is lost at edges
HINT = LayoutBox(8, 20, 46, 24)
Span = tuple[float, float]
ALL = {"cover", "hotline", "hint", "code", "address", "steps", "imprint"}


def job_of(shop: Shop, hint: str, language: str, slot: Any = None, **frame: Any) -> Job:
    """The card's job with a hint in a frame of 46 × 24 mm, and with what else this frame says."""
    job = job_with(shop, language, hint=hint)
    frames = dict(job.layout.frames)
    slots = {"hint": frames["hint"].slots["hint"].model_copy(update=slot or {})}
    frames["hint"] = frames["hint"].model_copy(update={"box": HINT, "slots": slots, **frame})
    return replace(job, layout=job.layout.model_copy(update={"frames": frames}))


def rendered(composition: Composition) -> Rendering:
    """A composition that fits, in black on white."""
    html = re.sub(r"background-image:url[^)]*[)]", "", composition.html)
    html = html.replace("</head>", "<style>#hint { color: black !important }</style></head>", 1)
    composition = replace(composition, html=html)
    rendering, findings = typeset(composition)
    assert rendering is not None
    assert [f for f in findings if f.code == "overset"] == []
    return rendering


def lines_of(rendering: Rendering, box: LayoutBox = HINT) -> list[Span]:
    """The top and bottom in mm from the trim's top of the rows of ink in a box."""
    layout = rendering.composition.job.layout
    with pypdfium2.PdfDocument(rendering.pdf) as pdf:
        page = list(layout.pages).index(layout.frames["hint"].page)
        image = pdf[page].render(scale=PER_MM * 25.4 / 72).to_pil().convert("L")
    x0, y0 = (round((v + layout.bleed) * PER_MM) for v in box[:2])
    if rendering.composition.job.language.direction == "rtl":
        x0 = round((layout.trim[0] - box.x - box.width + layout.bleed) * PER_MM)
    area = image.crop((x0, y0, x0 + round(box.width * PER_MM), y0 + round(box.height * PER_MM)))
    inked = [min(row) < 128 for row in _rows(area)]
    edges = [n for n in range(1, len(inked)) if inked[n] != inked[n - 1]]
    return [
        (box.y + top / PER_MM, box.y + bottom / PER_MM)
        for top, bottom in zip(edges[::2], edges[1::2], strict=True)
    ]


def _rows(area: Any) -> list[bytes]:
    pixels = area.tobytes()
    return [pixels[n : n + area.width] for n in range(0, len(pixels), area.width)]


@pytest.mark.parametrize(
    ("language", "letter"), [("en", "HEH"), ("ar", "ا ا"), ("en", "H H " * 20)]
)
def test_the_first_baseline_stands_on_base(opened_shop: Shop, language: str, letter: str) -> None:
    """In each script, and at whatever size copyfit chose."""
    made = composed(job_of(opened_shop, letter, language, {"size": (7.5, 22.0)}, base=30.5))
    rendering = rendered(made)
    assert lines_of(rendering)[0][1] == pytest.approx(30.5, abs=HALF_A_PIXEL)


def test_the_frame_is_where_it_is_set(opened_shop: Shop) -> None:
    """What follows knows its box: down to the lower edge that the layout gives it."""
    rendering = rendered(composed(job_of(opened_shop, "H", "en", base=30.0)))
    x, y, width, height = rendering.composition.job.layout.frames["hint"].box
    assert (x, width) == (HINT.x, HINT.width)
    assert 25 < y < 30
    assert y + height == pytest.approx(HINT.y + HINT.height)


@pytest.mark.parametrize(
    ("base", "message"), [(43.0, "in height"), (20.5, "above its frame")], ids=["low", "high"]
)
def test_room_ends_at_the_box(opened_shop: Shop, base: float, message: str) -> None:
    """Lines that ``base`` moves out of the box at their smallest size are overset."""
    made = composed(job_of(opened_shop, "H\nH", "en", base=base))
    rendering, findings = typeset(made)
    assert rendering is None
    assert [f.message for f in findings if f.code == "overset" and message in f.message]


HEAD = {"voice": "head", "size": (14.0, 14.0), "leading": 0.6}
EM = 14 * 25.4 / 72


@pytest.mark.parametrize(
    ("language", "words", "least"),
    [
        ("en", "pppp\nffff", 1.0),  # p over f
        ("en", "ș ț ș ț\nbdfhl", 1.1),  # a comma below over ascenders
        ("en", "Ạ ệ ọ ụ\nẤ Ễ Ỗ", 1.25),  # Vietnamese: marks below and above
        ("ar", "ججج\nأأأ", 0.9),  # bowls over a hamza
    ],
)
def test_ink_raises_the_leading(opened_shop: Shop, language: str, words: str, least: float) -> None:
    """Whatever the script, the ink of two lines keeps its gap, and no more than that."""
    made = composed(job_of(opened_shop, words, language, HEAD, base=27.0))
    size = EM * (1.1 if language == "ar" else 1)  # the tiny shop sets Arabic heads larger
    leading = fit(made).galleys["hint"].spacing.leading["hint"]
    assert leading >= least
    gaps = [below[0] - above[1] for above, below in pairwise(lines_of(rendered(made)))]
    of_lines = [gap for gap in gaps if gap > 0.03 * size]  # others part a letter from its mark
    assert min(abs(gap - HEAD_GAP * size) for gap in of_lines) < 0.025 * size


def test_a_slot_has_one_leading(opened_shop: Shop) -> None:
    """All its lines are as far apart as the two whose ink needs most."""
    lines = fit(composed(job_of(opened_shop, "x\nx\nș\nl", "en", HEAD))).galleys["hint"].lines
    steps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    assert steps == pytest.approx([steps[0]] * 3)
    assert steps[0] > 1.1 * EM


@pytest.mark.parametrize("voice", ["text", "figures"])
def test_other_voices_keep_their_leading(opened_shop: Shop, voice: str) -> None:
    """Only heads are set so tight, unless a slot says its gap."""
    slot = {**HEAD, "voice": voice}
    assert (
        fit(composed(job_of(opened_shop, "p\nl", "en", slot))).galleys["hint"].spacing == UNSPACED
    )
    slot["gap"] = 0.1
    assert fit(composed(job_of(opened_shop, "pp\nll", "en", slot))).galleys["hint"].spacing.leading


def with_a_follower(shop: Shop, head: str, below: Below) -> Composition:
    """The hint as a head, and under it a slot that follows it."""
    made = composed(job_of(shop, head, "en", HEAD, base=26.0))
    frames = dict(made.job.layout.frames)
    hint = frames["hint"]
    slots = {**hint.slots, "note": hint.slots["hint"].model_copy(update={"below": below})}
    frames["hint"] = hint.model_copy(update={"slots": slots})
    markup = made.frames["hint"]
    longer = markup.replace("</p>", '</p><div><p class="note" style="margin-top: 3mm">H</p></div>')
    layout = made.job.layout.model_copy(update={"frames": frames})
    return replace(
        made,
        job=replace(made.job, layout=layout),
        html=made.html.replace(markup, longer),
        frames={**made.frames, "hint": longer},
    )


@pytest.mark.parametrize(("base", "gap"), [(9.0, None), (4.0, 1.5)], ids=["by base", "by ink"])
def test_a_slot_follows_the_one_before(opened_shop: Shop, base: float, gap: float | None) -> None:
    """Baseline under baseline, or lower: as far under the ink as it should be at least."""
    head = "H\nHg" if gap else "H\nHHg"
    rendering = rendered(with_a_follower(opened_shop, head, Below(base=base, ink=1.5)))
    first, second, third = lines_of(rendering)
    assert first[1] == pytest.approx(26, abs=HALF_A_PIXEL)
    if gap is None:
        last = second[0] + first[1] - first[0]  # H is as high in each line
        assert third[1] - last == pytest.approx(base, abs=2 * HALF_A_PIXEL)
    else:
        assert third[0] - second[1] == pytest.approx(gap, abs=2 * HALF_A_PIXEL)


def measured_again(
    tiny_shop: Path, monkeypatch: pytest.MonkeyPatch, path: str, old: str, new: str
) -> set[str]:
    """The frames of the card that are set anew after a file of the shop has changed."""
    set_anew: set[str] = set()
    galleys = measure.galleys

    def counting(composition: Composition, trials: Any, *markups: Any) -> Any:
        set_anew.update(name for name, _ in trials)
        return galleys(composition, trials, *markups)

    fit(composed(opened(tiny_shop)))
    monkeypatch.setattr(measure, "galleys", counting)
    file = tiny_shop / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    fit(composed(opened(tiny_shop)))
    return set_anew


def opened(root: Path) -> Job:
    """The card's job of the shop as it is on disk now."""
    shop, _ = open_shop(root)
    assert shop
    return resolve(shop, JobTicket("card", "", "en"))


@pytest.mark.parametrize(
    ("path", "old", "new", "anew"),
    [
        ("content/en/card.yaml", "cover: Useful", "cover: Good", {"cover"}),
        ("content/en/card.yaml", "status: draft", "# nothing else\nstatus: draft", set()),
        ("layouts/card/layout.yaml", "[8, 26, 46, 16]", "[8, 26, 46, 15]", {"hint"}),
        ("layouts/card/style.css", "", " ", ALL),
        ("content/en/language.yaml", "name:", "# a remark\nname:", set()),
    ],
)
def test_frames_that_have_not_changed_are_not_set_again(
    tiny_shop: Path,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    old: str,
    new: str,
    anew: set[str],
) -> None:
    """Galleys outlive an opened shop, as long as nothing that they depend on has changed."""
    assert measured_again(tiny_shop, monkeypatch, path, old, new) == anew
