"""Damaged files: whatever bytes a file has, it is read, or it is no PDF; nothing else happens."""

import io
import random

import pikepdf
import pytest

from printshop.preflight.examine import examine
from printshop.shop.press import Press
from tests.press.test_wrong import good, press


def _examined(pdf: bytes, against: Press) -> str:
    try:
        _, found = examine(io.BytesIO(pdf), against, (), "damaged.pdf")
    except pikepdf.PdfError:
        return "no PDF"
    return "fit" if not found else "told"


@pytest.mark.parametrize("seed", range(40))
def test_damaged_bytes(seed: int) -> None:
    """Some bytes of a good file are others, or its end is missing."""
    chance = random.Random(seed)
    pdf = bytearray(good())
    for _ in range(chance.choice([1, 10, 200])):
        pdf[chance.randrange(len(pdf))] = chance.randrange(256)
    if seed % 4 == 0:
        del pdf[chance.randrange(len(pdf)) :]
    assert _examined(bytes(pdf), press()) in ("no PDF", "told", "fit")


@pytest.mark.parametrize("seed", range(60))
def test_odd_objects(seed: int) -> None:
    """Values in a file's dictionaries are of another kind than the standard says."""
    chance = random.Random(seed)
    with pikepdf.open(io.BytesIO(good())) as pdf:
        odd = [
            pikepdf.Array([]),
            pikepdf.Dictionary(),
            pikepdf.String("x"),
            pikepdf.Name("/Odd"),
            -7,
            0,
            True,
            pikepdf.Array([pikepdf.Name("/Indexed"), pikepdf.Name("/Odd"), 9, pikepdf.String("")]),
        ]
        holders = [o for o in pdf.objects if isinstance(o, (pikepdf.Dictionary, pikepdf.Stream))]
        for _ in range(chance.choice([1, 5, 30])):
            holder = chance.choice(holders)
            keys = [k for k in holder.keys() if k not in ("/Length", "/Filter")]  # noqa: SIM118
            if keys and holder.get("/Type") not in ("/Catalog", "/Pages"):
                holder[chance.choice(keys)] = chance.choice(odd)
        out = io.BytesIO()
        pdf.save(out)
    assert _examined(out.getvalue(), press()) in ("no PDF", "told", "fit")
