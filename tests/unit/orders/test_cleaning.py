"""Cleaning: what may be printed of a name, and what is told of the rest."""

import pytest

from printshop.findings import Finding
from printshop.orders.cleaning import LONGEST, cleaned
from printshop.orders.model import OrderLine


def clean(**texts: str) -> tuple[OrderLine, list[Finding]]:
    """A line with these texts, cleaned."""
    given = {"languages": "xx", "pieces": "thing", "quantity": 5, **texts}
    return cleaned(OrderLine.model_validate(given))


def codes(**texts: str) -> list[str]:
    """The codes of what is said of these texts."""
    return [f.code for f in clean(**texts)[1]]


@pytest.mark.parametrize(
    ("given", "made"),
    [
        (" Stad\u00a0 X ", "Stad X"),
        ("E\u0301te\u0301", "Été"),
        ("Smith & Sons <3", "Smith & Sons <3"),
        ("Call +32 78 055 800", "Call +32 78 055 800"),
        ("A\u202f:\u2009B", "A : B"),
    ],
)
def test_spaces_and_accents_are_tidied(given: str, made: str) -> None:
    """Spaces become single ones, accents are joined to their letters, the rest stays."""
    line, findings = clean(partner=given)
    assert (line.partner, findings) == (made, [])


@pytest.mark.parametrize(
    "text",
    ["می\u200cخواهم", "न्\u200dय", "ক্\u200cষ", "Žluťoučký Łódź", "Ѓорѓи", "李", "👍"],
)
def test_every_script_may_be_written(text: str) -> None:
    """Joiners stand where Persian, Hindi and Bengali are spelled with them."""
    assert codes(partner=text) == []


@pytest.mark.parametrize(
    "char",
    [
        *("\u202e", "\u202d", "\u2066", "\u2069", "\u200b", "\u200e", "\u200f", "\u00ad", "\ufeff"),
        *("\u200c", "\u200d", "\u2060", "\u061c", "\u3164", "\u2800", "\ufe0f", "\u180e", "\u034f"),
        *("\U000e0041", "\ue000", "\U000e0100"),
    ],
)
def test_what_nobody_sees(char: str) -> None:
    """Overrides, isolates, marks, joiners between Latin letters, fillers: told by code point."""
    findings = clean(contact=f"ab{char}cd")[1]
    assert [f.code for f in findings] == ["hidden-character"]
    assert f"⟨U+{ord(char):04X}⟩" in findings[0].message
    assert char not in str(findings[0])


@pytest.mark.parametrize(
    "text",
    ["<b>Stad</b>", "</p>", "<!-- x", "Stad &amp; Co", "&#60;", "{hotline}", "{{ x }}", "<script"],
)
@pytest.mark.parametrize("key", ["partner", "contact", "publisher", "delivery"])
def test_code_in_a_name(key: str, text: str) -> None:
    """Markup and tokens are told: a name is printed as it stands."""
    assert codes(**{key: text}) == ["not-plain-text"]


@pytest.mark.parametrize("name", LONGEST)
def test_lengths(name: str) -> None:
    """The longest that is printed is counted in characters, after tidying."""
    key = OrderLine.model_fields[name].alias or name
    assert codes(**{key: " " + "e\u0301" * LONGEST[name]}) == []
    findings = clean(**{key: "x" * (LONGEST[name] + 7)})[1]
    assert [f.code for f in findings] == ["too-long"]
    assert findings[0].fix == "shorten it by 7 characters"


def test_the_limits_are_those_of_the_zone() -> None:
    """80 characters for a name, 100 for the contact, 160 for the publisher."""
    assert [LONGEST[key] for key in ("partner", "contact", "publisher")] == [80, 100, 160]


def test_one_line() -> None:
    """A contact is one line; in an address, line breaks become commas."""
    assert codes(contact="a\nb") == ["line-break"]
    assert codes(partner="a\u2028b") == ["line-break"]
    line, findings = clean(delivery="Hall,\n Street 1\r\n1000 Town\n")
    assert (line.delivery, findings) == ("Hall, Street 1, 1000 Town", [])


def test_no_words() -> None:
    """A name of spaces is told, since a line without a name is the campaign's own."""
    assert codes(partner=" \u00a0") == ["empty-text"]
    assert codes(partner="a\tb") == ["control-character"]


@pytest.mark.parametrize("logo", ["logo.svg", "logos/a b.pdf", " é.png ", "..a/x.svg", "a..b.png"])
def test_logos_beside_the_order(logo: str) -> None:
    """A path beneath the order file's folder is fine."""
    assert codes(logo=logo) == []


@pytest.mark.parametrize(
    "logo",
    [
        *("../logo.svg", "a/../../logo.svg", "/etc/logo.svg", "C:\\logo.svg", "C:/logo.svg"),
        *("\\\\host\\logo.svg", "a\\logo.svg", "~/logo.svg", "https://a.example/logo.svg"),
    ],
)
def test_logos_elsewhere(logo: str) -> None:
    """A path that leads out, an absolute one, a drive and an address are told."""
    assert codes(logo=logo) == ["outside-the-shop"]


def test_a_logo_that_hides() -> None:
    """A name that reads otherwise than it is spelled is told."""
    assert codes(logo="gnp\u202e.svg") == ["hidden-character"]
