"""Files with one defect each, examined as if somebody else had made them: each has its code."""

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from printshop.findings import Finding, Severity
from printshop.preflight.examine import examine
from printshop.proofing.rasterise import rasterise
from printshop.shop.press import Press
from tests.press.pieces import PIECES, PRESS, in_one_stream, pictures, piece, real_shop
from tests.press.wrong import document, fonts, painted, resources
from tests.press.wrong.injuries import Injury, paint, text
from tests.unit.preflight.checks.cases import OF_THE_HOUSE

SPECIMENS = document.SPECIMENS | painted.SPECIMENS | fonts.SPECIMENS | resources.SPECIMENS
DPI = 200  # small codes are to be read


@lru_cache
def good() -> bytes:
    """The Dutch card as a press file that says nothing of tags: none has to."""
    with pikepdf.open(io.BytesIO(piece("card", "nl").pdf)) as pdf:
        said = pdf.Root.Metadata.read_bytes()
        claim = b"<pdfuaid:part>1</pdfuaid:part>\n"
        assert claim in said
        pdf.Root.Metadata.write(said.replace(claim, b""))
        for key in ("/StructTreeRoot", "/MarkInfo"):
            del pdf.Root[key]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def press() -> Press:
    """The condition that it is made for."""
    return real_shop().presses[PRESS]


def spoiled(injury: Injury, **save: object) -> bytes:
    """The good file with an injury."""
    with pikepdf.open(io.BytesIO(good())) as pdf:
        in_one_stream(pdf)
        injury(pdf)
        out = io.BytesIO()
        pdf.save(out, **{"deterministic_id": True, **save})  # type: ignore[arg-type]
    return out.getvalue()


def told(pdf: bytes, against: Press | None = None) -> list[Finding]:
    """What is said of a file that we know nothing of."""
    seen = () if b"/Encrypt" in pdf else rasterise(pdf, DPI)
    return examine(io.BytesIO(pdf), against or press(), seen, "foreign.pdf")[1]


# What a defect has besides: registration colour is all four inks at once.
ALSO = {"registration colour": {"too-much-ink"}}


@lru_cache
def of_the_good() -> frozenset[str]:
    """Codes that the good file has itself: reviews, none of them an error."""
    found = told(good())
    assert not [f for f in found if f.severity is Severity.ERROR]
    return frozenset(f.code for f in found)


def test_a_press_file_need_not_be_tagged_but_must_be_right_where_it_says_so() -> None:
    """Without a claim nothing is said of tags; with one, what has none is for a person to see."""
    more = text(9, "0 0 0 1 k")
    with pikepdf.open(io.BytesIO(piece("card", "nl").pdf)) as pdf:
        in_one_stream(pdf)
        more(pdf)
        out = io.BytesIO()
        pdf.save(out)
    found = [f for f in told(out.getvalue()) if f.code == "not-tagged"]
    assert [f.severity for f in found] == [Severity.REVIEW]
    assert "not-tagged" not in {f.code for f in told(spoiled(more))}


def test_a_draft_does_not_pass_for_final() -> None:
    """The line in its slug is read: one review, and none when the line is gone."""
    found = [f for f in told(good()) if f.code == "says-draft"]
    assert [(f.severity, f.spot.page if f.spot else 0) for f in found] == [(Severity.REVIEW, 1)]

    def signed(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            content: Any = page.Contents
            line = content.read_bytes().rindex(b"/Artifact BMC")
            page.Contents = pdf.make_stream(content.read_bytes()[:line])

    assert "says-draft" not in {f.code for f in told(spoiled(signed))}


def test_metadata_is_known_by_its_namespaces() -> None:
    """A property counts under whatever prefix its namespace has, such as the older ``xap``."""

    def older(pdf: pikepdf.Pdf) -> None:
        xmp = pdf.Root.Metadata.read_bytes()
        for new, old in ((b"xmpMM:", b"xapMM:"), (b"xmp:", b"xap:"), (b"dc:", b"d:")):
            xmp = xmp.replace(new, old).replace(b":" + new[:-1] + b"=", b":" + old[:-1] + b"=")
        assert b"<xap:CreateDate>" in xmp
        pdf.Root.Metadata.write(xmp)

    assert {f.code for f in told(spoiled(older))} == of_the_good()


def test_there_are_enough() -> None:
    """At least forty, and every code but those of our own jobs and of whole files has one."""
    assert len(SPECIMENS) >= 40


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_wrong_file_is_named(name: str) -> None:
    """One defect, one code, and no other that the good file had not."""
    code, injury = SPECIMENS[name]
    assert code not in of_the_good()
    found = told(spoiled(injury))
    assert {f.code for f in found} - of_the_good() - ALSO.get(name, set()) == {code}
    assert [f for f in found if f.measure and f.measure == f.limit] == []
    assert [f for f in found if OF_THE_HOUSE.search(f.message) or OF_THE_HOUSE.search(f.fix)] == []


def test_the_decimal_that_decides_is_shown() -> None:
    """300.4 % of ink is over 300 %, and does not look the same."""
    found = told(spoiled(paint("0.751 0.751 0.751 0.751 k 30 25 5 5 re f")))
    assert [(f.message, f.measure) for f in found if f.code == "too-much-ink"] == [
        ("fill has 300.4 % of ink; the limit is 300 %", "300.4 %")
    ]


@pytest.mark.parametrize("name", document.RIGHT)
def test_what_the_standard_allows_is_fit(name: str) -> None:
    """Our own files have it otherwise; nothing new is said of a file that somebody else made."""
    pdf = io.BytesIO(spoiled(document.RIGHT[name]))
    found = examine(pdf, press(), (), "foreign.pdf")[1]
    assert {f.code for f in found} - of_the_good() == set()


@pytest.mark.parametrize("version", ["1.4", "1.5"])
def test_an_older_version_is_fit(version: str) -> None:
    """PDF/X-4 is PDF 1.6 or older."""
    pdf = spoiled(lambda pdf: None, force_version=version)
    assert {f.code for f in told(pdf)} - of_the_good() == set()


@pytest.mark.parametrize("version", ["1.7", "2.0"])
def test_another_version_is_named(version: str) -> None:
    """PDF 1.7 and PDF 2.0 are no PDF/X-4."""
    pdf = spoiled(lambda pdf: None, force_version=version)
    assert {f.code for f in told(pdf)} - of_the_good() == {"not-pdfx"}


def test_a_file_without_identifier_is_named() -> None:
    """The trailer's ID is asked for; the library always writes one, so it is blotted out."""
    pdf = good()
    start = pdf.rindex(b"/ID")
    blotted = pdf[:start] + b"/IX" + pdf[start + 3 :]
    assert {f.code for f in told(blotted)} - of_the_good() == {"not-pdfx"}


@pytest.mark.parametrize("user", ["", "secret"])
def test_an_encrypted_file_is_named(user: str) -> None:
    """With an empty password it can be read, with another nothing more is said."""
    lock = pikepdf.Encryption(owner="owner", user=user, R=4)  # of PDF 1.6
    pdf = spoiled(lambda pdf: None, encryption=lock, deterministic_id=False)
    assert {f.code for f in told(pdf)} - of_the_good() == {"encrypted"}


def test_a_long_file_is_named() -> None:
    """A hundred pages are looked at, and it says so."""

    def many(pdf: pikepdf.Pdf) -> None:
        for _ in range(60):
            pdf.pages.append(pdf.pages[0])
            pdf.pages.append(pdf.pages[1])

    reading, found = examine(io.BytesIO(spoiled(many)), press(), (), "foreign.pdf")
    assert {f.code for f in found} - of_the_good() == {"unreadable-content"}
    assert (len(reading.pages), reading.page_count) == (100, 122)


@pytest.mark.parametrize(("name", "language"), PIECES)
def test_good_files_pass_as_foreign_ones(name: str, language: str) -> None:
    """Nothing is held against our own files when nobody says that they are ours."""
    found = examine(
        io.BytesIO(piece(name, language).pdf), press(), pictures(name, language), "foreign.pdf"
    )[1]
    assert [f for f in found if f.severity is Severity.ERROR] == []


def test_a_stricter_condition_finds_more() -> None:
    """Type of 8.5 pt in three inks passes on coated paper, and not where 9 pt are asked for."""
    pdf = spoiled(text(8.5, "0 0 0 0 k", "0.9 0.6 0.4 0 k 25 20 40 15 re f"))
    limits = press().limits
    knocked = limits.knocked_out.model_copy(update={"size": 9.0, "inks": 3})
    uncoated = press().model_copy(
        update={"limits": limits.model_copy(update={"knocked_out": knocked})}
    )
    assert {f.code for f in told(pdf)} - of_the_good() == set()
    found = [f for f in told(pdf, uncoated) if f.code == "knocked-out-type"]
    assert [f.measure for f in found if "3 inks" in f.measure] == ["8.5 pt in 3 inks"]


def test_a_finding_knows_its_place() -> None:
    """The box is in mm from the trim's upper left: 30 mm from the left, 55 - 30 from above."""
    (found,) = [f for f in told(spoiled(SPECIMENS["RGB fill"][1])) if f.code == "rgb"]
    assert found.spot is not None
    assert found.spot.box == pytest.approx((30, 25, 35, 30), abs=0.05)


def test_a_zero_byte_file_is_no_pdf(tmp_path: Path) -> None:
    """What is no PDF is said so by the library's own error, which callers catch."""
    path = tmp_path / "nothing.pdf"
    path.write_bytes(b"")
    with pytest.raises(pikepdf.PdfError):
        examine(path, press(), (), "nothing.pdf")
