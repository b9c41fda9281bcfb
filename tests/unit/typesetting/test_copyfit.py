"""Copyfit: with a make-believe galley, so that what fits is known beforehand."""

from dataclasses import replace
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printshop.pdf.geometry import Extent
from printshop.shop.catalog import resolve
from printshop.shop.job import Composition, Galley, GalleyLine, Job, JobTicket, Shop
from printshop.shop.layout import Frame, LayoutBox, Slot
from printshop.shop.units import MM
from printshop.typesetting.copyfit import Fitted, Trial, copyfit
from printshop.typesetting.excess import TOLERANCE
from tests.unit.shop.many import shop_of

WIDTH, LEADING = 80.0, 1.25


class Galleys:
    """A galley for letters that are all half as wide as high; it counts how often it is asked."""

    def __init__(self, letters: dict[str, int]) -> None:
        self.letters = letters
        self.passes = 0
        self.tried: list[Trial] = []

    def measure(self, trials: list[Trial]) -> list[Galley]:
        """Each frame's height for the letters it holds."""
        self.passes += 1
        self.tried += trials
        return [self._galley(name, sizes) for name, sizes in trials]

    def _galley(self, name: str, sizes: dict[str, float]) -> Galley:
        height, lines = 0.0, []
        for slot, size in sizes.items():
            em = size * MM
            rows = max(1, ceil(self.letters[name] / int(WIDTH / (em / 2))))
            for row in range(rows):
                top = height + row * em * LEADING
                box = Extent(0.0, top, WIDTH, top + em)
                lines.append(GalleyLine(slot, box, top + em, em, 0.0, 0, row, "x", WIDTH))
            height += rows * em * LEADING
        return Galley(height, tuple(lines), 1)


def job_of(shop: Shop, frames: dict[str, Frame]) -> Composition:
    """A composition with these frames, on a page without a figure."""
    job: Job = resolve(shop, JobTicket("card", "", "en"))
    layout = job.layout.model_copy(update={"frames": frames})
    return Composition(replace(job, layout=layout), "", "", {}, frozenset())


def frame(height: float, low: float, high: float, group: str = "", lines: int = 0) -> Frame:
    """A frame with one slot."""
    slot = Slot(voice="text", size=(low, high), leading=LEADING, lines=lines)
    return Frame(
        page="inside", box=LayoutBox(0, 0, WIDTH, height), group=group, slots={"hint": slot}
    )


def fit(shop: Shop, frames: dict[str, Frame], galleys: Galleys) -> Fitted:
    """Fit frames whose range is the slot's own."""
    return copyfit(job_of(shop, frames), galleys.measure, lambda slot: slot.size)


def test_largest_when_there_is_room(opened_shop: Shop) -> None:
    """What fits at the top of its range is set there, after a single look."""
    galleys = Galleys({"a": 10, "b": 10})
    fitted = fit(opened_shop, {"a": frame(50, 8, 12), "b": frame(50, 9, 20)}, galleys)
    assert fitted.sizes == {("a", "hint"): 12, ("b", "hint"): 20}
    assert fitted.findings == []
    assert galleys.passes == 1


def test_smaller_when_there_is_not(opened_shop: Shop) -> None:
    """The size found fits, and one step more would not."""
    galleys = Galleys({"a": 400})
    frames = {"a": frame(30, 6, 14)}
    size = fit(opened_shop, frames, galleys).sizes["a", "hint"]

    def height(at: float) -> float:
        return galleys.measure([("a", {"hint": at})])[0].height

    assert 6 < size < 14
    assert height(size) <= 30 + TOLERANCE
    assert height(size + 0.14) > 30 + TOLERANCE


def test_a_group_shares_one_step(opened_shop: Shop) -> None:
    """Frames of a group shrink together: each by the same share of its own top."""
    galleys = Galleys({"a": 500, "b": 10, "c": 10})
    frames = {
        "a": frame(30, 6, 14, "rows"),
        "b": frame(30, 5, 10, "rows"),
        "c": frame(30, 5, 10),
    }
    sizes = fit(opened_shop, frames, galleys).sizes
    assert sizes["a", "hint"] / 14 == pytest.approx(sizes["b", "hint"] / 10, abs=0.002)
    assert sizes["a", "hint"] < 14
    assert sizes["c", "hint"] == 10


def test_overset_is_told_with_its_measure(opened_shop: Shop) -> None:
    """What does not fit at its floor stays there, and is told: how much, where, what to do."""
    fitted = fit(opened_shop, {"a": frame(10, 8, 12)}, Galleys({"a": 1000}))
    assert fitted.sizes == {("a", "hint"): 8}
    excess = 18 * 8 * MM * LEADING - 10
    assert [f.overset for f in fitted.fits] == [pytest.approx(excess)]
    told = fitted.findings[0]
    assert told.code == "overset"
    assert f"'hint' is overset by {excess:.1f} mm in height at its smallest size, 8 pt" in str(told)
    assert told.where.path == "content/en/card.yaml"
    assert "shorten the text (by about" in told.fix
    assert "layouts/card/layout.yaml:" in told.fix


def test_advice_suffices(opened_shop: Shop) -> None:
    """Who cuts as many characters as the finding says, fits."""
    frames, letters = {"a": frame(10, 8, 12)}, 1000
    told = fit(opened_shop, frames, Galleys({"a": letters})).findings[0]
    cut = int(told.fix.split("about ")[1].split()[0])
    assert fit(opened_shop, frames, Galleys({"a": letters - cut})).findings == []


def test_no_more_lines_than_allowed(opened_shop: Shop) -> None:
    """A slot of one line shrinks until it is one, or is told."""
    room = {"a": frame(100, 8, 20, lines=1)}
    assert fit(opened_shop, room, Galleys({"a": 30})).sizes["a", "hint"] == pytest.approx(
        15, abs=0.2
    )
    told = fit(opened_shop, room, Galleys({"a": 100})).findings
    assert "takes 2 lines at its smallest size" in told[0].message
    assert told[0].message.endswith("the most is 1")


def test_few_passes(opened_shop: Shop) -> None:
    """Whatever the number of frames, four looks at the galley are enough."""
    names = [f"f{n}" for n in range(20)]
    galleys = Galleys({name: 50 * n for n, name in enumerate(names)})
    fit(opened_shop, {name: frame(20, 1, 40) for name in names}, galleys)
    assert galleys.passes <= 4


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3000),  # letters
            st.floats(5, 200),  # height
            st.floats(1, 60),  # floor
            st.floats(1, 5),  # top, in floors
            st.sampled_from(["", "one", "two"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_fits_or_is_told(
    opened_shop: Shop, given_frames: list[tuple[int, float, float, float, str]]
) -> None:
    """Any words in any frames: each fits or is told, and no size leaves its range."""
    frames, letters = {}, {}
    for n, (count, height, low, times, group) in enumerate(given_frames):
        frames[f"f{n}"] = frame(height, low, low * times, group)
        letters[f"f{n}"] = count
    galleys = Galleys(letters)
    fitted = fit(opened_shop, frames, galleys)
    told = {f.message.split("frame '")[1].split("'")[0] for f in fitted.findings}
    for name, made in frames.items():
        low, high = made.slots["hint"].size
        size = fitted.sizes[name, "hint"]
        assert low - 0.0051 <= size <= high + 0.0051  # sizes are rounded to 0.01 pt
        height = galleys.measure([(name, {"hint": size})])[0].height
        assert (height > made.box[3] + TOLERANCE) == (name in told)
        if name in told:
            assert size == pytest.approx(low, abs=0.006)
    for name, sizes in galleys.tried:
        assert sizes["hint"] >= frames[name].slots["hint"].size[0] - 0.005


class PairedGalleys(Galleys):
    """Frames of one slot for each of two texts, of a width that each needs."""

    def _galley(self, name: str, sizes: dict[str, float]) -> Galley:
        lines = []
        for row, (slot, size) in enumerate(sizes.items()):
            width = self.letters[slot] * size * MM / 2
            box = Extent(0.0, 0.0, width, size * MM)
            spill = max(0.0, width - WIDTH)
            lines.append(GalleyLine(slot, box, size * MM, size * MM, spill, row, 0, "x", WIDTH))
        return Galley(1.0, tuple(lines), 2)


@pytest.mark.parametrize("own", [False, True])
def test_a_size_of_its_own(opened_shop: Shop, own: bool) -> None:
    """What was made smaller for another slot grows again; a slot that is too wide does not."""
    made = frame(50, 10, 20)
    slots = {
        name: Slot(voice="text", size=(10, 20), leading=1, own_size=own)
        for name in ("wide", "short")
    }
    frames = {"a": made.model_copy(update={"slots": slots})}
    sizes = fit(opened_shop, frames, PairedGalleys({"wide": 30, "short": 5})).sizes
    assert sizes["a", "wide"] == pytest.approx(WIDTH / 30 * 2 / MM, abs=0.3)
    assert sizes["a", "short"] == (20 if own else sizes["a", "wide"])


def many(shop: Shop, lines: list[tuple[str, float, int]], height: float) -> list[str]:
    """What is said of a frame of 40 mm by languages, with their spill in mm and row; and its place.

    The frame is as high as ``height`` on the galley; a text may have two lines.
    """
    tags = tuple(dict.fromkeys(tag for tag, *_ in lines))
    composition = job_of(shop_of(shop, *tags), {"entries": frame(40, 10, 10, lines=2)})
    ticket = JobTicket("card", "", "en", tags)
    composition = replace(composition, job=replace(composition.job, ticket=ticket))
    set_lines = tuple(
        GalleyLine(
            "hint", Extent(0, 0, 9, 4), 4, 12.5 * MM, spill, 0, row, "x", WIDTH, language=tag
        )
        for tag, spill, row in lines
    )
    galley = Galley(height, set_lines, 1)
    findings = copyfit(composition, lambda trials: [galley] * len(trials), lambda slot: slot.size)
    return [f"{f.where.path}: {f.message} | {f.fix}" for f in findings.findings]


def test_each_language_is_told_its_own_fault(opened_shop: Shop) -> None:
    """At its own words, in its own size; the others are not told."""
    wide, long = many(opened_shop, [("en", 0, 0), ("ar", 3, 0), ("ro", 0, 2)], 90)
    assert wide.startswith(
        "content/ar/card.yaml: 'hint' is overset by 3.0 mm in width at its smallest size, 12.5 pt"
    )
    assert "'hint' takes 3 lines at its smallest size, 12.5 pt" in long
    assert long.endswith("write it in 2 lines")


def test_too_many_languages_for_a_frame(opened_shop: Shop) -> None:
    """Where each fits by itself: how many there are, and about how many have room."""
    lines = [(tag, 0.0, 0) for tag in ("en", "ar", "ro", "fr", "nl")]
    assert many(opened_shop, lines, 50) == [
        "layouts/card/layout.yaml: 5 languages are 10.0 mm higher than frame 'entries' of layout "
        "'card' at their smallest sizes; about 4 fit | leave out 1 of them, or shorten the longest "
        "texts by a line"
    ]
