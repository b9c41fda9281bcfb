"""Catalogue: what can be made of the shop, and which findings concern it."""

import pytest

from printshop.findings import Finding, Where, error
from printshop.shop import catalog
from printshop.shop.job import JobTicket, Shop


def test_tickets(opened_shop: Shop) -> None:
    """Each layout in general or for each sector, as it says itself, in each language."""
    assert sorted(catalog.tickets(opened_shop)) == [
        JobTicket("card", "", "ar"),
        JobTicket("card", "", "en"),
        JobTicket("sign", "trains", "ar"),
        JobTicket("sign", "trains", "en"),
    ]


def choose(shop: Shop, **wanted: list[str]) -> tuple[list[str], list[str], list[Finding]]:
    """What filters leave, as ``language/stem``."""
    filters = {name: wanted.get(name, []) for name in ("language", "piece", "sector", "press")}
    left, presses, findings = catalog.choose(catalog.tickets(shop), shop, filters)
    return sorted(f"{t.language}/{t.stem}" for t in left), presses, findings


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({}, ["ar/card", "ar/sign-trains", "en/card", "en/sign-trains"]),
        ({"language": ["ar"]}, ["ar/card", "ar/sign-trains"]),
        ({"piece": ["card"]}, ["ar/card", "en/card"]),
        ({"sector": ["trains"]}, ["ar/sign-trains", "en/sign-trains"]),
        ({"sector": ["general"]}, ["ar/card", "en/card"]),
        ({"language": ["en"], "sector": ["general", "trains"]}, ["en/card", "en/sign-trains"]),
    ],
)
def test_filters(opened_shop: Shop, wanted: dict[str, list[str]], left: list[str]) -> None:
    """Filters narrow down together; names within one add up."""
    assert choose(opened_shop, **wanted) == (left, ["test"], [])


def test_unknown_filter_names(opened_shop: Shop) -> None:
    """Every unknown name is told, with the nearest that is known."""
    *_, findings = choose(opened_shop, piece=["crad", "card"], press=["offset"])
    assert [(f.where.path, f.fix) for f in findings] == [
        ("--piece", "did you mean 'card'?"),
        ("--press", "use one of: test"),
    ]


def test_copy_in_layers(opened_shop: Shop) -> None:
    """A sector's words come before the piece's, and those before what all pieces share."""
    job = catalog.resolve(opened_shop, JobTicket("sign", "trains", "en"))
    assert [s.at().path for s in job.copy.sheets] == [
        "content/en/common.yaml",
        "content/en/sign.yaml",
        "content/en/trains.yaml",
    ]
    assert job.copy.get("act") == "Pick it up."
    assert job.copy.get("nothing") is None
    assert sorted(job.sizes) == ["", "a7"]
    assert (job.stem(""), job.stem("a7")) == ("sign-trains", "sign-trains.a7")


def test_concerning() -> None:
    """A finding stops the jobs that use the file it is about, and no other."""
    ticket = JobTicket("sign", "trains", "ar")

    def told(path: str) -> bool:
        return bool(catalog.concerning(ticket, [error("x", "", Where(path))]))

    for path in (
        "content/ar/sign.yaml",
        "content/ar/trains.yaml",
        "content/ar/common.yaml",
        "content/ar/language.yaml",
        "content/campaign.yaml",
        "content/sectors.yaml",
        "layouts/sign/layout.yaml",
        "layouts/_shared/palette.yaml",
    ):
        assert told(path), path
    for path in ("content/en/sign.yaml", "content/ar/card.yaml", "layouts/sign-2/layout.yaml"):
        assert not told(path), path
