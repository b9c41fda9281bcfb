"""Which answers are taken: each reason for which one is not, and counts that add up."""

import pytest

from printshop.exchange.judge import Change, Judged, judged
from printshop.exchange.model import Answer, digest
from printshop.findings import Finding, Where, error
from printshop.shop.segments import Segment

HERE = Segment("card", "call", "Call {hotline} now.", "Appelez {hotline}.", "Call {hotline}.")
FRESH = Segment("card", "title", "Numbers", "Numéros", "Numbers")
EMPTY = Segment("card", "signs[1]", "One", None, None)
SECOND = Segment("card", "signs[2]", "Two", None, None)
ALL = (HERE, FRESH, EMPTY, SECOND)


def answer(segment: Segment, target: str, **other: object) -> Answer:
    """An answer to a segment as it went out, with some things otherwise."""
    sent = segment.translation or ""
    values = {"source": segment.source, "sent": sent, "sent_digest": digest(sent)} | other
    return Answer(segment.identifier, target=target, **values)  # type: ignore[arg-type]


def judge(*answers: Answer) -> Judged:
    """All answers, where each text can be printed."""
    result = judged(ALL, answers, "f.xlf", lambda _: {})
    assert len(result.confirmed) + len(result.unanswered) + result.refused == len(answers)
    return result


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answer(HERE, "Appelez {hotline} vite.", source="Phone {hotline}."), "other source words"),
        (answer(HERE, "Appelez vite."), "{hotline} is missing"),
        (answer(HERE, "{hotline} {hotline}"), "{hotline} is too much"),
        (answer(HERE, "Appelez {hotlin}"), "{hotlin} is too much"),
        (answer(HERE, "A {hotline} B\u2028C"), "cannot be printed: ⟨U+2028⟩"),
        (answer(HERE, "A {hotline} B\x85C"), "cannot be printed: ⟨U+0085⟩"),
        (answer(HERE, "A {hotline}", problem="it has tracked changes"), "tracked changes"),
        (
            answer(HERE, "A {hotline}", sent="Autre {hotline}.", sent_digest=""),
            "sent “Autre {hotline}.”, here now “Appelez {hotline}.”, came back “A {hotline}”",
        ),
        (Answer("card/gone", "a", "", "b"), "no text 'card/gone' any more"),
        (Answer("", "", "", "", problem="a row has lost its name"), "lost its name"),
        (answer(SECOND, "Deux"), "before this one has no words yet"),
    ],
)
def test_what_is_refused(given: Answer, said: str) -> None:
    """With one finding: the file, the text, the reason, what to do."""
    result = judge(given)
    (finding,) = result.findings
    assert said in finding.message
    assert finding.fix
    assert finding.where.path == "f.xlf"
    assert finding.where.key == (given.identifier or "text 1")
    assert not result.texts
    assert result.refused == 1


def test_what_is_taken() -> None:
    """New words, also of a list from its first entry on; what is confirmed; what is as it was."""
    given = [answer(HERE, " Appelez {hotline} vite.\n"), answer(SECOND, "Deux")]
    result = judge(*given, answer(EMPTY, "Un"), answer(FRESH, "Numéros"))
    assert result.texts == {
        "card/call": "Appelez {hotline} vite.",
        "card/signs[1]": "Un",
        "card/signs[2]": "Deux",
    }
    assert result.unanswered == ("card/title",)
    assert judge(answer(HERE, "Appelez {hotline}.", is_final=True)).confirmed == ("card/call",)
    assert judge(answer(HERE, "Appelez {hotline}.")).unanswered == ("card/call",)
    # the tool dropped what was sent, and kept its digest
    kept = judge(answer(HERE, "A {hotline}", sent=""))
    assert kept.texts == {"card/call": "A {hotline}"}


def test_a_doubled_answer_is_told_once() -> None:
    """Also where one of the two is as it was sent."""
    result = judge(answer(HERE, "A {hotline}"), answer(HERE, "Appelez {hotline}."))
    assert [f.message for f in result.findings] == ["2 answers are for this text"]
    assert result.refused == 2


def test_one_reason_of_many_texts_is_one_finding() -> None:
    """It names all of them."""
    problem = "it has tracked changes"
    result = judge(answer(HERE, "", problem=problem), answer(FRESH, "", problem=problem))
    (finding,) = result.findings
    assert finding.message.startswith("2 texts: ")
    assert finding.where.key == "card/call, card/title"


def test_what_the_shop_refuses() -> None:
    """Also of a text beside the answers; the others are asked again, until none is left."""
    asked: list[Change] = []

    def long(texts: Change) -> dict[str, Finding]:
        asked.append(dict(texts))
        return {n: error("overset", "too long", Where("x")) for n, t in texts.items() if "!" in t}

    given = [answer(HERE, "A {hotline}!"), answer(EMPTY, "Un!"), answer(SECOND, "Deux")]
    result = judged(ALL, given, "f.xlf", long)
    assert result.texts == {}
    assert result.refused == 3
    assert len(asked) == 1  # what is left has no entry before it
    neighbour = {"card/other": error("overset", "too long", Where("x"))}
    result = judged(ALL, given, "f.xlf", lambda _: neighbour)
    assert (result.texts, result.refused) == ({}, 3)
