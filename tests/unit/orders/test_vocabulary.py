"""Words of orders: what people call things in any language of the shop, and what has two meanings.

Asked of the real shop: its names are data, and a name that its files lose is missed here.
"""

from typing import get_args

import pytest

from printshop.checks.opening import open_shop
from printshop.orders.model import Finish, OrderLine, ProofState
from printshop.orders.vocabulary import COLUMNS, NOT_READ, Vocabulary, plain, vocabulary
from printshop.shop.job import Shop
from tests.conftest import CHECKOUT


@pytest.fixture(scope="module")
def shop() -> Shop:
    """The real shop."""
    opened, findings = open_shop(CHECKOUT)
    assert opened, findings
    return opened


@pytest.fixture(scope="module")
def words(shop: Shop) -> Vocabulary:
    """What its orders understand."""
    return vocabulary(shop)


@pytest.mark.parametrize(
    ("text", "letters"),
    [("Dépliants", "depliants"), ("car-washes", "car washes"), ("V.U.", "v u"), ("#", "#")],
)
def test_plain_letters(text: str, letters: str) -> None:
    """Case, accents and punctuation make no difference."""
    assert plain(text) == letters


@pytest.mark.parametrize(
    ("title", "key"),
    [
        *(("Deliver by", "deliver-by"), ("Leverdatum", "deliver-by"), ("LANGUE(S)", "languages")),
        *(("Bemerkungen", "remarks"), ("Opmerkingen", "remarks"), ("Remarques", "remarks")),
        *(("Oplage (per taal)", "quantity"), ("Stueckzahl", "quantity"), ("Nr.", NOT_READ)),
        *(("Aantal\nin cijfers", "quantity"), ("Klantnr.", "customer-number")),
        *(("Bon de commande", "order-reference"), ("Bestelbon", "order-reference")),
        *(("Kundennummer", "customer-number"), ("N° TVA", "invoice-vat"), ("BTW", "invoice-vat")),
        *(("Facturatieadres", "invoice-street"), ("Épreuve avant le", "proof-by")),
        *(("Meerlevering (%)", "tolerance-over"), ("Stück pro Bündel", "bundle")),
    ],
)
def test_columns(words: Vocabulary, title: str, key: str) -> None:
    """Titles in four languages; an umlaut may be two letters, brackets only explain."""
    assert words.column(title) == {key}


@pytest.mark.parametrize(
    ("title", "key"),
    [
        *(("Levering: postcode", "delivery-postcode"), ("Straat (levering)", "delivery-street")),
        *(("Postcode van de levering", "delivery-postcode"), ("Facture – rue", "invoice-street")),
        *(("Rechnung PLZ", "invoice-postcode"), ("Date de la livraison", "deliver-by")),
    ],
)
def test_columns_in_another_order(words: Vocabulary, title: str, key: str) -> None:
    """The words of a title in another order, and with small words between them."""
    assert words.column(title) == {key}


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("Postcode", {"delivery-postcode", "invoice-postcode"}),
        ("Téléphone", {"contact-phone", "delivery-phone"}),
        ("Toleranz", {"tolerance-over", "tolerance-under"}),
        ("Referentie", {"order-reference", "invoice-reference"}),
        ("Levering factuur", set()),
    ],
)
def test_columns_of_two_meanings(words: Vocabulary, title: str, keys: set[str]) -> None:
    """Of the delivery or of the invoice: that is asked about."""
    assert words.column(title) == keys


@pytest.mark.parametrize(
    ("key", "name", "values"),
    [
        *(("finish", "Glanzend", {"gloss"}), ("finish", "demi-mat", {"silk"})),
        *(("finish", "ungestrichen", {"uncoated"}), ("finish", "rood", set())),
        *(("proof", "gewünscht", {"wanted"}), ("proof", "goedgekeurd", {"given"})),
        *(("proof", "oui", {"wanted", "given"}), ("substrate", "ps 1", {"PS1"})),
        *(("delivery-country", "België", {"BE"}), ("delivery-country", "Pays-Bas", {"NL"})),
        *(("invoice-country", "deutschland", {"DE"}), ("invoice-country", "nl", {"NL"})),
        ("invoice-country", "Europese Unie", set()),
    ],
)
def test_values_to_choose_from(words: Vocabulary, key: str, name: str, values: set[str]) -> None:
    """Those of a key are named in four languages; countries come from Babel."""
    assert words.choices[key].get(plain(name), set()) == values


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        *(("folder", {"leaflet"}), ("DEPLIANT", {"leaflet"}), ("Faltblatt", {"leaflet"})),
        *(("affiche A2", {"poster.a2"}), ("A2-Plakat", {"poster.a2"}), ("Poster A3", {"poster"})),
        *(("flyer A5", {"flyer"}), ("kaartje", {"card"}), ("Karte", {"card"})),
        *(("brochure", {"leaflet", "flyer"}), ("card A2", set()), ("boek", set())),
    ],
)
def test_pieces(words: Vocabulary, name: str, pieces: set[str]) -> None:
    """A Dutch folder is the leaflet; a size may stand before or behind; a brochure is two."""
    assert words.piece(name) == pieces


@pytest.mark.parametrize(
    ("name", "tags"),
    [
        *(("Frans", {"fr"}), ("FRANÇAIS", {"fr"}), ("Franzoesisch", {"fr"}), ("Vlaams", {"nl"})),
        *(("nl-BE", {"nl"}), ("fr_FR", {"fr"}), ("nl-fr", set()), ("nl/fr", set())),
        *(("Arabisch", {"ar"}), ("العربية", {"ar"}), ("Pools", {"pl"}), ("Estisch", set())),
    ],
)
def test_languages(words: Vocabulary, name: str, tags: set[str]) -> None:
    """Names come from Babel; a region is none where it is another language of the shop."""
    assert words.language(name) == tags


def test_kinds_and_sectors(words: Vocabulary) -> None:
    """What is one kind is one; what depends on the region is asked about."""
    assert words.kinds[plain("ÖSHZ")] == {"municipality-german"}
    assert words.kinds[plain("asbl")] == words.kinds[plain("VZW")] == {"ngo"}
    assert len(words.kinds[plain("OCMW")]) == len(words.kinds[plain("CPAS")]) == 2
    assert words.sectors[plain("Bâtiment")] == words.sectors[plain("bouw")] == {"construction"}


def test_words_stand_for_what_there_is(shop: Shop) -> None:
    """No file of words names a piece, sector, kind or condition that is not there."""
    known = {
        "columns": {*COLUMNS, NOT_READ},
        "pieces": {*shop.layouts},
        "sectors": {*shop.sectors, "general"},
        "kinds": {*shop.partner_types},
        "presses": {*shop.presses},
        "finishes": {*get_args(Finish)},
        "proofs": {*get_args(ProofState)},
    }
    for tag, words in shop.order_words.items():
        for what, names in known.items():
            assert getattr(words, what).keys() <= names, (tag, what)


def test_every_column_has_a_name_in_each_working_language(shop: Shop) -> None:
    """Who reads no English can name every column."""
    for tag in ("nl", "fr", "de"):
        assert shop.order_words[tag].columns.keys() >= {*COLUMNS} - {"logo"}, tag


def test_the_empty_vocabulary_knows_the_keys() -> None:
    """Without a shop the keys of an order are read, and names are taken as they are."""
    empty = Vocabulary()
    assert [empty.column(key) for key in COLUMNS] == [{key} for key in COLUMNS]
    assert empty.piece("card") == empty.language("nl") == frozenset()
    assert "remarks" in {f.alias or name for name, f in OrderLine.model_fields.items()}
