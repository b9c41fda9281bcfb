"""A new sector: its colour is checked as it is typed, and no other byte of a file changes."""

from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from printshop.starting.inks import nearest, read_inks, read_screen, twins
from printshop.starting.questions import Refused
from printshop.starting.sector import sector_question
from tests.conftest import CHECKOUT
from tests.unit.starting.conftest import Answering, state

PROFILE = (CHECKOUT / "presses/icc/ISOcoated_v2_300_bas.icc").read_bytes()
ANSWERS = ["Ships", "0 40 35 0", "", "phone", "umbrella", "ro, bg"]


@pytest.fixture
def shop_root(tiny_shop: Path) -> Path:
    """The tiny shop with a printing condition that has a profile."""
    path = tiny_shop / "presses/test.yaml"
    assert "profile:" in path.read_text("utf-8")
    return tiny_shop


def test_inks() -> None:
    """Four numbers, however they are parted."""
    assert read_inks("0 55 50 0") == (0, 55, 50, 0)
    assert read_inks("C0, M55, Y50, K0") == (0, 55, 50, 0)
    assert read_inks("#f28e77") is None
    assert read_inks("0 55 50") is None


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("0 101 0 0", "between 0 and 100"),
        ("0 50 50 10", "10 % of black"),
        ("70 0 70 0", "140 % of ink"),
        ("40 40 40 0", "40 %, makes it grey"),
        ("10 5 20 0", "looks like paper"),
    ],
)
def test_inks_that_no_sector_has(typed: str, reason: str) -> None:
    """With the measure and the limit."""
    with pytest.raises(Refused, match=reason):
        read_inks(typed)


def test_a_colour_of_a_screen() -> None:
    """Becomes the nearest one that is printed without black and mud."""
    assert read_screen("#FFF") == (1.0, 1.0, 1.0)
    assert read_screen("red") is None
    inks, apart = nearest((0xF2 / 255, 0x8E / 255, 0x77 / 255), PROFILE)
    assert apart < 1
    assert abs(inks[1] - 55) <= 3
    ((red, green, blue),) = twins([(0, 55, 50, 0)], PROFILE)
    assert [round(part * 255) for part in (red, green, blue)] == [0xF2, 0x8E, 0x77]


def test_it_is_written(shop_root: Path, answering: Answering) -> None:
    """The entry at the end, the two colours, the file of words; all else byte for byte."""
    for name in ("content/sectors.yaml", "layouts/_shared/palette.yaml"):
        path = shop_root / name
        path.write_text(f"# A remark.\n{path.read_text('utf-8')}\n# The end.\n", "utf-8")
    before = state(shop_root)
    run = answering(shop_root, ANSWERS, "new", "sector", "ships")
    assert run.exit == 0, run.said
    after = state(shop_root)
    changed = {path for path in after if before.get(path) != after[path]}
    assert changed == {
        *("content/sectors.yaml", "layouts/_shared/palette.yaml", "content/en/ships.yaml")
    }
    for file in changed - {"content/en/ships.yaml"}:
        kept = iter(after[file].splitlines())
        assert all(line in kept for line in before[file].splitlines())  # in their order
    shop, findings = open_shop(shop_root)
    assert shop
    assert [*shop.sectors] == ["trains", "ships"]
    assert shop.sectors["ships"].languages == ("ro", "bg")
    assert list(shop.palette.colours["ships"].cmyk) == [0, 40, 35, 0]
    # The tiny shop has neither language.
    assert [f.code for f in findings] == ["unknown-language", "empty-text"]


def test_its_pieces_are_built(shop_root: Path, answering: Answering) -> None:
    """Once it has words: no line of Python was touched."""
    answering(shop_root, ANSWERS, "new", "sector", "ships")
    path = shop_root / "content/en/ships.yaml"
    path.write_text(path.read_text("utf-8").replace('""', '"Wet again"'), "utf-8")
    run = answering(shop_root, [], "--sector", "ships", "--language", "en")
    assert "error[" not in run.said.replace("error[missing-translation]", "")
    assert list(shop_root.glob("output/test/en/*ships*.pdf"))
    assert answering(shop_root, [], "translate", "begin", "ar").exit == 0
    assert (shop_root / "content/ar/ships.yaml").exists()


def test_wrong_answers(shop_root: Path, answering: Answering) -> None:
    """Each is asked again with its reason."""
    answers = ["Ships & boats", "trains", "card", "general", "paper", "ships", "", "Ships"]
    answers += ["red", "base", "trains", "46 0 80 0", "100 0 0 0", "#203040", "0 40 35 0"]
    answers += [
        "wool",
        "",
        "anchor",
        "phone",
        "umbrella, phone",
        "umbrella",
        "klingon",
        "ro, ro",
        "",
    ]
    run = answering(shop_root, answers, "new", "sector")
    assert run.exit == 0, run.said
    for reason in (
        *("such as ships-boats", "'trains' is there already", "'general' means something else"),
        *("'paper' is there already", "write a colour as #f28e77", "is the colour of 'trains'"),
        *("too near that of 'trains': ΔE00", "4.5 : 1 is the least"),
        *("answer one of: plain", "answer one of: phone", "these are 2; write 1"),
        *("'klingon' is no language tag", "'ro' stands there twice"),
    ):
        assert reason in run.said, reason


def test_a_file_that_is_not_written_line_by_line(shop_root: Path, answering: Answering) -> None:
    """Is left as it is, and the reason is told."""
    path = shop_root / "content/sectors.yaml"
    entry = "trains: {accent: trains, pictogram: umbrella, on_leaflet: true, signs: [umbrella]}"
    path.write_text(f"sectors: {{{entry}}}\n", "utf-8")
    before = state(shop_root)
    run = answering(shop_root, ANSWERS, "new", "sector", "ships")
    assert run.exit == 2
    assert "is not written line by line" in run.said
    assert state(shop_root) == before


def test_names_that_are_taken(shop_root: Path) -> None:
    """Those of formats, sectors, files of words, colours and roles of colours."""
    shop, _ = open_shop(shop_root)
    assert shop
    question = sector_question(shop)
    for name in (
        "card",
        "trains",
        "common",
        "partner",
        "package",
        "mul",
        "ink",
        "ground",
        "accent",
    ):
        with pytest.raises(Refused):
            question.read(name)
