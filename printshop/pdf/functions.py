"""Functions of a PDF: sampled, exponential, stitched and calculated (ISO 32000-1, 7.10)."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray

from printshop.pdf.calculator import calculator

Values = NDArray[np.float64]  # one row for each set of inputs, or of outputs
Function = Callable[[Values], Values]
DEEPEST = 8  # functions within functions


def function_of(item: Any, depth: int = 0) -> Function:
    """A function object, or an array of functions of one output each, as a Python function.

    It maps an array of shape (rows, inputs) to one of shape (rows, outputs); inputs are clipped to
    Domain, outputs to Range. Raises one of ``objects.MALFORMED`` where the object is malformed or
    of a kind that is not read here; the function raises one where a calculator program fails.
    """
    if isinstance(item, pikepdf.Array):
        parts = [function_of(part, depth + 1) for part in list(item)[:32]]
        return lambda v: np.hstack([part(v) for part in parts])
    if depth > DEEPEST:
        raise ValueError("functions within functions")
    kind = int(item.FunctionType)
    domain = np.array([float(v) for v in item.Domain]).reshape(-1, 2)
    work = {0: _sampled, 2: _exponential, 3: _stitched, 4: _calculated}[kind](item, depth)
    limits = item.get("/Range")
    bounds = None if limits is None else np.array([float(v) for v in limits]).reshape(-1, 2)

    def function(v: Values) -> Values:
        values = work(np.clip(v[:, : len(domain)], domain[:, 0], domain[:, 1]))
        return values if bounds is None else np.clip(values, bounds[:, 0], bounds[:, 1])

    return function


def _exponential(item: Any, depth: int) -> Function:
    low = np.array([float(v) for v in item.get("/C0", (0,))])
    high = np.array([float(v) for v in item.get("/C1", (1,))])
    power = float(item.N)
    return lambda v: low + v[:, :1] ** power * (high - low)


def _stitched(item: Any, depth: int) -> Function:
    parts = [function_of(part, depth + 1) for part in list(item.Functions)[:256]]
    domain = [float(v) for v in item.Domain]
    bounds = [domain[0], *(float(v) for v in item.Bounds), domain[1]]
    encode = np.array([float(v) for v in item.Encode]).reshape(-1, 2)

    def function(v: Values) -> Values:
        which = np.clip(np.searchsorted(bounds[1:-1], v[:, 0], side="right"), 0, len(parts) - 1)
        outputs: list[Values] = []
        for i, part in enumerate(parts):
            span = bounds[i + 1] - bounds[i]
            share = (v[:, :1] - bounds[i]) / span if span else np.zeros((len(v), 1))
            outputs.append(part(encode[i, 0] + share * (encode[i, 1] - encode[i, 0])))
        return np.stack(outputs)[which, np.arange(len(v))]

    return function


def _sampled(item: Any, depth: int) -> Function:
    """Type 0, without interpolation: the nearest sample is close enough to judge a colour by."""
    domain = np.array([float(v) for v in item.Domain]).reshape(-1, 2)
    limits = np.array([float(v) for v in item.Range]).reshape(-1, 2)
    size = np.array([int(v) for v in item.Size])
    bits, outputs = int(item.BitsPerSample), len(limits)
    if bits not in (8, 16) or size.prod() * outputs > 1 << 22:
        raise ValueError("samples of an uncommon kind")
    raw = np.frombuffer(item.read_bytes(), dtype=np.uint8 if bits == 8 else ">u2")
    table = raw[: size.prod() * outputs].reshape(*size[::-1], outputs) / (2**bits - 1)
    decode = np.array([float(v) for v in item.get("/Decode", list(limits.flat))]).reshape(-1, 2)

    def function(v: Values) -> Values:
        share = (v - domain[:, 0]) / (domain[:, 1] - domain[:, 0])
        at = np.rint(np.clip(share, 0, 1) * (size - 1)).astype(int)
        samples = table[tuple(at[:, i] for i in range(len(size) - 1, -1, -1))]
        return np.asarray(decode[:, 0] + samples * (decode[:, 1] - decode[:, 0]), dtype=np.float64)

    return function


def _calculated(item: Any, depth: int) -> Function:
    work = calculator(item.read_bytes(), len(item.Range) // 2)
    return lambda v: np.array([work([float(x) for x in row]) for row in v])
