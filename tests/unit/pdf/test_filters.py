"""Filters: what a stream unpacks to is bounded, however it is packed."""

import base64
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

from printshop.pdf import filters
from printshop.pdf.filters import exceeds_decoded

PDF = pikepdf.Pdf.new()  # a stream lives no longer than its file
CONTENT = b"".join(b"%d 0 m %d 9 l S\n" % (n * n % 997, n) for n in range(4000))
ZEROS = bytes(1 << 18)


def flate(data: bytes) -> bytes:
    """Bytes deflated."""
    return zlib.compress(data)


def ascii_85(data: bytes) -> bytes:
    """Bytes in lines of five letters for four, ``z`` for four zeros."""
    return base64.a85encode(data, wrapcol=72) + b"~>"


def ascii_hex(data: bytes) -> bytes:
    """Bytes in two letters each, in lines."""
    return b"\n".join(data[at : at + 36].hex().encode() for at in range(0, len(data), 36)) + b">"


def run_lengths(data: bytes) -> bytes:
    """Bytes in runs: the same ones repeated, others as they are."""
    packed, at = bytearray(), 0
    while at < len(data):
        same = at
        while same < min(len(data), at + 128) and data[same] == data[at]:
            same += 1
        if same - at > 1:
            packed += bytes([257 - (same - at), data[at]])
        else:
            packed += bytes([0, data[at]])
        at = same
    return bytes(packed) + b"\x80"


def lzw(data: bytes, early: int = 1) -> bytes:
    """Bytes as codes of 9 to 12 bits."""
    start = {bytes([n]): n for n in range(256)}
    table, width, codes, word = dict(start), 9, [(256, 9)], b""
    for n in range(len(data)):
        longer = word + data[n : n + 1]
        if longer in table:
            word = longer
            continue
        codes.append((table[word], width))
        table[longer] = len(table) + 2
        word = data[n : n + 1]
        if len(table) + 1 + early >= 1 << width:
            width += 1
        if width > 12:
            codes.append((256, 12))
            table, width = dict(start), 9
    bits = "".join(f"{code:0{wide}b}" for code, wide in [*codes, (table[word], width)])
    bits += f"{257:0{width}b}"
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


Packing = list[tuple[str, Callable[[bytes], bytes]]]
CHAINS: dict[str, Packing] = {
    "none": [],
    "flate": [("FlateDecode", flate)],
    "lzw": [("LZWDecode", lzw)],
    "run lengths": [("RunLengthDecode", run_lengths)],
    "hex": [("ASCIIHexDecode", ascii_hex)],
    "ascii": [("ASCII85Decode", ascii_85)],
    "ascii of flate": [("ASCII85Decode", ascii_85), ("FlateDecode", flate)],
    "flate of runs": [("FlateDecode", flate), ("RunLengthDecode", run_lengths)],
    "hex of lzw": [("ASCIIHexDecode", ascii_hex), ("LZWDecode", lzw)],
    "flate twice": [("FlateDecode", flate), ("FlateDecode", flate)],
    "short names": [("A85", ascii_85), ("Fl", flate), ("RL", run_lengths)],
}


def packed(data: bytes, chain: Packing, **parameters: Any) -> pikepdf.Stream:
    """A stream whose bytes are packed by a chain, the last of its names first."""
    for _, pack in reversed(chain):
        data = pack(data)
    return said(data, *(name for name, _ in chain), **parameters)


def said(data: bytes, *names: str, **parameters: Any) -> pikepdf.Stream:
    """A stream with its bytes as they are, said to be packed like this."""
    stream = pikepdf.Stream(PDF, b"")
    stream.write(
        data,
        filter=pikepdf.Array([Name(f"/{name}") for name in names]),
        decode_parms=pikepdf.Dictionary(**parameters) if parameters else None,
    )
    return stream


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streams are unpacked, however few bytes they hold."""
    worst = {name: (undo, 1 << 30) for name, (undo, _) in filters.FILTERS.items()}
    monkeypatch.setattr(filters, "FILTERS", worst)


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("data", [CONTENT, ZEROS], ids=["content", "zeros"])
@pytest.mark.parametrize("chain", CHAINS)
def test_to_the_byte(chain: str, data: bytes) -> None:
    """As many bytes as there are, no more and no fewer; qpdf unpacks the same."""
    stream = packed(data, CHAINS[chain])
    assert stream.read_bytes(pikepdf.StreamDecodeLevel.specialized) == data
    # On the way to the last filter there may be more than at the end.
    longest = max([len(data), *(len(d) for d in steps(data, CHAINS[chain]))])
    assert exceeds_decoded(stream, longest - 1)
    assert not exceeds_decoded(stream, longest)


def steps(data: bytes, chain: Packing) -> list[bytes]:
    """What comes out of each filter but the last, and nothing of what goes into the first."""
    made = []
    for _, pack in reversed(chain[1:]):
        data = pack(data)
        made.append(data)
    return made


@pytest.mark.usefixtures("always")
def test_codes_that_grow_late() -> None:
    """A stream of LZW may say that its codes grow as late as they can."""
    stream = said(lzw(CONTENT, 0), "LZWDecode", EarlyChange=0)
    assert stream.read_bytes() == CONTENT
    assert not exceeds_decoded(stream, len(CONTENT))
    assert exceeds_decoded(stream, len(CONTENT) - 1)


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("chain", [name for name in CHAINS if name != "none"])
def test_broken_and_cut_short(chain: str) -> None:
    """What can be unpacked counts, and nothing raises."""
    whole = packed(CONTENT, CHAINS[chain]).read_raw_bytes()
    names = [name for name, _ in CHAINS[chain]]
    assert not exceeds_decoded(said(whole[: len(whole) // 2], *names), len(CONTENT))
    assert not exceeds_decoded(said(b"\xfe\xff~>broken" * 100, *names), 1 << 30)
    assert not exceeds_decoded(said(b"", *names), 10)


@pytest.mark.parametrize("chain", [name for name in CHAINS if name not in ("none", "hex", "ascii")])
def test_no_more_is_unpacked(chain: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes that would become many are given up as soon as the bound is passed."""
    stream = packed(bytes(1 << 19), CHAINS[chain])
    seen = 0
    of = filters._Count.of

    def counted(count: Any, pieces: Any) -> Any:
        nonlocal seen
        for piece in of(count, pieces):
            seen += len(piece)
            yield piece

    monkeypatch.setattr(filters._Count, "of", counted)
    assert exceeds_decoded(stream, 1 << 15)
    assert seen <= len(CHAINS[chain]) << 15


def test_by_the_bytes_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the bytes cannot become too many, nothing is unpacked; nor where nothing can be."""
    monkeypatch.setattr(zlib, "decompressobj", lambda: pytest.fail("it was unpacked"))
    assert not exceeds_decoded(said(flate(ZEROS), "FlateDecode"), 1032 * len(flate(ZEROS)))
    assert not exceeds_decoded(said(b"x" * 100, "FlateDecode", "DCTDecode"), 100)
    assert exceeds_decoded(said(b"x" * 100, "FlateDecode", "DCTDecode"), 99)
    assert exceeds_decoded(said(b"x" * 100), 99)


@pytest.mark.usefixtures("always")
def test_a_last_digit_alone_is_a_byte() -> None:
    """It is followed by 0 (ISO 32000-1, 7.4.2); qpdf reads the same."""
    stream = said(b"41 42 4 >", "ASCIIHexDecode")
    assert stream.read_bytes(pikepdf.StreamDecodeLevel.specialized) == b"AB@"
    assert exceeds_decoded(stream, 2)
    assert not exceeds_decoded(stream, 3)


def test_what_qpdf_decodes_all_the_same() -> None:
    """A filter that changes nothing, a wrong checksum and a predictor hide no bytes."""
    zeros = bytes(1 << 20)
    inner = flate(zeros)
    hidden = [
        said(inner, "Crypt", "FlateDecode"),
        said(flate(inner)[:-1] + b"x", "FlateDecode", "FlateDecode"),
        said(flate(b"\0" + inner), "FlateDecode", "FlateDecode"),
    ]
    row = pikepdf.Dictionary(Predictor=12, Columns=len(inner))
    hidden[2].DecodeParms = pikepdf.Array([row, pikepdf.Dictionary()])
    for stream in hidden:
        assert stream.read_bytes(pikepdf.StreamDecodeLevel.specialized) == zeros
        assert exceeds_decoded(stream, len(zeros) - 1)


def test_a_line_break_after_the_end() -> None:
    """Many programs write one within the stream's length: the counting ends all the same."""
    for data in (ZEROS, CONTENT, bytes(filters.PIECE), bytes(filters.PIECE + 1)):
        item = pikepdf.Stream(PDF, b"")
        item.write(zlib.compress(data) + b"\n\n", filter=Name.FlateDecode)
        assert not exceeds_decoded(item, len(data))
        assert exceeds_decoded(item, len(data) - 1)
