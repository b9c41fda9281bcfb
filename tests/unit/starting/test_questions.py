"""Answers: which can be taken, and why others cannot."""

import pytest

from printshop.starting import questions
from printshop.starting.questions import Question, Refused, checked, slug


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Beauty & Spa", "beauty-spa"),
        ("Hôtel", "hotel"),
        ("../x", "x"),
        ("  ", ""),
        ("a--b", "a-b"),
    ],
)
def test_a_name_of_files(typed: str, name: str) -> None:
    """What a print shop's system can take."""
    assert slug(typed) == name


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "needs a name"),
        ("Two words", "such as two-words"),
        ("Capital", "such as capital"),
        ("überall", "such as uberall"),
        ("a/b", "such as a-b"),
        ("..", "lower-case letters"),
        ("3d", "a letter first"),
        ("-a", "such as a"),
        ("a.yaml", "such as a-yaml"),
        ("there", "is there already"),
        ("general", "means something else"),
        ("a" * 41, "40 are the most"),
    ],
)
def test_what_is_no_name(typed: str, reason: str) -> None:
    """Each with its reason, and with the name that may be meant."""
    question = questions.name_of_files("sector", ["there"], ["general"])
    with pytest.raises(Refused, match=reason):
        question.read(typed)
    assert question.read("fine-2") == "fine-2"


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        (questions.text("Words"), ""),
        (questions.text("Words", longest=3), "four"),
        (questions.choice("Which", ["one", "two"]), "three"),
        (questions.number("How much", "3", 0, 10, "mm"), "11"),
        (questions.number("How much", "3", 0, 10, "mm"), "-1"),
        (questions.number("How much", "3", 0, 10, "mm"), "1e3"),
        (questions.number("How much", "3", 0, 10, "mm"), "nan"),
        (questions.number("How much", "3", 0, 10, "mm"), "three"),
        (questions.yes_or_no("Is it", "no"), "perhaps"),
    ],
)
def test_what_is_no_answer(question: Question[object], typed: str) -> None:
    """Is refused with words."""
    with pytest.raises(Refused, match=r".{8}"):
        question.read(typed)


def test_answers_are_read() -> None:
    """As a person types them."""
    assert questions.number("How much", "3", 0, 10, "mm").read("3,5 mm") == 3.5
    assert questions.yes_or_no("Is it", "no").read("Yes") is True
    assert questions.choice("Which", ["one", "two"]).read("two") == "two"
    assert questions.text("Words", may_be_empty=True).read("") == ""


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\ud800", "\u2028", "\ue000"])
def test_a_sign_that_nobody_sees(sign: str) -> None:
    """Is named."""
    with pytest.raises(Refused, match="cannot be printed"):
        checked(f"a{sign}b")


def test_an_answer_is_composed() -> None:
    """Letters with marks are one sign, and space around is no part of it."""
    assert checked(" e\u0301 ") == "é"
