"""Texts of the real shop go out and come back: the three formats, all languages, the same bytes."""

import os
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from printshop.exchange import child, docx, po, write_back, xliff
from printshop.exchange.judge import judged
from printshop.exchange.model import ENDINGS, Batch
from printshop.exchange.outgoing import Placed, batch
from printshop.sandbox.process import run
from printshop.shop.job import Shop
from printshop.shop.segments import segments
from tests.press.pieces import real_shop

ROOT = Path(__file__).resolve().parents[3]
# The schema is OASIS's, and does not lie here: it is looked for in the folder of XLIFF_SCHEMA.
SCHEMA = Path(os.environ.get("XLIFF_SCHEMA", ROOT.parent / "shared/assets/xliff"))
WRITERS: dict[str, Callable[[Batch], bytes]] = {
    "xliff": xliff.write,
    "po": po.write,
    "docx": docx.write,
}
LANGUAGES = [tag for tag in real_shop().languages if tag != real_shop().campaign.source_language]
PLACE = Placed("Flyer", "front", "the worker", 80, 2)


def out(shop: Shop, tag: str) -> Batch:
    """All texts of a language, without pictures."""
    chosen = segments(shop, tag)
    places = {segment.identifier: [PLACE] for segment in chosen}
    return batch(shop, tag, chosen, places, lambda _: ("", b""))


def came_back(shop: Shop, tag: str, data: bytes, ending: str) -> None:
    """A file that nobody changed changes nothing; its answers are all there."""
    returned = child.read(data, ending)
    assert returned.language == tag
    wanted = segments(shop, tag)
    assert [a.identifier for a in returned.answers] == [s.identifier for s in wanted]
    assert [a.problem for a in returned.answers if a.problem] == []
    result = judged(wanted, returned.answers, "file", lambda _: {})
    assert result.findings == ()
    assert result.texts == {}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_comes_back_as_it_went_changes_nothing(tag: str, form: str) -> None:
    """Each text, in each language and format."""
    shop = real_shop()
    came_back(shop, tag, WRITERS[form](out(shop, tag)), ENDINGS[form])


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_texts_that_come_back_are_written_as_they_stood(tag: str, form: str) -> None:
    """All texts are written into files that say something else, and the bytes are as before."""
    shop = real_shop()
    answers = child.read(WRITERS[form](out(shop, tag)), ENDINGS[form]).answers
    texts = {a.identifier: a.target for a in answers if a.target}
    here = {s.identifier: s.translation or "" for s in segments(shop, tag)}
    ended = {n: t.strip("\n") + here[n][len(here[n].rstrip("\n")) :] for n, t in texts.items()}
    for before, after in write_back.changed_files(shop, tag, ended).values():
        assert before == after


@pytest.mark.parametrize("tag", LANGUAGES)
def test_another_parser_reads_the_xliff(tag: str) -> None:
    """Without our code: each source, each target, tokens as placeholders."""
    shop = real_shop()
    root = ET.fromstring(xliff.write(out(shop, tag)))
    space = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
    units = root.findall(".//x:trans-unit", space)
    for unit, segment in zip(units, segments(shop, tag), strict=True):
        assert unit.get("resname") == segment.identifier
        for name, text in (("source", segment.source), ("target", segment.translation or "")):
            element = unit.find(f"x:{name}", space)
            assert element is not None
            for line_break in element.findall("x:x", space):
                line_break.text = "\n"
            assert "".join(element.itertext()).strip() == text.strip()
            tokens = [ph.text for ph in element.findall("x:ph", space)]
            assert len(tokens) == text.count("{")


@pytest.mark.skipif(not SCHEMA.is_dir(), reason="the schema of XLIFF is not on this machine")
@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_xliff_is_valid(tag: str) -> None:
    """By the strict schema of OASIS; with a picture, too."""
    from lxml import etree

    class Local(etree.Resolver):  # type: ignore[misc]  # it has no types
        def resolve(self, system_url: str, public_id: str, context: object) -> object:
            if not system_url.endswith("/xml.xsd"):
                return None
            return self.resolve_filename(str(SCHEMA / "xml.xsd"), context)

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    schema = etree.XMLSchema(etree.parse(SCHEMA / "xliff-core-1.2-strict.xsd", parser))
    shop = real_shop()
    places = {segment.identifier: [PLACE] for segment in segments(shop, tag)}
    made = batch(shop, tag, segments(shop, tag), places, lambda _: ("pictures/1.png", b"png"))
    schema.assertValid(etree.fromstring(xliff.write(made)))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("way", [["docx"], ["odt", "docx"]], ids=["docx", "odt"])
@pytest.mark.parametrize("tag", [LANGUAGES[0], LANGUAGES[-1]])
def test_a_word_processor_saves_it(tag: str, way: list[str], tmp_path: Path) -> None:
    """It is opened and saved once more: nothing is lost, and nothing is added."""
    shop = real_shop()
    path = tmp_path / "texts.docx"
    path.write_bytes(docx.write(out(shop, tag)))
    for step, ending in enumerate(way):
        folder = tmp_path / str(step)
        command = [shutil.which("soffice") or "", f"-env:UserInstallation=file://{tmp_path}/office"]
        command += ["--headless", "--convert-to", ending, "--outdir", str(folder), str(path)]
        run(command, {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}, 300, 1 << 20)
        path = folder / f"texts.{ending}"
    came_back(shop, tag, path.read_bytes(), ".docx")
