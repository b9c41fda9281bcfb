"""Facts: listed, spelled out, or past their date."""

from datetime import date
from pathlib import Path

import pytest

from printshop.checks.facts import expired
from printshop.checks.opening import open_shop
from printshop.shop.job import Shop
from tests.unit.conftest import Spoil

_OFFICE = ("facts.office.phone.kind", "phone")


@pytest.mark.parametrize(
    ("fact", "text", "found"),
    [
        ("+32 78 055 800", "Call +32 78 055 800 now", True),
        ("+32 78 055 800", "Call 078 05 58 00 now", True),
        ("+32 78 055 800", "Call 078/055.800", True),
        ("+32 78 055 800", "Call 078\u202f055\u00a0800", True),
        pytest.param("+32 78 055 800", "Call (+32)78 055 800", True),
        pytest.param("+32 78 055 800", "Call 0032 78 055 800", True),
        ("+32 78 055 800", "In 1978 there were 055 of 800", False),
        ("+32 78 055 800", "Call {hotline} now", False),
        ("101", "Call 101 now", True),
        ("101", "Room 1012", False),
        ("101", "101.", True),
        ("101", "101, 2030", True),
        ("101", "At 7. 101 is for danger", True),
        ("101", "At 7.101 nobody answers", False),
        ("101", "\u0661\u0660\u0661", True),  # Arabic
        ("101", "\u06f1\u06f0\u06f1", True),  # Persian
        ("+32 78 055 800", "\u0966\u096d\u096e \u0966\u096b\u096b \u096e\u0966\u0966", True),
        ("101", "\u09e7\u09e6\u09e8", False),  # 102 in Bengali
    ],
)
def test_spelled_phone(spoil: Spoil, fact: str, text: str, found: bool) -> None:
    """A number is recognised in any grouping, with or without its country, not within another."""
    spoil("content/campaign.yaml", "+32 470 12 34 56", fact)
    codes = {f.code for f in spoil("content/en/sign.yaml", "Pick it up.", f'"{text}"')}
    assert ("fact-spelled-out" in codes) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See www.example.org", True),
        ("See EXAMPLE.ORG/umbrellas", True),
        ("See https://example.org", True),
        ("12.500 umbrellas", True),
        ("12\u00a0500 umbrellas", True),
        ("12500 umbrellas", True),
        ("See example.net", False),
        ("125 umbrellas", False),
    ],
)
def test_spelled_web_and_number(spoil: Spoil, text: str, found: bool) -> None:
    """An address in any case, a number with any separator."""
    codes = {f.code for f in spoil("content/en/sign.yaml", "Pick it up.", text)}
    assert codes == ({"fact-spelled-out", "stale"} if found else {"stale"})


@pytest.mark.parametrize("wrong", ["", "yes", "lOl", "1e4"])
def test_a_wrong_fact_is_not_looked_for(spoil: Spoil, wrong: str) -> None:
    """It is told where it stands; no text is said to spell it out."""
    spoil("content/en/sign.yaml", "Pick it up.", "'Open from 14 to 18, on 1 and 4.'")
    codes = {f.code for f in spoil("content/campaign.yaml", "+32 470 12 34 56", wrong)}
    assert "wrong-fact" in codes
    assert "fact-spelled-out" not in codes


@pytest.mark.parametrize(
    ("old", "new", "place", "fix"),
    [
        (
            "hotline: hotline",
            "hotline: office.mail",
            "hotline",
            "name the fact that is the hotline",
        ),
        ("emergency: lobby", "emergency: count", "emergency", "name the fact"),
        ("site: site", "site: lobby", "site", "name the fact that is the site"),
        ('{kind: phone, value: "112"', '{kind: name, value: "11x"', "emergency", ""),
        ("{kind: web, value: www.example.org", "{kind: mail, value: x", "facts.site.kind", "web"),
        ('{kind: phone, value: "+32 470 12 34 57"', "{kind: name, value: Example", *_OFFICE),
    ],
)
def test_a_fact_of_another_kind(spoil: Spoil, old: str, new: str, place: str, fix: str) -> None:
    """It would be judged as what it is not: told once, at the name or at the kind."""
    found = [f for f in spoil("content/campaign.yaml", old, new) if f.code == "wrong-fact"]
    assert [f.where.key for f in found] == [place]
    assert fix in found[0].fix


MAY = ", roles: [reader], languages: all}"


@pytest.mark.parametrize(
    ("signers", "said"),
    [
        ("[{name: Test Reader}, {name: Other Reader}]", ""),
        ("[{name: ''}]", "is empty"),
        ("[{name: Example vzw}]", "not said of a person"),
        ("[{name: Tеst Reader}]", "cyrillic small letter ie"),
        ("[{name: Test Reader}, {name: Test Reader}]", "stands here twice"),
    ],
)
def test_those_who_may_sign(spoil: Spoil, signers: str, said: str) -> None:
    """Each is a natural person, named once."""
    found = spoil("content/campaign.yaml", "signers: []", f"signers: {signers.replace('}', MAY)}")
    assert [f.code for f in found] == (["wrong-value"] if said else [])
    assert all(said in f.message for f in found)


def test_expiry(opened_shop: Shop) -> None:
    """A fact holds through its last day, and not a day longer."""
    assert expired(opened_shop, date(2999, 12, 31)) == []
    late = expired(opened_shop, date(3000, 1, 1))
    assert len(late) == len(opened_shop.campaign.facts)
    assert {f.code for f in late} == {"fact-expired"}


def test_a_centre_has_all_its_facts(spoil: Spoil) -> None:
    """A centre whose address is no fact is told where it is listed, with what to add."""
    told = spoil("content/campaign.yaml", "  office.mail:", "  office.post:")
    assert [(f.where.key, f.fix) for f in told if f.code == "unknown-fact"] == [
        ("centres[1]", "add it to the facts")
    ]


def test_nobody_is_responsible(spoil: Spoil, tiny_shop: Path) -> None:
    """A campaign without a publisher may be looked at: a review, no error."""
    spoil("content/campaign.yaml", "publisher: {", "publisher: null  # {")
    shop, _ = open_shop(tiny_shop)
    assert shop
    assert [(f.code, f.severity) for f in expired(shop, date(2030, 1, 1))] == [
        ("no-publisher", "review")
    ]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('"+32 470 12 34 56"', '"+32 470 12 34 5O"', "facts.hotline.value"),
        ('"112"', "112", "facts.lobby.value"),
        ('"112"', '""', "facts.lobby.value"),
        ('"112", source: made up', '"112", source: ""', "facts.lobby.source"),
        ('"112"', '"112", by_language: {ar: "911"}', "facts.lobby.by_language.ar"),
        ('"112"', '"112", by_language: {arr: "112"}', "facts.lobby.by_language.arr"),
        ("value: 12500", 'by_language: {ar: "1"}, value: 12500', "facts.count.by_language"),
        (
            '2, 1000 Brussel"',
            '2, 1000 Brussel", by_language: {ar: "Rue 2, 1030 Bruxelles"}',
            "facts.office.address.by_language.ar",
        ),
        ("https://www.example.org", "www.example.org", "code_address"),
        ("https://www.example.org", "https://www.example.be", "code_address"),
        ("https://www.example.org", "https://www.example.org.brussels/x", "code_address"),
    ],
)
def test_a_wrong_fact_is_told_once(spoil: Spoil, old: str, new: str, key: str) -> None:
    """At its line, with one finding, whatever part of it is wrong."""
    told = [f for f in spoil("content/campaign.yaml", old, new) if f.code == "wrong-fact"]
    assert [f.where.key for f in told] == [key]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: Example Office", "value: Example Office, by_language: {ar: مكتب}"),
        ('2, 1000 Brussel"', '2, 1000 Brussel", by_language: {ar: "Rue 2, 1000 Bruxelles"}'),
    ],
)
def test_a_value_by_language(spoil: Spoil, old: str, new: str) -> None:
    """A name in the language's own script and an address in another official one are right."""
    assert spoil("content/campaign.yaml", old, new) == []


@pytest.mark.parametrize("address", ["https://example.org", "https://www.example.org/help"])
def test_an_address_of_the_site(spoil: Spoil, address: str) -> None:
    """The code may lead to any page of the site that is printed beside it."""
    assert spoil("content/campaign.yaml", "https://www.example.org", address) == []


def test_a_language_that_cannot_be_read(spoil: Spoil) -> None:
    """Nothing follows of it for the facts that have a value for this language."""
    spoil("content/ar/language.yaml", "name:", "nmae:")
    told = spoil("content/campaign.yaml", '"112"', '"112", by_language: {ar: "112"}')
    assert "wrong-fact" not in {f.code for f in told}


def test_days_that_cannot_be(spoil: Spoil, tiny_shop: Path) -> None:
    """Checked after today is a review; an end before the check is an error, and not expired."""
    spoil(
        "content/campaign.yaml",
        '"112", source: made up, checked: 2020',
        '"112", source: x, checked: 2040',
    )
    told = spoil(
        "content/campaign.yaml",
        "value: 12500, source: made up, checked: 2020-01-01, valid_until: 2999",
        "value: 12500, source: made up, checked: 2020-01-01, valid_until: 2019",
    )
    assert [f.where.key for f in told] == ["facts.count.valid_until"]
    shop, _ = open_shop(tiny_shop)
    assert shop
    assert [(f.code, f.severity, f.where.key) for f in expired(shop, date(2030, 1, 1))] == [
        ("day-in-future", "review", "facts.lobby.checked")
    ]


@pytest.mark.parametrize(
    ("publisher", "keys"),
    [
        ("{name: Test Publisher}", ["publisher.address"]),
        ('{name: "", address: "Street 2, 1000 Brussel"}', ["publisher.name"]),
        ('{name: Test asbl, address: "Street 2, 1000 Brussel"}', ["publisher.name"]),
        ('{name: Test Publisher, address: "1000 Brussel"}', ["publisher.address"]),
        ('{name: Test Publisher, address: "Street 1, 75001 Paris"}', ["publisher.address"]),
        ("{name: Stad, address: Stad}", ["publisher.name", "publisher.address"]),
        ('{name: Test Publisher, address: "Street 2, 1000 Brussel"}', []),
    ],
)
def test_a_publisher_is_a_person_with_an_address(
    spoil: Spoil, tiny_shop: Path, publisher: str, keys: list[str]
) -> None:
    """What is missing or wrong is a review, which stops a package."""
    spoil("content/campaign.yaml", "publisher: {", f"publisher: {publisher}  # {{")
    shop, _ = open_shop(tiny_shop)
    assert shop
    told = expired(shop, date(2030, 1, 1))
    assert [f.where.key for f in told] == keys
    assert {(f.code, f.severity, f.gate) for f in told} <= {
        ("wrong-publisher", "review", "packaging")
    }


def test_a_misspelt_centre(spoil: Spoil) -> None:
    """It is told once, and not of each fact that it would need."""
    told = spoil("content/campaign.yaml", "centres: [office]", "centres: [ofice]")
    assert [(f.where.key, f.fix) for f in told if f.code == "unknown-fact"] == [
        ("centres[1]", "did you mean 'office'?")
    ]
