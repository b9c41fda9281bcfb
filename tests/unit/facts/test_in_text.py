"""Facts in a line that somebody wrote freely."""

import pytest

from printshop.facts.in_text import Part, doubt, parts_of


def facts(text: str) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in parts_of(text) if part.kind]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Huis, +32 2 511 64 64, www.huis.be/hulp.", ["+32 2 511 64 64", "www.huis.be/hulp"]),
        ("(02) 511.64.64 of info@huis.be", ["(02) 511.64.64", "info@huis.be"]),
        ("tel:+3225116464", ["+3225116464"]),
        ("هاتف: 02/511 64 64، info@huis.be", ["02/511 64 64", "info@huis.be"]),
        ("https://www.huis.be/a?b=1", ["https://www.huis.be/a?b=1"]),
        ("+32(0)2 511 64 64 – huis.brussels", ["+32(0)2 511 64 64", "huis.brussels"]),
        ("+32 2 511 64 64 (9-17 u)", ["+32 2 511 64 64"]),
        ("+32 (0) 2 511 64 64 (24/7)", ["+32 (0) 2 511 64 64"]),
        ("0032 (2) 511 64 64", ["0032 (2) 511 64 64"]),
        ("٠٢ ٥١١ ٦٤ ٦٤", ["٠٢ ٥١١ ٦٤ ٦٤"]),
        ("a.u.b. bellen, 3000 Leuven, 9.00-17.00", []),
        ("open 31/12/2027 en 2027-01-02, 2026-2027", []),
        ("BE68 5390 0754 7034, nr. 0123.456.789", []),
        ("J.Dupont & E.Info nv, vzw.", []),
    ],
)
def test_what_is_a_fact(text: str, found: list[str]) -> None:
    """Phone numbers, mail and web addresses; not days, hours, accounts, company numbers, names."""
    assert [fact for _, fact in facts(text)] == found
    assert "".join(part.text for part in parts_of(text)) == text


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("phone", "+32 2 511 64 64", ""),
        ("phone", "02/511.64.64", ""),
        ("phone", "+31 20 555 01 23", ""),
        ("phone", "478000000", "neither 0 nor +"),
        ("phone", "3.2478e+10", "dialled"),
        ("phone", "+32 2 511 64", "too few"),
        ("phone", "0470 12 34", "too few"),
        ("phone", "0999 12 34 56", "begins like this"),
        ("phone", "+32 2 511 64 64 64 64", "too many"),
        ("phone", "+999 12 34 56 78", "dialled"),
        ("web", "www.huis.example", ""),
        ("web", "www.huis.bee", "ends in .bee"),
        ("web", "wwww.huis.be", "www."),
        ("mail", "Info@Huis.be", ""),
        ("mail", "info@huis.con", "ends in .con"),
        ("", "words", ""),
    ],
)
def test_what_can_hardly_be_right(kind: str, text: str, why: str) -> None:
    """National notation, other countries and capitals may stand; what cannot be dialled is told."""
    found = doubt(Part(text, kind))
    assert why in found
    assert bool(found) == bool(why)
