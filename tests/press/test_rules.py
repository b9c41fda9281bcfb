"""Every rule of preflight refuses its bad specimen by its own code, and no good file."""

from pathlib import Path

import pytest

from printshop.preflight.checks import RULES
from tests.press.pieces import PIECES, Piece, piece
from tests.press.specimens import BESIDE, FROM_A_SHOP, INJURIES, SUBTLE, errors, injured
from tests.press.test_wrong import SPECIMENS


def test_every_rule_has_a_specimen() -> None:
    """A new rule comes with a file that it names: one of ours, or one that nobody knows."""
    foreign = {code for code, _ in SPECIMENS.values()}
    foreign |= {"encrypted", "wrong-sheet", "says-draft", "code-leads-to", "no-contour"}
    ours = FROM_A_SHOP.keys() | INJURIES.keys()
    assert {rule.code for rule in RULES} == ours | foreign
    assert {rule.code for rule in RULES if rule.own} <= ours
    assert not FROM_A_SHOP.keys() & INJURIES.keys()


@pytest.mark.parametrize(("name", "language"), PIECES)
def test_good_files_pass(name: str, language: str) -> None:
    """Nothing is held against the files that the specimens were made from."""
    assert errors(piece(name, language)) == []


@pytest.mark.parametrize("code", FROM_A_SHOP)
def test_a_wrong_shop_is_refused(code: str, tmp_path: Path) -> None:
    """A template, style or layout gone wrong passes every gate before, and not this one."""
    assert codes(FROM_A_SHOP[code].make(tmp_path), code) == {code}


@pytest.mark.parametrize("name", SUBTLE)
def test_a_subtle_wrong_is_refused(name: str, tmp_path: Path) -> None:
    """An unisolated number, a lost line that stands elsewhere too, a clipped sentence."""
    code, wrong = SUBTLE[name]
    assert codes(wrong.make(tmp_path), code) == {code}


@pytest.mark.parametrize("code", INJURIES)
def test_an_injured_file_is_refused(code: str) -> None:
    """One small wrong in a good file is named by its code, and by no other."""
    assert codes(injured(code), code) == {code}


def codes(made: Piece, code: str) -> set[str]:
    """The codes held against a file, without those that a wrong of another kind brings along."""
    return {f.code for f in errors(made)} - (BESIDE - {code})
