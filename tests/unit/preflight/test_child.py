"""The examiner: what it says of any PDF, and which printing condition it takes."""

import io
from pathlib import Path

import pikepdf
import pytest

from printshop.findings import Finding, Where, error, review
from printshop.preflight import child
from printshop.preflight.child import codes_in, condition, examine_file, unfoldable
from printshop.preflight.reading.facts import Reading
from printshop.sandbox.messages import Examination
from printshop.sandbox.process import NOT_DRAWN, OUT_OF_MEMORY
from tests.press import foreign
from tests.unit.preflight import any_codes
from tests.unit.preflight.checks.cases import press


def examined(tmp_path: Path, data: bytes) -> Examination:
    """What is said of these bytes."""
    path = tmp_path / "f.pdf"
    path.write_bytes(data)
    exam, _, _ = examine_file(path, "f.pdf", press(), "12345678")
    return exam


def errors(exam: Examination, code: str) -> list[str]:
    """What the findings with a code say."""
    return [f.message for f in exam.findings if f.code == code]


def test_the_condition_and_the_pages(tmp_path: Path) -> None:
    """The condition with its edition, and each page's boxes in mm."""
    exam = examined(tmp_path, foreign.raw(foreign.blank(2)))
    assert (exam.condition.name, exam.condition.edition, exam.condition.ink) == (
        "test",
        "12345678",
        300,
    )
    assert exam.pages == len(exam.page_boxes) == 2
    assert exam.page_boxes[0].media == pytest.approx((0, 0, 70.56, 70.56), abs=0.01)  # 200 pt


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (foreign.noise, "damaged", "the file is damaged and cannot be repaired"),
        (foreign.locked, "encrypted", "the file opens with a password only"),
        (
            foreign.without_an_end,
            "damaged",
            "the file is damaged; it was repaired for this examination",
        ),
        (
            foreign.form_in_itself,
            "not-examined",
            "the file was not examined to its end: a form in it draws itself, without end",
        ),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, data: object, code: str, message: str) -> None:
    """Each is told by what it is; nothing raises."""
    assert callable(data)
    assert errors(examined(tmp_path, data()), code) == [message]


def test_pages_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first ones are examined, and it is told how many there are."""
    monkeypatch.setattr(child, "MOST_PAGES", 3)
    exam = examined(tmp_path, foreign.raw(foreign.blank(5)))
    assert errors(exam, "too-many-pages") == ["the file has 5 pages; the first 3 were examined"]
    assert (exam.pages, len(exam.page_boxes)) == (5, 3)


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (MemoryError(), "it needs more memory than 2 GB"),
        (ValueError("x"), "its content cannot be followed (ValueError)"),
    ],
)
def test_a_reader_that_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, message: str
) -> None:
    """Where our reader stops, the file was not examined to its end, and is not fit."""

    def stop(*_: object) -> None:
        raise fault

    monkeypatch.setattr(child, "examine", stop)
    exam = examined(tmp_path, foreign.raw(foreign.blank()))
    assert errors(exam, "not-examined") == [f"the file was not examined to its end: {message}"]
    assert exam.page_boxes == ()


def test_findings_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long quotations are cut, repeated findings told once, and no endless list is sent."""
    where = Where("f.pdf")
    many: list[Finding] = [error("rgb", f"{n} " + "x" * 2000, where) for n in range(600)]
    monkeypatch.setattr(child, "examine", lambda *_: (Reading(()), [*many, many[0]]))
    exam = examined(tmp_path, foreign.raw(foreign.blank()))
    assert len(exam.findings) == 501
    assert {len(f.message) for f in exam.findings[:-1]} == {1000}
    assert exam.findings[-1].message == "100 findings more are not listed: 100 of rgb"


def test_a_long_list_hides_no_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error after hundreds of reviews is listed, also where reviews have its code."""
    where = Where("f.pdf")
    found = [review("low-resolution", str(n), where) for n in range(700)]
    found += [error("low-resolution", "error", where), error("rgb", "rgb", where)]
    monkeypatch.setattr(child, "examine", lambda *_: (Reading(()), found))
    exam = examined(tmp_path, foreign.raw(foreign.blank()))
    assert {"error", "rgb", "0"} <= {f.message for f in exam.findings}
    assert exam.findings[-1].message == "202 findings more are not listed: 202 of low-resolution"


def test_large_streams_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Content and forms count; the pixels of a picture do not."""
    monkeypatch.setattr(child, "LARGEST_STREAM", 1000)
    pdf = foreign.blank(1, b" " * 2000)
    with pikepdf.open(io.BytesIO(foreign.raw(pdf))) as opened:
        (finding,) = unfoldable(opened, Where("f.pdf"))
    assert "unpacks to more than 0 MB" in finding.message
    runs = foreign.blank()
    spaces = pikepdf.Stream(runs, b"")
    spaces.write(b"\x81 " * 16 + b"\x80", filter=pikepdf.Name.RunLengthDecode)
    runs.pages[0].Contents = spaces
    with pikepdf.open(io.BytesIO(foreign.raw(runs))) as opened:
        assert len(list(unfoldable(opened, Where("f.pdf")))) == 1
    picture = foreign.blank()
    picture.Root.Picture = pikepdf.Stream(picture, b" " * 2000, Subtype=pikepdf.Name.Image)
    with pikepdf.open(io.BytesIO(foreign.raw(picture))) as opened:
        assert list(unfoldable(opened, Where("f.pdf"))) == []


def test_conditions(tiny_shop: Path) -> None:
    """By name, the default without one; a name that is not there is told with a near one."""
    assert getattr(condition(tiny_shop, "test")[0], "name", "") == "test"
    assert getattr(condition(tiny_shop, "")[0], "name", "") == "test"
    press, (finding,) = condition(tiny_shop, "tset")
    assert press is None
    assert (finding.message, finding.fix) == ("there is no press 'tset'", "did you mean 'test'?")


def test_no_default_condition(tiny_shop: Path) -> None:
    """Without one, and without a name, nothing can be measured."""
    path = tiny_shop / "presses/test.yaml"
    path.write_text(path.read_text("utf-8").replace("made: default", "made: asked"), "utf-8")
    press, (finding,) = condition(tiny_shop, "")
    assert press is None
    assert finding.message == "no press is the default"


def test_a_broken_condition(tiny_shop: Path) -> None:
    """What is wrong with its file is told."""
    (tiny_shop / "presses/test.yaml").write_text("title: 1\nmade: default\n", "utf-8")
    press, findings = condition(tiny_shop, "test")
    assert press is None
    assert {f.where.path for f in findings} == {"presses/test.yaml"}


@pytest.mark.parametrize(
    ("fault", "code"), [(ValueError(), NOT_DRAWN), (MemoryError(), OUT_OF_MEMORY)]
)
def test_pictures_that_cannot_be_made(
    tmp_path: Path, tiny_shop: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, code: int
) -> None:
    """The findings are sent before; the exit code says what happened to the pictures."""
    sent: list[object] = []

    def stop(*_: object) -> None:
        raise fault

    monkeypatch.setattr(child, "_pictures", stop)
    monkeypatch.setattr(child, "confine", lambda *_: None)
    monkeypatch.setattr(child, "use_reserve", lambda: None)
    monkeypatch.setattr(child, "result_writer", lambda: sent.append)
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    path = tmp_path / "f.pdf"
    path.write_bytes(foreign.raw(foreign.blank()))
    assert child.main([str(tiny_shop), "", str(path), "f.pdf", "pictures"]) == code
    assert len(sent) == 2  # the findings, and the codes


def test_codes_are_looked_for(tmp_path: Path) -> None:
    """On the pages of the file that was examined; what cannot be drawn leaves a review."""
    path = tmp_path / "f.pdf"
    path.write_bytes(any_codes.page_of(any_codes.code()))
    _, source, reading = examine_file(path, "f.pdf", press(), "")
    (found,) = codes_in(source, reading, press(), None, "f.pdf")
    assert found.code == "code-leads-to"
    assert any_codes.ADDRESS in found.message
    path.write_bytes(b"noise")
    (found,) = codes_in(path, reading, press(), None, "f.pdf")
    assert (found.code, found.severity) == ("not-scanned", "review")
    assert "its pages cannot be drawn" in found.message


def test_codes_that_need_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that cannot be drawn in so much memory is told as such."""

    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(child, "codes_of", full)
    (found,) = codes_in(tmp_path, Reading(()), press(), None, "f.pdf")
    assert found.message == "its QR codes were not looked for: it needs more memory than 2 GB"
