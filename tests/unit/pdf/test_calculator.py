"""The calculator: its words, and what it refuses (ISO 32000-1, 7.10.5)."""

import pytest

from printshop.pdf.calculator import calculator


@pytest.mark.parametrize(
    ("program", "inputs", "outputs"),
    [
        (b"{ add 2 div }", [1, 3], [2]),
        (b"{ exch sub }", [1, 3], [2]),
        (b"{ 0 div }", [1], [0]),
        (b"{ dup 0.5 gt { pop 1 } { pop 0 } ifelse }", [0.7], [1]),
        (b"{ dup 0.5 gt { pop 9 } if }", [0.2], [0.2]),
        (b"{ 3 1 roll }", [1, 2, 3], [3, 1, 2]),
        (b"{ 2 copy }", [1, 2], [1, 2, 1, 2]),
        (b"{ 1 index }", [5, 6], [5, 6, 5]),
        (b"{ 90 sin exch pop }", [0], [1]),
        (b"{ 7 3 mod exch pop 5 idiv }", [0], [0]),
        (b"{ true not { 1 } { 2 } ifelse exch pop }", [0], [2]),
        (b"{ neg abs sqrt truncate }", [10], [3]),
    ],
)
def test_words(program: bytes, inputs: list[float], outputs: list[float]) -> None:
    """Each program leaves on the stack what PostScript would."""
    assert calculator(program, len(outputs))(inputs) == pytest.approx(outputs)


@pytest.mark.parametrize(
    "program", [b"", b"1", b"{ 1", b"{ 1 } 2", b"{" * 99 + b"}" * 99, b"{ " + b"1 " * 20000 + b"}"]
)
def test_broken_programs(program: bytes) -> None:
    """What is no program, or too long or deep a one, is refused before it runs."""
    with pytest.raises((ValueError, IndexError)):
        calculator(program, 1)


@pytest.mark.parametrize("program", [b"{ run }", b"{ " + b"dup " * 200 + b"}"])
def test_programs_that_go_wrong(program: bytes) -> None:
    """Words that it has not, and a stack that grows too high."""
    with pytest.raises(ValueError, match=r"no operator|stack"):
        calculator(program, 1)([1.0])


def test_outputs_that_are_missing() -> None:
    """Are zero."""
    assert calculator(b"{ }", 3)([0.5]) == [0, 0, 0.5]
