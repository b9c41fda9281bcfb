"""Job terms: every key of an order for the print shop, and what is said of those that are wrong."""

from pathlib import Path

import pytest

from printshop.orders.job_terms import NONE, Address, JobTerms, Party
from printshop.orders.read import items_of, read_order
from printshop.orders.read_terms import terms_of
from printshop.shop.job import Shop

LINE = "lines:\n  - {pieces: card, languages: [en, ar], quantity: 100, deliver-by: 2030-03-14}\n"
# Every key, its value as it is written, and as a text in a cell of a table.
FULL = {
    "customer-number": "10234",
    "order-reference": "PO 77/2030",
    "contact-name": "Umbrella desk",
    "contact-phone": "+32 470 12 34 56",
    "contact-mail": "desk@example.com",
    "delivery-receiver": "Stores, gate 3",
    "delivery-street": "Example Street",
    "delivery-number": "12 bus 3",
    "delivery-postcode": "1000",
    "delivery-town": "Brussel",
    "delivery-country": "BE",
    "delivery-hours": "weekdays, 8 to 16 h",
    "delivery-phone": "+32 470 12 34 57",
    "deliver-from": "2030-03-01",
    "deliver-by": "2030-03-14",
    "invoice-name": "Umbrella accounts",
    "invoice-street": "Example Lane",
    "invoice-number": "4",
    "invoice-postcode": "9000",
    "invoice-town": "Gent",
    "invoice-country": "BE",
    "invoice-vat": "BE 0000.000.097",
    "invoice-mail": "accounts@example.com",
    "invoice-reference": "Budget 12",
    "finish": "silk",
    "substrate": "PS1",
    "certification": "FSC Mix Credit",
    "tolerance-over": "5 %",
    "tolerance-under": "2,5",
    "bundle": "50",
    "label": "Umbrella card",
    "proof": "wanted",
    "proof-approver": "Umbrella desk",
    "proof-by": "2030-02-20",
    "remarks": "Ring twice",
}
TERMS = JobTerms(
    customer_number="10234",
    order_reference="PO 77/2030",
    contact=Party("Umbrella desk", None, "+32 470 12 34 56", "desk@example.com"),
    delivery=Party(
        "Stores, gate 3",
        Address("Example Street", "12 bus 3", "1000", "Brussel", "BE"),
        "+32 470 12 34 57",
    ),
    delivery_hours="weekdays, 8 to 16 h",
    deliver_from="2030-03-01",
    invoice=Party(
        "Umbrella accounts",
        Address("Example Lane", "4", "9000", "Gent", "BE"),
        mail="accounts@example.com",
        vat="BE 0000.000.097",
    ),
    invoice_reference="Budget 12",
    finish="silk",
    substrate="PS1",
    certification="FSC Mix Credit",
    over=5.0,
    under=2.5,
    bundle=50,
    labels=(("", "Umbrella card"),),
    proof="wanted",
    proof_approver="Umbrella desk",
    proof_by="2030-02-20",
)


def order(folder: Path, *keys: str) -> Path:
    """An order file of one line, its further keys written one beneath another."""
    path = folder / "order.yaml"
    rows = ["pieces: card", "languages: [en, ar]", "quantity: 100", *keys]
    path.write_text("lines:\n  - " + "\n    ".join(rows) + "\n", "utf-8")
    return path


def told(shop: Shop, path: Path) -> list[str]:
    """What is said of an order file, each with its key and its code."""
    lines, findings = read_order(path.parent, path)
    for line in lines:
        findings += items_of(shop, line)[1]
    return [f"{f.where.key} {f.code}: {f.message}" for f in findings]


def test_yaml_and_tables_say_the_same(opened_shop: Shop, tmp_path: Path) -> None:
    """Every key is read from both, flat; nothing is to be said of it."""
    (tmp_path / "order.csv").write_text(
        ";".join(["pieces", "languages", "quantity", *FULL])
        + "\n"
        + ";".join(["card", "en, ar", "100", *FULL.values()])
        + "\n",
        "utf-8",
    )
    written = order(tmp_path, *(f"{key}: {value}" for key, value in FULL.items()))
    for path in (written, tmp_path / "order.csv"):
        lines, findings = read_order(tmp_path, path)
        assert findings == []
        assert [terms_of(line) for line in lines] == [TERMS]
        assert lines[0].remarks == "Ring twice"
        assert told(opened_shop, path) == []


def test_what_is_left_out_is_not_spoken_of(tmp_path: Path) -> None:
    """A line without these keys has none of them: no default, no country, no tolerance."""
    lines, _ = read_order(tmp_path, order(tmp_path))
    assert [terms_of(line) for line in lines] == [NONE]


def test_labels_by_language(opened_shop: Shop, tmp_path: Path) -> None:
    """A label for each language, or one for all."""
    path = order(tmp_path, "bundle: 25", "label: {en: Cards, ar: بطاقات}")
    lines, _ = read_order(tmp_path, path)
    assert told(opened_shop, path) == []
    terms = terms_of(lines[0])
    assert [terms.label(tag) for tag in ("en", "ar", "nl")] == ["Cards", "بطاقات", ""]
    assert TERMS.label("nl") == "Umbrella card"


ADDRESS = (
    "delivery-street: Example Street",
    "delivery-number: 2",
    "delivery-postcode: 1000",
    "delivery-town: Brussel",
)
# Keys of a line, and what is said of them: each fault once, at its key.
WRONG = [
    (["contact-phone: +32 470 12 34"], ["contact-phone wrong-value"]),
    (["contact-phone: 0470 12 34 56"], ["contact-phone wrong-value"]),
    (["contact-mail: desk@example"], ["contact-mail wrong-value"]),
    (["delivery-phone: ask Jo"], ["delivery-phone wrong-value"]),
    (["invoice-mail: www.example.com"], ["invoice-mail wrong-value"]),
    (["invoice-vat: BE 0000.000.098"], ["invoice-vat wrong-value"]),
    (["invoice-vat: 12345"], ["invoice-vat wrong-value"]),
    ([*ADDRESS[:3], "delivery-town: Gent"], ["delivery-postcode wrong-value"]),
    ([*ADDRESS[:2], "delivery-postcode: 100", ADDRESS[3]], ["delivery-postcode wrong-value"]),
    ([ADDRESS[0], "delivery-number: two", *ADDRESS[2:]], ["delivery-street wrong-value"]),
    (["delivery-street: Example Street 2"], ["delivery-street missing-key"]),
    (["invoice-country: NL"], ["invoice-country missing-key"]),
    ([*ADDRESS, "delivery-country: Belgium"], ["delivery-country wrong-value"]),
    (
        [*ADDRESS[:2], "delivery-postcode: 75001", ADDRESS[3], "delivery-country: X{a}"],
        ["delivery-country not-plain-text"],
    ),
    ([*ADDRESS, "delivery-country: XX"], ["delivery-country wrong-value"]),
    ([*ADDRESS, "delivery: Example Street 2"], ["delivery duplicate-key"]),
    (["deliver-by: 2030-03-14", "deliver-from: 2030-03-15"], ["deliver-from wrong-value"]),
    (
        ["deliver-by: 2030-03-14", "proof: wanted", "proof-by: 2030-04-01"],
        ["proof-by wrong-value"],
    ),
    (["proof-by: 2030-03-01"], ["proof-by wrong-value"]),
    (["proof: given", "proof-by: 2030-03-01"], ["proof-by wrong-value"]),
    (
        ["proof: given", "proof-by: 2030-04-01", "deliver-by: 2030-03-14"],
        ["proof-by wrong-value"],
    ),
    (["proof: maybe", "proof-by: 2030-03-01", "proof-approver: A"], ["proof wrong-value"]),
    (["bundle: few", "label: Cards"], ["bundle wrong-value"]),
    ([*ADDRESS[:3], "delivery-town: a{b}"], ["delivery-town not-plain-text"]),
    (["delivery-street: a{b}", "delivery-country: NL"], ["delivery-street not-plain-text"]),
    (["contact-phone: 470123456"], ["contact-phone turned-by-spreadsheet"]),
    (
        ["partner: P", "type: club", "contact: tel 470123456"],
        ["contact turned-by-spreadsheet"],
    ),
    (
        ["partner: P{x}", "type: club", "contact: tel +32 470 1"],
        ["partner not-plain-text", "contact doubtful-fact"],
    ),
    (["proof-approver: Umbrella desk"], ["proof-approver missing-key"]),
    (["proof: later"], ["proof wrong-value"]),
    (["label: Cards"], ["label missing-key"]),
    (["bundle: 50", "label: {en: Cards}"], ["label wrong-value"]),
    (["bundle: 50", 'label: {en: Cards, ar: ""}'], ["label wrong-value"]),
    (["bundle: true"], ["bundle wrong-value"]),
    (["label: [Cards]", "bundle: 50"], ["label wrong-value"]),
    (["bundle: 50", "label: {en: Cards, ar: b, xx: c}"], ["label.xx wrong-value"]),
    (["bundle: 0"], ["bundle wrong-value"]),
    (["bundle: fifty"], ["bundle wrong-value"]),
    (["tolerance-over: 0.05"], ["tolerance-over wrong-value"]),
    (["tolerance-under: 120 %"], ["tolerance-under wrong-value"]),
    (["tolerance-under: some"], ["tolerance-under wrong-value"]),
    (["finish: uncoated"], ["finish wrong-value"]),
    (["finish: matt"], ["finish wrong-value"]),
    (["substrate: PS5"], ["substrate wrong-value"]),
    (["substrate: PS9"], ["substrate wrong-value"]),
    (["label: a{b}", "bundle: 5"], ["label not-plain-text"]),
    ([f"remarks: {'so ' * 120}"], ["remarks too-long"]),
]


@pytest.mark.parametrize(("keys", "wanted"), WRONG)
def test_wrong_terms(opened_shop: Shop, tmp_path: Path, keys: list[str], wanted: list[str]) -> None:
    """Each fault is told once, at its key."""
    said = told(opened_shop, order(tmp_path, *keys))
    assert [row.partition(":")[0].removeprefix("lines[0].") for row in said] == wanted


def test_addresses_abroad(opened_shop: Shop, tmp_path: Path) -> None:
    """Postcodes and phone numbers of other countries are taken as they stand."""
    path = order(
        tmp_path,
        "delivery-street: Example Weg",
        "delivery-number: 2",
        "delivery-postcode: 1234 AB",
        "delivery-town: Example aan Zee",
        "delivery-country: NL",
        "delivery-phone: +31 20 000 0000",
        "invoice-vat: NL000000000B00",
    )
    assert told(opened_shop, path) == []
    assert terms_of(read_order(tmp_path, path)[0][0]).delivery.address == Address(
        "Example Weg", "2", "1234 AB", "Example aan Zee", "NL"
    )


def test_a_percentage_that_a_spreadsheet_made(tmp_path: Path) -> None:
    """5 % is kept as 0.05 in a cell: which of the two is meant is asked, not guessed."""
    path = tmp_path / "order.csv"
    path.write_text("pieces;languages;quantity;tolerance-over\ncard;en;100;0,05\n", "utf-8")
    _, findings = read_order(tmp_path, path)
    assert [f.message for f in findings] == [
        "'tolerance-over' is '0,05' where a percentage from 1 to 100, or 0, is wanted"
    ]
    assert findings[0].fix == "write it like this: tolerance-over: 5"
