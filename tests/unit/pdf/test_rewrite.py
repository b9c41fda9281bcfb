"""Revise: a file written anew with some objects changed, the others byte for byte."""

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from printshop.pdf.rewrite import original, revised


def plain(streams: bool = False) -> bytes:
    """A file of one page, as prepress writes them, or with streams of objects."""
    pdf = pikepdf.Pdf.new()
    pdf.add_blank_page()
    pdf.pages[0].obj.Contents = pdf.make_stream(b"0 0 10 10 re f")
    pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary(Title="One"))
    out = BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if streams else pikepdf.ObjectStreamMode.disable
    pdf.save(out, deterministic_id=True, object_stream_mode=mode)
    return out.getvalue()


def changed(pdf: bytes, title: str) -> bytes:
    """The file with another title and one stream more."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        page = opened.pages[0].obj
        old = page.Contents
        before = list(old) if isinstance(old, pikepdf.Array) else [old]
        page.Contents = pikepdf.Array([*before, opened.make_stream(b"q Q")])
        opened.trailer.Info.Title = title
        return revised(original(pdf), opened, [page, opened.trailer.Info])


def test_what_is_changed_is_there() -> None:
    """A reader finds the new title and the new stream, and the old stream as it was."""
    with pikepdf.open(BytesIO(changed(plain(), "Two"))) as opened:
        assert opened.trailer.Info.Title == "Two"
        first, second = opened.pages[0].obj.Contents
        assert first.read_bytes() == b"0 0 10 10 re f"
        assert second.read_bytes() == b"q Q"
        assert not opened.get_warnings()


def test_the_rest_is_byte_for_byte() -> None:
    """Objects that nobody named lie in the new file as in the old one."""
    old = original(plain())
    new = original(changed(plain(), "Two"))
    same = [
        n for n, at in old.places.items() if old.pdf[slice(*at)] == new.pdf[slice(*new.places[n])]
    ]
    assert len(same) == len(old.places) - 2
    assert len(new.places) == len(old.places) + 1


def test_nothing_is_left_over() -> None:
    """The file that was is not in it a second time: one table, one revision."""
    made = changed(plain(), "Two")
    assert made.count(b"startxref") == 1
    assert b"(One)" not in made


def test_the_same_change_gives_the_same_bytes() -> None:
    """The identifier follows from the content, too."""
    assert changed(plain(), "Two") == changed(plain(), "Two")
    ids = []
    for title in ("Two", "Three"):
        with pikepdf.open(BytesIO(changed(plain(), title))) as opened:
            ids.append([bytes(part) for part in opened.trailer.ID])
    assert ids[0][0] == ids[1][0]
    assert ids[0][1] != ids[1][1]


def test_it_can_be_changed_once_more(tmp_path: Path) -> None:
    """What comes out is again such a file; an independent reader finds it sound."""
    path = tmp_path / "twice.pdf"
    path.write_bytes(changed(changed(plain(), "Two"), "Three"))
    ran = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.6\nstartxref\n5\n%%EOF", plain(streams=True)])
def test_other_files_are_refused(pdf: bytes) -> None:
    """A file with streams of objects, or none at all, is not taken for one of ours."""
    with pytest.raises(ValueError, match="cross-reference table"):
        original(pdf)
