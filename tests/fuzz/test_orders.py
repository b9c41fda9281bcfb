"""Any bytes as an order are lines or findings, never an exception; what is said can be shown."""

import io
import json
import unicodedata
import warnings
import zipfile
from dataclasses import asdict
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from printshop.findings import Finding, Where, in_order, stops, to_json
from printshop.orders.read import items_of, read_order
from printshop.orders.vocabulary import COLUMNS
from printshop.orders.xlsx import rows_of_result
from printshop.orders.xlsx_child import messages
from printshop.sandbox.messages import HIDDEN
from printshop.sandbox.process import ProcessResult
from printshop.shop.job import Shop

# What orders are made of, so that many of them are nearly right.
YAML = [
    *(
        "all:\n",
        "lines:\n",
        "- ",
        "  ",
        "\n",
        "\n  ",
        ": ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        "'",
        '"',
        "~",
    ),
    *(f"{name}: " for name in COLUMNS),
    *("card", "sign.a7", "trains", "general", "suggest", "en", "ar", "5", "0", "-1", "true", "2.5"),
    *(
        "test",
        "2027-01-15",
        "<b>",
        "{x}",
        '"\\u202e"',
        "\u202e",
        "\u200d",
        "é",
        "../x",
        "&a ",
        "*a",
    ),
]
TABLE = [
    *(",", ";", "\t", "\n", "\r\n", "\r", '"', '""', "\ufeff", "sep=;\n", "\x00", "\x07", " "),
    *COLUMNS,
    *("card", "sign.a7", "trains", "en", "ar", "5", "1.000", "1,000", "en 5, ar 6", "15/01/2027"),
    *("=1+1", "+32 9 000 00 00", "@x", "-", "\u202e", "é", "<b>", "x" * 400, "../x"),
]
HEAD = ",".join(COLUMNS).encode()
GOOD = b"lines:\n- {pieces: card, languages: en, quantity: 5}\n- {pieces: card, languages: "


def bytes_of(words: list[str]) -> st.SearchStrategy[bytes]:
    """Texts of these words, in the encodings that people save in."""
    texts = st.lists(st.sampled_from(words), max_size=60).map("".join)
    return st.tuples(texts, st.sampled_from(["utf-8", "utf-16", "cp1252"])).map(
        lambda pair: pair[0].encode(pair[1], "replace")
    )


orders = st.binary(max_size=300) | bytes_of(YAML) | bytes_of(TABLE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose files each example writes over."""
    return tmp_path_factory.mktemp("fuzz")


def can_be_shown(findings: list[Finding]) -> None:
    """Each finding is short, says nothing hidden, and can be written down."""
    for finding in in_order(findings):
        json.dumps(to_json(finding)).encode()
        shown = str(finding)
        shown.encode()
        assert len(shown) < 5_000
        assert not {unicodedata.category(c) for c in shown.replace("\n", "")} & HIDDEN, finding
        assert "/" not in finding.where.path


@pytest.mark.parametrize("name", ["o.yaml", "o.csv"])
@settings(max_examples=200)
@given(orders, st.booleans())
@example(b"", False)
@example(b"\xff\xfe", False)
@example(b'lines:\n- {"\\u202e": 1, quantity: {"\\u202e": 1}}', False)
@example(b'lines:\n- {pieces: card, languages: en, quantity: {"\\u202e": 1}}', False)
@example(b"\xef\xbb\xbfsep=;\r\n", False)
def test_any_bytes(opened_shop: Shop, folder: Path, name: str, data: bytes, led: bool) -> None:
    """Lines or findings; and each line that is read can be measured against the shop."""
    if led:
        data = (HEAD + b"\n" if name == "o.csv" else GOOD) + data
    (folder / name).write_bytes(data)
    lines, findings = read_order(folder, folder / name)
    assert lines or findings
    can_be_shown(findings)
    for line in lines:
        found, told = items_of(opened_shop, line)
        assert bool(found) != bool(stops(told) or line.faulty)
        can_be_shown(told)


@cache  # it holds the time: two of them are not alike, and an example has to be drawn twice
def workbook() -> bytes:
    """A small workbook."""
    made, out = openpyxl.Workbook(), io.BytesIO()
    made.active.append(["languages", "pieces", "quantity"])
    made.active.append(["en", "card", 5])
    made.save(out)
    return out.getvalue()


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A workbook of which one part was written over in a few places, or the archive itself."""
    whole = workbook()
    archive = zipfile.ZipFile(io.BytesIO(whole))
    name = draw(st.sampled_from(["", *archive.namelist()]))
    data = bytearray(archive.read(name) if name else whole)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
    if not name:
        return bytes(data)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for part in archive.namelist():
            new.writestr(part, bytes(data) if part == name else archive.read(part))
    return out.getvalue()


@settings(max_examples=100)
@given(spoilt())
def test_any_workbook(folder: Path, data: bytes) -> None:
    """What the child says of a spoilt workbook is one refusal, or rows that the parent takes."""
    path = folder / "o.xlsx"
    path.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the child says nothing of them either
        values = messages(path, Where("o.xlsx"))
    out = b"".join(json.dumps(asdict(value)).encode() + b"\n" for value in values)
    rows, findings = rows_of_result(ProcessResult(0, out), "o.xlsx")
    assert "not-examined" not in {f.code for f in findings}
    assert bool(rows) != stops(findings) or len(values) == 1
    can_be_shown(findings)
