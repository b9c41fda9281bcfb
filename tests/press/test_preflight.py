"""``generate.py preflight``: exit codes, words, the report and its JSON."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from printshop.cli.program import main
from printshop.findings import Finding, Severity, Spot, Where
from printshop.preflight.report import write_report
from printshop.sandbox import intake
from printshop.sandbox.intake import examine_in_child
from tests.press import foreign
from tests.press.pieces import ROOT, piece

pytestmark = pytest.mark.usefixtures("children_here")
Command = Callable[..., Any]
EVIL = "<img src=x onerror=alert(1)>.pdf"


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A file that is fit to print."""
    return piece("card", "nl").laid_in(tmp_path)


def lay(path: Path, data: bytes) -> Path:
    """A file with these bytes."""
    path.write_bytes(data)
    return path


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def assert_inert(page: Page) -> None:
    """No script, no handler, nothing that is fetched, and a policy that forbids them all."""
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    metas = [attrs for tag, attrs in page.tags if tag == "meta"]
    assert {"http-equiv": "Content-Security-Policy", "content": policy} in metas
    for tag, attrs in page.tags:
        assert tag not in ("script", "iframe", "object", "embed", "link", "base", "form")
        assert not [name for name in attrs if name.startswith("on")]
        for name in ("src", "href"):
            if name in attrs:
                assert re.match(r"data:image/png;base64,[\w+/=]+$|#file-\d+$", attrs[name] or "")


def test_fit(card: Path, command: Command) -> None:
    """A good file: that it is a draft, one line, exit 0."""
    run = command(ROOT, "preflight", str(card))
    assert (run.exit, run.errors) == (0, "")
    assert re.findall(r"\w+\[[\w-]+\]", run.said) == ["review[says-draft]", "note[code-leads-to]"]
    assert run.said.endswith(f"{card}: fit to print: 1 review, 1 note\n")


def test_not_fit(tmp_path: Path, command: Command) -> None:
    """A wrong file: each finding, the sum of them, exit 4."""
    path = lay(tmp_path / "f.pdf", foreign.markup())
    run = command(ROOT, "preflight", str(path))
    assert run.exit == 4
    assert f"{path}: error[font-not-embedded]: " in run.said
    assert re.search(r": not fit to print: \d+ errors\n\Z", run.said)


def test_several(card: Path, tmp_path: Path, command: Command) -> None:
    """Each is examined on its own; what cannot be examined counts most."""
    bad = lay(tmp_path / "bad.pdf", foreign.markup())
    none = tmp_path / "none.pdf"
    run = command(ROOT, "preflight", str(bad), str(card))
    assert run.exit == 4
    assert f"{card}: fit to print" in run.said
    run = command(ROOT, "preflight", str(none), str(bad), str(card))
    assert run.exit == 2
    assert f"{none}: error[missing-file]: " in run.said
    assert f"{none}: not examined: 1 error\n" in run.said
    assert f"{card}: fit to print" in run.said


def test_unknown_press(card: Path, command: Command) -> None:
    """A press that is not there is answered with the nearest."""
    run = command(ROOT, "preflight", "--press", "ofset", str(card))
    assert run.exit == 2
    assert "--press: error[unknown-name]: there is no press 'ofset'\n" in run.said
    assert "did you mean 'offset'?" in run.said


@pytest.mark.parametrize("name", ["../offset", "icc/x", "/etc/passwd", "\x1b[2J"])
def test_press_is_a_name(name: str, card: Path, command: Command) -> None:
    """A path is no name of a press."""
    run = command(ROOT, "preflight", "--press", name, str(card))
    assert run.exit == 2
    assert "\x1b" not in run.said


def test_a_broken_shop_examines(card: Path, tiny_shop: Path, command: Command) -> None:
    """Only the presses are needed: words, layouts and palette may be as broken as they like."""
    shutil.rmtree(tiny_shop / "content")
    (tiny_shop / "layouts/_shared/palette.yaml").write_text("colours: [", "utf-8")
    shutil.copy(ROOT / "layouts/_shared/report.html.j2", tiny_shop / "layouts/_shared")
    html = tiny_shop / "r.html"
    assert command(tiny_shop, "preflight", str(card), "--html", str(html)).exit == 0
    assert "Fit to print" in html.read_text("utf-8")
    (tiny_shop / "presses/test.yaml").write_text("title: [", "utf-8")
    run = command(tiny_shop, "preflight", str(card))
    assert run.exit == 2
    assert "presses/test.yaml:" in run.said


@pytest.mark.parametrize(
    "arguments",
    [
        ["preflight"],
        ["preflight", "f.pdf", "--language", "nl"],
        ["preflight", "f.pdf", "--press", "a,b"],
        ["check", "f.pdf"],
        ["--html", "r.html"],
    ],
)
def test_wrong_arguments(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What does not go together ends with 2 and says where to read what does."""
    assert main(arguments) == 2
    assert "--help shows what" in capsys.readouterr().err


def test_interrupted(card: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with 130 and without a traceback."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(intake, "run", interrupt)
    run = command(ROOT, "preflight", str(card))
    assert (run.exit, run.errors) == (130, "\ninterrupted\n")


def test_report(card: Path, tmp_path: Path, command: Command) -> None:
    """One page and its JSON for all files, with nothing alive in it, whatever they are called."""
    evil = lay(tmp_path / EVIL, foreign.markup())
    html = tmp_path / "reports/r.html"
    run = command(ROOT, "preflight", str(evil), str(card), "--html", str(html))
    assert run.exit == 4
    page = Page(html.read_text("utf-8"))
    assert_inert(page)
    for words in ("Not fit to print", "Fit to print", EVIL, "<b>bold</b>⟨U+202E⟩gnp", "FOGRA39"):
        assert words in page.text
    assert str(tmp_path) not in page.text
    told = json.loads(html.with_suffix(".json").read_bytes())
    assert told["fit_to_print"] is False
    assert [f["verdict"] for f in told["files"]] == ["not-fit", "fit"]
    assert told["files"][1]["sha256"] == intake.sha256(card)
    assert [p["page"] for p in told["files"][1]["plates"]] == [1, 2]
    for finding in told["files"][0]["findings"]:
        assert finding.keys() == {
            *("code", "severity", "message", "page", "box", "measure", "limit", "fix")
        }
        assert finding["message"] in page.text
    assert str(tmp_path) not in html.with_suffix(".json").read_text("utf-8")


def test_two_files_of_one_name(card: Path, tmp_path: Path, command: Command) -> None:
    """Each goes by its path as it was given, on the page and in the JSON."""
    names = [tmp_path / "nl" / card.name, tmp_path / "fr" / card.name]
    for path in names:
        path.parent.mkdir()
        shutil.copy(card, path)
    html = tmp_path / "r.html"
    command(ROOT, "preflight", *map(str, names), "--html", str(html))
    told = json.loads(html.with_suffix(".json").read_bytes())
    assert [f["file"] for f in told["files"]] == [str(path) for path in names]
    assert all(str(path) in Page(html.read_text("utf-8")).text for path in names)


def test_a_part_that_cannot_be_read(card: Path, tmp_path: Path, command: Command) -> None:
    """A file with one is not called fit: what it is, and that a person has to look."""
    with pikepdf.open(card, allow_overwriting_input=True) as pdf:
        obj: Any = pdf.pages[0].obj
        content = pdf.make_stream(obj.Contents[-1].read_bytes() + b"\nq (a) 1 cm Q\n")
        obj.Contents[-1] = content
        pdf.save(card)
    html = tmp_path / "r.html"
    run = command(ROOT, "preflight", str(card), "--html", str(html))
    assert run.exit == 4
    assert f"{card}: not wholly examined, a person has to look: 1 error" in run.said
    told = json.loads(html.with_suffix(".json").read_bytes())
    assert [f["verdict"] for f in told["files"]] == ["partly-examined"]
    page = Page(html.read_text("utf-8"))
    assert "Not wholly examined" in page.text
    assert "the operator 'cm' cannot be read" in page.text
    assert "A person has to look" in page.text


def test_report_shows_where(card: Path, tmp_path: Path) -> None:
    """A finding with a place is marked there, from the trim's upper left corner of the sheet."""
    taken = examine_in_child(ROOT, card, "", True)
    assert isinstance(taken, intake.ExaminedFile)
    spot = Spot(1, (10.0, 20.0, 30.0, 25.0))
    found = Finding(
        "rgb", Severity.REVIEW, "'<b>' is odd", Where("x"), "mend it", spot, "3 pt", "4 pt"
    )
    html = tmp_path / "r.html"
    assert write_report(ROOT, html, [replace(taken, findings=(found,))]) is None
    page = Page(html.read_text("utf-8"))
    assert taken.examination
    leaf = taken.examination.page_boxes[0]
    left, top = leaf.trim[0] - leaf.media[0], leaf.media[3] - leaf.trim[3]
    wanted = {"x": f"{10.0 + left}", "y": f"{20.0 + top}", "width": "20.0", "height": "5.0"}
    assert any(wanted.items() <= attrs.items() for tag, attrs in page.tags if tag == "rect")
    for words in ("'<b>' is odd", "10.0 to 30.0 mm across, 20.0 to 25.0 mm down", "3 pt", "4 pt"):
        assert words in page.text


def test_report_that_cannot_be_written(card: Path, tmp_path: Path, command: Command) -> None:
    """A place where nothing can be written, and a name that the JSON would take."""
    (tmp_path / "file").write_text("", "utf-8")
    run = command(ROOT, "preflight", str(card), "--html", str(tmp_path / "file/r.html"))
    assert (run.exit, "error[not-written]" in run.said) == (5, True)
    run = command(ROOT, "preflight", str(card), "--html", str(tmp_path / "r.json"))
    assert (run.exit, "error[wrong-report-name]" in run.said) == (2, True)


# ── veraPDF ──────────────────────────────────────────────────────────────────────────────────


def stand_in(path: Path, says: str) -> Path:
    """A program that says what veraPDF would."""
    path.write_text(f"#!/bin/sh\ncat <<'END'\n{says}\nEND\n", "utf-8")
    path.chmod(0o755)
    return path


def rules(*broken: dict[str, Any], listed: bool = True) -> str:
    """veraPDF's JSON, in its newer form or its older."""
    result = {"compliant": not broken, "details": {"ruleSummaries": list(broken)}}
    return json.dumps({"report": {"jobs": [{"validationResult": [result] if listed else result}]}})


BROKEN = {
    "ruleStatus": "FAILED",
    "status": "failed",
    "specification": "ISO 14289-1:2014",
    "clause": "7.1",
    "testNumber": 3,
    "failedChecks": 12,
    "description": "Content shall be <marked> as Artifact or tagged as real content",
}


@pytest.mark.parametrize("listed", [True, False])
def test_verapdf(listed: bool, card: Path, tmp_path: Path, command: Command) -> None:
    """Each broken rule is a review: a press does not mind, a person may."""
    tool = stand_in(tmp_path / "verapdf", rules(BROKEN, listed=listed))
    run = command(ROOT, "preflight", str(card), "--verapdf", str(tool))
    assert run.exit == 0
    assert f"{card}: review[not-pdfua]: veraPDF: Content shall be <marked>" in run.said
    assert "fit to print: 2 reviews" in run.said


def test_verapdf_has_nothing_to_say(card: Path, tmp_path: Path, command: Command) -> None:
    """A compliant file gets no finding."""
    tool = stand_in(tmp_path / "verapdf", rules())
    run = command(ROOT, "preflight", str(card), "--verapdf", str(tool))
    assert run.exit == 0
    assert run.said.endswith(f"{card}: fit to print: 1 review, 1 note\n")
    assert "veraPDF" not in run.said


@pytest.mark.parametrize("says", ["", "{}", '{"report": {"jobs": []}}', "[" * 9000])
def test_verapdf_without_an_answer(says: str, card: Path, tmp_path: Path, command: Command) -> None:
    """No answer is told, and not taken for a good one."""
    tool = stand_in(tmp_path / "verapdf", says)
    run = command(ROOT, "preflight", str(card), "--verapdf", str(tool))
    assert run.exit == 0
    assert "review[verapdf-silent]" in run.said


def test_verapdf_is_missing(card: Path, tmp_path: Path, command: Command) -> None:
    """Exit 5, and how to install it."""
    run = command(ROOT, "preflight", str(card), "--verapdf", str(tmp_path / "verapdf"))
    assert run.exit == 5
    assert "error[missing-tool]" in run.said
    assert "install veraPDF" in run.said
