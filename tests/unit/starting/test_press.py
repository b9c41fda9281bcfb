"""A new printing condition: from one that is there, with a profile that is there or comes along."""

import shutil
from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from tests.conftest import CHECKOUT
from tests.unit.starting.conftest import Answering

ICC = "ISOcoated_v2_300_bas.icc"


def test_it_is_built(tiny_shop: Path, answering: Answering) -> None:
    """At once, with its own bleed and marks; no other condition has changed."""
    answers = ["Bleed of 4 mm: # asked for", "", "", "4,0", "crop, fold", ""]
    run = answering(tiny_shop, answers, "new", "press", "bleed-4mm")
    assert run.exit == 0, run.said
    shop, findings = open_shop(tiny_shop)
    assert shop
    assert findings == []
    made = shop.presses["bleed-4mm"]
    assert (made.title, made.bleed, made.marks) == (answers[0], 4, ("crop", "fold"))
    assert made.made == "asked"
    run = answering(tiny_shop, [], "--press", "bleed-4mm", "--piece", "card")
    assert run.exit == 0, run.said
    assert list(tiny_shop.glob("output/bleed-4mm/en/*.pdf"))


def test_the_real_ones_are_written_as_they_are(tmp_path: Path, answering: Answering) -> None:
    """Begun from each real condition, with its usual answers, the new one is the same."""
    root = tmp_path / "shop"
    for folder in ("content", "layouts", "presses", "fonts"):
        shutil.copytree(CHECKOUT / folder, root / folder)
    shop, _ = open_shop(root, {"none"})
    assert shop
    likes = [name for name, press in shop.presses.items() if press.intent]
    for like in likes:
        run = answering(root, ["A title", like, "", "", "", ""], "new", "press", f"new-{like}")
        assert run.exit == 0, run.said
    shop, _ = open_shop(root, {"none"})
    assert shop
    for like in likes:
        made = shop.presses[f"new-{like}"].model_dump(exclude={"title", "made"})
        assert made == shop.presses[like].model_dump(exclude={"title", "made"})


def test_a_profile_of_ones_own(tiny_shop: Path, answering: Answering, tmp_path: Path) -> None:
    """Is copied into the shop, with the file of the condition."""
    profile = tmp_path / "Own_Paper.icc"
    profile.write_bytes((CHECKOUT / "presses/icc" / ICC).read_bytes())
    answers = ["Own paper", "", str(profile), "OWN1", "", "", "", ""]
    run = answering(tiny_shop, answers, "new", "press", "own")
    assert run.exit == 0, run.said
    shop, findings = open_shop(tiny_shop)
    assert shop
    assert findings == []
    intent = shop.presses["own"].intent
    assert intent
    assert (intent.identifier, intent.profile) == ("OWN1", "icc/Own_Paper.icc")
    assert (tiny_shop / "presses/icc/Own_Paper.icc").read_bytes() == profile.read_bytes()


@pytest.mark.parametrize("data", [b"", b"no profile", b"\x00" * 200])
def test_wrong_answers(tiny_shop: Path, answering: Answering, tmp_path: Path, data: bytes) -> None:
    """Each is asked again with its reason."""
    (tmp_path / "wrong.icc").write_bytes(data)
    answers = ["4 mm", "test", "fine", "", "Title", "laser", "test", "none.icc", str(tmp_path)]
    answers += [str(tmp_path / "wrong.icc"), "x" * 5000, "", "-1", "21", "4", "crop, folds", ""]
    answers += ["none", "-5", ""]
    run = answering(tiny_shop, answers, "new", "press")
    assert run.exit == 0, run.said
    for reason in (
        *("a letter first", "'test' is there already", "write something", "answer one of: test"),
        *("no such file can be read", "it is no ICC profile", "0 to 20 mm can be"),
        *("write none, or some of", "write a number in mm"),
    ):
        assert reason in run.said, reason
