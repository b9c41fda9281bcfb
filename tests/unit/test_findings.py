"""Findings: said the same way everywhere, each once, in order, and kept whole in JSON."""

import json
from collections import Counter
from dataclasses import replace

from printshop.findings import (
    Finding,
    Severity,
    Spot,
    Where,
    accept,
    by_code,
    count,
    did_you_mean,
    error,
    from_json,
    in_order,
    merged_by_page,
    note,
    review,
    shortened,
    stops,
    to_json,
)

AT = Where("content/nl/card.yaml", 12, "signs[3]")


def test_text() -> None:
    """Place, weight, code and message on one line; key and remedy, if any, below."""
    assert str(error("overset", "too long", AT, "cut it")) == (
        "content/nl/card.yaml:12: error[overset]: too long\n  at   signs[3]\n  fix  cut it"
    )
    assert str(note("older", "gone", Where("output/x.pdf"))) == "output/x.pdf: note[older]: gone"


def test_order_and_once() -> None:
    """Sorted by place, then code; what two jobs both found is said once."""
    late, early = review("b", "m", Where("b", 1)), error("a", "m", Where("a", 10))
    earlier = error("a", "m", Where("a", 9))
    assert in_order([late, early, earlier, late]) == [earlier, early, late]


def test_weights() -> None:
    """Only errors stop."""
    found = [note("a", "", AT), review("b", "", AT)]
    assert not stops(found)
    assert stops([*found, error("c", "", AT)])
    assert count(found) == {Severity.NOTE: 1, Severity.REVIEW: 1}


def test_did_you_mean() -> None:
    """The nearest name; else the names there are; else that there is none."""
    assert did_you_mean("leaflt", ["leaflet", "card"]) == "did you mean 'leaflet'?"
    assert did_you_mean("zzz", ["leaflet", "card"]) == "use one of: card, leaflet"
    assert did_you_mean("zzz", []) == "none is known here"


def test_accepting_leaves_a_note() -> None:
    """An accepted finding weighs nothing and carries the reason; others stay as they are."""
    one, two = error("image", "a picture", AT, "draw it"), error("rgb", "red", AT)
    accepted = accept([one, two], {"image": "agreed with the shop"})
    assert accepted == [
        Finding("image", Severity.NOTE, "a picture", AT, "accepted: agreed with the shop"),
        two,
    ]


def test_json_and_back() -> None:
    """A report keeps a finding whole."""
    told = review("stale", "changed; ‘è’", AT, "look")
    assert from_json(json.loads(json.dumps(to_json(told)))) == told


def test_gathered() -> None:
    """What is said of several pages is said once, with the pages; what differs stays apart."""
    place = Where("f.pdf", 0, "page 1")

    def on(page: int, message: str = "too small") -> Finding:
        where = replace(place, key=f"page {page}")
        return Finding("type-too-small", Severity.ERROR, message, where, "cut", Spot(page))

    several = [on(1), on(2), on(3), on(5), on(5), on(2, "too large")]
    one, other = merged_by_page(several)
    assert one.where.key == "pages 1 to 3, 5"
    assert one.message == "too small (5 times)"
    assert other == several[-1]
    assert merged_by_page([on(4), on(4)])[0].where.key == "page 4"


def test_shortening_hides_no_kind() -> None:
    """Each code, of each severity, keeps its first ones; it is told how many are left out."""
    found = [review("thin", str(n), AT) for n in range(50)]
    found += [error("thin", "broken", AT), *(note("dull", str(n), AT) for n in range(4))]
    kept, left_out = shortened(found, 7)
    assert [f.message for f in kept] == ["0", "1", "2", "broken", "0", "1", "2"]
    assert left_out == {"thin": 47, "dull": 1}
    assert by_code(left_out) == "47 of thin, 1 of dull"
    assert shortened(found, 100) == (found, Counter())
    assert len(shortened(found, 2)[0]) == 2
