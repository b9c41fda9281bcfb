"""Clusters: each glyph gets its letters."""

import pytest

from printshop.typesetting.clusters import shared_texts


@pytest.mark.parametrize(
    ("told", "made"),
    [
        (["a", "b"], ["a", "b"]),
        (["", "", "কি"], ["ক", "ি", ""]),
        (["لا", ""], ["ا", "ل"]),
        (["fi", "x"], ["fi", "x"]),
        (["", "क्षि"], ["क्ष", "ि"]),
    ],
)
def test_a_cluster_shares_its_letters(told: list[str], made: list[str]) -> None:
    """Every glyph of a cluster gets letters as far as there are any, and none is lost."""
    assert shared_texts(told) == made
