"""Room for the responsible publisher, whom no piece names yet: all pieces fit with a long one."""

from dataclasses import replace

import pytest

from printshop.findings import Severity
from printshop.shop.catalog import resolve
from printshop.shop.job import JobTicket
from printshop.shop.words import Person
from printshop.typesetting import compose, typeset
from tests.press.pieces import real_shop

# As long as names and addresses in Belgium often are; openly made up.
PUBLISHER = {
    "name": "Voornaam van de Achternaam-Dubbel",
    "address": "Voorbeeldlaan 123 bus 4, 1060 Sint-Gillis",
}
PIECES = [
    (layout.name, "" if layout.general else next(iter(real_shop().sectors)), tag)
    for layout in real_shop().layouts.values()
    for tag in real_shop().languages
]


@pytest.mark.parametrize(("layout", "sector", "tag"), PIECES)
def test_a_long_publisher_fits(layout: str, sector: str, tag: str) -> None:
    """In every language, one of many by itself, too: so it is looked at when it is signed off."""
    shop = real_shop()
    person = Person.model_validate(PUBLISHER)
    campaign = shop.campaign.model_copy(update={"publisher": person})
    ticket = JobTicket(layout, sector, tag)
    if shop.layouts[layout].languages:
        ticket = JobTicket(layout, sector, campaign.source_language, (tag,))
    job = resolve(replace(shop, campaign=campaign), ticket)
    composition, findings = compose.compose(job)
    assert composition is not None, findings
    fitted = typeset.fit(composition).findings
    assert [str(f) for f in fitted if f.severity is Severity.ERROR] == []
