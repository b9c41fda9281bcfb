"""Files from outside: each is named by what it is, in a child that cannot do harm."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from printshop.findings import Finding
from printshop.sandbox import intake
from printshop.sandbox.intake import ExaminedFile, examine_in_child
from printshop.sandbox.messages import Refused
from printshop.sandbox.process import ProcessResult
from tests.in_process import heavy_in_a_child
from tests.press import foreign
from tests.press.pieces import PRESS, ROOT, piece
from tests.unit.preflight import any_codes

pytestmark = pytest.mark.usefixtures("children_here")
ENDED = ProcessResult(-9, b"", "time")  # how a child ends that uses up its time
MEMORY = 1 << 20  # kB: half of what a child may use


def taken(path: Path, pictures: bool = False) -> ExaminedFile:
    """A file as it is taken in, with the real shop's conditions."""
    found = examine_in_child(ROOT, path, "", pictures)
    assert not isinstance(found, Refused)
    return found


def codes(found: ExaminedFile) -> set[str]:
    """The codes of what was found."""
    return {f.code for f in found.findings}


def said(found: ExaminedFile, code: str) -> Finding:
    """The finding with a code."""
    return next(f for f in found.findings if f.code == code)


@pytest.mark.parametrize("name", heavy_in_a_child(foreign.ANSWERS, foreign.HEAVY))
def test_each_is_named(name: str, tmp_path: Path) -> None:
    """Whatever is handed in, the answer is a code, within the limits, never fit or a traceback."""
    make, wanted = foreign.ANSWERS[name]
    path = tmp_path / "f.pdf"
    path.write_bytes(make())
    found = taken(path)
    assert not any(intake.why_ended(ENDED) in f.message for f in found.findings)
    assert codes(found) & wanted, found.findings
    assert not found.fit
    assert not any("Traceback" in f.message for f in found.findings)


def test_none_takes_much_memory(tmp_path: Path) -> None:
    """No file takes half of what a child may use.

    All are read by children of one process that has no others: the system keeps the highest peak
    of all the children that a process ever had.
    """
    for number, (make, _) in enumerate(foreign.ANSWERS.values()):
        (tmp_path / f"{number}.pdf").write_bytes(make())
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from printshop.sandbox.intake import examine_in_child\n"
        "for path in sorted(Path(sys.argv[2]).iterdir()):\n"
        "    examine_in_child(Path(sys.argv[1]), path, '', False)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, ROOT, tmp_path],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert 0 < int(ran.stdout) < MEMORY


def test_two_gigabytes_are_not_read(tmp_path: Path) -> None:
    """A file above the limit is weighed and not opened."""
    path = tmp_path / "huge.pdf"
    foreign.huge(path)
    found = taken(path)
    assert codes(found) == {"file-too-large"}
    assert found.bytes == 2 << 30
    assert "2147 MB" in found.findings[0].message


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder, a pipe, a name that is not there: told, with the name that is near."""
    (tmp_path / "leaflet.pdf").write_bytes(b"%PDF-")
    os.mkfifo(tmp_path / "pipe.pdf")
    assert codes(taken(tmp_path)) == {"unreadable"}
    assert codes(taken(tmp_path / "pipe.pdf")) == {"unreadable"}
    found = taken(tmp_path / "leafelt.pdf")
    assert codes(found) == {"missing-file"}
    assert found.findings[0].fix == "did you mean 'leaflet.pdf'?"


def test_our_own_file_is_fit(tmp_path: Path) -> None:
    """A press file of the shop is fit to print, and shows its pages."""
    path = piece("card", "nl").laid_in(tmp_path)
    found = taken(path, pictures=True)
    assert [f.code for f in found.findings] == ["says-draft", "code-leads-to"]
    assert found.fit
    assert found.examination is not None
    assert found.examination.condition.name == PRESS
    assert [shown.page for shown in found.pictures] == [1, 2]
    for shown in found.pictures:
        assert len(shown.plates) == 4
        assert 200 < shown.maximum <= 300


def test_a_code_that_leads_elsewhere(tmp_path: Path) -> None:
    """On print that has the campaign's site, and where it only looks like its address."""
    path = tmp_path / "f.pdf"
    other = any_codes.code("https://www.stopmensenhandel.com")
    for words, drawn in (("", other), ("www.stopmensenhandel.be", any_codes.code())):
        path.write_bytes(any_codes.page_of(drawn, words=words))
        assert said(taken(path), "code-unreadable").severity == "error"
    path.write_bytes(any_codes.page_of(any_codes.code()))
    assert not codes(taken(path)) & {"code-unreadable", "not-scanned"}


def test_a_broken_shop_does_not_stop_it(tiny_shop: Path, tmp_path: Path) -> None:
    """Of the campaign only the address of its codes is needed, and not even that."""
    path = tmp_path / "f.pdf"
    path.write_bytes(any_codes.page_of(any_codes.code()))
    campaign = tiny_shop / "content/campaign.yaml"
    for broken in ("facts: [", None):
        if broken is None:
            campaign.unlink()
        else:
            campaign.write_text(broken, "utf-8")
        found = examine_in_child(tiny_shop, path, "", False)
        assert isinstance(found, ExaminedFile)
        assert "code-leads-to" in codes(found)


def test_pages_beyond_the_limit(tmp_path: Path) -> None:
    """Of many pages the first hundred are examined, and this is told."""
    path = tmp_path / "f.pdf"
    path.write_bytes(foreign.raw(foreign.blank(120)))
    found = taken(path)
    assert found.examination is not None
    assert (found.examination.pages, len(found.examination.page_boxes)) == (120, 100)
    assert "has 120 pages; the first 100" in said(found, "too-many-pages").message


def test_a_mended_file_is_examined(tmp_path: Path) -> None:
    """A file whose index is gone is told to be damaged, and examined as far as it goes."""
    path = tmp_path / "f.pdf"
    path.write_bytes(foreign.without_an_end())
    found = taken(path)
    assert "repaired" in said(found, "damaged").message
    assert found.read


def test_wrong_boxes_do_not_stop_the_pictures(tmp_path: Path) -> None:
    """Boxes that make no sense keep nobody from looking at the page."""
    path = tmp_path / "f.pdf"
    path.write_bytes(foreign.wrong_boxes())
    assert len(taken(path, pictures=True).pictures) == 1


@pytest.mark.child
def test_nothing_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scripts and actions in a file stay words: no process is left, no file is made."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "f.pdf"
    path.write_bytes(foreign.busy())
    assert len(taken(path, pictures=True).pictures) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_the_way_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder one stands in is no place from which the examiner takes code."""
    (tmp_path / "pikepdf.py").write_text("raise SystemExit(9)", "utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit(9)", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    path = tmp_path / "f.pdf"
    path.write_bytes(foreign.markup())
    assert "font-not-embedded" in codes(taken(path))
