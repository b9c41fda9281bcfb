"""What a spreadsheet made of words is asked about; names that only look like it are left alone."""

import pytest

from printshop.findings import Where
from printshop.orders.mangled import mangled, phone_meant
from printshop.orders.vocabulary import Vocabulary

WORDS = Vocabulary(months={"jul": 7, "jan": 1}, truth=frozenset({"waar", "true"}))


@pytest.mark.parametrize(
    "text",
    [
        *("478000000", "32478000000", "90000000", "470 12 34 56", "tel. 470123456, www.a.example"),
        *("x.example - 478000000", "x.example / 478 00 00 00", "Bel 478000000 of mail"),
        *("3.2478E+10", "3,2478E+10", "3.2e+16", "tel 3,25E+10", "WAAR", "true"),
        *("2027-02-01", "1/2/2027", "1-2-27", "01.02.2027", "24/jul", "jan-27", "24-jul-2027"),
        *("####", "#N/B", "#REF!", "#NAAM?", "CafÃ©", "Caf\ufffd"),
    ],
)
def test_turned(text: str) -> None:
    """One error each."""
    told = list(mangled(text, "contact", Where("o.csv", 2), WORDS))
    assert [f.code for f in told] == ["turned-by-spreadsheet"]


@pytest.mark.parametrize(
    "text",
    [
        *("+32 470 12 34 56", "0470 12 34 56", "1712", "112", "11.11.11", "24/7", "T1D", "3E"),
        *("Jan Jul", "jul", "Waar en hoe", "#StopHetNu", "BE 0123.456.789", "Café", "Ü-Haus"),
        *(
            "Straat 12, 9000 Gent",
            "BE68 5390 0754 7034",
            "Huis 1E10",
            "",
            "x.example/478000000",
            "véréna Ã la carte",
        ),
    ],
)
def test_left_alone(text: str) -> None:
    """Numbers with their 0, short ones, names of figures and of months, company numbers."""
    assert list(mangled(text, "contact", Where("o.csv", 2), WORDS)) == []


def test_a_number_among_a_name_is_no_phone() -> None:
    """Only where a phone number is wanted are parts of a text looked at."""
    assert not list(mangled("Huis, 12345678", "partner", Where("o.csv"), WORDS))
    assert list(mangled("12345678", "partner", Where("o.csv"), WORDS))


@pytest.mark.parametrize("text", ["4500123456", "PO 4500123456", "BE 1000.000.097"])
def test_long_numbers_that_are_no_phones(text: str) -> None:
    """References and company numbers; what a spreadsheet shortened is told there too."""
    for key in ("order-reference", "invoice-vat"):
        assert not list(mangled(text, key, Where("o.csv"), WORDS))
        assert list(mangled("4.5E+09", key, Where("o.csv"), WORDS))


@pytest.mark.parametrize(
    ("digits", "meant"),
    [
        ("470123456", '; it may be "+32 470 12 34 56"'),
        ("32470123456", '; it may be "+32 470 12 34 56"'),
        ("111111111111", ""),
    ],
)
def test_what_may_be_meant(digits: str, meant: str) -> None:
    """The number as it is printed, where there can be such a number."""
    assert phone_meant(digits) == meant
