"""Logo: its weight on paper, its pixels, its kind; and what is believed of the child."""

import json
import math
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from printshop.findings import Severity, Where, error
from printshop.orders.model import Logo
from printshop.partners import logo as stage
from printshop.partners.logo import kind_of, set_size, take_logo, too_coarse
from printshop.reading.yaml_file import read
from printshop.sandbox.process import ProcessResult
from printshop.shop.press import Press

ROOT = Path(__file__).resolve().parents[3]
ROOM = (40.0, 20.0)


def mark(aspect: float, ink: float, pixels: int = 0) -> Logo:
    """A logo of a shape and a darkness."""
    return Logo("mark", "", b"", aspect, pixels, ink)


def press() -> Press:
    """The condition that is the default."""
    paths = [p for p in (ROOT / "presses").glob("*.yaml") if b"made: default" in p.read_bytes()]
    found, _ = read(ROOT, paths[0], Press)
    assert found
    return found


def inked(logo: Logo, room: tuple[float, float] = ROOM) -> float:
    """The area in mm² that a logo covers with ink, as it is set."""
    width, height = set_size(logo, room)
    return width * height * logo.ink


# ── size ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (mark(1, 0.9), mark(5, 0.35)),  # a dense square, a wide word
        (mark(1, 0.5), mark(3, 0.3)),
        (mark(0.6, 0.95), mark(2.4, 0.4)),
        (mark(1, 1.0), mark(2, 0.2)),
    ],
)
def test_pairs_weigh_alike(one: Logo, other: Logo) -> None:
    """A dense mark and a wide word mark beside each other have nearly the same inked area."""
    assert inked(one) == pytest.approx(inked(other), rel=0.15)


def test_fitting_alone_would_not() -> None:
    """Filled into the same room, the dense square would weigh 1.6 times as much as the word."""
    square, word = mark(1, 0.9), mark(5, 0.35)
    filled = [min(ROOM[0], ROOM[1] * m.aspect) ** 2 / m.aspect * m.ink for m in (square, word)]
    assert filled[0] / filled[1] > 1.6
    assert inked(square) / inked(word) < 1.2


@pytest.mark.parametrize("aspect", [0.2, 0.5, 1, 2, 5, 12])
@pytest.mark.parametrize("room", [(40, 20), (20, 40), (10, 3), (120, 80)])
def test_size_is_monotone_and_stays_in_its_room(aspect: float, room: tuple[float, float]) -> None:
    """Darker is never larger; nothing leaves its room; the shape is kept; all sizes are lengths."""
    sizes = [set_size(mark(aspect, ink / 50), room) for ink in range(51)]
    for (wide, tall), (less, _) in pairwise(sizes):
        assert less <= wide
        assert 0 < wide <= room[0] + 1e-9
        assert 0 < tall <= room[1] + 1e-9
        assert wide / tall == pytest.approx(aspect)


def test_a_light_logo_fills_its_room() -> None:
    """The lightest is as large as its room and no larger, so one side touches."""
    wide, tall = set_size(mark(1.5, 0.02), ROOM)
    assert math.isclose(tall, ROOM[1]) or math.isclose(wide, ROOM[0])


def test_a_larger_room_never_sets_it_smaller() -> None:
    """More room, same logo: its width does not fall."""
    widths = [set_size(mark(2, 0.6), (w, w / 2))[0] for w in range(10, 100, 5)]
    assert widths == sorted(widths)


# ── pixels ───────────────────────────────────────────────────────────────────────────────────


def test_coarse_pixels() -> None:
    """Under the condition's limits a review, then an error; the remedy's width would do."""
    where, at = Where("logo.png"), 140.0
    limits = press().limits.picture
    enough = math.ceil(limits.review * at / 25.4)
    assert too_coarse(mark(2, 0.5, enough), at, press(), "Club", where) == []
    assert too_coarse(mark(2, 0.5, 0), at, press(), "Club", where) == []  # vectors
    some = too_coarse(mark(2, 0.5, enough - 10), at, press(), "Club", where)
    assert [(f.code, f.severity) for f in some] == [("low-resolution", Severity.REVIEW)]
    few = too_coarse(mark(2, 0.5, 400), at, press(), "Club", where)
    assert [(f.code, f.severity) for f in few] == [("low-resolution", Severity.ERROR)]
    assert "the logo of 'Club'" in few[0].message
    assert "400 pixels across: 73 ppi at 140 mm" in few[0].message
    assert few[0].fix == "send it at least 1,250 pixels wide, or as vectors"
    assert too_coarse(mark(2, 0.5, 1250), at, press(), "Club", where) == []
    assert too_coarse(mark(2, 0.5, 1230), at, press(), "Club", where) != []


# ── kind ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"junk\n%PDF-1.4", "pdf"),
        (b"<svg/>", "svg"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><svg/>", "svg"),
        ("\ufeff<?xml version='1.0'?>".encode("utf-16-le"), "svg"),
        (b"<!-- drawn by hand --><svg/>", "svg"),
        (b"<html>", ""),
        (b"GIF89a", ""),
        (b"\x1f\x8b\x08", ""),
        (b"", ""),
    ],
)
def test_kind(head: bytes, kind: str) -> None:
    """A file is what its first bytes say."""
    assert kind_of(head) == kind


# ── the child ────────────────────────────────────────────────────────────────────────────────

GOOD: dict[str, Any] = {
    "pdf": "JVBERi0x",
    "aspect": 2.0,
    "pixels": 0,
    "ink": 0.5,
    "findings": [],
    "picture": None,
}


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"no JSON",
        b"[" * 100_000,
        json.dumps({**GOOD, "pdf": "PHN2Zz4="}).encode(),
        json.dumps({**GOOD, "pdf": "JVBERi0x<>"}).encode(),
        json.dumps({**GOOD, "pdf": "JVBERi0" + "A" * 9_000_000}).encode(),
        json.dumps({**GOOD, "aspect": "wide"}).encode(),
        json.dumps({**GOOD, "ink": float("nan")}).encode(),
        json.dumps({**GOOD, "more": 1}).encode(),
        json.dumps({**GOOD, "aspect": 0}).encode(),
        json.dumps({**GOOD, "ink": 2}).encode(),
        json.dumps({**GOOD, "pdf": None}).encode(),
    ],
)
def test_what_the_child_says_is_not_believed(
    said: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a child that was taken over says, there is no logo, and a person is told."""
    monkeypatch.setattr(stage, "run_child", lambda *_: ProcessResult(0, said))
    (tmp_path / "a.svg").write_bytes(b"<svg/>")
    logo, told = take_logo(ROOT, tmp_path / "a.svg", "a.svg", press())
    assert logo is None
    assert [f.code for f in told] == ["not-examined"]


def test_what_is_well_said_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same child's word in its right shape makes a logo."""
    monkeypatch.setattr(stage, "run_child", lambda *_: ProcessResult(0, json.dumps(GOOD).encode()))
    (tmp_path / "a.svg").write_bytes(b"<svg/>")
    logo, told = take_logo(ROOT, tmp_path / "a.svg", "a.svg", press())
    assert told == []
    assert logo is not None
    assert (logo.pdf, logo.aspect, logo.ink) == (b"%PDF-1", 2.0, 0.5)


def test_a_difference_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its picture is written and named; it is gone once the logo is right."""
    (tmp_path / "presses").symlink_to(ROOT / "presses")
    place = tmp_path / "output/orders/logos/club-1.png"
    said = asdict(error("logo-not-drawn", "it differs", Where("a.svg"), "send it as PDF"))
    refused = {**GOOD, "pdf": None, "findings": [said], "picture": "iVBORw0KGgo="}
    (tmp_path / "a.svg").write_bytes(b"<svg/>")
    for answer, shown in ((refused, True), (GOOD, False)):
        output = json.dumps(answer).encode()
        monkeypatch.setattr(stage, "run_child", lambda *_, o=output: ProcessResult(0, o))
        logo, told = take_logo(tmp_path, tmp_path / "a.svg", "a.svg", press(), picture=place)
        assert (logo is None, place.is_file()) == (shown, shown)
        assert [f.fix for f in told] == [
            "look at output/orders/logos/club-1.png: what was received is on the left; "
            "send it as PDF"
        ] * shown


def test_no_profile_no_logo(tmp_path: Path) -> None:
    """A condition whose profile is not installed takes no logo, and says how to get it."""
    logo, told = take_logo(tmp_path, tmp_path / "a.svg", "a.svg", press())
    assert logo is None
    assert [f.code for f in told] == ["missing-profile"]
    assert told[0].fix
