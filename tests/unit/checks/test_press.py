"""Printing conditions: one default, and profiles within the shop."""

from dataclasses import replace

import pytest

from printshop.checks.press import missing_profiles, unclear_default
from printshop.shop.job import Shop


@pytest.mark.parametrize(
    ("made", "messages"),
    [
        (("default", "asked"), []),
        (("asked", "always"), ["no printing condition is default"]),
        (("default", "default"), ["'test' and 'test' are both the default"]),
    ],
)
def test_one_is_the_default(opened_shop: Shop, made: tuple[str, str], messages: list[str]) -> None:
    """A file is measured against it when nobody names another."""
    press = opened_shop.presses["test"]
    presses = {str(i): press.model_copy(update={"made": how}) for i, how in enumerate(made)}
    told = unclear_default(replace(opened_shop, presses=presses))
    assert [f.message for f in told] == messages


@pytest.mark.parametrize(
    ("profile", "codes"),
    [("icc/nothing.icc", ["missing-profile"]), ("../content/x.icc", ["outside-the-shop"])],
)
def test_where_a_profile_lies(opened_shop: Shop, profile: str, codes: list[str]) -> None:
    """In ``presses/``: the shop can be passed on whole."""
    press = opened_shop.presses["test"]
    assert press.intent
    assert missing_profiles(opened_shop) == []
    intent = press.intent.model_copy(update={"profile": profile})
    changed = press.model_copy(update={"intent": intent})
    told = missing_profiles(replace(opened_shop, presses={"test": changed}))
    assert [f.code for f in told] == codes
