"""The promises: named rightly, the same in each language, answered for by somebody."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from printshop.checks.claims import (
    check_claims,
    check_sheet,
    in_future,
    lost_claims,
    unconfirmed,
    unused,
)
from printshop.checks.opening import open_shop
from printshop.findings import Gate
from printshop.reading.origin import Origin
from printshop.reading.yaml_file import to_sheet
from printshop.shop.claims import Claim, Claims
from printshop.shop.job import Shop
from printshop.shop.sign_off_reviews import strictly
from printshop.shop.signing import Signer
from printshop.shop.words import CopySheet
from tests.conftest import Command
from tests.unit.conftest import Spoil

TODAY = date(2030, 1, 10)
DAY = "2030-01-10"
ITEMS: dict[str, str | list[str]] = {"hint": "Ask.", "steps": ["One.", "Two."]}


def claims(**by_name: dict[str, object]) -> dict[str, Claim]:
    """Claims as they are read; what is not said of them is null."""
    nothing = {"source": None, "checked": None, "confirmed": None}
    common = {"promise": "It is so.", "by": ["office"], **nothing}
    data = {"claims": {name: {**common, **own} for name, own in by_name.items()}}
    sheet, findings = to_sheet(data, Claims, Origin("content/claims.yaml"))
    assert sheet, findings
    return sheet.claims


def sheet(language: str, items: dict[str, str | list[str]], **names: list[str]) -> CopySheet:
    """A card's sheet whose texts make claims."""
    origin = Origin(f"content/{language}/card.yaml")
    data = {"status": "draft", "claims": names, "items": items}
    read, findings = to_sheet(data, CopySheet, origin)
    assert read, findings
    return read


@pytest.fixture
def shop(opened_shop: Shop) -> Shop:
    """A shop with two claims that nobody has confirmed, and one who may sign."""
    campaign = opened_shop.campaign.model_copy(
        update={"signers": (Signer(name="Test Reader", roles=("reader",), languages=("all",)),)}
    )
    return replace(opened_shop, campaign=campaign, claims=claims(free={}, fast={}))


@pytest.mark.parametrize(
    ("here", "there", "codes"),
    [
        ({}, {}, []),
        ({"hint": ["free"]}, {"hint": ["free"]}, []),
        ({"hint": ["free", "fast"]}, {"hint": ["fast", "free"]}, []),
        ({"steps": ["free"]}, {"steps": ["free"]}, []),
        ({}, {"hint": ["free", "fast"]}, ["lost-claim", "lost-claim"]),
        ({"hint": ["fast"]}, {"hint": ["free"]}, ["lost-claim", "extra-claim"]),
        ({"steps": ["free"]}, {"hint": ["free"]}, ["lost-claim", "extra-claim"]),
        ({"hint": ["fre"]}, {"hint": ["free"]}, ["unknown-claim"]),
        ({"hint": ["free"]}, {"hint": ["fre"]}, []),  # told of the source, where it stands
        ({"hint": ["free", "free"]}, {"hint": ["free"]}, ["claim-twice"]),
        ({"hnit": ["free"]}, {"hint": ["free"]}, ["claim-without-words"]),
        ({"hint": ["free"]}, {"hnit": ["free"]}, []),
    ],
)
def test_a_translation_makes_the_claims_of_its_source(
    shop: Shop, here: dict[str, list[str]], there: dict[str, list[str]], codes: list[str]
) -> None:
    """Each difference is told once, and a misspelt name only where it stands."""
    told = check_sheet(shop, sheet("ar", ITEMS, **here), sheet("en", ITEMS, **there))
    assert sorted(f.code for f in told) == sorted(codes)
    assert {f.where.path for f in told} <= {"content/ar/card.yaml"}


def test_what_is_not_translated_is_told_as_such(shop: Shop) -> None:
    """A role that a translation lacks has no claims there either; that is told of the role."""
    translation = sheet("ar", {"hint": "?"}, steps=["free"])
    assert check_sheet(shop, translation, sheet("en", ITEMS, steps=["free"])) == []


def test_a_claim_that_was_renamed_is_told_once(shop: Shop) -> None:
    """Where several files name it, the fault lies in claims.yaml, and is told there alone."""
    en, ar = (sheet(tag, ITEMS, hint=["fre", "fast"], steps=["fre"]) for tag in ("en", "ar"))
    shop = replace(shop, copies={"en": {"card": en}, "ar": {"card": ar}})
    (told,) = check_claims(shop)
    assert (told.code, told.where.path, told.fix) == (
        *("unknown-claim", "content/claims.yaml"),
        "did you mean 'free'?",
    )
    assert "'fre' is not here, and 2 files name it, the first in content/ar/card.yaml:" in (
        told.message
    )
    assert check_sheet(shop, en) == check_sheet(shop, ar, en) == []
    (lost,) = check_sheet(shop, sheet("ar", ITEMS, hint=["fre"]), en)
    assert (lost.code, "'fast'" in lost.message) == ("lost-claim", True)


def test_claims_of_the_source(shop: Shop) -> None:
    """They are named rightly; there is nothing to compare them with."""
    told = check_sheet(shop, sheet("en", ITEMS, hint=["free", "fastt"], act=["free"]))
    assert [(f.code, f.where.key, f.fix) for f in told] == [
        ("unknown-claim", "claims.hint[2]", "did you mean 'fast'?"),
        ("claim-without-words", "claims.act", "use one of: hint, steps"),
    ]


def test_claims_beside_a_partner_are_checked(spoil: Spoil) -> None:
    """The wording of a zone may make claims, as any file of words."""
    words = "status: draft\nclaims: {translation: [fre]}\n"
    told = spoil("content/en/partner.yaml", "status: draft\n", words)
    assert [(f.code, f.where.path) for f in told] == [("unknown-claim", "content/en/partner.yaml")]


def confirmed(by: str = "Test Reader", **own: object) -> dict[str, object]:
    """A claim that somebody answers for."""
    whole = {"source": "a letter", "checked": "2030-01-02"}
    return {**whole, "confirmed": {"by": by, "on": "2030-01-03"}, **own}


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({}, []),
        ({"by": ["campaign", "office"]}, []),
        ({"by": ["office", "offices"]}, [("unknown-promiser", "claims.free.by[2]")]),
        ({"source": "a letter"}, []),
        ({"source": "a letter", "checked": DAY}, []),
        ({"checked": DAY}, [("claim-incomplete", "claims.free.source")]),
        (confirmed(), []),
        (confirmed("Test Raeder"), [("unknown-signer", "claims.free.confirmed.by")]),
        (confirmed(source=None, checked=None), [("claim-incomplete", "claims.free.source")]),
        (confirmed(checked=None), [("claim-incomplete", "claims.free.checked")]),
    ],
)
def test_who_answers_for_a_claim(
    shop: Shop, own: dict[str, object], told: list[tuple[str, str]]
) -> None:
    """Somebody known promises, somebody known confirms, and from a source that was read."""
    found = check_claims(replace(shop, claims=claims(free=own)))
    assert [(f.code, f.where.key) for f in found] == told


def test_nobody_may_confirm_where_nobody_may_sign(opened_shop: Shop) -> None:
    """The remedy says where the person has to stand."""
    (told,) = check_claims(replace(opened_shop, claims=claims(free=confirmed())))
    assert told.fix.startswith("add the person to 'signers' in content/campaign.yaml")


@pytest.mark.parametrize(
    ("own", "keys"),
    [
        ({"source": "x", "checked": DAY}, []),
        ({"source": "x", "checked": "2030-01-11"}, ["claims.free.checked"]),
        (confirmed(), []),
        (
            confirmed(checked="2031-01-01", confirmed={"by": "Test Reader", "on": "2030-01-11"}),
            ["claims.free.checked", "claims.free.confirmed.on"],
        ),
    ],
)
def test_days_that_have_not_come(shop: Shop, own: dict[str, object], keys: list[str]) -> None:
    """Today holds; tomorrow nobody can have checked anything."""
    told = in_future(replace(shop, claims=claims(free=own)), TODAY)
    assert [(f.code, f.where.key) for f in told] == [("day-in-future", key) for key in keys]


def test_what_a_piece_prints_unconfirmed(shop: Shop) -> None:
    """Each claim of the texts that are set once, alike for every piece; it stops a package."""
    by = ["campaign", "office", "elsewhere"]
    card = sheet("en", ITEMS, hint=["free", "fast"], steps=["free"])
    shop = replace(
        shop,
        claims=claims(free={"by": by}, fast=confirmed(), dry={}),
        copies={**shop.copies, "en": {**shop.copies["en"], "card": card}},
    )
    told = unconfirmed(shop, "en", [("card", "hint"), ("card", "steps"), ("card", "title")])
    assert told == unconfirmed(shop, "en", [("card", "steps")])
    assert unconfirmed(shop, "en", [("card", "title"), ("sign", "act"), ("none", "hint")]) == []
    assert unconfirmed(shop, "ar", [("card", "hint")]) == []
    assert [(f.code, f.severity, f.gate) for f in told] == [
        ("unconfirmed-claim", "review", Gate.PACKAGING)
    ]
    assert "confirmed by the campaign, Example Office and elsewhere;" in told[0].fix
    assert [f.severity for f in strictly(told)] == ["error"]


def test_a_misspelt_claim_is_not_told_as_unused(tiny_shop: Path, command: Command) -> None:
    """One fault, one finding: what nobody makes is only asked where all names are right."""
    claim = "by: [office], source: null, checked: null, confirmed: null"
    text = f"claims:\n  free: {{promise: It is so., {claim}}}\n"
    (tiny_shop / "content/claims.yaml").write_text(text, "utf-8")
    assert "review[unused-claim]" in command(tiny_shop, "check").said
    card = tiny_shop / "content/en/card.yaml"
    words = card.read_text("utf-8")
    card.write_text(words.replace("items:", "claims: {hint: [fre]}\nitems:"), "utf-8")
    said = command(tiny_shop, "check").said
    assert "error[unknown-claim]" in said
    assert said.endswith("1 error, 0 reviews, 0 notes\n"), said


def test_a_claim_nobody_makes(shop: Shop) -> None:
    """The texts of the source language count, and no others."""
    copies = {
        "en": {"card": sheet("en", ITEMS, hint=["free"])},
        "ar": {"card": sheet("ar", ITEMS, hint=["free", "fast"])},
    }
    told = unused(replace(shop, copies=copies))
    assert [(f.code, f.severity, f.where.key) for f in told] == [
        ("unused-claim", "review", "claims.fast")
    ]


def test_a_shop_without_the_file_has_no_claims(tiny_shop: Path) -> None:
    """Nothing is said, and nothing can be claimed."""
    shop, findings = open_shop(tiny_shop)
    assert shop
    assert (shop.claims, findings) == ({}, [])


def test_a_centre_is_told_once(shop: Shop) -> None:
    """Misspelt or taken out among the centres: not once for each of its promises."""
    three = claims(free={"by": ["office"]}, fast={"by": ["office"]}, near={"by": ["officce"]})
    shop = replace(shop, claims=three)

    def found(*centres: str) -> list[tuple[str, str]]:
        campaign = shop.campaign.model_copy(update={"centres": centres})
        return [(f.code, f.where.key) for f in check_claims(replace(shop, campaign=campaign))]

    assert found("office") == [("unknown-promiser", "claims.near.by[1]")]
    assert found() == [("unknown-promiser", "centres"), ("unknown-promiser", "claims.near.by[1]")]
    assert found("ofice") == [("unknown-promiser", "claims.near.by[1]")]


def test_the_file_of_the_claims_is_gone(shop: Shop) -> None:
    """One fault, not one for each claim that texts name."""
    by_stem = {t: {"card": sheet(t, ITEMS, hint=["free", "fast"])} for t in ("en", "ar")}
    (found,) = check_claims(replace(shop, claims={}, copies=by_stem))
    assert (found.code, found.where.path) == ("unknown-claim", "content/claims.yaml")
    assert found.message == "no claim stands here, and the texts name 2"


def test_claims_that_the_source_lost(shop: Shop) -> None:
    """All translations agree against it: one finding, about the source."""
    source = sheet("en", ITEMS, hint=["fast"])
    both = [sheet(tag, ITEMS, hint=["free", "fast"], steps=["fast"]) for tag in ("ar", "bg")]
    (found,) = lost_claims(shop, source, both)
    assert (found.code, found.where.path) == ("lost-claim", "content/en/card.yaml")
    assert found.message.endswith("does not: hint: [free]; steps: [fast]")
    assert lost_claims(shop, source, both[:1]) == []
    assert lost_claims(shop, source, [*both, sheet("fr", ITEMS, hint=["fast"])]) == []
