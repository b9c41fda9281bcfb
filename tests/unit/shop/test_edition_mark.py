"""The edition mark: the check character finds each slip; what is typed is read kindly."""

from itertools import combinations

import pytest

from printshop.shop.edition_mark import (
    ALPHABET,
    LENGTH,
    LOOK_ALIKES,
    NotAMarkError,
    holds,
    mark_of,
    near,
    shown,
    typed,
)

MARKS = [mark_of(("piece", str(number))) for number in range(200)]


def test_the_alphabet_is_a_prime_number_of_characters_without_look_alikes() -> None:
    assert len(set(ALPHABET)) == 23
    assert not set(ALPHABET) & set(LOOK_ALIKES)
    assert all(set(maybe) <= set(ALPHABET) for maybe in LOOK_ALIKES.values())


def test_the_same_parts_give_the_same_mark_and_others_another() -> None:
    assert mark_of(("a", "b")) == mark_of(["a", "b"])
    assert len({mark_of(("ab", "c")), mark_of(("a", "bc")), mark_of(("abc",))}) == 3
    assert len(set(MARKS)) == len(MARKS)


@pytest.mark.parametrize("place", range(LENGTH))
def test_each_single_wrong_character_is_found(place: int) -> None:
    for mark in MARKS:
        for character in set(ALPHABET) - {mark[place]}:
            assert not holds(mark[:place] + character + mark[place + 1 :])


def test_each_swap_of_two_characters_is_found() -> None:
    # Whether a swap is found depends on the two characters only by their difference, so that each
    # pair of different characters in each pair of places is tried.
    for i, j in combinations(range(LENGTH), 2):
        for a, b in combinations(ALPHABET, 2):
            mark = _with(i, a, j, b)
            swapped = list(mark)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            assert holds(mark)
            assert not holds("".join(swapped))


def _with(i: int, a: str, j: int, b: str) -> str:
    """A right mark with two characters given: one of the other places is tried until it holds."""
    free = next(place for place in range(LENGTH) if place not in (i, j))
    characters = ["A"] * LENGTH
    characters[i], characters[j] = a, b
    for character in ALPHABET:
        characters[free] = character
        if holds("".join(characters)):
            return "".join(characters)
    raise AssertionError("no character makes it hold")


def test_a_mark_may_be_typed_with_spaces_hyphens_and_in_lower_case() -> None:
    mark = MARKS[0]
    for text in (mark, shown(mark), shown(mark).lower(), f" {mark[:4]}-{mark[4:]}\n"):
        assert typed(text) == mark


@pytest.mark.parametrize("character", LOOK_ALIKES)
def test_a_character_that_no_mark_has_is_answered_with_those_that_look_like_it(
    character: str,
) -> None:
    with pytest.raises(NotAMarkError, match=f"no {character} .*did you read [{ALPHABET}]"):
        typed(character + MARKS[0][1:])


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "has 0"), ("K7MR", "has 4"), ("K7MR X9TCC", "has 9"), ("K7MR X9Tß", "no S"), ("é", "É")],
)
def test_what_is_no_mark_says_why(text: str, why: str) -> None:
    with pytest.raises(NotAMarkError, match=why):
        typed(text)


def test_a_misread_mark_names_those_that_are_near_it() -> None:
    mark = MARKS[0]
    wrong = ("3" if mark[0] != "3" else "4") + mark[1:]
    with pytest.raises(NotAMarkError, match="misread"):
        typed(wrong)
    assert near(wrong, MARKS) == [mark]
    assert near(shown(wrong).lower(), MARKS) == [mark]
