"""Functions of all four types, and the calculator (ISO 32000-1, 7.10)."""

from typing import Any

import numpy as np
import pytest
from pikepdf import Array, Dictionary, Pdf

from printshop.pdf.functions import function_of

FILE = Pdf.new()  # objects die with their file


def at(item: Any, *inputs: float) -> list[float]:
    """The outputs of a function for one set of inputs."""
    return [float(v) for v in function_of(item)(np.array([inputs]))[0]]


def exponential(low: list[float], high: list[float], power: float = 1) -> Dictionary:
    """A function of type 2."""
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=Array(low), C1=Array(high), N=power)


def test_exponential() -> None:
    """Between two colours, and clipped at its domain."""
    item = exponential([0, 1], [1, 0], 2)
    assert at(item, 0.5) == [0.25, 0.75]
    assert at(item, 7) == [1, 0]


def test_stitched() -> None:
    """Each part has its stretch, which may run backwards."""
    item = Dictionary(
        FunctionType=3,
        Domain=[0, 1],
        Bounds=Array([0.25]),
        Encode=Array([0, 1, 1, 0]),
        Functions=Array([exponential([0], [1]), exponential([0], [10])]),
    )
    assert at(item, 0.125) == [0.5]
    assert at(item, 0.25) == [10]
    assert at(item, 1) == [0]


@pytest.mark.parametrize("bits", [8, 16])
def test_sampled(bits: int) -> None:
    """The nearest sample counts."""
    samples = b"\x00\xff" if bits == 8 else b"\x00\x00\xff\xff"
    item = FILE.make_stream(
        samples, FunctionType=0, Domain=[0, 1], Range=[0, 2], Size=[2], BitsPerSample=bits
    )
    assert (at(item, 0.4), at(item, 0.6)) == ([0], [2])


def test_calculated() -> None:
    """A program of its own, within its range."""
    item = FILE.make_stream(b"{ dup 2 mul exch }", FunctionType=4, Domain=[0, 1], Range=[0, 1] * 2)
    assert at(item, 0.25) == [0.5, 0.25]
    assert at(item, 0.75) == [1, 0.75]


def test_an_array_of_functions() -> None:
    """One output each."""
    assert at(Array([exponential([0], [1]), exponential([1], [0])]), 0.25) == [0.25, 0.75]


def test_functions_within_functions_end() -> None:
    """A function that is stitched from itself is refused."""
    pdf = Pdf.new()
    item = pdf.make_indirect(
        Dictionary(FunctionType=3, Domain=[0, 1], Bounds=Array([]), Encode=Array([0, 1]))
    )
    item.Functions = Array([item])
    with pytest.raises(ValueError, match="within functions"):
        function_of(item)
