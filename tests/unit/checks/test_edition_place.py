"""The place of the edition mark: where it cannot be, it is told with limit and remedy."""

import pytest

from tests.unit.conftest import Spoil

CARD, SIGN = "layouts/card/layout.yaml", "layouts/sign/layout.yaml"
ON_CARD = "{page: outside, place: [8, 44.5], size: 6, colour: ink}"


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("[8, 44.5]", "[8, 48]", "wrong-value", "5 mm to the trim"),
        ("[8, 44.5]", "[55, 44.5]", "wrong-value", "4 mm to a fold"),
        ("[8, 44.5]", "[70, 44]", "zone-in-the-way", "on the zone 'partner'"),
        ("[8, 44.5]", "[8]", "wrong-value", "edition.place"),
        ("size: 6, colour: ink}", "size: 5, colour: ink}", "wrong-value", "5.5 pt"),
        ("size: 6, colour: ink}", "size: 6, colour: inkk}", "unknown-colour", "inkk"),
        ("page: outside, place: [8, 44.5]", "page: out, place: [8, 44.5]", "wrong-value", "out"),
    ],
)
def test_a_place_that_cannot_be_is_told(
    spoil: Spoil, old: str, new: str, code: str, said: str
) -> None:
    """Outside the safe area, over a fold, in a zone, too small, in no colour, on no page."""
    found = [f for f in spoil(CARD, ON_CARD, ON_CARD.replace(old, new)) if f.code == code]
    assert len(found) == 1, found
    assert said in f"{found[0].message} {found[0].where.key}"
    assert found[0].fix


def test_the_smallest_size_decides(spoil: Spoil) -> None:
    """What is 7 pt in A6 is 5 pt in A7."""
    found = spoil(SIGN, "size: 8, colour", "size: 7, colour")
    assert [f.fix for f in found if "edition mark" in f.message] == ["write 7.8 or more"]
