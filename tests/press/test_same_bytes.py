"""The same inputs give the same bytes, whoever builds them, where and when."""

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.press.pieces import ROOT, print_it, rendered

FILES = [f"stopmensenhandel-{piece}-ar-offset.pdf" for piece in ("card", "flyer-horeca")]
# A process of its own, whose clock runs some days ahead of the machine's.
BUILD = """
import datetime, sys, time
days, root = float(sys.argv[1]), sys.argv[2]
real = datetime.datetime
class Clock(real):
    @classmethod
    def now(cls, tz=None):
        return real.now(tz) + datetime.timedelta(days=days)
    @classmethod
    def utcnow(cls):
        return real.utcnow() + datetime.timedelta(days=days)
now = time.time
time.time = lambda: now() + 86400 * days
datetime.datetime = Clock
from pathlib import Path
from printshop.cli import program as cli
# One job a call stays in this process, under this clock.
for piece, sector in (("card", "general"), ("flyer", "horeca")):
    if code := cli.main(["--language=ar", f"--piece={piece}", f"--sector={sector}"], Path(root)):
        sys.exit(code)
"""


def _build(root: Path, days: int, **environment: str) -> dict[str, bytes]:
    """Two files built in a copy of the shop by a process with its own clock and seed."""
    for name in ("content", "layouts", "presses", "fonts"):
        shutil.copytree(ROOT / name, root / name)
    env = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(days), str(root)],
        env={**env, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {name: (root / "output/offset/ar" / name).read_bytes() for name in FILES}


def test_two_days_two_folders_two_processes_one_file(tmp_path: Path) -> None:
    """Another folder, day, time zone and hash seed leave not one byte different."""
    one = _build(tmp_path / "one", 0, PYTHONHASHSEED="1", TZ="Europe/Brussels")
    two = _build(tmp_path / "two/and deeper", 40, PYTHONHASHSEED="4711", TZ="Asia/Tokyo")
    assert all(data.startswith(b"%PDF-1.6") for data in one.values())
    assert [name for name in FILES if one[name] != two[name]] == []


def test_source_date_epoch_changes_the_dates_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With SOURCE_DATE_EPOCH the dates in Info and XMP are its moment; all else stands."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    rendering = rendered("card", "nl")
    plain = print_it(rendering).pdf
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    dated = print_it(rendering).pdf
    assert plain != dated
    with pikepdf.open(io.BytesIO(dated)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20010909014640Z"
        assert b"<xmp:CreateDate>2001-09-09T01:46:40Z" in pdf.Root.Metadata.read_bytes()
    assert _undated(plain) == _undated(dated)


def _undated(pdf: bytes) -> bytes:
    """A file without its dates, and without the identifier that is made from its bytes."""
    pdf, found = re.subn(rb"D:\d{14}Z|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"", pdf)
    assert found == 5  # two in Info, three in the metadata, which are not compressed
    pdf, found = re.subn(rb"/ID \[<[0-9a-f]{32}><[0-9a-f]{32}>\]", b"", pdf)
    assert found == 1
    return pdf
