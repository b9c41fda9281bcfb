"""Catalogue and checks: what can be made, and the shop against itself."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from printshop.findings import Finding, Where, error
from printshop.shop import catalog, check
from printshop.shop.job import JobTicket, Shop
from printshop.shop.words import CopySheet


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


# ── facts, spelled out or past their date ────────────────────────────────────────────────────

Spoil = Callable[[str, str, str], list[Finding]]


@pytest.fixture
def spoil(tiny_shop: Path) -> Spoil:
    """Change a file of the tiny shop and open it: ``spoil(file, old, new)`` gives the findings."""

    def change(file: str, old: str, new: str) -> list[Finding]:
        path = tiny_shop / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        return catalog.open_shop(tiny_shop)[1]

    return change


@pytest.mark.parametrize(
    ("fact", "text", "found"),
    [
        ("+32 78 055 800", "Call +32 78 055 800 now", True),
        ("+32 78 055 800", "Call 078 05 58 00 now", True),
        ("+32 78 055 800", "Call 078/055.800", True),
        ("+32 78 055 800", "Call 078\u202f055\u00a0800", True),
        pytest.param("+32 78 055 800", "Call (+32)78 055 800", True),
        pytest.param("+32 78 055 800", "Call 0032 78 055 800", True),
        ("+32 78 055 800", "In 1978 there were 055 of 800", False),
        ("+32 78 055 800", "Call {hotline} now", False),
        ("101", "Call 101 now", True),
        ("101", "Room 1012", False),
        ("101", "101.", True),
    ],
)
def test_spelled_phone(spoil: Spoil, fact: str, text: str, found: bool) -> None:
    """A number is recognised in any grouping, with or without its country, not within another."""
    spoil("content/campaign.yaml", "+44 20 7946 0018", fact)
    codes = {f.code for f in spoil("content/en/sign.yaml", "Pick it up.", f'"{text}"')}
    assert ("fact-spelled-out" in codes) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See www.example.org", True),
        ("See EXAMPLE.ORG/umbrellas", True),
        ("See https://example.org", True),
        ("12.500 umbrellas", True),
        ("12\u00a0500 umbrellas", True),
        ("12500 umbrellas", True),
        ("See example.net", False),
        ("125 umbrellas", False),
    ],
)
def test_spelled_web_and_number(spoil: Spoil, text: str, found: bool) -> None:
    """An address in any case, a number with any separator."""
    codes = {f.code for f in spoil("content/en/sign.yaml", "Pick it up.", text)}
    assert codes == ({"fact-spelled-out", "stale"} if found else {"stale"})


def test_expiry(opened_shop: Shop) -> None:
    """A fact holds through its last day, and not a day longer."""
    assert check.expired(opened_shop, date(2999, 12, 31)) == []
    late = check.expired(opened_shop, date(3000, 1, 1))
    assert len(late) == len(opened_shop.campaign.facts)
    assert {f.code for f in late} == {"fact-expired"}


def sheet(**items: str | list[str]) -> CopySheet:
    """A sheet of copy."""
    return CopySheet(status="draft", items=items)


def test_digest_of_words() -> None:
    """The digest names the words by role: their order in the file does not count, all else does."""
    one = sheet(a="x", b=["y", "z"])
    assert one.digest() == sheet(b=["y", "z"], a="x").digest()
    others = [
        sheet(a="x", b=["z", "y"]),
        sheet(a="x", b=["yz"]),
        sheet(a="x", c=["y", "z"]),
        sheet(a="x ", b=["y", "z"]),
        sheet(a="x", b="y", z=""),
    ]
    assert len({s.digest() for s in [one, *others]}) == 6


def test_stale_tells_the_new_digest(spoil: Spoil) -> None:
    """Source words that changed make a translation stale, and the finding says what to write."""
    findings = spoil("content/en/sign.yaml", "Pick it up.", "Take it home.")
    shop_digest = sheet(title="Dry, but alone – sign", act="Take it home.").digest()
    assert [(f.code, f.where.path, f.severity) for f in findings] == [
        ("stale", "content/ar/sign.yaml", "review")
    ]
    assert f'set digest: "{shop_digest}"' in findings[0].fix
