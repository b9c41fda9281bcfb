"""Every text of every language, out and back, in each format: nothing is lost, nothing changes."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from printshop.exchange import judge, write_back, xliff
from printshop.exchange.model import Answer
from printshop.shop.job import Shop
from printshop.shop.segments import segments
from tests.unit.exchange.units import FORMATS, batch_of, shop_in

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = ROOT.parent / "shared/assets/xliff/xliff-core-1.2-strict.xsd"
OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def shop() -> Shop:
    """The real shop."""
    return shop_in(ROOT)


def translations(shop: Shop) -> list[str]:
    """The languages that are translated."""
    return [tag for tag in shop.languages if tag != shop.campaign.source_language]


def taken(shop: Shop, tag: str, answers: tuple[Answer, ...]) -> judge.Judged:
    """What is taken of answers, whatever fits."""
    return judge.judged(segments(shop, tag), answers, "f", lambda _: {})


@pytest.mark.parametrize("form", FORMATS)
def test_unchanged_is_unchanged(shop: Shop, form: str) -> None:
    """What comes back as it went out changes nothing; tokens, breaks, soft hyphens survive."""
    for tag in translations(shop):
        batch = batch_of(shop, tag)
        returned = FORMATS[form].read(FORMATS[form].write(batch))
        assert returned.language == tag
        for unit, answer in zip(batch.units, returned.answers, strict=True):
            assert answer.identifier == unit.identifier
            assert answer.source.strip("\n") == unit.source.strip("\n")
            assert answer.sent.strip("\n") == unit.sent.strip("\n")
            assert answer.problem == ""
        result = taken(shop, tag, returned.answers)
        assert (result.texts, result.confirmed, result.findings) == ({}, (), ())
        assert len(result.unanswered) == len(batch.units)


def test_all_texts_written_back(shop: Shop) -> None:
    """Every text written back into its file as it is gives the same bytes."""
    for tag in translations(shop):
        texts = {s.identifier: s.translation or "" for s in segments(shop, tag)}
        for before, after in write_back.changed_files(shop, tag, texts).values():
            assert after == before


def test_another_parser_reads_the_xliff(shop: Shop) -> None:
    """A parser of a few lines finds each segment, its words and its protected tokens."""
    name = f"{{{xliff.NAMESPACE}}}"
    for tag in translations(shop):
        batch = batch_of(shop, tag)
        root = ET.fromstring(xliff.write(batch))
        assert root.get("version") == "1.2"
        found = {}
        for file in root.iter(f"{name}file"):
            assert file.get("target-language") == tag
            for unit in file.iter(f"{name}trans-unit"):
                source = unit.find(f"{name}source")
                assert source is not None
                for placeholder in source.iter(f"{name}ph"):
                    assert (placeholder.text or "").startswith("{")
                parts = [source.text or ""]
                for child in source:
                    parts += ["\n" if child.tag == f"{name}x" else child.text or ""]
                    parts += [child.tail or ""]
                found[unit.get("resname")] = "".join(parts)
        assert found == {unit.identifier: unit.source for unit in batch.units}


def test_it_keeps_to_the_schema(shop: Shop) -> None:
    """The strict schema of OASIS, for all languages, with all that a unit may have."""
    if not SCHEMA.exists():
        pytest.skip(f"the schema of OASIS is not at {SCHEMA}: the XLIFF was not validated")
    etree = pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    for tag in translations(shop):
        batch = batch_of(shop, tag)
        full = tuple(
            replace(u, note="A note.", characters=40, lines=2, picture_name="p/1.png")
            for u in batch.units
        )
        for made in (batch, replace(batch, units=full)):
            schema.assertValid(etree.fromstring(xliff.write(made)))


@pytest.mark.parametrize(
    ("tag", "through"), [("ar", ("docx",)), ("ro", ("odt", "docx"))], ids=["ar-docx", "ro-odt"]
)
def test_through_a_word_processor(
    shop: Shop, tag: str, through: tuple[str, ...], tmp_path: Path
) -> None:
    """A table that LibreOffice Writer has opened and saved comes back right."""
    if not OFFICE:
        pytest.skip("LibreOffice is not installed: no word processor saved the table")
    batch = batch_of(shop, tag)
    path = tmp_path / "texts.docx"
    path.write_bytes(FORMATS["docx"].write(batch))
    for number, ending in enumerate(through):
        folder = tmp_path / str(number)
        command = [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
        command += ["--headless", "--convert-to", ending, "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True)
        path = folder / f"texts.{ending}"
    returned = FORMATS["docx"].read(path.read_bytes())
    assert returned.language == tag
    for unit, answer in zip(batch.units, returned.answers, strict=True):
        assert (answer.identifier, answer.problem) == (unit.identifier, "")
        assert answer.source.strip("\n") == unit.source.strip("\n")
        assert answer.sent.strip("\n") == unit.sent.strip("\n")
