"""At the door: how a child's end is told, and what of its words is kept."""

import json
import signal
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from printshop.findings import Finding, Where, error, note, review
from printshop.sandbox import intake
from printshop.sandbox.intake import ExaminedFile, Verdict, examine_in_child
from printshop.sandbox.messages import (
    Base64,
    Codes,
    Condition,
    Examination,
    PageBoxes,
    PagePictures,
)
from printshop.sandbox.process import NOT_DRAWN, OUT_OF_MEMORY, ProcessResult
from tests import in_process
from tests.press import foreign, logos
from tests.unit.orders.test_xlsx_child import book

CONDITION = Condition("test", "A press", "pdf/x-4", "FOGRA39", "25d36df1", 300.0, 3.0, 6.0)
BOX = (0.0, 0.0, 10.0, 10.0)
PNG = Base64("iVBORw0KGgoAAAA=")
EXAMINED = Examination(CONDITION, 3, (PageBoxes(BOX, BOX, BOX),) * 3, ())


NO_CODES = Codes(())


def line(value: Examination | Codes | PagePictures) -> bytes:
    """A line as the examiner says it."""
    return json.dumps(asdict(value)).encode() + b"\n"


def page(number: int) -> PagePictures:
    """A page as the examiner shows it."""
    return PagePictures(
        number, BOX, BOX, PNG, (PNG,) * 4, PNG, (1.0,) * 4, 4.0, 4.0, (0.0, 0.0), ()
    )


def answered(
    ran: ProcessResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pictures: bool = False
) -> ExaminedFile:
    """What becomes of a file whose examiner ended like this."""
    monkeypatch.setattr(intake, "run", lambda *_: ran)
    path = tmp_path / "f.pdf"
    path.write_bytes(b"%PDF-1.6")
    taken = examine_in_child(tmp_path, path, "", pictures)
    assert isinstance(taken, ExaminedFile)
    return taken


@pytest.mark.parametrize(
    ("ran", "why"),
    [
        (ProcessResult(-signal.SIGKILL, b"", "time"), "it took more time than it may"),
        (ProcessResult(-signal.SIGXCPU, b""), "it took more time than it may"),
        (ProcessResult(-signal.SIGKILL, b"{", "output"), "there were more results than are read"),
        (ProcessResult(-signal.SIGSEGV, b""), "reading it crashed its process (SIGSEGV)"),
        (
            ProcessResult(1, b""),
            "it needs more memory than 2 GB, or its process stopped",
        ),
        (ProcessResult(0, b"[" * 9000 + b"\n"), "it needs more memory"),
        (ProcessResult(0, b'{"pages": 1}\n'), "it needs more memory"),
        (ProcessResult(0, line(EXAMINED)[:-1]), "it needs more memory"),
    ],
)
def test_no_answer(
    ran: ProcessResult, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An examiner that did not answer, or answered anything: told, and never taken for fit."""
    taken = answered(ran, tmp_path, monkeypatch)
    assert [f.code for f in taken.findings] == ["not-examined"]
    assert why in taken.findings[0].message
    assert not taken.fit
    assert not taken.read


def test_what_was_found_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings and pages that came before the end are kept; half a line is not."""
    said = line(EXAMINED) + line(NO_CODES) + line(page(1)) + line(page(2))[:50]
    taken = answered(ProcessResult(-signal.SIGXCPU, said), tmp_path, monkeypatch, pictures=True)
    assert [shown.page for shown in taken.pictures] == [1]
    assert [(f.code, f.severity) for f in taken.findings] == [("not-pictured", "review")]
    assert "1 of 3 pages: it took more time" in taken.findings[0].message
    assert taken.verdict is Verdict.PARTLY


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (NOT_DRAWN, "something in it cannot be drawn"),
        (OUT_OF_MEMORY, "it needs more memory than 2 GB"),
        (1, "it needs more memory than 2 GB, or its process stopped"),
    ],
)
def test_why_there_are_no_pictures(
    code: int, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A child that knows why it stopped says so: not every fault is one of memory."""
    told = line(EXAMINED) + line(Codes(()))
    taken = answered(ProcessResult(code, told), tmp_path, monkeypatch, pictures=True)
    assert [f.message.partition("pages: ")[2] for f in taken.findings] == [why]


def test_codes_come_after_the_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found of them is added; where that was not reached, it is told once."""
    lead = Codes((note("code-leads-to", "there", Where("f.pdf")),))
    taken = answered(ProcessResult(0, line(EXAMINED) + line(lead)), tmp_path, monkeypatch)
    assert [f.code for f in taken.findings] == ["code-leads-to"]
    for pictures in (False, True):
        ended = ProcessResult(-signal.SIGXCPU, line(EXAMINED))
        taken = answered(ended, tmp_path, monkeypatch, pictures)
        assert [str(f) for f in taken.findings] == [
            f"{tmp_path}/f.pdf: review[not-scanned]: its QR codes were not looked for: "
            "it took more time than it may\n"
            "  fix  scan the codes on it with a phone, if there are any"
        ]
        assert taken.verdict is Verdict.PARTLY


def test_more_pages_than_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long file that went well is shown in part, which is a note."""
    said = line(EXAMINED) + line(NO_CODES) + line(page(1))
    taken = answered(ProcessResult(0, said), tmp_path, monkeypatch, pictures=True)
    assert [(f.code, f.severity) for f in taken.findings] == [("not-pictured", "note")]


def test_the_child_gets_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its environment holds no variable of ours, whatever we have."""
    seen: list[dict[str, str]] = []

    def listen(command: list[str], environment: dict[str, str], *_: object) -> ProcessResult:
        seen.append(environment)
        return ProcessResult(0, line(EXAMINED))

    monkeypatch.setenv("SECRET_TOKEN", "x")
    monkeypatch.setattr(intake, "run", listen)
    (tmp_path / "f.pdf").write_bytes(b"%PDF-1.6")
    examine_in_child(tmp_path, tmp_path / "f.pdf", "", False)
    assert seen[0].keys() == {
        *("PYTHONPATH", "PYTHONUTF8", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"),
        "PYDANTIC_DISABLE_PLUGINS",
    }


@pytest.mark.parametrize(
    ("child", "data", "around"),
    [
        ("preflight.child", lambda: foreign.raw(foreign.blank(2)), "/test/{path}/f.pdf/pictures"),
        ("orders.xlsx_child", lambda: book(["xx", "thing", 5]), "{path}/o.xlsx"),
        ("partners.logo_child.child", lambda: logos.svg(logos.MARK), "/test/{path}/l.svg/svg/"),
        ("partners.logo_child.child", logos.transparent, "/test/{path}/l.png/pixels/black"),
    ],
    ids=["a PDF", "a workbook", "a drawing", "a picture"],
)
def test_a_child_does_what_tests_do_without_one(
    child: str, data: Callable[[], bytes], around: str, tmp_path: Path, tiny_shop: Path
) -> None:
    """Other tests run the children's work in their own process: its answer is the same."""
    path = tmp_path / "file"
    path.write_bytes(data())
    arguments = [part.format(path=path) for part in around.split("/")]
    if not arguments[0]:
        arguments[0] = str(tiny_shop)
    apart = intake.run_child(child, arguments, 1 << 24)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "run", in_process.run)
        here = intake.run_child(child, arguments, 1 << 24)
    assert apart.exit_code == 0
    assert len(apart.output) > 100
    assert here == apart


WHERE = Where("f.pdf")


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ((), Verdict.FIT),
        (
            (review("thin-line", "thin", WHERE), note("unreadable-content", "ok", WHERE)),
            Verdict.FIT,
        ),
        ((error("rgb", "red", WHERE),), Verdict.NOT_FIT),
        ((error("rgb", "red", WHERE), error("not-examined", "late", WHERE)), Verdict.NOT_FIT),
        ((error("unreadable-content", "broken", WHERE),), Verdict.PARTLY),
        ((review("not-measured", "odd", WHERE),), Verdict.PARTLY),
        ((review("not-pictured", "slow", WHERE),), Verdict.PARTLY),
        ((note("not-pictured", "the first ones", WHERE),), Verdict.FIT),
        ((review("more-findings", "more", WHERE),), Verdict.PARTLY),
    ],
)
def test_the_verdict(findings: tuple[Finding, ...], verdict: Verdict) -> None:
    """Nothing that could not be read or measured leaves a file fit; what is accepted does."""
    file = ExaminedFile(Path("f.pdf"), "f.pdf", 1, EXAMINED, findings)
    assert (file.verdict, file.fit) == (verdict, verdict is Verdict.FIT)
    unread = replace(file, examination=None)
    assert unread.verdict is Verdict.NOT_EXAMINED
