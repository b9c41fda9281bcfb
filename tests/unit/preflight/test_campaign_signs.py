"""How campaign print is known, and what is taken for its address."""

from pathlib import Path

import pytest

from printshop.preflight.campaign_signs import CampaignSigns, campaign_signs

ADDRESS = "https://www.helpforexample.be"
SIGNS = CampaignSigns(ADDRESS)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (ADDRESS, True),
        (f"{ADDRESS}/", True),
        ("HTTPS://WWW.HELPFOREXAMPLE.BE", True),
        ("http://www.helpforexample.be", False),
        ("https://helpforexample.be", False),
        (f"{ADDRESS}/nl", False),
        (f"{ADDRESS}?a=1", False),
        (f"{ADDRESS}#a", False),
        ("https://[broken", False),
    ],
)
def test_the_address(text: str, same: bool) -> None:
    """Only what makes no difference may differ."""
    assert SIGNS.leads_there(text) is same


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("https://helpforexample.com", True),
        ("https://www.helpforexample.be/elsewhere", True),
        ("https://www.helpforexample.be.evil.example/", True),
        ("https://www.helpforexample.be@evil.example/", True),
        ("https://evil.example/?to=helpforexample", True),
        ("https://he1pforexamp1e.be", True),
        ("https://help-for-example.be", True),
        ("https://help.for.example.be", True),
        ("https://helpforexarnple.be", True),
        ("https://helpforexampel.be", True),
        ("https://helpfor-exampl.be", True),
        ("https://hеlpforехаmple.be", True),  # Cyrillic letters
        ("https://xn--hlpforxample-bpia.be", True),
        ("https://www.example.org", False),
        ("https://helpdesk.be", False),
        ("WIFI:S:guests;T:WPA;P:secret;;", False),
        ("", False),
    ],
)
def test_what_is_taken_for_it(text: str, alike: bool) -> None:
    """The name in another place, and names that the eye does not tell from it."""
    assert SIGNS.looks_like_it(text) is alike


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (ADDRESS, True),
        ("http://helpforexample.be/nl?a=1", True),
        ("https://www.helpforexample.be@evil.example/", False),
        ("https://me@www.helpforexample.be/", False),
        ("https://www.helpforexample.be.evil.example/", False),
        ("ftp://www.helpforexample.be", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_what_is_on_its_site(text: str, own: bool) -> None:
    """Whatever page of the same host."""
    assert SIGNS.is_on_its_site(text) is own


def test_a_short_name_is_like_too_many() -> None:
    """Of four letters nothing is said."""
    assert not CampaignSigns("https://abcd.be").looks_like_it("https://abcd.be.example")


def test_what_is_read(tiny_shop: Path) -> None:
    """The address, the hotline and the site."""
    signs = campaign_signs(tiny_shop)
    assert signs is not None
    assert signs.address.startswith("https://")
    assert len(signs.marks) == 2
    assert all(mark.isalnum() for mark in signs.marks)


@pytest.mark.parametrize(
    "spoilt",
    ["facts: [", "facts: 5\n", "hotline: nobody\n", "facts: {hotline: 5}\nhotline: hotline\n"],
)
def test_a_broken_file_is_read_as_far_as_it_goes(tmp_path: Path, spoilt: str) -> None:
    """The address is found, whatever else is wrong in the file."""
    path = tmp_path / "content/campaign.yaml"
    path.parent.mkdir()
    path.write_text(f'code_address: "{ADDRESS}"\n{spoilt}', "utf-8")
    assert campaign_signs(tmp_path) == SIGNS


def test_without_a_campaign(tmp_path: Path) -> None:
    """Without the file, or an address in it, nothing is known."""
    assert campaign_signs(tmp_path) is None
    path = tmp_path / "content/campaign.yaml"
    path.parent.mkdir()
    path.write_text("name: [", "utf-8")
    assert campaign_signs(tmp_path) is None
