"""The ledger: what an order was made from and what came out."""

from pathlib import Path

from printshop.orders import ledger
from printshop.orders.model import OrderLine

INPUTS = {"the program": "aa", "the piece 'card' in en": "bb"}
LINE = OrderLine.model_validate(
    {
        "partner": "Umbrella \u201cClub\u201d: #1",
        "type": "club",
        "languages": ["en", "ar"],
        "pieces": "card",
        "quantity": {"en": 100, "ar": 50},
        "deliver-by": "2030-02-01",
        "printer-language": "en",
    }
)
NUMBER = "2030-0123abcd"
PACKAGES = {"a.zip": "cc"}
PRINTED = {
    "en/card": ledger.LedgerItem(
        piece="card",
        language="en",
        quantity=100,
        facts={"hotline": "0800 00 000", "count": "14", "odd": "true"},
        claims=("anonymous",),
        words="0123456789012345",
    )
}
ENGINE = "Pango 1.50.12, HarfBuzz 6.0.0, pikepdf 10"


def kept(root: Path, inputs: dict[str, str] = INPUTS, engine: str = ENGINE) -> Path:
    """A shop with one ledger."""
    path = ledger.ledger_path(root, NUMBER)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(ledger.to_yaml(NUMBER, "orders", LINE, engine, inputs, PACKAGES, PRINTED))
    return root


def test_there_and_back(tmp_path: Path) -> None:
    """A ledger says all that was ordered, and is read as it was written."""
    found, findings = ledger.find(kept(tmp_path), NUMBER)
    assert not findings
    assert found is not None
    assert found.line.model_dump() == LINE.model_dump()
    assert (found.folder, found.inputs, found.packages) == ("orders", INPUTS, PACKAGES)
    assert found.engine == ENGINE
    kept_items = {name: item.model_dump() for name, item in found.printed.items()}
    assert kept_items == {name: item.model_dump() for name, item in PRINTED.items()}


def test_no_such_order(tmp_path: Path) -> None:
    """A number that nobody gave is a finding, with the one that is nearest."""
    found, (told,) = ledger.find(kept(tmp_path), "2030-0123abce")
    assert found is None
    assert told.code == "unknown-name"
    assert NUMBER in told.fix


def test_no_order_at_all(tmp_path: Path) -> None:
    """Before the first order there is nothing to repeat."""
    found, (told,) = ledger.find(tmp_path, NUMBER)
    assert found is None
    assert "order file" in told.fix


def test_says_exactly_what_has_changed(tmp_path: Path) -> None:
    """Each input that is otherwise now is named, and no other."""
    now = {"the program": "aa", "the piece 'card' in en": "xx", "the logo 'a.svg'": "dd"}
    told = ledger.changed(kept(tmp_path), NUMBER, now, ENGINE)
    assert [f.code for f in told] == ["changed-since"] * 2
    assert [f.message for f in told] == [
        f"the piece 'card' in en has changed since order {NUMBER} was made",
        f"the logo 'a.svg' has come in since order {NUMBER} was made",
    ]


def test_says_what_is_gone(tmp_path: Path) -> None:
    """An input that is not there any more."""
    (told,) = ledger.changed(kept(tmp_path), NUMBER, {"the program": "aa"}, ENGINE)
    assert told.message.startswith("the piece 'card' in en is gone")


def test_says_with_which_engine_it_was_made(tmp_path: Path) -> None:
    """On another one: what of it is otherwise, there and here, and not that the program changed."""
    root = kept(tmp_path, INPUTS | {ledger.ENGINE: "aa"})
    here = "Pango 1.56.3, HarfBuzz 10.2.0, pikepdf 10"
    (told,) = ledger.changed(root, NUMBER, INPUTS | {ledger.ENGINE: "bb"}, here)
    assert told.code == "changed-since"
    assert told.message == (
        f"order {NUMBER} was made with Pango 1.50.12, HarfBuzz 6.0.0; "
        "here it would be with Pango 1.56.3, HarfBuzz 10.2.0"
    )
    assert told.where.line


def test_a_ledger_from_before_engines_were_kept(tmp_path: Path) -> None:
    """It is read as before, and says that it does not know."""
    path = ledger.ledger_path(kept(tmp_path), NUMBER)
    words = path.read_text("utf-8").replace(f'engine: "{ENGINE}"\n', "")
    path.write_text(words, "utf-8")
    (told,) = ledger.changed(tmp_path, NUMBER, INPUTS | {ledger.ENGINE: "bb"}, ENGINE)
    assert "does not say with which engine" in told.message


def test_a_ledger_that_was_touched(tmp_path: Path) -> None:
    """The same inputs and another number: somebody changed the line in the ledger."""
    (told,) = ledger.changed(kept(tmp_path), NUMBER, INPUTS, ENGINE)
    assert "the ledger itself has changed" in told.message


def test_other_bytes(tmp_path: Path) -> None:
    """The same inputs have to give the same packages."""
    old, _ = ledger.find(kept(tmp_path), NUMBER)
    assert old is not None
    told = ledger.other_bytes(old, {"a.zip": "dd", "b.zip": "ee"}, NUMBER)
    assert told.code == "other-bytes"
    assert "a.zip, b.zip" in told.message
