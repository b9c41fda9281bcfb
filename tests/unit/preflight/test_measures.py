"""Measures against limits: as many decimals as tell the two apart, and no more."""

import pytest

from printshop.preflight.measures import against, listed


@pytest.mark.parametrize(
    ("value", "limit", "unit", "places", "texts"),
    [
        (320.0, 300, "%", 0, ("320 %", "300 %")),
        (300.4, 300, "%", 0, ("300.4 %", "300 %")),
        (300.02, 300, "%", 0, ("300.02 %", "300 %")),
        (2.996, 3, "mm", 2, ("2.996 mm", "3 mm")),
        (2.5, 3, "mm", 2, ("2.50 mm", "3 mm")),
        (3.0, 3, "mm", 0, ("3 mm", "3 mm")),
        (-0.001, 3, "mm", 1, ("0.0 mm", "3 mm")),
        (3.00000001, 3, "mm", 0, ("3.000000 mm", "3 mm")),
    ],
)
def test_a_measure_differs_from_its_limit(
    value: float, limit: float, unit: str, places: int, texts: tuple[str, str]
) -> None:
    """Decimals grow until the two differ, and end where no measure is finer."""
    assert against(value, limit, unit, places) == texts


def test_names_are_listed() -> None:
    """As a sentence has them."""
    assert listed(["left"]) == "left"
    assert listed(["left", "right"]) == "left and right"
    assert listed(["left", "right", "upper"]) == "left, right and upper"
