"""Which answers are taken: one reason for each that is not, and nothing is overwritten."""

from dataclasses import replace
from typing import Any

import pytest

from printshop.exchange.judge import Change, judged
from printshop.exchange.model import Answer, digest_of
from printshop.findings import Finding, Where, error
from printshop.shop.segments import Segment

FRESH = Segment("flyer", "rights", "Bel {hotline}.", "Sună {hotline}.", "Bel {hotline}.")
STALE = replace(FRESH, name="act", compared="Bel nu {hotline}.")
MISSING = replace(FRESH, name="new", translation=None, compared=None)
ALL = [FRESH, STALE, MISSING]


def answer(segment: Segment, target: str, **changes: Any) -> Answer:
    """An answer to a segment as it was sent."""
    sent = segment.translation or ""
    whole = Answer(segment.identifier, segment.source, sent, target, is_final=True)
    return replace(whole, **changes)


def nothing_wrong(_: Change) -> dict[str, Finding]:
    """Every text can be printed."""
    return {}


def test_what_is_taken() -> None:
    """New words, a confirmation, a first translation; an empty answer changes nothing."""
    answers = [
        answer(FRESH, "Sunați {hotline}."),
        answer(STALE, "Sună {hotline}."),
        answer(MISSING, "Cheamă {hotline}."),
    ]
    result = judged(ALL, answers, "f.po", nothing_wrong)
    assert result.findings == ()
    assert result.texts == {
        "flyer/rights": "Sunați {hotline}.",
        "flyer/new": "Cheamă {hotline}.",
    }
    assert set(result.confirmed) == {"flyer/rights", "flyer/act", "flyer/new"}
    empty = judged(ALL, [answer(s, "") for s in ALL], "f.po", nothing_wrong)
    assert (empty.texts, empty.confirmed, len(empty.unanswered)) == ({}, (), 3)


def test_what_was_not_worked_on_stays_stale() -> None:
    """A stale text that comes back as it was, and not marked as done, is not confirmed."""
    result = judged(ALL, [answer(STALE, "Sună {hotline}.", is_final=False)], "f", nothing_wrong)
    assert (result.confirmed, result.unanswered) == ((), ("flyer/act",))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (answer(FRESH, "Sunați."), "{hotline} is missing"),
        (answer(FRESH, "{hotline} {hotline}"), "{hotline} is too much"),
        (answer(FRESH, "{police}"), "{hotline} is missing; {police} is too much"),
        (answer(FRESH, "x {hotline}", source="Other words."), "made from other source words"),
        (answer(FRESH, "x {hotline}", sent="Altceva."), "it was changed here meanwhile: sent “Alt"),
        (answer(FRESH, "x {hotline}", sent="", sent_digest="00"), "sent other words, here now"),
        (answer(FRESH, "", sent="Altceva."), "it has no new translation, and the one so far"),
        (answer(FRESH, "x {hotline}", problem="it has hidden text"), "it has hidden text"),
        (answer(FRESH, "x {hotline}\x85"), "cannot be printed (U+0085)"),
        (answer(FRESH, "x", identifier="flyer/gone"), "there is no text 'flyer/gone'"),
    ],
)
def test_what_is_not_taken(given: Answer, told: str) -> None:
    """Each with its one reason and its place; the others come in."""
    good = answer(STALE, "Cheamă {hotline}.")
    result = judged(ALL, [given, good], "f.po", nothing_wrong)
    (finding,) = result.findings
    assert told in finding.message
    assert finding.code == "not-taken"
    assert (finding.where.path, finding.where.key) == ("f.po", given.identifier)
    assert finding.fix
    assert result.texts == {"flyer/act": "Cheamă {hotline}."}


def test_two_answers_for_one_text() -> None:
    """Neither is taken, and it is said once."""
    twice = [answer(FRESH, "a {hotline}"), answer(FRESH, "b {hotline}")]
    result = judged(ALL, twice, "f", nothing_wrong)
    assert [f.message for f in result.findings] == ["2 answers are for this text"]
    assert result.texts == {}


def test_a_dropped_note_does_no_harm() -> None:
    """Where a tool dropped what was sent, its digest tells that nothing changed here."""
    digest = digest_of(FRESH.translation or "")
    given = answer(FRESH, "x {hotline}", sent="", sent_digest=digest)
    assert judged(ALL, [given], "f", nothing_wrong).texts == {"flyer/rights": "x {hotline}"}


def test_what_does_not_fit() -> None:
    """A text that cannot be printed stays out; the others are looked at once more without it."""
    seen: list[set[str]] = []

    def too_long(texts: Change) -> dict[str, Finding]:
        seen.append(set(texts))
        where = Where("content/ro/flyer.yaml", 3, "rights")
        finding = error("overset", "it is overset by 4 mm", where, "cut 9 characters")
        return {"flyer/rights": finding} if "flyer/rights" in texts else {}

    answers = [answer(FRESH, "lung {hotline}"), answer(STALE, "scurt {hotline}")]
    result = judged(ALL, answers, "f", too_long)
    assert result.texts == {"flyer/act": "scurt {hotline}"}
    assert result.confirmed == ("flyer/act",)
    (finding,) = result.findings
    assert finding.message == "it is overset by 4 mm (overset)"
    assert finding.where.key == "flyer/rights"
    assert seen == [{"flyer/rights", "flyer/act"}, {"flyer/act"}]


def test_no_end_of_refusals() -> None:
    """Where each round refuses something new without end, all that is left is told."""

    def one_more(texts: Change) -> dict[str, Finding]:
        return {min(texts): error("overset", "too long", Where("x"), "cut")}

    many = [replace(STALE, name=f"t{n}") for n in range(20)]
    result = judged(many, [answer(s, "x {hotline}") for s in many], "f", one_more)
    assert (result.texts, result.confirmed) == ({}, ())
    assert len(result.findings) == 20
