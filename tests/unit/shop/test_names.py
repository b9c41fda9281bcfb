"""Names for completion: those of the whole shop, read without opening it."""

from pathlib import Path

from printshop.checks.opening import open_shop
from printshop.shop import catalog, names
from tests.conftest import CHECKOUT


def test_names_are_those_of_the_shop() -> None:
    """What is read quickly for a shell is what the whole shop knows."""
    shop, _ = open_shop(CHECKOUT)
    assert shop
    assert names.languages(CHECKOUT) == list(shop.languages)
    assert names.pieces(CHECKOUT) == list(shop.layouts)
    assert names.presses(CHECKOUT) == sorted(shop.presses)
    assert names.sectors(CHECKOUT) == ["general", *shop.sectors]
    assert names.facts(CHECKOUT) == list(shop.campaign.facts)
    assert set(names.pieces_by_language(CHECKOUT)) == set(catalog.to_sign_off(shop))
    everything = {
        "language": names.languages(CHECKOUT),
        "piece": names.pieces(CHECKOUT),
        "sector": names.sectors(CHECKOUT),
        "press": names.presses(CHECKOUT),
    }
    _, _, findings = catalog.choose(catalog.tickets(shop), shop, everything)
    assert findings == []


def test_names_of_a_spoilt_shop(tmp_path: Path) -> None:
    """Where a file cannot be read there is nothing to offer, and no fault."""
    assert names.sectors(tmp_path) == ["general"]
    (tmp_path / "content").mkdir()
    (tmp_path / "content/sectors.yaml").write_text("sectors: [", "utf-8")
    assert names.sectors(tmp_path) == ["general"]
    assert names.pieces_by_language(tmp_path) == []
    assert names.facts(tmp_path) == []
