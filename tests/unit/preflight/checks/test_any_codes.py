"""Codes of files from outside: where each leads, and whose it is taken for."""

from dataclasses import replace

import pytest

from printshop.findings import Severity
from printshop.pdf.geometry import Extent
from printshop.preflight.campaign_signs import CampaignSigns
from printshop.preflight.page_codes import PageCode
from printshop.preflight.rules import Case, ask
from tests.unit.preflight.checks.cases import case, page, run

ADDRESS = "https://www.helpforexample.be"
CAMPAIGN = CampaignSigns(ADDRESS, ("3290000000", "wwwhelpforexamplebe"))
BOX = Extent(10, 10, 35, 35)


def scanned(*texts: str | None, words: str = "", campaign: CampaignSigns | None = CAMPAIGN) -> Case:
    """A page with these codes and words."""
    codes = tuple(PageCode(text, 25 if text else 0, BOX) for text in texts)
    shown = page(runs=[run(words)] if words else [])
    return replace(case(shown), scans=(codes,), campaign=campaign)


def said(about: Case) -> list[tuple[str, Severity, str]]:
    """Code, severity and message of what is told."""
    return [(f.code, f.severity, f.message) for f in ask(about, "f.pdf")]


def leads(text: str) -> tuple[str, Severity, str]:
    """That a code leads there."""
    message = f"a QR code leads to '{text}'; it is 25 mm wide with modules of 1.00 mm"
    return "code-leads-to", Severity.NOTE, message


def test_where_it_leads() -> None:
    """A note for each, with its place and size; for another shop's code nothing more."""
    about = scanned("https://example.org/menu", ADDRESS)
    assert said(about) == [leads("https://example.org/menu"), leads(ADDRESS)]
    first = ask(about, "f.pdf")[0]
    assert first.spot is not None
    assert (first.spot.page, first.spot.box) == (1, (10, 15, 35, 40))


def test_what_is_no_address() -> None:
    """A code may hold anything; a long text is cut."""
    (told,) = said(scanned("WIFI:" + "x" * 500))
    assert told[2].startswith(f"a QR code holds 'WIFI:{'x' * 195}'; it is 25 mm wide")


def test_one_that_is_taken_for_the_campaigns() -> None:
    """An error that quotes both."""
    other = "https://helpforexample.com"
    assert said(scanned(other)) == [
        (
            "code-unreadable",
            Severity.ERROR,
            f"a QR code leads to '{other}', "
            f"which is taken for the campaign's '{ADDRESS}' and is not",
        )
    ]


@pytest.mark.parametrize("text", [f"{ADDRESS}/nl", "http://helpforexample.be"])
def test_another_page_of_the_campaigns_site(text: str) -> None:
    """A review: it is the campaign's, and not what its codes lead to."""
    assert said(scanned(text)) == [
        (
            "code-unreadable",
            Severity.REVIEW,
            f"a QR code leads to '{text}', "
            f"on the campaign's site, and not to '{ADDRESS}' as its codes do",
        )
    ]


@pytest.mark.parametrize("words", ["+32 9 000 00 00", "www.helpforexample.be"])
def test_another_code_on_campaign_print(words: str) -> None:
    """Beside the campaign's number or site no code leads elsewhere."""
    other = "https://example.org"
    assert said(scanned(other, words=words)) == [
        (
            "code-unreadable",
            Severity.ERROR,
            f"a QR code leads to '{other}', not to '{ADDRESS}', in a file that names the campaign",
        )
    ]
    assert said(scanned(ADDRESS, words=words)) == [leads(ADDRESS)]


def test_one_that_cannot_be_read() -> None:
    """An error, whosever it is."""
    for campaign in (CAMPAIGN, None):
        assert said(scanned(None, campaign=campaign)) == [
            ("code-unreadable", Severity.ERROR, "what looks like a QR code cannot be read")
        ]


def test_without_a_campaign() -> None:
    """Where its address is not known, each code is told and none is judged."""
    other = "https://helpforexample.com"
    assert said(scanned(other, words="+32 9 000 00 00", campaign=None)) == [leads(other)]


def test_no_other_rule_is_asked() -> None:
    """What is known of the file was told before; without scans nothing is said of codes."""
    about = scanned(ADDRESS)
    assert {code for code, _, _ in said(about)} == {"code-leads-to"}
    without = {code for code, _, _ in said(replace(about, scans=None))}
    assert without
    assert not without & {"code-leads-to", "code-unreadable"}


def test_one_that_is_hard_to_scan() -> None:
    """Modules under 0.4 mm, and light on dark: reviews, beside the note."""
    small = PageCode(ADDRESS, 29, Extent(10, 10, 18, 18))
    light = PageCode(ADDRESS, 25, BOX, reversed=True)
    about = replace(scanned(), scans=((small, light),))
    told = [(f.code, f.severity, f.message) for f in ask(about, "f.pdf")]
    assert [t for t in told if t[1] is Severity.REVIEW] == [
        (
            "code-too-small",
            Severity.REVIEW,
            "a QR code has modules of 0.28 mm, on a side of 8 mm; 0.4 mm is the least",
        ),
        ("code-colour", Severity.REVIEW, "a QR code is light on dark"),
    ]
