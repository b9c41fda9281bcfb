"""Names of a line become the shop's names, with a note; two meanings and unknown ones are told."""

from pathlib import Path

import pytest

from printshop.findings import Finding
from printshop.orders.model import OrderLine
from printshop.orders.read import read_order
from printshop.orders.vocabulary import Vocabulary, meanings

WORDS = Vocabulary(
    kinds=meanings({"club": ["vereniging"], "town": ["stad"], "twin-town": ["stad"]}),
    pieces=meanings({"card": ["kaart"], "sign": ["bord"], "sign.a7": [], "book": ["bord boek"]}),
    sectors=meanings({"trains": ["spoor"]}),
    languages=meanings({"en": ["Engels"], "ar": ["Arabisch"], "et": ["Ests"]}),
    presses=meanings({"test": ["proef"]}),
    choices={"finish": meanings({"gloss": ["glans"], "silk": ["mat"], "uncoated": ["mat"]})},
    sizes={"sign": {"a6": "sign", "a7": "sign.a7"}},
    others={"pools": "Polish"},
    both=frozenset({"et"}),
)


def read(tmp_path: Path, text: str) -> tuple[OrderLine, list[Finding]]:
    """The one line of an order, written in one line of YAML."""
    given = {"languages": "en", "pieces": "card", "quantity": "5"}
    keys = {part.partition(":")[0].strip() for part in text.split("; ")}
    rest = [f"{key}: {value}" for key, value in given.items() if key not in keys]
    path = tmp_path / "o.yaml"
    path.write_text("lines:\n- {" + ", ".join([*text.split("; "), *rest]) + "}\n", "utf-8")
    (line,), findings = read_order(tmp_path, path, WORDS)
    return line, findings


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("partner: P; type: Vereniging", "type", "club"),
        ("pieces: [Kaart, Bord A7]", "pieces", ("card", "sign.a7")),
        ("languages: en/ar", "languages", ("en", "ar")),
        ("languages: en-ar", "languages", ("en", "ar")),
        ("languages: Engels et Arabisch", "languages", ("en", "ar")),
        ("languages: en ar", "languages", ("en", "ar")),
        ("sectors: SPOOR", "sectors", ("trains",)),
        ("press: Proef", "press", "test"),
        ("quantity: {Engels: 5}", "quantity", {"en": 5}),
        ("finish: Glans", "finish", "gloss"),
    ],
)
def test_understood(tmp_path: Path, text: str, key: str, value: object) -> None:
    """A name of one meaning is taken for it, and a note says so."""
    line, findings = read(tmp_path, text)
    assert getattr(line, key.replace("-", "_")) == value
    assert {(f.code, f.severity) for f in findings} == {("name-understood", "note")}
    assert not line.faulty


def test_its_own_name_needs_no_note(tmp_path: Path) -> None:
    """Capitals and spaces make no other name."""
    line, findings = read(tmp_path, "languages: EN; pieces: Card")
    assert (line.languages, line.pieces, findings) == (("en",), ("card",), [])


@pytest.mark.parametrize(
    ("text", "key", "code"),
    [
        ("partner: P; type: stad", "type", "two-readings"),
        ("finish: Mat", "finish", "two-readings"),
        ("finish: rood", "finish", "wrong-value"),
        ("languages: en et ar", "languages", "two-readings"),
        ("languages: Pools", "languages", "unknown-name"),
        ("languages: zz", "languages", "unknown-name"),
        ("pieces: kaart spoor", "pieces", "two-readings"),
        ("quantity: {Engels: 5, en: 6}", "quantity", "two-readings"),
    ],
)
def test_asked_about(tmp_path: Path, text: str, key: str, code: str) -> None:
    """Two meanings, a word that is a tag and 'and', a language without texts, a piece's sector."""
    line, findings = read(tmp_path, text)
    assert code in {f.code for f in findings}
    assert line.faulty == {key}


def test_an_unknown_piece_is_left_to_the_shop(tmp_path: Path) -> None:
    """What is not known stays as it was written."""
    line, findings = read(tmp_path, "pieces: boekje")
    assert (line.pieces, findings) == (("boekje",), [])


def test_a_key_in_another_language(tmp_path: Path) -> None:
    """The keys of a text file are English; the right one is proposed."""
    words = Vocabulary(columns=meanings({"remarks": ["opmerkingen"]}))
    path = tmp_path / "o.yaml"
    path.write_text("lines:\n- {languages: en, pieces: card, quantity: 5, opmerkingen: x}\n")
    _, findings = read_order(tmp_path, path, words)
    assert [(f.code, f.fix) for f in findings] == [("unknown-key", "write remarks:")]
