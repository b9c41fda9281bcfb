"""Facts compared with their record: looked up again, looked at, recorded."""

from dataclasses import replace
from datetime import timedelta

import pytest

from printshop.checks.facts import wrong_facts
from printshop.checks.recorded_facts import changed_facts
from printshop.findings import Gate, Severity
from printshop.shop.job import Shop
from printshop.shop.recorded_facts import RecordedFact, record_of
from printshop.shop.words import Fact
from tests.unit.hotline import CHECKED, LATER, OTHER, VALUE

SECOND = f"{VALUE[:-1]}8"


def with_facts(shop: Shop, **changed: object) -> Shop:
    """The tiny shop with a record of its facts, and values of the hotline changed since."""
    facts = shop.campaign.facts
    hotline = facts["hotline"].model_copy(update=changed)
    campaign = shop.campaign.model_copy(update={"facts": facts | {"hotline": hotline}})
    recorded = {name: record_of(fact) for name, fact in facts.items()}
    return replace(shop, campaign=campaign, recorded=recorded)


def test_a_shop_without_a_record(opened_shop: Shop) -> None:
    """Nothing is compared."""
    assert opened_shop.recorded is None
    assert changed_facts(opened_shop) == []


@pytest.mark.parametrize(
    ("changed", "code", "severity", "gate"),
    [
        ({}, "", "", None),
        ({"source": "elsewhere", "checked_by": "Test Reader"}, "", "", None),
        ({"value": OTHER}, "fact-not-checked", Severity.ERROR, Gate.INPUTS),
        ({"by_language": {"ar": OTHER}}, "fact-not-checked", Severity.ERROR, Gate.INPUTS),
        (
            {"value": OTHER, "checked": CHECKED - timedelta(days=1)},
            "fact-not-checked",
            Severity.ERROR,
            Gate.INPUTS,
        ),
        ({"value": OTHER, "checked": LATER}, "fact-changed", Severity.REVIEW, Gate.SIGN_OFF),
        ({"checked": LATER}, "fact-not-recorded", Severity.NOTE, None),
    ],
)
def test_a_changed_fact(
    opened_shop: Shop,
    changed: dict[str, object],
    code: str,
    severity: str,
    gate: Gate | None,
) -> None:
    """One finding for a fact: on its value before its date, and none about the others."""
    found = changed_facts(with_facts(opened_shop, **changed))
    assert [(f.code, f.severity, f.gate) for f in found] == (
        [(code, severity, gate)] if code else []
    )


def test_each_language_is_told(opened_shop: Shop) -> None:
    """A fact with several changes is one finding, which shows each."""
    (found,) = changed_facts(with_facts(opened_shop, value=OTHER, by_language={"ar": SECOND}))
    was = f"was '{VALUE}' when it was checked on {CHECKED}, and is"
    assert found.message == f"'hotline' {was} '{OTHER}' now; in ar {was} '{SECOND}' now"


def test_new_and_gone(opened_shop: Shop) -> None:
    """A fact without a record, and a record without its fact: both are to be looked at."""
    recorded = {name: record_of(fact) for name, fact in opened_shop.campaign.facts.items()}
    del recorded["count"]
    recorded["attic"] = RecordedFact(value="{777}", checked=CHECKED)
    new, gone = changed_facts(replace(opened_shop, recorded=recorded))
    assert {(f.code, f.gate) for f in (new, gone)} == {("fact-changed", Gate.SIGN_OFF)}
    assert new.message == "'count' (12500) is not recorded yet"
    assert gone.message == "'attic' was '{777}' when it was recorded, and is no fact any more"


def test_who_checked_it_is_optional(opened_shop: Shop) -> None:
    """Nobody need be named."""
    assert {fact.checked_by for fact in opened_shop.campaign.facts.values()} == {""}
    assert "checked_by" in Fact.model_fields


@pytest.mark.parametrize(
    "changed",
    [{"value": "1"}, {"value": "+32 47O 12 34 56"}, {"value": 5}, {"by_language": {"ar": "1"}}],
)
def test_a_wrong_value_is_told_once(opened_shop: Shop, changed: dict[str, object]) -> None:
    """What its kind does not allow is not told again as changed."""
    shop = with_facts(opened_shop, **changed)
    assert [f.code for f in wrong_facts(shop)] == ["wrong-fact"]
    assert changed_facts(shop) == []
