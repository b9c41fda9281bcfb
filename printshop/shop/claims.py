"""The promises that texts make: ``content/claims.yaml``.

A promise such as "the help is free" is a claim. It stands once, with its source and with who
answers for it, as a fact does; a text names the claims that it makes.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import AfterValidator

from printshop.reading.yaml_file import Sheet
from printshop.shop.units import Day, Names
from printshop.shop.words import CopySheet


def _written(value: str) -> str:
    if not value.strip():
        raise ValueError("wants a text")
    return value


def _somebody(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        raise ValueError("wants 'campaign' or a centre")
    return value


Words = Annotated[str, AfterValidator(_written)]


class Confirmation(Sheet):
    """Who answers for a claim, one of the campaign's signers, and since when."""

    by: Words
    on: Day


class Claim(Sheet):
    """One promise, in a plain English sentence.

    ``by``: who has to keep it, ``campaign`` or centres; ``source``: where it stands; ``checked``:
    when somebody compared it with that source. What nobody knows or has done is null.
    """

    promise: Words
    by: Annotated[Names, AfterValidator(_somebody)]
    source: Words | None
    checked: Day | None
    confirmed: Confirmation | None


class Claims(Sheet):
    """``content/claims.yaml``: the claims by name."""

    claims: dict[str, Claim]


def made(
    sheets: Mapping[str, CopySheet], items: Iterable[tuple[str, str]]
) -> list[tuple[str, str, str]]:
    """The claims that texts make: the stem, the role and the claim's name, sorted.

    ``sheets`` are a language's by stem; ``items`` name the texts by stem and role.
    """
    return sorted(
        (stem, role, name)
        for stem, role in items
        if stem in sheets
        for name in sheets[stem].claims.get(role, ())
    )
