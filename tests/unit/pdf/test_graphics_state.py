"""The graphics state, and what a parameter dictionary sets in it."""

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name

from printshop.pdf.graphics_state import State, ext_g_state, is_transparent
from printshop.pdf.paint import Overprint


def after(*items: Dictionary) -> State:
    """A state to which some dictionaries were applied."""
    state = State()
    for item in items:
        state.apply(ext_g_state(item))
    return state


def test_op_alone_sets_both() -> None:
    """OP counts for fills as long as op says nothing (ISO 32000-1, table 58)."""
    assert after(Dictionary(OP=True)).overprint == Overprint(True, True, 0)
    assert after(Dictionary(OP=True, op=False)).overprint == Overprint(False, True, 0)
    assert after(Dictionary(OP=True, OPM=1), Dictionary(op=False)).overprint == Overprint(
        False, True, 1
    )
    assert after(Dictionary(OP=True), Dictionary(LW=2)).overprint == Overprint(True, True, 0)


def test_what_else_is_set() -> None:
    """Alphas, the width of lines, the font."""
    font = Dictionary(Type=Name.Font)
    state = after(Dictionary(ca=0.5, CA=0.25, LW=-2, Font=Array([font, 12])))
    assert (state.fill_alpha, state.stroke_alpha, state.line_width) == (0.5, 0.25, 2)
    assert (state.font, state.size) == (font, 12)
    assert not state.opaque


@pytest.mark.parametrize(
    ("item", "transparent"),
    [
        (Dictionary(), None),
        (Dictionary(ca=1), False),
        (Dictionary(ca=0.99), True),
        (Dictionary(BM=Name.Normal), False),
        (Dictionary(BM=Array([Name.Multiply])), True),
        (Dictionary(SMask=Name("/None")), False),
        (Dictionary(SMask=Dictionary()), True),
    ],
)
def test_transparency(item: Any, transparent: bool | None) -> None:
    """By alpha, blend mode or mask; None where it says nothing of them."""
    assert is_transparent(item) is transparent


def test_what_is_malformed_raises_nothing_else() -> None:
    """Whoever reads a stream passes the operator over."""
    with pytest.raises(TypeError):
        ext_g_state(Dictionary(LW=Name.Wide))


def test_a_copy_is_another() -> None:
    """What is set later is not set in what ``q`` kept."""
    state = State()
    kept = state.copy()
    state.line_width = 9
    assert kept.line_width == 1
