"""Stock: paper with a weight, or another material."""

import pytest
from pydantic import ValidationError

from printshop.shop.stock import Stock


def test_paper_or_another_material() -> None:
    """Each of them by itself."""
    assert Stock(weight=135).material == ""
    assert Stock(material="white-film").weight == 0


@pytest.mark.parametrize("given", [{}, {"weight": 0}, {"weight": 80, "material": "white-film"}])
def test_neither_or_both(given: dict[str, object]) -> None:
    """A print shop would not know which of the two is meant."""
    with pytest.raises(ValidationError, match="wants the 'weight' of a paper"):
        Stock.model_validate(given)
