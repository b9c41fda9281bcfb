"""The reviewer's proof: what stands in it, in which order, and what is marked."""

import io
from datetime import date
from functools import lru_cache

import pypdfium2
import pytest

from printshop.proofing.review_proof import Signing, review_proof
from printshop.shop import catalog
from printshop.shop.review_words import ReviewWords, review_words
from printshop.typesetting import compose, typeset
from tests.press.pieces import ROOT, real_shop

DAY = date(2030, 1, 2)


@lru_cache
def words() -> ReviewWords:
    """The words of the proof."""
    found, findings = review_words(ROOT)
    assert found, findings
    return found


def proof(name: str, reader: str = "nl", signing: Signing | None = None) -> bytes:
    """The proof of a piece of the real shop."""
    shop = real_shop()
    composition, _ = compose.compose(catalog.resolve(shop, catalog.to_sign_off(shop)[name]))
    assert composition
    rendering, _ = typeset.typeset(composition)
    assert rendering
    how = signing or Signing()
    pdf, findings = review_proof(rendering, name, words(), shop.languages[reader], how, DAY)
    assert not findings
    return pdf


def pages(pdf: bytes) -> list[str]:
    """The words of each page, with single spaces."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        texts = (page.get_textpage().get_text_bounded() for page in document)
        return [" ".join(text.split()) for text in texts]


def test_all_languages_of_the_proof_have_the_same_words() -> None:
    """Whoever reads it in French misses nothing; values stand in the same texts."""
    first, *others = words().languages.values()
    for other in others:
        assert other.keys() == first.keys()
        assert [text.count("{") for text in other.values()] == [
            text.count("{") for text in first.values()
        ]


def test_every_text_stands_beside_its_source() -> None:
    """With its number, facts filled in, in the order of the panels."""
    said = " ".join(pages(proof("fr/card")))
    shop = real_shop()
    for tag in ("nl", "fr"):
        for stem, role in (("common", "no-papers"), ("card", "cover"), ("common", "qr-alt")):
            text = shop.copies[tag][stem].items[role]
            assert isinstance(text, str)
            start = " ".join(text.split("{")[0].split("\n")[0][:20].split())
            assert start in said
    assert "www.stopmensenhandel.be" in said
    assert "door niemand bevestigd" in said


def test_it_is_a_draft_until_it_is_signed() -> None:
    """Its first page and the head of each further page say so."""
    draft = words().languages["nl"]["is-draft"]
    drafts = pages(proof("nl/card"))
    assert all(draft in page for page in drafts)
    signed = pages(proof("nl/card", signing=Signing(state="signed")))
    assert not any(draft in page for page in signed)


def test_pages_are_counted() -> None:
    """Each page says which it is, of how many."""
    found = pages(proof("nl/card"))
    for number, page in enumerate(found, 1):
        assert f"pagina {number} van {len(found)}" in page


def test_headings_are_in_the_language_of_the_reader() -> None:
    """The texts stay in theirs."""
    said = " ".join(pages(proof("nl/card", reader="de")))
    assert "Korrekturabzug" in said
    assert "Niederländisch" in said
    assert "Nuttige nummers" in said


def test_what_has_changed_since_the_signature_says_so() -> None:
    """With the words as they were signed; what is as it was is not marked."""
    shop = real_shop()
    cover = str(shop.copies["nl"]["card"].items["cover"])
    notes = str(shop.copies["nl"]["card"].items["notes"])
    signed = {"card/cover": "Oude woorden", "card/notes": notes}
    said = " ".join(pages(proof("nl/card", signing=Signing("stale", ("vertaler",), signed))))
    assert cover in said
    assert "Was: Oude woorden" in said
    assert f"Was: {notes}" not in said
    assert words().languages["nl"]["new"] in said
    assert "vertaler" in said


@pytest.mark.parametrize("name", ["ar/card", "bg/languages-poster"])
def test_a_piece_is_read_in_one_language(name: str) -> None:
    """Also where it is read from right to left, or is one of many."""
    said = pages(proof(name))
    assert said
    tag = name.partition("/")[0]
    assert real_shop().languages[tag].autonym[:4] in said[0] or tag == "ar"


def test_the_same_words_give_the_same_bytes() -> None:
    """On the same day."""
    assert proof("nl/card") == proof("nl/card")
