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


def kept(root: Path, inputs: dict[str, str] = INPUTS) -> Path:
    """A shop with one ledger."""
    path = ledger.place(root, NUMBER)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(ledger.written(NUMBER, "orders", LINE, inputs, {"a.zip": "cc"}))
    return root


def test_there_and_back(tmp_path: Path) -> None:
    """A ledger says all that was ordered, and is read as it was written."""
    found, findings = ledger.find(kept(tmp_path), NUMBER)
    assert not findings
    assert found is not None
    assert found.line.model_dump() == LINE.model_dump()
    assert (found.folder, found.inputs, found.packages) == ("orders", INPUTS, {"a.zip": "cc"})


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
    told = ledger.changed(kept(tmp_path), NUMBER, now)
    assert [f.code for f in told] == ["changed-since"] * 2
    assert [f.message for f in told] == [
        f"the piece 'card' in en has changed since order {NUMBER} was made",
        f"the logo 'a.svg' has come in since order {NUMBER} was made",
    ]


def test_says_what_is_gone(tmp_path: Path) -> None:
    """An input that is not there any more."""
    (told,) = ledger.changed(kept(tmp_path), NUMBER, {"the program": "aa"})
    assert told.message.startswith("the piece 'card' in en is gone")


def test_a_ledger_that_was_touched(tmp_path: Path) -> None:
    """The same inputs and another number: somebody changed the line in the ledger."""
    (told,) = ledger.changed(kept(tmp_path), NUMBER, INPUTS)
    assert "the ledger itself has changed" in told.message


def test_other_bytes(tmp_path: Path) -> None:
    """The same inputs have to give the same packages."""
    old, _ = ledger.find(kept(tmp_path), NUMBER)
    assert old is not None
    told = ledger.other_bytes(old, {"a.zip": "dd", "b.zip": "ee"}, NUMBER)
    assert told.code == "other-bytes"
    assert "a.zip, b.zip" in told.message
