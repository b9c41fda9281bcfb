"""Rules: of which files they are asked, and how their answers become findings."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from printshop.findings import Gate, Severity, Spot
from printshop.pdf.geometry import Extent
from printshop.preflight import rules
from printshop.preflight.reading.facts import Annotation, Font
from printshop.preflight.rules import (
    CORRECT,
    NO_LOGO,
    OUR_FAULT,
    Case,
    LogoState,
    Rule,
    Violation,
    ask,
)
from tests.unit.preflight.checks.cases import OF_THE_HOUSE, case, messages, page, press


def answers(_: Case) -> Iterator[Violation]:
    """Why it is asked.

    What follows is for whoever reads the code.
    """
    yield Violation("too near", 1, Extent(10, 5, 20.004, 15), "1 mm", "2 mm")
    yield Violation("of the whole file", severity=Severity.NOTE)
    yield Violation("of a page that is not there", 7)


@pytest.fixture
def rule(monkeypatch: pytest.MonkeyPatch) -> Rule:
    """The only rule there is."""
    only = Rule("near", "house", "move it", Severity.REVIEW, answers)
    monkeypatch.setattr(rules, "RULES", [only])
    return only


def test_answers_become_findings(rule: Rule) -> None:
    """With the page as its key, the spot from the trim's upper left, measure and limit."""
    near, whole, missing = ask(case(page()), "f.pdf")
    assert str(near) == "f.pdf: review[near]: too near\n  at   page 1\n  fix  move it"
    assert near.spot == Spot(1, (10, 35, 20, 45))  # the page is 50 mm high
    assert (near.measure, near.limit, near.gate) == ("1 mm", "2 mm", Gate.PREFLIGHT)
    assert (whole.severity, whole.where.key, whole.spot) == ("note", "", None)
    assert missing.spot is None
    assert rule.rationale == "Why it is asked."


def test_a_locked_file(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked but what can be told without opening it."""
    locked = case(locked=True)
    assert ask(locked, "f.pdf") == []
    monkeypatch.setattr(rules, "RULES", [rule, replace(rule, code="password", locked=True)])
    assert {f.code for f in ask(locked, "f.pdf")} == {"password"}


def test_a_logo(rule: Rule) -> None:
    """Of a partner's logo those rules are asked that concern it in its state."""
    sent, inked = (replace(case(page()), logo=state) for state in LogoState)
    assert not rule.concerns(sent)
    of_inks = replace(rule, logo=LogoState.AFTER_CONVERSION)
    assert (of_inks.concerns(sent), of_inks.concerns(inked)) == (False, True)
    assert of_inks.concerns(case(page()))
    assert replace(rule, logo=~NO_LOGO).concerns(sent)


def test_what_a_logo_need_not_have() -> None:
    """A link and a text layer are lost on the way into the zone: neither is told of a logo."""
    font = Font("Sans", embedded=True, unicode=False)
    link, note = (Annotation(kind, Extent(20, 20, 40, 40)) for kind in ("Link", "Text"))
    about = case(page(fonts={"Sans": font}, annotations=(link, note)))
    logo = replace(about, logo=LogoState.AS_RECEIVED)
    assert len(messages("annotation", about)) == 2
    assert messages("annotation", logo) == ["an annotation (Text) lies on the page"]
    assert messages("no-text-layer", about)
    assert messages("no-text-layer", logo) == []


def test_by_standard_and_by_owner(rule: Rule) -> None:
    """A rule is asked of files of its standards; one about what was wanted, of ours only."""
    screen = case(page(), against=press(standard="pdf/ua-1"))
    assert replace(rule, standards=("pdf/x-4",)).concerns(case(page()))
    assert not replace(rule, standards=("pdf/x-4",)).concerns(screen)
    assert not replace(rule, own=True).concerns(case(page()))
    with pytest.raises(LookupError, match="not known"):
        _ = case(page()).expected


def test_whose_fault(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of somebody else's file nobody is told to report a fault of this program."""
    monkeypatch.setattr(rules, "RULES", [replace(rule, fix=OUR_FAULT)])
    assert {f.fix for f in ask(case(page()), "f.pdf")} == {CORRECT}


def test_strangers_are_told_in_words_of_the_trade() -> None:
    """What anybody's file may be told holds no word of this shop."""
    of_others = [r for r in rules.RULES if not r.own]
    assert len(of_others) > 40
    assert {
        r.code: r.remedy(own=False) for r in of_others if OF_THE_HOUSE.search(r.remedy(False))
    } == {}


def test_two_remedies() -> None:
    """Whoever made the file elsewhere is told otherwise than we."""
    rule = next(r for r in rules.RULES if r.code == "rgb")
    assert "DeviceCMYK" in rule.remedy(own=False)
    assert "token of the palette" in rule.remedy(own=True)


def test_a_cause_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """At its first place, with the number of places and their pages; another cause apart."""

    def check(_: Case) -> Iterator[Violation]:
        for number in (1, 1, 2, 4):
            yield Violation(f"seen on {number}", number, cause="same")
        yield Violation("alone", 2, cause="other", fix="leave it")

    monkeypatch.setattr(rules, "RULES", [Rule("near", "house", "move it", Severity.ERROR, check)])
    first, other = ask(case(page(), page(), page(), page()), "f.pdf")
    assert first.message == "seen on 1; 4 such places, on pages 1 to 2, 4"
    assert (first.where.key, first.spot, first.fix) == ("pages 1 to 2, 4", Spot(1), "move it")
    assert (other.message, other.where.key, other.fix) == ("alone", "page 2", "leave it")
