"""Pieces of many languages: which they carry, what they are called, and what concerns them."""

from dataclasses import replace

import pytest

from printshop.findings import Scope, Where, review
from printshop.shop import carried, catalog, sign_off
from printshop.shop.job import JobTicket, Shop
from printshop.shop.sign_off_reviews import draft
from tests.unit.shop.many import shop_of

TAGS = ("ar", "de", "en", "fr", "nl", "ro")


@pytest.fixture(scope="module")
def shop(opened_shop: Shop) -> Shop:
    """A shop in six languages, whose card carries two to four."""
    return shop_of(opened_shop, *TAGS)


def of_card(shop: Shop) -> list[JobTicket]:
    """The tickets of the card."""
    return [t for t in catalog.tickets(shop) if t.layout == "card"]


def test_one_ticket_in_the_source_language(shop: Shop) -> None:
    """In general the languages of the order, then the others; for a sector those of its workers.

    At most four, and each once; where a sector has too few, the first of the order follow.
    """
    assert of_card(shop) == [
        JobTicket("card", "", "en", ("nl", "en", "ar", "de")),
        JobTicket("card", "trains", "en", ("ar", "ro")),
    ]
    alone = shop_of(shop, *TAGS, least=3)
    assert of_card(alone)[1].carried == ("ar", "ro", "nl")


def test_a_language_without_words_is_not_carried(shop: Shop) -> None:
    """Whose file of the piece is missing, or has an error, is left out."""
    copies = {**shop.copies, "nl": {}}
    assert of_card(replace(shop, copies=copies))[0].carried == ("en", "ar", "de", "fr")


def test_what_it_is_called(shop: Shop) -> None:
    """A person reads how many languages it has; files and parts are marked ``mul``."""
    many = catalog.resolve(shop, of_card(shop)[1])
    one = catalog.resolve(shop, JobTicket("sign", "trains", "en"))
    assert (many.ticket.label, one.ticket.label) == (
        "card-trains in 2 languages",
        "sign-trains in en",
    )
    assert (carried.version(many), carried.version(one)) == ("mul", "en")
    assert (carried.names(many), carried.names(one)) == ("AR, RO", "EN")
    assert [language.tag for language in many.languages] == ["en", "ar", "ro"]


@pytest.mark.parametrize(
    ("wanted", "left"),
    [(["ro"], ["card-trains"]), (["nl"], ["card"]), (["en"], ["card", "card-trains"])],
)
def test_a_filter_leaves_what_prints_the_language(
    shop: Shop, wanted: list[str], left: list[str]
) -> None:
    """Also where the language is one of many on the piece."""
    filters = {"language": wanted, "piece": ["card"], "sector": [], "press": []}
    tickets, _, findings = catalog.choose(catalog.tickets(shop), shop, filters)
    assert [t.stem for t in tickets] == left
    assert findings == []


ITEMS = {("card", "cover"), ("common", "imprint")}


@pytest.mark.parametrize(
    ("scope", "path", "concerned"),
    [
        (Scope(language="ro", stem="card"), "card", True),
        (Scope(language="ro", stem="card", item=("card", "cover")), "card", True),
        (Scope(language="ro", stem="card", item=("card", "hint")), "card", False),
        (Scope(language="ro", item=("common", "imprint")), "common", False),
        (Scope(language="ro"), "common", False),
        (Scope(language="ro"), "language", True),
        (Scope(language="ro", stem="trains"), "trains", False),
        (Scope(language="nl", stem="card"), "card", False),
        (Scope(language="en", item=("common", "imprint")), "common", True),
    ],
)
def test_what_concerns_it(shop: Shop, scope: Scope, path: str, concerned: bool) -> None:
    """Of a carried language its words of the piece; of its own also what all pieces share."""
    ticket = of_card(shop)[1]
    where = Where(f"content/{scope.language}/{path}.yaml")
    finding = review("stale", "m", where)
    found = catalog.concerning(ticket, [replace(finding, scope=scope)], ITEMS)
    assert bool(found) is concerned


def test_signed_off_by_language(shop: Shop) -> None:
    """Each language that has words, once for all sectors; read alone."""
    pieces = catalog.to_sign_off(shop)
    assert [name for name in pieces if name.endswith("/card")] == [
        f"{tag}/card" for tag in ("nl", "en", "ar", "de", "fr", "ro")
    ]
    assert "en/card-trains" not in pieces
    assert pieces["ro/card"] == JobTicket("card", "", "en", ("ro",))
    assert pieces["fr/sign-trains"] == JobTicket("sign", "trains", "fr")


def test_a_draft_as_long_as_a_language_is(shop: Shop) -> None:
    """It needs the sign-offs of its own language and of all that it carries."""
    job = catalog.resolve(shop, of_card(shop)[1])
    assert list(sign_off.records(shop, job.ticket)) == ["en", "ar", "ro"]
    (told,) = draft(job)
    assert told.message == "'card' in en, ar, ro is a draft: nobody has signed it off"


def test_where_more_would_fit(shop: Shop) -> None:
    """A larger size of paper is named where the layout has one."""
    card = shop.layouts["card"]
    assert carried.about_as_many(card) == "4 fit on 120 × 50 mm"
    sign = shop.layouts["sign"].model_copy(update={"languages": card.languages})
    assert carried.about_as_many(sign).startswith("4 fit on ")
